//! The writer's preview gives, after any change to the folder, byte for byte what a build of the folder gives.
//!
//! `DAF_EDITS=500` makes as many changes as that in place of a few; `DAF_SEED` begins elsewhere.

use std::collections::BTreeMap;

use daf::Options;
use daf::diag::Diagnostics;
use daf::diag::render::{Format, render};
use daf::preview::{PreviewBuilder, Snapshot};
use daf::source::{SourceSet, VPath};

use crate::support::{Dice, folder, project};

type Files = BTreeMap<String, Vec<u8>>;

/// A small bilingual curriculum that has something of everything.
fn curriculum() -> Files {
    let mut files: Files =
        folder("tests/sites/glance").files().map(|file| (file.path.to_string(), file.bytes().to_vec())).collect();
    let image = std::fs::read(project().join("tests/sites/pictures/images/circle.jpg")).expect("the image is there");
    files.insert("02-going-on/circle.jpg".into(), image);
    let texts = [
        (
            "daf.yaml",
            "title: Pictures\nlicense: CC-BY-SA-4.0\nlanguages: [en, he]\nvalues:\n  - {name: justice, he: צדק}\n  - {name: care, he: חסד}\n",
        ),
        ("index.md", "---\ntitle: Pictures\n---\nBegin with [the first](01-opening/01-one.md) or term:chevruta.\n"),
        (
            "glossary.yaml",
            "- {id: chevruta, term: chevruta, he: חברותא, also: [havruta], definition: Study in pairs.}\n- {id: power, term: power, definition: \"What [the fourth](02-going-on/01-four.md) is of.\"}\n",
        ),
        ("packets/all.yaml", "title: All\nitems: [one, {lesson: two, kind: source-sheet}, {text: avot}]\n"),
        ("01-opening/01-one.he.md", "---\ntitle: האחד\n---\n\nכאן לומדים ב[שני](02-two.md).\n"),
        ("texts/avot.he.md", "---\nhe: אִם אֵין אֲנִי לִי, מִי לִי\ncontext: הלל אומר.\n---\n"),
        ("static/map.pdf", "%PDF-1.4 not really"),
        (
            "02-going-on/07-rich.md",
            "---\ntitle: Rich\nsummary: With everything.\nvalues: [care]\nskills: [listening]\ntags: [long]\naliases: [/old/rich/]\nminutes: 20\n\
             texts:\n  - avot\n  - {id: own, ref: \"Exodus 18:14\", en: \"What is this that you do?\", translator: ours, license: CC0, vocabulary: [{word: this, gloss: that}]}\n\
             discussion:\n  - {prompt: What is *this*?, text: own, listen_for: secrets}\n  - Who sits?\nexercises:\n  - {id: map, title: Map, instructions: Draw., materials: [pens]}\n---\n\n\
             In chevruta, power is shared: see [two](../01-opening/02-two.md#talk), Berakhot 5b and [map](/map.pdf).\n\n\
             ## Opening {minutes=5 kind=opening}\n\n![A circle](circle.jpg)\n\n::text{#own}\n\n## Rest {minutes=15 kind=practice}\n\n::exercise{#map}\n\n:::say\nWords of the guide.\n:::\n\nSee [below](#rest).\n",
        ),
    ];
    files.extend(texts.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())));
    files
}

/// What may be written into a lesson, each somewhere else.
const WRITTEN: &[&str] = &[
    "\nOne more line, on power and havruta.\n",
    "\n## A new part {minutes=5 kind=reflect}\n\nWords.\n",
    "\n### A small heading\n",
    "\nSee [the first](../01-opening/01-one.md), [nowhere](gone.md) and [a part](../01-opening/02-two.md#more-talk).\n",
    "\n![Again](circle.jpg)\n",
    "\nAvot 2:16 and Deuteronomy 16:20 and ברכות ה ע״ב.\n",
    "\n:::facilitator\nFor the guide alone.\n:::\n",
    "\n:::tip\nNever closed.\n",
    "\n::text{#nobody}\n",
    "\n:::prompt\nWhat now?\n:::\n",
    "\n:::text[Avot 1:14]{translator=ours license=CC0}\nאם אין אני לי\n\nIf I am not.\n:::\n",
    "\n[^1] and [^1]: a note.\n",
    "\nSee lesson:two, text:avot, term:power, packet:all and unit:going-on.\n",
];

