"""What a transit gateway does with packets: its attachments of every kind, and the routes of its own tables.

https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any, ClassVar, Final

from fargate_doctor.case.operations import iam_action
from fargate_doctor.model.evidence import Confidence, Missing
from fargate_doctor.model.reading import is_complete, reasons_missing
from fargate_doctor.model.shape import Quotable, Shape, Source
from fargate_doctor.model.table import Coverage, Table

if TYPE_CHECKING:
    from fargate_doctor.case.model import Case, Record

ROUTES: Final = "ec2:SearchTransitGatewayRoutes"
_ATTACHMENTS: Final = "ec2:DescribeTransitGatewayAttachments"
_STATES: Final = frozenset({"active", "blackhole"})
_NOT_IN_FORCE: Final = frozenset({"pending", "deleting", "deleted"})
_TYPES: Final = frozenset({"static", "propagated"})
_EVERY_KIND: Final = frozenset(product(_TYPES, _STATES))


class TransitGatewayAssociation(Shape):
    """The route table, or the policy table, that decides about what comes in through an attachment."""

    transit_gateway_route_table_id: str | None = None
    transit_gateway_policy_table_id: str | None = None
    state: str = ""


class TransitGatewayAttachment(Quotable):
    """https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayAttachment.html"""

    type_name: ClassVar[str] = "transit-gateway-attachment"

    transit_gateway_attachment_id: str
    transit_gateway_id: str = ""
    transit_gateway_owner_id: str | None = None
    resource_owner_id: str | None = None
    resource_type: str = ""
    resource_id: str = ""
    state: str = ""
    association: TransitGatewayAssociation | None = None

    @property
    def identifier(self) -> str:
        """Return the id of the attachment."""
        return self.transit_gateway_attachment_id


class TransitGatewayRouteTarget(Shape):
    """One attachment that a route leads to."""

    transit_gateway_attachment_id: str = ""
    resource_id: str = ""
    resource_type: str = ""


class TransitGatewayRoute(Shape):
    """https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayRoute.html"""

    destination_cidr_block: str | None = None
    prefix_list_id: str | None = None
    transit_gateway_attachments: tuple[TransitGatewayRouteTarget, ...] = ()
    type: str = ""
    state: str = "active"

    @property
    def destination_ipv6_cidr_block(self) -> None:
        """Return nothing: a transit gateway names the blocks of both families alike."""
        return

    @property
    def destination_prefix_list_id(self) -> str | None:
        """Return the prefix list of a route that does not say its block."""
        return None if self.destination_cidr_block else self.prefix_list_id

    @property
    def destination(self) -> str:
        """Return the block, or the id of the prefix list, that this route covers."""
        return self.destination_cidr_block or self.prefix_list_id or ""

    @property
    def target(self) -> str:
        """Return the attachment it leads to; several where the gateway spreads packets over them."""
        return ", ".join(sorted(each.transit_gateway_attachment_id for each in self.transit_gateway_attachments))

    @property
    def origin(self) -> str:
        """Return how the route came about, in the words of a VPC's route."""
        return "EnableVgwRoutePropagation" if self.type.lower() == "propagated" else "CreateRoute"


class TransitGatewayRouteTable(Quotable):
    """One table of a transit gateway with the routes that are in force."""

    type_name: ClassVar[str] = "transit-gateway-route-table"

    transit_gateway_route_table_id: str
    routes: tuple[TransitGatewayRoute, ...] = ()

    @property
    def identifier(self) -> str:
        """Return the id of the table."""
        return self.transit_gateway_route_table_id


def read_transit_gateway_route_tables(case: Case) -> Table[TransitGatewayRouteTable]:
    """Return the tables whose routes were all read; of one that was searched in part nothing is concluded.

    The answer to a search does not name its table. Without its request it is used only where the case leaves one.
    """
    found: dict[str, list[Record]] = {}
    for record in case.records.get(ROUTES, ()):
        identifier = _table_of(record, case)
        if identifier:
            found.setdefault(identifier, []).append(record)
    tables = [table for identifier, records in found.items() if (table := _read(identifier, records))]
    missing = reasons_missing(case, ROUTES) or (_never_asked(),)
    return Table(ROUTES, {table.identifier: table for table in tables}, Coverage(), missing)


