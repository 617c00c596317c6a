//! GET /plan/{learner}/who-looked: the access log in words, for the student and the family; older looks behind `?before=`.

mod said;

use std::collections::{BTreeSet, HashMap};

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use chrono::NaiveDate;
use headway_store::access_log::{self, View};
use headway_store::{Work, people, places};
use ilp::access::{Act, Because, CaseloadKind, ClassRole};
use ilp::{ClassId, PersonId};
use serde::Deserialize;
use uuid::Uuid;

use crate::about::{Query, id, reason};
use crate::error::PageError;
use crate::layout::Frame;
use crate::shell::Visit;
use said::Said;

/// Looks on one page.
const LOOKS_MAX: u32 = 200;

#[derive(Template)]
#[template(path = "plan/who_looked/page.html")]
struct Page {
    frame: Frame,
    learner: PersonId,
    days: Vec<Day>,
    /// The last look of this page, where there are earlier ones.
    older: Option<Uuid>,
}

/// What the address asks for.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    before: Option<Uuid>,
}

/// The looks of one person on one day for one reason.
struct Day {
    name: String,
    date: String,
    iso: String,
    /// Why they may.
    why: String,
    /// "Read the plan 3 times", where there is more than one look; without a number where the page may hold a part of them.
    times: Option<String>,
    looks: Vec<Look>,
}

/// One look.
struct Look {
    what: String,
    /// It was the text of the plan, and not a form or another page about the student.
    is_reading: bool,
    time: String,
    iso: String,
}

pub(crate) async fn show(
    visit: Visit,
    Path(learner): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let learner = id(&learner)?;
    // Whoever asks who looked means also whoever looked a moment ago.
    visit.app.views.flush().await;
    let read = visit.read_about(Act::SeeWhoLooked, learner, move |permit| -> Work<'_, _> {
        Box::pin(async move {
            let (tx, tenant) = (permit.tx(), permit.tenant());
            let views = access_log::of_learner(&permit, asked.before, LOOKS_MAX + 1).await?;
            let mut people: BTreeSet<PersonId> = views.iter().map(|view| view.person).collect();
            people.insert(learner);
            let people: Vec<PersonId> = people.into_iter().collect();
            let names = people::names_of(tx, tenant, &people).await?;
            let class = |view: &View| match reason(&view.detail) {
                Some(Because::Teaches { class, .. }) => Some(class),
                _ => None,
            };
            let classes: BTreeSet<ClassId> = views.iter().filter_map(class).collect();
            let classes: Vec<ClassId> = classes.into_iter().collect();
            let classes = places::class_names(tx, tenant, &classes).await?;
            let said = Said::around(&permit, &views).await?;
            Ok((views, names, classes, said))
        })
    });
    let (mut views, names, classes, said) = read.await?;
    let shown = LOOKS_MAX as usize;
    let older = (shown < views.len()).then(|| views[shown - 1].id);
    let on = |view: &View| view.at.with_timezone(&visit.zone()).date_naive();
    // The looks of these days may go on over the edge of the page.
    let cut = [views.get(shown).map(on), asked.before.and(views.first().map(on))];
    views.truncate(shown);
    let names: HashMap<PersonId, String> = names.into_iter().collect();
    let classes: HashMap<ClassId, String> = classes.into_iter().collect();
    let name = names.get(&learner).cloned().unwrap_or_default();
    let title = if visit.reader()?.person == learner {
        visit.words.text("looked-title-you")
    } else {
        visit.words.text_with("looked-title", &[("name", name.into())])
    };
    let told = Told { visit: &visit, learner, names, classes, said };
    visit.show(&Page { frame: visit.frame(title), learner, days: told.days(&views, cut), older })
}

/// What the looks of a page are told with.
struct Told<'a> {
    visit: &'a Visit,
    learner: PersonId,
    names: HashMap<PersonId, String>,
    classes: HashMap<ClassId, String>,
    said: Said,
}

