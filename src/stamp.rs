//! The line that says where a copied theme file came from: the theme, daf's version, the file, and a hash of what it was.
//!
//! Pure text: read from a file's first line, written in the comment of the file's own language. Touches no disk.

/// Where a theme file was copied from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The shipped theme.
    pub theme: String,
    /// The version of daf that it came with.
    pub version: String,
    /// A hash of what it was, in sixteen hexadecimal digits.
    pub hash: String,
}

/// What the words of a stamp begin with, inside the comment.
const BEGIN: &str = "copied from the theme ";

impl Stamp {
    /// The stamp of a shipped file as this daf has it.
    ///
    /// ```
    /// let stamp = daf::stamp::Stamp::of("daf", b"<hr>\n");
    /// let copied = stamp.on("templates/blocks/rule.html", "<hr>\n").expect("templates have comments");
    /// assert!(copied.starts_with("{# copied from the theme daf of daf "));
    /// assert_eq!(daf::stamp::Stamp::read(&copied), Some(stamp));
    /// ```
    pub fn of(theme: &str, bytes: &[u8]) -> Stamp {
        let hash = blake3::hash(bytes).to_hex();
        let hash = hash.get(..16).unwrap_or_default().to_owned();
        Stamp { theme: theme.to_owned(), version: env!("CARGO_PKG_VERSION").to_owned(), hash }
    }

    /// A file's text with the stamp as its first line; `None` where its language has no comments.
    pub fn on(&self, path: &str, text: &str) -> Option<String> {
        let (open, close) = comment(path)?;
        let words = format!("{BEGIN}{} of daf {} ({})", self.theme, self.version, self.hash);
        Some(format!("{open}{words}{close}\n{text}"))
    }

    /// The stamp on a file's first line.
    pub fn read(text: &str) -> Option<Stamp> {
        let line = text.trim_start_matches('\u{feff}').lines().next()?;
        let (_, words) = line.split_once(BEGIN)?;
        let (theme, rest) = words.split_once(" of daf ")?;
        let (version, rest) = rest.split_once(" (")?;
        let (hash, _) = rest.split_once(')')?;
        let is_hash = hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hash.then(|| Stamp { theme: theme.to_owned(), version: version.to_owned(), hash: hash.to_owned() })
    }

    /// Whether a shipped file is still what it was when it was copied.
    pub fn is_of(&self, bytes: &[u8]) -> bool {
        Stamp::of(&self.theme, bytes).hash == self.hash
    }
}

/// A copied file's text without its stamp.
pub fn without_stamp(text: &str) -> &str {
    match Stamp::read(text) {
        Some(_) => text.split_once('\n').map_or("", |(_, rest)| rest),
        None => text,
    }
}

/// What a comment of one line is between, by the file's name. A template's leaves no empty line on the page.
fn comment(path: &str) -> Option<(&'static str, &'static str)> {
    match path.rsplit_once('.')?.1 {
        "html" | "xml" => Some(("{# ", " -#}")),
        "css" => Some(("/* ", " */")),
        "js" | "typ" => Some(("// ", "")),
        "ftl" => Some(("# ", "")),
        "svg" => Some(("<!-- ", " -->")),
        "md" => Some(("<!-- ", " -->")),
        _ => None,
    }
}
