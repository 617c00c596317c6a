//! Who may see whom in lists: the SQL text against `ilp::access::decide`, on random worlds.

use super::{each_engine, listing, minute, walking};
use chrono::{Days, NaiveDate};
use headway_store::people::{Names, Person};
use headway_store::permits::{asking, permit};
use headway_store::places::{Class, Organisation};
use headway_store::tenants::Tenant;
use headway_store::ties::{self, Bond, Post, Schooling, Stay};
use headway_store::visible::{self, Order, Wanted};
use headway_store::{StoreError, Tx, people, places, proposals, tenants};
use ilp::access::{
    self, About, Act, Actor, AdultBasis, Because, CaseloadKind, ClassRole, Learner, Moment, Office,
    OfficeKind, Place, Relation, RestrictionKind, Rights, Tie, decide,
};
use ilp::plan::{Proposal, Standing};
use ilp::{ClassId, EnrolmentId, OrgId, PersonId, RelationId, TenantId};
use std::sync::Arc;
use uuid::Uuid;

const WORLDS: u64 = 24;
const PEOPLE: usize = 10;

/// A small generator (splitmix64): a seed makes the same world everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % bound as u64).expect("below a usize")
    }

    fn one_of<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// Days that have ended, hold, begin or end today, or are yet to come.
    fn days(&mut self) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let day = |days: i64| {
            if days < 0 {
                today() - Days::new(days.unsigned_abs())
            } else {
                today() + Days::new(days.unsigned_abs())
            }
        };
        let from = self.one_of(&[None, Some(-30), Some(-1), Some(0), Some(1)]);
        let until = self.one_of(&[None, Some(-1), Some(0), Some(1), Some(30)]);
        (from.map(day), until.map(day))
    }
}

pub(super) fn today() -> NaiveDate {
    minute(0).date_naive()
}

fn now() -> Moment {
    Moment { today: today(), at: minute(0) }
}

/// Everything in one tenant, as rows; facts and tables are both made of it.
struct World {
    tenant: TenantId,
    people: Vec<(PersonId, Option<NaiveDate>)>,
    places: Vec<(OrgId, Option<OrgId>)>,
    posts: Vec<Post>,
    bonds: Vec<Bond>,
    stays: Vec<Stay>,
    schoolings: Vec<Schooling>,
}

fn id(world: u64, kind: u128, n: usize) -> u128 {
    (u128::from(world) + 1) * 1_000_000 + kind * 1_000 + n as u128
}

impl World {
    fn new(seed: u64) -> Self {
        let mut dice = Dice(seed);
        let tenant = TenantId::numbered(id(seed, 0, 0));
        let person = |n: usize| PersonId::numbered(id(seed, 1, n));
        let org = |n: usize| OrgId::numbered(id(seed, 2, n));
        // Born around the day on which rights pass today, on 29 February, long ago, and nobody knows when.
        let births = ["2008-09-06", "2008-09-07", "2008-09-08", "2008-02-29", "1980-01-01", "2015-05-05"];
        let birth =
            |dice: &mut Dice| (dice.below(7) < 6).then(|| dice.one_of(&births).parse().expect("a day"));
        let people = (0..PEOPLE).map(|n| (person(n), birth(&mut dice))).collect();
        // A district, two schools in it, and a department in one of them.
        let places =
            vec![(org(0), None), (org(1), Some(org(0))), (org(2), Some(org(0))), (org(3), Some(org(1)))];
        let mut world =
            Self { tenant, people, places, posts: vec![], bonds: vec![], stays: vec![], schoolings: vec![] };
        for n in 0..PEOPLE {
            world.add_post(&mut dice, seed, n);
            world.add_schooling(&mut dice, seed, n);
        }
        for n in 0..110 {
            world.add_bond(&mut dice, seed, n);
        }
        for n in 0..30 {
            let (from, until) = dice.days();
            let role = dice
                .one_of(&["student", "student", "teacher", "aide", "proctor", "administrator"])
                .to_owned();
            let (person, class) = (person(dice.below(PEOPLE)), ClassId::numbered(id(seed, 3, dice.below(3))));
            let id = EnrolmentId::numbered(id(seed, 4, n));
            world.stays.push(Stay { id, person, class, role, is_primary: false, from, until });
        }
        world
    }

