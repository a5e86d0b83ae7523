"""What this machine says of how to reach AWS; told without botocore, which is slow to import."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fargate_doctor.tui.jobs import Account

if TYPE_CHECKING:
    from fargate_doctor.storage import Settings

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


def configured_account(settings: Settings) -> Account:
    """Return the profile and Region of the settings, as far as the environment names no others."""
    says_profile = any(os.environ.get(name) for name in ("AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_ACCESS_KEY_ID"))
    says_region = any(os.environ.get(name) for name in ("AWS_REGION", "AWS_DEFAULT_REGION"))
    return Account(None if says_profile else settings.profile, None if says_region else settings.region)
