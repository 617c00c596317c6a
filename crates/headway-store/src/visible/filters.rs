//! What the filters of a list ask of each learner.

use chrono::{Days, NaiveDate, NaiveTime};
use sea_orm::Value;

use super::list::{QUIET_DAYS, State, Wanted};
use super::question::Way;
use crate::fold;

/// More words than a name has; what comes after them is not looked for.
const WORDS_MAX: usize = 8;

/// The grade of today; of two, the higher.
pub(super) const GRADE: &str = "(select max(schooling.grade) from schooling
         where schooling.tenant = $1 and schooling.learner = person.id
           and (schooling.since is null or schooling.since <= $3)
           and (schooling.until is null or schooling.until > $3))";

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

/// Whether the filters leave nobody whom a post alone shows: of them a reader knows the name and no more.
pub(super) const fn asks_for_ties(wanted: &Wanted) -> bool {
    wanted.class.is_some() || wanted.caseload || wanted.program.is_some() || wanted.state.is_some()
}

/// A condition for each filter, with what it is bound to.
pub(super) fn of(values: &mut Vec<Value>, (today, way): (NaiveDate, Way), wanted: &Wanted) -> Vec<String> {
    let mut filters = Vec::new();
    for word in fold::name(&wanted.words).split_whitespace().take(WORDS_MAX) {
        let held = bind(values, fold::holding(word));
        filters.push(format!(" and person.sort_name like {held} escape '\\'"));
    }
    if let Some(class) = wanted.class {
        let held = bind(values, class.0);
        filters.push(format!("{IN_CLASS}{held})"));
    }
    if let Some(grade) = &wanted.grade {
        let held = bind(values, grade.as_str());
        filters.push(in_grade(way, &held));
    }
    if let Some(program) = &wanted.program {
        let held = bind(values, program.as_str());
        filters.push(format!("{IN_PROGRAM}{held})"));
    }
    if wanted.caseload {
        filters.push(ON_CASELOAD.to_owned());
    }
    filters.extend(wanted.state.map(|state| in_state(values, state, today)));
    filters
}

fn in_state(values: &mut Vec<Value>, state: State, today: NaiveDate) -> String {
    match state {
        State::Empty => EMPTY.to_owned(),
        State::Written => WRITTEN.to_owned(),
        State::Waiting => WAITING.to_owned(),
        State::Quiet => {
            let first_loud_day = today - Days::new(QUIET_DAYS.unsigned_abs() - 1);
            let held = bind(values, first_loud_day.and_time(NaiveTime::MIN).and_utc());
            format!("{WRITTEN} and plan.changed_at < {held}")
        }
    }
}

/// Where all names are walked, those who ever were in the grade are gathered first: of a grade that few are in, the walk
/// would else look up that of everybody.
pub(super) fn in_grade(way: Way, held: &str) -> String {
    let gathered = match way {
        Way::Ties | Way::Gathered => String::new(),
        Way::Walk => format!(
            " and person.id in (select schooling.learner from schooling
                                 where schooling.tenant = $1 and schooling.grade in ({held}))"
        ),
    };
    format!("{gathered} and {GRADE} in ({held})")
}

/// Binds a value, and says how a text names it.
pub(super) fn bind(values: &mut Vec<Value>, value: impl Into<Value>) -> String {
    values.push(value.into());
    format!("${}", values.len())
}
