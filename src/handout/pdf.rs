//! Sheets as PDFs, by Typst. The only file that knows the engine.
//!
//! A sheet reaches the theme's templates as data (`/data.json`, `/common.json`), never as markup, so nothing that an author writes is run.
//! The engine sees the theme's print files, its fonts, that data and the curriculum's images, and nothing else: no disk, no
//! network, no clock.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};

use rustc_hash::FxHashMap;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Label, Selector, Smart};
use typst::introspection::{Introspector as _, MetadataElem};
use typst::layout::{Abs, Frame, FrameItem};
use typst::syntax::{FileId, RootedPath, Source, SyntaxKind, SyntaxNode, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::{LazyHash, PicoStr};
use typst::{Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::apart::Apart;
use super::blame;
use super::data::{Data, Outcome, Prepared, Refusal, Set, Stock};
use super::settings::Fold;
use crate::curriculum::{Curriculum, FileNo};
use crate::date;
use crate::limits;
use crate::output::{Cache, Progress};
use crate::theme::Theme;
use crate::worker::Workers;

/// Where the theme's print templates begin, for sheets and for booklets of them.
const MAIN: &str = "/print/handout.typ";
const BOOKLET: &str = "/print/booklet.typ";
/// Sheets after which what the engine remembers is looked through.
const REMEMBERED: usize = 8;
/// How many times a sheet may be set tighter: the templates know as many sizes.
const TIGHTEST: u8 = 2;
/// Bytes of sheets, as data, that are set side by side: each takes hundreds of times as much memory.
const SIDE_BY_SIDE: usize = limits::SHEET_BYTES;
/// Bytes of a sheet after which what the engine remembers of it is forgotten at once.
const HEAVY: usize = 256 * 1024;
/// Stack of a thread that sets sheets.
const STACK: usize = 16 * 1024 * 1024;
/// What sets, as part of what a sheet is made from.
const VERSION: &str = concat!("daf ", env!("CARGO_PKG_VERSION"), " typst 0.15.1 sheets 10");

/// What all sheets are set with: made once, used from all threads.
pub struct PdfCompiler {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    files: FxHashMap<FileId, Bytes>,
    sources: FxHashMap<FileId, Source>,
    /// The day of the content.
    day: Option<String>,
    /// A hash of all of these, of the engine and of ourselves: what every sheet is set with.
    all: blake3::Hash,
    /// Where sheets are set whose templates are a stranger's.
    apart: Option<Apart>,
}

impl PdfCompiler {
    /// Takes in the theme's print files and fonts, and the curriculum's images.
    /// Where a print file is a stranger's, workers set the sheets.
    pub fn new(theme: &Theme, curriculum: &Curriculum, workers: &Workers) -> PdfCompiler {
        let stock = stock(theme, curriculum);
        let mut compiler = PdfCompiler::of(&stock);
        compiler.apart = suspect(theme).and_then(|suspect| Apart::new(workers, &stock, suspect));
        let mut all = blake3::Hasher::new();
        all.update(VERSION.as_bytes()).update(compiler.day.as_deref().unwrap_or_default().as_bytes());
        let mut mix = |name: &str, bytes: &[u8]| {
            all.update(&(name.len() as u64).to_le_bytes()).update(name.as_bytes());
            all.update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
        };
        for (path, file) in theme.under("fonts/print/").chain(theme.under("print/")) {
            mix(path, &file.bytes);
        }
        let shown = curriculum.shown_images();
        let is_shown =
            |number: usize| shown.contains(&FileNo::new(number)) || curriculum.logo() == Some(FileNo::new(number));
        let files = curriculum.files.iter().enumerate();
        for (number, file) in files.filter(|(number, file)| file.image.is_some() && is_shown(*number)) {
            let bytes = file.on_paper().into_owned();
            let path = file.print_path(number);
            mix(&path, &bytes);
            compiler.show(&path, bytes);
        }
        compiler.all = all.finalize();
        compiler
    }

    /// Takes in what sheets are set with, without images.
    pub(super) fn of(stock: &Stock<'_>) -> PdfCompiler {
        let fonts: Vec<Font> = stock.fonts.iter().flat_map(|bytes| Font::iter(Bytes::new(bytes.to_vec()))).collect();
        let mut compiler = PdfCompiler {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            files: FxHashMap::default(),
            sources: FxHashMap::default(),
            day: stock.day.map(str::to_owned),
            all: blake3::hash(VERSION.as_bytes()),
            apart: None,
        };
        for (path, bytes) in &stock.print {
            let id = file_id(&format!("/{path}"));
            match std::str::from_utf8(bytes) {
                Ok(text) if path.ends_with(".typ") => {
                    drop(compiler.sources.insert(id, Source::new(id, text.to_owned())));
                }
                _ => drop(compiler.files.insert(id, Bytes::new(bytes.to_vec()))),
            }
        }
        compiler
    }

    /// Takes in an image, at the path that sheets know it by.
    pub(super) fn show(&mut self, path: &str, bytes: Vec<u8>) {
        self.files.insert(file_id(path), Bytes::new(bytes));
    }

    /// The images whose paths stand in a sheet's data.
    fn images_in(&self, data: &str) -> Vec<(String, &[u8])> {
        let images = self.files.iter().map(|(id, bytes)| (format!("/{}", id.get().vpath().get_without_slash()), bytes));
        let is_shown = |path: &str| !path.starts_with("/print/") && data.contains(path);
        let mut images: Vec<_> =
            images.filter(|(path, _)| is_shown(path)).map(|(path, bytes)| (path, bytes.as_slice())).collect();
        images.sort_unstable();
        images
    }

    /// Sets sheets side by side, each as `PdfCompiler::set_once` does, and gives what became of each in the same order. What is set
    /// is handed to `put` at once, which may lay it where it takes no memory.
    ///
    /// By threads of their own: the engine uses the common pool, and one of its threads that waits there would take up the next
    /// sheet on top of the last, until its stack is full.
    pub fn set_all<T: Send>(
        &self,
        sheets: &[Prepared],
        cache: &Cache,
        progress: &Progress,
        put: impl Fn(Set) -> T + Sync,
    ) -> Vec<Outcome<T>> {
        let (next, set) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let room = Room::default();
        let work = || {
            let mut done = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(sheet) = sheets.get(at) else { break };
                if sheet.is_huge {
                    done.push((at, Outcome { set: None, refusal: None }));
                    continue;
                }
                let weight = sheet.data.sheet.len();
                let seat = room.enter(weight);
                let Outcome { set: made, refusal } = self.set_once(sheet, cache);
                if weight > HEAVY {
                    typst::comemo::evict(0);
                }
                drop(seat);
                done.push((at, Outcome { set: made.map(&put), refusal }));
                progress.tell(set.fetch_add(1, Ordering::Relaxed) + 1, sheets.len());
                // What the engine remembers of sheets is forgotten in time: of a thousand it would be gigabytes.
                if at % REMEMBERED == REMEMBERED - 1 {
                    typst::comemo::evict(2);
                }
            }
            done
        };
        let threads = rayon::current_num_threads().min(sheets.len()).max(1);
        let mut all: Vec<(usize, Outcome<T>)> = std::thread::scope(|scope| {
            let spawn = |_| std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
            let workers: Vec<_> = (0..threads).filter_map(|at| spawn(at).ok()).collect();
            // Where the system gives no thread, this one does all of it.
            let mut all = if workers.is_empty() { work() } else { Vec::new() };
            for worker in workers {
                match worker.join() {
                    Ok(done) => all.extend(done),
                    Err(fall) => std::panic::resume_unwind(fall),
                }
            }
            all
        });
        all.sort_by_key(|(at, _)| *at);
        all.into_iter().map(|(_, set)| set).collect()
    }

    /// Lets go of what the engine remembers of sheets, where the next one may be asked for in an hour.
    pub fn forget(&self) {
        typst::comemo::evict(0);
    }

    /// The same where the next one comes soon, and has much in common with the last.
    pub(super) fn forget_most(&self) {
        typst::comemo::evict(2);
    }

    /// Sets a sheet, or takes it from the cache where the very same was set before. One that is refused is set without the marks
    /// that reading programs go by, where that can be done: on paper nobody misses them.
    fn set_once(&self, sheet: &Prepared, cache: &Cache) -> Outcome<Set> {
        let name = self.name_of(sheet);
        if let Some(set) = cache.take(&name).and_then(|kept| unpacked(&kept)) {
            return Outcome { set: Some(set), refusal: None };
        }
        let outcome = match &self.apart {
            Some(apart) => {
                let images = self.images_in(&sheet.data.sheet);
                apart.set(sheet, images.iter().map(|(path, bytes)| (path.as_str(), *bytes)))
            }
            None => self.set_or_blame(sheet),
        };
        if let Outcome { set: Some(set), refusal: None } = &outcome {
            cache.keep(&name, &packed(set));
        }
        outcome
    }

    /// Sets a sheet, or finds out which words it is refused for.
    pub(super) fn set_or_blame(&self, sheet: &Prepared) -> Outcome<Set> {
        match self.set(sheet) {
            Ok(set) => Outcome { set: Some(set), refusal: None },
            Err(message) => {
                let fails = |text: &str| {
                    let data = Data { sheet: text.to_owned(), ..sheet.data.clone() };
                    self.set_flat(&data, None, None, sheet, &[PdfStandard::Ua_1]).is_err()
                };
                let words = blame::culprit(&sheet.data.sheet, fails);
                Outcome { set: self.set_as(sheet, &[]).ok(), refusal: Some(Refusal { message, words }) }
            }
        }
    }

    /// A name for all that goes into a sheet.
    fn name_of(&self, sheet: &Prepared) -> String {
        let mut all = blake3::Hasher::new();
        all.update(self.all.as_bytes()).update(sheet.path.as_bytes()).update(b"\0");
        all.update(format!("{:?}", sheet.fold).as_bytes()).update(b"\0").update(sheet.data.common.as_bytes());
        all.update(b"\0").update(sheet.data.extra.as_bytes()).update(b"\0").update(sheet.data.sheet.as_bytes());
        all.finalize().to_hex().to_string()
    }

    /// Sets a sheet: the engine's work, and nothing else.
    ///
    /// # Errors
    /// The engine's first message, with the template and line where it knows them.
    pub fn set(&self, sheet: &Prepared) -> Result<Set, String> {
        self.set_as(sheet, &[PdfStandard::Ua_1])
    }

    fn set_as(&self, sheet: &Prepared, standards: &[PdfStandard]) -> Result<Set, String> {
        // Whoever reads large print is told to turn to page 3 like everybody else: where each block stands on the ordinary
        // sheet is asked of that sheet itself.
        let twin = sheet
            .twin
            .as_ref()
            .map(|data| Ok::<String, String>(marked(&self.fitted(data, sheet.sides, None)?)))
            .transpose()?;
        let sides = sheet.sides.filter(|_| twin.is_none());
        let flat = self.set_flat(&sheet.data, sides, twin, sheet, standards)?;
        match sheet.fold {
            None => Ok(flat),
            Some(fold) => self.folded(flat, fold, sheet),
        }
    }

    /// The pages one by one.
    fn set_flat(
        &self,
        data: &Data,
        sides: Option<usize>,
        twin: Option<String>,
        sheet: &Prepared,
        standards: &[PdfStandard],
    ) -> Result<Set, String> {
        self.export(&self.fitted(data, sides, twin)?, &sheet.path, standards)
    }

    /// A sheet set as loosely as its pages allow: where setting it a little tighter spares a last page with a line or two, or
    /// keeps it to its `sides`, it is set tighter. `twin` says on which page of the ordinary sheet each block stands.
    fn fitted(&self, data: &Data, sides: Option<usize>, twin: Option<String>) -> Result<PagedDocument, String> {
        let twin = twin.unwrap_or_else(|| "{}".to_owned());
        let files = |tight: u8| {
            vec![
                (file_id("/data.json"), Bytes::from_string(data.sheet.clone())),
                (file_id("/common.json"), Bytes::from_string(data.common.clone())),
                (file_id("/extra.json"), Bytes::from_string(data.extra.clone())),
                (file_id("/fit.json"), Bytes::from_string(format!("{{\"tight\":{tight}}}"))),
                (file_id("/twin.json"), Bytes::from_string(twin.clone())),
            ]
        };
        let document = self.compile(MAIN, files(0))?;
        let loose = document.pages().len();
        let wanted = match sides {
            // Smaller type spares a fifth at most.
            Some(sides) if loose == sides + 1 => sides,
            _ if loose > 1 && is_nearly_empty(&document) => loose - 1,
            _ => return Ok(document),
        };
        let mut best = document;
        for tight in 1..=TIGHTEST {
            let set = self.compile(MAIN, files(tight))?;
            let fits = set.pages().len() <= wanted;
            if fits && !is_nearly_empty(&set) {
                return Ok(set);
            }
            if fits && best.pages().len() > wanted {
                best = set;
            }
        }
        Ok(best)
    }

    /// The pages two by two, to be folded. What is printed so is for paper alone: a reader's program has the flat sheet.
    fn folded(&self, flat: Set, fold: Fold, sheet: &Prepared) -> Result<Set, String> {
        let about = format!("{{\"pages\":{},\"right\":{},\"paper\":\"{}\"}}", flat.pages, fold.right, fold.paper);
        let files = vec![
            (file_id("/booklet.json"), Bytes::from_string(about)),
            (file_id("/data.json"), Bytes::from_string(sheet.data.sheet.clone())),
            (file_id("/sheet.pdf"), Bytes::new(flat.bytes)),
        ];
        self.export(&self.compile(BOOKLET, files)?, &sheet.path, &[])
    }

    fn compile(&self, main: &str, files: Vec<(FileId, Bytes)>) -> Result<PagedDocument, String> {
        let job = Job { compiler: self, main: file_id(main), files };
        typst::compile::<PagedDocument>(&job).output.map_err(|errors| first(&job, &errors))
    }

    fn export(&self, document: &PagedDocument, path: &str, standards: &[PdfStandard]) -> Result<Set, String> {
        let job = Job { compiler: self, main: file_id(MAIN), files: Vec::new() };
        let tagged = !standards.is_empty();
        let standards = PdfStandards::new(standards).map_err(|error| error.message().to_string())?;
        let timestamp = self.day.as_deref().and_then(datetime).map(Timestamp::new_utc);
        let options = PdfOptions {
            ident: Smart::Custom(path.to_owned()),
            creator: Smart::Custom(Some("daf".to_owned())),
            timestamp,
            standards,
            tagged,
            ..PdfOptions::default()
        };
        let bytes = typst_pdf::pdf(document, &options).map_err(|errors| first(&job, &errors))?;
        Ok(Set { bytes, pages: u32::try_from(document.pages().len()).unwrap_or(u32::MAX) })
    }

    /// Puts a mark in place of every letter that no font has: an empty box on paper tells a reader nothing, and the standard
    /// for accessible PDFs forbids it. What only steers a machine is left out.
    pub(super) fn letters(&self, text: String) -> (String, Vec<char>) {
        let foreign: BTreeSet<char> = text.chars().filter(|c| !c.is_ascii_graphic() && *c != ' ').collect();
        let steers = foreign.iter().any(|c| is_steering(*c));
        let has_marks = foreign.iter().any(|c| is_combining_mark(*c));
        let mut missing: BTreeSet<char> = foreign.iter().copied().filter(|c| !self.is_shown(&[*c])).collect();
        if missing.is_empty() && !steers && !has_marks {
            return (text, Vec::new());
        }
        let mut mended = String::with_capacity(text.len());
        let mut known: FxHashMap<Vec<char>, bool> = FxHashMap::default();
        let mut lost = missing.clone();
        // A letter and the marks on it, which one font must draw together.
        let mut cluster: Vec<char> = Vec::new();
        let mut escaped = false;
        for c in text.chars().filter(|c| !is_steering(*c)) {
            if !is_combining_mark(c) {
                cluster.clear();
            }
            // What stands before words is no letter that a mark could stand on: a space, the quotation mark of JSON's own.
            let is_own = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            if c != ' ' && !is_own {
                // Of a tower of marks the letter is looked at with each by itself.
                cluster.truncate(if cluster.len() > MOST_MARKS { 1 } else { cluster.len() });
                cluster.push(c);
            }
            let is_lost = missing.contains(&c)
                || (has_marks
                    && cluster.len() > 1
                    && !*known.entry(cluster.clone()).or_insert_with(|| self.is_drawn(&cluster)));
            if is_lost {
                lost.insert(c);
                cluster.pop();
            }
            mended.push(if is_lost { '?' } else { c });
        }
        missing.append(&mut lost);
        (mended, missing.into_iter().collect())
    }

    /// Whether one font can draw a letter with its marks, as they are or as one sign.
    fn is_drawn(&self, cluster: &[char]) -> bool {
        self.is_shown(cluster) || self.is_shown(&cluster.iter().copied().nfc().collect::<Vec<_>>())
    }

    /// Whether one font has all of these signs that have a shape.
    fn is_shown(&self, signs: &[char]) -> bool {
        let shaped = || signs.iter().copied().filter(|c| !is_shapeless(*c) && !is_steering(*c)).map(u32::from);
        shaped().next().is_none()
            || (0..self.fonts.len())
                .any(|at| self.book.info(at).is_some_and(|info| shaped().all(|c| info.coverage.contains(c))))
    }
}

/// Room for sheets that are set side by side: however many threads there are, long ones wait for one another.
#[derive(Default)]
struct Room {
    taken: Mutex<usize>,
    left: Condvar,
}

impl Room {
    /// Waits until there is room. One that is too large for all of it has it alone.
    fn enter(&self, weight: usize) -> Seat<'_> {
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let is_full = |taken: &mut usize| *taken > 0 && *taken + weight > SIDE_BY_SIDE;
        *self.left.wait_while(taken, is_full).unwrap_or_else(PoisonError::into_inner) += weight;
        Seat { room: self, weight }
    }
}

