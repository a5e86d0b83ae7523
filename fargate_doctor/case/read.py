"""Reads what people have: a case file, saved AWS answers, events, archives and folders of these, or standard input."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fargate_doctor.case.case_file import case_in, is_case
from fargate_doctor.case.cli_errors import errors_in, holds_errors
from fargate_doctor.case.events import recognised_in
from fargate_doctor.case.flow_log_file import flow_log_record, is_flow_log
from fargate_doctor.case.gather import case_of_answers, merge_cases
from fargate_doctor.case.json_text import decoded, documents_in
from fargate_doctor.case.logged import is_log_text, lines_of
from fargate_doctor.case.model import Failure
from fargate_doctor.case.secrets import case_without_secrets
from fargate_doctor.case.sources import sources_at
from fargate_doctor.case.unpacking import unpacked
from fargate_doctor.case.unreadable_cases import something_else
from fargate_doctor.case.unreadable_files import empty_archive, nothing_recognised
from fargate_doctor.errors import UnreadableInput
from fargate_doctor.frozen import frozen
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from fargate_doctor.case.model import Case, Record


@frozen
class Unrecognised:
    """A file, or a part of one, that was passed over, and why."""

    name: str
    why: Text


@frozen
class Reading:
    """The case that was read, and the files that had no part in it."""

    case: Case
    unrecognised: tuple[Unrecognised, ...] = ()


@frozen
class _Found:
    """What one file holds: cases, and answers and failures that still have to be made into one."""

    cases: tuple[Case, ...] = ()
    answers: tuple[tuple[str, Record], ...] = ()
    failures: tuple[Failure, ...] = ()
    unused: tuple[Unrecognised, ...] = ()


@frozen
class _Refused:
    """A file that holds nothing of use."""

    name: str
    error: UnreadableInput


def read_case(source: Path | str) -> Case:
    """Return the case at a path; `-` is standard input. Raises `UnreadableInput`."""
    return read_sources(source).case


def parse_case(data: bytes, name: str) -> Case:
    """Return the case in a file's bytes; `name` is what sentences about it call it."""
    return _one_case(_of_use(tuple(_parts_of(data, name)), name))


def read_sources(*places: Path | str) -> Reading:
    """Return one case out of all the places, and what was passed over.

    Raises `UnreadableInput` where a place cannot be read, or no part of any place is of use.
    """
    parts = tuple(part for place in places for part in _parts_at(place))
    found = _of_use(parts, ", ".join(map(str, places)))
    refused = (Unrecognised(each.name, each.error.happened) for each in parts if isinstance(each, _Refused))
    unused = (each for part in found for each in part.unused)
    return Reading(_one_case(found), (*refused, *unused))


def _parts_at(place: Path | str) -> Iterator[_Found | _Refused]:
    sources, is_folder = sources_at(place)
    if not is_folder:
        yield from _parts_of(sources[0].read(), sources[0].name)
        return
    for source in sources:
        try:
            data = source.read_if_of_use()
        except UnreadableInput as error:
            yield _Refused(source.name, error)
        else:
            yield from _parts_of(data, source.name)


def _parts_of(data: bytes, name: str) -> Iterator[_Found | _Refused]:
    try:
        for inner, content in unpacked(data, name):
            yield _part(content, inner)
    except UnreadableInput as error:
        yield _Refused(name, error)


def _part(data: bytes, name: str) -> _Found | _Refused:
    try:
        return _found_in(data, name)
    except UnreadableInput as error:
        return _Refused(name, error)


def _of_use(parts: Sequence[_Found | _Refused], place: str) -> tuple[_Found, ...]:
    """Return what was found, or raise what says best why nothing was."""
    found = tuple(part for part in parts if isinstance(part, _Found))
    if found:
        return found
    refused = [part for part in parts if isinstance(part, _Refused)]
    if len(refused) == 1:
        raise refused[0].error
    if not refused:
        raise empty_archive(place)
    raise nothing_recognised(place, [each.name.removeprefix(place).lstrip("/\\") for each in refused])


def _found_in(data: bytes, name: str) -> _Found:
    if is_flow_log(data):
        return _Found(answers=(flow_log_record(data),))
    failures: tuple[Failure, ...] = ()
    documents: tuple[Any, ...]
    text = decoded(data, name)
    if holds_errors(data):
        failures, text = errors_in(text)
    if is_log_text(text):
        documents = tuple(lines_of(text))
    else:
        documents = documents_in(text, name) if text.strip() or not failures else ()
    return _found_in_documents(documents, failures, name)


def _found_in_documents(documents: Sequence[Any], failures: tuple[Failure, ...], name: str) -> _Found:
    cases: list[Case] = []
    recognised: list[tuple[str, Record] | Failure] = list(failures)
    unused: list[Unrecognised] = []
    for document in documents:
        if is_case(document):
            cases.append(case_in(document, name))
            continue
        of_document = tuple(recognised_in(document))
        recognised += (each for each in of_document if not isinstance(each, Text))
        unused += (Unrecognised(name, each) for each in of_document if isinstance(each, Text))
        if not of_document:
            unused.append(Unrecognised(name, something_else(name, document).happened))
    if not cases and not recognised:
        raise something_else(name, documents[0])
    return _Found(
        tuple(cases),
        tuple(each for each in recognised if isinstance(each, tuple)),
        tuple(each for each in recognised if isinstance(each, Failure)),
        tuple(unused),
    )


def _one_case(found: Iterable[_Found]) -> Case:
    found = tuple(found)
    answers = tuple(answer for part in found for answer in part.answers)
    failures = tuple(failure for part in found for failure in part.failures)
    cases = [case for part in found for case in part.cases]
    if answers or failures or not cases:
        cases.append(case_of_answers(answers, failures))
    return case_without_secrets(merge_cases(cases))
