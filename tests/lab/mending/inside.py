"""The few functions of moto that are replaced, because what moto keeps would be wrong before any answer is given."""

from __future__ import annotations

from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING, Any

from moto.ec2.models import elastic_ip_addresses, elastic_network_interfaces
from moto.ec2.models.elastic_network_interfaces import NetworkInterface, NetworkInterfaceBackend
from moto.ecs.models import EC2ContainerServiceBackend
from moto.iam.models import SERVICE_NAME_CONVERSION

if TYPE_CHECKING:
    from tests.lab.state import State

_RESERVED = 4
_CREATE = NetworkInterfaceBackend.create_network_interface


def replace_functions(state: State) -> None:
    """Let moto keep what AWS would keep."""

    def next_public_address() -> str:
        """Give out public addresses: moto's lie in 127/8, which is loopback."""
        state.public_addresses += 1
        return f"198.51.100.{state.public_addresses}"

    def create(ec2: Any, subnet: Any, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - moto has no types
        """Give an interface an address of its subnet: moto draws one out of 10/8."""
        own = ec2.get_subnet(subnet) if isinstance(subnet, str) else subnet
        interface = _CREATE(ec2, own, *given, **named)
        _move_into_subnet(interface, [each for each in ec2.enis.values() if each is not interface])
        return interface

    NetworkInterface.private_dns_name = None  # moto sets it only where the VPC has DNS host names, yet always reads it
    NetworkInterfaceBackend.create_network_interface = create
    elastic_ip_addresses.random_ip = next_public_address
    elastic_network_interfaces.random_public_ip = next_public_address
    SERVICE_NAME_CONVERSION["ecs"] = "ECS"  # moto calls the role AWSServiceRoleForecs
    EC2ContainerServiceBackend._calculate_task_resource_requirements = staticmethod(_no_requirements)


def _no_requirements(_: Any) -> dict[str, Any]:  # noqa: ANN401 - moto has no types
    """Ask nothing of a container: on Fargate the task has the memory, and moto fails where a container has none."""
    return {"CPU": 0, "MEMORY": 0, "PORTS": [], "PORTS_UDP": []}


def _move_into_subnet(interface: Any, others: list[Any]) -> None:  # noqa: ANN401 - moto has no types
    if not interface.subnet.cidr_block:
        interface.private_ip_address, interface.private_ip_addresses = None, []
        interface.private_dns_name = None
        return
    network = ip_network(interface.subnet.cidr_block)
    if interface.private_ip_address and ip_address(interface.private_ip_address) in network:
        return
    taken = {each.private_ip_address for each in others}
    hosts = (str(network[number]) for number in range(_RESERVED, network.num_addresses - 1))
    interface.private_ip_address = next(address for address in hosts if address not in taken)
    name = None
    if interface.private_dns_name:
        dashed = interface.private_ip_address.replace(".", "-")
        name = f"ip-{dashed}.{interface.ec2_backend.region_name}.compute.internal"
    interface.private_dns_name = name
    interface.private_ip_addresses = [
        {"Primary": True, "PrivateIpAddress": interface.private_ip_address, "PrivateDnsName": name}
    ]
