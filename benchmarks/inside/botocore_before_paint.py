"""Says whether botocore is imported by the time the app is there to paint, and how many modules of its own are."""

from __future__ import annotations

import sys

from fargate_doctor.tui.app import DoctorApp
from fargate_doctor.tui.launch import AppStart

if __name__ == "__main__":
    DoctorApp(AppStart())
    own = sum(name.startswith(("fargate_doctor.", "pydantic")) for name in sys.modules)
    sys.stdout.write(f"{'botocore' in sys.modules} {own}")
