//! Where a new file stands: its folder, the next free number, its id. Looks at the paths of a curriculum, and at nothing else.

use super::kind::ScaffoldKind;
use crate::curriculum::{numbered, part, refuse_slug};
use crate::diag::make::{meant, nearest};

/// Where a new file stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Its path in the curriculum.
    pub path: String,
    /// Its id: its name (or its folder's, for a unit) without the number.
    pub id: String,
    /// The folder that it stands in.
    pub folder: String,
    /// A title that its name suggests.
    pub title: String,
}

/// The place of a new file that was asked for as `typed`, a path inside the curriculum, among the files that are there.
///
/// # Errors
/// Where it would be no page, in no unit, or in another's place; with what to do instead.
pub fn place(kind: ScaffoldKind, typed: &str, files: &[&str]) -> Result<NewFile, String> {
    let parts = parts(kind, typed)?;
    let (name, above) = parts.split_last().ok_or_else(|| nameless(kind))?;
    let (above, numbers) = match kind {
        ScaffoldKind::Lesson | ScaffoldKind::Unit => (unit_of(kind, above, files)?, true),
        ScaffoldKind::Text => (area("texts", above, typed)?, false),
        ScaffoldKind::Packet => (area("packets", above, typed)?, false),
    };
    let (number, words) = if numbers { numbered(name) } else { (None, *name) };
    let id = part(words, "");
    if id.is_empty() {
        return Err(format!("`{name}` has no letter that could be a name; type one such as `{}`", example(kind)));
    }
    if let Some(why) = refuse_slug(&id) {
        return Err(format!("`{name}` cannot be a name here: {why}; choose another"));
    }
    let beside = beside(&above, files);
    if numbers {
        check_free(kind, &id, &above, &beside, files)?;
    }
    let number = if numbers { number.or_else(|| next_number(kind, &above, files)) } else { None };
    let name = match number {
        Some(number) => format!("{number:02}-{id}"),
        None => id.clone(),
    };
    let path = match kind {
        ScaffoldKind::Lesson | ScaffoldKind::Text => join(&above, &format!("{name}.md")),
        ScaffoldKind::Unit => join(&above, &format!("{name}/_index.md")),
        ScaffoldKind::Packet => join(&above, &format!("{name}.yaml")),
    };
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    Ok(NewFile { title: title_of(words), path, id, folder })
}

/// Where the translation of a file stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translated {
    /// The language, as the file's name says it.
    pub lang: String,
    /// The path of what is translated.
    pub original: String,
    /// The path of the translation.
    pub path: String,
}

/// The place of a translation, where one is asked for: `power/mapping.es`, `02-power/03-mapping.es.md`. `None` where what is typed
/// names no language.
///
/// # Errors
/// Where there is nothing to translate, or a translation is there already; with what to do instead.
pub fn translated(kind: ScaffoldKind, typed: &str, files: &[&str]) -> Option<Result<Translated, String>> {
    let whole = typed.trim().trim_end_matches('/');
    let whole = whole.strip_suffix(".md").unwrap_or(whole);
    let (bare, lang) = whole.rsplit_once('.')?;
    let is_lang = matches!(lang.len(), 2 | 3) && lang.bytes().all(|b| b.is_ascii_lowercase());
    let is_name = bare.rsplit('/').next().is_some_and(|name| name.contains(char::is_alphabetic));
    (is_lang && is_name && kind != ScaffoldKind::Packet).then(|| {
        let original = original(kind, bare, files)?;
        let stem = original.strip_suffix(".md").unwrap_or(&original);
        let path = format!("{stem}.{lang}.md");
        if files.contains(&path.as_str()) {
            return Err(format!("`{path}` is there already"));
        }
        Ok(Translated { lang: lang.to_owned(), original, path })
    })
}

