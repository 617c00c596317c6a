//! The two districts that stand beside the repository, where they do.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ilp::roster::{EnrolmentRole, Relation, RoleKind, Vocabulary};

use super::super::{DataFile, Notice, Version, read};
use super::{Loaded, check_warnings};

/// `None`, with a line that says so, where the data is not.
fn shared(name: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = std::env::var_os("HEADWAY_SHARED").map_or_else(beside, PathBuf::from);
    let path = folder.join("data").join(name);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {name} is not beside the repository");
    None
}

fn load(name: &str) -> Option<Loaded> {
    let loaded = read(&shared(name)?, &mut |_| {});
    Some(loaded.unwrap_or_else(|faults| panic!("{faults}: {:#?}", faults.kept)))
}

fn counts(loaded: &Loaded) -> Vec<(DataFile, u64)> {
    loaded.counts.iter().map(|(file, rows)| (*file, *rows)).collect()
}

#[test]
fn grand_bend_loads_whole() {
    let Some(loaded) = load("grand-bend/oneroster-1.2.zip") else { return };
    assert_eq!(loaded.version, Version::V1_2);
    assert_eq!(
        counts(&loaded),
        [
            (DataFile::Orgs, 6),
            (DataFile::AcademicSessions, 9),
            (DataFile::Courses, 87),
            (DataFile::Classes, 544),
            (DataFile::Users, 2_899),
            (DataFile::Roles, 2_901),
            (DataFile::Enrollments, 14_511),
            (DataFile::Demographics, 960),
        ]
    );
    let roster = &loaded.roster;
    assert_eq!(roster.system, "GBISD");
    let mut roles = BTreeMap::new();
    for role in &roster.roles {
        *roles.entry(role.role.code()).or_insert(0) += 1;
    }
    let of = |role: &RoleKind| roles[role.code()];
    assert_eq!((of(&RoleKind::Student), of(&RoleKind::Parent), of(&RoleKind::Teacher)), (960, 1_872, 55));
    assert_eq!(roles["ext:clerk"], 3);
    let students = roster.enrolments.iter().filter(|one| one.role == EnrolmentRole::Student).count();
    assert_eq!((students, roster.enrolments.len() - students), (13_956, 555));
    assert_eq!(roster.families.len(), 1_872);
    assert!(roster.families.iter().all(|link| link.relation == Relation::Parent));
    assert_eq!(roster.people.iter().filter(|person| person.birth_date.is_some()).count(), 960);
    check_warnings(&loaded.warnings, &[]);
}

#[test]
fn grand_bend_is_the_same_from_its_folder() {
    let Some(folder) = load("grand-bend/oneroster") else { return };
    assert_eq!(Some(folder), load("grand-bend/oneroster-1.2.zip"));
}

#[test]
fn the_1_1_district_loads_with_a_warning_for_each_of_its_quirks() {
    let Some(loaded) = load("district-1.1/oneroster-1.1.zip") else { return };
    assert_eq!(loaded.version, Version::V1_1);
    let expected = [
        (DataFile::Orgs, 25),
        (DataFile::AcademicSessions, 3),
        (DataFile::Courses, 240),
        (DataFile::Classes, 480),
        (DataFile::Users, 10_320),
        (DataFile::Enrollments, 47_974),
        (DataFile::Demographics, 10_080),
    ];
    assert_eq!(counts(&loaded), expected);
    let mut warnings: Vec<(&str, Notice, u64)> = expected
        .iter()
        .flat_map(|(file, rows)| {
            [Notice::StatusFilled, Notice::ModifiedFilled, Notice::ModifiedDateOnly]
                .map(|notice| (file.name(), notice, *rows))
        })
        .collect();
    warnings.push(("enrollments.csv", Notice::OutsideTerms, 47_974));
    warnings.push(("enrollments.csv", Notice::PrimaryOfStudent, 47_494));
    warnings.sort();
    check_warnings(&loaded.warnings, &warnings);
    let students = loaded.roster.roles.iter().filter(|role| role.role == RoleKind::Student).count();
    assert_eq!((students, loaded.roster.roles.len()), (10_080, 10_320));
    assert_eq!(loaded.roster.families, []);
}
