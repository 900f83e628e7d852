//! A curriculum made of the field table and of the list of blocks, with a word of its own in each place where words may stand.
//!
//! A field, a block or a kind of file that is new has its words here by itself; where no word can stand in it by itself,
//! making the curriculum fails and says so. Builds nothing and judges nothing.

use std::collections::BTreeMap;

use daf::schema::FILES;
use daf::source::{SourceSet, VPath};
use daf::syntax::lesson::{HandoutFor, VariantFor};
use daf::syntax::shape::{Either, Field, Items, Kind, Rest, Seen, Shape};
use serde_json::{Map, Value, json};

/// A word that stands in one place.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    /// The word.
    pub(crate) word: String,
    /// The place: file, field and what stands in it.
    pub(crate) place: String,
    /// Who is shown it.
    pub(crate) seen: Seen,
}

/// Which of two curricula it is, which differ in facilitators' words and numbers alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Said {
    /// The first.
    Once,
    /// The second.
    Otherwise,
}

/// A curriculum with a mark in each place.
pub(crate) struct Planted {
    /// Every mark, by its word.
    pub(crate) marks: BTreeMap<String, Mark>,
    files: BTreeMap<String, Vec<u8>>,
}

/// The first letters of a mark.
const BEGINS: &str = "qxzj";
/// The same of facilitators' marks in the second curriculum.
const BEGINS_OTHERWISE: &str = "qxzk";
/// The letters of the rest: no vowel, so that no rule for English words takes an end away, and no letter that ends a form.
const LETTERS: &[u8; 16] = b"bcfghklmnpqrtvwx";
/// How many of them.
const LENGTH: u32 = 4;

/// The marks that stand in a text.
pub(crate) fn marks_in(text: &str) -> impl Iterator<Item = &str> {
    let whole = BEGINS.len() + LENGTH as usize;
    let starts = [BEGINS, BEGINS_OTHERWISE].into_iter().flat_map(|begin| text.match_indices(begin));
    starts.filter_map(move |(at, _)| text.get(at..at + whole))
}

impl Planted {
    /// Makes it. `facilitator` is what `daf.yaml` says of facilitators' pages.
    pub(crate) fn new(facilitator: &str, said: Said) -> Planted {
        let mut maker = Maker {
            planted: Planted { marks: BTreeMap::new(), files: BTreeMap::new() },
            said,
            ids: BTreeMap::new(),
            folder: "",
            translates: false,
        };
        for file in FILES {
            maker.files(file.name, file.shape, facilitator);
        }
        maker.planted
    }

    /// Its files.
    pub(crate) fn sources(&self) -> SourceSet {
        let files = self.files.iter();
        SourceSet::new(files.map(|(path, bytes)| (VPath::new(path).expect("the path is a good one"), bytes.clone())))
    }
}

/// Puts marks into files.
struct Maker {
    planted: Planted,
    said: Said,
    /// The first id in each shape, for what names it.
    ids: BTreeMap<&'static str, String>,
    /// The folder of the file that is made.
    folder: &'static str,
    /// Whether the file is a translation, which takes its ids from the original.
    translates: bool,
}

