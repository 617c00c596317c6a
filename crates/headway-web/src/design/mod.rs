//! GET /design: every part of the pages in every state, to be looked at while building. Development builds alone have it.

use askama::Template;
use axum::response::Response;
use headway_text::Words;

use crate::error::PageError;
use crate::form::{Choice, Field, Form, Posted};
use crate::layout::Frame;
use crate::shell::Visit;

#[derive(Template)]
#[template(path = "design/page.html")]
struct Page {
    frame: Frame,
    words: Samples,
    /// New, refused, and with words that were kept.
    forms: [Form; 3],
    choices: Vec<Choice>,
}

/// What the parts say here.
struct Samples {
    student: String,
    staff: String,
    letter: String,
    chart: String,
    rows: [(String, i64); 3],
    kept_at: String,
}

/// The colours of the tokens.
const COLOURS: [&str; 14] = [
    "paper",
    "sheet",
    "ink",
    "ink-soft",
    "line",
    "edge",
    "teal",
    "teal-deep",
    "teal-wash",
    "on-teal",
    "amber",
    "amber-wash",
    "violet",
    "violet-wash",
];

pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let words = visit.words;
    let mut frame = visit.frame(words.text("design-title"));
    frame.message = Some(words.text("message-saved"));
    let sent = Posted::parse(format!("statement={}&on=soon", "a".repeat(2_001)).as_bytes());
    let kept = Posted::parse(b"statement=Read+three+books");
    visit.show(&Page {
        frame,
        words: samples(words),
        forms: [
            form(&visit, "fresh"),
            form(&visit, "refused").read(&sent),
            form(&visit, "restored").restored_from(visit.app.fresh_id(), &kept),
        ],
        choices: vec![
            Choice::new("short", words.text("plan-reach-short"), true),
            Choice::new("long", words.text("plan-reach-long"), false),
        ],
    })
}

/// It is sent to the page's own address, where nothing takes it.
fn form(visit: &Visit, name: &'static str) -> Form {
    let words = visit.words;
    let mut statement =
        Field::new("statement", words.text("goal-statement")).hint(words.text("goal-statement-hint"));
    let mut on = Field::new("on", words.text("goal-by")).optional().most(3);
    for field in [&mut statement, &mut on] {
        field.id = format!("{name}-{}", field.id);
    }
    Form::new(visit, name, "/design").with(statement).with(on)
}

fn samples(words: Words) -> Samples {
    let month = |number: u32| {
        words.date(chrono::NaiveDate::from_ymd_opt(2026, number, 1).expect("a first of a month"))
    };
    Samples {
        student: words.text("design-student"),
        staff: words.text("design-staff"),
        letter: words.text_with("letter-from", &[("name", "Elena Rivera".into())]),
        chart: words.text("design-chart"),
        rows: [(month(9), 42), (month(10), 51), (month(11), 58)],
        kept_at: words.time(chrono::NaiveTime::from_hms_opt(14, 5, 0).expect("a time of day")),
    }
}
