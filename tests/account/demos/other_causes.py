"""Cases in which the network is not to blame, and one that cannot be judged."""

from __future__ import annotations

from fargate_doctor.text import Text
from tests.account import messages, networks
from tests.account.account import Account
from tests.account.demos.demo import Demo
from tests.account.demos.events import could_not_start

_REFUSED = {
    "cloudtrail:LookupEvents",
    "ec2:DescribeNetworkAcls",
    "ec2:DescribeRouteTables",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeVpcEndpoints",
}


def _image_tag_missing() -> Account:
    account = Account(seed="image-tag-missing")
    network = networks.private_with_nat(account, s3_endpoint=True)
    account.add_image(f"{account.registry()}/web:1.4.2")
    definition = account.add_definition("web", 8, image=f"{account.registry()}/web:1.5.0-rc1", pushed=False)
    service = account.add_service(definition, network.task_subnets, [network.group], failed=3)
    account.add_stopped(service, network.task_subnets[0], messages.image_not_found(account, "web", "1.5.0-rc1"))
    could_not_start(account, service)
    return account


def _role_may_not_log_in() -> Account:
    account = Account(seed="role-may-not-log-in", lacking={"ecr:GetAuthorizationToken"})
    network = networks.isolated(account)
    service = account.add_service(account.add_definition(), network.task_subnets, [network.group], failed=8)
    account.add_stopped(service, network.task_subnets[0], messages.login_denied(account, "web-execution"))
    could_not_start(account, service)
    return account


def _out_of_memory() -> Account:
    account = Account(seed="out-of-memory")
    network = networks.private_with_nat(account)
    service = account.add_service(account.add_definition(), network.task_subnets, [network.group])
    account.add_stopped(service, network.task_subnets[0], messages.out_of_memory())
    return account


def _not_permitted() -> Account:
    account = Account(seed="no-route", refused=set(_REFUSED))
    network = networks.private_without_route(account)
    service = account.add_service(account.add_definition(), network.task_subnets, [network.group], failed=6)
    account.add_stopped(service, network.task_subnets[0], messages.login_timed_out(account))
    could_not_start(account, service)
    return account


OTHER_CAUSES = (
    Demo(
        "image-tag-missing",
        Text(
            en="The image tag does not exist; the network is fine",
            es="La etiqueta de la imagen no existe; la red va bien",
        ),
        Text(
            en="The registry was reached and answered: there is no image with this tag. Nothing on the way needs to be"
            " changed.",
            es="Se llegó al registro y respondió: no hay ninguna imagen con esa etiqueta. No hace falta cambiar nada en"
            " el camino.",
        ),
        _image_tag_missing,
    ),
    Demo(
        "role-may-not-log-in",
        Text(
            en="The execution role may not log in to Amazon ECR",
            es="El rol de ejecución no puede iniciar sesión en ECR",
        ),
        Text(
            en="It looks like the cases without a route, under the same heading of ECS. But Amazon ECR answered, and"
            " said no.",
            es="Parece uno de los casos sin ruta, bajo el mismo encabezado de ECS. Pero Amazon ECR respondió, y dijo"
            " que no.",
        ),
        _role_may_not_log_in,
    ),
    Demo(
        "out-of-memory",
        Text(
            en="A container that took more memory than it may have",
            es="Un contenedor que usó más memoria de la permitida",
        ),
        Text(
            en="The task started, worked for minutes and was killed. Neither subnets nor roles have a part in it.",
            es="La tarea arrancó, trabajó unos minutos y fue interrumpida. Ni las subredes ni los roles"
            " tienen nada que ver.",
        ),
        _out_of_memory,
    ),
    Demo(
        "not-permitted",
        Text(
            en="Not enough permissions to tell",
            es="Faltan permisos para saberlo",
        ),
        Text(
            en="The same task as in the first case, read by somebody who may not see routes, security groups, network"
            " ACLs or endpoints. No cause is named, and the permissions that would settle it are.",
            es="La misma tarea del primer caso, consultada por alguien que no puede ver rutas, grupos de seguridad, ACL"
            " de red ni puntos de conexión. No se nombra ninguna causa, y sí los permisos que la aclararían.",
        ),
        _not_permitted,
    ),
)
