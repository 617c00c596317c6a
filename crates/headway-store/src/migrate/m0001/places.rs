//! Tenants, schools, terms, courses and classes.

use crate::migrate::table::{NewTable, table};

/// These tables, each after those it refers to.
pub(super) fn tables() -> Vec<NewTable> {
    vec![tenant(), organisation(), school_year(), calendar_day(), term(), course(), class(), class_term()]
}

fn tenant() -> NewTable {
    table("tenant")
        .ids(&["id"])
        .texts(&["host", "name", "time_zone"])
        .numbers(&["age_of_majority"])
        .key(&["id"])
        .unique("tenant_host", &["host"])
}

fn organisation() -> NewTable {
    table("organisation")
        .ids(&["tenant", "id"])
        .ids_or_null(&["parent"])
        .texts(&["kind", "name"])
        .texts_or_null(&["identifier", "time_zone"])
        .moments_or_null(&["retired_at"])
        .key(&["tenant", "id"])
        .index("organisation_parent", &["tenant", "parent"])
        .refers("organisation_tenant", &["tenant"], ("tenant", &["id"]))
}

fn school_year() -> NewTable {
    table("school_year")
        .ids(&["tenant", "organisation"])
        .days(&["first_day", "last_day"])
        .numbers(&["year"])
        .key(&["tenant", "organisation", "year"])
        .refers("school_year_organisation", &["tenant", "organisation"], ("organisation", &["tenant", "id"]))
}

fn calendar_day() -> NewTable {
    table("calendar_day")
        .ids(&["tenant", "organisation"])
        .texts(&["kind", "name"])
        .days(&["day"])
        .key(&["tenant", "organisation", "day"])
        .refers("calendar_day_organisation", &["tenant", "organisation"], ("organisation", &["tenant", "id"]))
}

fn term() -> NewTable {
    table("term")
        .ids(&["tenant", "id"])
        .ids_or_null(&["parent"])
        .texts(&["kind", "name"])
        .days(&["first_day", "last_day"])
        .moments_or_null(&["retired_at"])
        .numbers(&["year"])
        .key(&["tenant", "id"])
        .refers("term_tenant", &["tenant"], ("tenant", &["id"]))
}

fn course() -> NewTable {
    table("course")
        .ids(&["tenant", "id"])
        .ids_or_null(&["organisation"])
        .texts(&["code", "name", "grades", "subjects"])
        .moments_or_null(&["retired_at"])
        .numbers_or_null(&["year"])
        .key(&["tenant", "id"])
        .refers("course_tenant", &["tenant"], ("tenant", &["id"]))
}

fn class() -> NewTable {
    table("class")
        .ids(&["tenant", "id", "organisation"])
        .ids_or_null(&["course"])
        .texts(&["code", "name", "kind", "grades", "subjects", "periods"])
        .moments_or_null(&["retired_at"])
        .key(&["tenant", "id"])
        .index("class_organisation", &["tenant", "organisation"])
        .index("class_course", &["tenant", "course"])
        .refers("class_school", &["tenant", "organisation"], ("organisation", &["tenant", "id"]))
}

fn class_term() -> NewTable {
    table("class_term")
        .ids(&["tenant", "class", "term"])
        .key(&["tenant", "class", "term"])
        .refers("class_term_class", &["tenant", "class"], ("class", &["tenant", "id"]))
        .refers("class_term_term", &["tenant", "term"], ("term", &["tenant", "id"]))
}
