#!/usr/bin/env python3
"""Times sheets of paper: those of content/, of many lessons, and of one lesson beside other programs that print.

  benches/paper.py            medians of 5; 250 and 1,000 sheets of synthetic lessons
  benches/paper.py --quick    medians of 3; 62 and 250

A script and not a Rust bench, because all but one of its figures are a whole command's (its wall time, its processors, its peak
memory) and the programs beside it are commands too; what only the inside knows (our own work beside the engine's, a document set
in a process that is warm) is asked of benches/handouts.rs. What part of a build its sheets are is the build less the same build
with `--no-handouts`, both in the same run, in turn.

WeasyPrint is timed where `DAF_WEASYPRINT` names a python that has it, or this python has; Chromium where it is installed. All
print the same words in the same layout with the same fonts (paper/). Installs nothing. Fails no test by a time.
"""
import os, shutil, statistics, subprocess, sys, tempfile

from measure import run

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..")
DAF = os.path.join(ROOT, "target", "release", "daf")
PAGE = os.path.join(HERE, "paper", "page.html")
# To reach: peak memory of a build with its sheets (MiB); sheets that are kept, of sheets that are set.
PEAK, WARM = 400, 1 / 20


def median(rows):
    return [statistics.median(column) for column in zip(*rows)]


def build(content, to, cache=None, sheets=True):
    command = [DAF, "build", content, "-o", to, "--quiet"] + ([] if sheets else ["--no-handouts"]) + ([] if cache else ["--no-cache"])
    return run(command, env={**os.environ, **({"DAF_CACHE": cache} if cache else {})})


def pdfs(folder):
    return sum(name.endswith(".pdf") for _, _, names in os.walk(folder) for name in names)


def of_content(rounds):
    """All of content/: set, kept from before, and without sheets."""
    content = os.path.join(ROOT, "content")
    cold, warm, same, bare = [], [], [], []
    with tempfile.TemporaryDirectory() as work:
        build(content, os.path.join(work, "first"))  # warms the disk's caches
        for turn in range(rounds):
            cache = os.path.join(work, f"cache-{turn}")
            to = [os.path.join(work, f"{name}-{turn}") for name in ("cold", "warm", "bare")]
            cold.append(build(content, to[0], cache))
            warm.append(build(content, to[1], cache))
            same.append(build(content, to[1], cache))
            bare.append(build(content, to[2], sheets=False))
        count = pdfs(os.path.join(work, "cold-0"))
    cold, warm, same, bare = median(cold), median(warm), median(same), median(bare)
    print(f"content/: {count} PDFs, the whole command")
    print(f"{'':<24} {'wall s':>8} {'CPU s':>8} {'busy':>6} {'peak MiB':>9}")
    for name, row in (("all set", cold), ("kept, into a new folder", warm), ("kept, nothing changed", same), ("without sheets", bare)):
        print(f"{name:<24} {row[0]:>8.3f} {row[1]:>8.3f} {row[1] / row[0]:>6.2f} {row[2]:>9.1f}")
    print(f"sheets are {1 - bare[0] / cold[0]:.2f} of a cold build; {(cold[0] - bare[0]) / count * 1000:.0f} ms a sheet; "
          f"{os.cpu_count()} processors, {cold[1] / cold[0]:.2f} busy")
    print(f"nothing changed / cold: {same[0] / cold[0]:.3f} (to reach: {WARM:.3f})")
    print(f"a new folder / cold, sheets alone: {max(0, warm[0] - bare[0]) / (cold[0] - bare[0]):.3f} (to reach: {WARM:.3f})")
    print(f"peak memory: {cold[2]:.0f} MiB (to reach: {PEAK})")


