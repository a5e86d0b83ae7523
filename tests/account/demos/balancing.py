"""A case in which the load balancer, and not the way out, is what keeps tasks from staying."""

from __future__ import annotations

from fargate_doctor.text import Text
from tests.account import networks
from tests.account.account import Account
from tests.account.demos.demo import Demo
from tests.account.filtering import tcp
from tests.account.stop import Stop


def _shut_out() -> Account:
    account = Account(seed="load-balancer-shut-out")
    network = networks.private_with_nat(account)
    group = account.add_target_group(network.vpc)
    network.group["IpPermissions"] = [tcp(8080, network.group)]
    groups = [network.group]
    service = account.add_service(
        account.add_definition(), network.task_subnets, groups, target_group=group, failed=4, running=1
    )
    said = f"Task failed ELB health checks in (target-group {group['TargetGroupArn']})"
    account.add_stopped(
        service,
        network.task_subnets[0],
        Stop(said, code="ServiceSchedulerInitiated", phase="run", exit_code=143),
    )
    account.register_target(
        group,
        "10.20.11.88",
        network.task_subnets[1]["AvailabilityZone"],
        state="unhealthy",
        reason="Target.Timeout",
        description="Request timed out",
    )
    task = str(account.focus).rpartition("/")[2]
    account.add_event(
        service,
        f"(task {task}) (port 8080) is unhealthy in (target-group {group['TargetGroupArn']}) due to (reason Request "
        "timed out).",
        account.ago(minutes=7),
    )
    return account


BALANCING = (
    Demo(
        "load-balancer-shut-out",
        Text(
            en="The load balancer gets no way into the task",
            es="El balanceador de carga no puede entrar en la tarea",
        ),
        Text(
            en="Tasks start, fail their health checks and are replaced, again and again. Their way out is fine; it is"
            " the load balancer that gets no way in.",
            es="Las tareas arrancan, no superan las comprobaciones de estado y se sustituyen, una y otra vez. Su salida"
            " va bien; es el balanceador de carga el que no puede entrar.",
        ),
        _shut_out,
    ),
)
