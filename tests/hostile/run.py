#!/usr/bin/env python3
"""Builds every broken and hostile input of cases/ and holds the result to EXPECT.jsonl.

  tests/hostile/run.py DAF [NAME...]      only the cases whose names hold one of the words, where there are any

Each case is built in a folder of its own, with canaries beside it that no output may hold. `EXCEPTIONS` lists every
expectation that does not apply to daf, with the reason. Exit 0 when all hold, 1 otherwise.
"""
import codecs, json, os, re, shutil, signal, subprocess, sys, tempfile, time, unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
CASES = HERE / 'cases'
CHECK = HERE.parent / 'checks' / 'check_html.py'
CANARY = 'DAF-CANARY-7f3a'

# case (or a beginning of one, ended by *): (checks left out, reason)
EXCEPTIONS = json.loads((HERE / 'exceptions.json').read_text('utf-8'))


def exceptions(case):
    for name, (checks, reason) in EXCEPTIONS.items():
        if case == name or (name.endswith('*') and case.startswith(name[:-1])):
            return set(checks), reason
    return set(), ''


def lay_out(row, room):
    """The case as a site below three folders with canaries in them. Gives the content folder."""
    site = room / 'a' / 'b' / 'site'
    site.mkdir(parents=True)
    for folder in (room / 'a', room / 'a' / 'b', site):
        (folder / 'CANARY.txt').write_text(CANARY)
        (folder / 'CANARY.png').write_text(CANARY)
    case = row['case']
    content = site / 'content'
    source = CASES / case
    if row['checks'].get('generator'):
        arguments = [str(site) if a == 'OUT' else a for a in row['checks'].get('generator_args', [])]
        if case.startswith('paths/unportable/'):
            made = room / 'made'
            subprocess.run([sys.executable, CASES / 'paths/make_unportable.py', made, case.rsplit('/', 1)[1]], check=True, capture_output=True)
            (found,) = made.glob('*/site')
            site_files = list(found.iterdir())
            for inside in site_files:  # moved, because pipes and sockets cannot be copied
                os.rename(inside, site / inside.name)
            for outside in found.parent.iterdir():
                if outside != found:
                    os.rename(outside, site.parent / outside.name)
        else:
            arguments = [str(content) if a == 'OUT' else a for a in row['checks'].get('generator_args', [])]
            content.mkdir(exist_ok=True)
            subprocess.run([sys.executable, source, *arguments], check=True, capture_output=True)
    elif source.is_dir():
        whole = (source / 'content').is_dir()
        shutil.copytree(source, site if whole else content, symlinks=True, dirs_exist_ok=True)
    else:
        content.mkdir()
        shutil.copy(source, content / source.name)
    if not content.is_dir():
        content = site
    if not (content / 'daf.yaml').exists() and not case.endswith('without-config'):
        (content / 'daf.yaml').write_text('title: A site\nlicense: CC0\n')
    return site, content


