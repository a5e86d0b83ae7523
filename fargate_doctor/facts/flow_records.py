"""What flow logs say was refused of a task's own traffic.

A record never says whether a security group or a network ACL refused a packet, and scans from outside are refused all
day: only what the task itself opened counts, and answers to it.
https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final, Literal

from fargate_doctor.facts.fact import Known
from fargate_doctor.facts.paths.addresses import PUBLIC, number_of
from fargate_doctor.facts.paths.flow import TASK_EPHEMERAL_PORTS
from fargate_doctor.facts.task_interface import interface_of
from fargate_doctor.frozen import frozen
from fargate_doctor.model.evidence import Unanswered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.model.flow_records import FlowLogLine

Direction = Literal["request", "answer"]

DEFAULT_FORMAT: Final = tuple(
    """
    version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status
    """.split()  # noqa: SIM905 - words read better as words
)

_FIELD = re.compile(r"\$\{([a-z0-9-]+)\}")
_ACTIONS: Final = frozenset({"ACCEPT", "REJECT"})
_PROTOCOLS: Final = {"1": "ICMP", "6": "TCP", "17": "UDP", "58": "ICMPv6"}
_SYN: Final = 2
_ACK: Final = 16
_GATHERED: Final = timedelta(minutes=10)
_LONGEST_LINE: Final = 4096


@frozen
class FlowRecord:
    """One record; addresses are those of the packet itself where the format has them. `port` 0 is for none."""

    interface_id: str | None
    source: str
    destination: str
    source_port: int
    destination_port: int
    protocol: str
    packets: int
    start: datetime | None
    is_refused: bool
    reason: str | None
    tcp_flags: int | None
    task: str | None
    line: FlowLogLine


@frozen
class RefusedFlow:
    """Refused packets of one kind: requests of the task, or answers to them, to or from one far address and port.

    `reason` is the reject reason of version 8 (`BPA`, `EC`), None where the log does not say.
    """

    direction: Direction
    address: str
    port: int
    protocol: str
    reason: str | None
    records: int
    packets: int
    first: datetime | None
    last: datetime | None
    evidence: tuple[Evidence, ...]


def records_in(facts: TaskFacts) -> tuple[FlowRecord, ...]:
    """Return every record that the case's lines make; what is no record of a flow log is passed over."""
    by_group: dict[str, list[tuple[str, ...]]] = {}
    formats: list[tuple[str, ...]] = []
    for flow_log in facts.snapshot.flow_logs:
        fields = tuple(_FIELD.findall(flow_log.log_format or "")) or DEFAULT_FORMAT
        by_group.setdefault(flow_log.log_group_name or "", []).append(fields)
        formats.append(fields)
    found = (_record(line, _formats_of(line, by_group, formats)) for line in facts.snapshot.flow_log_lines.lines)
    return tuple(each for each in found if each)


def shows_task(facts: TaskFacts) -> bool:
    """Tell whether any record that the case holds is of this task."""
    own = _Own.of(facts)
    return any(own.has(each) for each in records_in(facts))


def refused_flows_of(facts: TaskFacts) -> tuple[RefusedFlow, ...]:
    """Return what was refused of the task's own traffic, the most records first."""
    own = _Own.of(facts)
    records = [each for each in records_in(facts) if own.has(each)]
    opened = {_far(each, "request") for each in records if own.opened(each)}
    gathered: dict[tuple[Direction, str, int, str, str | None], list[FlowRecord]] = {}
    for each in records:
        direction = own.direction(each, opened) if each.is_refused else None
        if direction:
            gathered.setdefault((direction, *_far(each, direction), each.reason), []).append(each)
    flows = [_gathered(key, held) for key, held in gathered.items()]
    return tuple(sorted(flows, key=lambda flow: (-flow.records, flow.address, flow.port)))


def parse_line(message: str, fields: tuple[str, ...]) -> dict[str, str] | None:
    """Return the fields of a line, or None where it does not have that format; `-` is no value."""
    values = message.split()
    if len(message) > _LONGEST_LINE or len(values) != len(fields):
        return None
    named = {name: value for name, value in zip(fields, values, strict=True) if value != "-"}
    ends = (named.get("pkt-srcaddr", named.get("srcaddr")), named.get("pkt-dstaddr", named.get("dstaddr")))
    fits = named.get("action") in _ACTIONS and all(end and number_of(end) for end in ends)
    return named if fits and all(named.get(name, "0").isdecimal() for name in _NUMBERS) else None


_NUMBERS: Final = ("srcport", "dstport", "protocol", "packets", "start", "tcp-flags")


def _formats_of(
    line: FlowLogLine, by_group: Mapping[str, list[tuple[str, ...]]], formats: list[tuple[str, ...]]
) -> tuple[tuple[str, ...], ...]:
    told = tuple(_FIELD.findall(line.log_format or ""))
    if told:
        return (told,)
    return tuple(dict.fromkeys((*by_group.get(line.group or "", ()), *formats, DEFAULT_FORMAT)))


