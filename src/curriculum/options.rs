//! What linking leaves in or out.

/// What a build leaves in or out.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Keep drafts.
    pub drafts: bool,
}
