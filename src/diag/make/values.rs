//! What is said of values that teachers write in another way than it is read: lists in one line, languages by name, days as people
//! write them, room on paper, lengths of time.

use super::super::code::Code;
use super::super::diagnostic::Diagnostic;
use super::super::edit::{Edit, Fix, quoted};
use super::super::quote::quote;
use super::elsewhere;
use crate::date;
use crate::source::Span;

/// Several words in one text where a list is wanted.
pub(crate) fn one_text_for_several(span: Span, name: &str, items: &[String], typed: &str) -> Diagnostic {
    let list: Vec<String> = items.iter().map(|item| in_list(item)).collect();
    let line = format!("[{}]", list.join(", "));
    let message = format!("`{name}` must be a list; this is one text with {} in it", separator(typed));
    let one = (name == "authors").then(|| quoted(typed.trim())).flatten();
    Diagnostic::at(Code::WrongType, span, message)
        .fix(Some(Fix { title: format!("write `{name}: {line}`"), edits: vec![Edit::whole(span, line.clone())] }))
        .help(format!("write `{name}: {line}`, or put each on its own line after `- `"))
        .help_if(one.map(|one| format!("write `{name}: [{one}]` if it is one name")))
}

fn separator(typed: &str) -> &'static str {
    if typed.contains(';') { "a semicolon" } else { "a comma" }
}

/// An item as it can stand in brackets.
fn in_list(item: &str) -> String {
    let is_plain = item.chars().next().is_some_and(char::is_alphanumeric)
        && !item.contains([',', '[', ']', '{', '}', '#', '"', '\'', ':', '&', '*', '!', '|', '>', '%', '@', '`']);
    if is_plain { item.to_owned() } else { quoted(item).unwrap_or_else(|| format!("'{}'", item.replace('\'', "''"))) }
}

/// One text where a list of them is wanted, of which it is the only item.
pub(crate) fn text_for_list(span: Span, name: &str, typed: &str) -> Diagnostic {
    let line = quoted(typed.trim()).filter(|line| line.chars().count() <= 70);
    let help = match &line {
        Some(line) => format!("write `{name}: [{line}]`, or put it on its own line after `- `"),
        None => "write it on its own line, beginning with `- `".to_owned(),
    };
    let fix = line.map(|line| Fix {
        title: format!("write `{name}: [{line}]`"),
        edits: vec![Edit::whole(span, format!("[{line}]"))],
    });
    Diagnostic::at(Code::WrongType, span, format!("`{name}` must be a list; found a text")).fix(fix).help(help)
}

/// A number of minutes in the place of a list, as the Carpentries' lessons have it.
pub(crate) fn minutes_for_list(span: Span, name: &str, typed: &str) -> Diagnostic {
    Diagnostic::at(Code::WrongType, span, format!("`{name}` must be a list; found the number {}", quote(typed)))
        .help("add it to `minutes: …` if it says how long they take; this list says what to do, each after `- `")
}

/// A language that is written by its name.
pub(crate) fn not_a_language(span: Span, name: &str, typed: &str) -> Diagnostic {
    let code = elsewhere::language(typed);
    let shown = code.unwrap_or("he");
    Diagnostic::at(Code::BadValue, span, format!("`{name}` must be the code of a language; found {}", quote(typed)))
        .fix(code.map(|code| Fix { title: format!("write `{code}`"), edits: vec![Edit::whole(span, code)] }))
        .help(format!("write `{name}: {shown}`; a code has two or three letters, such as `en`, `es`, `he`, `yi`"))
}

/// Languages that are written by their names. `all` is the list with codes, where every one is known.
pub(crate) fn not_languages(spans: &[(Span, String)], all: &[String], is_one_text: bool) -> Option<Diagnostic> {
    let (first, typed) = spans.first()?;
    let message = format!("`languages` must be codes of languages; found {}", quote(typed));
    let is_known = spans.iter().all(|(_, typed)| elsewhere::language(typed).is_some());
    let line = format!("[{}]", all.join(", "));
    let edits = if is_one_text {
        vec![Edit::whole(*first, line.clone())]
    } else {
        let known = spans.iter().filter_map(|(span, typed)| Some(Edit::whole(*span, elsewhere::language(typed)?)));
        known.collect()
    };
    let diagnostic = Diagnostic::at(Code::BadValue, *first, message)
        .fix(is_known.then(|| Fix { title: format!("write `languages: {line}`"), edits }));
    Some(if is_known {
        diagnostic.help(format!("write codes: `languages: {line}`"))
    } else {
        diagnostic.help("write codes of two or three letters: `languages: [en, es, he]`")
    })
}

