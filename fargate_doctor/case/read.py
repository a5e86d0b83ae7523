"""Reads what people have: a case file, saved AWS answers, events, a folder of these, or standard input."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fargate_doctor.case.case_file import case_in, is_case
from fargate_doctor.case.events import records_in
from fargate_doctor.case.flow_log_file import flow_log_record, is_flow_log
from fargate_doctor.case.gather import case_of_answers, merge_cases
from fargate_doctor.case.json_text import read_documents
from fargate_doctor.case.secrets import case_without_secrets
from fargate_doctor.case.sources import sources_at
from fargate_doctor.case.unreadable_cases import something_else
from fargate_doctor.case.unreadable_files import nothing_recognised
from fargate_doctor.errors import UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from fargate_doctor.case.model import Case, Record
    from fargate_doctor.text import Text


@dataclass(frozen=True, slots=True)
class Unrecognised:
    """A file that was passed over, and why."""

    name: str
    why: Text


@dataclass(frozen=True, slots=True)
class Reading:
    """The case that was read, and the files of a folder that had no part in it."""

    case: Case
    unrecognised: tuple[Unrecognised, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """What one file holds: cases, and answers that still have to be made into one."""

    cases: tuple[Case, ...] = ()
    answers: tuple[tuple[str, Record], ...] = ()


def read_case(source: Path | str) -> Case:
    """Return the case at a path; `-` is standard input. Raises `UnreadableInput`."""
    return read_sources(source).case


def parse_case(data: bytes, name: str) -> Case:
    """Return the case in a file's bytes; `name` is what sentences about it call it."""
    return _one_case([_found_in(data, name)])


def read_sources(*places: Path | str) -> Reading:
    """Return one case out of all the places, and what was passed over in folders. Raises `UnreadableInput`."""
    found: list[_Found] = []
    unrecognised: list[Unrecognised] = []
    for place in places:
        of_place, passed_over = _read_place(place)
        found.extend(of_place)
        unrecognised.extend(passed_over)
    return Reading(_one_case(found), tuple(unrecognised))


def _read_place(place: Path | str) -> tuple[list[_Found], list[Unrecognised]]:
    sources, is_folder = sources_at(place)
    if not is_folder:
        return [_found_in(sources[0].read(), sources[0].name)], []
    found: list[_Found] = []
    refused: list[tuple[str, UnreadableInput]] = []
    for source in sources:
        try:
            found.append(_found_in(source.read_if_json(), source.name))
        except UnreadableInput as error:
            refused.append((source.name, error))
    if not found:
        seen = [name.removeprefix(str(place)).lstrip("/\\") for name, _ in refused]
        raise refused[0][1] if len(refused) == 1 else nothing_recognised(str(place), seen)
    return found, [Unrecognised(name, error.happened) for name, error in refused]


def _found_in(data: bytes, name: str) -> _Found:
    if is_flow_log(data):
        return _Found(answers=(flow_log_record(data),))
    cases: list[Case] = []
    answers: list[tuple[str, Record]] = []
    for document in read_documents(data, name):
        if is_case(document):
            cases.append(case_in(document, name))
        elif recognised := tuple(records_in(document)):
            answers.extend(recognised)
        else:
            raise something_else(name, document)
    return _Found(tuple(cases), tuple(answers))


def _one_case(found: Iterable[_Found]) -> Case:
    found = tuple(found)
    answers = tuple(answer for part in found for answer in part.answers)
    cases = [case for part in found for case in part.cases]
    if answers or not cases:
        cases.append(case_of_answers(answers))
    return case_without_secrets(merge_cases(cases))
