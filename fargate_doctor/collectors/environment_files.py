"""Whether the environment files that containers name are in their buckets; what is in them is never read."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Final

from fargate_doctor.collectors.definitions import definitions_of
from fargate_doctor.collectors.permissions import OperationNotPermitted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fargate_doctor.case.model import JsonObject
    from fargate_doctor.collectors.calls import Calls
    from fargate_doctor.collectors.definitions import Defined

_FILE: Final = re.compile(r"arn:[^:]+:s3:::(?P<bucket>[^/]+)/(?P<key>.+)", re.DOTALL)
_UNSORTED: Final = "--x-s3"
"""Directory buckets do not list their keys in order."""

_FIRST: Final = {"": "us-east-1", "EU": "eu-west-1"}


async def ask_environment_files(calls: Calls, tasks: Sequence[JsonObject]) -> None:
    """Ask for every environment file by its whole key, in the Region of its bucket."""
    named = dict.fromkeys(each for defined in await definitions_of(calls, tasks) for each in _files(defined))
    await asyncio.gather(*(_ask(calls, *each) for each in named))


async def _ask(calls: Calls, bucket: str, key: str) -> None:
    """Ask for one file; keys come in their order, so the one that has no more than the prefix comes first."""
    try:
        located = await calls.ask("s3:GetBucketLocation", {"Bucket": bucket})
        if located is None or bucket.endswith(_UNSORTED):
            return
        written = located.get("LocationConstraint") or ""
        asked = {"Bucket": bucket, "Prefix": key, "MaxKeys": 1}
        await calls.ask("s3:ListObjectsV2", asked, region=_FIRST.get(written, written))
    except OperationNotPermitted:
        return  # botocore wanted to look for a bucket that has moved by HeadBucket; the call is kept as unanswered


def _files(defined: Defined) -> Iterator[tuple[str, str]]:
    for container in defined.containers:
        for file in container.get("environmentFiles") or ():
            if found := _FILE.fullmatch(str(file.get("value", ""))):
                yield found["bucket"], found["key"]
