//! A whole folder: built, told of, mended, searched, planned, and set on paper.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use daf::agenda;
use daf::curriculum::{Curriculum, LessonId};
use daf::diag::{Diagnostics, Place, Severity, fix};
use daf::output::Output;
use daf::preview::PreviewBuilder;
use daf::source::{SourceSet, VPath};
use daf::{Built, Options};

use super::site::{self, Held};
use super::{Finds, messages};
use crate::case::{Asked, Case, Files};
use crate::marks;
use crate::mutate::query;
use crate::seeds::Seeds;

use super::markup::Allowed;

/// What a build may take: so much for any folder, and so much for each byte of it.
const ANY: Duration = Duration::from_millis(1500);
const EACH: Duration = Duration::from_micros(20);
/// How often what is slow is measured again.
const AGAIN: usize = 3;
/// Rounds of mending after which the rest is left out.
const ROUNDS: usize = 6;
/// Cases that are larger are not set on paper.
const PAPER: usize = 60_000;

/// The files as daf reads them.
pub(super) fn sources(files: &Files) -> SourceSet {
    SourceSet::new(files.iter().filter_map(|(path, bytes)| Some((VPath::new(path)?, bytes.clone()))))
}

pub(super) fn check(case: &Case, seeds: &Seeds, allowed: &Allowed, finds: &mut Finds) {
    let mut asked = Asked::of(case.asked);
    let options = Options {
        no_handouts: !asked.paper || case.size() > PAPER,
        checks_handouts: asked.sheets,
        drafts: asked.drafts,
        base_url: asked.base.then(|| "https://example.org/free".to_owned()),
        ..Options::default()
    };
    let sources = sources(&case.files);
    let build = || daf::build(&sources, "content", None, &options);
    let (built, taken) = timed(build);
    finds.taken = taken;
    let bound = ANY + EACH * u32::try_from(case.size()).unwrap_or(u32::MAX);
    if taken > bound && options.no_handouts {
        let least = (0..AGAIN).map(|_| timed(build).1).min().unwrap_or_default();
        finds.hold(least <= bound, "time: a build", || format!("{least:?} for {} bytes", case.size()));
    }
    let (_, taken) = timed(|| messages::check(&built.diagnostics, &sources, finds));
    finds.hold(taken <= bound, "time: messages", || {
        format!("{taken:?} for {} messages", built.diagnostics.as_slice().len())
    });
    if built.diagnostics.has_errors() {
        if asked.snapshot {
            snapshot(&case.files, &options, &built, finds);
        }
        if !asked.dice.once_in(3) {
            mended(&case.files, &options, seeds, allowed, finds);
        }
        return;
    }
    stands(&case.files, &built, seeds, allowed, finds);
    if asked.again {
        let again = build();
        finds.hold(same(&built.output, &again.output).is_none(), "site: two builds differ", || {
            same(&built.output, &again.output).unwrap_or_default()
        });
    }
    if asked.snapshot && options.no_handouts {
        snapshot(&case.files, &options, &built, finds);
    }
    let Some(curriculum) = &built.curriculum else { return };
    let mut lint = Diagnostics::default();
    daf::check::all(curriculum, &mut lint);
    daf::check::files(curriculum, &sources, &mut lint);
    messages::check(&lint, &sources, finds);
    let kept = marks::kept(&case.files, seeds);
    if asked.questions {
        questions(curriculum, &built.output, &kept, &mut asked, finds);
        plans(curriculum, &sources, &mut asked, finds);
    }
    if asked.sheets {
        sheets(curriculum, &sources, &kept, finds);
    }
}

/// How long something takes, in time of the processor where the system tells it.
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let (before, clock) = (used(), Instant::now());
    let done = work();
    let clock = clock.elapsed();
    let taken = used().zip(before).map_or(clock, |(now, before)| now.saturating_sub(before));
    (done, taken)
}

/// The processor's time of this process, to a hundredth of a second.
fn used() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks: u64 = fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?;
    Some(Duration::from_millis(ticks * 10))
}

fn first(diagnostics: &Diagnostics) -> String {
    diagnostics.as_slice().first().map(|one| format!("{}: {}", one.code.id(), one.message)).unwrap_or_default()
}

/// What is held of a folder without an error.
fn stands(files: &Files, built: &Built, seeds: &Seeds, allowed: &Allowed, finds: &mut Finds) {
    finds.sites += 1;
    let is_theme = |path: &String| path.starts_with("theme/");
    let has_own = built
        .curriculum
        .as_ref()
        .is_some_and(|curriculum| curriculum.config.theme.as_ref().is_some_and(|theme| theme.value != "daf"));
    let kept = marks::kept(files, seeds);
    let held = Held { allowed, kept: &kept, is_ours: !has_own && !files.keys().any(is_theme) };
    site::check(built, &held, finds);
}

