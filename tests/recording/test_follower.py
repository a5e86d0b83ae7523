"""Every task that stops is kept once, with its interface, whatever happens in between."""

from __future__ import annotations

import json
import stat
import sys
import threading
from collections import Counter
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from fargate_doctor.case.read import read_case
from fargate_doctor.collectors.gather import collect_task
from fargate_doctor.collectors.session import open_session
from fargate_doctor.collectors.target import TaskTarget
from fargate_doctor.doctor import diagnose_task
from fargate_doctor.errors import TaskLookupRefused
from fargate_doctor.facts.fact import Known
from fargate_doctor.facts.placement import placement_of
from fargate_doctor.model.snapshot import Snapshot
from fargate_doctor.recording.hook import Hooks
from fargate_doctor.recording.kept import Bounds
from fargate_doctor.recording.state import state_file
from fargate_doctor.storage import case_library
from fargate_doctor.storage.library import keep
from tests.lab.messages import login_timed_out, out_of_memory, program_failed
from tests.lab.state import REGION
from tests.recording.conftest import EVERY, Service, Watched, cases

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.lab.server import Lab


def groups_are_observed(path: Path) -> bool:
    """Tell whether a case shows the interface that its task had."""
    snapshot = Snapshot.of(read_case(path))
    task = snapshot.tasks.require(str(snapshot.focus))
    held = placement_of(snapshot, task).group_ids
    return isinstance(held, Known) and all(each.origin == "observed" for each in held.evidence)


def test_a_task_is_kept_when_it_stops(service: Service, watched: Watched) -> None:
    """While it lives nothing is kept; the case is whole, for its owner alone, and about this task."""
    task = service.start()

    watched.follow(None, lambda: service.leave(task), lambda: service.stop(task, program_failed()), None)

    (path,) = cases()
    case = read_case(path)
    assert case.focus == task
    assert case.redacted is False
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert groups_are_observed(path)
    diagnosis = diagnose_task(Snapshot.of(case))
    assert {each.id for each in diagnosis.root_causes} == {"container.app-exit"}
    assert diagnosis.facts is not None
    assert diagnosis.facts.task.last_status == "STOPPED"
    (recorded,) = watched.reports
    assert recorded.path == path
    assert recorded.is_new


def test_an_interface_that_was_seen_in_time_is_kept_though_it_is_gone(service: Service, watched: Watched) -> None:
    """A task that ran in one round and had stopped in the next still shows its interface."""
    task = service.start()

    watched.follow(lambda: service.stop(task, program_failed()))

    (path,) = cases()
    assert groups_are_observed(path)


def test_what_stopped_before_is_kept_too(service: Service, watched: Watched) -> None:
    """ECS remembers a stopped task for an hour; its interface was never seen, and is not made up."""
    task = service.start()
    service.stop(task, login_timed_out())

    watched.follow()

    (path,) = cases()
    assert read_case(path).focus == task
    assert not groups_are_observed(path)


def test_no_task_is_kept_twice(service: Service, watched: Watched) -> None:
    """Not in later rounds, not in a later run, and not where the memory of the first is lost."""
    task = service.start()
    service.stop(task, program_failed())

    watched.follow(None, None)
    watched.follow(None)
    state_file(REGION, "prod", None).unlink()
    watched.follow(None)

    assert len(cases()) == 1
    assert len(watched.reports) == 1


def test_a_case_of_the_task_while_it_ran_is_no_case_of_its_stop(service: Service, watched: Watched) -> None:
    """Somebody kept the task while it was fine: its stop is kept all the same."""
    task = service.start()
    keep(collect_task(open_session(), TaskTarget(task=task)))
    service.stop(task, program_failed())

    watched.follow()

    assert len(cases()) == 2
    assert len(watched.reports) == 1


def test_a_run_that_was_killed_is_gone_on_with(service: Service, watched: Watched) -> None:
    """What the first run saw of an interface serves the second, which keeps what stopped in between."""
    task, other = service.start(), service.start()

    def killed() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        watched.follow(None, killed)
    service.stop(task, program_failed())
    watched.follow()

    (path,) = cases()
    assert read_case(path).focus == task
    assert groups_are_observed(path)
    service.stop(other, out_of_memory())
    watched.follow()
    assert len(cases()) == 2


@pytest.mark.parametrize(
    "left", [b"", b"{", b"[]", b'{"schema": "other"}', b'{"schema": "fargate-doctor/recording/1", "told": 7}']
)
def test_a_memory_that_cannot_be_read_is_begun_anew(service: Service, watched: Watched, left: bytes) -> None:
    file = state_file(REGION, "prod", None)
    file.parent.mkdir(parents=True)
    file.write_bytes(left)
    service.stop(service.start(), program_failed())

    watched.follow()

    assert len(cases()) == 1
    assert json.loads(file.read_bytes())["schema"] == "fargate-doctor/recording/1"


def test_no_more_is_kept_than_was_asked_for(service: Service, watched: Watched) -> None:
    """The oldest of the recording's own cases go; what else is in the library stays."""
    case_library().mkdir(parents=True)
    other = case_library() / "00000000-mine.json"
    other.write_text("{}")
    for minutes in (40, 30, 20, 10):
        service.stop(service.start(), program_failed(), timedelta(minutes=minutes))

    watched.follow(bounds=Bounds(2, 10**9))

    kept = [path for path in cases() if path != other]
    assert other.exists()
    assert set(kept) == {each.path for each in watched.reports[-2:]}


def test_no_more_space_is_taken_than_was_asked_for(service: Service, watched: Watched) -> None:
    for minutes in (30, 20, 10):
        service.stop(service.start(), program_failed(), timedelta(minutes=minutes))

    watched.follow(bounds=Bounds(100, 1))

    assert cases() == [watched.reports[-1].path]