    fn add_post(&mut self, dice: &mut Dice, seed: u64, n: usize) {
        let kinds =
            [OfficeKind::Leader, OfficeKind::PrivacyOfficer, OfficeKind::Teacher, OfficeKind::Administrator];
        if dice.below(3) != 0 {
            let (from, until) = dice.days();
            let (person, kind) = (self.people[n].0, dice.one_of(&kinds));
            let organisation = self.places[dice.below(4)].0;
            let from = from.unwrap_or(today() - Days::new(400));
            self.posts.push(Post {
                id: Uuid::from_u128(id(seed, 5, n)),
                person,
                kind,
                organisation,
                from,
                until,
            });
        }
    }

    fn add_schooling(&mut self, dice: &mut Dice, seed: u64, n: usize) {
        if dice.below(4) != 0 {
            let (from, until) = dice.days();
            let (learner, organisation) = (self.people[n].0, self.places[dice.below(4)].0);
            let grade = dice.one_of(&["08", "9", "09", "KG", "mixed"]).to_owned();
            let id = Uuid::from_u128(id(seed, 6, n));
            let from = from.unwrap_or(today() - Days::new(400));
            self.schoolings.push(Schooling { id, learner, organisation, grade, from, until });
        }
    }

    fn add_bond(&mut self, dice: &mut Dice, seed: u64, n: usize) {
        let (learner, person) = (dice.below(PEOPLE), dice.below(PEOPLE));
        if learner == person {
            return;
        }
        let rights = Rights { see: dice.below(4) != 0, take_part: dice.below(2) == 0, sign: false };
        let some = |dice: &mut Dice| (dice.below(2) == 0).then(|| "paper".to_owned());
        let tie = match dice.below(9) {
            0..4 => Tie::Family { rights, evidence: some(dice) },
            4 => Tie::AdultConsent { basis: dice.one_of(&[AdultBasis::Consent, AdultBasis::Dependent]) },
            5 => Tie::Restriction {
                kind: dice.one_of(&[RestrictionKind::NoRecords, RestrictionKind::NoContact]),
                court_reference: "12-345".to_owned(),
            },
            6 => Tie::Caseload { kind: CaseloadKind::Counselor },
            7 => Tie::Supporter { consent: some(dice) },
            _ => Tie::BreakGlass { reason: "Found crying at the gate".to_owned(), since: minute(-10) },
        };
        let (from, until) = dice.days();
        let (learner, person) = (self.people[learner].0, self.people[person].0);
        let id = RelationId::numbered(id(seed, 7, n));
        let called = String::new();
        self.bonds.push(Bond {
            id,
            learner,
            person,
            tie,
            called,
            from,
            until,
            recorded_by: None,
            recorded_at: minute(-10),
        });
    }

