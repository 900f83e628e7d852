//! The audience promise for every field, every block and every output: a curriculum is made of the field table with a word of
//! its own in each place (`marked_curriculum`), built, and each file of the site read back (`built_files`).
//!
//! Whatever is new in the format or among the outputs is tried here by itself. What is missing somewhere, or known to be
//! where it should not, stands in `audience_exceptions` with its reason.

use std::collections::{BTreeMap, BTreeSet};

use daf::schema::FILES;
use daf::syntax::shape::{Items, Kind, Seen, Shape};
use daf::{Built, Options};

use crate::audience_exceptions::{
    Exception, LOST, LOST_TO_FACILITATORS, NOT_IN_FACILITATORS_SEARCH, NOT_IN_GUIDE, NOT_IN_SEARCH, NOT_ON_PAPER,
};
use crate::built_files::{Told, told};
use crate::marked_curriculum::{Mark, Planted, Said};

/// The lesson that has one of everything.
const LESSON: &str = "unit/01-all.md";

/// A curriculum, built and read back.
struct Site {
    planted: Planted,
    built: Built,
    files: Vec<Told>,
}

impl Site {
    #[track_caller]
    fn new(facilitator: &str, said: Said, no_handouts: bool) -> Site {
        let planted = Planted::new(facilitator, said);
        let sources = planted.sources();
        let built = daf::build(&sources, "content", None, &Options { no_handouts, ..Options::default() });
        assert!(!built.diagnostics.has_errors(), "{}", crate::support::says(&sources, &built));
        let files = told(&built);
        Site { planted, built, files }
    }

    /// The marks of the files for which `wanted` holds.
    fn marks(&self, wanted: impl Fn(&Told) -> bool) -> BTreeSet<&str> {
        self.files.iter().filter(|file| wanted(file)).flat_map(|file| file.marks.iter().map(String::as_str)).collect()
    }

    fn mark(&self, word: &str) -> &Mark {
        self.planted.marks.get(word).expect("only what was planted looks like a mark")
    }

    /// Where marks stand from which they are kept.
    fn wrong(&self, is_kept_from: impl Fn(&Mark, &Told) -> bool) -> Vec<String> {
        let places = self.files.iter().flat_map(|file| file.marks.iter().map(move |word| (self.mark(word), file)));
        let wrong = places.filter(|(mark, file)| is_kept_from(mark, file));
        wrong.map(|(mark, file)| format!("{} stands in {}", mark.place, file.path)).collect()
    }

    /// Where facilitators' words stand outside of their own files.
    fn leaks(&self) -> Vec<String> {
        self.wrong(|mark, file| mark.seen == Seen::Facilitators && !file.is_facilitators())
    }

    /// Where words stand that nobody is shown.
    fn settings(&self) -> Vec<String> {
        self.wrong(|mark, _| mark.seen == Seen::Nobody)
    }

    /// The places of wanted marks that are not among those found, but for the exceptions; and each exception that is none
    /// any more.
    fn missing(&self, wanted: impl Fn(&Mark) -> bool, found: &BTreeSet<&str>, list: &[Exception]) -> Vec<String> {
        let marks = self.planted.marks.values();
        let missing: Vec<&Mark> = marks.filter(|mark| wanted(mark) && !found.contains(mark.word.as_str())).collect();
        let mut wrong: Vec<String> =
            missing.iter().filter(|mark| !has(list, mark)).map(|mark| format!("{} is missing", mark.place)).collect();
        let places = list.iter().flat_map(|exception| exception.places);
        let gone = places.filter(|place| !missing.iter().any(|mark| fits(place, &mark.place)));
        wrong.extend(gone.map(|place| format!("`{place}` is no exception any more: take it off its list")));
        wrong
    }
}

/// The site with everything.
fn whole() -> Site {
    Site::new("together", Said::Once, false)
}

fn has(list: &[Exception], mark: &Mark) -> bool {
    list.iter().flat_map(|exception| exception.places).any(|place| fits(place, &mark.place))
}

