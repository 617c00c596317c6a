//! GET /health: whether the server and its store answer, for a watcher that is no person.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use headway_store::tenants;

use crate::app::App;

pub(crate) async fn show(State(app): State<Arc<App>>) -> Response {
    let asked = app.store.read(|tx| Box::pin(async move { tenants::all(tx).await })).await;
    match asked {
        Ok(_) => "ok\n".into_response(),
        Err(error) => {
            tracing::warn!(%error, "the store does not answer");
            let headers = [(header::RETRY_AFTER, "5")];
            (StatusCode::SERVICE_UNAVAILABLE, headers, "the store does not answer\n").into_response()
        }
    }
}