    async fn settle(&self, tx: &Tx) -> Result<(), StoreError> {
        let host = format!("{}.example", self.tenant.0);
        let (name, time_zone) = ("World".to_owned(), "UTC".to_owned());
        tenants::create(tx, &Tenant { id: self.tenant, host, name, age_of_majority: 18, time_zone }).await?;
        for (n, &(id, birth_date)) in self.people.iter().enumerate() {
            let names = Names {
                given: ["Zoë", "Ana"][n % 2].to_owned(),
                family: ["Núñez", "Zhou", "nunez"][n % 3].to_owned(),
                preferred_family: (n % 4 == 0).then(|| "Li".to_owned()),
                ..Names::default()
            };
            let person = Person { tenant: self.tenant, id, names, birth_date, ..super::person(id, "", "") };
            people::add(tx, &person).await?;
        }
        for &(id, parent) in &self.places {
            let (kind, name) = ("school".to_owned(), "Place".to_owned());
            places::add_organisation(
                tx,
                self.tenant,
                &Organisation { id, kind, name, parent, time_zone: None },
            )
            .await?;
        }
        let mut classes: Vec<ClassId> = self.stays.iter().map(|stay| stay.class).collect();
        classes.sort_unstable();
        classes.dedup();
        for id in classes {
            let (code, name, organisation) = (String::new(), String::new(), self.places[1].0);
            let class = Class { id, course: None, organisation, code, name, terms: Vec::new() };
            places::add_class(tx, self.tenant, &class).await?;
        }
        ties::add_posts(tx, self.tenant, &self.posts).await?;
        ties::add(tx, self.tenant, &self.bonds).await?;
        ties::add_stays(tx, self.tenant, &self.stays).await?;
        ties::add_schoolings(tx, self.tenant, &self.schoolings).await?;
        let (tomorrow, others) = (today() + Days::new(1), self.people.iter().cycle().skip(1));
        for (n, (&(learner, _), &(other, _))) in (0..).zip(self.people.iter().zip(others)) {
            listing::plan_comes(tx, self.tenant, (learner, other), (n, tomorrow)).await?;
        }
        Ok(())
    }

    /// The facts as the function wants them, made of the same rows without any SQL.
    fn decides(&self, asker: PersonId, learner: PersonId) -> bool {
        let posts = self.posts.iter().filter(|post| post.person == asker);
        let office = |post: &Post| Office {
            kind: post.kind,
            organisation: post.organisation,
            from: Some(post.from),
            until: post.until,
        };
        let actor = Actor { offices: posts.map(office).collect(), ..asking(self.tenant, asker) };
        let about = Learner {
            tenant: self.tenant,
            person: learner,
            schoolings: self.schoolings_of(learner),
            birth_date: self.people.iter().find(|(id, _)| *id == learner).and_then(|(_, born)| *born),
            age_of_majority: 18,
            emancipated_from: None,
            eligible_by_enrolment_from: None,
            relations: self.relations(asker, learner),
        };
        decide(&actor, Act::SeeLearnerInLists, &About::Learner(about), now()).allowed().is_some()
    }

    fn schoolings_of(&self, learner: PersonId) -> Vec<access::Schooling> {
        let place = |organisation: OrgId| {
            let parent =
                |of: OrgId| self.places.iter().find(|(id, _)| *id == of).and_then(|(_, parent)| *parent);
            let within = std::iter::successors(parent(organisation), |of| parent(*of)).collect();
            Place { organisation, within }
        };
        let theirs = self.schoolings.iter().filter(|one| one.learner == learner);
        theirs
            .map(|one| access::Schooling {
                place: place(one.organisation),
                from: Some(one.from),
                until: one.until,
            })
            .collect()
    }

    fn relations(&self, asker: PersonId, learner: PersonId) -> Vec<Relation> {
        let between = self.bonds.iter().filter(|bond| bond.person == asker && bond.learner == learner);
        let mut found: Vec<Relation> = between
            .map(|bond| Relation { tie: bond.tie.clone(), from: bond.from, until: bond.until })
            .collect();
        let learners: Vec<&Stay> =
            self.stays.iter().filter(|stay| stay.person == learner && stay.role == "student").collect();
        for stay in self.stays.iter().filter(|stay| stay.person == asker && asker != learner) {
            let role = match stay.role.as_str() {
                "teacher" => ClassRole::Teacher,
                "aide" => ClassRole::Aide,
                "proctor" => ClassRole::Proctor,
                _ => continue,
            };
            for theirs in learners.iter().filter(|theirs| theirs.class == stay.class) {
                let from = stay.from.into_iter().chain(theirs.from).max();
                let until = stay.until.into_iter().chain(theirs.until).min();
                found.push(Relation { tie: Tie::ClassTeacher { class: stay.class, role }, from, until });
            }
        }
        found
    }
}

