//! How much of a file is read before it is refused. Generous for any real district, small enough for a small machine.

/// The bounds of one read. `Limits::default()` is what a school should use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// All files together, unpacked, in bytes.
    pub unpacked_bytes_max: u64,
    /// How many times larger than its packed size a file of a zip may become, once it is larger than
    /// `RATIO_FREE_BYTES`. A roster packs 5 to 30 times, a bomb a thousand times.
    pub ratio_max: u64,
    /// The data rows of one file.
    pub rows_max: u64,
    /// One line of one file, in bytes.
    pub line_bytes_max: usize,
    /// The entries of a zip or folder.
    pub entries_max: usize,
}

/// Below this many unpacked bytes no ratio is checked: small files of equal rows pack very well and harm nobody.
pub const RATIO_FREE_BYTES: u64 = 16 << 20;

impl Default for Limits {
    fn default() -> Self {
        Self {
            unpacked_bytes_max: 4 << 30,
            ratio_max: 200,
            rows_max: 5_000_000,
            line_bytes_max: 256 << 10,
            entries_max: 1_000,
        }
    }
}
