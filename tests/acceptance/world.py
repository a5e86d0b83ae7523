"""One task and its network, as the AWS CLI would answer about them; each case changes what it is about.

A small VPC in 172.31 space: the task's subnet uses the main route table without an association of its own, a public
subnet holds the NAT gateway, a third one the endpoints. The task stopped when it could not log in to Amazon ECR.
"""

from __future__ import annotations

import json
from typing import Final

from tests.acceptance.parts import (
    ACCOUNT,
    CIDR,
    DEFAULT_GROUP,
    ENDPOINT_GROUP,
    ENDPOINT_SUBNET,
    ENI,
    EVERYWHERE,
    GROUP,
    IGW,
    LOGIN,
    LOGIN_TIMED_OUT,
    MAIN,
    NAT,
    OPTIONS,
    PUBLIC,
    PUBLIC_SUBNET,
    REGION,
    S3_LIST,
    TASK_SUBNET,
    TGW,
    VPC,
    Json,
    acl,
    at,
    entry,
    group,
    policy,
    route,
    rule,
    subnet,
    table,
)

_TASK_ID: Final = "9f8e7d6c5b4a39281706f5e4d3c2b1a0"
_TASK: Final = f"arn:aws:ecs:{REGION}:{ACCOUNT}:task/edge/{_TASK_ID}"
_DEFINITION: Final = f"arn:aws:ecs:{REGION}:{ACCOUNT}:task-definition/api:12"
_COLLECTED: Final = "2026-10-05T08:20:00+00:00"


