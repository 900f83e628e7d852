//! What a citation is called: in English and Hebrew, in short, in an address, in the library online.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::catalogue::{Family, Numbering, Work, catalogue};
use super::reference::Citation;
use crate::hebrew;

impl Citation {
    fn work(&self) -> &'static Work {
        catalogue().work(self.work)
    }

    /// The title of the work, without the commentary and the place.
    pub fn work_title(&self) -> &'static str {
        self.work().title
    }

    /// The title with the commentary: `Rashi on Exodus`.
    pub fn title(&self) -> String {
        match self.commentary.and_then(|id| catalogue().commentaries.get(usize::from(id))) {
            Some(commentary) => format!("{} {}", commentary.prefix, self.work().title),
            None => self.work().title.to_owned(),
        }
    }

    /// The title in Hebrew.
    pub fn title_he(&self) -> String {
        let commentary = self.commentary.and_then(|id| catalogue().commentaries.get(usize::from(id)));
        let prefix = commentary.map(|commentary| format!("{} על ", commentary.he)).unwrap_or_default();
        marked(&format!("{prefix}{}", self.work().he))
    }

    /// Every name that the work has, in both languages: what people look for it by.
    pub fn names(&self) -> &'static [&'static str] {
        &self.work().names
    }

    /// The numbers of all that lies in it, one level deep, where they are few: `14` for 18:13-23, in both scripts, and `5b` for
    /// leaves. What people look for a place inside it by.
    pub fn places_inside(&self) -> Vec<String> {
        const FEW: u32 = 80;
        let level = self.from.len().saturating_sub(1);
        let same = self.from.len() == self.to.len() && self.from.get(..level) == self.to.get(..level);
        let (Some(&from), Some(&to)) = (self.from.get(level), self.to.get(level)) else { return Vec::new() };
        if !same || from >= to || to - from > FEW {
            return Vec::new();
        }
        let leaves = level == 0 && self.work().scheme == Numbering::Daf;
        (from..=to)
            .flat_map(
                |number| if leaves { vec![amud(number)] } else { vec![number.to_string(), hebrew::numeral(number)] },
            )
            .collect()
    }

    /// The first and the last verse (or mishnah, or paragraph), where both stand in one chapter.
    pub fn verses(&self) -> Option<(u32, u32)> {
        let (&[chapter, from], &[last, to]) = (self.from.as_slice(), self.to.as_slice()) else { return None };
        let leaves = matches!(self.work().scheme, Numbering::Daf | Numbering::Volumes);
        (chapter == last && from <= to && !leaves).then_some((from, to))
    }

    /// The heading under which the index of texts puts it: Torah, Prophets, Mishnah, Talmud …
    pub fn category(&self) -> &'static str {
        if self.commentary.is_some() { "Commentary" } else { self.work().category }
    }

    /// Whether it is a commentary on something.
    pub fn is_commentary(&self) -> bool {
        self.commentary.is_some()
    }

    /// What a commentary is on, with its place as far as that work has one; the citation itself where it is none.
    pub fn base(&self) -> Citation {
        let mut base = Citation { commentary: None, ..self.clone() };
        let depth = if self.work().scheme == Numbering::Volumes { 3 } else { 2 };
        if self.commentary.is_some() {
            base.from.truncate(depth);
            base.to.truncate(depth);
        }
        base
    }

    /// The canonical English form, with the library's titles: `Pirkei Avot 5:22`, `Berakhot 5b`.
    pub fn canonical(&self) -> String {
        self.english(&self.title())
    }

    /// The short form for tight places, which reads back as the same: `Deut. 16:20`, `Ber. 5b`, `M. Ber. 9:5`, `MT Repentance
    /// 2:1`.
    pub fn short(&self) -> String {
        let work = self.work();
        let title = work.title;
        let tractate = |prefix: &str| {
            let name = title.strip_prefix("Mishnah ").or_else(|| title.strip_prefix("Jerusalem Talmud "));
            let name = name.or_else(|| title.strip_prefix("Tosefta ")).unwrap_or(title);
            format!("{prefix} {}", abbreviated(name))
        };
        let short = match work.family {
            Family::Mishnah if title == "Pirkei Avot" => "Avot".to_owned(),
            Family::Mishnah => tractate("M."),
            Family::Yerushalmi => tractate("Y."),
            Family::Tosefta => tractate("T."),
            Family::Rambam => format!("MT {}", title.strip_prefix("Mishneh Torah, ").unwrap_or(title)),
            // Two letters are too few without a place.
            _ if self.from.is_empty() => title.to_owned(),
            _ => abbreviated(title).to_owned(),
        };
        let commentary = self.commentary.and_then(|id| catalogue().commentaries.get(usize::from(id)));
        let prefix = commentary.map(|commentary| format!("{} ", commentary.prefix)).unwrap_or_default();
        self.english(&format!("{prefix}{short}"))
    }

    fn english(&self, title: &str) -> String {
        let place = self.place();
        let title = match self.part_title() {
            Some(part) if !part.is_empty() => format!("{title}, {part}"),
            _ => title.to_owned(),
        };
        if let Some(section) = &self.section {
            return format!("{title}, {section}");
        }
        match self.work().scheme {
            _ if place.is_empty() => title,
            Numbering::Parts => format!("{title}, {}", self.parts()),
            _ => format!("{title} {place}"),
        }
    }

    /// The name of the part that it is in.
    fn part_title(&self) -> Option<&'static str> {
        let at = usize::from(self.node).checked_sub(1)?;
        match self.work().scheme {
            Numbering::Portions => catalogue().portions.get(at).map(|row| row.name),
            _ => self.work().parts.get(at).map(|(name, _)| *name),
        }
    }

    fn part_he(&self) -> Option<&'static str> {
        let at = usize::from(self.node).checked_sub(1)?;
        match self.work().scheme {
            Numbering::Portions => catalogue().portions.get(at).map(|row| row.he),
            _ => self.work().parts.get(at).map(|(_, he)| *he),
        }
    }

    /// `5:22`, `18:13-23`, `15:25-16:2`, `5b`, `5b-6a`, `1:25a-27b`; empty for a whole work.
    pub fn place(&self) -> String {
        match self.work().scheme {
            Numbering::Daf => pages(&self.from, &self.to, self.by_leaf),
            Numbering::Volumes => self.volumes(),
            _ => range(&joined(&self.from, ":"), &self.tail(":")),
        }
    }

    /// The first place: `18:13`, `5b`; empty for a whole work.
    pub fn start(&self) -> String {
        Citation { to: self.from.clone(), ..self.clone() }.place()
    }

    /// The last place: `18:23`, `6a`; empty for a whole work.
    pub fn end(&self) -> String {
        Citation { from: self.to.clone(), ..self.clone() }.place()
    }

    /// The second end of a range, without what it shares with the first; empty where there is no range.
    fn tail(&self, separator: &str) -> String {
        if self.from == self.to {
            return String::new();
        }
        let shared = self.from.iter().zip(&self.to).take_while(|(a, b)| a == b).count();
        joined(&self.to[shared.min(self.to.len().saturating_sub(1))..], separator)
    }

    fn volumes(&self) -> String {
        let (Some((from, rest)), Some((to, last))) = (self.from.split_first(), self.to.split_first()) else {
            return String::new();
        };
        if rest.is_empty() {
            return range(&from.to_string(), &self.tail(":"));
        }
        if from == to {
            return format!("{from}:{}", pages(rest, last, self.by_leaf));
        }
        format!("{from}:{}-{to}:{}", pages(rest, rest, false), pages(last, last, false))
    }

    /// "Part 3, Chapter 51".
    fn parts(&self) -> String {
        let part = |place: &[u32]| match place {
            [part] => format!("Part {part}"),
            [part, chapter, rest @ ..] => {
                let rest: String = rest.iter().map(|number| format!(" {number}")).collect();
                format!("Part {part}, Chapter {chapter}{rest}")
            }
            [] => String::new(),
        };
        let (from, to) = (part(&self.from), part(&self.to));
        match self.from == self.to {
            true => from,
            false if self.from.first() == self.to.first() => format!("{from}-{}", self.tail(", ")),
            false => format!("{from}-{to}"),
        }
    }

    /// The canonical Hebrew form, with numerals: `אבות ב׳:ט״ז`, `ברכות ה׳ ע״ב`.
    pub fn hebrew(&self) -> String {
        let mut title = self.title_he();
        if let Some(part) = self.part_he().filter(|part| !part.is_empty()) {
            title = format!("{title}, {}", marked(part));
        }
        if let Some(section) = &self.section {
            // The parts of the Haggadah have Hebrew names; what is in them is called as it was typed.
            let part = section.split(',').next().map(str::trim);
            let he = self.work().parts.iter().find(|(name, _)| Some(*name) == part).map(|(_, he)| *he);
            return he.filter(|he| !he.is_empty()).map_or(title.clone(), |he| format!("{title}, {he}"));
        }
        if self.from.is_empty() {
            return title;
        }
        match self.work().scheme {
            Numbering::Daf => format!("{title} {}", hebrew_pages(&self.from, &self.to, self.by_leaf)),
            Numbering::Volumes => {
                let volume = hebrew::numeral(self.from[0]);
                let pages = hebrew_pages(&self.from[1..], &self.to[1.min(self.to.len())..], self.by_leaf);
                format!("{title} {volume} {pages}").trim_end().to_owned()
            }
            _ => {
                let shared = self.from.iter().zip(&self.to).take_while(|(a, b)| a == b).count();
                let shared = shared.min(self.to.len().saturating_sub(1));
                let last = if self.from == self.to { String::new() } else { numerals(&self.to[shared..]) };
                let first = numerals(&self.from);
                if last.is_empty() { format!("{title} {first}") } else { format!("{title} {first}–{last}") }
            }
        }
    }

    /// The passage in the library online, which shows it in both languages.
    pub fn url(&self) -> String {
        let mut path = encoded(&self.title().replace(' ', "_"));
        if let Some(section) = &self.section {
            let (name, paragraph) = match section.rsplit_once(' ') {
                Some((name, number)) if number.bytes().all(|b| b.is_ascii_digit()) => (name, format!(".{number}")),
                _ => (section.as_str(), String::new()),
            };
            path.push_str(&format!("%2C_{}{paragraph}", encoded(&name.replace(' ', "_"))));
        } else if self.work().scheme == Numbering::Parts && !self.from.is_empty() {
            path.push_str(&format!("%2C_{}", encoded(&self.parts().replace(' ', "_"))));
        } else {
            if let Some(part) = self.part_title().filter(|part| !part.is_empty()) {
                path.push_str(&format!("%2C_{}", encoded(&part.replace(' ', "_"))));
            }
            if !self.from.is_empty() {
                path.push('.');
                path.push_str(&self.place().replace(':', "."));
            }
        }
        format!("https://www.sefaria.org/{path}?lang=bi")
    }

    /// The last part of its address on a site: `pirkei-avot-5-22`.
    pub fn slug(&self) -> String {
        slug(&self.canonical())
    }

    /// The last part of the address of its work: `pirkei-avot`.
    pub fn work_slug(&self) -> String {
        slug(&self.title())
    }

    /// The order as a text that sorts as [`Citation::sort_key`] does, for programs that know texts only: numbers of fixed
    /// width, the end of a range counted down.
    pub fn order(&self) -> String {
        let key = self.sort_key();
        let numbers = |place: &[u32]| place.iter().map(|number| format!("{number:04}")).collect::<Vec<_>>().join(".");
        let from = numbers(&key.from[..3]);
        let to: Vec<u32> = key.to.0[..3].iter().map(|&number| 9999 - number.min(9999)).collect();
        format!("{:04}.{:03}.{from}.{}.{:03}", key.work, key.node, numbers(&to), key.commentary.map_or(0, |id| id + 1))
    }
}

