"""Two cases side by side: what differs in AWS, and which difference changes which verdict. All of it is pure."""

from fargate_doctor.comparison.changes import Change, FieldChange
from fargate_doctor.comparison.comparing import Comparison, Explained, compare
from fargate_doctor.comparison.diagnoses import compare_diagnoses
from fargate_doctor.comparison.verdicts import Flip

__all__ = ["Change", "Comparison", "Explained", "FieldChange", "Flip", "compare", "compare_diagnoses"]
