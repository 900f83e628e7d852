//! What `daf.yaml` says of its looks, laid over a theme as files of it: `css/look.css` for screens, `print/look.json` for
//! paper, `i18n/own/<language>.ftl` for words. So pages and sheets read a theme, and nothing else.
//!
//! Colours are held to the contrast that readers need before they are used. Where nothing is said, nothing is laid over.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::json;

use crate::color::{Color, READABLE};
use crate::diag::{Diagnostics, make};
use crate::source::Spanned;
use crate::syntax::lesson::{Config, Faces, Look, Shades, Wording};
use crate::theme::Theme;
use crate::words;

/// The style sheet of a curriculum's looks, as a file of the theme.
pub(crate) const STYLE: &str = "css/look.css";
/// The same for paper.
const PAPER: &str = "print/look.json";
/// Where they come from, as people know it.
const ORIGIN: &str = "daf.yaml";
/// The contrast that colours are given which daf chooses itself.
const EASY: f64 = 6.0;

/// Lays colours, faces and words over a theme.
pub(crate) fn lay_over(theme: &mut Theme, config: &Config, sink: &mut Diagnostics) {
    let Look { light, dark, faces, logo: _ } = &config.look;
    if !(light.is_empty() && dark.is_empty()) || faces.said().next().is_some() {
        let (day, night) = colors(theme);
        let day = ColorScheme::of(light, None, &day, "", sink);
        let night = ColorScheme::of(dark, Some((light, &day)), &night, "dark ", sink);
        let style = style(&day, &night, faces, theme);
        let paper = paper(&day, faces);
        theme.lay_made(STYLE, style.into_bytes().into(), ORIGIN);
        theme.lay_made(PAPER, paper.into_bytes().into(), ORIGIN);
    }
    wordings(theme, &config.words, sink);
}

// Colours.

/// A theme's own colours, by the names of its custom properties.
type CustomColors = BTreeMap<String, Color>;

/// What a theme's style sheet says in `:root`, for light and for dark. What dark leaves out is as in light.
fn colors(theme: &Theme) -> (CustomColors, CustomColors) {
    let css = without_comments(theme.text("css/site.css").unwrap_or_default());
    let mut day = CustomColors::new();
    let mut dark = CustomColors::new();
    for (head, body) in rules(&css) {
        if head == ":root" {
            day.extend(declared(body));
        } else if head.starts_with("@media") && head.contains("prefers-color-scheme") && head.contains("dark") {
            dark.extend(
                rules(body).into_iter().filter(|(head, _)| *head == ":root").flat_map(|(_, body)| declared(body)),
            );
        }
    }
    let mut night = day.clone();
    night.extend(dark);
    (day, night)
}

fn without_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    kept.extend(parts.filter_map(|part| part.split_once("*/")).map(|(_, after)| after));
    kept
}

/// The rules of a style sheet: what stands before the brace, and what stands between it and its own end.
fn rules(css: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let (mut depth, mut from, mut open) = (0usize, 0usize, 0usize);
    for (at, byte) in css.bytes().enumerate() {
        match byte {
            b'{' => {
                if depth == 0 {
                    open = at;
                }
                depth += 1;
            }
            b'}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    found.extend(css.get(from..open).map(str::trim).zip(css.get(open + 1..at)));
                    from = at + 1;
                }
            }
            b';' if depth == 0 => from = at + 1,
            _ => {}
        }
    }
    found
}

fn declared(body: &str) -> impl Iterator<Item = (String, Color)> {
    body.split(';').filter_map(|line| {
        let (name, value) = line.split_once(':')?;
        Some((name.trim().strip_prefix("--")?.to_owned(), Color::from_hex(value.trim())?))
    })
}

