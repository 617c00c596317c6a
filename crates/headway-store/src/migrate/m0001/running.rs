//! What the program needs to run: sessions, drafts, jobs, and who did and saw what.

use crate::migrate::table::{NewTable, table};

/// These tables, each after those it refers to.
pub(super) fn tables() -> Vec<NewTable> {
    vec![job(), draft(), session(), attempt(), once(), audit_event(), access_log()]
}

fn job() -> NewTable {
    table("job")
        .ids(&["id"])
        .ids_or_null(&["tenant", "enqueued_by"])
        .texts(&["kind", "body", "state", "note"])
        .moments(&["enqueued_at"])
        .moments_or_null(&["started_at", "beat_at", "finished_at"])
        .numbers(&["attempts", "done"])
        .numbers_or_null(&["total"])
        .key(&["id"])
        .index("job_state", &["state", "enqueued_at"])
}

fn draft() -> NewTable {
    table("draft")
        .ids(&["tenant", "person", "about"])
        .texts(&["form", "body"])
        .moments(&["at"])
        .key(&["tenant", "person", "form", "about"])
        .index("draft_at", &["at"])
        .refers("draft_person", &["tenant", "person"], ("person", &["tenant", "id"]))
}

fn session() -> NewTable {
    table("session")
        .ids(&["tenant", "person"])
        .moments(&["begun", "idle_until", "ends", "signed_in_at"])
        .bytes(&["token_digest"])
        .key(&["token_digest"])
        .index("session_person", &["tenant", "person"])
        .index("session_ends", &["ends"])
        .refers("session_of", &["tenant", "person"], ("person", &["tenant", "id"]))
}

fn attempt() -> NewTable {
    table("attempt")
        .ids(&["tenant"])
        .moments(&["at"])
        .bytes(&["digest"])
        .key(&["tenant", "digest", "at"])
        .index("attempt_at", &["at"])
}

fn once() -> NewTable {
    table("once")
        .ids(&["tenant", "person", "key"])
        .texts_or_null(&["location"])
        .moments(&["at"])
        .bytes(&["digest"])
        .key(&["tenant", "person", "key"])
        .index("once_at", &["at"])
}

fn audit_event() -> NewTable {
    table("audit_event")
        .ids(&["tenant", "id"])
        .ids_or_null(&["actor", "on_behalf_of", "learner"])
        .texts(&["act", "because", "outcome", "detail"])
        .texts_or_null(&["address", "object"])
        .moments(&["at"])
        .numbers_or_null(&["version"])
        .key(&["tenant", "id"])
        .index("audit_event_at", &["tenant", "at"])
        .index("audit_event_learner", &["tenant", "learner", "at"])
        .index("audit_event_actor", &["tenant", "actor", "at"])
}

fn access_log() -> NewTable {
    table("access_log")
        .ids(&["tenant", "learner", "id", "person"])
        .texts(&["act", "because", "detail"])
        .moments(&["at"])
        .key(&["tenant", "learner", "at", "id"])
        .index("access_log_person", &["tenant", "person", "at"])
}
