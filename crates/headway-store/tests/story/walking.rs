//! Long lists: the same along all names as gathered, page by page, and not counted to their end.

use super::seeing::today;
use super::{ANA, BEN, DISTRICT, each_engine, people_come, person};
use chrono::Days;
use headway_store::places::Organisation;
use headway_store::ties::{self, Post, Schooling};
use headway_store::visible::{self, Found, From, Wanted};
use headway_store::{StoreError, Tx, people, places};
use ilp::access::OfficeKind;
use ilp::{OrgId, PersonId, TenantId};
use uuid::Uuid;

/// Compares the list as it is found for this reader with the list along all names, whole and in pages both ways.
pub(super) async fn compare_ways(
    tx: &Tx,
    who: (TenantId, PersonId),
    wanted: &Wanted,
) -> Result<(), StoreError> {
    let day = (today(), 18);
    let whole = visible::list(tx, who, day, wanted).await?;
    assert_eq!(visible::list_by_walk(tx, who, day, wanted).await?, whole, "{who:?}: {wanted:?}");
    let ids = |found: &Found| found.rows.iter().map(|row| row.learner).collect::<Vec<_>>();
    let all = ids(&whole);
    for (n, one) in all.iter().enumerate() {
        let after = Wanted { from: From::After(*one), count_max: 3, ..wanted.clone() };
        let found = visible::list_by_walk(tx, who, day, &after).await?;
        assert_eq!(ids(&found), all[n + 1..all.len().min(n + 4)], "{who:?}: {after:?}");
        assert_eq!((found.total, found.has_before, found.has_after), (whole.total, true, n + 4 < all.len()));
        assert_eq!(visible::list(tx, who, day, &after).await?, found, "{who:?}: {after:?}");
        let before = Wanted { from: From::Before(*one), count_max: 3, ..wanted.clone() };
        let found = visible::list_by_walk(tx, who, day, &before).await?;
        assert_eq!(ids(&found), all[n.saturating_sub(3)..n], "{who:?}: {before:?}");
        assert_eq!((found.total, found.has_before, found.has_after), (whole.total, 3 < n, true));
        assert_eq!(visible::list(tx, who, day, &before).await?, found, "{who:?}: {before:?}");
    }
    Ok(())
}

/// Learners of one school, and a leader and a privacy officer of the district that it is in.
async fn a_district_comes(tx: &Tx, count: usize) -> Result<[PersonId; 2], StoreError> {
    people_come(tx).await?;
    let (district, school, from) = (OrgId::numbered(1), OrgId::numbered(2), today() - Days::new(90));
    for (id, parent) in [(district, None), (school, Some(district))] {
        let (kind, name) = ("school".to_owned(), "Place".to_owned());
        let place = Organisation { id, kind, name, parent, time_zone: None };
        places::add_organisation(tx, DISTRICT, &place).await?;
    }
    let post = |(id, person, kind)| {
        let id = Uuid::from_u128(id);
        Post { id, person, kind, organisation: district, from, until: None }
    };
    let posts = [(1, ANA, OfficeKind::Leader), (2, BEN, OfficeKind::PrivacyOfficer)].map(post);
    ties::add_posts(tx, DISTRICT, &posts).await?;
    let mut schoolings = Vec::new();
    for n in 0..count {
        let learner = PersonId::numbered(10_000 + n as u128);
        people::add(tx, &person(learner, "Zoë", &format!("Kowalski {n:04}"))).await?;
        let (id, grade) = (learner.0, "08".to_owned());
        schoolings.push(Schooling { id, learner, organisation: school, grade, from, until: None });
    }
    ties::add_schoolings(tx, DISTRICT, &schoolings).await?;
    Ok([ANA, BEN])
}

#[tokio::test(flavor = "multi_thread")]
async fn a_district_is_listed_page_by_page_and_not_counted_to_its_end() {
    async fn story(tx: &Tx) -> Result<(), StoreError> {
        let [leader, officer] = a_district_comes(tx, 2_030).await?;
        for who in [leader, officer] {
            let found = async |words: &str, from| {
                let wanted = Wanted { words: words.to_owned(), from, count_max: 40, ..Wanted::default() };
                visible::list(tx, (DISTRICT, who), (today(), 18), &wanted).await
            };
            let first = found("", From::Start).await?;
            assert_eq!((first.rows.len(), first.total, first.has_uncounted), (40, 1_000, true), "{who}");
            assert_eq!((first.has_before, first.has_after), (false, true));
            let next = found("", From::After(first.rows[39].learner)).await?;
            assert_eq!(next.rows[0].name, "Zoë Kowalski 0040");
            let back = found("", From::Before(next.rows[0].learner)).await?;
            assert_eq!(back.rows, first.rows);
            let named = found("kowalski 202 ZOE", From::Start).await?;
            assert_eq!((named.total, named.has_uncounted, named.has_after), (12, false, false));
            let last = found("", From::After(named.rows[11].learner)).await?;
            assert_eq!((last.rows.len(), last.has_before, last.has_after), (0, true, false));
        }
        Ok(())
    }
    each_engine(async |store| store.write(|tx| Box::pin(story(tx))).await.expect("the story plays")).await;
}