/// The usual abbreviation of a book's or tractate's title; the title itself where it has none.
fn abbreviated(title: &str) -> &str {
    SHORT.iter().find(|(long, _)| *long == title).map_or(title, |(_, short)| short)
}

/// Abbreviations as Jewish studies and biblical studies print them.
const SHORT: &[(&str, &str)] = &[
    ("Genesis", "Gen."),
    ("Exodus", "Exod."),
    ("Leviticus", "Lev."),
    ("Numbers", "Num."),
    ("Deuteronomy", "Deut."),
    ("Joshua", "Josh."),
    ("Judges", "Judg."),
    ("I Samuel", "1 Sam."),
    ("II Samuel", "2 Sam."),
    ("I Kings", "1 Kgs."),
    ("II Kings", "2 Kgs."),
    ("Isaiah", "Isa."),
    ("Jeremiah", "Jer."),
    ("Ezekiel", "Ezek."),
    ("Hosea", "Hos."),
    ("Obadiah", "Obad."),
    ("Micah", "Mic."),
    ("Habakkuk", "Hab."),
    ("Zephaniah", "Zeph."),
    ("Zechariah", "Zech."),
    ("Malachi", "Mal."),
    ("Psalms", "Ps."),
    ("Proverbs", "Prov."),
    ("Lamentations", "Lam."),
    ("Ecclesiastes", "Eccl."),
    ("Esther", "Esth."),
    ("Daniel", "Dan."),
    ("Nehemiah", "Neh."),
    ("I Chronicles", "1 Chr."),
    ("II Chronicles", "2 Chr."),
    ("Berakhot", "Ber."),
    ("Shabbat", "Shab."),
    ("Eruvin", "Eruv."),
    ("Pesachim", "Pes."),
    ("Rosh Hashanah", "RH"),
    ("Sukkah", "Suk."),
    ("Taanit", "Taan."),
    ("Megillah", "Meg."),
    ("Moed Katan", "MK"),
    ("Chagigah", "Chag."),
    ("Yevamot", "Yev."),
    ("Ketubot", "Ket."),
    ("Nedarim", "Ned."),
    ("Nazir", "Naz."),
    ("Sotah", "Sot."),
    ("Gittin", "Git."),
    ("Kiddushin", "Kid."),
    ("Bava Kamma", "BK"),
    ("Bava Metzia", "BM"),
    ("Bava Batra", "BB"),
    ("Sanhedrin", "Sanh."),
    ("Makkot", "Mak."),
    ("Avodah Zarah", "AZ"),
    ("Horayot", "Hor."),
    ("Zevachim", "Zev."),
    ("Menachot", "Men."),
    ("Bekhorot", "Bekh."),
    ("Niddah", "Nid."),
    ("Shulchan Arukh, Orach Chayim", "SA OC"),
    ("Shulchan Arukh, Yoreh De'ah", "SA YD"),
    ("Shulchan Arukh, Even HaEzer", "SA EH"),
    ("Shulchan Arukh, Choshen Mishpat", "SA CM"),
    ("Guide for the Perplexed", "Guide"),
    ("Kitzur Shulchan Arukh", "Kitzur"),
];

