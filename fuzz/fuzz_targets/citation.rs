//! Any text: reading it as a reference and looking for citations in it neither panics nor points outside it, and what is
//! understood is understood again from its own forms.
#![no_main]

use daf::citation;

libfuzzer_sys::fuzz_target!(|text: &str| {
    match citation::read(text) {
        Ok(reading) => {
            for place in &reading.citations {
                let canonical = place.canonical();
                let again = citation::parse(&canonical).unwrap_or_else(|refusal| panic!("{canonical}: {refusal}"));
                assert_eq!(again.canonical(), canonical);
                assert!(place.contains(place));
                let _ = (place.hebrew(), place.url(), place.slug(), place.order(), place.short(), place.portion());
            }
        }
        Err(refusal) => assert!(text.get(refusal.range).is_some()),
    }
    for found in citation::find(text) {
        assert!(text.get(found.range).is_some());
    }
});
