//! `daf print`: sheets of lessons and packets, the night before: one PDF, or a folder with all that a session needs.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::args::{EVERY, MessageFormat, Print};
use super::broken::{self, Broken, Loaded};
use super::cache;
use super::console::{Console, counted, line_of, many};
use super::lookup;
use super::workers::workers;
use crate::curriculum::Curriculum;
use crate::diag::Diagnostics;
use crate::diag::make::{self, did_you_mean};
use crate::handout::{self, Order, People, PrintRequest, Printed};
use crate::hebrew::DivineName;
use crate::source::SourceSet;
use crate::syntax::lesson::{Answers, Booklet, Layout, Paper, PrintOptions, SheetKind, TextsShown};
use crate::{Options, fs};

/// What is said where mistakes are in the way.
const NOTHING: &str = "nothing was written";

/// The list in a folder of sheets.
const LIST: &str = "what-to-print.txt";

/// Sets the sheets and writes them. What has mistakes is left out, and reported.
pub(crate) fn print(typed: &Print, console: &Console) -> Result<ExitCode, fs::Error> {
    let order = match order(typed) {
        Ok(order) => order,
        Err(refused) => {
            console.say(&format!("daf: {refused}"));
            return Ok(ExitCode::from(2));
        }
    };
    let options = Options {
        drafts: typed.drafts,
        cache: cache::cache(),
        spill: cache::spill(),
        progress: console.progress("sheets"),
        workers: workers(),
        ..Options::default()
    };
    let loaded = match broken::load(typed.dir.as_deref(), &options, NOTHING, console)? {
        Ok(loaded) => loaded,
        Err(code) => return Ok(code),
    };
    let broken = Broken::of(&loaded.mistakes, &loaded.sources);
    let asked = match PrintSelection::of(typed, &loaded, &broken) {
        Ok(asked) => asked,
        Err(refused) => {
            console.say(&refused);
            return Ok(ExitCode::from(2));
        }
    };
    let none = asked.ids.is_empty() && !typed.items.is_empty();
    // Of the whole curriculum what is whole is printed.
    let whole = if typed.items.is_empty() && !broken.is_none() { broken.without(&loaded, &options) } else { None };
    let mut told = broken.but_errors_elsewhere(&asked.broken);
    let mut set = PrintResult::default();
    if !none {
        let order = Order { ids: &asked.ids, ..order };
        let mut curriculum = match whole {
            Some(whole) => whole,
            None => loaded.curriculum.clone(),
        };
        set = PrintResult::of(&mut curriculum, &order, people(typed), &loaded.sources, &options);
    }
    told.append(set.mistakes);
    crate::settle(&mut told, &loaded.curriculum);
    console.mistakes(&told, &loaded.sources, &loaded.content, MessageFormat::Human);
    let Some(printed) = set.printed else {
        console.say(&format!("daf: {}; {NOTHING}", counted(&told)));
        return Ok(ExitCode::from(1));
    };
    write(typed, &order, &printed, &set.run, console)?;
    console.result(&set.run)?;
    let is_whole = typed.items.is_empty();
    let elsewhere = broken.elsewhere(&asked.broken, is_whole, &loaded);
    // Where what was asked for is broken, its own mistakes are enough.
    elsewhere.iter().filter(|_| asked.left_out.is_empty()).for_each(|elsewhere| console.say(elsewhere));
    for (id, files) in &asked.left_out {
        let files = files.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
        console.say(&format!("daf: `{id}` was left out, because of mistakes in {files}"));
    }
    let is_done = asked.left_out.is_empty() && !(is_whole && broken.has_lessons(&loaded));
    Ok(ExitCode::from(u8::from(!is_done)))
}

/// Everything that was typed, as what is to be made; or why it cannot be.
fn order(typed: &Print) -> Result<Order<'_>, String> {
    let to_folder = typed.output.as_deref().is_some_and(is_folder);
    // Whoever says for how many wants all that a session needs.
    let wants_all = typed.kind.is_none() && (to_folder || people(typed).is_some());
    let every = wants_all || typed.kind.as_deref() == Some(EVERY);
    if let (true, false, Some(file)) =
        (every, to_folder, typed.output.as_deref().filter(|file| file.extension().is_some()))
    {
        let folder = file.with_extension("");
        return Err(format!(
            "all sheets are several files; name a folder, such as `-o {}/`, or one of them with `--kind`",
            line_of(&folder)
        ));
    }
    let kind = typed.kind.as_deref().and_then(SheetKind::from_word).unwrap_or(SheetKind::Participant);
    Ok(Order {
        ids: &typed.items,
        kind: (!every).then_some(kind),
        apart: every || to_folder,
        wish: print_request(typed),
    })
}

