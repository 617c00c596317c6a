//! The list of learners: whose plan tells what, how it is searched, and how it goes on.

use super::{ANA, BEN, DISTRICT, each_engine, minute, people_come, person};
use chrono::NaiveDate;
use headway_store::places::{self, Organisation};
use headway_store::ties::{self, Bond, Post, Schooling};
use headway_store::visible::{self, From, Order, State, Wanted};
use headway_store::{StoreError, Tx, arrivals, people};
use ilp::access::{CaseloadKind, OfficeKind, Tie};
use ilp::plan::{
    Answer, Answered, Body, Change, Entry, Goal, Hand, Language, Links, Owner, Party, Proposal, Reach, Text,
};
use ilp::{ChangeId, ItemId, OrgId, PersonId, ProposalId, RelationId, TenantId};

/// How many changes the plan of [`plan_comes`] has had.
pub(super) const CHANGES: u64 = 3;

const SHOWN: ItemId = ItemId::numbered(601);
const DELAYED: ItemId = ItemId::numbered(602);

fn text(words: &str) -> Text {
    Text::new(Language::english(), words).expect("short words")
}

fn written(item: ItemId, replaces: Option<u32>) -> Change {
    let (reach, statement, links) = (Reach::ShortTerm, text("Read a book"), Links::default());
    let says = Body::Goal(Goal { reach, statement, why: None, measure: None, by: None, links });
    Change::ItemWritten { item, replaces, says }
}

/// A plan in which one goal is kept from view until `until`, with suggestions from the school and the family about both;
/// `n` says which of them there are.
pub(super) async fn plan_comes(
    tx: &Tx,
    tenant: TenantId,
    (learner, staff): (PersonId, PersonId),
    (n, until): (u32, NaiveDate),
) -> Result<(), StoreError> {
    let (student, school) = (Hand::of(learner, Party::Student), Hand::of(staff, Party::School));
    let family = Hand::of(staff, Party::Family);
    let delayed = Change::VisibilityDelayed { item: DELAYED, until, reason: text("Safety") };
    let changes =
        [(student, written(SHOWN, None)), (student, written(DELAYED, None)), (school, delayed)].into_iter();
    // Some change at the same minute as others, some later.
    let later = i64::from(n % 3) * 5;
    let entry = |(n, (hand, change)): (u32, (Hand, Change))| Entry {
        id: ChangeId::numbered(n.into()),
        at: minute(i64::from(n) + later),
        hand,
        through: None,
        change,
    };
    let log: Vec<Entry> = (1..).zip(changes).map(entry).collect();
    let letters =
        [(school, SHOWN, false), (family, SHOWN, false), (school, DELAYED, false), (school, SHOWN, true)];
    let letter = |(nth, (by, item, declined)): (u32, (Hand, ItemId, bool))| {
        let answer = Answered { by: student, at: minute(40), answer: Answer::Declined { why: None } };
        Proposal {
            id: ProposalId::numbered((n * 10 + nth).into()),
            by,
            at: minute(30),
            of: Owner::Student,
            asks: Owner::Student,
            reason: text("You read faster than you think"),
            changes: vec![written(item, Some(1))],
            counters: None,
            answers: if declined { vec![answer] } else { Vec::new() },
        }
    };
    let there = |(nth, _): &(u32, _)| n % 5 != *nth;
    let letters: Vec<Proposal> = (0..).zip(letters).filter(there).map(letter).collect();
    arrivals::arrive(tx, tenant, learner, &log, &letters).await.map(drop)
}

/// Ben is the counselor of five students, two of whom are called the same.
async fn ben_counsels(tx: &Tx) -> Result<(), StoreError> {
    people_come(tx).await?;
    let names = [("Maya", "Okafor"), ("Maya", "Okafor"), ("Zoë", "van der Berg"), ("Ana_", "100%")];
    let mut learners = vec![ANA];
    for (n, (given, family)) in (20..).zip(names) {
        people::add(tx, &person(PersonId::numbered(n), given, family)).await?;
        learners.push(PersonId::numbered(n));
    }
    let bond = |(n, learner): (u128, PersonId)| Bond {
        id: RelationId::numbered(n),
        learner,
        person: BEN,
        tie: Tie::Caseload { kind: CaseloadKind::Counselor },
        called: String::new(),
        from: None,
        until: None,
        recorded_by: None,
        recorded_at: minute(0),
    };
    let bonds: Vec<Bond> = (1..).zip(learners).map(bond).collect();
    ties::add(tx, DISTRICT, &bonds).await
}

