//! The judge outside the server: what was sent and what was answered, against what stands in the tables.
//!
//! Every text that a test sends is different and begins with [`MARK`], so that each row tells which request wrote it.

use std::collections::{BTreeMap, BTreeSet};

/// How every text begins that a test sends.
pub(super) const MARK: &str = "mark-";

/// Where a text should end up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// In the log of a plan: a change.
    Log,
    /// Among the suggestions, which change nothing.
    Suggestions,
}

/// What is known of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// The answer said that it is saved.
    Acknowledged,
    /// There was no answer: it may be saved, wholly, or not.
    Unknown,
    /// It must not be there: it was refused, or never sent whole.
    Void,
}

/// A row that stands in the tables.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) place: Place,
    pub(super) learner: String,
    pub(super) version: i64,
    pub(super) body: String,
}

/// A text that was sent.
pub(super) type Key = (Place, String);

/// Everything that was sent, and what became of it.
#[derive(Debug, Default)]
pub(super) struct Book {
    sent: BTreeMap<Key, (String, Fate)>,
    /// How often a request was sent again.
    pub(super) resent: usize,
    /// Requests of every kind.
    pub(super) requests: usize,
    /// How many requests were without an answer at first.
    pub(super) unanswered: usize,
    /// How many of those had been saved all the same.
    pub(super) unanswered_but_saved: usize,
}

impl Book {
    /// Writes down what will be sent, before it is.
    pub(super) fn sends(&mut self, key: &Key, learner: &str) {
        let before = self.sent.insert(key.clone(), (learner.to_owned(), Fate::Unknown));
        assert!(before.is_none(), "every text is different: {key:?}");
    }

    /// Writes down what is known now.
    pub(super) fn learns(&mut self, key: &Key, fate: Fate) {
        self.sent.get_mut(key).expect("it was sent").1 = fate;
    }

    pub(super) fn count(&self, fate: Fate) -> usize {
        self.sent.values().filter(|(_, known)| *known == fate).count()
    }

    /// All that was acknowledged until now.
    pub(super) fn acknowledged(&self) -> BTreeSet<Key> {
        let done = |(_, (_, fate)): &(&Key, &(String, Fate))| *fate == Fate::Acknowledged;
        self.sent.iter().filter(done).map(|(key, _)| key.clone()).collect()
    }

    /// Counts among the requests without an answer those that stand in these tables.
    pub(super) fn counts_saved(&mut self, rows: &[Row]) {
        let found: BTreeSet<Key> = rows.iter().filter_map(|row| self.of(row).ok()).collect();
        let unknown = self.sent.iter().filter(|(_, (_, fate))| *fate == Fate::Unknown);
        self.unanswered_but_saved += unknown.filter(|(key, _)| found.contains(*key)).count();
    }

    /// All that is wrong with these tables, in sentences; `before` are the rows that were there before the first request.
    pub(super) fn faults(&self, before: &[Row], rows: &[Row]) -> Vec<String> {
        let mut faults = gaps(rows);
        let mut seen = BTreeSet::new();
        let mut old: BTreeMap<(Place, &str, i64, &str), usize> = BTreeMap::new();
        for row in before {
            *old.entry((row.place, &row.learner, row.version, &row.body)).or_default() += 1;
        }
        for row in rows {
            let known = old.get_mut(&(row.place, &*row.learner, row.version, &*row.body));
            if let Some(count) = known.filter(|count| 0 < **count) {
                *count -= 1;
                continue;
            }
            match self.of(row) {
                Ok(key) if !seen.insert(key.clone()) => faults.push(format!("twice: {key:?}")),
                Ok(_) => {}
                Err(fault) => faults.push(fault),
            }
        }
        let gone = old.iter().filter(|(key, count)| 0 < **count && key.0 == Place::Log);
        faults.extend(gone.map(|(key, _)| format!("lost from before the test: {key:?}")));
        let lost = self.acknowledged().into_iter().filter(|key| !seen.contains(key));
        faults.extend(lost.map(|key| format!("lost: {key:?}")));
        faults
    }

