"""What somebody changed, by CloudTrail: which of it concerns this task, and which only happened beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.fact import Known
from fargate_doctor.facts.network_configuration import service_of_task
from fargate_doctor.facts.timeline.model import Happening
from fargate_doctor.facts.trail import cite_parameter
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.text import Text, verbatim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.history import TrailEvent

_REFUSED: Final = Text(en="{name} was tried and refused ({error})", es="se intentó {name} y se denegó ({error})")
_OF_THE_REGION: Final = frozenset({"PutAccountSetting", "PutAccountSettingDefault", "DeleteAccountSetting"})
_LAUNCHES: Final = frozenset({"RunTask", "StartTask"})


def changes_around(facts: TaskFacts) -> Iterator[Happening]:
    """Return the events that the case holds. Those that name nothing of this task's have no `touches`."""
    own = _own_names(facts)
    for event in facts.snapshot.events:
        if event.event_time is not None:
            yield _happening(event, own)


def _happening(event: TrailEvent, own: dict[str, str]) -> Happening:
    error = event.body.get("errorCode")
    words = _REFUSED.fill(name=event.event_name, error=error) if error else verbatim(event.event_name)
    named = tuple(dict.fromkeys(own[each] for each in _names_in(event.parameter()) if each in own))
    if event.event_name in _OF_THE_REGION and not named:
        named = (str(event.parameter("name") or event.event_name),)
    return Happening(
        at=event.event_time,  # type: ignore[arg-type]
        kind="life" if event.event_name in _LAUNCHES else "change",
        words=words,
        by=event.username or "",
        touches=() if error else named,
        evidence=(event.cite("EventName"), event.cite("EventTime"), event.cite("Username"), cite_parameter(event)),
    )


def _names_in(place: object) -> Iterator[str]:
    """Return every text in the parameters of a call, and the last part of each ARN."""
    if isinstance(place, dict):
        for value in place.values():
            yield from _names_in(value)
    elif isinstance(place, list):
        for value in place:
            yield from _names_in(value)
    elif isinstance(place, str):
        yield place
        yield place.rpartition("/")[2]


def _own_names(facts: TaskFacts) -> dict[str, str]:
    """Return what belongs to this task, by every name that a call may use for it."""
    task, placement = facts.task, facts.placement
    names = [
        task.cluster_name,
        task.service_name,
        task.task_arn,
        task.task_id,
        task.task_definition_arn.rpartition("/")[2],
    ]
    names.append(task.task_definition_arn.rpartition("/")[2].partition(":")[0])
    names += [each.value for each in (placement.vpc_id, placement.subnet_id) if isinstance(each, Known)]
    names += placement.group_ids.value if isinstance(placement.group_ids, Known) else ()
    names += _roles(facts)
    names += _of_network(facts)
    service = service_of_task(facts.snapshot, task)
    names += [each.target_group_arn for each in service.load_balancers if each.target_group_arn] if service else ()
    return {each: each for each in names if each}


def _roles(facts: TaskFacts) -> Iterator[str]:
    if isinstance(facts.definition, Known):
        definition = facts.definition.value
        for role in (definition.execution_role_arn, definition.task_role_arn):
            yield (role or "").rpartition("/")[2]


def _of_network(facts: TaskFacts) -> Iterator[str]:
    """Return the table, the ACL and the gateways that serve the task's subnet, and the endpoints of its VPC."""
    placement, topology = facts.placement, facts.walker.topology
    if not isinstance(placement.vpc_id, Known):
        return
    vpc_id = placement.vpc_id.value
    yield from (each.vpc_endpoint_id for each in topology.endpoints(vpc_id))
    vpc = facts.snapshot.vpcs.by_id.get(vpc_id)
    if vpc is not None and vpc.dhcp_options_id:
        yield vpc.dhcp_options_id
    if not isinstance(placement.subnet_id, Known):
        return
    try:
        table = topology.effective_table(vpc_id, placement.subnet_id.value)
        yield table.route_table_id
        yield from (each.target for each in table.routes if each.target != "local")
        yield topology.acl_of(vpc_id, placement.subnet_id.value).acl.network_acl_id
    except Unanswered:
        return