def test_quiet_hours_take_two_calls_a_round(service: Service, watched: Watched) -> None:
    """A task that runs is looked at once; nothing else is asked until something happens."""
    service.start()
    watched.follow()
    service.lab.freeze()

    rounds = 20
    watched.follow(*[None] * rounds)

    asked = Counter(call.operation for call in service.lab.calls)
    assert asked == {"ecs:ListTasks": 2 * (rounds + 1)}


def test_what_stops_together_is_asked_about_together(service: Service, watched: Watched) -> None:
    tasks = [service.start() for _ in range(4)]
    for task in tasks:
        service.stop(task, program_failed())
    service.lab.freeze()

    watched.follow()

    asked = Counter(call.operation for call in service.lab.calls)
    assert len(cases()) == len(tasks)
    assert asked["ecs:DescribeServices"] == 1
    assert asked["ec2:DescribeRouteTables"] == 1
    assert service.lab.writes() == []
    assert {read_case(path).focus for path in cases()} == set(tasks)
    for path in cases():
        (own,) = read_case(path).records["ecs:DescribeTasks"]
        assert len(own.answer["tasks"]) == 1


def test_only_the_service_that_was_named_is_followed(service: Service, watched: Watched) -> None:
    service.stop(service.start(), program_failed())
    alone = service.workload.launch_alone()
    service.stop(alone, program_failed())

    watched.follow(service="web")

    (path,) = cases()
    assert read_case(path).focus != alone


def test_what_fails_at_first_is_said_at_once(service: Service, watched: Watched) -> None:
    service.lab.deny("ecs:ListTasks")

    with pytest.raises(TaskLookupRefused):
        watched.follow(None)


def test_what_fails_later_is_tried_again_ever_less_often(service: Service, watched: Watched) -> None:
    """Pauses double, and shrink again once AWS answers."""
    lab: Lab = service.lab

    def recovers() -> None:
        lab._denied.clear()
        service.stop(service.start(), program_failed())

    time = watched.follow(
        lambda: lab.deny("ecs:ListTasks"), None, None, recovers, None, lasting=timedelta(seconds=EVERY * 9)
    )

    assert time.pauses[:4] == [EVERY, EVERY * 2, EVERY * 4, EVERY * 2]
    assert len(watched.warnings) >= 2
    assert len(cases()) <= 1


@pytest.fixture
def told(tmp_path: Path) -> tuple[Hooks, Path]:
    """Return a command that writes down what it is told, one line each time."""
    lines = tmp_path / "told.jsonl"
    program = tmp_path / "hook.py"
    program.write_text(f"import sys\nopen({str(lines)!r}, 'a').write(sys.stdin.read())\n")
    lines.touch()
    return Hooks((sys.executable, str(program))), lines


def _told(lines: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines.read_text().splitlines()]


def test_a_hook_is_told_once_of_each_new_cause(service: Service, watched: Watched, told: tuple[Hooks, Path]) -> None:
    """Two tasks that failed alike are one piece of news, in this run and in the next; another cause is another."""
    hooks, lines = told
    for _ in range(2):
        service.stop(service.start(), program_failed())
    watched.follow(hooks=hooks)
    service.stop(service.start(), program_failed())
    service.stop(service.start(), out_of_memory())
    watched.follow(hooks=hooks)

    said = _told(lines)

    assert [[each["id"] for each in one["causes"]] for one in said] == [
        ["container.app-exit"],
        ["container.out-of-memory"],
    ]
    assert said[0]["schema"] == "fargate-doctor/recorded/1"
    assert said[0]["service"] == "web"
    assert read_case(said[0]["case"]).focus == said[0]["task"]
    assert [each.is_new for each in watched.reports].count(True) == 2


def test_a_hook_that_fails_stops_nothing_and_is_told_again(service: Service, watched: Watched) -> None:
    failing = Hooks((sys.executable, "-c", "raise SystemExit(3)"))
    service.stop(service.start(), program_failed())
    watched.follow(hooks=failing)
    service.stop(service.start(), program_failed())
    watched.follow(hooks=failing)
    watched.follow(hooks=Hooks(("/nowhere/at/all",)))

    assert len(cases()) == 2
    assert [each.is_new for each in watched.reports] == [True, True]
    assert len(watched.warnings) == 2


@pytest.fixture
def web() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    heard: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.append({"type": self.headers["Content-Type"], "body": json.loads(body)})
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/told", heard
    server.shutdown()
    server.server_close()


def test_a_url_is_told_the_same(service: Service, watched: Watched, web: tuple[str, list[dict[str, Any]]]) -> None:
    url, heard = web
    service.stop(service.start(), program_failed())

    watched.follow(None, hooks=Hooks(url=url))

    (one,) = heard
    assert one["type"] == "application/json"
    assert one["body"]["causes"][0]["id"] == "container.app-exit"


def test_a_url_that_does_not_answer_stops_nothing(service: Service, watched: Watched) -> None:
    service.stop(service.start(), program_failed())

    watched.follow(hooks=Hooks(url="http://127.0.0.1:9/told"))

    assert len(cases()) == 1
    assert len(watched.warnings) == 1


def test_two_accounts_are_recorded_side_by_side() -> None:
    """Clusters of one name in two accounts are told apart by the profile, and no profile looks like a service."""
    files = {
        state_file(REGION, "prod", None),
        state_file(REGION, "prod", None, "staging"),
        state_file(REGION, "prod", "staging"),
        state_file(REGION, "prod", None, "live"),
    }

    assert len(files) == 4
