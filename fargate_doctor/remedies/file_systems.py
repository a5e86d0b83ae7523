"""Mounting file systems: a mount target in the task's zone, its group opened to the task, a newer platform version.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-best-practices.html
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from fargate_doctor.model.file_system import MountTarget, MountTargetGroups
from fargate_doctor.remedies.addresses import free_ipv4
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.group_rules import Opening, admit, admits_task, opening_for_sender
from fargate_doctor.remedies.launching import configuration, launch
from fargate_doctor.remedies.sharing import holder_count
from fargate_doctor.remedies.snippets import cloudformation, terraform
from fargate_doctor.remedies.standpoint import Standpoint
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.remedies.tasks_anew import new_tasks
from fargate_doctor.text import Text, enumeration, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.filtering import SecurityGroup
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.model.vpc import Subnet
    from fargate_doctor.remedies.step import Change

_MOUNT_TARGETS: Final = ("https://docs.aws.amazon.com/efs/latest/ug/accessing-fs.html",)
_BEST_PRACTICES: Final = ("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-best-practices.html",)
_PLATFORM: Final = ("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html",)
_NFS: Final = 2049
_NEWEST: Final = "1.4.0"
_GROUP: Final = "<SECURITY_GROUP_ID_OF_THE_MOUNT_TARGET>"
_TARGET: Final = "<MOUNT_TARGET_ID>"
_ON_THE_MODEL: Final = "fsmt-proposed"

_MAKE_TITLE: Final = Text(
    en="Create a mount target for {file_system} in subnet {subnet}",
    es="Crear un destino de montaje para {file_system} en la subred {subnet}",
)
_MAKE: Final = Text(
    en="A file system has one mount target per zone. Its name answers in the zone about a minute and a half after the "
    "mount target is available. A One Zone file system takes a mount target in its own zone alone. AWS bills no "
    "mount target, but data between zones.",
    es="Un sistema de archivos tiene un destino de montaje por zona. Su nombre responde en la zona alrededor de un "
    "minuto y medio después de que el destino esté disponible. Un sistema de archivos One Zone solo admite un destino "
    "en su propia zona. AWS no cobra el destino de montaje, pero sí los datos entre zonas.",
)
_GROUP_ADMITS: Final = Text(
    en="It gets the groups of the file system's other mount targets, which have to admit the task on port 2049.",
    es="Lleva los grupos de los demás destinos de montaje del sistema de archivos, que deben admitir a la tarea en el "
    "puerto 2049.",
)
_MOVE_TITLE: Final = Text(
    en="Launch the tasks in {subnets}, whose zones have a mount target",
    es="Lanzar las tareas en {subnets}, cuyas zonas tienen destino de montaje",
)
_MOVE: Final = Text(
    en="Check that what talks to the tasks, such as a load balancer, reaches these subnets, and that they have the "
    "same way out.",
    es="Compruebe que lo que habla con las tareas, como un balanceador de carga, llega a estas subredes y que tienen "
    "la misma salida.",
)
_ADMIT_TITLE: Final = Text(
    en="Let {sender} into security group {group} of the mount target on port 2049",
    es="Dejar entrar a {sender} en el grupo de seguridad {group} del destino de montaje por el puerto 2049",
)
_ADMIT: Final = Text(
    en="The rule takes effect at once. Answers need none, because groups remember.",
    es="La regla surte efecto al momento. Las respuestas no necesitan ninguna, porque los grupos guardan el estado.",
)
_PLATFORM_TITLE: Final = Text(
    en="Launch on platform version {version}", es="Lanzar con la versión de la plataforma {version}"
)
_PLATFORM_DETAIL: Final = Text(
    en="From Linux 1.4.0 on, the registry login and the secrets leave through the task's own interface too, so its "
    "subnet needs a way out for them.",
    es="A partir de Linux 1.4.0, el inicio de sesión en el registro y los secretos también salen por la interfaz de la "
    "tarea, así que su subred necesita una salida para ellos.",
)


def make_mount_target(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return a mount target in the task's subnet, and other subnets whose zones have one."""
    here = Standpoint(facts)
    file_systems = tuple(each.id for each in raised.resources if each.type == "file-system")
    return tuple(
        each
        for file_system in file_systems
        for choice in (_new_mount_target, _in_other_subnets)
        for each in choice(here, file_system)
    )


