"""Reads a large case in one way and prints as JSON the seconds of processor, and the largest memory in MB."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from benchmarks.inside import as_the_command_begins


def load(path: str) -> dict[str, float]:
    """Return the seconds of reading it as JSON alone."""
    began = time.process_time()
    with Path(path).open(encoding="utf-8") as stream:
        json.load(stream)
    return {"load": time.process_time() - began}


def diagnose(path: str) -> dict[str, float]:
    """Return the seconds of reading it as a case, of filling the models, and of diagnosing its tasks."""
    from fargate_doctor.case.read import read_case  # noqa: PLC0415 - what is imported is not measured
    from fargate_doctor.diagnosis.outcome import grouped  # noqa: PLC0415 - the same
    from fargate_doctor.fleet import examine  # noqa: PLC0415 - the same
    from fargate_doctor.model.snapshot import Snapshot  # noqa: PLC0415 - the same

    began = time.process_time()
    case = read_case(path)
    read = time.process_time()
    snapshot = Snapshot.of(case)
    parsed = time.process_time()
    groups = grouped(examine(snapshot)).groups()
    diagnosed = time.process_time()
    took = {"read": read - began, "models": parsed - read, "diagnose": diagnosed - parsed}
    return {**took, "parse": parsed - began, "groups": len(groups)}


def redact(path: str) -> dict[str, float]:
    """Return the seconds of reading it as a case, replacing every name, and writing it; what is written is let go."""
    from fargate_doctor.case.read import read_case  # noqa: PLC0415 - what is imported is not measured
    from fargate_doctor.case.redaction import redact as redacted  # noqa: PLC0415 - the same
    from fargate_doctor.case.write import parts_of_case_file  # noqa: PLC0415 - the same

    began = time.process_time()
    written = sum(map(len, parts_of_case_file(redacted(read_case(path), bytes(32)))))
    return {"redact": time.process_time() - began, "written": written}


def main(how: str, path: str) -> None:
    """Measure one of these; `json.load` runs as Python begins, the tool as it does."""
    if how != "load":
        as_the_command_begins()
    took = {"load": load, "diagnose": diagnose, "redact": redact}[how](path)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps({**took, "peak": peak}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
