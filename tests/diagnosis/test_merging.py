"""What a message states and what was read are one finding where they agree, and a doubt where they do not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fargate_doctor.diagnosis.check import Answer, Check, FindingKind, Raised, fails, passes
from fargate_doctor.diagnosis.engine import diagnose
from fargate_doctor.text import Text, verbatim
from tests.diagnosis.one_task import facts_of, raising

KIND = FindingKind("image.not-found", Text("a", "b"), explains=frozenset({"not_found"}))
DENIED = replace(KIND, id="image.access-denied", yields_to=("image.not-found",))
NOT_FOUND = (
    "CannotPullContainerError: failed to resolve ref 111122223333.dkr.ecr.eu-west-1.amazonaws.com/a:b: not found"
)
STOPPED = facts_of(stoppedReason=NOT_FOUND, stopCode="TaskFailedToStart", createdAt=0)


def stated(kind: FindingKind = KIND) -> Raised:
    return Raised(kind, verbatim("said"), "stated", evidence=STOPPED.symptom.evidence, supports="likely")


def read(kind: FindingKind = KIND) -> Raised:
    evidence = (STOPPED.task.cite("taskDefinitionArn"),)
    return Raised(kind, verbatim("read"), "blocker", evidence=evidence, phase="image", supports="possible")


def test_one_finding_where_both_say_the_same() -> None:
    """The finding that was read quotes the words too, and is as sure as the surer of both."""
    task = replace(STOPPED, task=STOPPED.task.model_copy(update={"pull_started_at": STOPPED.task.created_at}))

    found = diagnose(task, [raising(stated()), raising(read())]).findings

    assert [each.detail.en for each in found] == ["read"]
    assert found[0].confidence == "likely"
    assert {each.field for each in found[0].evidence} >= {"taskDefinitionArn", "stoppedReason"}


def test_what_is_read_may_speak_against_the_words() -> None:
    """A statement keeps its level and loses its confidence; both sides are quoted."""
    against = replace(passes(verbatim("it is there"), STOPPED.task.cite("taskArn")), contradicts=frozenset({KIND.id}))

    found = diagnose(STOPPED, [raising(stated()), answering(against)]).findings

    assert (found[0].level, found[0].confidence) == ("root_cause", "possible")
    assert "it is there" in found[0].detail.en
    assert "taskArn" in {each.field for each in found[0].evidence}


def test_a_statement_stands_behind_what_says_it_more_exactly() -> None:
    """What the message states stays a root cause, names the one that tells why, and offers no fix beside its fixes."""
    found = diagnose(STOPPED, [raising(stated(DENIED)), raising(read())]).findings

    assert [(each.id, each.level, each.explained_by) for each in found] == [
        ("image.not-found", "root_cause", ()),
        ("image.access-denied", "root_cause", ("image.not-found",)),
    ]
    assert "image.not-found" in found[1].detail.es
    assert found[1].recommendations == ()


def test_what_was_read_gives_way_to_what_says_it_more_exactly() -> None:
    """Of two readings of the configuration only the more exact one is told."""
    found = diagnose(STOPPED, [raising(read(DENIED)), raising(read())]).findings

    assert [each.id for each in found] == ["image.not-found"]


@pytest.mark.parametrize("answers", [1, 2])
def test_knowing_less_adds_no_root_cause(answers: int) -> None:
    """Without the reading that tells why, the statement was a root cause before as well."""
    given = [raising(stated(DENIED)), raising(read())][:answers]

    assert "image.access-denied" in {each.id for each in diagnose(STOPPED, given).root_causes}


def test_a_blocker_of_another_phase_is_not_this_failure() -> None:
    """What would break off another phase of the life contributes at most."""
    later = replace(read(), phase="logs")

    assert [each.level for each in diagnose(STOPPED, [answering(fails(verbatim("x"), later))]).findings] == [
        "contributing"
    ]


def answering(answer: Answer) -> Check:
    """Return a check that answers what it is told to."""
    kinds = tuple(each.kind for each in answer.raised)
    return Check(
        "t.other", "way", 2, verbatim("t"), verbatim("?"), verbatim("!"), (), (), kinds, "need", lambda _: answer
    )
