from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import pytest

from fargate_doctor.case.model import Case
from fargate_doctor.collectors.calls import Begun, Watch
from fargate_doctor.collectors.target import TaskTarget
from fargate_doctor.errors import EndpointUnreachable, Interrupted
from fargate_doctor.text import Text
from fargate_doctor.tui import asking
from fargate_doctor.tui.jobs import Account, CollectTask, Progress
from fargate_doctor.tui.messages import WorkWanted
from fargate_doctor.tui.screens.collecting import CollectingScreen
from fargate_doctor.tui.screens.start import StartScreen
from fargate_doctor.tui.screens.walk import WalkScreen
from tests.tui.acting import SMALL, HandMadeJob, app_in, calls, settle, until_screen, until_shown
from tests.tui.diagnoses import TASK_ARN, consultation

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from fargate_doctor.tui.jobs import Arrival


async def _start(pilot: Pilot[None], job: HandMadeJob) -> None:
    await settle(pilot)
    pilot.app.post_message(WorkWanted(job))
    await until_screen(pilot, CollectingScreen)


def _until_stopped(progress: Progress) -> Arrival:
    for call in calls():
        progress.on_call(call)
    assert progress.stop.wait(10)
    return consultation()


async def test_escape_stops_and_what_was_gathered_is_diagnosed() -> None:
    """A slow collection shows its calls, answers to keys, and ends in the walk at the first Escape."""
    app = app_in()
    async with app.run_test(size=SMALL) as pilot:
        await _start(pilot, HandMadeJob(_until_stopped))
        shown = await until_shown(pilot, "DescribeRouteTables")
        await pilot.press("f2")
        spanish = await until_shown(pilot, "Reuniendo datos de orders-web")
        await pilot.press("escape")
        await until_screen(pilot, WalkScreen)

        assert "✗ ec2:DescribeDhcpOptions 0.36 s refused" in shown
        assert "calls: 6 · answered: 2 · refused: 1" in shown
        assert "denegada" in spanish


async def test_a_call_under_way_is_shown_until_it_ends() -> None:
    """It stands below the others with the time since it began, and gives way to its outcome."""
    call = calls()[1]
    release = Event()

    def ask(progress: Progress) -> Arrival:
        assert isinstance(progress.on_call, Watch)
        progress.on_call.begins(Begun(call.operation, call.request, call.started))
        assert progress.stop.wait(10)
        progress.on_call(call)
        assert release.wait(10)
        return consultation()

    app = app_in("es")
    async with app.run_test(size=SMALL) as pilot:
        await _start(pilot, HandMadeJob(ask))
        shown = await until_shown(pilot, "ec2:DescribeSubnets 0.0 s en curso")
        await pilot.press("escape")
        ended = await until_shown(pilot, "ec2:DescribeSubnets 0.24 s respondida")
        release.set()
        await until_screen(pilot, WalkScreen)

        assert "llamadas: 0" in shown
        assert "en curso" not in ended


async def test_a_hanging_call_never_freezes_the_app() -> None:
    """Where nothing comes to an end, the second Escape leads back, and q quits at once."""
    release, ended = Event(), Event()

    def hang(_: Progress) -> Arrival:
        release.wait(60)
        ended.set()
        return consultation()

    app = app_in()
    async with app.run_test(size=SMALL) as pilot:
        await _start(pilot, HandMadeJob(hang))
        await pilot.press("escape")
        stopping = await until_shown(pilot, "Esc once more")
        await pilot.press("escape")
        await pilot.pause()
        below = app.screen
        await pilot.press("q")
    is_waited_for = ended.is_set()
    release.set()

    assert "Esc once more leaves" in stopping
    assert isinstance(below, StartScreen)
    assert not is_waited_for


async def test_an_error_is_two_sentences_with_a_way_back() -> None:
    """What happened and what to do are shown; r tries again."""
    tries: list[int] = []

    def fail(_: Progress) -> Arrival:
        tries.append(1)
        raise EndpointUnreachable(
            Text(en="No connection to http://127.0.0.1:9.", es="No hay conexión con http://127.0.0.1:9."),
            Text(en="Check the network.", es="Compruebe la red."),
        )

    app = app_in()
    async with app.run_test(size=SMALL) as pilot:
        await _start(pilot, HandMadeJob(fail))
        shown = await until_shown(pilot, "Check the network.")
        await pilot.press("r")
        await settle(pilot)
        again = await until_shown(pilot, "Check the network.")
        await pilot.press("escape")
        await pilot.pause()

        assert "✗ No connection to http://127.0.0.1:9." in shown
        assert "r tries again" in again
        assert len(tries) == 2
        assert isinstance(app.screen, StartScreen)


async def test_a_fault_of_the_app_is_told_without_a_traceback() -> None:
    """Something nobody thought of is one sentence, too."""

    def break_down(_: Progress) -> Arrival:
        raise ValueError("[bold]surprise")

    app = app_in()
    async with app.run_test(size=SMALL) as pilot:
        await _start(pilot, HandMadeJob(break_down))
        shown = await until_shown(pilot, "surprise")

        assert "ValueError: [bold]surprise" in shown
        assert "Please report it" in shown


async def test_an_arrival_finds_its_screen_under_the_help() -> None:
    """Whoever reads the help meanwhile is taken to the walk when it is ready."""
    release = Event()

    def wait(_: Progress) -> Arrival:
        assert release.wait(10)
        return consultation()

    app = app_in()
    async with app.run_test(size=SMALL) as pilot:
        await _start(pilot, HandMadeJob(wait))
        await pilot.press("question_mark")
        await pilot.pause()
        release.set()
        await until_screen(pilot, WalkScreen)

        assert len(app.screen_stack) == 2


def test_stopped_before_the_task_was_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is nothing to diagnose, and the sentence speaks of what the user did."""
    progress = Progress(lambda _: None, lambda _: None, Event())
    progress.stop.set()
    nothing = Case(region="eu-west-1", account="123456789012", partition="aws")
    monkeypatch.setattr(asking, "open_session", lambda **_: None)
    monkeypatch.setattr(asking, "collect_task", lambda *_, **__: nothing)

    with pytest.raises(Interrupted, match=r"Stopped before AWS showed the task\."):
        asking.one_task(CollectTask(Account(), TaskTarget(task=TASK_ARN)), progress)
