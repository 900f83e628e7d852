//! Sheets made one by one, when somebody asks for them: the same bytes as a build gives.
//!
//! Finds by its path what a sheet is of, and sets it then. Keeps no sheet; `output::Cache` may.

use super::data::Set;
use super::kit;
use super::maker::{Maker, Wanted};
use super::pdf::PdfCompiler;
use super::prepared::{prepared, told};
use super::settings::PrintRequest;
use crate::curriculum::{Curriculum, LessonId, PacketId};
use crate::diag::Diagnostics;
use crate::output::{Cache, Progress};
use crate::sheets;
use crate::syntax::lesson::SheetKind;
use crate::theme::Theme;
use crate::words::Words;

/// What stands at the path of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// A lesson's sheet.
    Lesson(LessonId, SheetKind),
    /// A lesson's session kit: all of its sheets.
    Kit(LessonId),
    /// A packet.
    Packet(PacketId),
}

/// What a build would make at a path of the site, if it is a sheet.
pub fn at(curriculum: &Curriculum, path: &str) -> Option<Asked> {
    if !path.ends_with(".pdf") && !path.ends_with(".zip") {
        return None;
    }
    let packets = curriculum.packets.iter().enumerate();
    let printed = packets.filter(|(_, packet)| sheets::is_printed(curriculum, &packet.entry));
    let is_packet =
        |packet| sheets::packet(packet, crate::audience::Audience::Facilitator).is_some_and(|own| own == path);
    let mut found = printed.filter(|(_, packet)| is_packet(&packet.entry));
    if let Some((at, _)) = found.next() {
        return Some(Asked::Packet(PacketId::new(at)));
    }
    let lessons = curriculum.lessons.iter().enumerate();
    let mut found = lessons.filter(|(_, lesson)| path.contains(lesson.address.as_str())).filter_map(|(at, lesson)| {
        let id = LessonId::new(at);
        let kinds = sheets::printed(curriculum, lesson);
        if !kinds.is_empty() && sheets::kit(curriculum, lesson).is_some_and(|own| own == path) {
            return Some(Asked::Kit(id));
        }
        let kind = kinds.into_iter().find(|kind| sheets::lesson(lesson, *kind) == path)?;
        Some(Asked::Lesson(id, kind))
    });
    found.next()
}

/// Makes what is asked for. `None` where it cannot be set, which is reported.
pub fn make_one(
    curriculum: &Curriculum,
    theme: &Theme,
    compiler: &PdfCompiler,
    cache: &Cache,
    asked: Asked,
    sink: &mut Diagnostics,
) -> Option<Vec<u8>> {
    let words = Words::load(theme, &curriculum.config.language, &mut Diagnostics::default());
    let maker = Maker::new(curriculum, &words, PrintRequest::default());
    let mut set = |wanted: Vec<Wanted<'_>>| -> Option<Vec<Set>> {
        let sheets: Vec<_> = wanted.into_iter().map(|wanted| prepared(maker.sheet(wanted), compiler)).collect();
        let set = compiler.set_all(&sheets, cache, &Progress::default(), |set| set);
        compiler.forget();
        sheets.iter().zip(set).map(|(sheet, set)| told(theme, sheet, set, sink)).collect()
    };
    match asked {
        Asked::Lesson(id, kind) => Some(set(vec![Wanted::Lesson(id, kind)])?.pop()?.bytes),
        Asked::Packet(id) => Some(set(vec![Wanted::Packet(curriculum.packet(id))])?.pop()?.bytes),
        Asked::Kit(id) => {
            let lesson = curriculum.lesson(id);
            let kinds = sheets::printed(curriculum, lesson);
            let all = set(kinds.iter().map(|&kind| Wanted::Lesson(id, kind)).collect())?;
            let inside = kinds.iter().zip(&all);
            let inside =
                inside.map(|(&kind, set)| kit::Inside { kind, pages: set.pages, bytes: set.bytes.as_slice().into() });
            kit::kit(&words, lesson, &inside.collect::<Vec<_>>())
        }
    }
}
