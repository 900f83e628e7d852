//! Sheets as a format: all of them set together for a build, one by one when somebody asks.

use std::sync::OnceLock;

use super::demand::{Asked, at, make_one};
use super::pdf::PdfCompiler;
use super::whole::{check, make};
use crate::diag::Diagnostics;
use crate::format::{Format, Of, Tell};
use crate::output::{Bytes, Output};

/// Every sheet of the site.
#[derive(Default)]
pub(crate) struct Sheets {
    compiler: OnceLock<PdfCompiler>,
}

impl Sheets {
    fn asked(of: &Of<'_>, path: &str) -> Option<Asked> {
        at(of.curriculum, path).filter(|_| of.options.makes_sheets())
    }
}

impl Format for Sheets {
    fn paths(&self, _of: &Of<'_>) -> Vec<String> {
        Vec::new()
    }

    fn has(&self, of: &Of<'_>, path: &str) -> bool {
        Sheets::asked(of, path).is_some()
    }

    fn file(&self, of: &Of<'_>, path: &str, sink: &mut Diagnostics) -> Option<Bytes> {
        let asked = Sheets::asked(of, path)?;
        let compiler = self.compiler.get_or_init(|| PdfCompiler::new(of.theme, of.curriculum, &of.options.workers));
        let made = make_one(of.curriculum, of.theme, compiler, &of.options.cache, asked, sink);
        Some(made.unwrap_or_default().into())
    }

    fn origin(&self, of: &Of<'_>, path: &str) -> Option<String> {
        Sheets::asked(of, path).map(|asked| origin(of, asked))
    }

    fn whole(&self, of: &Of<'_>, _tell: &Tell<'_>, out: &mut Output, sink: &mut Diagnostics) {
        let options = of.options;
        if options.makes_sheets() {
            make(of.curriculum, of.theme, options, out, sink);
        } else if options.checks_handouts {
            check(of.curriculum, of.theme, sink);
        }
    }
}

/// What a sheet is made from, as people know it.
fn origin(of: &Of<'_>, asked: Asked) -> String {
    match asked {
        Asked::Lesson(id, _) | Asked::Kit(id) => of.curriculum.lesson(id).main.document.path.to_string(),
        Asked::Packet(id) => format!("packets/{}.yaml", of.curriculum.packet(id).entry.id),
    }
}
