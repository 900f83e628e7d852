//! Shows where two texts differ, for people: a few lines around each place, and whatever cannot be seen by its name. Compares
//! nothing but texts, and judges nothing.

use std::fmt::Write as _;

use libtest_mimic::{Failed, Trial};
use similar::{ChangeTag, TextDiff};

/// The lines that are shown around a difference.
const AROUND: usize = 3;

/// Signs that cannot be seen, or that look like others, and what they are called.
const UNSEEN: &[(char, &str)] = &[
    ('\t', "TAB"),
    ('\r', "CR"),
    ('\u{a0}', "NBSP"),
    ('\u{ad}', "SHY"),
    ('\u{34f}', "CGJ"),
    ('\u{61c}', "ALM"),
    ('\u{2009}', "THIN SPACE"),
    ('\u{200b}', "ZWSP"),
    ('\u{200c}', "ZWNJ"),
    ('\u{200d}', "ZWJ"),
    ('\u{200e}', "LRM"),
    ('\u{200f}', "RLM"),
    ('\u{2028}', "LINE SEPARATOR"),
    ('\u{2029}', "PARAGRAPH SEPARATOR"),
    ('\u{202a}', "LRE"),
    ('\u{202b}', "RLE"),
    ('\u{202c}', "PDF"),
    ('\u{202d}', "LRO"),
    ('\u{202e}', "RLO"),
    ('\u{202f}', "NNBSP"),
    ('\u{2060}', "WJ"),
    ('\u{2066}', "LRI"),
    ('\u{2067}', "RLI"),
    ('\u{2068}', "FSI"),
    ('\u{2069}', "PDI"),
    ('\u{3000}', "WIDE SPACE"),
    ('\u{feff}', "BOM"),
];

/// The differences between what is expected and what came, by lines: `-` was expected, `+` came.
///
/// Empty where there are none.
pub(crate) fn differences(expected: &str, came: &str) -> String {
    let mut shown = String::new();
    let diff = TextDiff::from_lines(expected, came);
    for group in diff.grouped_ops(AROUND) {
        if let Some(first) = group.first() {
            let (old, new) = (first.old_range().start + 1, first.new_range().start + 1);
            let _ = writeln!(shown, "@@ expected line {old}, came line {new}");
        }
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let sign = match change.tag() {
                ChangeTag::Equal => ' ',
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
            };
            let _ = writeln!(shown, "{sign} {}", seen(change.value()));
        }
    }
    shown
}

/// A line with everything in it that cannot be seen by name: `‹RLO›`, `‹U+0007›`, spaces at its end, and an end that is missing.
fn seen(line: &str) -> String {
    let (line, end) = match line.strip_suffix('\n') {
        Some(line) => (line, ""),
        None => (line, "‹NO LINE END›"),
    };
    let words = line.trim_end_matches([' ', '\r']);
    let mut shown = String::new();
    for (at, sign) in line.char_indices() {
        let name = UNSEEN.iter().find(|(unseen, _)| *unseen == sign).map(|(_, name)| *name);
        let _ = match name {
            Some(name) => write!(shown, "‹{name}›"),
            None if sign == ' ' && at >= words.len() => write!(shown, "‹SPACE›"),
            None if sign.is_control() => write!(shown, "‹U+{:04X}›", u32::from(sign)),
            None => write!(shown, "{sign}"),
        };
    }
    shown + end
}

/// The tests of this file.
pub(crate) fn all() -> Vec<Trial> {
    vec![
        Trial::test("comparison::same-texts-have-no-differences", || is(&differences("one\ntwo\n", "one\ntwo\n"), "")),
        Trial::test("comparison::a-few-lines-around-are-shown", || {
            let expected = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
            let came = expected.replace('5', "five");
            let shown = "@@ expected line 2, came line 2\n  2\n  3\n  4\n- 5\n+ five\n  6\n  7\n  8\n";
            is(&differences(expected, &came), shown)
        }),
        Trial::test("comparison::what-cannot-be-seen-is-named", || {
            let came = "a\u{a0}b\u{202e}c\u{2069} \r\nd  \ne\u{7}";
            let shown = "@@ expected line 1, came line 1\n- a bc\n- d\n- e\n\
                + a‹NBSP›b‹RLO›c‹PDI›‹SPACE›‹CR›\n+ d‹SPACE›‹SPACE›\n+ e‹U+0007›‹NO LINE END›\n";
            is(&differences("a bc\nd\ne\n", came), shown)
        }),
    ]
}

fn is(came: &str, expected: &str) -> Result<(), Failed> {
    if came == expected { Ok(()) } else { Err(format!("came:\n{came}expected:\n{expected}").into()) }
}
