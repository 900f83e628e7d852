//! The linked curriculum as values: what every output is made from.
//!
//! Complete when it exists: every id, link, placement and address in it is resolved. Holds plain data and look-ups only;
//! `curriculum` makes it, `page`, `handout` and `search` read it.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::active::Active;
use crate::citation::Citation;
use crate::data::Extra;
use crate::date::Date;
use crate::picture::RemovedParts;
use crate::source::{FileId, Spanned, VPath};
use crate::syntax::lesson::{self as syn, Config, Document, Lang, Layout, Range, SegmentKind};

/// Index newtypes into the lists of [`Curriculum`].
macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {
        $($(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// From a list's index.
            pub fn new(index: usize) -> $name {
                $name(u32::try_from(index).unwrap_or(u32::MAX))
            }

            /// As a list's index.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        })+
    };
}

ids! {
    /// Index into [`Curriculum::units`].
    UnitId,
    /// Index into [`Curriculum::lessons`].
    LessonId,
    /// Index into [`Curriculum::texts`].
    TextId,
    /// Index into [`Curriculum::passages`].
    PassageId,
    /// Index into [`Curriculum::terms`].
    TermId,
    /// Index into [`Curriculum::packets`].
    PacketId,
    /// Index into [`Curriculum::files`].
    FileNo,
    /// Index into [`Curriculum::scopes`].
    ScopeId,
}

/// A whole curriculum, linked.
///
/// Its lists are shared: a copy with one lesson changed costs little more than the lesson.
#[derive(Debug, Clone)]
pub struct Curriculum {
    /// `daf.yaml`.
    pub config: Config,
    /// Where `daf.yaml`'s own links lead.
    pub config_scope: ScopeId,
    /// `index.md`.
    pub home: Option<Home>,
    /// Units in order. Lessons at the root belong to none.
    pub units: Arc<Vec<Unit>>,
    /// Lessons in order: those of the root, then unit by unit.
    pub lessons: Vec<Arc<Lesson>>,
    /// Every text taught or shared.
    pub texts: Vec<Arc<Text>>,
    /// Pages of texts in canonical order: texts of one passage (or of one title) share one.
    pub passages: Arc<Vec<Passage>>,
    /// Glossary terms, by term.
    pub terms: Arc<Vec<Term>>,
    /// Packets, by id.
    pub packets: Arc<Vec<Packet>>,
    /// Values: those of `daf.yaml` in its order, then others by name.
    pub values: Arc<Vec<Topic>>,
    /// Skills by name.
    pub skills: Arc<Vec<Topic>>,
    /// Tags by name.
    pub tags: Arc<Vec<Topic>>,
    /// Weekly portions that a text taught belongs to, in the year's order.
    pub portions: Arc<Vec<Topic>>,
    /// For each weekly portion (by its number, from one) that has any: the lessons that teach a text of its haftarah.
    pub haftarot: Arc<Vec<(u32, Vec<LessonId>)>>,
    /// Files copied into the site: images, attachments, `static/`.
    pub files: Vec<File>,
    /// Where links, citations and leaves lead, one table for each file they stand in.
    pub scopes: Vec<Arc<Scope>>,
    /// Old addresses and the lesson that took their place.
    pub aliases: Arc<Vec<(VPath, LessonId)>>,
    /// The newest `updated` or `date` in the content, as `YYYY-MM-DD`.
    pub date: Option<String>,
    /// The day for which the readings of the year are shown.
    pub today: Option<Date>,
    /// Whether lessons were left out because they are drafts.
    pub leaves_drafts_out: bool,
    /// The ids of the shared texts that those name.
    pub texts_of_drafts: BTreeSet<String>,
}

impl Curriculum {
    /// The writer's own values for the whole site: `extra` of `daf.yaml`.
    pub fn extra(&self) -> &Extra {
        &self.config.extra
    }

    /// A unit.
    pub fn unit(&self, id: UnitId) -> &Unit {
        &self.units[id.index()]
    }

    /// A lesson.
    pub fn lesson(&self, id: LessonId) -> &Lesson {
        &self.lessons[id.index()]
    }

    /// A text.
    pub fn text(&self, id: TextId) -> &Text {
        &self.texts[id.index()]
    }

    /// A page of texts.
    pub fn passage(&self, id: PassageId) -> &Passage {
        &self.passages[id.index()]
    }

    /// A glossary term.
    pub fn term(&self, id: TermId) -> &Term {
        &self.terms[id.index()]
    }

    /// A packet.
    pub fn packet(&self, id: PacketId) -> &Packet {
        &self.packets[id.index()]
    }

    /// A copied file.
    pub fn file(&self, no: FileNo) -> &File {
        &self.files[no.index()]
    }

    /// The files that stand in the site: those of `static/`, and those that something shows or links to.
    /// An image that a smaller size stands for is not among them, unless words lead to it.
    pub fn published(&self) -> impl Iterator<Item = &File> {
        let linked: BTreeSet<FileNo> = self.scopes.iter().flat_map(|scope| &scope.linked).copied().collect();
        let shown: BTreeSet<FileNo> = self.shown_images();
        let files = self.files.iter().enumerate().map(|(at, file)| (FileNo::new(at), file));
        files
            .filter(move |(no, file)| {
                let is_shown = shown.contains(no) && !file.is_replaced();
                if !self.may_publish(file) {
                    return false;
                }
                file.is_static() || ((linked.contains(no) || is_shown) && self.has_place(file))
            })
            .map(|(_, file)| file)
    }

    /// Whether a file may stand in the site at all: one that would be run only where `static_scripts` says so, and a picture only
    /// where it was read.
    pub(crate) fn may_publish(&self, file: &File) -> bool {
        let is_svg = file.source.extension().eq_ignore_ascii_case("svg");
        (file.active.is_none() || self.config.static_scripts) && !(is_svg && file.refused.is_some())
    }

    /// Puts each file where those who are shown it find it: among the facilitators' own, or among everybody's.
    pub(crate) fn house_files(&mut self) {
        let of = |list: fn(&Scope) -> &Vec<FileNo>| -> BTreeSet<FileNo> {
            self.scopes.iter().flat_map(|scope| list(scope)).copied().collect()
        };
        let open = of(|scope| &scope.open);
        let used: BTreeSet<FileNo> = of(|scope| &scope.linked).into_iter().chain(self.shown_images()).collect();
        for (at, file) in self.files.iter_mut().enumerate() {
            let no = FileNo::new(at);
            file.house(used.contains(&no) && !open.contains(&no));
        }
    }

    /// Whether there are pages that a file could be shown on: the facilitators' own files have none where facilitators have none.
    pub fn has_place(&self, file: &File) -> bool {
        !file.is_facilitators() || super::makes_facilitator_pages(self)
    }

    /// The images that something shows.
    pub fn shown_images(&self) -> BTreeSet<FileNo> {
        self.scopes.iter().flat_map(|scope| &scope.shown).copied().collect()
    }

    /// The image that `look.logo` in `daf.yaml` names.
    pub fn logo(&self) -> Option<FileNo> {
        match self.scope(self.config_scope).links.get(self.config.look.logo?.0 as usize)? {
            Target::File(no) => Some(*no),
            _ => None,
        }
    }

    /// A table of resolved links.
    pub fn scope(&self, id: ScopeId) -> &Scope {
        &self.scopes[id.index()]
    }
}

/// The home page's text.
#[derive(Debug, Clone)]
pub struct Home {
    /// As read.
    pub document: Arc<Document>,
    /// Where its links lead.
    pub scope: ScopeId,
}

/// A folder of lessons.
#[derive(Debug)]
pub struct Unit {
    /// The folder's name without its number; what `unit:` links name.
    pub id: String,
    /// Its place among units, from one.
    pub number: u32,
    /// The address from the root, without slashes at the ends: `relationships-and-story`.
    pub address: String,
    /// The title.
    pub title: String,
    /// `_index.md`, where there is one.
    pub document: Option<Arc<Document>>,
    /// Where its links lead.
    pub scope: ScopeId,
    /// Its lessons in order.
    pub lessons: Vec<LessonId>,
}

impl Unit {
    /// The writer's own values: `extra` of its `_index.md`.
    pub fn extra(&self) -> &Extra {
        self.document.as_ref().map_or(Extra::none(), |document| &document.front.extra)
    }
}

/// A lesson, linked.
#[derive(Debug, Clone)]
pub struct Lesson {
    /// What `requires`, packets and `lesson:` links name.
    pub id: String,
    /// Its place in the whole curriculum, from one.
    pub number: u32,
    /// The address from the root, without slashes at the ends: `relationships-and-story/one-to-ones`.
    pub address: String,
    /// The unit it belongs to.
    pub unit: Option<UnitId>,
    /// The lesson in the curriculum's own language.
    pub main: Version,
    /// Its translations by language.
    pub translations: Vec<(Lang, Version)>,
    /// Lessons to come first.
    pub requires: Vec<LessonId>,
    /// Indexes into [`Curriculum::values`].
    pub values: Vec<usize>,
    /// Indexes into [`Curriculum::skills`].
    pub skills: Vec<usize>,
    /// Indexes into [`Curriculum::tags`].
    pub tags: Vec<usize>,
    /// Indexes into [`Curriculum::portions`].
    pub portions: Vec<usize>,
    /// The cover image.
    pub cover: Option<FileNo>,
    /// Lessons that share a text or a value with it, nearest first; at most four.
    pub related: Vec<LessonId>,
    /// The lesson before it in the curriculum.
    pub previous: Option<LessonId>,
    /// The lesson after it in the curriculum.
    pub next: Option<LessonId>,
}

impl Lesson {
    /// The version in a language, and whether it is really in that language.
    pub fn version(&self, lang: &str) -> (&Version, bool) {
        match self.translations.iter().find(|(key, _)| key == lang) {
            Some((_, version)) => (version, true),
            None => (&self.main, self.main.lang == lang),
        }
    }

    /// The writer's own values in a language: a translation's laid over the original's.
    pub fn extra(&self, lang: &str) -> &Extra {
        &self.version(lang).0.document.front.extra
    }

    /// The title in the curriculum's own language.
    pub fn title(&self) -> &str {
        &self.main.title
    }
}

/// A lesson in one language: what it says, and what its parts lead to.
#[derive(Debug, Clone)]
pub struct Version {
    /// The language its words are in.
    pub lang: Lang,
    /// The title.
    pub title: String,
    /// As read; for a translation, with everything it leaves out taken from the original.
    pub document: Arc<Document>,
    /// Where its links, citations and leaves lead.
    pub scope: ScopeId,
    /// The lesson's texts, in the order of `texts:` (those of the body after them).
    pub texts: Vec<TextId>,
    /// The number of each prompt on the page, from one in the order of appearance; parallel to the front matter's
    /// prompts. `None` for a facilitators' prompt.
    pub prompt_numbers: Vec<Option<u32>>,
    /// The number of each exercise on the page, as for prompts.
    pub exercise_numbers: Vec<Option<u32>>,
    /// Texts that the body does not place: rendered after it.
    pub unplaced_texts: Vec<TextId>,
    /// Prompts that the body does not place, as indexes into the front matter's.
    pub unplaced_prompts: Vec<usize>,
    /// Exercises that the body does not place, as indexes into the front matter's.
    pub unplaced_exercises: Vec<usize>,
    /// The agenda.
    pub agenda: Agenda,
}

/// A lesson's agenda: its segments with a running clock.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Agenda {
    /// One for each segment, in order.
    pub entries: Vec<AgendaEntry>,
    /// The sum; the declared minutes where there are no segments.
    pub total: Option<Range>,
}