/// The colours of one scheme, and which of the theme's properties change.
struct ColorScheme {
    paper: Color,
    ink: Color,
    accent: Color,
    facilitator: Color,
    changed: Vec<(&'static str, Color)>,
    /// The ground of tinted parts on facilitators' pages.
    facilitator_tint: Option<Color>,
}

impl ColorScheme {
    /// Puts together what is said and what the theme has, and tells of what could not be read. `day` is the light scheme,
    /// where this is the dark one: what is said for it alone is made light enough here.
    fn of(
        said: &Shades,
        day: Option<(&Shades, &ColorScheme)>,
        own: &CustomColors,
        which: &str,
        sink: &mut Diagnostics,
    ) -> ColorScheme {
        let named = |name: &str, or: Color| own.get(name).copied().unwrap_or(or);
        let (white, black) = if day.is_some() { (Color::BLACK, Color::WHITE) } else { (Color::WHITE, Color::BLACK) };
        let paper = said.paper.map_or_else(|| named("paper", white), |paper| paper.value);
        let ink = said.ink.map_or_else(|| named("ink", black), |ink| ink.value);
        check(said.ink, ink, "ink", said.paper, paper, which, sink);
        let grounds = said.paper.is_some();
        let mut choose = |name, said: Option<Spanned<Color>>, by_day: Option<Color>, own: Color| match (said, by_day) {
            (Some(color), _) => {
                check(Some(color), color.value, name, None, paper, which, sink);
                color.value
            }
            (None, Some(color)) => color.passing(paper, EASY),
            (None, None) => own.passing(paper, READABLE),
        };
        let by_day = |of: fn(&Shades) -> bool, color: fn(&ColorScheme) -> Color| {
            day.filter(|(said, _)| of(said)).map(|(_, scheme)| color(scheme))
        };
        let own_accent = own.get("accent").or_else(|| own.get("pomegranate")).copied().unwrap_or(ink);
        let day_accent = by_day(|said| said.accent.is_some(), |scheme| scheme.accent);
        let day_facilitator = by_day(|said| said.facilitator.is_some(), |scheme| scheme.facilitator);
        let accent = choose("accent", said.accent, day_accent, own_accent);
        let facilitator = choose("facilitator", said.facilitator, day_facilitator, named("olive", ink));
        let mut scheme = ColorScheme { paper, ink, accent, facilitator, changed: Vec::new(), facilitator_tint: None };
        if grounds || said.ink.is_some() {
            scheme.ground(own);
        }
        if grounds || said.accent.is_some() || day_accent.is_some() {
            // The bars of a session's plan keep their colours, which are told apart from one another.
            for name in ["accent", "pomegranate"] {
                scheme.changed.push((name, accent));
            }
            scheme.changed.push(("tint", scheme.tint(accent)));
        }
        if grounds || said.facilitator.is_some() || day_facilitator.is_some() {
            scheme.changed.push(("olive", facilitator));
            // White words stand on it, whatever the paper is.
            let ribbon = if day.is_some() { facilitator.mixed(Color::BLACK, 0.5) } else { facilitator };
            scheme.changed.push(("olive-ground", ribbon.passing(Color::WHITE, READABLE)));
            scheme.facilitator_tint = Some(scheme.tint(facilitator));
        }
        scheme
    }

    /// What goes with another paper or ink: words that stand back, rules, fields, marks, and the theme's other colours where
    /// they could not be read any more.
    fn ground(&mut self, own: &CustomColors) {
        let (paper, ink) = (self.paper, self.ink);
        let is_dark = paper.luminance() < 0.18;
        let field = paper.mixed(Color::WHITE, if is_dark { 0.04 } else { 0.5 });
        let mark = if is_dark { "#5c4a16" } else { "#f6e2a6" };
        let mark = Color::from_hex(mark).unwrap_or(field);
        self.changed.extend([
            ("paper", paper),
            ("ink", ink),
            ("soft", ink.mixed(paper, 0.36).passing(paper, 5.2)),
            ("rule", paper.mixed(ink, 0.16)),
            ("field", field),
            ("mark", if ink.contrast(mark) < READABLE { paper.mixed(ink, 0.2) } else { mark }),
        ]);
        for name in ["ochre", "indigo", "teal"] {
            let color = own.get(name).map(|color| color.passing(paper, READABLE));
            self.changed.extend(color.map(|color| (name, color)));
        }
    }

    /// The paper with a little of a colour, which can still be read on it.
    fn tint(&self, color: Color) -> Color {
        let strengths = [0.1, 0.08, 0.06, 0.04, 0.03, 0.02];
        let tints = strengths.into_iter().map(|share| self.paper.mixed(color, share));
        let mut good = tints.filter(|tint| color.contrast(*tint) >= READABLE && self.ink.contrast(*tint) >= READABLE);
        good.next().unwrap_or(self.paper)
    }

