//! What a person's own account keeps: how pages look, where they are signed in; and the hats by which pages lead.

use super::{ANA, BEN, DISTRICT, each_engine, minute, people_come};
use headway_store::hats::{self, Hats};
use headway_store::looks::{self, Contrast, Face, Look, Size};
use headway_store::sessions::{self, NewSession, Whose};
use headway_store::ties::{self, Post};
use headway_store::{StoreError, Tx, accounts, places};
use ilp::OrgId;
use ilp::access::OfficeKind;
use uuid::Uuid;

fn session(token_digest: [u8; 32], at: i64, browser: Option<&str>) -> NewSession {
    NewSession {
        token_digest,
        tenant: DISTRICT,
        person: ANA,
        at: minute(at),
        idle_until: minute(at + 30),
        ends: minute(at + 720),
        browser: browser.map(str::to_owned),
    }
}

async fn ana_has_an_account(tx: &Tx) -> Result<(), StoreError> {
    people_come(tx).await?;
    accounts::set_password(tx, DISTRICT, ANA, ("ana", "hash"), minute(0)).await?;
    sessions::begin(tx, &session([1; 32], 0, Some("firefox/windows"))).await
}

async fn look(tx: &Tx, now: i64) -> Result<Option<Look>, StoreError> {
    Ok(match sessions::whose(tx, DISTRICT, &[1; 32], minute(now)).await? {
        Whose::Theirs(theirs) => Some(theirs.look),
        Whose::Ended(_) | Whose::Nobodys => None,
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_chose_comes_with_every_session_and_a_new_password_does_not_change_it() {
    each_engine(async |store| {
        store
            .write(|tx| {
                Box::pin(async move {
                    ana_has_an_account(tx).await?;
                    assert_eq!(look(tx, 1).await?, Some(Look::default()));
                    let chosen = Look { face: Face::Apart, size: Size::VeryLarge, contrast: Contrast::More };
                    assert!(looks::choose(tx, (DISTRICT, ANA), chosen).await?);
                    assert_eq!(look(tx, 2).await?, Some(chosen));
                    accounts::set_password(tx, DISTRICT, ANA, ("ana", "another"), minute(3)).await?;
                    assert_eq!(look(tx, 4).await?, Some(chosen));
                    assert!(looks::choose(tx, (DISTRICT, ANA), Look::default()).await?);
                    assert_eq!(look(tx, 5).await?, Some(Look::default()));
                    assert!(!looks::choose(tx, (DISTRICT, BEN), chosen).await?, "he has no account");
                    Ok(())
                })
            })
            .await
            .expect("looks are kept");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_sees_the_sessions_that_hold_and_ends_all_but_this_one() {
    each_engine(async |store| {
        store
            .write(|tx| {
                Box::pin(async move {
                    ana_has_an_account(tx).await?;
                    sessions::begin(tx, &session([2; 32], 20, None)).await?;
                    sessions::begin(tx, &session([3; 32], 10, None)).await?;
                    sessions::end(tx, &[3; 32]).await?;
                    let digests = async |who, now| {
                        let open = sessions::open_of(tx, (DISTRICT, who), minute(now)).await?;
                        Ok::<_, StoreError>(open.iter().map(|one| one.token_digest[0]).collect::<Vec<_>>())
                    };
                    assert_eq!(digests(ANA, 25).await?, [2, 1], "the newest first");
                    assert_eq!(digests(ANA, 40).await?, [2], "the other was silent for too long");
                    assert_eq!(digests(BEN, 25).await?, [0; 0]);
                    let open = sessions::open_of(tx, (DISTRICT, ANA), minute(25)).await?;
                    assert_eq!((open[1].begun, open[1].idle_until), (minute(0), minute(30)));
                    assert_eq!(open[1].browser.as_deref(), Some("firefox/windows"));
                    assert_eq!(sessions::end_others(tx, (DISTRICT, ANA), &[2; 32]).await?, 1);
                    assert_eq!(digests(ANA, 25).await?, [2]);
                    Ok(())
                })
            })
            .await
            .expect("sessions are listed");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_is_a_hat_as_long_as_it_is_held() {
    each_engine(async |store| {
        store
            .write(|tx| {
                Box::pin(async move {
                    people_come(tx).await?;
                    let organisation = OrgId::numbered(1);
                    let district = places::Organisation {
                        id: organisation,
                        kind: "district".to_owned(),
                        name: "Riverside".to_owned(),
                        parent: None,
                        time_zone: None,
                    };
                    places::add_organisation(tx, DISTRICT, &district).await?;
                    let (day, later) = (minute(0).date_naive(), minute(60 * 24 * 7).date_naive());
                    let post = |id, person, kind| {
                        let id = Uuid::from_u128(id);
                        Post { id, person, kind, organisation, from: day, until: Some(later) }
                    };
                    let posts =
                        [post(1, ANA, OfficeKind::PrivacyOfficer), post(2, BEN, OfficeKind::Administrator)];
                    ties::add_posts(tx, DISTRICT, &posts).await?;
                    let hats = async |who, on| hats::of(tx, (DISTRICT, who), (on, 18)).await;
                    let officer = Hats { works: true, guards: true, guards_all: true, ..Hats::default() };
                    assert_eq!(hats(ANA, day).await?, officer);
                    assert_eq!(
                        hats(BEN, day).await?,
                        Hats { administers: true, runs_all: true, ..Hats::default() }
                    );
                    for who in [ANA, BEN] {
                        assert_eq!(hats(who, later).await?, Hats::default(), "the post is over");
                    }
                    Ok(())
                })
            })
            .await
            .expect("hats are found");
    })
    .await;
}
