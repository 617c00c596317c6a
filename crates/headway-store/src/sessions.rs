//! Sessions: the browsers that are signed in. The token is in its cookie alone; here is its digest.

use crate::entity::session::{ActiveModel, Column, Entity, Model};
use crate::looks::Look;
use crate::people::Names;
use crate::{StoreError, Tx, instant};
use chrono::{DateTime, Utc};
use ilp::{PersonId, TenantId};
use sea_orm::sea_query::{Condition, Expr, ExprTrait};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    Statement, UpdateMany,
};
use uuid::Uuid;

/// A session that begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSession {
    /// SHA-256 of the token in the cookie.
    pub token_digest: [u8; 32],
    /// The tenant under whose host it holds.
    pub tenant: TenantId,
    /// Who signed in.
    pub person: PersonId,
    /// When.
    pub at: DateTime<Utc>,
    /// When it ends if nothing is heard of it.
    pub idle_until: DateTime<Utc>,
    /// When it ends in any case.
    pub ends: DateTime<Utc>,
    /// In which browser, as a code that the pages have words for.
    pub browser: Option<String>,
}

/// A session that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The tenant under whose host it holds; under another one it is nobody's.
    pub tenant: TenantId,
    /// Who is signed in.
    pub person: PersonId,
    /// When it began.
    pub begun: DateTime<Utc>,
    /// When it ends if nothing is heard of it.
    pub idle_until: DateTime<Utc>,
    /// When it ends in any case.
    pub ends: DateTime<Utc>,
    /// When a password was last given in it: some acts want that to be recent.
    pub signed_in_at: DateTime<Utc>,
}

/// Begins a session.
pub async fn begin(tx: &Tx, new: &NewSession) -> Result<(), StoreError> {
    let at = instant::kept(new.at);
    let row = ActiveModel {
        token_digest: Set(new.token_digest.to_vec()),
        tenant: Set(new.tenant.0),
        person: Set(new.person.0),
        begun: Set(at),
        idle_until: Set(instant::kept(new.idle_until)),
        ends: Set(instant::kept(new.ends)),
        signed_in_at: Set(at),
        browser: Set(new.browser.clone()),
    };
    Entity::insert(row).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Who is signed in by a session that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// The session.
    pub session: Session,
    /// What the person is called.
    pub name: String,
    /// The language of the person's pages, as in BCP 47.
    pub language: Option<String>,
    /// How the person likes their pages.
    pub look: Look,
}

/// A session that has ended and whose row is still there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ended {
    /// Whose it was: what they typed is kept for them and nobody else.
    pub person: PersonId,
    /// By what it ended.
    pub by: EndedBy,
}

/// By what a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndedBy {
    /// Nothing was heard of it for too long.
    Silence,
    /// It had lasted as long as any may.
    Length,
    /// Somebody ended it: the person at another window, or who set a new password.
    SignOut,
}

/// Whose session a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// Nobody's, or of somebody whose account is closed or who may not use the system any more.
    Nobodys,
    /// It was somebody's.
    Ended(Ended),
    /// It holds.
    Theirs(SignedIn),
}

/// The session with all that decides whether it still holds, in one question, since every page asks it.
const WHOSE: &str = "
    select session.person, session.begun, session.idle_until, session.ends, session.signed_in_at,
           person.given, person.family, person.preferred_given, person.preferred_family, person.language,
           account.face, account.size, account.contrast
      from session
      join person on person.tenant = session.tenant and person.id = session.person
      join account on account.tenant = session.tenant and account.person = session.person
     where session.token_digest = $1 and session.tenant = $2 and person.enabled and not account.disabled";

/// One row of [`WHOSE`].
#[derive(FromQueryResult)]
struct Asked {
    person: Uuid,
    begun: DateTime<Utc>,
    idle_until: DateTime<Utc>,
    ends: DateTime<Utc>,
    signed_in_at: DateTime<Utc>,
    given: String,
    family: String,
    preferred_given: Option<String>,
    preferred_family: Option<String>,
    language: Option<String>,
    face: Option<String>,
    size: Option<String>,
    contrast: Option<String>,
}

/// By how much the clocks of two servers may differ.
const CLOCKS_DIFFER_BY: chrono::TimeDelta = chrono::TimeDelta::minutes(1);

