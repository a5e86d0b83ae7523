"""The AWS operations that may be called at all, each with its reason. Any other is refused before it leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from fargate_doctor.case.operations import iam_action
from fargate_doctor.text import Text


class OperationNotPermitted(RuntimeError):
    """The program itself tried to call an operation outside the table: a mistake in it, not in AWS."""


@dataclass(frozen=True, slots=True)
class Permitted:
    """One read-only operation, `ec2:DescribeSubnets`, and why it is asked.

    `optional` operations look into history: without them only the questions about changes stay open.
    """

    operation: str
    reason: Text
    optional: bool = False

    @property
    def action(self) -> str:
        """The IAM action that permits it; `elbv2:X` is `elasticloadbalancing:X`."""
        return iam_action(self.operation)


def _ecs(name: str, en: str, es: str) -> Permitted:
    return Permitted(f"ecs:{name}", Text(en=en, es=es))


def _ec2(name: str, en: str, es: str) -> Permitted:
    return Permitted(f"ec2:{name}", Text(en=en, es=es))


PERMITTED: Final[tuple[Permitted, ...]] = (
    _ecs("ListClusters", "Offers the clusters to choose from.", "Ofrece los clústeres para elegir."),
    _ecs(
        "ListTasks",
        "Finds the running and stopped tasks of a cluster or service.",
        "Encuentra las tareas en ejecución y detenidas de un clúster o servicio.",
    ),
    _ecs(
        "DescribeTasks",
        "Reads why the task stopped, when, and in which subnet.",
        "Lee por qué se detuvo la tarea, cuándo y en qué subred.",
    ),
    _ecs(
        "DescribeTaskDefinition",
        "Reads what the task needs: images, secrets, logs, volumes, roles.",
        "Lee lo que la tarea necesita: imágenes, secretos, registros, volúmenes y roles.",
    ),
    _ecs(
        "DescribeServices",
        "Reads the service's events, deployments and network configuration.",
        "Lee los eventos, los despliegues y la configuración de red del servicio.",
    ),
    _ecs(
        "DescribeTaskSets",
        "Reads the network configuration of a task set that started the task.",
        "Lee la configuración de red del conjunto de tareas que inició la tarea.",
    ),
    _ecs(
        "ListServiceDeployments",
        "Finds the earlier deployment that started the task.",
        "Encuentra el despliegue anterior que inició la tarea.",
    ),
    _ecs(
        "DescribeServiceRevisions",
        "Reads the network configuration of that earlier deployment.",
        "Lee la configuración de red de ese despliegue anterior.",
    ),
    _ecs(
        "ListAccountSettings",
        "Tells whether tasks may get IPv6 addresses (dualStackIPv6).",
        "Indica si las tareas pueden recibir direcciones IPv6 (dualStackIPv6).",
    ),
    Permitted(
        "sts:GetCallerIdentity",
        Text(
            en="Names the account. AWS answers it without any permission.",
            es="Dice cuál es la cuenta. AWS responde sin necesidad de permiso.",
        ),
    ),
    _ec2(
        "DescribeSubnets",
        "Reads the task's subnet and its VPC's other subnets.",
        "Lee la subred de la tarea y las demás de su VPC.",
    ),
    _ec2(
        "DescribeVpcs",
        "Reads the VPC's address ranges and DHCP option set.",
        "Lee los rangos de direcciones de la VPC y su conjunto de opciones de DHCP.",
    ),
    _ec2(
        "DescribeVpcAttribute",
        "Tells whether DNS resolution and DNS host names are on.",
        "Indica si la resolución de DNS y los nombres de host de DNS están activados.",
    ),
    _ec2(
        "DescribeRouteTables",
        "Shows where the subnet sends its traffic.",
        "Muestra adónde envía la subred su tráfico.",
    ),
    _ec2(
        "DescribeNetworkAcls",
        "Shows what the subnet's network ACL lets through.",
        "Muestra qué deja pasar la ACL de red de la subred.",
    ),
    _ec2(
        "DescribeSecurityGroups",
        "Shows what the security groups let through.",
        "Muestra qué dejan pasar los grupos de seguridad.",
    ),
    _ec2(
        "DescribeNetworkInterfaces",
        "Shows the task's network interface, and who holds an address or a group.",
        "Muestra la interfaz de red de la tarea y quién tiene una dirección o un grupo.",
    ),
    _ec2(
        "DescribeVpcEndpoints",
        "Finds the endpoints through which AWS services are reached.",
        "Encuentra los puntos de conexión por los que se llega a los servicios de AWS.",
    ),
    _ec2(
        "DescribeNatGateways",
        "Finds the NAT gateways and their state.",
        "Encuentra las puertas de enlace NAT y su estado.",
    ),
    _ec2(
        "DescribeInternetGateways",
        "Finds the VPC's internet gateway.",
        "Encuentra la puerta de enlace de Internet de la VPC.",
    ),
    _ec2(
        "DescribeEgressOnlyInternetGateways",
        "Finds the way out for IPv6 alone.",
        "Encuentra la salida exclusiva de IPv6.",
    ),
    _ec2(
        "DescribeDhcpOptions",
        "Reads the DNS servers that tasks are given.",
        "Lee los servidores de DNS que reciben las tareas.",
    ),
    _ec2(
        "DescribePrefixLists",
        "Reads the addresses behind AWS's prefix lists in routes and rules.",
        "Lee las direcciones de las listas de prefijos de AWS que usan rutas y reglas.",
    ),
    _ec2(
        "GetManagedPrefixListEntries",
        "Reads the addresses behind the account's own prefix lists.",
        "Lee las direcciones de las listas de prefijos propias de la cuenta.",
    ),
    _ec2(
        "DescribeVpcPeeringConnections",
        "Reads the state of a peering that a route uses.",
        "Lee el estado de una interconexión de VPC que usa una ruta.",
    ),
    _ec2(
        "DescribeTransitGatewayVpcAttachments",
        "Reads how the VPC is attached to a transit gateway that a route uses.",
        "Lee cómo está vinculada la VPC a la transit gateway que usa una ruta.",
    ),
    _ec2(
        "DescribeFlowLogs",
        "Tells whether flow logs can show rejected traffic.",
        "Indica si los registros de flujo pueden mostrar el tráfico rechazado.",
    ),
    _ec2(
        "DescribeVpcBlockPublicAccessOptions",
        "Tells whether VPC Block Public Access refuses internet traffic.",
        "Indica si el bloqueo de acceso público de VPC rechaza el tráfico de Internet.",
    ),
    _ec2(
        "DescribeVpcBlockPublicAccessExclusions",
        "Finds what is exempt from VPC Block Public Access.",
        "Encuentra lo que está exento del bloqueo de acceso público de VPC.",
    ),
    Permitted(
        "elbv2:DescribeTargetGroups",
        Text(
            en="Reads the target groups of the service: type, port, IPv6.",
            es="Lee los grupos de destino del servicio: tipo, puerto, IPv6.",
        ),
    ),
    Permitted(
        "route53:ListHostedZonesByVPC",
        Text(
            en="Finds private zones that hide public names.",
            es="Encuentra zonas privadas que ocultan nombres públicos.",
        ),
    ),
    Permitted(
        "route53resolver:ListResolverRuleAssociations",
        Text(
            en="Tells whether resolver rules send names elsewhere.",
            es="Indica si hay reglas del solucionador que envían nombres a otro sitio.",
        ),
    ),
    Permitted(
        "route53resolver:ListResolverRules",
        Text(en="Reads which names those rules take.", es="Lee qué nombres toman esas reglas."),
    ),
    Permitted(
        "route53resolver:ListFirewallRuleGroupAssociations",
        Text(
            en="Tells whether a DNS Firewall filters the VPC's names.",
            es="Indica si un DNS Firewall filtra los nombres de la VPC.",
        ),
    ),
    Permitted(
        "ecr:DescribePullThroughCacheRules",
        Text(
            en="Tells whether ECR fetches an image from another registry.",
            es="Indica si ECR obtiene una imagen de otro registro.",
        ),
    ),
    Permitted(
        "ecr:DescribeImages",
        Text(
            en="Tells whether ECR holds such an image already.",
            es="Indica si ECR ya tiene esa imagen.",
        ),
    ),
    Permitted(
        "efs:DescribeMountTargets",
        Text(
            en="Finds the mount targets of the file systems that the task mounts.",
            es="Encuentra los destinos de montaje de los sistemas de archivos que monta la tarea.",
        ),
    ),
    Permitted(
        "efs:DescribeMountTargetSecurityGroups",
        Text(
            en="Names the security groups of the mount target in the task's zone.",
            es="Nombra los grupos de seguridad del destino de montaje en la zona de la tarea.",
        ),
    ),
    Permitted(
        "cloudtrail:LookupEvents",
        Text(
            en="Finds changes made after the task began: DHCP options, IPv6, and the call that started it.",
            es="Encuentra los cambios posteriores al inicio de la tarea: DHCP, IPv6 y la llamada que la inició.",
        ),
        optional=True,
    ),
    Permitted(
        "logs:FilterLogEvents",
        Text(
            en="Reads from an existing flow log what was refused at the interface of a task that failed.",
            es="Lee, de un registro de flujo que ya exista, lo que se rechazó en la interfaz de una tarea fallida.",
        ),
        optional=True,
    ),
)

_BY_OPERATION: Final = {permitted.operation: permitted for permitted in PERMITTED}


def permitted(operation: str) -> Permitted:
    """Return the table's line for `operation`; raise `OperationNotPermitted` where it has none."""
    try:
        return _BY_OPERATION[operation]
    except KeyError:
        message = f"{operation} is not among the operations that may be called"
        raise OperationNotPermitted(message) from None


def policy_document() -> dict[str, Any]:
    """Return the least-privilege, read-only IAM policy of exactly this table.

    Describe and list operations take no resource, hence `*`. History stands apart, so that it can be left out.
    """
    return {
        "Version": "2012-10-17",
        "Statement": [
            _statement("FargateDoctorReads", tuple(line for line in PERMITTED if not line.optional)),
            _statement("FargateDoctorReadsHistory", tuple(line for line in PERMITTED if line.optional)),
        ],
    }


def _statement(sid: str, lines: tuple[Permitted, ...]) -> dict[str, Any]:
    return {"Sid": sid, "Effect": "Allow", "Action": sorted(line.action for line in lines), "Resource": "*"}
