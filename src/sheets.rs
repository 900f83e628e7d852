//! Where the printed sheets stand in a site: what `handout` makes and `page` links to. Never makes one.

use crate::audience::Audience;
use crate::curriculum::{Curriculum, Lesson, makes_facilitator_pages};
use crate::syntax::lesson::{Block, Body, Container, HandoutFor, Packet, SheetKind};

/// The path of a lesson's sheet; a facilitator's stands under `facilitator/`.
pub(crate) fn lesson(lesson: &Lesson, kind: SheetKind) -> String {
    match kind {
        SheetKind::Facilitator => format!("facilitator/handouts/{}.pdf", lesson.address),
        // Cards are cut apart and given out one by one: nobody reads another's beforehand.
        SheetKind::Cards => format!("facilitator/handouts/{}-cards.pdf", lesson.address),
        kind => format!("handouts/{}/{}.pdf", lesson.address, kind.word()),
    }
}

/// The path of a lesson's kit; `None` where facilitators have no pages.
pub(crate) fn kit(curriculum: &Curriculum, lesson: &Lesson) -> Option<String> {
    makes_facilitator_pages(curriculum).then(|| format!("facilitator/handouts/{}-kit.zip", lesson.address))
}

/// The sheets that a build makes of a lesson that is printed: its handout and its guide always, the others where there is
/// something to print on them.
pub(crate) fn made(curriculum: &Curriculum, lesson: &Lesson) -> Vec<SheetKind> {
    let front = &lesson.main.document.front;
    let has = |wanted: HandoutFor| !handouts(&lesson.main.document.body, wanted).is_empty();
    let kinds = SheetKind::ALL.iter().copied().filter(|kind| match kind {
        SheetKind::Participant => true,
        SheetKind::SourceSheet => !lesson.main.texts.is_empty(),
        SheetKind::Facilitator => makes_facilitator_pages(curriculum),
        SheetKind::Cards => makes_facilitator_pages(curriculum) && has(HandoutFor::Role),
        SheetKind::Wall => has(HandoutFor::Wall),
        SheetKind::Evaluation => !front.objectives.is_empty() && lesson.unit.is_some(),
        SheetKind::Workbook => false,
    });
    kinds.collect()
}

/// The same, and none for a lesson that is not printed.
pub(crate) fn printed(curriculum: &Curriculum, lesson: &Lesson) -> Vec<SheetKind> {
    if lesson.main.document.front.print.0 { made(curriculum, lesson) } else { Vec::new() }
}

/// Whether a build makes a packet.
pub(crate) fn is_printed(curriculum: &Curriculum, packet: &Packet) -> bool {
    makes_facilitator_pages(curriculum) || !is_facilitators(packet)
}

/// What of a lesson is printed for such a use, wherever it stands; of what stands in a facilitator's block, the cards alone,
/// which the facilitator gives out.
pub(crate) fn handouts(body: &Body, wanted: HandoutFor) -> Vec<&Container> {
    fn gather<'a>(blocks: &'a [Block], wanted: HandoutFor, found: &mut Vec<&'a Container>) {
        for block in blocks {
            if let Block::Container(container) = block {
                found.extend((container.handout == Some(wanted)).then_some(&**container));
                if container.is_facilitators() && wanted != HandoutFor::Role {
                    continue;
                }
            }
            block.inside().into_iter().for_each(|inside| gather(inside, wanted, found));
        }
    }
    let mut found = Vec::new();
    gather(&body.lead, wanted, &mut found);
    body.sections.iter().for_each(|section| gather(&section.blocks, wanted, &mut found));
    found
}

/// People who share one set of cards: roles are played in threes.
const GROUP: u32 = 3;

/// How many copies of a sheet so many people need. `each` is how many there are of what every participant has, where pairs
/// share one or some are to spare.
pub(crate) fn copies(kind: SheetKind, participants: u32, each: Option<u32>) -> u32 {
    match kind {
        SheetKind::Participant | SheetKind::SourceSheet | SheetKind::Evaluation | SheetKind::Workbook => {
            each.unwrap_or(participants)
        }
        SheetKind::Cards => participants.div_ceil(GROUP).max(1),
        SheetKind::Facilitator | SheetKind::Wall => 1,
    }
}

/// The message that says how many copies of a sheet are made, where nobody has said for how many people.
pub(crate) fn copies_word(kind: SheetKind) -> &'static str {
    match kind {
        SheetKind::Cards => "kit-group",
        SheetKind::Facilitator | SheetKind::Wall => "kit-once",
        SheetKind::Participant | SheetKind::SourceSheet | SheetKind::Evaluation | SheetKind::Workbook => "kit-each",
    }
}

/// The message that names a kind of sheet.
pub(crate) fn word(kind: SheetKind) -> &'static str {
    match kind {
        SheetKind::Participant => "sheet-participant",
        SheetKind::SourceSheet => "sheet-source",
        SheetKind::Facilitator => "sheet-facilitator",
        SheetKind::Cards => "sheet-cards",
        SheetKind::Wall => "sheet-wall",
        SheetKind::Workbook => "sheet-workbook",
        SheetKind::Evaluation => "sheet-evaluation",
    }
}

/// The page of a text.
pub(crate) fn passage_page(slug: &str) -> String {
    format!("texts/{slug}/")
}

/// Whether a kind of sheet is for the facilitator to print and keep until it is given out.
pub(crate) fn is_facilitators_kind(kind: SheetKind) -> bool {
    matches!(kind, SheetKind::Facilitator | SheetKind::Cards)
}

/// Whether anything in a packet is the facilitator's.
pub(crate) fn is_facilitators(packet: &Packet) -> bool {
    let kinds = packet.items.iter().filter_map(|item| item.kind).chain([packet.kind]);
    kinds.into_iter().any(is_facilitators_kind)
}

/// The path of a packet; `None` for a facilitators' packet on anybody else's page.
pub(crate) fn packet(packet: &Packet, audience: Audience) -> Option<String> {
    let facilitators = is_facilitators(packet);
    let folder = if facilitators { "facilitator/packets" } else { "packets" };
    audience.sees(facilitators).then(|| format!("{folder}/{}.pdf", packet.id))
}
