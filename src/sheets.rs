//! Where the printed sheets stand in a site: what `handout` makes and `page` links to. Never makes one.

use crate::audience::Audience;
use crate::curriculum::Lesson;
use crate::syntax::lesson::{Packet, SheetKind};

/// The path of a lesson's sheet; a facilitator's stands under `facilitator/`.
pub(crate) fn lesson(lesson: &Lesson, kind: SheetKind) -> String {
    match kind {
        SheetKind::Participant => format!("handouts/{}/participant.pdf", lesson.address),
        SheetKind::SourceSheet => format!("handouts/{}/source-sheet.pdf", lesson.address),
        SheetKind::Facilitator => format!("facilitator/handouts/{}.pdf", lesson.address),
    }
}

/// Whether anything in a packet is the facilitator's.
pub(crate) fn is_facilitators(packet: &Packet) -> bool {
    let kinds = packet.items.iter().filter_map(|item| item.kind).chain([packet.kind]);
    kinds.into_iter().any(|kind| kind == SheetKind::Facilitator)
}

/// The path of a packet; `None` for a facilitators' packet on anybody else's page.
pub(crate) fn packet(packet: &Packet, audience: Audience) -> Option<String> {
    let facilitators = is_facilitators(packet);
    let folder = if facilitators { "facilitator/packets" } else { "packets" };
    audience.sees(facilitators).then(|| format!("{folder}/{}.pdf", packet.id))
}
