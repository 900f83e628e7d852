//! Classes of characters (Unicode 16, block Hebrew).

/// A letter, alef to tav with the final forms, or a Yiddish digraph.
pub fn is_hebrew_letter(c: char) -> bool {
    matches!(c, '\u{5d0}'..='\u{5ea}' | '\u{5ef}'..='\u{5f2}' | '\u{fb1d}' | '\u{fb1f}'..='\u{fb28}' | '\u{fb2a}'..='\u{fb4f}')
}

/// A vowel point, dagesh, shin or sin dot, meteg, rafe or qamats qatan: what `vowels: false` hides.
pub fn is_point(c: char) -> bool {
    matches!(c, '\u{5b0}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}')
}

/// A te'amim mark: U+0591 to U+05AF.
pub fn is_cantillation(c: char) -> bool {
    matches!(c, '\u{591}'..='\u{5af}')
}

/// Any mark that stands on a letter, with the grapheme joiner that keeps marks in order.
pub fn is_mark(c: char) -> bool {
    is_point(c) || is_cantillation(c) || c == JOINER
}

/// Paseq: a stroke between words, read with the te'amim.
pub(crate) const PASEQ: char = '\u{5c0}';
/// The combining grapheme joiner: keeps the order of marks on a letter; nothing of itself.
pub(crate) const JOINER: char = '\u{34f}';
/// Maqaf: the hyphen between words.
pub(crate) const MAQAF: char = '\u{5be}';
/// Sof pasuq: the end of a verse.
pub(crate) const SOF_PASUQ: char = '\u{5c3}';

/// Whether a text has a Hebrew letter.
pub fn has_hebrew(text: &str) -> bool {
    // All letters of the main block begin with the byte D7: most texts without Hebrew are passed over by bytes.
    text.as_bytes().iter().any(|&byte| byte >= 0xd6) && text.chars().any(is_hebrew_letter)
}
