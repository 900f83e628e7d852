#!/usr/bin/env python3
"""The preview under crowds and storms: what takes seconds, and what is measured.

  crowds.py DAF [NAME...]     names of parts; none for all

While each part runs, a plain request is sent ten times a second: it must be answered with the page. It should be within a second;
a machine that has other work to do is slower, and fails nothing before it seems to hang. Memory and open files are read from
/proc, so this runs on Linux. Prints a line for each part; exits 1 where something failed.
"""
import contextlib, os, random, re, resource, select, shutil, signal, socket, struct, subprocess, sys, tempfile, threading, time

HERE = os.path.dirname(os.path.abspath(__file__))
DAF = os.path.abspath(sys.argv[1])
ASKED = sys.argv[2:]
FAMILIES = [(socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")]
MEGABYTE = 1024 * 1024
# Seconds in which a page, or the last of many states, should be there, and after which it is not coming.
SOON, NEVER = 1, 15
failures = []


def late(name, seconds):
    """Tells of what came later than it should."""
    if seconds > SOON:
        print(f"{name}: {seconds:.2f} s (to reach: {SOON})", flush=True)


def check(name, ok, detail=""):
    if not ok:
        failures.append(f"{name}: {detail}")
        print(f"FAILED {name}: {detail}", flush=True)
    return ok


class Preview:
    """`daf serve` over a curriculum of its own."""

    def __init__(self, room, *more, lessons=60, before=None, wrapper=()):
        self.room = room
        self.content = os.path.join(room, "content")
        if not os.path.isdir(self.content):
            subprocess.run([sys.executable, os.path.join(HERE, "../../benches/gen.py"), "--n", str(lessons), "--flavour", "daf",
                            "--out", self.content], check=True, stderr=subprocess.DEVNULL)
        self.log = open(os.path.join(room, "log"), "w+")
        environment = dict(os.environ, DAF_CACHE=os.path.join(room, "cache"))
        environment.pop("DAF_EDITOR", None)
        self.process = subprocess.Popen([*wrapper, DAF, "serve", "content", "--port", "0", "--no-handouts", *more], cwd=room,
                                        stdout=subprocess.PIPE, stderr=self.log, text=True, preexec_fn=before, env=environment)
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"daf serve did not begin: {self.said()}")
        self.port = int(line.strip().rstrip("/").rsplit(":", 1)[1])
        self.files = sorted(os.path.join(at, name) for at, _, names in os.walk(self.content) for name in names
                            if name.endswith(".md") and name.startswith("lesson"))

    def said(self):
        self.log.flush()
        with open(self.log.name) as log:
            return log.read()

    def connect(self, family=0, timeout=NEVER):
        kind, host = FAMILIES[family % 2]
        stream = socket.socket(kind, socket.SOCK_STREAM)
        stream.settimeout(timeout)
        stream.connect((host, self.port))
        return stream

    def head(self, target="/", more=""):
        return f"GET {target} HTTP/1.1\r\nHost: localhost:{self.port}\r\n{more}\r\n".encode()

    def get(self, target="/", family=0, timeout=NEVER):
        with self.connect(family, timeout) as stream:
            stream.sendall(self.head(target, "Connection: close\r\n"))
            came = b"".join(iter(lambda: stream.recv(65536), b""))
        head, _, body = came.partition(b"\r\n\r\n")
        return int(head.split(b" ")[1]), body

    def status(self, key):
        with open(f"/proc/{self.process.pid}/status") as status:
            return int(re.search(rf"^{key}:\s+(\d+)", status.read(), re.M).group(1))

    def memory(self):
        return self.status("VmRSS") / 1024

    def open_files(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def end(self):
        self.process.send_signal(signal.SIGINT)
        started = time.monotonic()
        try:
            code = self.process.wait(NEVER)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = None
        self.log.close()
        late("Ctrl-C", time.monotonic() - started)
        check("Ctrl-C", code == 130, f"{code} after {time.monotonic() - started:.1f} s")


class Prober:
    """Sends a plain request ten times a second, and keeps the longest wait."""

    def __init__(self, preview):
        self.preview, self.longest, self.count, self.wrong, self.peak = preview, 0.0, 0, [], 0.0
        self.done = threading.Event()
        self.thread = threading.Thread(target=self.run)

    def run(self):
        while not self.done.is_set():
            started = time.monotonic()
            try:
                status, body = self.preview.get("/", self.count)
                if status != 200 or not body.rstrip().endswith(b"</html>"):
                    self.wrong.append(f"{status}, {len(body)} bytes")
            except OSError as error:
                self.wrong.append(str(error))
            self.longest = max(self.longest, time.monotonic() - started)
            self.count += 1
            with contextlib.suppress(OSError):
                self.peak = max(self.peak, self.preview.memory())
            time.sleep(0.1)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.done.set()
        self.thread.join()


def settled(read, is_right, patience):
    """Waits for a reading to be right; the last one."""
    deadline = time.monotonic() + patience
    while True:
        came = read()
        if is_right(came) or time.monotonic() > deadline:
            return came
        time.sleep(0.1)


def steady(read):
    """Waits for a reading to be the same for three looks in a row; the last one."""
    last = [read()]
    settled(lambda: (last.append(read()), last[-3:])[1], lambda three: len(three) == 3 and len(set(three)) == 1, NEVER)
    return last[-1]


def heard(stream, words):
    """Reads until the words have come; whether they have."""
    came, deadline = b"", time.monotonic() + NEVER
    stream.setblocking(True)
    with contextlib.suppress(OSError):
        while words not in came and time.monotonic() < deadline:
            stream.settimeout(max(0.1, deadline - time.monotonic()))
            more = stream.recv(4096)
            if not more:
                break
            came += more
    return words in came


def is_open(stream):
    """Whether the other side still listens, reading what came meanwhile."""
    stream.setblocking(False)
    try:
        while True:
            if not stream.recv(65536):
                return False
    except BlockingIOError:
        return True
    except OSError:
        return False


def crowd(name, act, preview):
    """Runs a part with the plain requests beside it, and reads memory and files before and after."""
    for target in ["/", "/index.html", "/nowhere"]:
        preview.get(target)
    # The connections of these questions end a moment after their answers.
    files = steady(preview.open_files)
    memory = preview.memory()
    started = time.monotonic()
    with Prober(preview) as prober:
        act(preview)
    took = time.monotonic() - started
    left = settled(preview.open_files, lambda count: count <= files + 3, 12 + NEVER)
    after = settled(preview.memory, lambda now: now <= memory + 50, NEVER)
    check(f"{name}: plain requests", not prober.wrong and prober.longest < NEVER,
          f"longest {prober.longest:.2f} s of {prober.count}; {prober.wrong[:3]}")
    late(f"{name}: plain requests", prober.longest)
    check(f"{name}: open files", left <= files + 3, f"{left}, {files} before")
    check(f"{name}: memory", after <= memory + 50, f"{after:.0f} MB, {memory:.0f} before, {prober.peak:.0f} at most")
    print(f"{name}: {took:.1f} s, longest wait {prober.longest * 1000:.0f} ms of {prober.count} plain requests, "
          f"{memory:.0f} MB before, {prober.peak:.0f} at most, {after:.0f} after", flush=True)


def large_heads(preview):
    for round in range(4):
        streams = [preview.connect(number) for number in range(25)]
        for stream in streams:
            with contextlib.suppress(OSError):
                stream.sendall(b"GET /" + b"a" * MEGABYTE + b" HTTP/1.1\r\n")
        for stream in streams:
            stream.settimeout(NEVER)
            with contextlib.suppress(OSError):
                check("large heads", b" 414 " in stream.recv(4096), "no 414")
            stream.close()


def slow_heads(preview):
    """500 connections that send a byte every few seconds: each is closed at ten seconds or so, with a word."""
    streams = [preview.connect(number) for number in range(500)]
    began = {stream: time.monotonic() for stream in streams}
    for stream in streams:
        stream.sendall(b"GET / HTTP/1.1\r\nX: ")
    closed, next_byte = {}, time.monotonic() + 3
    while len(closed) < len(streams) and time.monotonic() - began[streams[0]] < 20:
        waiting = [stream for stream in streams if stream not in closed]
        for stream in select.select(waiting, [], [], 0.2)[0]:
            came = b""
            with contextlib.suppress(OSError):
                came = stream.recv(4096)
            closed[stream] = (time.monotonic() - began[stream], came)
        if time.monotonic() > next_byte:
            next_byte += 3
            for stream in waiting:
                with contextlib.suppress(OSError):
                    stream.send(b"a")
    times = [took for took, _ in closed.values()]
    check("slow heads", len(closed) == 500, f"{len(closed)} of 500 were closed")
    check("slow heads", times and min(times) > 8 and max(times) < 10 + NEVER, f"after {min(times):.1f} to {max(times):.1f} s")
    check("slow heads", all(b" 408 " in came for _, came in closed.values()), "not each was told so")
    for stream in streams:
        stream.close()


def too_many(preview):
    """More connections than there are seats: those that say nothing go, the oldest first, and are told so."""
    streams = [preview.connect(number) for number in range(1500)]
    # Seats have run out for good when the last of the 300 oldest was told so.
    select.select([streams[299]], [], [], NEVER)
    status, _ = preview.get("/")
    check("too many", status == 200, str(status))
    told = 0
    for stream in streams[:300]:
        stream.settimeout(NEVER)
        with contextlib.suppress(OSError):
            told += b" 503 " in stream.recv(4096)
    check("too many", told == 300, f"{told} of the 300 oldest were told")
    for stream in streams:
        stream.close()


def slow_readers(preview):
    """Readers of a large file who take a byte a second."""
    with open(os.path.join(preview.content, "static/large.pdf"), "wb") as file:
        file.write(b"%PDF-1.7\n" + random.Random(1).randbytes(20 * MEGABYTE))
    settled(lambda: len(preview.get("/large.pdf")[1]), lambda length: length > 20 * MEGABYTE, NEVER)
    before = preview.open_files()
    streams = []
    for number in range(40):
        kind, host = FAMILIES[number % 2]
        stream = socket.socket(kind, socket.SOCK_STREAM)
        stream.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        stream.connect((host, preview.port))
        stream.sendall(preview.head("/large.pdf"))
        streams.append(stream)
    # The system takes them in before the server does.
    taken = settled(preview.open_files, lambda count: count >= before + 40, NEVER)
    check("slow readers", taken >= before + 40, f"{taken - before} of 40 were let in")
    started = time.monotonic()
    while preview.open_files() > before + 2 and time.monotonic() - started < 20:
        time.sleep(1)
        for stream in streams:
            stream.setblocking(False)
            with contextlib.suppress(OSError):
                stream.recv(1)
    took = time.monotonic() - started
    check("slow readers", preview.open_files() <= before + 2, f"{preview.open_files()} files are open after {took:.0f} s")
    check("slow readers", took > 5, f"they were given up after {took:.0f} s")
    for stream in streams:
        stream.close()
    os.remove(os.path.join(preview.content, "static/large.pdf"))
    settled(lambda: preview.get("/large.pdf")[0], lambda status: status == 404, NEVER)


def listeners(preview):
    """1,000 pages that listen: 64 are told, the newest."""
    streams = []
    for number in range(1000):
        stream = preview.connect(number)
        stream.sendall(preview.head("/__daf/events"))
        streams.append(stream)
        # The head of the answer says that the page is listened to; the next comes after it.
        check("listeners", heard(stream, b"\r\n\r\n"), f"number {number} got no answer")
    living = lambda: [number for number, stream in enumerate(streams) if is_open(stream)]
    alive = settled(living, lambda alive: len(alive) <= 64, NEVER)
    check("listeners", len(alive) == 64, f"{len(alive)} are told")
    check("listeners", min(alive, default=0) > 900, f"the oldest is number {min(alive, default=0)}")
    with open(preview.files[0], "a") as file:
        file.write("\n\nheard\n")
    for number in alive:
        check("listeners", heard(streams[number], b"event: reload\ndata: "), f"number {number} was not told")
    for stream in streams:
        stream.close()


def come_and_go(preview):
    """Connections that end at once, in the midst of a request, or in the midst of an answer."""
    hard = struct.pack("ii", 1, 0)
    for number in range(10_000):
        stream = preview.connect(number)
        way = number % 5
        with contextlib.suppress(OSError):
            if way == 1:
                stream.sendall(b"GET / HT")
            elif way == 2:
                stream.sendall(preview.head("/"))
                stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, hard)
            elif way == 3:
                stream.sendall(preview.head("/", "Connection: close\r\n"))
                stream.shutdown(socket.SHUT_WR)
                check("half closed", b" 200 OK" in stream.recv(100), "no answer")
                stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, hard)
            elif way == 4:
                stream.sendall(preview.head("/__daf/events"))
        stream.close()


