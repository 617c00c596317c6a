//! What leads somebody home: the plans of their children, and those that they may not read any more.

use super::{ANA, BEN, DISTRICT, each_engine, minute, people_come, person};
use chrono::NaiveDate;
use headway_store::at_home::Child;
use headway_store::people::Person;
use headway_store::ties::{self, Bond};
use headway_store::{StoreError, Tx, hats, people};
use ilp::access::{RestrictionKind, Rights, Tie};
use ilp::{PersonId, RelationId};

const GROWN: PersonId = PersonId::numbered(21);
const KEPT_AWAY: PersonId = PersonId::numbered(22);

fn bond(n: u128, learner: PersonId, tie: Tie) -> Bond {
    Bond {
        id: RelationId::numbered(n),
        learner,
        person: BEN,
        tie,
        called: "father".to_owned(),
        from: None,
        until: None,
        recorded_by: None,
        recorded_at: minute(0),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_father_is_led_to_the_child_he_sees_and_told_apart_from_those_he_does_not() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        people_come(tx).await?;
        let birth_date = NaiveDate::from_ymd_opt(2008, 9, 7);
        people::add(tx, &Person { birth_date, ..person(GROWN, "Elijah", "Okafor") }).await?;
        people::add(tx, &person(KEPT_AWAY, "June", "Okafor")).await?;
        let family = || Tie::Family { rights: Rights::ALL, evidence: None };
        let order =
            Tie::Restriction { kind: RestrictionKind::NoRecords, court_reference: "12-345".to_owned() };
        let bonds = [
            bond(1, ANA, family()),
            bond(2, GROWN, family()),
            bond(3, KEPT_AWAY, family()),
            bond(4, KEPT_AWAY, order),
        ];
        ties::add(tx, DISTRICT, &bonds).await?;
        let day = |day: &str| day.parse::<NaiveDate>().expect("a day");
        let found = hats::of(tx, (DISTRICT, BEN), (day("2026-09-06"), 18)).await?;
        assert_eq!(found.children.iter().map(|child| child.id).collect::<Vec<_>>(), [ANA, GROWN]);
        assert_eq!(found.kept_from, [KEPT_AWAY]);
        let found = hats::of(tx, (DISTRICT, BEN), (day("2026-09-07"), 18)).await?;
        let ana = Child { id: ANA, name: "Ana Núñez".to_owned(), called: "Ana".to_owned() };
        assert_eq!(found.children, [ana]);
        assert_eq!(found.kept_from, [GROWN, KEPT_AWAY], "he is 18 since midnight");
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}
