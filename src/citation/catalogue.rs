//! The catalogue: works with their names and counts, commentaries, weekly portions. Read once from embedded tables, which
//! tools/catalogue.py writes and describes.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::hebrew;

/// How the places of a work are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numbering {
    /// Chapter and verse, both counted for certain.
    Verses,
    /// The first level counted for certain, the second in one edition.
    Chapters,
    /// Daf and amud: the first and the last.
    Daf,
    /// Volume, then daf and amud: the Zohar.
    Volumes,
    /// Part and chapter, spelled out: "Part 3, Chapter 51".
    Parts,
    /// Named parts, each counted.
    Named,
    /// By the weekly portion.
    Portions,
    /// Named sections, taken as typed.
    Sections,
    /// Not counted.
    Open,
}

/// A work of the library.
#[derive(Debug)]
pub(crate) struct Work {
    pub(crate) title: &'static str,
    pub(crate) he: &'static str,
    pub(crate) category: &'static str,
    pub(crate) scheme: Numbering,
    /// What its levels are called, from the outside in: `Chapter`, `Verse`.
    pub(crate) levels: Vec<&'static str>,
    /// Verses in each chapter; for a tractate, the first and the last amud; for parts, chapters in each. 0: not counted.
    pub(crate) counts: Vec<u32>,
    /// Chapters that other editions divide otherwise, and the most that one of them counts (0: not said).
    pub(crate) others: Vec<(u32, u32)>,
    /// The parts of [`Numbering::Named`]: name and Hebrew name, parallel to `counts`.
    pub(crate) parts: Vec<(&'static str, &'static str)>,
    pub(crate) family: Family,
    /// Every name that it has in the tables: title, Hebrew title, aliases, and what its family calls it.
    pub(crate) names: Vec<&'static str>,
}

/// The words by which one name stands for several works: "Mishnah Sotah", "Tosefta Sotah".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Family {
    /// None.
    None,
    /// Tractates of the Mishnah.
    Mishnah,
    /// Tractates of the Babylonian Talmud.
    Bavli,
    /// Tractates of the Jerusalem Talmud.
    Yerushalmi,
    /// Tractates of the Tosefta.
    Tosefta,
    /// Sections of the Mishneh Torah.
    Rambam,
    /// Parts of the Shulchan Arukh.
    Shulchan,
    /// The first of two books of the Bible.
    First,
    /// The second of two books.
    Second,
}

impl Family {
    fn of(letter: &str) -> Family {
        match letter {
            "M" => Family::Mishnah,
            "B" => Family::Bavli,
            "Y" => Family::Yerushalmi,
            "T" => Family::Tosefta,
            "R" => Family::Rambam,
            "S" => Family::Shulchan,
            "1" => Family::First,
            "2" => Family::Second,
            _ => Family::None,
        }
    }
}

/// A commentary, by the words before the work's title.
#[derive(Debug)]
pub(crate) struct Commentary {
    /// "Rashi on".
    pub(crate) prefix: &'static str,
    pub(crate) he: &'static str,
}

/// A weekly portion, or two that are read together.
#[derive(Debug)]
pub(crate) struct PortionRow {
    /// Its number in the year, from 1; for a doubled one that of its first.
    pub(crate) order: u32,
    pub(crate) doubled: bool,
    pub(crate) name: &'static str,
    pub(crate) he: &'static str,
    pub(crate) book: u16,
    pub(crate) from: [u32; 2],
    pub(crate) to: [u32; 2],
    /// As written in the table: `Isaiah 6:1-7:6; Isaiah 9:5-9:6`, Ashkenazi first.
    pub(crate) haftarot: Vec<&'static str>,
}

/// Everything, with look-ups by folded names.
pub(crate) struct Catalogue {
    pub(crate) works: Vec<Work>,
    pub(crate) commentaries: Vec<Commentary>,
    pub(crate) portions: Vec<PortionRow>,
    titles: FxHashMap<String, Vec<u16>>,
    /// Hebrew initials, which are written with gershayim: ב״ר is not בר׳.
    initials: FxHashMap<String, Vec<u16>>,
    members: FxHashMap<(Family, String), u16>,
    commentators: FxHashMap<String, u16>,
    portion_names: FxHashMap<String, u16>,
    /// Chapters of tractates by the words they are called by: the Mishnah and the number.
    chapters: FxHashMap<String, Vec<(u16, u32)>>,
    /// First words of titles, names and families, with the most words that a title beginning so has.
    first_words: FxHashMap<String, u8>,
}

