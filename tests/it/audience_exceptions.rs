//! What the site does not say, or says where it should not, though the field table says otherwise: each with its reason.
//!
//! `audience_every_field.rs` holds that each of these is still so, and nothing else. A place is named as `marked_curriculum.rs` names it; `*` stands
//! for any words.

/// Places, and why the words there are an exception.
pub(crate) struct Exception {
    pub(crate) places: &'static [&'static str],
    /// For whoever reads the list.
    #[allow(dead_code)]
    pub(crate) why: &'static str,
}

const fn except(places: &'static [&'static str], why: &'static str) -> Exception {
    Exception { places, why }
}

/// Everybody's words that no page and no sheet says.
pub(crate) const LOST: &[Exception] = &[
    except(
        &[
            "daf.yaml > epigraph > author",
            "daf.yaml > epigraph > context",
            "daf.yaml > epigraph > id",
            "daf.yaml > epigraph > license",
            "daf.yaml > epigraph > note",
            "daf.yaml > epigraph > permission",
            "daf.yaml > epigraph > title",
            "daf.yaml > epigraph > translator",
            "daf.yaml > epigraph > transliteration",
            "daf.yaml > epigraph > url",
            "daf.yaml > epigraph > version",
            "daf.yaml > epigraph > vocabulary > *",
            "daf.yaml > epigraph > year",
        ],
        "the home page says an epigraph's words and its reference",
    ),
    except(
        &[
            "index.md > authors",
            "index.md > goal",
            "index.md > id",
            "index.md > license",
            "index.md > questions",
            "index.md > short_title",
            "index.md > slug",
            "index.md > summary",
            "index.md > title",
        ],
        "of the home page's file only the body and the cover are shown; the rest is said by daf.yaml",
    ),
    except(
        &["unit/_index.md > authors", "unit/_index.md > license", "unit/_index.md > short_title"],
        "a unit's page says none of these",
    ),
    except(&["index.he.md > *", "unit/_index.he.md > *"], "translations of the home page and of units are not shown"),
    except(&["texts/shared.md > tags", "texts/pieces.md > tags"], "the tags of a shared text lead to no page"),
    except(&["unit/01-all.md > short_title"], "no menu names a lesson by its shorter title"),
    except(&["unit/01-all.he.md > short_title"], "the same in a translation"),
    except(
        &[
            "unit/01-all.md > hint in prompt, title",
            "unit/01-all.md > hint in exercise, title",
            "unit/01-all.md > hint in challenge, title",
        ],
        "a hint of a prompt or exercise joins its hints, which have no titles",
    ),
    except(
        &[
            "unit/01-all.he.md > audience",
            "unit/01-all.he.md > authors",
            "unit/01-all.he.md > license",
            "unit/01-all.he.md > skills",
            "unit/01-all.he.md > tags",
            "unit/01-all.he.md > values",
            "unit/01-all.he.md > sources*",
            "unit/01-all.he.md > texts > *",
            "unit/01-all.he.md > glossary > *",
            "unit/01-all.he.md > * > space > table > columns",
        ],
        "a lesson's translation takes these from the original, whatever it says",
    ),
];

/// Facilitators' words that no page and no sheet of theirs says.
pub(crate) const LOST_TO_FACILITATORS: &[Exception] = &[
    except(
        &["index.md > * in Body, *", "unit/_index.md > * in Body, *", "texts/pieces.md > * in Body, *"],
        "home page, units and texts have no pages for facilitators",
    ),
    except(
        &[
            "unit/01-all.md > watch in prompt, title",
            "unit/01-all.md > answer in exercise, title",
            "unit/01-all.md > answer in challenge, title",
            "unit/01-all.md > solution in exercise, title",
            "unit/01-all.md > solution in challenge, title",
        ],
        "such a block becomes what to listen for, or the answers, which have no title",
    ),
    except(
        &["unit/01-all.he.md > exercises > materials*"],
        "a lesson's translation takes these from the original, whatever it says",
    ),
];

/// Everybody's words that are said, and cannot be searched for.
pub(crate) const NOT_IN_SEARCH: &[Exception] = &[
    except(
        &["*, its name", "*, its inside", "*, address", "* > url", "*, image's title"],
        "addresses, names of files, and what stands in files",
    ),
    except(
        &[
            "* > license",
            "* > permission",
            "*, permission",
            "* > year",
            "*, year",
            "* > aliases",
            "* > discussion > id",
        ],
        "what is owed to a text, and old addresses, are nothing that anybody looks for",
    ),
    except(&["* > group", "*, group"], "who works together"),
    except(&["* > space > table > columns"], "they stand on paper alone"),
    except(&["unit/01-all.md > audience"], "whom a lesson is for is left out of the index"),
    except(&["unit/01-all.md > sources > note"], "of a source its title and author can be found"),
    except(&["unit/_index.md > goal"], "the goal of a unit is left out of the index"),
    except(
        &[
            "daf.yaml > authors",
            "daf.yaml > description",
            "daf.yaml > subtitle",
            "daf.yaml > epigraph > *",
            "daf.yaml > look > faces > *",
            "daf.yaml > menu > *",
            "daf.yaml > organization",
            "daf.yaml > words",
            "packets/all.yaml > title",
        ],
        "what the site says of itself, and names of sets to print",
    ),
    except(&["texts/pieces.md > *"], "of a text that no lesson teaches the name alone can be found, not its words"),
];

/// The same of facilitators' words.
pub(crate) const NOT_IN_FACILITATORS_SEARCH: &[Exception] = &[
    except(
        &["*, its name", "*, its inside", "*, address", "*, image's title"],
        "addresses, names of files, and what stands in files",
    ),
    except(&["*, group"], "who works together"),
];

/// Everybody's words of a lesson that pages say and sheets do not.
pub(crate) const NOT_ON_PAPER: &[Exception] = &[
    except(&["*, its name", "*, its inside"], "names of files, and what stands in files"),
    except(
        &["unit/01-all.md > aliases", "unit/01-all.md > discussion > id", "unit/01-all.md > texts > id"],
        "addresses of pages",
    ),
    except(
        &[
            "unit/01-all.md > audience",
            "unit/01-all.md > skills",
            "unit/01-all.md > tags",
            "unit/01-all.md > values",
            "unit/01-all.md > sources*",
            "unit/01-all.md > texts > url",
            "unit/01-all.md > glossary > also",
            "unit/01-all.md > glossary > id",
        ],
        "what leads on from a page, and finds it",
    ),
    except(&["unit/01-all.md > * > group", "unit/01-all.md > *, group"], "the facilitator says who works together"),
    except(
        &["unit/01-all.md > * > hints", "unit/01-all.md > hint *", "unit/01-all.md > * in hint, *"],
        "a hint is folded away until somebody asks for it, which paper cannot do",
    ),
];

/// Facilitators' words of a lesson that pages say and the guide does not.
pub(crate) const NOT_IN_GUIDE: &[Exception] = &[
    except(&["*, its name", "*, its inside"], "names of files, and what stands in files"),
    except(&["unit/01-all.md > *, group"], "who works together in what stands inside a facilitators' block"),
];
