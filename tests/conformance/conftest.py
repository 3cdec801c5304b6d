"""The wrong plugins are importable, here and in the processes that the kit starts."""

import os
import sys
from pathlib import Path

HERE = str(Path(__file__).parent)

os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [HERE, os.environ.get("PYTHONPATH", "")]))
if HERE not in sys.path:
    sys.path.insert(0, HERE)
