#!/usr/bin/env python3
"""What is on the disk while daf writes: several at once, killed, refused, and with other things in the place of files.

  tests/hostile/disk.py DAF [NAME...]      only the checks whose names hold one of the words, where there are any

DAF_PAIRS (default 20), DAF_KILLS (40) and DAF_FAULTS (12) say how often; 200, 300 and 300 for all of it. Whatever cannot be tried
here (no strace, no rights) is said. Exit 0 when all hold, 1 otherwise.
"""
import fcntl, json, os, random, shutil, signal, stat, subprocess, sys, tempfile, time
from pathlib import Path

DAF = os.path.abspath(sys.argv[1])
PAIRS, KILLS, FAULTS = (int(os.environ.get(name, default)) for name, default in (('DAF_PAIRS', 20), ('DAF_KILLS', 40), ('DAF_FAULTS', 12)))
MINE = b'this is mine'
LISTS = ('.daf-manifest', '.daf-manifest.pending')


def lay(folder, lessons, word):
    """A curriculum of so many lessons, all of which say a word."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / 'daf.yaml').write_text(f'title: T {word}\nlicense: CC0\nbase_url: https://example.org\n')
    (folder / 'static').mkdir()
    (folder / 'static/notes.txt').write_text(word)
    for number in lessons:
        unit = folder / f'{number % 3 + 1:02}-unit-{number % 3}'
        unit.mkdir(exist_ok=True)
        (unit / '_index.md').write_text(f'---\ntitle: Unit {number % 3}\n---\nWords.\n')
        (unit / f'{number:02}-lesson-{number}.md').write_text(f'---\ntitle: Lesson {number}\n---\n{word} {number}.\n')


class Room:
    """A folder with two curricula, `one` and `two`, each with its own site as it should be."""

    def __init__(self):
        self.at = Path(tempfile.mkdtemp(prefix='daf-disk-'))
        lay(self.at / 'one', range(12), 'first')
        lay(self.at / 'two', range(4, 20), 'second')
        for name in ('one', 'two'):
            done = self.build(name, f'is-{name}')
            assert done.returncode == 0, done.stderr
        self.whole = {name: tree(self.at / f'is-{name}') for name in ('one', 'two')}

    def command(self, name, to, *options):
        return [DAF, 'build', str(self.at / name), '-o', str(self.at / to), '--no-handouts', '--no-cache', *options]

    def build(self, name, to, *options, **more):
        return subprocess.run(self.command(name, to, *options), capture_output=True, text=True, timeout=60, **more)

    def start(self, name, to, *options):
        return subprocess.Popen(self.command(name, to, *options), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def reset(self, to, name=None):
        shutil.rmtree(self.at / to, ignore_errors=True)
        if name:
            shutil.copytree(self.at / f'is-{name}', self.at / to)


def tree(folder, lists=True):
    """Path and bytes of everything in a folder."""
    found = {}
    for at, _, names in os.walk(folder):
        for name in names:
            path = Path(at) / name
            inside = str(path.relative_to(folder))
            if not lists and inside in LISTS:
                continue
            mode = path.lstat().st_mode
            found[inside] = path.read_bytes() if stat.S_ISREG(mode) else os.readlink(path) if stat.S_ISLNK(mode) else stat.S_IFMT(mode)
    return found


def whole(room, to, what, names=('one', 'two'), own=()):
    """The site is one of the two, and lies alone."""
    now = tree(room.at / to)
    for path in own:
        expect(now.pop(path, None) == MINE, f'{what}: {path} was touched')
    differ = {name: sorted(path for path in set(now) | set(room.whole[name]) if now.get(path) != room.whole[name].get(path)) for name in names}
    expect(any(not paths for paths in differ.values()), f'{what}: neither of the two: {json.dumps(differ)[:400]}')
    left = [name for name in os.listdir(room.at) if name.startswith('.')]
    expect(not left, f'{what}: left behind: {left}')


WRONG = []


def expect(holds, what):
    if not holds:
        WRONG.append(what)
        print('  ' + what)


def two_at_once(room):
    """Two builds of different contents into one folder, some first ones, some over another; the folder spelled in two ways."""
    (room.at / 'link').symlink_to('.')
    random.seed(7)
    codes = {}
    for number in range(PAIRS):
        before = (None, 'one', 'two')[number % 3]
        room.reset('site', before)
        first = room.start('one', 'site')
        time.sleep(random.random() * 0.02)
        second = room.start('two', 'link/site' if number % 2 else 'site')
        for process in (first, second):
            said = process.communicate(timeout=60)[1]
            codes[process.returncode] = codes.get(process.returncode, 0) + 1
            expect(process.returncode == 0, f'pair {number}: {process.returncode}: {said}')
        whole(room, 'site', f'pair {number}')
    (room.at / 'link').unlink()
    return f'{PAIRS} pairs, exit codes {codes}'


def many_at_once(room):
    """Builds, prints into the same folder and beginnings of curricula, at once."""
    for number in range(max(2, PAIRS // 10)):
        room.reset('site')
        shutil.rmtree(room.at / 'sheets', ignore_errors=True)
        shutil.rmtree(room.at / 'begun', ignore_errors=True)
        printing = [DAF, 'print', '-C', str(room.at / 'one'), 'lesson-1', 'lesson-2', '-o']
        run = lambda command: subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        working = {
            'build one': room.start('one', 'site'), 'build two': room.start('two', 'site'), 'build again': room.start('one', 'site'),
            'print': run([*printing, f'{room.at}/sheets/']), 'print again': run([*printing, f'{room.at}/sheets/']),
        }
        beginning = [run([DAF, 'init', str(room.at / 'begun')]) for _ in range(3)]
        for name, process in working.items():
            said = process.communicate(timeout=120)[1]
            expect(process.returncode == 0, f'{name}: {process.returncode}: {said}')
        ended = sorted((process.communicate(timeout=60), process.returncode)[1] for process in beginning)
        expect(ended == [0, 2, 2], f'three beginnings of one curriculum end with {ended}')
        expect(room.build('begun', 'begun-site').returncode == 0, 'what was begun does not build')
        whole(room, 'site', f'crowd {number}')
        names = os.listdir(room.at / 'sheets')
        expect(names and all(name.endswith(('.pdf', '.txt')) for name in names), f'sheets: {names}')
        shutil.rmtree(room.at / 'begun')
        shutil.rmtree(room.at / 'begun-site', ignore_errors=True)
    return ''


def held(room):
    """A folder that somebody holds on to: it is said, waited for a little, and given up with a clear word."""
    room.reset('site', 'one')
    folder = os.open(room.at / 'site', os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    started = time.monotonic()
    done = room.build('two', 'site')
    took = time.monotonic() - started
    expect(done.returncode == 2 and 'another daf' in done.stderr and 'waiting' in done.stderr and took < 20, f'{done.returncode} after {took:.1f} s: {done.stderr}')
    whole(room, 'site', 'held', ('one',))
    waiting = room.start('two', 'site')
    says_that_it_waits(waiting)
    waiting.send_signal(signal.SIGINT)
    ended(waiting, 'who waits for a folder')
    waiting = room.start('two', 'site')
    says_that_it_waits(waiting)
    os.close(folder)
    waiting.communicate(timeout=60)
    whole(room, 'site', 'let go', ('two',))
    return f'given up after {took:.1f} s'


def says_that_it_waits(process):
    """Reads until a build says that it waits for another."""
    said = ''
    while 'waiting' not in said:
        line = process.stderr.readline()
        if not line:
            break
        said += line
    expect('waiting' in said, f'it does not say that it waits: {said}')


def hangs(process):
    """Waits until a process does nothing any more: its time stands still for ten looks in a row."""
    spent = lambda: Path(f'/proc/{process.pid}/stat').read_text().rsplit(')', 1)[1].split()[11:13]
    looks, deadline = [spent()], time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.05)
        looks.append(spent())
        if len(looks) > 10 and all(look == looks[-1] for look in looks[-10:]) and looks[-1] != ['0', '0']:
            return
    expect(process.poll() is None, 'it ended though nobody reads its pipe')


def ended(process, what, within=1.0):
    """A process that was asked to end does within a second."""
    started = time.monotonic()
    try:
        process.communicate(timeout=within + 4)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
    took = time.monotonic() - started
    expect(took < within and process.returncode in (0, 2, 130), f'{what}: ended after {took:.2f} s with {process.returncode}')


def killed(room):
    """Killed at any moment, by a signal that cannot be caught: every file is old or new, and the next run mends it."""
    started = time.monotonic()
    assert room.build('two', 'timed').returncode == 0
    length = time.monotonic() - started
    room.reset('timed')
    random.seed(11)
    states = {}
    for number in range(KILLS):
        before = 'one' if number % 3 else None
        room.reset('site', before)
        own = ['mine.txt'] if before else []
        if before:
            (room.at / 'site/mine.txt').write_bytes(MINE)
        process = room.start('two', 'site')
        # The end of it is where it writes.
        time.sleep(length * (0.5 + random.random() * 0.7) if number % 2 else length * random.random())
        process.kill()
        process.communicate()
        now = tree(room.at / 'site', lists=False) if (room.at / 'site').exists() else {}
        for path in own:
            expect(now.pop(path, None) == MINE, f'kill {number}: {path} was touched')
        old, new = (room.whole[before] if before else {}), room.whole['two']
        strange = [path for path, bytes_ in now.items() if bytes_ not in (old.get(path), new.get(path)) and not path.startswith('.daf-')]
        expect(not strange, f'kill {number}: neither old nor new: {strange}')
        missing = [path for path in old if path in new and path not in now and path not in LISTS]
        expect(not missing, f'kill {number}: gone: {missing}')
        pages = {path: bytes_ for path, bytes_ in now.items() if not path.startswith('.daf-')}
        lists = lambda site: {path: bytes_ for path, bytes_ in site.items() if path not in LISTS}
        state = 'old' if pages == lists(old) else 'new' if pages == lists(new) else 'between'
        states[state] = states.get(state, 0) + 1
        # Sometimes the next run makes something else.
        after = 'one' if number % 5 == 0 else 'two'
        done = room.build(after, 'site')
        expect(done.returncode == 0, f'kill {number}: not mended: {done.stderr}')
        whole(room, 'site', f'kill {number}, mended', (after,), own)
    return f'{KILLS} kills: {states}'


# What is done to the disk, by the names of what the system is asked for, and what it may answer.
CALLS = {
    'write': ('write,pwrite64', 'ENOSPC'), 'open': ('openat', 'EIO'), 'rename': ('renameat,renameat2,rename', 'EIO'),
    'wait': ('fsync,fdatasync,syncfs', 'EIO'), 'remove': ('unlinkat,unlink,rmdir', 'EACCES'), 'folder': ('mkdirat,mkdir', 'ENOSPC'),
}
NO_STRACE = 'SKIPPED: strace is not here or may not be used (the same is tried inside daf by its own tests)'


def injected(room, calls, what, k):
    """A build over an earlier one in which the k-th of these calls is answered otherwise; `None` where there are fewer."""
    room.reset('site', 'one')
    (room.at / 'site/mine.txt').write_bytes(MINE)
    log = room.at / 'strace.log'
    options = ['-f', '-qq', '-o', str(log), '-e', f'trace={calls}', '-e', f'inject={calls}:{what}:when={k}']
    done = subprocess.run(['strace', *options, *room.command('two', 'site', '--jobs', '1')], capture_output=True, text=True, timeout=60)
    text = log.read_text(errors='replace') if log.exists() else ''
    log.unlink(missing_ok=True)
    return done if 'INJECTED' in text or '+++ killed by SIGKILL' in text else None


def moments(room, calls):
    """Which of these calls are answered otherwise: all of them up to 300, or as many as are wanted, evenly among them."""
    log = room.at / 'strace.log'
    room.reset('site', 'one')
    subprocess.run(['strace', '-f', '-qq', '-o', str(log), '-e', f'trace={calls}', *room.command('two', 'site', '--jobs', '1')], capture_output=True, timeout=60)
    count = min(300, log.read_text(errors='replace').count('('))
    log.unlink()
    return sorted({1 + round(number * (count - 1) / max(1, FAULTS - 1)) for number in range(FAULTS)}) if count > FAULTS else range(1, count + 1)


def may_strace(room):
    return shutil.which('strace') and injected(room, 'openat', 'error=EIO', 1)


def between(room, what):
    """Each file is the old one or the new one, and what is somebody's own is there; gives what is not in the new site."""
    now = tree(room.at / 'site', lists=False)
    expect(now.pop('mine.txt', None) == MINE, f'{what}: mine.txt was touched')
    old, new = room.whole['one'], room.whole['two']
    strange = [path for path, bytes_ in now.items() if bytes_ not in (old.get(path), new.get(path)) and not path.startswith('.daf-')]
    expect(not strange, f'{what}: neither old nor new: {strange}')
    gone = [path for path in old if path in new and path not in now and path not in LISTS]
    expect(not gone, f'{what}: gone: {gone}')
    return [path for path in now if path not in new and not path.startswith('.daf-')]


