//! Which tenant a command is about.

use headway_store::Store;
use headway_store::tenants::{self, Tenant};

use super::Failure;

/// The tenant that is served under this host; without a host the only one there is. `None`: there is no tenant yet.
pub(super) async fn named(store: &Store, host: Option<&str>) -> Result<Option<Tenant>, Failure> {
    let mut all = store.read(|tx| Box::pin(tenants::all(tx))).await?;
    let hosts = all.iter().map(|tenant| tenant.host.as_str()).collect::<Vec<_>>().join(", ");
    match host {
        Some(host) => {
            let found = all.into_iter().find(|tenant| tenant.host == host.to_lowercase());
            let unknown = || {
                let known = if hosts.is_empty() {
                    "there is none yet".to_owned()
                } else {
                    format!("there is {hosts}")
                };
                Failure::new(format!("no district is served under {host}; {known}"))
            };
            found.map(Some).ok_or_else(unknown)
        }
        None if 1 < all.len() => {
            Err(Failure::new(format!("there are several districts; choose one with --tenant: {hosts}")))
        }
        None => Ok(all.pop()),
    }
}
