//! What the filters of a list offer its reader.

use chrono::NaiveDate;
use ilp::roster::Grade;
use ilp::{ClassId, PersonId, TenantId};
use sea_orm::ConnectionTrait;

use super::filters::GRADE;
use super::{TIED, TIES, bound, statement};
use crate::{StoreError, Tx};

/// What the filters of a list offer somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offers {
    /// The classes in which they work today, by title.
    pub classes: Vec<(ClassId, String)>,
    /// Whether they have a caseload today.
    pub caseload: bool,
    /// The grades in which those are whom they see, by age; who leads is offered those that their schools have ever had.
    pub grades: Vec<String>,
    /// The kinds of programs in which those are whose records they may see.
    pub programs: Vec<String>,
}

const CLASSES: &str = "
select distinct class.id, class.name from enrolment theirs
  join class on class.tenant = theirs.tenant and class.id = theirs.class
 where theirs.tenant = $1 and theirs.person = $2
   and theirs.role in ('teacher', 'co_teacher', 'substitute', 'aide', 'proctor')
   and (theirs.since is null or theirs.since <= $3) and (theirs.until is null or theirs.until > $3)";

/// Whoever leads and is tied to nobody sees no records, and need not be asked about.
const COUNTED: &str = "
select (select count(*) from in_force where kind = 'caseload') as caseload,
       (select count(*) from in_force where kind in ('caseload', 'family')) as ties";

const PROGRAMS: &str = "
select distinct program.kind from allowed
  join program on program.tenant = $1 and program.learner = allowed.learner
 where allowed.shows = 2 and program.since <= $3 and (program.until is null or program.until > $3)";

/// Of a district nobody asks each student: an index of schools and grades answers.
const GRADES_OF_POSTS: &str = "
select distinct schooling.grade from schooling
 where schooling.tenant = $1 and schooling.organisation in (select organisation from below)";

/// The grades of those whom a tie shows. As the filter takes it, who is in two is in the higher.
fn grades_of_ties() -> String {
    format!(
        ", allowed as ({TIED}) select distinct {GRADE} as grade from allowed
             join person on person.tenant = $1 and person.id = allowed.learner"
    )
}

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
    for row in ask(format!("{TIES}{COUNTED}")).await? {
        offers.caseload = 0 < row.try_get::<i64>("", "caseload")?;
        ties = row.try_get("", "ties")?;
    }
    if 0 < ties || !offers.classes.is_empty() {
        for row in ask(format!("{TIES}, allowed as ({TIED}) {PROGRAMS}")).await? {
            offers.programs.push(row.try_get("", "kind")?);
        }
    }
    offers.programs.sort();
    for text in [grades_of_ties(), GRADES_OF_POSTS.to_owned()] {
        for row in ask(format!("{TIES}{text}")).await? {
            offers.grades.extend(row.try_get::<Option<String>>("", "grade")?);
        }
    }
    offers.grades.sort_by_cached_key(|code| (Grade::from_code(code), code.clone()));
    offers.grades.dedup();
    Ok(offers)
}
