"""A flow log that somebody exported as text: the files that S3 delivers, with their heading, and plain records.

https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-path.html
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, Final

from fargate_doctor.case.model import Record

if TYPE_CHECKING:
    from fargate_doctor.case.model import JsonObject

_ZIPPED: Final = b"\x1f\x8b"
_GZIP: Final = 31
_LARGEST: Final = 512 * 1024 * 1024
_FIRST_BYTES: Final = 4096

_FIELD_NAME = re.compile(r"[a-z][a-z0-9-]{1,40}")
_DEFAULT_RECORD = re.compile(
    r"2 \S+ (?:eni-[0-9a-f]+|-) \S+ \S+ \S+ \S+ \S+ \S+ \S+ \d+ \d+ (?:ACCEPT|REJECT|-) (?:OK|NODATA|SKIPDATA)"
)
_EXPORTED_AT = re.compile(r"^\d{4}-\d\d-\d\dT\S+ ")
"""What CloudWatch Logs puts before each line that it exports."""


def is_flow_log(start: bytes) -> bool:
    """Tell whether bytes begin as a flow log does, zipped or not."""
    first = _text(start, _FIRST_BYTES).partition("\n")[0]
    return bool(_heading(first)) or bool(_DEFAULT_RECORD.match(_EXPORTED_AT.sub("", first)))


def flow_log_record(data: bytes) -> tuple[str, Record]:
    """Return the lines of a flow log as CloudWatch Logs would answer them; a heading becomes their format."""
    lines = [_EXPORTED_AT.sub("", line.strip()) for line in _text(data, _LARGEST).splitlines() if line.strip()]
    fields = _heading(lines[0]) if lines else ()
    heading: JsonObject = {"LogFormat": " ".join(f"${{{name}}}" for name in fields)} if fields else {}
    records = lines[1:] if fields else lines
    return "logs:FilterLogEvents", Record(answer={**heading, "events": [{"message": line} for line in records]})


def _heading(line: str) -> tuple[str, ...]:
    """Return the names of the fields where a line is a heading, else nothing."""
    names = tuple(line.split())
    has_ends = {"srcaddr", "pkt-srcaddr"} & set(names) and {"dstaddr", "pkt-dstaddr"} & set(names)
    return names if has_ends and all(_FIELD_NAME.fullmatch(name) for name in names) else ()


def _text(data: bytes, at_most: int) -> str:
    if data.startswith(_ZIPPED):
        try:
            data = zlib.decompressobj(_GZIP).decompress(data, at_most)
        except zlib.error:
            return ""
    return data[:at_most].decode("utf-8", errors="replace")
