//! Conversations: who reads them, how far, and what must never go wrong in them.

use super::{ANA, BEN, DISTRICT, each_engine, minute, people_come, person};
use headway_store::conversations::{self, Listed, Opening, Refused, Said};
use headway_store::people::Person;
use headway_store::permits::{Permit, asking, permit};
use headway_store::ties::{self, Bond};
use headway_store::{StoreError, Tx, arrivals, people};
use ilp::access::{Act, CaseloadKind, Moment, Rights, Tie};
use ilp::plan::{Body, Change, Entry, Goal, Hand, Language, Links, Party, Reach, Text};
use ilp::{ChangeId, ConversationId, ItemId, PersonId, RelationId};
use uuid::Uuid;

/// Ana is the student, Ben her counselor; these are her mother and an aunt whom she has named.
const MOTHER: PersonId = PersonId::numbered(14);
const AUNT: PersonId = PersonId::numbered(15);
const GOAL: ItemId = ItemId::numbered(501);
const PLAN_TALK: ConversationId = ConversationId::numbered(701);
const GOAL_TALK: ConversationId = ConversationId::numbered(702);

fn text(words: &str) -> Text {
    Text::new(Language::english(), words).expect("short words")
}

fn said(n: u128, minutes: i64, words: &str) -> Said {
    Said { id: Uuid::from_u128(n), at: minute(minutes), text: text(words) }
}

fn opening(id: ConversationId, item: Option<ItemId>, first: Said) -> Opening {
    Opening { id, item, subject: text("The talk in March"), first }
}

async fn with(tx: &Tx, who: PersonId, act: Act) -> Permit<'_> {
    let now = Moment { today: minute(0).date_naive(), at: minute(0) };
    let asked = permit(tx, &asking(DISTRICT, who), act, ANA, now).await.expect("the facts can be read");
    asked.expect("who asks in this story may")
}

/// Ana, her counselor, her mother and her aunt, and one goal in her plan.
async fn they_come(tx: &Tx) -> Result<(), StoreError> {
    people_come(tx).await?;
    people::add(tx, &person(MOTHER, "Inés", "Núñez")).await?;
    people::add(tx, &Person { ..person(AUNT, "Sol", "Núñez") }).await?;
    let tie = |n: u128, person: PersonId, tie: Tie, called: &str| Bond {
        id: RelationId::numbered(n),
        learner: ANA,
        person,
        tie,
        called: called.to_owned(),
        from: None,
        until: None,
        recorded_by: None,
        recorded_at: minute(0),
    };
    let family = Tie::Family { rights: Rights::ALL, evidence: None };
    let supporter = Tie::Supporter { consent: Some("a form".to_owned()) };
    let bonds = [
        tie(1, BEN, Tie::Caseload { kind: CaseloadKind::Counselor }, "counselor"),
        tie(2, MOTHER, family, "mother"),
        tie(3, AUNT, supporter, "supporter"),
    ];
    ties::add(tx, DISTRICT, &bonds).await?;
    let goal = Goal {
        reach: Reach::ShortTerm,
        statement: text("Give a talk"),
        why: None,
        measure: None,
        by: None,
        links: Links::default(),
    };
    let change = Change::ItemWritten { item: GOAL, replaces: None, says: Body::Goal(goal) };
    let hand = Hand::of(ANA, Party::Student);
    let entry = Entry { id: ChangeId::numbered(1), at: minute(0), hand, through: None, change };
    arrivals::arrive(tx, DISTRICT, ANA, &[entry], &[]).await.map(drop)
}

async fn listed(tx: &Tx, who: PersonId) -> Result<Vec<(ConversationId, u64, u64)>, StoreError> {
    let rows = conversations::of_learner(&with(tx, who, Act::SeePlan).await).await?;
    let row = |one: Listed| (one.conversation.id, one.messages, one.unread);
    Ok(rows.into_iter().map(row).collect())
}

