"""Round after round: sees interfaces while they last, collects what is ending, keeps and tells what has ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from fargate_doctor.collectors.recording import collect_ending, look
from fargate_doctor.errors import AwsOutOfReach, NotFargate
from fargate_doctor.frozen import frozen
from fargate_doctor.recording.cases import case_of_task
from fargate_doctor.recording.kept import is_kept, keep_case
from fargate_doctor.recording.notice import notice_of
from fargate_doctor.recording.state import alone, load_state, save_state
from fargate_doctor.storage import NotWritten

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from fargate_doctor.case.model import Case, JsonObject
    from fargate_doctor.collectors.recording import Round
    from fargate_doctor.collectors.session import Session
    from fargate_doctor.collectors.target import TaskTarget
    from fargate_doctor.recording.hook import Hooks
    from fargate_doctor.recording.kept import Bounds
    from fargate_doctor.recording.notice import Notice
    from fargate_doctor.recording.state import State
    from fargate_doctor.text import Language, Text

_TOGETHER: Final = 20
"""How many ending tasks are collected in one go."""

_LONGEST_PAUSE: Final = 300.0


@frozen
class Recorded:
    """One task that was kept, where, and what is said of it; `is_new` is whether its cause was not told before."""

    path: Path
    notice: Notice | None
    is_new: bool


@dataclass(slots=True)
class Follower:
    """Follows one cluster or service. `every` is in seconds; `clock` and `sleep` are those of the machine, or others.

    `report` is given each task that was kept, `warn` what went wrong and is tried again.
    """

    session: Session
    target: TaskTarget
    file: Path
    bounds: Bounds
    hooks: Hooks
    clock: Callable[[], datetime]
    sleep: Callable[[float], None]
    report: Callable[[Recorded], None]
    warn: Callable[[Text], None]
    every: float = 15.0
    language: Language = "en"
    _state: State = field(init=False)
    _collected: dict[str, Case] = field(default_factory=dict, init=False)
    _others: set[str] = field(default_factory=set, init=False)

    def follow(self, lasting: timedelta | None = None) -> None:
        """Go on for some time, or until interrupted. What fails in the first round ends it.

        Later failures are reported and tried again, after longer and longer pauses: AWS comes back, and disks are
        emptied. Raises `UsageError` where another run follows the same already.
        """
        with alone(self.file):
            self._follow(lasting)

    def _follow(self, lasting: timedelta | None) -> None:
        self._state = load_state(self.file)
        end = self.clock() + lasting if lasting is not None else None
        self._round()
        pause = self.every
        while end is None or self.clock() < end:
            left = pause if end is None else min(pause, max((end - self.clock()).total_seconds(), 0.0))
            self.sleep(left)
            try:
                self._round()
            except (AwsOutOfReach, NotWritten) as error:
                self.warn(error.happened)
                pause = min(pause * 2, _LONGEST_PAUSE)
            else:
                pause = self.every

    def _round(self) -> None:
        seen = look(self.session, self.target, {*self._state.recorded, *self._others}, self._state.interfaces)
        self._others |= seen.others
        self._remember(seen)
        self._collect([each for each in seen.leaving if each["taskArn"] not in self._collected])
        new = [each for each in seen.stopped if not self._was_kept(each)]
        self._collect([each for each in new if each["taskArn"] not in self._collected])
        for task in sorted(new, key=lambda each: str(each.get("stoppedAt", ""))):
            self._keep(task, seen.at)

    def _remember(self, seen: Round) -> None:
        """Keep what was seen of interfaces; the file is written only where something changed."""
        before = (len(self._state.interfaces), len(self._state.recorded))
        self._state.interfaces.update(seen.interfaces)
        self._forget_old(seen)
        if seen.interfaces or before != (len(self._state.interfaces), len(self._state.recorded)):
            save_state(self.file, self._state)

    def _forget_old(self, seen: Round) -> None:
        """Drop interfaces of tasks that are not listed any more, and tasks kept more than a day ago.

        ECS forgets a stopped task after an hour or so; the library itself tells of older ones.
        """
        kept, collected = self._state.interfaces, self._collected
        self._state.interfaces = {arn: interface for arn, interface in kept.items() if arn in seen.listed}
        self._collected = {arn: case for arn, case in collected.items() if arn in seen.listed}
        self._others &= seen.listed
        long_ago = (self.clock() - timedelta(days=1)).isoformat()
        self._state.recorded = {arn: at for arn, at in self._state.recorded.items() if at > long_ago}

    def _was_kept(self, task: JsonObject) -> bool:
        """Tell whether an earlier run kept a task; then it is only remembered."""
        if not is_kept(task):
            return False
        self._mark(task)
        return True

    def _collect(self, tasks: list[JsonObject]) -> None:
        for start in range(0, len(tasks), _TOGETHER):
            together = tasks[start : start + _TOGETHER]
            case = collect_ending(self.session, together)
            self._collected.update({str(each["taskArn"]): case for each in together})

    def _keep(self, task: JsonObject, at: str) -> None:
        arn = str(task["taskArn"])
        case = case_of_task(self._collected[arn], task, at, self._state.interfaces.get(arn))
        path = keep_case(task, case, self._state, self.bounds)
        del self._collected[arn]
        self._mark(task)
        if path is None:
            return
        notice = self._notice(case, path)
        is_new = notice is not None and notice.cause not in self._state.told
        if notice is not None and is_new:
            self._tell(notice)
        self.report(Recorded(path, notice, is_new))

    def _notice(self, case: Case, path: Path) -> Notice | None:
        try:
            return notice_of(case, path, self.language)
        except NotFargate:
            return None

    def _tell(self, notice: Notice) -> None:
        refusal = self.hooks.tell(notice)
        if refusal is not None:
            self.warn(refusal)
            return
        self._state.tell(notice.cause)
        self._save()

    def _mark(self, task: JsonObject) -> None:
        arn = str(task["taskArn"])
        self._state.recorded[arn] = self.clock().isoformat()
        self._state.interfaces.pop(arn, None)
        self._save()

    def _save(self) -> None:
        """Write the state after a case was kept; where that fails, the next round writes it, or the library tells."""
        try:
            save_state(self.file, self._state)
        except NotWritten as error:
            self.warn(error.happened)
