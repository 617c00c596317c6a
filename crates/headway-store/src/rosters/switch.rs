//! The switch: what waits in the staging tables takes effect, a statement or two a table, with the same text on both
//! engines.

use super::leaving::{self, Leaves};
use super::staging::Load;
use super::{LoadReport, Tally};
use crate::{StoreError, Tx};
use chrono::NaiveDate;
use ilp::roster::Part;
use sea_orm::{ConnectionTrait, Statement, Value, Values};

/// A table that rosters fill, and what a roster may do to a row that is there.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) staged: &'static str,
    /// What tells one row from another.
    pub(super) key: &'static [&'static str],
    /// What the roster says, and says again when it changes.
    pub(super) told: &'static [&'static str],
    /// What the roster may say; where it does not, what is known stays.
    pub(super) told_or_kept: &'static [&'static str],
    /// What a row begins with; from then on it is others' to change.
    first: &'static [&'static str],
    /// Whether a row that has another `source` is let be.
    only_own: bool,
    /// What becomes of a row that the system told before and does not tell now, and which part of a roster must be whole
    /// for that. Nothing is erased.
    pub(super) leaves: Option<(Part, Leaves)>,
}

const PLAIN: Table = Table {
    name: "",
    staged: "",
    key: &[],
    told: &[],
    told_or_kept: &[],
    first: &[],
    only_own: false,
    leaves: None,
};

pub(super) const ORGANISATION: Table = Table {
    name: "organisation",
    staged: "staged_organisation",
    key: &["tenant", "id"],
    told: &["kind", "name", "identifier", "parent", "retired_at"],
    first: &["time_zone"],
    leaves: Some((Part::Organisations, Leaves::Retires("organisation"))),
    ..PLAIN
};
pub(super) const SCHOOL_YEAR: Table = Table {
    name: "school_year",
    staged: "staged_school_year",
    key: &["tenant", "organisation", "year"],
    told: &["first_day", "last_day"],
    ..PLAIN
};
pub(super) const TERM: Table = Table {
    name: "term",
    staged: "staged_term",
    key: &["tenant", "id"],
    told: &["kind", "name", "first_day", "last_day", "parent", "year", "retired_at"],
    leaves: Some((Part::Terms, Leaves::Retires("term"))),
    ..PLAIN
};
pub(super) const COURSE: Table = Table {
    name: "course",
    staged: "staged_course",
    key: &["tenant", "id"],
    told: &["organisation", "code", "name", "grades", "subjects", "year", "retired_at"],
    leaves: Some((Part::Courses, Leaves::Retires("course"))),
    ..PLAIN
};
pub(super) const CLASS: Table = Table {
    name: "class",
    staged: "staged_class",
    key: &["tenant", "id"],
    told: &["course", "organisation", "code", "name", "kind", "grades", "subjects", "periods", "retired_at"],
    leaves: Some((Part::Classes, Leaves::Retires("class"))),
    ..PLAIN
};
pub(super) const CLASS_TERM: Table =
    Table { name: "class_term", staged: "staged_class_term", key: &["tenant", "class", "term"], ..PLAIN };
pub(super) const PERSON: Table = Table {
    name: "person",
    staged: "staged_person",
    key: &["tenant", "id"],
    told: &[
        "given",
        "middle",
        "family",
        "preferred_given",
        "preferred_middle",
        "preferred_family",
        "search",
        "sort_name",
        "pronouns",
        "email",
        "identifier",
        "enabled",
        "retired_at",
    ],
    // Somebody may have entered the birth date that the roster lacks; the rights of an adult hang on it.
    told_or_kept: &["birth_date"],
    first: &["emancipated_from", "eligible_from", "language"],
    leaves: Some((Part::People, Leaves::Retires("person"))),
    ..PLAIN
};
pub(super) const OFFICE: Table = Table {
    name: "office",
    staged: "staged_office",
    key: &["tenant", "person", "id"],
    told: &["kind", "organisation", "since", "until"],
    first: &["source"],
    only_own: true,
    leaves: Some((Part::Roles, Leaves::Ends)),
    ..PLAIN
};
pub(super) const SCHOOLING: Table = Table {
    name: "schooling",
    staged: "staged_schooling",
    key: &["tenant", "learner", "id"],
    told: &["organisation", "since", "grade", "until"],
    first: &["source"],
    only_own: true,
    leaves: Some((Part::Roles, Leaves::Ends)),
    ..PLAIN
};
pub(super) const ENROLMENT: Table = Table {
    name: "enrolment",
    staged: "staged_enrolment",
    key: &["tenant", "person", "class", "id"],
    told: &["role", "is_primary", "since", "until"],
    first: &["source"],
    only_own: true,
    leaves: Some((Part::Enrolments, Leaves::Ends)),
    ..PLAIN
};
pub(super) const RELATION: Table = Table {
    name: "relation",
    staged: "staged_relation",
    key: &["tenant", "learner", "id"],
    // Who ends a link by hand leaves a row of their own, which no roster gainsays; so this one may be open again.
    told: &["person", "kind", "detail", "may_see", "may_take_part", "may_sign", "rank", "evidence", "until"],
    first: &["variant", "at", "since", "recorded_by", "recorded_at", "source"],
    only_own: true,
    leaves: Some((Part::Families, Leaves::Ends)),
    ..PLAIN
};
pub(super) const SOURCE_ID: Table = Table {
    name: "source_id",
    staged: "staged_source_id",
    key: &["tenant", "system", "kind", "source"],
    first: &["id"],
    ..PLAIN
};

