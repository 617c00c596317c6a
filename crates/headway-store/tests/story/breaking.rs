//! Broken glass: at most three hours a day however many ask at once, found by exact words, reviewed by somebody else.

use super::{ANA, BEN, DISTRICT, each_engine, minute, people_come, person};
use chrono::{DateTime, TimeDelta, Utc};
use headway_store::access_log::{self, View};
use headway_store::glass::{self, Breaking, Hour, Reviewed, Told, Verdict};
use headway_store::oversight::over;
use headway_store::people::Person;
use headway_store::permits::{Permit, asking, permit};
use headway_store::places::Organisation;
use headway_store::ties::{self, Post, Schooling};
use headway_store::{Store, StoreError, Tx, audit, people, places};
use ilp::access::{Act, Actor, Because, Moment, OfficeKind, Why};
use ilp::{OrgId, PersonId, RelationId};
use uuid::Uuid;

/// The librarian, who has nobody in a list.
const NURI: PersonId = PersonId::numbered(13);
/// Keeps the records.
const RUTH: PersonId = PersonId::numbered(14);
const SCHOOL: OrgId = OrgId::numbered(1);
const REASON: &str = "She sits in the library and will not say what is wrong";

fn at(now: DateTime<Utc>) -> Moment {
    Moment { today: now.date_naive(), at: now }
}

fn asker(now: DateTime<Utc>) -> Actor {
    let (signed_in_at, purpose) = (Some(now), Some(REASON.to_owned()));
    Actor { signed_in_at, purpose, ..asking(DISTRICT, NURI) }
}

fn breaking(n: u128) -> Breaking {
    Breaking { hour: RelationId::numbered(n), event: Uuid::from_u128(n), address: None }
}

/// Ana and Ben go to school, Nuri and Ruth work there.
async fn school_begins(tx: &Tx) -> Result<(), StoreError> {
    people_come(tx).await?;
    let born = Some("2013-02-03".parse().expect("a day"));
    let twin = PersonId::numbered(15);
    for (id, given, number) in [(NURI, "Nuri", None), (RUTH, "Ruth", None), (twin, "Éva", Some("7001"))] {
        let identifier = number.map(str::to_owned);
        people::add(tx, &Person { birth_date: born, identifier, ..person(id, given, "Balogh Kiss") }).await?;
    }
    let (kind, name) = ("school".to_owned(), "School".to_owned());
    let school = Organisation { id: SCHOOL, kind, name, parent: None, time_zone: None };
    places::add_organisation(tx, DISTRICT, &school).await?;
    let post = |n, person, kind| {
        let (id, from) = (Uuid::from_u128(n), minute(0).date_naive());
        Post { id, person, kind, organisation: SCHOOL, from, until: None }
    };
    let posts = [post(1, NURI, OfficeKind::Other), post(2, RUTH, OfficeKind::PrivacyOfficer)];
    ties::add_posts(tx, DISTRICT, &posts).await?;
    let stay = |n, learner| {
        let (id, grade, from) = (Uuid::from_u128(n), "08".to_owned(), minute(0).date_naive());
        Schooling { id, learner, organisation: SCHOOL, grade, from, until: None }
    };
    ties::add_schoolings(tx, DISTRICT, &[stay(1, ANA), stay(2, BEN), stay(3, twin)]).await
}

async fn broken(tx: &Tx, n: u128, now: DateTime<Utc>) -> Result<Result<Hour, Why>, StoreError> {
    match permit(tx, &asker(now), Act::BreakGlass, ANA, at(now)).await? {
        Ok(permit) => Ok(Ok(glass::break_glass(&permit, &breaking(n)).await?)),
        Err(why) => Ok(Err(why)),
    }
}

async fn sees(tx: &Tx, now: DateTime<Utc>) -> Result<Result<Permit<'_>, Why>, StoreError> {
    permit(tx, &asking(DISTRICT, NURI), Act::SeePlan, ANA, at(now)).await
}

async fn officers(tx: &Tx, person: PersonId, now: DateTime<Utc>) -> Permit<'_> {
    let asked = permit(tx, &asking(DISTRICT, person), Act::ReviewBreakGlass, ANA, at(now)).await;
    asked.expect("the store answers").expect("she keeps the records")
}

