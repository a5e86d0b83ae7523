"""A person who never saw the app, without AWS: by which keys the cause of each built-in case is on the screen.

Every key is one that the last line of the screen shows at that moment, or an arrow.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from fargate_doctor.demo.catalogue import names, open_demo, title
from fargate_doctor.doctor import diagnose_task
from fargate_doctor.model.snapshot import Snapshot
from tests.demo.test_demo import EXPECTED
from tests.tui.real_terminal import a_terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.real_terminal import Terminal

TO_THE_CAUSE: Final = ("t",)
"""What is pressed once the case is open: “Fixes” begins with the root causes."""

ANOTHER_WAY: Final[dict[str, tuple[str, ...]]] = {
    "healthy": (),
    "not-permitted": (),
    "through-the-data-center": (),
}
"""What is pressed where nothing failed: the line at the top has said it already."""


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 40)])
def test_the_cause_of_each_built_in_case_is_reached_with_a_few_keys(tmp_path: Path, columns: int, rows: int) -> None:
    """From the start screen: down to the case, Enter, “Fixes”; Escape leads back to the start."""
    for terminal in a_terminal(tmp_path, columns, rows, "--lang", "en"):
        terminal.shows("Built-in cases", "Enter Open", "▏ " + title(names()[0]).en[:20])
        for place, name in enumerate(names()):
            _walk(terminal, name, is_first=place == 0)

        terminal.press("Escape")
        assert len(terminal.pressed) < 6 * len(names())


def _walk(terminal: Terminal, name: str, *, is_first: bool) -> None:
    status, roots = EXPECTED[name]
    if not is_first:
        terminal.press("Down")
    terminal.press("Enter")
    seen = terminal.shows("built-in case", "Enter → Next")
    for key in ANOTHER_WAY.get(name, TO_THE_CAUSE):
        assert re.search(rf" {key} ", seen.rstrip().splitlines()[-1]), f"no key {key} is shown:\n{seen}"
        terminal.press(key)
    if roots:
        terminal.shows_any(*_sentences_with_ids(name))
    else:
        terminal.shows(status.replace("_", " "))
    if name not in ANOTHER_WAY:
        terminal.press("Escape")
        terminal.shows("Enter → Next")
    terminal.press("Escape")
    terminal.shows("Enter Open", "Type or paste")


def _sentences_with_ids(name: str) -> list[str]:
    """Return the root causes that the case is about, each by its whole sentence and its id; one has to be seen."""
    found = diagnose_task(Snapshot.of(open_demo(name)), proves=False).root_causes
    about = [each for each in found if each.id in EXPECTED[name][1]]
    assert about
    return [
        rf"✗ root cause {re.escape(' '.join(each.title.en.split()))} (.* )?· {re.escape(each.id)}(?![\w-])"
        for each in about
    ]
