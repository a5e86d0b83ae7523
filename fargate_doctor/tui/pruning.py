"""What may be removed from the library at once: by age, or the oldest beyond a size."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from fargate_doctor.frozen import frozen
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from datetime import datetime

    from fargate_doctor.tui.jobs import KeptFile

_OLDER: Final = Text(en="kept more than {days} days ago", es="guardados hace más de {days} días")
_BEYOND: Final = Text(en="the oldest, beyond {size} MB in all", es="los más antiguos, a partir de {size} MB en total")
_MB: Final = 1_000_000


@frozen
class Pruning:
    """A bound: cases that are older, or that take more room together with all newer ones, may go."""

    title: Text
    days: int | None = None
    most: int | None = None

    def going(self, files: tuple[KeptFile, ...], now: datetime) -> tuple[KeptFile, ...]:
        """Return what goes, the newest first."""
        newest_first = sorted(files, key=lambda each: each.saved_at, reverse=True)
        if self.days is not None:
            return tuple(each for each in newest_first if each.saved_at < now - timedelta(days=self.days))
        going, taken = [], 0
        for each in newest_first:
            taken += each.size
            if self.most is not None and taken > self.most:
                going.append(each)
        return tuple(going)


PRUNINGS: Final = (
    *(Pruning(_OLDER.fill(days=days), days=days) for days in (7, 30, 90)),
    *(Pruning(_BEYOND.fill(size=size), most=size * _MB) for size in (100, 500)),
)