/// Lays in what daf can mend by itself until nothing is left, and then takes out what is still wrong: what remains is a folder like
/// any other.
fn mended(files: &Files, options: &Options, seeds: &Seeds, allowed: &Allowed, finds: &mut Finds) {
    let options = Options { no_handouts: true, ..options.clone() };
    let mut files = files.clone();
    let mut states = BTreeSet::new();
    for round in 0..ROUNDS + 3 {
        let sources = sources(&files);
        let built = daf::build(&sources, "content", None, &options);
        if !built.diagnostics.has_errors() {
            return stands(&files, &built, seeds, allowed, finds);
        }
        let changes = if round <= ROUNDS { fix::changes(built.diagnostics.as_slice(), &sources) } else { Vec::new() };
        if changes.is_empty() {
            let errors = built.diagnostics.as_slice().iter().filter(|one| one.severity == Severity::Error);
            let broken: BTreeSet<String> = errors
                .filter_map(|one| match &one.place {
                    Place::At(span) => sources.get(span.file).map(|source| source.path.as_written().to_owned()),
                    Place::Named(path) => Some(path.clone()),
                })
                .collect();
            let before = files.len();
            files.retain(|path, _| path == "daf.yaml" || !broken.contains(path));
            if files.len() == before {
                return;
            }
            continue;
        }
        if !states.insert(files.clone()) {
            let titles = changes.iter().flat_map(|change| change.titles.iter().map(|(_, title)| title.clone()));
            finds.add(format!("fixes: no end of {}", titles.last().unwrap_or_default()), first(&built.diagnostics));
            return;
        }
        for change in changes {
            let Some(source) = sources.get(change.file) else { continue };
            finds.hold(*change.before != *change.after, "fixes: nothing is changed", || first(&built.diagnostics));
            files.insert(source.path.as_written().to_owned(), change.after.into_bytes());
        }
    }
}

/// The first file that two outputs do not have alike.
fn same(one: &Output, other: &Output) -> Option<String> {
    let paths = |output: &Output| output.iter().map(|(path, made)| (path.to_string(), made.hash())).collect::<Vec<_>>();
    let (one, other) = (paths(one), paths(other));
    if one.len() != other.len() {
        return Some(format!("{} files and {}", one.len(), other.len()));
    }
    one.into_iter().zip(other).find(|(one, other)| one != other).map(|((path, _), _)| path)
}

/// The preview's snapshot after a change is what a build gives.
fn snapshot(files: &Files, options: &Options, built: &Built, finds: &mut Finds) {
    let mut preview = PreviewBuilder::new("content".to_owned(), None, options.clone());
    let mut before = files.clone();
    let last = before.keys().rfind(|path| *path != "daf.yaml").cloned();
    let gone = last.and_then(|path| Some((path.clone(), before.remove(&path)?)));
    let set = sources(&before);
    let mut snapshot = preview.snapshot(set.clone(), Diagnostics::default());
    if let Some((path, bytes)) = gone.and_then(|(path, bytes)| Some((VPath::new(&path)?, bytes))) {
        snapshot = preview.snapshot(set.revised([(path, Some(bytes))]), Diagnostics::default());
    }
    if built.diagnostics.has_errors() {
        let _ = snapshot;
        return;
    }
    finds.hold(snapshot.is_current, "preview: an error that no build has", || first(&snapshot.diagnostics));
    let Some(site) = snapshot.site.filter(|_| snapshot.is_current) else { return };
    for path in site.paths() {
        let (found, made) = (site.get(&path), built.output.get(&path));
        let is_same = match (&found, made.and_then(|made| made.read().ok())) {
            (Some(found), Some(made)) => found.bytes.as_slice() == &*made,
            _ => false,
        };
        finds.hold(is_same, "preview: a page that no build has", || path.clone());
    }
    for (path, _) in built.output.iter() {
        finds.hold(site.has(path.as_str()), "preview: a page is missing", || path.to_string());
    }
}

/// Searches as a participant: what is found is there, and is everybody's.
fn questions(curriculum: &Curriculum, output: &Output, kept: &BTreeSet<String>, asked: &mut Asked, finds: &mut Finds) {
    for round in 0..3 {
        let query = match kept.iter().next() {
            Some(mark) if round == 0 => mark.clone(),
            _ => query(asked),
        };
        let facilitator = round == 2;
        let wanted = daf::search::SearchOptions { facilitator, narrowed: Vec::new(), limit: 10 };
        let answer = daf::search::search(curriculum, &query, &wanted);
        finds.hold(answer.hits.len() <= 10, "search: more than was asked for", || query.clone());
        // Where a curriculum makes no pages for facilitators, what is only theirs is found and stands on none.
        let has_theirs = output.iter().any(|(path, _)| site::is_facilitators(path.as_str()));
        for hit in answer.hits.iter().filter(|hit| has_theirs || !hit.facilitator) {
            let page = hit.page.split('#').next().unwrap_or_default();
            finds.hold(output.get(page).is_some(), "search: a page that is not there", || {
                format!("{query:?}: {}", hit.page)
            });
            let said: String = hit.lines.iter().map(|line| format!("{} {}\n", line.section, line.snippet)).collect();
            let leak =
                !facilitator && marks::marks_in(&format!("{} {said}", hit.title)).intersection(kept).next().is_some();
            finds.hold(!leak, "leak: found by a participant", || format!("{query:?}: {said}"));
        }
    }
    let _ = daf::search::choices(curriculum);
}

