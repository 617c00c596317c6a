//! `headway office`: who runs the system and who keeps its records, where no second administrator can agree.

use chrono::NaiveDate;
use chrono_tz::Tz;
use clap::{Args, Subcommand, ValueEnum};
use headway_store::offices::{self, Holder, Left};
use headway_store::tenants::Tenant;
use headway_store::{Store, StoreError, accounts};
use ilp::PersonId;
use ilp::access::{Moment, OfficeKind};

use super::roster_ids::Finder;
use super::{Failure, print, tenant};
use crate::shell::{self, Ids};

/// Gives and ends the offices of an administrator and of a privacy officer, over the whole district. A running server may go on.
///
/// On the pages this takes two administrators: one asks, another agrees. This is for a district that has one, or none yet; it is on
/// record in the audit as done at the server.
#[derive(Debug, Args)]
pub(crate) struct Office {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Gives an office. Letters that were made for the person before and not used stop working.
    Give(Give),
    /// Ends an office today. The last administrator and the last privacy officer stay.
    End(End),
    /// Lists who holds these offices.
    List(List),
}

#[derive(Debug, Args)]
struct Give {
    /// Which office.
    office: Which,
    #[command(flatten)]
    whose: Whose,
    /// The first day, as 2026-08-24; today where it is left out.
    #[arg(long, value_name = "DAY")]
    from: Option<NaiveDate>,
    /// The last day, where there is one.
    #[arg(long, value_name = "DAY")]
    until: Option<NaiveDate>,
    #[command(flatten)]
    district: District,
}

#[derive(Debug, Args)]
struct End {
    /// Which office.
    office: Which,
    #[command(flatten)]
    whose: Whose,
    #[command(flatten)]
    district: District,
}

#[derive(Debug, Args)]
struct List {
    #[command(flatten)]
    district: District,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct Whose {
    /// The name with which the person signs in.
    #[arg(long, value_name = "NAME")]
    login: Option<String>,
    /// The person's id in the roster.
    #[arg(long, value_name = "SOURCE_ID")]
    person: Option<String>,
}

#[derive(Debug, Args)]
struct District {
    /// The system of the roster, where several have a person of that id.
    #[arg(long, value_name = "SYSTEM")]
    system: Option<String>,
    /// The host name of the district, where the database has several.
    #[arg(long, value_name = "HOST")]
    tenant: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Which {
    /// Runs the system: people, accounts, letters, the machine.
    Administrator,
    /// Keeps the records: rights, reviews, who looked at whom.
    PrivacyOfficer,
}

impl Which {
    const fn kind(self) -> OfficeKind {
        match self {
            Self::Administrator => OfficeKind::Administrator,
            Self::PrivacyOfficer => OfficeKind::PrivacyOfficer,
        }
    }
}

/// What the program calls it.
const fn called(kind: OfficeKind) -> &'static str {
    match kind {
        OfficeKind::PrivacyOfficer => "privacy officer",
        _ => "administrator",
    }
}

impl Office {
    /// Gives, ends or lists.
    pub(crate) fn run(self) -> Result<(), Failure> {
        let said = shell::wait_for(async {
            let store = shell::database_beside().await?;
            let said = self.answer(&store).await;
            store.close().await;
            said
        })?;
        print(&said)
    }

