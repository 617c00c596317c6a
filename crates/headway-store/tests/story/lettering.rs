//! Letters for a class or a caseload: each who has no account gets one, once.

use super::overseeing::{OFFICE, RUTH, WILL, offices_open, right};
use super::{ANA, BEN, DISTRICT, each_engine, minute, person};
use chrono::NaiveDate;
use headway_store::invitations::{self, NewInvitation};
use headway_store::letters::{self, Earlier, Group, LISTED_MAX, Whom};
use headway_store::oversight::Oversight;
use headway_store::people::Person;
use headway_store::places::{self, Class};
use headway_store::ties::{self, Bond, Stay};
use headway_store::{StoreError, Tx, accounts, people};
use ilp::access::{Act, AdultBasis, CaseloadKind, Moment, RestrictionKind, Rights, Tie};
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

fn stay(number: u128, person: PersonId) -> Stay {
    Stay {
        id: EnrolmentId::numbered(number),
        person,
        class: ALGEBRA,
        role: "student".to_owned(),
        is_primary: false,
        from: None,
        until: None,
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
        let all = (Group::Class(ALGEBRA), Whom::Both);
        let make = async |new: &[NewInvitation], earlier| letters::make(&will, all, 18, (new, earlier)).await;
        let first = [new(1, MIA), new(2, MOTHER)];
        let ids = |all: &[NewInvitation]| all.iter().map(|one| one.id).collect::<Vec<_>>();
        assert_eq!(make(&first, Earlier::Keep).await?, ids(&first));
        let lacking = letters::lacking(&will, all, 18).await?;
        let has: Vec<_> = lacking.iter().map(|one| (one.person, one.letter)).collect();
        let now = minute(60);
        assert_eq!(has, [(MIA, Some(now)), (MOTHER, Some(now)), (NOA, None)]);
        let second = [new(3, MIA), new(4, NOA)];
        assert_eq!(make(&second, Earlier::Keep).await?, [second[1].id], "hers can still be used");
        assert_eq!(letters::made(&will, &ids(&second)).await?, [second[1].id]);
        let begun_before = Earlier::ReplaceBefore(now);
        assert_eq!(make(&[new(5, MIA)], begun_before).await?, [] as [Uuid; 0], "it is being handed out");
        let third = [new(6, MIA)];
        assert_eq!(make(&third, Earlier::ReplaceBefore(minute(61))).await?, ids(&third));
        let moment = Moment { today: now.date_naive(), at: now };
        let of_code = async |number: u8| invitations::of_code(tx, DISTRICT, &[number; 32], moment).await;
        assert_eq!(of_code(1).await?, None, "the old one is worthless");
        assert!(of_code(6).await?.is_some());
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_an_order_keeps_away_since_the_letters_were_counted_gets_none() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        class_begins(tx).await?;
        let will = wills(tx).await?;
        let all = (Group::Class(ALGEBRA), Whom::Both);
        let counted = letters::lacking(&will, all, 18).await?;
        assert!(counted.iter().any(|one| one.person == MOTHER));
        let order = |number, child| {
            bond(
                number,
                (child, MOTHER),
                Tie::Restriction {
                    kind: RestrictionKind::NoRecords,
                    court_reference: "Superior Court".to_owned(),
                },
            )
        };
        ties::add(tx, DISTRICT, &[order(40, MIA), order(41, NOA)]).await?;
        let minted = [new(1, MIA), new(2, MOTHER)];
        let made = letters::make(&will, all, 18, (&minted, Earlier::Keep)).await?;
        assert_eq!(made, [minted[0].id]);
        assert_eq!(invitations::of_person(&will, MOTHER).await?, None);
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_is_found_by_its_title_without_accents_page_by_page_while_somebody_is_in_it() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        class_begins(tx).await?;
        let will = wills(tx).await?;
        for number in 2..=52 {
            let id = ClassId::numbered(number);
            let name = if number == 2 { "ÁLGEBRA 2".to_owned() } else { format!("Zoology {number}") };
            let class = Class {
                id,
                course: None,
                organisation: OFFICE,
                code: String::new(),
                name,
                terms: Vec::new(),
            };
            places::add_class(tx, DISTRICT, &class).await?;
            let stay = Stay { id: EnrolmentId::numbered(number + 100), class: id, ..stay(1, MIA) };
            ties::add_stays(tx, DISTRICT, &[stay]).await?;
        }
        for words in ["algebra", "Álgebra", "álgebra", "ALGEBRA"] {
            let found = letters::groups(&will, words, 0).await?;
            let named: Vec<_> =
                found.found.iter().map(|one| (&*one.name, &*one.place, one.students)).collect();
            assert_eq!(named, [("Algebra 1", "Riverside", 2), ("ÁLGEBRA 2", "Riverside", 1)], "{words}");
            assert!(!found.goes_on);
        }
        assert_eq!(letters::groups(&will, "100%", 0).await?.found, []);
        let anas = letters::groups(&will, "nunez", 0).await?.found;
        assert_eq!(anas.iter().map(|one| one.group).collect::<Vec<_>>(), [Group::Caseload(ANA)]);
        let page = letters::groups(&will, "", 0).await?;
        assert_eq!((page.found.len(), page.goes_on), (LISTED_MAX + 1, true), "52 classes, and a caseload");
        assert_eq!(page.found[1].name, "ÁLGEBRA 2", "in the order of its letters, not after Zoology");
        let rest = letters::groups(&will, "", LISTED_MAX).await?;
        assert_eq!((rest.found.len(), rest.goes_on), (2, false));

        let title = async |group| letters::title(&will, group).await;
        assert_eq!(title(Group::Class(ALGEBRA)).await?.as_deref(), Some("Algebra 1"));
        assert_eq!(title(Group::Caseload(ANA)).await?.as_deref(), Some("Ana Núñez"));
        assert_eq!(title(Group::Caseload(BEN)).await?, None, "nobody is on his");
        let empty = Class {
            id: ClassId::numbered(99),
            course: None,
            organisation: OFFICE,
            code: String::new(),
            name: "Art".to_owned(),
            terms: Vec::new(),
        };
        places::add_class(tx, DISTRICT, &empty).await?;
        assert_eq!(title(Group::Class(empty.id)).await?, None, "nobody is in it");
        let ruth = right(tx, RUTH, Act::SeeAudit).await?.expect("she may");
        let refused = letters::groups(&ruth, "", 0).await;
        assert!(matches!(refused, Err(StoreError::Refused(_))), "{refused:?}");
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}
