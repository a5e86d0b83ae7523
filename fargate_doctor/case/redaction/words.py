"""Rewrites names: every word of a text by what stands for it, every sign as it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from fargate_doctor.case.redaction.constants import is_constant
from fargate_doctor.case.redaction.hosts import replace_host
from fargate_doctor.case.redaction.masked import Masked
from fargate_doctor.case.redaction.tokens import TOKEN
from fargate_doctor.case.redaction.wording import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.case.redaction.addresses import Addresses
    from fargate_doctor.case.redaction.pseudonyms import Pseudonyms

_KEPT_MAC: Final = 2  # the first two digits say whether the address was given locally
_BALANCER = re.compile(r"(?:loadbalancer|listener|listener-rule)/(?:app|net|gwy)/")
_UNIQUE_ID: Final = ("AROA", "AIDA", "ASCA", "AGPA")

Tokens = tuple[tuple[str, str], ...]


class Words:
    """What stands for any name of one case.

    `aws_names` are names in it that AWS gave, `owned` ordinary words by which the customer called a thing.
    """

    def __init__(
        self,
        pseudonyms: Pseudonyms,
        addresses: Addresses,
        aws_names: frozenset[str],
        owned: frozenset[str] = frozenset(),
    ) -> None:
        self.masked = Masked()
        self._owned = owned
        self._pseudonyms = pseudonyms
        self._addresses = addresses
        self._aws_names = aws_names
        self._texts: dict[str, tuple[str, Tokens]] = {}
        self._replace: Final[dict[str, Callable[[str], str]]] = {
            "constant": str,
            "time": str,
            "arn": self._arn,
            "ipv4": self._address,
            "ipv6": self._address,
            "mac": self._mac,
            "host": self._host,
            "id": self._id,
            "uuid": self._uuid,
            "hex": self._hex,
            "word": self.word,
        }

    def name(self, text: str) -> str:
        """Return what stands for a name, an id, an ARN, a path: every word of it that is not AWS's."""
        return self._rewrite(text)[0]

    def tokens(self, text: str) -> Tokens:
        """Return the words, ids and addresses in a name that were replaced, each with what stands for it."""
        return self._rewrite(text)[1]

    def token(self, match: re.Match[str]) -> str:
        """Return what stands for one token."""
        form = match.lastgroup or "word"
        replacement = self._replace[form](match[0])
        if replacement != match[0]:
            self.masked.add(form, match[0], replacement)
        return replacement

    def keeps(self, word: str) -> bool:
        """Say whether a word is AWS's, or says nothing about anybody."""
        return len(word) == 1 or word.lower() in WORDS or is_constant(word) or word in self._aws_names

    def word(self, word: str) -> str:
        """Return what stands for one word."""
        if self.keeps(word) and word.lower() not in self._owned:
            return word
        if word.startswith(_UNIQUE_ID) and word.isupper():
            return word[:4] + self._pseudonyms.word(word[4:])
        return self._pseudonyms.word(word)

    def _rewrite(self, text: str) -> tuple[str, Tokens]:
        rewritten = self._texts.get(text)
        if rewritten is None:
            replaced: list[tuple[str, str]] = []

            def replace(match: re.Match[str]) -> str:
                replacement = self.token(match)
                replaced.extend(self._parts(match, replacement))
                return replacement

            rewritten = self._texts[text] = (TOKEN.sub(replace, text), tuple(replaced))
        return rewritten

    def _parts(self, match: re.Match[str], replacement: str) -> Tokens:
        if match.lastgroup == "arn":
            *_, account, resource = match[0].split(":", 5)
            return (*self.tokens(account), *self.tokens(resource))
        if match.lastgroup == "host":
            return tuple(token for label in match[0].split(".") for token in self.tokens(label))
        return ((match[0], replacement),) if replacement != match[0] else ()

    def _arn(self, arn: str) -> str:
        *start, account, resource = arn.split(":", 5)
        balancer = _BALANCER.match(resource)
        kind = balancer[0] if balancer else ""
        return ":".join((*start, self.name(account), kind + self.name(resource.removeprefix(kind))))

    def _address(self, words: str) -> str:
        address, slash, length = words.partition("/")
        try:
            return self._addresses.network(words) if slash else self._addresses.address(words)
        except ValueError:
            if slash:
                return f"{self._address(address)}/{length}"
            return ":".join(map(self.word, words.split(":")))

    def _host(self, host: str) -> str:
        return replace_host(host, self.name, self._address)

    def _id(self, words: str) -> str:
        kind, _, digits = words.rpartition("-")
        return f"{kind}-{self._pseudonyms.hexadecimal(digits, kind)}"

    def _uuid(self, words: str) -> str:
        digits = iter(self._pseudonyms.hexadecimal(words.replace("-", ""), "hex"))
        return "".join(sign if sign == "-" else next(digits) for sign in words)

    def _hex(self, words: str) -> str:
        return self._pseudonyms.hexadecimal(words, "hex")

    def _mac(self, words: str) -> str:
        plain = words.replace(":", "")
        digits = plain[:_KEPT_MAC] + self._pseudonyms.hexadecimal(plain[_KEPT_MAC:], "mac")
        return ":".join(digits[place : place + 2] for place in range(0, len(digits), 2))
