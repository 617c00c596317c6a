//! What is shipped is whole, and what a district writes wrong is named with its line.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::NaiveDate;
use ilp::roster::Grade;
use ilp::screening::{Learner, Standing, judge};

use super::*;

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs")
}

#[test]
fn every_file_of_the_folder_is_shipped_under_its_name() {
    let files = std::fs::read_dir(folder()).expect("the folder is there");
    let names: BTreeSet<String> = files
        .map(|file| file.expect("it can be listed").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned())
        .collect();
    let ids: BTreeSet<String> = shipped().into_iter().map(|policy| policy.id).collect();
    assert_eq!(ids, names);
}

fn standing(id: &str, grade: u8, today: &str) -> Standing {
    let policy = shipped().into_iter().find(|policy| policy.id == id).expect("it is shipped");
    let learner = Learner { grade: Some(Grade::Numbered(grade)), ..Learner::default() };
    let today: NaiveDate = today.parse().expect("a day");
    judge(&policy, &learner.facts(), today).standing
}

#[test]
fn plans_that_a_state_asks_for_by_grade_are_found_by_grade() {
    let check = |id: &str, first: u8| {
        assert_eq!(standing(id, first - 1, "2026-11-23"), Standing::NotIdentified, "{id}");
        assert_eq!(standing(id, first, "2026-11-23"), Standing::Identified, "{id}");
        assert_eq!(standing(id, 12, "2026-11-23"), Standing::Identified, "{id}");
        assert_eq!(standing(id, 13, "2026-11-23"), Standing::NotIdentified, "{id}");
    };
    check("us-ky-ilp", 6);
    check("us-ri-ilp", 6);
    check("us-wi-acp", 6);
    check("us-wa-hsbp", 7);
    check("us-ut-pccr", 7);
    check("us-ia-icap", 8);
    check("us-nm-nsp", 8);
    check("us-az-ecap", 9);
    check("us-co-icap", 9);
}

#[test]
fn what_no_longer_holds_identifies_nobody_and_did_so_then() {
    assert_eq!(standing("us-wa-slp-grade-8", 8, "2023-07-22"), Standing::CannotTell);
    assert_eq!(standing("us-wa-slp-grade-8", 8, "2023-07-23"), Standing::NotIdentified);
    assert_eq!(standing("us-wa-slp-grade-8", 9, "2015-11-23"), Standing::NotIdentified);
    assert_eq!(standing("us-wa-slp-grades-8-12", 9, "2009-11-23"), Standing::CannotTell);
    assert_eq!(standing("us-wa-slp-grades-8-12", 9, "2010-06-10"), Standing::NotIdentified);
}

#[test]
fn nobody_without_facts_is_passed_over() {
    for id in ["district-six-months-below", "district-who-needs-a-plan", "us-tx-pgp-grades-6-8"] {
        assert_eq!(standing(id, 7, "2026-11-23"), Standing::CannotTell, "{id}");
    }
}

fn readme() -> String {
    std::fs::read_to_string(folder().join("README.md")).expect("it is there")
}

#[test]
fn what_the_readme_shows_can_be_read() {
    let page = readme();
    let blocks: Vec<&str> =
        page.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert_eq!(blocks.len(), 3);
    for block in blocks {
        read(&format!("{HEAD}{block}")).unwrap_or_else(|fault| panic!("{fault} in {block}"));
    }
}

#[test]
fn the_readme_explains_every_setting_and_names_every_file() {
    let page = readme();
    let rules = ilp::rule::all().iter().filter(|rule| rule.id.starts_with("screening/"));
    let fields = rules.flat_map(|rule| rule.fields).filter_map(|field| {
        let (_, below) =
            ["/facts/settings/", "/facts/policy/"].iter().find_map(|top| field.pointer.split_once(top))?;
        below.split('/').next()
    });
    for word in fields.chain(shipped().iter().map(|policy| policy.id.as_str())) {
        assert!(page.contains(&format!("`{word}`")), "{word}");
    }
}

const HEAD: &str = "id = \"a\"\nversion = 1\nname = \"A\"\ncitation = \"Board policy 2090\"\n";

#[test]
fn a_day_may_stand_in_quotes_or_not() {
    for day in ["2026-08-01", "\"2026-08-01\""] {
        let text = format!("{HEAD}from = {day}\n[needs.mandated_grade]\ngrades = [8, \"KG\"]\n");
        let policy = read(&text).expect("a policy");
        assert_eq!(policy.from, NaiveDate::from_ymd_opt(2026, 8, 1));
        assert_eq!(policy.year_begins, 7);
    }
}

fn check(rest: &str, line: usize, expected: &str) {
    let fault = read(&format!("{HEAD}{rest}")).expect_err(rest);
    let said = fault.to_string();
    assert!(said.contains(expected) && fault.line == line, "{rest:?}: {said}");
}

#[test]
fn what_is_not_toml_is_named_with_its_line() {
    check("from = \n", 5, "this is not TOML");
    check("name = \"B\"\n", 5, "duplicate key");
    check("[needs.any\n", 5, "this is not TOML");
    check(&"[".repeat(200_000), 5, "this is not TOML");
    check(&format!("x = {}", "[".repeat(200_000)), 5, "this is not TOML");
    check(&format!("x = {}", "{a=".repeat(60_000)), 5, "this is not TOML");
    check(&"# a long story\n".repeat(20_000), 1, "the file is longer than 262144 bytes");
}

