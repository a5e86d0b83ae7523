"""Accounts at random: some network, some task in it, and some things broken."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Final

from tests.account import messages, networks
from tests.account.account import Account
from tests.account.breaking import BREAKINGS
from tests.account.store import written

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.case.model import Case, JsonObject
    from tests.account.networks import Network
    from tests.account.stop import Stop


def _nat_and_endpoints(account: Account) -> Network:
    network = networks.private_with_nat(account, s3_endpoint=True)
    networks.add_endpoints(account, network, ("ecr.api", "ecr.dkr"))
    return network


_NETWORKS: Final[tuple[Callable[[Account], Network], ...]] = (
    networks.private_with_nat,
    networks.private_without_route,
    networks.public,
    networks.isolated,
    _nat_and_endpoints,
    lambda account: networks.private_with_nat(account, ipv6=True),
)
_STOPS: Final[tuple[Callable[[Account], Stop], ...]] = (
    messages.login_timed_out,
    lambda account: messages.login_timed_out(account, "10.20.10.201"),
    lambda _: messages.login_connection_issue(),
    messages.layers_timed_out,
    lambda account: messages.lookup_timed_out(account, "10.20.0.2", "10.20.10.47"),
    lambda account: messages.login_denied(account, "web-execution"),
    lambda account: messages.image_not_found(account, "web", "1.4.2"),
    lambda account: messages.secret_timed_out(account.arn("secretsmanager", "secret:shop/database-0a1b2c")),
    lambda _: messages.log_group_missing(),
    lambda _: messages.stopped_by_user(),
    lambda _: messages.out_of_memory(),
    lambda _: messages.health_checks_failed(),
)
_HEALTH: Final = (
    ("healthy", ""),
    ("unhealthy", "Target.Timeout"),
    ("unhealthy", "Target.ResponseCodeMismatch"),
    ("unused", "Target.NotInUse"),
    ("initial", "Elb.InitialHealthChecking"),
)
_OPTIONAL: Final = (
    "cloudtrail:LookupEvents",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribePrefixLists",
    "ecs:DescribeServices",
    "elbv2:DescribeLoadBalancers",
    "elbv2:DescribeTargetHealth",
    "route53:ListHostedZonesByVPC",
)


def random_case(seed: int) -> Case:
    """Return the case of an account of which the seed decides everything."""
    random = Random(seed)  # noqa: S311 - the same account for the same seed
    account = Account(seed=f"random-{seed}")
    network = random.choice(_NETWORKS)(account)
    for broken in random.sample(BREAKINGS, random.randint(0, 3)):
        broken(account, network)
    _add_task(account, network, random)
    if random.random() < 0.2:
        account.refused.add(random.choice(_OPTIONAL))
    return account.case()


def _add_task(account: Account, network: Network, random: Random) -> None:
    public = random.random() < 0.5
    group = _balanced(account, network, random) if random.random() < 0.5 else None
    service = account.add_service(
        _defined(account, random), network.task_subnets, [network.group], public=public, target_group=group
    )
    subnet = network.task_subnets[0]
    kind = random.choice(("stopped", "stopped", "running", "pending"))
    if kind == "stopped":
        account.add_stopped(service, subnet, random.choice(_STOPS)(account))
    elif kind == "pending":
        account.add_pending(service, subnet, [network.group])
    else:
        account.add_running(service, subnet, [network.group], public="198.51.100.90" if public else None)
        _change_something(account, network, service, random)


def _balanced(account: Account, network: Network, random: Random) -> JsonObject:
    """Add a load balancer that may not be let in, may lack a zone, and finds the task and another one so or so."""
    addresses = random.choice(("ipv4", "ipv4", "ipv6"))
    kind = random.choice(("application", "network"))
    group = account.add_target_group(network.vpc, addresses=addresses, kind=kind)
    if random.random() < 0.4:
        network.group["IpPermissions"] = []
    balancer = account.held["elbv2:DescribeLoadBalancers"][0]
    if random.random() < 0.3 and len(balancer["AvailabilityZones"]) > 1:
        balancer["AvailabilityZones"].pop(0)
    for address in random.sample(("10.20.10.47", "10.20.11.9"), random.randint(0, 2)):
        state, reason = random.choice(_HEALTH)
        account.register_target(group, address, "eu-west-1a", state=state, reason=reason)
    return group


def _defined(account: Account, random: Random) -> JsonObject:
    """Add a task definition, perhaps with a secret; what it names may be gone."""
    secrets = (account.secret("shop/database"),) if random.random() < 0.4 else ()
    definition = account.add_definition(secrets=secrets)
    for secret in secrets:
        described = account.described_secret(secret)
        fate = random.choice(("kept", "kept", "deleted", "empty"))
        if fate == "deleted":
            described["DeletedDate"] = written(account.ago(days=1))
        elif fate == "empty":
            del described["VersionIdsToStages"]
    if random.random() < 0.2:
        account.held["logs:DescribeLogGroups"].clear()
    return definition


def _change_something(account: Account, network: Network, service: JsonObject, random: Random) -> None:
    """Change the option set, or turn IPv6 on, before or after the task started."""
    at = account.ago(hours=random.choice((1, 9)))
    if random.random() < 0.5:
        parameters = {"dhcpOptionsId": network.vpc["DhcpOptionsId"], "vpcId": network.vpc["VpcId"]}
        account.add_trail_event("AssociateDhcpOptions", at, parameters)
    else:
        subnet = service["networkConfiguration"]["awsvpcConfiguration"]["subnets"][0]
        parameters = {"subnetId": subnet, "assignIpv6AddressOnCreation": {"value": True}}
        account.add_trail_event("ModifySubnetAttribute", at, parameters)
