//! GET /rights/{learner}: who is tied to a learner and by what, for the privacy officer; and what an officer does about it,
//! below it.
//!
//! For everybody else there is no such page, whether they know of the learner or not: a court order is nobody's but the
//! officer's and the court's.

mod act;
pub(crate) mod consent;
mod deed;
pub(crate) mod district;
pub(crate) mod ending;
pub(crate) mod find;
pub(crate) mod link;
pub(crate) mod of_age;
pub(crate) mod order;
mod row;
mod said;
mod spell;

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use headway_store::Work;
use headway_store::permits::Permit;
use headway_store::rights::{self, Known, Recorded};
use ilp::PersonId;
use ilp::access::{Act, Tie};

use crate::about::id;
use crate::error::PageError;
use crate::layout::Frame;
use crate::shell::Visit;
use row::Row;

pub(crate) use said::{did, noted};

#[derive(Template)]
#[template(path = "rights/page.html")]
struct Page {
    frame: Frame,
    at: String,
    plan: String,
    audit: String,
    /// Whose the rights are, and from when on, in sentences.
    age: Vec<String>,
    age_said: Vec<String>,
    groups: Vec<Group>,
    over: Vec<Row>,
}

/// Ties of one kind.
struct Group {
    id: &'static str,
    title: String,
    /// What there is to know where nobody is in it; a group without such words is left out then.
    empty: Option<String>,
    rows: Vec<Row>,
    /// The way to another one.
    add: Option<(String, String)>,
}

/// GET /rights/{learner}
pub(crate) async fn show(visit: Visit, Path(learner): Path<String>) -> Result<Response, PageError> {
    let learner: PersonId = id(&learner)?;
    let known =
        read(&visit, learner, |permit| -> Work<'_, _> { Box::pin(async move { rights::of(&permit).await }) });
    let known = known.await?.ok_or(PageError::NotFound)?;
    visit.show(&page(&visit, learner, &known))
}

/// Reads what a page about a learner's rights shows. Who keeps no records is told of no such page.
async fn read<T, F>(visit: &Visit, learner: PersonId, job: F) -> Result<T, PageError>
where
    F: for<'a> FnOnce(Permit<'a>) -> Work<'a, T> + Clone + Send + 'static,
    T: Send + 'static,
{
    hidden(visit, visit.read_about(Act::ManageRights, learner, job).await)
}

fn hidden<T>(visit: &Visit, found: Result<T, PageError>) -> Result<T, PageError> {
    match found {
        Err(PageError::Forbidden(_)) if !visit.reader()?.hats.guards => Err(PageError::NotFound),
        found => found,
    }
}

fn page(visit: &Visit, learner: PersonId, known: &Known) -> Page {
    let words = visit.words;
    let at = format!("/rights/{learner}");
    let (over, now): (Vec<&Recorded>, Vec<&Recorded>) =
        known.ties.iter().filter(|tie| !is_told_anew(tie, known)).partition(|tie| tie.is_over(visit.today()));
    let rows = |wanted: fn(&Tie) -> bool| -> Vec<Row> {
        let kept = now.iter().filter(|tie| wanted(&tie.tie));
        kept.map(|tie| row::of(visit, learner, known, tie)).collect()
    };
    let way = |for_what: &str, label: &str| Some((format!("{at}/find?for={for_what}"), words.text(label)));
    let group = |(id, title), wanted: fn(&Tie) -> bool, empty: Option<&str>, add| Group {
        id,
        title: words.text(title),
        empty: empty.map(|key| words.text(key)),
        rows: rows(wanted),
        add,
    };
    let is_consent = |tie: &Tie| matches!(tie, Tie::AdultConsent { .. });
    let groups = vec![
        group(
            ("family", "rights-family"),
            |tie| matches!(tie, Tie::Family { .. }),
            Some("rights-family-none"),
            way("link", "rights-link-add"),
        ),
        group(
            ("orders", "rights-orders"),
            |tie| matches!(tie, Tie::Restriction { .. }),
            Some("rights-orders-none"),
            way("order", "rights-order-add"),
        ),
        group(("consents", "rights-consents"), is_consent, said::consents_none(visit, known), None),
        group(("supporters", "rights-supporters"), |tie| matches!(tie, Tie::Supporter { .. }), None, None),
        group(("caseloads", "rights-caseloads"), |tie| matches!(tie, Tie::Caseload { .. }), None, None),
        group(("glass", "rights-glass"), |tie| matches!(tie, Tie::BreakGlass { .. }), None, None),
    ];
    Page {
        frame: visit.frame(words.text_with("rights-title", &[("name", known.name.as_str().into())])),
        // Who has said what for goes on from there.
        plan: format!("/plan/{learner}/purpose"),
        audit: "/audit?kind=rights".to_owned(),
        age: said::age(visit, known),
        age_said: row::told(visit, &known.said),
        groups: groups.into_iter().filter(|one| one.empty.is_some() || !one.rows.is_empty()).collect(),
        over: over.into_iter().map(|tie| row::of(visit, learner, known, tie)).collect(),
        at,
    }
}

/// Whether a roster said this, and a person says it now: one row tells enough.
fn is_told_anew(tie: &Recorded, known: &Known) -> bool {
    let by_hand = |other: &Recorded| {
        other.person == tie.person && !other.is_rosters && matches!(other.tie, Tie::Family { .. })
    };
    tie.is_rosters && tie.until.is_some() && known.ties.iter().any(by_hand)
}
