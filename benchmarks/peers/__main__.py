"""Make an environment for each peer: ``python -m benchmarks.peers``.

``PEER_PYTHON`` names a newer interpreter for peers that want one (hazm 0.12 needs 3.12); without
one that works, pip chooses an older release that fits this Python.
"""

from __future__ import annotations

import os
import subprocess
import sys

from benchmarks.peers import PEERS, Peer


def _works(python: str) -> bool:
    try:
        return subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def interpreter(peer: Peer) -> str:
    """Return the interpreter from which the peer's environment is made."""
    if peer.newer_python:
        for name in (os.environ.get("PEER_PYTHON", ""), "python3.13", "python3.12"):
            if name and _works(name):
                return name
    return sys.executable


def make(peer: Peer) -> bool:
    """Make the environment unless it is there; return whether it now is."""
    if peer.python.exists():
        print(f"{peer.name}: there already ({peer.environment})")
        return True
    subprocess.run([interpreter(peer), "-m", "venv", str(peer.environment)], check=True)
    install = [str(peer.python), "-m", "pip", "install", "--quiet", *peer.requirements]
    if subprocess.run(install, check=False).returncode:
        peer.python.unlink()  # half an environment must not take part
        print(f"{peer.name}: could not be installed; it is left out of the boards")
        return False
    print(f"{peer.name}: made ({peer.environment})")
    return True


if __name__ == "__main__":
    made = [make(peer) for peer in PEERS]
    sys.exit(0 if all(made) else 1)
