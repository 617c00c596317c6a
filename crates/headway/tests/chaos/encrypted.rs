//! PostgreSQL over TLS: the server is whom the operator's authority says it is, or nothing is said to it.

use std::process::Command;

use super::engine::Database;
use super::program;

/// Run by the server itself, in its own folder and as its own user, whose key nobody else may read: an authority of the
/// district, a certificate from it for `localhost`, and an authority of somebody else.
const CERTIFICATES: &str = "
set -e
new='-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes'
for who in district stranger; do
    openssl req -x509 $new -keyout $who.key -out $who.pem -subj /CN=$who -days 2
done
openssl req $new -keyout own.key -out own.csr -subj /CN=localhost
echo subjectAltName=DNS:localhost >own.ext
openssl x509 -req -in own.csr -CA district.pem -CAkey district.key -CAcreateserial -out own.pem -days 2 -extfile own.ext
chmod 600 own.key
";

const WITH_TLS: [&str; 4] = [
    "alter system set ssl_cert_file = 'own.pem'",
    "alter system set ssl_key_file = 'own.key'",
    "alter system set ssl = on",
    "select pg_reload_conf()",
];

fn has_openssl() -> bool {
    let found = Command::new("openssl").arg("version").output().is_ok_and(|output| output.status.success());
    if !found {
        println!("no openssl: there is nothing to make certificates with, so this story was not told");
    }
    found
}

/// Whether the program looks through the database at this address, and what it says if not.
fn checked(address: &str) -> Result<(), String> {
    let output = program::run(address, &["check"]);
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    output.status.success().then_some(()).ok_or(complaint)
}

#[test]
fn the_server_is_verified_against_the_districts_own_authority() {
    if !has_openssl() {
        return;
    }
    let Some(database) = Database::on_own_postgres() else { return };
    database.tell(&[&format!("copy (select 1) to program $sh${CERTIFICATES}$sh$")]);
    database.tell(&WITH_TLS);
    let folder = database.server_folder().join("data");
    let read = |name: &str| {
        let copy = database.beside(name);
        std::fs::copy(folder.join(name), &copy).expect("a certificate can be read");
        copy.to_string_lossy().into_owned()
    };
    let (district, stranger) = (read("district.pem"), read("stranger.pem"));
    let named = database.address.replace("127.0.0.1", "localhost");
    let with = |address: &str, query: &str| format!("{address}?{query}");
    let full = |root: &str| with(&named, &format!("sslmode=verify-full&sslrootcert={root}"));
    assert_eq!(checked(&full(&district)), Ok(()));
    assert_eq!(checked(&with(&named, "sslmode=require")), Ok(()));
    let by_number = |mode: &str| with(&database.address, &format!("sslmode={mode}&sslrootcert={district}"));
    assert_eq!(checked(&by_number("verify-ca")), Ok(()));
    for (address, why) in [
        (full(&stranger), "another authority"),
        (with(&named, "sslmode=verify-full"), "an authority that this machine does not know"),
        (by_number("verify-full"), "another name"),
    ] {
        let said = checked(&address).expect_err(why);
        assert!(said.contains("certificate"), "{why}: {said}");
    }
    database.tell(&["alter system set ssl = off", "select pg_reload_conf()"]);
    let said = checked(&full(&district)).expect_err("the server speaks no TLS any more");
    assert!(said.contains("TLS"), "{said}");
}
