//! What the rules of the curriculum lint say: one constructor for each finding.
//!
//! Wording as in `make`. A finding says what is there and what is missed, and its help names the words to write.

use super::super::code::Code;
use super::super::diagnostic::Diagnostic;
use super::super::quote::quote;
use crate::source::Span;

/// `one minute`, `12 minutes`.
fn minutes(count: u32) -> String {
    counted(count as usize, "minute")
}

pub(super) fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("one {what}") } else { format!("{count} {what}s") }
}

/// `one`, `one and two`, `one, two and three`.
fn joined(words: &[&str], and: &str) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [rest @ .., last] => format!("{} {and} {last}", rest.join(", ")),
    }
}

/// Minutes from the start as a clock shows them.
fn clock(minutes: u32) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// Too long without a break or a change.
pub(crate) fn long_stretch(
    first: Span,
    first_name: &str,
    last: Option<(Span, &str)>,
    from: u32,
    length: u32,
) -> Diagnostic {
    let (start, end) = (clock(from), clock(from.saturating_add(length)));
    let between = match last {
        Some((_, last)) => format!("from {} to {}", quote(first_name), quote(last)),
        None => format!("in {}", quote(first_name)),
    };
    let message = format!("{} without a break or a change of grouping, {between}", minutes(length));
    let diagnostic = Diagnostic::at(Code::LongStretch, first, message);
    let diagnostic = match last {
        Some((span, _)) => {
            diagnostic.label(format!("from here, at {start}")).other(span, format!("to the end of this, at {end}"))
        }
        None => diagnostic.label(format!("from {start} to {end}")),
    };
    diagnostic
        .help("put a break in, such as `## Break {minutes=10 kind=break}`")
        .help("or let people sit differently for part of it, and say so: `group=pairs`")
}

/// An agenda without its beginning or its end.
pub(crate) fn missing_segment(span: Span, missing: &[&str]) -> Diagnostic {
    let none: Vec<String> = missing.iter().map(|word| format!("no {word}")).collect();
    let none: Vec<&str> = none.iter().map(String::as_str).collect();
    let message = format!("this agenda has {}", joined(&none, "and"));
    let example = match missing.first() {
        Some(&"opening") => "## Welcome {minutes=5 kind=opening}",
        Some(&"closing") => "## Closing {minutes=5 kind=closing}",
        _ => "## Evaluation {minutes=5 kind=evaluation}",
    };
    Diagnostic::at(Code::MissingSegment, span, message)
        .help(format!("add a heading such as `{example}`, or give one you have its `kind`"))
        .help_if(
            missing.contains(&"evaluation").then(|| {
                "or ask in the closing what helped, and what to change: that counts as an evaluation".to_owned()
            }),
        )
}

/// More talk than practice.
pub(crate) fn talk_over_practice(span: Span, talk: u32, practice: u32) -> Diagnostic {
    let message =
        format!("there is more talk than practice: people listen for {} and work for {practice}", minutes(talk));
    Diagnostic::at(Code::TalkOverPractice, span, message)
        .label("the longest of the talks")
        .help("shorten what is told or shown, or add a segment in which everybody does something: `kind=practice`, `kind=chevruta`, `kind=discussion`")
}

/// More prompts and exercises than minutes.
pub(crate) fn crowded_segment(
    span: Span,
    name: Option<&str>,
    prompts: usize,
    exercises: usize,
    need: u32,
    there: u32,
    each: Option<u32>,
) -> Diagnostic {
    let mut parts = Vec::new();
    if prompts > 0 {
        parts.push(counted(prompts, "prompt"));
    }
    if exercises > 0 {
        parts.push(counted(exercises, "exercise"));
    }
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let what = joined(&parts, "and");
    let place = name.map_or("this lesson".to_owned(), quote);
    let verb = if prompts + exercises == 1 { "takes" } else { "take" };
    let by_rule = match each {
        Some(each) if prompts > 0 => format!(", at about {} for a prompt", minutes(each)),
        _ => String::new(),
    };
    let message = format!("{what} {verb} {}{by_rule}, but {place} has only {there}", minutes(need));
    let help = if prompts > 1 {
        "leave some prompts out (they can become `follow_ups`), or give it more minutes"
    } else {
        "give it more minutes, or less to do"
    };
    Diagnostic::at(Code::CrowdedSegment, span, message).help(help)
}

/// An objective that nothing takes up.
pub(crate) fn unused_objective(span: Span, id: &str) -> Diagnostic {
    let message = format!("nothing in this lesson takes up the objective {}", quote(id));
    Diagnostic::at(Code::UnusedObjective, span, message).help(format!(
        "write `objective: {id}` in the prompt or exercise that serves it, or `objective={id}` in a segment's heading"
    )).help("or take the objective out, if the lesson does not get to it")
}

