//! The narrow gate: those who must go slowly stand in lines, one for each name and each address that too many tries came
//! for or from.
//!
//! Every line has places of its own, so that whoever fills one keeps nobody out of another.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use ilp::TenantId;
use tokio::sync::Semaphore;

/// How many of one line go through at a time.
const ABREAST: usize = 2;

/// How many may stand in all lines together: half of the server's connections, so that pages are still served.
const PLACES_MAX: usize = 512;

/// A line of a tenant, by the digest of what its tries have in common.
pub(super) type Key = (TenantId, [u8; 32]);

/// The gate with all its lines. A line that nobody stands in takes no memory.
#[derive(Debug, Default)]
pub(super) struct Gate {
    lines: Mutex<HashMap<Key, Line>>,
}

#[derive(Debug)]
struct Line {
    turns: Arc<Semaphore>,
    waiting: usize,
}

/// A place in a line, given back when it is dropped.
#[derive(Debug)]
pub(super) struct Place<'g> {
    gate: &'g Gate,
    key: Key,
    turns: Arc<Semaphore>,
}

impl Gate {
    /// A place in the line of `key`; `None` when `most` stand there already.
    pub(super) fn place(&self, key: Key, most: usize) -> Option<Place<'_>> {
        let mut lines = self.lines();
        let all: usize = lines.values().map(|line| line.waiting).sum();
        let waiting = lines.get(&key).map_or(0, |line| line.waiting);
        if most <= waiting || PLACES_MAX <= all {
            return None;
        }
        let line =
            lines.entry(key).or_insert_with(|| Line { turns: Arc::new(Semaphore::new(ABREAST)), waiting: 0 });
        line.waiting += 1;
        Some(Place { gate: self, key, turns: Arc::clone(&line.turns) })
    }

    fn lines(&self) -> MutexGuard<'_, HashMap<Key, Line>> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place<'_> {
    /// Waits for those before it in the line, then for as long as one try has to take.
    pub(super) async fn pass(self, delay: Duration) {
        // The semaphore is never closed, so there always comes a turn.
        let _turn = self.turns.acquire().await;
        tokio::time::sleep(delay).await;
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut lines = self.gate.lines();
        if let Some(line) = lines.get_mut(&self.key) {
            line.waiting -= 1;
            if line.waiting == 0 {
                lines.remove(&self.key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Gate, Key, PLACES_MAX};
    use crate::testing::TENANT;

    const A: Key = (TENANT, [1; 32]);
    const B: Key = (TENANT, [2; 32]);

    #[test]
    fn whoever_fills_one_line_keeps_nobody_out_of_another() {
        let gate = Gate::default();
        let full: Vec<_> = (0..16).map(|_| gate.place(A, 16).expect("there is room")).collect();
        assert!(gate.place(A, 16).is_none());
        assert!(gate.place(B, 1).is_some());
        drop(full);
        assert!(gate.place(A, 16).is_some());
        assert!(gate.lines().is_empty(), "a line that nobody stands in is forgotten");
    }

    #[test]
    fn all_lines_together_leave_room_for_pages() {
        let gate = Gate::default();
        let full: Vec<_> = (0..PLACES_MAX).map_while(|_| gate.place(A, usize::MAX)).collect();
        assert_eq!(full.len(), PLACES_MAX);
        assert!(gate.place(B, 1).is_none());
    }

    #[tokio::test]
    async fn a_full_line_moves_on() {
        let gate = Gate::default();
        let places: Vec<_> = (0..5).map_while(|_| gate.place(A, 5)).collect();
        for place in places {
            place.pass(Duration::ZERO).await;
        }
        assert!(gate.lines().is_empty());
    }
}
