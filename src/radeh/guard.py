"""Run a plugin's code so that it cannot hang, end or speak for the process that loads it.

What this cannot stop: native code that ends the process or never gives the interpreter back.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn, TextIO

DEFAULT_SECONDS = 10.0


class PluginTimeout(BaseException):
    """A plugin took too long. No `Exception`, so that ``except Exception`` does not swallow it."""


class PluginExit(BaseException):
    """A plugin called ``os._exit``."""


class Listener:
    """Stands in for standard output: it keeps what is written until ``hush``, then passes it on.

    A plugin may keep a reference to ``sys.stdout`` (a logging handler does), so the stand-in has
    to go on working when the plugin has been loaded.
    """

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream
        self._heard: list[str] | None = []

    def write(self, text: str) -> int:
        """Keep the text, or pass it on."""
        if self._heard is not None:
            self._heard.append(text)
        elif self._stream is not None:
            self._stream.write(text)
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write each of the lines."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Flush what this stands for."""
        if self._stream is not None:
            self._stream.flush()

    def hush(self) -> str:
        """Return what was written, and pass on everything from now on."""
        heard, self._heard = "".join(self._heard or ()), None
        return heard

    def __getattr__(self, name: str) -> Any:
        """Be, in everything else, the stream."""
        return getattr(self._stream, name)


@contextlib.contextmanager
def listening() -> Iterator[Listener]:
    """Keep what is written to ``sys.stdout`` from reaching it."""
    listener = Listener(sys.stdout)
    with contextlib.redirect_stdout(listener):
        yield listener


@contextlib.contextmanager
def no_exit() -> Iterator[None]:
    """Turn ``os._exit`` in this thread and process into `PluginExit`."""
    really_exit, here = os._exit, (threading.get_ident(), os.getpid())

    def refuse(status: int = 0) -> NoReturn:
        if (threading.get_ident(), os.getpid()) != here:  # a forked child must be able to end
            really_exit(status)
        raise PluginExit(f"os._exit({status})")

    os._exit = refuse
    try:
        yield
    finally:
        os._exit = really_exit


def time_limit() -> float:
    """Return how many seconds a plugin may take to load; ``RADEH_PLUGIN_TIMEOUT``, 0 for ever."""
    try:
        return max(0.0, float(os.environ.get("RADEH_PLUGIN_TIMEOUT", DEFAULT_SECONDS)))
    except ValueError:
        return DEFAULT_SECONDS


@contextlib.contextmanager
def limited(seconds: float, who: str) -> Iterator[None]:
    """Interrupt what takes too long with `PluginTimeout`; where that is not possible, tell.

    The alarm signal interrupts even a sleep, as Ctrl-C does, but only in the main thread, on
    Unix, and only if the host does not use the signal itself. Elsewhere a line on standard error
    names the culprit, and the way to block it, while it still hangs.
    """
    if not seconds:
        yield
        return
    watch = _alarm if _alarm_is_free() else _announce
    with watch(seconds, who):
        yield


def _alarm_is_free() -> bool:
    return (
        hasattr(signal, "setitimer")
        and threading.current_thread() is threading.main_thread()
        and signal.getsignal(signal.SIGALRM) == signal.SIG_DFL
        and signal.getitimer(signal.ITIMER_REAL)[0] == 0
    )


@contextlib.contextmanager
def _alarm(seconds: float, who: str) -> Iterator[None]:
    def interrupt(*_: Any) -> NoReturn:
        raise PluginTimeout(f"not loaded after {seconds:g} s (RADEH_PLUGIN_TIMEOUT)")

    signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)  # again, should the first be swallowed
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)


@contextlib.contextmanager
def _announce(seconds: float, who: str) -> Iterator[None]:
    told = sys.stderr

    def tell() -> None:
        told.write(
            f"radeh: plugin {who!r} has been loading for {seconds:g} s; if it hangs, stop the "
            f"program and block it with RADEH_BLOCK={who}\n"
        )

    timer = threading.Timer(seconds, tell)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
