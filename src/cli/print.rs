//! `daf print`: sheets of lessons and packets as one PDF, the night before.

use std::path::PathBuf;
use std::process::ExitCode;

use super::args::{Form, Kind, PaperSize, Print};
use super::{Console, counted, folder};
use crate::curriculum::Curriculum;
use crate::diag::Diagnostics;
use crate::handout::{self, Wish};
use crate::syntax::lesson::{Paper, SheetKind};
use crate::{Options, fs};

/// Sets the sheets and writes the file. Nothing is written where the curriculum has errors.
pub(crate) fn print(typed: &Print, console: &Console) -> Result<ExitCode, fs::Error> {
    let content = folder(typed.dir.as_deref());
    let mut mistakes = Diagnostics::default();
    let sources = fs::read(&content, &mut mistakes)?;
    let options = Options { drafts: typed.drafts, ..Options::default() };
    let curriculum = crate::load(&sources, &content.display().to_string(), &options, &mut mistakes);
    let mut made = None;
    if let Some(curriculum) = &curriculum {
        crate::settle(&mut mistakes, curriculum);
        if let Some(unknown) = unknown(curriculum, &typed.items) {
            console.say(&unknown);
            return Ok(ExitCode::from(2));
        }
        let theme = crate::theme_for(curriculum, &sources, &mut mistakes);
        if let (Some(theme), false) = (theme, mistakes.has_errors()) {
            made = handout::print(curriculum, &theme, &typed.items, kind(typed.kind), wish(typed), &mut mistakes);
        }
        crate::settle(&mut mistakes, curriculum);
    } else {
        mistakes.settle(|_| None);
    }
    console.diagnostics(&mistakes, &sources, Form::Human);
    let Some(bytes) = made else {
        console.say(&format!("daf: {}; nothing was written", counted(&mistakes)));
        return Ok(ExitCode::from(1));
    };
    let to = typed.output.clone().unwrap_or_else(|| default_name(&typed.items));
    fs::write_file(&to, &bytes)?;
    console.tell(&format!("daf: wrote {}", to.display()));
    Ok(ExitCode::SUCCESS)
}

/// `one-to-ones.pdf`.
fn default_name(items: &[String]) -> PathBuf {
    PathBuf::from(format!("{}.pdf", items.first().map_or("handout", String::as_str)))
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

fn kind(typed: Kind) -> SheetKind {
    match typed {
        Kind::Participant => SheetKind::Participant,
        Kind::SourceSheet => SheetKind::SourceSheet,
        Kind::Facilitator => SheetKind::Facilitator,
    }
}

fn wish(typed: &Print) -> Wish {
    let paper = typed.paper.map(|paper| match paper {
        PaperSize::Letter => Paper::Letter,
        PaperSize::A4 => Paper::A4,
    });
    Wish { paper, large: typed.large }
}
