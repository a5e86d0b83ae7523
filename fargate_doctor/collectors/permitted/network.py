"""What is read of a VPC."""

from __future__ import annotations

from typing import Final

from fargate_doctor.collectors.permitted.operation import Permitted, read

PERMITTED: Final[tuple[Permitted, ...]] = (
    read(
        "ec2:DescribeSubnets",
        "Reads the task's subnet and its VPC's other subnets.",
        "Lee la subred de la tarea y las demás de su VPC.",
    ),
    read(
        "ec2:DescribeVpcs",
        "Reads the VPC's address ranges and DHCP option set.",
        "Lee los rangos de direcciones de la VPC y su conjunto de opciones de DHCP.",
    ),
    read(
        "ec2:DescribeVpcAttribute",
        "Tells whether DNS resolution and DNS host names are on.",
        "Indica si la resolución de DNS y los nombres de host de DNS están activados.",
    ),
    read(
        "ec2:DescribeRouteTables",
        "Shows where the subnet sends its traffic.",
        "Muestra adónde envía la subred su tráfico.",
    ),
    read(
        "ec2:DescribeNetworkAcls",
        "Shows what the subnet's network ACL lets through.",
        "Muestra qué deja pasar la ACL de red de la subred.",
    ),
    read(
        "ec2:DescribeSecurityGroups",
        "Shows what the security groups let through.",
        "Muestra qué dejan pasar los grupos de seguridad.",
    ),
    read(
        "ec2:DescribeNetworkInterfaces",
        "Shows the task's network interface, and who holds an address or a group.",
        "Muestra la interfaz de red de la tarea y quién tiene una dirección o un grupo.",
    ),
    read(
        "ec2:DescribeVpcEndpoints",
        "Finds the endpoints through which AWS services are reached.",
        "Encuentra los puntos de conexión por los que se llega a los servicios de AWS.",
    ),
    read(
        "ec2:DescribeNatGateways",
        "Finds the NAT gateways and their state.",
        "Encuentra las puertas de enlace NAT y su estado.",
    ),
    read(
        "ec2:DescribeInternetGateways",
        "Finds the VPC's internet gateway.",
        "Encuentra la puerta de enlace de Internet de la VPC.",
    ),
    read(
        "ec2:DescribeEgressOnlyInternetGateways",
        "Finds the way out for IPv6 alone.",
        "Encuentra la salida exclusiva de IPv6.",
    ),
    read(
        "ec2:DescribeDhcpOptions",
        "Reads the DNS servers that tasks are given.",
        "Lee los servidores de DNS que reciben las tareas.",
    ),
    read(
        "ec2:DescribePrefixLists",
        "Reads the addresses behind AWS's prefix lists in routes and rules.",
        "Lee las direcciones de las listas de prefijos de AWS que usan rutas y reglas.",
    ),
    read(
        "ec2:GetManagedPrefixListEntries",
        "Reads the addresses behind the account's own prefix lists.",
        "Lee las direcciones de las listas de prefijos propias de la cuenta.",
    ),
    read(
        "ec2:DescribeVpcPeeringConnections",
        "Reads the state of a peering that a route uses.",
        "Lee el estado de una interconexión de VPC que usa una ruta.",
    ),
    read(
        "ec2:DescribeTransitGatewayVpcAttachments",
        "Reads how the VPC is attached to a transit gateway that a route uses.",
        "Lee cómo está vinculada la VPC a la puerta de enlace de tránsito que usa una ruta.",
    ),
    read(
        "ec2:DescribeTransitGatewayAttachments",
        "Finds by which of its tables a transit gateway routes what comes from the VPC.",
        "Encuentra con cuál de sus tablas enruta la puerta de enlace de tránsito lo que llega de la VPC.",
    ),
    read(
        "ec2:SearchTransitGatewayRoutes",
        "Reads the routes of that table.",
        "Lee las rutas de esa tabla.",
    ),
    read(
        "ec2:DescribeFlowLogs",
        "Tells whether flow logs can show rejected traffic.",
        "Indica si los registros de flujo pueden mostrar el tráfico rechazado.",
    ),
    read(
        "ec2:DescribeVpcBlockPublicAccessOptions",
        "Tells whether VPC Block Public Access refuses internet traffic.",
        "Indica si el bloqueo de acceso público de VPC rechaza el tráfico de Internet.",
    ),
    read(
        "ec2:DescribeVpcBlockPublicAccessExclusions",
        "Finds what is exempt from VPC Block Public Access.",
        "Encuentra lo que está exento del bloqueo de acceso público de VPC.",
    ),
)
