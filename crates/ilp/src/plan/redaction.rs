//! Taking a text out of the log: the only way in which words ever leave it, and replay survives it.

use super::{Change, Entry, Place, Text};
use crate::ChangeId;

/// Every place in a log where exactly this text stands, in this language.
///
/// The change that redacts must name all of them: an edit repeats the texts that it does not touch, so one sentence
/// stands in the log as often as its item was edited.
#[must_use]
pub fn places_of(log: &[Entry], text: &Text) -> Vec<Place> {
    let mut places = Vec::new();
    for entry in log {
        for (nth, found) in (0..).zip(entry.change.texts()) {
            if found == *text {
                places.push(Place { change: entry.id, nth });
            }
        }
    }
    places
}

/// The same change, of the log entry `id`, without the texts at these places.
#[must_use]
pub fn without(id: ChangeId, change: Change, places: &[Place], removed_by: ChangeId) -> Change {
    let mut nth = 0;
    change.map_texts(&mut |text| {
        let here = Place { change: id, nth };
        nth += 1;
        if places.contains(&here) { Text::Removed { removed_by } } else { text }
    })
}
