//! `license-clash`: a text under a licence that the curriculum's own licence does not allow.
//!
//! Whoever takes the curriculum over relies on its licence for everything in it. So a text that may not be changed (ND) fits only a
//! curriculum that may not be either, one that may not be sold (NC) only one that may not be, and one whose changes must be shared
//! alike (SA) only one that asks for the same. The licence of a text's own lesson stands for the curriculum's.
//! Leaves alone a text with a `permission`, a licence that is not known (`unknown-license` tells of it), a copyright
//! (`missing-permission` does), and a curriculum that names no licence.

use super::subject::{Subject, shared_texts};
use crate::curriculum::{Curriculum, Text};
use crate::diag::make::lint::Clash;
use crate::diag::{Diagnostics, make};
use crate::syntax::lesson::Text as Word;
use crate::syntax::license;

/// What a licence asks for.
struct LicenseTerms {
    no_derivatives: bool,
    non_commercial: bool,
    share_alike: bool,
    other_family: bool,
    version: String,
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Diagnostics) {
    let lesson = subject.front.license.as_ref().map(|license| (license, "lesson"));
    let own = lesson.or(subject.curriculum.config.license.as_ref().map(|license| (license, "curriculum")));
    for text in subject.own_texts() {
        check_text(own, text, sink);
    }
}

/// The same for texts in files of their own.
pub(crate) fn check_shared(curriculum: &Curriculum, sink: &mut Diagnostics) {
    for text in shared_texts(curriculum) {
        check_text(curriculum.config.license.as_ref().map(|license| (license, "curriculum")), text, sink);
    }
}

fn check_text(own: Option<(&Word, &str)>, text: &Text, sink: &mut Diagnostics) {
    let entry = &text.entry;
    let (Some((own, whose)), Some(written), None) = (own, &entry.license, &entry.permission) else { return };
    if let Some(clash) = clash(&own.value, &written.value) {
        let (theirs, ours) = (license::shown(&written.value), license::shown(&own.value));
        sink.push(make::lint::license_clash(written.span, own.span, whose, theirs, ours, clash));
    }
}

/// Why a text's licence does not go into a curriculum's; `None` where it does, or where it cannot be told.
fn clash(own: &str, theirs: &str) -> Option<Clash> {
    let theirs = terms(theirs)?;
    let closed = license::is_copyright(own);
    let own = if closed { None } else { Some(terms(own)?) };
    let ours = |asks: fn(&LicenseTerms) -> bool| own.as_ref().is_some_and(asks);
    // Under "all rights reserved" a text may be shown as it is, and nobody is allowed to sell or to change anything.
    if theirs.no_derivatives && !closed && !ours(|own| own.no_derivatives) {
        return Some(Clash::NoDerivatives);
    }
    if theirs.non_commercial && !closed && !ours(|own| own.non_commercial) {
        return Some(Clash::NonCommercial);
    }
    if theirs.other_family && !ours(|own| own.other_family) {
        return Some(Clash::OtherFamily);
    }
    let newer = own.as_ref().is_some_and(|own| own.version >= theirs.version);
    (theirs.share_alike && !(ours(|own| own.share_alike) && newer)).then_some(Clash::ShareAlike)
}

fn terms(written: &str) -> Option<LicenseTerms> {
    let id = license::canonical(written)?;
    let parts: Vec<&str> = id.split('-').collect();
    let has = |part: &str| parts.contains(&part);
    Some(LicenseTerms {
        no_derivatives: has("ND"),
        non_commercial: has("NC"),
        share_alike: has("SA"),
        other_family: has("GFDL"),
        version: parts.last().map(|version| (*version).to_owned()).unwrap_or_default(),
    })
}