async fn reads(tx: &Tx, who: PersonId, id: ConversationId) -> Result<Vec<String>, StoreError> {
    let talk = conversations::find(&with(tx, who, Act::SeePlan).await, id, (None, 50)).await?;
    let Some(talk) = talk else { return Ok(Vec::new()) };
    conversations::mark(tx, &talk.mark.into_iter().collect::<Vec<_>>()).await?;
    Ok(talk.messages.into_iter().map(|message| message.body).collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_is_new_to_everybody_else_until_they_have_read_it() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        they_come(tx).await?;
        let bens = with(tx, BEN, Act::Converse).await;
        let first = opening(PLAN_TALK, None, said(1, 1, "How is it going?"));
        conversations::open(&bens, &first).await?.expect("he may");
        assert_eq!(listed(tx, BEN).await?, [(PLAN_TALK, 1, 0)], "his own words are not new to him");
        for who in [ANA, MOTHER, AUNT] {
            assert_eq!(listed(tx, who).await?, [(PLAN_TALK, 1, 1)], "{who}");
        }
        let anas = with(tx, ANA, Act::Converse).await;
        // A clock that goes back makes no message older than the one before.
        conversations::say(&anas, PLAN_TALK, &said(2, -60, "I am nervous.")).await?.expect("she may");
        assert_eq!(listed(tx, ANA).await?, [(PLAN_TALK, 2, 1)], "to write is not to have read");
        assert_eq!(reads(tx, BEN, PLAN_TALK).await?, ["How is it going?", "I am nervous."]);
        assert_eq!(listed(tx, BEN).await?, [(PLAN_TALK, 2, 0)]);
        assert_eq!(listed(tx, MOTHER).await?, [(PLAN_TALK, 2, 2)], "what he has read is new to her");
        conversations::say(&bens, PLAN_TALK, &said(3, 5, "Shall we practice?")).await?.expect("he may");
        assert_eq!(listed(tx, BEN).await?, [(PLAN_TALK, 3, 0)]);
        let unread = conversations::unread(&with(tx, ANA, Act::SeePlan).await).await?;
        assert_eq!(unread, 2);
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn older_messages_come_page_by_page_and_make_nothing_unread() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        they_come(tx).await?;
        let bens = with(tx, BEN, Act::Converse).await;
        conversations::open(&bens, &opening(PLAN_TALK, None, said(1, 1, "1"))).await?.expect("he may");
        for n in 2..=5_u128 {
            let words = said(n, 1, &n.to_string());
            conversations::say(&bens, PLAN_TALK, &words).await?.expect("he may");
        }
        let anas = with(tx, ANA, Act::SeePlan).await;
        let mut before = None;
        let mut pages: Vec<String> = Vec::new();
        loop {
            let talk = conversations::find(&anas, PLAN_TALK, (before, 2)).await?.expect("it is hers to read");
            pages.push(talk.messages.iter().map(|message| message.body.as_str()).collect());
            assert_eq!(talk.mark.is_some(), before.is_none(), "only the latest are read by it");
            if !talk.has_older {
                break;
            }
            before = talk.messages.first().map(|first| first.id);
        }
        assert_eq!(pages, ["45", "23", "1"]);
        let talk = conversations::find(&anas, PLAN_TALK, (None, 2)).await?.expect("it is hers to read");
        let mark = talk.mark.expect("there is something new");
        conversations::mark(tx, &[mark.clone(), mark.clone()]).await?;
        conversations::say(&bens, PLAN_TALK, &said(6, 9, "6")).await?.expect("he may");
        let later = conversations::find(&anas, PLAN_TALK, (None, 2)).await?.and_then(|talk| talk.mark);
        conversations::mark(tx, &[later.expect("there is something new"), mark]).await?;
        assert_eq!(listed(tx, ANA).await?, [(PLAN_TALK, 6, 0)], "an older mark takes nothing back");
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_talk_about_what_is_kept_from_view_is_nowhere_until_it_is_seen_again() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        they_come(tx).await?;
        let bens = with(tx, BEN, Act::Converse).await;
        let first = opening(GOAL_TALK, Some(GOAL), said(1, 1, "Which hall?"));
        conversations::open(&bens, &first).await?.expect("he may");
        assert_eq!(listed(tx, ANA).await?, [(GOAL_TALK, 1, 1)]);
        hide(tx).await?;
        for who in [ANA, BEN, MOTHER, AUNT] {
            assert_eq!(listed(tx, who).await?, [], "{who}");
            assert_eq!(reads(tx, who, GOAL_TALK).await?, Vec::<String>::new(), "{who}");
        }
        let refused = conversations::say(&bens, GOAL_TALK, &said(2, 2, "The small one?")).await?;
        assert_eq!(refused, Err(Refused::NoSuchConversation));
        let again = opening(PLAN_TALK, Some(GOAL), said(3, 3, "Which hall?"));
        assert_eq!(conversations::open(&bens, &again).await?, Err(Refused::NoSuchItem));
        let nothing = opening(PLAN_TALK, Some(ItemId::numbered(999)), said(4, 4, "What?"));
        assert_eq!(conversations::open(&bens, &nothing).await?, Err(Refused::NoSuchItem));
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

/// The officer keeps the goal from view.
async fn hide(tx: &Tx) -> Result<(), StoreError> {
    let until = "2027-01-01".parse().expect("a day");
    let change = Change::VisibilityDelayed { item: GOAL, until, reason: text("Safety") };
    let officer = PersonId::numbered(16);
    people::add(tx, &person(officer, "Ruth", "Officer")).await?;
    let district = ilp::OrgId::numbered(1);
    let place = headway_store::places::Organisation {
        id: district,
        kind: "district".to_owned(),
        name: "Riverside".to_owned(),
        parent: None,
        time_zone: None,
    };
    headway_store::places::add_organisation(tx, DISTRICT, &place).await?;
    let from = "2020-01-01".parse().expect("a day");
    let post = ties::Post {
        id: Uuid::from_u128(1),
        person: officer,
        kind: ilp::access::OfficeKind::PrivacyOfficer,
        organisation: district,
        from,
        until: None,
    };
    ties::add_posts(tx, DISTRICT, &[post]).await?;
    let year = ties::Schooling {
        id: Uuid::from_u128(1),
        learner: ANA,
        organisation: district,
        grade: "08".to_owned(),
        from,
        until: None,
    };
    ties::add_schoolings(tx, DISTRICT, &[year]).await?;
    let hand = Hand::of(officer, Party::School);
    let entry = Entry { id: ChangeId::numbered(9), at: minute(9), hand, through: None, change };
    let now = Moment { today: minute(0).date_naive(), at: minute(0) };
    let asker = ilp::access::Actor {
        purpose: Some("An order of the court of 7 September".to_owned()),
        ..asking(DISTRICT, officer)
    };
    let hers = permit(tx, &asker, Act::DelayVisibility, ANA, now).await?.expect("it is her office");
    headway_store::plans::append(&hers, &[entry]).await?.expect("a sound change");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supporter_reads_what_the_family_did_not_say() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        they_come(tx).await?;
        let mothers = with(tx, MOTHER, Act::Converse).await;
        let first = opening(GOAL_TALK, Some(GOAL), said(1, 1, "At home she sings."));
        conversations::open(&mothers, &first).await?.expect("she may");
        let bens = with(tx, BEN, Act::Converse).await;
        conversations::open(&bens, &opening(PLAN_TALK, None, said(2, 2, "A meeting?")))
            .await?
            .expect("he may");
        conversations::say(&mothers, PLAN_TALK, &said(3, 3, "Any evening.")).await?.expect("she may");
        assert_eq!(listed(tx, AUNT).await?, [(PLAN_TALK, 1, 1)]);
        assert_eq!(reads(tx, AUNT, PLAN_TALK).await?, ["A meeting?"]);
        assert_eq!(reads(tx, AUNT, GOAL_TALK).await?, Vec::<String>::new());
        assert_eq!(reads(tx, ANA, GOAL_TALK).await?, ["At home she sings."], "the student always reads");
        assert_eq!(reads(tx, BEN, PLAN_TALK).await?, ["A meeting?", "Any evening."]);
        let aunts = with(tx, AUNT, Act::Converse).await;
        conversations::say(&aunts, PLAN_TALK, &said(4, 4, "I can come.")).await?.expect("she may");
        let talk = conversations::find(&with(tx, ANA, Act::SeePlan).await, PLAN_TALK, (None, 9)).await?;
        let parties: Vec<Party> = talk.iter().flat_map(|talk| &talk.messages).map(|one| one.party).collect();
        assert_eq!(parties, [Party::School, Party::Family, Party::Student], "a supporter is at her side");
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_opened_a_conversation_closes_it_and_opens_it_again() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        they_come(tx).await?;
        let (bens, anas) = (with(tx, BEN, Act::Converse).await, with(tx, ANA, Act::Converse).await);
        conversations::open(&anas, &opening(PLAN_TALK, None, said(1, 1, "Done?"))).await?.expect("she may");
        let closed = conversations::set_closed(&bens, PLAN_TALK, Some(minute(2))).await?;
        assert_eq!(closed, Err(Refused::NotTheOpener));
        conversations::set_closed(&anas, PLAN_TALK, Some(minute(2))).await?.expect("it is hers");
        let refused = conversations::say(&bens, PLAN_TALK, &said(2, 3, "One more thing")).await?;
        assert_eq!(refused, Err(Refused::Closed));
        conversations::set_closed(&anas, PLAN_TALK, None).await?.expect("it is hers");
        conversations::say(&bens, PLAN_TALK, &said(2, 3, "One more thing")).await?.expect("it is open");
        let other = ConversationId::numbered(799);
        let refused = conversations::set_closed(&anas, other, None).await?;
        assert_eq!(refused, Err(Refused::NoSuchConversation));
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_permit_to_read_is_none_to_speak() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        they_come(tx).await?;
        let reads = with(tx, BEN, Act::SeePlan).await;
        let refused = conversations::open(&reads, &opening(PLAN_TALK, None, said(1, 1, "Hello"))).await;
        assert!(matches!(refused, Err(StoreError::Refused(_))), "{refused:?}");
        let refused = conversations::say(&reads, PLAN_TALK, &said(1, 1, "Hello")).await;
        assert!(matches!(refused, Err(StoreError::Refused(_))), "{refused:?}");
        let lists = with(tx, BEN, Act::SeeLearnerInLists).await;
        let refused = conversations::of_learner(&lists).await;
        assert!(matches!(refused, Err(StoreError::Refused(_))), "{refused:?}");
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}
