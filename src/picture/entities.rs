//! References in XML (`&amp;`, `&#65;`, names that a `<!DOCTYPE` declares), and the characters they stand for.
//!
//! Only short names for plain words are known, because old programs write namespaces so. Nothing is fetched, nothing is
//! expanded twice, and no markup ever comes of a reference.

use std::collections::BTreeMap;

/// Bytes that a name may stand for.
const LONG: usize = 1024;
/// Bytes that all names together may come to.
const ALL: usize = 256 * 1024;

/// The names that a file declares.
#[derive(Default)]
pub(super) struct Entities {
    known: BTreeMap<String, String>,
    used: usize,
}

impl Entities {
    /// Reads the declarations inside a `<!DOCTYPE …>`. `true` where there were others than short names for plain words.
    ///
    /// # Errors
    /// Where one of them opens another file.
    pub(super) fn declare(&mut self, doctype: &str) -> Result<bool, String> {
        let Some((_, inside)) = doctype.split_once('[') else { return Ok(false) };
        let mut is_odd = inside.contains("<!ATTLIST") || inside.contains("<!ELEMENT") || inside.contains("<?");
        for declared in inside.split("<!ENTITY").skip(1) {
            match plain(declared) {
                Some((name, value)) => drop(self.known.entry(name.to_owned()).or_insert_with(|| value.to_owned())),
                None if opens(declared) => {
                    return Err("it has a part (`<!DOCTYPE`) that opens other files".to_owned());
                }
                None => {
                    is_odd = true;
                    let name = declared.split_whitespace().find(|word| *word != "%").unwrap_or_default();
                    self.known.entry(name.to_owned()).or_default();
                }
            }
        }
        Ok(is_odd)
    }

    /// What a reference stands for, by its name without `&` and `;`.
    pub(super) fn of(&mut self, name: &str) -> Result<String, String> {
        if let Some(number) = name.strip_prefix('#') {
            let code = match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16).ok(),
                None => number.parse().ok(),
            };
            let letter = code.and_then(char::from_u32).filter(|c| is_letter(*c));
            return letter.map(String::from).ok_or_else(|| format!("it is damaged: `&{name};` stands for no letter"));
        }
        let of_xml = match name {
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "quot" => "\"",
            "apos" => "'",
            _ => "",
        };
        if !of_xml.is_empty() {
            return Ok(of_xml.to_owned());
        }
        let known = self.known.get(name).ok_or_else(|| format!("it is damaged: `&{name};` is not known"))?;
        self.used += known.len();
        if self.used > ALL {
            return Err("it writes more with short names than can be handled".to_owned());
        }
        Ok(known.to_owned())
    }

    /// The value of an attribute, with what its references stand for.
    pub(super) fn value(&mut self, raw: &str) -> Result<String, String> {
        let mut out = String::with_capacity(raw.len());
        let mut rest = raw;
        while let Some((before, after)) = rest.split_once('&') {
            push_value(&mut out, before);
            let (name, after) = after.split_once(';').ok_or("it is damaged: an `&` stands alone in it")?;
            out.push_str(&self.of(name)?);
            rest = after;
        }
        push_value(&mut out, rest);
        Ok(out)
    }
}

/// In a value, a line end is a space.
fn push_value(out: &mut String, raw: &str) {
    out.extend(raw.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }));
}

/// A name and the plain words that it stands for.
fn plain(declared: &str) -> Option<(&str, &str)> {
    let (name, rest) = declared.trim_start().split_once(char::is_whitespace)?;
    let rest = rest.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (value, _) = rest.get(1..)?.split_once(quote)?;
    let is_plain = name != "%" && value.len() <= LONG && !value.contains(['&', '<', '%']);
    is_plain.then_some((name, value))
}

/// Whether a name is declared to stand for what another file holds.
fn opens(declared: &str) -> bool {
    let mut words = declared.split_whitespace().filter(|word| *word != "%").skip(1);
    words.next().is_some_and(|word| word.starts_with("SYSTEM") || word.starts_with("PUBLIC"))
}

/// Whether XML has a character at all.
pub(super) fn is_letter(c: char) -> bool {
    !matches!(c, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}')
}
