"""AWS CLI commands as text that a POSIX shell takes apart into exactly the words that are meant.

Ids and names come from AWS's answers and may be hostile: they are quoted, never start an option, and never name a file
or an address for the AWS CLI to load.
"""

from __future__ import annotations

import json
import re
import shlex
from typing import TYPE_CHECKING, Final

from fargate_doctor.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

Word = str | int
Value = Word | bool | None | tuple[str, ...] | dict[str, object] | list[object]

_READ_VERBS: Final = ("describe-", "get-", "list-", "wait", "simulate-", "lookup-", "search-", "filter-")
_LOADS_A_FILE: Final = re.compile(r"\s*(?:-|[A-Za-z]+://)")
NOT_AN_ID: Final = "<NOT_AN_ID>"


def aws(service: str, operation: str, region: str, /, **options: Value) -> str:
    """Return one command; `vpc_id="vpc-1"` becomes `--vpc-id vpc-1`, True a flag, False its `--no-` form.

    `operation` may be two words, `wait …`. A tuple becomes several words, a dictionary or list becomes JSON, and None
    is left out.
    """
    words = ["aws", service, *operation.split()]
    for name, value in options.items():
        words += _option(name.strip("_").replace("_", "-"), value)
    return shlex.join([*words, "--region", _inert(region)])


def only_reads(command: str) -> bool:
    """Tell whether a command is one of the AWS CLI that changes nothing, and hands nothing on to another program."""
    words = shlex.split(command)
    return words[:1] == ["aws"] and "|" not in words and words[2].startswith(_READ_VERBS)


def _option(name: str, value: Value) -> Iterator[str]:
    if value is None:
        return
    yield f"--no-{name}" if value is False else f"--{name}"
    if isinstance(value, (dict, list)):
        yield json.dumps(value)
    elif isinstance(value, tuple):
        yield from (_inert(each) for each in value)
    elif not isinstance(value, bool):
        yield _inert(str(value))


def _inert(word: str) -> str:
    """Return a word that is neither an option nor, to the AWS CLI, the name of something to load."""
    shown = printable(word)
    return NOT_AN_ID if _LOADS_A_FILE.match(shown) else shown
