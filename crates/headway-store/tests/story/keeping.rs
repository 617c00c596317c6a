//! The file itself: its lock, its versions, its backups.

use super::{DISTRICT, minute, new_database, postgres, settle_in};
use headway_store::backup::{BackupError, backup, restore, restore_over};
use headway_store::{OpenError, Store, StoreError, Tx, attempts, tenants};
use sea_orm::{ConnectionTrait, Database};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

async fn open(path: &Path) -> Result<Store, OpenError> {
    Store::open(&path.to_string_lossy()).await
}

async fn tenants_in(path: &Path) -> usize {
    let store = open(path).await.expect("the file opens");
    let tenants = store.read(|tx| Box::pin(tenants::all(tx))).await.expect("tenants can be read");
    store.close().await;
    tenants.len()
}

/// A file with people in it, closed.
async fn inhabited(folder: &Path) -> std::path::PathBuf {
    let path = folder.join("headway.db");
    let store = open(&path).await.expect("a new file opens");
    settle_in(&store).await;
    store.close().await;
    path
}

/// Changes a database in a way that this program would not.
pub(super) async fn tamper(url: &str, sql: &str) {
    let connection = Database::connect(url).await.expect("the database opens");
    connection.execute_unprepared(sql).await.expect("the statement runs");
    connection.close().await.expect("the connection closes");
}

pub(super) fn tamper_with_file(path: &Path, sql: &str) {
    let connection = rusqlite::Connection::open(path).expect("the file opens");
    connection.execute_batch(sql).expect("the statements run");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_has_one_server_and_room_for_a_command_beside_it() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = inhabited(folder.path()).await;
    let address = path.to_string_lossy().into_owned();
    let server = open(&path).await.expect("the first server has it");
    let error = open(&path).await.expect_err("the second server has not");
    assert!(matches!(&error, OpenError::InUse(file) if *file == address), "{error}");
    let command = Store::open_beside(&address).await.expect("a command may use it");
    for number in 0..20 {
        let (one, other) = tokio::join!(note(&server, number), note(&command, number + 100));
        assert_eq!((one, other), (Ok(()), Ok(())));
    }
    command.close().await;
    server.close().await;
    assert_eq!(tenants_in(&path).await, 1);
}

