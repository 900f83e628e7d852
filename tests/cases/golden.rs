//! Golden texts: built pages, plans and lists, word for word, each expected file in `tests/golden` a test. What is expected and made by
//! no test fails as well, so that no file stays there that proves nothing.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

use daf::{Built, Options};
use libtest_mimic::{Failed, Trial};

use crate::cases::{Problems, files_below};
use crate::expected::Expected;
use crate::support::{build, folder, project, text};

/// Where the expected texts stand.
const FOLDER: &str = "tests/golden";

/// The pages of the example that are held word for word.
const EXAMPLE: [&str; 9] = [
    "index.html",
    "turn-it/index.html",
    "facilitator/turn-it/index.html",
    "one-to-ones/index.html",
    "texts/index.html",
    "texts/berakhot-5b/index.html",
    "glance/index.html",
    "glossary/index.html",
    "handouts/index.html",
];

/// The pages of a curriculum in Hebrew: its lesson, a text in English inside, and the page from an old address.
const HEBREW: [&str; 4] =
    ["index.html", "al-tifrosh/index.html", "facilitator/al-tifrosh/index.html", "old/index.html"];

/// Plans of a small curriculum, and what is typed for each; `~` is a space inside a word.
const PLANS: [(&str, &str); 10] = [
    ("whole.txt", "listening --start 18:30"),
    ("fitted.txt", "listening --start 6:30~pm --end 7:20pm -n 25"),
    ("too-long.txt", "listening --start 18:30 --end 19:00 -n 10"),
    ("day.txt", "listening+20 walking listening@14:00 --start 9:00 --end 15:10 -n 8"),
    ("hebrew.txt", "listening walking --start 18:30 --end 20:10 --lang he -n 12"),
    ("fitted.md", "listening --start 18:30 --end 19:20 -n 25 --format md"),
    ("day.md", "listening walking --break 15 --start 9:00 --format md"),
    ("fitted.csv", "listening walking --break 10 --start 23:00 --end 0:50 --format csv"),
    ("night.ics", "listening walking --break 10 --start 23:00 --end 0:50 --format ics"),
    ("zone.ics", "walking --start 1:30 --date 2027-03-26 --tz Asia/Jerusalem --format ics"),
];

/// A text that is held: the expected file below [`FOLDER`], and what makes it.
struct Golden {
    file: PathBuf,
    make: Box<dyn FnOnce() -> Result<String, Failed> + Send>,
}

fn golden(file: String, make: impl FnOnce() -> Result<String, Failed> + Send + 'static) -> Golden {
    Golden { file: PathBuf::from(file), make: Box::new(make) }
}

/// A test for each expected text, and one for those that nothing makes.
pub(crate) fn all() -> Vec<Trial> {
    let pages = |site: &'static str, pages: &'static [&'static str], built: fn() -> &'static Built, frame| {
        pages.iter().map(move |page| golden(format!("{site}/{page}"), move || main_part(built(), page, frame)))
    };
    let plans = PLANS.iter().map(|(name, typed)| golden(format!("agenda/{name}"), || plan(typed)));
    let lists = [golden("example/files.txt".to_owned(), list_of_files), golden("pictures.txt".to_owned(), photographs)];
    let goldens = pages("example", &EXAMPLE, example, "<html lang=\"en\"")
        .chain(pages("hebrew", &HEBREW, hebrew, "<html lang=\"he\" dir=\"rtl\">"))
        .chain(plans)
        .chain(lists);
    let mut known: BTreeSet<PathBuf> = crate::pictures::expected_files().collect();
    known.insert(PathBuf::from("formats.txt"));
    let mut trials = Vec::new();
    for golden in goldens {
        let path = golden.file.to_str().expect("expected files have plain names");
        let name = match path.split_once('/') {
            Some((family, rest)) => format!("golden::{family}::{rest}"),
            None => format!("golden::{}", path.trim_end_matches(".txt")),
        };
        let (test, file) = (name.clone(), project().join(FOLDER).join(path));
        known.insert(golden.file);
        trials.push(Trial::test(name, move || Expected::file(&file).hold(&test, &(golden.make)()?)));
    }
    trials.push(Trial::test("golden::nothing-else-is-expected", move || nothing_else(&known)));
    trials
}

/// Whatever stands among the expected texts is made by a test.
fn nothing_else(known: &BTreeSet<PathBuf>) -> Result<(), Failed> {
    let mut problems = Problems::default();
    for file in files_below(FOLDER) {
        problems.expect(known.contains(&file), || {
            format!("{FOLDER}/{} is expected, and no test makes it: delete it, or say what makes it", file.display())
        });
    }
    problems.end()
}

/// The example, built once in this process.
fn example() -> &'static Built {
    static BUILT: OnceLock<Built> = OnceLock::new();
    BUILT.get_or_init(|| daf::build(&folder("tests/sites/example"), "content", None, &Options::default()))
}

/// The curriculum in Hebrew, built once in this process.
fn hebrew() -> &'static Built {
    static BUILT: OnceLock<Built> = OnceLock::new();
    BUILT.get_or_init(|| build(&folder("tests/sites/hebrew")))
}

/// The part of a page that the lesson makes, without the theme's frame, which has to hold certain words.
fn main_part(built: &Built, path: &str, frame: &str) -> Result<String, Failed> {
    if built.output.get(path).is_none() {
        return Err(format!("the build makes no {path}").into());
    }
    let page = text(built, path);
    if !page.contains(frame) {
        return Err(format!("{path} does not begin with {frame}").into());
    }
    let from = page.find("<main").unwrap_or(0);
    let to = page.find("</main>").map_or(page.len(), |at| at + "</main>\n".len());
    Ok(page.get(from..to).unwrap_or(page).to_owned())
}

/// The pages and sheets of the example, by path.
fn list_of_files() -> Result<String, Failed> {
    let paths = example().output.iter().map(|(path, _)| path.as_str());
    Ok(paths.filter(|path| path.ends_with(".html") || path.ends_with(".pdf")).map(|path| format!("{path}\n")).collect())
}

/// What a page says of a photograph, and the sizes that are published of it.
fn photographs() -> Result<String, Failed> {
    let built = build(&folder("tests/sites/pictures"));
    let page = text(&built, "circle/index.html");
    let tags = page.match_indices("<img").filter_map(|(at, _)| page[at..].split_inclusive('>').next());
    let images = built.output.iter().filter(|(path, _)| path.as_str().ends_with(".jpg"));
    let images = images.map(|(path, made)| format!("{path} {} bytes\n", made.size()));
    Ok(tags.map(|tag| format!("{tag}\n")).chain(images).collect())
}

/// What `daf agenda` says, on a day that the environment fixes.
fn plan(typed: &str) -> Result<String, Failed> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_daf"));
    command.current_dir(project().join("tests/sites/evenings")).env("SOURCE_DATE_EPOCH", "1795651200");
    command.arg("agenda").args(typed.split_whitespace().map(|word| word.replace('~', " ")));
    let output = command.output()?;
    if !output.status.success() {
        return Err(format!("daf agenda {typed}: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}
