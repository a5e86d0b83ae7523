"""Whether anything on this machine says how to reach AWS; told without botocore, which is slow to import."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

_VARIABLES: Final = (
    "AWS_PROFILE",
    "AWS_ACCESS_KEY_ID",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
)
_FILES: Final = (("AWS_CONFIG_FILE", "~/.aws/config"), ("AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials"))


def has_aws_configuration() -> bool:
    """Tell whether credentials or a profile are configured, right or wrong."""
    return any(os.environ.get(name) for name in _VARIABLES) or any(_is_file(*each) for each in _FILES)


def _is_file(variable: str, usual: str) -> bool:
    try:
        return Path(os.environ.get(variable) or usual).expanduser().is_file()
    except (OSError, RuntimeError):
        return False
