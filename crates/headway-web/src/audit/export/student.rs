//! /audit/export/student: the student is chosen whose plan it is; below it, with the student's id, the form for that one.
//!
//! What is searched for is sent as a form is, and stands in no address: nobody's name lies in a log of addresses for it.

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::response::Response;
use headway_store::attending::{self, Attending};
use headway_store::audit::{Event, code_of};
use headway_store::oversight::Oversight;
use headway_store::visible::{self, Listed, Wanted};
use headway_store::{StoreError, Work, people, permits};
use headway_text::Arg;
use ilp::PersonId;
use ilp::access::{Act, Actor, Why};

use super::{blank, make, only_for_keepers};
use crate::about::{id, refusal};
use crate::error::PageError;
use crate::form::{Field, Form, Posted};
use crate::layout::Frame;
use crate::shell::Visit;
use crate::students::grade_words;

/// More of one name are told apart by more of the name.
const FOUND_MAX: u32 = 20;

#[derive(Template)]
#[template(path = "audit/export/student.html")]
struct Page {
    frame: Frame,
    form: Form,
    is_asked: bool,
    rows: Vec<Row>,
    /// There are more than are shown.
    goes_on: bool,
}

struct Row {
    href: String,
    name: String,
    /// School and grade: two students may have one name.
    place: String,
}

/// Whose plan it is about.
#[derive(Debug, Clone)]
pub(super) struct Student {
    pub(super) id: PersonId,
    name: String,
}

impl Student {
    pub(super) fn address(&self) -> String {
        address(self.id)
    }

    pub(super) fn named(&self) -> (&'static str, Arg) {
        ("student", self.name.as_str().into())
    }
}

fn address(student: PersonId) -> String {
    format!("/audit/export/student/{student}")
}

/// GET /audit/export/student
pub(crate) async fn choose(visit: Visit) -> Result<Response, PageError> {
    only_for_keepers(&visit).await?;
    page(&visit, form(&visit), None)
}

/// POST /audit/export/student: it changes nothing, and shows who is found.
pub(crate) async fn find(visit: Visit, Extension(posted): Extension<Posted>) -> Result<Response, PageError> {
    only_for_keepers(&visit).await?;
    let form = form(&visit).read(&posted);
    let words: String = form.value("words").chars().take(100).collect();
    if words.is_empty() {
        return page(&visit, form, None);
    }
    let day = (visit.today(), visit.tenant.age_of_majority);
    let wanted = Wanted { words, count_max: FOUND_MAX, ..Wanted::default() };
    let read = visit.read_over(Act::SeeAudit, move |right| -> Work<'_, _> {
        Box::pin(async move {
            let found = visible::list(right.tx(), (right.tenant(), right.person()), day, &wanted).await?;
            let kept_away = right.kept_away().await?;
            let theirs = |one: &Listed| one.learner != right.person() && !kept_away.contains(&one.learner);
            let listed: Vec<Listed> = found.rows.into_iter().filter(theirs).collect();
            let ids: Vec<PersonId> = listed.iter().map(|one| one.learner).collect();
            Ok((listed, attending::today(&right, &ids).await?, found.has_after))
        })
    });
    let (listed, places, goes_on) = read.await?;
    let place = |one: &Listed| {
        let places = places.get(&one.learner).map(Vec::as_slice).unwrap_or_default();
        let said = |at: &Attending| format!("{}, {}", at.school, grade_words(visit.words, &at.grade));
        places.iter().map(said).collect::<Vec<_>>().join("; ")
    };
    let row = |one: &Listed| Row { href: address(one.learner), name: one.name.clone(), place: place(one) };
    page(&visit, form, Some((listed.iter().map(row).collect(), goes_on)))
}

/// GET /audit/export/student/{learner}
pub(crate) async fn show(visit: Visit, Path(learner): Path<String>) -> Result<Response, PageError> {
    let student = load(&visit, id(&learner)?).await?;
    blank(&visit, Some(&student)).await
}

/// POST /audit/export/student/{learner}
pub(crate) async fn ask(
    visit: Visit,
    Path(learner): Path<String>,
    Extension(posted): Extension<Posted>,
) -> Result<Response, PageError> {
    let student = load(&visit, id(&learner)?).await?;
    make(&visit, &posted, Some(&student)).await
}

/// The student, where the records are this reader's to keep.
pub(super) async fn load(visit: &Visit, learner: PersonId) -> Result<Student, PageError> {
    only_for_keepers(visit).await?;
    let actor = visit.actor()?;
    let read = visit.read_over(Act::SeeAudit, move |right| -> Work<'_, _> {
        Box::pin(async move {
            if let Err(why) = is_theirs(&right, &actor, learner).await? {
                return Ok(Err(why));
            }
            Ok(Ok(named(&right, learner).await?))
        })
    });
    match read.await? {
        Ok(Some(name)) => Ok(Student { id: learner, name }),
        Ok(None) => Err(PageError::NotFound),
        Err(why) => deny(visit, learner, why),
    }
}

/// Refuses this student, and puts that on record.
pub(super) fn deny<T>(visit: &Visit, learner: PersonId, why: Why) -> Result<T, PageError> {
    let denial = visit.denial(Act::SeeAudit, Some(learner))?;
    let denial = Event { because: code_of(&why).0, ..denial };
    if !visit.app.views.note_denial(denial) {
        return Err(PageError::Busy(5));
    }
    Err(refusal(visit.words, why))
}

async fn named(right: &Oversight<'_>, person: PersonId) -> Result<Option<String>, StoreError> {
    let names = people::names_of(right.tx(), right.tenant(), &[person]).await?;
    Ok(names.into_iter().next().map(|(_, name)| name))
}

/// Whether this reader keeps the records of that student: who looked is one of them.
pub(super) async fn is_theirs(
    right: &Oversight<'_>,
    actor: &Actor,
    learner: PersonId,
) -> Result<Result<(), Why>, StoreError> {
    let permit = permits::permit(right.tx(), actor, Act::ManageRights, learner, right.now()).await?;
    Ok(permit.map(|_| ()))
}

fn form(visit: &Visit) -> Form {
    let words = Field::new("words", visit.words.text("students-search"));
    Form::new(visit, "student", "/audit/export/student").with(words)
}

fn page(visit: &Visit, form: Form, found: Option<(Vec<Row>, bool)>) -> Result<Response, PageError> {
    let frame = visit.frame(visit.words.text("audit-choose-title"));
    let is_asked = found.is_some();
    let (rows, goes_on) = found.unwrap_or_default();
    visit.show(&Page { frame, form, is_asked, rows, goes_on })
}
