//! Pages whose templates are a stranger's, rendered by workers: the same bytes as here, within bounds of time and memory.
//!
//! Both ends of what is said between a process and its workers. Tells nobody of a mistake.

use serde::{Deserialize, Serialize};

use super::engine::{Engine, Globals, Refusal, Sent};
use crate::diag::Fault;
use crate::limits;
use crate::worker::{Bounds, JobHandler, Pool, Workers, packed, unpacked};

/// What workers for pages are called.
pub(crate) const KIND: &str = "pages";

// What answers begin with.
const MADE: &[u8] = b"made";
const REFUSED: &[u8] = b"refused";
const ENDLESS: &[u8] = b"endless";
const TOO_LONG: &[u8] = b"too long";

/// What a worker works with.
#[derive(Serialize, Deserialize)]
struct Setup<T, G> {
    templates: T,
    globals: G,
}

/// Workers for the pages of one language.
pub(super) struct Apart(Pool);

impl Apart {
    /// Workers with a theme's templates. `None` where there are none.
    pub(super) fn new<'t>(
        workers: &Workers,
        templates: impl FnOnce() -> Vec<(String, &'t str)>,
        globals: &Globals,
    ) -> Option<Apart> {
        // Plain values under names cannot fail to be written.
        let setup = || serde_json::to_vec(&Setup { templates: templates(), globals }).unwrap_or_default();
        workers.pool(KIND, setup).map(Apart)
    }

    /// A whole page, or what the engine refuses.
    ///
    /// # Errors
    /// Where it goes beyond its bounds.
    pub(super) fn render(&self, page: &Sent<'_>) -> Result<Result<String, Refusal>, Fault> {
        let job = serde_json::to_vec(page).unwrap_or_default();
        let bounds = Bounds { seconds: limits::PAGE_SECONDS, memory: limits::PAGE_MEMORY };
        let is_costly = |answer: &[u8]| {
            let parts = unpacked(answer).unwrap_or_default();
            matches!(parts.first(), Some(&(ENDLESS | TOO_LONG)))
        };
        let answer = self.0.ask(&job, bounds, is_costly)?;
        let parts = unpacked(&answer).unwrap_or_default();
        let strange = || Fault::Fell("its answer cannot be read".to_owned());
        match parts.as_slice() {
            [MADE, html] => String::from_utf8(html.to_vec()).map(Ok).map_err(|_| strange()),
            [REFUSED | ENDLESS, refusal] => serde_json::from_slice(refusal).map(Err).map_err(|_| strange()),
            [TOO_LONG] => Err(Fault::Size(limits::PAGE_BYTES)),
            _ => Err(strange()),
        }
    }
}

fn kind_of(refusal: &Refusal) -> &'static [u8] {
    if matches!(refusal, Refusal::Turns { .. }) { ENDLESS } else { REFUSED }
}

/// The work of a worker for pages: `None` where what it is to work with cannot be read.
pub(crate) fn work(setup: &[u8]) -> Option<JobHandler> {
    let Setup { templates, globals } = serde_json::from_slice::<Setup<Vec<(String, String)>, Globals>>(setup).ok()?;
    let engine = Engine::counting(templates.iter().map(|(name, text)| (name.clone(), text.as_str())));
    let engine = engine.map(|engine| engine.for_site(&globals));
    Some(Box::new(move |job| {
        let Ok(page) = serde_json::from_slice::<Sent<'_>>(job) else { return Vec::new() };
        match engine.as_ref().map_err(Clone::clone).and_then(|engine| engine.render_sent(page)) {
            Ok(html) if html.len() as u64 > limits::PAGE_BYTES => packed([TOO_LONG]),
            Ok(html) => packed([MADE, html.as_bytes()]),
            Err(refusal) => packed([kind_of(&refusal), serde_json::to_vec(&refusal).unwrap_or_default().as_slice()]),
        }
    }))
}
