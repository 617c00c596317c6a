//! A database that an earlier version left is brought up to this one, with everything that was in it.

use super::keeping::{tamper, tamper_with_file};
use super::{ANA, DISTRICT, minute, new_database, people_come, person, postgres, settle_in};
use headway_store::drafts::{self, Draft};
use headway_store::{Store, check, people};
use ilp::PersonId;
use uuid::Uuid;

/// More people than a migration fills in at once.
const MANY: usize = 1_100;

/// Takes the tables back to what they were in the first version.
fn first_version(ids: &str, moments: &str) -> String {
    format!(
        "create table draft_old (tenant {ids} not null, person {ids} not null, about {ids} not null,
             form text not null, body text not null, at {moments} not null,
             constraint draft_old_key primary key (tenant, person, form, about));
         insert into draft_old select tenant, person, about, form, body, at from draft;
         drop table draft;
         alter table draft_old rename to draft;
         create index draft_at on draft (at);
         drop table invitation; drop table saved_view; drop table contact; drop table conversation_read;
         drop table purpose; drop table glass_review;
         alter table account drop column face; alter table account drop column size;
         alter table account drop column contrast; alter table session drop column browser;
         {THIRD_VERSION};
         delete from seaql_migrations where version in ('m0002_drafts_of_two_windows', 'm0003_pages')"
    )
}

/// Takes the tables back to what they were in the third version.
const THIRD_VERSION: &str = "
    drop table assessment_objective; drop table incident_action; drop table record_load; drop table staged_record;
    drop index assessment_day;
    drop index assessment_identity; drop index assessment_corrects;
    drop index attendance_identity; drop index attendance_corrects;
    drop index incident_identity; drop index incident_corrects;
    drop index program_identity; drop index program_corrects;
    alter table assessment drop column identity; alter table assessment drop column withdrawn;
    alter table incident drop column identity; alter table incident drop column withdrawn;
    alter table program drop column identity; alter table program drop column withdrawn;
    alter table attendance drop column identity; alter table attendance drop column withdrawn;
    alter table attendance drop column hundredth_days; alter table attendance drop column detail;
    drop table roster_told;
    drop index person_sort_name;
    alter table person drop column sort_name;
    alter table staged_person drop column sort_name;
    delete from seaql_migrations where version in
        ('m0004_names_in_order', 'm0005_rosters_in_changes', 'm0006_records_from_files')";

fn draft(key: u128, words: &str, minutes: i64) -> Draft {
    Draft {
        tenant: DISTRICT,
        person: ANA,
        form: "goal/new".to_owned(),
        about: Some(ANA),
        key: Uuid::from_u128(key),
        body: format!("statement={words}"),
        at: minute(minutes),
    }
}

async fn kept(store: &Store) -> Option<String> {
    let found = store
        .read(|tx| Box::pin(async move { drafts::find(tx, DISTRICT, ANA, "goal/new", Some(ANA)).await }));
    found.await.expect("drafts can be read").map(|draft| draft.body)
}

async fn keep(store: &Store, draft: Draft) {
    let kept = store.write(move |tx| Box::pin(async move { drafts::keep(tx, &draft).await }));
    assert!(kept.await.expect("a draft can be kept"));
}

/// Closes what is open, takes it back, opens it again and looks.
async fn upgraded(address: &str, back: impl AsyncFnOnce(&str)) {
    let store = Store::open(address).await.expect("a new database opens");
    settle_in(&store).await;
    keep(&store, draft(1, "Read+more", 1)).await;
    store.close().await;
    back(address).await;

    let store = Store::open(address).await.expect("the old database is brought up");
    assert_eq!(kept(&store).await.as_deref(), Some("statement=Read+more"));
    keep(&store, draft(2, "Write+more", 2)).await;
    assert_eq!(kept(&store).await.as_deref(), Some("statement=Write+more"));
    let found = store.read(|tx| Box::pin(check::all(tx))).await.expect("it can be checked");
    assert_eq!((found.wrong, found.misfolded), (Vec::<String>::new(), 0));
    store.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_first_version_kept_of_unsaved_words_is_still_there() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("headway.db");
    let sql = first_version("uuid_text", "timestamp_with_timezone_text");
    upgraded(&path.to_string_lossy(), async |_| tamper_with_file(&path, &sql)).await;
    assert!(folder.path().join("headway.db.before-m0002_drafts_of_two_windows.bak").exists());

    let Some(server) = postgres() else { return };
    let url = new_database(&server).await;
    let sql = first_version("uuid", "timestamp with time zone");
    upgraded(&url, async |url| tamper(url, &sql).await).await;
}

