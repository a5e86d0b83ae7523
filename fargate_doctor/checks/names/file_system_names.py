"""Does the VPC resolve the names of the file systems that the task mounts?

Why it matters: a file system is mounted by its name, which leads to the mount target of the task's zone only where the
VPC's own resolver is asked and the VPC gives DNS host names.
How we know: both DNS attributes and the DHCP option set of the VPC are read.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from fargate_doctor.diagnosis.check import (
    Answer,
    FindingKind,
    Raised,
    ResourceName,
    check,
    does_not_apply,
    fails,
)
from fargate_doctor.diagnosis.for_each import all_of, unless_proved
from fargate_doctor.facts.mount_targets import may_be_about, mounting_from
from fargate_doctor.facts.mounted_volumes import mounted_volumes
from fargate_doctor.facts.paths.addresses import address_words, block_of
from fargate_doctor.model.evidence import unanswered
from fargate_doctor.model.vpc import VpcAttribute
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.mounted_volumes import MountedVolume
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.model.vpc import DhcpOptions, Vpc

_DOCS = (
    "https://docs.aws.amazon.com/efs/latest/ug/mounting-fs-mount-cmd-dns-name.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-best-practices.html",
)
_SAID: Final = "efs_dns"
_AMAZON: Final = "AmazonProvidedDNS"
_LINK_LOCAL: Final = frozenset({"169.254.169.253", "fd00:ec2::253"})
_NO_SET: Final = "default"
_ATTRIBUTES: Final = ("enableDnsSupport", "enableDnsHostnames")


def _mended(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return what lets the name be resolved, by what stands in its way."""
    is_about_servers = any(each.type == "dhcp-options" for each in raised.resources)
    mends = offered("names.mend_name_servers" if is_about_servers else "names.enable_dns_hostnames")
    return mends(facts, raised)


NAME_UNRESOLVED = FindingKind(
    id="efs.dns",
    title=Text(
        en="The name of file system {resource} does not resolve in the VPC",
        es="El nombre del sistema de archivos {resource} no se resuelve en la VPC",
    ),
    place=4,
    docs=_DOCS,
    explains=frozenset({_SAID}),
    yields_to=("efs.no-mount-target", "dns.support-disabled", "dns.hostnames-disabled", "dns.custom-servers"),
    remedies=_mended,
)

_NONE = Text(en="The task mounts no file system of EFS.", es="La tarea no monta ningún sistema de archivos de EFS.")
_NO_TARGET = Text(
    en="Where the name would lead is not known, or it leads nowhere: that is asked on the way to file systems.",
    es="No se sabe adónde llevaría el nombre, o no lleva a ninguna parte: eso se pregunta en el camino hacia los "
    "sistemas de archivos.",
)
_HEALTHY = Text(
    en="The VPC's own resolver is asked, and DNS support and DNS host names are on.",
    es="Se pregunta al solucionador de la propia VPC, y la resolución y los nombres de host de DNS están activados.",
)
_OFF = Text(
    en="{attribute} is off in {vpc}; the names of file systems need it on.",
    es="{attribute} está desactivado en {vpc}; los nombres de los sistemas de archivos lo necesitan activado.",
)
_FORWARDED = Text(
    en="{options} hands out {servers}. The names of file systems are known to the VPC's own resolver alone, to which "
    "these servers must forward them; whether they do cannot be read.",
    es="{options} proporciona {servers}. Los nombres de los sistemas de archivos solo los conoce el solucionador de la "
    "propia VPC, al que estos servidores deben reenviarlos; si lo hacen no se puede leer.",
)


@check(
    id="names.file-systems",
    under="names",
    order=40,
    label=Text(en="Names of file systems", es="Nombres de los sistemas de archivos"),
    question=Text(
        en="Does the VPC resolve the names of the file systems?",
        es="¿Resuelve la VPC los nombres de los sistemas de archivos?",
    ),
    otherwise=Text(
        en="A file system is mounted by its name; where that does not resolve, the task stops.",
        es="Un sistema de archivos se monta por su nombre; si no se resuelve, la tarea se detiene.",
    ),
    reads=("ec2:DescribeVpcAttribute", "ec2:DescribeDhcpOptions", "ec2:DescribeVpcs", "efs:DescribeMountTargets"),
    docs=_DOCS,
    findings=(NAME_UNRESOLVED,),
)
def file_system_names(facts: TaskFacts) -> Answer:
    """Answer for all file systems at once."""
    volumes = {each.file_system_id: each for each in mounted_volumes(facts)}
    if not volumes or not facts.platform.supports_efs:
        return does_not_apply(_NONE)
    return all_of((unless_proved(facts, "volumes", partial(_of, facts, each)) for each in volumes.values()), _HEALTHY)


