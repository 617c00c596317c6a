//! Whom an officer finds, and what waits for an officer in the district.

use super::overseeing::{OFFICE, RUTH, WILL, right};
use super::ruling::{ABE, OF_MINOR, at, day, family, finds, new, order, ruths, school_begins};
use super::{ANA, BEN, DISTRICT, each_engine, minute, person};
use chrono::{NaiveDate, TimeDelta};
use headway_store::oversight::over;
use headway_store::people::Person;
use headway_store::permits::{asking, permit};
use headway_store::places::{self, Organisation};
use headway_store::rights::{self, OfAge, Whom};
use headway_store::ties::{self, Post, Schooling};
use headway_store::{StoreError, Tx, people};
use ilp::access::{Act, Moment, OfficeKind, RestrictionKind, Rights};
use ilp::{OrgId, PersonId, RelationId};
use uuid::Uuid;

#[tokio::test(flavor = "multi_thread")]
async fn the_officer_is_shown_orders_who_comes_of_age_and_whose_birth_date_nobody_knows() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        school_begins(tx).await?;
        let born = |date: &str| Some(day(date));
        people::add(tx, &Person { birth_date: born("2008-10-02"), ..person(ABE, "Abe", "Lincoln") }).await?;
        let cleo = PersonId::numbered(32);
        people::add(tx, &Person { birth_date: born("2009-10-02"), ..person(cleo, "Cleo", "Marsh") }).await?;
        let year = |learner: PersonId| Schooling {
            id: learner.0,
            learner,
            organisation: OFFICE,
            grade: "12".to_owned(),
            from: day("2026-09-01"),
            until: None,
        };
        ties::add_schoolings(tx, DISTRICT, &[year(ABE), year(cleo), year(BEN)]).await?;
        let ruth = ruths(tx, ANA, "2026-09-07").await?.expect("she keeps the records");
        let forbids = new(50, Whom::Known(WILL), order(RestrictionKind::NoRecords), "2026-09-07");
        assert_eq!(rights::enter(&ruth, &forbids).await?, Ok(()));
        let over = right(tx, RUTH, Act::ManageRights).await?.expect("she keeps the records");
        let watch = rights::watch(&over, 18).await?;
        let orders: Vec<_> = watch.orders.rows.iter().map(|one| (&*one.about, &*one.who)).collect();
        assert_eq!(orders, [("Ana Núñez", "Will Tanaka")]);
        assert_eq!(watch.of_age_soon.rows, [(ABE, "Abe Lincoln".to_owned(), day("2026-10-02"))]);
        assert_eq!(
            watch.without_birth_date.rows,
            [(ANA, "Ana Núñez".to_owned())],
            "her own child is left out"
        );
        let found = rights::find_people(&ruth, "tanaka").await?;
        assert_eq!(found.iter().map(|one| (one.person, one.works)).collect::<Vec<_>>(), [(WILL, true)]);
        assert_eq!(rights::find_people(&ruth, " ").await?, []);
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_lists_of_an_officer_leave_out_who_holds_the_rights_and_say_how_many_they_leave_out() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        school_begins(tx).await?;
        let year = |learner: PersonId| Schooling {
            id: learner.0,
            learner,
            organisation: OFFICE,
            grade: "12".to_owned(),
            from: day("2026-01-01"),
            until: None,
        };
        let mut learners = Vec::new();
        for number in 100..160_u128 {
            let id = PersonId::numbered(number);
            people::add(tx, &person(id, "Sam", "Unborn")).await?;
            learners.push(year(id));
        }
        let leap = PersonId::numbered(200);
        let born = Some(day("2012-02-29"));
        people::add(tx, &Person { birth_date: born, ..person(leap, "Leah", "Leap") }).await?;
        learners.push(year(leap));
        ties::add_schoolings(tx, DISTRICT, &learners).await?;
        let free = ruths(tx, PersonId::numbered(100), "2030-02-01").await?.expect("she keeps the records");
        let of_age = OfAge { emancipated_from: Some(day("2030-01-15")), eligible_from: None };
        assert_eq!(rights::set_of_age(&free, OfAge::default(), of_age).await?, Ok(()));
        let soon = ruths(tx, PersonId::numbered(101), "2030-02-01").await?.expect("she keeps the records");
        let of_age = OfAge { emancipated_from: Some(day("2030-02-15")), eligible_from: None };
        assert_eq!(rights::set_of_age(&soon, OfAge::default(), of_age).await?, Ok(()));

        let over = over(tx, &asking(DISTRICT, RUTH), Act::ManageRights, at("2030-02-01")).await?;
        let over = over.expect("she keeps the records");
        let watch = rights::watch(&over, 18).await?;
        let days: Vec<_> = watch.of_age_soon.rows.iter().map(|(_, name, on)| (&**name, *on)).collect();
        assert_eq!(days, [("Sam Unborn", day("2030-02-15")), ("Leah Leap", day("2030-03-01"))]);
        let unborn = &watch.without_birth_date;
        assert_eq!((unborn.rows.len(), unborn.count), (50, 60), "one of 61 holds the rights");
        assert!(unborn.rows.iter().all(|(id, _)| *id != PersonId::numbered(100)));
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_called_as_one_under_an_order_is_listed_until_the_order_is_theirs_too() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        school_begins(tx).await?;
        let ruth = ruths(tx, ANA, "2026-09-07").await?.expect("she keeps the records");
        let abe: Person = person(ABE, "Abe", "Núñez");
        let forbids = new(50, Whom::New(Box::new(abe)), order(RestrictionKind::NoRecords), "2026-09-01");
        assert_eq!(rights::enter(&ruth, &forbids).await?, Ok(()));
        let second = PersonId::numbered(41);
        people::add(tx, &person(second, "ABE", "Nunez")).await?;
        let link = new(51, Whom::Known(second), family(Rights::ALL), "2026-09-02");
        assert_eq!(rights::enter(&ruth, &link).await?, Ok(()));
        assert_eq!(finds(tx, second, "2026-09-07").await?, OF_MINOR, "the order is not about this entry");
        let listed = async || -> Result<Vec<(PersonId, String)>, StoreError> {
            let over = over(tx, &asking(DISTRICT, RUTH), Act::ManageRights, at("2026-09-07")).await?;
            let watch = rights::watch(&over.expect("she keeps the records"), 18).await?;
            Ok(watch.namesakes.rows.into_iter().map(|one| (one.learner, one.who)).collect())
        };
        assert_eq!(listed().await?, [(ANA, "ABE Nunez".to_owned())]);
        let too = new(52, Whom::Known(second), order(RestrictionKind::NoRecords), "2026-09-07");
        assert_eq!(rights::enter(&ruth, &too).await?, Ok(()));
        assert_eq!(listed().await?, []);
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_finds_neither_whom_an_order_keeps_from_them_nor_whoever_learns_elsewhere() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        school_begins(tx).await?;
        let school = |number| OrgId::numbered(number);
        for number in [2, 3] {
            let one = Organisation {
                id: school(number),
                kind: "school".to_owned(),
                name: format!("School {number}"),
                parent: Some(OFFICE),
                time_zone: None,
            };
            places::add_organisation(tx, DISTRICT, &one).await?;
        }
        let year = |learner: PersonId, at| Schooling {
            id: learner.0,
            learner,
            organisation: school(at),
            grade: "8".to_owned(),
            from: day("2026-09-01"),
            until: None,
        };
        let (kept, here, there, grown, officer) = (61, 62, 63, 64, 65);
        for (number, given) in
            [(kept, "Kim"), (here, "Hal"), (there, "Tom"), (grown, "Gus"), (officer, "Olga")]
        {
            people::add(tx, &person(PersonId::numbered(number), given, "Quint")).await?;
        }
        let years = [(kept, 2), (here, 2), (there, 3)].map(|(who, at)| year(PersonId::numbered(who), at));
        ties::add_schoolings(tx, DISTRICT, &years).await?;
        let theirs = Schooling { id: Uuid::from_u128(900), ..year(ANA, 2) };
        ties::add_schoolings(tx, DISTRICT, &[theirs]).await?;
        let post = Post {
            id: Uuid::from_u128(901),
            person: PersonId::numbered(officer),
            kind: OfficeKind::PrivacyOfficer,
            organisation: school(2),
            from: day("2026-01-01"),
            until: None,
        };
        ties::add_posts(tx, DISTRICT, &[post]).await?;
        let keeper = ruths(tx, PersonId::numbered(kept), "2026-09-07").await?.expect("she keeps the records");
        let away = Whom::Known(PersonId::numbered(officer));
        let away = new(70, away, order(RestrictionKind::NoRecords), "2026-09-07");
        assert_eq!(rights::enter(&keeper, &away).await?, Ok(()));
        let asker = asking(DISTRICT, PersonId::numbered(officer));
        let one = permit(tx, &asker, Act::ManageRights, ANA, at("2026-09-07")).await?.expect("her school's");
        let names = |found: Vec<rights::Candidate>| found.into_iter().map(|one| one.name).collect::<Vec<_>>();
        assert_eq!(names(rights::find_people(&one, "quint").await?), ["Gus Quint", "Hal Quint"]);
        let all = ruths(tx, ANA, "2026-09-07").await?.expect("she keeps the records");
        let found = names(rights::find_people(&all, "quint").await?);
        assert_eq!(found, ["Gus Quint", "Hal Quint", "Kim Quint", "Olga Quint", "Tom Quint"]);
        assert_eq!(names(rights::find_people(&all, "ben").await?), Vec::<String>::new(), "her own child");
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_about_who_runs_the_system_is_told_though_it_was_lifted_the_same_day_or_is_still_to_begin() {
    async fn told(tx: &Tx, who: PersonId, days: i64) -> Result<Vec<Option<NaiveDate>>, StoreError> {
        let at = minute(60) + TimeDelta::days(days);
        let now = Moment { today: at.date_naive(), at };
        let over = over(tx, &asking(DISTRICT, who), Act::ManageRights, now).await?.expect("an officer");
        let found = rights::about_keepers(&over).await?;
        assert!(found.iter().all(|one| one.who == "Will Tanaka" && !one.keeps_records), "{found:?}");
        let mut days: Vec<_> = found.into_iter().map(|one| one.from).collect();
        days.sort();
        Ok(days)
    }
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        school_begins(tx).await?;
        people::add(tx, &person(ABE, "Abe", "Lincoln")).await?;
        let post = Post {
            id: Uuid::from_u128(902),
            person: ABE,
            kind: OfficeKind::PrivacyOfficer,
            organisation: OFFICE,
            from: day("2026-01-01"),
            until: None,
        };
        ties::add_posts(tx, DISTRICT, &[post]).await?;
        let ruth = ruths(tx, ANA, "2026-09-07").await?.expect("she keeps the records");
        let lifted = new(50, Whom::Known(WILL), order(RestrictionKind::NoRecords), "2026-09-07");
        assert_eq!(rights::enter(&ruth, &lifted).await?, Ok(()));
        let copy = RelationId::numbered(60);
        assert_eq!(rights::end(&ruth, lifted.id, day("2026-09-07"), copy).await?, Ok(()));
        let now = Some(day("2026-09-07"));
        assert_eq!(told(tx, ABE, 0).await?, [now], "some hours are enough to hide something");
        let ahead = new(51, Whom::Known(WILL), order(RestrictionKind::NoContact), "2026-10-08");
        assert_eq!(rights::enter(&ruth, &ahead).await?, Ok(()));
        let then = Some(day("2026-10-08"));
        assert_eq!(told(tx, ABE, 0).await?, [now, then], "both");
        assert_eq!(told(tx, ABE, 32).await?, [then], "its first day counts");
        assert_eq!(told(tx, ABE, 64).await?, [], "a month later it is no news");
        assert_eq!(told(tx, RUTH, 0).await?, [], "she wrote them down");
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}
