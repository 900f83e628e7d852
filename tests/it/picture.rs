//! Pictures and files that strangers made: what is written of an SVG, what is refused, and that every door to the site goes
//! through the same gate. The files stand in tests/attacks and tests/pictures; tests/browser/attacks.mjs opens them.

use std::fmt::Write as _;
use std::path::Path;

use daf::active::active;
use daf::picture::{svg, without_remarks};

use crate::support::{build, project, says, sources, text};

/// The files of a folder, by name.
fn files(folder: &str) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(project().join(folder)).expect("the files are there");
    let read = entries.map(|entry| {
        let path = entry.expect("it can be read").path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
        (name, std::fs::read(path).expect("it can be read"))
    });
    let mut all: Vec<_> = read.collect();
    all.sort();
    all
}

/// What is written of each file of a folder, or why it is refused.
fn written(folder: &str) -> String {
    let mut came = String::new();
    for (name, bytes) in files(folder) {
        let _ = writeln!(came, "== {name}");
        let _ = match svg(&bytes) {
            Ok(svg) => {
                let again = svg_again(&svg.text);
                assert_eq!(again, svg.text, "{name}: what is written stays as it is");
                let size = format!("{} × {}", svg.width, svg.height);
                writeln!(came, "{size}, without: {}\n{}", svg.removed.words().join(", "), svg.text.trim_end())
            }
            Err(why) => writeln!(came, "refused: {why}"),
        };
    }
    came
}

fn svg_again(text: &str) -> String {
    let again = svg(text.as_bytes()).expect("what was written can be read");
    assert!(again.removed.is_empty(), "{:?}: {text}", again.removed);
    again.text
}

#[track_caller]
fn golden(name: &str, came: &str) {
    let file = project().join("tests/golden").join(name);
    if std::env::var_os("DAF_BLESS").is_some() {
        std::fs::write(&file, came).expect("it can be written");
    }
    assert_eq!(came, std::fs::read_to_string(&file).unwrap_or_default(), "{name}");
}

#[test]
fn of_an_attack_nothing_is_left_but_what_draws() {
    let came = written("tests/attacks/svg");
    golden("attacks.txt", &came);
    assert!(!came.contains("refused: "), "an attack that is refused shows nothing of what is written");
    for line in came.lines().filter(|line| line.starts_with('<')) {
        let lower = line.to_lowercase();
        for mark in ["javascript", "attack.invalid", "<a", "<!", "<?", " on", "xlink", "data:", "@import", "<h:"] {
            assert!(!lower.contains(mark), "{mark}: {line}");
        }
    }
}

#[test]
fn what_is_no_picture_or_costs_too_much_is_refused() {
    let came = written("tests/attacks/refused");
    golden("attacks-refused.txt", &came);
    assert_eq!(came.matches("\nrefused: ").count(), came.matches("== ").count(), "{came}");
}

#[test]
fn honest_pictures_stay_and_say_nothing_of_their_makers() {
    let came = written("tests/pictures");
    golden("pictures-written.txt", &came);
    assert!(!came.contains("SECRET"), "{came}");
    for line in came.lines().filter(|line| line.contains(", without: ")) {
        assert!(line.ends_with(", without: "), "{line}");
    }
}

