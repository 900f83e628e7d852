//! Lessons placed by the clock: what happens when, what gives way, and what has to be there. Writes no format.

use super::fit::{self, SegmentTime};
use super::one_line::line_of;
use super::part;
use super::plan::{AgendaPlan, AgendaSegment, Sitting, TimeBlock};
use super::request::{AgendaRequest, RequestedLesson};
use crate::audience::{self, Audience};
use crate::curriculum::{Curriculum, Lesson, Version};
use crate::sheets;
use crate::syntax::inline_text;
use crate::words::Words;

/// A lesson that no agenda can be made of: it says no minutes anywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoMinutes {
    /// Its id.
    pub id: String,
    /// Its file.
    pub file: String,
}

/// What happens when, and what has to be there.
pub(super) fn plan(curriculum: &Curriculum, words: &Words, request: &AgendaRequest) -> Result<AgendaPlan, NoMinutes> {
    let mut blocks = Vec::new();
    let mut rest = request.lessons.as_slice();
    let mut start = request.start;
    while let Some(first) = rest.first() {
        let until = rest.iter().skip(1).position(|asked| asked.at.is_some()).map_or(rest.len(), |at| at + 1);
        let (now, later) = rest.split_at(until);
        let fixed = later.first().and_then(|asked| asked.at);
        let last_pause = now.last().map_or(0, |asked| asked.pause);
        let limit = fixed.map(|fixed| fixed.saturating_sub(last_pause)).or(request.end);
        start = first.at.unwrap_or(start);
        let mut block = block(curriculum, words, request, now, start, limit)?;
        if let (Some(fixed), Some(last)) = (fixed, block.sittings.last_mut()) {
            last.next = (fixed > last.end).then_some(fixed);
        }
        blocks.push(block);
        rest = later;
    }
    Ok(AgendaPlan {
        curriculum: line_of(curriculum, &curriculum.config.title.value),
        base_url: curriculum.config.base_url.as_ref().map(|url| url.value.clone()),
        lang: request.lang.clone(),
        date: request.date,
        twelve: request.twelve,
        made: request.made,
        participants: request.participants,
        blocks,
    })
}

fn block(
    curriculum: &Curriculum,
    words: &Words,
    request: &AgendaRequest,
    asked: &[RequestedLesson],
    start: u32,
    until: Option<u32>,
) -> Result<TimeBlock, NoMinutes> {
    let mut sittings = Vec::new();
    let mut segments = Vec::new();
    for asked in asked {
        let sitting = sitting(curriculum, words, request, curriculum.lesson(asked.lesson), &mut segments)?;
        sittings.push((sitting, asked.pause));
    }
    // The break after the last is not theirs.
    let pauses: u32 = sittings.iter().rev().skip(1).map(|(_, pause)| *pause).sum();
    let room = until.map_or(u32::MAX, |until| until.saturating_sub(start).saturating_sub(pauses));
    let mut adjustments = segments.iter().zip(fit::fit(&segments, room));
    let mut now = start;
    let count = sittings.len();
    let mut placed = Vec::new();
    for (number, (mut sitting, pause)) in sittings.into_iter().enumerate() {
        sitting.start = now;
        for (line, (segment_time, adjustment)) in sitting.lines.iter_mut().zip(&mut adjustments) {
            (line.adjustment, line.start, line.minutes) = (adjustment, now, segment_time.takes(adjustment));
            now = now.saturating_add(line.minutes);
        }
        sitting.end = now;
        if number + 1 < count && pause > 0 {
            now = now.saturating_add(pause);
            sitting.next = Some(now);
        }
        placed.push(sitting);
    }
    Ok(TimeBlock { sittings: placed, until, end: now })
}

/// One lesson, not yet placed: its lines, and for each its times at the end of `segments`.
fn sitting(
    curriculum: &Curriculum,
    words: &Words,
    request: &AgendaRequest,
    lesson: &Lesson,
    segments: &mut Vec<SegmentTime>,
) -> Result<Sitting, NoMinutes> {
    let (version, is_own) = lesson.version(&request.lang);
    let front = &version.document.front;
    let group_size = front.group_size.as_ref().map(|size| size.value);
    let before = audience::before(Audience::Facilitator, front);
    let mut lines = Vec::new();
    for entry in &version.agenda.entries {
        lines.extend(line(curriculum, version, entry.section, segments));
    }
    if lines.is_empty() {
        let file = version.document.path.to_string();
        let whole = version.agenda.total.filter(|total| total.to > 0);
        let asked = whole.ok_or_else(|| NoMinutes { id: lesson.id.clone(), file })?;
        segments.push(SegmentTime { minutes: asked, short: None, cut: None });
        lines.push(AgendaSegment { heading: line_of(curriculum, &version.title), ..AgendaSegment::new(asked) });
    }
    let people = part::Headcount::new(request.participants, group_size);
    Ok(Sitting {
        id: lesson.id.clone(),
        address: lesson.address.clone(),
        title: line_of(curriculum, &version.title),
        is_foreign: !is_own,
        start: 0,
        end: 0,
        next: None,
        group_size,
        lines,
        materials: part::materials(curriculum, version, people),
        preparation: before.preparation.iter().map(|rich| part::plain(curriculum, &rich.blocks)).collect(),
        access: before
            .access
            .iter()
            .map(|access| (line_of(curriculum, &access.need.value), part::plain(curriculum, &access.plan.blocks)))
            .collect(),
        copies: copies(curriculum, words, lesson, people),
    })
}

fn line(
    curriculum: &Curriculum,
    version: &Version,
    section: usize,
    segments: &mut Vec<SegmentTime>,
) -> Option<AgendaSegment> {
    let section = version.document.body.sections.get(section)?;
    let segment = section.segment.as_ref()?;
    let short = part::shorter_way(curriculum, &section.blocks);
    segments.push(SegmentTime {
        minutes: segment.minutes,
        short: short.as_ref().and_then(|(_, minutes)| *minutes),
        cut: audience::cut(Audience::Facilitator, segment),
    });
    Some(AgendaSegment {
        heading: line_of(curriculum, &inline_text(&section.heading)),
        kind: Some(segment.kind),
        group: segment.group,
        short,
        parts: part::parts(curriculum, version, &section.blocks),
        ..AgendaSegment::new(segment.minutes)
    })
}

/// The sheets that a build makes of a lesson, and how many of each.
fn copies(curriculum: &Curriculum, words: &Words, lesson: &Lesson, people: part::Headcount) -> Vec<(String, String)> {
    if !lesson.main.document.front.print.0 {
        return Vec::new();
    }
    let how_many = |kind| match people.known() {
        Some(people) => sheets::copies(kind, people, None).to_string(),
        None => words.get(sheets::copies_word(kind)).to_owned(),
    };
    let made = sheets::made(curriculum, lesson).into_iter();
    made.map(|kind| (words.get(sheets::word(kind)).to_owned(), how_many(kind))).collect()
}