/// Words of titles that are spelled in several ways, each by the one that stands for all: regular ways of writing one Hebrew
/// word in Latin letters. Titles are kept and looked up with them, so that "Pirke Avos" is "Pirkei Avot" without a line for
/// every pair.
const SPELLINGS: &[(&str, &[&str])] = &[
    ("avot", &["avos", "avoth", "aboth", "abot"]),
    ("pirkei", &["pirke", "pirkey", "perkei", "pirqei", "pirqe"]),
    ("rabbah", &["rabba", "raba", "rabah"]),
    ("bava", &["baba", "bovo", "babba"]),
    ("kamma", &["kama", "qamma", "qama", "kammah"]),
    ("metzia", &["metsia", "mezia", "metziah", "metziya", "metsiah"]),
    ("batra", &["basra", "bathra", "bosro"]),
    ("katan", &["qatan", "koton", "kattan"]),
    ("hashanah", &["hashana", "hashono", "hashanna"]),
    ("zarah", &["zara", "zoro", "zoroh"]),
    ("avodah", &["avoda", "abodah", "aboda", "avodo"]),
    ("chaim", &["chayim", "chayyim", "hayim", "hayyim", "haim", "chayym"]),
    ("orach", &["orah", "orakh"]),
    ("choshen", &["hoshen", "khoshen"]),
    ("mishpat", &["mishpot"]),
    ("tanchuma", &["tanhuma", "tankhuma"]),
    ("midrash", &["medrash", "midrasch"]),
    ("mekhilta", &["mechilta", "mekilta", "mehilta"]),
    ("sifrei", &["sifre", "sifri", "siphrei", "siphre"]),
    ("pesikta", &["pesiqta", "psikta"]),
    ("derekh", &["derech", "derek"]),
    ("likutei", &["likkutei", "likutey", "likkutey", "liqqutei"]),
    ("chinukh", &["chinuch", "hinnukh", "hinukh", "hinuch", "hachinukh", "hachinuch"]),
    ("teshuvah", &["teshuva", "tshuvah", "tshuva", "teshubah"]),
    ("tehillim", &["tehilim", "thillim"]),
    ("hashirim", &["haschirim"]),
    ("kohelet", &["koheles", "qohelet", "koheleth", "qoheleth"]),
    ("eichah", &["eicha", "eikhah", "eikha", "echah", "echa"]),
    ("bereshit", &["bereishit", "bereishis", "breishit", "breishis", "bereshis", "bereshith", "berayshit"]),
    ("shemot", &["shmot", "shemos", "shemoth", "shmos"]),
    ("vayikra", &["vayiqra", "vayyikra", "wayyiqra"]),
    ("bamidbar", &["bemidbar", "bmidbar", "bamidbor"]),
    ("devarim", &["dvarim", "devorim"]),
    ("natan", &["nathan", "nosson", "noson"]),
    ("mesillat", &["mesilat", "mesillas", "mesilas", "messilat"]),
    ("yesharim", &["yeshorim"]),
    ("nevukhim", &["nevuchim", "nebuchim", "nevuhim"]),
    ("halevavot", &["halevavos", "halevovos"]),
    ("chovot", &["chovos", "hovot"]),
];

/// The spelling that stands for a folded word.
pub(crate) fn spelled(word: &str) -> &str {
    static TABLE: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
        SPELLINGS.iter().flat_map(|(one, others)| others.iter().map(move |other| (*other, *one))).collect()
    });
    TABLE.get(word).copied().unwrap_or(word)
}

/// A name folded, each word in the spelling that stands for all.
pub(crate) fn folded(name: &str) -> String {
    let folded = hebrew::fold(name);
    let mut all = String::with_capacity(folded.len());
    for word in folded.split(' ') {
        if !all.is_empty() {
            all.push(' ');
        }
        all.push_str(spelled(word));
    }
    all
}

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(read);

/// The catalogue.
pub(crate) fn catalogue() -> &'static Catalogue {
    &CATALOGUE
}

impl Catalogue {
    /// The works that a folded name stands for; `marked` where gershayim stand in it. Initials are looked for first where
    /// they do, and last where they do not.
    pub(crate) fn named(&self, folded: &str, marked: bool) -> &[u16] {
        let [first, second] = if marked { [&self.initials, &self.titles] } else { [&self.titles, &self.initials] };
        first.get(folded).or_else(|| second.get(folded)).map_or(&[], Vec::as_slice)
    }

    /// The work of a family that a folded name stands for after the family's words.
    pub(crate) fn member(&self, family: Family, folded: &str) -> Option<u16> {
        self.members.get(&(family, folded.to_owned())).copied()
    }

    /// The commentary that a folded name stands for.
    pub(crate) fn commentator(&self, folded: &str) -> Option<u16> {
        self.commentators.get(folded).copied()
    }

    /// Every folded name of a commentary.
    pub(crate) fn names_of_commentary(&self, id: u16) -> Vec<&str> {
        let mut names: Vec<&str> =
            self.commentators.iter().filter(|(_, own)| **own == id).map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        names
    }

