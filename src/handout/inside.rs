//! The inside of a worker for sheets: sets what it is sent, and answers. See `apart` for the end that asks.

use super::apart::{answer, stock, wanted};
use super::data::{Outcome, Refusal};
use super::pdf::PdfCompiler;
use crate::worker::JobHandler;

/// The work of a worker for sheets: `None` where what it is to work with cannot be read.
pub(crate) fn work(setup: &[u8]) -> Option<JobHandler> {
    let mut compiler = PdfCompiler::of(&stock(setup)?);
    Some(Box::new(move |job| {
        let Some((sheet, images)) = wanted(job) else {
            let refusal = Some(Refusal { message: "the sheet cannot be read".to_owned(), words: String::new() });
            return answer(&Outcome { set: None, refusal });
        };
        images.into_iter().for_each(|(path, bytes)| compiler.show(path, bytes.to_vec()));
        let outcome = compiler.set_or_blame(&sheet);
        compiler.forget_most();
        answer(&outcome)
    }))
}