/// More people than are filled in at once, some of whom are called otherwise than in the records.
async fn many_come(store: &Store) {
    let come = store.write(|tx| {
        Box::pin(async move {
            people_come(tx).await?;
            for n in 0..MANY {
                let family = ["Núñez", "van der Berg", "Ångström", "Li"][n % 4];
                let mut one = person(PersonId::numbered(1_000 + n as u128), "Zoë", family);
                one.names.preferred_family = (n % 3 == 0).then(|| "Álvarez".to_owned());
                if n % 100 == 7 {
                    // Folded, nothing is left of such a name.
                    (one.names.given, one.names.family) = ("’".to_owned(), "–".to_owned());
                }
                people::add(tx, &one).await?;
            }
            Ok(())
        })
    });
    come.await.expect("they can be added");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_name_that_was_there_is_put_in_order() {
    async fn story(address: &str, back: impl AsyncFnOnce(&str)) {
        let store = Store::open(address).await.expect("a new database opens");
        many_come(&store).await;
        let counted = async |store: &Store| store.read(|tx| Box::pin(people::count(tx, DISTRICT))).await;
        let before = counted(&store).await.expect("they are counted");
        store.close().await;
        back(address).await;
        let store = Store::open(address).await.expect("the old database is brought up");
        let found = store.read(|tx| Box::pin(check::all(tx))).await.expect("it can be checked");
        assert_eq!((found.wrong, found.misfolded), (Vec::<String>::new(), 0));
        assert_eq!(counted(&store).await, Ok(before), "nobody is lost");
        store.close().await;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("headway.db");
    story(&path.to_string_lossy(), async |_| tamper_with_file(&path, THIRD_VERSION)).await;

    let Some(server) = postgres() else { return };
    let url = new_database(&server).await;
    story(&url, async |url| tamper(url, THIRD_VERSION).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_is_not_folded_as_today_is_found_and_mended() {
    const WRONG: &str = "update person set sort_name = 'z' where given = 'Zoë';
                         update person set search = 'z' where given = '’'";
    async fn story(address: &str, tampers: impl AsyncFnOnce(&str)) {
        let store = Store::open(address).await.expect("a new database opens");
        many_come(&store).await;
        store.close().await;
        tampers(address).await;
        let store = Store::open(address).await.expect("it opens again");
        let checked = async || store.read(|tx| Box::pin(check::all(tx))).await.expect("it can be checked");
        let found = checked().await;
        assert_eq!((found.wrong, found.misfolded), (Vec::new(), MANY as u64));
        let mended = async || people::fold_anew(&store).await;
        assert_eq!(mended().await, Ok(MANY as u64));
        assert_eq!((checked().await.misfolded, mended().await), (0, Ok(0)));
        let sought = store.read(|tx| Box::pin(people::search(tx, DISTRICT, "alvarez zoe", 5))).await;
        assert_eq!(sought.map(|found| found.len()), Ok(5), "they are looked for as before");
        store.close().await;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("headway.db");
    story(&path.to_string_lossy(), async |_| tamper_with_file(&path, WRONG)).await;

    let Some(server) = postgres() else { return };
    let url = new_database(&server).await;
    story(&url, async |url| tamper(url, WRONG).await).await;
}
