"""Answers flows over one case: one walker, and each sender looked up once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fargate_doctor.cli.lines import BadLine, object_in
from fargate_doctor.doctor import find_task
from fargate_doctor.errors import UsageError
from fargate_doctor.facts.fact import Known
from fargate_doctor.facts.paths.destinations import destination_for
from fargate_doctor.facts.paths.flow import Flow
from fargate_doctor.facts.paths.senders import UnknownSender, sender_for
from fargate_doctor.facts.paths.walker import Walker
from fargate_doctor.facts.placement import placement_of
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.flow import IpVersion, Sender
    from fargate_doctor.facts.paths.hop import Hop, Walk
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.model.task import Task
    from fargate_doctor.text import Language

_NO_DESTINATION = Text(en="This line has no `to`.", es="Esta línea no tiene `to`.")
_BAD_FROM = Text(en="`from` is not a string.", es="`from` no es una cadena.")
_BAD_PORT = Text(en="`port` is not a number.", es="`port` no es un número.")
_BAD_PROTOCOL = Text(en="`protocol` is not a string.", es="`protocol` no es una cadena.")


class Flows:
    """The flows of one case. `task` names the one to start from where a flow does not say, None the focus."""

    def __init__(self, snapshot: Snapshot, task: str | None = None) -> None:
        self._snapshot = snapshot
        self._task = task
        self._walker = Walker(snapshot)
        self._senders: dict[str | None, Sender | UsageError] = {}

    def walk(self, start: str | None, to: str, port: int | str | None = None, protocol: str = "tcp") -> Walk:
        """Return the walk of one flow. Raises `UsageError` where an end of it makes no sense."""
        sender = self._sender(start)
        end = destination_for(to, port=port, protocol=protocol, ip_version=_version_of(sender))
        return self._walker.walk(
            Flow(
                sender=sender,
                host=end.host,
                address=end.address,
                port=end.port,
                protocol=end.protocol,
                ip_version=end.ip_version,
            )
        )

    def _sender(self, start: str | None) -> Sender:
        if start not in self._senders:
            try:
                self._senders[start] = self._found(start)
            except UsageError as error:
                self._senders[start] = error
        found = self._senders[start]
        if isinstance(found, UsageError):
            raise found
        return found

    def _found(self, start: str | None) -> Sender:
        if start is None:
            return self._of_task(self._default_task())
        task = next((each for each in self._snapshot.tasks if start in (each.task_arn, each.task_id)), None)
        if task is not None:
            return self._of_task(task)
        try:
            return sender_for(self._snapshot, start)
        except UnknownSender:
            task = next((each for each in self._snapshot.tasks if start in _recorded(each)), None)
            if task is None:
                raise
            return self._of_task(task)

    def _default_task(self) -> Task:
        if self._task is not None or tuple(self._snapshot.tasks):
            return find_task(self._snapshot, self._task)
        raise UsageError(
            Text(en="Nothing says where the flow starts.", es="Nada indica dónde empieza el flujo."),
            Text(
                en="Name a network interface, a private address or a task with --from.",
                es="Indique una interfaz de red, una dirección privada o una tarea con --from.",
            ),
        )

    def _of_task(self, task: Task) -> Sender:
        return placement_of(self._snapshot, task).sender


def answer_line(flows: Flows, line: bytes, language: Language) -> dict[str, Any]:
    """Return the answer to one line of `path --jsonl`, or why there is none."""
    asked: dict[str, Any] = {}
    try:
        asked = object_in(line)
        walk = _walk(flows, asked)
    except BadLine as error:
        return {**_identity(asked), "error": error.why.in_language(language)}
    except UsageError as error:
        return {**_identity(asked), "error": printable(error.happened.in_language(language))}
    return {
        **_identity(asked),
        "verdict": walk.verdict,
        "hops": [hop_document(each, language) for each in walk.hops],
    }


def hop_document(hop: Hop, language: Language) -> dict[str, Any]:
    """Return one hop as JSON; `finding` is there only where it raises one."""
    document = {"kind": hop.kind, "id": hop.id, "verdict": hop.verdict, "because": hop.because.in_language(language)}
    return {**document, "finding": hop.finding} if hop.finding else document


def _walk(flows: Flows, asked: dict[str, Any]) -> Walk:
    start, to, port, protocol = (asked.get(name) for name in ("from", "to", "port", "protocol"))
    if not isinstance(to, str):
        raise BadLine(_NO_DESTINATION)
    if not isinstance(start, str | None):
        raise BadLine(_BAD_FROM)
    if not isinstance(port, int | str | None) or isinstance(port, bool):
        raise BadLine(_BAD_PORT)
    if not isinstance(protocol, str | None):
        raise BadLine(_BAD_PROTOCOL)
    return flows.walk(start, to, port, protocol or "tcp")


def _identity(asked: dict[str, Any]) -> dict[str, Any]:
    return {"id": asked["id"]} if "id" in asked else {}


def _recorded(task: Task) -> set[str]:
    """Return the ids and addresses that a task recorded of its network interface, which may be gone."""
    return {detail.value for each in task.attachments if each.is_network_interface for detail in each.details}


def _version_of(sender: Sender) -> IpVersion:
    """Return the IP version to take for a name: IPv4 unless the sender is known to have IPv6 alone."""
    ipv4, ipv6 = sender.private_ipv4, sender.ipv6
    has_only_ipv6 = isinstance(ipv4, Known) and ipv4.value is None and isinstance(ipv6, Known) and ipv6.value
    return 6 if has_only_ipv6 else 4
