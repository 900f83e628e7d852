//! Paper: presented documents become sheets (plain data), and sheets become PDFs.
//!
//! Start at `make`, or at `print` for what is asked for by name (`order`). `arrange` decides which parts of a document stand
//! on a sheet, `finish` what they need to stand on paper, `sheet` is the data, `pdf` sets it and is the only file that knows the
//! engine; `kit` says what to print, and how many. Never asks who sees what: `document` has; never reads a page, the index or the
//! disk.

mod apart;
mod arrange;
mod blame;
mod data;
mod demand;
mod finish;
mod format;
mod inside;
mod kinds;
mod kit;
mod maker;
mod mistake;
mod order;
mod pdf;
mod prepared;
mod settings;
mod sheet;
mod terms;
mod way_back;
mod whole;

pub(crate) use apart::KIND;
pub use data::{Prepared, Set};
pub use demand::{Asked, at, make_one};
pub(crate) use format::Sheets;
pub(crate) use inside::work;
pub use kit::{People, Run};
pub use order::{Order, Printed, print, run_sheet};
pub use pdf::PdfCompiler;
pub use prepared::Ready;
pub use settings::{Fold, PrintRequest};
pub use whole::{check, make, prepare};
