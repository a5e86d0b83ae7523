"""What can go wrong for the user, each with what happened, what to do, and the exit code.

FargateDoctorError
├── UsageError (2)
│   ├── UnreadableInput
│   ├── UnknownTask
│   ├── UnknownDefinition
│   ├── NotFargate
│   └── NoRegion
├── AwsOutOfReach (4)
│   ├── NoCredentials
│   ├── EndpointUnreachable
│   └── TaskLookupRefused
└── Interrupted (130)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from fargate_doctor.text import Language, Text


class FargateDoctorError(Exception):
    """Something the user should read: what happened, and what to do about it."""

    exit_code: ClassVar[int] = 2

    def __init__(self, happened: Text, advice: Text) -> None:
        super().__init__(happened.en)
        self.happened = happened
        self.advice = advice

    def in_language(self, language: Language) -> str:
        """Return both sentences in one language."""
        return f"{self.happened.in_language(language)}\n{self.advice.in_language(language)}"


class UsageError(FargateDoctorError):
    """The command was called in a way that cannot be carried out; nothing was diagnosed."""


class UnreadableInput(UsageError):
    """A file or a stream is missing, broken, or something else than was expected."""


class UnknownTask(UsageError):
    """The task is not there: never, not here, or not any more."""


class UnknownDefinition(UsageError):
    """The task definition that is to be launched is not there."""


class NotFargate(UsageError):
    """The task runs on other capacity than Fargate."""


class NoRegion(UsageError):
    """No AWS Region was named and none is configured."""


class AwsOutOfReach(FargateDoctorError):
    """AWS could not be asked."""

    exit_code = 4


class NoCredentials(AwsOutOfReach):
    """There are no credentials, or they are no longer valid."""


class EndpointUnreachable(AwsOutOfReach):
    """No connection to AWS could be made."""


class TaskLookupRefused(AwsOutOfReach):
    """The call that finds the task was refused, so there is nothing to diagnose."""


class Interrupted(FargateDoctorError):
    """The user stopped the run."""

    exit_code = 130
