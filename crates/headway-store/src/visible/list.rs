//! The list of those whom somebody may see: filtered, in an order, page by page, with what waits in their plans where the plan
//! is theirs to see.
//!
//! The names of all who match are read and put in order here, since neither engine folds letters: `Álvarez` stands before
//! `Zhou`, and a search finds `Núñez` by `nunez`. What costs more than a name is asked for the rows of one page alone.

use std::cmp::Reverse;
use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use ilp::roster::Grade;
use ilp::{ClassId, PersonId, TenantId};
use sea_orm::{ConnectionTrait, QueryResult, Value};
use uuid::Uuid;

use super::{SEES, TIES, bound, details, statement};
use crate::people::Names;
use crate::{StoreError, Tx, fold};

/// More words than a name has; what comes after them is not looked for.
const WORDS_MAX: usize = 8;
/// After so many days a plan is one in which nothing has changed for long.
pub const QUIET_DAYS: i64 = 60;

/// One row of a list of learners.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Who.
    pub learner: PersonId,
    /// The name as it is shown.
    pub name: String,
    /// The grade of today, where there is one.
    pub grade: Option<String>,
    /// How many changes the plan has had, 0 where nothing is written yet; `None` for who may not see the plan.
    pub changes: Option<u64>,
    /// When the plan was changed last; `None` also for who may not see the plan.
    pub changed_at: Option<DateTime<Utc>>,
    /// How many suggestions that the reader may see have no answer yet, not even "not now"; `None` for who may not see the
    /// plan.
    pub waiting: Option<u64>,
    /// How many of them are the reader's own to answer.
    pub mine: u64,
}

/// What a plan looks like from outside. Only plans that the reader may see are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nothing is written yet.
    Empty,
    /// Something is written.
    Written,
    /// A suggestion has no answer yet.
    Waiting,
    /// Something is written, and nothing has changed for [`QUIET_DAYS`] days.
    Quiet,
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// By the name that is shown: family name, then first name.
    #[default]
    Name,
    /// By grade, then by name.
    Grade,
    /// The plan that changed last comes first; who has none, or none to be seen, comes last.
    LastChange,
}

/// Where a page begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum From {
    /// With the first.
    #[default]
    Start,
    /// After this learner.
    After(PersonId),
    /// So that it ends before this learner.
    Before(PersonId),
}

/// A part of the list of those whom somebody may see.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Words that the name as it is shown must hold, in any order and case and without accents.
    pub words: String,
    /// Students of this class alone, which must be one in which the reader works.
    pub class: Option<ClassId>,
    /// Those on the reader's own caseload alone.
    pub caseload: bool,
    /// Those who are in this grade today alone.
    pub grade: Option<String>,
    /// Those in a programme of this kind today alone, as far as the reader may see records.
    pub program: Option<String>,
    /// Those with such a plan alone.
    pub state: Option<State>,
    /// The order.
    pub order: Order,
    /// Where it begins.
    pub from: From,
    /// How many rows at most.
    pub count_max: u32,
}

/// One page of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Its rows.
    pub rows: Vec<Listed>,
    /// How many match on all pages.
    pub total: u64,
    /// Whether there are rows before them.
    pub has_before: bool,
    /// Whether there are rows after them.
    pub has_after: bool,
}

/// The grade of today; of two, the higher.
pub(super) const GRADE: &str = "(select max(schooling.grade) from schooling
         where schooling.tenant = $1 and schooling.learner = person.id
           and (schooling.since is null or schooling.since <= $3)
           and (schooling.until is null or schooling.until > $3))";

/// Whoever has no school, plan or tie is no learner, and on no list.
const LEARNERS: &str = "
  from allowed
  join person on person.tenant = $1 and person.id = allowed.learner
  left join plan on plan.tenant = $1 and plan.learner = person.id
 where person.id <> $2
   and (exists (select 1 from schooling where schooling.tenant = $1 and schooling.learner = person.id)
        or plan.learner is not null
        or exists (select 1 from relation where relation.tenant = $1 and relation.learner = person.id))";

