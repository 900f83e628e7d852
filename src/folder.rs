//! Which file of a curriculum folder is what, and all of them read: the parallel, file-by-file half of a build.
//!
//! Looks at names and hands each text to `syntax`. Resolves nothing between files, and touches no disk.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::{Diagnostics, make};
use crate::source::{FileContent, FileId, Source, SourceSet, VPath, same_name};
use crate::syntax::lesson::{Config, Document, Glossary, Packet, Refs};
use crate::syntax::{self, FileKind, Syntax};

/// A folder, read.
pub struct Folder {
    /// `daf.yaml`.
    pub config: Config,
    /// `index.md`.
    pub home: Option<Arc<Document>>,
    /// `_index.md` files, in order of path.
    pub units: Vec<Arc<Document>>,
    /// Lessons in order of path.
    pub lessons: Vec<Arc<Document>>,
    /// Files in `texts/` in order of path.
    pub texts: Vec<Arc<Document>>,
    /// `glossary.yaml`.
    pub glossary: Option<Glossary>,
    /// `packets/*.yaml` in order of path.
    pub packets: Vec<Packet>,
    /// Translations: the language, and the document, with the original's path. Their tables begin with the original's.
    pub translations: BTreeMap<VPath, Vec<(String, Arc<Document>)>>,
    /// Files that pages may show or link to: path and place in the source set.
    pub files: BTreeMap<VPath, FileId>,
    /// Texts and packets that could not be read because of an error that was reported, and files whose names keep them from it: whatever names something that may stand in
    /// them is no second mistake. What documents and the glossary lack stands with them (`Lost`).
    pub unread: Vec<VPath>,
}

/// What a file is, by its path alone.
#[derive(Debug, Clone, PartialEq, Eq)]
enum FileRole {
    Config,
    Glossary,
    Packet,
    Markdown(FileKind),
    /// A file of the curriculum's own theme: not content.
    Theme,
    /// Anything else: may be shown or linked to.
    File,
    /// Named so that it is never a page.
    Hidden,
}

/// Documents that were read before, for those whose file stays as it was.
#[derive(Default)]
pub struct DocumentCache {
    kept: BTreeMap<FileId, CachedDocument>,
}

/// A document, and all that it was read from.
struct CachedDocument {
    content: FileContent,
    kind: FileKind,
    syntax: Syntax,
    /// The original of a translation, whose tables its own begin with.
    original: Option<Arc<Document>>,
    read: ParsedDocument,
}

/// What a file says, and what is wrong with it.
#[derive(Clone)]
struct ParsedDocument {
    document: Arc<Document>,
    mistakes: Diagnostics,
}

impl DocumentCache {
    /// What was read from the same words in the same way.
    fn recall(&self, request: &DocumentRequest<'_>) -> Option<ParsedDocument> {
        let kept = self.kept.get(&request.id)?;
        let original = match (&kept.original, request.original) {
            (Some(kept), Some(request)) => Arc::ptr_eq(kept, request),
            (kept, request) => kept.is_none() && request.is_none(),
        };
        let same = kept.kind == request.kind && kept.syntax == request.syntax && original;
        (same && kept.content.is(&request.source.content)).then(|| kept.read.clone())
    }

    /// Reads a lesson's file again that has no part in a translation: the document, and what is wrong with it. `None` where the file is gone.
    pub fn reread(
        &mut self,
        sources: &SourceSet,
        old: &Document,
        autolink: bool,
    ) -> Option<(Arc<Document>, Diagnostics)> {
        let source = sources.get(old.file)?;
        let raw_html = self.kept.get(&old.file).is_some_and(|kept| kept.syntax.raw_html);
        let syntax = Syntax { autolink, raw_html };
        let request = DocumentRequest { id: old.file, source, kind: FileKind::Lesson, syntax, original: None };
        let read = request.read();
        self.keep(&request, &read);
        Some((read.document, read.mistakes))
    }

    fn keep(&mut self, request: &DocumentRequest<'_>, read: &ParsedDocument) {
        let DocumentRequest { id, source, kind, syntax, original } = request;
        let (content, original) = (source.content.clone(), original.cloned());
        self.kept.insert(*id, CachedDocument { content, kind: *kind, syntax: *syntax, original, read: read.clone() });
    }
}

/// A document to be read.
struct DocumentRequest<'a> {
    id: FileId,
    source: &'a Source,
    kind: FileKind,
    syntax: Syntax,
    original: Option<&'a Arc<Document>>,
}

