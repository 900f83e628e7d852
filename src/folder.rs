//! Which file of a curriculum folder is what, and all of them read: the parallel, file-by-file half of a build.
//!
//! Looks at names and hands each text to `syntax`. Resolves nothing between files, and touches no disk.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::diag::{Diagnostics, make};
use crate::source::{FileId, Source, SourceSet, VPath};
use crate::syntax::lesson::{Config, Document, Glossary, Packet, Refs};
use crate::syntax::{self, Kind, Syntax};

/// A folder, read.
pub struct Folder {
    /// `daf.yaml`.
    pub config: Config,
    /// `index.md`.
    pub home: Option<Document>,
    /// `_index.md` files, in order of path.
    pub units: Vec<Document>,
    /// Lessons in order of path.
    pub lessons: Vec<Document>,
    /// Files in `texts/` in order of path.
    pub texts: Vec<Document>,
    /// `glossary.yaml`.
    pub glossary: Option<Glossary>,
    /// `packets/*.yaml` in order of path.
    pub packets: Vec<Packet>,
    /// Translations: the language, and the document, with the original's path. Their tables begin with the original's.
    pub translations: BTreeMap<VPath, Vec<(String, Document)>>,
    /// Files that pages may show or link to: path and place in the source set.
    pub files: BTreeMap<VPath, FileId>,
}

/// What a file is, by its path alone.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Role {
    Config,
    Glossary,
    Packet,
    Markdown(Kind),
    /// A file of the curriculum's own theme: not content.
    Theme,
    /// Anything else: may be shown or linked to.
    File,
    /// Named so that it is never a page.
    Hidden,
}

/// Reads every file. `None` where there is no usable `daf.yaml`; the reason was reported.
pub fn read(sources: &SourceSet, folder: &str, sink: &mut Diagnostics) -> Option<Folder> {
    let Some(id) = sources.find("daf.yaml") else {
        sink.push(make::missing_config(folder));
        return None;
    };
    let config = syntax::config(id, sources.get(id)?, sink);
    let theme =
        config.as_ref().and_then(|config| config.theme.as_ref()).map(|theme| theme.value.clone()).unwrap_or_default();
    let syntax = Syntax { autolink: config.as_ref().is_none_or(|config| config.autolink) };
    let mut parted = Parted::default();
    for (id, source) in sources.iter() {
        let role = role(&source.path, theme.trim_matches('/'));
        near_miss(&source.path, sink);
        parted.put(role, id, source);
    }
    let languages = config.as_ref().map(|config| config.languages.clone()).unwrap_or_default();
    let translations = parted.part_translations(&languages, sources, sink);
    let documents = parse(&parted.markdown, sources, syntax, sink);
    let glossary = parted.glossary.and_then(|id| Some(syntax::glossary(id, sources.get(id)?, syntax, sink)));
    let packets = parted.packets.iter().filter_map(|&id| syntax::packet(id, sources.get(id)?, sink)).collect();
    let translations = translate(&translations, &documents, sources, syntax, sink);
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
    };
    for (kind, document) in documents {
        match kind {
            Kind::Home => folder.home = Some(document),
            Kind::Unit => folder.units.push(document),
            Kind::Text => folder.texts.push(document),
            Kind::Lesson | Kind::Translation => folder.lessons.push(document),
        }
    }
    Some(folder)
}

#[derive(Default)]
struct Parted {
    markdown: Vec<(Kind, FileId)>,
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
    fn put(&mut self, role: Role, id: FileId, source: &Source) {
        match role {
            Role::Config | Role::Theme | Role::Hidden => {}
            Role::Glossary => self.glossary = Some(id),
            Role::Packet => self.packets.push(id),
            Role::Markdown(kind) => self.markdown.push((kind, id)),
            Role::File => drop(self.files.insert(source.path.clone(), id)),
        }
    }