/// Room on paper without what it is.
pub(crate) fn bare_space(span: Span, typed: &str, better: Option<&str>) -> Diagnostic {
    let fix =
        better.map(|better| Fix { title: format!("write `space: {better}`"), edits: vec![Edit::whole(span, better)] });
    let help = match better {
        Some(better) => format!("write `space: {better}`"),
        None => "write `space: {lines: 5}`, `space: {box: 60mm}`, or another kind of room".to_owned(),
    };
    Diagnostic::at(
        Code::WrongType,
        span,
        format!("`space` must say what kind of room to leave; found {}", quote(typed)),
    )
    .fix(fix)
    .help(help)
}

/// A transliteration of the whole beside words in pieces.
pub(crate) fn whole_transliteration(span: Span) -> Diagnostic {
    Diagnostic::at(Code::BadValue, span, "`transliteration` is beside `segments`, but it belongs inside each segment")
        .help("write each segment with its own: `- {he: …, en: …, transliteration: …}`")
}

/// Not a day.
pub(crate) fn not_a_date(span: Span, name: &str, typed: &str) -> Diagnostic {
    let diagnostic = Diagnostic::at(
        Code::BadValue,
        span,
        format!("`{name}` must be a day of the civil calendar; found {}", quote(typed)),
    );
    let fixed = |day: String| Some(Fix { title: format!("write `{day}`"), edits: vec![Edit::whole(span, day)] });
    match TypedDay::read(typed) {
        TypedDay::Sure(day) => diagnostic.fix(fixed(day.clone())).help(format!("write the year, the month and the day: `{day}`")),
        TypedDay::Either(one, other) => diagnostic.help(format!(
            "write the year first, then the month, then the day: `{one}` if the day came first, `{other}` if the month did"
        )),
        TypedDay::Year(year) => diagnostic.help(format!("write a month and a day too: `{year}-01-31`")),
        TypedDay::Month(month) => diagnostic.help(format!("write a day too: `{month}-01`")),
        TypedDay::Hebrew => diagnostic.help("write the civil date it falls on: `2026-01-31`"),
        TypedDay::Unknown => diagnostic.help("write the year, the month and the day: `2026-01-31`"),
    }
}

/// What somebody may have meant who wrote a day in another way.
enum TypedDay {
    Sure(String),
    Either(String, String),
    Year(String),
    Month(String),
    Hebrew,
    Unknown,
}

/// The months as they are written in English, by their first three letters.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The months of the Hebrew calendar, as they are often written.
const HEBREW_MONTHS: [&str; 28] = [
    "tishrei",
    "tishri",
    "cheshvan",
    "heshvan",
    "marcheshvan",
    "kislev",
    "tevet",
    "teves",
    "shevat",
    "shvat",
    "sh'vat",
    "adar",
    "nisan",
    "nissan",
    "iyar",
    "iyyar",
    "sivan",
    "tammuz",
    "tamuz",
    "elul",
    "rosh",
    "תשרי",
    "כסלו",
    "טבת",
    "שבט",
    "ניסן",
    "סיון",
    "אלול",
];

