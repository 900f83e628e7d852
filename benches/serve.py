#!/usr/bin/env python3
"""Times a save: from the write of one file (beside it, renamed over it) until what it says is served. daf beside hugo, in turn.

  benches/serve.py            1,000 and 10,000 lessons, medians of 9; a build with nothing changed beside a cold one
  benches/serve.py --quick    1,000 lessons, medians of 7

Both servers stand over the same words (gen.py), are asked for the page again and again over new connections, and are timed by
turns in the same run. What hugo has no counterpart of (texts, a glossary) is timed for daf alone. hugo is left out, with a word,
where it is not installed. Prints times and ratios; fails no test by a time.
"""
import http.client, json, os, re, shutil, signal, socket, statistics, subprocess, sys, tempfile, time

from measure import run

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..")
DAF = os.environ.get("DAF", os.path.join(ROOT, "target", "release", "daf"))
PATIENCE = 60
# To reach: a save of a lesson beside hugo's; 10,000 lessons beside 1,000; a build with nothing changed beside a cold one.
BESIDE_HUGO, TEN_TIMES, UNCHANGED = 1 / 5, 2, 1 / 5


def generate(flavour, count, to):
    subprocess.run([sys.executable, os.path.join(HERE, "gen.py"), "--n", str(count), "--flavour", flavour, "--out", to],
                   check=True, stderr=subprocess.DEVNULL)
    if flavour == "hugo":
        shutil.copytree(os.path.join(HERE, "hugo"), to, dirs_exist_ok=True)


def save(path, text):
    """As most editors do: beside it, then in its place."""
    beside = os.path.join(os.path.dirname(path), f".{os.path.basename(path)}.tmp")
    with open(beside, "w") as file:
        file.write(text)
    os.rename(beside, path)


def read(path):
    with open(path) as file:
        return file.read()


class Server:
    """A server under test: its process, and its port."""

    def __init__(self, command, port, log):
        self.port = port
        self.process = subprocess.Popen(command, stdout=log, stderr=log)

    def get(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path)
            return connection.getresponse().read()
        finally:
            connection.close()

    def wait(self, path, words):
        """Seconds until a page has the words."""
        started = time.perf_counter()
        while time.perf_counter() - started < PATIENCE:
            try:
                if words in self.get(path):
                    return time.perf_counter() - started
            except (OSError, http.client.HTTPException):
                pass
            time.sleep(0.001)
        sys.exit(f"{path} never has {words!r}")

    def end(self):
        self.process.send_signal(signal.SIGINT)
        self.process.wait()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


# A change is what is saved in a turn, where it shows, and with which words.

def changes(tool, root, address):
    """What can be saved, by name; each gives, for a turn, the file, its new text, the page and the words that it shows then."""
    content = os.path.join(root, "content") if tool == "hugo" else root
    lesson = os.path.join(content, "unit-000", "lesson-00007.md")
    other = os.path.join(content, "unit-001", "lesson-00023.md")
    before, before_other = read(lesson), read(other)
    word = lambda turn: f"zebra{turn}word"
    titled = lambda turn: re.sub(r'^title: "', f'title: "{word(turn)} ', before_other, count=1, flags=re.M)
    found = {
        "a lesson": lambda turn: (lesson, f"{before}\n\n{word(turn)}\n", address(lesson), word(turn)),
        "a lesson's title, on the home page of its unit": lambda turn: (other, titled(turn), "/unit-001/", word(turn)),
    }
    if tool == "hugo":
        template, sheet, config = (os.path.join(root, path) for path in ("layouts/_default/single.html", "static/site.css", "hugo.toml"))
        as_was = {path: read(path) for path in (template, sheet, config)}
        found["a template"] = lambda turn: (template, as_was[template].replace("</", f"<!-- --><p>{word(turn)}</p></", 1), address(lesson), word(turn))
        found["a style sheet"] = lambda turn: (sheet, f"{as_was[sheet]}\n.{word(turn)} {{ color: red; }}\n", "/site.css", word(turn))
        found["the configuration"] = lambda turn: (config, as_was[config].replace('title = "Curriculum"', f'title = "Curriculum {word(turn)}"'), "/", word(turn))
        return found
    theme = os.path.join(ROOT, "themes", "daf")
    own = lambda path: os.path.join(root, "theme", path)
    text, glossary, config = os.path.join(root, "texts", "common.md"), os.path.join(root, "glossary.yaml"), os.path.join(root, "daf.yaml")
    template, sheet, as_config = read(os.path.join(theme, "templates", "lesson.html")), read(os.path.join(theme, "css", "site.css")), read(config)
    found["a text that lessons share"] = lambda turn: (text, shared_text(word(turn)), address(other), word(turn))
    found["a template"] = lambda turn: (own("templates/lesson.html"), template.replace("<main id=\"daf.main\">", f"<main id=\"daf.main\"><p>{word(turn)}</p>", 1), address(lesson), word(turn))
    found["a style sheet"] = lambda turn: (own("css/site.css"), f"{sheet}\n.{word(turn)} {{ color: red; }}\n", "its sheet of " + address(lesson), word(turn))
    found["the glossary"] = lambda turn: (glossary, f"- id: justice\n  term: justice\n  definition: What is {word(turn)}.\n", "/glossary/", word(turn))
    found["the configuration"] = lambda turn: (config, as_config.replace("Synthetic curriculum", f"Synthetic {word(turn)}"), "/", word(turn))
    return found


