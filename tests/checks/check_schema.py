#!/usr/bin/env python3
"""Asks a validator of JSON Schema whether files are what editors are told they should be.

  check_schema.py DAF CONTENT... [--broken FIXTURES]

Every file of the content folders has to be valid by the schema of its kind. Of the fixtures of mistakes, those of fields must not
be: each has a file that the schema refuses, so that an editor marks what daf would.
"""

import json
import pathlib
import re
import subprocess
import sys

from jsonschema import Draft7Validator
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor


class Constructor(SafeConstructor):
    """A day stays the word that it is typed as, as in YAML 1.2's core."""


Constructor.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: loader.construct_scalar(node))


def schemas(daf):
    names = [line.split()[0] for line in subprocess.check_output([daf, "schema"], text=True).splitlines()]
    found = {}
    for name in names:
        schema = json.loads(subprocess.check_output([daf, "schema", name], text=True))
        Draft7Validator.check_schema(schema)
        found[name] = Draft7Validator(schema)
    return found


def kind_of(path):
    """The kind of a file by its path, as daf has it; None for what has no schema."""
    parts = pathlib.PurePosixPath(path).parts
    name = parts[-1]
    if any(part.startswith(".") for part in parts) or parts[0] in ("theme", "themes", "archetypes", "static"):
        return None
    translated = re.search(r"\.[a-z]{2,3}\.md$", name)
    if path == "daf.yaml":
        return "config"
    if path == "glossary.yaml":
        return "glossary"
    if parts[0] == "packets" and name.endswith((".yaml", ".yml")):
        return "packet"
    if not name.endswith(".md"):
        return None
    if parts[0] == "texts":
        return "text"
    if name.startswith("_index."):
        return "home" if translated else "unit"
    if name.startswith("_"):
        return None
    if path == "index.md" or (len(parts) == 1 and re.match(r"^index\.[a-z]+\.md$", path)):
        return "home"
    return "translation" if translated else "lesson"


def value_of(path, text):
    if path.endswith(".md"):
        found = re.match(r"^\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", text, re.S | re.M)
        if not found:
            return None
        text = found.group(1)
    reader = YAML(typ="safe", pure=True)
    reader.Constructor = Constructor
    return reader.load(text)


def main():
    daf, rest = sys.argv[1], sys.argv[2:]
    broken = pathlib.Path(rest[rest.index("--broken") + 1]) if "--broken" in rest else None
    folders = rest[: rest.index("--broken")] if broken else rest
    known, wrong, seen = schemas(daf), [], 0
    for folder in map(pathlib.Path, folders):
        for file in sorted(folder.rglob("*")):
            path = file.relative_to(folder).as_posix()
            kind = kind_of(path) if file.is_file() else None
            value = value_of(path, file.read_text(encoding="utf-8")) if kind else None
            if value is None:
                continue
            seen += 1
            for error in known[kind].iter_errors(value):
                wrong.append(f"{file}: {'/'.join(map(str, error.absolute_path))}: {error.message}")
    refused = 0
    for fixture in sorted(broken.glob("*.txt")) if broken else []:
        code = fixture.name.split(".")[0]
        if code not in ("unknown-field", "wrong-type", "bad-value", "missing-field"):
            continue
        before = fixture.read_text(encoding="utf-8").split("== says\n")[0]
        # The places that daf names: every one of these files has to be refused.
        said = fixture.read_text(encoding="utf-8").split("== says\n")[1]
        blamed = set(re.findall(r"\[" + code + r"\].*?\n +--> (?:content/)?([^:\n]+):", said, re.S))
        for part in ("\n" + before).split("\n== ")[1:]:
            head, _, body = part.partition("\n")
            path = head.strip()
            kind = kind_of(path)
            if path not in blamed or not kind:
                continue
            value = value_of(path, body)
            if value is None:
                continue
            refused += 1
            if not list(known[kind].iter_errors(value)):
                wrong.append(f"{fixture.name}: {path} is valid by the schema, and daf refuses it")
    print("\n".join(wrong) if wrong else f"{seen} files are valid; {refused} broken ones are refused")
    if not seen or (broken and refused < 4):
        sys.exit("too little was looked at")
    sys.exit(bool(wrong))


main()
