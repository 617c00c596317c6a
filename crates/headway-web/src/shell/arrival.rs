//! Who comes: the school by its host name, the language, the session by its cookie.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use chrono::{DateTime, SubsecRound, Utc};
use headway_store::people::Person;
use headway_store::sessions::Session;
use headway_store::tenants::Tenant;
use headway_store::{StoreError, Tx, people, sessions, tenants};
use headway_text::{Locale, Words};
use ilp::PersonId;
use sha2::{Digest, Sha256};

use super::cookie::{self, Jar};
use super::visit::{Reader, Visit};
use crate::app::App;
use crate::error::PageError;
use crate::serve::Peer;
use crate::sign_in;

/// What the store knows of a request before its page begins.
struct Known {
    tenant: Tenant,
    signed_in: Option<(Session, Person)>,
    ended: Option<PersonId>,
}

/// The visit that a request is.
pub(super) async fn arrive(app: &Arc<App>, request: &Parts) -> Result<Visit, PageError> {
    let headers = &request.headers;
    let jar = Jar(headers);
    // To the microsecond, as the store keeps it: a plan must be the replay of its log to the last digit.
    let now = app.clock.now().trunc_subsecs(6);
    let token = jar.token(cookie::SESSION);
    let token_digest = token.map(|token| -> [u8; 32] { Sha256::digest(token).into() });
    let host = host(request).to_owned();
    let known = app
        .store
        .read(move |tx| Box::pin(async move { known(tx, &host, token_digest, now).await }))
        .await?
        .ok_or(PageError::NoSchool)?;
    let language_of_person =
        known.signed_in.as_ref().and_then(|(_, person)| Locale::from_tag(person.language.as_deref()?));
    let reader = known.signed_in.zip(token_digest).map(|((session, person), token_digest)| Reader {
        person: session.person,
        name: person.names.shown(),
        session,
        token_digest,
    });
    if let Some(reader) = &reader {
        sign_in::stay(app, reader, now).await;
    }
    let kept_secret = token.or_else(|| jar.token(cookie::VISIT));
    Ok(Visit {
        words: Words::new(chosen(headers).or(language_of_person).unwrap_or_else(|| language(headers))),
        app: Arc::clone(app),
        tenant: known.tenant,
        now,
        path: request.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned(),
        address: address(&app.settings.trusted_proxies, request),
        reader,
        ended: known.ended,
        secret: kept_secret.unwrap_or_else(|| app.fresh_token()),
        secret_is_fresh: kept_secret.is_none(),
    })
}

async fn known(
    tx: &Tx,
    host: &str,
    token_digest: Option<[u8; 32]>,
    now: DateTime<Utc>,
) -> Result<Option<Known>, StoreError> {
    let Some(tenant) = tenant(tx, host).await? else { return Ok(None) };
    let Some(digest) = token_digest else { return Ok(Some(Known { tenant, signed_in: None, ended: None })) };
    let theirs = |session: &Session| session.tenant == tenant.id;
    if let Some(session) = sessions::current(tx, &digest, now).await?.filter(theirs)
        && let Some(person) =
            people::find(tx, tenant.id, session.person).await?.filter(|person| person.enabled)
    {
        return Ok(Some(Known { tenant, signed_in: Some((session, person)), ended: None }));
    }
    // Asked as of long ago, the store tells whose session it was; what they typed is kept for them and nobody else.
    let ended = sessions::current(tx, &digest, DateTime::UNIX_EPOCH).await?.filter(theirs);
    Ok(Some(Known { ended: ended.map(|session| session.person), tenant, signed_in: None }))
}

/// The tenant of a host name; where there is only one, it answers to every name.
async fn tenant(tx: &Tx, host: &str) -> Result<Option<Tenant>, StoreError> {
    if let Some(tenant) = tenants::by_host(tx, host).await? {
        return Ok(Some(tenant));
    }
    let mut all = tenants::all(tx).await?;
    Ok(if all.len() == 1 { all.pop() } else { None })
}

/// The host name that was asked for, without its port.
fn host(request: &Parts) -> &str {
    let host = host_and_port(&request.headers);
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

/// The host with its port, as `Origin` names it.
pub(super) fn host_and_port(headers: &HeaderMap) -> &str {
    headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default()
}

/// The language of a reader whom we do not know yet: what they chose, else what their browser prefers.
pub(super) fn language(headers: &HeaderMap) -> Locale {
    let preferred = || {
        let asked = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
        Locale::from_accept_language(asked)
    };
    chosen(headers).or_else(preferred).unwrap_or_default()
}

fn chosen(headers: &HeaderMap) -> Option<Locale> {
    Jar(headers).get(cookie::LANGUAGE).and_then(Locale::from_tag)
}

/// Where the request comes from. A proxy's word is taken only from the proxies that the operator named, and then the
/// last address that is not itself such a proxy: those before it can be made up by anybody.
fn address(proxies: &[IpAddr], request: &Parts) -> IpAddr {
    let peer = request.extensions.get::<Peer>().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.ip());
    let trusted = |address: &IpAddr| proxies.contains(address);
    if !trusted(&peer) {
        return peer;
    }
    let forwarded =
        request.headers.get_all("x-forwarded-for").into_iter().filter_map(|line| line.to_str().ok());
    let named: Vec<IpAddr> =
        forwarded.flat_map(|line| line.split(',')).filter_map(|name| name.trim().parse().ok()).collect();
    named.into_iter().rev().find(|address| !trusted(address)).unwrap_or(peer)
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use axum::extract::Request;

    use super::address;
    use crate::serve::Peer;

    #[test]
    fn only_a_named_proxy_is_believed_and_only_about_its_own_client() {
        let ip = |text: &str| text.parse::<IpAddr>().expect("an address");
        let check = |peer: &str, forwarded: &str, expected: &str| {
            let request = Request::builder()
                .extension(Peer((ip(peer), 4000).into()))
                .header("x-forwarded-for", forwarded)
                .body(())
                .expect("a request");
            let found = address(&[ip("10.0.0.1"), ip("10.0.0.2")], &request.into_parts().0);
            assert_eq!(found, ip(expected), "{peer} says {forwarded}");
        };
        check("192.0.2.7", "198.51.100.1", "192.0.2.7");
        check("10.0.0.1", "198.51.100.1", "198.51.100.1");
        check("10.0.0.1", "203.0.113.9, 198.51.100.1, 10.0.0.2", "198.51.100.1");
        check("10.0.0.1", "not an address", "10.0.0.1");
    }
}
