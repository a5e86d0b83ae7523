from tests.remedies import broken
from tests.remedies.account import Account
from tests.remedies.cli import parse
from tests.remedies.names import INTERNET_GATEWAY, NAT_GATEWAY, PRIVATE_TABLE, PUBLIC, PUBLIC_TABLE
from tests.remedies.on_the_model import run, same
from tests.remedies.shapes import route


def test_the_choices_for_a_table_without_a_route_stand_smallest_first() -> None:
    """A route to what is there, a public subnet, and the endpoints; every one is proven on the model."""
    choices = broken.no_route().choices("route.none")

    assert list(choices) == ["route-to-existing-nat-gateway", "public-subnet-and-address", "create-lacking-endpoints"]
    assert all(each.proven for each in choices.values())


def test_a_route_to_the_present_nat_gateway_carries_the_real_ids() -> None:
    """One command makes the way and one takes it back."""
    remedy = broken.no_route().choices("route.none")["route-to-existing-nat-gateway"].remedy

    here = "--route-table-id rtb-0private --destination-cidr-block 0.0.0.0/0"
    assert remedy.commands == (f"aws ec2 create-route {here} --nat-gateway-id nat-0a --region eu-west-1",)
    assert remedy.undo == (f"aws ec2 delete-route {here} --region eu-west-1",)
    assert 'nat_gateway_id         = "nat-0a"' in remedy.terraform
    assert "Type: AWS::EC2::Route" in remedy.cloudformation
    assert [each.en for each in remedy.affects] == ["Route table rtb-0private also serves subnet-0private2."]
    assert not remedy.needs_new_tasks


def test_what_a_route_does_on_the_model_is_what_its_command_does() -> None:
    """The change equals the command, and the undo brings back what was before."""
    for account, finding, choice in (
        (broken.no_route(), "route.none", "route-to-existing-nat-gateway"),
        (broken.nat_gateway_without_route(), "nat.no-internet-route", "route-of-nat-gateway-subnet"),
        (broken.no_route(), "route.none", "public-subnet-and-address"),
    ):
        before, remedy = account.snapshot(), account.choices(finding)[choice].remedy

        after = run(before, *remedy.commands)
        assert remedy.change is not None
        assert same(after, remedy.change(before), "route_tables")
        assert same(run(after, *remedy.undo), before, "route_tables")


def test_exactly_the_endpoints_that_lack_are_listed() -> None:
    """What the task needs and the VPC has not: no more, and those of EC2 instances never."""
    every = broken.no_route().choices("route.none")["create-lacking-endpoints"].remedy
    rest = broken.missing_endpoints().choices("endpoint.missing")["create-lacking-endpoints"]

    assert _endpoints(every.commands) == ["ecr.api", "secretsmanager", "ecr.dkr", "logs", "s3"]
    assert _endpoints(rest.remedy.commands) == ["secretsmanager", "ecr.dkr", "logs", "s3"]
    assert rest.proven


def test_new_endpoints_lie_in_one_subnet_per_zone_with_a_group_that_admits_the_task() -> None:
    """Subnets of the service, one a zone; private DNS on; the S3 endpoint on the effective table; price said."""
    account = broken.no_route()
    account.subnets.append(PUBLIC)
    remedy = account.choices("route.none")["create-lacking-endpoints"].remedy
    made = [parse(each) for each in remedy.commands]
    rule = next(each for each in made if each.operation == "authorize-security-group-ingress")
    interface = next(each for each in made if each.get("vpc-endpoint-type") == "Interface")
    gateway = next(each for each in made if each.get("vpc-endpoint-type") == "Gateway")

    assert rule["ip-permissions"][0]["UserIdGroupPairs"] == [{"GroupId": "sg-0task"}]
    assert interface["subnet-ids"] == ["subnet-0private", "subnet-0private2"]
    assert interface["private-dns-enabled"] is True
    assert gateway["route-table-ids"] == [PRIVATE_TABLE, PUBLIC_TABLE]
    assert "per hour in each zone" in remedy.detail.en


def test_a_group_of_the_endpoints_that_admits_the_task_is_used_again() -> None:
    """No second group is made where one does already."""
    remedy = broken.missing_endpoints().choices("endpoint.missing")["create-lacking-endpoints"].remedy

    assert not any("create-security-group" in each for each in remedy.commands)
    assert all("sg-0endpoints" in each for each in remedy.commands if "Interface" in each)


def test_endpoints_are_no_choice_where_one_destination_cannot_have_one() -> None:
    """A public registry needs the internet."""
    account = Account(image="nginx:1")
    account.set_default(PRIVATE_TABLE)

    assert "create-lacking-endpoints" not in account.choices("route.none")


def test_an_endpoint_waits_for_the_dns_attributes_that_it_needs() -> None:
    """Private DNS cannot be asked for while DNS host names are off, so they come first."""
    account = broken.no_route()
    account.answers["$attributes"]["enableDnsHostnames"]["EnableDnsHostnames"]["Value"] = False
    remedy = account.choices("route.none")["create-lacking-endpoints"]

    assert "--enable-dns-hostnames" in remedy.remedy.commands[0]
    assert remedy.proven


