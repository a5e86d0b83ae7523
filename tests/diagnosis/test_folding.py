"""The walk asks what matters for this symptom, in no more than twenty questions; the rest is folded with its reason."""

from __future__ import annotations

import pytest

from fargate_doctor.demo import catalogue
from fargate_doctor.diagnosis.folding import MOST_ASKED
from fargate_doctor.doctor import diagnose_task
from fargate_doctor.model.snapshot import Snapshot


@pytest.mark.parametrize("name", catalogue.names())
def test_a_walk_is_short(name: str) -> None:
    """Every built-in case is walked in at most twenty questions; what is folded says why, and nothing grave is."""
    diagnosis = diagnose_task(Snapshot.of(catalogue.open_demo(name)), proves=False)

    grave = {each.id for each in diagnosis.findings if each.level in ("root_cause", "contributing")}
    assert len(diagnosis.walked) <= MOST_ASKED
    assert all(step.folded_because for step in diagnosis.steps if step.is_folded)
    assert not [step.id for step in diagnosis.steps if step.is_folded and grave.intersection(step.findings)]
    assert not [
        step.id
        for step in diagnosis.steps
        if step.is_folded and step.verdict == "unknown" and step.check.about == "need"
    ]


def test_what_cannot_explain_the_message_is_passed_over() -> None:
    """A container that was killed for its memory leads past the whole network; a lost packet past the roles."""
    memory = diagnose_task(Snapshot.of(catalogue.open_demo("out-of-memory")), proves=False)
    lost = diagnose_task(Snapshot.of(catalogue.open_demo("no-route")), proves=False)

    assert not [step.id for step in memory.walked if step.check.under in ("names", "way", "access")]
    assert not [step.id for step in lost.walked if step.check.under == "access"]


def test_the_walk_is_linked_over_what_is_folded() -> None:
    """Each step leads to the next one that is asked, folded ones too, and the last leads nowhere."""
    diagnosis = diagnose_task(Snapshot.of(catalogue.open_demo("no-route")), proves=False)
    walked = [step.id for step in diagnosis.walked]

    for step in diagnosis.steps:
        later = [each.id for each in diagnosis.steps[diagnosis.steps.index(step) + 1 :] if not each.is_folded]
        assert step.next == (later[0] if later else "")
    assert diagnosis.step(walked[-1]).next == ""  # type: ignore[union-attr]
