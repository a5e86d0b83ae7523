"""Where the user's own files belong on this system."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import platformdirs

_APP: Final = "fargate-doctor"


def data_folder() -> Path:
    """Return the folder of what the tool made and the user would miss: cases and the key."""
    return Path(platformdirs.user_data_dir(_APP, appauthor=False))


def config_folder() -> Path:
    """Return the folder of what the user chose."""
    return Path(platformdirs.user_config_dir(_APP, appauthor=False))


def state_folder() -> Path:
    """Return the folder of what the tool remembers between runs: what was opened, chosen and recorded last."""
    return Path(platformdirs.user_state_dir(_APP, appauthor=False))


def cache_folder() -> Path:
    """Return the folder of what can be worked out again."""
    return Path(platformdirs.user_cache_dir(_APP, appauthor=False))