async fn note(store: &Store, number: u8) -> Result<(), StoreError> {
    store
        .write(move |tx| {
            Box::pin(async move { attempts::note(tx, DISTRICT, &[number; 32], minute(0)).await })
        })
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_beside_a_server_changes_no_tables() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("headway.db");
    let error = Store::open_beside(&path.to_string_lossy()).await.expect_err("there is no database");
    assert!(matches!(error, OpenError::Missing(_)), "{error}");
    assert!(!path.exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_database_is_refused_on_both_engines() {
    const NEWER: &str = "insert into seaql_migrations (version, applied_at) values ('m9999_later', 0)";
    let check = async |address: &str| {
        let error = Store::open(address).await.expect_err("it is newer");
        assert!(matches!(&error, OpenError::Newer(name) if name == "m9999_later"), "{error}");
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = inhabited(folder.path()).await;
    tamper_with_file(&path, NEWER);
    check(&path.to_string_lossy()).await;
    let Some(server) = postgres() else { return };
    let url = new_database(&server).await;
    Store::open(&url).await.expect("a new database opens").close().await;
    tamper(&url, NEWER).await;
    check(&url).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_copied_before_its_tables_change() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("headway.db");
    let old =
        "create table seaql_migrations (version varchar not null primary key, applied_at bigint not null);
        create table keepsake (text text); insert into keepsake values ('old')";
    tamper_with_file(&path, old);
    open(&path).await.expect("it is migrated").close().await;
    let copy = folder.path().join("headway.db.before-m0001_first_tables.bak");
    assert!(copy.exists(), "what was in the file is in its copy");
    let connection = rusqlite::Connection::open(copy).expect("the copy opens");
    let kept = connection.query_row("select text from keepsake", (), |row| row.get::<_, String>(0));
    assert_eq!(kept, Ok("old".to_owned()));
    assert_eq!(tenants_in(&path).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_programs_may_start_on_one_server_at_once() {
    let Some(server) = postgres() else { return };
    let url = new_database(&server).await;
    let starts: Vec<_> = (0..4)
        .map(|_| {
            let url = url.clone();
            tokio::spawn(async move { Store::open(&url).await })
        })
        .collect();
    for start in starts {
        start.await.expect("no start panics").expect("every start succeeds").close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_taken_beside_a_server_and_brought_back() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = inhabited(folder.path()).await;
    let address = path.to_string_lossy().into_owned();
    let copy = folder.path().join("monday.backup");
    let server = open(&path).await.expect("the server has it");
    backup(&address, &copy).await.expect("a backup is made");
    assert!(matches!(backup(&address, &copy).await, Err(BackupError::IsThere(_))));
    assert!(matches!(restore_over(&copy, &address).await, Err(BackupError::InUse(_))));
    server.write(|tx| Box::pin(add_second(tx))).await.expect("the server goes on");
    server.close().await;
    assert!(matches!(restore(&copy, &address).await, Err(BackupError::HasDatabase(_))));
    let aside =
        restore_over(&copy, &address).await.expect("it is brought back").expect("the old one is kept");
    assert_eq!((tenants_in(&path).await, tenants_in(&aside).await), (1, 2));
    let elsewhere = folder.path().join("elsewhere.db");
    restore(&copy, &elsewhere.to_string_lossy()).await.expect("it is brought back elsewhere");
    assert_eq!(tenants_in(&elsewhere).await, 1);
}

async fn add_second(tx: &Tx) -> Result<bool, StoreError> {
    let first = tenants::all(tx).await?.remove(0);
    let (id, host) = (ilp::TenantId::numbered(2), "hillside.example".to_owned());
    tenants::create(tx, &tenants::Tenant { id, host, ..first }).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_or_foreign_file_is_not_restored() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = inhabited(folder.path()).await;
    let copy = folder.path().join("monday.backup");
    backup(&path.to_string_lossy(), &copy).await.expect("a backup is made");
    let mut bytes = std::fs::read(&copy).expect("the backup can be read");
    bytes.truncate(bytes.len() / 2);
    for (name, content) in [("cut.backup", bytes), ("text.backup", b"not a database".repeat(500))] {
        let file = folder.path().join(name);
        std::fs::write(&file, content).expect("a file can be written");
        let error = restore_over(&file, &path.to_string_lossy()).await.expect_err("it is refused");
        assert!(
            matches!(&error, BackupError::Unsound { file: named, .. } if named.ends_with(name)),
            "{error}"
        );
    }
    assert_eq!(tenants_in(&path).await, 1);
}

/// What a power cut leaves of a database to which a second tenant has just come: that is in the `-wal` alone.
async fn cut_off(folder: &Path) -> PathBuf {
    let whole = folder.join("whole");
    std::fs::create_dir(&whole).expect("a folder can be made");
    let path = inhabited(&whole).await;
    let server = open(&path).await.expect("the server has it");
    // The writer moves what is new into the file a moment later.
    let before = std::fs::read(&path).expect("the file can be read");
    server.write(|tx| Box::pin(add_second(tx))).await.expect("a tenant comes");
    let cut = folder.join("headway.db");
    std::fs::write(&cut, before).expect("a file can be written");
    std::fs::copy(whole.join("headway.db-wal"), folder.join("headway.db-wal")).expect("the log is there");
    server.close().await;
    cut
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_dead_database_left_behind_does_not_get_into_another() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = cut_off(folder.path()).await;
    let address = path.to_string_lossy().into_owned();
    let copy = folder.path().join("monday.backup");
    backup(&folder.path().join("whole/headway.db").to_string_lossy(), &copy).await.expect("a backup is made");
    let broken = folder.path().join("broken.db");
    std::fs::rename(&path, &broken).expect("the operator moves the database, and not its log");
    let error = restore(&copy, &address).await.expect_err("the log would be replayed into the backup");
    assert!(matches!(&error, BackupError::LeftOver(file) if file.ends_with("headway.db-wal")), "{error}");
    let error = open(&path).await.expect_err("a new database would delete the log");
    assert!(matches!(&error, OpenError::LeftOver(file) if file.ends_with("headway.db-wal")), "{error}");

    let log = std::fs::read(folder.path().join("headway.db-wal")).expect("the log is still there");
    let aside = restore_over(&copy, &address).await.expect("it is restored").expect("the log is kept");
    let kept = folder.path().join(format!("{}-wal", aside.display()));
    assert_eq!(std::fs::read(&kept).expect("it is kept beside nothing"), log);
    assert!(!folder.path().join("headway.db-wal").exists());
    assert_eq!(tenants_in(&path).await, 2, "the backup has both, and is whole");

    std::fs::rename(&kept, folder.path().join("broken.db-wal")).expect("the log goes to its database");
    let elsewhere = folder.path().join("elsewhere.db");
    restore(&broken, &elsewhere.to_string_lossy()).await.expect("a database is brought back with its log");
    assert_eq!(tenants_in(&elsewhere).await, 2, "the last saves are there");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_is_replaced_is_kept_with_its_last_saves() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = cut_off(folder.path()).await;
    let copy = folder.path().join("monday.backup");
    backup(&folder.path().join("whole/headway.db").to_string_lossy(), &copy).await.expect("a backup is made");
    let aside = restore_over(&copy, &path.to_string_lossy()).await.expect("it is restored");
    assert_eq!(tenants_in(&aside.expect("the old one is kept")).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_is_not_there_is_not_called_a_running_server() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = inhabited(folder.path()).await;
    let missing = folder.path().join("nowhere").to_string_lossy().into_owned();
    let nowhere = format!("{missing}/headway.db");
    for done in [restore(&path, &nowhere).await, restore_over(&path, &nowhere).await.map(drop)] {
        let error = done.expect_err("there is no such folder");
        assert!(matches!(&error, BackupError::NoFolder(folder) if *folder == missing), "{error}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_other_user_of_the_machine_may_read_a_database_or_a_copy() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let old = folder.path().join("older.db");
    tamper_with_file(&old, "create table keepsake (text text)");
    open(&old).await.expect("it is copied aside and migrated").close().await;
    std::fs::remove_file(&old).expect("this one was made by another program");
    let path = inhabited(folder.path()).await;
    let address = path.to_string_lossy().into_owned();
    let copy = folder.path().join("monday.backup");
    let server = open(&path).await.expect("the server has it");
    note(&server, 1).await.expect("something is written");
    backup(&address, &copy).await.expect("a backup is made");
    let elsewhere = folder.path().join("elsewhere.db");
    // As a copy that somebody has fetched by other means.
    std::fs::set_permissions(&copy, std::fs::Permissions::from_mode(0o644)).expect("rights can be given");
    restore(&copy, &elsewhere.to_string_lossy()).await.expect("it is brought back elsewhere");
    std::fs::remove_file(&copy).expect("it has served");
    backup(&address, &copy).await.expect("another backup is made");
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder.path()).expect("the folder can be read") {
        let entry = entry.expect("an entry can be read");
        let mode = entry.metadata().expect("it is there").permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{} may be read by others", entry.path().display());
        names.push(entry.file_name().to_string_lossy().into_owned());
    }
    for name in ["headway.db", "headway.db-wal", "elsewhere.db", "older.db.before-m0001_first_tables.bak"] {
        assert!(names.iter().any(|one| one == name), "{name} is in {names:?}");
    }
    server.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_of_postgres_is_left_to_its_own_tools() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let copy = folder.path().join("monday.backup");
    let error = backup("postgres://nobody@localhost/none", &copy).await.expect_err("it is refused");
    assert!(error.to_string().contains("pg_dump"), "{error}");
}