/// The file that a name without a language means.
fn original(kind: ScaffoldKind, bare: &str, files: &[&str]) -> Result<String, String> {
    let bare = bare.strip_suffix("/_index").filter(|_| kind == ScaffoldKind::Unit).unwrap_or(bare);
    let parts = parts(kind, bare)?;
    let (name, above) = parts.split_last().ok_or_else(|| nameless(kind))?;
    let none = |near: Option<&str>| {
        let near = near.map(|near| meant(bare, near) + " ").unwrap_or_default();
        Err(format!(
            "there is no {} `{bare}` to translate; {near}`daf new {} {bare}` begins it, in the language of the curriculum",
            kind.word(),
            kind.word()
        ))
    };
    let id = |name: &str| part(numbered(name).1, "");
    let stem = |file: &str| file.strip_suffix(".md").filter(|stem| !stem.contains('.')).map(str::to_owned);
    match kind {
        ScaffoldKind::Unit => {
            let folder = unit_of(kind, &parts, files)?;
            let path = join(&folder, "_index.md");
            if files.contains(&path.as_str()) { Ok(path) } else { none(None) }
        }
        ScaffoldKind::Text | ScaffoldKind::Packet => {
            let path = join(&area("texts", above, bare)?, &format!("{name}.md"));
            let known = files.iter().filter_map(|file| file.strip_prefix("texts/")?.strip_suffix(".md"));
            let known = known.filter(|stem| !stem.contains('.'));
            if files.contains(&path.as_str()) { Ok(path) } else { none(nearest(name, known)) }
        }
        ScaffoldKind::Lesson => {
            let folder = if above.is_empty() { String::new() } else { unit_of(kind, above, files)? };
            // A lesson is a file, or a folder with `index.md`; without a unit it is looked for in all of them.
            let lesson = |file: &str| -> Option<String> {
                let stem = stem(file)?;
                let stem = stem.strip_suffix("/index").unwrap_or(&stem).to_owned();
                let first = file.split('/').next().filter(|first| first.len() < file.len()).unwrap_or_default();
                let own = stem.rsplit('/').next()?;
                let is_page = !own.starts_with('_') && !is_no_unit(first) && stem != "index";
                let is_there = above.is_empty() || stem.rsplit_once('/').map_or("", |(above, _)| above) == folder;
                (is_page && is_there).then(|| own.to_owned())
            };
            let named: Vec<(String, &str)> = files.iter().filter_map(|file| Some((lesson(file)?, *file))).collect();
            let exact = named.iter().find(|(own, _)| own == name);
            let found = exact.or_else(|| named.iter().find(|(own, _)| id(own) == id(name)));
            match found {
                Some((_, file)) => Ok((*file).to_owned()),
                None => {
                    let near = nearest(numbered(name).1, named.iter().map(|(own, _)| numbered(own).1));
                    let near = near.map(|near| above.iter().chain([&near]).copied().collect::<Vec<_>>().join("/"));
                    none(near.as_deref())
                }
            }
        }
    }
}

fn example(kind: ScaffoldKind) -> &'static str {
    match kind {
        ScaffoldKind::Lesson => "02-power/mapping-power",
        ScaffoldKind::Unit => "02-power",
        ScaffoldKind::Text => "turn-it",
        ScaffoldKind::Packet => "first-evening",
    }
}

fn nameless(kind: ScaffoldKind) -> String {
    format!("name the {}, such as `daf new {} {}`", kind.word(), kind.word(), example(kind))
}