impl Told<'_> {
    /// One line a person, a day and a reason, in the order of the latest look of each; those of the days that are cut say no number.
    fn days(&self, views: &[View], cut: [Option<NaiveDate>; 2]) -> Vec<Day> {
        let words = self.visit.words;
        let mut places: HashMap<(PersonId, NaiveDate, String), usize> = HashMap::new();
        let mut days: Vec<Day> = Vec::new();
        for view in views {
            let on = view.at.with_timezone(&self.visit.zone()).date_naive();
            let why = self.why(view);
            let place = *places.entry((view.person, on, why.clone())).or_insert(days.len());
            if place == days.len() {
                let name = self.names.get(&view.person).cloned();
                days.push(Day {
                    name: name.unwrap_or_else(|| words.text("plan-somebody")),
                    date: words.date(on),
                    iso: on.to_string(),
                    why,
                    times: None,
                    looks: Vec::new(),
                });
            }
            days[place].looks.push(self.look(view));
        }
        let cut = cut.map(|day| day.map(|day| day.to_string()));
        for day in days.iter_mut().filter(|day| 1 < day.looks.len()) {
            let readings = day.looks.iter().filter(|look| look.is_reading).count();
            let is_cut = cut.iter().flatten().any(|cut| *cut == day.iso);
            let count = i64::try_from(readings).unwrap_or(i64::MAX);
            day.times = Some(if is_cut || readings == 0 {
                words.text("looked-opened")
            } else {
                words.text_with("looked-times", &[("count", count.into())])
            });
        }
        days
    }

    /// Why they may look, said to the student or to the family, and what became of an urgent reason.
    fn why(&self, view: &View) -> String {
        let words = self.visit.words;
        let to_them = self.visit.reader().is_ok_and(|reader| reader.person == self.learner);
        let name = self.names.get(&self.learner).cloned().unwrap_or_default();
        let tell = |you: &str, of: &str, class: Option<ClassId>| {
            let class = class.and_then(|class| self.classes.get(&class)).cloned().unwrap_or_default();
            let gaps = [("name", name.as_str().into()), ("class", class.into())];
            words.text_with(if to_them { you } else { of }, &gaps)
        };
        let why = match reason(&view.detail) {
            Some(Because::Teaches { class, role }) => {
                let (you, of) = match role {
                    ClassRole::Teacher | ClassRole::CoTeacher => ("looked-teaches-you", "looked-teaches"),
                    ClassRole::Substitute => ("looked-substitute-you", "looked-substitute"),
                    ClassRole::Aide | ClassRole::Proctor => ("looked-helps-you", "looked-helps"),
                };
                tell(you, of, Some(class))
            }
            Some(Because::Caseload { kind }) => {
                let (you, of) = match kind {
                    CaseloadKind::Counselor => ("looked-counselor-you", "looked-counselor"),
                    CaseloadKind::CaseManager => ("looked-case-manager-you", "looked-case-manager"),
                    CaseloadKind::Interventionist => ("looked-interventionist-you", "looked-interventionist"),
                };
                tell(you, of, None)
            }
            Some(Because::Supporter) => tell("looked-supporter-you", "looked-supporter", None),
            Some(Because::RecordsOfficer { .. }) => self.said.officers(words, view),
            Some(Because::BreakGlass { .. }) => self.said.urgent(words, view),
            _ => words.text("looked-other"),
        };
        match self.said.checked(self.visit, view) {
            Some(checked) => format!("{why} {checked}"),
            None => why,
        }
    }

    fn look(&self, view: &View) -> Look {
        let words = self.visit.words;
        let act = serde_json::from_value(serde_json::Value::String(view.act.clone())).ok();
        let what = match act {
            Some(Act::SeePlan) => words.text("looked-at-plan"),
            Some(Act::SeeHistory) => words.text("looked-at-history"),
            Some(Act::SeeWhoLooked) => words.text("looked-at-looks"),
            Some(Act::ManageRights) => words.text("rights-looked"),
            _ => words.text("looked-to-write"),
        };
        let time = words.time(view.at.with_timezone(&self.visit.zone()).time());
        Look { what, is_reading: act.is_some_and(Act::opens_a_plan), time, iso: view.at.to_rfc3339() }
    }
}