/// Whether a path is meant as a folder: it is one, or ends like one.
fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR])
}

fn people(typed: &Print) -> Option<People> {
    let participants = typed.participants.or(typed.copies)?;
    Some(People { participants, copies: typed.copies })
}

/// Tells that somebody else is writing where this shall go.
fn waits<'a>(to: &'a Path, console: &'a Console) -> impl Fn() + 'a {
    move || console.tell(&format!("daf: another daf is writing into {}; waiting for it", line_of(to)))
}

/// Writes one file, or a folder of files with the list of what to print.
fn write(typed: &Print, order: &Order<'_>, printed: &[Printed], run: &str, console: &Console) -> Result<(), fs::Error> {
    let pages: u32 = printed.iter().map(|one| one.ready.pages).sum();
    let pages = many(pages as usize, "page");
    if let (false, [one]) = (order.apart, printed) {
        let to = typed.output.clone().unwrap_or_else(|| PathBuf::from(&one.file));
        let _lock = fs::lock_for_writing(&to, false, &waits(&to, console))?;
        fs::write_blob(&to, &one.ready.bytes)?;
        console.tell(&format!("daf: wrote {}, {pages}", line_of(&to)));
        return Ok(());
    }
    let to =
        typed.output.clone().unwrap_or_else(|| PathBuf::from(typed.items.first().map_or("handouts", String::as_str)));
    let _lock = fs::lock_for_writing(&to, true, &waits(&to, console))?;
    for one in printed {
        fs::write_blob_in(&to, &one.file, &one.ready.bytes)?;
        console.tell(&format!("daf: wrote {}", line_of(&to.join(&one.file))));
    }
    if !run.is_empty() {
        fs::write_file_in(&to, LIST, run.as_bytes())?;
    }
    console.tell(&format!("daf: {} in {}, {pages}", many(printed.len(), "file"), line_of(&to)));
    Ok(())
}

/// What was asked for by name, parted into what is whole and what is not.
struct PrintSelection {
    /// The ids of what is whole, in order.
    ids: Vec<String>,
    /// What is not, with the files that have mistakes.
    left_out: Vec<(String, BTreeSet<String>)>,
    /// All of those files.
    broken: BTreeSet<String>,
}

impl PrintSelection {
    /// What these words name; what to say where one of them names nothing.
    fn of(typed: &Print, loaded: &Loaded, broken: &Broken<'_>) -> Result<PrintSelection, String> {
        let curriculum = &loaded.curriculum;
        let mut asked = PrintSelection { ids: Vec::new(), left_out: Vec::new(), broken: BTreeSet::new() };
        for item in &typed.items {
            let (id, files) = if let Some(lesson) = lookup::lesson(item, curriculum, &loaded.content) {
                let lesson = curriculum.lesson(lesson);
                (lesson.id.as_str(), broken.lesson(lesson))
            } else if let Some(id) = lookup::packet(item, curriculum, &loaded.content) {
                let packet = curriculum.packets.iter().find(|packet| packet.entry.id == id);
                (id, packet.map(|packet| broken.packet(packet, curriculum)).unwrap_or_default())
            } else {
                match broken.named(&lookup::inside(item, &loaded.content)) {
                    Some(file) => (item.as_str(), BTreeSet::from([file])),
                    None => return Err(unknown(curriculum, item)),
                }
            };
            if files.is_empty() {
                asked.ids.push(id.to_owned());
            } else {
                asked.broken.extend(files.iter().cloned());
                asked.left_out.push((id.to_owned(), files));
            }
        }
        Ok(asked)
    }
}

/// What was set, and what was wrong with it.
#[derive(Default)]
struct PrintResult {
    /// The sheets; `None` where they could not be set.
    printed: Option<Vec<Printed>>,
    /// What to print of them for so many people.
    run: String,
    mistakes: Diagnostics,
}

