"""What one thing on the way says about the destinations that meet it, and what follows for the whole way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fargate_doctor.facts.paths.addresses import part_words
from fargate_doctor.facts.paths.hop import Hop
from fargate_doctor.facts.paths.intervals import NOTHING, Intervals, union
from fargate_doctor.frozen import frozen
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.flow import IpVersion
    from fargate_doctor.facts.paths.hop import HopKind, Verdict
    from fargate_doctor.facts.paths.traffic import Destination
    from fargate_doctor.model.evidence import Confidence, Evidence, Missing


@frozen
class Place:
    """The resource that decides at one point of the way."""

    kind: HopKind
    id: str
    resource_type: str


@frozen
class Ruling:
    """A hop, and the destinations that it certainly refuses."""

    hop: Hop
    refused: Intervals = NOTHING


def passes(
    place: Place,
    because: Text,
    *evidence: Evidence,
    rule_supports: Confidence = "certain",
) -> Ruling:
    """Return that everything gets through."""
    return Ruling(_hop(place, "pass", because, evidence=evidence, rule_supports=rule_supports))


def refuses(
    place: Place,
    refused: Intervals,
    because: Text,
    *evidence: Evidence,
    finding: str | None = None,
    rule_supports: Confidence = "certain",
) -> Ruling:
    """Return that some destinations certainly do not get through."""
    hop = _hop(place, "fail", because, evidence=evidence, finding=finding, rule_supports=rule_supports)
    return Ruling(hop, refused)


def leaves_open(
    place: Place,
    because: Text,
    *evidence: Evidence,
    missing: tuple[Missing, ...] = (),
    finding: str | None = None,
    part: Text | None = None,
) -> Ruling:
    """Return that it cannot be told; `part` is a part that fails although no destination fails altogether."""
    return Ruling(_hop(place, "unknown", because, evidence=evidence, missing=missing, finding=finding, part=part))


def settle(rulings: list[Ruling], to: Destination, version: IpVersion) -> tuple[Hop, ...]:
    """Return the hops as they stand for all that is wanted: what is refused in part is unknown, with its part."""
    if to.addresses.only is not None or not any(each.refused for each in rulings):
        return tuple(each.hop for each in rulings)
    in_part = union(each.refused for each in rulings if not each.refused.covers(to.addresses))
    nothing_left = bool(in_part) and in_part.covers(to.addresses)
    return tuple(_settled(ruling, to, version, nothing_left=nothing_left) for ruling in rulings)


def if_so(hop: Hop, condition: Text, missing: tuple[Missing, ...]) -> Hop:
    """Return a hop that counts only under a condition nobody could look up: it can no longer fail."""
    because = Text(en="{condition}: {because}", es="{condition}: {because}").fill(
        condition=condition, because=hop.because
    )
    if hop.verdict == "pass":
        return replace(hop, because=because)
    return replace(hop, verdict="unknown", finding=None, part=None, because=because, missing=hop.missing or missing)


def _settled(ruling: Ruling, to: Destination, version: IpVersion, *, nothing_left: bool) -> Hop:
    if not ruling.refused or ruling.refused.covers(to.addresses):
        return ruling.hop
    surely = to.surely(ruling.refused)
    if surely and nothing_left:
        return replace(ruling.hop, refused=surely)
    if surely:
        part = part_words(surely, to.addresses, version)
        return replace(ruling.hop, verdict="unknown", part=part, refused=surely)
    return replace(ruling.hop, verdict="unknown", finding=None, missing=to.missing)


def _hop(  # noqa: PLR0913 - the parts of a hop
    place: Place,
    verdict: Verdict,
    because: Text,
    *,
    evidence: tuple[Evidence, ...] = (),
    missing: tuple[Missing, ...] = (),
    finding: str | None = None,
    part: Text | None = None,
    rule_supports: Confidence = "certain",
) -> Hop:
    return Hop(
        kind=place.kind,
        id=place.id,
        resource_type=place.resource_type,
        verdict=verdict,
        because=because,
        finding=finding,
        evidence=evidence,
        missing=missing,
        part=part,
        rule_supports=rule_supports,
    )
