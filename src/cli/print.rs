//! `daf print`: sheets of lessons and packets as one PDF, the night before.

use std::path::PathBuf;
use std::process::ExitCode;

use super::args::{Form, Print};
use super::{Console, counted, folder};
use crate::curriculum::Curriculum;
use crate::diag::Diagnostics;
use crate::handout::{self, Wish};
use crate::hebrew::DivineName;
use crate::syntax::lesson::{Answers, Booklet, Layout, Paper, PrintOptions, SheetKind, TextsShown};
use crate::{Options, fs};

/// Sets the sheets and writes the file. Nothing is written where the curriculum has errors.
pub(crate) fn print(typed: &Print, console: &Console) -> Result<ExitCode, fs::Error> {
    let content = folder(typed.dir.as_deref());
    let mut mistakes = Diagnostics::default();
    let sources = fs::read(&content, &mut mistakes)?;
    let options = Options { drafts: typed.drafts, ..Options::default() };
    let curriculum = crate::load(&sources, &content.display().to_string(), &options, &mut mistakes);
    let mut made = None;
    let mut runs = Vec::new();
    if let Some(curriculum) = &curriculum {
        crate::settle(&mut mistakes, curriculum);
        if let Some(unknown) = unknown(curriculum, &typed.items) {
            console.say(&unknown);
            return Ok(ExitCode::from(2));
        }
        let kind = SheetKind::from_word(&typed.kind).unwrap_or(SheetKind::Participant);
        let theme = crate::theme_for(curriculum, &sources, &mut mistakes);
        if let (Some(theme), false) = (theme, mistakes.has_errors()) {
            made = handout::print(curriculum, &theme, &typed.items, kind, wish(typed), &mut mistakes);
            if let Some(people) = typed.participants {
                for id in &typed.items {
                    let run = handout::run_sheet(curriculum, &theme, id, wish(typed), people, &mut mistakes);
                    runs.extend(run.map(|run| run_lines(id, people, &run)));
                }
            }
        }
        crate::settle(&mut mistakes, curriculum);
    } else {
        mistakes.settle(|_| None);
    }
    console.diagnostics(&mistakes, &sources, Form::Human);
    let Some(set) = made else {
        console.say(&format!("daf: {}; nothing was written", counted(&mistakes)));
        return Ok(ExitCode::from(1));
    };
    let to = typed.output.clone().unwrap_or_else(|| default_name(typed));
    fs::write_file(&to, &set.bytes)?;
    let pages = if set.pages == 1 { "one page".to_owned() } else { format!("{} pages", set.pages) };
    console.tell(&format!("daf: wrote {}, {pages}", to.display()));
    runs.iter().for_each(|run| console.result(run));
    Ok(ExitCode::SUCCESS)
}

/// `one-to-ones.pdf`, `one-to-ones-cards.pdf`, `workbook.pdf`.
fn default_name(typed: &Print) -> PathBuf {
    let kind = (typed.kind != SheetKind::Participant.word()).then_some(typed.kind.as_str());
    let parts: Vec<&str> = typed.items.first().map(String::as_str).into_iter().chain(kind).collect();
    PathBuf::from(format!("{}.pdf", if parts.is_empty() { "handouts".to_owned() } else { parts.join("-") }))
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

/// What to print of a lesson, a line a sheet.
fn run_lines(id: &str, people: u32, runs: &[handout::Run]) -> String {
    let mut out = format!("{id}, for {people}:\n");
    for run in runs {
        let sides = if run.two_sided { "both sides" } else { "one side" };
        let paper = run.copies * if run.two_sided { run.pages.div_ceil(2) } else { run.pages };
        let (pages, copies) = (run.pages, run.copies);
        let each = if pages == 1 { "page " } else { "pages" };
        out.push_str(&format!(
            "  {:<22} {pages:>3} {each}  {copies:>4} copies  {sides:<10}  {paper:>5} sheets of paper\n",
            run.name
        ));
    }
    out
}
