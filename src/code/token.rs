//! What code is made of, as values: tokens and their classes. Holds names, and nothing else.

use std::ops::Range;

use serde::{Serialize, Serializer};

/// What a token of code is. A token that is none of these is plain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// A remark to whoever reads it.
    Comment,
    /// A word that the language keeps for itself.
    Keyword,
    /// Words between quotation marks.
    String,
    /// A number.
    Number,
    /// A value with a name of its own: `true`, `None`.
    Constant,
    /// The name of a type.
    Type,
    /// The name of a function.
    Function,
    /// Any other name: of a field, an element's attribute, a key.
    Name,
    /// A sign that does something.
    Operator,
    /// A sign that parts.
    Punctuation,
}

impl Class {
    /// Every class.
    pub const ALL: [Class; 10] = [
        Class::Comment,
        Class::Keyword,
        Class::String,
        Class::Number,
        Class::Constant,
        Class::Type,
        Class::Function,
        Class::Name,
        Class::Operator,
        Class::Punctuation,
    ];

    /// Its word: pages write `class="c-keyword"`, print templates are handed `keyword`.
    pub fn word(self) -> &'static str {
        match self {
            Class::Comment => "comment",
            Class::Keyword => "keyword",
            Class::String => "string",
            Class::Number => "number",
            Class::Constant => "constant",
            Class::Type => "type",
            Class::Function => "function",
            Class::Name => "name",
            Class::Operator => "operator",
            Class::Punctuation => "punctuation",
        }
    }
}

impl Serialize for Class {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(self.word())
    }
}

/// A part of a block of code that is of a class; what lies between two is plain. No token spans lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub class: Class,
    /// Its bytes in the block.
    pub range: Range<usize>,
}

/// What is known of a language that a fence names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// The tokens of the block, in order.
    Tokens(Vec<Token>),
    /// The language is known, and nothing is set apart: plain text, or more than is looked at.
    Plain,
    /// No language is called so.
    Unknown,
}
