//! The demo district: the people of Riverside, and as many generated learners as are asked for.

mod crowd;
mod meter;
mod rows;
mod set;

use chrono::NaiveDate;
use headway_store::places::{Class, Course, Organisation, Term};
use headway_store::{Store, accounts, arrivals, people, places, tenants, ties};
use ilp::sample::{self, Riverside};

use crate::commands::Failure;
use crate::shell;

pub(crate) use set::write as write_set;

/// The password of everybody in the demo. It guards nothing: all that it opens is invented.
const PASSWORD: &str = "a river runs through it";

/// The sign-ins that the demo prints: the login, and what there is to see with it. Those to try first come first.
const SHOWN: [(&str, &str); 9] = [
    ("maya", "a student, 13: try this first"),
    ("ms.rivera", "her English teacher: try this next"),
    ("grace.okafor", "her mother"),
    ("rosario", "Mateo's grandmother, in Spanish"),
    ("mr.bell", "counselor"),
    ("ms.solberg", "case manager"),
    ("dr.deshmukh", "school leader: names and reasons, no words of a plan"),
    ("ruth.abernathy", "records officer: says what for, and then sees a plan for an hour"),
    ("will.tanaka", "administrator: people, audit and system; sees no plan"),
];

/// Who signs in with which name and password, a line each.
pub(crate) fn sign_ins() -> String {
    let riverside = sample::riverside();
    let name = |login: &str| {
        riverside.person(login).map_or_else(String::new, |one| format!("{} {}", one.given, one.family))
    };
    let line = |(login, what): (&str, &str)| format!("{login:<16}{:<18}{what}\n", name(login));
    let lines = SHOWN.map(line).concat();
    format!("The password of everybody: {PASSWORD}\n\n{:<16}{:<18}who it is\n{lines}", "sign in as", "name")
}

/// A sentence for whoever looks at the demo when its school year has ended; `None` before that.
pub(crate) fn year_is_over(today: NaiveDate) -> Option<String> {
    let ends = sample::riverside().terms.iter().map(|term| term.until).max()?;
    let last = ends.pred_opt()?;
    (ends <= today).then(|| {
        format!(
            "the demo's school year ended on {last}: its teachers see no students any more; its students and families \
             still see their plans"
        )
    })
}

/// Makes the district in an empty database.
///
/// # Errors
/// A database that already has a district is left as it is.
pub(crate) async fn make(store: &Store, seed: u64, count: usize) -> Result<(), Failure> {
    if !store.read(|tx| Box::pin(tenants::all(tx))).await?.is_empty() {
        return Err(Failure::new(
            "this database holds a district already; name a new file in HEADWAY_DATABASE",
        ));
    }
    // One hash for all: everybody's password is the same, and the demo should be ready in seconds.
    let hash = headway_web::hash_password(PASSWORD, &shell::Entropy);
    let riverside = sample::riverside();
    let for_cast = hash.clone();
    store.write(move |tx| Box::pin(async move { cast(tx, &riverside, &for_cast).await })).await?;
    crowd::join(store, (seed, count), hash).await
}

type Kept = Result<(), headway_store::StoreError>;

async fn cast(tx: &headway_store::Tx, riverside: &Riverside, hash: &str) -> Kept {
    let tenant = riverside.tenant.id;
    tenants::create(tx, &rows::tenant(riverside)).await?;
    for one in &riverside.organisations {
        let row: Organisation = rows::organisation(one);
        places::add_organisation(tx, tenant, &row).await?;
    }
    for one in &riverside.terms {
        let row: Term = rows::term(one);
        places::add_term(tx, tenant, &row).await?;
    }
    for one in &riverside.courses {
        let row: Course = rows::course(one);
        places::add_course(tx, tenant, &row).await?;
    }
    for one in &riverside.classes {
        let row: Class = rows::class(one);
        places::add_class(tx, tenant, &row).await?;
    }
    some_people(tx, &riverside.people, hash).await?;
    ties::add_posts(tx, tenant, &rows::posts(&riverside.offices)).await?;
    ties::add(tx, tenant, &rows::bonds(&riverside.relations)).await?;
    ties::add_stays(tx, tenant, &rows::stays(&riverside.enrolments)).await?;
    ties::add_schoolings(tx, tenant, &rows::schoolings(&riverside.schoolings)).await?;
    for plan in &riverside.plans {
        arrivals::arrive(tx, tenant, plan.learner, &plan.log, &plan.proposals).await?;
    }
    headway_store::sample::add_talks(tx, riverside).await?;
    headway_store::sample::add_looks(tx, riverside).await
}

async fn some_people(tx: &headway_store::Tx, some: &[sample::Person], hash: &str) -> Kept {
    for one in some {
        let row = rows::person(one);
        people::add(tx, &row).await?;
        if let Some(login) = &one.login {
            accounts::set_password(tx, row.tenant, one.id, (login, hash), rows::recorded_at()).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{SHOWN, make, sign_ins, year_is_over};

    #[test]
    fn everybody_who_is_shown_has_a_name() {
        let riverside = ilp::sample::riverside();
        assert!(SHOWN.iter().all(|(login, _)| riverside.person(login).is_some()));
        assert!(sign_ins().contains("maya            Maya Okafor"), "{}", sign_ins());
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn the_demo_begins_with_accesses_to_read_about() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("demo.db");
        let store = headway_store::Store::open(path.to_str().expect("a plain path")).await.expect("a store");
        make(&store, 1, 2).await.expect("a district");
        let refused = store
            .read(|tx| Box::pin(headway_store::audit::latest_of(tx, super::rows::TENANT, "see_plan", 9)));
        let outcomes: Vec<String> =
            refused.await.expect("an answer").into_iter().map(|event| event.outcome).collect();
        assert_eq!(outcomes, ["refused", "refused", "done"]);
        store.close().await;
    }

    #[test]
    fn the_end_of_the_demos_year_is_named_from_its_first_day_on() {
        let check = |today: &str, expected: bool| {
            let note = year_is_over(today.parse().expect("a day"));
            assert_eq!(note.is_some_and(|note| note.contains("2027-06-11")), expected, "{today}");
        };
        check("2026-11-22", false);
        check("2027-06-11", false);
        check("2027-06-12", true);
    }
}
