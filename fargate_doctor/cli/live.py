"""Asks AWS for one task, with a line of progress where somebody is watching."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.cli.progress import CallCounter

if TYPE_CHECKING:
    from fargate_doctor.case.model import Case
    from fargate_doctor.cli.aim import Aim
    from fargate_doctor.cli.asked import Asked


def collect(aim: Aim, asked: Asked) -> Case:
    """Return the case of the task that is asked about."""
    region = aim.region or asked.region or aim.target.region
    with CallCounter() as counter:
        from fargate_doctor.collectors.gather import collect_task  # noqa: PLC0415 - takes long, and is watched
        from fargate_doctor.collectors.session import open_session  # noqa: PLC0415 - the same

        session = open_session(profile=asked.profile, region=region, endpoint_url=asked.endpoint_url)
        return collect_task(session, aim.target, on_call=counter.count, with_logs=asked.with_logs)