/// What a field holds that takes more than any word.
enum Particular {
    /// Nothing: another field stands for it, or it holds no words.
    Absent,
    /// This.
    Is(Value),
    /// A mark between two texts.
    Around(&'static str, &'static str),
    /// The id of the first entry of a shape.
    IdOf(&'static str),
    /// An image beside the file, named by a mark and with another inside.
    Image,
}

/// Fields that take more than any word. A new one of these makes the build fail.
fn particular(shape: &str, field: &str) -> Option<Particular> {
    use Particular::{Absent, Around, IdOf, Image, Is};
    let found = match (shape, field) {
        ("config", "facilitator" | "theme" | "print" | "diagnostics" | "hebrew") => Absent,
        ("config", "base_url") => Is(json!("https://example.org/site")),
        ("config", "language") | (_, "lang") => Is(json!("en")),
        ("config", "languages") => Is(json!(["en", "he"])),
        // A space is one of these; the table holds words.
        ("space", "lines" | "box" | "grid" | "height" | "chart") | ("packet", "options") => Absent,
        ("packet", "items") => Is(json!(["all", {"lesson": "all", "kind": "source-sheet"}, {"text": "shared"}])),
        ("menu-entry", "to") => Around("https://", ".example.org/"),
        (_, "license") => Around("Copyright ", ""),
        (_, "ref") => Is(json!("Pirkei Avot 5:22")),
        (_, "aliases") => Around("/", "/"),
        (_, "requires") => Is(json!("other")),
        (_, "see") => Is(json!("other-term")),
        ("packet", "cover") => Absent,
        (_, "cover" | "logo") => Image,
        ("prompt" | "exercise", "text") => IdOf("text-entry"),
        ("prompt" | "exercise", "objective") => IdOf("objective"),
        _ => return None,
    };
    Some(found)
}

/// Fields that a mapping has beside what its shape asks for.
#[derive(Debug, Clone, Copy)]
enum Which {
    /// All but these.
    Without(&'static [&'static str]),
    /// These alone, and those that have to be there.
    Only(&'static [&'static str]),
}

impl Which {
    fn has(self, field: &Field) -> bool {
        match self {
            Which::Without(names) => !names.contains(&field.name),
            Which::Only(names) => names.contains(&field.name) || field.is_required,
        }
    }
}

/// What stands for words by language among names of fields.
const LANGUAGES: &str = "words by language";
/// An alias of another field: the same words stand under the other name in another file.
const ALIASES: &[&str] = &["description", "weight"];

impl Maker {
    /// The files of a kind; a new kind has to be named here.
    fn files(&mut self, kind: &str, shape: &'static Shape, facilitator: &str) {
        match kind {
            "config" => self.config(shape, facilitator),
            "home" => {
                self.page("", "index.md", shape, Which::Without(ALIASES));
                self.translation("", "index.he.md", shape);
                self.translation("unit/", "unit/_index.he.md", shape);
            }
            "unit" => {
                self.page("unit/", "unit/_index.md", shape, Which::Without(&["description", "weight", "slug"]));
            }
            "lesson" => self.lessons(shape),
            "translation" => self.translation("unit/", "unit/01-all.he.md", shape),
            "text" => self.texts(shape),
            "glossary" => self.glossary(shape),
            "packet" => {
                let packet = self.mapping(shape, "packets/all.yaml", Seen::Everybody, Which::Without(&[]));
                self.put("packets/all.yaml", packet.to_string());
            }
            kind => panic!("say where a file of the kind `{kind}` stands"),
        }
    }

    fn put(&mut self, path: &str, content: impl Into<Vec<u8>>) {
        let before = self.planted.files.insert(path.to_owned(), content.into());
        assert!(before.is_none(), "{path} is made twice");
    }

    fn config(&mut self, shape: &'static Shape, facilitator: &str) {
        self.folder = "";
        let mut config = self.mapping(shape, "daf.yaml", Seen::Everybody, Which::Without(&[]));
        config["facilitator"] = json!(facilitator);
        let words = self.mark("daf.yaml > words", Seen::Everybody);
        config["words"] = json!({"glossary": words});
        self.put("daf.yaml", config.to_string());
    }

    fn lessons(&mut self, shape: &'static Shape) {
        self.folder = "unit/";
        let front =
            self.mapping(shape, "unit/01-all.md", Seen::Everybody, Which::Without(&["description", "weight", "id"]));
        let body = self.lesson_body("unit/01-all.md");
        self.put("unit/01-all.md", page(&front, &body));
        let mut front = self.mapping(shape, "unit/02-other.md", Seen::Everybody, Which::Only(&["description"]));
        front["id"] = json!("other");
        self.put("unit/02-other.md", page(&front, ""));
    }

