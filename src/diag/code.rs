//! The list of all mistakes that daf knows: stable ids, default severities, explanations.
//!
//! One line a code, under the heading that `daf explain` lists it by; everything else (help, `daf explain`, the tests for completeness) is derived from this list.

use super::severity::Severity;

macro_rules! codes {
    ($($group:literal { $($variant:ident = $id:literal, $severity:ident;)+ })+) => {
        /// Which mistake a diagnostic is about. Ids are stable; messages may change.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum Code { $($(#[doc = concat!("`", $id, "`; `daf explain ", $id, "` tells more.")] $variant),+),+ }

        impl Code {
            /// Every code, in the order of this list.
            pub const ALL: &'static [Code] = &[$($(Code::$variant),+),+];

            /// The stable id, as it stands in messages and in `daf.yaml`.
            pub fn id(self) -> &'static str {
                match self { $($(Code::$variant => $id),+),+ }
            }

            /// How bad it is unless `daf.yaml` says otherwise.
            pub fn severity(self) -> Severity {
                match self { $($(Code::$variant => Severity::$severity),+),+ }
            }

            /// The page that `daf explain` prints.
            pub fn explanation(self) -> &'static str {
                match self { $($(Code::$variant => include_str!(concat!("explain/", $id, ".md"))),+),+ }
            }

            /// What it is about: the heading that it stands under.
            pub fn group(self) -> &'static str {
                match self { $($(Code::$variant => $group),+),+ }
            }
        }
    };
}

codes! {
    "The folder and its files" {
        MissingConfig = "missing-config", Error;
        NotUtf8 = "not-utf8", Error;
        NulByte = "nul-byte", Error;
        FileTooLarge = "file-too-large", Error;
        NotAFile = "not-a-file", Error;
        BadName = "bad-name", Error;
        NearMissName = "near-miss-name", Warning;
        MergeConflict = "merge-conflict", Error;
        ActiveFile = "active-file", Error;
        ActiveFileAllowed = "active-file-allowed", Warning;
        ActivePicture = "active-picture", Warning;
    }
    "The fields at the top of a file" {
        MissingFrontMatter = "missing-front-matter", Error;
        UnclosedFrontMatter = "unclosed-front-matter", Error;
        EmptyFrontMatter = "empty-front-matter", Error;
        EarlyClose = "early-close", Warning;
        YamlSyntax = "yaml-syntax", Error;
        YamlFeature = "yaml-feature", Error;
        CutOff = "cut-off", Warning;
        CurlyQuotes = "curly-quotes", Warning;
        DuplicateKey = "duplicate-key", Error;
        TooMuch = "too-much", Error;
        UnknownField = "unknown-field", Error;
        MissingField = "missing-field", Error;
        WrongType = "wrong-type", Error;
        BadValue = "bad-value", Error;
        NothingVisible = "nothing-visible", Error;
        HiddenCharacter = "hidden-character", Warning;
    }
    "What stands in fields" {
        AmbiguousReference = "ambiguous-reference", Warning;
        BadReference = "bad-reference", Error;
        ImpossibleReference = "impossible-reference", Warning;
        UnknownLicense = "unknown-license", Warning;
        UnknownWord = "unknown-word", Warning;
        MissingPermission = "missing-permission", Error;
        BadSlug = "bad-slug", Error;
        BadAlias = "bad-alias", Error;
    }
    "The text of a lesson" {
        UnknownBlock = "unknown-block", Error;
        UnclosedBlock = "unclosed-block", Error;
        BlockOrder = "block-order", Error;
        MistypedBlock = "mistyped-block", Error;
        MisplacedBlock = "misplaced-block", Error;
        BadAttribute = "bad-attribute", Error;
        MistypedNote = "mistyped-note", Error;
        UnclosedCode = "unclosed-code", Error;
        UnknownLanguage = "unknown-language", Note;
        NotAHeading = "not-a-heading", Error;
        NotATable = "not-a-table", Warning;
        MissingFootnote = "missing-footnote", Warning;
        StrayMark = "stray-mark", Warning;
        OtherProgram = "other-program", Warning;
        RawHtml = "raw-html", Warning;
        HeadingJump = "heading-jump", Warning;
        MissingAlt = "missing-alt", Warning;
        UnsafeLink = "unsafe-link", Warning;
        NotALink = "not-a-link", Warning;
    }
    "What belongs together" {
        BrokenLink = "broken-link", Error;
        BrokenAnchor = "broken-anchor", Error;
        MissingImage = "missing-image", Error;
        BadImage = "bad-image", Error;
        DraftLink = "draft-link", Warning;
        UnknownId = "unknown-id", Error;
        DuplicateId = "duplicate-id", Error;
        DuplicateTerm = "duplicate-term", Error;
        DuplicateAddress = "duplicate-address", Error;
        RequiresCycle = "requires-cycle", Error;
        UnknownValue = "unknown-value", Warning;
        TopicClash = "topic-clash", Warning;
        MinutesSum = "minutes-sum", Warning;
        TranslationField = "translation-field", Error;
        OrphanTranslation = "orphan-translation", Error;
    }
    "What stands on the web (`daf check --external` alone)" {
        DeadLink = "dead-link", Warning;
        MovedLink = "moved-link", Warning;
        UnansweredLink = "unanswered-link", Note;
    }
    "The site, its looks and its sheets" {
        PathTaken = "path-taken", Error;
        ThemeError = "theme-error", Error;
        ThemeUnsafe = "theme-unsafe", Warning;
        LowContrast = "low-contrast", Error;
        UnknownMessage = "unknown-message", Error;
        Placeholder = "placeholder", Error;
        HandoutError = "handout-error", Error;
        MissingLetter = "missing-letter", Warning;
        DafTooLong = "daf-too-long", Warning;
    }
    "How the lesson teaches (`daf check` alone)" {
        LongStretch = "long-stretch", Warning;
        MissingSegment = "missing-segment", Warning;
        TalkOverPractice = "talk-over-practice", Warning;
        CrowdedSegment = "crowded-segment", Warning;
        UnusedObjective = "unused-objective", Warning;
        MissingDebrief = "missing-debrief", Warning;
        YesNoPrompt = "yes-no-prompt", Note;
        UnlistedMaterial = "unlisted-material", Note;
        MissingCredit = "missing-credit", Warning;
        MissingTranslation = "missing-translation", Warning;
        LicenseClash = "license-clash", Warning;
        UntaggedHebrew = "untagged-hebrew", Warning;
        VagueLink = "vague-link", Warning;
        EarlyTerm = "early-term", Warning;
        UnusedTerm = "unused-term", Note;
        VariedSpelling = "varied-spelling", Note;
        UnusedText = "unused-text", Warning;
        UnfilledPlaceholder = "unfilled-placeholder", Warning;
    }
}

impl Code {
    /// The code with an id.
    pub fn from_id(id: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.id() == id)
    }

    /// What it is about in one line: how the first sentence of its page begins.
    pub fn summary(self) -> &'static str {
        let page = self.explanation();
        let body = page.split_once('\n').map_or(page, |(_, body)| body).trim_start();
        let end = [". ", ".\n", ": ", "; ", ":\n", ";\n"].iter().filter_map(|end| body.find(end)).min();
        end.and_then(|end| body.get(..end)).unwrap_or(body)
    }

    /// Whether `daf.yaml` may turn it down: only what leaves the site whole and true. Warnings and notes may be
    /// changed freely; an error may not be made less.
    pub fn is_adjustable(self) -> bool {
        self.severity() != Severity::Error
    }
}
