//! People, how they sign in, and how they are tied to places and to each other.

use crate::migrate::table::{NewTable, table};

/// These tables, each after those it refers to.
pub(super) fn tables() -> Vec<NewTable> {
    vec![person(), source_id(), person_alias(), account(), office(), relation(), enrolment(), schooling()]
}

fn person() -> NewTable {
    table("person")
        .ids(&["tenant", "id"])
        .texts(&["given", "family", "search"])
        .texts_or_null(&[
            "middle",
            "preferred_given",
            "preferred_middle",
            "preferred_family",
            "language",
            "pronouns",
            "email",
            "identifier",
        ])
        .days_or_null(&["birth_date", "emancipated_from", "eligible_from"])
        .moments_or_null(&["retired_at"])
        .flags(&["enabled"])
        .key(&["tenant", "id"])
        .index("person_search", &["tenant", "search"])
        .refers("person_tenant", &["tenant"], ("tenant", &["id"]))
}

fn source_id() -> NewTable {
    table("source_id")
        .ids(&["tenant", "id"])
        .texts(&["system", "kind", "source"])
        .key(&["tenant", "system", "kind", "source"])
        .index("source_id_ours", &["tenant", "id"])
}

fn person_alias() -> NewTable {
    table("person_alias")
        .ids(&["tenant", "alias", "person", "by_whom"])
        .ids_or_null(&["undone_by"])
        .texts(&["reason"])
        .moments(&["at"])
        .moments_or_null(&["undone_at"])
        .key(&["tenant", "alias", "at"])
        .index("person_alias_person", &["tenant", "person"])
        .refers("person_alias_kept", &["tenant", "person"], ("person", &["tenant", "id"]))
}

fn account() -> NewTable {
    table("account")
        .ids(&["tenant", "person"])
        .texts(&["login"])
        .texts_or_null(&["password_hash"])
        .moments(&["changed_at"])
        .flags(&["disabled"])
        .key(&["tenant", "person"])
        .unique("account_login", &["tenant", "login"])
        .refers("account_person", &["tenant", "person"], ("person", &["tenant", "id"]))
}

fn office() -> NewTable {
    table("office")
        .ids(&["tenant", "person", "id"])
        .ids_or_null(&["organisation"])
        .texts(&["kind", "source"])
        .days_or_null(&["since", "until"])
        .key(&["tenant", "person", "id"])
        .index("office_organisation", &["tenant", "organisation", "kind"])
        .refers("office_person", &["tenant", "person"], ("person", &["tenant", "id"]))
}

fn relation() -> NewTable {
    table("relation")
        .ids(&["tenant", "learner", "id", "person"])
        .ids_or_null(&["recorded_by"])
        .texts(&["kind", "variant", "detail", "source"])
        .texts_or_null(&["evidence"])
        .days_or_null(&["since", "until"])
        .moments(&["recorded_at"])
        .moments_or_null(&["at"])
        .numbers(&["rank"])
        .flags(&["may_see", "may_take_part", "may_sign"])
        .key(&["tenant", "learner", "id"])
        .index("relation_person", &["tenant", "person", "kind"])
        .refers("relation_learner", &["tenant", "learner"], ("person", &["tenant", "id"]))
        .refers("relation_holder", &["tenant", "person"], ("person", &["tenant", "id"]))
}

fn enrolment() -> NewTable {
    table("enrolment")
        .ids(&["tenant", "person", "class", "id"])
        .texts(&["role", "source"])
        .days_or_null(&["since", "until"])
        .flags(&["is_primary"])
        .key(&["tenant", "person", "class", "id"])
        .index("enrolment_class", &["tenant", "class", "role"])
        .refers("enrolment_person", &["tenant", "person"], ("person", &["tenant", "id"]))
        .refers("enrolment_in", &["tenant", "class"], ("class", &["tenant", "id"]))
}

fn schooling() -> NewTable {
    table("schooling")
        .ids(&["tenant", "learner", "id", "organisation"])
        .texts(&["grade", "source"])
        .days_or_null(&["since", "until"])
        .key(&["tenant", "learner", "id"])
        .index("schooling_organisation", &["tenant", "organisation", "grade"])
        .refers("schooling_learner", &["tenant", "learner"], ("person", &["tenant", "id"]))
        .refers("schooling_school", &["tenant", "organisation"], ("organisation", &["tenant", "id"]))
}
