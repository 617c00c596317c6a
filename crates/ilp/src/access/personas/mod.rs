//! The people a privacy officer asks about, each as facts about one learner, and what each of them may do.
//!
//! `matrix.csv` is written by hand and is the promise; the function is tested against it, and `docs/access.md` is made of it.

mod cast;
mod page;

pub use cast::{Persona, all, moment};
pub use page::page;

use std::collections::BTreeMap;

use super::act::Act;
use super::decision::Decision;

/// What the table of personas promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Promise {
    /// It is allowed.
    Yes,
    /// It is refused, and the person is told why: 403.
    No,
    /// It is refused as if there were nothing: 404.
    Hidden,
}

impl Promise {
    /// What a decision amounts to.
    #[must_use]
    pub const fn of(decision: &Decision) -> Self {
        match decision {
            Decision::Allow { .. } => Self::Yes,
            Decision::Deny { why } if why.may_know_of() => Self::No,
            Decision::Deny { .. } => Self::Hidden,
        }
    }
}

/// A row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The [`Persona::key`].
    pub persona: &'static str,
    /// The code of the reason by which this persona reads the plan, where it may.
    pub sees_the_plan_as: Option<&'static str>,
    /// A promise for every act.
    promises: BTreeMap<Act, Promise>,
}

impl Row {
    /// What is promised for `act`. The acts that can be asked both ways are promised about the learner.
    #[must_use]
    pub fn promise(&self, act: Act) -> Promise {
        self.promises[&act]
    }
}

const MATRIX: &str = include_str!("matrix.csv");

/// The table, in the order of the file.
///
/// # Panics
///
/// If the file is not a table of all acts with the words `yes`, `no` and `hidden`.
#[must_use]
pub fn promises() -> Vec<Row> {
    let mut lines = MATRIX.lines();
    let heads: Vec<_> = lines.next().unwrap_or_default().split(',').skip(2).collect();
    let acts: Vec<_> = Act::ALL.iter().map(|act| serde_json::json!(act)).collect();
    assert!(
        heads.iter().eq(acts.iter().filter_map(|act| act.as_str()).collect::<Vec<_>>().iter()),
        "all acts in order"
    );
    lines.map(row).collect()
}

fn row(line: &'static str) -> Row {
    let mut cells = line.split(',');
    let persona = cells.next().unwrap_or_default();
    let sees_the_plan_as = cells.next().filter(|code| *code != "-");
    let cells: Vec<_> = cells.map(|cell| promise(persona, cell)).collect();
    assert_eq!(cells.len(), Act::ALL.len(), "{persona} has a promise for every act");
    let promises = Act::ALL.into_iter().zip(cells).collect();
    Row { persona, sees_the_plan_as, promises }
}

fn promise(persona: &str, cell: &str) -> Promise {
    match cell {
        "yes" => Promise::Yes,
        "no" => Promise::No,
        "hidden" => Promise::Hidden,
        other => panic!("{persona} has `{other}`, expected yes, no or hidden"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::decide;
    use super::*;

    #[test]
    fn the_table_and_the_cast_name_the_same_personas() {
        let rows: Vec<_> = promises().iter().map(|row| row.persona).collect();
        let cast: Vec<_> = all().iter().map(|persona| persona.key).collect();
        assert_eq!(rows, cast);
    }

    #[test]
    fn every_promise_of_the_table_is_kept() {
        for (persona, row) in all().iter().zip(promises()) {
            for act in Act::ALL {
                let decision = decide(&persona.actor, act, &persona.about(act), moment());
                let got = Promise::of(&decision);
                assert_eq!(got, row.promise(act), "{} {act:?}: {decision:?}", persona.key);
            }
        }
    }

    #[test]
    fn whoever_sees_the_plan_sees_it_for_the_reason_in_the_table() {
        for (persona, row) in all().iter().zip(promises()) {
            let decision = decide(&persona.actor, Act::SeePlan, &persona.about(Act::SeePlan), moment());
            let because = decision.allowed().map(|because| serde_json::json!(because)["code"].clone());
            let code = because.as_ref().and_then(|code| code.as_str());
            assert_eq!(code, row.sees_the_plan_as, "{}", persona.key);
        }
    }

    #[test]
    fn the_page_for_the_privacy_officer_is_made_of_the_table() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/access.md");
        if std::env::var_os("HEADWAY_WRITE").is_some() {
            std::fs::write(path, page()).expect("docs/access.md can be written");
        }
        let checked_in = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            checked_in == page(),
            "docs/access.md is not what the table says; run this test with HEADWAY_WRITE=1"
        );
    }
}
