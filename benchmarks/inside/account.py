"""An account with one broken task behind the latency proxy, until standard input ends."""

from __future__ import annotations

import asyncio
import json
import sys
from urllib.parse import urlsplit

from benchmarks.latency import LatencyProxy
from tests.lab.scenarios import all_scenarios
from tests.lab.server import Lab


async def main(name: str) -> None:
    """Build the scenario, say where it is, and serve."""
    lab = Lab()
    lab.start()
    lab.reset()
    target = next(each for each in all_scenarios() if each.name == name).build(lab)
    behind = urlsplit(lab.endpoint)
    port = await LatencyProxy(str(behind.hostname), int(behind.port or 0)).serve()
    environment = {**lab.environment, "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}"}
    sys.stdout.write(json.dumps({"environment": environment, "task": target.task_arn}) + "\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)
    lab.stop()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
