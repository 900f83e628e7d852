//! Numbers that must not turn round where words run from the right: ranges, times, prices, dates, references.

use std::ops::Range;

/// Signs that join the numbers of one group.
fn is_joint(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'
            ..='\u{2014}'
                | '\u{2212}'
                | '.'
                | ','
                | ':'
                | '/'
                | '×'
                | '+'
                | '\''
                | '’'
                | '\u{a0}'
                | '\u{202f}'
                | '='
                | '~'
                | '*'
                | '\u{2032}'
                | '\u{2044}'
                | '\u{66b}'
                | '\u{66c}'
    )
}

/// Signs of money and measure that stand at a number.
fn is_unit(c: char) -> bool {
    matches!(c, '%' | '‰' | '°' | '$' | '£' | '¢' | '¥' | '#' | '№' | '±' | '\u{66a}' | '\u{20a0}'..='\u{20cf}')
}

pub(super) fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
        || (!c.is_ascii() && c.is_numeric() && !matches!(c, '\u{2070}'..='\u{209f}' | '\u{2460}'..='\u{24ff}'))
}

/// The groups of numbers in a part of a text that would not read in their order among letters that run from the right: more than
/// digits with points or commas. In order, apart from one another.
///
/// `12–15`, `18:30`, `₪3.50` and `050-123-4567` are such groups; `1,948` is read in order anyhow.
pub(super) fn groups(text: &str, part: Range<usize>, found: &mut Vec<Range<usize>>) {
    let inside = text.get(part.clone()).unwrap_or_default();
    if !inside.bytes().any(|byte| byte.is_ascii_digit() || byte >= 0xd9) {
        return;
    }
    let chars: Vec<(usize, char)> = inside.char_indices().map(|(at, c)| (part.start + at, c)).collect();
    let mut at = 0;
    while at < chars.len() {
        if is_digit(chars[at].1) {
            let group = group(&chars, at);
            let bytes = chars[group.start].0..place(&chars, group.end, part.end);
            if turns(text.get(bytes.clone()).unwrap_or_default()) {
                found.push(bytes);
            }
            at = group.end;
        } else {
            at += 1;
        }
    }
}

fn place(chars: &[(usize, char)], at: usize, last: usize) -> usize {
    chars.get(at).map_or(last, |(byte, _)| *byte)
}

/// The group that the first digit of a number belongs to, as places in the list of signs.
fn group(chars: &[(usize, char)], first: usize) -> Range<usize> {
    let char = |at: usize| chars.get(at).map(|(_, c)| *c);
    let mut start = first;
    if let Some(before) = first.checked_sub(1).and_then(char)
        && is_unit(before)
    {
        start = first - 1;
    } else if first > 0
        && char(first - 1).is_some_and(|c| matches!(c, '+' | '-' | '\u{2212}'))
        && first.checked_sub(2).and_then(char).is_none_or(char::is_whitespace)
    {
        // A telephone number from abroad; a number below zero.
        start = first - 1;
    }
    let mut at = first;
    loop {
        while char(at).is_some_and(is_digit) {
            at += 1;
        }
        if char(at).is_some_and(is_unit) {
            at += 1;
        }
        match next_number(&char, at) {
            Some(next) => at = next,
            None => return start..at,
        }
    }
}

/// Where the next number of a group begins, after what joins it: signs without a space, or one dash between spaces.
fn next_number(char: &impl Fn(usize) -> Option<char>, at: usize) -> Option<usize> {
    let mut next = at;
    while char(next).is_some_and(is_joint) && next < at + 2 {
        next += 1;
    }
    if next == at
        && char(at) == Some(' ')
        && char(at + 1).is_some_and(|c| matches!(c, '-' | '–'))
        && char(at + 2) == Some(' ')
    {
        next = at + 3;
    }
    if next > at && char(next).is_some_and(is_unit) {
        next += 1;
    }
    (next > at && char(next).is_some_and(is_digit)).then_some(next)
}

/// Whether a group is more than a number with points and commas.
fn turns(group: &str) -> bool {
    group.chars().any(|c| !is_digit(c) && !matches!(c, '.' | ','))
}