/// What a line of the front matter may become.
const FIELDS: &[&str] = &[
    "title: Another title",
    "values: [care, justice]",
    "values: [unheard]",
    "requires: [two]",
    "requires: [rich]",
    "requires: [nobody]",
    "id: two",
    "id: another",
    "slug: elsewhere",
    "slug: four",
    "order: 1",
    "draft: true",
    "updated: 2031-01-05",
    "date: 1999-12-31",
    "aliases: [/old/rich/]",
    "aliases: [/older/]",
    "tags: [short]",
    "skills: [listening, speaking]",
    "minutes: 500",
    "print: false",
    "search: false",
    "autolink: false",
    "lang: he",
    "glossary: [{term: gate, definition: A way in.}]",
    "glossary: [{term: power, definition: Twice.}]",
    "texts: [avot, poem]",
    "texts: [{ref: Avot 1:14, he: \"אִם אֵין אֲנִי לִי, מִי לִי\", en: \"If I am not for myself, who is for me?\"}]",
    "texts: [{ref: Genesis 51:1, en: Too far.}]",
    "texts: [{title: A poem, en: Words., license: CC0}]",
    "objectives: [{id: aim, text: See.}]",
    "materials: [pens, {item: paper, quantity: 1 per 3}]",
    "cover: circle.jpg",
    "unknown: field",
    "title: [broken",
    "license: CC-BY-4.0",
    "key_points: [We see.]",
    "discussion: [{prompt: Why?, id: why}]",
];

const CONFIGS: &[&str] = &[
    "title: Renamed\nlicense: CC-BY-SA-4.0\nlanguages: [en, he]\n",
    "title: Pictures\nlicense: CC0\n",
    "title: Pictures\nlicense: CC0\nlanguage: he\n",
    "title: Pictures\nlicense: CC0\nautolink: false\nfacilitator: none\n",
    "title: Pictures\nlicense: CC0\nfacilitator: separate\nbase_url: https://example.org/x\n",
    "title: Pictures\nlicense: CC0\nbase_url: https://example.org\nlanguages: [en, he]\n",
    "title: Pictures\nlicense: CC0\nlook: {accent: \"#7a1f3d\"}\n",
    "title: Pictures\nlicense: CC0\nlook: {accent: \"#fefefe\"}\n",
    "title: Pictures\nlicense: CC0\nwords: {en: {lessons: Meetings}}\n",
    "title: Pictures\nlicense: CC0\ntheme: nobody\n",
    "title: Pictures\nlicense: CC0\nstatic_scripts: true\n",
    "title: Pictures\nlicense: CC0\ndivine_name: hyphen\nhebrew: {vowels: false}\n",
    "title: Pictures\nlicense: CC0\nmenu: [{title: First, to: 01-opening/01-one.md}]\n",
    "title: Pictures\nlicense: CC0\ndiagnostics: {unknown-value: off, heading-jump: error}\n",
    "not: a title\n",
    "title: [broken\n",
];