/// One line of an agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaEntry {
    /// Index into the body's sections.
    pub section: usize,
    /// Minutes from the start of the lesson, by the upper ends of what comes before.
    pub start: u32,
    /// How long.
    pub minutes: Range,
    /// What happens.
    pub kind: SegmentKind,
}

/// Where the links, citations and leaves of one file lead; each list is parallel to the file's own.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// Parallel to [`syn::Refs::links`].
    pub links: Vec<Target>,
    /// Parallel to [`syn::Refs::citations`].
    pub citations: Vec<CitationTarget>,
    /// Parallel to [`syn::Refs::leaves`].
    pub leaves: Vec<Placement>,
    /// The images that are shown.
    pub shown: Vec<FileNo>,
    /// The files that words lead to.
    pub linked: Vec<FileNo>,
    /// Those of both that everybody's words show or lead to.
    pub open: Vec<FileNo>,
    /// The addresses outside, with their places.
    pub outside: Vec<Spanned<String>>,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Out of the site.
    Outside(String),
    /// The home page, a lesson, a unit …, and an anchor there (empty: the page's top).
    Home(String),
    /// A lesson.
    Lesson(LessonId, String),
    /// A unit.
    Unit(UnitId, String),
    /// A page of texts.
    Passage(PassageId),
    /// A term in the glossary.
    Term(TermId),
    /// A packet's PDF.
    Packet(PacketId),
    /// A copied file.
    File(FileNo),
    /// An anchor on the same page.
    Here(String),
    /// Nowhere: refused, broken (and reported), or a draft left out. Shown as plain words.
    Nowhere,
}

