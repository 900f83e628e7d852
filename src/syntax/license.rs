//! Licences as people write them: SPDX ids, the library's own words, public domain, and "Copyright …".
//!
//! Says whether a licence is known and what it is called; judges no combination of licences.

use super::lesson::Text;
use crate::diag::{Diagnostics, make};

/// What licences are called in the SPDX list, with the words that mean the same (source: SPDX 3.26, and the words used by
/// the online library of Jewish texts), and what a reader sees.
const KNOWN: &[(&str, &[&str], &str)] = &[
    ("public-domain", &["public domain", "pd", "cc-pdm-1.0", "cc-pddc", "pdm"], "public domain"),
    ("CC0-1.0", &["cc0", "cc-0"], "CC0 1.0"),
    ("CC-BY-4.0", &["cc-by", "cc by", "cc by 4.0"], "CC BY 4.0"),
    ("CC-BY-3.0", &["cc by 3.0"], "CC BY 3.0"),
    ("CC-BY-2.0", &[], "CC BY 2.0"),
    ("CC-BY-SA-4.0", &["cc-by-sa", "cc by-sa", "cc by-sa 4.0"], "CC BY-SA 4.0"),
    ("CC-BY-SA-3.0", &["cc by-sa 3.0"], "CC BY-SA 3.0"),
    ("CC-BY-NC-4.0", &["cc-by-nc", "cc by-nc", "cc by-nc 4.0"], "CC BY-NC 4.0"),
    ("CC-BY-NC-3.0", &[], "CC BY-NC 3.0"),
    ("CC-BY-NC-SA-4.0", &["cc-by-nc-sa", "cc by-nc-sa", "cc by-nc-sa 4.0"], "CC BY-NC-SA 4.0"),
    ("CC-BY-NC-ND-4.0", &["cc-by-nc-nd", "cc by-nc-nd", "cc by-nc-nd 4.0"], "CC BY-NC-ND 4.0"),
    ("CC-BY-ND-4.0", &["cc-by-nd", "cc by-nd"], "CC BY-ND 4.0"),
    ("GFDL-1.3-or-later", &["gfdl", "gfdl-1.3"], "GFDL 1.3"),
    ("MIT", &[], "MIT"),
    ("Apache-2.0", &[], "Apache 2.0"),
    ("OFL-1.1", &[], "OFL 1.1"),
];

/// The SPDX id (or `public-domain`) for a licence as written, where it is known.
pub fn canonical(written: &str) -> Option<&'static str> {
    find(written).map(|(id, _, _)| *id)
}

/// What a reader sees: the licence's usual name, or what was written.
pub fn shown(written: &str) -> &str {
    find(written).map_or(written.trim(), |(_, _, shown)| shown)
}

/// The licence's own page, where it has one.
pub fn url(written: &str) -> Option<String> {
    let id = canonical(written)?;
    if id == "CC0-1.0" {
        return Some("https://creativecommons.org/publicdomain/zero/1.0/".to_owned());
    }
    let (kind, version) = id.strip_prefix("CC-")?.rsplit_once('-')?;
    Some(format!("https://creativecommons.org/licenses/{}/{version}/", kind.to_lowercase()))
}

/// Whether it claims all rights, so that a permission is needed.
pub fn is_copyright(written: &str) -> bool {
    let word = written.trim().to_lowercase();
    word.starts_with("copyright") || word.starts_with('©') || word.contains("all rights reserved")
}

fn find(written: &str) -> Option<&'static (&'static str, &'static [&'static str], &'static str)> {
    let word = written.trim().to_lowercase();
    KNOWN.iter().find(|(id, same, _)| id.to_lowercase() == word || same.contains(&word.as_str()))
}

/// The licence that is spelt otherwise than its id: "CC BY SA 4", "Creative Commons Attribution-ShareAlike 4.0 International". Nothing
/// is guessed: all of its letters and its number must be there.
fn meant(written: &str) -> Option<&'static str> {
    let mut word = squeezed(written);
    for (long, short) in LONG {
        word = word.replace(long, short);
    }
    let whole = format!("{word}0");
    let is = |known: &str| {
        let known = squeezed(known);
        known == word || (known == whole && word.ends_with(|c: char| c.is_ascii_digit()))
    };
    let found = KNOWN.iter().find(|(id, same, _)| is(id) || same.iter().any(|same| is(same)));
    found.map(|(id, _, _)| *id)
}

/// What stands in the names of licences for the letters in their ids; the longest first.
const LONG: &[(&str, &str)] = &[
    ("creativecommons", "cc"),
    ("attribution", "by"),
    ("noncommercial", "nc"),
    ("sharealike", "sa"),
    ("noderivatives", "nd"),
    ("noderivs", "nd"),
    ("international", ""),
    ("unported", ""),
    ("license", ""),
    ("licence", ""),
    ("ccccby", "ccby"),
];

/// Letters and digits alone, in lower case.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Reports a licence that is not known, or one that needs a permission and has none.
pub(crate) fn check(license: &Text, permitted: bool, sink: &mut Diagnostics) {
    if is_copyright(&license.value) {
        if !permitted {
            sink.push(make::missing_permission(license.span));
        }
    } else if canonical(&license.value).is_none() {
        sink.push(make::unknown_license(
            license.span,
            &license.value,
            meant(&license.value),
            KNOWN.iter().map(|(id, _, _)| *id),
        ));
    }
}
