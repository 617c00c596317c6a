//! Stays in classes, and families.

use super::known::FamilyRow;
use super::writing::{Kind, Writing};
use crate::entity::{enrolment, relation};
use crate::instant;
use ilp::access::Rights;
use ilp::roster::{Relation, SourceId, Vocabulary};
use std::collections::HashSet;

const NO_RIGHTS: Rights = Rights { see: false, take_part: false, sign: false };

/// What a family row of a roster gives, and what it is called.
///
/// Both parents have all rights unless a court order, which is a row of its own, says otherwise. A relative is a parent
/// only when acting as one "in the absence of a parent or a guardian", so a relative beside a parent has none; nor has
/// anybody of whom nothing is said, until a person at the school says what they are.
///
/// # Source
/// 34 CFR 99.3 (parent) and 99.4.
const fn rights(relation: Relation, has_parent: bool) -> (Rights, &'static str) {
    match relation {
        Relation::Parent => (Rights::ALL, "parent"),
        Relation::Guardian => (Rights::ALL, "guardian"),
        Relation::Relative if has_parent => (NO_RIGHTS, "relative"),
        Relation::Relative => (Rights::ALL, "relative"),
        Relation::Unstated => (NO_RIGHTS, "unstated"),
    }
}

impl Writing<'_> {
    /// A day that the roster leaves open is that of the class's terms.
    pub(super) fn enrolments(&mut self) -> Vec<enrolment::Model> {
        let roster = self.roster;
        let row = |one: &ilp::roster::Enrolment| {
            let terms = self.calendar.classes.get(&one.class).map(|taught| taught.span);
            enrolment::Model {
                tenant: self.tenant(),
                person: self.id(Kind::Person, &one.person),
                class: self.id(Kind::Class, &one.class),
                id: self.id(Kind::Enrolment, &one.source),
                role: one.role.code().to_owned(),
                is_primary: one.primary,
                since: one.begins.or(terms.map(|span| span.since)),
                until: one.ends.or(terms.map(|span| span.until)),
                source: self.import.system.clone(),
            }
        };
        roster.enrolments.iter().map(row).collect()
    }

    /// Where a person has recorded what somebody is to a learner, the roster has no say; nor has it of a relative where
    /// the school knows of family that the roster does not name.
    pub(super) fn families(&mut self) -> Vec<relation::Model> {
        let roster = self.roster;
        let with_parent: HashSet<&SourceId> = roster
            .families
            .iter()
            .filter(|link| matches!(link.relation, Relation::Parent | Relation::Guardian))
            .map(|link| &link.learner)
            .collect();
        let (mut found, mut seen) = (Vec::new(), HashSet::new());
        for link in &roster.families {
            let learner = self.id(Kind::Person, &link.learner);
            let person = self.id(Kind::Person, &link.relative);
            if !seen.insert((learner, person)) {
                continue;
            }
            let id = match self.known.families.get(&(learner, person)) {
                Some(FamilyRow::ByHand | FamilyRow::Others) => continue,
                Some(FamilyRow::Own(id)) => *id,
                None => self.fresh(),
            };
            let has_parent = with_parent.contains(&link.learner) || self.known.with_family.contains(&learner);
            let (rights, called) = rights(link.relation, has_parent);
            found.push(relation::Model {
                tenant: self.tenant(),
                learner,
                id,
                person,
                kind: "family".to_owned(),
                variant: String::new(),
                may_see: rights.see,
                may_take_part: rights.take_part,
                may_sign: rights.sign,
                rank: i64::try_from(link.rank).unwrap_or(i64::MAX),
                detail: called.to_owned(),
                evidence: Some(format!("roster {}", self.import.system)),
                at: None,
                since: None,
                until: None,
                recorded_by: None,
                recorded_at: instant::kept(self.import.at),
                source: self.import.system.clone(),
            });
        }
        found
    }
}