/// Where a citation in prose leads.
#[derive(Debug, Clone)]
pub struct CitationTarget {
    /// The citation.
    pub citation: Citation,
    /// The page of texts, where the curriculum teaches it; otherwise the library online.
    pub passage: Option<PassageId>,
}

/// What a leaf places.
#[derive(Debug, Clone, PartialEq)]
pub enum Placement {
    /// A text, in a layout of its own where one was asked for.
    Text(TextId, Option<Layout>),
    /// Prompts, as indexes into the front matter's.
    Prompts(Vec<usize>),
    /// An exercise, as an index into the front matter's.
    Exercise(usize),
    /// Room to write.
    Space(syn::Space),
    /// Nothing: the id was not found (and reported).
    Nothing,
}

/// A text, linked.
#[derive(Debug, Clone)]
pub struct Text {
    /// Its id, unique where it is taught.
    pub id: String,
    /// As read.
    pub entry: Arc<syn::TextEntry>,
    /// The table that the numbers in its Markdown belong to.
    pub scope: ScopeId,
    /// The page that shows it.
    pub passage: PassageId,
    /// Whether it is a file in `texts/`.
    pub shared: bool,
    /// The licence of the text, the curriculum's where it names none.
    pub license: Option<String>,
    /// Translations of the shared text's file by language.
    pub translations: Vec<(Lang, Arc<syn::TextEntry>, ScopeId)>,
}