/// The parts of what was typed, without the end of the file's name.
fn parts(kind: ScaffoldKind, typed: &str) -> Result<Vec<&str>, String> {
    let mut parts: Vec<&str> =
        typed.split('/').map(str::trim).filter(|part| !part.is_empty() && *part != ".").collect();
    if parts.contains(&"..") {
        return Err(format!(
            "`{typed}` climbs out of the curriculum; name a place inside, such as `{}`",
            example(kind)
        ));
    }
    if kind == ScaffoldKind::Unit && parts.last() == Some(&"_index.md") {
        parts.pop();
    }
    let ends: &[&str] = if kind.extension() == "md" { &[".md", ".markdown"] } else { &[".yaml", ".yml"] };
    if let Some(last) = parts.last_mut() {
        *last = ends.iter().find_map(|end| last.strip_suffix(end)).unwrap_or(last);
    }
    if let Some(hidden) = parts.iter().find(|part| part.starts_with(['.', '_'])) {
        return Err(format!("`{hidden}` would be hidden, and no page; leave out the sign at its beginning"));
    }
    if parts.iter().any(|part| part.chars().any(|c| c.is_control() || c == '\\')) {
        return Err(format!("`{}` has a sign in it that no file's name should have", make_visible(typed)));
    }
    Ok(parts)
}

fn make_visible(typed: &str) -> String {
    typed.chars().map(|c| if c.is_control() { '�' } else { c }).collect()
}

/// The folder of texts or packets, which may be typed or left out.
fn area(folder: &str, above: &[&str], typed: &str) -> Result<String, String> {
    match above {
        [] => Ok(folder.to_owned()),
        [only] if *only == folder => Ok(folder.to_owned()),
        _ => Err(format!("`{typed}`: such files stand in `{folder}/` itself; type the name alone")),
    }
}

/// The folder of a unit that was typed, with its number or without.
fn unit_of(kind: ScaffoldKind, above: &[&str], files: &[&str]) -> Result<String, String> {
    if let Some(first) = above.first().filter(|first| is_no_unit(first)) {
        return Err(format!("`{first}/` holds no lessons; name a unit, such as `{}`", example(kind)));
    }
    let mut folder = String::new();
    for name in above {
        let known = folders_in(&folder, files);
        let bare = |known: &str| part(numbered(known).1, "");
        let without_number = |known: &&&str| numbered(name).0.is_none() && bare(known) == bare(name);
        let found = known.iter().find(|known| *known == name).or_else(|| known.iter().find(without_number));
        let Some(found) = found else {
            let near = nearest(numbered(name).1, known.iter().map(|known| numbered(known).1));
            let near = near.and_then(|near| known.iter().find(|known| numbered(known).1 == near));
            let whole = join(&folder, name);
            let near = near.map(|near| meant(&whole, &join(&folder, near)) + " ").unwrap_or_default();
            return Err(format!("there is no unit `{whole}`; {near}`daf new unit {whole}` makes it"));
        };
        folder = join(&folder, found);
    }
    Ok(folder)
}

/// Folders with a use of their own.
fn is_no_unit(name: &str) -> bool {
    matches!(name, "texts" | "packets" | "static" | "theme" | "themes" | "archetypes")
}

/// The folders that stand in a folder and may be units.
fn folders_in<'f>(folder: &str, files: &[&'f str]) -> Vec<&'f str> {
    let mut found: Vec<&str> = Vec::new();
    for file in files {
        let Some((first, _)) = inside(folder, file).and_then(|rest| rest.split_once('/')) else { continue };
        let is_other = folder.is_empty() && is_no_unit(first);
        if !is_other && !found.contains(&first) {
            found.push(first);
        }
    }
    found
}

fn inside<'f>(folder: &str, file: &'f str) -> Option<&'f str> {
    if folder.is_empty() { Some(file) } else { file.strip_prefix(folder)?.strip_prefix('/') }
}

