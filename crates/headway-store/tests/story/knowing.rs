//! Tenants, people, their names elsewhere, and records that turn out to be of one human.

use super::{ANA, BEN, DISTRICT, each_engine, minute, people_come, settle_in};
use headway_store::people::{Merge, Names};
use headway_store::source_ids::{self, SourceId};
use headway_store::{check, people, tenants};

#[tokio::test(flavor = "multi_thread")]
async fn a_tenant_is_found_by_its_host_in_any_case() {
    each_engine(async |store| {
        settle_in(&store).await;
        store
            .read(|tx| {
                Box::pin(async move {
                    let found = tenants::by_host(tx, "RIVERSIDE.example").await?.expect("it is there");
                    assert_eq!((found.id, found.age_of_majority), (DISTRICT, 18));
                    assert_eq!(tenants::by_host(tx, "hillside.example").await?, None);
                    assert_eq!(tenants::all(tx).await?, [found]);
                    Ok(())
                })
            })
            .await
            .expect("tenants can be read");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_belongs_to_one_tenant() {
    each_engine(async |store| {
        settle_in(&store).await;
        let added = store
            .write(|tx| {
                Box::pin(async move {
                    let mut other = tenants::all(tx).await?.remove(0);
                    other.id = ilp::TenantId::numbered(2);
                    tenants::create(tx, &other).await
                })
            })
            .await;
        assert_eq!(added, Ok(false));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_is_found_without_accents_and_under_the_preferred_name() {
    each_engine(async |store| {
        settle_in(&store).await;
        store
            .write(|tx| {
                Box::pin(async move {
                    let names = Names {
                        given: "Benjamin".to_owned(),
                        family: "Okafor".to_owned(),
                        preferred_given: Some("Benny".to_owned()),
                        ..Names::default()
                    };
                    assert!(people::rename(tx, DISTRICT, BEN, &names).await?);
                    for (words, expected) in [
                        ("nunez", Some(ANA)),
                        ("NÚÑ an", Some(ANA)),
                        ("benny oka", Some(BEN)),
                        ("100%", None),
                    ] {
                        let found = people::search(tx, DISTRICT, words, 5).await?;
                        assert_eq!(found.first().map(|person| person.id), expected, "{words}");
                    }
                    let ben = people::find(tx, DISTRICT, BEN).await?.expect("he is there");
                    assert_eq!(ben.names.shown(), "Benny Okafor");
                    Ok(())
                })
            })
            .await
            .expect("people can be searched");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_merge_holds_until_it_is_undone() {
    each_engine(async |store| {
        settle_in(&store).await;
        store
            .write(|tx| {
                Box::pin(async move {
                    let reason = "entered twice".to_owned();
                    let merge =
                        Merge { tenant: DISTRICT, alias: BEN, person: ANA, by: ANA, at: minute(0), reason };
                    people::merge(tx, &merge).await?;
                    assert_eq!(people::standing_for(tx, DISTRICT, BEN).await?, ANA);
                    assert!(people::unmerge(tx, DISTRICT, BEN, ANA, minute(1)).await?);
                    assert!(!people::unmerge(tx, DISTRICT, BEN, ANA, minute(2)).await?);
                    assert_eq!(people::standing_for(tx, DISTRICT, BEN).await?, BEN);
                    Ok(())
                })
            })
            .await
            .expect("records can be merged");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_systems_name_leads_to_the_same_person_again() {
    each_engine(async |store| {
        store
            .write(|tx| {
                Box::pin(async move {
                    people_come(tx).await?;
                    let (system, kind) = ("oneroster".to_owned(), "person".to_owned());
                    let source = SourceId { system, kind, source: "S-1".to_owned() };
                    assert_eq!(source_ids::find(tx, DISTRICT, &source).await?, None);
                    source_ids::keep(tx, DISTRICT, &source, BEN.0).await?;
                    source_ids::keep(tx, DISTRICT, &source, ANA.0).await?;
                    assert_eq!(source_ids::find(tx, DISTRICT, &source).await?, Some(ANA.0));
                    Ok(())
                })
            })
            .await
            .expect("source ids can be kept");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_table_can_be_read_as_its_entity_says() {
    each_engine(async |store| {
        settle_in(&store).await;
        let findings = store.read(|tx| Box::pin(check::all(tx))).await.expect("the check runs");
        assert_eq!(findings.wrong, Vec::<String>::new());
        let rows =
            |name| findings.tables.iter().find(|counted| counted.table == name).map(|counted| counted.rows);
        assert_eq!((rows("person"), rows("tenant"), rows("plan")), (Some(2), Some(1), Some(0)));
    })
    .await;
}
