"""Asking one check about one account of the tests, whole or with records added to its case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fargate_doctor.diagnosis.engine import ask
from fargate_doctor.diagnosis.weighing import level_of
from fargate_doctor.facts.task_facts import TaskFacts
from fargate_doctor.model.snapshot import Snapshot
from tests.account import messages, networks
from tests.account.account import Account

if TYPE_CHECKING:
    from fargate_doctor.case.model import Case, JsonObject, Record
    from fargate_doctor.diagnosis.check import Answer, Check
    from tests.account.networks import Network
    from tests.account.stop import Stop


class Stopped:
    """A task that stopped behind a NAT gateway, in an account that a test may change before it asks."""

    def __init__(
        self,
        network: str = "private_with_nat",
        stop: Stop | None = None,
        *,
        ipv6: str | None = None,
        **definition: Any,  # noqa: ANN401 - what the definition is made of
    ) -> None:
        self.account = Account(seed="asking")
        self.network: Network = getattr(networks, network)(self.account, **({"ipv6": True} if ipv6 else {}))
        defined = self.account.add_definition(**definition)
        service = self.account.add_service(defined, self.network.task_subnets, [self.network.group])
        said = stop or messages.login_timed_out(self.account)
        address = "10.20.0.47" if network == "public" else "10.20.10.47"
        self.task: JsonObject = self.account.add_stopped(
            service, self.network.task_subnets[0], said, address=address, ipv6=ipv6
        )
        self.more: dict[str, tuple[Record, ...]] = {}

    @property
    def interface(self) -> str:
        """Return the id of the task's network interface."""
        details = self.task["attachments"][0]["details"]
        return next(str(each["value"]) for each in details if each["name"] == "networkInterfaceId")

    def case(self) -> Case:
        """Return the case, with what the test added."""
        case = self.account.case()
        return case.model_copy(update={"records": {**case.records, **self.more}})

    def facts(self) -> TaskFacts:
        """Return the facts of the task."""
        return facts_of(self.case())


def facts_of(case: Case) -> TaskFacts:
    """Return the facts of the task that a case is about."""
    snapshot = Snapshot.of(case)
    return TaskFacts(snapshot, snapshot.tasks.require(str(case.focus)))


def answer_of(check: Check, stopped: Stopped) -> Answer:
    """Return what a check answers, as the engine asks it."""
    return ask(check, stopped.facts())


def levels_of(check: Check, stopped: Stopped) -> dict[str, str]:
    """Return the level of each finding that a check raises."""
    facts = stopped.facts()
    return {raised.kind.id: level_of(raised, facts) for raised in ask(check, facts).raised}


def both(answer: Answer) -> tuple[str, str]:
    """Return the reason in both languages."""
    return answer.because.en, answer.because.es
