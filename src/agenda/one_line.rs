//! Words that a writer wrote, as one line.

use crate::curriculum::Curriculum;
use crate::{display, safe};

/// Words as one line: nothing in them that turns it, ends it or speaks to a terminal, and divine names as the curriculum writes
/// them.
pub(super) fn line_of(curriculum: &Curriculum, words: &str) -> String {
    let named = display::with_divine_name(curriculum.config.divine_name, words);
    let mut line = String::with_capacity(named.len());
    for word in display::strip_bidi(&named).split(|c: char| c.is_whitespace() || c.is_control()) {
        if !word.is_empty() {
            line.push_str(if line.is_empty() { "" } else { " " });
            line.extend(word.chars().filter(|&c| !safe::is_unseen(c)));
        }
    }
    line
}
