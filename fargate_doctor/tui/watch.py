"""What a watched list remembers from look to look: which failures were told, and why AWS last gave no answer."""

from __future__ import annotations

import json
from threading import Event
from typing import TYPE_CHECKING, Final

from fargate_doctor.errors import UsageError
from fargate_doctor.frozen import frozen
from fargate_doctor.recording.hook import hooks_of
from fargate_doctor.tui.task_rows import has_failed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fargate_doctor.text import Text
    from fargate_doctor.tui.jobs import Tasks
    from fargate_doctor.tui.task_rows import TaskRow

SCHEMA: Final = "fargate-doctor/watch/1"


@frozen
class FailedTasks:
    """What a hook is told: the tasks that failed since the last look, in one list."""

    title: str
    rows: tuple[TaskRow, ...]

    @property
    def as_json(self) -> bytes:
        """Return one line of JSON."""
        failed = [
            {
                "task": row.arn,
                "service": row.service,
                "state": row.trouble,
                "said": row.said,
                "at": row.when.isoformat() if row.when else None,
            }
            for row in self.rows
        ]
        return f"{json.dumps({'schema': SCHEMA, 'list': self.title, 'failed': failed}, ensure_ascii=False)}\n".encode()


def told_of(command: str, failed: FailedTasks) -> Text | None:
    """Run the user's command with what failed on its standard input; return why that was not taken, if it was not."""
    try:
        return hooks_of(command, None).tell(failed)
    except UsageError as error:
        return error.happened + error.advice


class Watch:
    """One watch, from the key that began it to the one that ends it.

    `stop` ends the look that is under way, `asked_at` is the time of the last answer in words, `unanswered` is why
    there was none since.
    """

    def __init__(self, rows: Iterable[TaskRow]) -> None:
        self._known = {row.key for row in rows if has_failed(row)}
        self.stop = Event()
        self.is_looking = False
        self.asked_at = ""
        self.unanswered: Text | None = None
        self._refusals: set[str] = set()

    def rows_after(self, before: Iterable[TaskRow], arrival: Tasks) -> tuple[TaskRow, ...]:
        """Return the tasks to show: what was not asked for, because AWS refused a part, stays as it was."""
        if arrival.is_whole:
            return arrival.rows
        seen = {row.key for row in arrival.rows}
        return (*arrival.rows, *(row for row in before if row.key not in seen))

    def newly_failed(self, rows: Iterable[TaskRow]) -> tuple[TaskRow, ...]:
        """Return the tasks that failed and were not told yet; one that was well in between is told again."""
        failed = []
        for row in rows:
            if not has_failed(row):
                self._known.discard(row.key)
            elif row.key not in self._known:
                self._known.add(row.key)
                failed.append(row)
        return tuple(failed)

    def went_unanswered(self, why: Text) -> bool:
        """Keep why a look found nothing, and tell whether that is news."""
        is_news = self.unanswered is None or self.unanswered.en != why.en
        self.unanswered = why
        return is_news

    def hook_refused(self, why: Text) -> bool:
        """Tell whether a refusal of the hook is news."""
        is_news = why.en not in self._refusals
        self._refusals.add(why.en)
        return is_news
