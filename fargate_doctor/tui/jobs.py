"""What takes time: reading a case, asking AWS. Each runs in a thread, tells what it does, and ends in an arrival.

What they need is imported when they run, so that it never delays the first paint.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from fargate_doctor.frozen import frozen
from fargate_doctor.text import Text
from fargate_doctor.tui.consultation import Consultation

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path
    from threading import Event

    from fargate_doctor.case.model import Case
    from fargate_doctor.collectors.calls import Call
    from fargate_doctor.collectors.target import TaskTarget
    from fargate_doctor.diagnosis.model import SourceKind
    from fargate_doctor.facts.symptom import Message
    from fargate_doctor.tui.fleet_groups import FleetGroup
    from fargate_doctor.tui.task_rows import TaskRow

DIAGNOSING: Final = Text(en="Asking every question of what was gathered…", es="Planteando cada pregunta a lo reunido…")


@frozen
class Account:
    """Where to ask: as the AWS configuration says, unless something is named."""

    profile: str | None = None
    region: str | None = None
    endpoint_url: str | None = None


@frozen
class Clusters:
    """The clusters of an account and Region, by ARN."""

    account: Account
    arns: tuple[str, ...]


@frozen
class KeptFile:
    """A file of the library: how large it is, and when it was kept."""

    path: Path
    size: int
    saved_at: datetime


@frozen
class Kept:
    """The files of the library, the newest first."""

    files: tuple[KeptFile, ...]


@frozen
class Tasks:
    """The tasks to choose from; `refresh` asks for them again, None where a file holds them, as has no account.

    `grouping` examines them all and groups them by cause. `kept` are the files of the library. `is_whole` is False
    where AWS refused a part of the list.
    """

    title: Text
    rows: tuple[TaskRow, ...]
    choose: Callable[[TaskRow], Job]
    refresh: Job | None = None
    account: Account | None = None
    grouping: Job | None = None
    kept: Kept | None = None
    is_whole: bool = True


@frozen
class Fleet:
    """The tasks in trouble of a cluster or a case, by what stopped them; `tasks` holds them all."""

    title: Text
    groups: tuple[FleetGroup, ...]
    tasks: Tasks


@frozen
class Explained:
    """What a message of ECS means; `account` is where its task may be looked for."""

    account: Account
    message: Message
    summary: Text


Arrival = Clusters | Tasks | Fleet | Explained | Consultation
"""Where a job ends."""


@frozen
class Progress:
    """How a job tells what it does, from its own thread."""

    on_call: Callable[[Call], None]
    on_phase: Callable[[Text], None]
    stop: Event


class Job(Protocol):
    """Something that takes time. `asks_aws` says whether there will be calls to watch."""

    asks_aws: ClassVar[bool]

    @property
    def title(self) -> Text:
        """Return what is being done."""

    def run(self, progress: Progress) -> Arrival:
        """Do it; raises `FargateDoctorError`."""


@frozen
class ListClusters:
    """Asks for the clusters."""

    account: Account
    asks_aws: ClassVar[bool] = True

    @property
    def title(self) -> Text:
        """Return what is being done."""
        return Text(en="Looking for clusters", es="Buscando clústeres")

    def run(self, progress: Progress) -> Arrival:
        """Ask."""
        from fargate_doctor.tui import asking  # noqa: PLC0415 - botocore is imported only where AWS is asked

        return asking.clusters(self, progress)


@frozen
class ListTasks:
    """Asks for the tasks of a cluster."""

    account: Account
    cluster: str
    asks_aws: ClassVar[bool] = True

    @property
    def title(self) -> Text:
        """Return what is being done."""
        title = Text(en="Looking for tasks in {cluster}", es="Buscando tareas en {cluster}")
        return title.fill(cluster=self.cluster.rpartition("/")[2])

    def run(self, progress: Progress) -> Arrival:
        """Ask."""
        from fargate_doctor.tui import asking  # noqa: PLC0415 - botocore is imported only where AWS is asked

        return asking.tasks(self, progress)


@frozen
class CollectTask:
    """Collects one task and diagnoses it; stopped early, what was gathered is diagnosed all the same."""

    account: Account
    target: TaskTarget
    expects_ipv6: bool = False
    asks_aws: ClassVar[bool] = True

    @property
    def title(self) -> Text:
        """Return what is being done."""
        name = (self.target.task or self.target.service or "").rpartition("/")[2]
        return Text(en="Collecting {name}", es="Reuniendo datos de {name}").fill(name=name)

    def run(self, progress: Progress) -> Arrival:
        """Ask, then diagnose."""
        from fargate_doctor.tui import asking  # noqa: PLC0415 - botocore is imported only where AWS is asked

        return asking.one_task(self, progress)


@frozen
class ReadCase:
    """Reads a file or folder and diagnoses its task; several tasks are shown to choose from."""

    path: Path
    expects_ipv6: bool = False
    task: str | None = None
    asks_aws: ClassVar[bool] = False

    @property
    def title(self) -> Text:
        """Return what is being done."""
        return Text(en="Reading {name}", es="Leyendo {name}").fill(name=self.path.name)

    def run(self, progress: Progress) -> Arrival:
        """Read, then diagnose."""
        from fargate_doctor.tui import reading  # noqa: PLC0415 - the checks are many

        return reading.file(self, progress)


@frozen
class ListKept:
    """Lists the cases of the library, each with what it is about."""

    expects_ipv6: bool = False
    asks_aws: ClassVar[bool] = False

    @property
    def title(self) -> Text:
        """Return what is being done."""
        return Text(en="Looking through the kept cases", es="Revisando los casos guardados")

    def run(self, progress: Progress) -> Arrival:
        """List them."""
        from fargate_doctor.tui import many_cases  # noqa: PLC0415 - the checks are many

        return many_cases.kept(self, progress)


@frozen
class GroupCases:
    """Groups the tasks in trouble of several cases, each case read by itself."""

    tasks: Tasks
    files: tuple[Path, ...]
    asks_aws: ClassVar[bool] = False

    @property
    def title(self) -> Text:
        """Return what is being done."""
        return Text(en="Examining every task", es="Examinando cada tarea")

    def run(self, progress: Progress) -> Arrival:
        """Read and examine."""
        from fargate_doctor.tui import many_cases  # noqa: PLC0415 - the checks are many

        return many_cases.fleet(self, progress)


@frozen
class ReadBuiltIn:
    """Opens a built-in case."""

    name: str
    asks_aws: ClassVar[bool] = False

    @property
    def title(self) -> Text:
        """Return what is being done."""
        return Text(en="Opening {name}", es="Abriendo {name}").fill(name=self.name)

    def run(self, progress: Progress) -> Arrival:
        """Read, then diagnose."""
        from fargate_doctor.tui import reading  # noqa: PLC0415 - the checks are many

        return reading.built_in(self, progress)


@frozen
class ReadAnswer:
    """Reads JSON that was pasted: an answer of AWS, an event, or a whole case."""

    words: str = field(repr=False)
    expects_ipv6: bool = False
    asks_aws: ClassVar[bool] = False

    @property
    def title(self) -> Text:
        """Return what is being done."""
        return Text(en="Reading what was pasted", es="Leyendo lo pegado")

    def run(self, progress: Progress) -> Arrival:
        """Read, then diagnose."""
        from fargate_doctor.tui import reading  # noqa: PLC0415 - the checks are many

        return reading.pasted(self, progress)


@frozen
class ExplainMessage:
    """Says what ECS's own words mean."""

    words: str
    account: Account
    asks_aws: ClassVar[bool] = False

    @property
    def title(self) -> Text:
        """Return what is being done."""
        return Text(en="Reading the message", es="Leyendo el mensaje")

    def run(self, progress: Progress) -> Arrival:
        """Explain."""
        from fargate_doctor.tui import explaining  # noqa: PLC0415 - needed only for pasted words

        del progress
        return explaining.explained(self)


