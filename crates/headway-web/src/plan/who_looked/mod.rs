//! GET /plan/{learner}/who-looked: the access log in words, for the student and the family; older looks behind `?before=`.

mod said;

use std::collections::{BTreeSet, HashMap};

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
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
    looks: Vec<Look>,
    /// The last look of this page, where there are earlier ones.
    older: Option<Uuid>,
}

/// What the address asks for.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    before: Option<Uuid>,
}

/// One look.
struct Look {
    name: String,
    why: String,
    /// What became of an urgent reason.
    checked: Option<String>,
    what: String,
    when: String,
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
    views.truncate(shown);
    let names: HashMap<PersonId, String> = names.into_iter().collect();
    let classes: HashMap<ClassId, String> = classes.into_iter().collect();
    let name = names.get(&learner).cloned().unwrap_or_default();
    let title = visit.words.text_with("looked-title", &[("name", name.into())]);
    let looks = views.iter().map(|view| look(&visit, view, (&names, &classes, &said))).collect();
    visit.show(&Page { frame: visit.frame(title), learner, looks, older })
}

fn look(
    visit: &Visit,
    view: &View,
    (names, classes, said): (&HashMap<PersonId, String>, &HashMap<ClassId, String>, &Said),
) -> Look {
    let words = visit.words;
    let local = view.at.with_timezone(&visit.zone());
    let name = |person: PersonId| names.get(&person).cloned().unwrap_or_else(|| words.text("plan-somebody"));
    let about = ("name", name(view.learner).into());
    let why = match reason(&view.detail) {
        Some(Because::Teaches { class, role }) => {
            let class = ("class", classes.get(&class).cloned().unwrap_or_default().into());
            match role {
                ClassRole::Teacher | ClassRole::CoTeacher => {
                    words.text_with("looked-teaches", &[about, class])
                }
                ClassRole::Substitute => words.text_with("looked-substitute", &[about, class]),
                ClassRole::Aide | ClassRole::Proctor => words.text_with("looked-helps", &[about, class]),
            }
        }
        Some(Because::Caseload { kind: CaseloadKind::Counselor }) => {
            words.text_with("looked-counselor", &[about])
        }
        Some(Because::Caseload { kind: CaseloadKind::CaseManager }) => {
            words.text_with("looked-case-manager", &[about])
        }
        Some(Because::Caseload { kind: CaseloadKind::Interventionist }) => {
            words.text_with("looked-interventionist", &[about])
        }
        Some(Because::Supporter) => words.text_with("looked-supporter", &[about]),
        Some(Because::RecordsOfficer { .. }) => said.officers(words, view),
        Some(Because::BreakGlass { .. }) => said.urgent(words, view),
        _ => words.text("looked-other"),
    };
    let what = match serde_json::from_value(serde_json::Value::String(view.act.clone())) {
        Ok(Act::SeePlan) => words.text("looked-at-plan"),
        Ok(Act::SeeHistory) => words.text("looked-at-history"),
        Ok(Act::SeeWhoLooked) => words.text("looked-at-looks"),
        Ok(Act::ManageRights) => words.text("rights-looked"),
        _ => words.text("looked-to-write"),
    };
    Look {
        name: name(view.person),
        why,
        checked: said.checked(visit, view),
        what,
        when: format!("{}, {}", words.date(local.date_naive()), words.time(local.time())),
        iso: view.at.to_rfc3339(),
    }
}
