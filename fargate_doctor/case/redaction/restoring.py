"""The way back, for the owner of the names: what a colleague wrote about a redacted case, with the real names in it."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Any, Final

from fargate_doctor.case.inert_json import inert
from fargate_doctor.case.json_text import documents_in
from fargate_doctor.case.model import SCHEMA
from fargate_doctor.case.redaction.masked import MAP_SCHEMA
from fargate_doctor.case.redaction.tokens import TOKEN
from fargate_doctor.case.redaction.wording import WORDS
from fargate_doctor.errors import UnreadableInput
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from collections.abc import Mapping

_NO_MAP = Text(
    en="{name} is no map that `redact --map` or `export --map` wrote.",
    es="{name} no es un mapa que hayan guardado `redact --map` o `export --map`.",
)
_GIVE_MAP = Text(
    en="Give the map that was written together with the redacted file.",
    es="Indique el mapa que se guardó junto con el archivo anonimizado.",
)

_ID: Final = re.compile(r"[a-z-]+-(?P<digits>[0-9a-f]{17}|[0-9a-f]{8})")
_MARKUP: Final = re.compile(r"(<style\b.*?</style>|<[^<>]*>)", re.DOTALL | re.IGNORECASE)
_READ_ALOUD: Final = re.compile(r"""(?<= aria-label=")[^"]*""")
_SHORTEST: Final = 8  # of what is cut off
_LENGTHS: Final = (17, 8)
_HEXADECIMAL: Final = re.compile(r"[0-9a-f]{8,}")


def names_in_map(text: str, name: str) -> dict[str, str]:
    """Return what each pseudonym stands for. Raises `UnreadableInput` where the text is no map."""
    document = documents_in(text, name)[0]
    names = document.get("names") if isinstance(document, dict) and document.get("schema") == MAP_SCHEMA else None
    if not isinstance(names, dict) or not all(isinstance(each, str) for each in names.values()):
        raise UnreadableInput(_NO_MAP.fill(name=printable(name)), _GIVE_MAP)
    return names


class Restorer:
    """Puts names back, cut-off ones too; an id also where its digits stand inside a name, such as Terraform's.

    A pseudonym of a few letters may happen to be an ordinary word; it is taken for a name only where it stands alone.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self._sorted = sorted(names)
        ids = ((_ID.fullmatch(pseudonym), _ID.fullmatch(original)) for pseudonym, original in names.items())
        self._digits = {one["digits"]: other["digits"] for one, other in ids if one and other}

    def restored(self, text: str) -> str:
        """Return a text, be it JSON, a page or any other, with the names that the pseudonyms in it stand for."""
        if text.lstrip()[:1] in {"{", "["}:
            try:
                document = json.loads(text)
            except (ValueError, RecursionError):
                pass
            else:
                return f"{inert(json.dumps(self._value(document), indent=2, ensure_ascii=False))}\n"
        if text.lstrip()[:14].lower() == "<!doctype html":
            return "".join(map(self._markup_or_text, _MARKUP.split(text)))
        return self._text(text)

    def _markup_or_text(self, part: str) -> str:
        if not part.startswith("<"):
            return self._text(part)
        return _READ_ALOUD.sub(lambda found: self._text(found[0]), part)

    def _value(self, value: Any) -> Any:  # noqa: ANN401 - any JSON value
        if isinstance(value, str):
            return self._names.get(value) or self._text(value)
        if isinstance(value, list):
            return [self._value(item) for item in value]
        if not isinstance(value, dict):
            return value
        members = {self._text(key): self._value(member) for key, member in value.items()}
        return {**members, "redacted": False} if value.get("schema") == SCHEMA else members

    def _text(self, text: str) -> str:
        return TOKEN.sub(self._token, text)

    def _token(self, match: re.Match[str]) -> str:
        token = match[0]
        if token in self._names and token.lower() not in WORDS:
            return self._names[token]
        match match.lastgroup:
            case "arn":
                *start, account, resource = token.split(":", 5)
                return ":".join((*start, self._text(account), self._text(resource)))
            case "host":
                return ".".join(map(self._text, token.split(".")))
            case "ipv4" | "ipv6":
                address, slash, length = token.partition("/")
                return f"{self._names.get(address, address)}{slash}{length}"
        return self._cut_off(token) or _HEXADECIMAL.sub(self._with_digits, token)

    def _cut_off(self, token: str) -> str | None:
        """Return the beginning of the name of whose pseudonym this is the beginning; both are as long."""
        if len(token) < _SHORTEST:
            return None
        place = bisect_left(self._sorted, token)
        longer = self._sorted[place : place + 1]
        return self._names[longer[0]][: len(token)] if longer and longer[0].startswith(token) else None

    def _with_digits(self, run: re.Match[str]) -> str:
        """Return a run of hexadecimal digits with the id that may stand in the midst of it."""
        digits = run[0]
        for length in _LENGTHS:
            for place in range(len(digits) - length + 1):
                original = self._digits.get(digits[place : place + length])
                if original is not None:
                    return digits[:place] + original + digits[place + length :]
        return digits
