//! What people mean who name a lesson or a packet: its id, its file's name with `.md` or without, a path from where they stand or
//! from the curriculum's folder. Reads nothing of what is in files.

use std::path::{Path, PathBuf};

use crate::curriculum::{Curriculum, LessonId, numbered, part};
use crate::source::same_name;

/// What was named, as a path inside the curriculum where there is such a file, or as it was typed.
pub(super) fn inside(typed: &str, content: &Path) -> String {
    let full: PathBuf = std::path::absolute(typed).unwrap_or_default().components().collect();
    let root: PathBuf = std::path::absolute(content).unwrap_or_default().components().collect();
    let real = |path: &Path| path.canonicalize().ok();
    let inside = match full.strip_prefix(&root) {
        Ok(inside) => Some(inside.to_owned()),
        Err(_) => {
            real(&full).zip(real(&root)).and_then(|(full, root)| full.strip_prefix(root).map(Path::to_owned).ok())
        }
    };
    match inside {
        Some(inside) if full.exists() => same_name(&inside.to_string_lossy().replace('\\', "/")).into_owned(),
        _ => same_name(typed.trim_start_matches("./")).into_owned(),
    }
}

/// The lesson that is meant; `None` where none is, or more than one may be.
pub(super) fn lesson(typed: &str, curriculum: &Curriculum, content: &Path) -> Option<LessonId> {
    let lessons = || curriculum.lessons.iter().enumerate();
    if let Some((at, _)) = lessons().find(|(_, lesson)| lesson.id == typed) {
        return Some(LessonId::new(at));
    }
    let wanted = inside(typed, content);
    let by_file = lessons().find(|(_, lesson)| {
        let translations = lesson.translations.iter().map(|(_, version)| version);
        std::iter::once(&lesson.main).chain(translations).any(|version| version.document.path.as_str() == wanted)
    });
    if let Some((at, _)) = by_file {
        return Some(LessonId::new(at));
    }
    let wanted = without_numbers(&wanted);
    let is_end = |path: &str| path == wanted || path.strip_suffix(&wanted).is_some_and(|before| before.ends_with('/'));
    let mut by_name = lessons().filter(|(_, lesson)| is_end(&without_numbers(lesson.main.document.path.as_str())));
    match (by_name.next(), by_name.next()) {
        (Some((at, _)), None) if !wanted.is_empty() => Some(LessonId::new(at)),
        _ => None,
    }
}

/// The id of the packet that is meant.
pub(super) fn packet<'c>(typed: &str, curriculum: &'c Curriculum, content: &Path) -> Option<&'c str> {
    let wanted = inside(typed, content);
    let bare = wanted.strip_prefix("packets/").unwrap_or(&wanted);
    let bare = [".yaml", ".yml"].iter().find_map(|end| bare.strip_suffix(end)).unwrap_or(bare);
    let mut packets = curriculum.packets.iter().map(|packet| packet.entry.id.as_str());
    packets.find(|id| *id == bare)
}

/// `power/mapping` of `02-power/03-mapping.md` and of `02-power/03-mapping/index.md`.
fn without_numbers(path: &str) -> String {
    let path = path.trim_end_matches('/');
    let path = path.strip_suffix(".md").unwrap_or(path);
    let path = path.strip_suffix("/index").unwrap_or(path);
    let parts = path.split('/').map(|name| part(numbered(name).1, ""));
    parts.collect::<Vec<_>>().join("/")
}