#[tokio::test(flavor = "multi_thread")]
async fn of_twenty_who_break_the_glass_at_once_three_get_in() {
    async fn at_once(store: Store) {
        store.write(|tx| Box::pin(school_begins(tx))).await.expect("the school begins");
        let mut tries = tokio::task::JoinSet::new();
        for n in 1..=20 {
            let store = store.clone();
            tries.spawn(async move {
                let answer = store.write(move |tx| Box::pin(broken(tx, n, minute(1))));
                answer.await.expect("the store answers")
            });
        }
        let tries = tries.join_all().await;
        assert_eq!(tries.iter().filter(|tried| tried.is_ok()).count(), 3);
        let refused = tries.iter().filter(|tried| **tried == Err(Why::TooManyToday { times_max: 3 }));
        assert_eq!(refused.count(), 17);
        let events = store.read(|tx| Box::pin(audit::latest(tx, DISTRICT, 50))).await.expect("the audit");
        let broke = events.iter().filter(|event| event.act == "break_glass" && event.outcome == "done");
        assert_eq!(broke.count(), 3, "each of them is on record, and no other");
        let tomorrow = minute(1) + TimeDelta::days(1);
        let again = store.write(move |tx| Box::pin(broken(tx, 30, tomorrow))).await.expect("an answer");
        assert!(again.is_ok(), "another day");
    }
    each_engine(at_once).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_hour_opens_a_plan_and_closes_by_itself() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        school_begins(tx).await?;
        assert_eq!(sees(tx, minute(1)).await?.err(), Some(Why::NotKnown));
        let late = Actor { signed_in_at: Some(minute(-5)), ..asker(minute(1)) };
        let refused = permit(tx, &late, Act::BreakGlass, ANA, at(minute(1))).await?;
        assert_eq!(refused.err(), Some(Why::SignInAgain { minutes_max: 5 }));
        let hour = broken(tx, 1, minute(1)).await?.expect("she may");
        assert_eq!((hour.reason.as_str(), hour.ends()), (REASON, minute(61)));
        let open = sees(tx, minute(60)).await?.expect("the hour is not over");
        assert_eq!(open.because(), Because::BreakGlass { until: minute(61) });
        assert_eq!(open.also(Act::ExportPlan), None);
        assert_eq!(sees(tx, minute(61)).await?.err(), Some(Why::NotKnown));
        // Before midnight, and after it.
        let evening = minute(15 * 60 + 50);
        broken(tx, 2, evening).await?.expect("she may");
        let next_day = sees(tx, evening + TimeDelta::minutes(30)).await?;
        assert!(next_day.is_ok(), "an hour goes over midnight");
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_student_is_meant_by_the_name_with_a_number_or_a_birth_date_and_by_nothing_less() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        school_begins(tx).await?;
        let eva = Some(PersonId::numbered(15));
        let born = || Some("2013-02-03".parse().expect("a day"));
        let check = async |names: &str, number: Option<&str>, born, expected| {
            let told = Told { names: names.to_owned(), number: number.map(str::to_owned), born };
            assert_eq!(glass::meant(tx, DISTRICT, &told).await, Ok(expected), "{told:?}");
        };
        check("Éva Balogh Kiss", Some("7001"), None, eva).await;
        check(" balogh kiss  EVA ", Some(" 7001 "), None, eva).await;
        check("Eva Balogh Kiss", None, born(), eva).await;
        check("Eva Balogh Kiss", Some("7001"), born(), eva).await;
        check("Eva Balogh Kiss", None, None, None).await;
        check("Eva Balogh Kiss", Some(" "), None, None).await;
        check("Eva Balogh Kiss", Some("7002"), born(), None).await;
        check("Eva Balogh", Some("7001"), None, None).await;
        check("Balogh Kiss", Some("7001"), None, None).await;
        check("Eva Kovacs Balogh Kiss", Some("7001"), None, None).await;
        check("% %", Some("7001"), None, None).await;
        check("", Some("7001"), None, None).await;
        check("Nuri Balogh Kiss", None, born(), None).await;
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_hour_is_reviewed_once_by_somebody_else_and_closes_when_it_is_questioned() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        school_begins(tx).await?;
        let first = broken(tx, 1, minute(1)).await?.expect("she may").id;
        let second = broken(tx, 2, minute(2)).await?.expect("she may").id;
        let look = View {
            tenant: DISTRICT,
            learner: ANA,
            id: Uuid::from_u128(1),
            at: minute(3),
            person: NURI,
            act: "see_plan".to_owned(),
            because: "break_glass".to_owned(),
            detail: String::new(),
        };
        access_log::note(tx, &[look]).await?;
        let right = over(tx, &asking(DISTRICT, RUTH), Act::ReviewBreakGlass, at(minute(5))).await?;
        let right = right.expect("she keeps the records");
        let (open, done) = glass::list(&right).await?;
        assert_eq!(open.iter().map(|one| one.hour.id).collect::<Vec<_>>(), [first, second]);
        assert_eq!((open[0].who.as_str(), open[0].about.as_str()), ("Nuri Balogh Kiss", "Ana Núñez"));
        assert_eq!((open[0].looks, open[0].hour.reason.as_str(), done.len()), (1, REASON, 0));

        let ruth = officers(tx, RUTH, minute(5)).await;
        let said = (Verdict::Approved, "I spoke with the librarian");
        assert_eq!(glass::review(&ruth, first, said).await?, Reviewed::Kept);
        assert_eq!(glass::review(&ruth, first, said).await?, Reviewed::Before);
        assert_eq!(glass::review(&ruth, RelationId::numbered(9), said).await?, Reviewed::NoSuchHour);
        assert!(sees(tx, minute(6)).await?.is_ok(), "what is approved stays open for its hour");
        let doubts = (Verdict::Questioned, "Why twice?");
        assert_eq!(glass::review(&ruth, second, doubts).await?, Reviewed::Kept);
        let hours = glass::hours_of(&ruth, minute(0)).await?;
        let verdicts: Vec<_> = hours.iter().filter_map(|hour| hour.review.as_ref()).collect();
        assert_eq!((verdicts[0].verdict, verdicts[1].verdict), (Verdict::Questioned, Verdict::Approved));
        assert_eq!((verdicts[0].by, verdicts[0].words.as_str()), (RUTH, "Why twice?"));
        assert!(glass::list(&right).await?.0.is_empty());
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_questioned_hour_is_over_and_nobody_reviews_their_own() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        school_begins(tx).await?;
        let hour = broken(tx, 1, minute(1)).await?.expect("she may").id;
        let ruth = officers(tx, RUTH, minute(5)).await;
        glass::review(&ruth, hour, (Verdict::Questioned, "There is no such library")).await?;
        assert_eq!(sees(tx, minute(6)).await?.err(), Some(Why::NotKnown));

        let own = Actor { person: Some(RUTH), ..asker(minute(7)) };
        let own = permit(tx, &own, Act::BreakGlass, ANA, at(minute(7))).await?.expect("officers are staff");
        let own = glass::break_glass(&own, &breaking(2)).await?.id;
        let said = (Verdict::Approved, "I know myself");
        assert_eq!(glass::review(&ruth, own, said).await?, Reviewed::Own);
        assert_eq!(glass::find(&ruth, own).await?.expect("it is there").hour.review, None);
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test]
async fn the_glass_is_broken_and_reviewed_under_no_other_permit() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        school_begins(tx).await?;
        let hour = broken(tx, 1, minute(1)).await?.expect("she may").id;
        let sees = sees(tx, minute(2)).await?.expect("for an hour");
        let refused = |found: Result<(), StoreError>| assert!(matches!(found, Err(StoreError::Refused(_))));
        refused(glass::break_glass(&sees, &breaking(2)).await.map(|_| ()));
        refused(glass::review(&sees, hour, (Verdict::Approved, "Fine")).await.map(|_| ()));
        refused(glass::hours_of(&sees, minute(0)).await.map(|_| ()));
        refused(glass::find(&sees, hour).await.map(|_| ()));
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}
