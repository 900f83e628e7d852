//! The sentences of a plan, from the theme's messages: the same for every format that people read.
//!
//! Whoever writes a format says how words that may run the other way are set apart (`Sentences::apart`).

use jiff::civil::Weekday;

use super::clock;
use super::fit::Adjustment;
use super::part::Amount;
use super::plan::{AgendaPlan, AgendaSegment, Sitting, TimeBlock};
use crate::syntax::lesson::{Group, Range, SegmentKind};
use crate::words::Words;

/// The words of a plan.
pub(super) struct Sentences<'a> {
    pub(super) plan: &'a AgendaPlan,
    pub(super) words: &'a Words,
    /// Sets apart words that a writer wrote.
    pub(super) apart: fn(&str) -> String,
}

impl Sentences<'_> {
    /// The title over all: the lesson's, or the curriculum's over several.
    pub(super) fn title(&self) -> String {
        let mut sittings = self.plan.sittings();
        match (sittings.next(), sittings.next()) {
            (Some(only), None) => (self.apart)(&only.title),
            _ => (self.apart)(&self.plan.curriculum),
        }
    }

    /// The day, the hours, and how many people.
    pub(super) fn when(&self) -> String {
        let (start, end) = self.plan.hours();
        let mut parts = vec![self.day(), self.hours_of(start, end)];
        parts.extend(self.plan.participants.map(|people| self.people(&people.to_string())));
        parts.join(" · ")
    }

    /// `Thursday, 26 November 2026`.
    fn day(&self) -> String {
        let weekday = match self.plan.date.weekday() {
            Weekday::Sunday => "sunday",
            Weekday::Monday => "monday",
            Weekday::Tuesday => "tuesday",
            Weekday::Wednesday => "wednesday",
            Weekday::Thursday => "thursday",
            Weekday::Friday => "friday",
            Weekday::Saturday => "shabbat",
        };
        let weekday = self.words.get(&format!("chart-label-{weekday}"));
        format!("{weekday}, {}", self.words.day(self.plan.date))
    }

    /// `18:30–20:00`; what ends on another day says so.
    pub(super) fn hours_of(&self, start: u32, end: u32) -> String {
        let mut hours = format!("{}–{}", self.plan.clock(start), self.plan.clock(end));
        if start / clock::DAY != end / clock::DAY {
            hours.push_str(&format!(" ({})", self.words.get("plan-next-day")));
        }
        hours
    }

    fn people(&self, number: &str) -> String {
        self.words.people(number)
    }

    /// `text study, pairs`; nothing where neither is said.
    pub(super) fn how(&self, line: &AgendaSegment) -> String {
        // Nobody has to be told what a break is.
        let kind = line.kind.filter(|kind| *kind != SegmentKind::Break);
        let kind = kind.map(|kind| self.words.get(&format!("kind-{}", kind.word())));
        let group = line.group.map(|group| self.words.get(&format!("group-{}", group.word())));
        let parts: Vec<&str> = kind.into_iter().chain(group).filter(|word| !word.is_empty()).collect();
        parts.join(", ")
    }

    /// How a part of a segment is grouped: in the words of the language where it is one of the format's own.
    pub(super) fn group(&self, typed: &str) -> String {
        match Group::from_word(typed) {
            Some(group) => self.words.get(&format!("group-{}", group.word())).to_owned(),
            None => (self.apart)(typed),
        }
    }

    /// What became of a segment that gave way; nothing for one that takes place as a whole.
    pub(super) fn adjustment(&self, line: &AgendaSegment) -> String {
        match line.adjustment {
            Adjustment::Whole => String::new(),
            Adjustment::Lower => self.words.name("plan-lower", &self.minutes(line.asked)),
            Adjustment::Short => self.words.name("plan-short", &self.minutes(line.asked)),
            Adjustment::Cut => self.words.get("plan-cut").to_owned(),
        }
    }

    pub(super) fn minutes(&self, range: Range) -> String {
        self.words.minutes(range.from, range.to)
    }

    /// Whether a block fits before the hour that was fixed for its end, and by how much.
    pub(super) fn verdict(&self, block: &TimeBlock) -> Option<String> {
        let until = block.until?;
        let hour = self.plan.clock(until);
        Some(match until.checked_sub(block.end) {
            Some(in_hand) => self.words.count_and_name("plan-in-hand", in_hand, &hour),
            None => self.words.count_and_name("plan-over", block.end - until, &hour),
        })
    }

    /// What gave way in a block, a line each.
    pub(super) fn changes(&self, block: &TimeBlock) -> Vec<String> {
        let changed = block.changed().map(|line| {
            let saves = self.words.name("saves", &self.words.minutes(line.saves(), line.saves()));
            format!("{}: {} ({saves})", (self.apart)(&line.heading), self.adjustment(line))
        });
        changed.collect()
    }

    /// Where a block is too long even so: what is left of it, with its minutes.
    pub(super) fn left(&self, block: &TimeBlock) -> Option<String> {
        block.until.filter(|until| block.end > *until)?;
        let kept = block.lines().filter(|line| line.is_kept());
        let kept: Vec<String> = kept.map(|line| format!("{} {}", (self.apart)(&line.heading), line.minutes)).collect();
        Some(format!("{}: {}. {}", self.words.get("plan-left"), kept.join(", "), self.words.get("plan-advice")))
    }

    /// Where time is short: the shorter ways that say no minutes, so that nobody could count with them.
    pub(super) fn untimed(&self, block: &TimeBlock) -> Vec<String> {
        let is_short = block.until.is_some_and(|until| block.end > until) || block.changed().next().is_some();
        let open = block.lines().filter(|line| is_short && line.is_kept());
        let open = open.filter_map(|line| Some((line, line.short.as_ref().filter(|(_, minutes)| minutes.is_none())?)));
        open.map(|(line, (words, _))| format!("{}: {}", (self.apart)(&line.heading), (self.apart)(words))).collect()
    }

    /// What is to be known of a lesson before its agenda.
    pub(super) fn notes(&self, sitting: &Sitting) -> Vec<String> {
        let mut notes = Vec::new();
        if sitting.is_foreign {
            notes.push(self.words.get("plan-foreign").to_owned());
        }
        if let (Some(size), Some(people)) = (sitting.group_size, self.plan.participants)
            && !(size.from..=size.to).contains(&people)
        {
            let size = if size.from == size.to { size.to.to_string() } else { format!("{}–{}", size.from, size.to) };
            notes.push(self.words.name("plan-meant-for", &self.people(&size)));
        }
        notes
    }

    /// How many of a thing, as far as it is known: `24 pens (1 per person)`.
    pub(super) fn amount(&self, amount: &Amount) -> String {
        let item = (self.apart)(&amount.item);
        match (&amount.number, &amount.typed) {
            (Some(number), Some(typed)) if number == typed => format!("{number} × {item}"),
            (Some(number), Some(typed)) => format!("{number} × {item} ({})", (self.apart)(typed)),
            (_, Some(typed)) => format!("{item}, {}", (self.apart)(typed)),
            (_, None) => item,
        }
    }

    /// The command that makes the sheets.
    pub(super) fn made_by(&self) -> String {
        let mut ids: Vec<&str> = Vec::new();
        for sitting in self.plan.sittings().filter(|sitting| !sitting.copies.is_empty()) {
            if !ids.contains(&sitting.id.as_str()) {
                ids.push(&sitting.id);
            }
        }
        let people = self.plan.participants.map(|people| format!(" -n {people}")).unwrap_or_default();
        let all = if people.is_empty() { " --kind all" } else { "" };
        format!("daf print {}{people}{all}", ids.join(" "))
    }
}
