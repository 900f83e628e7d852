//! Sheets, read back by a PDF reader: that they are tagged and complete, and that no participant's sheet says what is the
//! facilitator's, in whatever kind and option.
//!
//! What they look like is held by tests/handouts. `tests/sites/paper` holds one of everything that paper can show,
//! `tests/sites/audience` a marked word in each place that is the facilitator's.

use std::collections::BTreeSet;

use daf::curriculum::Curriculum;
use daf::diag::Diagnostics;
use daf::handout::{self, Order, PrintRequest};
use daf::hebrew::DivineName;
use daf::source::SourceSet;
use daf::syntax::lesson::{Answers, Booklet, Layout, Paper as Size, PrintOptions, SheetKind, TextsShown};
use daf::theme::Theme;
use daf::{Built, Options};

use crate::pdf_reader::{Element, Paper};
use crate::support::folder;

/// Stands in every place that is the facilitator's.
const SECRET: &str = "MARKERqx";
/// What a role's card says, and nobody else's paper.
const CARD: [&str; 2] = ["MARKERqx-role", "MARKERqx-card"];

/// A curriculum from which sheets are printed.
pub(crate) struct Printer {
    curriculum: Curriculum,
    theme: Theme,
}

impl Printer {
    #[track_caller]
    fn of(path: &str) -> Printer {
        Printer::new(&folder(path))
    }

    #[track_caller]
    pub(crate) fn new(sources: &SourceSet) -> Printer {
        let mut sink = Diagnostics::default();
        let curriculum =
            daf::load(sources, "content", &Options::default(), &mut sink).expect("its settings can be used");
        let theme = daf::theme_for(&curriculum, sources, &mut sink).expect("its theme is shipped");
        assert!(!sink.has_errors(), "{}", says(sources, &sink));
        Printer { curriculum, theme }
    }

    #[track_caller]
    pub(crate) fn print(&self, ids: &[&str], kind: SheetKind, wish: PrintRequest) -> Vec<u8> {
        let mut sink = Diagnostics::default();
        let ids: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
        let order = Order { ids: &ids, kind: Some(kind), apart: false, wish };
        let printed = handout::print(&self.curriculum, &self.theme, &order, &Options::default(), &mut sink);
        let mut printed = printed.unwrap_or_else(|| panic!("{ids:?} as {} was not set: {sink:?}", kind.word()));
        printed.remove(0).ready.bytes.read().expect("it is there").into_owned()
    }
}

fn says(sources: &SourceSet, sink: &Diagnostics) -> String {
    daf::diag::render::render(sink.as_slice(), sources, daf::diag::render::Format::Human, false)
}

fn built(path: &str) -> Built {
    let sources = folder(path);
    let options = Options { base_url: Some("https://example.org".to_owned()), ..Options::default() };
    let built = daf::build(&sources, "content", None, &options);
    assert!(!built.diagnostics.has_errors(), "{}", crate::support::says(&sources, &built));
    built
}

fn sheets(built: &Built) -> Vec<(String, Paper)> {
    let pdfs = built.output.iter().filter(|(path, _)| path.as_str().ends_with(".pdf"));
    pdfs.map(|(path, file)| (path.to_string(), Paper::read(file.here().expect("it is in memory").as_slice()))).collect()
}

fn with(options: PrintOptions) -> PrintRequest {
    PrintRequest { options, ..PrintRequest::default() }
}