@frozen
class DiagnoseCase:
    """Diagnoses one task of a case that is already in hand; None for its focus or only one."""

    case: Case = field(repr=False)
    source: SourceKind
    label: Text | None = None
    expects_ipv6: bool = False
    task: str | None = None
    asks_aws: ClassVar[bool] = False

    @property
    def title(self) -> Text:
        """Return what is being done."""
        return Text(en="Diagnosing", es="Diagnosticando")

    def run(self, progress: Progress) -> Arrival:
        """Diagnose the task, or show the tasks where there are several."""
        from fargate_doctor.tui import reading  # noqa: PLC0415 - the checks are many

        return reading.in_hand(self, progress)


@frozen
class GroupCluster:
    """Collects every task in trouble of a cluster, and groups them by cause."""

    account: Account
    cluster: str
    asks_aws: ClassVar[bool] = True

    @property
    def title(self) -> Text:
        """Return what is being done."""
        title = Text(en="Examining {cluster}", es="Examinando {cluster}")
        return title.fill(cluster=self.cluster.rpartition("/")[2])

    def run(self, progress: Progress) -> Arrival:
        """Ask, then examine."""
        from fargate_doctor.tui import asking  # noqa: PLC0415 - botocore is imported only where AWS is asked

        return asking.fleet(self, progress)


@frozen
class GroupCase:
    """Groups the tasks in trouble of a case that is already in hand."""

    diagnosing: DiagnoseCase
    asks_aws: ClassVar[bool] = False

    @property
    def title(self) -> Text:
        """Return what is being done."""
        return Text(en="Examining every task", es="Examinando cada tarea")

    def run(self, progress: Progress) -> Arrival:
        """Examine."""
        from fargate_doctor.tui import reading  # noqa: PLC0415 - the checks are many

        return reading.fleet(self.diagnosing, progress)
