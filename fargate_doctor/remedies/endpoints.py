"""Endpoints that are there and do not serve the task: private DNS, route tables, policies, state.

https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.service_names import host_of, service_of
from fargate_doctor.model.filtering import DnsEntry, VpcEndpoint
from fargate_doctor.remedies.changes import updating
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.endpoint_policy import allow_in_policy, reset_policy
from fargate_doctor.remedies.endpoint_replacement import replacement
from fargate_doctor.remedies.far_end import serving_endpoint
from fargate_doctor.remedies.new_endpoints import moving_names, route_tables, with_endpoint_routes
from fargate_doctor.remedies.sharing import sharing_table
from fargate_doctor.remedies.snippets import cloudformation, terraform
from fargate_doctor.remedies.standpoint import TABLE, Standpoint
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.remedies.vpc_dns import names_of_endpoints
from fargate_doctor.text import Text, enumeration, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.routing import RouteTable
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.remedies.step import Change

_INTERFACE: Final = (
    "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html",
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
)
_GATEWAY: Final = ("https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",)
_POLICY: Final = (
    "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
)

_DNS_TITLE: Final = Text(
    en="Turn on private DNS of endpoint {endpoint}",
    es="Activar el DNS privado del punto de conexión {endpoint}",
)
_DNS: Final = Text(
    en="The service's own name then leads to the endpoint inside this VPC. It takes effect within minutes, also for "
    "tasks that run.",
    es="El nombre del propio servicio lleva entonces al punto de conexión dentro de esta VPC. Surte efecto en minutos, "
    "también en las tareas en ejecución.",
)
_ASSOCIATE_TITLE: Final = Text(
    en="Associate gateway endpoint {endpoint} with route table {tables}",
    es="Asociar el punto de conexión de puerta de enlace {endpoint} a la tabla de enrutamiento {tables}",
)
_ASSOCIATE: Final = Text(
    en="AWS then adds the route to the service itself. Open connections from these subnets to the service are cut at "
    "that moment. The endpoint is not billed.",
    es="AWS añade entonces la ruta hacia el servicio por sí mismo. En ese momento se cortan las conexiones abiertas "
    "desde estas subredes hacia el servicio. El punto de conexión no se cobra.",
)
_ALLOW_TITLE: Final = Text(
    en="Let {actions} through in the policy of endpoint {endpoint}",
    es="Permitir {actions} en la política del punto de conexión {endpoint}",
)
_ALLOW: Final = Text(
    en="One statement is added and the others stay. The policy only limits what passes the endpoint; the role needs "
    "the permission as well.",
    es="Se añade una declaración y las demás se conservan. La política solo limita lo que pasa por el punto de "
    "conexión; el rol necesita además el permiso.",
)
_RESET_TITLE: Final = Text(
    en="Give endpoint {endpoint} the default policy, which allows everything",
    es="Dar al punto de conexión {endpoint} la política predeterminada, que lo permite todo",
)
_RESET: Final = Text(
    en="Roles and resource policies still decide who may do what; the endpoint adds no limit of its own any more.",
    es="Los roles y las políticas de los recursos siguen decidiendo quién puede hacer qué; el punto de conexión deja "
    "de añadir un límite propio.",
)
_EVERYONE: Final = Text(
    en="The policy is one for everything in {vpc} that uses endpoint {endpoint}.",
    es="La política es una sola para todo lo que usa el punto de conexión {endpoint} en {vpc}.",
)
_REPLACE_TITLE: Final = Text(
    en="Delete endpoint {endpoint} and create it again",
    es="Eliminar el punto de conexión {endpoint} y crearlo de nuevo",
)
_REPLACE: Final = Text(
    en="It is in state {state}. Two endpoints of one service cannot both have private DNS in a VPC, so the old one "
    "goes first. Where its last error names a cause, fix that first. AWS bills an interface endpoint per hour in "
    "each zone, and per GB.",
    es="Está en estado {state}. Dos puntos de conexión de un mismo servicio no pueden tener DNS privado a la vez en "
    "una VPC, así que antes tiene que haberse eliminado el antiguo. Si su último error indica una causa, corríjala "
    "antes. AWS cobra un punto de conexión de interfaz por hora en cada zona, y por GB.",
)
_WAIT_TITLE: Final = Text(
    en="Wait for endpoint {endpoint} to become available",
    es="Esperar a que el punto de conexión {endpoint} esté disponible",
)
_WAIT: Final = Text(
    en="It is being made; that takes a few minutes. Look at its state again, then launch the task anew.",
    es="Se está creando; tarda unos minutos. Consulte de nuevo su estado y después lance otra vez la tarea.",
)
_ACCEPT: Final = Text(
    en="Its owner has to accept the connection first.",
    es="Su propietario tiene que aceptar antes la conexión.",
)


_INBOUND_TITLE: Final = Text(
    en="Let the private names of endpoint {endpoint} answer in the VPC too",
    es="Hacer que los nombres privados del punto de conexión {endpoint} respondan también en la VPC",
)
_INBOUND: Final = Text(
    en="They answer now only to servers on premises that ask through an inbound resolver endpoint. AWS bills traffic "
    "through an interface endpoint per GB, and none through a gateway endpoint for S3.",
    es="Ahora solo responden a los servidores locales que consultan por un punto de conexión entrante del "
    "solucionador. AWS cobra por GB el tráfico de un punto de conexión de interfaz, y nada el de uno de puerta de "
    "enlace para S3.",
)


def enable_private_dns(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return the change that lets the service's own name lead to the endpoint."""
    here = Standpoint(facts)
    return tuple(_with_private_dns(here, raised, each) for each in _blamed(here, raised))