def _record(line: FlowLogLine, formats: tuple[tuple[str, ...], ...]) -> FlowRecord | None:
    named = next((parsed for fields in formats if (parsed := parse_line(line.message, fields))), None)
    if named is None:
        return None
    protocol = named.get("protocol", "")
    flags, start = named.get("tcp-flags"), named.get("start")
    return FlowRecord(
        interface_id=named.get("interface-id"),
        source=named.get("pkt-srcaddr", named.get("srcaddr", "")),
        destination=named.get("pkt-dstaddr", named.get("dstaddr", "")),
        source_port=int(named.get("srcport", "0")),
        destination_port=int(named.get("dstport", "0")),
        protocol=_PROTOCOLS.get(protocol, protocol),
        packets=int(named.get("packets", "0")),
        start=datetime.fromtimestamp(int(start), UTC) if start and len(start) < len("10000000000") else None,
        is_refused=named["action"] == "REJECT",
        reason=named.get("reject-reason"),
        tcp_flags=int(flags) if flags else None,
        task=named.get("ecs-task-arn") or named.get("ecs-task-id"),
        line=line,
    )


def _far(record: FlowRecord, direction: Direction) -> tuple[str, int, str]:
    if direction == "request":
        return record.destination, record.destination_port, record.protocol
    return record.source, record.source_port, record.protocol


@frozen
class _Own:
    """The task as its records name it, and what it has to reach."""

    interface_id: str | None
    addresses: frozenset[str]
    task: tuple[str, str]
    began: datetime | None
    ended: datetime | None
    needed_ports: frozenset[int]
    reported: str | None
    is_private: bool

    @classmethod
    def of(cls, facts: TaskFacts) -> _Own:
        sender = facts.sender
        addresses = (each.value for each in (sender.private_ipv4, sender.ipv6) if isinstance(each, Known))
        interface = interface_of(facts.snapshot, facts.task).id
        public = sender.has_public_ipv4
        message = facts.symptom.message
        return cls(
            interface_id=interface.value if interface else None,
            addresses=frozenset(address for address in addresses if address),
            task=(facts.task.task_arn, facts.task.task_id),
            began=facts.task.created_at,
            ended=facts.task.stopped_at,
            needed_ports=_needed_ports(facts),
            reported=message.extracted.address if message else None,
            is_private=isinstance(public, Known) and not public.value,
        )

    def has(self, record: FlowRecord) -> bool:
        """Tell whether a record is of this task: its interface, its id, or else its address in its own time."""
        if record.task is not None:
            return record.task in self.task
        if record.interface_id is not None and self.interface_id is not None:
            return record.interface_id == self.interface_id
        return bool(self.addresses & {record.source, record.destination}) and self._is_in_time(record)

    def opened(self, record: FlowRecord) -> bool:
        """Tell whether the task opened this flow: what it sends to an ephemeral port from a low one is an answer."""
        if record.source not in self.addresses:
            return False
        first = TASK_EPHEMERAL_PORTS.first
        return not (record.destination_port >= first > record.source_port > 0)

    def direction(self, record: FlowRecord, opened: set[tuple[str, int, str]]) -> Direction | None:
        """Return which part of the task's own traffic was refused; None for what others sent it unasked."""
        if self.opened(record):
            return "request"
        return "answer" if self._is_answer(record, opened) else None

    def _is_answer(self, record: FlowRecord, opened: set[tuple[str, int, str]]) -> bool:
        if record.destination not in self.addresses or record.destination_port < TASK_EPHEMERAL_PORTS.first:
            return False
        is_first_packet = record.tcp_flags is not None and record.tcp_flags & _SYN and not record.tcp_flags & _ACK
        if is_first_packet:
            return False
        if _far(record, "answer") in opened:
            return True
        return record.source_port in self.needed_ports and (
            record.source == self.reported or self._only_asked_send(record)
        )

    def _only_asked_send(self, record: FlowRecord) -> bool:
        """Tell whether nobody could send this unasked: from the internet nobody reaches an address behind NAT."""
        far = number_of(record.source)
        if far is None or far.version != 4:  # noqa: PLR2004 - IP version
            return False
        return far.number not in PUBLIC[4] or self.is_private

    def _is_in_time(self, record: FlowRecord) -> bool:
        if record.start is None or self.began is None:
            return False
        return self.began - _GATHERED <= record.start and (self.ended is None or record.start <= self.ended + _GATHERED)


def _needed_ports(facts: TaskFacts) -> frozenset[int]:
    try:
        return frozenset({53, *(need.port for need in facts.needs.require().value)})
    except Unanswered:
        return frozenset({53, 443})


def _gathered(key: tuple[Direction, str, int, str, str | None], held: list[FlowRecord]) -> RefusedFlow:
    direction, address, port, protocol, reason = key
    times = sorted(each.start for each in held if each.start)
    return RefusedFlow(
        direction=direction,
        address=address,
        port=port,
        protocol=protocol,
        reason=reason,
        records=len(held),
        packets=sum(each.packets for each in held),
        first=times[0] if times else None,
        last=times[-1] if times else None,
        evidence=tuple(_quotations(held)),
    )


def _quotations(held: list[FlowRecord]) -> Iterator[Evidence]:
    """Yield the first and the last record."""
    ends = sorted(held, key=lambda each: each.start or datetime.min.replace(tzinfo=UTC))
    for place, each in enumerate(dict.fromkeys((ends[0], ends[-1]))):
        yield each.line.cite("Message").model_copy(update={"field": "message", "value": each.line.message})
        if place:
            return
