//! Who comes: the school by its host name, the language, the session by its cookie.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use chrono::{DateTime, SubsecRound, Utc};
use headway_store::hats::Hats;
use headway_store::sessions::{self, Whose};
use headway_store::tenants::Tenant;
use headway_store::{StoreError, Tx, tenants};
use headway_text::{Locale, Words};
use sha2::{Digest, Sha256};

use super::cookie::{self, Jar};
use super::visit::{Reader, Visit};
use crate::about::zone_of;
use crate::app::App;
use crate::error::PageError;
use crate::proxies::TrustedProxies;
use crate::serve::Peer;
use crate::sign_in;

/// What the store knows of a request before its page begins.
struct Known {
    tenant: Tenant,
    whose: Whose,
    /// Of who is signed in.
    hats: Option<Arc<Hats>>,
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
    let (asks, forgotten) = (Arc::clone(app), app.hats.forgotten());
    let known = app
        .store
        .read(move |tx| {
            Box::pin(async move { known((tx, forgotten), &asks, (&host, token_digest), now).await })
        })
        .await?
        .ok_or(PageError::NoSchool)?;
    let (signed_in, ended) = match known.whose {
        Whose::Theirs(signed_in) => (Some(signed_in), None),
        Whose::Ended(ended) => (None, Some(ended)),
        Whose::Nobodys => (None, None),
    };
    let language_of_person =
        signed_in.as_ref().and_then(|person| Locale::from_tag(person.language.as_deref()?));
    let reader = signed_in.zip(known.hats).zip(token_digest).map(|((person, hats), token_digest)| Reader {
        person: person.session.person,
        name: person.name,
        session: person.session,
        look: person.look,
        hats,
        token_digest,
    });
    if let Some(reader) = &reader {
        sign_in::stay(app, reader, now).await;
    }
    let kept_secret = token.or_else(|| jar.token(cookie::VISIT));
    let locale = chosen(headers).or(language_of_person).unwrap_or_else(|| language(headers));
    Ok(Visit {
        words: words(locale, reader.as_ref().map(|reader| &*reader.hats)),
        app: Arc::clone(app),
        tenant: known.tenant,
        now,
        path: request.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned(),
        address: address(&app.settings.trusted_proxies, request),
        reader,
        ended,
        about: Arc::default(),
        secret: kept_secret.unwrap_or_else(|| app.fresh_token()),
        secret_is_fresh: kept_secret.is_none(),
    })
}

async fn known(
    (tx, forgotten): (&Tx, u64),
    app: &App,
    (host, token_digest): (&str, Option<[u8; 32]>),
    now: DateTime<Utc>,
) -> Result<Option<Known>, StoreError> {
    let Some(tenant) = tenant(tx, host).await? else { return Ok(None) };
    let whose = match token_digest {
        Some(digest) => sessions::whose(tx, tenant.id, &digest, now).await?,
        None => Whose::Nobodys,
    };
    let hats = match &whose {
        Whose::Theirs(theirs) => {
            let day = (now.with_timezone(&zone_of(&tenant)).date_naive(), tenant.age_of_majority);
            Some(app.hats.of((tx, forgotten), (tenant.id, theirs.session.person), day, now).await?)
        }
        Whose::Ended(_) | Whose::Nobodys => None,
    };
    Ok(Some(Known { tenant, whose, hats }))
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

/// A language as it is spoken to somebody who is this here: students are spoken to as one speaks to the young, everybody else
/// and whom we do not know formally. A student who also works at the school is spoken to as those who work there.
fn words(locale: Locale, hats: Option<&Hats>) -> Words {
    let is_young = hats.is_some_and(|hats| hats.learns && !hats.works && !hats.administers);
    if is_young { Words::new(locale) } else { Words::new(locale).formally() }
}

/// The words for a reader whom we do not know yet, in their [`language`].
pub(super) fn words_of_nobody(headers: &HeaderMap) -> Words {
    words(language(headers), None)
}

/// The language of a reader whom we do not know yet: what they chose, else what their browser prefers.
fn language(headers: &HeaderMap) -> Locale {
    let preferred = || {
        let asked = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
        Locale::from_accept_language(asked)
    };
    chosen(headers).or_else(preferred).unwrap_or_default()
}

/// Whether somebody chose a language in this browser.
pub(crate) fn has_chosen_language(headers: &HeaderMap) -> bool {
    chosen(headers).is_some()
}

fn chosen(headers: &HeaderMap) -> Option<Locale> {
    Jar(headers).get(cookie::LANGUAGE).and_then(Locale::from_tag)
}

/// Where the request comes from. A proxy's word is taken only from the proxies that the operator named, and then the
/// last address that is not itself such a proxy: those before it can be made up by anybody.
fn address(proxies: &TrustedProxies, request: &Parts) -> IpAddr {
    let peer = request.extensions.get::<Peer>().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.ip());
    let mut nearest = peer.to_canonical();
    let lines: Vec<&HeaderValue> = request.headers.get_all("x-forwarded-for").iter().collect();
    let mut named = lines.iter().flat_map(|line| line.to_str().unwrap_or_default().split(',')).rev();
    while proxies.hold(nearest) {
        // Behind a name that cannot be read there may be anything.
        let Some(before) = named.next().and_then(|name| address_of(name.trim())) else { break };
        nearest = before;
    }
    nearest
}

/// An address as proxies write it: some add the port.
fn address_of(name: &str) -> Option<IpAddr> {
    let with_port = || name.parse::<SocketAddr>().ok().map(|address| address.ip());
    name.parse().ok().or_else(with_port).map(|address: IpAddr| address.to_canonical())
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
            let proxies = "10.0.0.1, 10.0.0.2".parse().expect("two proxies");
            let found = address(&proxies, &request.into_parts().0);
            assert_eq!(found, ip(expected), "{peer} says {forwarded}");
        };
        check("192.0.2.7", "198.51.100.1", "192.0.2.7");
        check("10.0.0.1", "198.51.100.1", "198.51.100.1");
        check("10.0.0.1", "203.0.113.9, 198.51.100.1, 10.0.0.2", "198.51.100.1");
        check("10.0.0.1", "not an address", "10.0.0.1");
        check("10.0.0.1", "203.0.113.9, not an address", "10.0.0.1");
        check("10.0.0.1", "203.0.113.9, not an address, 10.0.0.2", "10.0.0.2");
        check("10.0.0.1", "203.0.113.9, 198.51.100.1:4711", "198.51.100.1");
        check("10.0.0.1", "[2001:db8::7]:4711", "2001:db8::7");
        check("::ffff:10.0.0.1", "::ffff:198.51.100.1", "198.51.100.1");
    }
}
