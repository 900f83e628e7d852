//! Why a theme's template gave nothing: a fault of whatever ran it, as data. How it is told stands in `make`.

/// Why there is no page or sheet of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It ran for so many seconds.
    Time(u64),
    /// It needed more than so many bytes of memory.
    Memory(u64),
    /// It made more than so many bytes.
    Size(u64),
    /// It called itself until nothing was left to do so with.
    Depth,
    /// What ran it fell, and what was said of that in a line.
    Fell(String),
    /// Nobody could be found to run it, and why.
    Absent(String),
}
