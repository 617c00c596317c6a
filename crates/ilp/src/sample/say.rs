//! What can be said in a plan, each kind in one short call.

use chrono::NaiveDate;

use crate::plan::{
    Amount, Aspect, Aspiration, Body, CourseChoice, Dosage, Evidence, Experience, Goal, Hand, Intervention,
    Language, LifeArea, Links, Measure, Note, Observation, Owner, Party, ProfileEntry, Reach, Review, Seen,
    Step, Support, Text,
};
use crate::{ItemId, PersonId};

pub(super) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
}

pub(super) const fn student(person: PersonId) -> Hand {
    Hand::of(person, Party::Student)
}

pub(super) const fn family(person: PersonId) -> Hand {
    Hand::of(person, Party::Family)
}

pub(super) const fn school(person: PersonId) -> Hand {
    Hand::of(person, Party::School)
}

pub(super) fn en(words: &str) -> Text {
    Text::new(Language::english(), words).expect("the sample's words can be stored")
}

pub(super) fn es(words: &str) -> Text {
    let spanish = Language::new("es").expect("a well-formed tag");
    Text::new(spanish, words).expect("the sample's words can be stored")
}

/// The same in Spanish: for a body whose words were written in it.
pub(super) fn in_spanish(says: impl Into<Body<Text>>) -> Body<Text> {
    says.into().map(&mut |text| es(text.as_str().expect("nothing is redacted here")))
}

pub(super) fn profile(aspect: Aspect, words: &str) -> Body<Text> {
    Body::ProfileEntry(ProfileEntry { aspect, words: en(words), evidence: Vec::new() })
}

/// A profile entry that rests on something that was seen on a day.
pub(super) fn shown(aspect: Aspect, words: &str, (seen, what, on): (Seen, &str, NaiveDate)) -> Body<Text> {
    let evidence = vec![Evidence { seen, what: en(what), on: Some(on) }];
    Body::ProfileEntry(ProfileEntry { aspect, words: en(words), evidence })
}

pub(super) fn observed(aspect: Aspect, words: &str) -> Body<Text> {
    Body::Observation(Observation { aspect, words: en(words), evidence: Vec::new() })
}

pub(super) fn observed_in(
    aspect: Aspect,
    words: &str,
    (seen, what, on): (Seen, &str, NaiveDate),
) -> Body<Text> {
    let evidence = vec![Evidence { seen, what: en(what), on: Some(on) }];
    Body::Observation(Observation { aspect, words: en(words), evidence })
}

pub(super) fn hope(area: LifeArea, words: &str) -> Body<Text> {
    Body::Aspiration(Aspiration { area, words: en(words), sure: true })
}

pub(super) fn unsure_hope(area: LifeArea, words: &str) -> Body<Text> {
    Body::Aspiration(Aspiration { area, words: en(words), sure: false })
}

pub(super) fn note(words: &str) -> Body<Text> {
    Body::Note(Note { words: en(words) })
}

pub(super) fn support(ensured_by: PersonId, what: &str, when: &str, reason: &str) -> Body<Text> {
    Body::Support(Support { what: en(what), when: en(when), reason: en(reason), ensured_by })
}

pub(super) fn course(
    course: &str,
    code: Option<&str>,
    school_year: Option<u16>,
    why: Option<&str>,
) -> Body<Text> {
    let code = code.map(str::to_owned);
    Body::CourseChoice(CourseChoice { course: en(course), code, school_year, why: why.map(en) })
}

pub(super) fn experience(
    what: &str,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    learned: Option<&str>,
) -> Body<Text> {
    Body::Experience(Experience { what: en(what), from, until, learned: learned.map(en) })
}

pub(super) fn planned_review(on: NaiveDate, agenda: &[&str], people: &[PersonId]) -> Body<Text> {
    let agenda = agenda.iter().map(|point| en(point)).collect();
    Body::Review(Review { on, agenda, people: people.to_vec(), outcome: None, next: None })
}

