"""Accounts in which nothing is wrong that can be read: only the message tells."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tests.remedies.account import Account

if TYPE_CHECKING:
    from collections.abc import Callable

_INIT = "ResourceInitializationError: "
_REGISTRY = "reg.example.com:5000"
TOLD = {
    "mend-command": 'CannotStartContainerError: exec: "npm run start": executable file not found in $PATH: unknown',
    "name-json-key": f"{_INIT}unable to pull secrets or registry auth: unable to retrieve secret from asm: retrieved "
    "secret from Secrets Manager did not contain json key User",
    "make-directory": f"{_INIT}failed to invoke EFS utils commands to set up EFS volumes: stderr: b'mount.nfs4: "
    "mounting fs-0aa11bb2.efs.eu-west-1.amazonaws.com:/data/web failed, reason given by server: No such file or "
    "directory' : unsuccessful EFS utils command execution; code: 32",
    "show-trusted-certificate": f'CannotPullContainerError: failed to do request: Head "https://{_REGISTRY}/v2/a/'
    'manifests/1": x509: certificate signed by unknown authority',
    "let-something-listen": f'CannotPullContainerError: failed to do request: Head "https://{_REGISTRY}/v2/a/'
    'manifests/1": dial tcp 10.0.9.9:5000: connect: connection refused',
    "start-listener-first": "CannotStartContainerError: failed to initialize logging driver: dial tcp 127.0.0.1:24224: "
    "connect: connection refused",
    "carry-required-tags": "Unexpected EC2 error while attempting to tag the network interface: TagPolicyViolation",
    "look-up-refusal": "Unexpected EC2 error while attempting to Create Network Interface in subnet 'subnet-0a': "
    "AuthFailure",
    "launch-later": f"{_INIT}unable to pull secrets or registry auth: unable to retrieve secret from asm: "
    "ThrottlingException: Rate exceeded",
    "fitting-definition": "The selected task definition is not compatible with the selected compute strategy.",
    "fitting-size": "ClientException: No Fargate configuration exists for given values: 256 CPU, 4096 memory.",
    "correct-container": "CannotStartContainerError: bind source path does not exist: /d: invalid mount config",
}
"""The remedy that each of these messages is answered with."""


def stopped_with(message: str) -> Account:
    """Return a task that stopped with a message, in an account that is well."""
    return Account(task={"stoppedReason": message, "stopCode": "TaskFailedToStart"})


def _named(identifier: str) -> Callable[[], Account]:
    broken = partial(stopped_with, TOLD[identifier])
    broken.__name__ = identifier  # type: ignore[attr-defined]
    return broken


BROKEN_TOLD = tuple(_named(each) for each in TOLD)
