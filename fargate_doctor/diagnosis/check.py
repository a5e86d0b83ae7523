"""A check: one question, put so that *pass* is healthy, with the findings it may end in."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Final, Literal

from fargate_doctor.frozen import frozen
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.diagnosis.levels import Level
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.need import NeedWalk
    from fargate_doctor.facts.paths.hop import Hop, Verdict
    from fargate_doctor.facts.phases import Phase
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Confidence, Evidence, Missing, Unanswered

LOST_PACKETS: Final = frozenset({"network_timeout", "efs_mount_network", "ambiguous"})
"""What a message reports where packets get lost; a name that does not resolve and a refusal look different."""

LOST_NAMES: Final = frozenset({"dns_failure", "efs_dns", "network_timeout", "ambiguous"})
"""What a message reports where a name does not resolve, also where its end is cut off."""

_NOT_COLLECTED: Final = Text(
    en="This cannot be told without {operations}.",
    es="Esto no se puede saber sin {operations}.",
)

About = Literal["need", "history", "wish", "advice"]
"""What an unknown answer means: `need` leaves a diagnosis undetermined, `history` and `wish` only where the symptom
depends on them, `advice` never."""

Relevance = Literal["blocker", "cause", "stated", "notice"]
"""How a finding relates to the failure: a `blocker` stops what it blocks, a `cause` explains this task's trouble by
itself, `stated` is what the message says in words, a `notice` is worth knowing."""


@frozen
class ResourceName:
    """A resource by AWS's type and id."""

    type: str
    id: str


@frozen
class FindingKind:
    """What a question may end in. `title` has blanks that a raised finding fills; `at_most` caps the level.

    `place` is the order within one phase: names, way out, permission, existence. `explains` are the causes, in the
    words of contract §5, that a message may report where this is behind it. The root causes in `yields_to` say the same
    more exactly: what was read gives way to them, what a message states stays and names them. Those in `refuted_by`
    show that a message which leaves open who refused did not mean this: it is not told beside them.
    """

    id: str
    title: Text
    at_most: Level = "root_cause"
    place: int = 0
    docs: tuple[str, ...] = ()
    explains: frozenset[str] = LOST_PACKETS
    yields_to: tuple[str, ...] = ()
    remedies: Callable[[TaskFacts, Raised], tuple[Remedy, ...]] | None = None
    refuted_by: tuple[str, ...] = ()


@frozen
class Raised:
    """A finding as a check raises it, before the engine gives it its level.

    `blocks` are the ways that it stops, `hops` the places on them. `partial` says that only a part of what is needed
    fails. `supports` is the most that it may claim. `phase` is where it breaks off a task's life, for what blocks no
    way. `said` is how sure a message is that states the same. `explained_by` are the ids of the root causes that say
    more exactly what a message states.
    """

    kind: FindingKind
    detail: Text
    relevance: Relevance = "blocker"
    blanks: dict[str, object] = field(default_factory=dict)
    resources: tuple[ResourceName, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    blocks: tuple[NeedWalk, ...] = ()
    hops: tuple[Hop, ...] = ()
    partial: bool = False
    supports: Confidence = "certain"
    level: Level = "info"
    phase: Phase | None = None
    said: Confidence | None = None
    explained_by: tuple[str, ...] = ()


@frozen
class UserQuestion:
    """What the walk asks the user where AWS could not be asked: `key` is kept with the answer in the case."""

    key: str
    question: Text
    choices: tuple[tuple[str, Text], ...]


@frozen
class Answer:
    """What a check answers, why, and the quotations that carry it.

    `contradicts` are ids that a message states and that what was read speaks against.
    """

    verdict: Verdict
    because: Text
    evidence: tuple[Evidence, ...] = ()
    raised: tuple[Raised, ...] = ()
    missing: tuple[Missing, ...] = ()
    asks: UserQuestion | None = None
    contradicts: frozenset[str] = frozenset()


@frozen
class Check:
    """One question of the tree. `under` is the stage it stands in, `order` its place there, `label` its short name.

    `otherwise` says what the other answer would have meant; `reads` are the AWS operations whose answers it uses,
    `reads_if_met` those that only a way which meets what they describe makes necessary.
    """

    id: str
    under: str
    order: int
    label: Text
    question: Text
    otherwise: Text
    reads: tuple[str, ...]
    docs: tuple[str, ...]
    findings: tuple[FindingKind, ...]
    about: About
    answer: Callable[[TaskFacts], Answer]
    reads_if_met: tuple[str, ...] = ()


def check(  # noqa: PLR0913 - a check declares what it is
    *,
    id: str,  # noqa: A002 - the word that users know
    under: str,
    order: int,
    label: Text,
    question: Text,
    otherwise: Text,
    reads: tuple[str, ...],
    docs: tuple[str, ...],
    findings: tuple[FindingKind, ...] = (),
    about: About = "need",
    reads_if_met: tuple[str, ...] = (),
) -> Callable[[Callable[[TaskFacts], Answer]], Check]:
    """Declare a function as a check; it is found by walking the folder, so no list is edited."""

    def declare(answer: Callable[[TaskFacts], Answer]) -> Check:
        return Check(id, under, order, label, question, otherwise, reads, docs, findings, about, answer, reads_if_met)

    return declare


def passes(because: Text, *evidence: Evidence) -> Answer:
    """Answer that it is as it should be."""
    return Answer("pass", because, evidence)


def does_not_apply(because: Text, *evidence: Evidence) -> Answer:
    """Answer that the question does not arise for this task."""
    return Answer("not_applicable", because, evidence)


def fails(because: Text, *raised: Raised, evidence: tuple[Evidence, ...] = ()) -> Answer:
    """Answer that it is not as it should be, with what follows."""
    quoted = evidence or tuple(each for one in raised for each in one.evidence)
    return Answer("fail", because, quoted, raised)


def unknown(because: Text, *missing: Missing, evidence: tuple[Evidence, ...] = ()) -> Answer:
    """Answer that it cannot be told, with what would tell."""
    return Answer("unknown", because, evidence, missing=missing)


def not_collected(gap: Unanswered) -> Answer:
    """Answer that it cannot be told without the operations that were refused or never asked."""
    operations = tuple(dict.fromkeys(each.operation for each in gap.missing))
    return unknown(_NOT_COLLECTED.fill(operations=enumeration(operations)), *gap.missing)