def shared_text(word):
    return f"---\nref: Avot 2:16\nhe: לא עליך המלאכה לגמור\nen: It is not for you to finish the {word}.\nlicense: CC0\ntranslator: ours\n---\n"


def prepare(root):
    """What only daf has: a text that several lessons share, a glossary, a theme of its own."""
    for folder in ("texts", "theme/templates", "theme/css"):
        os.makedirs(os.path.join(root, folder), exist_ok=True)
    save(os.path.join(root, "texts", "common.md"), shared_text("work"))
    save(os.path.join(root, "glossary.yaml"), "- id: justice\n  term: justice\n  definition: What is right.\n")
    for number in (23, 43, 63):
        lesson = os.path.join(root, f"unit-{number // 20:03d}", f"lesson-{number:05d}.md")
        save(lesson, read(lesson).replace("texts:\n", "texts:\n  - common\n", 1))


def seconds(server, change, turn):
    path, text, page, words = change(turn)
    save(path, text)
    if not page.startswith("its sheet of "):
        return server.wait(page, words.encode())
    # A sheet has another name with each change: it is the page that leads to it.
    page, started = page.removeprefix("its sheet of "), time.perf_counter()
    while time.perf_counter() - started < PATIENCE:
        sheets = re.findall(rb'<link rel="stylesheet" href="[./]*(assets/site\.[^"]+)"', server.get(page))
        if any(words.encode() in server.get("/" + sheet.decode()) for sheet in sheets):
            return time.perf_counter() - started
        time.sleep(0.001)
    sys.exit(f"the sheet of {page} never has {words!r}")


def start(tool, root, log):
    port = free_port()
    if tool == "hugo":
        return Server(["hugo", "server", "--source", root, "--port", str(port), "--bind", "127.0.0.1"], port, log)
    return Server([DAF, "serve", root, "--port", str(port), "--no-handouts"], port, log)


def addresses(tool, root):
    if tool == "hugo":
        return lambda file: "/" + os.path.relpath(file, os.path.join(root, "content"))[: -len(".md")] + "/"
    listed = json.loads(subprocess.run([DAF, "list", "lessons", root, "--json"], capture_output=True, check=True).stdout)
    known = {row["file"]: f"/{row['address']}/" for row in listed}
    return lambda file: known[os.path.relpath(file, root)]


def measure(count, rounds, tools, left_out=()):
    found = {}
    with tempfile.TemporaryDirectory() as work:
        servers, saves = {}, {}
        with open(os.path.join(work, "log"), "w") as log:
            for tool in tools:
                root = os.path.join(work, tool)
                generate(tool, count, root)
                if tool == "daf":
                    prepare(root)
                saves[tool] = changes(tool, root, addresses(tool, root))
                servers[tool] = start(tool, root, log)
            for tool in tools:
                servers[tool].wait("/", b"</html>")
            for name in saves["daf"]:
                for turn in range(rounds + 1):
                    for tool in tools:
                        if name in saves[tool] and (name, tool) not in left_out:
                            took = seconds(servers[tool], saves[tool][name], f"{len(found)}x{turn}")
                            if turn > 0:  # the first turn warms both
                                found.setdefault((name, tool), []).append(took)
                            # Let both come to rest: what follows a change in the background is no part of the next.
                            time.sleep(0.5)
            for server in servers.values():
                server.end()
    return {key: statistics.median(times) for key, times in found.items()}


def unchanged(count, rounds):
    """A build where nothing has changed, beside a cold one."""
    cold, warm = [], []
    with tempfile.TemporaryDirectory() as work:
        root = os.path.join(work, "daf")
        generate("daf", count, root)
        command = lambda to: [DAF, "build", root, "-o", to, "--no-handouts", "--quiet"]
        for turn in range(rounds + 1):
            to = os.path.join(work, f"out-{turn}")
            readings = run(command(to))[0], run(command(to))[0]
            if turn > 0:
                cold.append(readings[0])
                warm.append(readings[1])
    return statistics.median(cold), statistics.median(warm)


def main():
    quick = "--quick" in sys.argv[1:]
    tools = ["daf"] + (["hugo"] if shutil.which("hugo") else [])
    if len(tools) == 1:
        print("hugo is not installed: daf is timed alone")
    of_lesson = {}
    for count in [1000] if quick else [1000, 10000]:
        # With a new configuration hugo begins anew, for seconds.
        rows = measure(count, 7 if quick else 9, tools, [("the configuration", "hugo")] if quick else [])
        print(f"from a save to the page served, {count:,} lessons:")
        for name in dict.fromkeys(name for name, _ in rows):
            ours, theirs = rows[name, "daf"], rows.get((name, "hugo"))
            beside = f"   hugo {theirs * 1000:7.0f} ms   daf / hugo {ours / theirs:.2f}" if theirs else ""
            print(f"  {name:<48} daf {ours * 1000:6.0f} ms{beside}")
        of_lesson[count] = rows["a lesson", "daf"]
        if ("a lesson", "hugo") in rows:
            print(f"  a lesson, daf / hugo: {of_lesson[count] / rows['a lesson', 'hugo']:.3f} (to reach: {BESIDE_HUGO:.3f})")
        cold, warm = unchanged(count, 2 if quick else 3)
        print(f"  daf build with nothing changed: {warm:.3f} s, cold {cold:.3f} s, ratio {warm / cold:.2f}", flush=True)
    if len(of_lesson) == 2:
        print(f"ten times the lessons: {of_lesson[10000] / of_lesson[1000]:.2f} times as long (to reach: {TEN_TIMES})")


if __name__ == "__main__":
    main()
