//! A teacher suggests, the student decides, and the log keeps it all.

use super::{ANA, BEN, DISTRICT, each_engine, minute, people_come};
use chrono::NaiveDate;
use headway_store::permits::{Permit, asking, permit};
use headway_store::proposals::{self, Yes};
use headway_store::ties::{self, Bond};
use headway_store::{StoreError, Tx, access_log, arrivals, check, plans};
use ilp::access::{Act, CaseloadKind, Moment, Tie, Why};
use ilp::plan::{
    Answer, Answered, Body, Change, Entry, Goal, Hand, Language, Links, Owner, Party, Proposal, Reach,
    Refused, Standing, Text,
};
use ilp::{ChangeId, ItemId, OpeningId, PersonId, ProposalId, RelationId};

const GOAL: ItemId = ItemId::numbered(501);

pub(super) fn now(minutes: i64) -> Moment {
    let at = minute(minutes);
    Moment { today: at.date_naive(), at }
}

pub(super) fn ana() -> Hand {
    Hand::of(ANA, Party::Student)
}

pub(super) fn ben() -> Hand {
    Hand::of(BEN, Party::School)
}

pub(super) fn text(words: &str) -> Text {
    Text::new(Language::english(), words).expect("short words")
}

pub(super) fn written(replaces: Option<u32>, statement: &str) -> Change {
    let by = NaiveDate::from_ymd_opt(2027, 1, 29);
    let links = Links::default();
    let goal =
        Goal { reach: Reach::ShortTerm, statement: text(statement), why: None, measure: None, by, links };
    Change::ItemWritten { item: GOAL, replaces, says: Body::Goal(goal) }
}

pub(super) fn entry(n: u32, hand: Hand, change: Change) -> Entry {
    Entry { id: ChangeId::numbered(n.into()), at: minute(n.into()), hand, through: None, change }
}

pub(super) fn suggestion(replaces: u32, statement: &str) -> Proposal {
    Proposal {
        id: ProposalId::numbered(900),
        by: ben(),
        at: minute(30),
        of: Owner::Student,
        asks: Owner::Student,
        reason: text("You read faster than you think"),
        changes: vec![written(Some(replaces), statement)],
        counters: None,
        answers: Vec::new(),
    }
}

/// Ana is a student, and Ben her counselor.
pub(super) async fn they_know_each_other(tx: &Tx) -> Result<(), StoreError> {
    people_come(tx).await?;
    let caseload = Bond {
        id: RelationId::numbered(1),
        learner: ANA,
        person: BEN,
        tie: Tie::Caseload { kind: CaseloadKind::Counselor },
        called: String::new(),
        from: None,
        until: None,
        recorded_by: None,
        recorded_at: minute(0),
    };
    ties::add(tx, DISTRICT, &[caseload]).await
}