/// Compares function, SQL and permit for everybody about everybody; gives how many were seen and how many not.
async fn compare(tx: &Tx, seed: u64) -> Result<(usize, usize), StoreError> {
    let world = World::new(seed);
    world.settle(tx).await?;
    let (mut shown, mut hidden) = (0, 0);
    for &(asker, _) in &world.people {
        let listed = visible::learners(tx, world.tenant, asker, today(), 18).await?;
        for &(learner, _) in &world.people {
            let expected = world.decides(asker, learner);
            assert_eq!(
                listed.contains(&learner),
                expected,
                "world {seed}: {asker} about {learner}, in the list"
            );
            let permit =
                permit(tx, &asking(world.tenant, asker), Act::SeeLearnerInLists, learner, now()).await?;
            assert_eq!(permit.is_ok(), expected, "world {seed}: {asker} about {learner}, the permit");
            *if expected { &mut shown } else { &mut hidden } += 1;
        }
        compare_lists(tx, &world, asker, listed).await?;
    }
    // All ways of all readers would take minutes; a world has readers of every kind.
    for (n, &(asker, _)) in (0..).zip(&world.people) {
        let order = [Order::Name, Order::Grade, Order::LastChange]
            [usize::try_from((n + seed) % 3).expect("below three")];
        let narrowed = match (n + seed / 3) % 4 {
            0 => Wanted { words: "N zo".to_owned(), ..Wanted::default() },
            1 => Wanted { grade: Some("09".to_owned()), ..Wanted::default() },
            _ => Wanted::default(),
        };
        walking::compare_ways(tx, (world.tenant, asker), &Wanted { order, count_max: 100, ..narrowed })
            .await?;
    }
    Ok((shown, hidden))
}

/// Compares what the list tells of each plan with what a page about the plan would show the same reader.
async fn compare_lists(
    tx: &Tx,
    world: &World,
    asker: PersonId,
    mut expected: Vec<PersonId>,
) -> Result<(), StoreError> {
    let wanted = Wanted { count_max: 100, ..Wanted::default() };
    let found = visible::list(tx, (world.tenant, asker), (today(), 18), &wanted).await?;
    assert_eq!(found.total, found.rows.len() as u64, "{asker}");
    let mut rows = found.rows;
    rows.sort_by_key(|row| row.learner);
    expected.retain(|learner| *learner != asker);
    expected.sort_unstable();
    assert_eq!(rows.iter().map(|row| row.learner).collect::<Vec<_>>(), expected);
    for row in rows {
        let opens = permit(tx, &asking(world.tenant, asker), Act::SeePlan, row.learner, now()).await?;
        let told = match &opens {
            // An hour's sight is no reason to be told of everybody's plans.
            Ok(permit) if !matches!(permit.because(), Because::BreakGlass { .. }) => {
                let shown = proposals::of_learner(permit).await?;
                let waits = |one: &&Arc<Proposal>| one.standing() == Standing::Open;
                Some((listing::CHANGES, shown.iter().filter(waits).count() as u64))
            }
            _ => None,
        };
        let why = opens.map(|permit| permit.because());
        assert_eq!(row.changes.zip(row.waiting), told, "{asker} about {}: {why:?}", row.learner);
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_shows_whom_the_function_allows_in_any_world() {
    async fn story(tx: &Tx) -> Result<(usize, usize), StoreError> {
        let mut sum = (0, 0);
        for seed in 0..WORLDS {
            let (shown, hidden) = compare(tx, seed).await?;
            sum = (sum.0 + shown, sum.1 + hidden);
        }
        Ok(sum)
    }
    each_engine(async |store| {
        let (seen, hidden) = store.write(|tx| Box::pin(story(tx))).await.expect("the worlds can be made");
        // A comparison of worlds in which everybody or nobody is seen would say nothing.
        assert!(200 < seen && 200 < hidden, "{seen} seen, {hidden} hidden");
    })
    .await;
}
