//! Accounts, sessions and the counting of failed attempts.

use super::{ANA, BEN, DISTRICT, each_engine, minute, people_come, person};
use chrono::Duration;
use headway_store::accounts::{self, Barred, PasswordSet};
use headway_store::people::{self, Person};
use headway_store::sessions::{self, EndedBy, NewSession, Whose};
use headway_store::{StoreError, Tx, attempts};
use ilp::{PersonId, TenantId};

const AWAY: PersonId = PersonId::numbered(13);

async fn ana_has_an_account(tx: &Tx) -> Result<(), StoreError> {
    people_come(tx).await?;
    let set = accounts::set_password(tx, DISTRICT, ANA, (" Ana@Example.org", "hash one"), minute(0)).await?;
    assert_eq!(set, PasswordSet::Kept);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_found_by_its_login_however_it_is_typed() {
    each_engine(async |store| {
        store
            .write(|tx| {
                Box::pin(async move {
                    ana_has_an_account(tx).await?;
                    let account =
                        accounts::by_login(tx, DISTRICT, "ANA@example.org ").await?.expect("it is there");
                    assert_eq!((account.person, account.disabled), (ANA, false));
                    assert_eq!(account.password_hash.as_deref(), Some("hash one"));
                    accounts::set_password(tx, DISTRICT, ANA, ("ana.n", "hash two"), minute(1)).await?;
                    assert_eq!(accounts::by_login(tx, DISTRICT, "ana@example.org").await?, None);
                    let account = accounts::by_login(tx, DISTRICT, "ana.n").await?.expect("it is there");
                    assert_eq!(account.password_hash.as_deref(), Some("hash two"));
                    Ok(())
                })
            })
            .await
            .expect("accounts can be kept");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_belongs_to_one_person_of_a_tenant() {
    each_engine(async |store| {
        let taken = store
            .write(|tx| {
                Box::pin(async move {
                    ana_has_an_account(tx).await?;
                    accounts::set_password(tx, DISTRICT, BEN, ("ANA@EXAMPLE.ORG", "his"), minute(1)).await
                })
            })
            .await;
        assert_eq!(taken, Ok(PasswordSet::LoginTaken));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_holds_until_it_is_idle_too_long_or_ends() {
    each_engine(async |store| {
        store
            .write(|tx| {
                Box::pin(async move {
                    ana_has_an_account(tx).await?;
                    let digest = [7; 32];
                    sessions::begin(tx, &session(digest)).await?;
                    let ended = async |now| Ok::<_, StoreError>(ended_by(tx, digest, now).await?);
                    assert_eq!(ended(29).await?, None);
                    assert_eq!(ended(30).await?, Some(EndedBy::Silence));
                    sessions::touch(tx, &digest, minute(720)).await?;
                    assert_eq!(ended(719).await?, None);
                    assert_eq!(ended(720).await?, Some(EndedBy::Length));
                    let future = sessions::whose(tx, DISTRICT, &digest, minute(-2)).await?;
                    assert_eq!(future, Whose::Nobodys, "it was begun while a clock was wrong");
                    let unknown = sessions::whose(tx, DISTRICT, &[8; 32], minute(0)).await?;
                    assert_eq!(unknown, Whose::Nobodys);
                    let elsewhere = sessions::whose(tx, TenantId::numbered(2), &digest, minute(0)).await?;
                    assert_eq!(elsewhere, Whose::Nobodys);
                    assert_eq!(sessions::forget_ended(tx, minute(720)).await?, 1);
                    Ok(())
                })
            })
            .await
            .expect("sessions can be kept");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn disabling_an_account_ends_its_sessions() {
    each_engine(async |store| {
        store
            .write(|tx| {
                Box::pin(async move {
                    ana_has_an_account(tx).await?;
                    sessions::begin(tx, &session([1; 32])).await?;
                    sessions::begin(tx, &session([2; 32])).await?;
                    sessions::end(tx, &[1; 32]).await?;
                    sessions::sign_in_again(tx, &[2; 32], minute(5)).await?;
                    assert_eq!(ended_by(tx, [1; 32], 6).await?, Some(EndedBy::SignOut));
                    let Whose::Theirs(held) = sessions::whose(tx, DISTRICT, &[2; 32], minute(6)).await?
                    else {
                        panic!("it holds")
                    };
                    assert_eq!((held.name.as_str(), held.session.person), ("Ana Núñez", ANA));
                    let (begun, again) = (held.session.begun, held.session.signed_in_at);
                    assert_eq!((begun, again), (minute(0), minute(5)));
                    assert!(accounts::disable(tx, DISTRICT, ANA, minute(6)).await?);
                    assert_eq!(sessions::whose(tx, DISTRICT, &[2; 32], minute(6)).await?, Whose::Nobodys);
                    let account = accounts::by_login(tx, DISTRICT, "ana@example.org").await?;
                    assert!(account.is_some_and(|account| account.disabled));
                    assert!(accounts::enable(tx, DISTRICT, ANA, minute(7)).await?);
                    assert!(!accounts::enable(tx, DISTRICT, BEN, minute(7)).await?);
                    Ok(())
                })
            })
            .await
            .expect("accounts can be disabled");
    })
    .await;
}

/// Even one that began a moment too late to be ended with the others.
#[tokio::test(flavor = "multi_thread")]
async fn no_session_of_a_closed_account_or_of_a_disabled_person_is_anybodys() {
    each_engine(async |store| {
        store
            .write(|tx| {
                Box::pin(async move {
                    ana_has_an_account(tx).await?;
                    let ben = person(BEN, "Ben", "Okafor");
                    let away = Person { id: AWAY, enabled: false, ..ben };
                    people::add(tx, &away).await?;
                    accounts::set_password(tx, DISTRICT, AWAY, ("away", "hash"), minute(0)).await?;
                    accounts::disable(tx, DISTRICT, ANA, minute(0)).await?;
                    for (digest, who) in [([1; 32], ANA), ([2; 32], AWAY)] {
                        sessions::begin(tx, &NewSession { person: who, ..session(digest) }).await?;
                        let whose = sessions::whose(tx, DISTRICT, &digest, minute(1)).await?;
                        assert_eq!(whose, Whose::Nobodys, "{who}");
                    }
                    Ok(())
                })
            })
            .await
            .expect("the sessions are looked at");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_begins_only_for_an_account_that_is_as_it_was_read() {
    each_engine(async |store| {
        store
            .write(|tx| {
                Box::pin(async move {
                    ana_has_an_account(tx).await?;
                    let read = async |login| {
                        let account = accounts::by_login(tx, DISTRICT, login).await?;
                        Ok::<_, StoreError>(account.expect("it is there"))
                    };
                    let before = read("ana@example.org").await?;
                    assert_eq!(accounts::enter(tx, &before).await?, Ok(()));
                    accounts::disable(tx, DISTRICT, ANA, minute(1)).await?;
                    assert_eq!(accounts::enter(tx, &before).await?, Err(Barred::AccountChanged));
                    accounts::enable(tx, DISTRICT, ANA, minute(2)).await?;
                    assert_eq!(accounts::enter(tx, &before).await?, Ok(()));
                    accounts::set_password(tx, DISTRICT, ANA, ("ana@example.org", "hash two"), minute(3))
                        .await?;
                    assert_eq!(accounts::enter(tx, &before).await?, Err(Barred::AccountChanged));

                    let away = Person { id: AWAY, enabled: false, ..person(BEN, "Ben", "Okafor") };
                    people::add(tx, &away).await?;
                    accounts::set_password(tx, DISTRICT, AWAY, ("away", "hash"), minute(0)).await?;
                    assert_eq!(accounts::enter(tx, &read("away").await?).await?, Err(Barred::PersonDisabled));
                    Ok(())
                })
            })
            .await
            .expect("accounts can be asked");
    })
    .await;
}

/// Whichever of the two is first: the old password opens nothing after the new one is there.
#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_begins_while_the_password_changes_does_not_outlive_it() {
    each_engine(async |store| {
        store.write(|tx| Box::pin(ana_has_an_account(tx))).await.expect("Ana is there");
        for round in 1..=20 {
            let read = store.read(|tx| Box::pin(accounts::by_login(tx, DISTRICT, "ana@example.org")));
            let account = read.await.expect("it is read").expect("it is there");
            let begins = store.write(move |tx| {
                Box::pin(async move {
                    let may = accounts::enter(tx, &account).await?;
                    if may.is_ok() {
                        sessions::begin(tx, &session([round; 32])).await?;
                    }
                    Ok(may)
                })
            });
            let changes = store.write(move |tx| {
                Box::pin(async move {
                    let hash = format!("hash of round {round}");
                    sessions::end_all(tx, DISTRICT, ANA).await?;
                    accounts::set_password(tx, DISTRICT, ANA, ("ana@example.org", &hash), minute(0)).await
                })
            });
            let (began, set) = tokio::join!(begins, changes);
            assert_eq!(set, Ok(PasswordSet::Kept));
            let after = store.read(move |tx| Box::pin(ended_by(tx, [round; 32], 1))).await;
            let expected = began.expect("it is asked").ok().map(|()| EndedBy::SignOut);
            assert_eq!(after, Ok(expected), "round {round}");
        }
    })
    .await;
}

#[test]
fn a_login_is_counted_under_the_name_that_it_is_found_by() {
    for typed in ["ana", " ANA ", "ａｎａ", "ᵃna", "𝐚na"] {
        assert_eq!(accounts::folded(typed), "ana", "{typed}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn failed_attempts_are_counted_and_forgotten() {
    each_engine(async |store| {
        store
            .write(|tx| {
                Box::pin(async move {
                    let digest = [9; 32];
                    for at in [0, 5, 10] {
                        attempts::note(tx, DISTRICT, &digest, minute(at)).await?;
                    }
                    let count = async |digest, since, now| {
                        attempts::count_since(tx, DISTRICT, digest, (minute(since), minute(now))).await
                    };
                    assert_eq!(count(&digest, 5, 10).await?, 2);
                    assert_eq!(count(&digest, 5, 9).await?, 1, "what is to come does not count yet");
                    assert_eq!(count(&[1; 32], 0, 10).await?, 0);
                    attempts::take_back(tx, DISTRICT, &digest, minute(10)).await?;
                    attempts::take_back(tx, DISTRICT, &[1; 32], minute(5)).await?;
                    assert_eq!(count(&digest, 5, 10).await?, 1);
                    assert_eq!(attempts::forget(tx, minute(5)).await?, 1);
                    attempts::clear(tx, DISTRICT, &digest).await?;
                    assert_eq!(
                        attempts::count_since(tx, DISTRICT, &digest, (minute(0), minute(9))).await?,
                        0
                    );
                    Ok(())
                })
            })
            .await
            .expect("attempts can be counted");
    })
    .await;
}

/// By what a session has ended at a minute; `None` while it holds, and of one that is nobody's.
async fn ended_by(tx: &Tx, digest: [u8; 32], now: i64) -> Result<Option<EndedBy>, StoreError> {
    Ok(match sessions::whose(tx, DISTRICT, &digest, minute(now)).await? {
        Whose::Ended(ended) => Some(ended.by),
        Whose::Theirs(_) | Whose::Nobodys => None,
    })
}

fn session(token_digest: [u8; 32]) -> NewSession {
    NewSession {
        token_digest,
        tenant: DISTRICT,
        person: ANA,
        at: minute(0) + Duration::nanoseconds(999),
        idle_until: minute(30),
        ends: minute(720),
        browser: None,
    }
}