def test_a_public_address_carries_the_whole_network_configuration() -> None:
    """update-service replaces subnets and groups too, so it names them; undo names the old setting."""
    choice = broken.no_public_address().choices("route.igw-without-public-ip")["assign-public-address"]
    command, undo = parse(choice.remedy.commands[0]), parse(choice.remedy.undo[0])

    assert (command["cluster"], command["service"]) == ("shop", "web")
    assert command["network-configuration"] == {
        "awsvpcConfiguration": {"subnets": [PUBLIC], "securityGroups": ["sg-0task"], "assignPublicIp": "ENABLED"}
    }
    assert undo["network-configuration"]["awsvpcConfiguration"]["assignPublicIp"] == "DISABLED"
    assert choice.remedy.needs_new_tasks
    assert choice.proven


def test_a_task_of_its_own_is_run_again_with_a_public_address() -> None:
    """Without a service there is nothing to update; overrides are not in the case, and that is said."""
    account = broken.standalone(broken.no_public_address())
    remedy = account.choices("route.igw-without-public-ip")["assign-public-address"]
    command = parse(remedy.remedy.commands[0])

    assert command.operation == "run-task"
    assert command["network-configuration"]["awsvpcConfiguration"]["assignPublicIp"] == "ENABLED"
    assert "overrides" in remedy.remedy.detail.en
    assert remedy.proven


def test_tasks_without_an_address_may_move_behind_the_nat_gateway() -> None:
    """Subnets with a way out that is ready are offered, one a zone."""
    choice = broken.no_public_address().choices("route.igw-without-public-ip")["launch-behind-nat-gateway"]
    configuration = parse(choice.remedy.commands[0])["network-configuration"]["awsvpcConfiguration"]

    assert configuration["subnets"] == ["subnet-0private", "subnet-0private2"]
    assert configuration["assignPublicIp"] == "DISABLED"
    assert choice.proven


def test_a_dead_route_is_led_elsewhere() -> None:
    """The route of the table is replaced, not added a second time; its old target cannot be brought back."""
    choice = broken.dead_nat_gateway().choices("route.blackhole")["route-to-existing-nat-gateway"]

    assert parse(choice.remedy.commands[0]).operation == "replace-route"
    assert [parse(each).operation for each in choice.remedy.undo] == ["delete-route"]
    assert "old target is gone" in choice.remedy.detail.en
    assert choice.proven


def test_a_dead_narrow_route_may_be_deleted() -> None:
    """Where a wider route of the table would take over, deleting the dead one is enough."""
    account = Account()
    dead = {**route("52.0.0.0/6", NatGatewayId="nat-0gone"), "State": "blackhole"}
    account.table(PRIVATE_TABLE)["Routes"] += [dead, {**dead, "DestinationCidrBlock": "0.0.0.0/1"}]
    account.table(PRIVATE_TABLE)["Routes"].append({**dead, "DestinationCidrBlock": "128.0.0.0/1"})
    remedies = account.choices("route.blackhole")

    assert "delete-dead-route" in remedies
    assert parse(remedies["delete-dead-route"].remedy.commands[0]).operation == "delete-route"


def test_a_detached_gateway_is_attached_again() -> None:
    """The route is right, only its gateway is loose; everything of the VPC that uses it is concerned."""
    choice = broken.detached_gateway().choices("route.blackhole")["attach-internet-gateway"]

    assert parse(choice.remedy.commands[0]).options == {
        "internet-gateway-id": INTERNET_GATEWAY,
        "vpc-id": "vpc-0a",
        "region": "eu-west-1",
    }
    assert choice.proven


def test_a_new_nat_gateway_lies_in_a_public_subnet_and_is_waited_for() -> None:
    """Address, gateway, waiting, route; billed things are said, and undo gives the address back last."""
    choice = broken.failed_nat_gateway().choices("nat.not-available")["new-nat-gateway"]
    remedy = choice.remedy

    assert [parse(each).operation for each in remedy.commands] == [
        "allocate-address",
        "create-nat-gateway",
        "wait nat-gateway-available",
        "replace-route",
    ]
    assert parse(remedy.commands[1])["subnet-id"] == PUBLIC
    assert parse(remedy.undo[0])["nat-gateway-id"] == NAT_GATEWAY
    assert parse(remedy.undo[-1]).operation == "release-address"
    assert "per hour and per GB" in remedy.detail.en
    assert choice.proven


def test_without_a_public_subnet_a_placeholder_stands_in_and_nothing_is_proven() -> None:
    """What the case does not hold is not invented."""
    account = broken.no_route()
    account.set_default(PUBLIC_TABLE)
    choice = account.choices("route.none")["new-nat-gateway"]

    assert parse(choice.remedy.commands[1])["subnet-id"] == "<SUBNET_ID_IN_A_PUBLIC_SUBNET>"
    assert "no public subnet" in choice.remedy.detail.en
    assert choice.proven is None


