"""Cases about tasks that run, and do not have what was changed after they started."""

from __future__ import annotations

from fargate_doctor.text import Text
from tests.account import networks
from tests.account.account import Account
from tests.account.demos.demo import Demo
from tests.account.demos.events import reached_a_steady_state
from tests.account.filtering import tcp, udp


def _dhcp_changed() -> Account:
    account = Account(seed="dhcp-changed")
    network = networks.private_with_nat(account)
    servers = dict(zip(("10.20.0.53", "10.20.1.53"), network.public_subnets, strict=True))
    inside = str(network.vpc["CidrBlock"])
    group = account.add_group(network.vpc, "resolvers", "DNS from the VPC", inbound=[udp(53, inside), tcp(53, inside)])
    for address, subnet in servers.items():
        account.add_resolver_interface(subnet, address, [group])
    options = account.add_dhcp_options("resolvers", tuple(servers), domain="corp.example.com")
    for at, given in (
        (account.ago(days=23), network.vpc["DhcpOptionsId"]),
        (account.ago(hours=1, minutes=41), options["DhcpOptionsId"]),
    ):
        account.add_trail_event("AssociateDhcpOptions", at, {"dhcpOptionsId": given, "vpcId": network.vpc["VpcId"]})
    network.vpc["DhcpOptionsId"] = options["DhcpOptionsId"]
    _run(account, network)
    return account


def _ipv6_without_auto_assign() -> Account:
    account = Account(seed="ipv6-without-auto-assign")
    network = networks.private_with_nat(account, ipv6=True)
    for subnet in network.task_subnets:
        subnet["AssignIpv6AddressOnCreation"] = False
    _run_behind_ipv6_balancer(account, network)
    return account


def _ipv6_too_late() -> Account:
    account = Account(seed="ipv6-too-late")
    network = networks.private_with_nat(account, ipv6=True)
    for place, subnet in enumerate(network.task_subnets):
        account.add_trail_event(
            "ModifySubnetAttribute",
            account.ago(minutes=52, seconds=-place),
            {"subnetId": subnet["SubnetId"], "assignIpv6AddressOnCreation": {"value": True}},
        )
    _run_behind_ipv6_balancer(account, network)
    return account


def _healthy() -> Account:
    account = Account(seed="healthy")
    network = networks.private_with_nat(account, s3_endpoint=True)
    _run(account, network)
    return account


def _run(account: Account, network: networks.Network) -> None:
    definition = account.add_definition()
    service = account.add_service(
        definition, network.task_subnets, [network.group], running=1, deployed=account.ago(hours=5, minutes=4)
    )
    account.add_running(service, network.task_subnets[0], [network.group])
    reached_a_steady_state(account, service)


def _run_behind_ipv6_balancer(account: Account, network: networks.Network) -> None:
    """Run a task for a target group that takes IPv6 addresses, of which the task has none."""
    group = account.add_target_group(network.vpc, "web-ipv6", addresses="ipv6")
    (balancer,) = account.held["elbv2:DescribeLoadBalancers"]
    groups = {each["GroupId"]: each for each in account.held["ec2:DescribeSecurityGroups"]}
    network.group["IpPermissions"].append(tcp(8080, *(groups[each] for each in balancer["SecurityGroups"])))
    service = account.add_service(
        account.add_definition(),
        network.task_subnets,
        [network.group],
        running=1,
        target_group=group,
        deployed=account.ago(hours=5, minutes=4),
    )
    account.add_running(service, network.task_subnets[0], [network.group])
    account.add_event(
        service,
        f"failed to register targets in (target-group {group['TargetGroupArn']}) with (error The IP address"
        " '10.20.10.47' is not a valid IPv6 address)",
        account.ago(minutes=44),
    )


CHANGES = (
    Demo(
        "dhcp-changed",
        Text(
            en="A task that keeps its old DNS servers",
            es="Una tarea que conserva los servidores de DNS antiguos",
        ),
        Text(
            en="The VPC was given other DHCP options this night. The task has been running for longer, and no running"
            " task on Fargate ever picks them up.",
            es="Esta noche se dieron otras opciones de DHCP a la VPC. La tarea lleva más tiempo en ejecución, y ninguna"
            " tarea de Fargate en ejecución llega a recogerlas.",
        ),
        _dhcp_changed,
    ),
    Demo(
        "ipv6-without-auto-assign",
        Text(
            en="An IPv6 target group, and tasks without IPv6",
            es="Un grupo de destino IPv6 y tareas sin IPv6",
        ),
        Text(
            en="VPC and subnet are dual-stack and the account setting is on. The subnet only does not assign IPv6"
            " addresses by itself, so the load balancer cannot register the task.",
            es="La VPC y la subred son de doble pila y el ajuste de la cuenta está activado. Solo que la subred no"
            " asigna direcciones IPv6 por sí misma, y el balanceador no puede registrar la tarea.",
        ),
        _ipv6_without_auto_assign,
    ),
    Demo(
        "ipv6-too-late",
        Text(
            en="IPv6 was turned on after the task had started",
            es="IPv6 se activó después de arrancar la tarea",
        ),
        Text(
            en="The same service an hour later: the subnets assign IPv6 addresses now, and the task still has none. An"
            " interface gets its addresses when it is made.",
            es="El mismo servicio una hora después: las subredes ya asignan direcciones IPv6 y la tarea sigue sin"
            " ninguna. Una interfaz recibe sus direcciones al crearse.",
        ),
        _ipv6_too_late,
    ),
    Demo(
        "healthy",
        Text(en="A healthy task, to compare with", es="Una tarea sana, para comparar"),
        Text(
            en="It runs, it reaches all that it needs, and nothing was changed since it started.",
            es="Se ejecuta, llega a todo lo que necesita y nada ha cambiado desde que arrancó.",
        ),
        _healthy,
    ),
)
