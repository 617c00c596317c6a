//! GET /: the way to what is mine: my plan, my children's, my students'.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use headway_store::hats;

use crate::error::PageError;
use crate::layout::Frame;
use crate::shell::Visit;

#[derive(Template)]
#[template(path = "home/page.html")]
struct Page {
    frame: Frame,
    name: String,
    own: Option<String>,
    children: Vec<Child>,
    works: bool,
    /// They look after the system, and so see no plan.
    administers: bool,
}

/// A child of the reader's.
struct Child {
    href: String,
    label: String,
}

pub(crate) async fn show(visit: Visit) -> Result<Response, PageError> {
    let reader = visit.reader()?;
    let (name, who) = (reader.name.clone(), (visit.tenant.id, reader.person));
    let day = (visit.today(), visit.tenant.age_of_majority);
    let found = visit.app.store.read(move |tx| Box::pin(async move { hats::of(tx, who, day).await })).await?;
    let own = found.learns.then(|| format!("/plan/{}", who.1));
    // With one thing to go to, nobody needs a page of links.
    let only = match (&own, found.children.as_slice(), found.works) {
        (Some(own), [], false) => Some(own.clone()),
        (None, [(child, _)], false) => Some(format!("/plan/{child}")),
        (None, [], true) => Some("/students".to_owned()),
        _ => None,
    };
    if let Some(only) = only {
        return Ok(Redirect::to(&only).into_response());
    }
    let child = |(id, name): (ilp::PersonId, String)| Child {
        href: format!("/plan/{id}"),
        label: visit.words.text_with("home-child", &[("name", name.into())]),
    };
    let children = found.children.into_iter().map(child).collect();
    let frame = visit.frame(visit.words.text("home-title"));
    visit.show(&Page { frame, name, own, children, works: found.works, administers: found.administers })
}