def _of(facts: TaskFacts, volume: MountedVolume) -> Answer:
    subnet = facts.placement.subnet
    mounting = mounting_from(facts.snapshot, volume.file_system_id, subnet) if subnet else None
    if mounting is None or mounting.target is None:
        return does_not_apply(_NO_TARGET, volume.named)
    vpc = facts.snapshot.vpcs.require(facts.placement.vpc_id.require().value)
    attributes = [facts.snapshot.vpc_attributes.require(VpcAttribute.key_of(vpc.vpc_id, each)) for each in _ATTRIBUTES]
    for name, attribute in zip(_ATTRIBUTES, attributes, strict=True):
        if not attribute.is_on:
            because = _OFF.fill(attribute=name, vpc=vpc.vpc_id)
            member = "EnableDnsSupport.Value" if attribute.enable_dns_support else "EnableDnsHostnames.Value"
            return _unresolved(facts, volume, because, ResourceName("vpc", vpc.vpc_id), attribute.cite(member))
    quoted = (volume.named, *mounting.evidence, vpc.cite("DhcpOptionsId"))
    return _by_servers(facts, volume, vpc, quoted)


def _by_servers(facts: TaskFacts, volume: MountedVolume, vpc: Vpc, quoted: tuple[Evidence, ...]) -> Answer:
    options = _options(facts, vpc)
    servers = options.values_of("domain-name-servers") if options else ()
    if options is None or not servers or any(_is_amazons(each, vpc) for each in servers):
        return _resolves(facts, volume, *quoted)
    if not _is_said(facts, volume):
        return Answer("pass", _FORWARDED.fill(options=options.identifier, servers=enumeration(servers)), quoted)
    because = _FORWARDED.fill(options=options.identifier, servers=enumeration(servers))
    at = ResourceName("dhcp-options", options.identifier)
    return _unresolved(facts, volume, because, at, options.cite("DhcpConfigurations"))


def _options(facts: TaskFacts, vpc: Vpc) -> DhcpOptions | None:
    """Return the option set; None for the literal that AWS's pages do not explain, which is not blamed."""
    if vpc.dhcp_options_id is None:
        unanswered(*facts.snapshot.dhcp_options.missing)
    return None if vpc.dhcp_options_id == _NO_SET else facts.snapshot.dhcp_options.require(vpc.dhcp_options_id)


def _resolves(facts: TaskFacts, volume: MountedVolume, *evidence: Evidence) -> Answer:
    contradicted = frozenset({NAME_UNRESOLVED.id}) if _is_said(facts, volume) else frozenset[str]()
    return Answer("pass", _HEALTHY, evidence, contradicts=contradicted)


def _unresolved(
    facts: TaskFacts, volume: MountedVolume, because: Text, at: ResourceName, *evidence: Evidence
) -> Answer:
    raised = Raised(
        NAME_UNRESOLVED,
        because,
        "blocker",
        {"resource": volume.file_system_id},
        (ResourceName("file-system", volume.file_system_id), at),
        (volume.named, *evidence),
        volume.ways(facts),
        supports="likely",
        phase="volumes",
    )
    return fails(because, raised)


def _is_said(facts: TaskFacts, volume: MountedVolume) -> bool:
    message = facts.symptom.message
    return message is not None and message.cause == _SAID and may_be_about(message.text, volume.file_system_id)


def _is_amazons(server: str, vpc: Vpc) -> bool:
    blocks = (block_of(each) for each in vpc.ipv4_blocks)
    own = {address_words(block.first + 2, 4) for block in blocks if block}
    return server == _AMAZON or server in _LINK_LOCAL or server in own
