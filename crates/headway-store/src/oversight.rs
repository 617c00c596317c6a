//! Who may do what over the whole of a district: its accounts, its audit, its rights, its machine.
//!
//! As in [`crate::permits`], the right is made from facts loaded in the transaction that then acts, and nowhere else.

use chrono::NaiveDate;
use ilp::access::{About, Act, Actor, Because, Decision, District, Moment, Why, decide};
use ilp::{OrgId, PersonId, TenantId};
use sea_orm::sea_query::{Condition, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use crate::entity::{organisation, relation};
use crate::permits::{offices, place};
use crate::{StoreError, Tx};

/// The right to one act over a district, as long as this transaction lasts.
#[derive(Debug)]
pub struct Oversight<'tx> {
    pub(crate) tx: &'tx Tx,
    tenant: TenantId,
    person: PersonId,
    act: Act,
    because: Because,
    now: Moment,
    facts: Box<(Actor, About)>,
}

impl<'tx> Oversight<'tx> {
    /// The transaction it was made in.
    #[must_use]
    pub const fn tx(&self) -> &'tx Tx {
        self.tx
    }

    /// Over which district.
    #[must_use]
    pub const fn tenant(&self) -> TenantId {
        self.tenant
    }

    /// Whose right it is.
    #[must_use]
    pub const fn person(&self) -> PersonId {
        self.person
    }

    /// For which act.
    #[must_use]
    pub const fn act(&self) -> Act {
        self.act
    }

    /// The office that carries it.
    #[must_use]
    pub const fn because(&self) -> Because {
        self.because
    }

    /// By which office the same person could do another act over the same district, judged by the same facts.
    ///
    /// Who holds two offices does an act by the first that carries it; this tells whether the other is held too.
    #[must_use]
    pub fn also(&self, act: Act) -> Option<Because> {
        decide(&self.facts.0, act, &self.facts.1, self.now).allowed()
    }

    /// As [`Oversight::kept_away`], to be asked within another question.
    pub(crate) fn not_theirs_to_keep(&self) -> SelectStatement {
        not_theirs_to_keep(self.tenant, self.person, self.now.today)
    }

    /// The learners whose records are not this person's to keep, whatever the office: their own family's, and those from which
    /// an order keeps them away.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn kept_away(&self) -> Result<Vec<PersonId>, StoreError> {
        let db = self.tx.db();
        let question = db.get_database_backend().build(&self.not_theirs_to_keep());
        let rows = db.query_all_raw(question).await?;
        rows.iter().map(|row| Ok(PersonId(row.try_get_by_index(0)?))).collect()
    }

    /// Refuses where the right is to another act: a fault of the program, not of the reader.
    pub(crate) fn is_for(&self, act: Act) -> Result<(), StoreError> {
        if self.act == act {
            return Ok(());
        }
        Err(StoreError::Refused(format!("a right to {:?} is none to {act:?}", self.act)))
    }

    /// The moment for which it was decided.
    #[must_use]
    pub const fn now(&self) -> Moment {
        self.now
    }
}

/// As [`Oversight::not_theirs_to_keep`], for a permit.
pub(crate) fn not_theirs_to_keep(tenant: TenantId, person: PersonId, today: NaiveDate) -> SelectStatement {
    use relation::Column::{Kind, Learner, Person, Since, Tenant, Until};
    relation::Entity::find()
        .select_only()
        .column(Learner)
        .filter(Tenant.eq(tenant.0))
        .filter(Person.eq(person.0))
        .filter(Kind.is_in(["family", "restriction"]))
        .filter(Condition::any().add(Since.is_null()).add(Since.lte(today)))
        .filter(Condition::any().add(Until.is_null()).add(Until.gt(today)))
        .into_query()
}

/// Decides one act over the whole district, and gives the right to it or the reason why not.
///
/// The whole is the organisation at the top; where a roster names several, an office at any of them is enough.
pub async fn over<'tx>(
    tx: &'tx Tx,
    actor: &Actor,
    act: Act,
    now: Moment,
) -> Result<Result<Oversight<'tx>, Why>, StoreError> {
    let Some(person) = actor.person else { return Ok(Err(Why::NobodySignedIn)) };
    let actor = Actor { offices: offices(tx, actor.tenant, person).await?, ..actor.clone() };
    let tenant = actor.tenant;
    let tops = organisation::Entity::find()
        .filter(organisation::Column::Tenant.eq(tenant.0))
        .filter(organisation::Column::Parent.is_null())
        .order_by_asc(organisation::Column::Id);
    let mut refused = Why::NotKnown;
    for top in tops.all(tx.db()).await? {
        let district = District { tenant, place: place(tx, tenant, OrgId(top.id)).await? };
        let facts = Box::new((actor.clone(), About::District(district)));
        match decide(&facts.0, act, &facts.1, now) {
            Decision::Allow { because, .. } => {
                return Ok(Ok(Oversight { tx, tenant, person, act, because, now, facts }));
            }
            Decision::Deny { why } => refused = why,
        }
    }
    Ok(Err(refused))
}
