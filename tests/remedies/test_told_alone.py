"""What is advised where only the message tells what is wrong?"""

from __future__ import annotations

import json
import shlex

import pytest

from tests.remedies.broken_told import TOLD, stopped_with


@pytest.mark.parametrize(("identifier", "message"), TOLD.items())
def test_what_only_a_message_tells_is_answered_with_something_to_do(identifier: str, message: str) -> None:
    """The root cause carries the advice, which can be proven by nothing that was read."""
    (root,) = stopped_with(message).diagnosis().main_causes

    assert [(each.remedy.id, each.proven) for each in root.recommendations] == [(identifier, None)]


@pytest.mark.parametrize(
    ("identifier", "named"),
    [
        ("show-trusted-certificate", "reg.example.com:5000"),
        ("let-something-listen", "reg.example.com:5000"),
        ("start-listener-first", "127.0.0.1:24224"),
        ("make-directory", "/data/web"),
    ],
)
def test_the_advice_names_what_the_message_names(identifier: str, named: str) -> None:
    (root,) = stopped_with(TOLD[identifier]).diagnosis().main_causes

    title = root.recommendations[0].remedy.title
    assert named in title.en
    assert named in title.es


def test_the_directory_is_made_on_the_file_system_that_is_named() -> None:
    (root,) = stopped_with(TOLD["make-directory"]).diagnosis().main_causes

    words = shlex.split(root.recommendations[0].remedy.commands[0])

    assert words[words.index("--file-system-id") + 1] == "fs-0aa11bb2"
    assert json.loads(words[words.index("--root-directory") + 1])["Path"] == "/data/web"


@pytest.mark.parametrize(
    "message",
    [
        (
            "unable to retrieve secret from asm: ResourceNotFoundException: Secrets Manager "
            "can't find the specified secret."
        ),
        "ResourceInitializationError: failed to invoke EFS utils commands: stderr: FileSystemNotFound",
    ],
)
def test_advice_about_a_part_is_not_given_where_the_whole_is_missing(message: str) -> None:
    """A key of a secret that is gone, and a directory of a file system that is gone, are not to be mended."""
    (root,) = stopped_with(message).diagnosis().main_causes

    assert root.recommendations == ()
