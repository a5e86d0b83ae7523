"""Rewrites a document: each string by what it holds, each key that a customer chose, JSON inside strings too."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from fargate_doctor.case.redaction.fields import kept_part_of_key
from fargate_doctor.case.redaction.leaves import Kind, json_in, kind_of
from fargate_doctor.case.redaction.policies import MATCHED, Policies, is_statement

if TYPE_CHECKING:
    from fargate_doctor.case.model import JsonObject
    from fargate_doctor.case.redaction.sentences import Sentences
    from fargate_doctor.case.redaction.words import Words

_BY_A_PERSON: Final = "UserInitiated"
"""Whoever stops a task may say why, in words of their own."""

_ASKED_BY_A_PERSON: Final = "requestParameters"
"""Where CloudTrail keeps what somebody asked AWS for, the reason of a `StopTask` among it."""

_API_EVENT = re.compile(r"(?:[A-Z][a-z0-9]+){2,}")


_OF_FLOW_LOGS: Final = frozenset({"ACCEPT", "REJECT", "NODATA", "SKIPDATA"})
"""Words of which a record of a flow log has one; any other line of a log is what some program wrote."""


class Redactor:
    """Rewrites the documents of one case."""

    def __init__(self, words: Words, sentences: Sentences, policies: Policies) -> None:
        self._words = words
        self._sentences = sentences
        self._policies = policies

    def document(self, document: JsonObject) -> JsonObject:
        """Return what stands for an answer or a request."""
        return self._object("", document)

    def sentence(self, text: str) -> str:
        """Return what stands for a message."""
        return self._sentences.sentence(text)

    def name(self, text: str) -> str:
        """Return what stands for a name."""
        return self._words.name(text)

    def _value(self, parent: str, field: str, value: Any) -> Any:  # noqa: ANN401 - any JSON value
        if isinstance(value, str):
            return self._string(parent, field, value)
        if isinstance(value, dict):
            return self._object(field, value)
        return [self._value(parent, field, item) for item in value] if isinstance(value, list) else value

    def _string(self, parent: str, field: str, text: str) -> str:
        inner = json_in(text)
        if inner is not None:
            return json.dumps(self._value(parent, field, inner), separators=(",", ":"), ensure_ascii=False)
        match kind_of(parent, field, text):
            case Kind.KEPT:
                return text
            case Kind.SENTENCE:
                return self._sentences.sentence(text)
            case _:
                return self._words.name(text)

    def _object(self, parent: str, value: JsonObject) -> JsonObject:
        matched = MATCHED if is_statement(value) else frozenset()
        redacted = {
            self._key(parent, field): self._matched(field, member)
            if field in matched
            else self._value(parent, field, member)
            for field, member in value.items()
        }
        said = redacted.get("stoppedReason")
        if value.get("stopCode") == _BY_A_PERSON and isinstance(said, str):
            redacted["stoppedReason"] = self._sentences.of_a_person(said)
        given = redacted.get("reason")
        if parent == _ASKED_BY_A_PERSON and isinstance(given, str):
            redacted["reason"] = self._sentences.of_a_person(given)
        written = redacted.get("message")
        if "ingestionTime" in value and isinstance(written, str) and not _is_flow_record(written):
            redacted["message"] = self._sentences.of_a_person(written)
        asked = value.get("AttributeValue")
        if value.get("AttributeKey") == "EventName" and isinstance(asked, str) and _API_EVENT.fullmatch(asked):
            redacted["AttributeValue"] = asked
        return redacted

    def _matched(self, parent: str, value: Any) -> Any:  # noqa: ANN401 - any JSON value
        """Rewrite what a policy matches against names."""
        if isinstance(value, str):
            patterns = self._policies.pattern(value)
            return patterns[0] if len(patterns) == 1 else patterns
        if isinstance(value, dict):
            return {self._key(parent, key): self._matched(key, member) for key, member in value.items()}
        if isinstance(value, list):
            return [pattern for item in value for pattern in self._patterns(parent, item)]
        return value

    def _patterns(self, parent: str, item: Any) -> list[Any]:  # noqa: ANN401 - any JSON value
        return self._policies.pattern(item) if isinstance(item, str) else [self._matched(parent, item)]

    def _key(self, parent: str, key: str) -> str:
        kept = kept_part_of_key(parent, key)
        return key[:kept] + self._words.name(key[kept:]) if kept < len(key) else key


def _is_flow_record(line: str) -> bool:
    return not _OF_FLOW_LOGS.isdisjoint(line.split())