def admit_at_mount_target(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return the rule that admits the task to the mount targets that refuse it: by its group."""
    here = Standpoint(facts)
    interfaces = [here.snapshot.network_interfaces.by_id.get(hop.id) for hop in raised.hops]
    held = tuple(dict.fromkeys(group for each in interfaces if each for group in each.group_ids))
    held = held or tuple(dict.fromkeys(_groups_by_interface(here.snapshot, {hop.id for hop in raised.hops})))
    group = _with_fewest(here, held or (_GROUP,))
    opening = opening_for_sender(here, "tcp", _NFS)
    shown = group if isinstance(group, str) else group.group_id
    title = _ADMIT_TITLE.fill(sender=printable(opening.value), group=printable(shown))
    return (remedy("open-mount-target-group", title, _ADMIT, admit(here, group, opening), references=_BEST_PRACTICES),)


def launch_on_newer_platform(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:  # noqa: ARG001 - one form for all
    """Return new tasks on the first platform version that mounts file systems."""
    return (
        remedy(
            "upgrade-platform-version",
            _PLATFORM_TITLE.fill(version=_NEWEST),
            _PLATFORM_DETAIL,
            new_tasks(Standpoint(facts), _NEWEST),
            needs_new_tasks=True,
            references=_PLATFORM,
        ),
    )


def _new_mount_target(here: Standpoint, file_system: str) -> Iterator[Remedy]:
    groups = _groups_of_others(here.snapshot, file_system)
    title = _MAKE_TITLE.fill(file_system=printable(file_system), subnet=printable(here.subnet_id))
    made = _making(here, file_system, groups or (_GROUP,))
    opening = opening_for_sender(here, "tcp", _NFS)
    yield remedy(
        "make-mount-target",
        title,
        _MAKE,
        made,
        *_opened(here, groups, opening),
        references=(*_MOUNT_TARGETS, *_BEST_PRACTICES),
    )


def _opened(here: Standpoint, groups: tuple[str, ...], opening: Opening) -> Iterator[Step]:
    """Return the rule that admits the task, unless one of the groups does already."""
    if not groups:
        yield replace(admit(here, _GROUP, opening), affects=())
        return
    known = here.snapshot.security_groups.by_id
    if any(each in known and admits_task(here, known[each], "tcp", _NFS) for each in groups):
        return
    yield admit(here, _with_fewest(here, groups), opening)


def _making(here: Standpoint, file_system: str, groups: tuple[str, ...]) -> Step:
    given = {"FileSystemId": file_system, "SubnetId": here.subnet_id, "SecurityGroups": list(groups)}
    return Step(
        commands=(
            aws(
                "efs",
                "create-mount-target",
                here.region,
                file_system_id=file_system,
                subnet_id=here.subnet_id,
                security_groups=groups,
            ),
        ),
        undo=(aws("efs", "delete-mount-target", here.region, mount_target_id=_TARGET),),
        terraform=terraform(
            "aws_efs_mount_target",
            f"{file_system}_{here.subnet_id}",
            {"file_system_id": file_system, "subnet_id": here.subnet_id, "security_groups": list(groups)},
        ),
        cloudformation=cloudformation(f"{file_system}{here.subnet_id}", "AWS::EFS::MountTarget", given),
        notes=(_GROUP_ADMITS,) if groups != (_GROUP,) else (),
        change=_with_mount_target(here, file_system, groups),
    )


def _with_mount_target(here: Standpoint, file_system: str, groups: tuple[str, ...]) -> Change | None:
    subnet = here.subnet
    address = free_ipv4(here.snapshot, subnet) if subnet else None
    if subnet is None or address is None or groups == (_GROUP,):
        return None
    target = MountTarget(
        mount_target_id=f"{_ON_THE_MODEL}-{file_system}",
        file_system_id=file_system,
        subnet_id=subnet.subnet_id,
        vpc_id=subnet.vpc_id,
        availability_zone_id=subnet.availability_zone_id,
        availability_zone_name=subnet.availability_zone,
        ip_address=address,
        life_cycle_state="available",
    )
    held = MountTargetGroups(mount_target_id=target.mount_target_id, security_groups=groups)

    def change(snapshot: Snapshot) -> Snapshot:
        kept = snapshot.mount_targets.by_id.items()
        ready = {each_id: each for each_id, each in kept if not _is_unready(each, file_system)}
        without = replace(snapshot, mount_targets=replace(snapshot.mount_targets, by_id=ready))
        made = without.with_resource("mount_targets", target, file_system)
        return made.with_resource("mount_target_groups", held)

    return change


def _is_unready(target: MountTarget, file_system: str) -> bool:
    return target.file_system_id == file_system and not target.is_in_use


def _in_other_subnets(here: Standpoint, file_system: str) -> Iterator[Remedy]:
    """Offer the subnets in which the service places tasks already and whose zones have a mount target."""
    places = [each for each in _configured_subnets(here) if _has_mount_target(here.snapshot, file_system, each)]
    if not places or here.known_subnet_id in {each.subnet_id for each in places}:
        return
    ids = tuple(each.subnet_id for each in places)
    yield remedy(
        "launch-beside-mount-target",
        _MOVE_TITLE.fill(subnets=enumeration([printable(each) for each in ids])),
        _MOVE,
        launch(here, configuration(here, subnets=ids), places[0]),
        needs_new_tasks=True,
        references=_MOUNT_TARGETS,
    )


def _configured_subnets(here: Standpoint) -> Iterator[Subnet]:
    known = here.snapshot.subnets.by_id
    yield from (known[each] for each in here.subnet_ids if each in known)


def _has_mount_target(snapshot: Snapshot, file_system: str, subnet: Subnet) -> bool:
    return any(
        each.is_in_use
        and each.vpc_id in ("", subnet.vpc_id)
        and subnet.availability_zone is not None
        and each.availability_zone_name == subnet.availability_zone
        for each in snapshot.mount_targets.seen_within(file_system)
    )


def _groups_of_others(snapshot: Snapshot, file_system: str) -> tuple[str, ...]:
    """Return the groups of the file system's other mount targets, as EFS or their interfaces tell."""
    found: dict[str, None] = {}
    for each in snapshot.mount_targets.seen_within(file_system):
        told = snapshot.mount_target_groups.by_id.get(each.mount_target_id)
        interface = snapshot.network_interfaces.by_id.get(each.network_interface_id)
        held = told.security_groups if told else interface.group_ids if interface else ()
        found.update(dict.fromkeys(held))
    return tuple(found)


def _groups_by_interface(snapshot: Snapshot, interface_ids: set[str]) -> Iterator[str]:
    for each in snapshot.mount_targets:
        groups = snapshot.mount_target_groups.by_id.get(each.mount_target_id)
        if groups and {each.network_interface_id, each.mount_target_id} & interface_ids:
            yield from groups.security_groups


def _with_fewest(here: Standpoint, group_ids: tuple[str, ...]) -> SecurityGroup | str:
    """Return the group of some that the fewest interfaces hold, so that the rule reaches the least."""
    fewest = min(group_ids, key=lambda each: holder_count(here.snapshot, each))
    return here.snapshot.security_groups.by_id.get(fewest, fewest)
