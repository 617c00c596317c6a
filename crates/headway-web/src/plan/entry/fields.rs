//! The fields of an entry: from an item to a form, and from a form back to a body.

use chrono::{Datelike, NaiveDate};
use headway_text::Words;
use ilp::plan::{
    self, Aspect, Aspiration, Body, CourseChoice, Experience, Item, Language, LifeArea, Note, Observation,
    ProfileEntry, TEXT_CHARS_MAX, Text, TextRefused,
};

use super::subject::{Subject, seen};
use crate::form::{Field, Form};
use crate::plan::body::area;
use crate::plan::typed::{date, text_if_any, text_over};
use crate::shell::Visit;

/// A field as the page sets it.
#[derive(Debug, Clone)]
pub(in crate::plan) enum Part {
    Text(&'static str),
    Line(&'static str),
    Choice(Choice),
}

/// One of a few answers.
#[derive(Debug, Clone)]
pub(in crate::plan) struct Choice {
    pub(in crate::plan) name: &'static str,
    /// What each sends, and what it says.
    pub(in crate::plan) options: Vec<(String, String)>,
}

const AREAS: [(&str, LifeArea); 3] = [
    ("education", LifeArea::Education),
    ("employment", LifeArea::Employment),
    ("living", LifeArea::IndependentLiving),
];

/// What an observation can be about, strengths first.
const SEEN: [(&str, Aspect); 8] = [
    ("strength", Aspect::Strength),
    ("interest", Aspect::Interest),
    ("value", Aspect::Value),
    ("learning", Aspect::HowILearn),
    ("language", Aspect::Language),
    ("need", Aspect::Need),
    ("in-my-way", Aspect::InMyWay),
    ("access", Aspect::AccessNeed),
];

/// School years that a course wish can be for, beside the one that it names already.
const YEARS: u16 = 6;

fn named<T: Copy>(all: &[(&'static str, T)], name: &str) -> Option<T> {
    all.iter().find(|(known, _)| *known == name).map(|(_, one)| *one)
}

fn name_of<T: Copy + PartialEq>(all: &[(&'static str, T)], one: T) -> &'static str {
    all.iter().find(|(_, known)| *known == one).map_or("", |(name, _)| name)
}

/// The form with the questions of a subject, filled from this body.
pub(in crate::plan) fn with_fields(
    form: Form,
    words: Words,
    subject: Subject,
    old: Option<&Body<plan::Words>>,
) -> Form {
    let (ask, hint) = (subject.question(words), subject.hint(words));
    asking(form, words, (subject, ask, hint), old)
}

/// The same, where somebody else is asked `ask` than the one whose words they would be.
pub(in crate::plan) fn asking(
    form: Form,
    words: Words,
    (subject, ask, hint): (Subject, String, String),
    old: Option<&Body<plan::Words>>,
) -> Form {
    let long = |name, label: String| Field::new(name, label).most(TEXT_CHARS_MAX);
    let main = long(main_of(subject), ask).hint(hint);
    let said = |text: Option<&plan::Words>| text.and_then(plan::Words::as_str).unwrap_or_default().to_owned();
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let texts = old.map(lead_and_second).unwrap_or_default();
    let form = form.with(main.filled(said(texts.0)));
    match subject {
        Subject::About(_) | Subject::Note => form,
        Subject::Hope => {
            let (of, sure) = match old {
                Some(Body::Aspiration(hope)) => (name_of(&AREAS, hope.area), hope.sure),
                _ => ("", false),
            };
            form.with(Field::new("area", words.text("entry-area")).filled(of)).with(
                Field::new("sure", words.text("plan-sure")).filled(if sure { "sure" } else { "unsure" }),
            )
        }
        Subject::Course => {
            let year = match old {
                Some(Body::CourseChoice(course)) => course.school_year,
                _ => None,
            };
            let year = year.map(|year| year.to_string()).unwrap_or_default();
            form.with(Field::new("year", words.text("plan-school-year")).optional().filled(year))
                .with(long("why", words.text("plan-why")).optional().filled(said(texts.1)))
        }
        Subject::Experience => {
            let (from, until) = match old {
                Some(Body::Experience(one)) => (one.from, one.until),
                _ => (None, None),
            };
            form.with(Field::new("from", words.text("entry-from")).date().optional().filled(day(from)))
                .with(Field::new("until", words.text("entry-until")).date().optional().filled(day(until)))
                .with(long("learned", words.text("entry-learned")).optional().filled(said(texts.1)))
        }
        Subject::Observation => {
            let about = match old {
                Some(Body::Observation(one)) => name_of(&SEEN, one.aspect),
                _ => "",
            };
            form.with(Field::new("aspect", words.text("entry-aspect")).filled(about))
        }
    }
}

/// The name of the field with the main words.
pub(in crate::plan) const fn main_of(subject: Subject) -> &'static str {
    match subject {
        Subject::Course => "course",
        Subject::Experience => "what",
        Subject::About(_) | Subject::Hope | Subject::Note | Subject::Observation => "words",
    }
}

fn lead_and_second(body: &Body<plan::Words>) -> (Option<&plan::Words>, Option<&plan::Words>) {
    match body {
        Body::ProfileEntry(one) => (Some(&one.words), None),
        Body::Observation(one) => (Some(&one.words), None),
        Body::Aspiration(one) => (Some(&one.words), None),
        Body::Note(one) => (Some(&one.words), None),
        Body::CourseChoice(one) => (Some(&one.course), one.why.as_ref()),
        Body::Experience(one) => (Some(&one.what), one.learned.as_ref()),
        Body::Goal(_) | Body::Step(_) | Body::Intervention(_) | Body::Support(_) | Body::Review(_) => {
            (None, None)
        }
    }
}

/// How the page sets the fields of a subject, in their order.
pub(in crate::plan) fn parts(visit: &Visit, subject: Subject, form: &Form) -> Vec<Part> {
    let words = visit.words;
    let options = |all: &[(&str, String)]| {
        all.iter().map(|(name, label)| ((*name).to_owned(), label.clone())).collect()
    };
    let main = Part::Text(main_of(subject));
    match subject {
        Subject::About(_) | Subject::Note => vec![main],
        Subject::Hope => {
            let areas = AREAS.map(|(name, one)| (name, area(words, one)));
            let sure = [("sure", words.text("entry-sure")), ("unsure", words.text("plan-not-sure"))];
            vec![
                main,
                Part::Choice(Choice { name: "area", options: options(&areas) }),
                Part::Choice(Choice { name: "sure", options: options(&sure) }),
            ]
        }
        Subject::Course => {
            let year = Choice { name: "year", options: years(visit, form.value("year")) };
            vec![main, Part::Choice(year), Part::Text("why")]
        }
        Subject::Experience => {
            vec![main, Part::Line("from"), Part::Line("until"), Part::Text("learned")]
        }
        Subject::Observation => {
            let about = SEEN.map(|(name, one)| (name, seen(words, one)));
            vec![Part::Choice(Choice { name: "aspect", options: options(&about) }), main]
        }
    }
}

/// The school years from this one on, by the year in which each ends; a year ends with July.
fn years(visit: &Visit, chosen: &str) -> Vec<(String, String)> {
    let today = visit.today();
    let this = u16::try_from(today.year()).unwrap_or_default() + u16::from(8 <= today.month());
    let mut ends: Vec<u16> = (this..this + YEARS).collect();
    ends.extend(chosen.parse::<u16>().ok().filter(|year| !ends.contains(year)));
    ends.sort_unstable();
    let none = (String::new(), visit.words.text("entry-no-year"));
    let label = |end: u16| (end.to_string(), format!("{}–{:02}", end.saturating_sub(1), end % 100));
    std::iter::once(none).chain(ends.into_iter().map(label)).collect()
}

/// An entry as somebody typed it; what cannot be one never gets here.
#[derive(Debug, Clone)]
pub(in crate::plan) struct Draft {
    language: Language,
    says: Body<String>,
}

/// What was typed, or `None` with the reasons at the fields of `form`.
pub(in crate::plan) fn read(form: &mut Form, visit: &Visit, subject: Subject) -> Option<Draft> {
    for name in [main_of(subject), "why", "learned"] {
        text_if_any(form, name, visit);
    }
    let (from, until) = (date(form, "from", visit.words), date(form, "until", visit.words));
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        form.refuse("until", visit.words.text("entry-ends-before"));
    }
    let says = said(form, subject, (from, until));
    if says.is_none() {
        form.refuse(choice_of(subject), visit.words.text("entry-choose"));
    }
    says.filter(|_| form.is_sound()).map(|says| Draft { language: visit.language(), says })
}

const fn choice_of(subject: Subject) -> &'static str {
    match subject {
        Subject::Observation => "aspect",
        Subject::Course => "year",
        _ => "area",
    }
}

/// What the fields say; `None` where none of the offered answers was chosen.
fn said(
    form: &Form,
    subject: Subject,
    (from, until): (Option<NaiveDate>, Option<NaiveDate>),
) -> Option<Body<String>> {
    let main = form.value(main_of(subject)).to_owned();
    let given = |name: &str| Some(form.value(name)).filter(|value| !value.is_empty()).map(str::to_owned);
    Some(match subject {
        Subject::About(aspect) => {
            Body::ProfileEntry(ProfileEntry { aspect, words: main, evidence: Vec::new() })
        }
        Subject::Note => Body::Note(Note { words: main }),
        Subject::Hope => {
            let area = named(&AREAS, form.value("area"))?;
            Body::Aspiration(Aspiration { area, words: main, sure: form.value("sure") == "sure" })
        }
        Subject::Course => {
            let year =
                given("year").map(|year| year.parse::<u16>().ok().filter(|y| (1900..=2200).contains(y)));
            let school_year = match year {
                Some(None) => return None,
                year => year.flatten(),
            };
            Body::CourseChoice(CourseChoice { course: main, code: None, school_year, why: given("why") })
        }
        Subject::Experience => {
            Body::Experience(Experience { what: main, from, until, learned: given("learned") })
        }
        Subject::Observation => {
            let aspect = named(&SEEN, form.value("aspect"))?;
            Body::Observation(Observation { aspect, words: main, evidence: Vec::new() })
        }
    })
}

impl Draft {
    /// The body that supersedes that of `old`; texts that did not change stay the texts that they were, and what the form
    /// does not ask for stays.
    pub(in crate::plan) fn body(&self, old: Option<&Item>) -> Result<Body<Text>, TextRefused> {
        let before = old.map(Item::body_words).unwrap_or_default();
        let mut refused = None;
        let body = self.says.clone().map(&mut |value: String| {
            let same = before.iter().find(|words| words.as_str() == Some(value.as_str()));
            text_over(&self.language, &value, same).map_err(|why| refused = Some(why)).ok()
        });
        if let Some(why) = refused {
            return Err(why);
        }
        let body = body.map(&mut |text| text.expect("every text was taken"));
        let old = old.map(|old| old.body.clone().map(&mut |words| words.text));
        Ok(keeping(body, old))
    }
}

/// What the form has no field for: evidence, and the code of a course that is still called the same.
fn keeping(mut body: Body<Text>, old: Option<Body<Text>>) -> Body<Text> {
    match (&mut body, old) {
        (Body::ProfileEntry(new), Some(Body::ProfileEntry(old))) => new.evidence = old.evidence,
        (Body::Observation(new), Some(Body::Observation(old))) => new.evidence = old.evidence,
        (Body::CourseChoice(new), Some(Body::CourseChoice(old))) if new.course == old.course => {
            new.code = old.code;
        }
        _ => {}
    }
    body
}