def test_a_nat_gateway_never_leads_to_itself() -> None:
    """A gateway on the very table that would lead to it is no choice."""
    account = broken.no_route()
    account.answers["ec2:DescribeNatGateways"]["NatGateways"][0]["SubnetId"] = "subnet-0private"

    assert "route-to-existing-nat-gateway" not in account.choices("route.none")


def test_ipv6_leaves_by_an_egress_only_gateway() -> None:
    """It needs a gateway, and a route for ::/0."""
    choice = broken.only_ipv6().choices("ipv6.no-egress-route")["egress-only-internet-gateway"]

    assert [parse(each).operation for each in choice.remedy.commands] == [
        "create-egress-only-internet-gateway",
        "create-route",
    ]
    assert parse(choice.remedy.commands[1])["destination-ipv6-cidr-block"] == "::/0"
    assert choice.proven


def test_a_broken_nat_gateway_behind_nat64_is_replaced_on_the_translated_route() -> None:
    """An egress-only gateway would not reach IPv4; the route for 64:ff9b::/96 leads to another NAT gateway."""
    account = broken.only_ipv4_name()
    account.subnet("subnet-0private")["EnableDns64"] = True
    account.table(PRIVATE_TABLE)["Routes"].append(route("64:ff9b::/96", NatGatewayId="nat-0failed"))
    nat = account.answers["ec2:DescribeNatGateways"]["NatGateways"]
    nat.append({**nat[0], "NatGatewayId": "nat-0failed", "State": "failed"})
    choice = account.choices("nat.not-available")["route-to-existing-nat-gateway"]

    assert parse(choice.remedy.commands[0])["destination-ipv6-cidr-block"] == "64:ff9b::/96"
    assert choice.proven


def test_a_missing_route_for_nat64_is_made_for_translated_addresses() -> None:
    """A subnet with DNS64 asks for IPv4 names at 64:ff9b::/96, and an IPv4 route of a task without IPv4 is no help."""
    account = broken.only_ipv4_name()
    account.subnet("subnet-0private")["EnableDns64"] = True
    routes = account.table(PRIVATE_TABLE)["Routes"]
    routes[:] = [each for each in routes if each.get("DestinationIpv6CidrBlock") != "::/0"]
    choice = account.choices("route.none")["route-to-existing-nat-gateway"]

    assert parse(choice.remedy.commands[0])["destination-ipv6-cidr-block"] == "64:ff9b::/96"
    assert choice.proven


def test_what_was_not_collected_is_not_known_to_be_free() -> None:
    """Without the subnets nobody can say which of them the main table serves."""
    account = broken.no_route()
    account.table(PRIVATE_TABLE)["Associations"] = []
    account.table("rtb-0main")["Associations"] = []
    account.table(PRIVATE_TABLE)["Associations"] = [{"Main": True}]
    account.unread = {"ec2:DescribeSubnets"}
    facts = account.facts()
    choices = account.choices("route.none") if facts.walks else {}

    assert all(
        "not known" in " ".join(said.en for said in each.remedy.affects)
        for name, each in choices.items()
        if name.startswith("route-to")
    )


def _endpoints(commands: tuple[str, ...]) -> list[str]:
    made = [parse(each) for each in commands]
    names = [each["service-name"] for each in made if each.operation == "create-vpc-endpoint"]
    return [name.removeprefix("com.amazonaws.eu-west-1.") for name in names]


def test_a_gateway_that_the_case_does_not_show_may_still_be_attached() -> None:
    """A listing by VPC leaves out a detached gateway; one that is known to be gone is made anew."""
    loose, gone = broken.detached_gateway(), broken.detached_gateway()
    loose.unread = {"ec2:DescribeInternetGateways"}
    gone.answers["ec2:DescribeInternetGateways"] = {"InternetGateways": []}
    attached = loose.choices("route.blackhole")["attach-internet-gateway"].remedy
    made = gone.choices("route.blackhole")["new-internet-gateway"]

    assert parse(attached.commands[0])["internet-gateway-id"] == INTERNET_GATEWAY
    assert "does not show the gateway" in attached.detail.en
    assert [parse(each).operation for each in made.remedy.commands] == [
        "create-internet-gateway",
        "attach-internet-gateway",
        "replace-route",
    ]
    assert made.proven


def test_a_nat_gateway_that_is_being_made_is_waited_for() -> None:
    """Nothing needs to be changed."""
    account = broken.failed_nat_gateway()
    account.answers["ec2:DescribeNatGateways"]["NatGateways"][0]["State"] = "pending"
    choice = account.choices("nat.not-available")["wait-for-nat-gateway"]

    assert parse(choice.remedy.commands[0]).operation == "wait nat-gateway-available"
    assert choice.proven
