//! Families, from the lists of agents in `users.csv`.
//!
//! A list of a student names adults; the place in it is kept, because the first is the primary contact. What the adult
//! is comes from the adult's own roles. An agent who is no parent, guardian or relative is kept as unstated, not
//! refused: to leave out a link that a school recorded would hide that somebody must be asked. Lists of adults are not
//! used: some products write each link twice, others name colleagues there.

use std::collections::{HashMap, HashSet};

use ilp::roster::{Family, Relation, Role, RoleKind, SourceId};

use super::people::{Agents, Users};
use super::reading::Reading;
use super::{DataFile, Notice};

const AGENTS: &str = "agentSourcedIds";

impl Reading<'_> {
    /// Every family link; and remarks on people who are nothing anywhere.
    pub(super) fn families(&mut self, users: &Users, roles: &[Role]) -> Vec<Family> {
        let facts = Facts::of(roles);
        let mut found = Vec::new();
        for agents in &users.agents {
            let line = users.ids.line_of(&agents.of).unwrap_or(1);
            let links = self.family(agents, line, users, &facts);
            found.extend(links);
        }
        let is_new = |person: &&ilp::roster::Person| !users.ids.is_of_reference(&person.source);
        let nobodies = users.people.iter().filter(|person| !facts.has_role.contains(&person.source));
        for person in nobodies.filter(is_new) {
            let line = users.ids.line_of(&person.source).unwrap_or(1);
            self.report.notice(DataFile::Users, line, Notice::NoRole);
        }
        found
    }

    fn family(&mut self, agents: &Agents, line: u64, users: &Users, facts: &Facts) -> Vec<Family> {
        let is_student = facts.students.contains(&agents.of);
        let mut found: Vec<Family> = Vec::new();
        for (rank, named) in agents.named.iter().enumerate() {
            let relative = match users.ids.follow(named.as_str()) {
                Ok(relative) => relative,
                // An agent who has left leaves the list of the student whom the set does not speak of.
                Err(_) if users.ids.is_of_reference(&agents.of) => continue,
                Err(problem) => {
                    self.report.fault(DataFile::Users, line, AGENTS, problem);
                    continue;
                }
            };
            let is_new = !users.ids.is_of_reference(&agents.of);
            let mut odd = |notice| {
                if is_new {
                    self.report.notice(DataFile::Users, line, notice);
                }
            };
            if !is_student {
                odd(Notice::AgentOfAdult);
            } else if relative == agents.of || found.iter().any(|link| link.relative == relative) {
                odd(Notice::RepeatedAgent);
            } else {
                let relation = facts.relations.get(&relative).copied().unwrap_or(Relation::Unstated);
                if relation == Relation::Unstated {
                    odd(Notice::UnstatedAgent);
                }
                found.push(Family { learner: agents.of.clone(), relative, relation, rank });
            }
        }
        found
    }
}

/// What the roles say about people.
struct Facts<'a> {
    students: HashSet<&'a SourceId>,
    has_role: HashSet<&'a SourceId>,
    /// Of several, the one that means most: guardian, parent, relative.
    relations: HashMap<&'a SourceId, Relation>,
}

impl<'a> Facts<'a> {
    fn of(roles: &'a [Role]) -> Self {
        let mut facts =
            Self { students: HashSet::new(), has_role: HashSet::new(), relations: HashMap::new() };
        for role in roles {
            facts.has_role.insert(&role.person);
            let relation = match role.role {
                RoleKind::Guardian => Relation::Guardian,
                RoleKind::Parent => Relation::Parent,
                RoleKind::Relative => Relation::Relative,
                RoleKind::Student => {
                    facts.students.insert(&role.person);
                    continue;
                }
                _ => continue,
            };
            let kept = facts.relations.entry(&role.person).or_insert(relation);
            *kept = relation.min(*kept);
        }
        facts
    }
}
