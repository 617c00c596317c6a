//! Where everything found on the way is gathered, so that one read tells all of it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{DataFile, Fault, Faults, Notice, Problem, Warning};

/// The faults and warnings so far.
#[derive(Debug, Default)]
pub(super) struct Report {
    faults: Faults,
    /// By file and kind: how many times, and the first line.
    warnings: BTreeMap<(Cow<'static, str>, Notice), (u64, Option<u64>)>,
}

impl Report {
    /// Something is wrong with a whole file, or with the set.
    pub(super) fn fault_of_file(&mut self, file: impl Into<Cow<'static, str>>, problem: Problem) {
        self.faults.add(Fault { file: file.into(), line: None, column: None, problem });
    }

    /// Something is wrong with a line as a whole.
    pub(super) fn fault_of_line(&mut self, file: &'static str, line: u64, problem: Problem) {
        self.faults.add(Fault { file: file.into(), line: Some(line), column: None, problem });
    }

    /// Something is wrong with a cell.
    pub(super) fn fault(
        &mut self,
        file: DataFile,
        line: u64,
        column: impl Into<Cow<'static, str>>,
        problem: Problem,
    ) {
        let fault =
            Fault { file: file.name().into(), line: Some(line), column: Some(column.into()), problem };
        self.faults.add(fault);
    }

    /// Something is odd about a whole file.
    pub(super) fn notice_of_file(&mut self, file: impl Into<Cow<'static, str>>, notice: Notice) {
        self.warnings.entry((file.into(), notice)).or_insert((0, None)).0 += 1;
    }

    /// Something is odd about a row.
    pub(super) fn notice(&mut self, file: DataFile, line: u64, notice: Notice) {
        self.warnings.entry((file.name().into(), notice)).or_insert((0, Some(line))).0 += 1;
    }

    /// Whether anything is wrong so far.
    pub(super) fn is_faulty(&self) -> bool {
        self.faults.total > 0
    }

    /// The warnings if nothing is wrong, else the faults.
    pub(super) fn verdict(self) -> Result<Vec<Warning>, Faults> {
        if self.is_faulty() {
            return Err(self.faults);
        }
        let warning = |((file, notice), (count, first_line))| Warning { file, notice, count, first_line };
        Ok(self.warnings.into_iter().map(warning).collect())
    }
}