async fn names(tx: &Tx, who: PersonId, wanted: Wanted) -> Result<Vec<(String, PersonId)>, StoreError> {
    let day = (minute(0).date_naive(), 18);
    let rows = visible::list(tx, (DISTRICT, who), day, &wanted).await?;
    Ok(rows.rows.into_iter().map(|row| (row.name, row.learner)).collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_is_not_shown_finds_nobody_and_empties_no_page() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        ben_counsels(tx).await?;
        // The first of the two Mayas is called otherwise by now; the roster still has the old names.
        let called = people::Names {
            given: "Maya".to_owned(),
            family: "Okafor".to_owned(),
            preferred_given: Some("Ari".to_owned()),
            preferred_family: Some("Li".to_owned()),
            ..people::Names::default()
        };
        assert!(people::rename(tx, DISTRICT, PersonId::numbered(20), &called).await?);
        for (words, found) in
            [("ari li", vec![20]), ("maya", vec![21]), ("okafor", vec![21]), ("ari maya", vec![])]
        {
            for count_max in [1, 50] {
                let wanted = Wanted { words: words.to_owned(), count_max, ..Wanted::default() };
                let names = names(tx, BEN, wanted).await?;
                let ids: Vec<PersonId> = names.into_iter().map(|(_, id)| id).collect();
                let expected: Vec<PersonId> = found.iter().copied().map(PersonId::numbered).collect();
                assert_eq!(ids, expected, "{words:?}, {count_max} a page");
            }
        }
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_words_of_a_name_are_found_in_any_order() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        ben_counsels(tx).await?;
        for (words, found) in [
            ("maya okafor", 2),
            ("Okafor Maya", 2),
            ("  OKAF  may ", 2),
            ("núñez ana", 1),
            ("nunez", 1),
            ("berg zoe van", 1),
            ("maya nunez", 0),
            ("_ %", 1),
            ("%", 1),
            ("", 5),
        ] {
            let wanted = Wanted { words: words.to_owned(), count_max: 50, ..Wanted::default() };
            let names = names(tx, BEN, wanted).await?;
            assert_eq!(names.len(), found, "{words:?}: {names:?}");
        }
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_goes_on_after_an_id_that_the_reader_may_see() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        ben_counsels(tx).await?;
        let page = |after: Option<PersonId>, count_max| {
            let from = after.map_or(From::Start, From::After);
            Wanted { from, count_max, ..Wanted::default() }
        };
        let all = names(tx, BEN, page(None, 50)).await?;
        let mut paged: Vec<(String, PersonId)> = Vec::new();
        loop {
            let next = names(tx, BEN, page(paged.last().map(|last| last.1), 2)).await?;
            if next.is_empty() {
                break;
            }
            paged.extend(next);
        }
        assert_eq!(paged, all, "no page leaves out or repeats anybody, also of the same name");
        let stranger = person(PersonId::numbered(99), "Nobody", "Knows");
        people::add(tx, &stranger).await?;
        let anew = names(tx, BEN, page(Some(stranger.id), 50)).await?;
        assert_eq!(anew, all, "where somebody else stands in the alphabet is not told");
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_before_ends_where_this_one_begins() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        ben_counsels(tx).await?;
        let day = (minute(0).date_naive(), 18);
        let page = async |from, count_max| {
            let wanted = Wanted { from, count_max, ..Wanted::default() };
            visible::list(tx, (DISTRICT, BEN), day, &wanted).await
        };
        let all = page(From::Start, 50).await?;
        let ids: Vec<PersonId> = all.rows.iter().map(|row| row.learner).collect();
        assert_eq!((all.total, all.has_before, all.has_after), (5, false, false));
        let second = page(From::After(ids[1]), 2).await?;
        assert_eq!((second.total, second.has_before, second.has_after), (5, true, true));
        let first = page(From::Before(second.rows[0].learner), 2).await?;
        let found: Vec<PersonId> = first.rows.iter().map(|row| row.learner).collect();
        assert_eq!((found.as_slice(), first.has_before, first.has_after), (&ids[..2], false, true));
        let last = page(From::After(ids[3]), 2).await?;
        assert_eq!((last.rows.len(), last.has_before, last.has_after), (1, true, false));
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn names_stand_as_they_are_shown_and_as_people_look_for_them() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        ben_counsels(tx).await?;
        let called = people::Names {
            given: "Maya".to_owned(),
            family: "Okafor".to_owned(),
            preferred_family: Some("Álvarez".to_owned()),
            ..people::Names::default()
        };
        assert!(people::rename(tx, DISTRICT, PersonId::numbered(20), &called).await?);
        let wanted = Wanted { count_max: 50, ..Wanted::default() };
        let found: Vec<String> = names(tx, BEN, wanted).await?.into_iter().map(|(name, _)| name).collect();
        let expected = ["Ana_ 100%", "Maya Álvarez", "Ana Núñez", "Maya Okafor", "Zoë van der Berg"];
        assert_eq!(found, expected);
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn filters_tell_nothing_that_a_plan_would_not() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        ben_counsels(tx).await?;
        let today = minute(0).date_naive();
        plan_comes(tx, DISTRICT, (ANA, BEN), (1, today.succ_opt().expect("a day"))).await?;
        let count = async |who: PersonId, today: NaiveDate, wanted: Wanted| {
            let wanted = Wanted { count_max: 50, ..wanted };
            visible::list(tx, (DISTRICT, who), (today, 18), &wanted).await.map(|found| found.total)
        };
        let state = |state| Wanted { state: Some(state), ..Wanted::default() };
        assert_eq!(count(BEN, today, state(State::Empty)).await?, 4);
        assert_eq!(count(BEN, today, state(State::Written)).await?, 1);
        assert_eq!(count(BEN, today, state(State::Waiting)).await?, 1);
        assert_eq!(count(BEN, today, state(State::Quiet)).await?, 0);
        let later = today + chrono::Days::new(60);
        assert_eq!(count(BEN, later, state(State::Quiet)).await?, 1, "after sixty days");
        let mine = Wanted { caseload: true, ..Wanted::default() };
        assert_eq!(count(BEN, today, mine.clone()).await?, 5);
        assert_eq!(count(ANA, today, mine).await?, 0);
        let grade = Wanted { grade: Some("08".to_owned()), ..Wanted::default() };
        assert_eq!(count(BEN, today, grade).await?, 0, "nobody has a school");
        let wanted = Wanted { order: Order::LastChange, count_max: 1, ..Wanted::default() };
        let found = visible::list(tx, (DISTRICT, BEN), (today, 18), &wanted).await?;
        assert_eq!(found.rows[0].learner, ANA, "what changed last comes first");
        assert_eq!(found.rows[0].mine, 0, "what waits for the student is not his");
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_grades_that_are_offered_are_those_of_ones_own_students() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        ben_counsels(tx).await?;
        let today = minute(0).date_naive();
        let school = OrgId::numbered(70);
        let place = Organisation {
            id: school,
            kind: "school".to_owned(),
            name: "Riverside".to_owned(),
            parent: None,
            time_zone: None,
        };
        places::add_organisation(tx, DISTRICT, &place).await?;
        let stranger = PersonId::numbered(98);
        people::add(tx, &person(stranger, "Nobody", "Knows")).await?;
        let stay = |(n, (learner, grade, until)): (u128, (PersonId, &str, Option<NaiveDate>))| Schooling {
            id: uuid::Uuid::from_u128(n),
            learner,
            organisation: school,
            grade: grade.to_owned(),
            from: today - chrono::Days::new(100),
            until,
        };
        let (first, second) = (PersonId::numbered(20), PersonId::numbered(21));
        let all = [
            (ANA, "10", None),
            (first, "KG", None),
            (second, "07", Some(today)),
            (second, "10", None),
            (stranger, "03", None),
        ];
        let stays: Vec<Schooling> = (1..).zip(all).map(stay).collect();
        ties::add_schoolings(tx, DISTRICT, &stays).await?;
        let offered =
            async |who| visible::offers(tx, (DISTRICT, who), (today, 18)).await.map(|all| all.grades);
        assert_eq!(offered(BEN).await?, ["KG", "10"], "by age, and not of former years or of others");
        let leads = |id, organisation| Post {
            id: uuid::Uuid::from_u128(id),
            person: stranger,
            kind: OfficeKind::Leader,
            organisation,
            from: today,
            until: None,
        };
        ties::add_posts(tx, DISTRICT, &[leads(80, school)]).await?;
        assert_eq!(offered(stranger).await?, ["KG", "03", "07", "10"], "who leads: those of the school");
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}
