//! Holds what templates are handed against the tables of `themes/README.md`: nothing is handed that is not told, and nothing is told that
//! is not handed. Compiled for tests alone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use super::values::Map;

/// The names that each template was handed, and those of the values inside them that hold no others: `rows`, `rows[].title.html`.
static HANDED: Mutex<BTreeMap<String, BTreeSet<String>>> = Mutex::new(BTreeMap::new());

/// Notes what a template is handed.
pub(super) fn record(template: &str, values: &Map) {
    let mut handed = HANDED.lock().unwrap_or_else(PoisonError::into_inner);
    let names = handed.entry(template.to_owned()).or_default();
    for (name, value) in values.clone().into_entries() {
        add(names, name.to_owned(), &value);
        names.insert(name.to_owned());
    }
}

fn add(names: &mut BTreeSet<String>, name: String, value: &tera::Value) {
    // What stands under `extra` is the writer's.
    let is_writers = name.rsplit(['.', ']']).next() == Some("extra");
    let (map, list) = (value.as_map().filter(|_| !is_writers), value.as_array());
    for (inner, value) in map.into_iter().flatten() {
        add(names, format!("{name}.{}", inner.as_str().unwrap_or_default()), value);
    }
    for value in list.into_iter().flatten() {
        add(names, format!("{name}[]"), value);
    }
    if map.is_none() && list.is_none() {
        names.insert(name.trim_end_matches("[]").to_owned());
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::source::{SourceSet, VPath};
    use crate::theme::Theme;

    /// What templates receive, for those who write them.
    const README: &str = include_str!("../../themes/README.md");

    /// Blocks that the sites of the tests have none of.
    const RARE: &str = "---\ntitle: Rare\n---\n```python\nx = 1\n```\n\n::space{grid=5mm height=20mm}\n\n::space{box=20mm}\n\n::space{lines=3}\n\n<div>raw</div>\n";

    /// The rows of each template's table: the names in its first column, by template.
    fn tables() -> BTreeMap<String, BTreeSet<String>> {
        let mut tables: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut of: Vec<String> = Vec::new();
        for line in README.lines() {
            if let Some(heading) = line.strip_prefix("#### ") {
                of = heading.split('`').skip(1).step_by(2).map(str::to_owned).collect();
                tables.extend(of.iter().map(|name| (name.clone(), BTreeSet::new())));
            } else if line.starts_with('#') {
                of.clear();
            } else if line.starts_with("| `") {
                let cell = line.split(" | ").next().unwrap_or_default();
                let names: Vec<String> = cell.split('`').skip(1).step_by(2).map(str::to_owned).collect();
                for template in &of {
                    tables.entry(template.clone()).or_default().extend(names.iter().cloned());
                }
            }
        }
        tables
    }

    /// A template, what it extends and includes, and what its table leads to.
    fn with_parts(template: &str, theme: &Theme) -> BTreeSet<String> {
        let (mut all, mut open) = (BTreeSet::new(), vec![template.to_owned()]);
        while let Some(name) = open.pop() {
            if !all.insert(name.clone()) {
                continue;
            }
            let text = theme.text(&format!("templates/{name}")).unwrap_or_default();
            for word in ["include \"", "extends \""] {
                open.extend(text.split(word).skip(1).filter_map(|rest| Some(rest.split('"').next()?.to_owned())));
            }
            let quoted = format!("`{name}`");
            let own =
                README.split("\n#### ").filter(|part| part.lines().next().is_some_and(|head| head.contains(&quoted)));
            let led = own.flat_map(|part| part.split("` in `").skip(1));
            open.extend(led.filter_map(|rest| Some(rest.split('`').next()?.to_owned())));
        }
        all
    }

    fn first(name: &str) -> &str {
        name.split(['.', '[']).next().unwrap_or(name)
    }

    fn last(name: &str) -> &str {
        name.trim_end_matches("[]").rsplit(['.', ']']).next().unwrap_or(name)
    }

    fn build(sources: &SourceSet) {
        let options = crate::Options { no_handouts: true, ..crate::Options::default() };
        let built = crate::build(sources, "content", None, &options);
        assert!(!built.diagnostics.has_errors(), "it builds");
    }

    #[test]
    fn what_templates_are_handed_is_told_in_the_reference() {
        for site in
            ["content", "tests/sites/example", "tests/sites/hebrew", "tests/sites/audience", "tests/sites/glance"]
        {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(site);
            let sources = crate::fs::read(&folder, &mut crate::diag::Diagnostics::default());
            build(&sources.unwrap_or_else(|_| panic!("{site} can be read")));
        }
        let rare = [("daf.yaml", "title: T\nlicense: CC0\n"), ("rare.md", RARE)];
        build(&SourceSet::new(rare.map(|(path, text)| (VPath::new(path).expect("a path"), text.as_bytes().to_vec()))));

        let (tables, theme) = (tables(), Theme::shipped(crate::theme::FIRST).expect("it is shipped"));
        let handed = HANDED.lock().unwrap_or_else(PoisonError::into_inner).clone();
        assert!(handed.len() > 30, "{:?}", handed.keys());
        let mut wrong = Vec::new();
        for (template, names) in &handed {
            let Some(own) = tables.get(template) else {
                wrong.push(format!("{template} has no table"));
                continue;
            };
            let near = with_parts(template, &theme);
            let rows: BTreeSet<&String> = near.iter().filter_map(|part| tables.get(part)).flatten().collect();
            for name in names {
                let is_inside = name.contains(['.', '[']);
                let is_told = |row: &&&String| if is_inside { last(row) == last(name) } else { first(row) == name };
                if !rows.iter().any(|row| is_told(&row)) {
                    wrong.push(format!("{template} is handed `{name}`, which no table tells"));
                }
            }
            for row in own.iter().filter(|row| !names.contains(first(row))) {
                wrong.push(format!("{template} is told to have `{row}`, and is not handed it"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
