"""Cases in which the way out to the internet is missing or broken."""

from __future__ import annotations

from fargate_doctor.text import Text
from tests.account import messages, networks
from tests.account.account import Account
from tests.account.demos.demo import Demo
from tests.account.demos.events import could_not_start
from tests.account.filtering import tcp


def _no_route() -> Account:
    account = Account(seed="no-route")
    network = networks.private_without_route(account)
    service = account.add_service(account.add_definition(), network.task_subnets, [network.group], failed=6)
    account.add_stopped(service, network.task_subnets[0], messages.login_timed_out(account))
    could_not_start(account, service)
    return account


def _public_without_address() -> Account:
    account = Account(seed="public-without-address")
    network = networks.public(account)
    service = account.add_service(account.add_definition(), network.task_subnets, [network.group], failed=4)
    account.add_stopped(service, network.task_subnets[1], messages.login_connection_issue(), address="10.20.1.98")
    could_not_start(account, service)
    return account


def _nat_without_internet() -> Account:
    """Put the NAT gateway into a subnet of its own, whose table nobody gave a default route."""
    account = Account(seed="nat-without-internet")
    network = networks.private_with_nat(account)
    subnet = account.add_subnet(network.vpc, "nat-a", "10.20.30.0/28", taken=1)
    account.add_route_table(network.vpc, "nat", subnet)
    account.held["ec2:DescribeNatGateways"].clear()
    account.held["ec2:DescribeNetworkInterfaces"].clear()
    account.drop_routes(network.task_table, "0.0.0.0/0")
    account.held["ec2:DescribeNetworkAcls"].clear()
    account.add_acl(network.vpc, "default", *network.public_subnets, *network.task_subnets, subnet)
    nat = account.add_nat_gateway(subnet, "nat-new", address="10.20.30.6")
    account.add_route(network.task_table, "0.0.0.0/0", nat["NatGatewayId"])
    secret = account.secret("shop/database")
    definition = account.add_definition(secrets=(secret,))
    service = account.add_service(definition, network.task_subnets, [network.group], failed=9)
    account.add_stopped(service, network.task_subnets[0], messages.secret_timed_out(secret))
    could_not_start(account, service)
    return account


def _two_blockers() -> Account:
    """Delete the NAT gateway, which leaves its route behind, and take the way out from the security group."""
    account = Account(seed="two-blockers")
    network = networks.private_with_nat(account)
    account.held["ec2:DescribeNatGateways"].clear()
    account.held["ec2:DescribeNetworkInterfaces"].clear()
    network.task_table["Routes"][-1]["State"] = "blackhole"
    network.group["IpPermissionsEgress"] = [tcp(5432, network.vpc["CidrBlock"])]
    service = account.add_service(account.add_definition(), network.task_subnets, [network.group], failed=5)
    account.add_stopped(service, network.task_subnets[0], messages.login_timed_out(account))
    could_not_start(account, service)
    return account


WAYS_OUT = (
    Demo(
        "no-route",
        Text(
            en="A private subnet without a route to the registry",
            es="Una subred privada sin ruta hacia el registro",
        ),
        Text(
            en="A new service never starts: its tasks stop while they log in to Amazon ECR."
            " Their private subnet reaches the VPC and Amazon S3, and nothing else.",
            es="Un servicio nuevo no arranca nunca: sus tareas se detienen al iniciar sesión en Amazon ECR. Su subred"
            " privada llega a la VPC y a Amazon S3, y a nada más.",
        ),
        _no_route,
    ),
    Demo(
        "public-without-address",
        Text(
            en="A public subnet, but no public address",
            es="Una subred pública, pero ninguna dirección pública",
        ),
        Text(
            en="The subnet's default route leads to an internet gateway, and the service does not assign public"
            " addresses. An internet gateway carries only what has one.",
            es="La ruta predeterminada de la subred lleva a una puerta de enlace de Internet y el servicio no asigna"
            " direcciones públicas. Por esa puerta solo pasa lo que tiene una.",
        ),
        _public_without_address,
    ),
    Demo(
        "nat-without-internet",
        Text(
            en="A NAT gateway that cannot reach the internet itself",
            es="Una puerta de enlace NAT que no llega a Internet",
        ),
        Text(
            en="The tasks' route leads to a NAT gateway that is available, and still no secret can be fetched. The"
            " gateway lies in a subnet that has no route to the internet.",
            es="La ruta de las tareas lleva a una puerta de enlace NAT disponible y, aun así, no se puede obtener"
            " ningún secreto. La puerta está en una subred sin ruta hacia Internet.",
        ),
        _nat_without_internet,
    ),
    Demo(
        "two-blockers",
        Text(
            en="Two things in the way at once",
            es="Dos obstáculos a la vez",
        ),
        Text(
            en="The NAT gateway was deleted and its route stayed behind. Whoever mends only that will see the next task"
            " stop as well: the security group lets nothing out on port 443.",
            es="La puerta de enlace NAT se eliminó y su ruta se quedó. Quien arregle solo eso verá detenerse también la"
            " siguiente tarea: el grupo de seguridad no deja salir nada por el puerto 443.",
        ),
        _two_blockers,
    ),
)