/// Files that come and go.
const OTHERS: &[(&str, &str)] = &[
    ("static/robots.txt", "User-agent: *\n"),
    ("static/index.html", "mine"),
    ("static/going-on/rich/index.html", "mine"),
    ("static/search/index.js", "mine"),
    ("static/page.html", "<p>mine</p>"),
    ("static/map.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"go()\"/>"),
    ("theme/images/map.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>"),
    ("static/handouts/opening/one/participant.pdf", "mine"),
    ("theme/css/site.css", "body { color: #111 }"),
    ("theme/css/extra.css", "p { margin: 0 }"),
    ("theme/templates/lesson.html", "{% extends \"base.html\" %}{% block main %}{{ title }}!{% endblock %}"),
    ("theme/templates/lesson.html", "{% extends \"base.html\" %}{% block main %}{{ nothing.at.all }}{% endblock %}"),
    ("theme/templates/index.html", "{% if %}"),
    ("theme/i18n/en.ftl", "lessons = Meetings\n"),
    ("theme/i18n/en.ftl", "lessons = { broken\n"),
    ("texts/new.md", "---\nref: Exodus 18:14\nen: What is this?\ntranslator: ours\nlicense: CC0\n---\nIts context.\n"),
    (
        "texts/avot.md",
        "---\nref: Avot 1:14\nhe: אִם אֵין אֲנִי לִי\nen: If not I?\n---\nMore on [two](../01-opening/02-two.md).\n",
    ),
    ("texts/avot.md", "---\nref: Avot 1:14\ndraft: true\n---\n"),
    ("packets/all.yaml", "title: Some\nitems: [two]\nkind: facilitator\n"),
    ("packets/new.yaml", "title: New\nitems: [nobody]\n"),
    ("glossary.yaml", "- {term: power, definition: Other words.}\n"),
    ("glossary.yaml", "- {term: seat, definition: \"Where [one](01-opening/01-one.md#talk) sits.\", see: [power]}\n"),
    ("index.md", "---\ntitle: Home\n---\nOther words.\n"),
    ("01-opening/_index.md", "---\ntitle: Another unit\nslug: unit\n---\nWords.\n"),
    ("01-opening/02-two.he.md", "---\ntitle: השני\nminutes: 5\n---\n"),
    ("03-more/_index.md", "---\ntitle: More\ndraft: true\n---\n"),
    ("03-more/01-eight.md", "---\ntitle: Eight\nrequires: [one]\n---\nSee [rich](../02-going-on/07-rich.md).\n"),
    ("4913", ""),
    ("01-opening/.01-one.md.swp", "swap"),
    ("01-opening/01-one.md~", "backup"),
    ("notes.markdown", "near\n"),
    ("02-going-on/broken.png", "not an image"),
];

/// Changes one thing, as writers do, and says what.
fn edit(files: &mut Files, whole: &Files, dice: &mut Dice) -> String {
    let lessons: Vec<String> = files
        .keys()
        .filter(|path| path.ends_with(".md") && path.contains('/') && !path.contains("_index"))
        .cloned()
        .collect();
    let lesson = lessons.get(dice.roll(lessons.len())).cloned().unwrap_or_else(|| "one.md".to_owned());
    let text = files.get(&lesson).map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default();
    match dice.roll(16) {
        0..=4 => {
            let new = WRITTEN[dice.roll(WRITTEN.len())];
            let ends: Vec<usize> = text.match_indices("\n\n").map(|(at, _)| at + 1).filter(|at| *at > 10).collect();
            let at = ends.get(dice.roll(ends.len() + 1)).copied().unwrap_or(text.len());
            files.insert(lesson.clone(), format!("{}{new}{}", &text[..at], &text[at..]).into_bytes());
            format!("{lesson}: {new:?}")
        }
        5..=8 => {
            let field = FIELDS[dice.roll(FIELDS.len())];
            let key = field.split(':').next().unwrap_or_default();
            let kept = text.lines().filter(|line| !line.starts_with(&format!("{key}:")));
            let kept: Vec<&str> = kept.collect();
            let new = kept.join("\n").replacen("---\n", &format!("---\n{field}\n"), 1) + "\n";
            files.insert(lesson.clone(), new.into_bytes());
            format!("{lesson}: {field}")
        }
        9 | 10 => {
            let (path, text) = OTHERS[dice.roll(OTHERS.len())];
            if files.get(path).is_some_and(|old| old == text.as_bytes()) {
                files.remove(path);
            } else {
                files.insert(path.to_owned(), text.as_bytes().to_vec());
            }
            path.to_string()
        }
        11 => {
            let config = CONFIGS[dice.roll(CONFIGS.len())];
            files.insert("daf.yaml".to_owned(), config.as_bytes().to_vec());
            format!("daf.yaml: {config:?}")
        }
        12 => {
            let to = format!("{}-moved.md", lesson.trim_end_matches(".md"));
            let bytes = files.remove(&lesson).unwrap_or_default();
            files.insert(to.clone(), bytes);
            format!("{lesson} becomes {to}")
        }
        13 => {
            files.remove(&lesson);
            format!("{lesson} goes")
        }
        14 => {
            let words = text.replace("power", "might").replace("Words", "Letters").replace("minutes=5", "minutes=7");
            files.insert(lesson.clone(), words.into_bytes());
            format!("{lesson}: other words")
        }
        // As from version control: everything as it was.
        _ => {
            files.clone_from(whole);
            "all as it was".to_owned()
        }
    }
}

