"""What has to be known of a whole case before its first word can be replaced: the names in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from fargate_doctor.case.redaction.constants import STRUCTURAL
from fargate_doctor.case.redaction.leaves import Kind, leaves_of
from fargate_doctor.case.redaction.wording import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.case.model import Case
    from fargate_doctor.case.redaction.leaves import Leaf

_OF_AWS = re.compile(r"arn:aws[a-z-]*:[a-z0-9-]*:[a-z0-9-]*:aws:(?P<resource>[^\s\"']+)")
_RESOURCE = re.compile(r"arn:[^:]*:(?P<service>[^:]*):[^:]*:[^:]*:(?P<resource>.*)", re.DOTALL)
_WORD = re.compile(r"\w[\w-]*")
_WILDCARD = re.compile(r"[*?]")
_LINKED_ROLE: Final = "role/aws-service-role/"
_LONGEST_NAME: Final = 600
_DEFAULT_GROUP: Final = "default VPC security group"
_ORDINARY: Final = WORDS - STRUCTURAL


@dataclass(slots=True)
class Survey:
    """The names of a case: `firm` stand in fields for names, `loose` among ordinary words.

    `owned` are ordinary words, in small letters, by which the customer called a thing.
    """

    firm: dict[str, None] = field(default_factory=dict)
    loose: dict[str, None] = field(default_factory=dict)
    aws_names: set[str] = field(default_factory=set)
    owned: set[str] = field(default_factory=set)

    def names(self) -> Iterator[str]:
        """Yield every name as a policy may match it, with and without the slash that it begins with."""
        for name in self.firm:
            yield name
            yield name.lstrip("/")

    def resources(self) -> Iterator[str]:
        """Yield the last part of every ARN."""
        return (arn["resource"] for name in self.firm if (arn := _RESOURCE.fullmatch(name)))


def survey_of(case: Case) -> Survey:
    """Return the names of a case, in the order in which they are found."""
    survey = Survey()
    for document in _documents_of(case):
        for leaf in leaves_of(document):
            _add(survey, leaf.kind, leaf.text)
            _add_owned(survey, leaf)
    return survey


def _add(survey: Survey, kind: Kind, text: str) -> None:
    if owned := _OF_AWS.match(text):
        survey.aws_names.update(owned["resource"].split("/"))
    elif kind is Kind.LOOSE_NAME:
        survey.loose[text] = None
    elif kind is Kind.NAME and len(text) <= _LONGEST_NAME and not _WILDCARD.search(text):
        survey.firm[text] = None


def _add_owned(survey: Survey, leaf: Leaf) -> None:
    """Remember the words of a name that are ordinary ones; of an ARN those behind the kind of its resource."""
    arn = _RESOURCE.fullmatch(leaf.text)
    is_linked_role = arn is not None and arn["resource"].startswith(_LINKED_ROLE)
    is_of_aws = is_linked_role or leaf.text == _DEFAULT_GROUP or _OF_AWS.match(leaf.text)
    if leaf.kind in (Kind.KEPT, Kind.SENTENCE) or is_of_aws or not (arn or leaf.is_own):
        return
    words = _WORD.findall(arn["resource"] if arn else leaf.text)
    named = words[1:] if arn and arn["service"] != "s3" else words
    survey.owned.update(word.lower() for word in named if word.lower() in _ORDINARY)


def _documents_of(case: Case) -> Iterator[object]:
    yield {"account": case.account, "focus": case.focus}
    yield case.model_extra
    for records in case.records.values():
        for record in records:
            yield from (record.answer, record.request, record.model_extra)
    for failure in case.failures:
        yield from (failure.request, failure.model_extra)
