"""Whatever a plugin does while it is loaded gets a name, and everything else goes on."""

import json
import threading

import pytest

import radeh
from radeh.registry import STATES

GOOD = """
import radeh

@radeh.hookimpl
def radeh_normalizers():
    yield radeh.Component(name="{name}", target="nowhere:At", summary="a normalizer")
"""
RECORD = "radeh.Component(name='a', target='a:B', summary='s')"
HOOK = "import radeh\n@radeh.hookimpl\ndef radeh_classifiers():\n"

#: id -> (source of the entry module, state, part of the cause)
TROUBLE = {
    "raises": ("1 / 0", "failed", "ZeroDivisionError"),
    "raises-in-hook": (f"{HOOK}    yield {RECORD}\n    1 / 0", "failed", "ZeroDivisionError"),
    "raises-base": ("raise BaseException('odd')", "failed", "odd"),
    "sys-exit": ("import sys; sys.exit(3)", "exited", "SystemExit"),
    "sys-exit-in-hook": (f"{HOOK}    raise SystemExit", "exited", "SystemExit"),
    "os-exit": ("import os; os._exit(7)", "exited", "os._exit(7)"),
    "sleeps": ("import time; time.sleep(60)", "timed-out", "RADEH_PLUGIN_TIMEOUT"),
    "loops": ("while True:\n  try: 1\n  except Exception: pass", "timed-out", "after 0.5 s"),
    "hook-never-ends": (f"{HOOK}    while True: pass", "timed-out", "not loaded after"),
    "no-records": (f"{HOOK}    return 7", "invalid", "it must yield"),
    "rubbish": (f"{HOOK}    yield 7", "invalid", "is no Component"),
    "endless": (f"{HOOK}    while True: yield {RECORD}", "invalid", "more than 10000"),
    "argument": (HOOK.replace("()", "(x)") + "    yield 7", "failed", "radeh_classifiers"),
    "wrapper": (
        HOOK.replace("hookimpl", "hookimpl(wrapper=True)") + "    yield",
        "invalid",
        "hook wrapper",
    ),
    "twice": (f"{HOOK}    yield {RECORD}\n    yield {RECORD}", "invalid", "twice"),
    "misspelt": (
        "import radeh\n@radeh.hookimpl\ndef radeh_recipies():\n    yield 7",
        "invalid",
        "radeh_recipes?",
    ),
    "mutates": (
        f"{HOOK}    c = {RECORD}\n    yield c\n    object.__setattr__(c, 'target', 'os:system')",
        "mutating",
        "changed its Component 'a'",
    ),
    "asks-while-loading": (
        f"{HOOK}    radeh.default_registry()\n    yield {RECORD}",
        "failed",
        "while it is being loaded",
    ),
    "prints": (f"print('hello')\n{GOOD.format(name='quiet')}", "noisy", "'hello'"),
    "shadows": (GOOD.format(name="persian"), "shadows", "persian/persian"),
}


@pytest.mark.parametrize(("source", "state", "cause"), TROUBLE.values(), ids=TROUBLE)
def test_trouble_gets_a_named_state_and_harms_nobody(installed, source, state, cause):
    installed.add("radeh-trouble", {"trouble": "trouble"}, {"trouble": source})
    done = installed.radeh("plugins", "--json", RADEH_PLUGIN_TIMEOUT="0.5")
    assert done.returncode == 0, done.stderr
    listed = {plugin["name"]: plugin for plugin in json.loads(done.stdout)}
    trouble = listed.pop("trouble")
    assert trouble["state"] == state
    assert cause in trouble["cause"]
    assert trouble["block"] == "RADEH_BLOCK=trouble"
    assert {plugin["state"] for plugin in listed.values()} == {"loaded"}
    told = [line for line in done.stderr.splitlines() if "'trouble' (radeh-trouble 1.0)" in line]
    assert len(told) == len(done.stderr.splitlines()) == 1
    assert "RADEH_BLOCK=trouble" in told[0]


def test_every_state_is_tried_here_or_beside():
    elsewhere = {"loaded", "blocked", "incompatible"}
    assert {state for _, state, _ in TROUBLE.values()} | elsewhere == set(STATES)


def test_one_that_needs_a_newer_radeh_is_not_imported(installed):
    installed.add(
        "radeh-new",
        {"new": "new"},
        {"new": "raise RuntimeError('it was imported')"},
        requires="radeh>=99.1; python_version >= '3.8'",
    )
    done = installed.radeh("plugins", "--json")
    listed = {plugin["name"]: plugin for plugin in json.loads(done.stdout)}
    assert listed["new"]["state"] == "incompatible"
    assert "needs radeh >=99.1" in listed["new"]["cause"]
    assert "this is radeh" in done.stderr


