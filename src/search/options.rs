//! What is asked of an index besides words: for whom, and of what.

/// What is asked of an index besides the words.
#[derive(Debug, Clone, Default)]
pub struct SearchOptions {
    /// The facilitators' words too.
    pub facilitator: bool,
    /// Only lessons of these choices: the name of a facet (`unit`, `value`, `category`, `minutes`, `level`) and a choice.
    pub narrowed: Vec<(String, String)>,
    /// At most so many pages.
    pub limit: usize,
}
