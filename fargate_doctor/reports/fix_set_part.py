"""What to do together where several things have to be mended: the fewest fixes, in order, and whether they suffice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.reports.outline import Bullets, Section, Words
from fargate_doctor.reports.words import ALL_AT_ONCE, ONE_PROVEN, SETS_PROVEN
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.fix_set import FixSet
    from fargate_doctor.text import Language

_IN_ORDER = Text(en="Carry out, in this order", es="Lleve a cabo, en este orden")
_ONE_FOR_ALL = Text(en="One change for all that was found", es="Un solo cambio para todo lo encontrado")


def fix_set_section(fix_set: FixSet | None, language: Language) -> list[Section]:
    """Return one section; none where there is no set."""
    if fix_set is None:
        return []
    lines = tuple(f"{each.remedy.title.in_language(language)} ({each.remedy.id})" for each in fix_set.switches)
    return [
        Section(
            ALL_AT_ONCE.in_language(language),
            (
                Bullets((_ONE_FOR_ALL if len(lines) == 1 else _IN_ORDER).in_language(language), lines),
                Words(words_of_proof(fix_set).in_language(language)),
            ),
        )
    ]


def words_of_proof(fix_set: FixSet) -> Text:
    """Return whether the fixes of a set are proven together, or the one that it has by itself."""
    is_one = fix_set.is_proven and len(fix_set.switches) == 1
    return ONE_PROVEN if is_one else SETS_PROVEN[fix_set.is_proven]
