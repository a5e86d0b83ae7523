"""VPC Block Public Access: an exclusion for what the way needs, or another mode for the account.

https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.model.vpc import BlockPublicAccessExclusion, BlockPublicAccessOptions, BlockPublicAccessStates
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.sharing import sharing_vpc
from fargate_doctor.remedies.snippets import cloudformation, terraform
from fargate_doctor.remedies.standpoint import Standpoint
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.remedies.tables import default_route
from fargate_doctor.text import Text, enumeration, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.remedies.step import Change

EXCLUSION: Final = "<EXCLUSION_ID>"
_OPTIONS: Final = "vpc-block-public-access"
_REFERENCES: Final = (
    "https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html",
    "https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html",
)

_EXCLUDE_TITLE: Final = Text(
    en="Exclude {resource} from VPC Block Public Access ({mode})",
    es="Excluir {resource} del bloqueo de acceso público de VPC ({mode})",
)
_EGRESS: Final = Text(
    en="The exclusion lets connections out through NAT and egress-only gateways, and none in.",
    es="La exclusión deja salir conexiones por puertas de enlace NAT y de solo salida, y no deja entrar ninguna.",
)
_BOTH_WAYS: Final = Text(
    en="The way uses an internet gateway without a NAT gateway, which needs an exclusion in both directions: "
    "connections from the internet are then up to security groups and network ACLs.",
    es="El camino usa una puerta de enlace de Internet sin puerta de enlace NAT, y eso requiere una exclusión en ambos "
    "sentidos: las conexiones desde Internet quedan entonces en manos de los grupos de seguridad y las ACL de red.",
)
_MODE_TITLE: Final = Text(
    en="Set the mode of VPC Block Public Access to {mode} for the account in {region}",
    es="Poner el modo del bloqueo de acceso público de VPC en {mode} para la cuenta en {region}",
)
_MODE: Final = Text(
    en="Somebody turned it on for the whole account; an exclusion is the smaller change.",
    es="Alguien lo activó para toda la cuenta; una exclusión es el cambio menor.",
)
_DECLARATIVE: Final = Text(
    en="A declarative policy of the organization owns the setting: only the organization's administrator can change "
    "the mode, and exclusions work only where that policy allows them.",
    es="Una política declarativa de la organización es dueña del ajuste: solo el administrador de la organización "
    "puede cambiar el modo, y las exclusiones solo valen donde esa política las permita.",
)
_WHOLE_ACCOUNT: Final = Text(
    en="Every VPC of the account in {region} is concerned.",
    es="Afecta a todas las VPC de la cuenta en {region}.",
)
_IN_SUBNET: Final = Text(
    en="Everything in {subnet} is concerned, not only this way.",
    es="Afecta a todo lo que hay en {subnet}, no solo a este camino.",
)


def exclude_from_block_public_access(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return an exclusion of the subnet that faces the internet, one of the VPC, and another mode."""
    here = Standpoint(facts)
    nat_subnets = _subnets_of_nat_gateways(here, raised)
    mode = "allow-egress" if nat_subnets or _uses_egress_only_gateway(here, raised) else "allow-bidirectional"
    detail = _EGRESS if mode == "allow-egress" else _BOTH_WAYS
    if _is_declarative(here.snapshot):
        detail += _DECLARATIVE
    subnets = nat_subnets or (here.subnet_id,)
    steps = tuple(_excluded_subnet(here, each, mode) for each in subnets)
    named = enumeration([printable(each) for each in subnets])
    vpc = printable(here.vpc_id)
    return (
        remedy(
            "exclude-subnet",
            _EXCLUDE_TITLE.fill(resource=named, mode=mode),
            detail,
            *steps,
            references=_REFERENCES,
        ),
        remedy(
            "exclude-vpc",
            _EXCLUDE_TITLE.fill(resource=vpc, mode=mode),
            detail,
            _excluded_vpc(here, mode),
            references=_REFERENCES,
        ),
        *_other_mode(here, mode),
    )


def _subnets_of_nat_gateways(here: Standpoint, raised: Raised) -> tuple[str, ...]:
    """Return the subnets in which the NAT gateways of the blocked ways face the internet."""
    known = here.snapshot.nat_gateways.by_id
    route = default_route(here.table, 4)
    targets = [each.walk.via for each in raised.blocks if each.walk] + ([route.target] if route else [])
    subnets = (known[each].subnet_id for each in targets if each in known)
    return tuple(dict.fromkeys(each for each in subnets if each))


def _uses_egress_only_gateway(here: Standpoint, raised: Raised) -> bool:
    versions = {each.ip_version for each in raised.blocks}
    route = default_route(here.table, 6)
    return versions == {6} and route is not None and route.target.startswith("eigw-")


