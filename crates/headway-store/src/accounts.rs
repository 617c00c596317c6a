//! Accounts: a person's own way to sign in with a password.

use crate::entity::account::{ActiveModel, Column, Entity, Model};
use crate::{StoreError, Tx, fold, instant};
use chrono::{DateTime, Utc};
use ilp::{PersonId, TenantId};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

/// What is needed to check a password.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// The tenant in which the login is unique.
    pub tenant: TenantId,
    /// Whose it is.
    pub person: PersonId,
    /// As [`folded`] gives it.
    pub login: String,
    /// Argon2id, as a PHC string; `None` for who signs in elsewhere.
    pub password_hash: Option<String>,
    /// Signing in is refused whatever the password.
    pub disabled: bool,
}

/// The hash stays out of logs.
impl std::fmt::Debug for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Account")
            .field("person", &self.person)
            .field("disabled", &self.disabled)
            .finish_non_exhaustive()
    }
}

/// What became of a new password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordSet {
    /// It holds from now on.
    Kept,
    /// Somebody else signs in with that login; nothing was changed.
    LoginTaken,
}

/// Gives a person an account, or another login and password.
///
/// Sessions that are open stay so: [`crate::sessions::end_all`] ends them where the old password may be known.
pub async fn set_password(
    tx: &Tx,
    tenant: TenantId,
    person: PersonId,
    (login, hash): (&str, &str),
    at: DateTime<Utc>,
) -> Result<PasswordSet, StoreError> {
    let login = fold::login(login);
    if by_login(tx, tenant, &login).await?.is_some_and(|account| account.person != person) {
        return Ok(PasswordSet::LoginTaken);
    }
    let row = row(tenant, person, (&login, hash), at);
    let replace = OnConflict::columns([Column::Tenant, Column::Person])
        .update_columns([Column::Login, Column::PasswordHash, Column::ChangedAt])
        .to_owned();
    Entity::insert(row).on_conflict(replace).exec_without_returning(tx.db()).await?;
    Ok(PasswordSet::Kept)
}

/// A new account as the table holds one.
pub(crate) fn row(
    tenant: TenantId,
    person: PersonId,
    (login, hash): (&str, &str),
    at: DateTime<Utc>,
) -> ActiveModel {
    ActiveModel {
        tenant: Set(tenant.0),
        person: Set(person.0),
        login: Set(fold::login(login)),
        password_hash: Set(Some(hash.to_owned())),
        disabled: Set(false),
        changed_at: Set(instant::kept(at)),
        face: Set(None),
        size: Set(None),
        contrast: Set(None),
    }
}

/// A login as it is compared: in lower case, with one form for each of its letters and no space around it.
///
/// Whoever counts or records what was tried under a login goes by this too, or one account could be tried under many.
#[must_use]
pub fn folded(login: &str) -> String {
    fold::login(login)
}

/// The account of this login, which is found in any case, in any form of its letters and with space around it.
pub async fn by_login(tx: &Tx, tenant: TenantId, login: &str) -> Result<Option<Account>, StoreError> {
    let row = Entity::find()
        .filter(Column::Tenant.eq(tenant.0))
        .filter(Column::Login.eq(fold::login(login)))
        .one(tx.db())
        .await?;
    Ok(row.map(account))
}

/// The account of this person.
pub async fn of_person(tx: &Tx, tenant: TenantId, person: PersonId) -> Result<Option<Account>, StoreError> {
    let row = Entity::find_by_id((tenant.0, person.0)).one(tx.db()).await?;
    Ok(row.map(account))
}

fn account(row: Model) -> Account {
    Account {
        tenant: TenantId(row.tenant),
        person: PersonId(row.person),
        login: row.login,
        password_hash: row.password_hash,
        disabled: row.disabled,
    }
}

/// Why no session may begin although the password was right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Barred {
    /// It was closed, or has another login or password, since it was read.
    AccountChanged,
    /// The roster says that the person may not use the system.
    PersonDisabled,
}

/// Whether a session may begin in this transaction for an account that was read before it.
///
/// It writes the account's row as it is: whoever closes it or sets another password at the same time then meets this
/// transaction, and one of the two is run again after the other. Only to read or to lock it would let both win, and the
/// session would live on.
pub async fn enter(tx: &Tx, account: &Account) -> Result<Result<(), Barred>, StoreError> {
    let as_it_was = Entity::update_many()
        .col_expr(Column::Login, Expr::col(Column::Login))
        .filter(Column::Tenant.eq(account.tenant.0))
        .filter(Column::Person.eq(account.person.0))
        .filter(Column::Login.eq(account.login.as_str()))
        .filter(Column::PasswordHash.eq(account.password_hash.as_deref()))
        .filter(Column::Disabled.eq(false))
        .exec(tx.db())
        .await?;
    if as_it_was.rows_affected != 1 {
        return Ok(Err(Barred::AccountChanged));
    }
    let person = crate::people::find(tx, account.tenant, account.person).await?;
    Ok(if person.is_some_and(|person| person.enabled) { Ok(()) } else { Err(Barred::PersonDisabled) })
}

/// Closes an account and ends its sessions. `false` when the person has none.
pub async fn disable(
    tx: &Tx,
    tenant: TenantId,
    person: PersonId,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    crate::sessions::end_all(tx, tenant, person).await?;
    switch(tx, tenant, person, true, at).await
}

/// Opens an account again. `false` when the person has none.
pub async fn enable(
    tx: &Tx,
    tenant: TenantId,
    person: PersonId,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    switch(tx, tenant, person, false, at).await
}

async fn switch(
    tx: &Tx,
    tenant: TenantId,
    person: PersonId,
    disabled: bool,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let changed = Entity::update_many()
        .col_expr(Column::Disabled, Expr::value(disabled))
        .col_expr(Column::ChangedAt, Expr::value(instant::kept(at)))
        .filter(Column::Tenant.eq(tenant.0))
        .filter(Column::Person.eq(person.0))
        .exec(tx.db())
        .await?;
    Ok(changed.rows_affected == 1)
}
