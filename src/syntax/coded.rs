//! Blocks of code: their tokens, where a fence names a language that is known, and a word where it names none. Bounded for each file.

use std::sync::Arc;

use super::context::Context;
use crate::code::{self, Found, Token};
use crate::diag::make;
use crate::limits;
use crate::source::Span;

impl Context<'_> {
    /// The tokens of a block of code, whose fence begins at `span`.
    pub(crate) fn code(&mut self, language: &str, text: &str, span: Span) -> Option<Arc<[Token]>> {
        if language.is_empty() {
            return None;
        }
        self.code += text.len();
        let text = if self.code > limits::CODE_OF_A_FILE { "" } else { text };
        match code::find(language, text) {
            Found::Tokens(tokens) if !tokens.is_empty() => Some(tokens.into()),
            Found::Tokens(_) | Found::Plain => None,
            Found::Unknown => {
                let told = make::code::unknown_language(span, language, &code::names());
                told.into_iter().for_each(|told| self.sink.push(told));
                None
            }
        }
    }
}
