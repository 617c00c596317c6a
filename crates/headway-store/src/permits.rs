//! Who may do what, decided in the transaction that then does it.
//!
//! A [`Permit`] can only be made here, from facts loaded in the same transaction, and every function that reads or writes a
//! learner's data asks for one. So a tie that ended a second ago ends every request from then on.

use chrono::NaiveDate;
use ilp::access::{
    About, Act, Actor, AdultBasis, Because, CaseloadKind, ClassRole, Decision, Fields, Learner, Moment,
    Office, OfficeKind, Place, Relation, RestrictionKind, Rights, Schooling, Tie, Why, decide,
};
use ilp::{ClassId, OrgId, PersonId, RelationId, TenantId};
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Statement};
use uuid::Uuid;

use crate::entity::{office, organisation, person, relation, schooling, tenant};
use crate::{StoreError, Tx, glass, purposes};

/// The right to one act about one learner, as long as this transaction lasts.
#[derive(Debug)]
pub struct Permit<'tx> {
    pub(crate) tx: &'tx Tx,
    tenant: TenantId,
    learner: PersonId,
    person: PersonId,
    act: Act,
    because: Because,
    fields: Fields,
    now: Moment,
    facts: Box<(Actor, About)>,
}

impl<'tx> Permit<'tx> {
    /// The transaction it was made in.
    #[must_use]
    pub const fn tx(&self) -> &'tx Tx {
        self.tx
    }

    /// The tenant of both.
    #[must_use]
    pub const fn tenant(&self) -> TenantId {
        self.tenant
    }

    /// About whom.
    #[must_use]
    pub const fn learner(&self) -> PersonId {
        self.learner
    }

    /// Whose permit it is.
    #[must_use]
    pub const fn person(&self) -> PersonId {
        self.person
    }

    /// For which act.
    #[must_use]
    pub const fn act(&self) -> Act {
        self.act
    }

    /// The relation that carries it: what the access log keeps and the family reads.
    #[must_use]
    pub const fn because(&self) -> Because {
        self.because
    }

    /// What of the learner may be shown.
    #[must_use]
    pub const fn fields(&self) -> Fields {
        self.fields
    }

    /// By what right the same person could do another act about the same learner, judged by the facts of this permit.
    ///
    /// For links and buttons alone: whoever then does it asks for a permit of its own. Offices are looked at only where this
    /// permit needed them.
    #[must_use]
    pub fn also(&self, act: Act) -> Option<Because> {
        decide(&self.facts.0, act, &self.facts.1, self.now).allowed()
    }

    /// The day on which the rights over the records pass, or have passed, from the family to the learner; `None` where
    /// nobody knows it.
    #[must_use]
    pub fn rights_pass_on(&self) -> Option<NaiveDate> {
        match &self.facts.1 {
            About::Learner(learner) => learner.rights_pass_on(),
            About::District(_) => None,
        }
    }

    /// Whether a court order forbids this person to reach the learner: they read on, and of no meeting ahead and
    /// no activity outside lessons that goes on.
    #[must_use]
    pub fn is_kept_apart(&self) -> bool {
        match &self.facts.1 {
            About::Learner(learner) => learner.is_kept_apart(self.now.today),
            About::District(_) => false,
        }
    }

    /// What the person said they need it for, where that was asked: by the records officer, and before the glass breaks.
    #[must_use]
    pub fn purpose(&self) -> Option<&str> {
        self.facts.0.purpose.as_deref()
    }

    /// The moment for which it was decided.
    #[must_use]
    pub const fn now(&self) -> Moment {
        self.now
    }
}

/// Who asks, as far as a session knows; offices are loaded where they matter.
#[must_use]
pub const fn asking(tenant: TenantId, person: PersonId) -> Actor {
    Actor {
        tenant,
        person: Some(person),
        disabled: false,
        offices: Vec::new(),
        signed_in_at: None,
        purpose: None,
        break_glass_today: 0,
    }
}

/// Decides one act about one learner, and gives the permit or the reason why not.
///
/// A learner who is not there is `Why::NotKnown`, as one about whom nothing may be known.
pub async fn permit<'tx>(
    tx: &'tx Tx,
    actor: &Actor,
    act: Act,
    learner: PersonId,
    now: Moment,
) -> Result<Result<Permit<'tx>, Why>, StoreError> {
    let (facts, decision) = match judged(tx, actor, (act, learner), now, None).await? {
        Ok(found) => found,
        Err(why) => return Ok(Err(why)),
    };
    let Some(person) = actor.person else { return Ok(Err(Why::NobodySignedIn)) };
    let tenant = actor.tenant;
    Ok(match decision {
        Decision::Allow { because, fields } => {
            Ok(Permit { tx, tenant, learner, person, act, because, fields, now, facts })
        }
        Decision::Deny { why } => Err(why),
    })
}