def storm(preview):
    """2,000 writes in two seconds, while pages are read: none is half a page, and the last state shows within a second."""
    files = preview.files[:50]
    base = {file: open(file).read() for file in files}
    target = {file: "/" + os.path.relpath(file, preview.content) for file in files}
    probe = files[7]
    address = page_of(preview, probe)
    halves, stop = [], threading.Event()

    def read():
        while not stop.is_set():
            with contextlib.suppress(OSError):
                status, body = preview.get(address)
                if status != 200 or not body.rstrip().endswith(b"</html>"):
                    halves.append((status, body[-100:]))

    reader = threading.Thread(target=read)
    reader.start()
    started = time.monotonic()
    for number in range(2000):
        file = files[number % 50]
        text = f"{base[file]}\n\nstorm {number}\n"
        if number % 3 == 0:
            with open(file + ".new~", "w") as out:
                out.write(text)
            os.rename(file + ".new~", file)
        elif number % 3 == 1:
            with open(file, "w") as out:
                out.write(text[:len(text) // 2])
                out.flush()
                out.write(text[len(text) // 2:])
        else:
            with open(file, "w") as out:
                out.write(text)
        pause = started + number / 1000 - time.monotonic()
        if pause > 0:
            time.sleep(pause)
    ended = time.monotonic()
    last = {file: max(number for number in range(2000) if number % 50 == at) for at, file in enumerate(files)}
    words = f"storm {last[probe]}<".encode()
    settled(lambda: preview.get(address)[1], lambda body: words in body, NEVER)
    took = time.monotonic() - ended
    late("storm", took)
    check("storm", words in preview.get(address)[1], f"the last state does not show after {took:.2f} s")
    stop.set()
    reader.join()
    check("storm", not halves, f"{len(halves)} pages were not whole: {halves[:2]}")
    for file in files:
        body = settled(lambda: preview.get(page_of(preview, file))[1], lambda body: f"storm {last[file]}<".encode() in body, NEVER)
        check("storm", f"storm {last[file]}<".encode() in body, f"{file} is not shown as it is")
    print(f"storm: the last state shows {took * 1000:.0f} ms after the last of 2,000 writes", flush=True)


def page_of(preview, file):
    """The address of a lesson of the generated curriculum."""
    inside = os.path.relpath(file, preview.content)[: -len(".md")]
    for candidate in (f"/{inside}/", f"/{inside.split('/', 1)[-1]}/", f"/{os.path.basename(inside)}/"):
        if preview.get(candidate)[0] == 200:
            return candidate
    return f"/{inside}/"


def few_files(room):
    """No more than 64 open files: connections wait, and all is well again when they have gone."""
    preview = Preview(room, before=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64)))
    streams = [preview.connect(number) for number in range(120)]
    # All that it may have is in use, and the rest of the crowd waits.
    crowded = settled(preview.open_files, lambda count: count >= 60, NEVER)
    check("few files", crowded >= 60, f"{crowded} files are open in the crowd")
    status, body = preview.get("/", timeout=NEVER)
    check("few files", status == 200 and body.rstrip().endswith(b"</html>"), f"{status} in the crowd")
    for stream in streams:
        stream.close()
    check("few files", preview.get("/")[0] == 200, "no answer after the crowd")
    write(preview.files[0], "few files")
    shown(preview, preview.files[0], "few files")
    print("few files: it recovers", flush=True)
    preview.end()


def write(file, words):
    with open(file, "a") as out:
        out.write(f"\n\n{words}\n")


def shown(preview, file, words, patience=NEVER):
    address = page_of(preview, file)
    body = settled(lambda: preview.get(address)[1], lambda body: words.encode() in body, patience)
    check(words, words.encode() in body, f"{address} does not show it; {preview.said()[-400:]}")


def few_watches(room):
    """The system watches only three folders: it is said, and the folder is looked through instead."""
    limit = ["unshare", "-Ur", "sh", "-c", 'echo 3 > /proc/sys/user/max_inotify_watches && exec "$@"', "sh"]
    if subprocess.run([*limit, "true"], capture_output=True).returncode:
        return print("few watches: not tried, this system gives no name space of its own", flush=True)
    preview = Preview(room, wrapper=limit)
    check("few watches", "looked through" in preview.said(), preview.said())
    write(preview.files[0], "seen by looking")
    shown(preview, preview.files[0], "seen by looking")
    preview.end()
    print("few watches: the folder is looked through", flush=True)


def no_rights(room):
    """Files and folders that may not be read: it is said, the last page stays, and all is well when they may be."""
    if os.getuid() == 0 and not shutil.which("setpriv"):
        return print("no rights: not tried as root without setpriv", flush=True)
    as_nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.getuid() == 0 else []
    os.chmod(room, 0o777)
    preview = Preview(room, wrapper=as_nobody)
    file = preview.files[0]
    address = page_of(preview, file)
    state = lambda: preview.get("/__daf/state.json")[1]
    for path, mode in [(file, 0o644), (os.path.dirname(file), 0o755), (preview.content, 0o755)]:
        os.chmod(path, 0)
        said = settled(state, lambda body: b"permission denied" in body, NEVER)
        check("no rights", b"permission denied" in said, f"{path}: {said[:300]} {preview.said()[-300:]}")
        check("no rights", room.encode() not in said, f"{said}")
        check("no rights", preview.get(address)[0] == 200, "the last good page is gone")
        os.chmod(path, mode)
        said = settled(state, lambda body: b"permission denied" not in body, NEVER)
        check("no rights", b"permission denied" not in said, f"{path} may be read again: {said[:300]}")
        write(file, f"rights of {len(path)}")
        shown(preview, file, f"rights of {len(path)}")
    preview.end()
    print("no rights: told, and recovered", flush=True)


def full_disk(room):
    """The folder of what was made before lies on a disk that is full: pages and sheets are served none the less."""
    mounted = ["unshare", "-Urm", "sh", "-c", 'mkdir -p cache && mount -t tmpfs -o size=64k x cache && '
               '{ dd if=/dev/zero of=cache/full bs=1k count=64 2>/dev/null; exec "$@"; }', "sh"]
    probe = ["unshare", "-Urm", "sh", "-c", f'mkdir -p {room}/probe && mount -t tmpfs -o size=64k x {room}/probe']
    if subprocess.run(probe, capture_output=True).returncode:
        return print("full disk: not tried, this system gives no name space of its own", flush=True)
    preview = Preview(room, wrapper=mounted)
    check("full disk", preview.get("/")[0] == 200, "no answer")
    write(preview.files[0], "on a full disk")
    shown(preview, preview.files[0], "on a full disk")
    preview.end()
    print("full disk: served", flush=True)


def checkout(room):
    """Another state of everything, at once and several times over, as a version control does it."""
    preview = Preview(room)
    for turn in range(5):
        for file in preview.files:
            text = open(file).read()
            os.remove(file)
            with open(file, "w") as out:
                out.write(text + f"\n\ncheckout {turn}\n")
        shown(preview, preview.files[0], f"checkout {turn}")
        shown(preview, preview.files[-1], f"checkout {turn}")
    preview.end()
    print("checkout: followed", flush=True)


def endless(room):
    """A theme of a stranger's whose pages never end, or take all memory: forty ask for one, and others are answered; mended, it is there."""
    preview = Preview(room, lessons=20)
    template = os.path.join(preview.content, "theme/templates/lesson.html")
    os.makedirs(os.path.dirname(template))
    pages = [path for path in re.findall(r'href="([^"#:]+/index.html)"', preview.get("/")[1].decode()) if path.count("/") == 2]
    page = "/" + pages[0]
    for name, body in [("loops", "{% for a in range(end=90000) %}" * 3 + "{% endfor %}" * 3),
                       ("grows", "{% set_global s = 'abcdefgh' %}{% for a in range(end=60) %}{% set_global s = s ~ s %}{% endfor %}")]:
        with open(template, "w") as out:
            out.write('{% extends "base.html" %}{% block page %}' + body + "{% endblock %}")
        until = time.time() + NEVER
        while preview.get(page)[0] == 200 and time.time() < until:
            time.sleep(0.1)
        answers = []
        crowd = [threading.Thread(target=lambda: answers.append(preview.get(page)[0])) for _ in range(40)]
        for one in crowd:
            one.start()
        began = time.time()
        check(f"endless {name}", preview.get("/")[0] == 200, "no answer meanwhile")
        late(f"endless {name}: the home page", time.time() - began)
        for one in crowd:
            one.join(4 * NEVER)
        # The last good page may stand in its place.
        check(f"endless {name}", len(answers) == 40 and set(answers) <= {200, 500}, str(answers))
        os.remove(template)
        until = time.time() + NEVER
        while preview.get(page)[0] != 200 and time.time() < until:
            time.sleep(0.1)
        check(f"endless {name}", preview.get(page)[0] == 200, "mended, and not there")
    check("endless", "panicked" not in preview.said(), preview.said()[-2000:])
    preview.end()
    print("endless: ended, and mended", flush=True)


CROWDS = [large_heads, too_many, listeners, come_and_go, slow_heads, slow_readers, storm]
ALONE = [endless, few_files, few_watches, no_rights, full_disk, checkout]


def main():
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(8192, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),) * 2)
    wanted = lambda part: not ASKED or part.__name__ in ASKED
    if any(map(wanted, CROWDS)):
        with tempfile.TemporaryDirectory() as room:
            os.makedirs(os.path.join(room, "content"), exist_ok=True)
            os.rmdir(os.path.join(room, "content"))
            preview = Preview(room, lessons=1000)
            os.makedirs(os.path.join(preview.content, "static"), exist_ok=True)
            # What the first changes need stays in use; it is no crowd's.
            for turn in range(4):
                write(preview.files[turn], f"warm {turn}")
                shown(preview, preview.files[turn], f"warm {turn}")
            for part in filter(wanted, CROWDS):
                crowd(part.__name__.replace("_", " "), part, preview)
            if "panicked" in preview.said():
                check("log", False, preview.said()[-2000:])
            preview.end()
    for part in filter(wanted, ALONE):
        with tempfile.TemporaryDirectory() as room:
            part(room)
    print("all passed" if not failures else f"{len(failures)} failed", flush=True)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
