//! Words for mistakes that are too many to tell one by one.

use crate::diag::Diagnostic;

/// So many more of a kind in a file, of which this is the next.
pub(crate) fn more(next: &Diagnostic, count: usize) -> Diagnostic {
    Diagnostic {
        code: next.code,
        severity: next.severity,
        message: format!("and {} more of this kind in this file", thousands(count)),
        place: next.place.clone(),
        label: "the next of them".to_owned(),
        others: Vec::new(),
        help: Vec::new(),
        seek: Vec::new(),
        seek_in: Vec::new(),
        word: String::new(),
        fix: None,
    }
}

/// A number as it is written in words: `4,980`.
pub(crate) fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