    fn declarations(&self) -> String {
        self.changed.iter().map(|(name, color)| format!(" --{name}: {color};")).collect()
    }
}

/// Tells of words that cannot be read on their paper.
fn check(
    said: Option<Spanned<Color>>,
    color: Color,
    name: &str,
    paper_said: Option<Spanned<Color>>,
    paper: Color,
    which: &str,
    sink: &mut Diagnostics,
) {
    let ratio = color.contrast(paper);
    let Some(span) = said.or(paper_said).map(|color| color.span).filter(|_| ratio < READABLE) else { return };
    let better = color.passing(paper, READABLE).to_string();
    let other = said.and(paper_said).map(|paper| paper.span);
    let (color, paper) = (color.to_string(), paper.to_string());
    // Rounded down, so that 4.496 is not called enough.
    let ratio = (ratio * 100.0).floor() / 100.0;
    sink.push(make::low_contrast(span, name, &color, which, &paper, ratio, &better, said.is_none(), other));
}

/// The style sheet: custom properties alone, and the faces of files that no other style sheet names.
fn style(day: &ColorScheme, night: &ColorScheme, faces: &Faces, theme: &Theme) -> String {
    let mut css = String::new();
    for (name, family) in faces.said() {
        css.push_str(&own_faces(theme, &family.value));
        // Names of families were read letter by letter: none holds a quotation mark or a backslash.
        let _ = writeln!(css, ":root {{ --face-{name}: {}; }}", quoted(&family.value));
    }
    for (scheme, media) in [(day, "light"), (night, "dark")] {
        if scheme.changed.is_empty() {
            continue;
        }
        let _ = writeln!(css, "@media screen and (prefers-color-scheme: {media}) {{");
        let _ = writeln!(css, "  :root {{{} }}", scheme.declarations());
        if let Some(tint) = scheme.facilitator_tint {
            let _ = writeln!(css, "  .facilitator {{ --tint: {tint}; }}");
        }
        css.push_str("}\n");
    }
    if !day.changed.is_empty() {
        let on_white = |color: Color| color.passing(Color::WHITE, READABLE);
        let (accent, facilitator) = (on_white(day.accent), on_white(day.facilitator));
        let _ = writeln!(
            css,
            "@media print {{\n  :root {{ --accent: {accent}; --pomegranate: {accent}; --olive: {facilitator}; }}\n}}"
        );
    }
    css
}

/// A family's name in a style sheet. What CSS calls a family of its own must stand without quotation marks.
fn quoted(family: &str) -> String {
    match family {
        "serif" | "sans-serif" | "monospace" | "system-ui" | "ui-serif" | "ui-sans-serif" | "ui-rounded" => {
            family.to_owned()
        }
        family => format!("\"{family}\""),
    }
}

/// `@font-face` for the files in `fonts/` that bear a family's name and that the theme's style sheets do not name.
fn own_faces(theme: &Theme, family: &str) -> String {
    let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let wanted = plain(family);
    let named: Vec<&str> = theme.under("css/").filter_map(|(path, _)| theme.text(path)).collect();
    let mut css = String::new();
    for (path, _) in theme.under("fonts/") {
        let Some((stem, extension)) = path.strip_prefix("fonts/").and_then(|name| name.rsplit_once('.')) else {
            continue;
        };
        let format = match extension {
            "woff2" => "woff2",
            "woff" => "woff",
            "ttf" => "truetype",
            "otf" => "opentype",
            _ => continue,
        };
        let stem = plain(stem);
        let Some(cut) =
            stem.strip_prefix(wanted.as_str()).filter(|_| !wanted.is_empty() && !path.starts_with("fonts/print/"))
        else {
            continue;
        };
        let (Some(weight), false) = (weight(cut), named.iter().any(|css| css.contains(path))) else { continue };
        let style = if cut.contains("italic") { "italic" } else { "normal" };
        let _ = writeln!(
            css,
            "@font-face {{ font-family: \"{family}\"; font-style: {style}; font-weight: {weight}; font-display: swap; src: url(\"../{path}\") format(\"{format}\"); }}"
        );
    }
    css
}

/// The weight that the end of a font file's name says; `None` where it is the name of another family.
fn weight(cut: &str) -> Option<&'static str> {
    match cut.replace("italic", "").as_str() {
        "" | "regular" | "roman" | "400" => Some("400"),
        "variable" | "vf" | "variablefont" | "variablefontwght" | "wght" => Some("100 900"),
        "light" | "300" => Some("300"),
        "medium" | "500" => Some("500"),
        "semibold" | "demibold" | "600" => Some("600"),
        "bold" | "700" => Some("700"),
        _ => None,
    }
}

/// What paper takes over: it is white, and its words are dark.
fn paper(day: &ColorScheme, faces: &Faces) -> String {
    let mut look = serde_json::Map::new();
    let changed = |name: &str| day.changed.iter().any(|(changed, _)| *changed == name);
    let colors = [("accent", "accent", day.accent), ("facilitator", "olive", day.facilitator), ("ink", "ink", day.ink)];
    for (name, property, color) in colors {
        if changed(property) {
            look.insert(name.to_owned(), json!(color.passing(Color::WHITE, READABLE).to_string()));
        }
    }
    look.extend(faces.said().map(|(name, family)| (name.to_owned(), json!(family.value))));
    serde_json::Value::Object(look).to_string()
}

// Words.