impl PrintResult {
    fn of(
        curriculum: &mut Curriculum,
        order: &Order<'_>,
        people: Option<People>,
        sources: &SourceSet,
        options: &Options,
    ) -> PrintResult {
        let mut set = PrintResult::default();
        crate::images::fit(curriculum, &options.cache);
        let theme = crate::theme_for(curriculum, sources, &mut set.mistakes);
        if let (Some(theme), false) = (theme, set.mistakes.has_errors()) {
            set.printed = handout::print(curriculum, &theme, order, options, &mut set.mistakes);
            if let (Some(printed), Some(people)) = (&set.printed, people) {
                set.run = run_lines(printed, &handout::run_sheet(curriculum, &theme, printed, people), people);
            }
        }
        set.mistakes.find_places(sources);
        set
    }
}

/// What to say of a name that is neither a lesson's nor a packet's.
fn unknown(curriculum: &Curriculum, item: &str) -> String {
    if let Some(unit) = curriculum.units.iter().find(|unit| unit.id == item).filter(|unit| !unit.lessons.is_empty()) {
        let lessons = unit.lessons.iter().map(|lesson| curriculum.lesson(*lesson).id.as_str());
        let lessons = lessons.collect::<Vec<_>>().join(" ");
        return format!("daf: `{item}` is a unit; name lessons, such as `daf print {lessons}`");
    }
    let lessons = curriculum.lessons.iter().map(|lesson| lesson.id.as_str());
    let known: Vec<&str> = lessons.chain(curriculum.packets.iter().map(|packet| packet.entry.id.as_str())).collect();
    let hint = match did_you_mean(item, known) {
        Some(hint) => hint,
        None => "`daf list lessons` and `daf list packets` show the ids".to_owned(),
    };
    format!("daf: there is no lesson and no packet with the id {}; {hint}", make::quote(item))
}

/// What was typed as what is asked for. Every word was checked when it was read.
fn print_request(typed: &Print) -> PrintRequest {
    let options = PrintOptions {
        paper: typed.paper.as_deref().and_then(Paper::from_word),
        large: typed.large.then_some(true),
        ink_saver: typed.ink_saver.then_some(true),
        booklet: typed.booklet.as_deref().and_then(Booklet::from_word),
        divine_name: typed.divine_name.as_deref().and_then(DivineName::from_word),
        vowels: typed.no_vowels.then_some(false),
        cantillation: typed.cantillation.then_some(true),
        transliteration: typed.no_transliteration.then_some(false),
        texts: typed.texts.as_deref().and_then(TextsShown::from_word),
        layout: typed.layout.as_deref().and_then(Layout::from_word),
        answers: typed.answers.as_deref().and_then(Answers::from_word),
    };
    PrintRequest { options, tiles: typed.tiles }
}

/// What to print, a line a sheet, and the paper that it takes.
fn run_lines(printed: &[Printed], runs: &[handout::Run], people: People) -> String {
    let longest = |of: fn(&handout::Run) -> &str| runs.iter().map(|run| of(run).chars().count()).max().unwrap_or(0);
    let (names, files) = (longest(|run| &run.name), longest(|run| &run.file));
    let mut out = match people.participants {
        1 => "For 1 person:\n".to_owned(),
        people => format!("For {people} people:\n"),
    };
    let mut of = "";
    let mut sheets = 0;
    for (one, run) in printed.iter().zip(runs) {
        if one.of != of {
            of = &one.of;
            out.push_str(&format!("\n{of}\n"));
        }
        let sides = if run.two_sided { "both sides" } else { "one side" };
        let paper = run.copies * if run.two_sided { run.pages.div_ceil(2) } else { run.pages };
        sheets += paper;
        let each = if run.pages == 1 { "page " } else { "pages" };
        let copies = if run.copies == 1 { "copy  " } else { "copies" };
        out.push_str(&format!(
            "  {:<names$}  {:<files$}  {:>3} {each}  {:>4} {copies}  {sides:<10}  {paper:>5} of paper\n",
            run.name, run.file, run.pages, run.copies
        ));
    }
    out.push_str(&format!("\n{} of paper in all\n", many(sheets as usize, "sheet")));
    out
}