    /// The request that wrote a row.
    fn of(&self, row: &Row) -> Result<Key, String> {
        let value: serde_json::Value =
            serde_json::from_str(&row.body).map_err(|_| format!("not whole: {row:?}"))?;
        let mut marks = Vec::new();
        marked(&value, &mut marks);
        marks.sort();
        marks.dedup();
        let [text] = &*marks else { return Err(format!("a ghost, which nobody sent: {row:?}")) };
        let key = (row.place, text.clone());
        match self.sent.get(&key) {
            None => Err(format!("a ghost, which nobody sent so: {row:?}")),
            Some((learner, _)) if *learner != row.learner => Err(format!("in the wrong plan: {row:?}")),
            Some((_, Fate::Void)) => Err(format!("there although it was refused or cut: {key:?}")),
            Some(_) => Ok(key),
        }
    }
}

/// Every text in it that a test sent.
fn marked(value: &serde_json::Value, found: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) if text.starts_with(MARK) => found.push(text.clone()),
        serde_json::Value::Array(values) => values.iter().for_each(|value| marked(value, found)),
        serde_json::Value::Object(values) => values.values().for_each(|value| marked(value, found)),
        _ => {}
    }
}

/// The logs that do not run from 1 upwards.
fn gaps(rows: &[Row]) -> Vec<String> {
    let mut logs: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.place == Place::Log) {
        logs.entry(&row.learner).or_default().push(row.version);
    }
    let whole =
        |versions: &[i64]| versions.iter().copied().eq(1..=i64::try_from(versions.len()).unwrap_or(0));
    let broken = logs.into_iter().filter(|(_, versions)| !whole(versions));
    broken.map(|(learner, versions)| format!("the log of {learner} has a gap: {versions:?}")).collect()
}

#[cfg(test)]
mod tests {
    use super::{Book, Fate, Place, Row};

    fn row(version: i64, text: &str) -> Row {
        let body = serde_json::json!({ "says": { "goal": { "statement": { "text": text } } } }).to_string();
        Row { place: Place::Log, learner: "ana".to_owned(), version, body }
    }

    fn check(rows: &[Row], expected: &str) {
        let mut book = Book::default();
        let sent = [("mark-1", Fate::Acknowledged), ("mark-2", Fate::Unknown), ("mark-3", Fate::Void)];
        for (text, fate) in sent {
            let key = (Place::Log, text.to_owned());
            book.sends(&key, "ana");
            book.learns(&key, fate);
        }
        let faults = book.faults(&[row(1, "of the demo")], rows).join("; ");
        assert!(
            if expected.is_empty() { faults.is_empty() } else { faults.starts_with(expected) },
            "{faults}"
        );
    }

    #[test]
    fn the_judge_sees_what_is_lost_what_is_too_much_and_what_is_broken() {
        let demo = row(1, "of the demo");
        check(&[demo.clone(), row(2, "mark-1")], "");
        check(&[demo.clone(), row(2, "mark-2"), row(3, "mark-1")], "");
        check(std::slice::from_ref(&demo), "lost: (Log, \"mark-1\")");
        check(&[demo.clone(), row(2, "mark-2")], "lost: (Log, \"mark-1\")");
        check(&[demo.clone(), row(2, "mark-1"), row(3, "mark-1")], "twice:");
        check(&[demo.clone(), row(2, "mark-1"), row(3, "mark-3")], "there although it was refused or cut");
        check(&[demo.clone(), row(2, "mark-1"), row(3, "mark-4")], "a ghost, which nobody sent so");
        check(&[demo.clone(), row(2, "mark-1"), row(3, "no mark")], "a ghost, which nobody sent:");
        check(&[demo.clone(), row(2, "mark-1"), row(4, "mark-2")], "the log of ana has a gap: [1, 2, 4]");
        check(&[row(1, "mark-1")], "lost from before the test");
        let half = Row { body: "{\"says\":{\"goal\":{\"sta".to_owned(), ..demo.clone() };
        check(&[demo.clone(), row(2, "mark-1"), Row { version: 3, ..half }], "not whole");
        let elsewhere = Row { learner: "ben".to_owned(), ..row(1, "mark-1") };
        check(&[demo, elsewhere], "in the wrong plan");
    }
}