def run(daf, site, content, row, out):
    checks = row['checks']
    command = [daf, 'build', str(content.relative_to(site)), '-o', out]
    if not checks.get('pdf') and 'pdf_text' not in checks and 'theme' not in checks:
        command.append('--no-handouts')
    if checks.get('xml'):
        command += ['--base-url', 'https://site.example']
    if 'theme' in checks:
        command += ['--theme', checks['theme']]
    log = site.parent.parent.parent / f'log-{out}'
    started = time.monotonic()
    with open(log, 'wb') as sink:
        process = subprocess.Popen(command, cwd=site, stdout=sink, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    code = -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
    return code, log.read_bytes(), time.monotonic() - started, usage.ru_maxrss / 1024


def listing(folder, without):
    found = {}
    for path in sorted(folder.rglob('*')):
        if without in path.parents or path == without:
            continue
        stat = path.lstat()
        found[str(path)] = (stat.st_mode, stat.st_size, stat.st_mtime_ns if not path.is_dir() else 0)
    return found


def raw(escaped):
    """The bytes that `\\x1b[2J` stands for."""
    return codecs.decode(escaped, 'unicode_escape').encode('latin-1')


def tight(text):
    text = unicodedata.normalize('NFKC', re.sub(r'[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]', '', text))
    return re.sub(r'\s+', '', text)


def judge(daf, row, room):
    """What does not hold, as a list of words."""
    checks = row['checks']
    left_out, _ = exceptions(row['case'])
    wants = {name: value for name, value in checks.items() if name not in left_out}
    site, content = lay_out(row, room)
    public = site / 'public'
    before = listing(room, public)
    earlier = listing(public, public / '-')
    code, log, seconds, megabytes = run(daf, site, content, row, 'public')
    after = {path: what for path, what in listing(room, public).items() if '/log-' not in path}
    text = log.decode('utf-8', 'replace')
    wrong = []
    if wants.get('no_panic') and (code < 0 or code in (101, 134, 139) or 'panicked at' in text):
        wrong.append(f'it crashed ({code})')
    if wants.get('exit') == 'zero' and code != 0:
        wrong.append(f'exit {code}, not 0')
    if wants.get('exit') == 'nonzero' and code not in (1, 2):
        wrong.append(f'exit {code}, not 1 or 2')
    if code != 0 and listing(public, public / '-') != earlier:
        wrong.append('something was written though it failed')
    if wants.get('no_write_outside') and before != after:
        wrong.append(f'the world outside changed: {sorted(set(before.items()) ^ set(after.items()))[:3]}')
    if seconds > wants.get('max_s', 1e9):
        wrong.append(f'{seconds:.1f} s')
    if megabytes > wants.get('max_mb', 1e9):
        wrong.append(f'{megabytes:.0f} MB')
    wrong += [f'not said: {pattern}' for pattern in wants.get('stderr', []) if not re.search(pattern, text)]
    wrong += [f'a byte that may not be printed: {b}' for b in wants.get('stdio_forbid_bytes', []) if raw(b) in log]
    if code == 0 and public.is_dir():
        wrong += judge_site(wants, public)
    if wants.get('deterministic') and code == 0:
        run(daf, site, content, row, 'again')
        if subprocess.run(['diff', '-r', public, site / 'again'], capture_output=True).returncode != 0:
            wrong.append('two builds differ')
    return wrong, code, text


def judge_site(wants, public):
    wrong = []
    pages = {path: path.read_bytes() for path in public.rglob('*.html')}
    if wants.get('html') == 'clean':
        done = subprocess.run(
            [sys.executable, CHECK, public, '--base-url', 'https://site.example/', '--allow-external-links', '--allow-data-script', '--allow-script-src', '*assets/*.js',
             '--allow-element', 'input', '--allow-element', 'button', '--allow-form-action', '*', '--ignore', 'parse', '--ignore', 'hidden'],
            capture_output=True, text=True)
        if done.returncode != 0:
            wrong.append('the page is not clean: ' + ' | '.join(done.stdout.strip().splitlines()[:3]))
    shown = tight(' '.join(re.sub(r'<[^>]*>', ' ', page.decode('utf-8', 'replace')) for page in pages.values()))
    import html
    shown = tight(html.unescape(shown))
    wrong += [f'not shown: {words!r}' for words in wants.get('text', []) if tight(words) not in shown]
    for b in wants.get('html_forbid_bytes', []):
        if any(raw(b) in page for page in pages.values()):
            wrong.append(f'bytes {b} in a page')
    if wants.get('xml') == 'well-formed':
        import xml.dom.minidom
        for name in ('atom.xml', 'sitemap.xml'):
            try:
                xml.dom.minidom.parse(str(public / name))
            except Exception as error:
                wrong.append(f'{name}: {error}')
    words = ''
    for pdf in sorted(public.rglob('*.pdf')):
        words += subprocess.run(['pdftotext', pdf, '-'], capture_output=True, text=True).stdout
    wrong += [f'not on paper: {text!r}' for text in wants.get('pdf_text', []) if tight(text) not in tight(words)]
    for secret in wants.get('no_leak', []):
        # Four digits stand in many a file's name and font; they are looked for in words only.
        if len(secret) < 6:
            leaked = secret in words or secret in shown
        else:
            leaked = secret in words or any(secret.encode() in path.read_bytes() for path in public.rglob('*') if path.is_file() and not path.is_symlink())
        if leaked:
            wrong.append(f'leaked: {secret}')
    return wrong


def main():
    daf = os.path.abspath(sys.argv[1])
    wanted = sys.argv[2:]
    rows = [json.loads(line) for line in (CASES / 'EXPECT.jsonl').read_text('utf-8').splitlines() if line.strip()]
    rows = [row for row in rows if not wanted or any(word in row['case'] for word in wanted)]

    def one(row):
        room = Path(tempfile.mkdtemp())
        try:
            return row, judge(daf, row, room)
        except Exception as error:
            return row, ([f'the case cannot be run: {type(error).__name__} {error}'], None, '')
        finally:
            shutil.rmtree(room, ignore_errors=True)

    failed = 0
    with ThreadPoolExecutor(max_workers=2) as pool:
        for row, (wrong, code, text) in pool.map(one, rows):
            if wrong:
                failed += 1
                print(f'{row["case"]} (exit {code}):')
                for line in wrong:
                    print(f'    {line}')
                if wanted:
                    print('    | ' + '\n    | '.join(text.splitlines()[:14]))
    known = sum(1 for row in rows if exceptions(row['case'])[0])
    print(f'{len(rows) - failed} of {len(rows)} hostile inputs met as expected; {known} with a listed exception')
    sys.exit(1 if failed else 0)


main()
