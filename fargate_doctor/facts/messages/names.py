"""What in a message is only a name, of an image, a service, a role, a secret: it may hold any word and says nothing."""

from __future__ import annotations

import re
from typing import Final

_ARN: Final = re.compile(r"\barn:[^\s\"',]+")
_TYPE_OF_RESOURCE: Final = re.compile(r"[A-Za-z-]{1,40}[/:]")
_OWNER_OF_RESOURCE: Final = 5
_LAYERS: Final = "starport"
_PATH: Final = re.compile(
    r"((?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,20}(?::\d{1,5})?/|\b(?:localhost|\d{1,3}(?:\.\d{1,3}){3})(?::\d{1,5})?/)"
    r"([^\s\"'<>]+)"
)
_SERVICE: Final = re.compile(
    r"(\bservice )(?!call |linked |deployment |scheduler |role )"
    r"([A-Za-z0-9_.-]+)(?=\)|,| (?:was|is|has|could|operations|deregistered|registered|failed|\())",
    re.IGNORECASE,
)
_IMAGE: Final = re.compile(
    r"(\b(?:resolve ref(?:erence)?|access denied for|manifest for|normalize image reference) [\"']?)([^\s\"',]+)"
)
_PARAMETERS: Final = re.compile(r"(\bparameters: )([^\s,]+(?:, ?[^\s,]+)*)")
_QUOTED: Final = re.compile(r"(\b(?:container|role|service|cluster|secret) ')(?!cpu'|memory')([^']+)")
_RESOURCE: Final = re.compile(r"(\bon resource:? )(?![\"']?arn:)([^\s]+)")
_COMMAND: Final = re.compile(r"(\b(?:exec|stat)(?:: ?[\\\"']{1,6}/?|:? /))([^\s\"'\\]+)")
_ENDS: Final = ":.,;)"


def without_names(line: str) -> str:
    """Return a message on one line in which every name that its wording gives away is one letter."""
    if "/" in line:
        line = " ".join([_PATH.sub(_unnamed_path, each) if "/" in each else each for each in line.split(" ")])
    if "arn:" in line:
        line = _ARN.sub(_unnamed_arn, line)
    if "ervice " in line:
        line = _SERVICE.sub(r"\1x", line)
    if "ref" in line or " for " in line:
        line = _IMAGE.sub(_unnamed, line)
    if "parameters: " in line:
        line = _PARAMETERS.sub(_unnamed, line)
    if " '" in line:
        line = _QUOTED.sub(r"\1x", line)
    if "on resource" in line:
        line = _RESOURCE.sub(_unnamed, line)
    return _COMMAND.sub(_unnamed, line) if "exec" in line or "stat" in line else line


def _unnamed(found: re.Match[str]) -> str:
    return f"{found[1]}x{_end_of(found[2])}"


def _unnamed_path(found: re.Match[str]) -> str:
    return found[0] if _LAYERS in found[0] else _unnamed(found)


def _unnamed_arn(found: re.Match[str]) -> str:
    *owner, resource = found[0].split(":", _OWNER_OF_RESOURCE)
    if len(owner) < _OWNER_OF_RESOURCE or owner[2] == "s3":
        return found[0]
    kind = _TYPE_OF_RESOURCE.match(resource)
    return f"{':'.join(owner)}:{kind[0] if kind else ''}x{_end_of(resource)}"


def _end_of(name: str) -> str:
    return name[len(name.rstrip(_ENDS)) :]
