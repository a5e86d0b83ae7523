"""Diagnoses made by hand, for what a real one would rarely show at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, cast

from fargate_doctor.case.model import Case
from fargate_doctor.diagnosis.check import Answer, Check, ResourceName, UserQuestion
from fargate_doctor.diagnosis.model import Calls, Diagnosis, Finding, Gap, Recommendation, Step
from fargate_doctor.diagnosis.remedy import Remedy
from fargate_doctor.facts.need import Need, NeedWalk
from fargate_doctor.facts.paths.hop import Hop, Walk
from fargate_doctor.facts.symptom import Message, Symptom
from fargate_doctor.model.evidence import Evidence, Missing
from fargate_doctor.model.task import Task
from fargate_doctor.text import Text, verbatim
from fargate_doctor.tui.consultation import Consultation

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.tree import Stage
    from fargate_doctor.facts.paths.hop import HopKind, Verdict
    from fargate_doctor.facts.task_facts import TaskFacts

WHEN = datetime(2026, 11, 20, 9, 14, 2, tzinfo=UTC)
TASK_ID = "0f3e12ab9c4d4e5f8a7b6c5d4e3f2a1b"
TASK_ARN = f"arn:aws:ecs:eu-west-1:123456789012:task/orders/{TASK_ID}"
REASON = (
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable "
    "to retrieve ecr registry auth: service call has been retried 3 time(s): RequestError: send request failed caused "
    'by: Post "https://api.ecr.eu-west-1.amazonaws.com/": dial tcp 52.94.0.1:443: i/o timeout'
)
_ROUTE = "--region eu-west-1 --route-table-id rtb-0a1b2c3d4e5f60718 --destination-cidr-block 0.0.0.0/0"
HOSTILE = "[bold red]not markup[/] \x1b]52;c;ZXZpbA==\x07 \u202eesrever [@click=app.quit]click[/]"


@dataclass(frozen=True)
class HandMadeFacts:
    """What the app reads of a task's facts."""

    task: Task
    symptom: Symptom


def task(**changes: Any) -> Task:  # noqa: ANN401 - fields of the dataclass
    """Return a task that could not pull its image."""
    fields: dict[str, Any] = {
        "task_arn": TASK_ARN,
        "cluster_arn": "arn:aws:ecs:eu-west-1:123456789012:cluster/orders",
        "task_definition_arn": "arn:aws:ecs:eu-west-1:123456789012:task-definition/orders-web:41",
        "group": "service:orders-web",
        "launch_type": "FARGATE",
        "platform_version": "1.4.0",
        "platform_family": "Linux",
        "last_status": "STOPPED",
        "stop_code": "TaskFailedToStart",
        "stopped_reason": REASON,
        "created_at": WHEN - timedelta(minutes=3),
        "stopped_at": WHEN,
    }
    return Task(**(fields | changes))


def evidence(field: str = "Routes[0].DestinationCidrBlock", value: object = "10.0.0.0/16") -> Evidence:
    """Return a quotation."""
    return Evidence(
        operation="ec2:DescribeRouteTables",
        resource="rtb-0a1b2c3d4e5f60718",
        field=field,
        value=value,
        observed_at="2026-11-20T09:20:41Z",
    )


_LABELS = {
    "stop.reason": Text(en="What ECS said", es="Lo que dijo ECS"),
    "eni.created": Text(en="Network interface", es="Interfaz de red"),
    "carrier.traffic": Text(en="Own interface", es="Interfaz propia"),
    "needs.known": Text(en="Destinations", es="Destinos"),
    "dns.support": Text(en="DNS of the VPC", es="DNS de la VPC"),
    "dns.servers": Text(en="Name servers", es="Servidores de nombres"),
    "sg.egress": Text(en="Security groups", es="Grupos de seguridad"),
    "route.to-all": Text(en="Routes", es="Rutas"),
    "nat.available": Text(en="NAT gateways", es="Puertas de enlace NAT"),
    "dhcp.change": Text(en="DHCP change", es="Cambio de DHCP"),
    "eni.managed": Text(en="Managed interface", es="Interfaz gestionada"),
}


def _label(identifier: str) -> Text:
    return _LABELS.get(identifier, verbatim(identifier))


_LEFT: Final = Text(
    en="Then the request would have left the subnet, and the next thing to look at would be its answer.",
    es="Entonces la solicitud habría salido de la subred y lo siguiente sería mirar su respuesta.",
)
_NOT_FOUND: Final = Text(
    en="A name that does not resolve stops the task before a packet leaves it.",
    es="Un nombre que no se resuelve detiene la tarea antes de que salga ningún paquete.",
)


def check(identifier: str, stage: Stage | str, question: Text) -> Check:
    """Return a check that is never asked."""
    return Check(
        id=identifier,
        under=stage if isinstance(stage, str) else stage.id,
        order=1,
        label=_label(identifier),
        question=question,
        otherwise=_NOT_FOUND if identifier.startswith("dns.") else _LEFT,
        reads=("ec2:DescribeRouteTables",),
        docs=(),
        findings=(),
        about="need",
        answer=lambda _: Answer("pass", verbatim("")),
    )


