//! Reads a PDF back: its catalog, pages, fonts, outline, every string in it, and its structure with the words of each element.
//!
//! The reader is the one that the engine itself opens PDFs with, so that no test brings another. It checks nothing: what must
//! hold stands in `sheets.rs`. Knows as much of PDF as the sheets use: fonts of two-byte codes with a `ToUnicode` map.

use std::collections::BTreeMap;

use hayro_syntax::Pdf;
use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Number, ObjRef, Object, Stream, String as Chars};

/// How deep a structure may be; a loop in a broken file ends here.
const DEEPEST: usize = 100;

/// A PDF, read.
#[derive(Debug)]
pub(crate) struct Paper {
    /// The catalog says that it is tagged.
    pub(crate) marked: bool,
    /// The language of the whole.
    pub(crate) lang: String,
    /// Whether the title is shown in place of the file's name.
    pub(crate) shows_title: bool,
    /// The XMP packet.
    pub(crate) xmp: String,
    /// The title among the document's properties.
    pub(crate) title: String,
    /// The outline: level from 1, and title.
    pub(crate) outline: Vec<(usize, String)>,
    /// Whether files are embedded.
    pub(crate) attachments: bool,
    /// The pages.
    pub(crate) pages: Vec<Page>,
    /// Each font once.
    pub(crate) fonts: Vec<Font>,
    /// The root of the structure; `None` in a PDF that is not tagged.
    pub(crate) tree: Option<Element>,
    /// Every string of every object, and what an uncompressed stream says that is neither a font nor a page.
    pub(crate) strings: Vec<String>,
}

/// A page.
#[derive(Debug)]
pub(crate) struct Page {
    /// Width and height in points.
    pub(crate) size: (f32, f32),
    /// Whether the keyboard goes through it in the order of the structure.
    pub(crate) tabs_by_structure: bool,
    /// Whether its content is tied to the structure.
    pub(crate) has_struct_parents: bool,
    /// The words of its marked content, by number.
    pub(crate) words: BTreeMap<i64, Words>,
    /// Words that stand outside the structure: heads and feet.
    pub(crate) artifacts: String,
}

/// Words of one piece of marked content.
#[derive(Debug, Clone, Default)]
pub(crate) struct Words {
    /// As they are read.
    pub(crate) text: String,
    /// The language that the piece itself says.
    pub(crate) lang: Option<String>,
}

/// A font.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Font {
    /// Its name, with the tag of its subset.
    pub(crate) name: String,
    /// Whether its file is inside.
    pub(crate) embedded: bool,
    /// Whether its glyphs can be read as letters.
    pub(crate) readable: bool,
}

/// An element of the structure.
#[derive(Debug)]
pub(crate) struct Element {
    /// `H1`, `P`, `Figure` and so on.
    pub(crate) kind: String,
    /// Its own language.
    pub(crate) lang: Option<String>,
    /// What is said for those who do not see it.
    pub(crate) alt: Option<String>,
    /// What is in it, in reading order.
    pub(crate) kids: Vec<Kid>,
}

/// Something in an element.
#[derive(Debug)]
pub(crate) enum Kid {
    /// A smaller element.
    Element(Element),
    /// Words on a page.
    Words(Words),
}

/// Words with the language that they are in, from themselves or from what they stand in.
pub(crate) type Run = (String, String);

impl Element {
    /// Goes through this element and all in it, each before what it holds.
    pub(crate) fn walk<'a>(&'a self, see: &mut impl FnMut(&'a Element)) {
        see(self);
        for kid in &self.kids {
            if let Kid::Element(inner) = kid {
                inner.walk(see);
            }
        }
    }

    /// All elements of a kind.
    pub(crate) fn all(&self, kind: &str) -> Vec<&Element> {
        let mut found = Vec::new();
        self.walk(&mut |element| {
            if element.kind == kind {
                found.push(element);
            }
        });
        found
    }

