//! Words put into an archetype: `{{title}}` and the like are replaced, and nothing else is understood.
//!
//! A word is escaped for the place where it lands: bare in YAML, between quotation marks, in a comment, or in Markdown. An
//! archetype holds no loops, no conditions and no code.

use crate::data::written;

/// What is put in for placeholders.
#[derive(Debug, Clone, Default)]
pub struct Values {
    /// `{{title}}`.
    pub title: String,
    /// `{{id}}`: the file's name without its number.
    pub id: String,
    /// `{{ref}}`: the reference of a text of the library; a line that names it goes where there is none.
    pub reference: Option<String>,
    /// `{{date}}`: the day, as `YYYY-MM-DD`.
    pub date: String,
    /// `{{folder}}`: the folder that it stands in.
    pub folder: String,
    /// `{{lesson}}`: the id of the curriculum's first lesson; `None` where there is none.
    pub lesson: Option<String>,
    /// `{{schema}}`: the way to the schema of its kind; a line that names it goes where there is none.
    pub schema: Option<String>,
}

/// The placeholders that there are.
const NAMES: [&str; 7] = ["title", "id", "ref", "date", "folder", "lesson", "schema"];

/// Where a placeholder stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PlaceholderContext {
    /// Alone as a value of YAML.
    Whole,
    /// Among other words of a value of YAML.
    Among,
    /// Between `"`.
    Double,
    /// Between `'`.
    Single,
    /// In a comment.
    Comment,
    /// In Markdown.
    Markdown,
}

/// An archetype with the values put in. `origin` is its path, for what is wrong with it.
///
/// # Errors
/// Names the line, and what to do about it.
pub fn fill(origin: &str, archetype: &str, values: &Values) -> Result<String, String> {
    // A reference is a name: a title that only says it again goes.
    let by_reference = values.reference.as_deref() == Some(values.title.as_str()) && names(archetype, "ref");
    let is_yaml_file = !origin.ends_with(".md");
    let mut in_yaml = is_yaml_file;
    let mut out = String::with_capacity(archetype.len() + 64);
    for (number, line) in archetype.trim_start_matches('\u{feff}').split_inclusive('\n').enumerate() {
        let bare = line.trim_end();
        if !is_yaml_file && bare == "---" && (number == 0 || in_yaml) {
            in_yaml = number == 0;
        } else if values.schema.is_none() && names(bare, "schema")
            || values.reference.is_none() && names(bare, "ref")
            || by_reference && bare.starts_with("title:") && names(bare, "title")
        {
            continue;
        }
        let filled = filled(line, in_yaml && bare != "---", values);
        out.push_str(&filled.map_err(|wrong| format!("{origin}:{}: {wrong}", number + 1))?);
    }
    Ok(out)
}

/// Whether a line has a placeholder of this name.
fn names(line: &str, name: &str) -> bool {
    let mut rest = line;
    while let Some((_, typed, after)) = next(rest) {
        if typed == name {
            return true;
        }
        rest = after;
    }
    false
}

/// The next placeholder: what stands before it, its name, and what follows.
fn next(line: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    while let Some(open) = line[from..].find("{{").map(|at| at + from) {
        let inside = &line[open + 2..];
        if let Some(close) = inside.find("}}") {
            let name = inside[..close].trim();
            let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
            if is_name {
                return Some((&line[..open], name, &inside[close + 2..]));
            }
        }
        from = open + 2;
    }
    None
}

fn filled(line: &str, in_yaml: bool, values: &Values) -> Result<String, String> {
    let mut out = String::new();
    let mut before_all = String::new();
    let mut rest = line;
    while let Some((before, name, after)) = next(rest) {
        let value = value(name, values)?;
        out.push_str(before);
        before_all.push_str(before);
        let place = if in_yaml { place(&before_all, after) } else { PlaceholderContext::Markdown };
        out.push_str(&escaped(value, place).ok_or_else(|| {
            format!("`{{{{{name}}}}}` would be {value:?} here, which YAML reads as something else; put the line's value in quotation marks")
        })?);
        // What was put in opens and closes nothing.
        before_all.push('x');
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

fn value<'v>(name: &str, values: &'v Values) -> Result<&'v str, String> {
    Ok(match name {
        "title" => &values.title,
        "id" => &values.id,
        "ref" => values.reference.as_deref().unwrap_or_default(),
        "date" => &values.date,
        "folder" => &values.folder,
        "schema" => values.schema.as_deref().unwrap_or_default(),
        "lesson" => values
            .lesson
            .as_deref()
            .ok_or("there is no lesson yet that could stand here; `daf new lesson` makes one")?,
        name => {
            let near = crate::diag::make::nearest(name, NAMES);
            let near = near.map(|near| {
                let differs = crate::diag::make::difference(name, near).map(|what| format!(" ({what})"));
                format!("; did you mean `{{{{{near}}}}}`?{}", differs.unwrap_or_default())
            });
            let known: Vec<String> = NAMES.iter().map(|name| format!("{{{{{name}}}}}")).collect();
            let help = near.unwrap_or_else(|| format!("; there are {}", known.join(", ")));
            return Err(format!("`{{{{{name}}}}}` is no placeholder{help}"));
        }
    })
}

