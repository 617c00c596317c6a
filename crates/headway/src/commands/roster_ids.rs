//! Who is meant by an id of the roster, on a command line or in a list.

use headway_store::{Store, source_ids};
use ilp::{PersonId, TenantId};

use super::Failure;

/// Finds people by the ids that rosters have for them.
pub(super) struct Finder<'a> {
    pub(super) store: &'a Store,
    pub(super) tenant: TenantId,
    /// The one system that is meant, where several have given ids.
    pub(super) system: Option<&'a str>,
}

impl Finder<'_> {
    /// The person, or a sentence that says why nobody is meant.
    pub(super) async fn person(&self, source: &str) -> Result<Result<PersonId, String>, Failure> {
        let (tenant, wanted) = (self.tenant, source.to_owned());
        let job = self.store.read(move |tx| {
            Box::pin(async move { source_ids::in_any_system(tx, tenant, "person", &wanted).await })
        });
        let mut found = job.await?;
        found.retain(|(system, _)| self.system.is_none_or(|wanted| wanted == system));
        Ok(match found.as_slice() {
            [(_, person)] => Ok(PersonId(*person)),
            [] => Err(format!("no roster has a person {source}; look for the sourcedId in users.csv")),
            several => {
                let systems =
                    several.iter().map(|(system, _)| system.as_str()).collect::<Vec<_>>().join(", ");
                Err(format!("several systems have a person {source}; choose one with --system: {systems}"))
            }
        })
    }
}
