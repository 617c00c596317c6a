//! Letters for a class or a caseload: each who has no account gets one, once.

use super::overseeing::{OFFICE, RUTH, WILL, offices_open, right};
use super::{ANA, BEN, DISTRICT, each_engine, minute, person};
use chrono::NaiveDate;
use headway_store::invitations::{self, NewInvitation};
use headway_store::letters::{self, Group, Whom};
use headway_store::oversight::Oversight;
use headway_store::people::Person;
use headway_store::places::{self, Class};
use headway_store::ties::{self, Bond, Stay};
use headway_store::{StoreError, Tx, accounts, people};
use ilp::access::{Act, AdultBasis, CaseloadKind, RestrictionKind, Rights, Tie};
use ilp::{ClassId, EnrolmentId, PersonId, RelationId};
use uuid::Uuid;

const ALGEBRA: ClassId = ClassId::numbered(1);
const MIA: PersonId = PersonId::numbered(31);
const NOA: PersonId = PersonId::numbered(32);
const MOTHER: PersonId = PersonId::numbered(33);
const FATHER: PersonId = PersonId::numbered(34);
const AUNT: PersonId = PersonId::numbered(35);

fn bond(number: u128, (learner, person): (PersonId, PersonId), tie: Tie) -> Bond {
    Bond {
        id: RelationId::numbered(number),
        learner,
        person,
        tie,
        called: String::new(),
        from: None,
        until: None,
        recorded_by: None,
        recorded_at: minute(0),
    }
}

const NO_RIGHTS: Rights = Rights { see: false, take_part: false, sign: false };

/// Mia and Noa, of one family, are in a class; an order keeps their father from Mia, an aunt may see nothing.
async fn class_begins(tx: &Tx) -> Result<(), StoreError> {
    offices_open(tx).await?;
    let born: Option<NaiveDate> = "2012-01-01".parse().ok();
    for (id, given) in [(MIA, "Mia"), (NOA, "Noa"), (MOTHER, "Rosa"), (FATHER, "Luis"), (AUNT, "Ines")] {
        let language = Some("es".to_owned());
        people::add(tx, &Person { birth_date: born, language, ..person(id, given, "Soto") }).await?;
    }
    let class = Class {
        id: ALGEBRA,
        course: None,
        organisation: OFFICE,
        code: "A1".to_owned(),
        name: "Algebra 1".to_owned(),
        terms: Vec::new(),
    };
    places::add_class(tx, DISTRICT, &class).await?;
    let stay = |number, person| Stay {
        id: EnrolmentId::numbered(number),
        person,
        class: ALGEBRA,
        role: "student".to_owned(),
        is_primary: false,
        from: None,
        until: None,
    };
    ties::add_stays(tx, DISTRICT, &[stay(1, MIA), stay(2, NOA)]).await?;
    let family = |rights| Tie::Family { rights, evidence: None };
    let order =
        Tie::Restriction { kind: RestrictionKind::NoRecords, court_reference: "Superior Court".to_owned() };
    let bonds = [
        bond(10, (MIA, MOTHER), family(Rights::ALL)),
        bond(11, (NOA, MOTHER), family(Rights::ALL)),
        bond(12, (MIA, FATHER), family(Rights::ALL)),
        bond(13, (MIA, FATHER), order),
        bond(14, (MIA, AUNT), family(NO_RIGHTS)),
        bond(15, (MIA, RUTH), family(Rights::ALL)),
        bond(16, (MIA, ANA), Tie::Caseload { kind: CaseloadKind::Counselor }),
    ];
    ties::add(tx, DISTRICT, &bonds).await
}

async fn wills(tx: &Tx) -> Result<Oversight<'_>, StoreError> {
    Ok(right(tx, WILL, Act::ManageAccounts).await?.expect("he manages accounts"))
}

fn new(number: u8, person: PersonId) -> NewInvitation {
    NewInvitation { id: Uuid::from_u128(u128::from(number)), person, code_digest: [number; 32] }
}