    fn texts(&mut self, shape: &'static Shape) {
        const WHOLE: Which = Which::Without(&["segments", "id", "title"]);
        const PIECES: Which = Which::Without(&["context", "id", "ref", "transliteration", LANGUAGES]);
        self.folder = "texts/";
        let front = self.mapping(shape, "texts/shared.md", Seen::Everybody, WHOLE);
        self.put("texts/shared.md", page(&front, ""));
        self.page("texts/", "texts/pieces.md", shape, PIECES);
    }

    fn glossary(&mut self, shape: &'static Shape) {
        self.folder = "";
        let term = self.mapping(shape, "glossary.yaml", Seen::Everybody, Which::Without(&[]));
        let other = json!({"id": "other-term", "term": "other", "definition": "Another."});
        self.put("glossary.yaml", json!([term, other]).to_string());
    }

    /// A page that is no lesson: each block stands once in its body.
    fn page(&mut self, folder: &'static str, path: &str, shape: &'static Shape, which: Which) {
        self.folder = folder;
        let front = self.mapping(shape, path, Seen::Everybody, which);
        let body = self.plain_body(path);
        self.put(path, page(&front, &body));
    }

    fn translation(&mut self, folder: &'static str, path: &str, shape: &'static Shape) {
        self.folder = folder;
        self.translates = true;
        const FIXED: Which =
            Which::Without(&["description", "weight", "id", "slug", "order", "minutes", "requires", "aliases"]);
        let front = self.mapping(shape, path, Seen::Everybody, FIXED);
        self.translates = false;
        self.put(path, page(&front, ""));
    }

    /// A mark for a place.
    fn mark(&mut self, place: &str, seen: Seen) -> String {
        let begin = match (self.said, seen) {
            (Said::Otherwise, Seen::Facilitators) => BEGINS_OTHERWISE,
            _ => BEGINS,
        };
        let mut number = self.planted.marks.len();
        let mut word = begin.to_owned();
        for _ in 0..LENGTH {
            word.push(char::from(LETTERS[number % LETTERS.len()]));
            number /= LETTERS.len();
        }
        assert_eq!(number, 0, "there are more places than marks");
        self.planted.marks.insert(word.clone(), Mark { word: word.clone(), place: place.to_owned(), seen });
        word
    }

    /// A mapping with a mark in each of its fields.
    fn mapping(&mut self, shape: &'static Shape, place: &str, seen: Seen, which: Which) -> Value {
        let mut map = Map::new();
        for field in shape.fields().filter(|field| which.has(field)) {
            let at = format!("{place} > {}", field.name);
            if let Some(value) = self.value(shape, field, &at, field.seen.inside(seen)) {
                map.insert(field.name.to_owned(), value);
            }
        }
        let by_language = match which {
            Which::Without(names) => !names.contains(&LANGUAGES),
            Which::Only(_) => false,
        };
        if shape.rest == Rest::Languages && by_language {
            for (lang, before) in [("en", ""), ("he", "שלום ")] {
                let word = self.mark(&format!("{place} > {lang}"), seen);
                map.insert(lang.to_owned(), json!(format!("{before}{word}")));
            }
        }
        if shape.rest != Rest::Messages {
            let word = self.mark(&format!("{place} > extra"), Seen::Nobody);
            map.insert("extra".to_owned(), json!({"own": word}));
        }
        Value::Object(map)
    }

    fn value(&mut self, shape: &'static Shape, field: &Field, place: &str, seen: Seen) -> Option<Value> {
        match particular(shape.name, field.name) {
            Some(Particular::Absent) => None,
            Some(Particular::Is(value)) => Some(value),
            Some(Particular::Around(before, after)) => {
                Some(json!(format!("{before}{}{after}", self.mark(place, seen))))
            }
            Some(Particular::IdOf(of)) => Some(json!(self.ids.get(of)?)),
            Some(Particular::Image) => Some(json!(self.image(place, seen))),
            None => self.of_kind(shape, field, place, seen),
        }
    }