/// Every option that changes what is said or where, one at a time: a name, and what is asked for.
fn options() -> Vec<(String, PrintRequest)> {
    let none = PrintOptions::default();
    let mut all = vec![
        ("plain".to_owned(), with(none)),
        ("large".to_owned(), with(PrintOptions { large: Some(true), ..none })),
        ("ink-saver".to_owned(), with(PrintOptions { ink_saver: Some(true), ..none })),
        ("no vowels".to_owned(), with(PrintOptions { vowels: Some(false), ..none })),
        ("no transliteration".to_owned(), with(PrintOptions { transliteration: Some(false), ..none })),
        ("tiles".to_owned(), PrintRequest { tiles: [2, 2], ..with(none) }),
    ];
    let mut add = |name: &str, options: PrintOptions| all.push((name.to_owned(), with(options)));
    for paper in Size::ALL {
        add(paper.word(), PrintOptions { paper: Some(*paper), ..none });
    }
    for layout in Layout::ALL {
        add(layout.word(), PrintOptions { layout: Some(*layout), ..none });
    }
    for texts in TextsShown::ALL {
        add(texts.word(), PrintOptions { texts: Some(*texts), ..none });
    }
    for answers in Answers::ALL {
        add(&format!("answers {}", answers.word()), PrintOptions { answers: Some(*answers), ..none });
    }
    for name in DivineName::ALL {
        add(&format!("{name:?}"), PrintOptions { divine_name: Some(*name), ..none });
    }
    all
}

fn is_hebrew(c: char) -> bool {
    matches!(c, '\u{5d0}'..='\u{5ea}')
}

/// What must hold of every sheet that a reader's program may open.
#[track_caller]
fn check_sound(name: &str, paper: &Paper) {
    assert!(paper.marked, "{name}: the catalog does not say that it is tagged");
    assert!(paper.shows_title, "{name}: the file's name is shown in place of the title");
    assert!(!paper.lang.is_empty(), "{name}: no language");
    assert!(!paper.title.is_empty(), "{name}: no title");
    assert!(paper.xmp.contains("pdfuaid:part>1<"), "{name}: does not say that it is PDF/UA");
    assert!(paper.xmp.contains("dc:title"), "{name}: no title in its metadata");
    assert!(!paper.attachments, "{name}: a file is attached");
    for (number, page) in paper.pages.iter().enumerate() {
        assert!(page.tabs_by_structure, "{name}: page {number} does not go by the structure");
        // The further pages of a poster are pictures of what its first page says.
        assert!(page.has_struct_parents || page.words.is_empty(), "{name}: page {number} is not tied to the structure");
    }
    check_fonts(name, paper);
    let tree = paper.tree.as_ref().unwrap_or_else(|| panic!("{name}: no structure"));
    check_headings(name, tree);
    check_figures(name, tree);
    check_languages(name, paper);
}

#[track_caller]
fn check_fonts(name: &str, paper: &Paper) {
    assert!(!paper.fonts.is_empty(), "{name}: no font");
    for font in &paper.fonts {
        assert!(font.embedded, "{name}: {} is not inside", font.name);
        assert!(font.readable, "{name}: {} cannot be read as letters", font.name);
        let tag = font.name.split_once('+').map(|(tag, _)| tag).unwrap_or_default();
        assert!(tag.len() == 6 && tag.bytes().all(|c| c.is_ascii_uppercase()), "{name}: {} is no subset", font.name);
    }
}

/// Headings leave no level out, and what the outline says are headings of the structure.
#[track_caller]
fn check_headings(name: &str, tree: &Element) {
    let mut last = 0;
    tree.walk(&mut |element| {
        let level = element.kind.strip_prefix('H').and_then(|level| level.parse::<u32>().ok());
        if let Some(level) = level {
            assert!(level <= last + 1, "{name}: a heading of level {level} stands below one of level {last}");
            assert!(!element.text().trim().is_empty(), "{name}: a heading without words");
            last = level;
        }
    });
}

#[track_caller]
fn check_figures(name: &str, tree: &Element) {
    for figure in tree.all("Figure") {
        let alt = figure.alt.as_deref().unwrap_or_default();
        assert!(!alt.trim().is_empty(), "{name}: a figure says nothing to those who do not see it");
    }
}

/// Hebrew is said to be Hebrew, and English English.
#[track_caller]
fn check_languages(name: &str, paper: &Paper) {
    for (lang, text) in paper.runs() {
        let wanted: &[&str] = if text.contains(is_hebrew) { &["he", "arc", "yi"] } else { &["en"] };
        let spoken = text.chars().any(|c| c.is_alphabetic());
        assert!(!spoken || wanted.contains(&lang.as_str()), "{name}: `{text}` is said to be `{lang}`");
    }
}

