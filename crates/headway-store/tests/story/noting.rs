//! The contact log: what each reader sees of it, and how a note is corrected.

use super::{ANA, BEN, DISTRICT, each_engine, minute, people_come, person};
use chrono::NaiveDate;
use headway_store::contacts::{self, Noted, Refused, Way, With};
use headway_store::permits::{Permit, asking, permit};
use headway_store::places::Organisation;
use headway_store::ties::{self, Bond, Post};
use headway_store::{StoreError, Tx, people, places, saved_views, team};
use ilp::access::{Act, CaseloadKind, Moment, OfficeKind, RestrictionKind, Rights, Tie};
use ilp::plan::{Language, Text};
use ilp::{OrgId, PersonId, RelationId};
use uuid::Uuid;

/// Ana is the student, Ben her counselor; her mother, her father, an aunt whom she has named, a teacher who broke the glass.
const MOTHER: PersonId = PersonId::numbered(14);
const FATHER: PersonId = PersonId::numbered(15);
const AUNT: PersonId = PersonId::numbered(16);
const STRANGER: PersonId = PersonId::numbered(17);
const SOLBERG: PersonId = PersonId::numbered(18);

fn today() -> NaiveDate {
    minute(0).date_naive()
}

fn noted(n: u128, with: With, words: &str) -> Noted {
    let text = Text::new(Language::english(), words).expect("short words");
    let (id, held_on, at) = (Uuid::from_u128(n), today(), minute(n.try_into().expect("a small number")));
    Noted { id, voids: None, held_on, at, way: Way::Phone, with, text }
}

async fn with(tx: &Tx, who: PersonId, act: Act) -> Permit<'_> {
    let now = Moment { today: today(), at: minute(0) };
    let asked = permit(tx, &asking(DISTRICT, who), act, ANA, now).await.expect("the facts can be read");
    asked.expect("who asks in this story may")
}

async fn they_come(tx: &Tx) -> Result<(), StoreError> {
    people_come(tx).await?;
    let names = [(MOTHER, "Inés"), (FATHER, "Hugo"), (AUNT, "Sol"), (STRANGER, "Kim"), (SOLBERG, "Ingrid")];
    for (id, given) in names {
        people::add(tx, &person(id, given, "Núñez")).await?;
    }
    let ties_of = [
        (BEN, Tie::Caseload { kind: CaseloadKind::Counselor }, "counselor"),
        (SOLBERG, Tie::Caseload { kind: CaseloadKind::CaseManager }, "case manager"),
        (MOTHER, Tie::Family { rights: Rights::ALL, evidence: None }, "mother"),
        (FATHER, Tie::Family { rights: Rights::ALL, evidence: None }, "father"),
        (AUNT, Tie::Supporter { consent: Some("a form".to_owned()) }, "supporter"),
        (STRANGER, Tie::BreakGlass { reason: "Found crying".to_owned(), since: minute(-5) }, ""),
    ];
    let bond = |(n, (person, tie, called)): (u128, (PersonId, Tie, &str))| Bond {
        id: RelationId::numbered(n),
        learner: ANA,
        person,
        tie,
        called: called.to_owned(),
        from: None,
        until: None,
        recorded_by: None,
        recorded_at: minute(-5),
    };
    let bonds: Vec<Bond> = (1..).zip(ties_of).map(bond).collect();
    ties::add(tx, DISTRICT, &bonds).await?;
    // Glass is broken by staff alone.
    let school = OrgId::numbered(1);
    let place = Organisation {
        id: school,
        kind: "school".to_owned(),
        name: "Riverside".to_owned(),
        parent: None,
        time_zone: None,
    };
    places::add_organisation(tx, DISTRICT, &place).await?;
    let (kind, from) = (OfficeKind::Teacher, today());
    let post =
        Post { id: Uuid::from_u128(1), person: STRANGER, kind, organisation: school, from, until: None };
    ties::add_posts(tx, DISTRICT, &[post]).await
}

