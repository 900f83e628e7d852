#!/usr/bin/env python3
"""Lays out the requests of tests/vectors/requests.txt as files to begin fuzzing with: fuzz/corpus/request."""
import os, re

HERE = os.path.dirname(os.path.abspath(__file__))
KNOWN = {"r": b"\r", "n": b"\n", "\\": b"\\"}


def unescaped(text):
    parts = re.split(r"\\(x[0-9a-f]{2}|.)", text)
    escapes = [bytes([int(part[1:], 16)]) if part.startswith("x") else KNOWN[part] for part in parts[1::2]]
    return b"".join(plain.encode() + escape for plain, escape in zip(parts[::2], [*escapes, b""]))


to = os.path.join(HERE, "corpus", "request")
os.makedirs(to, exist_ok=True)
with open(os.path.join(HERE, "..", "tests", "vectors", "requests.txt"), encoding="utf-8") as rows:
    for number, row in enumerate(row for row in rows if not row.startswith("#")):
        with open(os.path.join(to, f"{number:03d}"), "wb") as seed:
            seed.write(unescaped(row.rstrip("\n").split(" ", 1)[1]))