/// Letters and digits of a name in small letters, hyphens between.
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if matches!(c, ' ' | ':' | '-' | ',' | ';') && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug
}

/// Gershayim and geresh as printed.
fn marked(text: &str) -> String {
    text.replace('"', "״").replace('\'', "׳")
}

fn pages(from: &[u32], to: &[u32], by_leaf: bool) -> String {
    let (Some(&first), Some(&last)) = (from.first(), to.first()) else { return String::new() };
    let lines = |place: &[u32]| place[1..].iter().map(|line| format!(":{line}")).collect::<String>();
    let (start, end) = (format!("{}{}", amud(first), lines(from)), format!("{}{}", amud(last), lines(to)));
    let whole = from.len() == 1 && to.len() == 1 && first % 2 == 0 && last % 2 == 1;
    match (whole, first == last) {
        (true, _) if first / 2 == last / 2 => (first / 2).to_string(),
        (true, _) if by_leaf => format!("{}-{}", first / 2, last / 2),
        _ if from == to => start,
        (_, true) => {
            let shared = from.iter().zip(to).take_while(|(a, b)| a == b).count().min(to.len() - 1);
            format!("{start}-{}", joined(&to[shared..], ":"))
        }
        _ => format!("{start}-{end}"),
    }
}

fn hebrew_pages(from: &[u32], to: &[u32], by_leaf: bool) -> String {
    let side = |amud: u32| if amud.is_multiple_of(2) { "ע״א" } else { "ע״ב" };
    let (Some(&first), Some(&last)) = (from.first(), to.first()) else { return String::new() };
    let page = |amud: u32| hebrew::numeral(amud / 2);
    let lines = |place: &[u32]| {
        let lines = numerals(&place[1..]);
        if lines.is_empty() { lines } else { format!(":{lines}") }
    };
    let whole = from.len() == 1 && to.len() == 1 && first % 2 == 0 && last % 2 == 1;
    let full = |amud: u32, place: &[u32]| format!("{} {}{}", page(amud), side(amud), lines(place));
    match (whole, first == last, first / 2 == last / 2) {
        (true, _, true) => page(first),
        (true, _, false) if by_leaf => format!("{}–{}", page(first), page(last)),
        _ if from == to => full(first, from),
        (_, true, _) => format!("{}–{}", full(first, from), numerals(&to[1..])),
        _ => format!("{}–{}", full(first, from), full(last, to)),
    }
}

fn numerals(place: &[u32]) -> String {
    place.iter().map(|&number| hebrew::numeral(number)).collect::<Vec<_>>().join(":")
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
    const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'_').remove(b'-').remove(b'.');
    utf8_percent_encode(text, ENCODED).to_string()
}