/// What somebody reads: each note's words, with a star where it was corrected.
async fn read(tx: &Tx, who: PersonId) -> Result<Option<Vec<String>>, StoreError> {
    let rows = contacts::of_learner(&with(tx, who, Act::SeePlan).await).await?;
    let words = |row: contacts::Contact| format!("{}{}", row.body, if row.is_void { "*" } else { "" });
    Ok(rows.map(|rows| rows.into_iter().map(words).collect()))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_student_reads_all_and_each_relative_what_was_said_with_them_or_the_student() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        they_come(tx).await?;
        let bens = with(tx, BEN, Act::LogContact).await;
        let coach = With::Somebody("her coach".to_owned());
        let talks = [
            noted(1, With::Student, "student"),
            noted(2, With::Family(MOTHER), "mother"),
            noted(3, With::Family(FATHER), "father"),
            noted(4, coach, "coach"),
        ];
        for talk in talks {
            contacts::add(&bens, &talk).await?.expect("he may");
        }
        let check = async |who: PersonId, expected: Option<&[&str]>| {
            let found = read(tx, who).await?;
            let expected = expected.map(|all| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>());
            assert_eq!(found, expected, "{who}");
            Ok::<(), StoreError>(())
        };
        check(ANA, Some(&["coach", "father", "mother", "student"])).await?;
        check(BEN, Some(&["coach", "father", "mother", "student"])).await?;
        check(MOTHER, Some(&["mother", "student"])).await?;
        check(FATHER, Some(&["father", "student"])).await?;
        check(AUNT, None).await?;
        check(STRANGER, None).await
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_stands_beside_what_it_corrects() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        they_come(tx).await?;
        let bens = with(tx, BEN, Act::LogContact).await;
        contacts::add(&bens, &noted(1, With::Family(MOTHER), "first")).await?.expect("he may");
        let correction =
            Noted { voids: Some(Uuid::from_u128(1)), ..noted(2, With::Family(FATHER), "second") };
        let others = with(tx, SOLBERG, Act::LogContact).await;
        assert_eq!(contacts::add(&others, &correction).await?, Err(Refused::NotToCorrect), "it is not hers");
        contacts::add(&bens, &correction).await?.expect("he may");
        assert_eq!(read(tx, ANA).await?, Some(vec!["second".to_owned(), "first*".to_owned()]));
        assert_eq!(read(tx, MOTHER).await?, Some(vec!["first*".to_owned()]), "it was not with her");
        let again = Noted { id: Uuid::from_u128(3), ..correction };
        assert_eq!(contacts::add(&bens, &again).await?, Err(Refused::NotToCorrect), "once is enough");
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_talk_is_with_somebody_and_not_of_tomorrow() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        they_come(tx).await?;
        let bens = with(tx, BEN, Act::LogContact).await;
        let check = async |talk: Noted, expected: Refused| {
            assert_eq!(contacts::add(&bens, &talk).await?, Err(expected));
            Ok::<(), StoreError>(())
        };
        check(noted(1, With::Family(AUNT), "aunt"), Refused::NotFamily).await?;
        check(noted(1, With::Somebody("  ".to_owned()), "nobody"), Refused::Nobody).await?;
        check(noted(1, With::Somebody("x".repeat(201)), "long"), Refused::Nobody).await?;
        let tomorrow =
            Noted { held_on: today().succ_opt().expect("a day"), ..noted(1, With::Student, "soon") };
        check(tomorrow, Refused::NotYet).await?;
        let reads = with(tx, BEN, Act::SeePlan).await;
        let refused = contacts::add(&reads, &noted(1, With::Student, "student")).await;
        assert!(matches!(refused, Err(StoreError::Refused(_))), "a permit to read is none to note");
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_people_round_a_student_are_known_by_name() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        they_come(tx).await?;
        let bens = with(tx, BEN, Act::LogContact).await;
        let names = |members: Vec<team::Member>| -> Vec<(String, String)> {
            members.into_iter().map(|member| (member.name, member.called)).collect()
        };
        let pair = |name: &str, called: &str| (name.to_owned(), called.to_owned());
        let family = names(team::family(&bens).await?);
        assert_eq!(family, [pair("Hugo Núñez", "father"), pair("Inés Núñez", "mother")]);
        let staff = names(team::staff(&bens).await?);
        assert_eq!(staff, [pair("Ben Okafor", "counselor"), pair("Ingrid Núñez", "case manager")]);
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_a_court_order_stands_against_is_not_offered_for_a_talk() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        they_come(tx).await?;
        let order = |n: u128, kind, until| Bond {
            id: RelationId::numbered(n),
            learner: ANA,
            person: FATHER,
            tie: Tie::Restriction { kind, court_reference: "22-FA-117".to_owned() },
            called: "father".to_owned(),
            from: None,
            until,
            recorded_by: None,
            recorded_at: minute(-5),
        };
        ties::add(tx, DISTRICT, &[order(20, RestrictionKind::NoContact, Some(today()))]).await?;
        let names = |members: Vec<team::Member>| -> Vec<String> {
            members.into_iter().map(|member| member.name).collect()
        };
        let bens = with(tx, BEN, Act::LogContact).await;
        let family = names(team::family(&bens).await?);
        assert_eq!(family, ["Hugo Núñez", "Inés Núñez"], "an order that is over forbids nothing");
        ties::add(tx, DISTRICT, &[order(21, RestrictionKind::NoRecords, None)]).await?;
        assert_eq!(names(team::family(&bens).await?), ["Inés Núñez"]);
        let talk = noted(1, With::Family(FATHER), "father");
        assert_eq!(contacts::add(&bens, &talk).await?, Err(Refused::NotFamily), "nor is it kept by his name");
        let talk = noted(1, With::Somebody("Her father, who called".to_owned()), "He asked for her marks.");
        assert_eq!(contacts::add(&bens, &talk).await?, Ok(()), "that he called can be written down");
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_saved_view_is_its_owners_and_there_are_not_too_many() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        people_come(tx).await?;
        let view = |n: u128, name: &str| saved_views::SavedView {
            id: Uuid::from_u128(n),
            name: name.to_owned(),
            query: format!("grade={n}"),
            at: minute(0),
        };
        let (bens, anas) = ((DISTRICT, BEN), (DISTRICT, ANA));
        for n in 1..=20 {
            saved_views::save(tx, bens, &view(n, &format!("View {n:02}"))).await?.expect("there is room");
        }
        let refused = saved_views::save(tx, bens, &view(21, "One more")).await?;
        assert_eq!(refused, Err(saved_views::Refused::TooMany));
        saved_views::save(tx, bens, &view(22, " View 03 ")).await?.expect("the same name is the same view");
        let kept = saved_views::of(tx, bens).await?;
        assert_eq!((kept.len(), kept[2].query.as_str()), (20, "grade=22"));
        assert_eq!(saved_views::of(tx, anas).await?, []);
        saved_views::remove(tx, anas, Uuid::from_u128(1)).await?;
        assert_eq!(saved_views::of(tx, bens).await?.len(), 20, "nobody removes another’s");
        saved_views::remove(tx, bens, Uuid::from_u128(1)).await?;
        assert_eq!(saved_views::of(tx, bens).await?.len(), 19);
        let refused = saved_views::save(tx, bens, &view(23, "  ")).await?;
        assert_eq!(refused, Err(saved_views::Refused::Name));
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}
