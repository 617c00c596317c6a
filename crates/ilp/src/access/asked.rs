//! How `access/decide` is asked from the command line and the rulebook: its facts and its verdict as JSON.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{About, Act, Actor, Decision, Moment, decide};
use crate::rule::{self, Field, Refused};

/// The input of the rule: the arguments of [`decide`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// Who asks.
    pub actor: Actor,
    /// To do what.
    pub act: Act,
    /// About whom or what.
    pub about: About,
    /// When.
    pub now: Moment,
}

/// The decision as the `verdict` of the rule.
pub(super) fn verdict(facts: &Value) -> Result<Value, Refused> {
    let Facts { actor, act, about, now } = rule::facts(facts)?;
    Ok(match decide(&actor, act, &about, now) {
        Decision::Allow { because, fields } => json!({"allow": {"because": because, "fields": fields}}),
        Decision::Deny { why } => json!({"deny": {"why": why, "may_know_of": why.may_know_of()}}),
    })
}

const fn field(pointer: &'static str, meaning: &'static str) -> Field {
    Field { pointer, meaning }
}

pub(super) static FIELDS: [Field; 46] = [
    field(
        "/facts/act",
        "what the person wants to do, one of: see_plan, see_history, see_who_looked, change_own, propose, answer_proposal, observe, disagree, converse, log_contact, record_for, sign, name_supporter, redact, delay_visibility, export_plan, break_glass, review_break_glass, see_learner_in_lists, see_aggregates, manage_accounts, manage_rights, run_system, see_audit",
    ),
    field(
        "/facts/now/today",
        "the date at the learner's school, YYYY-MM-DD: rights pass and rows end at its midnight",
    ),
    field("/facts/now/at", "the instant in UTC, for what is counted in minutes: 2026-11-20T15:00:00Z"),
    field("/facts/actor/tenant", "the district, school or company in which the person is signed in: a UUID"),
    field("/facts/actor/person", "the person: a UUID, or null if nobody is fully signed in"),
    field("/facts/actor/disabled", "whether the account has been closed; false if left out"),
    field("/facts/actor/signed_in_at", "the instant at which the person last proved who they are, or null"),
    field("/facts/actor/purpose", "what the person says they need it for, in words, or null"),
    field("/facts/actor/break_glass_today", "how often the person has broken the glass today; 0 if left out"),
    field("/facts/actor/offices", "the person's posts, in any order; none if left out"),
    field(
        "/facts/actor/offices/*/kind",
        "teacher, counselor, case_manager, interventionist, leader, privacy_officer, administrator or other",
    ),
    field(
        "/facts/actor/offices/*/organisation",
        "the organisation in which the post is; it reaches all below: a UUID",
    ),
    field("/facts/actor/offices/*/from", "the first day, or null if it has always been"),
    field("/facts/actor/offices/*/until", "the first day on which it is over, or null if no end is known"),
    field("/facts/about", "either `learner` or `district`"),
    field("/facts/about/district/tenant", "the district, school or company: a UUID"),
    field(
        "/facts/about/district/place/organisation",
        "which part of it; the top organisation for the whole: a UUID",
    ),
    field("/facts/about/district/place/within", "the organisations above that: UUIDs"),
    field("/facts/about/learner/tenant", "the district, school or company whose record it is: a UUID"),
    field("/facts/about/learner/person", "the learner: a UUID, the same as the actor's if the learner asks"),
    field(
        "/facts/about/learner/birth_date",
        "YYYY-MM-DD, or null if not known: then the learner counts as a minor",
    ),
    field(
        "/facts/about/learner/age_of_majority",
        "the age at which rights pass to the student; 18 if left out",
    ),
    field(
        "/facts/about/learner/emancipated_from",
        "since when the law treats the minor as an adult, or null",
    ),
    field(
        "/facts/about/learner/eligible_by_enrolment_from",
        "since when the student attends the postsecondary institution whose record this is, or null",
    ),
    field("/facts/about/learner/schoolings", "the learner's stays in schools, in any order"),
    field("/facts/about/learner/schoolings/*/place/organisation", "the school: a UUID"),
    field("/facts/about/learner/schoolings/*/place/within", "the organisations above the school: UUIDs"),
    field("/facts/about/learner/schoolings/*/from", "the first day, or null"),
    field("/facts/about/learner/schoolings/*/until", "the first day on which it is over, or null"),
    field(
        "/facts/about/learner/relations",
        "the rows between the person and the learner, in any order; ended rows change nothing",
    ),
    field("/facts/about/learner/relations/*/from", "the first day, or null"),
    field("/facts/about/learner/relations/*/until", "the first day on which it is over, or null"),
    field(
        "/facts/about/learner/relations/*/tie",
        "exactly one of: family, adult_consent, restriction, class_teacher, caseload, supporter, break_glass",
    ),
    field("/facts/about/learner/relations/*/tie/family/rights/see", "may read the record"),
    field(
        "/facts/about/learner/relations/*/tie/family/rights/take_part",
        "may write the family's words, suggest, answer, converse",
    ),
    field("/facts/about/learner/relations/*/tie/family/rights/sign", "may sign for the family"),
    field("/facts/about/learner/relations/*/tie/family/evidence", "what shows the link, or null"),
    field(
        "/facts/about/learner/relations/*/tie/adult_consent/basis",
        "why a parent keeps sight of an adult's record: consent, guardianship or dependent",
    ),
    field("/facts/about/learner/relations/*/tie/restriction/kind", "no_records or no_contact"),
    field(
        "/facts/about/learner/relations/*/tie/restriction/court_reference",
        "the court, the number and the date of the order",
    ),
    field("/facts/about/learner/relations/*/tie/class_teacher/class", "the class: a UUID"),
    field(
        "/facts/about/learner/relations/*/tie/class_teacher/role",
        "teacher, co_teacher, substitute, aide or proctor",
    ),
    field("/facts/about/learner/relations/*/tie/caseload/kind", "case_manager, counselor or interventionist"),
    field(
        "/facts/about/learner/relations/*/tie/supporter/consent",
        "where the written consent is kept, or null",
    ),
    field(
        "/facts/about/learner/relations/*/tie/break_glass/reason",
        "why the person was let in, in their words",
    ),
    field("/facts/about/learner/relations/*/tie/break_glass/since", "the instant at which they were let in"),
];

