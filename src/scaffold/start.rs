//! The files of a new curriculum. Writes none of them.

use crate::data::written;
use crate::schema::{FILES, schema};

/// The folder of schemas in a curriculum.
pub const SCHEMAS: &str = ".daf/schema";

/// A file of a new curriculum: its path beside the others, and what stands in it.
const START: &[(&str, &str)] = &[
    ("daf.yaml", include_str!("start/daf.yaml")),
    ("index.md", include_str!("start/index.md")),
    ("index.he.md", include_str!("start/index.he.md")),
    ("01-beginning/_index.md", include_str!("start/01-beginning/_index.md")),
    ("01-beginning/_index.he.md", include_str!("start/01-beginning/_index.he.md")),
    ("01-beginning/01-iron-on-iron.md", include_str!("start/01-beginning/01-iron-on-iron.md")),
    ("01-beginning/01-iron-on-iron.he.md", include_str!("start/01-beginning/01-iron-on-iron.he.md")),
    ("01-beginning/02-two-are-better.md", include_str!("start/01-beginning/02-two-are-better.md")),
    ("texts/two-are-better.md", include_str!("start/texts/two-are-better.md")),
    ("glossary.yaml", include_str!("start/glossary.yaml")),
    ("packets/first-evening.yaml", include_str!("start/packets/first-evening.yaml")),
];

/// What keeps a built site out of a history of changes.
pub const IGNORE: &str = include_str!("start/gitignore");

/// The files of a new curriculum with this title, by their paths in its folder; the schemas that they point to among them.
pub fn start(title: &str) -> Vec<(String, String)> {
    let put_in = |path: &str, text: &str| match path {
        "daf.yaml" => text.replacen("{{title}}", &written(title), 1),
        _ => text.to_owned(),
    };
    let files = START.iter().map(|(path, text)| ((*path).to_owned(), put_in(path, text)));
    let schemas = FILES.iter().map(|file| (format!("{SCHEMAS}/{}.json", file.name), schema(file)));
    files.chain(schemas).collect()
}
