"""What is done about words that were typed or pasted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from fargate_doctor.aiming.meant import Answer, BuiltIn, Named, Place
from fargate_doctor.tui.jobs import CollectTask, ExplainMessage, ListTasks, ReadAnswer, ReadBuiltIn, ReadCase

if TYPE_CHECKING:
    from fargate_doctor.aiming.meant import Meant
    from fargate_doctor.tui.jobs import Account, Job


def job_for(meant: Meant, account: Account, *, expects_ipv6: bool = False) -> Job:
    """Return what opens it; a Region that it names counts for more than the one that was chosen."""
    if isinstance(meant, Place):
        return ReadCase(Path(meant.path), expects_ipv6)
    if isinstance(meant, Named):
        return _asking(meant, replace(account, region=meant.region or account.region), expects_ipv6=expects_ipv6)
    if isinstance(meant, BuiltIn):
        return ReadBuiltIn(meant.name)
    return ReadAnswer(meant.text, expects_ipv6) if isinstance(meant, Answer) else ExplainMessage(meant.text, account)


def _asking(meant: Named, account: Account, *, expects_ipv6: bool) -> Job:
    target = meant.target
    if target.task or target.service or not target.cluster:
        return CollectTask(account, target, expects_ipv6)
    return ListTasks(account, target.cluster)