impl Text {
    /// The writer's own values in a language: a translation's laid over the original's.
    pub fn extra(&self, lang: &str) -> &Extra {
        let translated = self.translations.iter().find(|(own, ..)| own == lang);
        translated.map_or(&self.entry.extra, |(_, entry, _)| &entry.extra)
    }

    /// What it is called: the canonical citation, else the title, else what was typed.
    pub fn name(&self) -> String {
        if let Some(citation) = &self.entry.citation {
            return citation.canonical();
        }
        let typed = self.entry.title.as_ref().or(self.entry.reference.as_ref());
        typed.map_or_else(|| self.id.clone(), |text| text.value.clone())
    }
}

/// A page of texts: one passage of the library, or one text that is not in it.
#[derive(Debug)]
pub struct Passage {
    /// The last part of its address: `texts/<slug>/`.
    pub slug: String,
    /// What it is called.
    pub name: String,
    /// The citation.
    pub citation: Option<Citation>,
    /// The category it stands under in the index: "Torah", "Mishnah" …, or "" for what is not in the library.
    pub category: String,
    /// The texts shown on it: one for each wording, those of earlier lessons first.
    pub texts: Vec<TextId>,
    /// The lessons that teach it, in order.
    pub lessons: Vec<LessonId>,
    /// Other passages that share a place with it, in canonical order.
    pub near: Vec<PassageId>,
}

/// A glossary term, linked.
#[derive(Debug)]
pub struct Term {
    /// As read.
    pub entry: syn::Term,
    /// The table that the numbers in its definition belong to.
    pub scope: ScopeId,
    /// The terms it says to see.
    pub see: Vec<TermId>,
    /// The lesson whose own entry it is; `None` for `glossary.yaml`.
    pub lesson: Option<LessonId>,
}

/// A packet, linked.
#[derive(Debug)]
pub struct Packet {
    /// As read.
    pub entry: syn::Packet,
    /// Its items, drafts and unknown ones left out.
    pub items: Vec<PacketPart>,
}

/// An item of a packet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PacketPart {
    /// A lesson's sheet.
    Lesson(LessonId, syn::SheetKind),
    /// A text.
    Text(TextId),
}

/// A value, skill, tag or portion, and where it is taught.
#[derive(Debug)]
pub struct Topic {
    /// Its name.
    pub name: String,
    /// Its name in Hebrew, where it is known.
    pub he: Option<String>,
    /// The last part of its address.
    pub slug: String,
    /// What it means here (a table entry of the configuration's scope).
    pub description: Option<syn::Rich>,
    /// The lessons that teach it, in order.
    pub lessons: Vec<LessonId>,
}

impl Topic {
    /// Its name as Hebrew pages or others show it.
    pub fn name_for(&self, hebrew: bool) -> &str {
        self.he.as_deref().filter(|_| hebrew).unwrap_or(&self.name)
    }
}

/// Where facilitators' pages and files stand.
const FACILITATORS: &str = "facilitator/";

