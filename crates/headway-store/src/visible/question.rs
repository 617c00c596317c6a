//! The question behind a list: whom it is about, who of them matches, and in which stretches they come.

use chrono::{DateTime, NaiveDate, Utc};
use ilp::PersonId;
use ilp::roster::Grade;
use sea_orm::{ConnectionTrait, QueryResult, Value};
use uuid::Uuid;

use super::filters::{self, GRADE, asks_for_ties, bind, in_grade};
use super::list::{Order, Wanted};
use super::{SEES, SHOWN, TIED, TIES, statement};
use crate::people::Names;
use crate::{StoreError, Tx};

/// So many are gathered and put in order within some milliseconds. A list of more goes along the index of names.
const GATHERED_MAX: i64 = 2_000;
/// Beyond this many of those who are walked past nobody counts: to count a district takes longer than to show a page of it.
const COUNTED_MAX: u64 = 1_000;

/// How those are found whom a list is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Gathered: those whom something else than a post shows.
    Ties,
    /// Gathered: those of a post over few as well.
    Gathered,
    /// Along the names of the whole tenant, with a look at each: the first page of a district is found after some dozen.
    Walk,
}

/// A stretch of a list, after which the next one begins; within it names stand in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stretch {
    All,
    /// The plans that have changed and are the reader's to see, the last first; few, since a post shows none.
    Changed,
    Unchanged,
    /// The codes of one grade: some write `9`, some `09`.
    InGrade(Vec<String>),
    InNoGrade,
}

/// Somebody who matches.
#[derive(Debug, Clone)]
pub(super) struct Match {
    pub(super) learner: PersonId,
    pub(super) name: String,
    /// 0 the name, 1 the plan without the family's own words, 2 the plan.
    pub(super) shows: i64,
    sort_name: String,
    changed_at: Option<DateTime<Utc>>,
}

/// Where somebody stands.
pub(super) struct Place {
    pub(super) one: Match,
    grade: Option<String>,
    has_changed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Towards {
    Start,
    End,
}

pub(super) struct Question<'a> {
    tx: &'a Tx,
    way: Way,
    filters: Vec<String>,
    values: Vec<Value>,
}

const IN_NO_GRADE: &str = "
   and 0 = (select count(*) from schooling
             where schooling.tenant = $1 and schooling.learner = person.id
               and (schooling.since is null or schooling.since <= $3)
               and (schooling.until is null or schooling.until > $3))";

/// The tenant's grades of any day: asked where the grades of those who match would be looked up one by one.
const ALL_GRADES: &str = "select distinct schooling.grade from schooling where schooling.tenant = $1";

const CHANGED: &str = ",
changed as (
    select tied.learner from tied join plan on plan.tenant = $1 and plan.learner = tied.learner
     where 0 < tied.shows and 0 < plan.version
)";

/// SQLite keeps to the order of a `cross join`; left to itself it goes along all names to save itself the sorting of a few.
const FROM_GATHERED: &str = "
  from allowed cross join person
  left join plan on plan.tenant = $1 and plan.learner = person.id
 where person.tenant = $1 and person.id = allowed.learner";

const FROM_ALL: &str = "
  from person
  left join plan on plan.tenant = $1 and plan.learner = person.id
 where person.tenant = $1 and ";

/// Whoever has no school, plan or tie is no learner, and on no list. Counted for the reason that the texts of posts are.
const LEARNERS: &str = "
   and person.id <> $2
   and (0 < (select count(*) from schooling where schooling.tenant = $1 and schooling.learner = person.id)
        or plan.learner is not null
        or 0 < (select count(*) from relation where relation.tenant = $1 and relation.learner = person.id))";

/// What a list is asked of each of those in it.
const NAMES: &str = "person.id, person.family, person.given, person.preferred_given, person.preferred_family,
       person.sort_name, plan.changed_at";