def of_many(most):
    """Sheets of synthetic lessons, a quarter and all of them: whether four times as many take four times as long."""
    rows = []
    with tempfile.TemporaryDirectory() as work:
        each = sheets_of(work, 20) / 20
        for wanted in (most // 4, most):
            lessons = max(1, round(wanted / each))
            content = generated(work, lessons)
            to = os.path.join(work, f"site-{lessons}")
            bare = build(content, to + "-bare", sheets=False)
            row = build(content, to)
            rows.append((pdfs(to), row[0] - bare[0], row[1] - bare[1]))
            print(f"{rows[-1][0]:>6} sheets of {lessons} lessons: {rows[-1][1]:.1f} s, peak {row[2]:.0f} MiB (to reach: {PEAK}), "
                  f"{row[1] / row[0]:.2f} processors busy", flush=True)
    (few, quick, light), (many, slow, heavy) = rows
    print(f"{many / few:.2f} times the sheets take {slow / quick:.2f} times as long, {heavy / light:.2f} times the processors' time")


def generated(work, lessons):
    to = os.path.join(work, f"lessons-{lessons}")
    subprocess.run([sys.executable, os.path.join(HERE, "gen.py"), "--n", str(lessons), "--flavour", "daf", "--out", to],
                   check=True, stderr=subprocess.DEVNULL)
    return to


def sheets_of(work, lessons):
    to = os.path.join(work, f"site-{lessons}")
    build(generated(work, lessons), to)
    return pdfs(to)


def weasyprint():
    """A python that has WeasyPrint, or None."""
    python = os.environ.get("DAF_WEASYPRINT") or sys.executable
    found = subprocess.run([python, "-c", "import weasyprint; print(weasyprint.__version__)"], capture_output=True, text=True)
    return (python, found.stdout.strip()) if found.returncode == 0 else (None, None)


# Each time as a program that prints many pages would: what is imported and read of fonts is paid once, before.
INSIDE = """
import statistics, sys, time
from weasyprint import HTML
HTML(sys.argv[1]).write_pdf(sys.argv[2], pdf_variant="pdf/ua-1")
times = []
for _ in range(int(sys.argv[3])):
    started = time.perf_counter()
    HTML(sys.argv[1]).write_pdf(sys.argv[2], pdf_variant="pdf/ua-1")
    times.append(time.perf_counter() - started)
print(statistics.median(times))
"""


def beside_others(rounds):
    """One lesson's source sheet, printed by daf and by programs that print pages of a browser."""
    python, version = weasyprint()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as work:
        to = lambda name: os.path.join(work, name + ".pdf")
        commands = {"daf": [DAF, "print", "-C", os.path.join(HERE, "paper", "content"), "four-pages", "--kind", "source-sheet",
                            "-o", to("daf")]}
        if python:
            commands["WeasyPrint"] = [python, "-m", "weasyprint", "--pdf-variant", "pdf/ua-1", PAGE, to("WeasyPrint")]
        if chromium:
            commands["Chromium"] = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-extensions",
                                    f"--user-data-dir={work}/profile", "--no-pdf-header-footer",
                                    f"--print-to-pdf={to('Chromium')}", "file://" + PAGE]
        found = {name: [] for name in commands}
        for turn in range(rounds + 1):
            for name, command in commands.items():
                reading = run(command)
                if turn > 0:  # the first round warms the caches
                    found[name].append(reading)
        print("one document, the whole command" + (f"; WeasyPrint {version}" if python else ""))
        print(f"{'':<12} {'pages':>5} {'wall s':>8} {'CPU s':>8} {'peak MiB':>9} {'KiB':>6}")
        rows = {name: median(readings) for name, readings in found.items()}
        for name, row in rows.items():
            print(f"{name:<12} {pages(to(name)):>5} {row[0]:>8.3f} {row[1]:>8.3f} {row[2]:>9.1f} {os.path.getsize(to(name)) / 1024:>6.0f}")
        for name in rows:
            if name != "daf":
                print(f"daf / {name}: wall {rows['daf'][0] / rows[name][0]:.2f}, memory {rows['daf'][2] / rows[name][2]:.2f}")
        inside = bench("--set", os.path.join(HERE, "paper", "content"), capture=True)
        ours = [float(line.split()[-1]) for line in inside.splitlines() if line.startswith("set ")]
        print(f"inside one process, daf: {ours[0]:.3f} s the first time, {ours[1]:.3f} s a new document after, "
              f"{ours[2]:.3f} s the same again")
        if python:
            theirs = subprocess.run([python, "-c", INSIDE, PAGE, to("again"), str(rounds)], capture_output=True, text=True, check=True)
            theirs = float(theirs.stdout)
            print(f"inside one process, WeasyPrint: {theirs:.3f} s; daf's new document / WeasyPrint: {ours[1] / theirs:.2f}")
    for name, there in (("WeasyPrint", python), ("Chromium", chromium)):
        if not there:
            print(f"{name} is not installed: daf is not timed beside it")


def pages(pdf):
    """Without another program: the page tree says how many, in the clear or not at all."""
    found = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True) if shutil.which("pdfinfo") else None
    lines = [line.split()[1] for line in found.stdout.splitlines() if line.startswith("Pages:")] if found else []
    return lines[0] if lines else "?"


def bench(*arguments, capture=False):
    command = ["cargo", "bench", "--quiet", "--locked", "--bench", "handouts", "--", *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, text=True, stdout=subprocess.PIPE if capture else None).stdout


def main():
    quick = "--quick" in sys.argv[1:]
    rounds = 3 if quick else 5
    bench()
    sys.stdout.flush()
    of_content(rounds)
    sys.stdout.flush()
    of_many(250 if quick else 1000)
    sys.stdout.flush()
    beside_others(rounds)


if __name__ == "__main__":
    main()
