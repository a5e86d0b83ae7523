"""Ids in the form in which AWS gives them, the same for the same words in every run."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Identities:
    """Ids of one account; another `seed` gives others."""

    seed: str

    def of(self, kind: str, *words: str) -> str:
        """Return an EC2 id: the kind, a zero and sixteen more hexadecimal digits."""
        return f"{kind}-0{self.digits(16, kind, *words)}"

    def uuid(self, *words: str) -> str:
        """Return a random-looking UUID of version 4."""
        return str(UUID(hex=self.digits(32, "uuid", *words), version=4))

    def digits(self, length: int, *words: str) -> str:
        """Return hexadecimal digits, as in the id of a task."""
        return sha256("/".join((self.seed, *words)).encode()).hexdigest()[:length]

    def decimals(self, length: int, *words: str) -> str:
        """Return decimal digits without a leading zero, as in the id of a deployment."""
        return (
            f"{1 + int(self.digits(1, 'first', *words), 16) % 9}" + str(int(self.digits(40, *words), 16))[-length + 1 :]
        )

    def mac(self, *words: str) -> str:
        """Return a MAC address with the prefix that EC2 uses."""
        digits = self.digits(8, "mac", *words)
        return ":".join(("02", "4f", *(digits[place : place + 2] for place in range(0, 8, 2))))
