//! Links that open a place in an editor. Knows how editors like to be asked; opens nothing.

use std::path::{Path, PathBuf};

/// An editor, and where the folder is that it opens files of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor {
    template: String,
    folder: PathBuf,
}

/// Names that stand for a template.
const KNOWN: [(&str, &str); 6] = [
    ("vscode", "vscode://file{path}:{line}:{column}"),
    ("vscodium", "vscodium://file{path}:{line}:{column}"),
    ("cursor", "cursor://file{path}:{line}:{column}"),
    ("zed", "zed://file{path}:{line}:{column}"),
    ("idea", "idea://open?file={path}&line={line}&column={column}"),
    ("sublime", "subl://open?url=file://{path}&line={line}&column={column}"),
];

impl Editor {
    /// An editor by its name, or by a template such as `myeditor://open?file={path}&line={line}`; `None` for `none`. `folder` is
    /// the content's, as a whole path.
    ///
    /// # Errors
    /// With what is wrong, where it is neither.
    pub fn new(typed: &str, folder: &Path) -> Result<Option<Editor>, String> {
        let typed = typed.trim();
        if typed.is_empty() || typed == "none" {
            return Ok(None);
        }
        let known = KNOWN.iter().find(|(name, _)| *name == typed).map(|(_, template)| *template);
        let template = known.unwrap_or(typed);
        if !is_template(template) {
            let names: Vec<&str> = KNOWN.iter().map(|(name, _)| *name).collect();
            return Err(format!(
                "`{typed}` is no editor that daf knows; there are {}, `none`, or a template such as \
                 `myeditor://open?file={{path}}&line={{line}}&column={{column}}`",
                names.join(", ")
            ));
        }
        Ok(Some(Editor { template: template.to_owned(), folder: folder.to_owned() }))
    }

    /// The link to a place in a file of the folder.
    pub(crate) fn link(&self, path: &str, line: u64, column: u64) -> String {
        let full = self.folder.join(path).to_string_lossy().replace('\\', "/");
        let full = if full.starts_with('/') { full } else { format!("/{full}") };
        let encoded = percent_encoding::utf8_percent_encode(&full, PATH).to_string();
        let (line, column) = (line.to_string(), column.to_string());
        self.template.replace("{line}", &line).replace("{column}", &column).replace("{path}", &encoded)
    }
}

/// What stands in a path as it is.
const PATH: &percent_encoding::AsciiSet =
    &percent_encoding::NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':');

/// A template has a scheme of its own, by which no script runs, and a place for the path.
fn is_template(template: &str) -> bool {
    let Some((scheme, _)) = template.split_once(':') else { return false };
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    let runs = ["javascript", "data", "vbscript", "blob", "http", "https", "file"];
    is_scheme && !runs.iter().any(|word| scheme.eq_ignore_ascii_case(word)) && template.contains("{path}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_open_a_place() {
        let link = |typed: &str| {
            let editor = Editor::new(typed, Path::new("/home/me/c d")).expect("it is known").expect("it is one");
            editor.link("unit/שלום#.md", 3, 7)
        };
        let path = "/home/me/c%20d/unit/%D7%A9%D7%9C%D7%95%D7%9D%23.md";
        assert_eq!(link("vscode"), format!("vscode://file{path}:3:7"));
        assert_eq!(link("idea"), format!("idea://open?file={path}&line=3&column=7"));
        assert_eq!(link("mine:{path}@{line}"), format!("mine:{path}@3"));
    }

    #[test]
    fn what_is_no_editor_is_told() {
        for typed in
            ["emacs", "javascript:alert({path})", "JavaScript:{path}", "https://e.org/{path}", "x://y", "{path}"]
        {
            assert!(Editor::new(typed, Path::new("/")).is_err(), "{typed}");
        }
        for typed in ["", "none", " none "] {
            assert_eq!(Editor::new(typed, Path::new("/")), Ok(None));
        }
    }
}
