//! The catalogue: works with their names and counts, commentaries, weekly portions. Read once from embedded tables.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::hebrew;

/// How the places of a work are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scheme {
    /// Chapter and verse, both counted.
    Verses,
    /// The chapter counted, what is in it not.
    Chapters,
    /// Daf and amud: the first and the last.
    Daf,
    /// Part and chapter, spelled out: "Part 3, Chapter 51".
    Parts,
    /// Named sections.
    Named,
    /// Not counted.
    Open,
}

/// A work of the library.
#[derive(Debug)]
pub(crate) struct Work {
    pub(crate) title: &'static str,
    pub(crate) he: &'static str,
    pub(crate) category: &'static str,
    pub(crate) scheme: Scheme,
    /// Verses per chapter; for a tractate, the first and the last amud; for parts, chapters per part. 0: not counted.
    pub(crate) counts: Vec<u32>,
}

/// A commentary, by the words before the work's title.
#[derive(Debug)]
pub(crate) struct Commentary {
    /// "Rashi on".
    pub(crate) prefix: &'static str,
    pub(crate) he: &'static str,
}

/// A weekly portion.
#[derive(Debug)]
pub(crate) struct PortionRow {
    pub(crate) order: u32,
    pub(crate) name: &'static str,
    pub(crate) he: &'static str,
    pub(crate) book: u16,
    pub(crate) from: [u32; 2],
    pub(crate) to: [u32; 2],
}

/// Everything, with look-ups by folded names.
pub(crate) struct Catalogue {
    pub(crate) works: Vec<Work>,
    pub(crate) commentaries: Vec<Commentary>,
    pub(crate) portions: Vec<PortionRow>,
    titles: HashMap<String, Vec<u16>>,
    commentators: HashMap<String, u16>,
    /// The most words that a title has.
    pub(crate) longest: usize,
}

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(read);

/// The catalogue.
pub(crate) fn catalogue() -> &'static Catalogue {
    &CATALOGUE
}

impl Catalogue {
    /// The works that a folded name stands for.
    pub(crate) fn named(&self, folded: &str) -> &[u16] {
        self.titles.get(folded).map_or(&[], Vec::as_slice)
    }

    /// The commentary that a folded name stands for.
    pub(crate) fn commentator(&self, folded: &str) -> Option<u16> {
        self.commentators.get(folded).copied()
    }

    /// A work.
    pub(crate) fn work(&self, id: u16) -> &Work {
        &self.works[usize::from(id)]
    }

    /// The work with an exact title.
    pub(crate) fn titled(&self, title: &str) -> Option<u16> {
        let ids = self.named(&hebrew::fold(title));
        ids.iter().copied().find(|&id| self.work(id).title == title)
    }

    /// The title nearest to what was typed, where it is near enough to be meant.
    pub(crate) fn nearest(&self, folded: &str) -> Option<&'static str> {
        let far = folded.chars().count() / 4;
        let close = |name: &str| name.len().abs_diff(folded.len()) <= far * 2 && far > 0;
        let mut best: Option<(usize, &'static str)> = None;
        let mut names: Vec<(&String, &Vec<u16>)> = self.titles.iter().filter(|(name, _)| close(name)).collect();
        names.sort();
        for (name, ids) in names {
            let distance = distance(name, folded);
            let title = ids.first().map_or("", |&id| self.work(id).title);
            if distance <= far && best.is_none_or(|(known, _)| distance < known) {
                best = Some((distance, title));
            }
        }
        best.map(|(_, title)| title)
    }
}

/// The number of letters to change, add or take away.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, &y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = (corner + usize::from(x != y)).min(above + 1).min(row[j] + 1);
            corner = above;
        }
    }
    row[b.len()]
}

fn read() -> Catalogue {
    let mut catalogue = Catalogue {
        works: Vec::new(),
        commentaries: Vec::new(),
        portions: Vec::new(),
        titles: HashMap::new(),
        commentators: HashMap::new(),
        longest: 1,
    };
    for line in include_str!("works.tsv").lines() {
        catalogue.work_row(line);
    }
    for line in include_str!("commentaries.tsv").lines() {
        catalogue.commentary_row(line);
    }
    for line in include_str!("portions.tsv").lines() {
        catalogue.portion_row(line);
    }
    catalogue
}

impl Catalogue {
    fn work_row(&mut self, line: &'static str) {
        let fields: Vec<&'static str> = line.split('\t').collect();
        let [title, he, category, scheme, counts, aliases] = fields.as_slice() else { return };
        let scheme = match *scheme {
            "c" => Scheme::Verses,
            "s" => Scheme::Chapters,
            "d" => Scheme::Daf,
            "p" => Scheme::Parts,
            "h" => Scheme::Named,
            _ => Scheme::Open,
        };
        let id = u16::try_from(self.works.len()).unwrap_or(u16::MAX);
        let counts = counts.split(',').filter(|count| !count.is_empty()).map(count).collect();
        self.works.push(Work { title, he, category, scheme, counts });
        for name in [title, he].into_iter().copied().chain(aliases.split('|')) {
            let folded = hebrew::fold(name);
            self.longest = self.longest.max(folded.split(' ').count());
            let ids = self.titles.entry(folded).or_default();
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }

    fn commentary_row(&mut self, line: &'static str) {
        let fields: Vec<&'static str> = line.split('\t').collect();
        let [prefix, he, aliases] = fields.as_slice() else { return };
        let id = u16::try_from(self.commentaries.len()).unwrap_or(u16::MAX);
        for name in aliases.split('|').chain([*he]) {
            self.commentators.entry(hebrew::fold(name)).or_insert(id);
        }
        self.commentaries.push(Commentary { prefix, he });
    }

    fn portion_row(&mut self, line: &'static str) {
        let fields: Vec<&'static str> = line.split('\t').collect();
        let [order, name, he, book, range] = fields.as_slice() else { return };
        let Some(book) = self.titled(book) else { return };
        let Some((from, to)) = range.split_once('-') else { return };
        let place = |text: &str| text.split_once(':').map(|(chapter, verse)| [count(chapter), count(verse)]);
        if let (Some(from), Some(to)) = (place(from), place(to)) {
            self.portions.push(PortionRow { order: count(order), name, he, book, from, to });
        }
    }
}

/// A number, or an amud (`64a`) as daf × 2, plus 1 for b.
fn count(text: &str) -> u32 {
    match text.strip_suffix(['a', 'b']) {
        Some(daf) => daf.parse::<u32>().unwrap_or(0) * 2 + u32::from(text.ends_with('b')),
        None => text.parse().unwrap_or(0),
    }
}