/// A file copied into the site.
#[derive(Debug, Clone)]
pub struct File {
    /// Where it stood in the content.
    pub source: VPath,
    /// Where it stands in the site.
    pub path: VPath,
    /// The file of the folder.
    pub id: FileId,
    /// What stands in the folder.
    pub original: crate::source::FileContent,
    /// What is published of it: a picture may lose what does more than draw.
    pub content: crate::source::FileContent,
    /// For an image that can be shown, what is known of it.
    pub image: Option<Image>,
    /// For an image that cannot be shown, why.
    pub refused: Option<String>,
    /// What was taken out of a picture because it does more than draw.
    pub removed: RemovedParts,
    /// What a browser or a host would run it as.
    pub active: Option<Active>,
    /// For an image that is shown, the smaller sizes of it that were made, the smallest first.
    pub smaller: Vec<Smaller>,
}

impl File {
    /// Whether it is copied as it is, whoever leads to it.
    pub fn is_static(&self) -> bool {
        self.source.as_str().starts_with("static/")
    }

    /// Whether facilitators' words alone show it or lead to it.
    pub fn is_facilitators(&self) -> bool {
        !self.is_static() && self.path.as_str().starts_with(FACILITATORS)
    }

    /// Puts it, and its smaller sizes, among the facilitators' own files or among everybody's.
    pub(crate) fn house(&mut self, facilitators: bool) {
        if self.is_static() || self.is_facilitators() == facilitators {
            return;
        }
        let paths = std::iter::once(&mut self.path).chain(self.smaller.iter_mut().map(|size| &mut size.path));
        for path in paths {
            let bare = path.as_str().strip_prefix(FACILITATORS).unwrap_or(path.as_str());
            let moved = if facilitators { format!("{FACILITATORS}{bare}") } else { bare.to_owned() };
            *path = VPath::new(&moved).unwrap_or_else(|| path.clone());
        }
    }

    /// What it holds; nothing, where it cannot be read any more.
    pub fn bytes(&self) -> std::borrow::Cow<'_, [u8]> {
        self.content.read().unwrap_or_default()
    }

    /// Whether pages show a smaller size in its place, so that nothing needs the image itself.
    pub fn is_replaced(&self) -> bool {
        let wide = self.image.map_or(WIDEST, |image| image.width.min(WIDEST));
        self.smaller.last().is_some_and(|smaller| smaller.width >= wide)
    }

    /// Where the print templates find it, by its number among the files.
    pub(crate) fn print_path(&self, number: usize) -> String {
        let extension = match self.paper_format() {
            Some(ImageFormat::Png) | None => "png",
            Some(ImageFormat::Jpeg) => "jpg",
            Some(ImageFormat::Gif) => "gif",
            Some(ImageFormat::Webp) => "webp",
            Some(ImageFormat::Svg) => "svg",
        };
        format!("/images/{number}.{extension}")
    }

    /// What paper shows of an image: the largest of the smaller sizes where it stands for the image, else the image.
    pub fn on_paper(&self) -> std::borrow::Cow<'_, [u8]> {
        let smaller = self.smaller.last().filter(|_| self.is_replaced());
        smaller.map_or_else(|| self.bytes(), |smaller| smaller.content.read().unwrap_or_default())
    }

    /// Its format.
    fn paper_format(&self) -> Option<ImageFormat> {
        let smaller = self.smaller.last().filter(|_| self.is_replaced());
        smaller.map(|smaller| smaller.format).or_else(|| self.image.map(|image| image.format))
    }
}

/// Pixels across the widest image that a page or a sheet shows: the column of a page twice and a half, paper at 230 dots an inch.
pub const WIDEST: u32 = 1440;

/// An image at a smaller size.
#[derive(Debug, Clone)]
pub struct Smaller {
    /// Where it stands in the site.
    pub path: VPath,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Its format.
    pub format: ImageFormat,
    /// What it holds.
    pub content: crate::source::FileContent,
}

/// What is known of an image.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Image {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Its format.
    pub format: ImageFormat,
}

/// Whether there are pages and sheets for facilitators at all.
pub(crate) fn makes_facilitator_pages(curriculum: &Curriculum) -> bool {
    curriculum.config.facilitator != syn::FacilitatorPages::None
}

/// The formats that pages and paper both take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImageFormat {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// GIF.
    Gif,
    /// WebP.
    Webp,
    /// SVG, checked to be still.
    Svg,
}
