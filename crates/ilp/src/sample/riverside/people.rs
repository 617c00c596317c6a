//! Who is who in Riverside; the table of the cast is at the head of [`crate::sample`].

use chrono::NaiveDate;

use crate::PersonId;
use crate::plan::Language;
use crate::sample::rows::Person;
use crate::sample::say::day;

/// Maya Okafor, 13, grade 8.
pub const MAYA: PersonId = PersonId::numbered(1);
/// June Pham, 7, grade 2; does not sign in.
pub const JUNE: PersonId = PersonId::numbered(2);
/// Mateo Santos Reyes, 15, grade 10.
pub const MATEO: PersonId = PersonId::numbered(3);
/// Elijah Brooks, 18 since October, grade 12.
pub const ELIJAH: PersonId = PersonId::numbered(4);
/// Theo Novak, 11, grade 6.
pub const THEO: PersonId = PersonId::numbered(5);
/// Grace Okafor, Maya's mother.
pub const GRACE: PersonId = PersonId::numbered(11);
/// Daniel Whitfield, Maya's father, whom a court order keeps from her records.
pub const DANIEL: PersonId = PersonId::numbered(12);
/// Rosario Reyes, Mateo's grandmother and guardian.
pub const ROSARIO: PersonId = PersonId::numbered(13);
/// Denise Brooks, Elijah's mother, who reads on by his consent.
pub const DENISE: PersonId = PersonId::numbered(14);
/// Katarina Novak, Theo's mother.
pub const KATARINA: PersonId = PersonId::numbered(15);
/// Elena Rivera, English, grade 8.
pub const RIVERA: PersonId = PersonId::numbered(21);
/// Tuan Pham, science at the middle school; June's father.
pub const PHAM: PersonId = PersonId::numbered(22);
/// Leila Haddad, second grade.
pub const HADDAD: PersonId = PersonId::numbered(23);
/// Jonah Kahale, physics and electricity at the high school.
pub const KAHALE: PersonId = PersonId::numbered(24);
/// Marcus Bell, counselor.
pub const BELL: PersonId = PersonId::numbered(25);
/// Ingrid Solberg, case manager.
pub const SOLBERG: PersonId = PersonId::numbered(26);
/// Devon Clarke, reading interventionist.
pub const CLARKE: PersonId = PersonId::numbered(27);
/// Anita Deshmukh, principal of the middle school.
pub const DESHMUKH: PersonId = PersonId::numbered(28);
/// Will Tanaka, who runs the system.
pub const TANAKA: PersonId = PersonId::numbered(29);
/// Ruth Abernathy, privacy officer.
pub const ABERNATHY: PersonId = PersonId::numbered(30);

fn person(id: PersonId, (given, family): (&str, &str), login: &str) -> Person {
    Person {
        id,
        given: given.to_owned(),
        family: family.to_owned(),
        preferred_given: None,
        pronouns: None,
        birth_date: None,
        language: Language::english(),
        login: Some(login.to_owned()),
    }
}

impl Person {
    fn called(mut self, preferred: &str) -> Self {
        self.preferred_given = Some(preferred.to_owned());
        self
    }

    fn pronouns(mut self, pronouns: &str) -> Self {
        self.pronouns = Some(pronouns.to_owned());
        self
    }

    fn born(mut self, on: NaiveDate) -> Self {
        self.birth_date = Some(on);
        self
    }

    fn reads(mut self, tag: &str) -> Self {
        self.language = Language::new(tag).expect("a well-formed tag");
        self
    }

    fn without_login(mut self) -> Self {
        self.login = None;
        self
    }
}

pub(super) fn people() -> Vec<Person> {
    let students = [
        person(MAYA, ("Maya", "Okafor"), "maya").pronouns("she/her").born(day(2013, 3, 14)),
        person(JUNE, ("Linh June", "Pham"), "june")
            .called("June")
            .born(day(2019, 5, 9))
            .reads("vi")
            .without_login(),
        person(MATEO, ("Mateo", "Santos Reyes"), "mateo")
            .pronouns("he/him")
            .born(day(2011, 2, 20))
            .reads("es"),
        person(ELIJAH, ("Elijah", "Brooks"), "eli").called("Eli").pronouns("he/him").born(day(2008, 10, 2)),
        person(THEO, ("Theodor", "Novak"), "theo").called("Theo").born(day(2015, 3, 30)),
    ];
    let families = [
        person(GRACE, ("Grace", "Okafor"), "grace.okafor"),
        person(DANIEL, ("Daniel", "Whitfield"), "daniel.whitfield"),
        person(ROSARIO, ("Rosario", "Reyes"), "rosario").reads("es"),
        person(DENISE, ("Denise", "Brooks"), "denise.brooks"),
        person(KATARINA, ("Katarina", "Novak"), "katarina.novak"),
    ];
    let staff = [
        person(RIVERA, ("Elena", "Rivera"), "ms.rivera").pronouns("she/her"),
        person(PHAM, ("Tuan", "Pham"), "mr.pham").pronouns("he/him"),
        person(HADDAD, ("Leila", "Haddad"), "ms.haddad"),
        person(KAHALE, ("Jonah", "Kahale"), "mr.kahale"),
        person(BELL, ("Marcus", "Bell"), "mr.bell"),
        person(SOLBERG, ("Ingrid", "Solberg"), "ms.solberg"),
        person(CLARKE, ("Devon", "Clarke"), "mx.clarke").pronouns("they/them"),
        person(DESHMUKH, ("Anita", "Deshmukh"), "dr.deshmukh"),
        person(TANAKA, ("Will", "Tanaka"), "will.tanaka"),
        person(ABERNATHY, ("Ruth", "Abernathy"), "ruth.abernathy"),
    ];
    students.into_iter().chain(families).chain(staff).collect()
}
