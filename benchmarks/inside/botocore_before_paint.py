"""Says whether botocore is imported by the time the app is there to paint."""

from __future__ import annotations

import sys

from fargate_doctor.tui.app import DoctorApp
from fargate_doctor.tui.launch import AppStart

if __name__ == "__main__":
    DoctorApp(AppStart())
    sys.stdout.write(str("botocore" in sys.modules))
