//! Agendas: segments with a running clock, their sum, and whether it agrees with what was declared.

use super::model::{Agenda, AgendaEntry};
use crate::diag::{Diagnostics, make};
use crate::syntax::lesson::{Document, Range};

/// The agenda of a lesson. A declared figure more than 5 % outside the sum's range is reported.
pub(crate) fn agenda(document: &Document, sink: &mut Diagnostics) -> Agenda {
    let mut entries = Vec::new();
    let mut sum = Range { from: 0, to: 0 };
    for (section, segment) in
        document.body.sections.iter().enumerate().filter_map(|(at, s)| Some((at, s.segment.as_ref()?)))
    {
        entries.push(AgendaEntry { section, start: sum.to, minutes: segment.minutes, kind: segment.kind });
        sum = Range { from: sum.from + segment.minutes.from, to: sum.to + segment.minutes.to };
    }
    let declared = document.front.minutes.as_ref();
    if entries.is_empty() {
        return Agenda { entries, total: declared.map(|declared| declared.value) };
    }
    // A heading whose minutes could not be read is missing in the sum, and was told.
    if let Some(declared) = declared
        && !document.lost.body
        && outside(declared.value, sum)
    {
        sink.push(make::minutes_sum(declared.span, &shown(declared.value), &shown(sum)));
    }
    Agenda { entries, total: Some(sum) }
}

/// Whether `declared` leaves the sum's range by more than 5 %, at either end.
fn outside(declared: Range, sum: Range) -> bool {
    let below = u64::from(declared.to) * 100 < u64::from(sum.from) * 95;
    let above = u64::from(declared.from) * 100 > u64::from(sum.to) * 105;
    below || above
}

fn shown(range: Range) -> String {
    if range.from == range.to { range.from.to_string() } else { format!("{}-{}", range.from, range.to) }
}
