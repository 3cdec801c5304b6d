"""The kit itself: ids, expected failures, and what it says of a plugin that is not there."""

import json

import pytest
from catalogue import RIGHT
from wrong import plugins

import radeh
from radeh.testing import CheckFailure, Outcome, find_checks, run_check, run_checks


def test_ids_name_kind_record_and_check():
    ids = [bound.id for bound in find_checks(RIGHT)]
    assert len(set(ids)) == len(ids)
    assert "plugin/is_loaded" in ids
    assert "feature-extractor/right-features/returns_csr" in ids


def test_a_failure_that_is_expected_is_told_as_such():
    reasons = {"is_quiet": "it greets"}
    outcomes = {o.id: o for o in run_checks(plugins.Prints(), expected_failures=reasons)}
    assert outcomes["plugin/is_quiet"].state == "expected"


def test_an_expected_failure_that_passes_is_a_failure():
    reasons = {"plugin/is_quiet": "it greets"}
    (found,) = [b for b in find_checks(RIGHT, expected_failures=reasons) if b.expected_failure]
    outcome = run_check(found)
    assert outcome.state == "failed"
    assert "it greets" in outcome.reason


def test_an_expected_failure_of_no_check_is_an_error():
    with pytest.raises(radeh.UnknownNameError, match="'is_quite'"):
        find_checks(RIGHT, expected_failures={"is_quite": "misspelt"})


def test_a_plugin_that_is_not_installed_is_an_error_that_lists_those_that_are():
    with pytest.raises(radeh.UnknownNameError, match=r"'nobody'.*persian"):
        find_checks("nobody")


def test_an_outcome_says_what_and_why():
    outcomes = {o.id: o for o in run_checks(plugins.Prints())}
    outcome = outcomes["plugin/is_quiet"]
    assert isinstance(outcome, Outcome)
    assert "welcome" in outcome.reason
    assert outcome.why.startswith("Nothing is written to standard output")


def test_a_check_can_be_called_by_itself():
    (bound,) = [b for b in find_checks(plugins.Prints()) if b.id == "plugin/is_quiet"]
    with pytest.raises(CheckFailure, match="welcome"):
        bound()


def test_pytest_shows_an_id_for_each_check_and_holds_expectations_strictly(pytester):
    pytester.makepyfile(
        """
        from radeh.testing import parametrize_with_checks

        @parametrize_with_checks("tfidf", expected_failures={"is_quiet": "it is quiet"})
        def test_kit(check):
            check()
        """
    )
    done = pytester.runpytest_subprocess("-q", "-k", "plugin", "-p", "no:cacheprovider")
    done.stdout.fnmatch_lines(["*XPASS(strict)*it is quiet*"])
    done = pytester.runpytest_subprocess("--collect-only", "-q", "-p", "no:cacheprovider")
    done.stdout.fnmatch_lines(["*test_kit[[]feature-extractor/hashing/returns_csr[]]"])


@pytest.mark.parametrize(
    ("name", "status", "told"),
    [("persian", 0, "persian: "), ("broken", 1, "is_loaded"), ("nobody", 2, "nobody")],
)
def test_the_command_line_runs_the_kit_and_its_status_tells(installed, name, status, told):
    installed.add("radeh-broken", {"broken": "broken"}, {"broken": "1 / 0"})
    done = installed.radeh("plugins", "check", name, "--quiet")
    assert done.returncode == status
    assert told in done.stdout + done.stderr


def test_the_command_line_prints_json_lines(installed):
    installed.add("radeh-broken", {"broken": "broken"}, {"broken": "1 / 0"})
    done = installed.radeh("plugins", "check", "broken", "--json")
    outcomes = [json.loads(line) for line in done.stdout.splitlines()]
    assert {"id", "state", "reason", "why"} == set(outcomes[0])
    assert [o["id"] for o in outcomes if o["state"] == "failed"] == ["plugin/is_loaded"]


def test_importing_radeh_imports_no_test_kit(installed):
    program = (
        "import sys, radeh; radeh.default_registry(); import radeh.testing\n"
        "names = {'pytest', 'hypothesis', 'sklearn', 'radeh.testing.running'}\n"
        "print(sorted(names & set(sys.modules)))"
    )
    assert installed.python("-c", program).stdout.strip() == "[]"
