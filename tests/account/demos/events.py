"""What services report of tasks that do not start."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fargate_doctor.case.model import JsonObject
    from tests.account.account import Account


def could_not_start(account: Account, service: JsonObject) -> None:
    """Add the events of a service that starts the task in focus, and gives up for a while."""
    task = str(account.focus).rpartition("/")[2]
    account.add_event(service, f"has started 1 tasks: (task {task}).", account.ago(minutes=9, seconds=10))
    account.add_event(
        service,
        "is unable to consistently start tasks successfully. For more information, see the Troubleshooting "
        "section of the Amazon ECS Developer Guide.",
        account.ago(minutes=3, seconds=20),
    )


def reached_a_steady_state(account: Account, service: JsonObject) -> None:
    """Add the events of a service that is well."""
    task = str(account.focus).rpartition("/")[2]
    account.add_event(service, f"has started 1 tasks: (task {task}).", account.ago(hours=5, minutes=2))
    account.add_event(service, "has reached a steady state.", account.ago(hours=4, minutes=57))