#[test]
fn what_a_browser_runs_is_known_by_name_and_beginning() {
    for (name, bytes) in files("tests/attacks/pages") {
        assert!(active(&name, &bytes).is_some(), "{name}");
    }
    for (name, bytes) in [
        ("notes.txt", &b"Notes <b>for</b> the group"[..]),
        ("names.csv", b"<none>,1"),
        ("google1a2b.html", b"google-site-verification: google1a2b.html"),
        ("sheet.pdf", b"%PDF-1.7"),
        ("niggun.mp3", b"ID3"),
        ("data.bin", b"\0\x01<html>"),
        ("CNAME", b"example.org"),
        ("robots.txt", b"User-agent: *"),
        ("plan.docx", b"PK\x03\x04"),
        ("README.md", b"<p align=center>Words"),
        ("words.he.txt", "שלום".as_bytes()),
        ("map.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ] {
        assert_eq!(active(name, bytes), None, "{name}");
    }
}

const EVIL: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:i=\"http://www.inkscape.org/namespaces/inkscape\" \
    i:export-filename=\"/home/secret/a.png\" width=\"9\" height=\"9\" onload=\"go()\"><!-- secret --><path d=\"M0 0h9\"/></svg>";
const CLEAN: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><path d=\"M0 0h9\"/></svg>\n";

#[test]
fn every_door_goes_through_the_same_gate() {
    let files: &[(&str, &str)] = &[
        ("daf.yaml", "title: T\nlicense: CC0\nlook: {logo: images/logo.svg}\n"),
        ("images/logo.svg", EVIL),
        ("unit/_index.md", "---\ntitle: Unit\n---\n![A unit](unit.svg)\n"),
        ("unit/unit.svg", EVIL),
        (
            "unit/one.md",
            "---\ntitle: One\n---\n![Shown](shown.svg) [linked](linked.svg) [static](/own.svg)\n\n:::facilitator\n![Theirs](theirs.svg)\n:::\n",
        ),
        ("unit/shown.svg", EVIL),
        ("unit/linked.SVG", EVIL),
        ("unit/linked.svg", EVIL),
        ("unit/theirs.svg", EVIL),
        ("static/own.svg", EVIL),
        ("static/favicon.svg", EVIL),
        ("theme/images/daf.svg", EVIL),
        ("theme/images/more.svg", EVIL),
    ];
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    let sources = sources(&files);
    let built = build(&sources);
    assert!(!built.diagnostics.has_errors(), "{}", says(&sources, &built));
    let mut seen = 0;
    for (path, made) in built.output.iter() {
        let bytes = made.here().expect("it is in memory").as_slice();
        let all = String::from_utf8_lossy(bytes);
        assert!(!all.contains("go()") && !all.contains("secret"), "{path}");
        if Path::new(path.as_str()).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("svg")) {
            assert_eq!(all, CLEAN, "{path}");
            seen += 1;
        }
    }
    let said = says(&sources, &built);
    // The same bytes stand in one place where their names are the same.
    assert_eq!((seen, said.matches("warning[active-picture]").count()), (9, 9), "{said}");
}

#[test]
fn paper_is_given_what_pages_show() {
    let lesson = b"---\ntitle: One\n---\n![Shown](shown.svg)\n";
    let sources = sources(&[("one.md", lesson), ("shown.svg", EVIL.as_bytes())]);
    let built = build(&sources);
    let curriculum = built.curriculum.expect("it is linked");
    let shown = curriculum.files.iter().find(|file| file.source.as_str() == "shown.svg").expect("it is there");
    assert_eq!(shown.on_paper().into_owned(), CLEAN.as_bytes());
    assert!(shown.path.as_str().contains(blake3::hash(CLEAN.as_bytes()).to_hex().get(..8).expect("it is long")));
}

#[test]
fn what_is_refused_is_nowhere_in_the_site() {
    let bad = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><g></svg>";
    let page = b"<script>go()</script>";
    for (path, bytes) in
        [("static/a.svg", &bad[..]), ("static/a.html", page), ("static/a", page), ("theme/images/a.html", page)]
    {
        let sources = sources(&[("one.md", b"---\ntitle: One\n---\nWords.\n"), (path, bytes)]);
        let built = build(&sources);
        assert!(built.diagnostics.has_errors() && built.output.is_empty(), "{path}: {}", says(&sources, &built));
        assert!(says(&sources, &built).contains(path), "{}", says(&sources, &built));
    }
}

