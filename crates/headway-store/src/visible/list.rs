//! The list of those whom somebody may see, page by page, with what waits in their plans where the plan is theirs to see.

use std::collections::HashMap;

use chrono::NaiveDate;
use ilp::plan::{Plan, Proposal, Sight, Standing};
use ilp::{PersonId, TenantId};
use sea_orm::{ConnectionTrait, QueryResult, Value};
use uuid::Uuid;

use super::{SEES, TIES, bound, statement};
use crate::people::Names;
use crate::{StoreError, Tx, fold, plans, proposals};

/// More words than a name has; what comes after them is not looked for.
const WORDS_MAX: usize = 8;

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
    /// How many suggestions that the reader may see have no answer yet, not even "not now"; `None` for who may not see the
    /// plan.
    pub waiting: Option<u64>,
}

/// A part of the list of those whom somebody may see.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Words that the name as it is shown must hold, in any order and case and without accents.
    pub words: String,
    /// Go on after this learner.
    pub after: Option<PersonId>,
    /// How many rows at most.
    pub count_max: u32,
}

/// Goes on after $5, $6 and $7; $8 are at most so many.
const LIST: &str = "
select person.id, person.family, person.given, person.preferred_given, person.preferred_family, allowed.shows,
       (select max(schooling.grade) from schooling
         where schooling.tenant = $1 and schooling.learner = person.id
           and (schooling.since is null or schooling.since <= $3)
       and (schooling.until is null or schooling.until > $3)) as grade,
       coalesce((select plan.version from plan where plan.tenant = $1 and plan.learner = person.id), 0) as changes,
       (select count(*) from proposal
         where proposal.tenant = $1 and proposal.learner = person.id and proposal.status = 'open') as waiting
  from allowed
  join person on person.tenant = $1 and person.id = allowed.learner
 where person.id <> $2
   and (exists (select 1 from schooling where schooling.tenant = $1 and schooling.learner = person.id)
        or exists (select 1 from plan where plan.tenant = $1 and plan.learner = person.id)
        or exists (select 1 from relation where relation.tenant = $1 and relation.learner = person.id))
   and (person.family, person.given, person.id) > ($5, $6, $7)";

/// The list of those whom somebody may see, themself left out, by family name. Whoever has no school, plan or tie is no
/// learner, and on no list. A list that goes on after somebody who is not on it any more begins anew.
///
/// The name as it is shown is all that is searched: who has a new one is not found, and so not given away, by the old.
pub async fn list(
    tx: &Tx,
    (tenant, person): (TenantId, PersonId),
    (today, age_of_majority): (NaiveDate, u8),
    wanted: &Wanted,
) -> Result<Vec<Listed>, StoreError> {
    let values = bound(tenant, person, today, age_of_majority);
    let mut after = match wanted.after {
        Some(after) => place(tx, &values, after).await?,
        None => None,
    }
    .unwrap_or_default();
    let words = fold::name(&wanted.words);
    let words: Vec<&str> = words.split_whitespace().take(WORDS_MAX).collect();
    let count_max = wanted.count_max as usize;
    let mut rows: Vec<Row> = Vec::new();
    loop {
        let part = part(tx, values.clone(), after, &words, wanted.count_max).await?;
        let goes_on = count_max <= part.len();
        after = part.last().map(|row| row.place.clone()).unwrap_or_default();
        rows.extend(part.into_iter().filter(|row| row.is_called(&words)));
        if !goes_on || count_max <= rows.len() {
            break;
        }
    }
    rows.truncate(count_max);
    count_what_is_seen(tx, tenant, today, &mut rows).await?;
    Ok(rows.into_iter().map(|row| row.listed).collect())
}