    fn of_kind(&mut self, shape: &'static Shape, field: &Field, place: &str, seen: Seen) -> Option<Value> {
        let value = match field.kind {
            Kind::Text => json!(self.mark(place, seen)),
            Kind::Markdown => json!(self.markdown(place, seen)),
            Kind::Id if self.translates => return None,
            Kind::Id => {
                let id = self.mark(place, seen);
                self.ids.entry(shape.name).or_insert_with(|| id.clone());
                json!(id)
            }
            Kind::Web | Kind::Site => json!(format!("https://{}.example.org/", self.mark(place, seen))),
            Kind::Date => json!("2026-02-03"),
            Kind::Language => json!("en"),
            Kind::Languages => json!(["en"]),
            Kind::Number | Kind::Range => json!(10),
            Kind::Length => json!("60mm"),
            Kind::Color | Kind::Switch | Kind::WordOrSwitch(_) => return None,
            Kind::Word(words) => json!(field.default.unwrap_or_else(|| words()[0])),
            Kind::Words(words) => json!(words()),
            Kind::Texts => json!([self.mark(place, seen), self.mark(place, seen)]),
            Kind::List(Items::Text) => json!([self.markdown(place, seen), self.markdown(place, seen)]),
            Kind::List(Items::Group(inner)) => Value::Array(self.entries(inner, place, seen)),
            Kind::List(Items::TextOrGroup(inner)) => {
                let first = if inner.name == "text-entry" { json!("shared") } else { json!(self.mark(place, seen)) };
                Value::Array(std::iter::once(first).chain(self.entries(inner, place, seen)).collect())
            }
            Kind::Group(inner) => self.mapping(inner, place, seen, Which::Without(&["segments"])),
            Kind::Own => json!({"room": self.mark(place, seen), "rows": [self.mark(place, seen)]}),
            Kind::Path => panic!("{place}: say what may stand here"),
        };
        Some(value)
    }

    /// The entries of a list: one with every field, or several where some fields exclude others.
    fn entries(&mut self, shape: &'static Shape, place: &str, seen: Seen) -> Vec<Value> {
        assert!(!matches!(shape.either, Either::One(_)), "{place}: say which fields stand in which entry");
        // A text is named by its reference or by its title, and has its words in one piece or in several.
        let pieces: &[Which] =
            &[Which::Without(&["segments", "title"]), Which::Without(&["ref", "transliteration", LANGUAGES])];
        let has_pieces = shape.fields().any(|field| field.name == "segments");
        let all: &[Which] = if has_pieces { pieces } else { &[Which::Without(&[])] };
        all.iter().map(|which| self.mapping(shape, place, seen, *which)).collect()
    }

    /// A text in Markdown, which leads to a file.
    fn markdown(&mut self, place: &str, seen: Seen) -> String {
        let word = self.mark(place, seen);
        format!("*{word}* [(a file)]({})", self.attachment(&format!("{place}, file"), seen))
    }

    /// The path of a new image beside the file.
    fn image(&mut self, place: &str, seen: Seen) -> String {
        let name = self.mark(&format!("{place}, its name"), seen);
        let inside = self.mark(&format!("{place}, its inside"), seen);
        let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'><desc>";
        self.put(&format!("{}{name}.svg", self.folder), format!("{svg}{inside}</desc></svg>"));
        format!("{name}.svg")
    }

    /// The path of a new file beside the file that is made.
    fn attachment(&mut self, place: &str, seen: Seen) -> String {
        let name = self.mark(&format!("{place}, its name"), seen);
        let inside = self.mark(&format!("{place}, its inside"), seen);
        self.put(&format!("{}{name}.txt", self.folder), inside);
        format!("{name}.txt")
    }
}

/// A file with front matter.
fn page(front: &Value, body: &str) -> String {
    format!("---\n{front}\n---\n\n{body}")
}

