"""Cases in which endpoints or filters are in the way."""

from __future__ import annotations

from fargate_doctor.text import Text
from tests.account import messages, networks
from tests.account.account import Account
from tests.account.demos.demo import Demo
from tests.account.demos.events import could_not_start
from tests.account.filtering import allow, tcp


def _endpoint_missing() -> Account:
    account = Account(seed="endpoint-missing")
    network = networks.isolated(account, ("ecr.dkr", "logs"))
    service = account.add_service(account.add_definition(), network.task_subnets, [network.group], failed=7)
    account.add_stopped(service, network.task_subnets[0], messages.login_timed_out(account))
    could_not_start(account, service)
    return account


def _endpoint_refuses() -> Account:
    """Let the endpoints admit a group of other tasks alone."""
    account = Account(seed="endpoint-refuses")
    network = networks.private_with_nat(account, s3_endpoint=True)
    networks.add_endpoints(account, network, ("ecr.api", "ecr.dkr"))
    others = account.add_group(network.vpc, "jobs", "Tasks of the nightly jobs")
    if network.endpoint_group is None:
        raise AssertionError
    network.endpoint_group["IpPermissions"] = [tcp(443, others)]
    address = account.held["ec2:DescribeNetworkInterfaces"][1]["PrivateIpAddress"]
    service = account.add_service(account.add_definition(), network.task_subnets, [network.group], failed=3)
    account.add_stopped(service, network.task_subnets[0], messages.login_timed_out(account, address))
    could_not_start(account, service)
    return account


def _acl_drops_answers() -> Account:
    """Give the private subnets an ACL that lets requests out, and no answers in."""
    account = Account(seed="acl-drops-answers")
    network = networks.private_with_nat(account)
    account.held["ec2:DescribeNetworkAcls"].clear()
    account.add_acl(network.vpc, "default", *network.public_subnets)
    inside = str(network.vpc["CidrBlock"])
    entries = [
        allow(100, "0.0.0.0/0", egress=True),
        allow(100, inside, egress=False),
        allow(110, "0.0.0.0/0", (443, 443), egress=False),
    ]
    account.add_acl(network.vpc, "private", *network.task_subnets, entries=entries)
    definition = account.add_definition("proxy", 3, image="nginx:1.29", port=80)
    service = account.add_service(definition, network.task_subnets, [network.group], failed=2)
    account.add_stopped(
        service, network.task_subnets[1], messages.hub_timed_out("library/nginx", "1.29"), address="10.20.11.61"
    )
    could_not_start(account, service)
    return account


def _layers_out_of_reach() -> Account:
    """Leave the S3 endpoint on a table that the tasks do not use."""
    account = Account(seed="layers-out-of-reach")
    network = networks.isolated(account)
    endpoint = network.endpoints["s3"]
    account.drop_routes(network.task_table, endpoint["VpcEndpointId"])
    main = account.held["ec2:DescribeRouteTables"][0]
    account.add_route(main, "pl-6da54004", endpoint["VpcEndpointId"])
    endpoint["RouteTableIds"] = [main["RouteTableId"]]
    service = account.add_service(account.add_definition(), network.task_subnets, [network.group], failed=5)
    account.add_stopped(service, network.task_subnets[0], messages.layers_timed_out(account))
    could_not_start(account, service)
    return account


def _through_the_data_center() -> Account:
    """Send all that leaves the private subnets to the company's own network, which nobody sees from AWS."""
    account = Account(seed="through-the-data-center")
    network = networks.private_without_route(account)
    account.add_route(network.task_table, "0.0.0.0/0", account.ids.of("vgw", "company"))
    service = account.add_service(account.add_definition(), network.task_subnets, [network.group], failed=4)
    account.add_stopped(service, network.task_subnets[0], messages.login_timed_out(account))
    could_not_start(account, service)
    return account


PRIVATE_WAYS = (
    Demo(
        "endpoint-missing",
        Text(
            en="An isolated VPC that lacks one endpoint",
            es="Una VPC aislada a la que le falta un punto de conexión",
        ),
        Text(
            en="No internet, by design: images and logs go through VPC endpoints. Only the one for the login to Amazon"
            " ECR was forgotten.",
            es="Sin Internet, a propósito: las imágenes y los registros pasan por puntos de conexión de VPC. Solo se"
            " olvidó el del inicio de sesión en Amazon ECR.",
        ),
        _endpoint_missing,
    ),
    Demo(
        "endpoint-refuses",
        Text(
            en="An endpoint that refuses the task, NAT or no NAT",
            es="Un punto de conexión que rechaza la tarea, haya NAT o no",
        ),
        Text(
            en="Since somebody added endpoints for Amazon ECR, nothing starts. Their names lead every task of the VPC"
            " to them, and their security group admits another group alone.",
            es="Desde que alguien añadió puntos de conexión para Amazon ECR, nada arranca. Sus nombres llevan hasta"
            " ellos a todas las tareas de la VPC, y su grupo de seguridad solo admite a otro grupo.",
        ),
        _endpoint_refuses,
    ),
    Demo(
        "acl-drops-answers",
        Text(
            en="A network ACL that drops the answer",
            es="Una ACL de red que descarta la respuesta",
        ),
        Text(
            en="The rules look careful: HTTPS out, HTTPS in. Answers come back to a high port, and no rule admits those"
            " from the internet.",
            es="Las reglas parecen cuidadosas: HTTPS hacia fuera, HTTPS hacia dentro. Las respuestas vuelven a un"
            " puerto alto, y ninguna regla las admite desde Internet.",
        ),
        _acl_drops_answers,
    ),
    Demo(
        "layers-out-of-reach",
        Text(
            en="The login works, the layers do not come",
            es="Hay inicio de sesión, pero las capas no llegan",
        ),
        Text(
            en="Amazon ECR keeps layers in Amazon S3. The VPC has a gateway endpoint for it, but on a route table that"
            " the tasks' subnets do not use.",
            es="Amazon ECR guarda las capas en Amazon S3. La VPC tiene un punto de conexión de puerta de enlace para"
            " ello, pero en una tabla de enrutamiento que las subredes de las tareas no usan.",
        ),
        _layers_out_of_reach,
    ),
    Demo(
        "through-the-data-center",
        Text(
            en="A way that leaves AWS, and a question for you",
            es="Un camino que sale de AWS y una pregunta para usted",
        ),
        Text(
            en="All traffic of the private subnets goes through a VPN gateway to the company's own network. What"
            " happens there no read call shows, so the walk asks, and goes on with the answer.",
            es="Todo el tráfico de las subredes privadas pasa por una puerta de enlace de VPN a la red de la empresa."
            " Lo que ocurre allí no lo muestra ninguna llamada de lectura: el recorrido pregunta y sigue con la"
            " respuesta.",
        ),
        _through_the_data_center,
    ),
)
