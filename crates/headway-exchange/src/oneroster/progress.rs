//! How far a read has come, for a bar that moves.

use super::DataFile;

/// Rows between two reports of one file.
pub(super) const ROWS_BETWEEN: u64 = 1_000;

/// Given about every thousand rows and at the end of each file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The file being read.
    pub file: DataFile,
    /// Its data rows so far.
    pub rows: u64,
    /// Unpacked bytes read so far, of all files.
    pub bytes: u64,
    /// Unpacked bytes of all files that will be read, as the container states them; a hostile one may state too few.
    pub bytes_total: u64,
}
