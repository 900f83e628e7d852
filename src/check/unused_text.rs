//! `unused-text`: a file in `texts/` that no lesson teaches, no packet prints and no link or citation leads to.
//!
//! A text that only a draft uses is left alone while drafts are left out. Its page stands in the site all the same, in the index of texts,
//! where readers wonder which lesson it belongs to.

use std::collections::BTreeSet;

use super::term_use::TermUse;
use crate::curriculum::{Curriculum, PacketPart, PassageId, Target, TextId};
use crate::diag::{Diagnostics, make};

pub(crate) fn check(curriculum: &Curriculum, _: &TermUse<'_>, sink: &mut Diagnostics) {
    let lessons = curriculum.lessons.iter().flat_map(|lesson| &lesson.main.texts);
    let packets = curriculum.packets.iter().flat_map(|packet| &packet.items);
    let packets = packets.filter_map(|item| if let PacketPart::Text(id) = item { Some(id) } else { None });
    let used: BTreeSet<TextId> = lessons.chain(packets).copied().collect();
    let links = curriculum.scopes.iter().flat_map(|scope| &scope.links);
    let links = links.filter_map(|target| if let Target::Passage(id) = target { Some(*id) } else { None });
    let cited = curriculum.scopes.iter().flat_map(|scope| &scope.citations).filter_map(|citation| citation.passage);
    let linked: BTreeSet<PassageId> = links.chain(cited).collect();
    for (at, text) in curriculum.texts.iter().enumerate().filter(|(_, text)| text.shared) {
        let is_used = used.contains(&TextId::new(at)) || linked.contains(&text.passage);
        if !is_used && !curriculum.texts_of_drafts.contains(&text.id) {
            let entry = &text.entry;
            let span = entry.reference.as_ref().or(entry.title.as_ref()).map_or(entry.span, |name| name.span);
            sink.push(make::lint::unused_text(span, &text.id));
        }
    }
}