/// Every table that rosters fill, each after those it refers to.
pub(super) const TABLES: [&Table; 12] = [
    &ORGANISATION,
    &SCHOOL_YEAR,
    &TERM,
    &COURSE,
    &CLASS,
    &CLASS_TERM,
    &PERSON,
    &OFFICE,
    &SCHOOLING,
    &ENROLMENT,
    &RELATION,
    &SOURCE_ID,
];

impl Table {
    /// How many rows that wait are not there yet.
    fn count_new(&self) -> String {
        format!("select count(*) from {}", self.news())
    }

    /// The rows that wait (`waiting`) and are not there yet.
    pub(super) fn news(&self) -> String {
        let Self { name, staged, .. } = self;
        let same = self.same("live");
        format!(
            "{staged} waiting where waiting.tenant = $1 and not exists (select 1 from {name} live where {same})"
        )
    }

    /// The rows that wait (`waiting`) beside those that they will change (`live`).
    pub(super) fn changes(&self) -> String {
        let Self { name, staged, .. } = self;
        let same = self.same("live");
        let own = if self.only_own { " and live.source = waiting.source" } else { "" };
        let kept = self.told_or_kept.iter();
        let kept =
            kept.map(|kept| format!("coalesce(waiting.{kept}, live.{kept}) is distinct from live.{kept}"));
        let told = self.told.iter().map(|told| format!("waiting.{told} is distinct from live.{told}"));
        let differs: Vec<String> = told.chain(kept).collect();
        let differs = if differs.is_empty() { "1 = 0".to_owned() } else { differs.join(" or ") };
        format!("{staged} waiting join {name} live on {same} where waiting.tenant = $1 and ({differs}){own}")
    }

    fn same(&self, live: &str) -> String {
        joined(self.key, " and ", |column| format!("{live}.{column} = waiting.{column}"))
    }

    /// Adds what is not there, and changes what differs; a row that says the same is not written again.
    fn take_effect(&self) -> String {
        let Self { name, staged, .. } = self;
        let columns: Vec<&str> = [self.key, self.told, self.told_or_kept, self.first].concat();
        let (columns, key) = (columns.join(", "), self.key.join(", "));
        let insert = format!(
            "insert into {name} ({columns}) select {columns} from {staged} where tenant = $1 on conflict ({key})"
        );
        let news: Vec<(&str, String)> = (self.told.iter().map(|told| (*told, format!("excluded.{told}"))))
            .chain(
                self.told_or_kept
                    .iter()
                    .map(|told| (*told, format!("coalesce(excluded.{told}, {name}.{told})"))),
            )
            .collect();
        if news.is_empty() {
            return format!("{insert} do nothing");
        }
        let set = joined(&news, ", ", |(column, value)| format!("{column} = {value}"));
        let differs =
            joined(&news, " or ", |(column, value)| format!("{name}.{column} is distinct from {value}"));
        let own = if self.only_own { format!(" and {name}.source = excluded.source") } else { String::new() };
        format!("{insert} do update set {set} where ({differs}){own}")
    }
}

fn joined<T>(parts: &[T], between: &str, write: impl Fn(&T) -> String) -> String {
    parts.iter().map(write).collect::<Vec<_>>().join(between)
}

/// A stay whose person or class is another now: the row of the old one must not go on tying the two.
const MOVED_STAYS: &str = "
delete from enrolment
 where tenant = $1 and source = $2
   and exists (select 1 from staged_enrolment waiting
                where waiting.tenant = enrolment.tenant and waiting.id = enrolment.id
                  and (waiting.person <> enrolment.person or waiting.class <> enrolment.class))";

