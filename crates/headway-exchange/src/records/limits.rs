//! How much of a records file is read before it is refused.

/// The bounds of one read. `Limits::default()` is what a school should use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The whole file, in bytes.
    pub bytes_max: u64,
    /// Its data rows.
    pub rows_max: u64,
    /// One line, in bytes.
    pub line_bytes_max: usize,
}

impl Default for Limits {
    /// Years of attendance of a large district: a file of 10 GB is none.
    fn default() -> Self {
        Self { bytes_max: 4 << 30, rows_max: 20_000_000, line_bytes_max: 256 << 10 }
    }
}
