//! `docs/doors.md`: the table of doors in words, for a privacy officer.

use super::authorization::{PERSONAS, table};
use crate::registry::{self, Access};

const INTRODUCTION: &str = "\
# What each page says to whom

This page is made from `crates/headway-web/src/testing/doors.csv`, which is written by hand. A test goes to every address that Headway has, as each of these people, on
SQLite and on PostgreSQL, and compares what it finds; it also looks for words of the plan where the table says that there are none. Who may do what, and by what law,
stands in [access.md](access.md).

- **yes**: the page is shown, or what was sent is done.
- **on**: the person is led on to a page of theirs, or what was sent is done and leads to the next page.
- **form**: the form comes back to be filled in; nothing was done with what the test sent.
- **no**: it is refused, and the person is told why.
- **hidden**: it is as if there were no such page or student.
- **sign in**: the person is asked to sign in first.

`{learner}` is the student about whom it is: Maya, 13, unless the column says otherwise. An address that begins with `POST` is a form that is sent; all others are pages
that are read.
";

/// The columns of each table: few enough to be read side by side.
const TABLES: [(&str, &[&str]); 5] = [
    (
        "Students and families",
        &["the student", "another student", "parent", "restricted parent", "parent of an adult", "supporter"],
    ),
    (
        "People who work with the student",
        &[
            "class teacher",
            "substitute",
            "counselor",
            "same teacher about a class child",
            "teacher about own child",
        ],
    ),
    (
        "People who know of the student, or did",
        &["proctor", "principal", "former teacher", "break glass holder", "expired holder"],
    ),
    (
        "People who look after the records and the system",
        &["privacy officer", "administrator", "teacher of another class"],
    ),
    ("People from outside", &["nobody", "closed account", "student about another district"]),
];

fn page() -> String {
    let tables = TABLES.map(|(title, personas)| format!("\n## {title}\n\n{}", rows(personas)));
    INTRODUCTION.to_owned() + &tables.concat() + "\n## Open to everybody\n\n" + &open()
}

fn rows(personas: &[&str]) -> String {
    let column = |name: &str| PERSONAS.iter().position(|(known, ..)| *known == name).expect("a persona");
    let columns: Vec<usize> = personas.iter().map(|name| column(name)).collect();
    let head =
        format!("| address | {} |\n| --- |{}\n", personas.join(" | "), " --- |".repeat(personas.len()));
    let table = table();
    let line = |((method, path), cells): (&(String, String), &Vec<String>)| {
        let found: Vec<&str> = columns.iter().map(|at| in_words(&cells[*at])).collect();
        let sent = if method == "POST" { "POST " } else { "" };
        format!("| `{sent}{path}` | {} |\n", found.join(" | "))
    };
    // By address, what is read before what is sent.
    let mut all: Vec<_> = table.iter().collect();
    all.sort_by_key(|((method, path), _)| (path.clone(), method.clone()));
    head + &all.into_iter().map(line).collect::<String>()
}

fn in_words(cell: &str) -> &'static str {
    match cell {
        "ok" => "**yes**",
        "on" => "on",
        "form" => "form",
        "no" => "no",
        "hidden" => "hidden",
        "sign-in" => "sign in",
        _ => "?",
    }
}

fn open() -> String {
    let open = registry::all()
        .into_iter()
        .filter(|route| matches!(route.access, Access::Public | Access::Plain))
        // Development builds alone have it.
        .filter(|route| route.path != "/design")
        .map(
            |route| {
                if route.method == "POST" { format!("POST {}", route.path) } else { route.path.to_owned() }
            },
        );
    let lines: Vec<String> = open.map(|path| format!("- `{path}`\n")).collect();
    lines.concat()
}

#[test]
fn every_persona_is_in_exactly_one_table() {
    let mut shown: Vec<&str> = TABLES.iter().flat_map(|(_, personas)| personas.iter().copied()).collect();
    let mut known: Vec<&str> = PERSONAS.iter().map(|(name, ..)| *name).collect();
    shown.sort_unstable();
    known.sort_unstable();
    assert_eq!(shown, known);
}

#[test]
fn the_page_of_doors_is_what_the_table_says() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/doors.md");
    if std::env::var_os("HEADWAY_WRITE").is_some() {
        std::fs::write(path, page()).expect("docs/doors.md can be written");
    }
    let written = std::fs::read_to_string(path).expect("docs/doors.md is there");
    assert!(
        written == page(),
        "docs/doors.md is not what the table says; run this test with HEADWAY_WRITE=1"
    );
}
