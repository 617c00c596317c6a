//! What must not be there is taken out of all that is kept, and out of the bytes of the file.

use super::planning::{ana, ben, entry, may, now, suggestion, text, they_know_each_other, written};
use super::{ANA, BEN, DISTRICT, each_engine, minute};
use headway_store::drafts::{self, Draft};
use headway_store::places::{self, Organisation};
use headway_store::proposals::{self, Yes};
use headway_store::ties::{self, Post};
use headway_store::{Store, StoreError, Tx, arrivals, check, plans};
use ilp::access::{Act, OfficeKind};
use ilp::plan::{Change, Entry, Letter, Place, Refused, Standing, places_of};
use ilp::{ChangeId, OrgId, ProposalId};

const SECRET: &str = "Beat my cousin Lee who failed math";
const YES: &str = "Yes, since Lee failed it twice";

async fn ben_becomes_officer(tx: &Tx) -> Result<(), StoreError> {
    let officer = Post {
        id: uuid::Uuid::from_u128(7),
        person: BEN,
        kind: OfficeKind::PrivacyOfficer,
        organisation: OrgId::numbered(1),
        from: now(0).today,
        until: None,
    };
    let top = Organisation {
        id: OrgId::numbered(1),
        kind: "district".into(),
        name: "Riverside".into(),
        parent: None,
        time_zone: None,
    };
    places::add_organisation(tx, DISTRICT, &top).await?;
    ties::add_posts(tx, DISTRICT, &[officer]).await
}