/// Lays the messages that are said otherwise over the theme's, for each language.
fn wordings(theme: &mut Theme, wordings: &[Wording], sink: &mut Diagnostics) {
    let mut files: BTreeMap<&str, String> = BTreeMap::new();
    for wording in wordings {
        let known = words::known(theme, &wording.lang);
        let Some(own) = known.get(wording.id.value.as_str()) else {
            let ids = known.keys().map(String::as_str);
            let is_there =
                |word: &str| wordings.iter().any(|other| other.lang == wording.lang && other.id.value == word);
            sink.push(make::unknown_message(wording.id.span, &wording.id.value, ids, is_there));
            continue;
        };
        if let Some(pattern) = pattern(wording, own, sink) {
            let file = files.entry(&wording.lang).or_default();
            let _ = writeln!(file, "{} = {pattern}", wording.id.value);
        }
    }
    let files: Vec<(String, String)> = files.into_iter().map(|(lang, text)| (words::own_path(lang), text)).collect();
    for (path, text) in files {
        theme.lay_made(&path, text.into_bytes().into(), ORIGIN);
    }
}

/// The words as a message: everything in them is text, but for the places where the theme puts something in.
fn pattern(wording: &Wording, own: &str, sink: &mut Diagnostics) -> Option<String> {
    let needed = variables(own);
    let mut used = Vec::new();
    let mut pattern = String::new();
    let mut rest = wording.words.value.trim();
    while let Some(at) = rest.find(['{', '}']) {
        push_text(&mut pattern, rest.get(..at)?);
        let after = rest.get(at + 1..)?;
        let inner = after.split_once('}').filter(|_| rest.as_bytes().get(at) == Some(&b'{'));
        match inner.map(|(inner, after)| (inner.trim(), after)) {
            Some((name, after)) if name.starts_with('$') => {
                let name = name.trim_start_matches('$').trim();
                if !needed.contains(&name) {
                    sink.push(make::unknown_placeholder(wording.words.span, &wording.id.value, name, &needed));
                    return None;
                }
                used.push(name.to_owned());
                let _ = write!(pattern, "{{ ${name} }}");
                rest = after;
            }
            _ => {
                pattern.push_str(if rest.as_bytes().get(at) == Some(&b'{') { "{\"{\"}" } else { "{\"}\"}" });
                rest = after;
            }
        }
    }
    push_text(&mut pattern, rest);
    let missing = needed.iter().find(|name| used.iter().all(|used| used != *name)).map(|name| format!("{{ ${name} }}"));
    // Scripts put a number in the place of `#`.
    let hash = (own.contains('#') && !pattern.contains('#')).then(|| "#".to_owned());
    if let Some(missing) = missing.or(hash) {
        sink.push(make::missing_placeholder(wording.words.span, &wording.id.value, &missing, own));
        return None;
    }
    Some(pattern)
}

/// Text of one line; its first letter is never one that a message file would act on.
fn push_text(pattern: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => pattern.push(' '),
            '[' | '*' | '.' if pattern.is_empty() => {
                let _ = write!(pattern, "{{\"{c}\"}}");
            }
            c => pattern.push(c),
        }
    }
}

/// The names of what a message has put in, each once: `count` of `{ $count }`.
fn variables(message: &str) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for after in message.split('$').skip(1) {
        let end = after.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(after.len());
        let name = after.get(..end).unwrap_or_default();
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_themes_colours_are_read_from_its_style_sheet() {
        let theme = Theme::shipped("daf").expect("it is shipped");
        let (day, night) = colors(&theme);
        let of = |named: &CustomColors, name: &str| named.get(name).map(ToString::to_string).unwrap_or_default();
        assert_eq!((of(&day, "paper"), of(&night, "paper")), ("#fbf9f4".to_owned(), "#17140f".to_owned()));
        assert_eq!((of(&day, "pomegranate"), of(&night, "pomegranate")), ("#8e2a35".to_owned(), "#e8979c".to_owned()));
    }

    #[test]
    fn what_a_message_puts_in_is_found() {
        assert_eq!(variables("{ $day } { $month } { $day }"), ["day", "month"]);
        assert_eq!(variables("{ $count ->\n [one] { $count } page\n *[other] pages }"), ["count"]);
        assert!(variables("costs 5").is_empty());
    }

    #[test]
    fn rules_are_told_apart() {
        let css =
            without_comments("/* a { b */@charset \"x\"; :root { --a: #fff; } @media (x) { :root { --a: #000 } p {} }");
        let found: Vec<&str> = rules(&css).into_iter().map(|(head, _)| head).collect();
        assert_eq!(found, [":root", "@media (x)"]);
    }

    #[test]
    fn weights_are_read_from_names_of_files() {
        assert_eq!(weight(""), Some("400"));
        assert_eq!(weight("bolditalic"), Some("700"));
        assert_eq!(weight("serifbold"), None);
    }
}