#[tokio::test(flavor = "multi_thread")]
async fn those_of_a_class_who_have_no_account_are_found_each_once_and_nobody_who_may_see_nothing() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        class_begins(tx).await?;
        let will = wills(tx).await?;
        let found = async |group, whom| {
            let found = letters::lacking(&will, (group, whom), 18).await?;
            Ok::<_, StoreError>(found.into_iter().map(|one| one.person).collect::<Vec<_>>())
        };
        let class = Group::Class(ALGEBRA);
        assert_eq!(found(class, Whom::Both).await?, [MIA, MOTHER, NOA], "the officer's is no letter of many");
        assert_eq!(found(class, Whom::Families).await?, [MOTHER]);
        assert_eq!(found(class, Whom::Students).await?, [MIA, NOA]);
        assert_eq!(found(Group::Caseload(ANA), Whom::Both).await?, [MIA, MOTHER]);
        assert_eq!(found(Group::Caseload(BEN), Whom::Both).await?, [] as [PersonId; 0]);
        accounts::set_password(tx, DISTRICT, MOTHER, ("rosa", "hash"), minute(0)).await?;
        assert_eq!(found(class, Whom::Both).await?, [MIA, NOA]);
        let mother = letters::lacking(&will, (class, Whom::Both), 14).await?;
        assert_eq!(mother.len(), 2, "of age at 14, they still get their own");
        ties::add(
            tx,
            DISTRICT,
            &[bond(20, (NOA, FATHER), Tie::Family { rights: Rights::ALL, evidence: None })],
        )
        .await?;
        let both = letters::lacking(&will, (class, Whom::Families), 18).await?;
        assert_eq!(
            both.iter().map(|one| (one.person, &*one.student)).collect::<Vec<_>>(),
            [(FATHER, "Noa Soto")]
        );
        assert_eq!(letters::lacking(&will, (class, Whom::Families), 14).await?, [], "the rights are Noa's");
        let consent = Tie::AdultConsent { basis: AdultBasis::Consent };
        ties::add(tx, DISTRICT, &[bond(21, (NOA, FATHER), consent)]).await?;
        assert_eq!(letters::lacking(&will, (class, Whom::Families), 14).await?.len(), 1);
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_are_made_once_and_replace_earlier_ones_only_where_that_is_asked() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        class_begins(tx).await?;
        let will = wills(tx).await?;
        let offered = letters::groups(&will, "algebra").await?;
        let [one] = offered.as_slice() else { panic!("{offered:?}") };
        assert_eq!((one.group, &*one.place, one.students), (Group::Class(ALGEBRA), "Riverside", 2));
        let anas = letters::groups(&will, "nunez").await?;
        assert_eq!(anas.iter().map(|one| one.group).collect::<Vec<_>>(), [Group::Caseload(ANA)]);
        assert_eq!(letters::title(&will, Group::Class(ALGEBRA)).await?.as_deref(), Some("Algebra 1"));

        let first = [new(1, MIA), new(2, MOTHER)];
        let ids = |all: &[NewInvitation]| all.iter().map(|one| one.id).collect::<Vec<_>>();
        assert_eq!(letters::make(&will, &first, false).await?, ids(&first));
        let all = letters::lacking(&will, (Group::Class(ALGEBRA), Whom::Both), 18).await?;
        let has: Vec<_> = all.iter().map(|one| (one.person, one.has_letter)).collect();
        assert_eq!(has, [(MIA, true), (MOTHER, true), (NOA, false)]);
        let second = [new(3, MIA), new(4, NOA)];
        assert_eq!(letters::make(&will, &second, false).await?, [second[1].id], "hers can still be used");
        assert_eq!(letters::made(&will, &ids(&second)).await?, [second[1].id]);
        let third = [new(5, MIA)];
        assert_eq!(letters::make(&will, &third, true).await?, ids(&third));
        let now = minute(60);
        assert_eq!(
            invitations::of_code(tx, DISTRICT, &[1; 32], now).await?,
            None,
            "the old one is worthless"
        );
        assert!(invitations::of_code(tx, DISTRICT, &[5; 32], now).await?.is_some());
        let ruth = right(tx, RUTH, Act::SeeAudit).await?.expect("she may");
        let refused = letters::groups(&ruth, "").await;
        assert!(matches!(refused, Err(StoreError::Refused(_))), "{refused:?}");
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}
