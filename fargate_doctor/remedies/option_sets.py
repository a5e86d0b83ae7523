"""DHCP option sets: immutable, one per VPC at a time, so that a change is a new set.

https://docs.aws.amazon.com/vpc/latest/userguide/DHCPOptionSet.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.model.vpc import DhcpConfiguration, DhcpOptions, DhcpValue
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.sharing import sharing_vpc
from fargate_doctor.remedies.snippets import Expression, cloudformation, terraform
from fargate_doctor.remedies.step import Step
from fargate_doctor.text import Text, enumeration, printable

if TYPE_CHECKING:
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.remedies.standpoint import Standpoint
    from fargate_doctor.remedies.step import Change

NEW_OPTIONS: Final = "<DHCP_OPTIONS_ID>"
_SERVERS: Final = "domain-name-servers"
_AMAZON: Final = "AmazonProvidedDNS"

_TERRAFORM_NAMES: Final = {
    "domain-name": "domain_name",
    "domain-name-servers": "domain_name_servers",
    "ntp-servers": "ntp_servers",
    "netbios-name-servers": "netbios_name_servers",
    "netbios-node-type": "netbios_node_type",
}
_CLOUDFORMATION_NAMES: Final = {
    "domain-name": "DomainName",
    "domain-name-servers": "DomainNameServers",
    "ntp-servers": "NtpServers",
    "netbios-name-servers": "NetbiosNameServers",
    "netbios-node-type": "NetbiosNodeType",
}
_SINGLE: Final = frozenset({"domain-name", "netbios-node-type"})

_KEPT_ELSEWHERE: Final = Text(
    en="{vpcs} use the same option set {options} and keep it.",
    es="{vpcs} usan el mismo conjunto de opciones {options} y lo conservan.",
)


def option_set_of(standpoint: Standpoint) -> DhcpOptions | None:
    """Return the option set that the VPC hands out, if the case shows it."""
    vpc = standpoint.snapshot.vpcs.by_id.get(standpoint.vpc_id)
    return standpoint.snapshot.dhcp_options.by_id.get(vpc.dhcp_options_id or "") if vpc else None


def hand_out_amazon_dns(standpoint: Standpoint, present: DhcpOptions | None) -> Step:
    """Return the step that makes an option set with AmazonProvidedDNS and gives it to the VPC."""
    configurations = _with_amazon(present)
    vpc_id, region = standpoint.vpc_id, standpoint.region
    vpc = standpoint.snapshot.vpcs.by_id.get(vpc_id)
    before = vpc.dhcp_options_id if vpc else None
    values = {each.key: [value.value for value in each.values] for each in configurations}
    back = (aws("ec2", "associate-dhcp-options", region, dhcp_options_id=before, vpc_id=vpc_id),) if before else ()
    asked: list[object] = [{"Key": printable(key), "Values": listed} for key, listed in values.items()]
    return Step(
        commands=(
            aws("ec2", "create-dhcp-options", region, dhcp_configurations=asked),
            aws("ec2", "associate-dhcp-options", region, dhcp_options_id=NEW_OPTIONS, vpc_id=vpc_id),
        ),
        undo=(*back, aws("ec2", "delete-dhcp-options", region, dhcp_options_id=NEW_OPTIONS)),
        terraform="\n\n".join(
            (
                terraform("aws_vpc_dhcp_options", "amazon_dns", _members(values, _TERRAFORM_NAMES)),
                terraform(
                    "aws_vpc_dhcp_options_association",
                    "amazon_dns",
                    {"vpc_id": vpc_id, "dhcp_options_id": Expression("aws_vpc_dhcp_options.amazon_dns.id")},
                ),
            )
        ),
        cloudformation="\n".join(
            (
                cloudformation("AmazonDns", "AWS::EC2::DHCPOptions", _members(values, _CLOUDFORMATION_NAMES)),
                cloudformation(
                    "AmazonDnsOfVpc",
                    "AWS::EC2::VPCDHCPOptionsAssociation",
                    {"VpcId": vpc_id, "DhcpOptionsId": {"Ref": "AmazonDns"}},
                ),
            )
        ),
        affects=(*sharing_vpc(standpoint.snapshot, vpc_id), *_kept_elsewhere(standpoint, before)),
        change=_handing_out(vpc_id, configurations) if vpc else None,
    )


def _with_amazon(present: DhcpOptions | None) -> tuple[DhcpConfiguration, ...]:
    amazon = DhcpConfiguration(key=_SERVERS, values=(DhcpValue(value=_AMAZON),))
    others = tuple(each for each in (present.dhcp_configurations if present else ()) if each.key != _SERVERS)
    return (*others, amazon)


def _members(values: dict[str, list[str]], names: dict[str, str]) -> dict[str, object]:
    known = ((key, listed) for key, listed in values.items() if key in names and listed)
    return {names[key]: listed[0] if key in _SINGLE else listed for key, listed in known}


def _kept_elsewhere(standpoint: Standpoint, options_id: str | None) -> tuple[Text, ...]:
    others = [
        printable(each.vpc_id)
        for each in standpoint.snapshot.vpcs
        if options_id and each.dhcp_options_id == options_id and each.vpc_id != standpoint.vpc_id
    ]
    return (_KEPT_ELSEWHERE.fill(vpcs=enumeration(others), options=printable(options_id or "")),) if others else ()


def _handing_out(vpc_id: str, configurations: tuple[DhcpConfiguration, ...]) -> Change:
    proposed = DhcpOptions(dhcp_options_id="dopt-proposed", dhcp_configurations=configurations)

    def change(snapshot: Snapshot) -> Snapshot:
        vpc = snapshot.vpcs.by_id[vpc_id].model_copy(update={"dhcp_options_id": proposed.dhcp_options_id})
        return snapshot.with_resource("dhcp_options", proposed).with_resource("vpcs", vpc)

    return change
