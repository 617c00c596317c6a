//! The same form twice, and many editors of one plan.

use std::collections::BTreeSet;
use std::sync::Barrier;

use super::browser::{Answer, Browser};
use super::dice::Dice;
use super::engine::{self, Database};
use super::page::Form;
use super::program::{self, Server};
use super::walk::{self, Kind};

const EDITORS: usize = 16;

/// A student at work.
struct Desk<'a> {
    database: &'a Database,
    browser: Browser,
    learner: String,
}

fn at_a_desk(story: impl Fn(Desk<'_>)) {
    engine::on_each(|database| {
        let server = Server::start(database);
        let browser = Browser::of(server.address, "maya");
        story(Desk { database, browser, learner: database.person("maya") });
        server.stop();
        program::check(&database.address);
    });
}

impl Desk<'_> {
    /// A new goal's form with these words.
    fn new_goal(&mut self, text: &str) -> Form {
        let path = walk::fresh(&self.learner, Kind::Goal);
        let mut form = walk::open(&mut self.browser, &path).expect("the form is shown");
        walk::say(&mut form, text);
        form
    }

    /// How many changes of the log say this.
    fn times(&self, text: &str) -> usize {
        self.database
            .written()
            .iter()
            .filter(|row| row.learner == self.learner && row.body.contains(text))
            .count()
    }

    /// The addresses of the goals whose form shows a text that begins so.
    fn goals(&mut self, start: &str) -> Vec<String> {
        let paths = walk::editable(&mut self.browser, &self.learner).expect("the plan is shown");
        let browser = &mut self.browser;
        let mut is_meant = |path: &String| {
            walk::said(&walk::open(browser, path).expect("the form is shown")).starts_with(start)
        };
        paths.into_iter().filter(|path| path.contains("/goal/")).filter(|path| is_meant(path)).collect()
    }

    /// Each form in a tab of its own, all at the same moment.
    fn send_at_once(&self, forms: &[Form]) -> Vec<Answer> {
        let start = Barrier::new(forms.len());
        let send = |form: &Form| {
            let mut tab = self.browser.clone();
            start.wait();
            tab.send(form).expect("the program answers")
        };
        std::thread::scope(|scope| {
            let tabs: Vec<_> = forms.iter().map(|form| scope.spawn(|| send(form))).collect();
            tabs.into_iter().map(|tab| tab.join().expect("it was answered")).collect()
        })
    }
}

#[test]
fn a_form_that_is_sent_twice_is_saved_once_and_leads_to_the_same_place() {
    at_a_desk(|mut desk| {
        let form = desk.new_goal("Sent by an impatient finger");
        let answers = desk.send_at_once(&vec![form.clone(); 6]);
        let later = desk.browser.send(&form).expect("the program answers");
        let places: BTreeSet<(u16, &str)> =
            answers.iter().chain([&later]).map(|one| (one.status, one.header("location"))).collect();
        assert_eq!(places.len(), 1, "{places:?}");
        assert_eq!(places.first().map(|(status, _)| *status), Some(303));
        assert_eq!(desk.times("Sent by an impatient finger"), 1);

        let mut other = form;
        walk::say(&mut other, "Other words under the same key");
        let refused = desk.browser.send(&other).expect("the program answers");
        assert_eq!(refused.status, 422);
        assert!(refused.words().contains("Other words under the same key"), "they are given back");
        assert_eq!(desk.times("Other words under the same key"), 0);
    });
}

#[test]
fn editors_of_different_items_all_win() {
    at_a_desk(|mut desk| {
        let forms: Vec<Form> = (0..EDITORS).map(|n| desk.new_goal(&format!("Shared {n:02}."))).collect();
        assert!(desk.send_at_once(&forms).iter().all(|answer| answer.status == 303));
        let goals = desk.goals("Shared ");
        assert_eq!(goals.len(), EDITORS);
        let mut edits = Vec::new();
        for path in &goals {
            let mut form = walk::open(&mut desk.browser, path).expect("the form is shown");
            let text = walk::said(&form).replace("Shared", "Edited");
            walk::say(&mut form, &text);
            edits.push(form);
        }
        let statuses: Vec<u16> = desk.send_at_once(&edits).iter().map(|answer| answer.status).collect();
        assert_eq!(statuses, [303; EDITORS]);
        assert!((0..EDITORS).all(|n| desk.times(&format!("Edited {n:02}.")) == 1));
    });
}

#[test]
fn of_the_editors_of_one_item_one_wins_each_revision_and_nobody_loses_a_word() {
    at_a_desk(|mut desk| {
        let mut dice = Dice::for_test("editors of one item");
        let form = desk.new_goal("Everybody’s darling");
        assert_eq!(desk.browser.send(&form).expect("the program answers").status, 303);
        let path = desk.goals("Everybody").remove(0);
        let mut waiting: Vec<(String, Form)> = (0..EDITORS)
            .map(|n| {
                let text = format!("Version {n:02}, {}.", dice.uuid());
                let mut form = walk::open(&mut desk.browser, &path).expect("the form is shown");
                walk::say(&mut form, &text);
                (text, form)
            })
            .collect();
        while !waiting.is_empty() {
            waiting = one_revision(&desk, &waiting);
        }
        let log: Vec<i64> = desk
            .database
            .written()
            .iter()
            .filter(|row| row.body.contains("\"Version "))
            .map(|row| row.version)
            .collect();
        assert_eq!(log.len(), EDITORS, "every version is in the history");
        assert!(log.windows(2).all(|pair| pair[0] < pair[1]), "which is a line: {log:?}");
    });
}

/// Everybody who waits sends at once. Gives the forms of those who were too late, as their pages show them.
fn one_revision(desk: &Desk<'_>, waiting: &[(String, Form)]) -> Vec<(String, Form)> {
    let forms: Vec<Form> = waiting.iter().map(|(_, form)| form.clone()).collect();
    let answers = desk.send_at_once(&forms);
    let won: Vec<&str> = waiting
        .iter()
        .zip(&answers)
        .filter(|(_, answer)| answer.status == 303)
        .map(|((text, _), _)| &**text)
        .collect();
    let [winner] = &*won else { panic!("exactly one wins a revision, and not {won:?}") };
    let late = waiting.iter().zip(&answers).filter(|(_, answer)| answer.status != 303);
    late.map(|((text, _), answer)| {
        assert_eq!(answer.status, 409, "{}", answer.body);
        assert!(answer.words().contains(winner), "the other's words are shown");
        let mut form = walk::words_form(answer);
        assert_eq!(walk::said(&form), text, "their own words are still in the form");
        walk::say(&mut form, text);
        (text.clone(), form)
    })
    .collect()
}
