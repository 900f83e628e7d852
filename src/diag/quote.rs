//! What was typed, as messages show it: short, and with nothing in it that cannot be seen.

use crate::safe::is_unseen;

/// What was typed, cut where it is long and with what cannot be seen made visible.
pub fn quote(text: &str) -> String {
    let mut shown = String::new();
    for (count, c) in text.chars().enumerate() {
        if count == 60 {
            shown.push('…');
            break;
        }
        match c {
            '\n' | '\r' | '\t' => shown.push(' '),
            c if c.is_control() || is_unseen(c) => shown.push_str(&format!("<U+{:04X}>", u32::from(c))),
            c => shown.push(c),
        }
    }
    format!("`{shown}`")
}
