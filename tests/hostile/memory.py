#!/usr/bin/env python3
"""What daf holds in memory while it builds: what takes minutes, and what is measured.

  memory.py DAF [NAME...]     names of parts; none for all

Lessons as large as a file may be, by kinds, stay under 1 GiB with their sheets, or are told to be split; long ones of 300 KB keep their
sheets; memory does not grow with `static/`. Peaks are those that the system counts (wait4). Exits 1 where something failed.
"""
import os, subprocess, sys, tempfile

DAF = os.path.abspath(sys.argv[1])
ASKED = sys.argv[2:]
MEGABYTE = 1024 * 1024
failures = []
WORDS = ("people learn text question teacher student law story memory justice mercy peace covenant sabbath festival prayer "
         "blessing choice duty right wrong truth promise hope fear love").split()


def check(name, ok, detail=""):
    if not ok:
        failures.append(name)
        print(f"FAILED {name}: {detail}", flush=True)


def words(count, turn):
    return " ".join(WORDS[(at * 7 + turn) % len(WORDS)] for at in range(count))


def table(turn):
    row = lambda at: f"| {words(4, at)} | {words(5, at + 1)} | {words(6, at + 2)} |"
    return "| a | b | c |\n|---|---|---|\n" + "\n".join(row(turn * 100 + at) for at in range(100)) + "\n"


KINDS = {
    "one paragraph": lambda turn: words(15, turn),
    "paragraphs": lambda turn: words(60, turn) + ".\n",
    "a list": lambda turn: "- " + words(12, turn),
    "headings": lambda turn: f"## {words(4, turn)}\n\n{words(30, turn)}.\n",
    "tables": table,
    "footnotes": lambda turn: f"{words(20, turn)}[^{turn}].\n\n[^{turn}]: {words(12, turn)}\n",
    "Hebrew": lambda turn: "בראשית ברא אלהים את השמים ואת הארץ והארץ היתה תהו ובהו וחשך על פני תהום ורוח.\n",
    "long words": lambda turn: "x" * 70_000 + "\n",
}


def built(room, *more):
    """Exit code, what was said, and the peak in bytes."""
    command = [DAF, "build", "content", "-o", "out", "--no-cache", *more]
    with open(os.path.join(room, "said"), "w+") as said:
        process = subprocess.Popen(command, cwd=room, stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        said.seek(0)
        return os.waitstatus_to_exitcode(status), said.read(), usage.ru_maxrss * 1024


def lesson(room, kind, size):
    content = os.path.join(room, "content")
    os.makedirs(content)
    with open(os.path.join(content, "daf.yaml"), "w") as out:
        out.write("title: T\nlicense: CC0\n")
    with open(os.path.join(content, "one.md"), "w") as out:
        length = out.write("---\ntitle: One\nminutes: 20\n---\n")
        turn = 0
        while length < size:
            part = KINDS[kind](turn) + "\n"
            length += len(part.encode())
            turn += 1
            out.write(part)


def lessons():
    for kind in KINDS:
        for size, keeps in [(300 * 1024, True), (2 * MEGABYTE - 100_000, False)]:
            with tempfile.TemporaryDirectory() as room:
                lesson(room, kind, size)
                code, said, peak = built(room)
                name = f"{kind}, {size // 1024} KB"
                told = code == 1 and "too long for one sheet" in said and "one.md:1:1" in said
                check(name, code == 0 or (told and not keeps), said[-800:])
                check(name, peak < 1024 * MEGABYTE, f"{peak // MEGABYTE} MB")
                print(f"{name}: {'told' if told else 'made'}, {peak // MEGABYTE} MB", flush=True)


def static():
    with tempfile.TemporaryDirectory() as room:
        lesson(room, "paragraphs", 1000)
        folder = os.path.join(room, "content/static")
        os.makedirs(folder)
        for at in range(16):
            with open(os.path.join(folder, f"film{at}.mp4"), "wb") as out:
                out.write(os.urandom(50 * MEGABYTE))
        for turn in ["first", "again"]:
            code, said, peak = built(room)
            check(f"static {turn}", code == 0, said[-800:])
            check(f"static {turn}", peak < 500 * MEGABYTE, f"{peak // MEGABYTE} MB")
            print(f"static, 800 MB, {turn}: {peak // MEGABYTE} MB", flush=True)


def main():
    for part in [static, lessons]:
        if not ASKED or part.__name__ in ASKED:
            part()
    print("all passed" if not failures else f"{len(failures)} failed", flush=True)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
