//! `daf print`: sheets of lessons and packets, the night before: one PDF, or a folder with all that a session needs.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::args::{EVERY, Form, Print};
use super::cache;
use super::console::{Console, counted};
use super::content::folder;
use crate::curriculum::Curriculum;
use crate::diag::Diagnostics;
use crate::handout::{self, Order, People, Printed, Wish};
use crate::hebrew::DivineName;
use crate::syntax::lesson::{Answers, Booklet, Layout, Paper, PrintOptions, SheetKind, TextsShown};
use crate::{Options, fs};

/// The list in a folder of sheets.
const LIST: &str = "what-to-print.txt";

/// Sets the sheets and writes them. Nothing is written where the curriculum has errors.
pub(crate) fn print(typed: &Print, console: &Console) -> Result<ExitCode, fs::Error> {
    let order = match order(typed) {
        Ok(order) => order,
        Err(refused) => {
            console.say(&format!("daf: {refused}"));
            return Ok(ExitCode::from(2));
        }
    };
    let content = folder(typed.dir.as_deref());
    let mut mistakes = Diagnostics::default();
    let sources = fs::read(&content, &mut mistakes)?;
    let options = Options { drafts: typed.drafts, ..Options::default() };
    let shelf = cache::shelf();
    let mut curriculum = crate::load(&sources, &content.display().to_string(), &options, &mut mistakes);
    if let (Some(curriculum), false) = (&mut curriculum, mistakes.has_errors()) {
        crate::images::fit(curriculum, &shelf);
    }
    let mut printed = None;
    let mut run = String::new();
    if let Some(curriculum) = &curriculum {
        crate::settle(&mut mistakes, curriculum);
        if let Some(unknown) = unknown(curriculum, &typed.items) {
            console.say(&unknown);
            return Ok(ExitCode::from(2));
        }
        let theme = crate::theme_for(curriculum, &sources, &mut mistakes);
        if let (Some(theme), false) = (theme, mistakes.has_errors()) {
            let progress = console.progress("sheets");
            printed = handout::print(curriculum, &theme, &order, &shelf, &cache::tray(), &progress, &mut mistakes);
            if let (Some(printed), Some(people)) = (&printed, people(typed)) {
                run = run_lines(printed, &handout::run_sheet(curriculum, &theme, printed, people), people);
            }
        }
        mistakes.find_places(&sources);
        crate::settle(&mut mistakes, curriculum);
    } else {
        mistakes.settle(|_| None);
    }
    console.diagnostics(&mistakes, &sources, &content, Form::Human);
    let Some(printed) = printed else {
        console.say(&format!("daf: {}; nothing was written", counted(&mistakes)));
        return Ok(ExitCode::from(1));
    };
    write(typed, &order, &printed, &run, console)?;
    console.result(&run);
    Ok(ExitCode::SUCCESS)
}

/// Everything that was typed, as what is to be made; or why it can not be.
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
            folder.display()
        ));
    }
    let kind = typed.kind.as_deref().and_then(SheetKind::from_word).unwrap_or(SheetKind::Participant);
    Ok(Order { ids: &typed.items, kind: (!every).then_some(kind), apart: every || to_folder, wish: wish(typed) })
}

/// Whether a path is meant as a folder: it is one, or ends like one.
fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR])
}

fn people(typed: &Print) -> Option<People> {
    let participants = typed.participants.or(typed.copies)?;
    Some(People { participants, copies: typed.copies })
}

/// Writes one file, or a folder of files with the list of what to print.
fn write(typed: &Print, order: &Order<'_>, printed: &[Printed], run: &str, console: &Console) -> Result<(), fs::Error> {
    let pages: u32 = printed.iter().map(|one| one.ready.pages).sum();
    let pages = if pages == 1 { "one page".to_owned() } else { format!("{pages} pages") };
    if let (false, [one]) = (order.apart, printed) {
        let to = typed.output.clone().unwrap_or_else(|| PathBuf::from(&one.file));
        fs::write_laid(&to, &one.ready.bytes)?;
        console.tell(&format!("daf: wrote {}, {pages}", to.display()));
        return Ok(());
    }
    let to =
        typed.output.clone().unwrap_or_else(|| PathBuf::from(typed.items.first().map_or("handouts", String::as_str)));
    for one in printed {
        fs::write_laid(&to.join(&one.file), &one.ready.bytes)?;
        console.tell(&format!("daf: wrote {}", to.join(&one.file).display()));
    }
    if !run.is_empty() {
        fs::write_file(&to.join(LIST), run.as_bytes())?;
    }
    let files = if printed.len() == 1 { "one file".to_owned() } else { format!("{} files", printed.len()) };
    console.tell(&format!("daf: {files} in {}, {pages}", to.display()));
    Ok(())
}

/// What to say of the first id that is neither a lesson's nor a packet's.
fn unknown(curriculum: &Curriculum, items: &[String]) -> Option<String> {
    let lessons = curriculum.lessons.iter().map(|lesson| lesson.id.as_str());
    let known: Vec<&str> = lessons.chain(curriculum.packets.iter().map(|packet| packet.entry.id.as_str())).collect();
    let item = items.iter().find(|item| !known.contains(&item.as_str()))?;
    let near = crate::diag::make::nearest(item, known.iter().copied());
    let hint = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`daf list lessons` and `daf list packets` show the ids".to_owned(),
    };
    Some(format!("daf: there is no lesson and no packet with the id `{item}`; {hint}"))
}

/// What was typed as what is asked for. Every word was checked when it was read.
fn wish(typed: &Print) -> Wish {
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
    Wish { options, tiles: typed.tiles }
}

/// What to print, a line a sheet, and the paper that it takes.
fn run_lines(printed: &[Printed], runs: &[handout::Run], people: People) -> String {
    let longest = |of: fn(&handout::Run) -> &str| runs.iter().map(|run| of(run).chars().count()).max().unwrap_or(0);
    let (names, files) = (longest(|run| &run.name), longest(|run| &run.file));
    let mut out = format!("For {} people:\n", people.participants);
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
    out.push_str(&format!("\n{sheets} sheets of paper in all\n"));
    out
}