/// How far the posts of the reader reach.
const REACH: &str = "
select (select count(*) from posts) as posts,
       (select count(*) from posts where kind = 'privacy_officer') as guards,
       (select count(*) from
            (select 1 as one from below cross join schooling
              where schooling.tenant = $1 and schooling.organisation = below.organisation limit ";

/// How this reader's list is found best.
pub(super) async fn way(tx: &Tx, values: &[Value], wanted: &Wanted) -> Result<Way, StoreError> {
    if asks_for_ties(wanted) {
        return Ok(Way::Ties);
    }
    let text = format!("{TIES}{REACH}{}) few) as reach", GATHERED_MAX + 1);
    let Some(row) = tx.db().query_one_raw(statement(tx, &text, values.to_vec())).await? else {
        return Ok(Way::Ties);
    };
    let count = |column: &str| row.try_get::<i64>("", column);
    // Those who have come to no school are the privacy officer's, and nothing but a look at everybody finds them.
    Ok(match (count("posts")?, count("guards")?, count("reach")?) {
        (0, ..) => Way::Ties,
        (_, 0, ..=GATHERED_MAX) => Way::Gathered,
        _ => Way::Walk,
    })
}

impl<'a> Question<'a> {
    pub(super) fn new(
        tx: &'a Tx,
        mut values: Vec<Value>,
        (today, way): (NaiveDate, Way),
        wanted: &Wanted,
    ) -> Self {
        let filters = filters::of(&mut values, (today, way), wanted);
        Self { tx, way, filters, values }
    }

    /// Leaves these alone.
    pub(super) fn only(&mut self, some: &[Match]) {
        let held: Vec<String> = some.iter().map(|one| bind(&mut self.values, one.learner.0)).collect();
        self.filters.push(format!(" and person.id in ({})", held.join(", ")));
    }

    /// The stretches of a list in this order, the first first.
    pub(super) async fn stretches(&self, wanted: &Wanted) -> Result<Vec<Stretch>, StoreError> {
        match wanted.order {
            Order::LastChange => Ok(vec![Stretch::Changed, Stretch::Unchanged]),
            Order::Grade if wanted.grade.is_none() => self.grades().await,
            Order::Name | Order::Grade => Ok(vec![Stretch::All]),
        }
    }

    async fn grades(&self) -> Result<Vec<Stretch>, StoreError> {
        let rows = match self.way {
            Way::Walk => {
                let ask = statement(self.tx, ALL_GRADES, self.values[..1].to_vec());
                self.tx.db().query_all_raw(ask).await?
            }
            way => self.ask(way, (&format!("distinct {GRADE} as grade"), ""), self.values.clone()).await?,
        };
        let mut codes: Vec<(Grade, String)> = Vec::new();
        for row in rows {
            if let Some(code) = row.try_get::<Option<String>>("", "grade")? {
                codes.push((Grade::from_code(&code), code));
            }
        }
        codes.sort();
        let of_one_grade = codes.chunk_by(|one, other| one.0 == other.0);
        let mut stretches: Vec<Stretch> = of_one_grade
            .map(|some| Stretch::InGrade(some.iter().map(|(_, code)| code.clone()).collect()))
            .collect();
        // Who is in no grade comes last.
        stretches.push(Stretch::InNoGrade);
        Ok(stretches)
    }

    /// Those of a stretch from its start, or from after somebody, in the direction that is asked for.
    pub(super) async fn some_of(
        &self,
        stretch: &Stretch,
        (towards, from): (Towards, Option<&Match>),
        count_max: usize,
    ) -> Result<Vec<Match>, StoreError> {
        let way = if *stretch == Stretch::Changed { Way::Ties } else { self.way };
        let mut values = self.values.clone();
        let by_change = *stretch == Stretch::Changed;
        let condition = stretch.condition(way, &mut values);
        let beyond = from.map(|from| beyond(by_change, towards, from, &mut values)).unwrap_or_default();
        let order = match (by_change, towards) {
            (false, Towards::End) => "person.sort_name, person.id",
            (false, Towards::Start) => "person.sort_name desc, person.id desc",
            (true, Towards::End) => "plan.changed_at desc, person.sort_name, person.id",
            (true, Towards::Start) => "plan.changed_at, person.sort_name desc, person.id desc",
        };
        let rest = format!("{condition}{beyond} order by {order} limit {count_max}");
        let rows = self.ask(way, (&way.columns(), &rest), values).await?;
        rows.iter().map(as_match).collect()
    }

    /// All who match, in no order: only for filters that leave few.
    pub(super) async fn all(&self) -> Result<Vec<Match>, StoreError> {
        let rows = self.ask(self.way, (&self.way.columns(), ""), self.values.clone()).await?;
        rows.iter().map(as_match).collect()
    }

    /// Where this learner stands, if they match.
    pub(super) async fn place_of(&self, learner: PersonId) -> Result<Option<Place>, StoreError> {
        let mut values = self.values.clone();
        let held = bind(&mut values, learner.0);
        let columns = format!(
            "{}, {GRADE} as grade,
             (select count(*) from changed where changed.learner = person.id) as has_changed",
            self.way.columns()
        );
        let rows = self.ask(self.way, (&columns, &format!(" and person.id = {held}")), values).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        let has_changed = 0 < row.try_get::<i64>("", "has_changed")?;
        Ok(Some(Place { one: as_match(row)?, grade: row.try_get("", "grade")?, has_changed }))
    }

    /// How many match, and whether there are more than that.
    pub(super) async fn count(&self) -> Result<(u64, bool), StoreError> {
        let counted_max = if self.way == Way::Walk { COUNTED_MAX } else { u64::MAX };
        let limit = match self.way {
            Way::Walk => format!(" limit {}", COUNTED_MAX + 1),
            _ => String::new(),
        };
        let (with, from) = self.way.text();
        let filters = self.filters.concat();
        let text = format!(
            "{with} select count(*) as count from (select 1 as one{from}{LEARNERS}{filters}{limit}) few"
        );
        let row = self.tx.db().query_one_raw(statement(self.tx, &text, self.values.clone())).await?;
        let count = row.map_or(Ok(0_i64), |row| row.try_get("", "count"))?;
        let count = u64::try_from(count).unwrap_or(0);
        Ok((count.min(counted_max), counted_max < count))
    }

    async fn ask(
        &self,
        way: Way,
        (columns, rest): (&str, &str),
        values: Vec<Value>,
    ) -> Result<Vec<QueryResult>, StoreError> {
        let (with, from) = way.text();
        let filters = self.filters.concat();
        let text = format!("{with} select {columns}{from}{LEARNERS}{filters}{rest}");
        Ok(self.tx.db().query_all_raw(statement(self.tx, &text, values)).await?)
    }
}

impl Way {
    fn text(self) -> (String, String) {
        match self {
            Self::Ties => (format!("{TIES}, allowed as ({TIED}){CHANGED}"), FROM_GATHERED.to_owned()),
            Self::Gathered => (format!("{TIES}, allowed as ({SEES}){CHANGED}"), FROM_GATHERED.to_owned()),
            Self::Walk => (format!("{TIES}{CHANGED}"), format!("{FROM_ALL}{SHOWN}")),
        }
    }

    fn columns(self) -> String {
        let shows = match self {
            Self::Ties | Self::Gathered => "allowed.shows",
            Self::Walk => {
                "cast(coalesce((select max(tied.shows) from tied where tied.learner = person.id), 0) as bigint)"
            }
        };
        format!("{NAMES}, {shows} as shows")
    }
}

impl Stretch {
    fn condition(&self, way: Way, values: &mut Vec<Value>) -> String {
        match self {
            Self::All => String::new(),
            Self::Changed => " and person.id in (select learner from changed)".to_owned(),
            Self::Unchanged => " and person.id not in (select learner from changed)".to_owned(),
            Self::InNoGrade => IN_NO_GRADE.to_owned(),
            Self::InGrade(codes) => {
                let held: Vec<String> = codes.iter().map(|code| bind(values, code.as_str())).collect();
                in_grade(way, &held.join(", "))
            }
        }
    }

    /// Whether somebody who stands there stands in this stretch.
    pub(super) fn holds(&self, place: &Place) -> bool {
        match self {
            Self::All => true,
            Self::Changed => place.has_changed,
            Self::Unchanged => !place.has_changed,
            Self::InGrade(codes) => place.grade.as_ref().is_some_and(|grade| codes.contains(grade)),
            Self::InNoGrade => place.grade.is_none(),
        }
    }
}

fn beyond(by_change: bool, towards: Towards, from: &Match, values: &mut Vec<Value>) -> String {
    let name = bind(values, from.sort_name.as_str());
    let id = bind(values, from.learner.0);
    let (later, earlier) = match towards {
        Towards::End => (">", "<"),
        Towards::Start => ("<", ">"),
    };
    let by_name = format!("(person.sort_name, person.id) {later} ({name}, {id})");
    if !by_change {
        return format!(" and {by_name}");
    }
    let at = bind(values, from.changed_at);
    format!(" and (plan.changed_at {earlier} {at} or (plan.changed_at = {at} and {by_name}))")
}

fn as_match(row: &QueryResult) -> Result<Match, StoreError> {
    Ok(Match {
        learner: PersonId(row.try_get::<Uuid>("", "id")?),
        name: Names::of_row(row, "")?.shown(),
        shows: row.try_get("", "shows")?,
        sort_name: row.try_get("", "sort_name")?,
        changed_at: row.try_get("", "changed_at")?,
    })
}
