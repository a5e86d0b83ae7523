"""The jobs that ask AWS. Imported in their thread only, because botocore takes longer than the first paint."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fargate_doctor.collectors.fleet import collect_fleet
from fargate_doctor.collectors.gather import collect_task
from fargate_doctor.collectors.listing import collect_tasks, list_clusters
from fargate_doctor.collectors.session import open_session, profiles
from fargate_doctor.collectors.target import TaskTarget
from fargate_doctor.errors import Interrupted, UsageError
from fargate_doctor.model.snapshot import Snapshot
from fargate_doctor.text import Text, verbatim
from fargate_doctor.tui import reading
from fargate_doctor.tui.jobs import DIAGNOSING, Clusters, CollectTask, DiagnoseCase, Fleet, GroupCluster, Tasks
from fargate_doctor.tui.reading import consult, consult_service
from fargate_doctor.tui.task_rows import rows_of

if TYPE_CHECKING:
    from fargate_doctor.collectors.session import Session
    from fargate_doctor.tui.consultation import Consultation
    from fargate_doctor.tui.jobs import Account, Job, ListClusters, ListTasks, Progress
    from fargate_doctor.tui.task_rows import TaskRow

_NO_CLUSTER = Text(en="There is no ECS cluster in {region}.", es="No hay ningún clúster de ECS en {region}.")
_ELSEWHERE = Text(
    en="Ask in another Region, or with the profile of another account.",
    es="Pregunte en otra región o con el perfil de otra cuenta.",
)
_STOPPED_BEFORE = Text(en="Stopped before AWS showed the task.", es="Detenido antes de que AWS mostrara la tarea.")
_TRY_AGAIN = Text(en="Nothing was diagnosed.", es="No se ha diagnosticado nada.")
_LISTING = frozenset({"ecs:ListTasks", "ecs:DescribeTasks"})

__all__ = ["clusters", "fleet", "one_task", "profiles", "tasks"]


def clusters(job: ListClusters, progress: Progress) -> Clusters:
    """Return the clusters of an account. Raises `UsageError` where there is none."""
    session = _session(job.account)
    arns = list_clusters(session, on_call=progress.on_call, stop=progress.stop)
    if not arns:
        raise UsageError(_NO_CLUSTER.fill(region=session.region), _ELSEWHERE)
    return Clusters(replace(job.account, region=session.region), arns)


def tasks(job: ListTasks, progress: Progress) -> Tasks:
    """Return the tasks of a cluster."""
    session = _session(job.account)
    case = collect_tasks(session, job.cluster, on_call=progress.on_call, stop=progress.stop)
    name = job.cluster.rpartition("/")[2]

    def collect(row: TaskRow) -> Job:
        return CollectTask(job.account, TaskTarget(cluster=job.cluster, task=row.arn))

    asked = replace(job.account, region=session.region)
    grouping = GroupCluster(asked, job.cluster)
    return Tasks(
        verbatim(name),
        rows_of(Snapshot.of(case)),
        collect,
        refresh=job,
        account=asked,
        grouping=grouping,
        is_whole=not any(each.operation in _LISTING for each in case.failures),
    )


def fleet(job: GroupCluster, progress: Progress) -> Fleet:
    """Return the tasks in trouble of a cluster by cause; stopped early, as far as they were gathered."""
    case = collect_fleet(_session(job.account), (job.cluster,), on_call=progress.on_call, stop=progress.stop)
    label = verbatim(job.cluster.rpartition("/")[2])
    return reading.fleet(DiagnoseCase(case, "live", label), progress)


def one_task(job: CollectTask, progress: Progress) -> Consultation:
    """Return the diagnosis of one task; stopped early, of what was gathered."""
    case = collect_task(_session(job.account), job.target, on_call=progress.on_call, stop=progress.stop)
    if progress.stop.is_set() and not tuple(Snapshot.of(case).tasks):
        raise Interrupted(_STOPPED_BEFORE, _TRY_AGAIN)
    progress.on_phase(DIAGNOSING)
    if job.target.service and case.focus is None:
        return consult_service(case, job.target.service)
    return consult(case, "live", None, expects_ipv6=job.expects_ipv6)


def _session(account: Account) -> Session:
    return open_session(profile=account.profile, region=account.region, endpoint_url=account.endpoint_url)