/// A block to be: its name, attributes, and who is shown what stands in it.
struct Form {
    name: &'static str,
    attributes: String,
    seen: Seen,
}

impl Form {
    /// What it is called in the names of places.
    fn label(&self) -> String {
        format!("{} {}", self.name, self.attributes).trim_end().to_owned()
    }

    /// Whether another block may stand in it.
    fn may_hold(&self, inner: &Form) -> bool {
        let words_alone = matches!(self.name, "text" | "objectives" | "questions" | "keypoints");
        let is_everybodys = inner.name == "text" && self.seen == Seen::Facilitators;
        !(words_alone || is_everybodys)
    }

    /// Whether it may stand in a page that is no lesson.
    fn is_plain(&self) -> bool {
        let fields = ["prompt", "exercise", "text", "challenge", "objectives", "questions", "keypoints"];
        !fields.contains(&self.name)
    }

    /// Whether it may have a title.
    fn is_titled(&self) -> bool {
        !matches!(self.name, "prompt" | "objectives" | "questions" | "keypoints")
    }
}

/// Where a block stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holder {
    /// In the body.
    Body,
    /// In an item of a list.
    Item,
    /// In the meaning of a word.
    Definition,
}

impl Maker {
    /// Every form of every block.
    fn forms(&self) -> Vec<Form> {
        let form = |name, attributes: String, seen| Form { name, attributes, seen };
        let mut forms = Vec::new();
        for (name, seen) in daf::syntax::blocks() {
            match name {
                "variant" => {
                    let minutes = if self.said == Said::Once { 12 } else { 13 };
                    let of = |kind: &VariantFor| format!("for={} minutes={minutes}", kind.word());
                    forms.extend(VariantFor::ALL.iter().map(|kind| form(name, of(kind), seen)));
                }
                "handout" => forms.extend(HandoutFor::ALL.iter().map(|kind| {
                    let seen = if *kind == HandoutFor::Role { Seen::Facilitators } else { seen };
                    form(name, format!("for={}", kind.word()), seen)
                })),
                _ => forms.push(form(name, String::new(), seen)),
            }
        }
        forms
    }

    /// The body of a lesson: each block in each place, and in each other block, under segments.
    fn lesson_body(&mut self, place: &str) -> String {
        let mut body = self.everything(&format!("{place} > lead"), Seen::Everybody);
        for form in self.forms() {
            let of = format!("{place} > {}", form.label());
            body.push_str(&self.segment(&of));
            for holder in [Holder::Body, Holder::Item, Holder::Definition] {
                body.push_str(&self.block(&form, holder, &of));
            }
            for inner in self.forms().into_iter().filter(|inner| form.may_hold(inner)) {
                body.push_str(&self.pair(&form, &inner, place));
            }
        }
        body
    }

    /// A block in a block.
    fn pair(&mut self, outer: &Form, inner: &Form, place: &str) -> String {
        let place = format!("{place} > {} in {}", inner.label(), outer.label());
        let block = self.bare_block(inner, &place, inner.seen.inside(outer.seen), false);
        format!(":::::{}[Outer]{{{}}}\nBefore.\n\n{block}:::::\n\n", outer.name, outer.attributes)
    }

    /// A body with each block once.
    fn plain_body(&mut self, place: &str) -> String {
        let mut body = self.everything(&format!("{place} > lead"), Seen::Everybody);
        for form in self.forms().into_iter().filter(Form::is_plain) {
            body.push_str(&self.block(&form, Holder::Body, &format!("{place} > {}", form.label())));
        }
        body
    }

    fn segment(&mut self, place: &str) -> String {
        let word = self.mark(&format!("{place} > heading of its segment"), Seen::Everybody);
        let cut = if self.said == Said::Once { "core=false cut=1" } else { "core=true" };
        format!("## {word} {{minutes=10 kind=opening {cut}}}\n\n")
    }

