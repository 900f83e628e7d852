//! Words where something acts on them: a terminal, a workflow that reads lines, a spreadsheet. What is safe there is decided here and
//! nowhere else. Prints nothing, and knows no command.

use std::borrow::Cow;

/// Whether a character is drawn as nothing, or turns what stands around it around: no output holds one that a writer typed as it is.
///
/// Joiners stay what they are, because letters and pictures are written with them.
pub fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Whether a character turns the words after it around, or ends their line, unseen: embeddings, overrides and isolates, and what ends
/// them. The marks of Unicode for one letter's place (U+200E, U+200F, U+061C) do neither, and Hebrew is typed with them.
pub fn turns(c: char) -> bool {
    matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{206f}')
}

/// Words as one line: whatever a terminal would act on or hide is shown by its number.
///
/// # Example
/// `line("a\u{1b}[2Jb")` is `a<U+001B>[2Jb`.
pub fn line(text: &str) -> String {
    shown(text, false)
}

/// Words as lines, otherwise like [`line()`], none of them an order ([`no_order`]).
pub fn lines(text: &str) -> String {
    no_order(shown(text, true))
}

/// Lines of which none begins with an order to a workflow that reads along: `::error::` gets a space in it.
pub fn no_order(text: String) -> String {
    if !text.contains("::") {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 8);
    for line in text.split_inclusive('\n') {
        let words = line.trim_start();
        let is_order = words.strip_prefix("::").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
        if is_order {
            let (before, after) = line.split_at(line.len() - words.len() + 1);
            out.extend([before, " ", after]);
        } else {
            out.push_str(line);
        }
    }
    out
}

fn shown(text: &str, has_lines: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // The older form of such an order, wherever it stands in a line.
            '[' if out.ends_with("##") => out.push_str(" ["),
            '\n' if has_lines => out.push('\n'),
            '\t' => out.push(' '),
            c if c.is_control() || is_unseen(c) => out.push_str(&format!("<U+{:04X}>", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

/// A JSON text that means the same, with everything written as an escape that a terminal would act on or hide. The lines between its
/// values stay.
pub fn json(text: &str) -> Cow<'_, str> {
    let acts = |c: char| (c.is_control() && c != '\n') || is_unseen(c);
    if !text.contains(acts) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if acts(c) {
            // Such characters stand in strings alone, where an escape means the very same.
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    out.into()
}

/// A cell of a table that no spreadsheet takes for a formula. For words; numbers need it not.
///
/// # Example
/// `cell("=1+1")` is `'=1+1`.
pub fn cell(words: &str) -> Cow<'_, str> {
    let first = words.trim_start_matches(|c: char| c == ' ' || is_unseen(c));
    let runs =
        first.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', '−', '﹢', '﹣', '﹦', '﹫']);
    if runs { format!("'{words}").into() } else { words.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_is_shown_everything_and_acts_on_nothing() {
        assert_eq!(line("a\u{1b}[2J\u{9b}2J\u{7f}\r\nb\tc"), "a<U+001B>[2J<U+009B>2J<U+007F><U+000D><U+000A>b c");
        assert_eq!(line("\u{202e}x\u{2066}y\u{200f}z\u{61c}\u{2028}"), "<U+202E>x<U+2066>y<U+200F>z<U+061C><U+2028>");
        assert_eq!(lines("a\nb\r"), "a\nb<U+000D>");
        assert_eq!(line("צֶדֶק 👩‍🏫"), "צֶדֶק 👩‍🏫");
    }

    #[test]
    fn a_workflow_is_given_no_orders() {
        assert_eq!(
            lines("::error::a\n  ::set-output name=x::y\n:::note\na ::b\n"),
            ": :error::a\n  : :set-output name=x::y\n:::note\na ::b\n"
        );
        assert_eq!(line("a ##[error]b"), "a ## [error]b");
    }

    #[test]
    fn json_means_the_same() {
        let value = serde_json::json!({"a\u{9b}": "x\u{1b}\u{202e}\u{7f}\u{e0041}\n\"\\צ"});
        for text in [value.to_string(), format!("{value:#}")] {
            let safe = json(&text);
            assert!(safe.chars().all(|c| c == '\n' || !c.is_control() && !is_unseen(c)), "{safe}");
            assert_eq!(serde_json::from_str::<serde_json::Value>(&safe).expect("it is JSON"), value);
        }
    }

    #[test]
    fn cells_are_words() {
        for runs in ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠x", " =1", "\u{200f}=1"] {
            assert_eq!(cell(runs), format!("'{runs}"));
        }
        for plain in ["a=1", "18:30", "10-15", "", "מה?"] {
            assert_eq!(cell(plain), plain);
        }
    }
}
