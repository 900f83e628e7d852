//! Where a text can be read no further as YAML, and which line that is to be blamed on.

use std::ops::Range;

use granit_parser::{Event, Options, Parser};

/// The bytes to underline for an error that the library noticed at `at`: the rest of that line, or of the last line that
/// holds something where nothing follows.
pub(super) fn blame(yaml: &str, at: usize) -> Range<usize> {
    let before = yaml[..at].trim_end().len();
    let at = if yaml[at..].trim().is_empty() || yaml[at..].starts_with(['\n', '\r']) { before } else { at };
    let start = if at == before { yaml[..at].rfind(['\n', '\r']).map_or(0, |found| found + 1) } else { at };
    let end = yaml[start..].find(['\n', '\r']).map_or(yaml.len(), |found| start + found);
    start..end.max(start)
}

/// The line that a byte lies in, without its end.
pub(super) fn line_of(yaml: &str, at: usize) -> Range<usize> {
    let (before, after) = yaml.as_bytes().split_at(at);
    let start = memchr::memrchr2(b'\n', b'\r', before).map_or(0, |found| found + 1);
    let end = memchr::memchr2(b'\n', b'\r', after).map_or(yaml.len(), |found| at + found);
    start..end
}

/// Where the library can read no further: the byte that it noticed it at. `None` where it reads all.
pub(super) fn stuck(yaml: &str) -> Option<usize> {
    let mut options = Options::default();
    options.emit_unresolved_aliases = true;
    let mut parser = Parser::new_from_str_with_options(yaml, options);
    loop {
        match parser.next_event()? {
            Ok((Event::StreamEnd, _)) => return None,
            Ok(_) => {}
            Err(error) => return Some(error.marker().byte_offset().unwrap_or(0)),
        }
    }
}