def associated_tables(case: Case) -> frozenset[str]:
    """Return the route tables that attachments of a case are associated with."""
    items = (
        item
        for record in case.records.get(_ATTACHMENTS, ())
        if isinstance(items := record.answer.get("TransitGatewayAttachments"), list)
        for item in items
        if isinstance(item, dict)
    )
    named = ((each.get("Association") or {}).get("TransitGatewayRouteTableId") for each in items)
    return frozenset(each for each in named if isinstance(each, str))


def _table_of(record: Record, case: Case) -> str | None:
    if record.request is None:
        bare = [each for each in case.records.get(ROUTES, ()) if each.request is None]
        candidates = associated_tables(case)
        return next(iter(candidates)) if len(bare) == len(candidates) == 1 else None
    identifier = record.request.get("TransitGatewayRouteTableId")
    return identifier if isinstance(identifier, str) else None


def _read(identifier: str, records: list[Record]) -> TransitGatewayRouteTable | None:
    """Return a table out of the searches that together show every kind of its routes; None where they do not.

    Neither does it where a route is in a state that nobody knows: it may carry packets or not.
    """
    kinds = [(record, _kinds_of_routes(record)) for record in records]
    latest: dict[tuple[str, str], Record] = {}
    for record, shown in sorted(kinds, key=lambda pair: pair[0].at or ""):
        latest.update(dict.fromkeys(shown, record))
    if frozenset(latest) != _EVERY_KIND:
        return None
    supports: Confidence = "certain" if all(each.request is not None for each in latest.values()) else "likely"
    try:
        routes = [route for record in records for route in _routes_of(record, latest)]
    except (TypeError, ValueError):
        return None
    at = max((each.at or "" for each in latest.values()), default="") or None
    source = Source(ROUTES, at, supports=supports)
    return TransitGatewayRouteTable(transit_gateway_route_table_id=identifier, routes=tuple(routes), read_from=source)


def _routes_of(record: Record, latest: dict[tuple[str, str], Record]) -> list[TransitGatewayRoute]:
    """Return the routes that this search shows and no later one shows anew."""
    if record not in latest.values():
        return []
    routes = [TransitGatewayRoute.model_validate(each) for each in record.answer["Routes"]]
    if not {each.state.lower() for each in routes} <= _STATES | _NOT_IN_FORCE:
        raise ValueError
    return [each for each in routes if latest.get((_type_of(each), each.state.lower())) == record]


def _type_of(route: TransitGatewayRoute) -> str:
    kind = route.type.lower()
    return kind if kind in _TYPES else "static"


def _kinds_of_routes(record: Record) -> frozenset[tuple[str, str]]:
    """Return which kinds of routes a search shows completely."""
    answer = record.answer
    if not isinstance(answer.get("Routes"), list) or answer.get("AdditionalRoutesAvailable") or not is_complete(record):
        return frozenset()
    if record.request is None:
        return _EVERY_KIND
    wanted: dict[str, frozenset[str]] = {"type": _TYPES, "state": _STATES}
    for each in record.request.get("Filters") or ():
        name, values = _filter(each)
        if name not in wanted:
            return frozenset()
        wanted[name] &= values
    return frozenset(product(wanted["type"], wanted["state"]))


def _filter(given: Any) -> tuple[str, frozenset[str]]:  # noqa: ANN401 - whatever the request holds
    if not isinstance(given, dict):
        return "", frozenset()
    return str(given.get("Name")), frozenset(str(each) for each in given.get("Values") or ())


def _never_asked() -> Missing:
    return Missing(operation=ROUTES, error="NotCollected", action=iam_action(ROUTES))