/// Whose session this token is at `now`, under the host of this tenant.
pub async fn whose(
    tx: &Tx,
    tenant: TenantId,
    digest: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<Whose, StoreError> {
    let values = [digest.to_vec().into(), tenant.0.into()];
    let question = Statement::from_sql_and_values(tx.db().get_database_backend(), WHOSE, values);
    let Some(row) = Asked::find_by_statement(question).one(tx.db()).await? else { return Ok(Whose::Nobodys) };
    // Begun while a clock was wrong: it would last as long as the clock was wrong.
    if now + CLOCKS_DIFFER_BY < row.begun {
        return Ok(Whose::Nobodys);
    }
    let person = PersonId(row.person);
    if let Some(by) = row.ended_by(now) {
        return Ok(Whose::Ended(Ended { person, by }));
    }
    let session = Session {
        tenant,
        person,
        begun: row.begun,
        idle_until: row.idle_until,
        ends: row.ends,
        signed_in_at: row.signed_in_at,
    };
    let look = Look::kept(row.face.as_deref(), row.size.as_deref(), row.contrast.as_deref());
    let names = Names {
        given: row.given,
        family: row.family,
        preferred_given: row.preferred_given,
        preferred_family: row.preferred_family,
        ..Names::default()
    };
    Ok(Whose::Theirs(SignedIn { session, name: names.shown(), language: row.language, look }))
}

impl Asked {
    fn ended_by(&self, now: DateTime<Utc>) -> Option<EndedBy> {
        if now < self.idle_until && now < self.ends {
            return None;
        }
        // What ended it first: see `ended` below for the first of these.
        Some(if self.ends <= self.begun {
            EndedBy::SignOut
        } else if self.idle_until < self.ends {
            EndedBy::Silence
        } else {
            EndedBy::Length
        })
    }
}

/// The browser of a session, by its code; `None` too where there is no such session.
pub async fn browser_of(tx: &Tx, digest: &[u8; 32]) -> Result<Option<String>, StoreError> {
    Ok(Entity::find_by_id(digest.to_vec()).one(tx.db()).await?.and_then(|row| row.browser))
}

/// Lets a session last longer. Its end in any case stays as it is.
pub async fn touch(tx: &Tx, digest: &[u8; 32], idle_until: DateTime<Utc>) -> Result<(), StoreError> {
    set(tx, digest, Column::IdleUntil, idle_until).await
}

/// Notes that the password was given again.
pub async fn sign_in_again(tx: &Tx, digest: &[u8; 32], at: DateTime<Utc>) -> Result<(), StoreError> {
    set(tx, digest, Column::SignedInAt, at).await
}

async fn set(tx: &Tx, digest: &[u8; 32], column: Column, at: DateTime<Utc>) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(column, Expr::value(instant::kept(at)))
        .filter(Column::TokenDigest.eq(digest.to_vec()))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Ends a session; one that has ended already is no error.
///
/// Its row stays until [`forget_ended`], as that of a session which time has ended: a form that is sent in it after its end
/// still finds its author.
pub async fn end(tx: &Tx, digest: &[u8; 32]) -> Result<(), StoreError> {
    ended(Entity::update_many().filter(Column::TokenDigest.eq(digest.to_vec())), tx).await?;
    Ok(())
}

/// One of a person's sessions that hold, as its list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// SHA-256 of its token: no page shows it.
    pub token_digest: [u8; 32],
    /// When it began.
    pub begun: DateTime<Utc>,
    /// When it ends if nothing is heard of it.
    pub idle_until: DateTime<Utc>,
    /// In which browser, as the code with which it began.
    pub browser: Option<String>,
}

/// A person's sessions that hold at `now`, the newest first.
pub async fn open_of(
    tx: &Tx,
    (tenant, person): (TenantId, PersonId),
    now: DateTime<Utc>,
) -> Result<Vec<Open>, StoreError> {
    let now = instant::kept(now);
    let rows = Entity::find()
        .filter(Column::Tenant.eq(tenant.0))
        .filter(Column::Person.eq(person.0))
        .filter(Column::Ends.gt(now))
        .filter(Column::IdleUntil.gt(now))
        .order_by_desc(Column::Begun)
        .order_by_asc(Column::TokenDigest);
    let open = |row: Model| {
        // A digest of another length can be nobody's cookie.
        let token_digest = row.token_digest.try_into().ok()?;
        Some(Open { token_digest, begun: row.begun, idle_until: row.idle_until, browser: row.browser })
    };
    Ok(rows.all(tx.db()).await?.into_iter().filter_map(open).collect())
}

/// Ends every session of a person but one, and gives how many there were.
pub async fn end_others(
    tx: &Tx,
    (tenant, person): (TenantId, PersonId),
    but: &[u8; 32],
) -> Result<u64, StoreError> {
    let theirs = Column::Tenant.eq(tenant.0).and(Column::Person.eq(person.0));
    let others = theirs.and(Column::TokenDigest.ne(but.to_vec()));
    ended(Entity::update_many().filter(others), tx).await
}

/// Ends every session of a person, and gives how many there were.
pub async fn end_all(tx: &Tx, tenant: TenantId, person: PersonId) -> Result<u64, StoreError> {
    let theirs = Column::Tenant.eq(tenant.0).and(Column::Person.eq(person.0));
    ended(Entity::update_many().filter(theirs), tx).await
}

/// It has ended as it began: no moment is within it any more.
async fn ended(sessions: UpdateMany<Entity>, tx: &Tx) -> Result<u64, StoreError> {
    let open = Expr::col(Column::Begun).lt(Expr::col(Column::Ends));
    let sessions = sessions.col_expr(Column::Ends, Expr::col(Column::Begun)).filter(open);
    Ok(sessions.exec(tx.db()).await?.rows_affected)
}

/// Removes the rows of sessions that have ended by `now`.
pub async fn forget_ended(tx: &Tx, now: DateTime<Utc>) -> Result<u64, StoreError> {
    let now = instant::kept(now);
    let ended = Condition::any().add(Column::Ends.lte(now)).add(Column::IdleUntil.lte(now));
    Ok(Entity::delete_many().filter(ended).exec(tx.db()).await?.rows_affected)
}