/// Whether a place is the one named; `*` stands for any words.
fn fits(named: &str, place: &str) -> bool {
    let mut parts = named.split('*');
    let Some(mut rest) = parts.next().and_then(|first| place.strip_prefix(first)) else { return false };
    let Some(last) = parts.next_back() else { return rest.is_empty() };
    for part in parts {
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
    }
    rest.ends_with(last)
}

#[track_caller]
fn check_none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} places:\n{}", wrong.len(), wrong.join("\n"));
}

/// Everything that one site with everything is read for: the site takes seconds to make, and a runner may start a process for each test.
/// All that is wrong is shown, whatever it is wrong with.
#[test]
fn every_mark_is_where_its_reader_finds_it_and_nowhere_else() {
    let site = whole();
    let mut wrong = Vec::new();
    let mut hold = |what: &str, found: Vec<String>| {
        if !found.is_empty() {
            wrong.push(format!("{what}: {} places:\n{}", found.len(), found.join("\n")));
        }
    };
    hold("facilitators' words in others' files", site.leaks());
    hold("words of settings", site.settings());
    for (what, found) in lost(&site).into_iter().chain(unsearchable(&site)).chain(not_on_paper(&site)) {
        hold(what, found);
    }
    let read = vocabulary(&site);
    hold("marks read out of a vocabulary", if read > 1000 { Vec::new() } else { vec![format!("{read} alone")] });
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// The same where facilitators' pages stand apart, and where there are none.
#[test]
fn facilitators_words_are_in_their_own_files_alone() {
    for facilitator in ["separate", "none"] {
        let site = Site::new(facilitator, Said::Once, facilitator == "separate");
        check_none(&site.leaks());
        check_none(&site.settings());
        let theirs = site.files.iter().filter(|file| file.is_facilitators()).count();
        assert_eq!(theirs == 0, facilitator == "none", "{theirs} files are the facilitators'");
    }
}

/// Whatever facilitators' words and numbers say, no other file differs by a byte.
#[test]
fn what_facilitators_read_changes_nothing_for_others() {
    let (one, other) = (&whole(), Site::new("together", Said::Otherwise, false));
    let is_compared = |path: &str| !path.starts_with("facilitator/");
    let files = |site: &Site| -> BTreeMap<String, blake3::Hash> {
        let files = site.built.output.iter().filter(|(path, _)| is_compared(path.as_str()));
        files.map(|(path, made)| (path.to_string(), made.hash())).collect()
    };
    let (one, other) = (files(one), files(&other));
    let paths = |files: &BTreeMap<String, blake3::Hash>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(paths(&one), paths(&other));
    let changed: Vec<String> = one
        .into_iter()
        .filter(|file| !other.iter().any(|own| own == (&file.0, &file.1)))
        .map(|(path, _)| path)
        .collect();
    check_none(&changed);
}

/// What no reader is shown that should be.
fn lost(site: &Site) -> [(&'static str, Vec<String>); 2] {
    let all = site.marks(|file| !file.is_facilitators() && !file.is_index());
    let theirs = site.marks(|file| file.is_facilitators() && !file.is_index());
    [
        ("lost", site.missing(|mark| mark.seen == Seen::Everybody, &all, LOST)),
        ("lost to facilitators", site.missing(|mark| mark.seen == Seen::Facilitators, &theirs, LOST_TO_FACILITATORS)),
    ]
}

/// What is said and cannot be searched for.
fn unsearchable(site: &Site) -> [(&'static str, Vec<String>); 2] {
    let all = site.marks(|file| !file.is_facilitators() && file.is_index());
    let wanted = |mark: &Mark| mark.seen == Seen::Everybody && !has(LOST, mark);
    // What stands in everybody's index by mistake is not in the facilitators'.
    let theirs = site.marks(Told::is_index);
    let wanted_theirs = |mark: &Mark| mark.seen == Seen::Facilitators && !has(LOST_TO_FACILITATORS, mark);
    [
        ("not in the search", site.missing(wanted, &all, NOT_IN_SEARCH)),
        ("not in facilitators' search", site.missing(wanted_theirs, &theirs, NOT_IN_FACILITATORS_SEARCH)),
    ]
}

/// What sheets do not say to those who get them.
fn not_on_paper(site: &Site) -> [(&'static str, Vec<String>); 2] {
    let of_lesson = |mark: &Mark| mark.place.starts_with(LESSON);
    let sheets = site.marks(|file| !file.is_facilitators() && file.path.ends_with(".pdf"));
    let wanted = |mark: &Mark| mark.seen == Seen::Everybody && of_lesson(mark) && !has(LOST, mark);
    let guide = site.marks(|file| file.is_facilitators() && file.path.ends_with(".pdf"));
    let theirs = |mark: &Mark| mark.seen == Seen::Facilitators && of_lesson(mark) && !has(LOST_TO_FACILITATORS, mark);
    [
        ("not on paper", site.missing(wanted, &sheets, NOT_ON_PAPER)),
        ("not in the guide", site.missing(theirs, &guide, NOT_IN_GUIDE)),
    ]
}

/// How many marks are read out of the vocabularies of the index, which hold a part of most words alone: they have to be read as FORMAT.md
/// says.
fn vocabulary(site: &Site) -> usize {
    let words = site.files.iter().filter(|file| file.path.contains("search/w."));
    words.flat_map(|file| file.marks.iter().map(String::as_str)).collect::<BTreeSet<&str>>().len()
}

/// Whether a mark is a role's, and stands in no facilitators' block inside of it.
fn is_on_card(mark: &Mark) -> bool {
    let block = mark.place.split(" > ").nth(1).and_then(|block| block.split(' ').next()).unwrap_or_default();
    let is_hidden = daf::syntax::blocks().any(|(name, seen)| name == block && seen == Seen::Facilitators);
    mark.place.contains("handout for=role") && !is_hidden
}

/// Every kind of sheet, as `daf print` makes it; a new one has to be decided about here.
#[test]
fn printed_sheets_hold_no_facilitators_word() {
    use daf::handout::PrintRequest;
    use daf::syntax::lesson::SheetKind;

    let planted = Planted::new("together", Said::Once);
    let printer = crate::sheets::Printer::new(&planted.sources());
    for kind in SheetKind::ALL {
        let is_kept_from: fn(&Mark) -> bool = match kind {
            // The whole guide is read in the build.
            SheetKind::Facilitator => continue,
            SheetKind::Cards => |mark| !is_on_card(mark),
            SheetKind::Participant
            | SheetKind::SourceSheet
            | SheetKind::Wall
            | SheetKind::Workbook
            | SheetKind::Evaluation => |_| true,
        };
        let ids: &[&str] = if *kind == SheetKind::Workbook { &[] } else { &["all"] };
        let said = crate::built_files::marks("printed.pdf", &printer.print(ids, *kind, PrintRequest::default()));
        let marks = said.iter().filter_map(|word| planted.marks.get(word));
        let wrong = marks.filter(|mark| mark.seen == Seen::Facilitators && is_kept_from(mark));
        let wrong: Vec<String> = wrong.map(|mark| format!("{} stands in {}", mark.place, kind.word())).collect();
        check_none(&wrong);
    }
}

/// Whatever stands inside a facilitators' field is the facilitators', and a setting holds settings.
#[test]
fn the_table_agrees_with_itself() {
    fn check(shape: &Shape, outer: Seen, place: &str) {
        for field in shape.fields() {
            let place = format!("{place} > {}", field.name);
            assert!(field.seen >= outer, "{place}: {:?} inside {outer:?}", field.seen);
            if let Kind::Group(inner) | Kind::List(Items::Group(inner) | Items::TextOrGroup(inner)) = field.kind {
                check(inner, field.seen, &place);
            }
        }
    }
    for file in FILES {
        check(file.shape, Seen::Everybody, file.name);
    }
}

#[test]
#[should_panic(expected = "say how to read a file of this kind")]
fn a_file_of_a_new_kind_is_not_passed_over() {
    crate::built_files::marks("lesson/words.epub", b"");
}
