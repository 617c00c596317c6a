//! What a student is called at home: by the first name, as long as that says which of the children is meant.

use ilp::PersonId;
use ilp::access::Because;
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::StoreError;
use crate::entity::{person, relation};
use crate::people::{Names, person as read};
use crate::permits::Permit;

/// A child, as a relative may name them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Child {
    /// Whose plan it is.
    pub id: PersonId,
    /// The whole name.
    pub name: String,
    /// The first name, or the whole one where two children have the same first name.
    pub called: String,
}

pub(crate) fn children(named: &[(PersonId, Names)]) -> Vec<Child> {
    let is_shared = |called: &str| 1 < named.iter().filter(|(_, names)| names.called() == called).count();
    let child = |(id, names): &(PersonId, Names)| {
        let (name, called) = (names.shown(), names.called());
        Child { id: *id, called: if is_shared(&called) { name.clone() } else { called }, name }
    };
    named.iter().map(child).collect()
}

/// What this permit's learner is called at home; `None` for a reader who is neither the student nor family.
pub async fn called(permit: &Permit<'_>) -> Result<Option<String>, StoreError> {
    let tenant = permit.tenant().0;
    let people = person::Entity::find().filter(person::Column::Tenant.eq(tenant));
    let people = match permit.because() {
        Because::TheStudent => people.filter(person::Column::Id.eq(permit.learner().0)),
        // Whether a tie still holds is nothing to a name: one child more makes it longer, and says nothing else.
        Because::Family { .. } => people.filter(
            person::Column::Id.in_subquery(
                Query::select()
                    .column(relation::Column::Learner)
                    .from(relation::Entity)
                    .and_where(relation::Column::Tenant.eq(tenant))
                    .and_where(relation::Column::Person.eq(permit.person().0))
                    .and_where(relation::Column::Kind.eq("family"))
                    .to_owned(),
            ),
        ),
        _ => return Ok(None),
    };
    let rows = people.all(permit.tx().db()).await?;
    let named: Vec<_> = rows.into_iter().map(read).map(|one| (one.id, one.names)).collect();
    Ok(children(&named).into_iter().find(|one| one.id == permit.learner()).map(|one| one.called))
}

#[cfg(test)]
mod tests {
    use ilp::PersonId;

    use super::children;
    use crate::people::Names;

    #[test]
    fn two_children_of_one_first_name_keep_their_whole_names() {
        let whole = |given: &str, family: &str| Names {
            given: given.to_owned(),
            family: family.to_owned(),
            ..Names::default()
        };
        let all = [whole("Ana", "Núñez"), whole("Ben", "Núñez"), whole("Ana", "Reyes")];
        let pairs: Vec<_> = (1..).map(PersonId::numbered).zip(all).collect();
        let called: Vec<String> = children(&pairs).into_iter().map(|child| child.called).collect();
        assert_eq!(called, ["Ana Núñez", "Ben", "Ana Reyes"]);
    }
}
