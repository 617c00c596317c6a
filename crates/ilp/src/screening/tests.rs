//! What every rule of screening says of its own input, and what it refuses.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::rule::{Rule, all, judge};

fn rules() -> impl Iterator<Item = &'static Rule> {
    all().iter().copied().filter(|rule| rule.id.starts_with("screening/"))
}

/// Every place in the facts that holds a value, with `*` for the elements of a list.
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
fn every_field_of_an_example_is_explained_and_no_field_is_invented() {
    for rule in rules() {
        let mut used = BTreeSet::new();
        leaves(&(rule.example)(), "/facts".to_owned(), &mut used);
        let explains = |pointer: &str| rule.fields.iter().any(|field| pointer.starts_with(field.pointer));
        let unexplained: Vec<_> = used.iter().filter(|pointer| !explains(pointer)).collect();
        assert!(unexplained.is_empty(), "{}: {unexplained:?}", rule.id);
        for field in rule.fields {
            let is_used = used.iter().any(|used| used.starts_with(field.pointer));
            assert!(is_used, "{}: {} is in no example", rule.id, field.pointer);
        }
        let pointers: BTreeSet<_> = rule.fields.iter().map(|field| field.pointer).collect();
        assert_eq!(pointers.len(), rule.fields.len(), "{} explains a field twice", rule.id);
    }
}

fn check(rule: &str, pointer: &str, value: Value, expected: &str) {
    let known = all().iter().find(|known| known.id == rule).expect("it is a rule");
    let mut input = json!({"facts": (known.example)()});
    *input.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer} is not in the example")) = value;
    let refused = judge(rule, &input).expect_err(pointer).to_string();
    assert!(refused.starts_with(&format!("at {pointer}")) && refused.contains(expected), "{refused}");
}

#[test]
fn what_is_no_fact_is_refused_at_its_place() {
    let below = "screening/below_grade_level";
    let score = "/facts/learner/scores/0/grade_equivalent";
    for text in ["5.10", "5", "5.x", "PK.5", "14.0"] {
        check(below, score, json!(text), "one digit, such as 5.6 or K.4");
    }
    check(below, score, json!(5.6), "expected a string");
    check("screening/state_assessment", "/facts/learner/scores/0/points", json!(2431.5), "in quotes");
    check(
        "screening/state_assessment",
        "/facts/learner/scores/0/validity",
        json!("lost"),
        "expected one of `valid`",
    );
    check("screening/chronic_absence", "/facts/learner/attendance/0/excused", json!(0.5), "in quotes");
    check(
        "screening/chronic_absence",
        "/facts/learner/attendance/0/enrolled_days",
        json!(-1),
        "expected u32",
    );
    check("screening/program", "/facts/learner/programs/0/since", json!("9/8/2026"), "");
    check("screening/mandated_grade", "/facts/learner/grade", json!(true), "a grade such as 8");
}

#[test]
fn settings_that_make_no_sense_are_refused_at_their_place() {
    let settings = |name: &str| format!("/facts/settings/{name}");
    check(
        "screening/state_assessment",
        &settings("areas"),
        json!([]),
        "is empty; name at least one content area",
    );
    check(
        "screening/state_assessment",
        &settings("cuts"),
        json!([{"area": "Art", "grade": 3, "met": 1}]),
        "",
    );
    check("screening/state_assessment", &settings("level_needed"), json!(0), "write a number from 1 to 9");
    check("screening/below_grade_level", &settings("months"), json!(0), "write a number from 1 to 120");
    check("screening/below_grade_level", &settings("school_months/months"), json!(12), "from 9 to 10");
    check("screening/below_grade_level", &settings("school_months/first_is"), json!(2), "from 0 to 1");
    check("screening/below_grade_level", "/facts/year_begins", json!(0), "write a number from 1 to 12");
    check("screening/program", &settings("any_of"), json!([]), "is empty; name at least one program");
    check("screening/mandated_grade", &settings("grades"), json!(["kg"]), "\"kg\" is no grade");
    check("screening/chronic_absence", &settings("percent"), json!(101), "write a number from 1 to 100");
    check(
        "screening/credit_deficiency",
        &settings("expected"),
        json!([]),
        "is empty; name at least one grade",
    );
    check("screening/referral", &settings("strategies_min"), json!(0), "write a number from 1 to 20");
    check("screening/policy", "/facts/policy/needs/any", json!([]), "is empty; name at least one rule");
    check("screening/policy", "/facts/policy/citation", json!(" "), "is empty");
    check("screening/policy", "/facts/policy/needs", json!({"divine": {}}), "unknown variant `divine`");
}