/// Objectives of which none is taken up.
pub(crate) fn no_objective_used(span: Span, count: usize, first: &str) -> Diagnostic {
    let message = format!("no segment, prompt or exercise says which of the {count} objectives it serves");
    Diagnostic::at(Code::UnusedObjective, span, message).help(format!(
        "write `objective: {first}` in the prompts and exercises that serve it, or `objective={first}` in a segment's heading; and so for the others"
    )).help("or leave the ids out, if they are not to be followed up")
}

/// An exercise without debrief.
pub(crate) fn missing_debrief(span: Span, name: Option<&str>) -> Diagnostic {
    let which = name.map_or("this exercise".to_owned(), |name| format!("the exercise {}", quote(name)));
    Diagnostic::at(Code::MissingDebrief, span, format!("nobody is asked what happened after {which}"))
        .help("add `debrief:` to it, with one or two questions: `debrief: [What surprised you?]`")
        .help("or put a segment after it: `## What happened {minutes=5 kind=debrief}`")
}

/// A prompt that can be answered with yes or no.
pub(crate) fn yes_no_prompt(span: Span, hebrew: bool) -> Diagnostic {
    let open = if hebrew { "`מה`, `איך`, `מדוע`" } else { "`what`, `how`, `why`" };
    Diagnostic::at(Code::YesNoPrompt, span, "this prompt can be answered with yes or no")
        .help(format!("begin it with {open}, or add `follow_ups:` that go on from there"))
}

/// Something to bring that is not listed.
pub(crate) fn unlisted_material(span: Span, names: &[&str]) -> Diagnostic {
    let quoted: Vec<String> = names.iter().map(|name| quote(name)).collect();
    let quoted: Vec<&str> = quoted.iter().map(String::as_str).collect();
    let (verb, them) = if names.len() == 1 { ("is", "it") } else { ("are", "them") };
    let message = format!("{} {verb} used in this lesson but not listed in its `materials`", joined(&quoted, "and"));
    Diagnostic::at(Code::UnlistedMaterial, span, message)
        .word(names.first().copied().unwrap_or_default())
        .help(format!("add {them} to `materials:` at the top of the lesson, the list that people pack from"))
}

/// What is owed to a text and missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lack {
    /// The edition of its original.
    Edition,
    /// Who wrote it.
    Author,
    /// Who translated it.
    Translator,
    /// Its licence.
    License,
}

impl Lack {
    fn what(self) -> (&'static str, &'static str) {
        match self {
            Lack::Edition => ("which edition it is from", "`version: …`"),
            Lack::Author => ("who wrote it", "`author: …`"),
            Lack::Translator => ("who translated it", "`translator: …`"),
            Lack::License => ("what its licence is", "`license: …`"),
        }
    }
}

/// A text that does not say whose it is.
pub(crate) fn missing_credit(span: Span, name: &str, lacks: &[Lack]) -> Diagnostic {
    let (what, fields): (Vec<&str>, Vec<&str>) = lacks.iter().map(|lack| lack.what()).unzip();
    let message = format!("the text {} does not say {}", quote(name), joined(&what, "and"));
    Diagnostic::at(Code::MissingCredit, span, message)
        .help(format!("add {}; the page you took it from will tell you", joined(&fields, "and")))
        .help_if(
            lacks
                .contains(&Lack::License)
                .then(|| "write `license: public-domain` if it is too old to belong to anyone".to_owned()),
        )
}

/// A text that stands in Hebrew alone.
pub(crate) fn missing_translation(span: Span, name: &str, lang: &str) -> Diagnostic {
    Diagnostic::at(Code::MissingTranslation, span, format!("the text {} has no translation", quote(name)))
        .help(format!("add `{lang}: …` with the words in the language of the lesson, and `translator: …`"))
}

/// A piece of a text that stands in Hebrew alone.
pub(crate) fn missing_translation_of_piece(span: Span, name: &str, lang: &str) -> Diagnostic {
    let message = format!("this part of the text {} has no translation", quote(name));
    Diagnostic::at(Code::MissingTranslation, span, message)
        .help(format!("add `{lang}: …` beside it, or join it with the part before"))
}

/// Why two licences do not go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Clash {
    /// The text may not be changed.
    NoDerivatives,
    /// The text may not be sold.
    NonCommercial,
    /// What is made of the text must be shared under its own licence.
    ShareAlike,
    /// The text's licence is of another family, which asks for its own terms.
    OtherFamily,
}

