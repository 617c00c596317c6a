//! `headway serve`: opens the database and answers until it is told to stop.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use clap::Args;
use headway_store::{Store, StoreError, attempts, drafts, once, sessions};
use headway_web::{App, Clock, Limits, Settings, TrustedProxies};

use super::Failure;
use crate::shell;

/// Serves Headway at `HEADWAY_LISTEN` (127.0.0.1:8080 where it is not set) from the database `HEADWAY_DATABASE`.
///
/// `HEADWAY_TRUSTED_PROXIES` names the reverse proxies that may say where a request comes from; where it is not set, only
/// one on this machine may.
#[derive(Debug, Args)]
pub(crate) struct Serve {}

struct RealClock;

impl Clock for RealClock {
    fn now(&self) -> DateTime<Utc> {
        shell::now()
    }
}

impl Serve {
    /// Serves until SIGTERM or Ctrl-C; open requests are answered first.
    #[expect(clippy::unused_self, reason = "every command runs by its value")]
    pub(crate) fn run(self) -> Result<(), Failure> {
        shell::wait_for(serve())
    }
}

async fn serve() -> Result<(), Failure> {
    let began = std::time::Instant::now();
    let settings = settings()?;
    let address = std::env::var("HEADWAY_LISTEN").unwrap_or_else(|_| "127.0.0.1:8080".to_owned());
    let store = shell::database().await?;
    let listener = tokio::net::TcpListener::bind(&address).await.map_err(|error| {
        Failure::new(format!("cannot listen at {address}: {error}; set HEADWAY_LISTEN to another"))
    })?;
    let app = App::new(store.clone(), Arc::new(RealClock), Arc::new(shell::Entropy), settings);
    let views = app.views();
    // Before anybody is told where it listens: from then on a signal ends it in order.
    let told_to_stop = told_to_stop();
    let tidying = tokio::spawn(tidy_up(store.clone()));
    println!("listening on http://{} after {} ms", listener.local_addr()?, began.elapsed().as_millis());
    headway_web::serve(listener, headway_web::router(app), Limits::default(), told_to_stop).await;
    tidying.abort();
    // The views of the last pages are written before the database is let go.
    views.flush().await;
    store.close().await;
    Ok(())
}

/// What the environment sets about the web; what is not there, or empty, is as it always is.
fn settings() -> Result<Settings, Failure> {
    let mut settings = Settings::default();
    let proxies = std::env::var_os("HEADWAY_TRUSTED_PROXIES").filter(|proxies| !proxies.is_empty());
    if let Some(proxies) = proxies {
        let read = proxies.to_string_lossy().parse::<TrustedProxies>();
        settings.trusted_proxies = read.map_err(|unreadable| Failure::new(unreadable.to_string()))?;
    }
    Ok(settings)
}

/// Listens for signals from now on; the future is done when one has come.
fn told_to_stop() -> impl Future<Output = ()> {
    use tokio::signal::unix::{SignalKind, signal};
    let signals = [SignalKind::terminate(), SignalKind::interrupt()].map(signal);
    async move {
        let [Ok(mut terminate), Ok(mut interrupt)] = signals else { return std::future::pending().await };
        tokio::select! {
            _ = terminate.recv() => (),
            _ = interrupt.recv() => (),
        }
    }
}

const BETWEEN_TIDYINGS: Duration = Duration::from_mins(15);

/// Removes what has served its time: a quarter of an hour after the start, and every quarter of an hour from then on.
async fn tidy_up(store: Store) {
    loop {
        tokio::time::sleep(BETWEEN_TIDYINGS).await;
        let now = shell::now();
        let tidied = store.write(move |tx| Box::pin(forget_old(tx, now))).await;
        if let Err(error) = tidied {
            tracing::warn!(%error, "old sessions, keys and drafts could not be removed; it is tried again");
        }
    }
}

/// Keys of forms after a day, drafts after a month, guesses after an hour. Ended sessions stay a week, so that a form that
/// was sent long after still finds its author.
async fn forget_old(tx: &headway_store::Tx, now: DateTime<Utc>) -> Result<(), StoreError> {
    once::forget(tx, now - TimeDelta::days(1)).await?;
    drafts::forget(tx, now - TimeDelta::days(30)).await?;
    attempts::forget(tx, now - TimeDelta::hours(1)).await?;
    sessions::forget_ended(tx, now - TimeDelta::days(7)).await?;
    Ok(())
}
