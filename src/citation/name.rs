//! What a citation is called: in English and Hebrew, in an address, in the library online; and its weekly portion.

use super::Citation;
use super::catalogue::{Scheme, Work, catalogue};
use crate::hebrew;

/// The weekly portion that a passage of the Torah belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Portion {
    /// Its place in the year's order, from one.
    pub order: u32,
    /// Its name.
    pub name: &'static str,
    /// Its name in Hebrew.
    pub he: &'static str,
    /// The last part of its address.
    pub slug: String,
}

impl Citation {
    fn work(&self) -> &'static Work {
        catalogue().work(self.work)
    }

    /// The title of the work, without the commentary and the place.
    pub fn work_title(&self) -> &'static str {
        self.work().title
    }

    /// The heading under which the index of texts puts it: Torah, Prophets, Mishnah, Talmud …
    pub fn category(&self) -> &'static str {
        if self.commentary.is_some() { "Commentary" } else { self.work().category }
    }

    /// The canonical English form, with the library's titles: `Pirkei Avot 5:22`, `Berakhot 5b`.
    pub fn canonical(&self) -> String {
        let title = self.full_title();
        if let Some(section) = &self.section {
            return format!("{title}, {section}");
        }
        match (self.place(), self.work().scheme) {
            (place, _) if place.is_empty() => title,
            (_, Scheme::Parts) => format!("{title}, {}", self.parts()),
            (place, _) => format!("{title} {place}"),
        }
    }

    /// The short form for tight places: the place after the last part of the title.
    pub fn short(&self) -> String {
        let canonical = self.canonical();
        match canonical.split_once(", ") {
            Some((_, rest)) if self.section.is_none() => rest.to_owned(),
            _ => canonical,
        }
    }

    fn full_title(&self) -> String {
        match self.commentary.and_then(|id| catalogue().commentaries.get(usize::from(id))) {
            Some(commentary) => format!("{} {}", commentary.prefix, self.work().title),
            None => self.work().title.to_owned(),
        }
    }

    /// `5:22`, `18:13-23`, `15:25-16:2`, `5b`, `5b-6a`, `5`.
    fn place(&self) -> String {
        if self.work().scheme == Scheme::Daf { self.pages() } else { range(&joined(&self.from, ":"), &self.tail(":")) }
    }

    /// The second end of a range, without what it shares with the first; empty where there is no range.
    fn tail(&self, separator: &str) -> String {
        if self.from == self.to {
            return String::new();
        }
        let shared = self.from.iter().zip(&self.to).take_while(|(a, b)| a == b).count();
        joined(&self.to[shared.min(self.to.len().saturating_sub(1))..], separator)
    }

    fn pages(&self) -> String {
        let (Some(&from), Some(&to)) = (self.from.first(), self.to.first()) else { return String::new() };
        let lines = |place: &[u32]| place.get(1).map(|line| format!(":{line}")).unwrap_or_default();
        let (first, last) =
            (format!("{}{}", amud(from), lines(&self.from)), format!("{}{}", amud(to), lines(&self.to)));
        let whole = self.from.len() == 1 && from % 2 == 0 && to % 2 == 1;
        match (whole, from == to) {
            (true, _) if from / 2 == to / 2 => (from / 2).to_string(),
            (true, _) => format!("{}-{}", from / 2, to / 2),
            (_, true) if self.from == self.to => first,
            (_, true) => format!("{first}-{}", self.to.last().copied().unwrap_or(0)),
            _ => format!("{first}-{last}"),
        }
    }

    /// "Part 3, Chapter 51".
    fn parts(&self) -> String {
        let part = |place: &[u32]| match place {
            [part] => format!("Part {part}"),
            [part, chapter, ..] => format!("Part {part}, Chapter {chapter}"),
            [] => String::new(),
        };
        if self.from == self.to { part(&self.from) } else { format!("{}-{}", part(&self.from), self.tail(", ")) }
    }

    /// The canonical Hebrew form, with numerals: `אבות ב׳:ט״ז`, `ברכות ה׳ ע״ב`.
    pub fn hebrew(&self) -> String {
        let work = self.work();
        let commentary = self.commentary.and_then(|id| catalogue().commentaries.get(usize::from(id)));
        let prefix = commentary.map(|commentary| format!("{} על ", commentary.he)).unwrap_or_default();
        let title = format!("{prefix}{}", work.he).replace('"', "״");
        if self.section.is_some() || self.from.is_empty() {
            return title;
        }
        let numbers = |place: &[u32]| place.iter().map(|&n| hebrew::numeral(n)).collect::<Vec<_>>().join(":");
        if work.scheme == Scheme::Daf {
            return format!("{title} {}", self.hebrew_pages());
        }
        let shared = self.from.iter().zip(&self.to).take_while(|(a, b)| a == b).count().min(self.to.len() - 1);
        let last = if self.from == self.to { String::new() } else { numbers(&self.to[shared..]) };
        format!("{title} {}", range(&numbers(&self.from), &last).replace('-', "–"))
    }

    fn hebrew_pages(&self) -> String {
        let side = |amud: u32| if amud.is_multiple_of(2) { "ע״א" } else { "ע״ב" };
        let (Some(&from), Some(&to)) = (self.from.first(), self.to.first()) else { return String::new() };
        let page = |amud: u32| hebrew::numeral(amud / 2);
        let whole = self.from.len() == 1 && from % 2 == 0 && to % 2 == 1;
        match (whole, from == to, from / 2 == to / 2) {
            (true, _, true) => page(from),
            (true, _, false) => format!("{}–{}", page(from), page(to)),
            (_, true, _) => format!("{} {}", page(from), side(from)),
            _ => format!("{} {}–{} {}", page(from), side(from), page(to), side(to)),
        }
    }

    /// The passage in the library online, which shows it in both languages.
    pub fn url(&self) -> String {
        let title = self.full_title().replace(' ', "_");
        let mut path = encoded(&title);
        if let Some(section) = &self.section {
            let (name, paragraph) = match section.rsplit_once(' ') {
                Some((name, number)) if number.bytes().all(|b| b.is_ascii_digit()) => (name, format!(".{number}")),
                _ => (section.as_str(), String::new()),
            };
            path.push_str(&format!("%2C_{}{paragraph}", encoded(&name.replace(' ', "_"))));
        } else if self.work().scheme == Scheme::Parts && !self.from.is_empty() {
            path.push_str(&format!("%2C_{}", encoded(&self.parts().replace(' ', "_"))));
        } else if !self.from.is_empty() {
            path.push('.');
            path.push_str(&self.place().replace(':', "."));
        }
        format!("https://www.sefaria.org/{path}?lang=bi")
    }

    /// The last part of its address on a site: `pirkei-avot-5-22`.
    pub fn slug(&self) -> String {
        let mut slug = String::new();
        for c in self.canonical().chars() {
            if c.is_ascii_alphanumeric() {
                slug.push(c.to_ascii_lowercase());
            } else if matches!(c, ' ' | ':' | '-' | ',' | ';') && !slug.ends_with('-') {
                slug.push('-');
            }
        }
        slug
    }

    /// The weekly portion in which a passage of the Torah begins.
    pub fn portion(&self) -> Option<Portion> {
        let chapter = *self.from.first()?;
        let start = [chapter, self.from.get(1).copied().unwrap_or(1)];
        let rows = &catalogue().portions;
        let row = rows.iter().find(|row| row.book == self.work && row.from <= start && start <= row.to)?;
        Some(Portion { order: row.order, name: row.name, he: row.he, slug: hebrew::slug(row.name) })
    }
}

/// `5b` for amud 11.
pub(crate) fn amud(number: u32) -> String {
    format!("{}{}", number / 2, if number.is_multiple_of(2) { 'a' } else { 'b' })
}

fn joined(place: &[u32], separator: &str) -> String {
    place.iter().map(u32::to_string).collect::<Vec<_>>().join(separator)
}

fn range(from: &str, to: &str) -> String {
    if to.is_empty() { from.to_owned() } else { format!("{from}-{to}") }
}

/// Letters, digits and the signs that an address takes as they are; everything else by its bytes.
fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
