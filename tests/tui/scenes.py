"""Every screen in a state worth looking at, reached without AWS."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from threading import Event
from typing import TYPE_CHECKING, Final

from fargate_doctor.demo.catalogue import FIRST, open_demo, title
from fargate_doctor.errors import NoCredentials
from fargate_doctor.facts.console_page import page_of
from fargate_doctor.storage import library
from fargate_doctor.text import Text
from fargate_doctor.tui import reading
from fargate_doctor.tui.jobs import Account, DiagnoseCase, ExplainMessage, ListKept, Progress
from fargate_doctor.tui.messages import WorkWanted
from fargate_doctor.tui.reading import consult
from fargate_doctor.tui.screens.address import AddressScreen
from fargate_doctor.tui.screens.chooser import ChooserScreen
from fargate_doctor.tui.screens.collecting import CollectingScreen
from fargate_doctor.tui.screens.compare import CompareScreen
from fargate_doctor.tui.screens.fixes import FixesScreen
from fargate_doctor.tui.screens.fleet import FleetScreen
from fargate_doctor.tui.screens.library import LibraryScreen
from fargate_doctor.tui.screens.map import MapScreen
from fargate_doctor.tui.screens.message import MessageScreen
from fargate_doctor.tui.screens.paths import PathsScreen
from fargate_doctor.tui.screens.tasks import TasksScreen
from fargate_doctor.tui.screens.timeline import TimelineScreen
from fargate_doctor.tui.screens.walk import WalkScreen
from fargate_doctor.tui.screens.what_if import WhatIfScreen
from fargate_doctor.tui.widgets.step_tree import StepTree
from tests.tui.acting import HandMadeJob, calls, settle, until_screen
from tests.tui.diagnoses import HOSTILE, WHEN, consultation, diagnosis, findings
from tests.tui.large_vpc import large_vpc
from tests.tui.test_fleet import three_tasks
from tests.tui.test_tasks import tasks

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.pilot import Pilot

    from fargate_doctor.tui.consultation import Consultation
    from fargate_doctor.tui.jobs import Arrival

    Scene = Callable[[Pilot[None]], Awaitable[None]]


def built_in(name: str = FIRST) -> Consultation:
    """Return the consultation of a built-in case."""
    return consult(open_demo(name), "demo", None, label=title(name))


async def _start(pilot: Pilot[None]) -> None:
    await settle(pilot)


async def _tasks(pilot: Pilot[None]) -> None:
    await pilot.app.push_screen(TasksScreen(tasks()))


async def _walk(pilot: Pilot[None]) -> None:
    await pilot.app.push_screen(WalkScreen(built_in()))
    await settle(pilot)


async def _walk_failing(pilot: Pilot[None]) -> None:
    await _walk(pilot)
    await pilot.press("f")


async def _walk_asking(pilot: Pilot[None]) -> None:
    await pilot.app.push_screen(WalkScreen(consultation()))
    await settle(pilot)
    pilot.app.screen.query_one(StepTree).go_to("dns.servers")


async def _walk_end(pilot: Pilot[None]) -> None:
    await _walk(pilot)
    await pilot.press("end")


async def _walk_hostile(pilot: Pilot[None]) -> None:
    long = Text(en=HOSTILE * 4, es=HOSTILE * 4)
    root = replace(findings()[0], title=long, detail=long)
    steps = tuple(replace(each, because=long, check=replace(each.check, question=long)) for each in diagnosis().steps)
    await pilot.app.push_screen(WalkScreen(consultation(findings=(root,), steps=steps)))
    await settle(pilot)
    await pilot.press("f")


async def _paths(pilot: Pilot[None]) -> None:
    await pilot.app.push_screen(PathsScreen(built_in()))


async def _paths_empty(pilot: Pilot[None]) -> None:
    await pilot.app.push_screen(PathsScreen(consultation(walks=())))


async def _fixes(pilot: Pilot[None]) -> None:
    await pilot.app.push_screen(FixesScreen(built_in()))


async def _fixes_none(pilot: Pilot[None]) -> None:
    await pilot.app.push_screen(FixesScreen(consultation(findings=(), status="undetermined")))


async def _map(pilot: Pilot[None]) -> None:
    await pilot.app.push_screen(MapScreen(built_in("nat-without-internet")))
    await settle(pilot)


async def _map_unread(pilot: Pilot[None]) -> None:
    await pilot.app.push_screen(MapScreen(built_in("not-permitted")))
    await settle(pilot)


async def _map_of_nothing(pilot: Pilot[None]) -> None:
    case = open_demo()
    records = {name: each for name, each in case.records.items() if name.startswith("ecs:DescribeTasks")}
    await pilot.app.push_screen(MapScreen(consult(case.model_copy(update={"records": records}), "case", None)))
    await settle(pilot)


async def _map_large(pilot: Pilot[None]) -> None:
    await pilot.app.push_screen(MapScreen(consult(large_vpc(), "case", None)))
    await settle(pilot)


async def _what_if(pilot: Pilot[None]) -> None:
    await pilot.app.push_screen(WhatIfScreen(built_in("two-blockers")))
    await settle(pilot)
    await pilot.press("space")
    await settle(pilot)


async def _what_if_nothing(pilot: Pilot[None]) -> None:
    await pilot.app.push_screen(WhatIfScreen(consultation(findings=(), status="undetermined")))
    await settle(pilot)


async def _what_if_untried(pilot: Pilot[None]) -> None:
    await pilot.app.push_screen(WhatIfScreen(built_in("image-tag-missing")))
    await settle(pilot)


async def _timeline(pilot: Pilot[None]) -> None:
    await pilot.app.push_screen(TimelineScreen(built_in("ipv6-too-late")))
    await settle(pilot)


async def _timeline_unread(pilot: Pilot[None]) -> None:
    await pilot.app.push_screen(TimelineScreen(built_in("not-permitted")))
    await settle(pilot)
    await pilot.press("end")


async def _compare(pilot: Pilot[None]) -> None:
    await pilot.app.push_screen(CompareScreen(built_in("two-blockers")))
    await settle(pilot)


async def _compare_nothing(pilot: Pilot[None]) -> None:
    await pilot.app.push_screen(CompareScreen(consult(open_demo(), "case", None)))
    await settle(pilot)


async def _compare_unread(pilot: Pilot[None]) -> None:
    await pilot.app.push_screen(CompareScreen(built_in("not-permitted")))
    await settle(pilot)


async def _help(pilot: Pilot[None]) -> None:
    await _walk(pilot)
    await pilot.press("question_mark")


async def _export(pilot: Pilot[None]) -> None:
    await _walk(pilot)
    await pilot.press("x")


async def _chooser(pilot: Pilot[None]) -> None:
    title = Text(en="Which cluster?", es="¿Qué clúster?")
    await pilot.app.push_screen(ChooserScreen(title, ("billing", "orders", "search")))


async def _collecting(pilot: Pilot[None]) -> None:
    def ask(progress: Progress) -> Arrival:
        for call in calls():
            progress.on_call(call)
        progress.stop.wait(30)
        raise _refusal()

    await pilot.app.push_screen(CollectingScreen(HandMadeJob(ask)))
    for _ in range(20):
        await pilot.pause(0.01)


async def _collecting_failed(pilot: Pilot[None]) -> None:
    def fail(_: Progress) -> Arrival:
        raise _refusal()

    await pilot.app.push_screen(CollectingScreen(HandMadeJob(fail)))
    await settle(pilot)


async def _fleet(pilot: Pilot[None]) -> None:
    progress = Progress(_ignore, _ignore, Event())
    job = DiagnoseCase(three_tasks(), "case", Text(en="shop.json", es="shop.json"))
    await pilot.app.push_screen(FleetScreen(reading.fleet(job, progress)))


async def _library(pilot: Pilot[None]) -> None:
    for days, name in enumerate(("no-route", "out-of-memory", "two-blockers", "image-tag-missing")):
        then = (WHEN - timedelta(days=days)).timestamp()
        os.utime(library.keep(open_demo(name)), (then, then))
    pilot.app.post_message(WorkWanted(ListKept()))
    await until_screen(pilot, LibraryScreen)


async def _message(pilot: Pilot[None]) -> None:
    pilot.app.post_message(WorkWanted(ExplainMessage(_PASTED, Account())))
    await until_screen(pilot, MessageScreen)


async def _confirm(pilot: Pilot[None]) -> None:
    await _library(pilot)
    await settle(pilot)
    await pilot.press("d")


async def _palette(pilot: Pilot[None]) -> None:
    await _walk(pilot)
    await pilot.press("ctrl+p")


async def _address(pilot: Pilot[None]) -> None:
    await _walk(pilot)
    name = "rtb-0b8a98d91fa2fb17f"
    await pilot.app.push_screen(AddressScreen(name, page_of(name, "eu-west-1") or ""))


async def _walk_supposed(pilot: Pilot[None]) -> None:
    await pilot.app.push_screen(WalkScreen(built_in("two-blockers")))
    await settle(pilot)
    await pilot.press("f", "b")
    await settle(pilot)


def _ignore(_: object) -> None:
    """Tell nobody."""


def _refusal() -> NoCredentials:
    return NoCredentials(
        Text(en="No AWS credentials were found.", es="No se han encontrado credenciales de AWS."),
        Text(
            en="Sign in with `aws sso login` or `aws login`, or name a profile with --profile or AWS_PROFILE.",
            es="Inicie sesión con `aws sso login` o `aws login`, o indique un perfil con --profile o AWS_PROFILE.",
        ),
    )


_PASTED: Final = (
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable "
    "to retrieve ecr registry auth: service call has been retried 3 time(s): RequestError: send request failed caused "
    'by: Post "https://api.ecr.eu-west-1.amazonaws.com/": dial tcp 52.94.0.1:443: i/o timeout'
)

SCENES: Final[dict[str, Scene]] = {
    "start": _start,
    "library": _library,
    "message": _message,
    "chooser": _chooser,
    "tasks": _tasks,
    "collecting": _collecting,
    "collecting-failed": _collecting_failed,
    "fleet": _fleet,
    "walk": _walk,
    "walk-failing": _walk_failing,
    "walk-asking": _walk_asking,
    "paths": _paths,
    "fixes": _fixes,
    "map": _map,
    "what-if": _what_if,
    "timeline": _timeline,
    "compare": _compare,
    "help": _help,
    "export": _export,
    "palette": _palette,
}
"""The scenes of which there is a picture."""

ODD_SCENES: Final[dict[str, Scene]] = {
    "walk-hostile": _walk_hostile,
    "walk-supposed": _walk_supposed,
    "address": _address,
    "confirm": _confirm,
    "walk-end": _walk_end,
    "paths-empty": _paths_empty,
    "fixes-none": _fixes_none,
    "map-unread": _map_unread,
    "map-of-nothing": _map_of_nothing,
    "map-large": _map_large,
    "timeline-unread": _timeline_unread,
    "compare-nothing": _compare_nothing,
    "compare-unread": _compare_unread,
    "what-if-nothing": _what_if_nothing,
    "what-if-untried": _what_if_untried,
}
"""Scenes that only have to hold together."""
