"""The package keeps to the shape that its house style describes."""

import re
from pathlib import Path

from fargate_doctor.checks import all_checks

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "fargate_doctor"

FINDING_ID = re.compile(r"[a-z0-9]+(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)+")
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc"}


def _modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def test_no_file_is_longer_than_400_lines() -> None:
    """A file can be read without scrolling back and forth."""
    lengths = {str(each.relative_to(ROOT)): len(each.read_text(encoding="utf-8").splitlines()) for each in _modules()}

    assert {name: length for name, length in lengths.items() if length > 400} == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    """A module is named by what it holds."""
    assert [str(each) for each in _modules() if each.stem in VAGUE_NAMES] == []


def test_no_two_checks_have_one_id() -> None:
    """A question is known by its id."""
    ids = [each.id for each in all_checks()]

    assert len(ids) == len(set(ids))


def test_checks_were_found() -> None:
    """Walking the folder finds the questions."""
    assert len(all_checks()) > 10


def test_ids_of_questions_and_findings_are_of_the_form_area_name() -> None:
    """Ids are `area.name`, in lower case with hyphens."""
    ids = {each.id for each in all_checks()} | {kind.id for each in all_checks() for kind in each.findings}

    assert [each for each in ids if not FINDING_ID.fullmatch(each)] == []


def test_one_finding_is_declared_with_one_title() -> None:
    """Where two questions may end in one finding, they say the same; what only a message states names less."""
    titles: dict[str, set[str]] = {}
    for kind in (kind for each in all_checks() if each.id != "stop.stated-cause" for kind in each.findings):
        titles.setdefault(kind.id, set()).add(kind.title.en)

    assert {name: words for name, words in titles.items() if len(words) > 1} == {}


def test_every_check_names_what_it_reads_and_where_aws_says_so() -> None:
    """`checks` can show for each question the operations and the documentation."""
    assert [each.id for each in all_checks() if not each.reads or not each.docs] == []
