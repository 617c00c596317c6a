//! Runs every table of every page of the rulebook through the same door as `headway judge`.
//!
//! A page is `rulebook/<rule id>.md`. A table stands below a fenced `json` block, the facts that all its rows share, until
//! another block follows. Its headings are JSON pointers: below `/facts` a cell replaces that value (JSON, or plain text;
//! empty: as in the block), below `/verdict` it is what must come out (empty: nothing is there). A column `case` is for readers.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use ilp::rule;
use serde_json::{Value, json};

struct Table<'a> {
    base: Value,
    heads: Vec<&'a str>,
    rows: Vec<Vec<&'a str>>,
}

/// How many rows the page has, all of them true.
fn check_page(rule: &str, page: &str) -> Result<usize, String> {
    let tables = tables(page)?;
    if tables.iter().all(|table| table.rows.is_empty()) {
        return Err("a page without a row of a table".to_owned());
    }
    tables.iter().map(|table| check_table(rule, table)).sum()
}

fn tables(page: &str) -> Result<Vec<Table<'_>>, String> {
    let mut lines = page.lines().peekable();
    let (mut tables, mut base) = (Vec::new(), None);
    while let Some(line) = lines.next() {
        if line.trim() == "```json" {
            let block: Vec<_> = lines.by_ref().take_while(|line| line.trim() != "```").collect();
            base = Some(
                serde_json::from_str(&block.join("\n"))
                    .map_err(|error| format!("a block of facts: {error}"))?,
            );
        } else if line.starts_with('|') {
            let base = base.clone().ok_or("a table before any block of facts")?;
            let rows = std::iter::from_fn(|| lines.next_if(|line| line.starts_with('|')))
                .skip(1)
                .map(cells)
                .collect();
            tables.push(Table { base, heads: cells(line), rows });
        }
    }
    Ok(tables)
}

fn cells(line: &str) -> Vec<&str> {
    let inner = line.trim().trim_start_matches('|').trim_end_matches('|');
    inner.split('|').map(|cell| cell.trim().trim_matches('`')).collect()
}

fn check_table(rule: &str, table: &Table<'_>) -> Result<usize, String> {
    let mut met = BTreeSet::new();
    for row in &table.rows {
        if row.len() != table.heads.len() {
            return Err(format!("{row:?} has another number of cells than its headings"));
        }
        met.extend(
            check_row(rule, &table.base, &table.heads, row).map_err(|error| format!("{row:?}: {error}"))?,
        );
    }
    match table.heads.iter().find(|head| head.starts_with("/verdict") && !met.contains(*head)) {
        Some(head) => Err(format!("no row expects anything at {head}")),
        None => Ok(table.rows.len()),
    }
}

/// The pointers at which the verdict was met, if it is as the row says.
fn check_row<'a>(rule: &str, base: &Value, heads: &[&'a str], row: &[&str]) -> Result<Vec<&'a str>, String> {
    let mut input = json!({"facts": base});
    for (head, cell) in heads.iter().zip(row).filter(|(head, _)| !head.starts_with("/verdict/")) {
        if *head == "case" {
            continue;
        }
        let place = input.pointer_mut(head).filter(|_| head.starts_with("/facts/"));
        let place = place.ok_or_else(|| format!("{head} is not in the facts"))?;
        if !cell.is_empty() {
            *place = value(cell);
        }
    }
    let output = rule::judge(rule, &input).map_err(|refused| refused.to_string())?;
    let mut met = Vec::new();
    for (head, cell) in heads.iter().zip(row).filter(|(head, _)| head.starts_with("/verdict/")) {
        let expected = (!cell.is_empty()).then(|| value(cell));
        if output.pointer(head) != expected.as_ref() {
            return Err(format!("expected {expected:?} at {head}, got {}", output["verdict"]));
        }
        met.extend(expected.map(|_| *head));
    }
    if met.is_empty() { Err("the row expects nothing".to_owned()) } else { Ok(met) }
}

fn value(cell: &str) -> Value {
    serde_json::from_str(cell).unwrap_or_else(|_| json!(cell))
}