    /// The words in reading order, each run with its language.
    pub(crate) fn runs(&self, lang: &str) -> Vec<Run> {
        let lang = self.lang.as_deref().unwrap_or(lang);
        let mut all = Vec::new();
        for kid in &self.kids {
            match kid {
                Kid::Element(inner) => all.extend(inner.runs(lang)),
                Kid::Words(words) => {
                    all.push((words.lang.clone().unwrap_or_else(|| lang.to_owned()), words.text.clone()));
                }
            }
        }
        all
    }

    /// The words in reading order.
    pub(crate) fn text(&self) -> String {
        self.runs("").into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(" ")
    }
}

impl Paper {
    /// Reads a PDF.
    #[track_caller]
    pub(crate) fn read(bytes: &[u8]) -> Paper {
        let pdf = Pdf::new(bytes.to_vec()).expect("it is a PDF");
        let catalog: Dict<'_> = pdf.xref().get(pdf.xref().root_id()).expect("it has a catalog");
        let inner = |dict: &Dict<'_>, key: &str, flag: &str| {
            dict.get::<Dict<'_>>(key).and_then(|inner| inner.get::<bool>(flag)).unwrap_or(false)
        };
        let mut numbers = BTreeMap::new();
        let mut pages = Vec::new();
        let mut fonts = Vec::new();
        for (number, page) in pdf.pages().iter().enumerate() {
            let dict = page.raw();
            if let Some(id) = dict.obj_id() {
                numbers.insert(ObjRef::from(id).obj_number, number);
            }
            let (width, height) = page.render_dimensions();
            let mut reader = Reader::default();
            let resources = dict.get::<Dict<'_>>("Resources").unwrap_or_default();
            reader.content(page.page_stream().unwrap_or_default(), &resources, 0);
            fonts.extend(reader.fonts);
            pages.push(Page {
                size: (width, height),
                tabs_by_structure: name_in(dict, "Tabs").as_deref() == Some("S"),
                has_struct_parents: dict.get::<Number>("StructParents").is_some(),
                words: reader.words,
                artifacts: reader.artifacts,
            });
        }
        fonts.sort();
        fonts.dedup();
        let xmp =
            catalog.get::<Stream<'_>>("Metadata").and_then(|stream| stream.decoded().ok().map(|data| data.to_vec()));
        let mut outline = Vec::new();
        if let Some(root) = catalog.get::<Dict<'_>>("Outlines") {
            outline_of(&root, 1, &mut outline);
        }
        let tree = catalog.get::<Dict<'_>>("StructTreeRoot").map(|root| {
            let mut at = Structure { numbers: &numbers, pages: &pages, roles: root.get("RoleMap").unwrap_or_default() };
            Element { kind: "Root".to_owned(), lang: None, alt: None, kids: at.kids(&root, None, 0) }
        });
        let mut strings = Vec::new();
        for object in pdf.objects() {
            gather(&object, &mut strings, 0);
        }
        let title = pdf.metadata().title.as_deref().map(string).unwrap_or_default();
        Paper {
            marked: inner(&catalog, "MarkInfo", "Marked"),
            lang: catalog.get::<Chars<'_>>("Lang").map(|lang| string(&lang)).unwrap_or_default(),
            shows_title: inner(&catalog, "ViewerPreferences", "DisplayDocTitle"),
            xmp: String::from_utf8_lossy(&xmp.unwrap_or_default()).into_owned(),
            title,
            outline,
            attachments: catalog.contains_key("AF")
                || catalog.get::<Dict<'_>>("Names").is_some_and(|names| names.contains_key("EmbeddedFiles")),
            pages,
            fonts,
            tree,
            strings,
        }
    }

    /// The words of the structure in reading order, each run with its language.
    pub(crate) fn runs(&self) -> Vec<Run> {
        self.tree.as_ref().map(|tree| tree.runs(&self.lang)).unwrap_or_default()
    }

    /// Everything that the file says anywhere: on its pages, in its structure, its outline, its properties.
    pub(crate) fn everything(&self) -> String {
        let mut all: Vec<&str> = self.strings.iter().map(String::as_str).collect();
        all.extend([self.xmp.as_str(), self.title.as_str()]);
        all.extend(self.outline.iter().map(|(_, title)| title.as_str()));
        for page in &self.pages {
            all.push(&page.artifacts);
            all.extend(page.words.values().map(|words| words.text.as_str()));
        }
        all.join("\n")
    }
}

