"""The AWS CLI itself (version 1, from the package index), loaded once for all commands of a script.

`aws` on the script's PATH is a few lines that hand arguments and open files over to this process, because starting
the AWS CLI anew for each of thousands of calls is all that a test of a script would do.
"""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
import traceback
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_CLIENT: Final = """#!{python} -IS
import _socket, os, sys
server = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
server.connect({address!r})
lines = (str(len(sys.argv) - 1), *sys.argv[1:], *map("=".join, os.environ.items()))
said = "\\0".join(lines).encode("utf-8", "surrogateescape")
files = b"".join(number.to_bytes(4, sys.byteorder) for number in (0, 1, 2))
server.sendmsg([len(said).to_bytes(4, "big")], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, files)])
while said:
    said = said[server.send(said):]
sys.exit(int(server.recv(8) or b"255"))
"""
"""Its imports are the fewest there can be: it is started a few dozen times for one script."""


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
    """Answer one command after the other, each with a driver of its own; the models of AWS are read once."""
    from awscli.clidriver import create_clidriver  # noqa: PLC0415 - loaded by this process alone

    loader = create_clidriver().session.get_component("data_loader")
    _make_classes_once()
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(address)
        listening.listen(8)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while True:
            client, _ = listening.accept()
            with client:
                _answer(client, loader)


def _make_classes_once() -> None:
    """Let all commands share the classes of clients: their hundreds of methods are most of a command's time."""
    from botocore.client import ClientCreator  # noqa: PLC0415 - loaded already

    creators: Any = ClientCreator
    make, made = creators._create_client_class, dict[str, type]()

    def make_once(creator: Any, service: str, model: object) -> type:  # noqa: ANN401 - its stubs do not tell
        if service not in made:
            made[service] = make(creator, service, model)
        return made[service]

    creators._create_client_class = make_once


def _answer(client: socket.socket, loader: object) -> None:
    length, files, _, _ = socket.recv_fds(client, 4, 3)
    wanted = int.from_bytes(length, "big")
    said = b""
    while len(said) < wanted:
        said += client.recv(wanted - len(said))
    count, *rest = said.decode("utf-8", "surrogateescape").split("\0")
    arguments, environment = rest[: int(count)], dict(each.split("=", 1) for each in rest[int(count) :])
    kept = {"AWS_DATA_PATH": os.environ["AWS_DATA_PATH"]}
    os.environ.clear()
    os.environ.update({**environment, **kept})
    with _connected(files):
        code = _run(arguments, loader)
    client.sendall(str(code).encode())


@contextmanager
def _connected(files: list[int]) -> Iterator[None]:
    """Let input, output and errors be the open files of another process for a while."""
    own = [os.dup(number) for number in range(len(files))]
    try:
        for number, each in enumerate(files):
            os.dup2(each, number)
        yield
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        for number, each in enumerate(own):
            os.dup2(each, number)
        for each in (*own, *files):
            os.close(each)


def _run(arguments: list[str], loader: object) -> int:
    from awscli.clidriver import create_clidriver  # noqa: PLC0415 - loaded already

    try:
        driver = create_clidriver()
        driver.session.register_component("data_loader", loader)
        return int(driver.main(arguments))
    except SystemExit as exiting:
        return exiting.code if isinstance(exiting.code, int) else 255
    except Exception:  # noqa: BLE001 - what the AWS CLI dies of is an answer too
        traceback.print_exc()
        return 255


if __name__ == "__main__":
    serve(sys.argv[1])