#[test]
fn every_sheet_of_a_build_is_sound() {
    let sheets = sheets(&built("tests/sites/paper"));
    for wanted in
        ["participant", "source-sheet", "wall", "evaluation", "-cards", "packets/both", "facilitator/handouts"]
    {
        assert!(sheets.iter().any(|(path, _)| path.contains(wanted)), "no {wanted} was made");
    }
    for (path, paper) in &sheets {
        check_sound(path, paper);
    }
}

#[test]
fn every_kind_and_option_is_sound() {
    let printer = Printer::of("tests/sites/paper");
    for (name, wish) in options() {
        let kinds: &[SheetKind] = match name.as_str() {
            "plain" | "large" | "a4" | "half-letter" => SheetKind::ALL,
            "tiles" => &[SheetKind::Wall],
            _ => &[SheetKind::SourceSheet, SheetKind::Facilitator],
        };
        for kind in kinds {
            let ids: &[&str] = if *kind == SheetKind::Workbook { &[] } else { &["every-kind"] };
            let paper = Paper::read(&printer.print(ids, *kind, wish));
            check_sound(&format!("{}, {name}", kind.word()), &paper);
        }
    }
}

/// What the checks above look through is there: they would hold of an empty structure too.
#[test]
fn the_structure_holds_one_of_everything() {
    let printer = Printer::of("tests/sites/paper");
    let paper = Paper::read(&printer.print(&["every-kind"], SheetKind::Participant, PrintRequest::default()));
    let tree = paper.tree.as_ref().expect("it is tagged");
    for (kind, least) in [
        ("H1", 1),
        ("H2", 3),
        ("H3", 1),
        ("P", 8),
        ("L", 3),
        ("Table", 1),
        ("TH", 2),
        ("Figure", 2),
        ("Note", 1),
        ("Link", 1),
    ] {
        assert!(tree.all(kind).len() >= least, "{} of {kind}", tree.all(kind).len());
    }
    let alts: Vec<&str> = tree.all("Figure").iter().filter_map(|figure| figure.alt.as_deref()).collect();
    assert_eq!(alts, ["A square with a round hole in it", "A second square"]);
    let runs = paper.runs();
    assert!(runs.iter().any(|(lang, text)| lang == "he" && text.contains(is_hebrew)), "no Hebrew was read");
    let feet: String = paper.pages.iter().map(|page| page.artifacts.as_str()).collect();
    assert!(feet.contains("Participant handout"), "the foot of a page is no artifact: {feet}");
}

#[test]
fn pages_have_the_size_of_their_paper() {
    let printer = Printer::of("tests/sites/paper");
    for (paper, width, height) in [
        (Size::Letter, 612.0, 792.0),
        (Size::A4, 595.276, 841.89),
        (Size::HalfLetter, 396.0, 612.0),
        (Size::A5, 419.528, 595.276),
    ] {
        let wish = with(PrintOptions { paper: Some(paper), ..PrintOptions::default() });
        let read = Paper::read(&printer.print(&["every-kind"], SheetKind::SourceSheet, wish));
        for page in &read.pages {
            let off = (page.size.0 - width).abs().max((page.size.1 - height).abs());
            assert!(off < 0.5, "{}: a page of {:?}", paper.word(), page.size);
        }
    }
}

/// A booklet is for paper alone: its pages are pictures of pages, two by two, on paper of twice the size.
#[test]
fn a_booklet_is_folded_and_says_nothing_to_programs() {
    let printer = Printer::of("tests/sites/paper");
    for bound in [Booklet::Auto, Booklet::Right] {
        let wish = with(PrintOptions { booklet: Some(bound), ..PrintOptions::default() });
        let read = Paper::read(&printer.print(&["every-kind"], SheetKind::Participant, wish));
        assert!(read.tree.is_none() && !read.marked);
        assert_eq!(read.pages.len() % 2, 0, "a leaf has two sides");
        assert!(!read.title.is_empty());
        for page in &read.pages {
            assert!(
                (page.size.0 - 792.0).abs() < 0.5 && (page.size.1 - 612.0).abs() < 0.5,
                "a page of {:?}",
                page.size
            );
        }
        check_fonts("booklet", &read);
    }
}

