"""Marks with their words, in the colours of the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.style import Style

from fargate_doctor.facts.console_page import places_of_names
from fargate_doctor.reports.words import MARKS, VERDICTS
from fargate_doctor.tui.words.verdicts import LEVEL_MARKS, LEVELS, STATUS_MARKS, STATUSES

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.levels import Level, Status
    from fargate_doctor.facts.paths.hop import Verdict
    from fargate_doctor.text import Language

QUIET: Final = "$foreground-muted"

STYLES: Final[dict[Verdict, str]] = {
    "pass": "$text-success",
    "fail": "bold $text-error",
    "unknown": "bold $text-warning",
    "not_applicable": QUIET,
}

_STATUS_STYLES: Final[dict[Status, str]] = {
    "cause_found": "bold $text-error",
    "no_problem_found": "bold $text-success",
    "undetermined": "bold $text-warning",
}

_LEVEL_STYLES: Final[dict[Level, str]] = {
    "root_cause": "bold $text-error",
    "contributing": "bold $text-warning",
    "warning": "$text-warning",
    "info": "$text-accent",
}


def verdict_in_words(verdict: Verdict, language: Language) -> Content:
    """Return `✗ fail` and its like."""
    return Content.styled(f"{MARKS[verdict]} {VERDICTS[verdict].in_language(language)}", STYLES[verdict])


def status_in_words(status: Status, language: Language) -> Content:
    """Return `✗ cause found` and its like."""
    return Content.styled(f"{STATUS_MARKS[status]} {STATUSES[status].in_language(language)}", _STATUS_STYLES[status])


def level_in_words(level: Level, language: Language) -> Content:
    """Return `✗ root cause` and its like."""
    return Content.styled(f"{LEVEL_MARKS[level]} {LEVELS[level].in_language(language)}", _LEVEL_STYLES[level])


def heading(words: str) -> Content:
    """Return the heading of a section."""
    return Content.styled(words, "bold $text-primary")


def quiet(words: str) -> Content:
    """Return words that may be passed over."""
    return Content.styled(words, QUIET)


def linked(content: Content) -> Content:
    """Return content in which a click on an id or ARN copies it."""
    for start, end, name in places_of_names(content.plain):
        content = content.stylize(Style.from_meta({"@click": f"screen.copy_name('{name}')"}), start, end)
    return content


def shortened(words: str, width: int) -> str:
    """Return words no wider than a width; of longer ones the middle is left out."""
    if len(words) <= width:
        return words
    tail = width // 2
    return f"{words[: width - tail - 1]}…{words[-tail:]}"


def hanging(content: Content, width: int, indent: int = 2) -> Content:
    """Return content wrapped to a width, with every line but the first indented."""
    if width <= indent + 4:  # narrower than any word: leave wrapping to the terminal
        return content
    first, *_ = content.wrap(width)
    if len(first) >= len(content):
        return content
    rest = content[len(first.plain) :]
    lines = [first, *(Content(" " * indent) + line for line in _trimmed(rest).wrap(width - indent))]
    return Content("\n").join(lines)


def _trimmed(content: Content) -> Content:
    blanks = len(content.plain) - len(content.plain.lstrip())
    return content[blanks:]