def step(
    identifier: str,
    stage: str,
    verdict: Verdict = "pass",
    question: Text | None = None,
    because: Text | None = None,
    **parts: Any,  # noqa: ANN401 - fields of the dataclass
) -> Step:
    """Return a step with everything that a screen shows."""
    asked = question or Text(
        en=f"Is it in order: {_label(identifier).en}?", es=f"¿Está en orden: {_label(identifier).es}?"
    )
    why = because or Text(
        en="What AWS answered says so, and nothing that was read contradicts it.",
        es="Lo dice la respuesta de AWS y nada de lo leído lo contradice.",
    )
    return Step(check(identifier, stage, asked), verdict, why, parts.pop("evidence", (evidence(),)), **parts)


def hop(kind: HopKind, identifier: str, verdict: Verdict = "pass", **parts: Any) -> Hop:  # noqa: ANN401 - fields of the dataclass
    """Return one place on a way."""
    because = parts.pop("because", Text(en="It lets TCP 443 through.", es="Deja pasar TCP 443."))
    return Hop(kind, identifier, kind, verdict, because, **parts)


BROKEN_ROUTE = Text(
    en="No route of rtb-0a1b2c3d4e5f60718 covers public addresses: it only has the VPC's own 10.0.0.0/16.",
    es="Ninguna ruta de rtb-0a1b2c3d4e5f60718 cubre direcciones públicas: solo tiene la propia de la VPC, 10.0.0.0/16.",
)


def ways() -> tuple[NeedWalk, ...]:
    """Return ways that pass, fail, are unknown, and leave through Fargate's own interface."""
    sender = hop("sender", TASK_ID[:8])
    group = hop("security-group", "sg-0a1b2c3d4e5f60718")
    broken = hop("route-table", "rtb-0a1b2c3d4e5f60718", "fail", because=BROKEN_ROUTE, finding="route.none")
    broken = replace(broken, evidence=(evidence(),))
    dark = hop(
        "transit-gateway",
        "tgw-0a1b2c3d",
        "unknown",
        because=Text(en="What lies behind it cannot be seen.", es="No se puede ver qué hay detrás."),
        missing=(Missing(operation="ec2:DescribeTransitGateways", error="UnauthorizedOperation", action="ec2:X"),),
    )
    flow = cast("Any", None)
    region = "eu-west-1.amazonaws.com"
    return (
        NeedWalk(Need("ecr-api", f"api.ecr.{region}"), 4, Walk(flow, (sender, group, broken))),
        NeedWalk(Need("ecr-registry", f"123456789012.dkr.ecr.{region}"), 4, Walk(flow, (sender, group, broken))),
        NeedWalk(
            Need("image-layers", f"prod-eu-west-1-starport-layer-bucket.s3.{region}"),
            4,
            Walk(flow, (sender, group, hop("vpc-endpoint", "vpce-0a1b2c3d"))),
        ),
        NeedWalk(Need("logs", f"logs.{region}"), 4, Walk(flow, (sender, group, dark))),
        NeedWalk(Need("logs", f"logs.{region}"), 6, Walk(flow, (sender, group))),
        NeedWalk(Need("ssm", f"ssm.{region}", carried_by="fargate-eni"), 4, None),
    )


def remedy(name: str, **parts: Any) -> Remedy:  # noqa: ANN401 - fields of the dataclass
    """Return a way to mend a finding."""
    words: dict[str, Any] = {
        "title": Text(en=f"Add a {name}", es=f"Añadir {name}"),
        "detail": Text(
            en="It gives the subnet a way to public addresses, for every task in it.",
            es="Da a la subred un camino a direcciones públicas, para todas sus tareas.",
        ),
        "commands": (f"aws ec2 create-route {_ROUTE} --nat-gateway-id nat-0a1b2c3d4e5f60718",),
        "undo": (f"aws ec2 delete-route {_ROUTE}",),
        "affects": (Text(en="2 other subnets use this route table.", es="Otras 2 subredes usan esta tabla de rutas."),),
    }
    return Remedy(id=name.lower().replace(" ", "-"), **(words | parts))


