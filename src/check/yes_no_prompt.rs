//! `yes-no-prompt`: a prompt that can be answered with yes or no, and is over then.
//!
//! Reads the prompt's own words, sentence by sentence. It is closed where every question in it asks for yes or no ("Do you …?",
//! "Is …?", האם …?), and nothing after the first question goes on. Leaves alone a prompt with follow-ups, one that asks why, how, what
//! or who anywhere, one that offers a choice ("… or …?"), and one that goes on with something to do. A note, because a closed question
//! can be the right one.

use super::subject::Subject;
use super::words::{self, Language};
use crate::diag::{Diagnostics, make};
use crate::hebrew;
use crate::syntax::lesson::Prompt;
use crate::syntax::plain_text;

/// Words that a question for yes or no begins with.
const CLOSED: &[&str] = &[
    "do",
    "does",
    "did",
    "don't",
    "doesn't",
    "didn't",
    "is",
    "are",
    "was",
    "were",
    "isn't",
    "aren't",
    "wasn't",
    "weren't",
    "am",
    "have",
    "has",
    "had",
    "haven't",
    "hasn't",
    "can",
    "can't",
    "could",
    "couldn't",
    "will",
    "won't",
    "would",
    "wouldn't",
    "should",
    "shouldn't",
    "may",
    "might",
    "must",
    "shall",
];
/// Words that may stand before it.
const LEADS: &[&str] = &["and", "but", "so", "then", "now", "or", "well", "today"];
/// Words that open a question, wherever they stand in it.
const OPEN: &[&str] =
    &["why", "how", "what", "which", "who", "whom", "whose", "where", "when", "or", "explain", "example"];
const OPEN_HEBREW: &[&str] = &[
    "למה",
    "מדוע",
    "איך",
    "כיצד",
    "מה",
    "מהו",
    "מהי",
    "מהם",
    "מהן",
    "מי",
    "איפה",
    "היכן",
    "מתי",
    "איזה",
    "איזו",
    "אילו",
    "כמה",
    "או",
    "הסבירו",
    "הסבר",
    "הסבירי",
    "לאן",
    "מאין",
    "במה",
    "ממה",
    "למי",
    "ממי",
];

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Diagnostics) {
    for version in subject.versions() {
        let Some(language) = words::language(&version.lang) else { continue };
        for prompt in &version.document.front.prompts {
            let span = prompt.prompt.span.unwrap_or(prompt.span);
            // What a translation leaves out stands in the original's file, and was read there.
            if span.file == version.document.file && is_closed(prompt, language) {
                sink.push(make::lint::yes_no_prompt(span, language == Language::Hebrew));
            }
        }
    }
}

fn is_closed(prompt: &Prompt, language: Language) -> bool {
    if !prompt.follow_ups.is_empty() {
        return false;
    }
    let text = plain_text(&prompt.prompt.blocks);
    // What does not end with a question goes on with something to do.
    if !text.trim_end().ends_with(['?', '”', '"', '»', ')']) {
        return false;
    }
    let sentences = sentences(&text);
    let Some(first) = sentences.iter().position(|sentence| sentence.ends_with('?')) else { return false };
    sentences.iter().skip(first).all(|sentence| sentence.ends_with('?') && asks_yes_or_no(sentence, language))
        && sentences.iter().take(first).all(|sentence| !is_open(sentence, language))
}

fn asks_yes_or_no(sentence: &str, language: Language) -> bool {
    let words: Vec<String> = words_of(sentence);
    let mut own = words.iter().map(String::as_str).skip_while(|word| LEADS.contains(word));
    let begins = match language {
        // A clause may stand before the question: "When you read it, do you …".
        Language::English => own.next().is_some_and(|word| CLOSED.contains(&word)),
        Language::Hebrew => own.next().is_some_and(|word| matches!(word, "האם" | "והאם")),
    };
    begins && !is_open(sentence, language)
}

/// Whether a sentence asks for more than yes or no.
fn is_open(sentence: &str, language: Language) -> bool {
    let open = if language == Language::English { OPEN } else { OPEN_HEBREW };
    words_of(sentence).iter().any(|word| open.contains(&word.as_str()) || open.contains(&word.trim_start_matches('ו')))
}

/// The words of a sentence, in lower case, with straight apostrophes and without points.
fn words_of(sentence: &str) -> Vec<String> {
    let plain: String =
        sentence.chars().filter(|&c| !hebrew::is_mark(c)).collect::<String>().replace('’', "'").to_lowercase();
    let words = plain.split(|c: char| !(c.is_alphanumeric() || c == '\''));
    words.map(|word| word.trim_matches('\'').to_owned()).filter(|word| !word.is_empty()).collect()
}

/// The sentences of a text, each ending with its sign; what ends without one is a sentence too.
fn sentences(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut sentence = String::new();
    for c in text.chars() {
        // Closing quotation marks belong to the sentence before them, and are of no account.
        if matches!(c, '"' | '”' | '“' | '»' | '«' | '„' | ')' | '(' | '*') {
            continue;
        }
        if sentence.is_empty() && c.is_whitespace() {
            continue;
        }
        sentence.push(c);
        if matches!(c, '.' | '?' | '!' | '…' | '\n' | ':' | ';') {
            found.push(sentence.trim().to_owned());
            sentence.clear();
        }
    }
    found.push(sentence.trim().to_owned());
    found.retain(|sentence| sentence.chars().any(char::is_alphanumeric));
    found
}