class World:
    """Everything that AWS would answer; change the members, then ask for the case."""

    def __init__(self) -> None:
        """Make the healthy twin: a NAT gateway leads out, and every filter is open."""
        self.vpc: Json = {"VpcId": VPC, "OwnerId": ACCOUNT, "CidrBlock": CIDR, "DhcpOptionsId": OPTIONS}
        self.vpc["CidrBlockAssociationSet"] = [{"CidrBlock": CIDR, "CidrBlockState": {"State": "associated"}}]
        self.subnets = [
            subnet(TASK_SUBNET, "172.31.40.0/26", "a"),
            subnet(PUBLIC_SUBNET, "172.31.40.64/26", "b"),
            subnet(ENDPOINT_SUBNET, "172.31.40.128/26", "c"),
        ]
        self.main = table(MAIN, [{"Main": True}], route(EVERYWHERE, NatGatewayId=NAT))
        self.public = table(PUBLIC, [{"Main": False, "SubnetId": PUBLIC_SUBNET}], route(EVERYWHERE, GatewayId=IGW))
        self.tables = [self.main, self.public]
        self.acl = acl("acl-0a000000000000001", TASK_SUBNET, ENDPOINT_SUBNET)
        self.nat_acl = acl("acl-0a000000000000002", PUBLIC_SUBNET)
        self.acls = [self.acl, self.nat_acl]
        self.group = group(GROUP, [], [rule("-1", "", EVERYWHERE)])
        self.endpoint_group = group(ENDPOINT_GROUP, [rule("tcp", "443", GROUP)], [])
        self.default_group = group(DEFAULT_GROUP, [rule("-1", "", DEFAULT_GROUP)], [rule("-1", "", EVERYWHERE)])
        self.groups = [self.group, self.endpoint_group, self.default_group]
        self.task_groups = [GROUP]
        self.gateways = [{"InternetGatewayId": IGW, "Attachments": [{"State": "available", "VpcId": VPC}]}]
        address = {
            "NetworkInterfaceId": "eni-0a000000000000a71",
            "PrivateIp": "172.31.40.73",
            "PublicIp": "54.66.10.20",
        }
        self.nat: Json = {"NatGatewayId": NAT, "VpcId": VPC, "SubnetId": PUBLIC_SUBNET, "State": "available"}
        self.nat |= {"ConnectivityType": "public", "NatGatewayAddresses": [{**address, "Status": "succeeded"}]}
        self.endpoints: list[Json] = []
        self.interfaces: list[Json] = []
        self.entries: dict[str, list[str]] = {}
        self.attachments: list[Json] = []
        self.egress_only: list[Json] = []
        self.events: list[Json] = []
        self.zones: list[Json] = []
        self.servers = ["AmazonProvidedDNS"]
        self.option_sets = [OPTIONS]
        self.attributes = {"enableDnsSupport": True, "enableDnsHostnames": True}
        self.block_mode, self.exclusions = "off", list[Json]()
        self.image = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/team/api:2026.10"
        self.secrets: list[str] = []
        self.log_region = REGION
        self.public_address = "DISABLED"
        self.address: str | None = "172.31.40.17"
        self.ipv6: str | None = None
        self.setting = "enabled"
        self.task: Json = {"platformVersion": "1.4.0", "platformFamily": "Linux", "lastStatus": "STOPPED"}
        self.task |= {"stopCode": "TaskFailedToStart", "stoppedReason": LOGIN_TIMED_OUT, "createdAt": at("08:00")}
        self.task |= {"connectivityAt": at("08:01"), "stoppingAt": at("08:04"), "stoppedAt": at("08:05")}
        self.container: Json = {}
        self.definition: Json = {"executionRoleArn": f"arn:aws:iam::{ACCOUNT}:role/exec"}

    def default_route(self, **target: str) -> None:
        """Lead the task's subnet out by another target, or by none."""
        self.main["Routes"] = [each for each in self.main["Routes"] if each.get("DestinationCidrBlock") != EVERYWHERE]
        self.main["Routes"] += [route(EVERYWHERE, **target)] if target else []

    def endpoint(self, service: str, **changes: object) -> Json:
        """Add an interface endpoint, with its network interface in the endpoints' subnet."""
        number = len(self.endpoints)
        name, eni = f"vpce-0a0000000000000{number:02x}", f"eni-0b0000000000000{number:02x}"
        host = {"ecr.api": LOGIN, "ecr.dkr": f"*.dkr.ecr.{REGION}.amazonaws.com"}
        made: Json = {"VpcEndpointId": name, "VpcEndpointType": "Interface", "VpcId": VPC, "State": "available"}
        made |= {"ServiceName": f"com.amazonaws.{REGION}.{service}", "SubnetIds": [ENDPOINT_SUBNET]}
        made |= {"Groups": [{"GroupId": ENDPOINT_GROUP}], "PrivateDnsEnabled": True, "NetworkInterfaceIds": [eni]}
        made["DnsEntries"] = [{"DnsName": host.get(service, f"{service}.{REGION}.amazonaws.com")}]
        made["PolicyDocument"] = policy(Effect="Allow", Principal="*", Action="*", Resource="*")
        made |= changes
        self.endpoints.append(made)
        groups = [each["GroupId"] for each in made["Groups"]]
        self.interface(eni, f"172.31.40.{150 + number}", made["SubnetIds"][0], *groups)
        return made

    def s3_gateway(self, *tables: str, **changes: object) -> None:
        """Add a gateway endpoint for S3 that serves some route tables, by default the main one."""
        name, linked = "vpce-0a0000000000000aa", tables or (MAIN,)
        for each in self.tables:
            if each["RouteTableId"] in linked:
                each["Routes"].append(route(S3_LIST, GatewayId=name))
        made: Json = {"VpcEndpointId": name, "VpcEndpointType": "Gateway", "VpcId": VPC, "State": "available"}
        made |= {"ServiceName": f"com.amazonaws.{REGION}.s3", "RouteTableIds": list(linked)}
        made["PolicyDocument"] = policy(Effect="Allow", Principal="*", Action="*", Resource="*")
        self.endpoints.append(made | changes)

    def only_endpoints(self, *services: str) -> None:
        """Close the way to the internet and serve S3 and some services, by default all that the task needs."""
        self.default_route()
        for service in services or ("ecr.api", "ecr.dkr", "logs"):
            self.endpoint(service)
        self.s3_gateway()

    def interface(self, identifier: str, address: str, where: str, *groups: str) -> Json:
        """Add a network interface."""
        made: Json = {"NetworkInterfaceId": identifier, "VpcId": VPC, "SubnetId": where, "PrivateIpAddress": address}
        made |= {"PrivateIpAddresses": [{"PrivateIpAddress": address, "Primary": True}], "Status": "in-use"}
        made["Groups"] = [{"GroupId": each} for each in groups]
        self.interfaces.append(made)
        return made

    def name_server(self, address: str, where: str, *inbound: Json) -> None:
        """Let the VPC hand out its own name server."""
        self.servers = [address]
        self.groups.append(group("sg-0a00000000000053", list(inbound), []))
        self.interface("eni-0a000000000000053", address, where, "sg-0a00000000000053")

    def running(self) -> None:
        """Let the task have started, and run."""
        for each in ("stopCode", "stoppedReason", "stoppingAt", "stoppedAt"):
            del self.task[each]
        self.task |= {"lastStatus": "RUNNING", "pullStartedAt": at("08:01"), "pullStoppedAt": at("08:01")}
        self.task["startedAt"] = at("08:02")
        own = self.interface(ENI, str(self.address), TASK_SUBNET, *self.task_groups)
        own["Ipv6Addresses"] = [{"Ipv6Address": self.ipv6}] if self.ipv6 else []

    def pulling(self, message: str, image: str = "") -> None:
        """Let the pull fail with a message."""
        self.image = image or self.image
        self.task |= {"stoppedReason": message, "pullStartedAt": at("08:02")}

    def ended(self, reason: str, code: str, exit_code: int, word: str = "") -> None:
        """Let a container have run and ended."""
        self.task |= {"stoppedReason": reason, "stopCode": code, "startedAt": at("08:02")}
        self.task |= {"pullStartedAt": at("08:01"), "pullStoppedAt": at("08:01")}
        self.container = {"exitCode": exit_code} | ({"reason": word} if word else {})

    def dual_stack(self, *, assigned: bool = True, gateway: str = "") -> None:
        """Give VPC and subnets IPv6, and the task an address; the gateway is that of the route to `::/0`."""
        block = {"Ipv6CidrBlock": "2406:da1c:11:2200::/56", "Ipv6CidrBlockState": {"State": "associated"}}
        self.vpc["Ipv6CidrBlockAssociationSet"] = [block]
        for number, each in enumerate(self.subnets):
            inside = block | {"Ipv6CidrBlock": f"2406:da1c:11:22{number:02x}::/64"}
            each |= {"Ipv6CidrBlockAssociationSet": [inside], "AssignIpv6AddressOnCreation": assigned}
        self.ipv6 = "2406:da1c:11:2200::1:17" if assigned else None
        for each in self.tables:
            each["Routes"].append(route("2406:da1c:11:2200::/56", origin="CreateRouteTable", GatewayId="local"))
        for each in self.acls:
            each["Entries"] += [entry(101, "out", "allow", cidr="::/0"), entry(101, "in", "allow", cidr="::/0")]
        self.group["IpPermissionsEgress"].append(rule("-1", "", "::/0"))
        if gateway.startswith("eigw-"):
            attached = [{"State": "attached", "VpcId": VPC}]
            self.egress_only = [{"EgressOnlyInternetGatewayId": gateway, "Attachments": attached}]
            self.main["Routes"].append(route("::/0", EgressOnlyInternetGatewayId=gateway))
        elif gateway:
            self.main["Routes"].append(route("::/0", GatewayId=gateway))

    def only_ipv6(self, gateway: str = "eigw-0a000000000000001") -> None:
        """Make the task's subnet an IPv6-only one."""
        self.dual_stack(gateway=gateway)
        self.default_route()
        self.address = None
        self.subnets[0]["Ipv6Native"] = True
        del self.subnets[0]["CidrBlock"]

    def attach_transit_gateway(self, state: str, *subnets: str) -> None:
        """Attach a transit gateway in some subnets."""
        made = {"TransitGatewayAttachmentId": "tgw-attach-0a1", "TransitGatewayId": TGW, "VpcId": VPC}
        self.attachments.append({**made, "VpcOwnerId": ACCOUNT, "State": state, "SubnetIds": list(subnets)})

    def associated_options(self, when: str, options: str, vpc: str = VPC) -> None:
        """Add the CloudTrail event of an association of DHCP options."""
        told = {"eventName": "AssociateDhcpOptions", "eventTime": when, "eventSource": "ec2.amazonaws.com"}
        parameters = {"dhcpOptionsId": options, "vpcId": vpc}
        event = json.dumps({**told, "requestParameters": parameters, "responseElements": {"_return": True}})
        named = {"EventId": f"event-{len(self.events)}", "EventName": "AssociateDhcpOptions", "EventTime": when}
        self.events.append({**named, "CloudTrailEvent": event})

    def block(self, mode: str) -> None:
        """Turn on Block Public Access, as the VPC and its subnets show it too."""
        self.block_mode = mode
        for each in (self.vpc, *self.subnets):
            each["BlockPublicAccessStates"] = {"InternetGatewayBlockMode": mode}

    def case(self) -> Json:
        """Return the case file."""
        records: dict[str, list[Json]] = {}
        for operation, request, answer in (*self._of_ecs(), *self._of_network(), *self._of_account()):
            told = {"request": request, "answer": answer, "region": REGION, "at": _COLLECTED}
            records.setdefault(operation, []).append(told)
        case = {"schema": "fargate-doctor/case/1", "tool_version": "0.1.0", "collected_at": _COLLECTED}
        case |= {"region": REGION, "account": ACCOUNT, "partition": "aws", "focus": _TASK}
        return {**case, "redacted": False, "records": records, "failures": [], "statements": []}

    def _of_ecs(self) -> list[tuple[str, Json, Json]]:
        known = {"subnetId": TASK_SUBNET, "networkInterfaceId": ENI, "privateIPv4Address": self.address}
        details = [{"name": name, "value": value} for name, value in known.items() if value]
        interface = {"privateIpv4Address": self.address, "ipv6Address": self.ipv6}
        shown = [{name: value for name, value in interface.items() if value}]
        container = {"name": "api", "image": self.image, "networkInterfaces": shown, **self.container}
        cluster = f"arn:aws:ecs:{REGION}:{ACCOUNT}:cluster/edge"
        task: Json = {
            "taskArn": _TASK,
            "clusterArn": cluster,
            "taskDefinitionArn": _DEFINITION,
            "launchType": "FARGATE",
        }
        task |= {"availabilityZone": f"{REGION}a", "group": "service:api", "startedBy": "ecs-svc/7000000000000000001"}
        attached = [
            {"id": "0d0c0b0a-0000-4000-8000-000000000001", "type": "ElasticNetworkInterface", "details": details}
        ]
        task |= {"attachments": attached, "containers": [container], "desiredStatus": "STOPPED", **self.task}
        options = {"awslogs-group": "/ecs/api", "awslogs-region": self.log_region, "awslogs-stream-prefix": "ecs"}
        secrets = [{"name": f"SECRET_{number}", "valueFrom": each} for number, each in enumerate(self.secrets)]
        asked = {"name": "api", "image": self.image, "essential": True, "secrets": secrets}
        asked["logConfiguration"] = {"logDriver": "awslogs", "options": options}
        definition: Json = {"taskDefinitionArn": _DEFINITION, "family": "api", "revision": 12, "networkMode": "awsvpc"}
        definition |= {"containerDefinitions": [asked], **self.definition}
        awsvpc = {"subnets": [TASK_SUBNET], "securityGroups": self.task_groups, "assignPublicIp": self.public_address}
        network = {"networkConfiguration": {"awsvpcConfiguration": awsvpc}, "launchType": "FARGATE"}
        deployment = {
            "id": "ecs-svc/7000000000000000001",
            "status": "PRIMARY",
            "taskDefinition": _DEFINITION,
            **network,
        }
        deployment["createdAt"] = at("07:00")
        service = {
            "serviceName": "api",
            "clusterArn": cluster,
            "status": "ACTIVE",
            **network,
            "deployments": [deployment],
        }
        service["serviceArn"] = f"arn:aws:ecs:{REGION}:{ACCOUNT}:service/edge/api"
        return [
            ("ecs:DescribeTasks", {"cluster": "edge", "tasks": [_TASK]}, {"tasks": [task], "failures": []}),
            ("ecs:DescribeTaskDefinition", {"taskDefinition": _DEFINITION}, {"taskDefinition": definition}),
            ("ecs:DescribeServices", {"cluster": "edge", "services": ["api"]}, {"services": [service], "failures": []}),
        ]

    def _of_network(self) -> list[tuple[str, Json, Json]]:
        of_vpc = {"Filters": [{"Name": "vpc-id", "Values": [VPC]}]}
        attached = {"Filters": [{"Name": "attachment.vpc-id", "Values": [VPC]}]}
        lists = [{"PrefixListId": S3_LIST, "PrefixListName": f"com.amazonaws.{REGION}.s3", "Cidrs": _S3_BLOCKS}]
        options = [_option_set(each, self.servers) for each in self.option_sets]
        listings: list[tuple[str, Json, Json]] = [
            ("Vpcs", of_vpc, {"Vpcs": [self.vpc]}),
            ("Subnets", of_vpc, {"Subnets": self.subnets}),
            ("RouteTables", of_vpc, {"RouteTables": self.tables}),
            ("NetworkAcls", of_vpc, {"NetworkAcls": self.acls}),
            ("SecurityGroups", of_vpc, {"SecurityGroups": self.groups}),
            ("InternetGateways", attached, {"InternetGateways": self.gateways}),
            ("NatGateways", {"Filter": of_vpc["Filters"]}, {"NatGateways": [self.nat]}),
            ("VpcEndpoints", of_vpc, {"VpcEndpoints": self.endpoints}),
            ("EgressOnlyInternetGateways", {}, {"EgressOnlyInternetGateways": self.egress_only}),
            ("NetworkInterfaces", of_vpc, {"NetworkInterfaces": self.interfaces}),
            ("PrefixLists", {}, {"PrefixLists": lists}),
            ("TransitGatewayVpcAttachments", of_vpc, {"TransitGatewayVpcAttachments": self.attachments}),
            ("DhcpOptions", {}, {"DhcpOptions": options}),
        ]
        answers = [(f"ec2:Describe{kind}", request, answer) for kind, request, answer in listings]
        for name, blocks in self.entries.items():
            entries = {"Entries": [{"Cidr": each} for each in blocks]}
            answers.append(("ec2:GetManagedPrefixListEntries", {"PrefixListId": name}, entries))
        for name, value in self.attributes.items():
            answer = {"VpcId": VPC, name[0].upper() + name[1:]: {"Value": value}}
            answers.append(("ec2:DescribeVpcAttribute", {"VpcId": VPC, "Attribute": name}, answer))
        return answers

    def _of_account(self) -> list[tuple[str, Json, Json]]:
        blocked = {"VpcBlockPublicAccessOptions": {"InternetGatewayBlockMode": self.block_mode}}
        setting = {"name": "dualStackIPv6", "value": self.setting, "principalArn": f"arn:aws:iam::{ACCOUNT}:root"}
        history: list[tuple[str, Json, Json]] = []
        for name in _EVENT_NAMES:
            attributes = [{"AttributeKey": "EventName", "AttributeValue": name}]
            request = {"LookupAttributes": attributes, "StartTime": self.task["createdAt"], "EndTime": _COLLECTED}
            found = [each for each in self.events if each["EventName"] == name]
            history.append(("cloudtrail:LookupEvents", request, {"Events": found}))
        of_vpc = {"Filters": [{"Name": "VPCId", "Values": [VPC]}]}
        return [
            *history,
            ("ec2:DescribeVpcBlockPublicAccessOptions", {}, blocked),
            ("ec2:DescribeVpcBlockPublicAccessExclusions", {}, {"VpcBlockPublicAccessExclusions": self.exclusions}),
            ("route53:ListHostedZonesByVPC", {"VPCId": VPC, "VPCRegion": REGION}, {"HostedZoneSummaries": self.zones}),
            ("route53resolver:ListResolverRuleAssociations", of_vpc, {"ResolverRuleAssociations": []}),
            (
                "route53resolver:ListFirewallRuleGroupAssociations",
                {"VpcId": VPC},
                {"FirewallRuleGroupAssociations": []},
            ),
            ("ecs:ListAccountSettings", {"name": "dualStackIPv6", "effectiveSettings": True}, {"settings": [setting]}),
        ]


def _option_set(identifier: str, servers: list[str]) -> Json:
    handed = servers if identifier == OPTIONS else ["169.254.169.253"]
    values = [{"Value": each} for each in handed]
    return {"DhcpOptionsId": identifier, "DhcpConfigurations": [{"Key": "domain-name-servers", "Values": values}]}


_S3_BLOCKS: Final = ["52.95.128.0/21", "3.5.164.0/22"]
_EVENT_NAMES: Final = (
    "AssociateDhcpOptions",
    "ModifySubnetAttribute",
    "AssociateSubnetCidrBlock",
    "AssociateVpcCidrBlock",
    "PutAccountSetting",
    "PutAccountSettingDefault",
)
