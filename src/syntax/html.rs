//! Which HTML of writers is used, where a curriculum allows it with `raw_html: true`: the elements, in a line and on lines of their own.
//! Cleans none; that is the page's to do.

use super::dest;
use super::lesson::Dest;

/// Whether a destination in such HTML is an address that a link in Markdown may lead to.
pub fn is_address(typed: &str) -> bool {
    matches!(dest::dest(typed), Dest::Outside(_))
}

/// Elements that may stand inside a line, as bare tags.
pub const IN_A_LINE: [&str; 16] =
    ["b", "i", "u", "em", "strong", "small", "sub", "sup", "s", "q", "kbd", "cite", "ruby", "rt", "rp", "bdi"];

/// Elements that may stand in HTML on lines of its own. Images come from Markdown, which checks them; headings would break the page's
/// outline; what runs or loads something is none of a lesson's.
pub const ON_LINES: [&str; 66] = [
    "a",
    "abbr",
    "acronym",
    "article",
    "aside",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "header",
    "hgroup",
    "hr",
    "i",
    "ins",
    "kbd",
    "li",
    "mark",
    "nav",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "rtc",
    "ruby",
    "s",
    "samp",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "time",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Attributes that no page keeps.
const DROPPED: [&str; 3] = ["style", "class", "id"];

/// The first piece of a writer's HTML that no page uses as it is meant: a tag's name, or an attribute. `None` where all of it is used.
pub(crate) fn unused(markup: &str, in_a_line: bool) -> Option<String> {
    if in_a_line {
        let name = markup.trim_start_matches("</").trim_start_matches('<').trim_end_matches('>');
        let is_used = IN_A_LINE.iter().any(|known| name.eq_ignore_ascii_case(known));
        return (!is_used).then(|| markup.to_owned());
    }
    markup.split('<').skip(1).find_map(|piece| {
        let tag = piece.split('>').next().unwrap_or(piece);
        let tag = tag.strip_prefix('/').unwrap_or(tag);
        let length = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
        let (name, rest) = tag.split_at(length);
        if name.is_empty() {
            return None;
        }
        if !ON_LINES.iter().any(|known| name.eq_ignore_ascii_case(known)) {
            return Some(format!("<{name}>"));
        }
        let names =
            rest.split_whitespace().filter_map(|word| word.split_once('=')).map(|(name, _)| name.to_ascii_lowercase());
        let mut dropped = names.filter(|name| DROPPED.contains(&name.as_str()) || name.starts_with("on"));
        dropped.next()
    })
}

#[cfg(test)]
mod tests {
    use super::unused;

    #[test]
    fn names_what_no_page_uses() {
        assert_eq!(unused("<u>", true), None);
        assert_eq!(unused("</U>", true), None);
        assert_eq!(unused("<span lang=\"he\">", true), Some("<span lang=\"he\">".to_owned()));
        assert_eq!(unused("<details>\n<summary>More</summary>\n2 < 3\n</details>\n", false), None);
        assert_eq!(unused("<div style=\"color: red\">\n", false), Some("style".to_owned()));
        assert_eq!(unused("<p>a</p>\n<IFRAME src=x></iframe>", false), Some("<IFRAME>".to_owned()));
    }
}