/// A sheet's place in the room, left when it is dropped, though the engine fell.
struct Seat<'r> {
    room: &'r Room,
    weight: usize,
}

impl Drop for Seat<'_> {
    fn drop(&mut self) {
        *self.room.taken.lock().unwrap_or_else(PoisonError::into_inner) -= self.weight;
        self.room.left.notify_all();
    }
}

/// A theme's print files and fonts.
fn stock<'a>(theme: &'a Theme, curriculum: &'a Curriculum) -> Stock<'a> {
    let is_font = |path: &str| path.ends_with(".ttf") || path.ends_with(".otf");
    Stock {
        fonts: theme.under("fonts/print/").filter(|(path, _)| is_font(path)).map(|(_, file)| &*file.bytes).collect(),
        print: theme.under("print/").map(|(path, file)| (path, &*file.bytes)).collect(),
        day: curriculum.date.as_deref(),
    }
}

/// Where a sheet is told that takes too much: the line of a stranger's print files that takes most by its looks. `None` where there is
/// no such file.
fn suspect(theme: &Theme) -> Option<(String, usize)> {
    let own = theme.under("print/").chain(theme.under("fonts/print/")).filter(|(_, file)| !file.is_shipped);
    let mut worst: Option<(usize, String, usize)> = None;
    let base = Theme::shipped("daf").unwrap_or_default();
    for (path, file) in own {
        // What stands in the shipped file too is hardly to blame.
        let shipped = base.text(path).unwrap_or_default();
        let text = std::str::from_utf8(&file.bytes).ok().filter(|_| path.ends_with(".typ")).unwrap_or_default();
        let mut found = vec![(0, 0)];
        weigh(&typst::syntax::parse(text), 0, 0, &mut found);
        for (weight, at) in &mut found {
            let line = text.get(*at..).and_then(|rest| rest.lines().next()).unwrap_or_default();
            *weight += 10_000 * usize::from(*weight > 0 && !shipped.contains(line));
        }
        // The first of those that weigh most.
        found.sort_by_key(|(weight, at)| (std::cmp::Reverse(*weight), *at));
        let (weight, at) = found.first().copied().unwrap_or_default();
        let line = text.get(..at).map_or(1, |before| before.matches('\n').count() + 1);
        if worst.as_ref().is_none_or(|(most, ..)| weight > *most) {
            worst = Some((weight, path.to_owned(), line));
        }
    }
    worst.map(|(_, path, line)| (path, line))
}

