//! A person at work: adds and edits goals and steps, suggests and accepts, and sends again what was not answered.

use std::io::Error;
use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::book::{Book, Fate, Key, MARK, Place};
use super::browser::{Answer, Browser};
use super::dice::Dice;
use super::engine::Database;
use super::page::Form;
use super::walk::{self, Kind};

/// So many goals and steps are enough: from then on they are mostly edited.
const ITEMS: usize = 8;

/// Somebody with a plan of their own, and what they have not heard of yet.
pub(super) struct Hands {
    number: usize,
    pub(super) learner: String,
    pub(super) student: Browser,
    /// Whoever suggests goals to the student, where there is somebody.
    teacher: Option<Browser>,
    dice: Dice,
    sent: usize,
    items: Vec<String>,
    /// Suggestions that were acknowledged and wait for the student: where they are, and what they say.
    suggested: Vec<(String, String)>,
    pending: Option<Sent>,
}

/// A request that may have to be sent again.
struct Sent {
    form: Form,
    by_teacher: bool,
    key: Key,
}

/// Eight people at work in a district: seven students by themselves, and Maya with her teacher.
pub(super) fn eight(database: &Database, address: SocketAddr, dice: &mut Dice) -> Vec<Hands> {
    let students = database.students();
    let alone = students.into_iter().take(7);
    let with_maya = alone.chain([("maya".to_owned(), database.person("maya"))]);
    let hands = |(number, (login, learner)): (usize, (String, String))| Hands {
        number,
        learner,
        student: Browser::of(address, &login),
        teacher: (login == "maya").then(|| Browser::of(address, "ms.rivera")),
        dice: dice.split(),
        sent: 0,
        items: Vec::new(),
        suggested: Vec::new(),
        pending: None,
    };
    let all: Vec<Hands> = with_maya.enumerate().map(hands).collect();
    assert_eq!(all.len(), 8, "the demo has students enough");
    all
}

/// What everybody writes into.
pub(super) type Shared = Mutex<Book>;

fn noted<T>(book: &Shared, note: impl FnOnce(&mut Book) -> T) -> T {
    note(&mut book.lock().unwrap_or_else(PoisonError::into_inner))
}

impl Hands {
    /// Works until told to stop, or until the program does not answer.
    pub(super) fn work(&mut self, book: &Shared, is_over: impl Fn() -> bool) {
        while !is_over() {
            if self.pending.is_some() || self.act(book).is_err() {
                return;
            }
        }
    }

    /// Sends again what was not answered, until it is, to a program that has come back at `address`; with patience for a
    /// database that has just come back.
    pub(super) fn settle(&mut self, book: &Shared, address: SocketAddr) {
        self.move_to(address);
        let began = Instant::now();
        while let Some(sent) = self.pending.take() {
            noted(book, |book| book.resent += 1);
            if self.deliver(book, sent).is_ok() {
                return;
            }
            assert!(began.elapsed() < Duration::from_secs(20), "the program does not recover by itself");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn move_to(&mut self, address: SocketAddr) {
        self.student.address = address;
        self.teacher.iter_mut().for_each(|teacher| teacher.address = address);
    }

    /// A text that nobody ever sent before, of a length of its own.
    pub(super) fn text(&mut self) -> String {
        self.sent += 1;
        let words = ["read", "year’s", "<b>bold</b>", "\"plan\"", "& more", "niño", "数学", "it's", "50 %"];
        let most = if self.dice.percent(5) { 300 } else { 12 };
        let count = 1 + self.dice.below(most);
        let some: Vec<&str> = (0..count).map(|_| words[self.dice.below(words.len())]).collect();
        format!("{MARK}{}-{} {}", self.number, self.sent, some.join(" "))
    }

    /// One change from the page to the answer. `Err` where there was none.
    fn act(&mut self, book: &Shared) -> Result<(), Error> {
        noted(book, |book| book.requests += 1);
        if self.teacher.is_some() && self.dice.percent(60) {
            return if self.suggested.is_empty() { self.suggest(book) } else { self.accept(book) };
        }
        if self.items.is_empty() || self.dice.percent(5) {
            self.items = walk::editable(&mut self.student, &self.learner)?;
        }
        let adds = self.items.len() < ITEMS || self.dice.percent(4);
        let path = if adds {
            walk::fresh(&self.learner, if self.dice.percent(50) { Kind::Goal } else { Kind::Step })
        } else {
            self.items[self.dice.below(self.items.len())].clone()
        };
        let mut form = walk::open(&mut self.student, &path)?;
        let text = self.text();
        walk::say(&mut form, &text);
        if adds {
            self.items.clear();
        }
        self.begin(book, form, (Place::Log, text), false)
    }

    fn suggest(&mut self, book: &Shared) -> Result<(), Error> {
        let teacher = self.teacher.as_mut().expect("there is a teacher");
        let mut form = walk::open(teacher, &walk::suggesting(&self.learner))?;
        let text = self.text();
        walk::say(&mut form, &text);
        self.begin(book, form, (Place::Suggestions, text), true)
    }

    /// The student says yes to the teacher's newest suggestion.
    fn accept(&mut self, book: &Shared) -> Result<(), Error> {
        let (path, text) = self.suggested.last().expect("something is suggested").clone();
        let form = walk::accepting(&mut self.student, &path, &text)?;
        self.suggested.pop();
        self.begin(book, form, (Place::Log, text), false)
    }

    fn begin(&mut self, book: &Shared, form: Form, key: Key, by_teacher: bool) -> Result<(), Error> {
        noted(book, |book| book.sends(&key, &self.learner));
        let done = self.deliver(book, Sent { form, by_teacher, key });
        if done.is_err() {
            noted(book, |book| book.unanswered += 1);
        }
        done
    }

    /// Sends a form, and notes what was heard of it.
    fn deliver(&mut self, book: &Shared, sent: Sent) -> Result<(), Error> {
        let browser = match &mut self.teacher {
            Some(teacher) if sent.by_teacher => teacher,
            _ => &mut self.student,
        };
        match browser.send(&sent.form).and_then(saved) {
            Ok(place) => {
                noted(book, |book| book.learns(&sent.key, Fate::Acknowledged));
                if sent.key.0 == Place::Suggestions {
                    self.suggested.push((place, sent.key.1));
                }
                Ok(())
            }
            Err(error) => {
                self.pending = Some(sent);
                Err(error)
            }
        }
    }
}

/// Where an answer leads that says that the form is saved; `Err` where it says to come again.
#[expect(clippy::needless_pass_by_value, reason = "the shape that `and_then` asks for")]
pub(super) fn saved(answer: Answer) -> Result<String, Error> {
    match answer.status {
        303 if !answer.header("location").starts_with("/sign-in") => Ok(answer.header("location").to_owned()),
        503 => Err(Error::other("the program is busy")),
        other => panic!("a form is answered {other} {}: {}", answer.header("location"), answer.words()),
    }
}

/// Everybody does something at the same time.
pub(super) fn together(hands: &mut [Hands], work: impl Fn(&mut Hands) + Sync) {
    std::thread::scope(|scope| {
        for one in hands {
            scope.spawn(|| work(one));
        }
    });
}