#[test]
fn a_word_that_no_policy_has_is_named_with_its_line() {
    check("", 1, "missing field `needs`");
    check("colour = \"red\"\n[needs.referral]\n", 5, "unknown field `colour`, expected one of `id`");
    check(
        "[needs.chronic_abscence]\npercent = 10\n",
        5,
        "unknown variant `chronic_abscence`, expected one of `any`",
    );
    check("[needs.chronic_absence]\npercnt = 10\n", 6, "unknown field `percnt`, expected one of `percent`");
    check("[needs.chronic_absence]\npercent = \"ten\"\n", 6, "invalid type: string \"ten\", expected u8");
    check("[needs.chronic_absence]\npercent = 1000\n", 6, "invalid value: integer `1000`, expected u8");
    check(
        "[needs.at_least]\ncount = 1\nout_of = []\n",
        7,
        "unexpected keys in table: out_of, available keys: count, of",
    );
    check("[needs.referral]\n[needs.chronic_absence]\n", 5, "several rules stand where one belongs");
    check("[needs]\n", 5, "a rule is missing here");
    check("[[needs]]\n[needs.referral]\n", 5, "a list stands where a rule belongs");
    check("from = 2026-13-01\n[needs.referral]\n", 5, "this is not TOML");
    check("from = \"the fall\"\n[needs.referral]\n", 5, "input contains invalid characters");
    check("[[needs.any]]\n[needs.any.program]\n", 6, "missing field `any_of`");
    check("[needs.below_grade_level]\nmonths = -6\n", 6, "invalid value: integer `-6`, expected u16");
}

#[test]
fn a_setting_that_makes_no_sense_is_named_with_its_line_and_what_to_do() {
    check("needs = { any = [] }\n", 5, "needs.any is empty; name at least one rule");
    check(
        "grades = [\"8th\"]\n[needs.referral]\n",
        5,
        "grades.0 \"8th\" is no grade; write KG, a number from 1 to 13",
    );
    check("grades = [8, 9, 8]\n[needs.referral]\n", 5, "grades.2 has \"08\" twice; keep one of the two");
    check("year_begins = 13\n[needs.referral]\n", 5, "year_begins is 13; write a number from 1 to 12");
    check("from = 2026-08-01\nuntil = 2026-08-01\n[needs.referral]\n", 6, "lies before the day");
    check("[needs.program]\nany_of = []\n", 6, "needs.program.any_of is empty; name at least one program");
    check("[needs.program]\nany_of = [\"title_i\", \" \"]\n", 6, "any_of.1 is empty");
    check("[needs.mandated_grade]\ngrades = []\n", 6, "is empty; name at least one grade");
    check(
        "[needs.chronic_absence]\n\npercent = 0\n",
        7,
        "needs.chronic_absence.percent is 0; write a number from 1 to 100",
    );
    check("[needs.referral]\ninputs_min = 0\n", 6, "is 0; write a number from 1 to 20");
    let two = "[needs.at_least]\ncount = 3\n[[needs.at_least.of]]\n[needs.at_least.of.referral]\n[[needs.at_least.of]]\n[needs.at_least.of.chronic_absence]\n";
    check(two, 6, "needs.at_least.count asks for 3 of 2 rules; ask for a number from 1 to 2");
    check(&two.replace("= 3", "= 0"), 6, "asks for 0 of 2 rules");
    let deep = (0..5).fold("{ referral = {} }".to_owned(), |inner, _| format!("{{ any = [{inner}] }}"));
    check(&format!("needs = {deep}\n"), 5, "groups in groups more than 4 deep");
    let second =
        "[[needs.any]]\n[needs.any.referral]\n[[needs.any]]\n[needs.any.chronic_absence]\npercent = 0\n";
    check(second, 9, "needs.any.1.chronic_absence.percent is 0");
}

#[test]
fn tables_with_holes_are_named_by_what_is_missing() {
    let table = |areas: &str, cuts: &str| {
        format!(
            "[needs.state_assessment]\nmeasures = [\"A\"]\nnot_met_in = \"any\"\nareas = [{areas}]\ncuts = [{cuts}]\n"
        )
    };
    let two = "{ name = \"ELA\" }, { name = \"Math\" }";
    let ela = "{ area = \"ELA\", grade = 3, met = 2432 }";
    check(&table(two, ela), 9, "has no cut score for \"Math\" in grade 03; add the line");
    check(&table("{ name = \"ELA\", tested_in = [3, 4] }", ela), 9, "no cut score for \"ELA\" in grade 04");
    check(
        &table("{ name = \"ELA\" }", "{ area = \"Art\", grade = 3, met = 1 }"),
        9,
        "is for \"Art\", which is none of",
    );
    check(&table("{ name = \"ELA\" }", &format!("{ela}, {ela}")), 9, "has \"ELA in grade 03\" twice");
    check(&table("{ name = \"ELA\" }, { name = \"ELA\" }", ""), 8, "has \"ELA\" twice");
    check(&table("", ""), 8, "areas is empty; name at least one content area");
    let credits = |rows: &str| format!("[needs.credit_deficiency]\nexpected = [{rows}]\n");
    check(&credits(""), 6, "is empty; name at least one grade");
    check(
        &credits("{ grade = 9, term = 2, half_credits = 6 }"),
        6,
        "has no row for grade 09, term 1; add it",
    );
    let nine = "{ grade = 9, term = 1, half_credits = 0 }";
    check(
        &credits(&format!("{nine}, {{ grade = 11, term = 1, half_credits = 24 }}")),
        6,
        "no row for grade 10, term 1",
    );
    check(&credits(&format!("{nine}, {nine}")), 6, "has \"grade 09, term 1\" twice");
    let less = "{ grade = 9, term = 1, half_credits = 4 }, { grade = 10, term = 1, half_credits = 3 }";
    check(&credits(less), 6, "expects fewer credits than an earlier term");
}
