//! What schools record about learners: facts with corrections, not changes of a plan.

use crate::migrate::table::{NewTable, table};

/// These tables, each after those it refers to.
pub(super) fn tables() -> Vec<NewTable> {
    vec![program(), assessment(), attendance(), incident(), course_mark()]
}

fn program() -> NewTable {
    table("program")
        .ids(&["tenant", "learner", "id"])
        .ids_or_null(&["recorded_by", "corrects"])
        .texts(&["kind", "name", "detail", "source"])
        .days(&["since"])
        .days_or_null(&["until"])
        .moments(&["recorded_at"])
        .key(&["tenant", "learner", "id"])
        .index("program_kind", &["tenant", "kind"])
        .refers("program_learner", &["tenant", "learner"], ("person", &["tenant", "id"]))
}

fn assessment() -> NewTable {
    table("assessment")
        .ids(&["tenant", "learner", "id"])
        .ids_or_null(&["recorded_by", "corrects"])
        .texts(&["measure", "unit", "detail", "source"])
        .days(&["day"])
        .moments(&["recorded_at"])
        .numbers_or_null(&["hundredths"])
        .key(&["tenant", "learner", "id"])
        .index("assessment_measure", &["tenant", "measure", "day"])
        .refers("assessment_learner", &["tenant", "learner"], ("person", &["tenant", "id"]))
}

fn attendance() -> NewTable {
    table("attendance")
        .ids(&["tenant", "learner", "id"])
        .ids_or_null(&["organisation", "class", "recorded_by", "corrects"])
        .texts(&["kind", "source"])
        .days(&["day"])
        .moments(&["recorded_at"])
        .numbers_or_null(&["minutes"])
        .key(&["tenant", "learner", "id"])
        .index("attendance_day", &["tenant", "day"])
        .refers("attendance_learner", &["tenant", "learner"], ("person", &["tenant", "id"]))
}

fn incident() -> NewTable {
    table("incident")
        .ids(&["tenant", "learner", "id"])
        .ids_or_null(&["recorded_by", "corrects"])
        .texts(&["kind", "outcome", "detail", "source"])
        .days(&["day"])
        .moments(&["recorded_at"])
        .numbers_or_null(&["hundredth_days_removed"])
        .key(&["tenant", "learner", "id"])
        .index("incident_day", &["tenant", "day"])
        .refers("incident_learner", &["tenant", "learner"], ("person", &["tenant", "id"]))
}

fn course_mark() -> NewTable {
    table("course_mark")
        .ids(&["tenant", "learner", "id"])
        .ids_or_null(&["course", "class", "term", "recorded_by", "corrects"])
        .texts(&["name", "mark", "source"])
        .moments(&["recorded_at"])
        .numbers(&["year"])
        .numbers_or_null(&["half_credits_attempted", "half_credits_earned"])
        .flags(&["is_final"])
        .key(&["tenant", "learner", "id"])
        .index("course_mark_course", &["tenant", "course"])
        .refers("course_mark_learner", &["tenant", "learner"], ("person", &["tenant", "id"]))
}