impl DocumentRequest<'_> {
    fn read(&self) -> ParsedDocument {
        let mut mistakes = Diagnostics::default();
        let (kind, refs) = match self.original {
            Some(original) => (FileKind::Translation, original.refs.clone()),
            None => (self.kind, Refs::default()),
        };
        let document = syntax::document(self.id, self.source, kind, self.kind, self.syntax, refs, &mut mistakes);
        ParsedDocument { document: Arc::new(document), mistakes }
    }
}

/// Reads documents in parallel, but for those that are remembered.
fn read_all(request: &[DocumentRequest<'_>], cache: Option<&mut DocumentCache>) -> Vec<ParsedDocument> {
    let known = cache.as_deref();
    let read: Vec<(ParsedDocument, bool)> = request
        .par_iter()
        .map(|request| match known.and_then(|cache| cache.recall(request)) {
            Some(read) => (read, false),
            None => (request.read(), true),
        })
        .collect();
    if let Some(cache) = cache {
        for (request, (read, _)) in request.iter().zip(&read).filter(|(_, (_, is_new))| *is_new) {
            cache.keep(request, read);
        }
    }
    read.into_iter().map(|(read, _)| read).collect()
}

/// Reads every file. `None` where there is no usable `daf.yaml`; the reason was reported.
pub fn read(sources: &SourceSet, folder: &str, sink: &mut Diagnostics) -> Option<Folder> {
    read_with(sources, folder, None, sink)
}

/// The same, with what was read before.
pub fn read_with(
    sources: &SourceSet,
    folder: &str,
    mut cache: Option<&mut DocumentCache>,
    sink: &mut Diagnostics,
) -> Option<Folder> {
    let Some(id) = sources.find("daf.yaml") else {
        sink.push(make::missing_config(folder));
        return None;
    };
    let config = syntax::config(id, sources.get(id)?, sink);
    let theme = config
        .as_ref()
        .and_then(|config| config.theme.as_ref())
        .map(|theme| same_name(&theme.value).into_owned())
        .unwrap_or_default();
    let syntax = Syntax {
        autolink: config.as_ref().is_none_or(|config| config.autolink),
        raw_html: config.as_ref().is_some_and(|config| config.raw_html),
    };
    for (first, twin) in sources.twins() {
        sink.push(make::same_names(first.path.as_written(), twin.path.as_written()));
    }
    let mut parted = Parted::default();
    let mut misnamed = Vec::new();
    for (id, source) in sources.iter() {
        let role = role(&source.path, theme.trim_matches('/'));
        misnamed.extend(near_miss(&source.path, sink));
        parted.put(role, id, source);
    }
    // Where `languages` could not be read, any file may be a translation into one of them.
    let languages =
        config.as_ref().filter(|config| !config.lost.lacks("languages")).map(|config| config.languages.clone());
    let translations = parted.part_translations(languages.as_deref(), sources, sink);
    let documents = parse(&parted.markdown, sources, syntax, cache.as_deref_mut(), sink);
    let glossary = parted.glossary.and_then(|id| Some(syntax::glossary(id, sources.get(id)?, syntax, sink)));
    let mut unread: Vec<FileId> = Vec::new();
    let mut packets = Vec::new();
    for &id in &parted.packets {
        match sources.get(id).and_then(|source| syntax::packet(id, source, sink)) {
            Some(packet) => packets.push(packet),
            None => unread.push(id),
        }
    }
    let texts = documents.iter().filter(|(kind, document)| *kind == FileKind::Text && document.front.texts.is_empty());
    unread.extend(texts.map(|(_, document)| document.file));
    let read: BTreeSet<FileId> = documents.iter().map(|(_, document)| document.file).collect();
    unread.extend(parted.markdown.iter().map(|(_, id)| *id).filter(|id| !read.contains(id)));
    let translations = translate(&translations, &documents, sources, syntax, cache, sink);
    let mut folder = Folder {
        config: config?,
        home: None,
        units: Vec::new(),
        lessons: Vec::new(),
        texts: Vec::new(),
        glossary,
        packets,
        translations,
        files: parted.files,
        unread: unread.into_iter().filter_map(|id| Some(sources.get(id)?.path.clone())).chain(misnamed).collect(),
    };
    for (kind, document) in documents {
        match kind {
            FileKind::Home => folder.home = Some(document),
            FileKind::Unit => folder.units.push(document),
            FileKind::Text => folder.texts.push(document),
            FileKind::Lesson | FileKind::Translation => folder.lessons.push(document),
        }
    }
    Some(folder)
}

#[derive(Default)]
struct Parted {
    markdown: Vec<(FileKind, FileId)>,
    glossary: Option<FileId>,
    packets: Vec<FileId>,
    files: BTreeMap<VPath, FileId>,
}

struct Translation {
    id: FileId,
    lang: String,
    original: VPath,
}

impl Parted {
    fn put(&mut self, role: FileRole, id: FileId, source: &Source) {
        match role {
            FileRole::Config | FileRole::Theme | FileRole::Hidden => {}
            FileRole::Glossary => self.glossary = Some(id),
            FileRole::Packet => self.packets.push(id),
            FileRole::Markdown(kind) => self.markdown.push((kind, id)),
            FileRole::File => drop(self.files.insert(source.path.clone(), id)),
        }
    }

    /// Takes the translations out of the Markdown files: `x.he.md` beside `x.md`.
    fn part_translations(
        &mut self,
        languages: Option<&[String]>,
        sources: &SourceSet,
        sink: &mut Diagnostics,
    ) -> Vec<Translation> {
        let mut found = Vec::new();
        // A language that is not listed is told once, whatever is written in it.
        let mut told: Vec<String> = Vec::new();
        self.markdown.retain(|&(_, id)| {
            let Some(source) = sources.get(id) else { return true };
            let Some((lang, original)) = translated(&source.path) else { return true };
            let has_original = sources.find(original.as_str()).is_some();
            let listed = match languages {
                Some(languages) => languages.iter().skip(1).any(|known| *known == lang),
                None => has_original,
            };
            match (listed, has_original) {
                (true, true) => found.push(Translation { id, lang, original }),
                (true, false) => sink.push(make::orphan_translation(source.path.as_str(), original.as_str())),
                (false, true) if told.contains(&lang) => {}
                (false, true) => {
                    sink.push(make::unlisted_language(source.path.as_str(), &lang));
                    told.push(lang);
                }
                (false, false) => return true,
            }
            false
        });
        found
    }
}

/// The language and the original of a file whose name ends in `.xx.md`.
fn translated(path: &VPath) -> Option<(String, VPath)> {
    let (stem, lang) = path.as_str().strip_suffix(".md")?.rsplit_once('.')?;
    let is_lang = matches!(lang.len(), 2 | 3) && lang.bytes().all(|b| b.is_ascii_lowercase());
    Some((is_lang.then(|| lang.to_owned())?, VPath::new(&format!("{stem}.md"))?))
}

fn role(path: &VPath, theme: &str) -> FileRole {
    let text = path.as_str();
    if text
        .split('/')
        .any(|part| part.starts_with('.') || (part.starts_with('_') && !is_unit_file(part)) || is_litter(part))
    {
        return FileRole::Hidden;
    }
    let folder = text.split('/').next().filter(|folder| folder.len() < text.len()).unwrap_or("");
    match (folder, path.extension()) {
        ("theme" | "archetypes" | "themes", _) => FileRole::Theme,
        (folder, _) if !theme.is_empty() && text.starts_with(&format!("{theme}/")) && folder != "static" => {
            FileRole::Theme
        }
        ("static", _) => FileRole::File,
        ("packets", "yaml" | "yml") => FileRole::Packet,
        ("texts", "md") => FileRole::Markdown(FileKind::Text),
        ("", "yaml") if text == "daf.yaml" => FileRole::Config,
        ("", "yaml") if text == "glossary.yaml" => FileRole::Glossary,
        ("", "md") if text == "index.md" || (text.starts_with("index.") && text.matches('.').count() == 2) => {
            FileRole::Markdown(FileKind::Home)
        }
        (_, "md") if is_unit_file(path.name()) => FileRole::Markdown(FileKind::Unit),
        (_, "md") => FileRole::Markdown(FileKind::Lesson),
        _ => FileRole::File,
    }
}

fn is_unit_file(name: &str) -> bool {
    name == "_index.md" || (name.starts_with("_index.") && name.ends_with(".md"))
}

/// What editors, systems and package managers leave lying about.
fn is_litter(name: &str) -> bool {
    name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || matches!(name, "Thumbs.db" | "desktop.ini" | "node_modules")
}

/// The editors' notes of all files that hold words, with each file's path and text, in the order of the paths.
pub fn notes(sources: &SourceSet) -> Vec<(&VPath, &str, syntax::Note)> {
    let mut all = Vec::new();
    for (id, source) in sources.iter() {
        let (path, Some(text)) = (&source.path, source.text()) else { continue };
        let is_markdown = match role(path, "") {
            FileRole::Markdown(_) => true,
            FileRole::Config | FileRole::Glossary | FileRole::Packet => false,
            FileRole::Theme | FileRole::File | FileRole::Hidden => continue,
        };
        let found = syntax::editors_notes(id, text, is_markdown);
        all.extend(found.into_iter().map(|note| (path, &**text, note)));
    }
    all
}

/// Names that were likely meant to be read: the name that it should have.
fn near_miss(path: &VPath, sink: &mut Diagnostics) -> Option<VPath> {
    let name = path.name();
    let lower = name.to_lowercase();
    if path.as_str().starts_with("static/") || name.starts_with('.') {
        return None;
    }
    let folder = path.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
    if let Some(original) = of_one_language(folder, &lower) {
        sink.push(make::unread_translation(path.as_str(), &original));
        return None;
    }
    let better = match lower.rsplit_once('.') {
        _ if name != lower && is_read_by_name(folder, &lower) => Some(lower.clone()),
        Some((stem, "yml" | "md" | "txt" | "json")) if folder == "packets" => Some(format!("{stem}.yaml")),
        Some((stem, "yaml" | "yml" | "txt")) if folder == "texts" => Some(format!("{stem}.md")),
        Some(("glossary", "md" | "txt" | "json" | "csv")) if folder.is_empty() => Some("glossary.yaml".to_owned()),
        Some((stem @ ("daf.yaml" | "glossary.yaml"), "txt")) => Some(stem.to_owned()),
        Some((stem, "markdown" | "mdx" | "mdown" | "mkd")) => Some(format!("{stem}.md")),
        Some((stem, "txt")) if stem.ends_with(".md") => Some(stem.to_owned()),
        Some((stem, "md")) if !name.ends_with(".md") => Some(format!("{stem}.md")),
        Some(("glossary" | "daf", "yml")) if !path.as_str().contains('/') => Some(lower.replace(".yml", ".yaml")),
        _ => None,
    }?;
    sink.push(make::near_miss_name(path.as_str(), &better));
    path.sibling(&better)
}

/// Whether a file in a folder is read for its name.
fn is_read_by_name(folder: &str, name: &str) -> bool {
    match name {
        "daf.yaml" | "glossary.yaml" | "index.md" => folder.is_empty(),
        "_index.md" => true,
        _ => false,
    }
}

/// The original of a file that is named as a translation of what has none yet: `glossary.es.yaml`.
fn of_one_language(folder: &str, name: &str) -> Option<String> {
    let (stem, lang) = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml"))?.rsplit_once('.')?;
    let is_known = match folder {
        "" => matches!(stem, "daf" | "glossary"),
        "packets" => true,
        _ => false,
    };
    (is_known && syntax::shape::is_lang(lang)).then(|| format!("{stem}.yaml"))
}

fn parse(
    files: &[(FileKind, FileId)],
    sources: &SourceSet,
    syntax: Syntax,
    cache: Option<&mut DocumentCache>,
    sink: &mut Diagnostics,
) -> Vec<(FileKind, Arc<Document>)> {
    let request = files
        .iter()
        .filter_map(|&(kind, id)| Some(DocumentRequest { id, source: sources.get(id)?, kind, syntax, original: None }));
    let request: Vec<DocumentRequest<'_>> = request.collect();
    let mut documents = Vec::with_capacity(request.len());
    for (request, read) in request.iter().zip(read_all(&request, cache)) {
        documents.push((request.kind, read.document));
        sink.append(read.mistakes);
    }
    documents
}

fn translate(
    translations: &[Translation],
    documents: &[(FileKind, Arc<Document>)],
    sources: &SourceSet,
    syntax: Syntax,
    cache: Option<&mut DocumentCache>,
    sink: &mut Diagnostics,
) -> BTreeMap<VPath, Vec<(String, Arc<Document>)>> {
    let originals: BTreeMap<&VPath, (FileKind, &Arc<Document>)> =
        documents.iter().map(|(kind, document)| (&document.path, (*kind, document))).collect();
    let request = translations.iter().filter_map(|translation| {
        let &(kind, original) = originals.get(&translation.original)?;
        let source = sources.get(translation.id)?;
        Some((translation, DocumentRequest { id: translation.id, source, kind, syntax, original: Some(original) }))
    });
    let (of, request): (Vec<&Translation>, Vec<DocumentRequest<'_>>) = request.unzip();
    let mut found: BTreeMap<VPath, Vec<(String, Arc<Document>)>> = BTreeMap::new();
    for (translation, read) in of.into_iter().zip(read_all(&request, cache)) {
        sink.append(read.mistakes);
        found.entry(translation.original.clone()).or_default().push((translation.lang.clone(), read.document));
    }
    found
}