    /// The portion that a folded name stands for.
    pub(crate) fn portion(&self, folded: &str) -> Option<&PortionRow> {
        self.portion_names.get(folded).and_then(|&at| self.portions.get(usize::from(at)))
    }

    /// The chapters that a folded name stands for.
    pub(crate) fn chapters(&self, folded: &str) -> &[(u16, u32)] {
        self.chapters.get(folded).map_or(&[], Vec::as_slice)
    }

    /// The most words of a title that begins with this word; 0 where none does.
    pub(crate) fn reach(&self, word: &str) -> usize {
        self.first_words.get(word).map_or(0, |&most| usize::from(most))
    }

    /// A work.
    pub(crate) fn work(&self, id: u16) -> &Work {
        &self.works[usize::from(id)]
    }

    /// The work with an exact title.
    pub(crate) fn titled(&self, title: &str) -> Option<u16> {
        let ids = self.named(&folded(title), false);
        ids.iter().copied().find(|&id| self.work(id).title == title)
    }

    /// The Mishnah of a tractate, or its Talmud.
    pub(crate) fn sibling(&self, id: u16, family: Family) -> Option<u16> {
        let tractate = match self.work(id).title {
            "Pirkei Avot" => "Avot",
            title => title.strip_prefix("Mishnah ").unwrap_or(title),
        };
        self.member(family, &folded(tractate))
    }

    /// Titles near to what was typed, nearest first.
    pub(crate) fn nearest(&self, folded: &str) -> Vec<&'static str> {
        let length = folded.chars().count();
        let far = (length / 4).min(4);
        if far == 0 {
            return Vec::new();
        }
        let close = |name: &str| name.chars().count().abs_diff(length) <= far;
        let mut near: Vec<(usize, u16)> = Vec::new();
        for (name, id) in self.titles.iter().filter_map(|(name, ids)| Some((name, *ids.first()?))) {
            let distance = if close(name) { strsim::damerau_levenshtein(name, folded) } else { usize::MAX };
            if distance <= far {
                near.push((distance, id));
            }
        }
        near.sort_unstable();
        let mut titles: Vec<&'static str> = Vec::new();
        for (_, id) in near {
            let title = self.work(id).title;
            if !titles.contains(&title) {
                titles.push(title);
            }
        }
        titles.truncate(3);
        titles
    }
}

fn read() -> Catalogue {
    let mut catalogue = Catalogue {
        works: Vec::new(),
        commentaries: Vec::new(),
        portions: Vec::new(),
        titles: FxHashMap::default(),
        initials: FxHashMap::default(),
        members: FxHashMap::default(),
        commentators: FxHashMap::default(),
        portion_names: FxHashMap::default(),
        chapters: FxHashMap::default(),
        first_words: FxHashMap::default(),
    };
    let mut keys: FxHashMap<&'static str, Vec<(Family, u16)>> = FxHashMap::default();
    for line in include_str!("works.tsv").lines() {
        catalogue.work_row(line, &mut keys);
    }
    for line in include_str!("families.tsv").lines() {
        catalogue.family_row(line, &keys);
    }
    for line in include_str!("commentaries.tsv").lines() {
        catalogue.commentary_row(line);
    }
    // Written by hand: the first words of chapters, as they are cited.
    for line in include_str!("chapters.tsv").lines() {
        catalogue.chapter_row(line);
    }
    for line in include_str!("portions.tsv").lines() {
        catalogue.portion_row(line);
    }
    catalogue
}