def mended(room, what):
    done = room.build('two', 'site')
    expect(done.returncode == 0, f'{what}: not mended: {done.stderr}')
    whole(room, 'site', f'{what}, mended', ('two',), ['mine.txt'])


def refused(room):
    """Each write, rename, wait for the disk and removal is refused once, by the system itself."""
    if not may_strace(room):
        return NO_STRACE
    tried, codes = {}, {}
    for kind, (calls, error) in CALLS.items():
        for k in moments(room, calls):
            done = injected(room, calls, f'error={error}', k)
            # Two runs need not ask for the same number of things.
            if done is None:
                continue
            tried[kind] = tried.get(kind, 0) + 1
            codes[done.returncode] = codes.get(done.returncode, 0) + 1
            what = f'{kind} {k} refused'
            expect(done.returncode in (0, 1, 2), f'{what}: ended with {done.returncode}: {done.stderr[-300:]}')
            forgotten = between(room, what)
            expect(not forgotten or done.returncode != 0, f'{what}: exit 0, and there are still {forgotten}')
            mended(room, what)
    return f'{tried}, exit codes {codes}'


def killed_at_each(room):
    """Killed at each write, rename, wait for the disk and removal."""
    if not may_strace(room):
        return NO_STRACE
    tried = {}
    for kind, (calls, _) in CALLS.items():
        for k in moments(room, calls):
            if injected(room, calls, 'signal=KILL', k) is None:
                continue
            tried[kind] = tried.get(kind, 0) + 1
            between(room, f'{kind} {k} killed')
            mended(room, f'{kind} {k} killed')
    return f'{tried}'


