//! Lessons become a curriculum: ids, links, indexes by text, value and portion, agenda sums.
//!
//! Sees every file at once, and typed values only: never Markdown text, YAML or HTML. Start at `link`.

mod agenda;
mod assets;
mod copies;
mod index;
mod lessons;
mod linked_texts;
mod model;
mod names;
mod options;
mod plan;
mod relink;
mod resolve;
mod texts;
mod topics;
mod translate;
mod unread;

pub(crate) use assets::has_notes;
pub use model::*;
pub(crate) use names::{numbered, part, refuse_slug};
pub use options::Options;
pub use relink::LinkState;

use std::sync::Arc;

use crate::diag::Diagnostics;
use crate::folder::Folder;
use crate::source::SourceSet;

/// Links a folder that was read into a curriculum. Total: what cannot be resolved is reported, and leads nowhere.
pub fn link(folder: Folder, sources: &SourceSet, options: Options, sink: &mut Diagnostics) -> Curriculum {
    let (curriculum, ties) = link_with_ties(folder, sources, options, &[]);
    sink.append(ties.into_mistakes());
    curriculum
}

/// The same, with what it takes to link one lesson again when its file is other than before. `before` are the files that a
/// former state had, with what was found out about them.
pub fn link_with_ties(
    folder: Folder,
    sources: &SourceSet,
    options: Options,
    before: &[File],
) -> (Curriculum, LinkState) {
    let mut general = Diagnostics::default();
    let sink = &mut general;
    let unread = Arc::new(unread::Unread::of(&folder));
    let Folder { config, home, units, lessons, texts, glossary, packets, mut translations, files, .. } = folder;
    let assets = Arc::new(assets::assets(&files, sources, before, config.static_scripts, sink));
    let plan = plan::plan(units, lessons, options, sink);
    let mut library = texts::library(texts, &plan, &mut translations, &unread, options, sink);
    let terms = topics::terms(glossary, &plan, &unread, sink);
    let index = index::Index::new(&plan, &library, &terms.list, &packets, &assets, home.as_ref(), &unread);

    let mut scopes = resolve::Scopes::default();
    let config_scope = scopes.add(resolve::scope(&config.refs, None, &index, sink));
    let home_scope =
        scopes.add(home.as_deref().map(|document| resolve::document(document, &index, sink)).unwrap_or_default());
    let unit_scopes: Vec<ScopeId> = plan
        .units
        .iter()
        .map(|unit| {
            scopes.add(
                unit.document.as_deref().map(|document| resolve::document(document, &index, sink)).unwrap_or_default(),
            )
        })
        .collect();
    let glossary_scope = scopes.add(resolve::scope(&terms.refs, None, &index, sink));
    library.resolve(&mut scopes, &index, sink);
    let (versions, own) = lessons::versions(&plan, &mut translations, &library, &index, &mut scopes);

    let packets = topics::packets(packets, &index, sink);
    let topics = topics::topics(&config, &plan, &library, sink);
    let aliases = plan::aliases(&plan, sink);
    let requires = plan::requires(&plan, &unread, sink);
    let date = plan.newest();
    let (leaves_drafts_out, texts_of_drafts) = (!plan.drafts.is_empty(), plan.texts_of_drafts.clone());
    let lesson_scopes: Vec<ScopeId> = versions.iter().map(|version| version.main.scope).collect();
    let terms = terms.linked(glossary_scope, &lesson_scopes);
    let related = topics::related(&plan, &library, &topics);
    let of_lessons = std::mem::take(&mut library.of_lessons);
    let texts = library.finish(&lesson_scopes, &config);
    let relations = lessons::Relations { requires, related };
    let (units, lessons) =
        lessons::assemble(plan, unit_scopes, versions, relations, &topics, &scopes, &config.language);
    let ties = LinkState { index, of_lessons, general, own };
    let mut curriculum = Curriculum {
        config,
        config_scope,
        home: home.map(|document| Home { document, scope: home_scope }),
        units: Arc::new(units),
        lessons,
        texts: texts.texts,
        passages: Arc::new(texts.passages),
        terms: Arc::new(terms),
        packets: Arc::new(packets),
        values: Arc::new(topics.values),
        skills: Arc::new(topics.skills),
        tags: Arc::new(topics.tags),
        portions: Arc::new(topics.portions),
        haftarot: Arc::new(topics.haftarot),
        files: assets.files.clone(),
        scopes: scopes.list.into_iter().map(Arc::new).collect(),
        aliases: Arc::new(aliases),
        today: date.as_deref().and_then(crate::date::parse),
        date,
        leaves_drafts_out,
        texts_of_drafts,
    };
    curriculum.house_files();
    (curriculum, ties)
}
