//! `users.csv`, and `demographics.csv` for the birth date: who there is.

use std::collections::HashMap;

use ilp::roster::{Person, Role, RoleKind, SourceId};

use super::ids::Ids;
use super::reading::Reading;
use super::table::Row;
use super::{DataFile, Version};

/// What `users.csv` tells.
pub(super) struct Users {
    pub(super) people: Vec<Person>,
    /// In 1.1 the roles stand here; in 1.2 this is empty.
    pub(super) roles: Vec<Role>,
    /// The lists of agents, not yet followed: an agent may stand further down.
    pub(super) agents: Vec<Agents>,
    pub(super) ids: Ids,
}

/// The agents that one person names.
pub(super) struct Agents {
    pub(super) of: SourceId,
    pub(super) named: Vec<SourceId>,
}

impl Reading<'_> {
    /// Everybody.
    pub(super) fn users(&mut self, orgs: &Ids) -> Users {
        let (mut people, mut roles, mut agents) = (Vec::new(), Vec::new(), Vec::new());
        let has_roles = self.manifest.version == Version::V1_1;
        let ids = self.rows(DataFile::Users, &mut |row, source| {
            let named: Vec<_> = row.list("agentSourcedIds").map(SourceId::new).collect();
            if !named.is_empty() {
                agents.push(Agents { of: source.clone(), named });
            }
            if has_roles {
                roles.extend(roles_in_row(row, &source, orgs).unwrap_or_default());
            }
            people.extend(person(row, source, orgs));
        });
        Users { people, roles, agents, ids }
    }

    /// Adds birth dates. No other column of `demographics.csv` is looked at: sex, race and birthplace are nobody's
    /// business here.
    pub(super) fn birth_dates(&mut self, users: &mut Users) {
        let mut birth_dates = HashMap::new();
        let _ids = self.rows(DataFile::Demographics, &mut |row, source| {
            let birth_date = row.optional_date("birthDate");
            match users.ids.follow(source.as_str()) {
                Ok(person) => birth_dates.extend(birth_date.flatten().map(|day| (person, day))),
                Err(problem) => row.refuse::<()>("sourcedId", problem).unwrap_or_default(),
            }
        });
        for person in &mut users.people {
            person.birth_date = birth_dates.get(&person.source).copied();
        }
    }
}

/// One role at each organisation. 1.1 does not say which is the chief one; each is the chief one there.
fn roles_in_row(row: &mut Row, person: &SourceId, orgs: &Ids) -> Option<Vec<Role>> {
    let role = row.vocabulary::<RoleKind>("role");
    let organisations = row.references("orgSourcedIds", orgs)?;
    let role = role?;
    let at = |organisation| Role {
        person: person.clone(),
        organisation,
        role: role.clone(),
        primary: true,
        begins: None,
        ends: None,
    };
    Some(organisations.into_iter().map(at).collect())
}

fn person(row: &mut Row, source: SourceId, orgs: &Ids) -> Option<Person> {
    let (given, family) = (row.text("givenName"), row.text("familyName"));
    let (username, enabled) = (row.text("username"), row.boolean("enabledUser"));
    let primary_organisation = row.optional_reference("primaryOrgSourcedId", orgs);
    Some(Person {
        source,
        username: username?,
        given: given?,
        middle: row.optional("middleName"),
        family: family?,
        preferred_given: row.optional("preferredGivenName"),
        preferred_middle: row.optional("preferredMiddleName"),
        preferred_family: row.optional("preferredFamilyName"),
        pronouns: row.optional("pronouns"),
        identifier: row.optional("identifier"),
        email: row.optional("email"),
        phone: row.optional("phone"),
        grades: row.grades("grades"),
        enabled: enabled?,
        primary_organisation: primary_organisation?,
        birth_date: None,
    })
}
