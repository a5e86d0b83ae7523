"""Every sentence of the package stands in both languages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "fargate_doctor"

BLANK = re.compile(r"\{(\w+)[^}]*\}")
WORD = re.compile(r"[^\W\d_]{4,}")

SAME_IN_BOTH = {"error", "errores", "normal", "capital", "local", "total", "virtual", "plural", "general", "final"}


def _texts() -> Iterator[tuple[str, ast.Call]]:
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text":
                yield f"{file.relative_to(PACKAGE)}:{node.lineno}", node


def _literal(node: ast.Call, name: str) -> str | None:
    """Return a sentence that is written out; None where it is put together."""
    value = next((each.value for each in node.keywords if each.arg == name), None)
    return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else None


WRITTEN_OUT = [
    pytest.param(en, es, id=place)
    for place, node in _texts()
    if (en := _literal(node, "en")) is not None and (es := _literal(node, "es")) is not None
]


@pytest.mark.parametrize(("en", "es"), WRITTEN_OUT)
def test_a_sentence_stands_in_both_languages_with_the_same_blanks(en: str, es: str) -> None:
    """Neither is empty, both have the same blanks, and where there are words to translate they differ."""
    assert en.strip()
    assert es.strip()
    assert set(BLANK.findall(en)) == set(BLANK.findall(es))


def test_sentences_are_translated() -> None:
    """A sentence of several words is not the same in both languages."""
    untranslated = [
        place
        for place, node in _texts()
        if (en := _literal(node, "en")) and en == _literal(node, "es") and len(WORD.findall(BLANK.sub("", en))) > 2
    ]

    assert untranslated == []
