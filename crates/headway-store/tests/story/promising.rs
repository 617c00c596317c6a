//! What somebody at work has promised and what they have not read: through the ties of today alone.

use super::{ANA, BEN, DISTRICT, each_engine, minute, people_come, person};
use chrono::{Days, NaiveDate};
use headway_store::conversations::{self, Opening, Said};
use headway_store::permits::{Permit, asking, permit};
use headway_store::ties::{self, Bond};
use headway_store::{StoreError, Tx, arrivals, people, promised};
use ilp::access::{Act, CaseloadKind, Moment, Rights, Tie};
use ilp::plan::{
    Body, Change, Dosage, Entry, Hand, Intervention, Kind, Language, Owner, Party, Stage, Step, Text,
};
use ilp::{ChangeId, ConversationId, ItemId, PersonId, RelationId};
use uuid::Uuid;

/// She works at the school and is Ana's mother.
const MOTHER: PersonId = PersonId::numbered(14);
const TALK: ConversationId = ConversationId::numbered(701);

fn text(words: &str) -> Text {
    Text::new(Language::english(), words).expect("short words")
}

fn today() -> NaiveDate {
    minute(0).date_naive()
}

fn in_days(days: u64) -> NaiveDate {
    today() + Days::new(days)
}

fn written(item: u128, by: (PersonId, Party), says: Body<Text>) -> Entry {
    let change = Change::ItemWritten { item: ItemId::numbered(item), replaces: None, says };
    let hand = Hand::of(by.0, by.1);
    Entry { id: ChangeId::numbered(item), at: minute(0), hand, through: None, change }
}

fn step(item: u128, doer: Owner, due: Option<NaiveDate>) -> Entry {
    let by = match doer {
        Owner::Student => (ANA, Party::Student),
        Owner::Family(person) => (person, Party::Family),
        Owner::School(person) => (person, Party::School),
    };
    written(item, by, Body::Step(Step { doer, what: text("Call the lab"), due, serves: Vec::new() }))
}

fn help(item: u128) -> Entry {
    let body = Intervention {
        catalogue: "reading".to_owned(),
        reason: text("She asked for it"),
        provider: BEN,
        dosage: Dosage { minutes: 30, times_a_week: 3, group_size: 3 },
        starts: today() - Days::new(60),
        ends: today() - Days::new(1),
        serves: Vec::new(),
        misses: None,
    };
    written(item, (BEN, Party::School), Body::Intervention(body))
}

fn bond(n: u128, person: PersonId, tie: Tie, until: Option<NaiveDate>) -> Bond {
    let called = "one of hers".to_owned();
    let (id, recorded_at) = (RelationId::numbered(n), minute(0));
    Bond { id, learner: ANA, person, tie, called, from: None, until, recorded_by: None, recorded_at }
}

/// Ben is Ana's counselor for twenty days more; her mother has a caseload too.
async fn they_come(tx: &Tx) -> Result<(), StoreError> {
    people_come(tx).await?;
    people::add(tx, &person(MOTHER, "Inés", "Núñez")).await?;
    let family = Tie::Family { rights: Rights::ALL, evidence: None };
    let counsels = || Tie::Caseload { kind: CaseloadKind::Counselor };
    let bonds = [
        bond(1, BEN, counsels(), Some(in_days(20))),
        bond(2, MOTHER, family, None),
        bond(3, MOTHER, counsels(), None),
    ];
    ties::add(tx, DISTRICT, &bonds).await?;
    let (his, hers) = (Owner::School(BEN), Owner::School(MOTHER));
    let (item, to) = (ItemId::numbered(4), Stage::Done);
    let done = Change::ItemMoved { item, replaces: 1, to, on: today(), words: None };
    let entries = [
        step(1, his, Some(in_days(promised::DAYS_AHEAD))),
        step(2, his, Some(in_days(promised::DAYS_AHEAD + 1))),
        step(3, his, None),
        step(4, his, Some(in_days(0))),
        step(5, Owner::Student, Some(in_days(0))),
        step(6, hers, Some(in_days(0))),
        help(7),
        Entry { change: done, id: ChangeId::numbered(8), ..step(4, his, None) },
    ];
    arrivals::arrive(tx, DISTRICT, ANA, &entries, &[]).await.map(drop)
}