def test_one_that_needs_this_radeh_or_an_extra_is_loaded(installed):
    source = GOOD.format(name="mine")
    installed.add("radeh-old", {"old": "old"}, {"old": source}, requires="radeh>=0.1,<1")
    extra = 'radeh>=99; extra == "future"'
    installed.add("radeh-maybe", {"maybe": "maybe"}, {"maybe": source}, requires=extra)
    listed = json.loads(installed.radeh("plugins", "--json").stdout)
    assert {plugin["state"] for plugin in listed} == {"loaded"}


def test_what_is_printed_at_import_does_not_reach_the_output(installed):
    source = f"print('hello, I am noisy')\n{GOOD.format(name='n')}"
    installed.add("radeh-noisy", {"noisy": "noisy"}, {"noisy": source})
    done = installed.radeh("classify", "docs/examples/kebab.txt", "--format", "jsonl")
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [
        "docs/examples/kebab.txt"
    ]
    assert "hello, I am noisy" in done.stderr


def test_a_handler_that_kept_standard_output_writes_to_it_later(installed):
    source = f"import sys\nkept = sys.stdout\n{GOOD.format(name='n')}"
    installed.add("radeh-keeper", {"keeper": "keeper"}, {"keeper": source})
    program = (
        "import radeh; radeh.default_registry(); import keeper\n"
        "print('later', file=keeper.kept, flush=True); print(keeper.kept.encoding)"
    )
    assert installed.python("-c", program).stdout.split() == ["later", "utf-8"]


def test_a_shadowed_name_is_ambiguous_only_when_asked_for_and_both_can_be_had(installed):
    source = """
import radeh

@radeh.hookimpl
def radeh_models():
    yield radeh.PretrainedModel(
        name="news-topics", path="/nowhere", summary="mine", labels=("a",), license="MIT")
"""
    installed.add("radeh-shadow", {"shadow": "shadow"}, {"shadow": source})
    page = "docs/examples/kebab.txt"
    done = installed.radeh("classify", page, "--model", "topics/news-topics", "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    done = installed.radeh("classify", page, "--model", "news-topics")
    assert done.returncode == 2
    assert "'shadow/news-topics' or 'topics/news-topics'" in done.stderr
    assert installed.radeh("train", "--help").returncode == 0


def test_a_hang_is_told_where_it_cannot_be_interrupted(installed):
    source = "import time; time.sleep(1.5)"
    installed.add("radeh-slow", {"slow": "slow"}, {"slow": source})
    program = (
        "import threading, radeh\n"
        "t = threading.Thread(target=radeh.default_registry); t.start(); t.join()\n"
        "print([p.state for p in radeh.default_registry().plugins if p.name == 'slow'])"
    )
    done = installed.python("-c", program, RADEH_PLUGIN_TIMEOUT="0.3")
    assert "plugin 'slow' has been loading for 0.3 s" in done.stderr
    assert "RADEH_BLOCK=slow" in done.stderr
    assert done.stdout.strip() == "['loaded']"


def test_the_alarm_of_the_host_is_left_alone(installed):
    installed.add("radeh-fine", {"fine": "fine"}, {"fine": GOOD.format(name="mine")})
    program = (
        "import signal, time, radeh\n"
        "heard = []\n"
        "signal.signal(signal.SIGALRM, lambda *_: heard.append('alarm of the host'))\n"
        "signal.setitimer(signal.ITIMER_REAL, 0.2)\n"
        "radeh.default_registry()\n"
        "while not heard: time.sleep(0.05)\n"
        "print(*heard)"
    )
    assert installed.python("-c", program).stdout == "alarm of the host\n"


def test_a_forked_child_of_a_plugin_may_end(installed):
    source = f"""
import os
child = os.fork()
if not child:
    os._exit(5)
status = os.waitpid(child, 0)[1]
{GOOD.format(name="forks")}
"""
    installed.add("radeh-forks", {"forks": "forks"}, {"forks": source})
    program = "import radeh, os; radeh.default_registry(); import forks; print(forks.status >> 8)"
    assert installed.python("-c", program).stdout == "5\n"


def test_nothing_is_left_changed_by_a_plugin_that_exits():
    import os
    import sys

    before = os._exit, sys.stdout, threading.active_count()
    registry = radeh.Registry(discover=False)

    class Exits:
        @radeh.hookimpl
        def radeh_models(self):
            os._exit(1)

    with pytest.warns(radeh.PluginLoadWarning, match="exited|not loaded"):
        registry.register(Exits(), "exits")
    assert (os._exit, sys.stdout, threading.active_count()) == before


def test_what_a_plugin_does_to_its_records_later_reaches_nobody(radeh_registry):
    mine = radeh.Component(
        name="mine", target="my:Class", summary="mine", defaults={"words": ["a"]}
    )

    class Keeps:
        @radeh.hookimpl
        def radeh_normalizers(self):
            yield mine

    radeh_registry.register(Keeps(), "keeps")
    object.__setattr__(mine, "target", "os:system")
    mine.defaults["words"].append("b")
    kept = radeh_registry.find("normalizer", "mine").record
    assert (kept.target, kept.defaults["words"]) == ("my:Class", ["a"])