/// What would be decided if this row were not there: for what is said before a tie ends. It gives nobody a permit.
pub(crate) async fn without(
    tx: &Tx,
    actor: &Actor,
    (act, learner): (Act, PersonId),
    now: Moment,
    left_out: RelationId,
) -> Result<Result<Because, Why>, StoreError> {
    let found = judged(tx, actor, (act, learner), now, Some(left_out)).await?;
    Ok(found.and_then(|(_, decision)| match decision {
        Decision::Allow { because, .. } => Ok(because),
        Decision::Deny { why } => Err(why),
    }))
}

/// The facts, and what they come to.
type Judged = Result<(Box<(Actor, About)>, Decision), Why>;

async fn judged(
    tx: &Tx,
    actor: &Actor,
    (act, learner): (Act, PersonId),
    now: Moment,
    left_out: Option<RelationId>,
) -> Result<Judged, StoreError> {
    let Some(asker) = actor.person else { return Ok(Err(Why::NobodySignedIn)) };
    let Some(mut about) = about(tx, actor.tenant, learner).await? else { return Ok(Err(Why::NotKnown)) };
    about.relations = ties(tx, actor.tenant, (learner, asker), left_out).await?;
    let mut facts = Box::new((actor.clone(), About::Learner(about)));
    let mut decision = decide(&facts.0, act, &facts.1, now);
    if decision.allowed().is_none() {
        // Relations come before offices in the order of reasons, so offices are asked for only where no relation carries.
        if let About::Learner(about) = &mut facts.1 {
            about.schoolings = schoolings(tx, actor.tenant, learner).await?;
        }
        facts.0.offices = offices(tx, actor.tenant, asker).await?;
        if act == Act::BreakGlass {
            facts.0.break_glass_today = glass::count_on(tx, actor.tenant, asker, now.today).await?;
        }
        decision = decide(&facts.0, act, &facts.1, now);
    }
    if let (Decision::Deny { why: Why::StatePurpose { .. } }, true) = (decision, act.opens_a_plan()) {
        // An officer says once an hour what for.
        facts.0.purpose = purposes::in_force(tx, (actor.tenant, asker, learner), now.at).await?;
        decision = decide(&facts.0, act, &facts.1, now);
    }
    Ok(Ok((facts, decision)))
}

/// The offices that somebody holds or held.
pub async fn offices(tx: &Tx, tenant: TenantId, person: PersonId) -> Result<Vec<Office>, StoreError> {
    let mine = office::Column::Tenant.eq(tenant.0).and(office::Column::Person.eq(person.0));
    let rows = office::Entity::find().filter(mine).all(tx.db()).await?;
    let office = |row: office::Model| {
        let organisation = OrgId(row.organisation?);
        Some(Office { kind: office_kind(&row.kind)?, organisation, from: row.since, until: row.until })
    };
    Ok(rows.into_iter().filter_map(office).collect())
}

/// The code under which an office is kept.
#[must_use]
pub const fn office_code(kind: OfficeKind) -> &'static str {
    match kind {
        OfficeKind::Teacher => "teacher",
        OfficeKind::Counselor => "counselor",
        OfficeKind::CaseManager => "case_manager",
        OfficeKind::Interventionist => "interventionist",
        OfficeKind::Leader => "leader",
        OfficeKind::PrivacyOfficer => "privacy_officer",
        OfficeKind::Administrator => "administrator",
        OfficeKind::Other => "other",
    }
}

/// What a roster calls a student, parent or anything else is no office and gives nothing.
pub(crate) fn office_kind(code: &str) -> Option<OfficeKind> {
    let all = [
        OfficeKind::Teacher,
        OfficeKind::Counselor,
        OfficeKind::CaseManager,
        OfficeKind::Interventionist,
        OfficeKind::Leader,
        OfficeKind::PrivacyOfficer,
        OfficeKind::Administrator,
        OfficeKind::Other,
    ];
    all.into_iter().find(|kind| office_code(*kind) == code)
}

async fn about(tx: &Tx, tenant: TenantId, learner: PersonId) -> Result<Option<Learner>, StoreError> {
    let found = person::Entity::find_by_id((tenant.0, learner.0)).one(tx.db()).await?;
    let ours = tenant::Entity::find_by_id(tenant.0).one(tx.db()).await?;
    let (Some(row), Some(ours)) = (found, ours) else { return Ok(None) };
    Ok(Some(Learner {
        tenant,
        person: learner,
        schoolings: Vec::new(),
        birth_date: row.birth_date,
        age_of_majority: u8::try_from(ours.age_of_majority).unwrap_or(u8::MAX),
        emancipated_from: row.emancipated_from,
        eligible_by_enrolment_from: row.eligible_from,
        relations: Vec::new(),
    }))
}

/// The learner's schools, each with all that is above it.
async fn schoolings(tx: &Tx, tenant: TenantId, learner: PersonId) -> Result<Vec<Schooling>, StoreError> {
    let theirs = schooling::Column::Tenant.eq(tenant.0).and(schooling::Column::Learner.eq(learner.0));
    let mut found = Vec::new();
    for row in schooling::Entity::find().filter(theirs).all(tx.db()).await? {
        let place = place(tx, tenant, OrgId(row.organisation)).await?;
        found.push(Schooling { place, from: row.since, until: row.until });
    }
    Ok(found)
}

