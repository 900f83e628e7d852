//! Hebrew numerals with geresh and gershayim, in both directions.

const LETTERS: &[(u32, char)] = &[
    (400, 'ת'),
    (300, 'ש'),
    (200, 'ר'),
    (100, 'ק'),
    (90, 'צ'),
    (80, 'פ'),
    (70, 'ע'),
    (60, 'ס'),
    (50, 'נ'),
    (40, 'מ'),
    (30, 'ל'),
    (20, 'כ'),
    (10, 'י'),
    (9, 'ט'),
    (8, 'ח'),
    (7, 'ז'),
    (6, 'ו'),
    (5, 'ה'),
    (4, 'ד'),
    (3, 'ג'),
    (2, 'ב'),
    (1, 'א'),
];

/// A number from 1 to 999 as a numeral: `ה׳`, `ט״ו`, `תרי״ג`. Other numbers as digits.
pub fn numeral(number: u32) -> String {
    if number == 0 || number > 999 {
        return number.to_string();
    }
    let letters = letters(number);
    let mut marked = String::new();
    let count = letters.chars().count();
    for (at, letter) in letters.chars().enumerate() {
        if count > 1 && at == count - 1 {
            marked.push('״');
        }
        marked.push(letter);
    }
    if count == 1 {
        marked.push('׳');
    }
    marked
}

/// Fifteen and sixteen are written nine and six, nine and seven, so as not to spell the Name.
fn letters(number: u32) -> String {
    let mut rest = number;
    let mut letters = String::new();
    while rest > 0 {
        if rest == 15 || rest == 16 {
            letters.push_str(if rest == 15 { "טו" } else { "טז" });
            break;
        }
        let Some(&(value, letter)) = LETTERS.iter().find(|(value, _)| *value <= rest) else { break };
        letters.push(letter);
        rest -= value;
    }
    letters
}

/// The number that a numeral stands for, with or without geresh and gershayim in any typed form; `None` where the letters
/// are in no order that a numeral has.
pub fn from_numeral(text: &str) -> Option<u32> {
    let mut sum = 0u32;
    let mut last = u32::MAX;
    for c in text.chars().filter(|c| !matches!(c, '׳' | '״' | '\'' | '"' | '’' | '‘' | '”' | '“')) {
        let value = LETTERS.iter().find(|(_, letter)| *letter == final_to_plain(c)).map(|(value, _)| *value)?;
        // One letter each for units and tens, hundreds as needed; fifteen and sixteen are nine and six, nine and seven.
        let units = last == 9 && sum % 10 == 9 && matches!(value, 6 | 7);
        let hundreds = value >= 100 && last == 400;
        let lower = value < last && decade(value) != decade(last);
        if !(units || hundreds || lower) {
            return None;
        }
        sum += value;
        last = if units { 1 } else { value };
    }
    (sum > 0 && sum < 2000).then_some(sum)
}

/// Units, tens or hundreds; what stands before every letter is none of them.
fn decade(value: u32) -> u32 {
    match value {
        u32::MAX => u32::MAX,
        100.. => 100,
        10.. => 10,
        _ => 1,
    }
}

/// A final letter's plain form.
pub(crate) fn final_to_plain(c: char) -> char {
    match c {
        'ך' => 'כ',
        'ם' => 'מ',
        'ן' => 'נ',
        'ף' => 'פ',
        'ץ' => 'צ',
        c => c,
    }
}

/// The form that a letter has at the end of a word; `None` for one that has no other.
pub fn to_final(c: char) -> Option<char> {
    Some(match c {
        'כ' => 'ך',
        'מ' => 'ם',
        'נ' => 'ן',
        'פ' => 'ף',
        'צ' => 'ץ',
        _ => return None,
    })
}