/// The names of pages and folders in a folder, without the end of a file's name or a language before it.
fn beside<'f>(folder: &str, files: &[&'f str]) -> Vec<&'f str> {
    let mut found: Vec<&str> = Vec::new();
    for file in files {
        let Some(rest) = inside(folder, file) else { continue };
        let name = match rest.split_once('/') {
            Some((first, _)) if folder.is_empty() && is_no_unit(first) => continue,
            Some((first, _)) => first,
            None => match rest.strip_suffix(".md") {
                Some(stem) if !stem.starts_with('_') => stem.split('.').next().unwrap_or(stem),
                _ => continue,
            },
        };
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

/// Refuses an id that is taken: a unit's by a neighbour, a lesson's by any lesson.
fn check_free(kind: ScaffoldKind, id: &str, above: &str, beside: &[&str], files: &[&str]) -> Result<(), String> {
    let is = |name: &str| part(numbered(name).1, "") == id;
    if let Some(taken) = beside.iter().find(|name| is(name)) {
        return Err(format!("`{}` is there already; choose another name", join(above, taken)));
    }
    if kind != ScaffoldKind::Lesson {
        return Ok(());
    }
    let lesson = |file: &&&str| {
        let Some(stem) = file.strip_suffix(".md") else { return false };
        let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
        let first = folder.split('/').next().unwrap_or_default();
        let name = if name == "index" { folder.rsplit('/').next().unwrap_or_default() } else { name };
        !name.starts_with('_') && !is_no_unit(first) && is(name)
    };
    match files.iter().find(lesson) {
        Some(taken) => Err(format!("`{id}` is the id of {taken} already; choose another name")),
        None => Ok(()),
    }
}

/// The number after the last in a folder; none where its neighbours do without.
fn next_number(kind: ScaffoldKind, above: &str, files: &[&str]) -> Option<i64> {
    let of_kind = |file: &&&str| match (kind, inside(above, file)) {
        (ScaffoldKind::Unit, Some(rest)) => rest.contains('/'),
        (_, Some(rest)) => rest != "index.md" || !above.is_empty(),
        (_, None) => false,
    };
    let own: Vec<&str> = files.iter().filter(of_kind).copied().collect();
    let names = beside(above, &own);
    let names: Vec<&&str> = names.iter().filter(|name| **name != "index").collect();
    let last = names.iter().filter_map(|name| numbered(name).0).max();
    if last.is_none() && !names.is_empty() { None } else { Some(last.unwrap_or(0) + 1) }
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// A title that a name suggests: `mapping-power` as `Mapping Power`.
pub fn title_of(name: &str) -> String {
    let words = numbered(name).1.split(['-', '_', ' ']).filter(|word| !word.is_empty());
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    words.map(capital).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: &[&str] = &[
        "daf.yaml",
        "index.md",
        "01-beginning/_index.md",
        "01-beginning/01-iron.md",
        "01-beginning/01-iron.he.md",
        "01-beginning/03-two/index.md",
        "02-power/_index.md",
        "plain/one.md",
        "texts/turn-it.md",
        "archetypes/lesson.md",
        "static/map.pdf",
    ];

    fn path(kind: ScaffoldKind, typed: &str) -> String {
        place(kind, typed, FILES).map_or_else(|refused| format!("! {refused}"), |place| place.path)
    }

    #[test]
    fn files_find_their_place() {
        for (kind, typed, expected) in [
            (ScaffoldKind::Lesson, "02-power/04-mapping", "02-power/04-mapping.md"),
            (ScaffoldKind::Lesson, "02-power/04-mapping.md", "02-power/04-mapping.md"),
            (ScaffoldKind::Lesson, "01-beginning/mapping", "01-beginning/04-mapping.md"),
            (ScaffoldKind::Lesson, "power/mapping", "02-power/01-mapping.md"),
            (ScaffoldKind::Lesson, "plain/other", "plain/other.md"),
            (ScaffoldKind::Lesson, "power/Who decides?", "02-power/01-who-decides.md"),
            (ScaffoldKind::Lesson, "power/כֹּחַ ומחיר", "02-power/01-כח-ומחיר.md"),
            (ScaffoldKind::Unit, "action", "03-action/_index.md"),
            (ScaffoldKind::Unit, "07-action/_index.md", "07-action/_index.md"),
            (ScaffoldKind::Text, "prisoner", "texts/prisoner.md"),
            (ScaffoldKind::Text, "texts/prisoner.md", "texts/prisoner.md"),
            (ScaffoldKind::Packet, "retreat.yaml", "packets/retreat.yaml"),
        ] {
            assert_eq!(path(kind, typed), expected, "{typed}");
        }
        assert_eq!(place(ScaffoldKind::Lesson, "power/who-decides", FILES).expect("it has one").title, "Who Decides");
        assert_eq!(
            place(ScaffoldKind::Lesson, "first", &["daf.yaml", "index.md"]).expect("it has one").path,
            "01-first.md"
        );
    }

    #[test]
    fn a_translation_stands_beside_its_original() {
        for (kind, typed, expected) in [
            (ScaffoldKind::Lesson, "beginning/iron.es", "01-beginning/01-iron.es.md"),
            (ScaffoldKind::Lesson, "01-beginning/01-iron.es.md", "01-beginning/01-iron.es.md"),
            (ScaffoldKind::Lesson, "iron.es", "01-beginning/01-iron.es.md"),
            (ScaffoldKind::Lesson, "beginning/two.he", "01-beginning/03-two/index.he.md"),
            (ScaffoldKind::Lesson, "beginning/iron.he", "! `01-beginning/01-iron.he.md` is there already"),
            (
                ScaffoldKind::Lesson,
                "beginning/irn.es",
                "! there is no lesson `beginning/irn` to translate; did you mean `beginning/iron`?",
            ),
            (ScaffoldKind::Unit, "beginning.es", "01-beginning/_index.es.md"),
            (ScaffoldKind::Unit, "01-beginning/_index.es.md", "01-beginning/_index.es.md"),
            (ScaffoldKind::Text, "turn-it.es", "texts/turn-it.es.md"),
            (ScaffoldKind::Text, "texts/tern-it.es", "! there is no text"),
        ] {
            let place = translated(kind, typed, FILES).expect("it names a language");
            let place = place.map_or_else(|refused| format!("! {refused}"), |place| place.path);
            assert!(place.starts_with(expected), "{typed}: {place}");
        }
        for typed in ["beginning/iron", "beginning/iron.md", "beginning/1.2", "beginning/Who decides?"] {
            assert_eq!(translated(ScaffoldKind::Lesson, typed, FILES), None, "{typed}");
        }
    }

    #[test]
    fn what_has_no_place_is_told_with_a_next_step() {
        for (kind, typed, says) in [
            (ScaffoldKind::Lesson, "../mapping", "climbs out of the curriculum"),
            (ScaffoldKind::Lesson, "02-power/.mapping", "would be hidden"),
            (ScaffoldKind::Lesson, "02-power/_mapping", "would be hidden"),
            (ScaffoldKind::Lesson, "", "name the lesson, such as `daf new lesson 02-power/mapping-power`"),
            (
                ScaffoldKind::Lesson,
                "02-powr/x",
                "there is no unit `02-powr`; did you mean `02-power`? `daf new unit 02-powr` makes it",
            ),
            (ScaffoldKind::Lesson, "texts/x", "`texts/` holds no lessons"),
            (ScaffoldKind::Lesson, "01-beginning/07-iron", "`01-beginning/01-iron` is there already"),
            (ScaffoldKind::Lesson, "01-beginning/two", "`01-beginning/03-two` is there already"),
            (ScaffoldKind::Lesson, "02-power/iron", "`iron` is the id of 01-beginning/01-iron.md already"),
            (ScaffoldKind::Lesson, "02-power/???", "has no letter that could be a name"),
            (ScaffoldKind::Lesson, "02-power/con", "cannot be a name here"),
            (ScaffoldKind::Unit, "power", "`02-power` is there already"),
            (ScaffoldKind::Unit, "search", "cannot be a name here"),
            (ScaffoldKind::Text, "a/b", "such files stand in `texts/` itself"),
        ] {
            let path = path(kind, typed);
            assert!(path.starts_with("! ") && path.contains(says), "{typed}: {path}");
        }
    }
}