/// A teacher who is a parent of the student too, on an ordinary morning.
pub(super) fn example() -> Value {
    json!({
        "act": "see_plan",
        "now": {"today": "2026-11-20", "at": "2026-11-20T15:00:00Z"},
        "actor": {
            "tenant": "00000000-0000-0000-0000-000000000001",
            "person": "00000000-0000-0000-0000-000000000101",
            "offices": [{
                "kind": "teacher",
                "organisation": "00000000-0000-0000-0000-000000000011",
                "from": "2020-08-01",
                "until": null
            }]
        },
        "about": {"learner": {
            "tenant": "00000000-0000-0000-0000-000000000001",
            "person": "00000000-0000-0000-0000-000000000100",
            "birth_date": "2011-05-04",
            "schoolings": [{
                "place": {
                    "organisation": "00000000-0000-0000-0000-000000000011",
                    "within": ["00000000-0000-0000-0000-000000000010"]
                },
                "from": "2025-08-18",
                "until": null
            }],
            "relations": [
                {
                    "tie": {"family": {
                        "rights": {"see": true, "take_part": true, "sign": true},
                        "evidence": "enrollment form of 2025"
                    }},
                    "from": "2025-08-18",
                    "until": null
                },
                {
                    "tie": {"class_teacher": {"class": "00000000-0000-0000-0000-000000000200", "role": "teacher"}},
                    "from": "2026-08-17",
                    "until": "2026-12-19"
                }
            ]
        }}
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::access::{RULE, personas};
    use crate::rule::judge;

    /// Every pointer of every persona's facts, and of facts about a district, with `*` for the elements of lists.
    fn pointers_in_use() -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for persona in personas::all() {
            for act in [Act::SeePlan, Act::RunSystem] {
                let about = persona.about(act);
                let facts = Facts { actor: persona.actor.clone(), act, about, now: personas::moment() };
                leaves(&json!({"facts": facts}), String::new(), &mut found);
            }
        }
        found
    }

    fn leaves(value: &Value, at: String, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(fields) => {
                for (key, value) in fields {
                    leaves(value, format!("{at}/{key}"), found);
                }
            }
            Value::Array(elements) if elements.iter().any(Value::is_object) => {
                for value in elements {
                    leaves(value, format!("{at}/*"), found);
                }
            }
            _ => _ = found.insert(at),
        }
    }

    #[test]
    fn every_field_is_explained_and_no_field_is_invented() {
        let used = pointers_in_use();
        let explained: BTreeSet<_> = RULE.fields.iter().map(|field| field.pointer.to_owned()).collect();
        let unexplained: Vec<_> = used.difference(&explained).collect();
        assert!(unexplained.is_empty(), "not explained: {unexplained:?}");
        let is_used = |pointer: &&String| used.iter().any(|used| used.starts_with(pointer.as_str()));
        let invented: Vec<_> = explained.iter().filter(|pointer| !is_used(pointer)).collect();
        assert!(invented.is_empty(), "in nobody's facts: {invented:?}");
    }

    #[test]
    fn every_act_is_named_in_the_explanation() {
        let meaning = RULE.fields[0].meaning;
        for act in Act::ALL {
            let name = json!(act);
            assert!(meaning.contains(name.as_str().expect("an act is a word")), "{name}");
        }
    }

    #[test]
    fn the_example_is_judged() {
        let verdict =
            judge("access/decide", &json!({"facts": (RULE.example)()})).expect("the example is whole");
        assert_eq!(verdict["rule"], "access/decide");
        assert_eq!(verdict["verdict"]["allow"]["because"], json!({"code": "family", "standing": "of_minor"}));
    }

    fn refusal(change: impl FnOnce(&mut Value)) -> String {
        let mut input = json!({"facts": example()});
        change(&mut input);
        judge("access/decide", &input).expect_err("the input is wrong").to_string()
    }

    #[test]
    fn a_wrong_field_is_named_by_its_pointer() {
        let check = |pointer: &str, value: Value, expected: &str| {
            let got = refusal(|input| *input.pointer_mut(pointer).expect("in the example") = value);
            assert!(got.starts_with(expected), "{got}");
        };
        check("/facts/act", json!("fly"), "at /facts/act: unknown variant `fly`, expected one of `see_plan`");
        check("/facts/now/today", json!("20.11.2026"), "at /facts/now/today: ");
        check(
            "/facts/about/learner/relations/1/until",
            json!(7),
            "at /facts/about/learner/relations/1/until: ",
        );
        check(
            "/facts/about/learner/relations/0/tie/family/rights/see",
            json!("yes"),
            "at /facts/about/learner/relations/0/tie/family/rights/see: invalid type",
        );
    }

    #[test]
    fn an_unknown_or_missing_field_is_refused() {
        let unknown = refusal(|input| input["facts"]["actor"]["colour"] = json!("red"));
        assert!(unknown.starts_with("at /facts/actor/colour: unknown field `colour`"), "{unknown}");
        let missing = refusal(|input| _ = input["facts"]["now"].as_object_mut().map(|now| now.remove("at")));
        assert!(missing.starts_with("at /facts/now: missing field `at`"), "{missing}");
        let beside = refusal(|input| input["actor"] = json!({}));
        assert!(beside.starts_with("at /actor: unknown field"), "{beside}");
        let bare = judge("access/decide", &example()).expect_err("no envelope").to_string();
        assert!(bare.starts_with("at /"), "{bare}");
        assert_eq!(
            judge("access/divine", &json!({})).expect_err("no such rule").to_string(),
            "there is no rule access/divine; `headway judge --list` shows those there are"
        );
    }
}
