"""Bytes of a file changed as a broken disk, a wrong program or a bad line would."""

from __future__ import annotations

import random

# What breaks readers more often than random bytes do.
_AWKWARD = (
    b"",
    b"\x00",
    b"\xff\xfe",
    b'"',
    b"\n",
    b"\r",
    b",",
    b";",
    b"\t",
    b"1e400",
    b"-1",
    b"9" * 40,
    b"nan",
    b"NULL",
)
_AWKWARD += (
    "２０１９".encode(),
    "：".encode(),
    b"=1+1",
    b"0000-00-00",
    b"31/02/2019",
    b"<",
    b">",
    b"%s{0}",
    b"\xed\xa0\x80",
)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Change a file in one to four places: bits flipped, bytes cut out, doubled, replaced, or the end lost."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(changed) + 1)
        to = min(len(changed), at + chance.choice((1, 1, 2, 8, 64)))
        what = chance.randrange(6)
        if what == 0 and at < len(changed):
            changed[at] ^= 1 << chance.randrange(8)
        elif what == 1:
            del changed[at:to]
        elif what == 2:
            changed[at:at] = changed[at:to]
        elif what == 3:
            changed[at:to] = chance.choice(_AWKWARD)
        elif what == 4:
            changed[at:to] = bytes(chance.randrange(256) for _ in range(to - at))
        else:
            del changed[max(at, len(changed) // 2) :]
    return bytes(changed)