    /// Takes the translations out of the Markdown files: `x.he.md` beside `x.md`.
    fn part_translations(
        &mut self,
        languages: &[String],
        sources: &SourceSet,
        sink: &mut Diagnostics,
    ) -> Vec<Translation> {
        let mut found = Vec::new();
        self.markdown.retain(|&(_, id)| {
            let Some(source) = sources.get(id) else { return true };
            let Some((lang, original)) = translated(&source.path) else { return true };
            let listed = languages.iter().skip(1).any(|known| *known == lang);
            let has_original = sources.find(original.as_str()).is_some();
            match (listed, has_original) {
                (true, true) => found.push(Translation { id, lang, original }),
                (true, false) => sink.push(make::orphan_translation(source.path.as_str(), original.as_str())),
                (false, true) => sink.push(make::unlisted_language(source.path.as_str(), &lang)),
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

fn role(path: &VPath, theme: &str) -> Role {
    let text = path.as_str();
    if text
        .split('/')
        .any(|part| part.starts_with('.') || (part.starts_with('_') && !is_unit_file(part)) || is_litter(part))
    {
        return Role::Hidden;
    }
    let folder = text.split('/').next().filter(|folder| folder.len() < text.len()).unwrap_or("");
    match (folder, path.extension()) {
        ("theme" | "archetypes" | "themes", _) => Role::Theme,
        (folder, _) if !theme.is_empty() && text.starts_with(&format!("{theme}/")) && folder != "static" => Role::Theme,
        ("static", _) => Role::File,
        ("packets", "yaml" | "yml") => Role::Packet,
        ("texts", "md") => Role::Markdown(Kind::Text),
        ("", "yaml") if text == "daf.yaml" => Role::Config,
        ("", "yaml") if text == "glossary.yaml" => Role::Glossary,
        ("", "md") if text == "index.md" || (text.starts_with("index.") && text.matches('.').count() == 2) => {
            Role::Markdown(Kind::Home)
        }
        (_, "md") if is_unit_file(path.name()) => Role::Markdown(Kind::Unit),
        (_, "md") => Role::Markdown(Kind::Lesson),
        _ => Role::File,
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

/// Names that were likely meant to be read.
fn near_miss(path: &VPath, sink: &mut Diagnostics) {
    let name = path.name();
    let lower = name.to_lowercase();
    if path.as_str().starts_with("static/") || name.starts_with('.') {
        return;
    }
    let better = match lower.rsplit_once('.') {
        Some((stem, "markdown" | "mdx" | "mdown" | "mkd")) => Some(format!("{stem}.md")),
        Some((stem, "txt")) if stem.ends_with(".md") => Some(stem.to_owned()),
        Some((stem, "md")) if !name.ends_with(".md") => Some(format!("{stem}.md")),
        Some(("glossary" | "daf", "yml")) if !path.as_str().contains('/') => Some(lower.replace(".yml", ".yaml")),
        _ => None,
    };
    if let Some(better) = better {
        sink.push(make::near_miss_name(path.as_str(), &better));
    }
}

fn parse(
    files: &[(Kind, FileId)],
    sources: &SourceSet,
    syntax: Syntax,
    sink: &mut Diagnostics,
) -> Vec<(Kind, Document)> {
    let read: Vec<(Option<(Kind, Document)>, Diagnostics)> = files
        .par_iter()
        .map(|&(kind, id)| {
            let mut sink = Diagnostics::default();
            let source = sources.get(id);
            let document =
                source.and_then(|source| syntax::document(id, source, kind, kind, syntax, Refs::default(), &mut sink));
            (document.map(|document| (kind, document)), sink)
        })
        .collect();
    let mut documents = Vec::with_capacity(read.len());
    for (document, mistakes) in read {
        documents.extend(document);
        sink.append(mistakes);
    }
    documents
}

fn translate(
    translations: &[Translation],
    documents: &[(Kind, Document)],
    sources: &SourceSet,
    syntax: Syntax,
    sink: &mut Diagnostics,
) -> BTreeMap<VPath, Vec<(String, Document)>> {
    let mut found: BTreeMap<VPath, Vec<(String, Document)>> = BTreeMap::new();
    for translation in translations {
        let original = documents.iter().find(|(_, document)| document.path == translation.original);
        let (Some((kind, original)), Some(source)) = (original, sources.get(translation.id)) else { continue };
        let refs = original.refs.clone();
        if let Some(document) = syntax::document(translation.id, source, Kind::Translation, *kind, syntax, refs, sink) {
            found.entry(translation.original.clone()).or_default().push((translation.lang.clone(), document));
        }
    }
    found
}
