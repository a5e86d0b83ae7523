"""What the report of a comparison says: how the diagnoses differ, which change does it, and what else differs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from fargate_doctor.reports import words
from fargate_doctor.reports.outline import Bullets, Outline, Pairs, Section, Words
from fargate_doctor.text import Text, enumeration, verbatim

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fargate_doctor.comparison import Change, Comparison, Explained, FieldChange, Flip
    from fargate_doctor.reports.outline import Block
    from fargate_doctor.text import Language

_LONGEST: Final = 160

_TITLE = Text(en="{one} and {other}", es="{one} y {other}")
_SAME = Text(en="Nothing differs.", es="No hay ninguna diferencia.")
_VERDICTS = Text(en="How the diagnoses differ", es="En qué difieren los diagnósticos")
_VERDICTS_AGREE = Text(en="Both diagnoses come to the same.", es="Ambos diagnósticos llegan a lo mismo.")
_CAUSES = Text(en="Changes that change a verdict", es="Cambios que cambian un veredicto")
_OTHERS = Text(en="Other changes", es="Otros cambios")
_OUTCOME = Text(en="How the tasks fared", es="Cómo les fue a las tareas")
_TOGETHER = Text(en="Changes that do it only together", es="Cambios que solo lo hacen juntos")
_NOT_COMPARED = Text(
    en="Not compared, because only one case has an answer: {operations}.",
    es="Sin comparar, porque solo un caso tiene respuesta: {operations}.",
)
_ALONE = Text(en="This change alone", es="Este cambio por sí solo")
_RESTS_ON_IT = Text(en="What differs and rests on it", es="Lo que difiere y se apoya en ello")
_BEHIND = Text(en="Evidence behind what differs", es="Evidencias detrás de lo que difiere")
_ALL_OF_THEM = Text(en="All of them together", es="Todos ellos juntos")
_HOW: Final = {
    "added": Text(en="only in the second case", es="solo en el segundo caso"),
    "removed": Text(en="only in the first case", es="solo en el primer caso"),
    "changed": Text(en="changed", es="cambiado"),
}
_APPEARS = Text(en="{id} appears ({after})", es="{id} aparece ({after})")
_VANISHES = Text(en="{id} vanishes (it was {before})", es="{id} desaparece (era {before})")
_TURNS = Text(en="{id}: {before} → {after}", es="{id}: {before} → {after}")
_FIELD = Text(en="{field}: {before} → {after}", es="{field}: {before} → {after}")
_NOTHING: Final = "–"  # noqa: RUF001 - the sign for nothing


def comparison_outline(comparison: Comparison, names: tuple[str, str], language: Language) -> Outline:
    """Return the outline of one comparison; `names` are those of the two cases."""
    title = _TITLE.fill(one=names[0], other=names[1]).in_language(language)
    if comparison.is_empty:
        return Outline(title, (Words(_SAME.in_language(language)),))
    blocks: list[Block] = [Pairs(tuple(zip(names, (each or _NOTHING for each in comparison.tasks), strict=True)))]
    blocks.append(_verdicts(comparison.flips, language))
    causes = [each for each in comparison.each if each.flips]
    others = [each for each in comparison.each if not each.flips and not each.changes[0].is_outcome]
    outcome = [each for each in comparison.each if each.changes[0].is_outcome]
    for heading, listed in (
        (_CAUSES if comparison.is_tried else _BEHIND, causes),
        (_TOGETHER, comparison.together),
        (_OTHERS, others),
        (_OUTCOME, outcome),
    ):
        if listed:
            sections = _sections(listed, language, is_tried=comparison.is_tried)
            blocks.append(Section(heading.in_language(language), sections))
    if comparison.only_in_one:
        operations = enumeration(comparison.only_in_one, at_most=40)
        blocks.append(Words(_NOT_COMPARED.fill(operations=operations).in_language(language)))
    return Outline(title, tuple(blocks))


def _verdicts(flips: tuple[Flip, ...], language: Language) -> Section:
    said: Block = Bullets("", _flips(flips, language)) if flips else Words(_VERDICTS_AGREE.in_language(language))
    return Section(_VERDICTS.in_language(language), (said,))


def _sections(listed: Iterable[Explained], language: Language, *, is_tried: bool) -> tuple[Section, ...]:
    return tuple(_section(each, language, is_tried=is_tried) for each in listed)


def _section(explained: Explained, language: Language, *, is_tried: bool) -> Section:
    change = explained.changes[0]
    blocks: list[Block] = []
    for each in explained.changes:
        fields = tuple(_field(one).in_language(language) for one in each.fields)
        blocks.append(Bullets(_name(each, language) if len(explained.changes) > 1 else "", fields))
    if explained.flips:
        label = _ALONE if len(explained.changes) == 1 else _ALL_OF_THEM
        label = label if is_tried else _RESTS_ON_IT
        blocks.append(Bullets(label.in_language(language), _flips(explained.flips, language)))
    kept = tuple(each for each in blocks if not (isinstance(each, Bullets) and not each.items and not each.label))
    title = _name(change, language) if len(explained.changes) == 1 else f"{len(explained.changes)}"
    return Section(title, kept, tag=change.key[0] if len(explained.changes) == 1 else "")


def _name(change: Change, language: Language) -> str:
    return f"{change.key[1]} {change.identifier}, {_HOW[change.how].in_language(language)}"


def _field(change: FieldChange) -> Text:
    return _FIELD.fill(field=change.field, before=_shown(change.before), after=_shown(change.after))


def _shown(value: Any) -> str:  # noqa: ANN401 - any JSON value
    if value is None:
        return _NOTHING
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _flips(flips: Iterable[Flip], language: Language) -> tuple[str, ...]:
    return tuple(_flip(each).in_language(language) for each in flips)


def _flip(flip: Flip) -> Text:
    identifier = flip.about[1]
    if flip.before is None:
        return _APPEARS.fill(id=identifier, after=_word(flip.after))
    if flip.after is None:
        return _VANISHES.fill(id=identifier, before=_word(flip.before))
    return _TURNS.fill(id=identifier, before=_word(flip.before), after=_word(flip.after))


def _word(verdict: str | None) -> Text:
    return next(
        (text for known, text in (*words.VERDICTS.items(), *_LEVELS.items()) if known == verdict),
        verbatim(str(verdict)),
    )


_LEVELS: Final = {
    "root_cause": Text(en="root cause", es="causa raíz"),
    "contributing": Text(en="it would stop it next", es="la detendría después"),
    "warning": Text(en="warning", es="advertencia"),
    "info": Text(en="worth knowing", es="conviene saberlo"),
}
