"""Write the built-in cases again: `python -m tests.account.write_demo`, from the top of the repository.

The same accounts give the same files. A case of that folder that is no longer built is removed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from fargate_doctor.case.write import dump_case
from tests.account.demos.every import DEMOS

if TYPE_CHECKING:
    from tests.account.demos.demo import Demo

FOLDER: Final = Path(__file__).parents[2] / "fargate_doctor" / "demo"


def content_of(demo: Demo) -> bytes:
    """Return the file of one case: the case, with its title and its summary."""
    case = demo.build().case()
    words = {
        "title": {"en": demo.title.en, "es": demo.title.es},
        "summary": {"en": demo.summary.en, "es": demo.summary.es},
    }
    return dump_case(case.model_validate({**case.model_dump(by_alias=True), **words}))


def write_demos(folder: Path = FOLDER) -> None:
    """Write every case, and remove those that are no longer built."""
    for left_over in folder.glob("*.json"):
        if left_over.stem not in DEMOS:
            left_over.unlink()
    for demo in DEMOS.values():
        (folder / f"{demo.name}.json").write_bytes(content_of(demo))


if __name__ == "__main__":
    write_demos()
