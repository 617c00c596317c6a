//! The fields of a goal: from a goal to a form, and from a form back to a goal.

use chrono::NaiveDate;
use headway_text::Words;
use ilp::plan::{self, Amount, Body, Goal, Item, Language, Links, Measure, Reach, TEXT_CHARS_MAX, Text};

use crate::form::{Field, Form};
use crate::plan::typed::{date, text_if_any, text_over};
use crate::shell::Visit;

/// A goal as somebody typed it; what cannot be a goal never gets here.
#[derive(Debug, Clone)]
pub(in crate::plan) struct Draft {
    language: Language,
    reach: Reach,
    statement: String,
    why: Option<String>,
    measure: Option<Typed>,
    by: Option<NaiveDate>,
}

#[derive(Debug, Clone)]
enum Typed {
    /// The form cannot show this measure, and leaves it as it is.
    Kept,
    Number {
        unit: String,
        baseline: Option<Amount>,
        target: Amount,
    },
    Done(String),
}

/// The goal that an item says, if it is one.
pub(in crate::plan) fn goal_of(item: &Item) -> Option<&Goal<plan::Words>> {
    match &item.body {
        Body::Goal(goal) => Some(goal),
        _ => None,
    }
}

/// Whether the form has no fields for this goal's measure: levels and counts are left as they are.
pub(in crate::plan) fn keeps_measure(goal: Option<&Goal<plan::Words>>) -> bool {
    let measure = goal.and_then(|goal| goal.measure.as_ref());
    matches!(measure, Some(Measure::Levels { .. } | Measure::Count { .. }))
}

/// The form with the fields of a goal, filled from this one.
pub(in crate::plan) fn with_fields(form: Form, words: Words, goal: Option<&Goal<plan::Words>>) -> Form {
    let said = |text: Option<&plan::Words>| text.and_then(plan::Words::as_str).unwrap_or_default().to_owned();
    let (mut unit, mut baseline, mut target, mut done) = Default::default();
    match goal.and_then(|goal| goal.measure.as_ref()) {
        Some(Measure::Number { unit: counted, baseline: now, target: aim }) => {
            unit = said(Some(counted));
            baseline = now.as_ref().map(ToString::to_string).unwrap_or_default();
            target = aim.to_string();
        }
        Some(Measure::Done { what }) => done = said(Some(what)),
        _ => {}
    }
    let line = |name, label: String| Field::new(name, label).most(200).optional();
    let long = |name, label: String| Field::new(name, label).most(TEXT_CHARS_MAX);
    let reach = if goal.is_some_and(|goal| goal.reach == Reach::LongTerm) { "long" } else { "short" };
    let by = goal.and_then(|goal| goal.by).map(|by| by.to_string()).unwrap_or_default();
    form.with_hidden("measure", if keeps_measure(goal) { "kept" } else { "typed" })
        .with(
            long("statement", words.text("goal-statement"))
                .hint(words.text("goal-statement-hint"))
                .filled(said(goal.map(|goal| &goal.statement))),
        )
        .with(
            long("why", words.text("goal-why"))
                .optional()
                .filled(said(goal.and_then(|goal| goal.why.as_ref()))),
        )
        .with(
            long("done", words.text("goal-done")).hint(words.text("goal-done-hint")).optional().filled(done),
        )
        .with(line("unit", words.text("goal-unit")).hint(words.text("goal-unit-hint")).filled(unit))
        .with(line("baseline", words.text("goal-baseline")).filled(baseline))
        .with(line("target", words.text("goal-target")).filled(target))
        .with(Field::new("by", words.text("goal-by")).date().optional().filled(by))
        .with(Field::new("reach", words.text("goal-reach")).filled(reach))
}

/// What was typed, or `None` with the reasons at the fields of `form`.
pub(in crate::plan) fn read(form: &mut Form, visit: &Visit, kept: bool) -> Option<Draft> {
    let given = |form: &Form, name: &str| {
        let value = form.value(name);
        (!value.is_empty()).then(|| value.to_owned())
    };
    for name in ["statement", "why", "done", "unit"] {
        text_if_any(form, name, visit);
    }
    let by = date(form, "by", visit.words);
    let measure = if kept { Some(Typed::Kept) } else { measure(form, visit.words) };
    form.is_sound().then(|| Draft {
        language: visit.language(),
        reach: if form.value("reach") == "long" { Reach::LongTerm } else { Reach::ShortTerm },
        statement: form.value("statement").to_owned(),
        why: given(form, "why"),
        measure,
        by,
    })
}

fn measure(form: &mut Form, words: Words) -> Option<Typed> {
    let value = |form: &Form, name: &str| form.value(name).to_owned();
    let (done, unit) = (value(form, "done"), value(form, "unit"));
    let (baseline, target) = (value(form, "baseline"), value(form, "target"));
    if unit.is_empty() && baseline.is_empty() && target.is_empty() {
        return (!done.is_empty()).then_some(Typed::Done(done));
    }
    if !done.is_empty() {
        form.refuse("done", words.text("goal-one-measure"));
    }
    if unit.is_empty() {
        form.refuse("unit", words.text("goal-unit-missing"));
    }
    let mut amount = |name: &str, text: &str| {
        let parsed = Amount::new(text).ok();
        if parsed.is_none() {
            form.refuse(name, words.text("form-not-a-number"));
        }
        parsed
    };
    let aim = amount("target", &target);
    let now = if baseline.is_empty() { None } else { amount("baseline", &baseline) };
    Some(Typed::Number { unit, baseline: now, target: aim? })
}

impl Draft {
    /// The goal that supersedes `old`; texts that did not change stay the texts that they were.
    pub(in crate::plan) fn goal(
        &self,
        old: Option<&Goal<plan::Words>>,
    ) -> Result<Body<Text>, plan::TextRefused> {
        let write = |value: &str, old: Option<&plan::Words>| text_over(&self.language, value, old);
        let old_measure = old.and_then(|old| old.measure.as_ref());
        let measure = match &self.measure {
            None => None,
            Some(Typed::Kept) => old.and_then(measure_as_it_is),
            Some(Typed::Done(what)) => {
                let before = match old_measure {
                    Some(Measure::Done { what }) => Some(what),
                    _ => None,
                };
                Some(Measure::Done { what: write(what, before)? })
            }
            Some(Typed::Number { unit, baseline, target }) => {
                let before = match old_measure {
                    Some(Measure::Number { unit, .. }) => Some(unit),
                    _ => None,
                };
                let (baseline, target) = (baseline.clone(), target.clone());
                Some(Measure::Number { unit: write(unit, before)?, baseline, target })
            }
        };
        Ok(Body::Goal(Goal {
            reach: self.reach,
            statement: write(&self.statement, old.map(|old| &old.statement))?,
            why: self.why.as_ref().map(|why| write(why, old.and_then(|old| old.why.as_ref()))).transpose()?,
            measure,
            by: self.by,
            links: old.map_or_else(Links::default, |old| old.links.clone()),
        }))
    }
}

/// A measure as it stands, without what the plan knows of its texts.
fn measure_as_it_is(goal: &Goal<plan::Words>) -> Option<Measure<Text>> {
    match Body::Goal(goal.clone()).map(&mut |words| words.text) {
        Body::Goal(goal) => goal.measure,
        _ => None,
    }
}