#[test]
fn the_outline_names_the_headings() {
    let printer = Printer::of("tests/sites/paper");
    let titles = |ids: &[&str], kind| {
        let paper = Paper::read(&printer.print(ids, kind, PrintRequest::default()));
        paper.outline.into_iter().map(|(_, title)| title).collect::<Vec<_>>()
    };
    let participant = titles(&["every-kind"], SheetKind::Participant);
    for wanted in ["Every kind of thing", "Everything that words can be", "A smaller heading", "Every space"] {
        assert!(participant.iter().any(|title| title == wanted), "the outline lacks {wanted}: {participant:?}");
    }
    let packet = titles(&["both"], SheetKind::Participant);
    assert!(packet.iter().filter(|title| *title == "Every kind of thing").count() >= 2, "{packet:?}");
    let workbook = titles(&[], SheetKind::Workbook);
    for wanted in ["The first part", "Every kind of thing"] {
        assert!(workbook.iter().any(|title| title == wanted), "the outline lacks {wanted}: {workbook:?}");
    }
}

/// A word of each piece of the fixture's text: in the original, and in the translation.
const PIECES: [(&str, &str); 2] = [("הבל", "Hevel"), ("דמי", "blood")];

/// Where a word stands in the order of the structure, points aside.
fn at(read: &[String], word: &str) -> Option<usize> {
    read.iter().position(|run| run.contains(word))
}

/// The runs of the structure in reading order, without points. A run of Hebrew is drawn from its left, and read from its right.
fn in_order(paper: &Paper) -> Vec<String> {
    let bare = |text: String| -> String {
        if text.contains(is_hebrew) { text.chars().rev().filter(|c| is_hebrew(*c)).collect() } else { text }
    };
    paper.runs().into_iter().map(|(_, text)| bare(text)).collect()
}

#[test]
fn a_text_is_read_piece_by_piece() {
    let printer = Printer::of("tests/sites/paper");
    for layout in Layout::ALL {
        let wish = with(PrintOptions { layout: Some(*layout), ..PrintOptions::default() });
        let read = in_order(&Paper::read(&printer.print(&["every-kind"], SheetKind::SourceSheet, wish)));
        let [(he1, en1), (he2, en2)] = PIECES.map(|(he, en)| (at(&read, he), at(&read, en)));
        let name = layout.word();
        assert!(he1.is_some() && en1.is_some() && he2.is_some() && en2.is_some(), "{name}: words are lost: {read:?}");
        assert!(he1 < he2 && en1 < en2, "{name}: the pieces are not read in order");
        assert!(he1.max(en1) < he2.min(en2), "{name}: a piece is read apart from its translation");
    }
}

#[test]
fn one_language_alone_is_printed_where_it_is_asked_for() {
    let printer = Printer::of("tests/sites/paper");
    for (shown, has, lacks) in
        [(TextsShown::Original, PIECES[0].0, PIECES[0].1), (TextsShown::Translation, PIECES[0].1, PIECES[0].0)]
    {
        let wish = with(PrintOptions { texts: Some(shown), ..PrintOptions::default() });
        let read = in_order(&Paper::read(&printer.print(&["every-kind"], SheetKind::SourceSheet, wish)));
        assert!(at(&read, has).is_some() && at(&read, lacks).is_none(), "{}: {read:?}", shown.word());
    }
}

/// Everything that the audience fixture marks, as it stands in its lesson.
fn marks() -> BTreeSet<&'static str> {
    let lesson = include_str!("../sites/audience/lesson.md");
    let found = lesson.match_indices(SECRET).map(|(at, _)| {
        let rest = &lesson[at..];
        rest.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).next().unwrap_or_default()
    });
    found.collect()
}