/// The next rows of whoever has these words in any of their names: more than are shown, as neither engine folds letters.
async fn part(
    tx: &Tx,
    mut values: Vec<Value>,
    (family, given, after): Spot,
    words: &[&str],
    count_max: u32,
) -> Result<Vec<Row>, StoreError> {
    values.extend([family.into(), given.into(), after.into(), i64::from(count_max).into()]);
    let mut holds = Vec::new();
    for word in words {
        let word = word.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_");
        values.push(format!("%{word}%").into());
        holds.push(format!(" and person.search like ${} escape '\\'", values.len()));
    }
    let text = format!(
        "{TIES}, allowed as ({SEES}) {LIST}{} order by person.family, person.given, person.id limit $8",
        holds.concat()
    );
    let rows = tx.db().query_all_raw(statement(tx, &text, values)).await?;
    rows.iter().map(row).collect()
}

/// Where in the list somebody stands: by family name, first name and id.
type Spot = (String, String, Uuid);

/// Where in the list somebody stands whom the reader may see: the address of a page names them by their id alone.
async fn place(tx: &Tx, values: &[Value], after: PersonId) -> Result<Option<Spot>, StoreError> {
    let text = format!(
        "{TIES}, allowed as ({SEES})
         select person.family, person.given from allowed
           join person on person.tenant = $1 and person.id = allowed.learner
          where person.id = $5"
    );
    let values = values.iter().cloned().chain([after.0.into()]).collect();
    let row = tx.db().query_one_raw(statement(tx, &text, values)).await?;
    row.map(|row| Ok((row.try_get("", "family")?, row.try_get("", "given")?, after.0))).transpose()
}

/// A row, where it stands, and how much the reader sees of the plan.
struct Row {
    listed: Listed,
    place: Spot,
    family_words: bool,
}

impl Row {
    fn is_called(&self, words: &[&str]) -> bool {
        let shown = fold::name(&self.listed.name);
        words.iter().all(|word| shown.contains(word))
    }
}

fn row(row: &QueryResult) -> Result<Row, StoreError> {
    let text = |column: &str| row.try_get::<Option<String>>("", column);
    let names = Names {
        given: row.try_get("", "given")?,
        family: row.try_get("", "family")?,
        preferred_given: text("preferred_given")?,
        preferred_family: text("preferred_family")?,
        ..Names::default()
    };
    let shows: i64 = row.try_get("", "shows")?;
    let count = |column: &str| -> Result<Option<u64>, StoreError> {
        let count: i64 = row.try_get("", column)?;
        Ok((0 < shows).then(|| u64::try_from(count).unwrap_or(0)))
    };
    let listed = Listed {
        learner: PersonId(row.try_get("", "id")?),
        name: names.shown(),
        grade: text("grade")?,
        changes: count("changes")?,
        waiting: count("waiting")?,
    };
    let place = (names.family, names.given, listed.learner.0);
    Ok(Row { listed, place, family_words: 1 < shows })
}

/// Leaves out of `waiting` what the reader would not find in the plan: suggestions about what is kept from view, and the
/// family's to whom its words are not open.
async fn count_what_is_seen(
    tx: &Tx,
    tenant: TenantId,
    today: NaiveDate,
    rows: &mut [Row],
) -> Result<(), StoreError> {
    let waits = |row: &Row| row.listed.waiting.is_some_and(|waiting| 0 < waiting);
    let learners: Vec<PersonId> =
        rows.iter().filter(|row| waits(row)).map(|row| row.listed.learner).collect();
    if learners.is_empty() {
        return Ok(());
    }
    let plans: HashMap<PersonId, _> = plans::of_all(tx, tenant, &learners).await?;
    let proposed = proposals::waiting(tx, tenant, &learners).await?;
    for row in rows.iter_mut().filter(|row| waits(row)) {
        let learner = row.listed.learner;
        let empty = Plan::empty(learner);
        let plan = plans.get(&learner).map_or(&empty, |plan| plan);
        let sight = Sight { today, family_words: row.family_words, delayed: false };
        let sighted = sight.on(plan);
        let theirs = proposed.iter().filter(|(about, _)| *about == learner);
        let is_open = |proposal: &Proposal| proposal.standing() == Standing::Open;
        let seen =
            theirs.filter(|(_, proposal)| is_open(proposal) && sighted.shows_proposal(proposal)).count();
        row.listed.waiting = Some(seen as u64);
    }
    Ok(())
}