/// The terms of a class are those that the roster names.
const LEFT_TERMS: &str = "
delete from class_term
 where tenant = $1
   and class in (select id from staged_class where tenant = $1)
   and not exists (select 1 from staged_class_term waiting
                    where waiting.tenant = class_term.tenant and waiting.class = class_term.class
                      and waiting.term = class_term.term)";

/// Who is in a new grade or school is no longer in that of an earlier year.
const ENDED_SCHOOLINGS: &str = "
update schooling
   set until = (select min(waiting.since) from staged_schooling waiting
                 where waiting.tenant = schooling.tenant and waiting.learner = schooling.learner
                   and schooling.since < waiting.since)
 where tenant = $1 and source = $2 and until is null
   and exists (select 1 from staged_schooling waiting
                where waiting.tenant = schooling.tenant and waiting.learner = schooling.learner
                  and schooling.since < waiting.since)
   and not exists (select 1 from staged_schooling waiting
                    where waiting.tenant = schooling.tenant and waiting.learner = schooling.learner
                      and waiting.id = schooling.id)";

/// What this system said of somebody's family is over where a person says it, however the two came about.
const GAINSAID_FAMILIES: &str = "
update relation
   set until = $3
 where tenant = $1 and source = $2 and kind = 'family' and (until is null or until > $3)
   and exists (select 1 from relation recorded
                where recorded.tenant = relation.tenant and recorded.learner = relation.learner
                  and recorded.person = relation.person and recorded.kind = 'family' and recorded.source = ''
                  and (recorded.since is null or recorded.since <= $3))";

/// Lets everything take effect and says what that was; `rows` is how many wait for each table.
pub(super) async fn all(
    tx: &Tx,
    load: &Load,
    today: NaiveDate,
    rows: &[(&'static str, u64)],
) -> Result<LoadReport, StoreError> {
    let mut tallies = Vec::new();
    for table in TABLES {
        let waiting = rows.iter().filter(|(name, _)| *name == table.name).map(|(_, count)| count).sum();
        let tally = one(tx, (load, today), table, waiting).await?;
        if table.name != SOURCE_ID.name {
            tallies.push(tally);
        }
    }
    Ok(LoadReport(tallies))
}

async fn one(
    tx: &Tx,
    (load, today): (&Load, NaiveDate),
    table: &Table,
    waiting: u64,
) -> Result<Tally, StoreError> {
    let moved = if table.name == ENROLMENT.name { with_source(tx, load, MOVED_STAYS).await? } else { 0 };
    let statement = statement(tx, table.count_new(), vec![load.tenant.0.into()]);
    let row = tx.db().query_one_raw(statement).await?;
    let new = row.map_or(Ok(0_i64), |row| row.try_get_by_index(0))?;
    let new = u64::try_from(new).unwrap_or(0);
    let written = execute(tx, table.take_effect(), vec![load.tenant.0.into()]).await?;
    let ended = match table.name {
        "class_term" => execute(tx, LEFT_TERMS.to_owned(), vec![load.tenant.0.into()]).await?,
        "schooling" => with_source(tx, load, ENDED_SCHOOLINGS).await?,
        "relation" => gainsaid_families(tx, load, today).await?,
        _ => 0,
    };
    let retired = leaving::of(tx, (load, today), table).await?;
    Ok(Tally {
        table: table.name,
        added: new.saturating_sub(moved),
        changed: written.saturating_sub(new) + moved + ended,
        unchanged: waiting.saturating_sub(written),
        retired,
    })
}

async fn gainsaid_families(tx: &Tx, load: &Load, today: NaiveDate) -> Result<u64, StoreError> {
    let values = vec![load.tenant.0.into(), (&*load.system).into(), today.into()];
    execute(tx, GAINSAID_FAMILIES.to_owned(), values).await
}

async fn with_source(tx: &Tx, load: &Load, sql: &str) -> Result<u64, StoreError> {
    execute(tx, sql.to_owned(), vec![load.tenant.0.into(), (&*load.system).into()]).await
}

pub(super) async fn execute(tx: &Tx, sql: String, values: Vec<Value>) -> Result<u64, StoreError> {
    Ok(tx.db().execute_raw(statement(tx, sql, values)).await?.rows_affected())
}

pub(super) fn statement(tx: &Tx, sql: String, values: Vec<Value>) -> Statement {
    Statement::from_sql_and_values(tx.db().get_database_backend(), sql, Values(values))
}