fn redacted(n: u32, places: Vec<Place>, letters: Vec<Letter>) -> Entry {
    entry(n, ben(), Change::Redacted { places, letters, rule: "another_childs_data".to_owned() })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_redacted_text_is_nowhere_in_the_log_and_the_replay_still_holds() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        they_know_each_other(tx).await?;
        let mine = may(tx, ANA, Act::ChangeOwn).await?;
        let secret = SECRET;
        let log = [entry(1, ana(), written(None, secret)), entry(2, ana(), written(Some(1), "Pass math"))];
        let proposed = suggestion(1, secret);
        plans::append(&mine, &log[..1]).await?.expect("hers");
        proposals::put(&may(tx, BEN, Act::Propose).await?, &proposed).await?.expect("it can be asked");
        plans::append(&mine, &log[1..]).await?.expect("hers");
        let body = format!("statement={secret}");
        let draft = Draft {
            tenant: DISTRICT,
            person: ANA,
            form: "goal".into(),
            about: Some(ANA),
            key: uuid::Uuid::from_u128(1),
            body,
            at: minute(3),
        };
        drafts::keep(tx, &draft).await?;

        ben_becomes_officer(tx).await?;
        let officer = may(tx, BEN, Act::Redact).await?;
        let redacted = |places| {
            let letters = Vec::new();
            entry(3, ben(), Change::Redacted { places, letters, rule: "another_childs_data".to_owned() })
        };
        let other = places_of(&log, &text("Pass math"));
        let mixed: Vec<_> = places_of(&log, &text(secret)).into_iter().chain(other).collect();
        assert_eq!(plans::append(&officer, &[redacted(mixed)]).await?.map(|_| ()), Err(Refused::NotOneText));
        let places = places_of(&log, &text(secret));
        plans::append(&officer, &[redacted(places)]).await?.expect("the officer may");

        let left = plans::log(&mine).await?;
        assert!(left.iter().flat_map(|entry| entry.change.texts()).all(|text| text.as_str() != Some(secret)));
        let letter = proposals::find(&mine, proposed.id).await?.expect("it stays");
        assert!(letter.changes[0].texts().iter().all(|text| text.as_str().is_none()), "{letter:?}");
        assert_eq!(letter.reason, proposed.reason);
        assert_eq!(drafts::find(tx, DISTRICT, ANA, "goal", Some(ANA)).await?, None);
        assert_eq!(check::all(tx).await?.wrong, Vec::<String>::new());
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

/// A suggestion has the texts of its changes and then its reason, or the other way round: told by what they say.
fn letter(about: &ilp::plan::Proposal, words: &str) -> Letter {
    let mut texts = Vec::new();
    let _ = about.clone().map_texts(&mut |text| {
        texts.push(text.clone());
        text
    });
    let nth = texts.iter().position(|text| text.as_str() == Some(words)).expect("it says so");
    Letter { proposal: about.id, nth: u16::try_from(nth).expect("few texts") }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_redaction_by_letters_names_one_text_and_every_place_of_it() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        they_know_each_other(tx).await?;
        let first = [entry(1, ana(), written(None, "Pass math"))];
        plans::append(&may(tx, ANA, Act::ChangeOwn).await?, &first).await?.expect("hers");
        let proposed = suggestion(1, SECRET);
        let theirs = may(tx, BEN, Act::Propose).await?;
        proposals::put(&theirs, &proposed).await?.expect("it can be asked");
        let other = ilp::plan::Proposal { id: ProposalId::numbered(901), ..suggestion(1, "Something else") };
        proposals::put(&theirs, &other).await?.expect("it can be asked");
        let yes = Yes {
            hand: ana(),
            at: minute(32),
            ids: vec![ChangeId::numbered(32)],
            seen: Vec::new(),
            words: Some(text(YES)),
        };
        let hers = may(tx, ANA, Act::AnswerProposal).await?;
        proposals::say_yes(&hers, proposed.id, &yes).await?.expect("it is there").expect("it fits");
        ben_becomes_officer(tx).await?;
        let (officer, log) = (may(tx, BEN, Act::Redact).await?, plans::log(&hers).await?);
        let (places, secret) = (places_of(&log, &text(SECRET)), letter(&proposed, SECRET));
        let unknown = Letter { proposal: ProposalId::numbered(999), nth: 0 };
        for (places, letters) in [
            (Vec::new(), vec![secret]),
            (places.clone(), vec![secret, letter(&other, "Something else")]),
            (places.clone(), vec![letter(&other, "Something else")]),
            (Vec::new(), vec![unknown]),
            (Vec::new(), Vec::new()),
        ] {
            let refused = plans::append(&officer, &[redacted(40, places, letters)]).await?.map(|_| ());
            assert_eq!(refused, Err(Refused::NotOneText));
        }
        plans::append(&officer, &[redacted(40, places, vec![secret])]).await?.expect("one text, everywhere");
        let left = proposals::find(&hers, proposed.id).await?.expect("it stays");
        assert!(left.changes[0].texts().iter().all(|text| text.as_str().is_none()), "{left:?}");
        let only_proposed = vec![letter(&other, "Something else")];
        plans::append(&officer, &[redacted(41, Vec::new(), only_proposed)]).await?.expect("it is in no log");
        let said = vec![letter(&left, YES)];
        plans::append(&officer, &[redacted(42, Vec::new(), said)])
            .await?
            .expect("what was said with the yes too");
        let left = proposals::find(&hers, proposed.id).await?.expect("it stays");
        let said = left.answers[0].answer.words().expect("that something was said stays");
        assert_eq!((said.as_str(), left.standing()), (None, Standing::Accepted));
        assert_eq!(check::all(tx).await?.wrong, Vec::<String>::new());
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_redacted_text_is_nowhere_in_the_bytes_of_the_file() {
    async fn before(tx: &Tx) -> Result<(), StoreError> {
        they_know_each_other(tx).await?;
        ben_becomes_officer(tx).await?;
        let log = [entry(1, ana(), written(None, SECRET)), entry(2, ana(), written(Some(1), "Pass math"))];
        arrivals::arrive(tx, DISTRICT, ANA, &log, &[]).await?;
        let body = format!("statement={SECRET}");
        let (form, about) = ("goal".to_owned(), Some(ANA));
        let (key, at) = (uuid::Uuid::from_u128(1), minute(3));
        drafts::keep(tx, &Draft { tenant: DISTRICT, person: ANA, form, about, key, body, at }).await?;
        Ok(())
    }
    async fn redact(tx: &Tx) -> Result<(), StoreError> {
        let officer = may(tx, BEN, Act::Redact).await?;
        let log = plans::log(&may(tx, ANA, Act::ChangeOwn).await?).await?;
        let places = places_of(&log, &text(SECRET));
        plans::append(&officer, &[redacted(3, places, Vec::new())]).await?.expect("the officer may");
        Ok(())
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("headway.db");
    let store = Store::open(&path.to_string_lossy()).await.expect("a new file opens");
    store.write(|tx| Box::pin(before(tx))).await.expect("it can be written");
    let found = || {
        let files = ["headway.db", "headway.db-wal"].map(|name| std::fs::read(folder.path().join(name)));
        let bytes = files.map(|file| file.expect("the file is there")).concat();
        bytes.windows(SECRET.len()).filter(|part| *part == SECRET.as_bytes()).count()
    };
    assert!(0 < found(), "it is in the file before");
    store.write(|tx| Box::pin(redact(tx))).await.expect("it can be taken out");
    assert_eq!(found(), 0, "not in a free page and not in the log, though the server still runs");
    store.close().await;
}