/// A string of PDF: UTF-16 with its mark, UTF-8 with its mark, or one byte for a letter.
fn string(bytes: &[u8]) -> String {
    if let Some(rest) = bytes.strip_prefix(&[0xfe, 0xff]) {
        return utf16(rest);
    }
    let plain = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    String::from_utf8(plain.to_vec()).unwrap_or_else(|_| plain.iter().map(|byte| char::from(*byte)).collect())
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

fn name_in(dict: &Dict<'_>, key: &str) -> Option<String> {
    dict.get::<Name<'_>>(key).map(|name| name.as_str().to_owned())
}

fn string_in(dict: &Dict<'_>, key: &str) -> Option<String> {
    dict.get::<Chars<'_>>(key).map(|chars| string(&chars))
}

fn outline_of(parent: &Dict<'_>, level: usize, out: &mut Vec<(usize, String)>) {
    let mut next = parent.get::<Dict<'_>>("First");
    while let (Some(item), true) = (next, level < DEEPEST) {
        out.push((level, string_in(&item, "Title").unwrap_or_default()));
        outline_of(&item, level + 1, out);
        next = item.get("Next");
    }
}

/// Every string of an object; what it refers to is an object of its own.
fn gather(object: &Object<'_>, out: &mut Vec<String>, depth: usize) {
    if depth > DEEPEST {
        return;
    }
    match object {
        Object::String(chars) => out.push(string(chars)),
        Object::Array(array) => {
            for item in array.raw_iter() {
                if let MaybeRef::NotRef(item) = item {
                    gather(&item, out, depth + 1);
                }
            }
        }
        Object::Dict(dict) => gather_dict(dict, out, depth),
        Object::Stream(stream) => {
            gather_dict(stream.dict(), out, depth);
            if let (true, Ok(data)) = (stream.dict().contains_key("Type"), stream.decoded()) {
                out.push(String::from_utf8_lossy(&data).into_owned());
            }
        }
        Object::Null(_) | Object::Boolean(_) | Object::Number(_) | Object::Name(_) => {}
    }
}

fn gather_dict(dict: &Dict<'_>, out: &mut Vec<String>, depth: usize) {
    for (_, value) in dict.entries() {
        if let MaybeRef::NotRef(value) = value {
            gather(&value, out, depth + 1);
        }
    }
}

/// Reads the structure.
struct Structure<'s, 'a> {
    /// Pages by the number of their objects.
    numbers: &'s BTreeMap<i32, usize>,
    pages: &'s [Page],
    /// What kinds of a writer's own stand for.
    roles: Dict<'a>,
}

impl<'a> Structure<'_, 'a> {
    fn kids(&mut self, dict: &Dict<'a>, page: Option<usize>, depth: usize) -> Vec<Kid> {
        let page = dict.get_ref("Pg").and_then(|page| self.numbers.get(&page.obj_number).copied()).or(page);
        let mut kids = Vec::new();
        if depth < DEEPEST
            && let Some(value) = dict.get::<Object<'a>>("K")
        {
            self.kid(value, page, depth, &mut kids);
        }
        kids
    }

    fn kid(&mut self, value: Object<'a>, page: Option<usize>, depth: usize, out: &mut Vec<Kid>) {
        match value {
            Object::Array(array) => {
                let items: Vec<Object<'a>> = items(&array);
                items.into_iter().for_each(|item| self.kid(item, page, depth, out));
            }
            Object::Number(number) => out.extend(self.words(number, page)),
            Object::Dict(dict) => match name_in(&dict, "Type").as_deref() {
                Some("MCR") => {
                    let page = dict.get_ref("Pg").and_then(|page| self.numbers.get(&page.obj_number).copied()).or(page);
                    out.extend(dict.get::<Number>("MCID").and_then(|number| self.words(number, page)));
                }
                // An annotation, which says nothing.
                Some("OBJR") => {}
                _ => {
                    let own = name_in(&dict, "S").unwrap_or_default();
                    let kind = name_in(&self.roles, &own).unwrap_or(own);
                    let kids = self.kids(&dict, page, depth + 1);
                    let (lang, alt) = (string_in(&dict, "Lang"), string_in(&dict, "Alt"));
                    out.push(Kid::Element(Element { kind, lang, alt, kids }));
                }
            },
            Object::Null(_) | Object::Boolean(_) | Object::Name(_) | Object::String(_) | Object::Stream(_) => {}
        }
    }

    fn words(&self, number: Number, page: Option<usize>) -> Option<Kid> {
        let words = self.pages.get(page?)?.words.get(&number.as_i64())?;
        Some(Kid::Words(words.clone()))
    }
}

