//! Blocks of code read by the grammars of `syntect`: the only file that knows it.
//!
//! Grammars name what they find by scopes (`keyword.control.rust`), which are brought to the few classes that we have. What a
//! grammar takes is bounded by how much it is given, since it cannot be stopped.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

use super::token::{Class, Found, Token};
use crate::limits;

/// The grammars; those that the engine of sheets has too, so that the program holds them once.
static GRAMMARS: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_no_newlines);

/// Names that people type and grammars do not know, and what they mean.
const ALSO: [(&str, &str); 6] =
    [("shell", "sh"), ("zsh", "sh"), ("csharp", "cs"), ("golang", "go"), ("docker", "dockerfile"), ("py3", "py")];

/// What a scope that begins so is, the more exact before the less.
const SCOPES: [(&str, Class); 36] = [
    ("punctuation.definition.comment", Class::Comment),
    ("punctuation.definition.string", Class::String),
    ("punctuation.definition.keyword", Class::Keyword),
    ("punctuation.definition.variable", Class::Name),
    ("punctuation.definition.constant", Class::Constant),
    ("punctuation.definition.annotation", Class::Name),
    ("punctuation.accessor", Class::Operator),
    ("punctuation", Class::Punctuation),
    ("comment", Class::Comment),
    ("constant.numeric", Class::Number),
    ("constant.character", Class::String),
    ("constant", Class::Constant),
    ("keyword.operator", Class::Operator),
    ("keyword", Class::Keyword),
    ("storage", Class::Keyword),
    ("string", Class::String),
    ("entity.name.function", Class::Function),
    ("entity.name.macro", Class::Function),
    ("entity.name.tag.yaml", Class::Name),
    ("entity.name.tag", Class::Keyword),
    ("entity.name.type", Class::Type),
    ("entity.name.class", Class::Type),
    ("entity.name.struct", Class::Type),
    ("entity.name.enum", Class::Type),
    ("entity.name.trait", Class::Type),
    ("entity.name.interface", Class::Type),
    ("entity.name.section", Class::Keyword),
    ("entity.name", Class::Name),
    ("entity.other.inherited-class", Class::Type),
    ("entity.other.attribute-name", Class::Name),
    ("support.function", Class::Function),
    ("support.macro", Class::Function),
    ("support.type.property-name", Class::Name),
    ("support.type", Class::Type),
    ("support.class", Class::Type),
    ("variable.function", Class::Function),
];

/// The same, as grammars write scopes.
static CLASSES: LazyLock<Vec<(Scope, Class)>> =
    LazyLock::new(|| SCOPES.iter().filter_map(|(name, class)| Some((Scope::new(name).ok()?, *class))).collect());

pub(super) fn find(language: &str, text: &str) -> Found {
    let Some(grammar) = grammar(language) else { return Found::Unknown };
    if grammar.name == "Plain Text" || text.len() > limits::CODE_BYTES || text.lines().any(is_hard) {
        return Found::Plain;
    }
    Found::Tokens(Reader::default().tokens(grammar, text))
}

/// Whether a grammar might take long for a line: it tries its rules at each letter, and some go on to the end of a word or of white space.
fn is_hard(line: &str) -> bool {
    let kind =
        |byte: u8| (byte.is_ascii_whitespace(), byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii());
    let is_run = |run: &[u8]| run.len() > limits::CODE_RUN && kind(run[0]) != (false, false);
    line.len() > limits::CODE_LINE || line.as_bytes().chunk_by(|one, next| kind(*one) == kind(*next)).any(is_run)
}

fn grammar(language: &str) -> Option<&'static SyntaxReference> {
    let low = language.to_ascii_lowercase();
    let known = ALSO.iter().find(|(also, _)| *also == low).map_or(low.as_str(), |(_, name)| name);
    GRAMMARS.find_syntax_by_token(known)
}

pub(super) fn names() -> Vec<String> {
    let all = GRAMMARS.syntaxes().iter().filter(|grammar| !grammar.hidden);
    let own = all.flat_map(|grammar| std::iter::once(&grammar.name).chain(&grammar.file_extensions));
    let own = own.filter(|name| name.len() > 2 && !name.contains([' ', '.', '(']));
    let mut names: Vec<String> = own.map(|name| name.to_ascii_lowercase()).collect();
    names.extend(ALSO.iter().map(|(also, _)| (*also).to_owned()));
    names.sort_unstable();
    names.dedup();
    names
}

/// Reads one block.
#[derive(Default)]
struct Reader {
    /// What each scope that was met is.
    known: FxHashMap<Scope, Option<Class>>,
    tokens: Vec<Token>,
}

impl Reader {
    fn tokens(mut self, grammar: &SyntaxReference, text: &str) -> Vec<Token> {
        let mut state = ParseState::new(grammar);
        let mut scopes = ScopeStack::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let bare = line.trim_end_matches(['\n', '\r']);
            // A grammar that is broken: what was found until here stays.
            let Ok(changes) = state.parse_line(bare, &GRAMMARS) else { break };
            let mut done = 0;
            for (place, change) in changes {
                self.add(&scopes, at + done..at + place);
                done = place;
                if scopes.apply(&change).is_err() {
                    return self.tokens;
                }
            }
            self.add(&scopes, at + done..at + bare.len());
            at += line.len();
        }
        // White space has no colour.
        self.tokens.retain(|token| !text.get(token.range.clone()).is_none_or(|words| words.trim().is_empty()));
        self.tokens
    }

    /// What stands in these scopes; tokens of one class that meet become one.
    fn add(&mut self, scopes: &ScopeStack, range: std::ops::Range<usize>) {
        if range.is_empty() {
            return;
        }
        let Some(class) = scopes.as_slice().iter().rev().find_map(|scope| self.class(*scope)) else { return };
        match self.tokens.last_mut() {
            Some(last) if last.class == class && last.range.end == range.start => last.range.end = range.end,
            _ => self.tokens.push(Token { class, range }),
        }
    }

    fn class(&mut self, scope: Scope) -> Option<Class> {
        *self
            .known
            .entry(scope)
            .or_insert_with(|| CLASSES.iter().find(|(prefix, _)| prefix.is_prefix_of(scope)).map(|(_, class)| *class))
    }
}
