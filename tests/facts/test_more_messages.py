"""Are messages recognised that nobody has seen before, whatever stands around them?"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fargate_doctor.checks.stop.statements import statement_of
from fargate_doctor.facts.messages import classify
from fargate_doctor.facts.reported import symptom_of
from tests.facts.fargate_tasks import task
from tests.facts.more_messages import MORE

if TYPE_CHECKING:
    from collections.abc import Callable

_BLOCK = 256


@pytest.mark.parametrize(("family", "cause", "text"), MORE)
def test_words_of_other_tools_headings_and_cuts_leave_a_message_what_it_is(family: str, cause: str, text: str) -> None:
    """Family and cause are those that the text alone supports; what is ambiguous is never certain."""
    message = classify(text)

    assert (message.family, message.cause) == (family, cause)
    assert cause != "ambiguous" or message.confidence == "possible"


@pytest.mark.parametrize(
    "paste",
    [
        lambda text: "\r\n    ".join(text[place : place + 73] for place in range(0, len(text), 73)),
        lambda text: f"> {text}\n> \n> {text}",
        lambda text: f"[2026-03-10T10:00:00Z] ERROR deploy | {text}",
        lambda text: f"<code>{text}</code>",
        lambda text: text.replace(" ", "\u00a0"),
    ],
    ids=["wrapped", "quoted twice", "a log line", "markup", "hard spaces"],
)
@pytest.mark.parametrize(("family", "cause", "text"), MORE)
def test_how_it_was_pasted_makes_no_difference(family: str, cause: str, text: str, paste: Callable[[str], str]) -> None:
    """Wraps, quotes, time stamps, tags and hard spaces are no part of what ECS said."""
    message = classify(paste(text))

    assert (message.family, message.cause) == (family, cause)


@pytest.mark.parametrize("start", range(0, sys.maxunicode + 1, _BLOCK * 16))
def test_every_block_of_unicode_is_answered(start: int) -> None:
    """No character breaks the reading of a message, a statement or a symptom."""
    for first in range(start, min(start + _BLOCK * 16, sys.maxunicode + 1), _BLOCK):
        text = "".join(map(chr, range(first, min(first + _BLOCK, sys.maxunicode + 1))))
        for said in (text, f"CannotPullContainerError: {text}", f"{text} dial tcp 10.0.0.1:443: i/o timeout"):
            message = classify(said, where="stoppedReason")
            assert message.confidence != "certain" or message.cause != "ambiguous"
            statement_of(message)


@given(st.binary(max_size=4_000))
def test_random_bytes_are_answered(data: bytes) -> None:
    """Whatever a file held, read in any way, gets a family and a cause."""
    for text in (data.decode("utf-8", "replace"), data.decode("latin-1"), data.decode("utf-16", "replace")):
        message = classify(text)
        assert message.family
        assert message.cause
        statement_of(message)


@given(st.text(max_size=300), st.sampled_from([None, "EssentialContainerExited", "SpotInterruption", "?"]))
def test_any_reason_of_a_task_gives_a_symptom(reason: str, stop_code: str | None) -> None:
    """A task with any words has a symptom, and asking twice gives the same."""
    stopped = task(stoppedReason=reason, stopCode=stop_code)

    assert symptom_of(stopped) == symptom_of(stopped)


def test_a_megabyte_and_nothing_are_answered() -> None:
    """Neither the longest paste nor the empty one is an error."""
    for text in ("", " ", "\x00" * 1_000_000, "é" * 1_000_000, MORE[0][2] * 4_000):
        assert classify(text).family