/// The set after one state became another, as the reader of a folder gives it.
fn revised(set: &SourceSet, now: &Files) -> SourceSet {
    let gone = set.files().filter(|file| !now.contains_key(file.path.as_str())).map(|file| (file.path.clone(), None));
    let path = |path: &str| VPath::new(path).expect("a good path");
    set.revised(gone.chain(now.iter().map(|(name, bytes)| (path(name), Some(bytes.clone())))).collect::<Vec<_>>())
}

/// Compares an snapshot with a build of the same files.
#[track_caller]
fn compare(snapshot: &Snapshot, files: &Files, options: &Options, after: &str) {
    let path = |path: &str| VPath::new(path).expect("a good path");
    let sources = SourceSet::new(files.iter().map(|(name, bytes)| (path(name), bytes.clone())));
    let built = daf::build(&sources, "content", None, options);
    let told =
        |diagnostics: &Diagnostics, sources: &SourceSet| render(diagnostics.as_slice(), sources, Format::Human, false);
    let ours = told(&snapshot.diagnostics, &snapshot.sources);
    let theirs = told(&built.diagnostics, &sources);
    if !snapshot.is_current {
        assert!(built.diagnostics.has_errors(), "{after}");
        // A build goes on to templates whose words cannot be read, and tells of them too.
        let of_words = snapshot.diagnostics.as_slice().iter().any(|one| one.code.id() == "theme-error");
        if !of_words {
            assert_eq!(ours, theirs, "after {after}");
        }
        for one in snapshot.diagnostics.as_slice() {
            let same = |other: &&daf::diag::Diagnostic| other.code == one.code && other.message == one.message;
            assert!(built.diagnostics.as_slice().iter().any(|other| same(&other)), "{}, after {after}", one.message);
        }
        return;
    }
    let site = snapshot.site.as_ref().expect("there was a site");
    // What only the making of a page shows, a build has among the others.
    let mut pages = Diagnostics::default();
    for path in site.paths() {
        let found = site.get(&path).unwrap_or_else(|| panic!("{path} is listed and not there, after {after}"));
        let broken = found.diagnostics.has_errors();
        for mistake in
            found.diagnostics.as_slice().iter().filter(|new| !pages.as_slice().contains(new)).collect::<Vec<_>>()
        {
            pages.push(mistake.clone());
        }
        let made = built.output.get(&path);
        if broken {
            assert!(made.is_none(), "{path} was built, after {after}");
            continue;
        }
        let made = made.unwrap_or_else(|| panic!("{path} is in no build, after {after}"));
        assert!(
            found.bytes.as_slice() == made.here().expect("it is in memory").as_slice(),
            "{path} differs, after {after}"
        );
        assert!(site.has(&path), "{path}");
    }
    for (path, _) in built.output.iter() {
        assert!(site.has(path.as_str()), "{path} is missing, after {after}");
    }
    let mut all = snapshot.diagnostics.clone();
    all.append(pages);
    all.settle(|_| None);
    all.in_order_of(&snapshot.sources);
    assert_eq!(told(&all, &snapshot.sources), theirs, "after {after}");
}

