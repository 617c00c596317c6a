//! Which ids a file has, so that a reference to it can be followed.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use ilp::roster::SourceId;

use super::fault::quoted;
use super::table::{Origin, Row};
use super::{DataFile, Notice, Problem};

/// The ids of one file.
#[derive(Debug)]
pub(super) struct Ids {
    file: DataFile,
    known: HashMap<SourceId, Known>,
    /// Whether every row could be read. If not, a reference that leads nowhere may lead to the row that was lost, and is
    /// no fault of its own: one bad line must not show as a thousand.
    pub(super) is_whole: bool,
    /// Whether these are ids of rows that are looked at once more: what is odd about them is then said.
    is_first_look: bool,
}

#[derive(Debug, Clone, Copy)]
struct Known {
    line: u64,
    is_deleted: bool,
    origin: Origin,
}

impl Ids {
    pub(super) fn of(file: DataFile) -> Self {
        Self { file, known: HashMap::new(), is_whole: true, is_first_look: false }
    }

    /// For rows that wait to be laid over others.
    pub(super) fn at_first_look(file: DataFile) -> Self {
        Self { is_first_look: true, ..Self::of(file) }
    }

    /// The row's own id, if it has one that no earlier row has.
    pub(super) fn add(&mut self, row: &mut Row, is_deleted: bool) -> Option<SourceId> {
        let Some(id) = row.required("sourcedId").map(SourceId::new) else {
            self.is_whole = false;
            return None;
        };
        if id.as_str().chars().nth(ID_CHARACTERS_MAX).is_some() {
            self.is_whole = false;
            return row.refuse("sourcedId", Problem::IdTooLong);
        }
        if !self.is_first_look && !id.as_str().bytes().all(is_id_byte) {
            row.notice(Notice::OddId("sourcedId"));
        }
        match self.known.entry(id) {
            Entry::Occupied(first) => {
                let (id, first_line) = (quoted(first.key().as_str()), first.get().line);
                row.refuse("sourcedId", Problem::RepeatedId { id, first_line })
            }
            Entry::Vacant(place) => {
                let id = place.key().clone();
                place.insert(Known { line: row.line(), is_deleted, origin: row.origin });
                Some(id)
            }
        }
    }

    /// The row that this reference leads to; shares the text of its id.
    pub(super) fn follow(&self, id: &str) -> Result<SourceId, Problem> {
        match self.known.get_key_value(id) {
            Some((_, known)) if known.is_deleted => {
                Err(Problem::PointsAtDeleted { id: quoted(id), target: self.file })
            }
            Some((known, _)) => Ok(known.clone()),
            None if !self.is_whole => Ok(SourceId::new(id)),
            None => Err(Problem::PointsNowhere { id: quoted(id), target: self.file }),
        }
    }

    /// The row of the reference went with what it pointed to: nothing leads to it any longer.
    pub(super) fn leave_out(&mut self, id: &str) {
        if let Some(known) = self.known.get_mut(id) {
            known.is_deleted = true;
        }
    }

    /// Whether the row with this id was loaded before, and the set does not speak of it.
    pub(super) fn is_of_reference(&self, id: &SourceId) -> bool {
        self.known.get(id).is_some_and(|known| known.origin == Origin::Reference)
    }

    /// The line on which the row with this id stands.
    pub(super) fn line_of(&self, id: &SourceId) -> Option<u64> {
        self.known.get(id).map(|known| known.line)
    }
}

const ID_CHARACTERS_MAX: usize = 255;

fn is_id_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b".-_/@".contains(&byte)
}