fn items<'a>(array: &Array<'a>) -> Vec<Object<'a>> {
    array.iter::<Object<'a>>().collect()
}

/// Reads the words of a page.
#[derive(Default)]
struct Reader {
    words: BTreeMap<i64, Words>,
    artifacts: String,
    fonts: Vec<Font>,
    /// What is open: the number of marked content, an artifact, words said in place of glyphs, or none of these.
    open: Vec<Mark>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Content(i64),
    Artifact,
    Instead,
    Other,
}

impl Reader {
    fn say(&mut self, text: &str) {
        if self.open.contains(&Mark::Instead) {
            return;
        }
        let number = self.open.iter().rev().find_map(|mark| match mark {
            Mark::Content(number) => Some(*number),
            Mark::Artifact | Mark::Instead | Mark::Other => None,
        });
        match number {
            Some(number) => self.words.entry(number).or_default().text.push_str(text),
            None => self.artifacts.push_str(text),
        }
    }

    fn begin(&mut self, tag: Option<&Object<'_>>, properties: Option<Dict<'_>>) {
        let is_artifact = matches!(tag, Some(Object::Name(name)) if name.as_str() == "Artifact");
        let Some(properties) = properties else {
            self.open.push(if is_artifact { Mark::Artifact } else { Mark::Other });
            return;
        };
        let instead = string_in(&properties, "ActualText");
        match properties.get::<Number>("MCID") {
            Some(number) => {
                let lang = string_in(&properties, "Lang");
                self.words.entry(number.as_i64()).or_default().lang = lang;
                self.open.push(Mark::Content(number.as_i64()));
            }
            None if is_artifact => self.open.push(Mark::Artifact),
            None => match instead {
                Some(text) => {
                    self.say(&text);
                    self.open.push(Mark::Instead);
                }
                None => self.open.push(Mark::Other),
            },
        }
    }

    fn content(&mut self, data: &[u8], resources: &Dict<'_>, depth: usize) {
        let fonts = resources.get::<Dict<'_>>("Font").unwrap_or_default();
        let mut maps: BTreeMap<String, Letters> = BTreeMap::new();
        let mut font = String::new();
        let mut operations = UntypedIter::new(data);
        while let Some(operation) = operations.next() {
            let operands: Vec<&Object<'_>> = operation.operands().collect();
            let operator: &[u8] = operation.operator;
            match operator {
                b"Tf" => {
                    if let Some(Object::Name(name)) = operands.first() {
                        font = name.as_str().to_owned();
                        if let (false, Some(dict)) = (maps.contains_key(&font), fonts.get::<Dict<'_>>(name)) {
                            self.fonts.push(font_of(&dict));
                            maps.insert(font.clone(), Letters::of(&dict));
                        }
                    }
                }
                b"Tj" | b"TJ" | b"'" | b"\"" => {
                    let Some(map) = maps.get(&font) else { continue };
                    let mut text = String::new();
                    for operand in operands {
                        match operand {
                            Object::String(codes) => map.read(codes, &mut text),
                            Object::Array(array) => {
                                for item in items(array) {
                                    if let Object::String(codes) = item {
                                        map.read(&codes, &mut text);
                                    }
                                }
                            }
                            _ => {}
                        }
                    }
                    self.say(&text);
                }
                b"BMC" => self.begin(operands.first().copied(), None),
                b"BDC" => {
                    let properties = match operands.get(1) {
                        Some(Object::Dict(dict)) => Some(dict.clone()),
                        Some(Object::Name(name)) => {
                            resources.get::<Dict<'_>>("Properties").and_then(|named| named.get::<Dict<'_>>(name))
                        }
                        _ => None,
                    };
                    self.begin(operands.first().copied(), properties);
                }
                b"EMC" => {
                    self.open.pop();
                }
                b"Do" if depth < 8 => {
                    let Some(Object::Name(name)) = operands.first() else { continue };
                    let form = resources.get::<Dict<'_>>("XObject").and_then(|named| named.get::<Stream<'_>>(name));
                    let Some(form) = form.filter(|form| name_in(form.dict(), "Subtype").as_deref() == Some("Form"))
                    else {
                        continue;
                    };
                    if let Ok(data) = form.decoded() {
                        let inner = form.dict().get::<Dict<'_>>("Resources").unwrap_or_default();
                        self.content(&data, &inner, depth + 1);
                    }
                }
                _ => {}
            }
        }
    }
}

