"""The AWS CLI itself (version 1, from the package index), loaded once and forked for each command of a script.

`aws` on the script's PATH is a few lines that hand arguments and open files over to this process, because starting
the AWS CLI anew for each of thousands of calls is all that a test of a script would do.
"""

from __future__ import annotations

import json
import os
import socket
import stat
import subprocess
import sys
import traceback
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SERVICES: Final = tuple(
    "cloudtrail ec2 ecr ecs efs elbv2 iam kms logs route53 route53resolver s3api secretsmanager ssm sts".split()  # noqa: SIM905 - words read better
)

_CLIENT: Final = """#!{python} -IS
import array, json, os, socket, sys
with socket.socket(socket.AF_UNIX) as server:
    server.connect({address!r})
    said = json.dumps([sys.argv[1:], dict(os.environ)]).encode()
    socket.send_fds(server, [len(said).to_bytes(4, "big")], [0, 1, 2])
    server.sendall(said)
    sys.exit(int(server.recv(8) or b"255"))
"""


class AwsCli:
    """A process that is the AWS CLI, and a folder for PATH in which `aws` reaches it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        address = str(folder / "socket")
        client = folder / "aws"
        client.write_text(_CLIENT.format(python=sys.executable, address=address), encoding="utf-8")
        client.chmod(client.stat().st_mode | stat.S_IXUSR)
        self._process = subprocess.Popen(  # noqa: S603 - this very file
            [sys.executable, __file__, address], stdout=subprocess.PIPE, env=_environment({})
        )
        if self._process.stdout is not None:
            self._process.stdout.readline()

    def run_script(self, script: str, folder: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        """Run a shell script with this `aws`, in a folder of its own."""
        file = folder / "collect.sh"
        file.write_text(script, encoding="utf-8")
        path = f"{self.folder}{os.pathsep}{os.environ['PATH']}"
        return subprocess.run(  # noqa: S603 - the script under test
            ["sh", str(file), str(folder / "answers")],  # noqa: S607 - whatever sh the system has
            env=_environment({**environment, "PATH": path, "HOME": str(folder)}),
            capture_output=True,
            text=True,
            check=False,
        )

    def stop(self) -> None:
        """End the process."""
        self._process.terminate()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    return {"LANG": "C.UTF-8", "PATH": os.environ["PATH"], **more}


def serve(address: str) -> None:
    """Answer one command after the other, each in a process of its own."""
    from awscli.clidriver import create_clidriver  # noqa: PLC0415 - loaded by this process alone

    driver = create_clidriver()
    loader = driver.session.get_component("data_loader")
    loader.load_data("cli")
    for service in SERVICES:
        for kind in ("service-2", "paginators-1", "waiters-2"):
            with suppress(Exception):  # not every service has all three
                loader.load_service_model(service, kind)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(address)
        listening.listen(8)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while True:
            client, _ = listening.accept()
            with client:
                _answer(client, loader)


def _answer(client: socket.socket, loader: object) -> None:
    length, files, _, _ = socket.recv_fds(client, 4, 3)
    wanted = int.from_bytes(length, "big")
    said = b""
    while len(said) < wanted:
        said += client.recv(wanted - len(said))
    arguments, environment = json.loads(said)
    child = os.fork()
    if child == 0:
        _become(arguments, environment, files, loader)
    _, status = os.waitpid(child, 0)
    for each in files:
        os.close(each)
    client.sendall(str(os.waitstatus_to_exitcode(status)).encode())


def _become(arguments: list[str], environment: dict[str, str], files: list[int], loader: object) -> None:
    from awscli.clidriver import create_clidriver  # noqa: PLC0415 - loaded already

    for number, each in enumerate(files):
        os.dup2(each, number)
    kept = {"AWS_DATA_PATH": os.environ["AWS_DATA_PATH"]}
    os.environ.clear()
    os.environ.update({**environment, **kept})
    code = 255
    try:
        driver = create_clidriver()
        driver.session.register_component("data_loader", loader)
        code = driver.main(arguments)
    except BaseException:  # noqa: BLE001 - a fork ends here, whatever happens
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    serve(sys.argv[1])
