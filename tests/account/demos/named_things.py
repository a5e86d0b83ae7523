"""Cases in which something that the task definition names is not there, and the network is fine."""

from __future__ import annotations

from fargate_doctor.text import Text
from tests.account import messages, networks
from tests.account.account import Account
from tests.account.demos.demo import Demo
from tests.account.demos.events import could_not_start
from tests.account.stop import Stop
from tests.account.store import written

_FETCH = (
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable "
    "to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret {secret} from "
    "secrets manager: InvalidRequestException: You can't perform this operation on the secret because it was marked "
    "for deletion."
)


def _secret_deleted() -> Account:
    account = Account(seed="secret-deleted")
    network = networks.private_with_nat(account)
    secret = account.secret("shop/database")
    account.described_secret(secret)["DeletedDate"] = written(account.ago(days=1))
    definition = account.add_definition(secrets=(secret,))
    service = account.add_service(definition, network.task_subnets, [network.group], failed=5)
    account.add_stopped(service, network.task_subnets[0], Stop(_FETCH.format(secret=secret)))
    could_not_start(account, service)
    return account


def _log_group_missing() -> Account:
    account = Account(seed="log-group-missing")
    network = networks.private_with_nat(account)
    definition = account.add_definition("orders", 3)
    account.held["logs:DescribeLogGroups"].clear()
    account.add_log_group("/ecs/orders-worker")
    service = account.add_service(definition, network.task_subnets, [network.group], failed=2)
    account.add_stopped(service, network.task_subnets[0], messages.log_group_missing())
    could_not_start(account, service)
    return account


NAMED_THINGS = (
    Demo(
        "secret-deleted",
        Text(
            en="A secret that is marked for deletion",
            es="Un secreto marcado para eliminarse",
        ),
        Text(
            en="The secret that the task names was deleted the day before and can still be restored. Its value is never"
            " read.",
            es="El secreto que nombra la tarea se eliminó el día anterior y aún se puede restaurar. Su valor no se lee"
            " nunca.",
        ),
        _secret_deleted,
    ),
    Demo(
        "log-group-missing",
        Text(
            en="A log group that nobody made",
            es="Un grupo de registros que nadie creó",
        ),
        Text(
            en="The image was pulled, and then the log driver found no group to write to. There is one of a similar "
            "name.",
            es="La imagen se descargó, y después el controlador de registros no encontró ningún grupo en el que "
            "escribir. Hay uno de nombre parecido.",
        ),
        _log_group_missing,
    ),
)
