//! `daf cite` and `daf explain`: answers that need no curriculum.

use std::process::ExitCode;

use serde_json::json;

use super::Console;
use super::args::Cite;
use crate::citation;
use crate::diag::{Code, make};

/// `daf cite`.
pub(crate) fn cite(typed: &Cite, console: &Console) -> ExitCode {
    let text = typed.reference.join(" ");
    match citation::parse(&text) {
        Ok(citation) if typed.json => {
            let value = json!({"canonical": citation.canonical(), "hebrew": citation.hebrew(), "slug": citation.slug(), "category": citation.category(), "url": citation.url()});
            console.result(&format!("{value}\n"));
        }
        Ok(citation) => {
            console.result(&format!("{}\n{}\n{}\n", citation.canonical(), citation.hebrew(), citation.url()));
        }
        Err(refusal) => {
            let near = refusal.suggestions.first().map(|word| format!(" (did you mean `{word}`?)")).unwrap_or_default();
            console.say(&format!("daf: {}: {}{near}", make::quote(&text), refusal.message));
            return ExitCode::from(1);
        }
    }
    ExitCode::SUCCESS
}

/// `daf explain`.
pub(crate) fn explain(code: Option<&str>, console: &Console) -> ExitCode {
    let Some(typed) = code else {
        for code in Code::ALL {
            console.result(&format!("{:<24} {}\n", code.id(), code.severity().word()));
        }
        return ExitCode::SUCCESS;
    };
    if let Some(code) = Code::from_id(typed) {
        console.result(code.explanation());
        return ExitCode::SUCCESS;
    }
    let near = make::nearest(typed, Code::ALL.iter().map(|code| code.id()));
    let near = near.map(|word| format!("; did you mean `{word}`?")).unwrap_or_default();
    console.say(&format!("daf: there is no code {}{near}", make::quote(typed)));
    ExitCode::from(2)
}