    fn block(&mut self, form: &Form, holder: Holder, place: &str) -> String {
        let place = format!("{place} in {holder:?}");
        let block = self.bare_block(form, &place, form.seen, holder == Holder::Body);
        match holder {
            Holder::Body => block,
            Holder::Item => format!("- Before.\n{}", indented(&block)),
            Holder::Definition => format!("Word\n: Before.\n{}", indented(&block)),
        }
    }

    /// A block that stands by itself.
    fn bare_block(&mut self, form: &Form, place: &str, seen: Seen, whole: bool) -> String {
        let title = if form.is_titled() { self.mark(&format!("{place}, title"), seen) } else { String::new() };
        let title = if title.is_empty() { title } else { format!("[{title}]") };
        let mut attributes = form.attributes.clone();
        for name in named_attributes(form.name) {
            let word = self.mark(&format!("{place}, {name}"), seen);
            attributes.push_str(&format!(" {name}=\"{word}\""));
        }
        let inside = match form.name {
            "text" => format!(
                "{}\n\nשלום {}\n\n",
                self.mark(&format!("{place}, translation"), seen),
                self.mark(&format!("{place}, original"), seen)
            ),
            "objectives" | "questions" | "keypoints" => format!("- {}\n", self.mark(&format!("{place}, item"), seen)),
            _ if whole => self.everything(place, seen),
            _ => format!("{}\n", self.mark(&format!("{place}, words"), seen)),
        };
        format!(":::{}{title}{{{attributes}}}\n{inside}:::\n\n", form.name)
    }

    /// One of everything that Markdown can say.
    fn everything(&mut self, place: &str, seen: Seen) -> String {
        let (image, shown) =
            (self.image(&format!("{place}, image"), seen), self.attachment(&format!("{place}, file"), seen));
        let mut word = |what: &str, seen| self.mark(&format!("{place}, {what}"), seen);
        // The file of a text can have none.
        let has_notes = !place.starts_with("texts/");
        let label = word("label of a footnote", Seen::Nobody);
        let inner = word("label of an inner footnote", Seen::Nobody);
        let mut parts = vec![
            format!("{} *{}*", word("words", seen), word("stress", seen)),
            format!("### {}", word("heading", seen)),
            format!("- {}\n  - {}", word("item", seen), word("inner item", seen)),
            format!("1. {}\n2. [ ] {}", word("step", seen), word("task", seen)),
            format!("> {}", word("quotation", seen)),
            format!("> [!NOTE]\n> {}", word("alert", seen)),
            format!("| {} |\n| --- |\n| {} |", word("head of a table", seen), word("cell", seen)),
            format!("```\n{}\n```", word("code", seen)),
            format!("{}\n: {}", word("defined word", seen), word("meaning", seen)),
            format!("![{}]({image} \"{}\")", word("image's words", seen), word("image's title", seen)),
            format!("[{}]({shown})", word("link to a file", seen)),
            format!("[{}](https://{}.example.org/)", word("link", seen), word("address", seen)),
        ];
        if has_notes {
            parts[0].push_str(&format!("[^{label}]"));
            parts.push(format!("[^{label}]: {}[^{inner}]", word("footnote", seen)));
            parts.push(format!("[^{inner}]: {}", word("footnote of a footnote", seen)));
        }
        let mut all = parts.join("\n\n");
        all.push_str("\n\n");
        all
    }
}

/// The attributes of a block that hold a writer's own words.
fn named_attributes(name: &str) -> &'static [&'static str] {
    match name {
        "prompt" | "exercise" | "challenge" => &["group"],
        "text" => &["author", "version", "translator", "year", "permission"],
        _ => &[],
    }
}

/// Lines, each after two spaces.
fn indented(lines: &str) -> String {
    let mut all = String::new();
    for line in lines.trim_end().lines() {
        all.push_str(format!("  {line}").trim_end());
        all.push('\n');
    }
    all.push('\n');
    all
}