/// An organisation and all above it. A circle in the data ends where it closes.
pub async fn place(tx: &Tx, tenant: TenantId, organisation: OrgId) -> Result<Place, StoreError> {
    let mut within: Vec<OrgId> = Vec::new();
    let mut current = organisation.0;
    while let Some(row) = organisation::Entity::find_by_id((tenant.0, current)).one(tx.db()).await? {
        let Some(parent) = row.parent else { break };
        if parent == organisation.0 || within.contains(&OrgId(parent)) {
            break;
        }
        within.push(OrgId(parent));
        current = parent;
    }
    Ok(Place { organisation, within })
}

/// Who works in a class of the learner's: one row for each pair of stays in one class.
const CLASS_TIES: &str = "
    select theirs.class, theirs.role, theirs.since, theirs.until,
           learners.since as learner_since, learners.until as learner_until
      from enrolment theirs
      join enrolment learners on learners.tenant = theirs.tenant and learners.class = theirs.class
     where theirs.tenant = $1 and theirs.person = $3 and theirs.role <> 'student'
       and learners.person = $2 and learners.role = 'student'";

async fn ties(
    tx: &Tx,
    tenant: TenantId,
    (learner, asker): (PersonId, PersonId),
    left_out: Option<RelationId>,
) -> Result<Vec<Relation>, StoreError> {
    let between = relation::Column::Tenant
        .eq(tenant.0)
        .and(relation::Column::Learner.eq(learner.0))
        .and(relation::Column::Person.eq(asker.0));
    let rows = relation::Entity::find().filter(between).all(tx.db()).await?;
    let kept = rows.into_iter().filter(|row| left_out.is_none_or(|left_out| row.id != left_out.0));
    let mut found: Vec<Relation> = kept.map(as_relation).collect::<Result<_, _>>()?;
    if learner == asker {
        return Ok(found);
    }
    let values = [tenant.0.into(), learner.0.into(), asker.0.into()];
    let question = Statement::from_sql_and_values(tx.db().get_database_backend(), CLASS_TIES, values);
    for row in tx.db().query_all_raw(question).await? {
        let role: String = row.try_get("", "role")?;
        let Some(role) = class_role(&role) else { continue };
        let class = ClassId(row.try_get::<Uuid>("", "class")?);
        let since = [row.try_get::<Option<NaiveDate>>("", "since")?, row.try_get("", "learner_since")?];
        let until = [row.try_get::<Option<NaiveDate>>("", "until")?, row.try_get("", "learner_until")?];
        let from = since.into_iter().flatten().max();
        let until = until.into_iter().flatten().min();
        found.push(Relation { tie: Tie::ClassTeacher { class, role }, from, until });
    }
    Ok(found)
}

/// A role in a class that ties somebody to its students. What a roster adds of its own ties nobody.
fn class_role(code: &str) -> Option<ClassRole> {
    match code {
        "teacher" => Some(ClassRole::Teacher),
        "co_teacher" => Some(ClassRole::CoTeacher),
        "substitute" => Some(ClassRole::Substitute),
        "aide" => Some(ClassRole::Aide),
        "proctor" => Some(ClassRole::Proctor),
        _ => None,
    }
}

pub(crate) fn as_relation(row: relation::Model) -> Result<Relation, StoreError> {
    let (from, until) = (row.since, row.until);
    let unreadable =
        || StoreError::Unreadable(format!("relation {} of kind {} {}", row.id, row.kind, row.variant));
    let tie = match row.kind.as_str() {
        "family" => {
            let rights = Rights { see: row.may_see, take_part: row.may_take_part, sign: row.may_sign };
            Tie::Family { rights, evidence: row.evidence }
        }
        "consent" => Tie::AdultConsent { basis: adult_basis(&row.variant).ok_or_else(unreadable)? },
        // An order whose kind is not known forbids all: safety first.
        "restriction" if row.variant == "no_contact" => Tie::Restriction {
            kind: RestrictionKind::NoContact,
            court_reference: row.evidence.unwrap_or_default(),
        },
        "restriction" => Tie::Restriction {
            kind: RestrictionKind::NoRecords,
            court_reference: row.evidence.unwrap_or_default(),
        },
        "caseload" => Tie::Caseload { kind: caseload(&row.variant).ok_or_else(unreadable)? },
        "supporter" => Tie::Supporter { consent: row.evidence },
        "break_glass" => Tie::BreakGlass { reason: row.detail, since: row.at.unwrap_or(row.recorded_at) },
        _ => return Err(unreadable()),
    };
    Ok(Relation { tie, from, until })
}

fn adult_basis(code: &str) -> Option<AdultBasis> {
    match code {
        "consent" => Some(AdultBasis::Consent),
        "guardianship" => Some(AdultBasis::Guardianship),
        "dependent" => Some(AdultBasis::Dependent),
        _ => None,
    }
}

fn caseload(code: &str) -> Option<CaseloadKind> {
    match code {
        "case_manager" => Some(CaseloadKind::CaseManager),
        "counselor" => Some(CaseloadKind::Counselor),
        "interventionist" => Some(CaseloadKind::Interventionist),
        _ => None,
    }
}