/// How much speaks for each part of a template that it takes most, by the byte where it begins: numbers too large to count to, loops in
/// loops, functions, which may call themselves.
fn weigh(node: &SyntaxNode, start: usize, depth: usize, found: &mut Vec<(usize, usize)>) {
    let is_loop = matches!(node.kind(), SyntaxKind::ForLoop | SyntaxKind::WhileLoop);
    let is_huge = match node.kind() {
        SyntaxKind::Int => node.leaf_text().len() > 5,
        SyntaxKind::Float => node.leaf_text().contains(['e', 'E']),
        _ => false,
    };
    let weight = match (is_huge, is_loop, node.kind() == SyntaxKind::Closure) {
        (true, ..) => 1000,
        (_, true, _) => 100 + depth,
        (.., true) => 1,
        _ => 0,
    };
    if weight > 0 {
        found.push((weight, start));
    }
    let mut at = start;
    for child in node.children() {
        weigh(child, at, depth + usize::from(is_loop), found);
        at += child.len();
    }
}
/// Marks on one letter that are looked at together: more than any language puts there.
const MOST_MARKS: usize = 16;

/// What has no shape of its own, and needs no letter in a font (Unicode: default ignorable, and the ends of lines).
fn is_shapeless(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// What is no letter at all: it tells a machine something, and stands in a text by accident.
fn is_steering(c: char) -> bool {
    (c.is_control() && c != '\n') || matches!(c, '\u{fff9}'..='\u{fffb}')
}

/// The first of the engine's messages, with the template and line where it knows them.
fn first(job: &Job<'_>, errors: &[SourceDiagnostic]) -> String {
    let Some(error) = errors.first() else { return "it could not be set".to_owned() };
    let hints: String = error.hints.iter().map(|hint| format!("; {}", hint.v)).collect();
    let place = error.span.id().zip(job.range(error.span)).and_then(|(id, range)| {
        let source = job.source(id).ok()?;
        let line = source.text().get(..range.start)?.matches('\n').count() + 1;
        Some(format!(" ({}:{line})", id.get().vpath().get_without_slash()))
    });
    format!("{}{hints}{}", error.message, place.unwrap_or_default())
}

fn file_id(path: &str) -> FileId {
    let inside = VirtualPath::new(path).unwrap_or_else(|_| VirtualPath::new("/").expect("the root is a path"));
    RootedPath::new(VirtualRoot::Project, inside).intern()
}

fn datetime(day: &str) -> Option<Datetime> {
    let day = date::parse(day)?;
    Datetime::from_ymd(day.year().into(), day.month().unsigned_abs(), day.day().unsigned_abs())
}

/// On which page each block stands, by the name that the templates mark it with: `{"0.3":2}`.
fn marked(document: &PagedDocument) -> String {
    let mut pages = std::collections::BTreeMap::new();
    let introspector = document.introspector();
    let marks = Label::new(PicoStr::intern("daf-mark")).map(|label| introspector.query(&Selector::Label(label)));
    for mark in marks.unwrap_or_default() {
        let name = mark.to_packed::<MetadataElem>().and_then(|mark| mark.value.clone().cast::<String>().ok());
        let page = mark.location().and_then(|place| introspector.page(place));
        if let (Some(name), Some(page)) = (name, page) {
            pages.entry(name).or_insert(page.get());
        }
    }
    // Names and numbers cannot fail to be written.
    serde_json::to_string(&pages).unwrap_or_default()
}

/// Whether the last page has less than an eighth of its text.
fn is_nearly_empty(document: &PagedDocument) -> bool {
    let Some(last) = document.pages().last() else { return false };
    let high = last.frame.height();
    // The foot of a page, which every page has, stands in its last eleventh.
    let lowest = lowest_text(&last.frame, Abs::zero(), high * 10.0 / 11.0);
    lowest < high / 5.0
}

/// How far down text stands in a frame, above a limit.
fn lowest_text(frame: &Frame, above: Abs, limit: Abs) -> Abs {
    let lowest = frame.items().map(|(place, item)| match item {
        FrameItem::Group(group) => lowest_text(&group.frame, above + place.y, limit),
        FrameItem::Text(_) => above + place.y,
        _ => Abs::zero(),
    });
    lowest.filter(|at| *at < limit).fold(Abs::zero(), |a, b| if b > a { b } else { a })
}

/// A set sheet as it is kept: its pages in four bytes, then the PDF.
fn packed(set: &Set) -> Vec<u8> {
    [set.pages.to_le_bytes().as_slice(), &set.bytes].concat()
}

fn unpacked(kept: &[u8]) -> Option<Set> {
    let (pages, bytes) = kept.split_first_chunk::<4>()?;
    bytes.starts_with(b"%PDF-").then(|| Set { bytes: bytes.to_vec(), pages: u32::from_le_bytes(*pages) })
}

/// The engine's view of the world while one sheet is set.
struct Job<'a> {
    compiler: &'a PdfCompiler,
    main: FileId,
    /// Files of this sheet alone.
    files: Vec<(FileId, Bytes)>,
}

impl World for Job<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.compiler.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.compiler.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.compiler.sources.get(&id).cloned().ok_or_else(|| absent(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if let Some((_, bytes)) = self.files.iter().find(|(own, _)| *own == id) {
            return Ok(bytes.clone());
        }
        self.compiler.files.get(&id).cloned().ok_or_else(|| absent(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.compiler.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn absent(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}
