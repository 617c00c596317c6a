//! A form that was on its way while somebody ended its session or closed the account: nothing is done, and the words stay.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use axum::http::{Method, StatusCode};
use headway_store::{Store, StoreError, accounts, sessions};
use hyper::body::Frame;

use super::kept_forms::{fields, keys, routes, times_saved};
use super::{ANA, Answer, Browser, School, TENANT};
use crate::Clock;

type Doing = Pin<Box<dyn Future<Output = Result<(), StoreError>> + Send>>;

/// A body of which nothing comes before something else has happened.
struct Meanwhile {
    happens: Option<Doing>,
    bytes: Option<Bytes>,
}

impl hyper::body::Body for Meanwhile {
    type Data = Bytes;
    type Error = StoreError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, StoreError>>> {
        if let Some(doing) = &mut self.happens {
            match doing.as_mut().poll(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(Err(error)) => return Poll::Ready(Some(Err(error))),
                Poll::Ready(Ok(())) => self.happens = None,
            }
        }
        Poll::Ready(self.bytes.take().map(|bytes| Ok(Frame::data(bytes))))
    }
}

/// Sends the form, whose words come once this has happened.
async fn post_meanwhile(browser: &mut Browser, fields: &[(&str, &str)], happens: Doing) -> Answer {
    let bytes = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let headers = [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin")];
    let body = Body::new(Meanwhile { happens: Some(happens), bytes: Some(bytes.into()) });
    browser.send(Method::POST, "/note", &headers, body).await
}

fn all_sessions_end(store: Store) -> Doing {
    Box::pin(async move {
        let ended = store.write(|tx| Box::pin(async move { sessions::end_all(tx, TENANT, ANA).await }));
        ended.await.map(|_| ())
    })
}

fn the_account_is_closed(store: Store, school: &School) -> Doing {
    let now = school.clock.now();
    Box::pin(async move {
        let closed =
            store.write(move |tx| Box::pin(async move { accounts::disable(tx, TENANT, ANA, now).await }));
        closed.await.map(|_| ())
    })
}

#[tokio::test]
async fn a_form_whose_session_is_ended_on_its_way_does_nothing_and_is_kept() {
    for school in School::on_each_engine(routes).await {
        let mut ana = school.signed_in("ana").await;
        let keys = keys(&ana.get("/note").await);
        let ends = all_sessions_end(school.store.clone());
        let late = post_meanwhile(&mut ana, &fields(&keys, "Read more"), ends).await;
        assert_eq!(late.status, StatusCode::SEE_OTHER, "{}", late.body);
        assert_eq!(late.header("location"), "/sign-in?next=%2Fnote&why=kept");
        assert_eq!(times_saved(&school).await, 0);
        let again = school.signed_in("ana").await.get("/note").await;
        assert!(again.body.contains("Read more</textarea>"), "{}", again.body);
    }
}

#[tokio::test]
async fn a_form_whose_account_is_closed_on_its_way_does_nothing_and_is_given_back() {
    for school in School::on_each_engine(routes).await {
        let mut ana = school.signed_in("ana").await;
        let keys = keys(&ana.get("/note").await);
        let closed = the_account_is_closed(school.store.clone(), &school);
        let late = post_meanwhile(&mut ana, &fields(&keys, "Read more"), closed).await;
        assert_eq!(late.status, StatusCode::FORBIDDEN);
        assert!(late.body.contains("Read more"), "{}", late.body);
        assert_eq!(times_saved(&school).await, 0);
    }
}

#[tokio::test]
async fn a_second_copy_whose_session_the_first_one_renewed_is_told_that_it_is_done() {
    for school in School::on_each_engine(routes).await {
        let mut ana = school.signed_in("ana").await;
        let keys = keys(&ana.get("/note").await);
        let words = fields(&keys, "Read more");
        assert_eq!(ana.post("/note", &words).await.status, StatusCode::SEE_OTHER);
        let ends = all_sessions_end(school.store.clone());
        let second = post_meanwhile(&mut ana, &words, ends).await;
        assert_eq!((second.status, second.header("location")), (StatusCode::SEE_OTHER, "/note?said=saved"));
        assert_eq!(times_saved(&school).await, 1);
        let again = school.signed_in("ana").await.get("/note").await;
        assert!(!again.body.contains("Read more"), "nothing waits that was done: {}", again.body);
    }
}