fn font_of(dict: &Dict<'_>) -> Font {
    let inner = dict.get::<Array<'_>>("DescendantFonts").and_then(|list| list.iter::<Dict<'_>>().next());
    let described = inner.as_ref().unwrap_or(dict).get::<Dict<'_>>("FontDescriptor").unwrap_or_default();
    Font {
        name: name_in(dict, "BaseFont").unwrap_or_default(),
        embedded: ["FontFile", "FontFile2", "FontFile3"].iter().any(|key| described.contains_key(key)),
        readable: dict.contains_key("ToUnicode"),
    }
}

/// What the codes of a font say.
#[derive(Default)]
struct Letters(BTreeMap<u16, String>);

impl Letters {
    fn of(font: &Dict<'_>) -> Letters {
        let map =
            font.get::<Stream<'_>>("ToUnicode").and_then(|stream| stream.decoded().ok().map(|data| data.to_vec()));
        let text = String::from_utf8_lossy(&map.unwrap_or_default()).into_owned();
        let mut letters = Letters::default();
        for (section, ranges) in sections(&text) {
            let words: Vec<Vec<u8>> = hexadecimals(section);
            let step = if ranges { 3 } else { 2 };
            for entry in words.chunks_exact(step) {
                let (Some(first), Some(last)) = (code(&entry[0]), code(&entry[step - 2])) else { continue };
                for (further, at) in (first..=last).enumerate() {
                    let mut to = utf16(&entry[step - 1]);
                    if let (1.., Some(c)) = (further, to.pop()) {
                        let next = u32::from(c) + u32::try_from(further).unwrap_or_default();
                        to.extend(char::from_u32(next));
                    } else {
                        to = utf16(&entry[step - 1]);
                    }
                    letters.0.insert(at, to);
                }
            }
        }
        letters
    }

    fn read(&self, codes: &[u8], out: &mut String) {
        for pair in codes.chunks_exact(2) {
            if let Some(text) = self.0.get(&u16::from_be_bytes([pair[0], pair[1]])) {
                out.push_str(text);
            }
        }
    }
}

fn code(bytes: &[u8]) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.try_into().ok()?))
}

/// The parts of a character map that tie codes to letters, and whether they do so by ranges.
fn sections(text: &str) -> Vec<(&str, bool)> {
    let mut found = Vec::new();
    for (begin, end, ranges) in [("beginbfchar", "endbfchar", false), ("beginbfrange", "endbfrange", true)] {
        for part in text.split(begin).skip(1) {
            found.push((part.split(end).next().unwrap_or_default(), ranges));
        }
    }
    found
}

fn hexadecimals(text: &str) -> Vec<Vec<u8>> {
    let words = text.split('<').skip(1).filter_map(|part| part.split('>').next());
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap_or("0"), 16).unwrap_or_default();
    words.map(|word| word.as_bytes().chunks_exact(2).map(byte).collect()).collect()
}