impl Catalogue {
    fn work_row(&mut self, line: &'static str, keys: &mut FxHashMap<&'static str, Vec<(Family, u16)>>) {
        let fields: Vec<&'static str> = line.split('\t').collect();
        let [title, he, category, scheme, levels, counts, others, family, key, aliases] = *fields.as_slice() else {
            return;
        };
        let scheme = match scheme {
            "c" => Numbering::Verses,
            "s" => Numbering::Chapters,
            "d" => Numbering::Daf,
            "z" => Numbering::Volumes,
            "p" => Numbering::Parts,
            "n" => Numbering::Named,
            "w" => Numbering::Portions,
            "h" => Numbering::Sections,
            _ => Numbering::Open,
        };
        let id = u16::try_from(self.works.len()).unwrap_or(u16::MAX);
        let family = Family::of(family);
        if family != Family::None {
            keys.entry(key).or_default().push((family, id));
        }
        let (counts, parts) = if matches!(scheme, Numbering::Named | Numbering::Sections) {
            parts(counts)
        } else {
            (counts.split(',').filter(|count| !count.is_empty()).map(count).collect(), Vec::new())
        };
        let others = others.split(',').filter(|other| !other.is_empty()).map(|other| {
            let (chapter, most) = other.split_once('=').unwrap_or((other, ""));
            (count(chapter), count(most))
        });
        let others = others.collect();
        let levels = levels.split(',').collect();
        let names = [title, he].into_iter().chain(aliases.split('|')).filter(|name| !name.is_empty()).collect();
        self.works.push(Work { title, he, category, scheme, levels, counts, others, parts, family, names });
        for name in [title, he].into_iter().chain(aliases.split('|')).filter(|name| !name.is_empty()) {
            let folded = folded(name);
            self.begins(&folded);
            let table = if is_marked(name) { &mut self.initials } else { &mut self.titles };
            let ids = table.entry(folded).or_default();
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }

    fn family_row(&mut self, line: &'static str, keys: &FxHashMap<&'static str, Vec<(Family, u16)>>) {
        let Some((key, names)) = line.split_once('\t') else { return };
        let Some(works) = keys.get(key) else { return };
        for name in names.split('|').filter(|name| !name.is_empty()) {
            let folded = folded(name);
            self.begins(&folded);
            for &(family, id) in works {
                self.works[usize::from(id)].names.push(name);
                self.members.entry((family, folded.clone())).or_insert(id);
            }
        }
    }

    fn chapter_row(&mut self, line: &'static str) {
        let fields: Vec<&'static str> = line.split('\t').collect();
        let [tractate, number, names, he] = *fields.as_slice() else { return };
        let Some(work) = self.member(Family::Mishnah, &folded(tractate)) else { return };
        for name in names.split('|').chain(he.split('|')) {
            let list = self.chapters.entry(folded(name)).or_default();
            if !list.contains(&(work, count(number))) {
                list.push((work, count(number)));
            }
        }
    }

    fn commentary_row(&mut self, line: &'static str) {
        let fields: Vec<&'static str> = line.split('\t').collect();
        let [prefix, he, aliases] = fields.as_slice() else { return };
        let id = u16::try_from(self.commentaries.len()).unwrap_or(u16::MAX);
        for name in aliases.split('|').chain([*he]) {
            let folded = folded(name);
            self.begins(&folded);
            self.commentators.entry(folded).or_insert(id);
        }
        self.commentaries.push(Commentary { prefix, he });
    }

    fn portion_row(&mut self, line: &'static str) {
        let fields: Vec<&'static str> = line.split('\t').collect();
        let [order, name, he, book, range, haftarot, aliases] = *fields.as_slice() else { return };
        let Some(book) = self.titled(book) else { return };
        let Some((from, to)) = range.split_once('-') else { return };
        let place = |text: &str| text.split_once(':').map(|(chapter, verse)| [count(chapter), count(verse)]);
        let (Some(from), Some(to)) = (place(from), place(to)) else { return };
        let at = u16::try_from(self.portions.len()).unwrap_or(u16::MAX);
        for name in [name, he].into_iter().chain(aliases.split('|')).filter(|name| !name.is_empty()) {
            let folded = folded(name);
            self.begins(&folded);
            self.portion_names.entry(folded).or_insert(at);
        }
        let (first, doubled) = order.split_once('-').map_or((order, false), |(first, _)| (first, true));
        let haftarot = haftarot.split('|').filter(|haftarah| !haftarah.is_empty()).collect();
        self.portions.push(PortionRow { order: count(first), doubled, name, he, book, from, to, haftarot });
    }

    fn begins(&mut self, folded: &str) {
        let mut words = folded.split(' ');
        let Some(first) = words.next().filter(|first| !first.is_empty()) else { return };
        let count = u8::try_from(1 + words.count()).unwrap_or(u8::MAX);
        match self.first_words.get_mut(first) {
            Some(most) => *most = (*most).max(count),
            None => drop(self.first_words.insert(first.to_owned(), count)),
        }
    }
}

/// Whether gershayim stand in a name, as one sign or two.
pub(crate) fn is_marked(name: &str) -> bool {
    name.contains(['"', '״', '”']) || name.contains("''") || name.contains("׳׳")
}

/// Named parts: `53=AddressNumber I; Likkutei Amarim=ליקוטי אמרים`.
fn parts(text: &'static str) -> (Vec<u32>, Vec<(&'static str, &'static str)>) {
    let row = |row: &'static str| {
        let mut fields = row.split('=');
        let number = fields.next().map_or(0, count);
        (number, (fields.next().unwrap_or(""), fields.next().unwrap_or("")))
    };
    text.split('|').map(row).unzip()
}

/// A number, or an amud (`64a`) as daf × 2, plus 1 for b.
fn count(text: &str) -> u32 {
    match text.strip_suffix(['a', 'b']) {
        Some(daf) => daf.parse::<u32>().unwrap_or(0) * 2 + u32::from(text.ends_with('b')),
        None => text.parse().unwrap_or(0),
    }
}