    async fn answer(self, store: &Store) -> Result<String, Failure> {
        match self.what {
            What::Give(give) => {
                let place = Place::of(store, &give.district).await?;
                let (person, said) = place.person(&give.whose).await?;
                let organisation = place.give(person, &give).await.map_err(|why| why.said(&said))?;
                let from = give.from.unwrap_or(place.now.today).max(place.now.today);
                let office = called(give.office.kind());
                Ok(format!("{said} is {office} of {organisation} from {from} on\n"))
            }
            What::End(end) => {
                let place = Place::of(store, &end.district).await?;
                let (person, said) = place.person(&end.whose).await?;
                place.end(person, end.office.kind()).await.map_err(|why| why.said(&said))?;
                Ok(format!("{said} is no longer {}\n", called(end.office.kind())))
            }
            What::List(list) => {
                let place = Place::of(store, &list.district).await?;
                let (id, today) = (place.tenant.id, place.now.today);
                let all = store.read(move |tx| Box::pin(offices::holders(tx, id, today))).await?;
                if all.is_empty() {
                    return Ok(
                        "nobody holds the office of an administrator or a privacy officer\n".to_owned()
                    );
                }
                Ok(all.iter().map(line).collect())
            }
        }
    }
}

/// Why nothing was done.
enum Undone {
    Left(Left),
    Failed(Failure),
}

impl From<StoreError> for Undone {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

impl Undone {
    fn said(self, who: &str) -> Failure {
        let left = match self {
            Self::Failed(failure) => return failure,
            Self::Left(left) => left,
        };
        Failure::new(match left {
            Left::LastAdministrator => format!(
                "nobody else who can sign in could run the system; give another person the office before you end that of {who}"
            ),
            Left::LastOfficer => format!(
                "nobody else who can sign in would keep the records; give another person the office before you end that of {who}"
            ),
            Left::Held => format!("{who} holds this office already on some of these days"),
            Left::DaysOver => "the last day is over before the office could begin".to_owned(),
            Left::NotOurs => format!(
                "{who} holds no such office that was given by hand; what a roster gave ends in the roster"
            ),
            _ => "there is no district yet; import its roster first".to_owned(),
        })
    }
}

/// A district, and the moment on its clock.
struct Place<'a> {
    store: &'a Store,
    tenant: Tenant,
    now: Moment,
    system: Option<String>,
}

impl<'a> Place<'a> {
    async fn of(store: &'a Store, named: &District) -> Result<Self, Failure> {
        let tenant = tenant::named(store, named.tenant.as_deref()).await?;
        let tenant =
            tenant.ok_or_else(|| Failure::new("there is no district yet; import its roster first"))?;
        let zone: Tz = tenant.time_zone.parse()?;
        let at = shell::now();
        let now = Moment { today: at.with_timezone(&zone).date_naive(), at };
        Ok(Self { store, tenant, now, system: named.system.clone() })
    }

    /// The person, and how they were named.
    async fn person(&self, whose: &Whose) -> Result<(PersonId, String), Failure> {
        if let Some(source) = &whose.person {
            let finder = Finder { store: self.store, tenant: self.tenant.id, system: self.system.as_deref() };
            let found = finder.person(source).await?;
            return found.map(|person| (person, source.clone())).map_err(Failure::new);
        }
        let login = whose.login.clone().unwrap_or_default();
        let (tenant, name) = (self.tenant.id, login.clone());
        let found =
            self.store.read(move |tx| Box::pin(async move { accounts::by_login(tx, tenant, &name).await }));
        let found = found.await?.ok_or_else(|| Failure::new(format!("nobody signs in as {login}")))?;
        Ok((found.person, login))
    }

    async fn give(&self, person: PersonId, give: &Give) -> Result<String, Undone> {
        let (tenant, now, mut ids) = (self.tenant.id, self.now, Ids::default());
        let from = give.from.unwrap_or(now.today).max(now.today);
        let until = give.until.and_then(|last| last.succ_opt());
        let (office, ids) = ((give.office.kind(), from, until), [(); 3].map(|()| ids.mint()));
        let given = self.store.write(move |tx| {
            Box::pin(async move { offices::give_here(tx, (tenant, person), office, (now, ids)).await })
        });
        given.await?.map_err(Undone::Left)
    }

    /// Ends all of the kind that were given by hand.
    async fn end(&self, person: PersonId, kind: OfficeKind) -> Result<(), Undone> {
        let (tenant, now, mut ids) = (self.tenant.id, self.now, Ids::default());
        loop {
            let event = ids.mint();
            let ended = self.store.write(move |tx| {
                Box::pin(async move { offices::end_here(tx, (tenant, person), kind, (now, event)).await })
            });
            if ended.await?.map_err(Undone::Left)? == 0 {
                return Ok(());
            }
        }
    }
}

fn line(holder: &Holder) -> String {
    let from = holder.from.map_or_else(String::new, |from| format!(" from {from}"));
    let until = holder.until.and_then(|until| until.pred_opt());
    let until = until.map_or_else(String::new, |until| format!(" until {until}"));
    let notes = [
        (!holder.is_whole, "a part of the district alone: opens no page of the office"),
        (holder.is_rosters, "by the roster"),
        (!holder.can_sign_in, "cannot sign in"),
    ];
    let notes: Vec<&str> = notes.into_iter().filter(|(is, _)| *is).map(|(_, note)| note).collect();
    let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join("; ")) };
    format!("{}, {}, {}{from}{until}{notes}\n", called(holder.kind), holder.name, holder.organisation)
}
