"""Print which check catches which deliberately wrong plugin: ``python tests/conformance/table.py``.

The last column counts the other checks that fail of the same mistake.
"""

import os
import sys
import tempfile
from pathlib import Path

from catalogue import WRONG, wrong_models

from radeh.testing import Budget, run_checks

SMALL = Budget(seconds_per_article=0.1, seconds_per_megabyte=0.25, megabytes=300)


def main() -> int:
    """Print the table; return 1 if a mistake was not caught by the intended check."""
    os.environ["RADEH_PLUGIN_TIMEOUT"] = "1"
    missed = 0
    print("check\tmistake\tcaught\twhat is said\talso")
    with tempfile.TemporaryDirectory() as folder:
        for check, mistake, plugin in WRONG + wrong_models(Path(folder)):
            failed = [o for o in run_checks(plugin, budget=SMALL) if o.state == "failed"]
            told = [o.reason for o in failed if o.id.rpartition("/")[2] == check]
            others = {o.id.rpartition("/")[2] for o in failed} - {check}
            missed += not told
            said = told[0][:70] if told else ""
            print(check, mistake, "yes" if told else "NO", said, len(others), sep="\t")
    print(f"{len(WRONG) + 3} mistakes, {missed} missed")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