#[test]
fn every_edition_is_what_a_build_gives() {
    let number =
        |name: &str, otherwise: u64| std::env::var(name).ok().and_then(|typed| typed.parse().ok()).unwrap_or(otherwise);
    let mut dice = Dice(number("DAF_SEED", 7));
    let options = Options { no_handouts: true, ..Options::default() };
    let whole = curriculum();
    let mut files = whole.clone();
    let mut preview = PreviewBuilder::new("content".to_owned(), None, options.clone());
    let mut sources = revised(&SourceSet::default(), &files);
    let mut snapshot = preview.snapshot(sources.clone(), Diagnostics::default());
    compare(&snapshot, &files, &options, "nothing");
    assert!(snapshot.is_current, "{}", render(snapshot.diagnostics.as_slice(), &sources, Format::Human, false));
    let (mut good, mut patched) = (0, 0);
    let edits = number("DAF_EDITS", 40);
    for number in 0..edits {
        let mut said = edit(&mut files, &whole, &mut dice);
        if dice.roll(4) == 0 {
            said = format!("{said}, and {}", edit(&mut files, &whole, &mut dice));
        }
        // A folder that is all mistakes says little: now and then it is put right.
        if !snapshot.is_current && dice.roll(3) == 0 {
            files.clone_from(&whole);
            said.push_str(", and all as it was");
        }
        sources = revised(&sources, &files);
        snapshot = preview.snapshot(sources.clone(), Diagnostics::default());
        compare(&snapshot, &files, &options, &format!("edit {number}: {said}"));
        good += u64::from(snapshot.is_current);
        patched += u64::from(snapshot.is_patch);
    }
    assert!(good * 5 >= edits, "only {good} of {edits} editions were good");
    assert!(patched * 25 >= edits, "only {patched} of {edits} editions came from the one before");
}

#[cfg(feature = "pdf")]
#[test]
fn sheets_are_made_when_they_are_asked_for() {
    let sources = folder("tests/sites/paper");
    let options = Options::default();
    let built = daf::build(&sources, "content", None, &options);
    let snapshot = PreviewBuilder::new("content".to_owned(), None, options).snapshot(sources, Diagnostics::default());
    let site = snapshot.site.expect("it has no error");
    let mut sheets = 0;
    for (path, made) in built.output.iter() {
        let found = site.get(path.as_str()).unwrap_or_else(|| panic!("{path} is missing"));
        let (ours, theirs) = (found.bytes.as_slice(), made.here().expect("it is in memory").as_slice());
        sheets += usize::from(matches!(path.extension(), "pdf" | "zip"));
        assert!(ours == theirs, "{path} differs");
        assert!(site.has(path.as_str()), "{path}");
    }
    assert!(sheets >= 8, "{sheets} sheets");
    assert!(site.get("handouts/nothing.pdf").is_none() && !site.has("handouts/nothing.pdf"));
}

#[test]
fn every_file_has_its_page() {
    let files = curriculum();
    let sources = revised(&SourceSet::default(), &files);
    let options = Options { no_handouts: true, ..Options::default() };
    let snapshot = PreviewBuilder::new("content".to_owned(), None, options).snapshot(sources, Diagnostics::default());
    let site = snapshot.site.expect("it has no error");
    let page = |source: &str| site.page_of(source);
    for (source, expect) in [
        ("index.md", "index.html"),
        ("01-opening/_index.md", "opening/index.html"),
        ("01-opening/02-two.md", "opening/two/index.html"),
        ("01-opening/01-one.he.md", "he/opening/one/index.html"),
        ("texts/avot.md", "texts/pirkei-avot-1-14/index.html"),
        ("glossary.yaml", "glossary/index.html"),
    ] {
        assert_eq!(page(source).as_deref(), Some(expect), "{source}");
        assert!(site.has(expect), "{expect}");
    }
    assert_eq!(page("static/map.pdf"), None);
}
