"""Questions about the way to many destinations at once: one answer out of the hops of every walk."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from fargate_doctor.diagnosis.check import (
    Answer,
    Raised,
    ResourceName,
    UserQuestion,
    does_not_apply,
    fails,
    passes,
    unknown,
)
from fargate_doctor.facts.fact import Known
from fargate_doctor.facts.proved import is_proved_by_times
from fargate_doctor.facts.statements import cite_statement
from fargate_doctor.frozen import frozen
from fargate_doctor.model.evidence import weakest
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import FindingKind
    from fargate_doctor.facts.need import NeedWalk
    from fargate_doctor.facts.paths.hop import Hop, HopKind
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Evidence

_NO_SUCH_HOP = Text(
    en="No way that this task needs meets one.", es="Ningún camino que necesita esta tarea pasa por ahí."
)
_PROVED = Text(
    en="The task itself got past this point: its own times show it.",
    es="La propia tarea superó este punto: lo muestran sus tiempos.",
)


_MORE_NEEDS = Text(
    en="Only the images that the task itself names are known; what else it needs, its task definition says, "
    "which was not read.",
    es="Solo se conocen las imágenes que nombra la propia tarea; lo demás que necesita lo dice su definición de tarea, "
    "que no se leyó.",
)
_STATED = Text(
    en="It cannot be seen here; you said that it leads on.",
    es="Desde aquí no se ve; usted indicó que lleva hasta allí.",
)

_IN_A_TITLE: Final = 2
"""How many destinations a title names; the ways name them all."""

_DECIDES_THE_WAY = ("sender", "dns", "route-table", "nat-gateway")
"""Hops on which it depends what comes after them."""


@frozen
class _Meeting:
    """A hop on one way."""

    way: NeedWalk
    hop: Hop


def answer_on_the_way(
    facts: TaskFacts,
    kinds: tuple[HopKind, ...],
    findings: tuple[FindingKind, ...],
    healthy: Text,
    of: frozenset[str] = frozenset(),
) -> Answer:
    """Return one answer about all hops of some kinds, or that carry one of the findings.

    Fails where any hop fails, each finding once per resource with all that it blocks. A hop that could not be judged
    counts as passed where the task's own times prove that it got through, or where the user vouches for it. Where
    several questions share a kind of hop, `of` are the types of resource by which a hop is told to belong to this one.
    """
    met = _met(facts, kinds, {kind.id for kind in findings}, of)
    lost = _lost_before(facts, kinds)
    if not met:
        return _as_far_as_known(facts, _open(lost, ()) if lost else does_not_apply(_NO_SUCH_HOP))
    raised = _raised([each for each in met if each.hop.finding], findings, facts)
    if any(each.hop.verdict == "fail" and each.hop.finding for each in met):
        return fails(raised[0].detail, *raised)
    doubtful = [each for each in met if each.hop.verdict != "pass"]
    open_ = [each for each in doubtful if not is_proved_by_times(each.way.need, facts.task)]
    vouched = {each.hop.id: word for each in open_ if (word := _vouched(each.hop, facts))}
    left = [each for each in open_ if each.hop.id not in vouched]
    if left or lost:
        return _open(left or lost, raised)
    if vouched:
        return _as_far_as_known(facts, passes(_STATED, *vouched.values()))
    if doubtful:
        proof = facts.task.cite("startedAt" if facts.task.started_at else "pullStoppedAt")
        return _as_far_as_known(facts, passes(_PROVED, proof))
    return _as_far_as_known(facts, passes(healthy, *_quoted(met)))


def at_one_resource(answer: Answer, kind: FindingKind, at: ResourceName) -> Answer:
    """Return the answer with all findings of a kind told as one, at the resource that carries it on every way."""
    alike = [each for each in answer.raised if each.kind is kind and not each.partial]
    if not alike:
        return answer
    blocks = tuple(way for each in alike for way in each.blocks)
    destinations = tuple(dict.fromkeys(way.need.destination for way in blocks))
    told = replace(
        alike[0],
        relevance="blocker" if any(each.relevance == "blocker" for each in alike) else "notice",
        blanks={"resource": at.id, "destinations": enumeration(destinations, at_most=_IN_A_TITLE)},
        resources=(at,),
        evidence=_each_once(tuple(each for one in alike for each in one.evidence)),
        blocks=blocks,
        hops=tuple(hop for each in alike for hop in each.hops),
        supports=weakest(*(each.supports for each in alike)),
    )
    return replace(answer, raised=(told, *(each for each in answer.raised if each not in alike)))


def _as_far_as_known(facts: TaskFacts, answer: Answer) -> Answer:
    """Return an answer that nothing fails, unless there are ways nobody could read of."""
    if not facts.unread_needs or answer.verdict not in ("pass", "not_applicable"):
        return answer
    return unknown(_MORE_NEEDS, *facts.unread_needs, evidence=answer.evidence)


def _met(facts: TaskFacts, kinds: tuple[HopKind, ...], ids: set[str], of: frozenset[str]) -> list[_Meeting]:
    return [
        _Meeting(way, hop)
        for way in facts.known_walks
        if way.walk
        for hop in _hops_met(way.walk.hops)
        if hop.verdict != "not_applicable" and _belongs(hop, kinds, ids, of)
    ]


def _lost_before(facts: TaskFacts, kinds: tuple[HopKind, ...]) -> list[_Meeting]:
    """Return the hops at which a way was lost before it could come to what is asked about."""
    decides = ("sender",) if kinds in (("dns",), ("security-group",), ()) else _DECIDES_THE_WAY
    return [
        _Meeting(way, hop)
        for way in facts.known_walks
        if way.walk and not is_proved_by_times(way.need, facts.task)
        for hop in way.walk.hops
        if hop.verdict == "unknown" and not hop.part and hop.kind in decides and hop.kind not in kinds
    ]


def _hops_met(hops: tuple[Hop, ...]) -> tuple[Hop, ...]:
    """Return the hops that a packet meets: none but the sender where it has no address to send from."""
    at_sender = tuple(hop for hop in hops if hop.kind == "sender")
    return at_sender if any(hop.verdict == "fail" for hop in at_sender) else hops


def _open(left: list[_Meeting], raised: tuple[Raised, ...]) -> Answer:
    first = left[0].hop
    return Answer(
        "unknown",
        first.because,
        _quoted(left),
        raised,
        tuple(dict.fromkeys(missing for each in left for missing in each.hop.missing)),
        _question_about(first) if first.finding == "path.opaque-hop" else None,
    )


def _question_about(hop: Hop) -> UserQuestion:
    return UserQuestion(
        key=f"leads-on.{hop.id}",
        question=Text(
            en="Does {hop} lead on to the internet, both ways?", es="¿Lleva {hop} hasta Internet, en ambos sentidos?"
        ).fill(hop=hop.id),
        choices=(("yes", Text(en="Yes", es="Sí")), ("no", Text(en="No, or I do not know", es="No, o no lo sé"))),
    )


def _vouched(hop: Hop, facts: TaskFacts) -> Evidence | None:
    key = f"leads-on.{hop.id}"
    return cite_statement(facts.snapshot, key) if facts.snapshot.stated(key) == "yes" else None


def _belongs(hop: Hop, kinds: tuple[HopKind, ...], ids: set[str], of: frozenset[str]) -> bool:
    if hop.finding:
        return hop.finding in ids
    return hop.kind in kinds and (not of or hop.resource_type in of)


def _raised(broken: list[_Meeting], findings: tuple[FindingKind, ...], facts: TaskFacts) -> tuple[Raised, ...]:
    by_place: dict[tuple[str, str, bool], list[_Meeting]] = defaultdict(list)
    for each in broken:
        by_place[each.hop.finding or "", each.hop.id, each.hop.verdict == "fail"].append(each)
    kind_of = {kind.id: kind for kind in findings}
    raised = [_one_raised(kind_of[finding], met, facts) for (finding, _, _), met in by_place.items()]
    return tuple(sorted(raised, key=lambda each: each.partial))


def _one_raised(kind: FindingKind, met: list[_Meeting], facts: TaskFacts) -> Raised:
    hops = tuple(each.hop for each in met)
    destinations = tuple(dict.fromkeys(each.way.need.destination for each in met))
    decisive, blocks = hops[0], tuple(each.way for each in met)
    is_partial = decisive.verdict != "fail"
    in_vain = tuple(way for way in blocks if not _is_reached_otherwise(way, facts))
    return Raised(
        kind=kind,
        detail=decisive.because,
        relevance="blocker" if in_vain else "notice",
        blanks={"resource": decisive.id, "destinations": enumeration(destinations, at_most=_IN_A_TITLE)},
        resources=(ResourceName(decisive.resource_type, decisive.id),),
        evidence=_each_once((*_quoted(met), *_of_sender(decisive, facts))),
        blocks=in_vain or blocks,
        hops=hops,
        partial=is_partial,
        supports=weakest(*(hop.supports for hop in hops)),
        level="warning",
    )


def _is_reached_otherwise(way: NeedWalk, facts: TaskFacts) -> bool:
    """Tell whether the same destination is reached over the other IP version."""
    return any(other.need is way.need and other.verdict == "pass" for other in facts.known_walks)


def _of_sender(hop: Hop, facts: TaskFacts) -> tuple[Evidence, ...]:
    """Return what shows where the task was, which every hop rests on, and its groups where they decide."""
    known = [facts.sender.subnet_id]
    held = [facts.sender.group_ids] if hop.finding in ("sg.egress-blocked", "endpoint.sg-blocked") else []
    return tuple(each for fact in (*known, *held) if isinstance(fact, Known) for each in fact.evidence)


def _quoted(met: list[_Meeting]) -> tuple[Evidence, ...]:
    """Return the quotations of some hops, each once."""
    return _each_once(tuple(each for one in met for each in one.hop.evidence))


def _each_once(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    return tuple({(each.operation, each.resource, each.field): each for each in evidence}.values())