async fn promises(tx: &Tx, who: PersonId, on: NaiveDate) -> Result<Vec<(u128, Kind, NaiveDate)>, StoreError> {
    let found = promised::promises(tx, (DISTRICT, who), (on, 18)).await?;
    assert!(found.iter().all(|one| one.learner == ANA && one.name == "Ana Núñez"));
    Ok(found.iter().map(|one| (one.item.0.as_u128(), one.kind, one.day)).collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_late_or_due_within_a_week_waits_for_who_promised_it_while_the_tie_holds() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        they_come(tx).await?;
        let number = |n: u128| ItemId::numbered(n).0.as_u128();
        let helped = (number(7), Kind::Intervention, today() - Days::new(1));
        let near = today() + Days::new(promised::DAYS_AHEAD);
        let first = (number(1), Kind::Step, near);
        assert_eq!(promises(tx, BEN, today()).await?, [helped, first]);
        let second = (number(2), Kind::Step, near + Days::new(1));
        assert_eq!(promises(tx, BEN, today() + Days::new(19)).await?, [helped, first, second]);
        assert_eq!(promises(tx, BEN, today() + Days::new(20)).await?, [], "he is her counselor no more");
        assert_eq!(promises(tx, ANA, today()).await?, [], "a student has a page of their own");
        assert_eq!(promises(tx, MOTHER, today()).await?, [], "and so has a mother, whatever her work");
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

async fn with(tx: &Tx, who: PersonId, act: Act) -> Permit<'_> {
    let now = Moment { today: today(), at: minute(0) };
    let asked = permit(tx, &asking(DISTRICT, who), act, ANA, now).await.expect("the facts can be read");
    asked.expect("who asks in this story may")
}

async fn unread(tx: &Tx, who: PersonId, days: u64) -> Result<Vec<String>, StoreError> {
    let now = Moment { today: today() + Days::new(days), at: minute(0) };
    let found = promised::unread(tx, (DISTRICT, who), (now, 18), 5).await?;
    assert!(found.iter().all(|one| (one.learner, one.conversation) == (ANA, TALK)));
    Ok(found.into_iter().map(|one| format!("{} in the plan of {}", one.by, one.name)).collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_waits_for_whom_their_work_opens_the_plan_until_they_have_read_it() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        they_come(tx).await?;
        assert!(unread(tx, BEN, 0).await?.is_empty());
        let say =
            |n: u128, minutes: i64| Said { id: Uuid::from_u128(n), at: minute(minutes), text: text("Hello") };
        let opening = Opening { id: TALK, item: None, subject: text("Summer"), first: say(1, 1) };
        let anas = with(tx, ANA, Act::Converse).await;
        conversations::open(&anas, &opening).await?.expect("she may");
        let hers = ["Ana Núñez in the plan of Ana Núñez"];
        assert_eq!(unread(tx, BEN, 0).await?, hers);
        assert!(unread(tx, ANA, 0).await?.is_empty() && unread(tx, MOTHER, 0).await?.is_empty());
        assert!(unread(tx, BEN, 20).await?.is_empty(), "he is her counselor no more");

        let bens = with(tx, BEN, Act::Converse).await;
        conversations::say(&bens, TALK, &say(2, 2)).await?.expect("he may");
        assert_eq!(
            unread(tx, BEN, 0).await?,
            hers,
            "to write is not to have read, and his own word is not new"
        );
        let talk = conversations::find(&bens, TALK, (None, 50)).await?.expect("it is there");
        conversations::mark(tx, &talk.mark.into_iter().collect::<Vec<_>>()).await?;
        assert!(unread(tx, BEN, 0).await?.is_empty(), "he has read it");
        let mothers = with(tx, MOTHER, Act::Converse).await;
        conversations::say(&mothers, TALK, &say(3, 3)).await?.expect("she may");
        assert_eq!(unread(tx, BEN, 0).await?, ["Inés Núñez in the plan of Ana Núñez"]);
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}