def _is_declarative(snapshot: Snapshot) -> bool:
    options = snapshot.block_public_access.by_id.get(_OPTIONS)
    return bool(options and (options.managed_by or "").lower() == "declarative-policy")


def _excluded_subnet(here: Standpoint, subnet_id: str, mode: str) -> Step:
    return _excluded(here, {"subnet_id": subnet_id}, subnet_id, mode, (_IN_SUBNET.fill(subnet=printable(subnet_id)),))


def _excluded_vpc(here: Standpoint, mode: str) -> Step:
    return _excluded(here, {"vpc_id": here.vpc_id}, here.vpc_id, mode, sharing_vpc(here.snapshot, here.vpc_id))


def _excluded(here: Standpoint, named: dict[str, str], identifier: str, mode: str, affects: tuple[Text, ...]) -> Step:
    member = {"subnet_id": "SubnetId", "vpc_id": "VpcId"}
    create, delete = "create-vpc-block-public-access-exclusion", "delete-vpc-block-public-access-exclusion"
    return Step(
        commands=(aws("ec2", create, here.region, **named, internet_gateway_exclusion_mode=mode),),
        undo=(aws("ec2", delete, here.region, exclusion_id=EXCLUSION),),
        terraform=terraform(
            "aws_vpc_block_public_access_exclusion",
            identifier,
            {**named, "internet_gateway_exclusion_mode": mode},
        ),
        cloudformation=cloudformation(
            f"ExclusionOf{identifier}",
            "AWS::EC2::VPCBlockPublicAccessExclusion",
            {**{member[name]: value for name, value in named.items()}, "InternetGatewayExclusionMode": mode},
        ),
        affects=affects,
        change=_excluding(here, identifier, mode),
    )


def _excluding(here: Standpoint, identifier: str, mode: str) -> Change:
    kind = "subnet" if identifier != here.vpc_id else "vpc"
    exclusion = BlockPublicAccessExclusion(
        exclusion_id=f"vpcbpa-exclude-proposed-{identifier}",
        resource_arn=f"arn:{here.partition}:ec2:{here.region}:{here.snapshot.account or ''}:{kind}/{identifier}",
        internet_gateway_exclusion_mode=mode,
        state="create-complete",
    )
    return lambda snapshot: snapshot.with_resource("block_public_access_exclusions", exclusion)


def _other_mode(here: Standpoint, exclusion_mode: str) -> Iterator[Remedy]:
    """Offer the mode that leaves the way open; not where an organization owns the setting, or the mode is not known."""
    options = here.snapshot.block_public_access.by_id.get(_OPTIONS)
    if options is None or _is_declarative(here.snapshot):
        return
    mode = "block-ingress" if exclusion_mode == "allow-egress" else "off"
    title = _MODE_TITLE.fill(mode=mode, region=here.region)
    yield remedy("change-block-public-access-mode", title, _MODE, _in_mode(here, options, mode), references=_REFERENCES)


def _in_mode(here: Standpoint, options: BlockPublicAccessOptions, mode: str) -> Step:
    operation = "modify-vpc-block-public-access-options"
    before = options.internet_gateway_block_mode
    return Step(
        commands=(aws("ec2", operation, here.region, internet_gateway_block_mode=mode),),
        undo=(aws("ec2", operation, here.region, internet_gateway_block_mode=before),),
        terraform=terraform("aws_vpc_block_public_access_options", "of_account", {"internet_gateway_block_mode": mode}),
        cloudformation=cloudformation(
            "BlockPublicAccess", "AWS::EC2::VPCBlockPublicAccessOptions", {"InternetGatewayBlockMode": mode}
        ),
        affects=(_WHOLE_ACCOUNT.fill(region=here.region),),
        change=_with_mode(options, mode),
    )


def _with_mode(options: BlockPublicAccessOptions, mode: str) -> Change:
    """Return the change of the account's mode, and of what subnets say of themselves."""
    before = options.internet_gateway_block_mode
    stated = BlockPublicAccessStates(internet_gateway_block_mode=mode)

    def change(snapshot: Snapshot) -> Snapshot:
        update = {"internet_gateway_block_mode": mode}
        changed = snapshot.with_resource("block_public_access", options.model_copy(update=update))
        for each in snapshot.subnets:
            states = each.block_public_access_states
            if states and states.internet_gateway_block_mode == before:
                subnet = each.model_copy(update={"block_public_access_states": stated})
                changed = changed.with_resource("subnets", subnet)
        return changed

    return change
