//! Every limit on what a curriculum may hold, in one place.
//!
//! Far above what people write, far below what would exhaust a machine. Going over one is a diagnostic, never a crash.

/// Bytes of a Markdown or YAML file.
pub const TEXT_BYTES: u64 = 2 * 1024 * 1024;
/// Bytes of any other file.
pub const FILE_BYTES: u64 = 64 * 1024 * 1024;
/// Pixels of an image, by its header.
pub const IMAGE_PIXELS: u64 = 50_000_000;
/// Pixels along one side of an image.
pub const IMAGE_SIDE: u32 = 30_000;
/// Bytes of a lesson's front matter.
pub const FRONT_BYTES: usize = 256 * 1024;
/// Depth of folders.
pub const FOLDER_DEPTH: usize = 12;
/// Depth of lists and mappings in YAML.
pub const YAML_DEPTH: usize = 8;
/// Values in one YAML file.
pub const YAML_NODES: usize = 50_000;
/// Values under one `extra`.
pub const EXTRA_VALUES: usize = 1000;
/// Bytes of the words under one `extra`.
pub const EXTRA_BYTES: usize = 32 * 1024;
/// Bytes of a block of code in which tokens are told apart. A grammar's time grows with the square of a line's length.
pub const CODE_BYTES: usize = 16 * 1024;
/// Bytes of a line of it.
pub const CODE_LINE: usize = 400;
/// Letters of a word, or spaces, without anything between them in it.
pub const CODE_RUN: usize = 100;
/// Bytes of all such blocks of one file.
pub const CODE_OF_A_FILE: usize = 64 * 1024;
/// Depth of lists, quotations and blocks in a body.
pub const BLOCK_DEPTH: usize = 24;
/// Depth of emphasis, links and the like in a paragraph.
pub const INLINE_DEPTH: usize = 32;
/// Footnotes that stand in one another: one in the text, one in what it says, and so on.
pub const FOOTNOTE_DEPTH: usize = 8;
/// Columns of a table.
pub const TABLE_COLUMNS: usize = 100;
/// Cells of a table, after short rows are filled up.
pub const TABLE_CELLS: usize = 20_000;
/// Bytes of one component of an address: with a temporary suffix it must still be a file's name (255 bytes).
pub const SLUG_BYTES: usize = 120;
/// Marks on one letter before it is reported.
pub const MARKS_ON_A_LETTER: usize = 8;
/// Depth of elements in an SVG image.
pub const SVG_DEPTH: usize = 64;
/// Turns of loops that a theme's template may take for one page.
pub const PAGE_TURNS: u64 = 2_000_000;
/// Seconds of a processor for a page by a theme's templates.
pub const PAGE_SECONDS: u64 = 5;
/// Bytes of memory for the same.
pub const PAGE_MEMORY: u64 = 768 * 1024 * 1024;
/// Bytes of a page by a theme's templates.
pub const PAGE_BYTES: u64 = 64 * 1024 * 1024;
/// Seconds of a processor for a sheet by a theme's print templates, and how many more for each step of its size.
pub const SHEET_SECONDS: u64 = 6;
/// See [`SHEET_SECONDS`].
pub const SHEET_SECONDS_MORE: u64 = 2;
/// Bytes of memory for the same, and how many more for each step of its size.
pub const SHEET_MEMORY: u64 = 1024 * 1024 * 1024;
/// See [`SHEET_MEMORY`].
pub const SHEET_MEMORY_MORE: u64 = 64 * 1024 * 1024;
/// Bytes of a sheet, as data, that are a step.
pub const SHEET_STEP: usize = 64 * 1024;
/// Bytes of a lesson's sheet, as data: some hundreds of pages. Setting one takes up to seven hundred times as much memory.
pub const SHEET_BYTES: usize = 1_200_000;
/// Parts of an SVG image, each counted as often as it is drawn.
pub const SVG_SHAPES: usize = 100_000;
/// What the effects of an SVG image may cost: simple steps over a million pixels, each of about a millisecond.
pub const SVG_EFFECTS: f64 = 4_000.0;
/// Lines to write on, in one place.
pub const WRITING_LINES: u32 = 60;
/// Empty rows of a table to fill in.
pub const EMPTY_ROWS: u32 = 40;
/// Columns of a table to fill in.
pub const EMPTY_COLUMNS: usize = 20;
/// Minutes of anything: a week of them.
pub const MINUTES: u32 = 10_000;
/// People who take part.
pub const PEOPLE: u32 = 10_000;
/// Any other number.
pub const NUMBER: u32 = 1_000_000;
/// Threads that may be asked for.
pub const THREADS: u32 = 256;
/// Mistakes of one kind in one file that people are told one by one; the rest are counted.
pub const TOLD_OF_A_KIND: usize = 20;
/// Mistakes of one kind in one file that programs are told one by one.
pub const LISTED_OF_A_KIND: usize = 1000;