/// An evening of some lessons in every form.
fn plans(curriculum: &Curriculum, sources: &SourceSet, asked: &mut Asked, finds: &mut Finds) {
    let mut sink = Diagnostics::default();
    let Some(theme) = daf::theme_for(curriculum, sources, &mut sink) else { return };
    let many = 1 + asked.dice.roll(3);
    let lessons = (0..curriculum.lessons.len().min(many)).map(|at| agenda::RequestedLesson {
        lesson: LessonId::new(at),
        at: None,
        pause: 10,
    });
    let Some(date) = daf::date::parse("2026-02-03") else { return };
    let start = 600 + u32::try_from(asked.dice.roll(900)).unwrap_or(0);
    let wish = agenda::AgendaRequest {
        lessons: lessons.collect(),
        start,
        end: asked.dice.once_in(3).then_some(start + 60),
        participants: asked.dice.once_in(2).then_some(12),
        date,
        lang: curriculum.config.language.clone(),
        twelve: asked.dice.once_in(2),
        made: 1_770_000_000,
    };
    let zone = agenda::Zone::named("Asia/Jerusalem").ok();
    for form in [
        agenda::AgendaFormat::Text,
        agenda::AgendaFormat::Markdown,
        agenda::AgendaFormat::Table,
        agenda::AgendaFormat::Calendar(zone),
    ] {
        let Ok(text) = agenda::make(curriculum, &theme, &wish, &form, &mut sink) else { continue };
        let is_wrong =
            |c: char| (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || ('\u{202a}'..='\u{202e}').contains(&c);
        finds.hold(!text.contains(is_wrong), "agenda: a sign that steers what is around it", || {
            format!("{form:?}: {:?}", text.find(is_wrong))
        });
        match form {
            agenda::AgendaFormat::Table => {
                let mut reader = csv::ReaderBuilder::new().has_headers(true).from_reader(text.as_bytes());
                let rows: Result<Vec<csv::StringRecord>, _> = reader.records().collect();
                finds.hold(rows.is_ok(), "agenda: a table that is none", || text.clone());
                let runs = |cell: &str| cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.len() > 1;
                let cell = rows.iter().flatten().flatten().find(|cell| runs(cell)).map(str::to_owned);
                finds.hold(cell.is_none(), "agenda: a cell that a spreadsheet runs", || format!("{cell:?}"));
            }
            agenda::AgendaFormat::Calendar(_) => calendar(&text, finds),
            agenda::AgendaFormat::Text | agenda::AgendaFormat::Markdown => {}
        }
    }
    messages::check(&sink, sources, finds);
}

/// A calendar file: lines of at most 75 bytes, parts that end.
fn calendar(text: &str, finds: &mut Finds) {
    let mut open: Vec<&str> = Vec::new();
    for line in text.split("\r\n") {
        finds.hold(line.len() <= 75 && !line.contains(['\n', '\r']), "agenda: a line that is too long", || {
            line.to_owned()
        });
        if let Some(name) = line.strip_prefix("BEGIN:") {
            open.push(name);
        } else if let Some(name) = line.strip_prefix("END:") {
            let is_last = open.pop() == Some(name);
            finds.hold(is_last, "agenda: a part that does not end", || line.to_owned());
        } else if !line.is_empty() && !line.starts_with(' ') {
            let name = line.split([':', ';']).next().unwrap_or_default();
            finds.hold(
                line.contains(':') && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'),
                "agenda: a line that says nothing",
                || line.to_owned(),
            );
        }
    }
    finds.hold(open.is_empty(), "agenda: a part that does not end", || open.join(" "));
}

/// What all sheets are made of: nobody's hold a word of the facilitators' but theirs.
#[cfg(feature = "pdf")]
fn sheets(curriculum: &Curriculum, sources: &SourceSet, kept: &BTreeSet<String>, finds: &mut Finds) {
    let mut sink = Diagnostics::default();
    let Some(theme) = daf::theme_for(curriculum, sources, &mut sink) else { return };
    let compiler = daf::handout::PdfCompiler::new(&theme, curriculum, &daf::Options::default().workers);
    for sheet in daf::handout::prepare(curriculum, &theme, &compiler, &mut sink) {
        for data in [Some(&sheet.data), sheet.twin.as_ref()].into_iter().flatten() {
            let read = serde_json::from_str::<serde_json::Value>(&data.sheet);
            finds.hold(read.is_ok(), "paper: a sheet that is no JSON", || sheet.path.clone());
            let mark = marks::marks_in(&data.sheet).intersection(kept).next().cloned();
            if let Some(mark) = mark.filter(|_| !site::is_facilitators(&sheet.path)) {
                finds.add("leak: a facilitators' word on paper", format!("{mark} on {}", sheet.path));
            }
        }
    }
}

/// Without paper there are no sheets.
#[cfg(not(feature = "pdf"))]
fn sheets(_curriculum: &Curriculum, _sources: &SourceSet, _kept: &BTreeSet<String>, _finds: &mut Finds) {}
