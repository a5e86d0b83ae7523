"""What to do together where several things have to be mended: the fewest fixes, in order, and whether they suffice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.reports.outline import Bullets, Section, Words
from fargate_doctor.reports.words import ALL_AT_ONCE, SETS_PROVEN
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.fix_set import FixSet
    from fargate_doctor.text import Language

_IN_ORDER = Text(en="Carry out, in this order", es="Lleve a cabo, en este orden")


def fix_set_section(fix_set: FixSet | None, language: Language) -> list[Section]:
    """Return one section; none where there is no set."""
    if fix_set is None:
        return []
    lines = tuple(f"{each.remedy.title.in_language(language)} ({each.remedy.id})" for each in fix_set.switches)
    return [
        Section(
            ALL_AT_ONCE.in_language(language),
            (
                Bullets(_IN_ORDER.in_language(language), lines),
                Words(SETS_PROVEN[fix_set.is_proven].in_language(language)),
            ),
        )
    ]
