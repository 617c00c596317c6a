//! Accounts, sessions and the counting of failed attempts.

use super::{ANA, BEN, DISTRICT, each_engine, minute, people_come};
use chrono::Duration;
use headway_store::accounts::{self, PasswordSet};
use headway_store::sessions::{self, NewSession};
use headway_store::{StoreError, Tx, attempts};

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
                    let held = async |now| {
                        Ok::<_, StoreError>(sessions::current(tx, &digest, minute(now)).await?.is_some())
                    };
                    assert!(held(29).await?);
                    assert!(!held(30).await?);
                    sessions::touch(tx, &digest, minute(10_000)).await?;
                    assert!(held(719).await?);
                    assert!(!held(720).await?);
                    assert_eq!(sessions::current(tx, &[8; 32], minute(0)).await?, None);
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
                    let held = sessions::current(tx, &[2; 32], minute(6)).await?.expect("it holds");
                    assert_eq!((held.begun, held.signed_in_at), (minute(0), minute(5)));
                    assert!(accounts::disable(tx, DISTRICT, ANA, minute(6)).await?);
                    assert_eq!(sessions::current(tx, &[2; 32], minute(6)).await?, None);
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
                    assert_eq!(attempts::count_since(tx, DISTRICT, &digest, minute(5)).await?, 2);
                    assert_eq!(attempts::count_since(tx, DISTRICT, &[1; 32], minute(0)).await?, 0);
                    assert_eq!(attempts::forget(tx, minute(5)).await?, 1);
                    attempts::clear(tx, DISTRICT, &digest).await?;
                    assert_eq!(attempts::count_since(tx, DISTRICT, &digest, minute(0)).await?, 0);
                    Ok(())
                })
            })
            .await
            .expect("attempts can be counted");
    })
    .await;
}

fn session(token_digest: [u8; 32]) -> NewSession {
    NewSession {
        token_digest,
        tenant: DISTRICT,
        person: ANA,
        at: minute(0) + Duration::nanoseconds(999),
        idle_until: minute(30),
        ends: minute(720),
    }
}