def lists(room):
    """A list that is empty, cut short or something else: mended where every file shows whose it is, no leave to write over others."""
    text = (room.at / 'is-one/.daf-manifest').read_bytes()
    for number, hurt in enumerate((b'', text[: len(text) // 2], text[:-1], b'words\n', b'\0' * 4096, b'daf manifest 1\n')):
        room.reset('site', 'one')
        (room.at / 'site/.daf-manifest').write_bytes(hurt)
        (room.at / 'site/mine.txt').write_bytes(MINE)
        done = room.build('one', 'site')
        expect(done.returncode == 0 and 'lost or cut short' in done.stderr and 'mine.txt' in done.stderr, f'list {number}: {done.returncode}: {done.stderr}')
        whole(room, 'site', f'list {number}', ('one',), ['mine.txt'])
        (room.at / 'site/.daf-manifest').write_bytes(hurt)
        (room.at / 'site/index.html').write_bytes(MINE)
        done = room.build('one', 'site')
        expect(done.returncode == 2 and 'index.html' in done.stderr, f'list {number}, with another page: {done.returncode}: {done.stderr}')
        expect((room.at / 'site/index.html').read_bytes() == MINE, f'list {number}: index.html was written over')
        (room.at / 'site/index.html').unlink()
        expect(room.build('one', 'site').returncode == 0, f'list {number}: it fails for ever')
        whole(room, 'site', f'list {number}, mended', ('one',), ['mine.txt'])
    return ''


def elsewhere(room):
    """Nothing outside the folder is written or removed through a link that came since; a second name of a file keeps its bytes."""
    for over in ('one', 'two'):
        room.reset('site', 'one')
        room.reset('kept', 'one')
        (path,) = {p.split('/')[0] for p in room.whole['one'] if p.startswith('lesson-1/')} or {None}
        gone = next(p for p in room.whole['one'] if p.endswith('lesson-0/index.html'))
        stays = next(p for p in room.whole['one'] if p.endswith('lesson-5/index.html'))
        before = tree(room.at / 'kept')
        for page in (gone, stays):
            folder = Path(page).parent
            shutil.rmtree(room.at / 'site' / folder)
            (room.at / 'site' / folder).symlink_to(room.at / 'kept' / folder)
        done = room.build('two', 'site')
        expect(tree(room.at / 'kept') == before, f'{over}: something was written or removed through a link ({done.stderr})')
        expect('link' in done.stderr or 'left alone' in done.stderr, f'a link is not told of: {done.stderr}')
        for page in (gone, stays):
            (room.at / 'site' / Path(page).parent).unlink()
        expect(room.build('two', 'site').returncode == 0, 'it is not mended when the links are gone')
        whole(room, 'site', 'links gone', ('two',))
    room.reset('site', 'one')
    os.link(room.at / 'site/index.html', room.at / 'second-name')
    room.build('two', 'site')
    expect((room.at / 'second-name').read_bytes() == room.whole['one']['index.html'], 'it was written through a second name')
    (room.at / 'second-name').unlink()
    shutil.rmtree(room.at / 'kept')
    return ''


def stuck(room):
    """A page that cannot be removed is named, stays listed, and goes as soon as it can."""
    room.reset('site', 'one')
    page = next(p for p in room.whole['one'] if p.endswith('lesson-0/index.html'))
    folder = room.at / 'site' / Path(page).parent
    if os.getuid() == 0:
        how = ['chattr', '+a'], ['chattr', '-a']
    else:
        how = ['chmod', 'a-w'], ['chmod', 'u+w']
    if subprocess.run([*how[0], folder], capture_output=True).returncode != 0:
        return 'SKIPPED: this user may do everything here, and folders cannot be made unchangeable'
    try:
        for number in range(2):
            done = room.build('two', 'site')
            expect(done.returncode == 2 and page in done.stderr and 'cannot be removed' in done.stderr, f'build {number}: {done.returncode}: {done.stderr}')
            expect((room.at / 'site' / page).exists(), 'it is gone all the same')
    finally:
        subprocess.run([*how[1], folder], check=True)
    done = room.build('two', 'site')
    expect(done.returncode == 0, done.stderr)
    whole(room, 'site', 'stuck no more', ('two',))
    return ''


def no_files(room):
    """Pipes, sockets and endless devices in the place of files: told, and nobody waits for them."""
    page = next(p for p in room.whole['one'] if p.endswith('lesson-0/index.html'))

    def put(at, kind):
        at.unlink(missing_ok=True)
        os.mkfifo(at) if kind == 'pipe' else at.symlink_to('/dev/zero')

    for kind in ('pipe', 'endless'):
        for path in (page, 'index.html', 'assets', '.daf-manifest', '.daf-manifest.pending'):
            room.reset('site', 'one')
            at = room.at / 'site' / path
            if path == 'assets':
                shutil.rmtree(at)
            put(at, kind)
            try:
                done = room.build('two', 'site')
            except subprocess.TimeoutExpired:
                expect(False, f'a {kind} at {path}: it hangs')
                continue
            expect(Path(path).name in done.stderr, f'a {kind} at {path} is not told of: {done.stderr}')
        for path in ('one/01-unit-0/00-lesson-0.md', 'one/static/notes.txt', 'one/daf.yaml'):
            kept = (room.at / path).read_bytes()
            put(room.at / path, kind)
            try:
                done = room.build('one', 'other')
                expect(done.returncode in (1, 2) and Path(path).name in done.stderr, f'a {kind} at {path}: {done.returncode}: {done.stderr}')
            except subprocess.TimeoutExpired:
                expect(False, f'a {kind} at {path}: it hangs')
            (room.at / path).unlink()
            (room.at / path).write_bytes(kept)
        # What is kept between builds.
        cache = room.at / 'cache'
        command = [part for part in room.command('one', 'other') if part != '--no-cache']
        environment = {**os.environ, 'DAF_CACHE': str(cache)}
        build = lambda: subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment)
        expect(build().returncode == 0, 'it does not build')
        for at in [path for path in cache.rglob('*') if path.is_file()]:
            put(at, kind)
        try:
            done = build()
            expect(done.returncode == 0, f'a {kind} in the cache: {done.stderr}')
        except subprocess.TimeoutExpired:
            expect(False, f'a {kind} in the cache: it hangs')
        shutil.rmtree(cache)
        # Several sheets into a folder: nobody asked for a pipe there.
        sheets = room.at / 'sheets'
        printing = [DAF, 'print', '-C', str(room.at / 'one'), 'lesson-1', '--kind', 'all', '-o', f'{sheets}/']
        printing = [DAF, 'print', '-C', str(room.at / 'one'), 'lesson-1', '-n', '4', '-o', f'{sheets}/']
        done = subprocess.run(printing, capture_output=True, text=True, timeout=120)
        expect(done.returncode == 0, done.stderr)
        first = sorted(sheets.iterdir())[0]
        put(first, kind)
        try:
            subprocess.run(printing, capture_output=True, text=True, timeout=60)
        except subprocess.TimeoutExpired:
            expect(False, f'a {kind} in a folder of sheets: it hangs')
        shutil.rmtree(sheets)
    room.reset('other')
    return ''


def swapped(room):
    """A file that is swapped for a pipe again and again while it is read."""
    lesson = room.at / 'one/01-unit-0/00-lesson-0.md'
    kept = lesson.read_bytes()
    swap = 'import os,sys\na,b=sys.argv[1:]\nopen(b,"wb").write(open(a,"rb").read())\nos.mkfifo(a+"p")\nwhile True:\n os.rename(a+"p",a);os.rename(a,a+"p");os.rename(b,a);os.rename(a,b)\n'
    racer = subprocess.Popen([sys.executable, '-c', swap, str(lesson), str(room.at / 'spare')])
    try:
        for number in range(max(5, PAIRS // 2)):
            try:
                room.build('one', 'other')
            except subprocess.TimeoutExpired:
                expect(False, f'build {number} hangs on a file that was swapped')
    finally:
        racer.kill()
        racer.wait()
    for path in (lesson, Path(f'{lesson}p'), room.at / 'spare'):
        path.unlink(missing_ok=True)
    lesson.write_bytes(kept)
    room.reset('other')
    return ''


def interrupted(room):
    """Asked to end at any moment: it ends within a second, and the site is whole."""
    started = time.monotonic()
    room.build('two', 'timed')
    length = time.monotonic() - started
    room.reset('timed')
    random.seed(5)
    codes = {}
    for number in range(max(10, KILLS // 3)):
        room.reset('site', 'one')
        process = room.start('two', 'site')
        time.sleep(0.03 + 0.6 * length * random.random())
        process.send_signal(signal.SIGINT if number % 2 else signal.SIGTERM)
        ended(process, f'interrupt {number}')
        codes[process.returncode] = codes.get(process.returncode, 0) + 1
        whole(room, 'site', f'interrupt {number}', ('two',) if process.returncode == 0 else ('one',))
    # A pipe that somebody named and nobody reads.
    os.mkfifo(room.at / 'pipe')
    process = subprocess.Popen([DAF, 'print', '-C', str(room.at / 'one'), 'lesson-1', '-o', str(room.at / 'pipe')], stderr=subprocess.DEVNULL)
    hangs(process)
    process.send_signal(signal.SIGTERM)
    ended(process, 'a pipe that nobody reads')
    (room.at / 'pipe').unlink()
    return f'exit codes {codes}'


def main():
    checks = [two_at_once, many_at_once, held, killed, killed_at_each, refused, lists, elsewhere, stuck, no_files, swapped, interrupted]
    words = sys.argv[2:]
    for check in checks:
        if words and not any(word in check.__name__ for word in words):
            continue
        room = Room()
        started, before = time.monotonic(), len(WRONG)
        said = check(room)
        verdict = 'holds' if len(WRONG) == before else 'DOES NOT HOLD'
        print(f'{check.__name__}: {verdict} ({time.monotonic() - started:.0f} s) {said}', flush=True)
        shutil.rmtree(room.at)
    print(f'{len(WRONG)} wrong')
    sys.exit(1 if WRONG else 0)


main()