fn rulebook() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rulebook")
}

/// (rule id, text) of every page.
fn pages(folder: &Path, above: &str) -> Vec<(String, String)> {
    let entries = std::fs::read_dir(folder).expect("the rulebook is there");
    let paths = entries.map(|entry| entry.expect("an entry of the rulebook can be read").path());
    paths
        .flat_map(|path| {
            let name = path.file_stem().and_then(|name| name.to_str()).expect("a name in plain letters");
            let id = format!("{above}{name}");
            if path.is_dir() {
                return pages(&path, &format!("{id}/"));
            }
            let text = std::fs::read_to_string(&path).expect("a page can be read");
            vec![(id, text)]
        })
        .filter(|(id, _)| id != "README")
        .collect()
}

#[test]
fn every_row_of_every_page_is_true() {
    for (rule, page) in pages(&rulebook(), "") {
        let rows = check_page(&rule, &page).unwrap_or_else(|error| panic!("rulebook/{rule}.md: {error}"));
        println!("rulebook/{rule}.md: {rows} rows");
    }
}

#[test]
fn every_rule_has_its_page_and_every_page_its_rule() {
    let of_pages: BTreeSet<_> = pages(&rulebook(), "").into_iter().map(|(rule, _)| rule).collect();
    let of_rules: BTreeSet<_> = rule::all().iter().map(|rule| rule.id.to_owned()).collect();
    assert_eq!(of_pages, of_rules);
}

#[test]
fn every_example_is_judged_in_the_one_envelope() {
    for rule in rule::all() {
        let output = rule::judge(rule.id, &json!({"facts": (rule.example)()})).expect("an example is whole");
        let keys: Vec<_> = output.as_object().expect("an object").keys().collect();
        assert_eq!(keys, ["rule", "source", "standing", "verdict", "version"]);
    }
}

/// A page with one table over the rule's own example.
fn page(table: &str) -> String {
    let rule = rule::find("access/decide").expect("it is a rule");
    format!("# Page\n\n```json\n{}\n```\n\n{table}\nMore words.\n", (rule.example)())
}

#[test]
fn a_page_that_is_wrong_fails() {
    let check = |table: &str, expected: Result<usize, &str>| {
        let got = check_page("access/decide", &page(table));
        match expected {
            Ok(rows) => assert_eq!(got, Ok(rows), "{table}"),
            Err(part) => assert!(got.clone().is_err_and(|error| error.contains(part)), "{table}: {got:?}"),
        }
    };
    let code = "/verdict/allow/because/code";
    check(&format!("| /facts/act | {code} |\n|---|---|\n| see_plan | family |\n| sign | family |\n"), Ok(2));
    check("Only words.\n", Err("without a row"));
    check(&format!("| /facts/act | {code} |\n|---|---|\n"), Err("without a row"));
    check(&format!("| /facts/act | {code} |\n|---|---|\n| see_plan | teaches |\n"), Err("expected Some"));
    check(&format!("| /facts/act | {code} |\n|---|---|\n| redact | family |\n"), Err("expected Some"));
    check(&format!("| /facts/act | {code} |\n|---|---|\n| see_plan | |\n"), Err("expected None"));
    check(&format!("| /facts/acts | {code} |\n|---|---|\n| see_plan | family |\n"), Err("not in the facts"));
    check(&format!("| act | {code} |\n|---|---|\n| see_plan | family |\n"), Err("not in the facts"));
    check(&format!("| /facts/act | {code} |\n|---|---|\n| fly | family |\n"), Err("unknown variant"));
    check(&format!("| /facts/act | {code} |\n|---|---|\n| see_plan |\n"), Err("number of cells"));
    check("| /facts/act |\n|---|\n| see_plan |\n", Err("expects nothing"));
    let typo = "/verdict/allow/becase";
    check(
        &format!("| /facts/act | {code} | {typo} |\n|---|---|---|\n| see_plan | family | |\n"),
        Err("no row expects"),
    );
}