def associate_gateway_endpoint(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return the change that puts the route of the gateway endpoint into the tables of the task's subnets."""
    here = Standpoint(facts)
    return tuple(_associated(here, each) for each in _blamed(here, raised))


def mend_endpoint_policy(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return a statement more for the policy, unless a denial decides; and the default policy."""
    here = Standpoint(facts)
    return tuple(each for endpoint in _blamed(here, raised) for each in _mended(here, raised, endpoint))


def replace_endpoint(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return what brings an endpoint into use that is not: waiting where it is on its way, else making it again."""
    here = Standpoint(facts)
    return tuple(_in_use(here, each) for each in _blamed(here, raised))


def _blamed(here: Standpoint, raised: Raised) -> tuple[VpcEndpoint, ...]:
    """Return the endpoints that a finding names, else those that serve what it blocks."""
    known = here.snapshot.endpoints.by_id
    named = dict.fromkeys([*(each.id for each in raised.resources), *(hop.id for hop in raised.hops)])
    found = tuple(known[each] for each in named if each in known)
    if found:
        return found
    serving = (serving_endpoint(here, each) for each in raised.blocks)
    return tuple({each.vpc_endpoint_id: each for each in serving if each}.values())


def _with_private_dns(here: Standpoint, raised: Raised, endpoint: VpcEndpoint) -> Remedy:
    identifier = endpoint.vpc_endpoint_id
    options = endpoint.dns_options
    if endpoint.private_dns_enabled and options and options.private_dns_only_for_inbound_resolver_endpoint:
        return _with_names_in_the_vpc(here, raised, endpoint)
    services = dict.fromkeys(service for each in raised.blocks if (service := service_of(each.need.host)))
    names = tuple(dict.fromkeys(each.endpoint_name for each in services)) or (endpoint.service_name,)
    hosts = tuple(dict.fromkeys(host_of(each.name, each.region, each.partition) for each in services))
    step = Step(
        commands=(
            aws("ec2", "modify-vpc-endpoint", here.region, vpc_endpoint_id=identifier, private_dns_enabled=True),
        ),
        undo=(aws("ec2", "modify-vpc-endpoint", here.region, vpc_endpoint_id=identifier, private_dns_enabled=False),),
        terraform=terraform(
            "aws_vpc_endpoint",
            identifier,
            {
                "vpc_endpoint_type": "Interface",
                "vpc_id": endpoint.vpc_id,
                "service_name": endpoint.service_name,
                "private_dns_enabled": True,
            },
        ),
        cloudformation=cloudformation(
            identifier,
            "AWS::EC2::VPCEndpoint",
            {
                "VpcEndpointType": "Interface",
                "VpcId": endpoint.vpc_id,
                "ServiceName": endpoint.service_name,
                "PrivateDnsEnabled": True,
            },
        ),
        affects=moving_names(here, names),
        change=_answering_to(endpoint, hosts),
    )
    title = _DNS_TITLE.fill(endpoint=printable(identifier))
    return remedy("enable-private-dns", title, _DNS, *names_of_endpoints(here), step, references=_INTERFACE)


def _with_names_in_the_vpc(here: Standpoint, raised: Raised, endpoint: VpcEndpoint) -> Remedy:
    """Return the change by which private names that only on-premises servers get answer in the VPC as well."""
    identifier = endpoint.vpc_endpoint_id
    hosts = tuple(dict.fromkeys(each.need.host for each in raised.blocks))
    option = "PrivateDnsOnlyForInboundResolverEndpoint"
    step = Step(
        commands=(
            aws("ec2", "modify-vpc-endpoint", here.region, vpc_endpoint_id=identifier, dns_options={option: False}),
        ),
        undo=(aws("ec2", "modify-vpc-endpoint", here.region, vpc_endpoint_id=identifier, dns_options={option: True}),),
        affects=moving_names(here, (endpoint.service_name,)),
        change=updating(
            "endpoints",
            endpoint,
            dns_options=None,
            dns_entries=(*endpoint.dns_entries, *(DnsEntry(dns_name=each) for each in hosts)),
        ),
    )
    title = _INBOUND_TITLE.fill(endpoint=printable(identifier))
    return remedy("private-dns-in-the-vpc", title, _INBOUND, *names_of_endpoints(here), step, references=_INTERFACE)


def _answering_to(endpoint: VpcEndpoint, hosts: tuple[str, ...]) -> Change:
    entries = (*endpoint.dns_entries, *(DnsEntry(dns_name=each) for each in hosts))
    return updating("endpoints", endpoint, private_dns_enabled=True, dns_entries=entries)


def _associated(here: Standpoint, endpoint: VpcEndpoint) -> Remedy:
    lacking = tuple(each for each in route_tables(here) if each.route_table_id not in endpoint.route_table_ids)
    table_ids = tuple(each.route_table_id for each in lacking) or (TABLE,)
    identifier, named = endpoint.vpc_endpoint_id, {"vpc_endpoint_id": endpoint.vpc_endpoint_id}
    all_tables = [*endpoint.route_table_ids, *table_ids]
    step = Step(
        commands=(aws("ec2", "modify-vpc-endpoint", here.region, **named, add_route_table_ids=table_ids),),
        undo=(aws("ec2", "modify-vpc-endpoint", here.region, **named, remove_route_table_ids=table_ids),),
        terraform="\n\n".join(
            terraform(
                "aws_vpc_endpoint_route_table_association",
                f"{identifier}_{each}",
                {"vpc_endpoint_id": identifier, "route_table_id": each},
            )
            for each in table_ids
        ),
        cloudformation=cloudformation(
            identifier,
            "AWS::EC2::VPCEndpoint",
            {
                "VpcEndpointType": "Gateway",
                "VpcId": endpoint.vpc_id,
                "ServiceName": endpoint.service_name,
                "RouteTableIds": all_tables,
            },
        ),
        affects=tuple(said for each in lacking for said in sharing_table(here.snapshot, each, *here.subnet_ids)),
        change=_routed(endpoint, lacking) if lacking else None,
    )
    tables = enumeration([printable(each) for each in table_ids])
    title = _ASSOCIATE_TITLE.fill(endpoint=printable(identifier), tables=tables)
    return remedy("associate-gateway-endpoint", title, _ASSOCIATE, step, references=_GATEWAY)


def _routed(endpoint: VpcEndpoint, tables: tuple[RouteTable, ...]) -> Change:
    table_ids = tuple(each.route_table_id for each in tables)
    associate = updating("endpoints", endpoint, route_table_ids=(*endpoint.route_table_ids, *table_ids))

    def change(snapshot: Snapshot) -> Snapshot:
        return with_endpoint_routes(associate(snapshot), endpoint, table_ids)

    return change


def _mended(here: Standpoint, raised: Raised, endpoint: VpcEndpoint) -> Iterator[Remedy]:
    identifier = printable(endpoint.vpc_endpoint_id)
    everyone = Step(affects=(_EVERYONE.fill(vpc=printable(endpoint.vpc_id), endpoint=identifier),))
    allowed = allow_in_policy(here, endpoint, raised.blocks)
    if allowed is not None:
        title = _ALLOW_TITLE.fill(actions=enumeration(allowed.actions), endpoint=identifier)
        yield remedy("allow-in-endpoint-policy", title, _ALLOW, allowed.step, everyone, references=_POLICY)
    yield remedy(
        "reset-endpoint-policy",
        _RESET_TITLE.fill(endpoint=identifier),
        _RESET,
        reset_policy(here, endpoint),
        everyone,
        references=_POLICY,
    )


def _in_use(here: Standpoint, endpoint: VpcEndpoint) -> Remedy:
    identifier, state = printable(endpoint.vpc_endpoint_id), endpoint.state.lower()
    if state in ("pending", "pendingacceptance"):
        look = aws("ec2", "describe-vpc-endpoints", here.region, vpc_endpoint_ids=(endpoint.vpc_endpoint_id,))
        step = Step(
            commands=(look,),
            notes=(_ACCEPT,) if state == "pendingacceptance" else (),
            change=updating("endpoints", endpoint, state="available"),
        )
        return remedy("wait-for-endpoint", _WAIT_TITLE.fill(endpoint=identifier), _WAIT, step, references=_INTERFACE)
    return remedy(
        "replace-endpoint",
        _REPLACE_TITLE.fill(endpoint=identifier),
        _REPLACE.fill(state=printable(endpoint.state)),
        replacement(here, endpoint),
        references=_INTERFACE,
    )
