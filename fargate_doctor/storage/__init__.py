"""Cases, settings and the redaction key in their proper places on the user's disk.

Writing is all or nothing and for the owner's eyes alone. A home that cannot be read or written never stops the
tool: settings fall back to their defaults, and what cannot be remembered is not.
"""

from fargate_doctor.storage.cases import case_library, kept_cases, open_case, recent_cases, remember_case, save_case
from fargate_doctor.storage.choices import Choices, load_choices, save_choices
from fargate_doctor.storage.files import NotWritten, require_folder, write_file
from fargate_doctor.storage.folders import case_files
from fargate_doctor.storage.key import redaction_key
from fargate_doctor.storage.settings import LoadedSettings, Settings, Watch, load_settings, settings_file

__all__ = [
    "Choices",
    "LoadedSettings",
    "NotWritten",
    "Settings",
    "Watch",
    "case_files",
    "case_library",
    "kept_cases",
    "load_choices",
    "load_settings",
    "open_case",
    "recent_cases",
    "redaction_key",
    "remember_case",
    "require_folder",
    "save_case",
    "save_choices",
    "settings_file",
    "write_file",
]