def findings() -> tuple[Finding, ...]:
    """Return a root cause with choices proven, not proven and untried, and something merely worth knowing."""
    root = Finding(
        id="route.none",
        level="root_cause",
        confidence="certain",
        title=Text(
            en="No route from subnet-0a1b2c3d leads to the ECR API",
            es="Ninguna ruta de subnet-0a1b2c3d lleva a la API de ECR",
        ),
        detail=BROKEN_ROUTE,
        resources=(ResourceName("route-table", "rtb-0a1b2c3d4e5f60718"),),
        evidence=(evidence(),),
        recommendations=(
            Recommendation(remedy("NAT gateway"), proven=True),
            Recommendation(
                remedy("VPC endpoint", terraform='resource "aws_vpc_endpoint" "ecr_api" {\n  vpc_id = "vpc-0a"\n}'),
                proven=False,
            ),
            Recommendation(remedy("public address", needs_new_tasks=False, affects=()), proven=None),
        ),
        references=(),
        phase="secrets",
    )
    info = replace(
        root,
        id="eni.managed",
        level="info",
        title=Text(en="Fargate manages this interface", es="Fargate gestiona esta interfaz"),
        recommendations=(),
    )
    return root, info


def steps(answer: str | None = None) -> tuple[Step, ...]:
    """Return a walk with every kind of step; with an answer the asking one is settled."""
    asks = UserQuestion(
        "dns.custom-servers",
        Text(
            en="Does the server 10.0.0.9 resolve public names?", es="¿Resuelve el servidor 10.0.0.9 nombres públicos?"
        ),
        (
            ("yes", Text(en="Yes", es="Sí")),
            ("no", Text(en="No", es="No")),
            ("unknown", Text(en="I do not know", es="No lo sé")),
        ),
    )
    stated = {"yes": "pass", "no": "fail"}.get(answer or "", "unknown")
    missing = Missing(
        operation="cloudtrail:LookupEvents", error="AccessDeniedException", action="cloudtrail:LookupEvents"
    )
    name_servers = Evidence(
        operation="ec2:DescribeDhcpOptions",
        resource="dopt-0a1b2c3d4e5f60718",
        field="DhcpConfigurations[1].Values",
        value=["10.0.0.9"],
        observed_at="2026-11-20T09:20:41Z",
    )
    return (
        step("stop.reason", "stop"),
        step("eni.created", "interface"),
        step("carrier.traffic", "carrier"),
        step("needs.known", "needs"),
        step("dns.support", "names"),
        step(
            "dns.servers",
            "names",
            cast("Verdict", stated),
            question=Text(
                en="Do the name servers that the VPC hands out resolve public names?",
                es="¿Resuelven nombres públicos los servidores de nombres que proporciona la VPC?",
            ),
            because=Text(
                en="The VPC hands out 10.0.0.9, and AWS does not say what that server answers.",
                es="La VPC proporciona 10.0.0.9 y AWS no dice qué responde ese servidor.",
            ),
            evidence=(name_servers,),
            asks=asks,
        ),
        step("sg.egress", "way"),
        step(
            "route.to-all",
            "way",
            "fail",
            question=Text(
                en="Does a route lead to every destination that the task needs?",
                es="¿Lleva alguna ruta a cada destino que necesita la tarea?",
            ),
            because=BROKEN_ROUTE,
            findings=("route.none",),
            evidence=(evidence(), evidence("Associations[0].SubnetId", "subnet-0a1b2c3d4e5f60718")),
        ),
        step(
            "nat.available",
            "way",
            "not_applicable",
            is_folded=True,
            folded_because=Text(en="No way goes through one.", es="Ningún camino pasa por una."),
        ),
        step(
            "dhcp.change",
            "changes",
            "unknown",
            because=Text(
                en="CloudTrail could not be asked whether the option set was changed.",
                es="No se pudo preguntar a CloudTrail si cambió el conjunto de opciones.",
            ),
            evidence=(),
            missing=(missing,),
        ),
        step("eni.managed", "advice", findings=("eni.managed",)),
    )


def diagnosis(answer: str | None = None, **changes: Any) -> Diagnosis:  # noqa: ANN401 - fields of the dataclass
    """Return a diagnosis in which nearly everything occurs."""
    missing = Missing(
        operation="cloudtrail:LookupEvents", error="AccessDeniedException", action="cloudtrail:LookupEvents"
    )
    facts = HandMadeFacts(
        task(), Symptom(Message(REASON, "registry_auth", "network_timeout", "certain"), "stoppedReason", "secrets")
    )
    parts: dict[str, Any] = {
        "facts": cast("TaskFacts", facts),
        "status": "cause_found",
        "findings": findings(),
        "steps": steps(answer),
        "walks": ways(),
        "gaps": (Gap(missing, ("dhcp.change",)),),
        "calls": Calls(23, (("ec2:DescribeSubnets", 1),)),
        "collected_at": WHEN,
    }
    return Diagnosis(**(parts | changes))


def consultation(**changes: Any) -> Consultation:  # noqa: ANN401 - fields of the dataclass
    """Return a consultation that is diagnosed by hand."""

    def diagnose(case: Case) -> Diagnosis:
        answers = [each.answer for each in case.statements]
        return diagnosis(answers[-1] if answers else None, **changes)

    case = Case(region="eu-west-1", account="123456789012", partition="aws", focus=TASK_ARN)
    return Consultation(case, "demo", diagnose(case), diagnose, verbatim("no-route"))
