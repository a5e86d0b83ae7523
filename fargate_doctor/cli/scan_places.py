"""The places of a scan: cases, or accounts and Regions that are asked side by side. One that fails ends no other."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Final

from fargate_doctor.case.read import read_case, read_sources
from fargate_doctor.case.sources import sources_at
from fargate_doctor.cli.aim import STANDARD_INPUT
from fargate_doctor.cli.progress import CallCounter
from fargate_doctor.errors import AwsOutOfReach, FargateDoctorError, UnknownTask, UnreadableInput
from fargate_doctor.frozen import frozen
from fargate_doctor.storage.cases import open_case, save_case
from fargate_doctor.storage.folders import is_case_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.case.model import Case

_AT_A_TIME: Final = 4
_EVERY: Final = "all"


@frozen
class ScanAsked:
    """What a scan is to look at; empty tuples stand for what the AWS configuration says, `all` for all there are."""

    cases: tuple[str, ...] = ()
    clusters: tuple[str, ...] = ()
    service: str | None = None
    profiles: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    endpoint_url: str | None = None
    folder: str | None = None
    resumes: bool = False


@frozen
class Looked:
    """What came of one place: its case, or the error that it ended in."""

    name: str
    case: Case | None
    error: FargateDoctorError | None = None
    is_live: bool = False


def looked_at(asked: ScanAsked) -> Iterator[Looked]:
    """Yield each place when it has been read or asked."""
    yield from _cases(asked.cases) if asked.cases else _accounts(asked)


def _cases(places: tuple[str, ...]) -> Iterator[Looked]:
    for place in places:
        sources, is_folder = sources_at(place) if place != STANDARD_INPUT else ((), False)
        if not is_folder:
            yield Looked(Path(place).name, read_case(place))
            continue
        files = [each.path for each in sources if each.path]
        whole = [file for file in files if is_case_file(file)]
        for file in whole:
            yield _read(file)
        if rest := [file for file in files if file not in set(whole)]:
            try:
                yield Looked(place, read_sources(*rest).case)
            except UnreadableInput as error:
                if not whole:
                    raise
                yield Looked(place, None, error)


def _read(file: Path) -> Looked:
    try:
        return Looked(file.name, read_case(file))
    except FargateDoctorError as error:
        return Looked(file.name, None, error)


def _accounts(asked: ScanAsked) -> Iterator[Looked]:
    """Ask every profile in every Region; each is a piece of work by itself whose result is a case."""
    stop = Event()
    units = _units(asked)
    with CallCounter() as counter, ThreadPoolExecutor(_AT_A_TIME) as pool:
        under_way = {pool.submit(_ask, asked, unit, stop, counter): unit for unit in units}
        try:
            for done in as_completed(under_way):
                yield done.result()
        finally:
            stop.set()
            for future in under_way:
                future.cancel()


def _units(asked: ScanAsked) -> list[tuple[str | None, str | None]]:
    from fargate_doctor.collectors.listing import profiles  # noqa: PLC0415 - boto3 only where AWS is asked
    from fargate_doctor.collectors.session import regions_of  # noqa: PLC0415 - the same

    named = profiles() if _EVERY in asked.profiles else asked.profiles or (None,)
    units: list[tuple[str | None, str | None]] = []
    for profile in named:
        regions = regions_of(profile) if _EVERY in asked.regions else asked.regions or (None,)
        units += ((profile, region) for region in regions)
    return units


def _ask(asked: ScanAsked, unit: tuple[str | None, str | None], stop: Event, counter: CallCounter) -> Looked:
    from fargate_doctor.collectors.fleet import collect_fleet  # noqa: PLC0415 - boto3 only where AWS is asked
    from fargate_doctor.collectors.session import open_session  # noqa: PLC0415 - the same

    profile, region = unit
    name = " ".join(filter(None, unit)) or "AWS"
    saved = _saved_at(asked, name)
    try:
        if asked.resumes and saved and saved.exists():
            return Looked(name, open_case(saved), is_live=True)
        session = open_session(profile=profile, region=region, endpoint_url=asked.endpoint_url)
        name = name if region else " ".join(filter(None, (profile, session.region)))
        case = collect_fleet(session, asked.clusters, asked.service, on_call=counter.count, stop=stop)
        if saved and not stop.is_set():
            save_case(case, saved)
    except (AwsOutOfReach, UnknownTask) as error:
        return Looked(name, None, error, is_live=True)
    return Looked(name, case, is_live=True)


def _saved_at(asked: ScanAsked, name: str) -> Path | None:
    if asked.folder is None:
        return None
    return Path(asked.folder) / f"{re.sub(r'[^A-Za-z0-9_.-]+', '-', name)}.json"
