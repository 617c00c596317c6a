//! `headway office`, as somebody types it at the server.

use std::path::Path;

use super::at_the_terminal::{Said, headway, import};
use super::{riverside, riverside_but};

fn check(said: &Said, code: i32, parts: &[&str]) {
    assert_eq!(said.code, Some(code), "{said:?}");
    for part in parts {
        assert!(said.out.contains(part) || said.err.contains(part), "{part:?} is in {said:?}");
    }
}

fn office(database: &Path, arguments: &[&str]) -> Said {
    headway(database, &[&["office"], arguments].concat(), "")
}

#[test]
fn a_district_gets_its_offices_of_trust_at_the_server_and_keeps_the_last() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let database = folder.path().join("headway.db");
    let does = |arguments: &[&str]| office(&database, arguments);
    check(&does(&["list"]), 1, &["there is no database"]);
    assert_eq!(import(&database, &riverside()).code, Some(0));
    check(&does(&["list"]), 0, &["administrator, ", "Riverside Unified", "(by the roster; cannot sign in)"]);
    check(
        &does(&["end", "administrator", "--person", "adm-01"]),
        1,
        &["what a roster gave ends in the roster"],
    );
    check(&does(&["give", "administrator", "--person", "stf-99"]), 1, &["no roster has a person stf-99"]);
    check(&does(&["give", "administrator", "--login", "joel"]), 1, &["nobody signs in as joel"]);
    check(&does(&["give", "administrator"]), 2, &["required"]);
    check(&does(&["give", "teacher", "--person", "stu-01"]), 2, &["administrator, privacy-officer"]);

    let give = ["give", "administrator", "--person", "stu-01"];
    check(&does(&give), 0, &["stu-01 is administrator of Riverside Unified from"]);
    check(&does(&give), 1, &["stu-01 holds this office already on some of these days"]);
    let past = [give.as_slice(), &["--until", "2020-01-01"]].concat();
    check(&does(&past), 1, &["the last day is over"]);
    check(&does(&["list"]), 0, &["Riverside Unified from ", "(cannot sign in)"]);

    let end = ["end", "administrator", "--person", "stu-01"];
    check(&does(&end), 1, &["nobody else who can sign in could run the system"]);
    check(&does(&["give", "administrator", "--person", "stu-02"]), 0, &["stu-02 is administrator"]);
    check(&does(&end), 1, &["nobody else who can sign in could run the system"]);
    let password = ["password", "--login", "diego", "--person", "stu-02"];
    assert_eq!(headway(&database, &password, "fifteen letters\n").code, Some(0));
    check(&does(&end), 0, &["stu-01 is no longer administrator"]);
    check(&does(&end), 1, &["what a roster gave ends in the roster"]);
    check(&does(&["give", "privacy-officer", "--login", "diego"]), 0, &["diego is privacy officer of"]);
    check(&does(&["end", "privacy-officer", "--login", "diego"]), 1, &["would keep the records"]);
    assert_eq!(does(&["list"]).out.lines().count(), 3);
    let (of_roster, over) = (
        "adm-01,primary,systemAdministrator,,,",
        "adm-01,primary,systemAdministrator,2025-08-24,2025-09-01,",
    );
    let next = riverside_but("roles.csv", of_roster, over);
    assert_eq!(import(&database, next.path()).code, Some(0));
    let listed = does(&["list"]);
    assert_eq!(listed.out.lines().count(), 2, "the roster ended its own, and no other: {listed:?}");
}