/// $n is the class.
const IN_CLASS: &str = "
   and exists (select 1 from enrolment learners
                 join enrolment theirs on theirs.tenant = learners.tenant and theirs.class = learners.class
                where learners.tenant = $1 and learners.person = person.id and learners.role = 'student'
                  and (learners.since is null or learners.since <= $3)
                  and (learners.until is null or learners.until > $3)
                  and theirs.person = $2 and theirs.role in ('teacher', 'co_teacher', 'substitute', 'aide', 'proctor')
                  and (theirs.since is null or theirs.since <= $3)
                  and (theirs.until is null or theirs.until > $3) and learners.class = ";

const ON_CASELOAD: &str = " and person.id in (select learner from in_force where kind = 'caseload')";

/// Programmes are records: who sees the plan without them is told nothing. $n is the kind.
const IN_PROGRAM: &str = "
   and allowed.shows = 2
   and exists (select 1 from program
                where program.tenant = $1 and program.learner = person.id
                  and program.since <= $3 and (program.until is null or program.until > $3)
                  and not exists (select 1 from program later
                                   where later.tenant = $1 and later.learner = program.learner
                                     and later.corrects = program.id)
                  and program.kind = ";

const EMPTY: &str = " and 0 < allowed.shows and coalesce(plan.version, 0) = 0";
const WRITTEN: &str = " and 0 < allowed.shows and 0 < plan.version";
const WAITING: &str = " and 0 < allowed.shows
   and exists (select 1 from proposal
                where proposal.tenant = $1 and proposal.learner = person.id and proposal.status = 'open')";

/// The list of those whom somebody may see, themself left out. A list that goes on from somebody who is not on it any more
/// begins anew.
///
/// The name as it is shown is all that is searched: who has a new one is not found, and so not given away, by the old.
pub async fn list(
    tx: &Tx,
    (tenant, person): (TenantId, PersonId),
    (today, age_of_majority): (NaiveDate, u8),
    wanted: &Wanted,
) -> Result<Found, StoreError> {
    let mut all = matching(tx, bound(tenant, person, today, age_of_majority), wanted).await?;
    let words = fold::name(&wanted.words);
    let words: Vec<&str> = words.split_whitespace().take(WORDS_MAX).collect();
    if !words.is_empty() {
        all.retain(|one| one.is_called(&words));
    }
    match wanted.state {
        Some(State::Waiting) => details::keep_those_that_wait(tx, tenant, today, &mut all).await?,
        Some(State::Quiet) => all.retain(|one| one.is_quiet(today)),
        _ => {}
    }
    put_in_order(&mut all, wanted.order);
    let count_max = wanted.count_max as usize;
    let place = |learner: PersonId| all.iter().position(|one| one.learner == learner);
    let (start, end) = match wanted.from {
        From::Start => (0, count_max),
        From::After(learner) => place(learner).map_or((0, count_max), |at| (at + 1, at + 1 + count_max)),
        From::Before(learner) => {
            place(learner).map_or((0, count_max), |at| (at.saturating_sub(count_max), at))
        }
    };
    let end = end.min(all.len());
    let rows = &all[start.min(end)..end];
    Ok(Found {
        rows: details::of(tx, (tenant, person), today, rows).await?,
        total: all.len() as u64,
        has_before: 0 < start,
        has_after: end < all.len(),
    })
}

/// Somebody who matches, and where they stand.
pub(super) struct Match {
    pub(super) learner: PersonId,
    pub(super) name: String,
    /// 0 the name, 1 the plan without the family's own words, 2 the plan.
    pub(super) shows: i64,
    /// The name that is shown, folded: family name, then first name.
    spot: (String, String),
    grade: Option<Grade>,
    changed_at: Option<DateTime<Utc>>,
}

impl Match {
    fn is_called(&self, words: &[&str]) -> bool {
        let shown = format!("{} {}", self.spot.1, self.spot.0);
        words.iter().all(|word| shown.contains(word))
    }

    fn is_quiet(&self, today: NaiveDate) -> bool {
        self.changed_at.is_some_and(|at| at.date_naive() + TimeDelta::days(QUIET_DAYS) <= today)
    }
}

fn put_in_order(all: &mut [Match], order: Order) {
    let name = |one: &Match, other: &Match| (&one.spot, one.learner).cmp(&(&other.spot, other.learner));
    match order {
        Order::Name => all.sort_by(name),
        // Who is in no grade comes last.
        Order::Grade => all.sort_by(|one, other| {
            let grade = (one.grade.is_none(), &one.grade).cmp(&(other.grade.is_none(), &other.grade));
            grade.then_with(|| name(one, other))
        }),
        Order::LastChange => all.sort_by(|one, other| {
            Reverse(one.changed_at).cmp(&Reverse(other.changed_at)).then_with(|| name(one, other))
        }),
    }
}

/// Everybody who matches, but for the words, which no engine folds alike.
async fn matching(tx: &Tx, mut values: Vec<Value>, wanted: &Wanted) -> Result<Vec<Match>, StoreError> {
    let mut filters: Vec<String> = Vec::new();
    let mut bind = |value: Value| {
        values.push(value);
        format!("${}", values.len())
    };
    for word in fold::name(&wanted.words).split_whitespace().take(WORDS_MAX) {
        let word = word.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_");
        let held = bind(format!("%{word}%").into());
        filters.push(format!(" and person.search like {held} escape '\\'"));
    }
    if let Some(class) = wanted.class {
        filters.push(format!("{IN_CLASS}{})", bind(class.0.into())));
    }
    if let Some(grade) = &wanted.grade {
        filters.push(format!(" and {GRADE} = {}", bind(grade.as_str().into())));
    }
    if let Some(program) = &wanted.program {
        filters.push(format!("{IN_PROGRAM}{})", bind(program.as_str().into())));
    }
    if wanted.caseload {
        filters.push(ON_CASELOAD.to_owned());
    }
    let state = match wanted.state {
        None => "",
        Some(State::Empty) => EMPTY,
        Some(State::Written | State::Quiet) => WRITTEN,
        Some(State::Waiting) => WAITING,
    };
    let by_grade = wanted.order == Order::Grade;
    let by_change = wanted.order == Order::LastChange || wanted.state == Some(State::Quiet);
    let grade = if by_grade { format!(", {GRADE} as grade") } else { String::new() };
    let change = if by_change { ", plan.version, plan.changed_at" } else { "" };
    let filters = filters.concat();
    let text = format!(
        "{TIES}, allowed as ({SEES})
         select person.id, person.family, person.given, person.preferred_given, person.preferred_family,
                allowed.shows{grade}{change}{LEARNERS}{filters}{state}"
    );
    let rows = tx.db().query_all_raw(statement(tx, &text, values)).await?;
    rows.iter().map(|row| as_match(row, by_grade, by_change)).collect()
}

fn as_match(row: &QueryResult, by_grade: bool, by_change: bool) -> Result<Match, StoreError> {
    let text = |column: &str| row.try_get::<Option<String>>("", column);
    let names = Names {
        given: row.try_get("", "given")?,
        family: row.try_get("", "family")?,
        preferred_given: text("preferred_given")?,
        preferred_family: text("preferred_family")?,
        ..Names::default()
    };
    let shows: i64 = row.try_get("", "shows")?;
    let grade = if by_grade { text("grade")? } else { None };
    let version = if by_change { row.try_get::<Option<i64>>("", "version")? } else { None };
    let is_seen = 0 < shows && version.is_some_and(|version| 0 < version);
    let family = names.preferred_family.as_deref().unwrap_or(&names.family);
    let given = names.preferred_given.as_deref().unwrap_or(&names.given);
    Ok(Match {
        learner: PersonId(row.try_get::<Uuid>("", "id")?),
        spot: (fold::name(family), fold::name(given)),
        name: names.shown(),
        shows,
        grade: grade.as_deref().map(Grade::from_code),
        changed_at: if is_seen { row.try_get("", "changed_at")? } else { None },
    })
}

/// What the filters of a list offer somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offers {
    /// The classes in which they work today, by title.
    pub classes: Vec<(ClassId, String)>,
    /// Whether they have a caseload today.
    pub caseload: bool,
    /// The kinds of programmes in which those are whose records they may see.
    pub programs: Vec<String>,
}

const CLASSES: &str = "
select distinct class.id, class.name from enrolment theirs
  join class on class.tenant = theirs.tenant and class.id = theirs.class
 where theirs.tenant = $1 and theirs.person = $2
   and theirs.role in ('teacher', 'co_teacher', 'substitute', 'aide', 'proctor')
   and (theirs.since is null or theirs.since <= $3) and (theirs.until is null or theirs.until > $3)";

/// Whoever leads and is tied to nobody sees no records, and need not be asked about.
const TIED: &str = "
select (select count(*) from in_force where kind = 'caseload') as caseload,
       (select count(*) from in_force where kind in ('caseload', 'family')) as ties";

const PROGRAMS: &str = "
select distinct program.kind from allowed
  join program on program.tenant = $1 and program.learner = allowed.learner
 where allowed.shows = 2 and program.since <= $3 and (program.until is null or program.until > $3)";

/// What the filters of a list offer this person today.
pub async fn offers(
    tx: &Tx,
    (tenant, person): (TenantId, PersonId),
    (today, age_of_majority): (NaiveDate, u8),
) -> Result<Offers, StoreError> {
    let values = || bound(tenant, person, today, age_of_majority);
    let ask = |text: String| tx.db().query_all_raw(statement(tx, &text, values()));
    let mut offers = Offers::default();
    let classes = statement(tx, CLASSES, values()[..3].to_vec());
    for row in tx.db().query_all_raw(classes).await? {
        offers.classes.push((ClassId(row.try_get("", "id")?), row.try_get("", "name")?));
    }
    offers.classes.sort_by(|one, other| (&one.1, one.0).cmp(&(&other.1, other.0)));
    let mut ties = 0_i64;
    for row in ask(format!("{TIES}{TIED}")).await? {
        offers.caseload = 0 < row.try_get::<i64>("", "caseload")?;
        ties = row.try_get("", "ties")?;
    }
    if 0 < ties || !offers.classes.is_empty() {
        for row in ask(format!("{TIES}, allowed as ({SEES}) {PROGRAMS}")).await? {
            offers.programs.push(row.try_get("", "kind")?);
        }
    }
    offers.programs.sort();
    Ok(offers)
}

/// By learner.
pub(super) type ByLearner<T> = HashMap<PersonId, T>;