/// The words of a file, with the line ends that a narrow page puts into them taken out again.
fn everything(paper: &Paper) -> String {
    paper.everything().replace(['\u{ad}', '\n'], "")
}

#[test]
fn no_participants_sheet_says_what_is_the_facilitators() {
    let printer = Printer::of("tests/sites/audience");
    let participants =
        SheetKind::ALL.iter().copied().filter(|kind| *kind != SheetKind::Facilitator && *kind != SheetKind::Cards);
    let participants: Vec<SheetKind> = participants.collect();
    for (name, wish) in options() {
        for kind in &participants {
            // A workbook of one lesson is its handout; of the whole curriculum it has a cover, indexes and units too.
            let ids: &[&str] = if *kind == SheetKind::Workbook { &[] } else { &["lesson"] };
            let said = everything(&Paper::read(&printer.print(ids, *kind, wish)));
            assert!(!said.contains("MARKER"), "{}, {name}, holds a facilitator's word", kind.word());
        }
        let said = everything(&Paper::read(&printer.print(&["all"], SheetKind::Participant, wish)));
        assert!(!said.contains("MARKER"), "the packet, {name}, holds a facilitator's word");
    }
    for bound in [Booklet::Left, Booklet::Right] {
        let wish = with(PrintOptions { booklet: Some(bound), ..PrintOptions::default() });
        let said = everything(&Paper::read(&printer.print(&["lesson"], SheetKind::Participant, wish)));
        assert!(said.contains("OPENqx-lead"), "the words of a booklet's pages cannot be read: {said}");
        assert!(!said.contains("MARKER"), "a booklet holds a facilitator's word");
    }
}

#[test]
fn the_guide_says_all_that_is_the_facilitators() {
    let printer = Printer::of("tests/sites/audience");
    for answers in [Answers::Inline, Answers::End] {
        let wish = with(PrintOptions { answers: Some(answers), ..PrintOptions::default() });
        let said = everything(&Paper::read(&printer.print(&["lesson"], SheetKind::Facilitator, wish)));
        for mark in marks() {
            assert!(said.contains(mark), "the guide with answers {} lacks {mark}", answers.word());
        }
    }
}

#[test]
fn a_guide_without_answers_has_none() {
    let printer = Printer::of("tests/sites/audience");
    let wish = with(PrintOptions { answers: Some(Answers::None), ..PrintOptions::default() });
    let said = everything(&Paper::read(&printer.print(&["lesson"], SheetKind::Facilitator, wish)));
    for mark in ["MARKERqx-answers", "MARKERqx-answer"] {
        assert!(!said.replace("MARKERqx-answers-", "").contains(mark), "the guide has {mark}");
    }
}

/// Cards are given out one by one: each says its own role's words, and nothing else of the facilitator's.
#[test]
fn a_card_says_its_own_role_only() {
    let printer = Printer::of("tests/sites/audience");
    let said = everything(&Paper::read(&printer.print(&["lesson"], SheetKind::Cards, PrintRequest::default())));
    for mark in marks() {
        assert_eq!(said.contains(mark), CARD.contains(&mark), "{mark} on the cards");
    }
    let printer = Printer::of("tests/sites/paper");
    let paper = Paper::read(&printer.print(&["every-kind"], SheetKind::Cards, PrintRequest::default()));
    let words = ["Ask what happened", "Answer as Kayin did"];
    let tree = paper.tree.expect("cards are tagged");
    for word in words {
        let mut smallest = String::new();
        tree.walk(&mut |element| {
            let text = element.text();
            let holds_title = text.contains("The one who");
            if text.contains(word) && holds_title && (smallest.is_empty() || text.len() < smallest.len()) {
                smallest = text;
            }
        });
        assert!(!smallest.is_empty(), "no card says `{word}` under its role");
        let others = words.iter().filter(|other| **other != word).filter(|other| smallest.contains(**other));
        assert_eq!(others.count(), 0, "another role stands on the card: {smallest}");
    }
}
