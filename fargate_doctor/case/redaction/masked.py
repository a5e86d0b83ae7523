"""What was masked: how much of each kind, and which name stands for which, for the owner of the names alone."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from fargate_doctor.case.inert_json import inert
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

MAP_SCHEMA: Final = "fargate-doctor/redaction-map/1"
REPORT_SCHEMA: Final = "fargate-doctor/redaction-report/1"

_ACCOUNT_DIGITS: Final = 12

_KINDS: Final = {
    "account": Text(en="account ids", es="ids de cuenta"),
    "address": Text(en="addresses and networks", es="direcciones y redes"),
    "host": Text(en="host names", es="nombres de host"),
    "id": Text(en="resource ids", es="ids de recursos"),
    "name": Text(en="names, tags and parts of them", es="nombres, etiquetas y partes de ellos"),
}
_KIND_OF_TOKEN: Final = {
    "ipv4": "address",
    "ipv6": "address",
    "mac": "address",
    "host": "host",
    "id": "id",
    "uuid": "id",
    "hex": "id",
}


@dataclass(slots=True)
class Masked:
    """Every token that was replaced, with what stands for it, by its kind."""

    tokens: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, form: str, original: str, replacement: str) -> None:
        """Remember one replacement; `form` is the kind of token."""
        is_account = form == "word" and original.isdigit() and len(original) == _ACCOUNT_DIGITS
        kind = "account" if is_account else _KIND_OF_TOKEN.get(form, "name")
        if form not in ("arn", "constant", "time"):
            self.tokens[kind, original] = replacement

    def report(self) -> Iterator[Text]:
        """Yield how many different ones of each kind were masked."""
        counted = Counter(kind for kind, _ in self.tokens)
        for kind, words in _KINDS.items():
            if counted[kind]:
                line = Text(en="Masked: {kind}, {count}.", es="Sustituido: {kind}, {count}.")
                yield line.fill(count=counted[kind], kind=words)

    def report_as_json(self) -> bytes:
        """Return how many of each kind, 0 included, for a file beside the redacted one; it names none of them."""
        counted = Counter(kind for kind, _ in self.tokens)
        document = {"schema": REPORT_SCHEMA, "masked": {kind: counted[kind] for kind in _KINDS}}
        return f"{json.dumps(document, indent=2)}\n".encode()

    def as_json(self) -> bytes:
        """Return the way back, which only the owner of the names should have: from what is shared to what it was."""
        back = {replacement: original for (_, original), replacement in sorted(self.tokens.items())}
        document = {"schema": MAP_SCHEMA, "names": back}
        return f"{inert(json.dumps(document, indent=2, ensure_ascii=False))}\n".encode()
