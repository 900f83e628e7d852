//! The inside of a worker for sheets: sets what it is sent, and answers. See `apart` for the end that asks.

use super::apart::{answer, stock, wanted};
use super::data::{Outcome, Refusal};
use super::pdf::Press;
use crate::worker::Work;

/// The work of a worker for sheets: `None` where what it is to work with can not be read.
pub(crate) fn work(setup: &[u8]) -> Option<Work> {
    let mut press = Press::of(&stock(setup)?);
    Some(Box::new(move |job| {
        let Some((sheet, images)) = wanted(job) else {
            let refusal = Some(Refusal { message: "the sheet cannot be read".to_owned(), words: String::new() });
            return answer(&Outcome { set: None, refusal });
        };
        images.into_iter().for_each(|(path, bytes)| press.show(path, bytes.to_vec()));
        let outcome = press.set_or_blame(&sheet);
        press.forget_most();
        answer(&outcome)
    }))
}