/// Where a placeholder of a YAML line stands, by what is before and after it.
fn place(before: &str, after: &str) -> PlaceholderContext {
    let mut quote = None;
    let mut last = ' ';
    let mut skip = false;
    for c in before.chars() {
        match (quote, c) {
            _ if skip => skip = false,
            (Some('"'), '\\') => skip = true,
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') if matches!(last, ' ' | '[' | '{' | ',' | ':' | '-') => quote = Some(c),
            (None, '#') if last == ' ' => return PlaceholderContext::Comment,
            _ => {}
        }
        last = c;
    }
    match quote {
        Some('"') => PlaceholderContext::Double,
        Some(_) => PlaceholderContext::Single,
        None => {
            let opens = before.trim_end();
            let begins = opens.is_empty()
                || opens.ends_with([':', '-', '[', '{', ',']) && opens.len() < before.len()
                || opens.ends_with(['[', '{']);
            let after = after.trim_end();
            let ends =
                after.is_empty() || after.trim_start().starts_with(['#', ',', ']', '}']) && !after.starts_with('#');
            if begins && ends { PlaceholderContext::Whole } else { PlaceholderContext::Among }
        }
    }
}

fn escaped(value: &str, place: PlaceholderContext) -> Option<String> {
    Some(match place {
        PlaceholderContext::Whole => written(value),
        PlaceholderContext::Among => is_plain_inside(value).then(|| value.to_owned())?,
        PlaceholderContext::Double => double(value),
        PlaceholderContext::Single => value.replace('\'', "''"),
        PlaceholderContext::Comment => value.to_owned(),
        PlaceholderContext::Markdown => markdown(value),
    })
}

/// Whether words may stand in a bare value: nothing in them ends it, even in a list between brackets.
fn is_plain_inside(value: &str) -> bool {
    let among = format!("a {value} a");
    written(&among) == among
}

fn double(value: &str) -> String {
    value.replace('\\', "\\\\").replace('"', "\\\"")
}

/// Words in which no sign means anything to Markdown, or to the lines of blocks.
fn markdown(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '{' | '}') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(title: &str) -> Values {
        Values { title: title.to_owned(), id: "x".to_owned(), ..Values::default() }
    }

    #[track_caller]
    fn check(archetype: &str, title: &str, expected: &str) {
        assert_eq!(fill("a.md", archetype, &with(title)).as_deref(), Ok(expected));
    }

    #[test]
    fn words_are_escaped_for_their_place() {
        let archetype = "---\ntitle: {{title}}  # {{ title }}\na: [{{title}}, b]\nb: \"On {{title}}\"\nc: 'On {{title}}'\n---\n# {{title}}\n";
        check(
            archetype,
            "It's \"why\": *a*, b",
            "---\ntitle: \"It's \\\"why\\\": *a*, b\"  # It's \"why\": *a*, b\na: [\"It's \\\"why\\\": *a*, b\", b]\nb: \"On It's \\\"why\\\": *a*, b\"\nc: 'On It''s \"why\": *a*, b'\n---\n# It's \"why\": \\*a\\*, b\n",
        );
        check("---\ntitle: {{title}}\n---\n", "כוח ומחיר", "---\ntitle: כוח ומחיר\n---\n");
        check("---\ntitle: {{title}}\n---\n", "1984", "---\ntitle: \"1984\"\n---\n");
        check("---\ntitle: {{title}}\n---\n", "No", "---\ntitle: \"No\"\n---\n");
        check("---\ntitle: {{title}}\n---\n", "- a", "---\ntitle: \"- a\"\n---\n");
        check("---\ntitle: {{title}}\n---\n", "don't", "---\ntitle: don't\n---\n");
        check("---\nsummary: On {{title}}\n---\n", "Power", "---\nsummary: On Power\n---\n");
        check("---\na: it's {{title}}\n---\n", "b", "---\na: it's b\n---\n");
    }

    #[test]
    fn what_can_not_stand_is_told_with_its_line() {
        let wrong = |archetype: &str| fill("archetypes/lesson.md", archetype, &with("A: b")).unwrap_err();
        assert!(
            wrong("---\ntitle: x\n---\n{{titel}}\n")
                .starts_with("archetypes/lesson.md:4: `{{titel}}` is no placeholder; did you mean `{{title}}`?")
        );
        assert!(wrong("{{qqqqqqq}}").contains("there are {{title}}, {{id}}, {{ref}}, {{date}}"));
        assert!(
            wrong("---\nsummary: On {{title}}\n---\n")
                .contains("archetypes/lesson.md:2: `{{title}}` would be \"A: b\" here")
        );
        assert!(wrong("---\na: {{lesson}}\n---\n").contains("there is no lesson yet"));
    }

    #[test]
    fn other_braces_are_left_alone() {
        check("{{ }} {{a b}} {{ {%x%} }} }}{{", "T", "{{ }} {{a b}} {{ {%x%} }} }}{{");
        let values = Values { schema: None, ..with("T") };
        assert_eq!(
            fill("p.yaml", "# $schema={{schema}}\ntitle: {{title}}\r\n", &values).as_deref(),
            Ok("title: T\r\n")
        );
    }
}