pub(super) fn held_review(
    on: NaiveDate,
    agenda: &[&str],
    people: &[PersonId],
    (outcome, next): (&str, NaiveDate),
) -> Body<Text> {
    let agenda = agenda.iter().map(|point| en(point)).collect();
    Body::Review(Review { on, agenda, people: people.to_vec(), outcome: Some(en(outcome)), next: Some(next) })
}

/// A goal as it is put together.
#[derive(Clone)]
pub(super) struct Aim(Goal<Text>);

pub(super) fn aim(reach: Reach, statement: &str) -> Aim {
    let (why, measure, by, links) = (None, None, None, Links::default());
    Aim(Goal { reach, statement: en(statement), why, measure, by, links })
}

pub(super) fn soon(statement: &str) -> Aim {
    aim(Reach::ShortTerm, statement)
}

pub(super) fn later(statement: &str) -> Aim {
    aim(Reach::LongTerm, statement)
}

impl Aim {
    pub(super) fn because(mut self, why: &str) -> Self {
        self.0.why = Some(en(why));
        self
    }

    pub(super) fn by(mut self, day: NaiveDate) -> Self {
        self.0.by = Some(day);
        self
    }

    pub(super) fn number(self, unit: &str, baseline: Option<&str>, target: &str) -> Self {
        let amount = |digits: &str| Amount::new(digits).expect("the sample's numbers are numbers");
        let baseline = baseline.map(amount);
        self.measured(Measure::Number { unit: en(unit), baseline, target: amount(target) })
    }

    pub(super) fn times(self, unit: &str, baseline: Option<u32>, (target, per_days): (u32, u16)) -> Self {
        self.measured(Measure::Count { unit: en(unit), baseline, target, per_days })
    }

    pub(super) fn levels(self, levels: &[&str], baseline: Option<u8>, target: u8) -> Self {
        let levels = levels.iter().map(|level| en(level)).collect();
        self.measured(Measure::Levels { levels, baseline, target })
    }

    pub(super) fn done_when(self, what: &str) -> Self {
        self.measured(Measure::Done { what: en(what) })
    }

    fn measured(mut self, measure: Measure<Text>) -> Self {
        self.0.measure = Some(measure);
        self
    }

    /// Tied to other items of the plan.
    pub(super) fn for_items(mut self, items: &[ItemId]) -> Self {
        self.0.links.items = items.to_vec();
        self
    }

    pub(super) fn standard(mut self, code: &str) -> Self {
        self.0.links.standards.push(code.to_owned());
        self
    }

    pub(super) fn iep_goal(mut self, number: &str) -> Self {
        self.0.links.iep_goal = Some(number.to_owned());
        self
    }
}

impl From<Aim> for Body<Text> {
    fn from(aim: Aim) -> Self {
        Self::Goal(aim.0)
    }
}

pub(super) fn step(doer: Owner, what: &str, due: Option<NaiveDate>, serves: &[ItemId]) -> Body<Text> {
    Body::Step(Step { doer, what: en(what), due, serves: serves.to_vec() })
}

pub(super) fn my_step(what: &str, due: NaiveDate, serves: &[ItemId]) -> Body<Text> {
    step(Owner::Student, what, Some(due), serves)
}

/// An intervention as it is put together.
pub(super) struct Treatment(Intervention<Text>);

/// `minutes`, times a week and group size, from the first to the last day.
pub(super) fn treatment(
    catalogue: &str,
    provider: PersonId,
    reason: &str,
    (minutes, times_a_week, group_size): (u16, u8, u8),
    (starts, ends): (NaiveDate, NaiveDate),
) -> Treatment {
    let dosage = Dosage { minutes, times_a_week, group_size };
    let (catalogue, reason, serves) = (catalogue.to_owned(), en(reason), Vec::new());
    Treatment(Intervention { catalogue, reason, provider, dosage, starts, ends, serves, misses: None })
}

impl Treatment {
    pub(super) fn for_items(mut self, items: &[ItemId]) -> Self {
        self.0.serves = items.to_vec();
        self
    }

    pub(super) fn missing(mut self, what: &str) -> Self {
        self.0.misses = Some(en(what));
        self
    }
}

impl From<Treatment> for Body<Text> {
    fn from(treatment: Treatment) -> Self {
        Self::Intervention(treatment.0)
    }
}