#[test]
fn what_may_run_is_published_where_it_is_said() {
    let config = b"title: T\nlicense: CC0\nstatic_scripts: true\n";
    let lesson = b"---\ntitle: One\n---\n[The quiz](quiz.html)\n";
    let page = b"<script>go()</script>";
    let sources = sources(&[
        ("daf.yaml", config),
        ("one.md", lesson),
        ("quiz.html", page),
        ("static/a.js", b"1"),
        ("idle.html", page),
    ]);
    let built = build(&sources);
    let said = says(&sources, &built);
    assert_eq!(said.matches("warning[active-file-allowed]").count(), 2, "{said}");
    assert!(built.output.get("a.js").is_some());
    assert!(built.output.iter().any(|(path, _)| path.as_str().ends_with("/quiz.html")));
    assert!(text(&built, "one/index.html").contains("quiz.html"));
}

#[test]
fn a_gif_says_nothing_of_its_maker() {
    let gif = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0!\xfe\x06secret\0!\xff\x0bXMP DataXMP\x03abc\0\
        !\xf9\x04\0\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0;secret";
    let bare = without_remarks(gif).expect("it has remarks");
    assert!(memchr::memmem::find(&bare, b"secret").is_none() && memchr::memmem::find(&bare, b"XMP").is_none());
    assert!(memchr::memmem::find(&bare, b"NETSCAPE2.0").is_some() && bare.ends_with(b";"));
    assert_eq!(without_remarks(&bare), None);
    let sources = sources(&[("one.md", b"---\ntitle: One\n---\n![A dot](dot.gif)\n"), ("dot.gif", gif)]);
    let built = build(&sources);
    let made = built.output.iter().find(|(path, _)| path.as_str().ends_with(".gif")).expect("it is published").1;
    assert_eq!(made.here().expect("it is in memory").as_slice(), bare);
}

#[test]
fn what_a_drawing_costs_is_known_however_it_is_written() {
    let shapes = "<path d='M0 0h1v1z'/>".repeat(2000);
    let drawn = |with: &str| {
        let text = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><marker id='m' overflow='visible'>{shapes}</marker>{with}</svg>"
        );
        svg(text.as_bytes()).map(|picture| picture.text)
    };
    let steps = "-1-1".repeat(2000);
    for points in [steps.clone(), ".1.1".repeat(2000), " 1e0-1".repeat(2000), "z".repeat(4000)] {
        assert!(drawn(&format!("<path d='M0 0l1-1{points}' marker-mid='url(#m)'/>")).is_err(), "{}", &points[..9]);
    }
    assert!(drawn(&format!("<polyline points='0 0{steps}' marker-mid='url(#m)'/>")).is_err());
    // What is not drawn where it is said is drawn nowhere.
    for style in [
        format!("d:path(\"M0 0{}\");marker-mid:url(#m)", " h1".repeat(4000)),
        "--m:url(#m);--f:blur(9px);marker-mid:var(--m)".to_owned(),
    ] {
        let came =
            drawn(&format!("<path d='M0 0h1h1' style='{}'/>", style.replace('"', "&quot;"))).expect("it is cheap");
        assert!(!came.contains("path(") && !came.contains("--m:") && !came.contains("--f:"), "{came:.200}");
    }
    let came = drawn("<g style='--c:rgb(1 2 3);fill:var(--c)'/>").expect("it is cheap");
    assert!(came.contains("--c:rgb(1 2 3);fill:var(--c)"), "{came:.200}");
}

#[test]
fn names_that_begin_with_a_digit_and_the_root_keep_their_looks() {
    let text = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><filter id='f'><feGaussianBlur stdDeviation='1'/></filter><style>:root{filter:url(#f)} .\\31 st{fill:red}#\\32 3{fill:blue}</style><title>a\u{202e}b</title><rect class='1st'/><rect id='23'/></svg>";
    let came = svg(text.as_bytes()).expect("it is a picture").text;
    assert!(
        came.contains(".\\31 st{fill:red}") && came.contains("#\\32 3{fill:blue}") && came.contains(">ab<"),
        "{came}"
    );
}