pub(super) async fn may(tx: &Tx, who: PersonId, act: Act) -> Result<Permit<'_>, StoreError> {
    let permit = permit(tx, &asking(DISTRICT, who), act, ANA, now(60)).await?;
    Ok(permit.expect("the table of personas says so"))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_is_there_on_any_day_after() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        they_know_each_other(tx).await?;
        let mine = may(tx, ANA, Act::ChangeOwn).await?;
        let first = plans::append(&mine, &[entry(1, ana(), written(None, "Read a book"))]).await?;
        assert_eq!(first.map(|plan| plan.version), Ok(1));
        let second = plans::append(&mine, &[entry(2, ana(), written(Some(1), "Read two books"))]).await?;
        let plan = second.expect("she read revision 1");
        let seen = may(tx, BEN, Act::SeePlan).await?;
        assert_eq!(*plans::current(&seen).await?, plan);
        let log = plans::log(&seen).await?;
        assert_eq!(log.len(), 2);
        assert_eq!(plans::log_end(&seen, 1).await?, log[1..]);
        assert_eq!(plans::log_end(&seen, 9).await?, log);
        let then = plans::as_of(&seen, minute(1)).await?;
        let goal = then.items[&GOAL].words();
        assert_eq!(goal[0].as_str(), Some("Read a book"));
        assert_eq!(check::all(tx).await?.wrong, Vec::<String>::new());
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_change_leaves_log_and_plan_as_they_were() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        they_know_each_other(tx).await?;
        let mine = may(tx, ANA, Act::ChangeOwn).await?;
        let both = [entry(1, ana(), written(None, "Read")), entry(2, ana(), written(Some(7), "Read more"))];
        let refused = plans::append(&mine, &both).await?;
        assert_eq!(refused.map(|_| ()), Err(Refused::Stale { item: GOAL, read: 7, now: 1 }));
        assert_eq!(plans::current(&mine).await?.version, 0);
        assert_eq!(plans::log(&mine).await?, []);
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suggestion_changes_the_plan_when_the_student_says_yes_and_only_then() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        they_know_each_other(tx).await?;
        let mine = may(tx, ANA, Act::AnswerProposal).await?;
        let theirs = may(tx, BEN, Act::Propose).await?;
        plans::append(&may(tx, ANA, Act::ChangeOwn).await?, &[entry(1, ana(), written(None, "Read a book"))])
            .await?
            .expect("hers");
        let proposed = suggestion(1, "Read three books");
        proposals::put(&theirs, &proposed).await?.expect("it can be asked");
        assert_eq!(plans::current(&mine).await?.version, 1);

        let later = Answered { by: ana(), at: minute(31), answer: Answer::NotNow { why: None } };
        assert_eq!(proposals::answer(&mine, proposed.id, later).await?, Some(Ok(())));
        let yes = Yes {
            hand: ana(),
            at: minute(32),
            ids: vec![ChangeId::numbered(32)],
            seen: Vec::new(),
            words: None,
        };
        let plan = proposals::say_yes(&mine, proposed.id, &yes).await?.expect("it is there");
        assert_eq!(plan.expect("it fits").items[&GOAL].words()[0].by, ben());
        let kept = proposals::find(&mine, proposed.id).await?.expect("it stays");
        assert_eq!((kept.standing(), kept.answers.len()), (Standing::Accepted, 2));
        assert_eq!(proposals::of_learner(&mine).await?, [kept.into()]);
        let again = proposals::say_yes(&mine, proposed.id, &yes).await?;
        assert_eq!(again.map(|answer| answer.map(|_| ())), Some(Err(Refused::AlreadyThere)));
        assert_eq!(check::all(tx).await?.wrong, Vec::<String>::new());
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_overtaken_suggestion_is_asked_again_beside_the_new_text() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        they_know_each_other(tx).await?;
        let mine = may(tx, ANA, Act::AnswerProposal).await?;
        let writing = may(tx, ANA, Act::ChangeOwn).await?;
        plans::append(&writing, &[entry(1, ana(), written(None, "Read a book"))]).await?.expect("hers");
        let proposed = suggestion(1, "Read three books");
        proposals::put(&may(tx, BEN, Act::Propose).await?, &proposed).await?.expect("it can be asked");
        plans::append(&writing, &[entry(2, ana(), written(Some(1), "Read comics"))]).await?.expect("hers");
        let yes =
            |seen| Yes { hand: ana(), at: minute(40), ids: vec![ChangeId::numbered(40)], seen, words: None };
        let stale = proposals::say_yes(&mine, proposed.id, &yes(Vec::new())).await?.expect("it is there");
        assert_eq!(stale.map(|_| ()), Err(Refused::Stale { item: GOAL, read: 1, now: 2 }));
        let seen = proposals::say_yes(&mine, proposed.id, &yes(vec![(GOAL, 2)])).await?;
        assert!(matches!(seen, Some(Ok(_))), "{seen:?}");
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_permit_for_one_act_or_person_does_for_no_other() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        they_know_each_other(tx).await?;
        let refused = |outcome: Result<(), StoreError>| {
            assert!(matches!(outcome, Err(StoreError::Refused(_))), "{outcome:?}");
        };
        let (seeing, writing) = (may(tx, ANA, Act::SeePlan).await?, may(tx, ANA, Act::ChangeOwn).await?);
        let goal = [entry(1, ana(), written(None, "Read a book"))];
        refused(plans::append(&seeing, &goal).await.map(|_| ()));
        refused(plans::append(&may(tx, BEN, Act::ChangeOwn).await?, &goal).await.map(|_| ()));
        plans::append(&writing, &goal).await?.expect("hers");
        let signed =
            Change::Signed { opening: OpeningId::numbered(1), plan_version: 1, pack_version: "1".into() };
        refused(plans::append(&writing, &[entry(2, ana(), signed)]).await.map(|_| ()));
        refused(proposals::put(&may(tx, BEN, Act::SeePlan).await?, &suggestion(1, "More")).await.map(|_| ()));
        let listing = may(tx, BEN, Act::SeeLearnerInLists).await?;
        refused(plans::current(&listing).await.map(|_| ()));
        refused(plans::log(&listing).await.map(|_| ()));
        refused(proposals::of_learner(&listing).await.map(|_| ()));
        refused(access_log::of_learner(&listing, None, 1).await.map(|_| ()));
        assert_eq!(plans::current(&seeing).await?.version, 1);
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suggestion_is_put_once_and_nobody_says_yes_to_their_own() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        they_know_each_other(tx).await?;
        plans::append(&may(tx, ANA, Act::ChangeOwn).await?, &[entry(1, ana(), written(None, "Read"))])
            .await?
            .expect("hers");
        let (theirs, proposed) = (may(tx, BEN, Act::Propose).await?, suggestion(1, "Read more"));
        proposals::put(&theirs, &proposed).await?.expect("it can be asked");
        let other = Proposal { changes: vec![written(Some(1), "Something else")], ..proposed.clone() };
        assert_eq!(proposals::put(&theirs, &other).await?, Err(Refused::AlreadyThere));
        assert_eq!(proposals::find(&theirs, proposed.id).await?, Some(proposed.clone()));
        let yes = Yes {
            hand: ben(),
            at: minute(32),
            ids: vec![ChangeId::numbered(32)],
            seen: Vec::new(),
            words: None,
        };
        let own = proposals::say_yes(&may(tx, BEN, Act::AnswerProposal).await?, proposed.id, &yes).await?;
        assert_eq!(own.map(|answer| answer.map(|_| ())), Some(Err(Refused::NotYourDecision)));
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_is_never_older_than_the_one_before_it() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        they_know_each_other(tx).await?;
        let mine = may(tx, ANA, Act::ChangeOwn).await?;
        let log = [entry(50, ana(), written(None, "Read")), entry(2, ana(), written(Some(1), "Read more"))];
        plans::append(&mine, &log[..1]).await?.expect("hers");
        plans::append(&mine, &log[1..]).await?.expect("hers");
        let kept: Vec<_> = plans::log(&mine).await?.into_iter().map(|entry| entry.at).collect();
        assert_eq!(kept, [minute(50), minute(50)]);
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_kept_from_view_comes_out_of_no_door_of_the_store() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        they_know_each_other(tx).await?;
        let until = now(60).today.succ_opt().expect("a next day");
        let delayed = Change::VisibilityDelayed { item: GOAL, until, reason: text("Safety") };
        let log = [entry(1, ana(), written(None, "Read a book")), entry(2, ben(), delayed)];
        let letter = suggestion(1, "Read three books");
        assert!(arrivals::arrive(tx, DISTRICT, ANA, &log, std::slice::from_ref(&letter)).await?);
        for reader in [ANA, BEN] {
            let seen = may(tx, reader, Act::SeeHistory).await?;
            assert!(plans::current(&seen).await?.items.is_empty());
            assert!(plans::as_of(&seen, minute(1)).await?.items.is_empty());
            assert_eq!(plans::log(&seen).await?, []);
            assert_eq!(plans::log_end(&seen, 9).await?, []);
            assert_eq!(proposals::of_learner(&seen).await?, []);
            assert_eq!(proposals::find(&seen, letter.id).await?, None);
        }
        let yes = Yes {
            hand: ana(),
            at: minute(32),
            ids: vec![ChangeId::numbered(32)],
            seen: Vec::new(),
            words: None,
        };
        let answered = proposals::say_yes(&may(tx, ANA, Act::AnswerProposal).await?, letter.id, &yes).await?;
        assert_eq!(answered, None, "nobody answers what they may not see");
        let hers = may(tx, ANA, Act::ChangeOwn).await?;
        let blind = [entry(3, ana(), written(Some(1), "Read on"))];
        let refused = plans::append(&hers, &blind).await?.map(|_| ());
        assert_eq!(refused, Err(Refused::NoSuchItem { item: GOAL }));
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_learner_arrives_with_their_log_once() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        they_know_each_other(tx).await?;
        let log = [entry(1, ana(), written(None, "Read a book"))];
        assert!(arrivals::arrive(tx, DISTRICT, ANA, &log, &[suggestion(1, "Read more")]).await?);
        assert!(!arrivals::arrive(tx, DISTRICT, ANA, &log, &[]).await?);
        let seen = may(tx, BEN, Act::SeePlan).await?;
        assert_eq!(plans::current(&seen).await?.version, 1);
        assert_eq!(proposals::of_learner(&seen).await?.len(), 1);
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_tie_there_is_no_permit_and_an_ended_tie_is_none() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        people_come(tx).await?;
        let ask = |act| async move {
            permit(tx, &asking(DISTRICT, BEN), act, ANA, now(0)).await.map(|permit| permit.map(|_| ()))
        };
        assert_eq!(ask(Act::SeePlan).await?, Err(Why::NotKnown));
        let ended = Bond {
            id: RelationId::numbered(1),
            learner: ANA,
            person: BEN,
            tie: Tie::Caseload { kind: CaseloadKind::Counselor },
            called: String::new(),
            from: None,
            until: Some(now(0).today),
            recorded_by: None,
            recorded_at: minute(0),
        };
        ties::add(tx, DISTRICT, std::slice::from_ref(&ended)).await?;
        assert_eq!(ask(Act::SeePlan).await?, Err(Why::NotKnown));
        let until = now(0).today.succ_opt();
        ties::add(tx, DISTRICT, &[Bond { id: RelationId::numbered(2), until, ..ended }]).await?;
        assert_eq!(ask(Act::SeePlan).await?, Ok(()));
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}
