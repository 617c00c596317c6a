//! The log of each learner, the plan it makes, and what is said around it.

use crate::migrate::table::{NewTable, table};

/// These tables, each after those it refers to.
pub(super) fn tables() -> Vec<NewTable> {
    vec![
        change(),
        plan(),
        goal(),
        step(),
        proposal(),
        conversation(),
        message(),
        screening_run(),
        screening_result(),
    ]
}

fn change() -> NewTable {
    table("change")
        .ids(&["tenant", "learner", "id", "by_whom"])
        .texts(&["hand", "kind", "body"])
        .moments(&["at"])
        .numbers(&["version"])
        .key(&["tenant", "learner", "version"])
        .unique("change_id", &["tenant", "learner", "id"])
        .refers("change_learner", &["tenant", "learner"], ("person", &["tenant", "id"]))
}

fn plan() -> NewTable {
    table("plan")
        .ids(&["tenant", "learner"])
        .texts(&["body"])
        .moments(&["changed_at"])
        .numbers(&["version"])
        .key(&["tenant", "learner"])
        .index("plan_changed", &["tenant", "changed_at"])
        .refers("plan_learner", &["tenant", "learner"], ("person", &["tenant", "id"]))
}

fn goal() -> NewTable {
    table("goal")
        .ids(&["tenant", "learner", "item"])
        .texts(&["owner", "statement", "state"])
        .days_or_null(&["due"])
        .key(&["tenant", "learner", "item"])
        .index("goal_due", &["tenant", "state", "due"])
        .refers("goal_plan", &["tenant", "learner"], ("plan", &["tenant", "learner"]))
}

fn step() -> NewTable {
    table("step")
        .ids(&["tenant", "learner", "item"])
        .ids_or_null(&["goal", "owner_person"])
        .texts(&["owner", "text", "state"])
        .days_or_null(&["due"])
        .key(&["tenant", "learner", "item"])
        .index("step_owner", &["tenant", "owner_person", "state", "due"])
        .index("step_due", &["tenant", "state", "due"])
        .refers("step_plan", &["tenant", "learner"], ("plan", &["tenant", "learner"]))
}

fn proposal() -> NewTable {
    table("proposal")
        .ids(&["tenant", "learner", "id", "by_whom"])
        .ids_or_null(&["answered_by"])
        .texts(&["status", "body"])
        .texts_or_null(&["answer"])
        .moments(&["at"])
        .moments_or_null(&["answered_at"])
        .key(&["tenant", "learner", "id"])
        .index("proposal_status", &["tenant", "learner", "status"])
        .index("proposal_by", &["tenant", "by_whom", "status"])
        .refers("proposal_learner", &["tenant", "learner"], ("person", &["tenant", "id"]))
}

fn conversation() -> NewTable {
    table("conversation")
        .ids(&["tenant", "learner", "id", "opened_by"])
        .ids_or_null(&["item"])
        .texts(&["subject"])
        .moments(&["opened_at"])
        .moments_or_null(&["closed_at"])
        .key(&["tenant", "learner", "id"])
        .index("conversation_item", &["tenant", "learner", "item"])
        .refers("conversation_learner", &["tenant", "learner"], ("person", &["tenant", "id"]))
}

fn message() -> NewTable {
    table("message")
        .ids(&["tenant", "learner", "conversation", "id", "by_whom"])
        .texts(&["language", "body"])
        .moments(&["at"])
        .key(&["tenant", "learner", "conversation", "id"])
        .refers(
            "message_conversation",
            &["tenant", "learner", "conversation"],
            ("conversation", &["tenant", "learner", "id"]),
        )
}

fn screening_run() -> NewTable {
    table("screening_run")
        .ids(&["tenant", "id"])
        .ids_or_null(&["by_whom"])
        .texts(&["policy", "policy_version", "parameters", "note"])
        .moments(&["at"])
        .key(&["tenant", "id"])
        .index("screening_run_at", &["tenant", "policy", "at"])
        .refers("screening_run_tenant", &["tenant"], ("tenant", &["id"]))
}

fn screening_result() -> NewTable {
    table("screening_result")
        .ids(&["tenant", "learner", "run"])
        .texts(&["rule", "rule_version", "standing", "verdict"])
        .key(&["tenant", "learner", "run", "rule"])
        .index("screening_result_run", &["tenant", "run", "standing"])
        .refers("screening_result_in", &["tenant", "run"], ("screening_run", &["tenant", "id"]))
}