impl TypedDay {
    fn read(typed: &str) -> TypedDay {
        let low = typed.to_lowercase();
        let words: Vec<&str> =
            low.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty()).collect();
        let is_hebrew = |c: char| matches!(c, '\u{5d0}'..='\u{5ea}');
        if words.iter().any(|word| HEBREW_MONTHS.contains(word)) || typed.contains(is_hebrew) {
            return TypedDay::Hebrew;
        }
        let month = |word: &str| {
            let at = MONTHS.iter().position(|month| word.len() >= 3 && word.starts_with(month));
            at.map(|at| at as u32 + 1)
        };
        let numbers: Vec<(usize, u32)> = words
            .iter()
            .filter_map(|word| {
                let digits = word.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']);
                Some((digits.len(), digits.parse::<u32>().ok()?))
            })
            .collect();
        if let (Some(month), Some(&(_, year))) =
            (words.iter().find_map(|word| month(word)), numbers.iter().find(|(length, _)| *length == 4))
        {
            let day = numbers.iter().find(|(length, _)| *length < 4).map(|(_, day)| *day);
            return day.map_or(TypedDay::Unknown, |day| TypedDay::sure(year, month, day));
        }
        match numbers.as_slice() {
            [(4, year)] if words.len() == 1 => match year {
                5000..=6500 => TypedDay::Hebrew,
                year => TypedDay::Year(year.to_string()),
            },
            [(4, year), (_, month)] if words.len() == 2 => TypedDay::Month(format!("{year}-{month:02}")),
            [(4, year), (_, month), (_, day), ..] => TypedDay::sure(*year, *month, *day),
            [(1 | 2, one), (1 | 2, two), (4, year)] => match (iso(*year, *two, *one), iso(*year, *one, *two)) {
                (Some(one), Some(two)) if one == two => TypedDay::Sure(one),
                (Some(one), Some(two)) => TypedDay::Either(one, two),
                (Some(day), None) | (None, Some(day)) => TypedDay::Sure(day),
                (None, None) => TypedDay::Unknown,
            },
            _ => TypedDay::Unknown,
        }
    }

    fn sure(year: u32, month: u32, day: u32) -> TypedDay {
        iso(year, month, day).map_or(TypedDay::Unknown, TypedDay::Sure)
    }
}

/// A day that exists, as it is written here.
fn iso(year: u32, month: u32, day: u32) -> Option<String> {
    date::from_parts(year, month, day).map(|day| day.to_string())
}

/// How many minutes somebody means who writes hours, or a unit.
pub(crate) fn in_minutes(typed: &str) -> Option<String> {
    let low = typed
        .trim()
        .trim_start_matches(['~', '≈'])
        .trim_start_matches("about ")
        .trim_start_matches("ca. ")
        .to_lowercase();
    let low = low.trim().trim_end_matches('.').trim();
    if let Some((hours, minutes)) = low.split_once(':') {
        let (hours, minutes) = (hours.parse::<u32>().ok()?, minutes.parse::<u32>().ok()?);
        return (hours < 24 && minutes < 60).then(|| (hours * 60 + minutes).to_string());
    }
    match low {
        "an hour" | "one hour" | "hour" | "שעה" => return Some("60".to_owned()),
        "an hour and a half" | "one and a half hours" | "שעה וחצי" => return Some("90".to_owned()),
        "half an hour" | "half hour" | "חצי שעה" => return Some("30".to_owned()),
        "two hours" | "שעתיים" => return Some("120".to_owned()),
        "a quarter of an hour" | "רבע שעה" => return Some("15".to_owned()),
        _ => {}
    }
    let digits = low.trim_end_matches(|c: char| c.is_alphabetic() || c.is_whitespace() || c == '׳' || c == '\'');
    let unit = low.get(digits.len()..)?.trim();
    let digits = digits.trim();
    let is_range = |text: &str| {
        let parts: Vec<&str> = text.split(['-', '–', '—']).map(str::trim).collect();
        (1..=2).contains(&parts.len()) && parts.iter().all(|part| part.parse::<u32>().is_ok_and(|part| part <= 100_000))
    };
    match unit {
        "" | "m" | "min" | "mins" | "minute" | "minutes" | "minutos" | "דקות" | "דק" | "דק׳" | "דק'"
            if is_range(digits) && digits != typed.trim() =>
        {
            Some(digits.to_owned())
        }
        "h" | "hr" | "hrs" | "hour" | "hours" | "שעות" => {
            let hours = digits.parse::<f32>().ok().filter(|hours| (0.0..=48.0).contains(hours))?;
            Some(format!("{}", (hours * 60.0).round()))
        }
        _ => None,
    }
}
