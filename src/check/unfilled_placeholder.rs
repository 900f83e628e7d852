//! `unfilled-placeholder`: words that `daf new` wrote, or a `TODO`, where a writer's own should stand.
//!
//! Looks at the lines of the files that pages are made of, whatever field they stand in: one finding a file, at the first of them.
//! Leaves comments alone, drafts, and files that are no content. A participant would read an instruction to the writer.

use std::collections::BTreeSet;

use crate::curriculum::Curriculum;
use crate::diag::{Diagnostics, make};
use crate::scaffold::placeholder;
use crate::source::{SourceSet, Span};

pub(crate) fn check(curriculum: &Curriculum, sources: &SourceSet, sink: &mut Diagnostics) {
    let known = files(curriculum, sources);
    for (id, source) in sources.iter() {
        let path = source.path.as_str();
        let is_known = known.contains(path) || original(path).is_some_and(|path| known.contains(&path));
        let (true, Some(text)) = (is_known, source.text()) else { continue };
        let found: Vec<(Span, &str)> = lines(text, path.ends_with(".md"))
            .filter_map(|(start, line)| {
                let words = placeholder(line)?;
                let at = start + line.find(words)?;
                Some((id.span(at..at + words.len()), words.trim()))
            })
            .collect();
        if let Some(((first, words), rest)) = found.split_first() {
            let others: Vec<Span> = rest.iter().map(|(span, _)| *span).collect();
            sink.push(make::scaffold::unfilled_placeholder(*first, words, &others));
        }
    }
}

/// The lines of a file with where they begin, but for comments in fields.
fn lines(text: &str, has_body: bool) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    let mut fences = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        let bare = line.trim();
        fences += usize::from(bare == "---");
        let in_fields = !has_body || fences < 2;
        (!(in_fields && bare.starts_with('#'))).then_some((start, line.trim_end()))
    })
}

/// The files of lessons, units, shared texts, packets and the home page, without their translations.
fn files(curriculum: &Curriculum, sources: &SourceSet) -> BTreeSet<String> {
    let lessons = curriculum.lessons.iter().map(|lesson| lesson.main.document.path.to_string());
    let units = curriculum.units.iter().filter_map(|unit| unit.document.as_ref()).map(|unit| unit.path.to_string());
    let texts = curriculum.texts.iter().filter(|text| text.shared).map(|text| format!("texts/{}.md", text.id));
    let packets = curriculum.packets.iter().filter_map(|packet| sources.get(packet.entry.file));
    let packets = packets.map(|source| source.path.to_string());
    lessons.chain(units).chain(texts).chain(packets).chain(["index.md".to_owned()]).collect()
}

/// `x.md` of `x.he.md`.
fn original(path: &str) -> Option<String> {
    let (stem, lang) = path.strip_suffix(".md")?.rsplit_once('.')?;
    matches!(lang.len(), 2 | 3).then(|| format!("{stem}.md"))
}
