//! `docs/access.md`: the table of personas in words for a privacy officer.

use super::{Promise, Row, all, promises};
use crate::access::Act;

const INTRODUCTION: &str = "\
# Who may do what

**This is the rule; not every act has a page yet.** Which pages there are today stands in the [README](../README.md).

This page is made from `crates/ilp/src/access/personas/matrix.csv`, which is written by hand; the program is tested against
every cell of it. The rule itself, with its sources and its borderline days, is in
[rulebook/access/decide.md](../rulebook/access/decide.md).

- **yes**: it is done, and the reason is kept with it.
- **no**: it is refused, and the person is told why.
- **hidden**: it is refused as if there were no such student or page.

What somebody may change or answer is, besides, only what belongs to the party they act for: nobody here edits the student's own
words but the student. All of it is about one student of 15 (18, where it says so) on one morning. Staff have said what they
need and have just signed in again, so that the table shows what a post can do at most.
";

const TABLES: [(&str, &[Act]); 4] = [
    (
        "See and take away",
        &[
            Act::SeePlan,
            Act::SeeHistory,
            Act::SeeWhoLooked,
            Act::ExportPlan,
            Act::SeeLearnerInLists,
            Act::SeeAggregates,
        ],
    ),
    ("Write and decide", &[Act::ChangeOwn, Act::Propose, Act::AnswerProposal, Act::Sign, Act::NameSupporter]),
    ("Speak", &[Act::Observe, Act::Disagree, Act::Converse, Act::LogContact, Act::RecordFor]),
    (
        "Keep the record and run the system",
        &[
            Act::BreakGlass,
            Act::ReviewBreakGlass,
            Act::Redact,
            Act::DelayVisibility,
            Act::ManageRights,
            Act::ManageAccounts,
            Act::RunSystem,
            Act::SeeAudit,
        ],
    ),
];

/// The whole page.
#[must_use]
pub fn page() -> String {
    let rows: Vec<_> = all().iter().map(|persona| persona.who).zip(promises()).collect();
    let tables = TABLES.map(|(title, acts)| format!("\n## {title}\n\n{}", table(acts, &rows)));
    INTRODUCTION.to_owned() + &tables.concat()
}

fn table(acts: &[Act], rows: &[(&str, Row)]) -> String {
    let reasons = acts.contains(&Act::SeePlan);
    let mut heads = vec!["who".to_owned()];
    heads.extend(acts.iter().map(|act| words(*act).to_owned()));
    heads.extend(reasons.then(|| "reads the plan as".to_owned()));
    let rule = vec!["---".to_owned(); heads.len()];
    let body = rows.iter().map(|(who, row)| {
        let mut cells = vec![(*who).to_owned()];
        cells.extend(acts.iter().map(|act| promise(row.promise(*act)).to_owned()));
        cells.extend(reasons.then(|| reason(row.sees_the_plan_as)));
        cells
    });
    [heads, rule].into_iter().chain(body).map(|cells| "| ".to_owned() + &cells.join(" | ") + " |\n").collect()
}

const fn promise(promise: Promise) -> &'static str {
    match promise {
        Promise::Yes => "**yes**",
        Promise::No => "no",
        Promise::Hidden => "hidden",
    }
}

fn reason(code: Option<&'static str>) -> String {
    code.map_or_else(|| "–".to_owned(), |code| code.replace('_', " "))
}

const fn words(act: Act) -> &'static str {
    match act {
        Act::SeePlan => "read the plan",
        Act::SeeHistory => "read its history",
        Act::SeeWhoLooked => "see who looked",
        Act::ChangeOwn => "change items of their own party",
        Act::Propose => "suggest a change",
        Act::AnswerProposal => "answer a suggestion",
        Act::Observe => "write an observation",
        Act::Disagree => "attach \"I see this differently\"",
        Act::Converse => "take part in conversations",
        Act::LogContact => "note a contact",
        Act::RecordFor => "write down what the student said",
        Act::Sign => "sign for their own party",
        Act::NameSupporter => "name a supporter",
        Act::Redact => "redact",
        Act::DelayVisibility => "delay that an entry is shown",
        Act::ExportPlan => "take the plan out",
        Act::BreakGlass => "ask for an hour's sight (break glass)",
        Act::ReviewBreakGlass => "review such an hour",
        Act::SeeLearnerInLists => "see the name in lists",
        Act::SeeAggregates => "see counts",
        Act::ManageAccounts => "manage accounts",
        Act::ManageRights => "record rights and court orders",
        Act::RunSystem => "run the system",
        Act::SeeAudit => "read the audit",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_act_is_in_exactly_one_table() {
        let mut shown: Vec<_> = TABLES.iter().flat_map(|(_, acts)| acts.iter().copied()).collect();
        let mut acts = Act::ALL.to_vec();
        shown.sort_unstable();
        acts.sort_unstable();
        assert_eq!(shown, acts);
    }
}