/// Licences that do not go together.
pub(crate) fn license_clash(
    span: Span,
    own_span: Span,
    whose: &str,
    theirs: &str,
    ours: &str,
    clash: Clash,
) -> Diagnostic {
    let why = match clash {
        Clash::NoDerivatives => format!("must not be changed, but {ours} lets everyone change it"),
        Clash::NonCommercial => format!("must not be used for money, but {ours} lets everyone do that"),
        Clash::ShareAlike => format!("must be passed on under its own licence, but {ours} does not ask for that"),
        Clash::OtherFamily => format!("must be passed on under its own licence, which {ours} is not"),
    };
    Diagnostic::at(Code::LicenseClash, span, format!("a text under {theirs} {why}"))
        .other(own_span, format!("the licence of the {whose}"))
        .help("use another edition or translation, or make one of your own")
        .help("or ask who owns it, and write down who allowed it and when: `permission: …`")
        .help_if(matches!(clash, Clash::ShareAlike).then(|| format!("or give the {whose} the licence {theirs} too")))
}

/// A translation in Hebrew letters.
pub(crate) fn hebrew_in_translation(span: Span, lang: &str) -> Diagnostic {
    Diagnostic::at(Code::UntaggedHebrew, span, format!("these words are under `{lang}:` but in Hebrew letters"))
        .help("write them under `he:`, so that they run the right way and are read aloud in Hebrew")
}

/// An original without Hebrew letters.
pub(crate) fn no_hebrew(span: Span, lang: &str) -> Diagnostic {
    Diagnostic::at(Code::UntaggedHebrew, span, format!("these words are under `{lang}:` but have no Hebrew letters"))
        .help("write a translation under its language, such as `en:`, and Hebrew in Latin letters under `transliteration:`")
}

/// A transliteration in Hebrew letters.
pub(crate) fn hebrew_transliteration(span: Span) -> Diagnostic {
    Diagnostic::at(Code::UntaggedHebrew, span, "a transliteration must be in Latin letters, but this has Hebrew ones")
        .help("write here how the Hebrew sounds, and the Hebrew itself under `he:`")
}

/// Prose in another script than the lesson's language.
pub(crate) fn other_language(span: Span, lang: &str, is_hebrew: bool) -> Diagnostic {
    let found = if is_hebrew { "in Hebrew" } else { "not in Hebrew" };
    let message = format!("most of this lesson is {found}, but its language is {}", quote(lang));
    let help = if is_hebrew {
        "add `lang: he` at the top of the lesson; for a whole curriculum in Hebrew, `language: he` in `daf.yaml`"
    } else {
        "add its language at the top of the lesson, such as `lang: en`"
    };
    Diagnostic::at(Code::UntaggedHebrew, span, message).help(help)
}

/// A link that does not say where it leads.
pub(crate) fn vague_link(span: Span, words: &str) -> Diagnostic {
    let message = format!("the words {} do not say where this link leads", quote(words));
    Diagnostic::at(Code::VagueLink, span, message)
        .help("say what is there: `[the map of power](02-mapping-power.md)`; on paper and read aloud, the words are all there is")
}

/// A term used before the lesson that defines it.
pub(crate) fn early_term(used: Span, spelling: &str, term: &str, defined: Span, lesson: &str) -> Diagnostic {
    let message =
        format!("the term {} is used here but explained only in a later lesson, {}", quote(term), quote(lesson));
    Diagnostic::at(Code::EarlyTerm, used, message)
        .word(spelling)
        .other(defined, "defined here")
        .help("move the entry to this lesson, or to `glossary.yaml`, which is for all lessons")
}

/// A term that nothing uses.
pub(crate) fn unused_term(span: Span, term: &str) -> Diagnostic {
    Diagnostic::at(Code::UnusedTerm, span, format!("no lesson uses the term {}, nor does another entry", quote(term)))
        .help("take it out, use it, or add under `also:` the spelling that your lessons have")
}

/// A term in two spellings. `entry` is where the glossary spells it in the right way.
pub(crate) fn varied_spelling(span: Span, written: &str, right: &str, count: u32, entry: Option<Span>) -> Diagnostic {
    let times = if count == 1 { "once".to_owned() } else { format!("{count} times") };
    let message = format!("this term is {} here, but {} elsewhere ({times})", quote(written), quote(right));
    let diagnostic = Diagnostic::at(Code::VariedSpelling, span, message);
    let diagnostic = match entry {
        Some(entry) => diagnostic.other(entry, "the glossary's spelling"),
        None => diagnostic,
    };
    diagnostic.help(format!("write {} everywhere; people who search will find it in any spelling", quote(right)))
}

/// A shared text that nothing uses.
pub(crate) fn unused_text(span: Span, id: &str) -> Diagnostic {
    Diagnostic::at(Code::UnusedText, span, format!("no lesson, packet or link uses the text {}", quote(id)))
        .help(format!("add `- {id}` under `texts:` of a lesson, link to it with `text:{id}`, or delete the file"))
}
