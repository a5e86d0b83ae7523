"""Redaction that keeps the diagnosis: everything that names somebody is replaced, every relation stays.

The same value has the same pseudonym wherever it stands, under one key in every case, and nothing of what AWS said in
its own words is lost. A string is kept only where its field or its form says that it is AWS's; all else is taken for
a name, so a field that is not known yet cannot leak.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fargate_doctor.case.redaction.addresses import Addresses
from fargate_doctor.case.redaction.document import Redactor
from fargate_doctor.case.redaction.known import Known
from fargate_doctor.case.redaction.masked import Masked
from fargate_doctor.case.redaction.networks import networks_of
from fargate_doctor.case.redaction.policies import Policies
from fargate_doctor.case.redaction.pseudonyms import Pseudonyms
from fargate_doctor.case.redaction.sentences import Sentences
from fargate_doctor.case.redaction.survey import survey_of
from fargate_doctor.case.redaction.wording import WORDS
from fargate_doctor.case.redaction.words import Words
from fargate_doctor.case.secrets import case_without_secrets

if TYPE_CHECKING:
    from fargate_doctor.case.model import Case, Failure, JsonObject, Record, Statement
    from fargate_doctor.case.redaction.survey import Survey

_ORDINARY_WORD = re.compile(r"[A-Za-z]+")


def redact(case: Case, key: bytes) -> Case:
    """Return the case with every name, id and address replaced; one that was redacted before stays as it is."""
    return redact_and_tell(case, key)[0]


def redact_and_tell(case: Case, key: bytes) -> tuple[Case, Masked]:
    """Return the redacted case, and what was masked in it."""
    if case.redacted:
        return case_without_secrets(case), Masked()
    case = case_without_secrets(case)
    words, redactor = _redactor_for(case, key)
    return _redacted(case, redactor), words.masked


def _redacted(case: Case, redactor: Redactor) -> Case:
    return case.model_copy(
        update={
            **_extra(redactor, case),
            "account": redactor.name(case.account) if case.account else None,
            "focus": redactor.name(case.focus) if case.focus else None,
            "redacted": True,
            "records": {
                operation: tuple(_record(redactor, record) for record in records)
                for operation, records in case.records.items()
            },
            "failures": tuple(_failure(redactor, failure) for failure in case.failures),
            "statements": tuple(_statement(redactor, statement) for statement in case.statements),
        }
    )


def _redactor_for(case: Case, key: bytes) -> tuple[Words, Redactor]:
    survey = survey_of(case)
    words = Words(
        Pseudonyms(key), Addresses(key, networks_of(case)), frozenset(survey.aws_names), frozenset(survey.owned)
    )
    sentences = Sentences(words, _known(words, survey))
    return words, Redactor(words, sentences, Policies(words, survey.names(), survey.resources()))


def _known(words: Words, survey: Survey) -> Known:
    known = Known()
    for text in survey.firm:
        for token, replacement in words.tokens(text):
            if token.lower() not in WORDS:  # else it would be masked in AWS's own sentences
                known.add(token, replacement)
    for text in survey.loose:
        for token, replacement in words.tokens(text):
            if not _ORDINARY_WORD.fullmatch(token):
                known.add(token, replacement)
    return known


def _record(redactor: Redactor, record: Record) -> Record:
    request = redactor.document(record.request) if record.request is not None else None
    answer = redactor.document(record.answer)
    return record.model_copy(update={**_extra(redactor, record), "request": request, "answer": answer})


def _failure(redactor: Redactor, failure: Failure) -> Failure:
    request = redactor.document(failure.request) if failure.request is not None else None
    message = redactor.sentence(failure.message)
    return failure.model_copy(update={**_extra(redactor, failure), "request": request, "message": message})


def _statement(redactor: Redactor, statement: Statement) -> Statement:
    return statement.model_copy(update={**_extra(redactor, statement), "answer": redactor.name(statement.answer)})


def _extra(redactor: Redactor, part: Case | Record | Failure | Statement) -> JsonObject:
    return redactor.document(part.model_extra or {})
