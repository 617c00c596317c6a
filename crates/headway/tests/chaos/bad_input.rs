//! Too much text, a session that ends in the middle of a form, and a version that is stale: nothing typed is lost.

use super::browser::Browser;
use super::engine::{self, Database};
use super::page;
use super::program::Server;
use super::walk::{self, Kind};

const OWN_WORDS: &str = "I want to read <b>every</b> book & more, “soon”.";

fn with_maya(story: impl Fn(&Database, &Server, Browser, String)) {
    engine::on_each(|database| {
        let server = Server::start(database);
        let maya = Browser::of(server.address, "maya");
        story(database, &server, maya, walk::fresh(&database.person("maya"), Kind::Goal));
        server.stop();
    });
}

fn changes(database: &Database) -> i64 {
    database.number(r#"select count(*) from "change""#)
}

#[test]
fn ten_megabytes_of_text_are_refused_in_plain_words_and_kept_as_far_as_they_fit() {
    with_maya(|database, _, mut maya, path| {
        let before = changes(database);
        let mut form = walk::open(&mut maya, &path).expect("the form is shown");
        walk::say(&mut form, &"ten megabytes ".repeat(750_000));
        let refused = maya.send(&form).expect("the program answers");
        assert_eq!(refused.status, 413);
        assert!(refused.words().contains("too"), "it says why: {}", refused.words());
        let again = walk::open(&mut maya, &path).expect("the form is shown");
        assert!(walk::said(&again).starts_with("ten megabytes ten megabytes"), "as much as fits is kept");
        assert_eq!(changes(database), before);
    });
}

#[test]
fn words_outlive_the_session_in_which_they_were_typed() {
    with_maya(|database, server, mut maya, path| {
        let before = changes(database);
        let mut form = walk::open(&mut maya, &path).expect("the form is shown");
        walk::say(&mut form, OWN_WORDS);
        let mut other_tab = maya.clone();
        let home = walk::page(&mut other_tab, &path).expect("the page is shown");
        let leave = page::form(&home.body, |form| form.action == "/sign-out");
        assert_eq!(other_tab.send(&leave).expect("the program answers").status, 303);

        let turned = maya.send(&form).expect("the program answers");
        assert_eq!(turned.status, 303);
        assert!(turned.header("location").starts_with("/sign-in"), "{}", turned.header("location"));

        let mut next = Browser::of(server.address, "eli");
        let theirs = next.get(&path).expect("the program answers");
        assert!(!theirs.words().contains(OWN_WORDS), "nobody else is shown them");

        maya.sign_in("maya");
        let again = walk::open(&mut maya, &path).expect("the form is shown");
        assert_eq!(walk::said(&again), OWN_WORDS);
        assert_eq!(changes(database), before, "they are shown, not saved by themselves");
        assert_eq!(maya.send(&again).expect("the program answers").status, 303);
        assert_eq!(changes(database), before + 1);
        let empty = walk::open(&mut maya, &path).expect("the form is shown");
        assert_eq!(walk::said(&empty), "", "what is saved is no draft any more");
    });
}

#[test]
fn a_stale_version_is_shown_beside_the_words_of_whoever_was_late() {
    with_maya(|database, _, mut maya, path| {
        let learner = database.person("maya");
        let mut form = walk::open(&mut maya, &path).expect("the form is shown");
        walk::say(&mut form, "To begin with");
        assert_eq!(maya.send(&form).expect("the program answers").status, 303);
        let mine = walk::editable(&mut maya, &learner).expect("the plan is shown").into_iter().find(|path| {
            walk::said(&walk::open(&mut maya, path).expect("the form is shown")) == "To begin with"
        });
        let mine = mine.expect("the new goal can be edited");
        let mut first = walk::open(&mut maya, &mine).expect("the form is shown");
        let mut second = walk::open(&mut maya, &mine).expect("the form is shown");
        walk::say(&mut first, "The first to save");
        walk::say(&mut second, OWN_WORDS);
        assert_eq!(maya.send(&first).expect("the program answers").status, 303);
        let late = maya.send(&second).expect("the program answers");
        assert_eq!(late.status, 409);
        assert!(late.words().contains("The first to save"));
        let mut decided = walk::words_form(&late);
        assert_eq!(walk::said(&decided), OWN_WORDS);
        walk::say(&mut decided, OWN_WORDS);
        assert_eq!(
            maya.send(&decided).expect("the program answers").status,
            303,
            "having seen both, they decide"
        );
    });
}
