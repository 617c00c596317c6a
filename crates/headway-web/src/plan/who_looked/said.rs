//! What people without a tie to the student said before they looked, and what an officer found of it.

use chrono::TimeDelta;
use headway_store::StoreError;
use headway_store::access_log::View;
use headway_store::glass::{self, Hour, Verdict};
use headway_store::permits::Permit;
use headway_store::purposes::{self, Purpose};
use headway_text::Words;

use crate::shell::Visit;

/// The reasons around some looks.
#[derive(Debug, Clone, Default)]
pub(super) struct Said {
    hours: Vec<Hour>,
    purposes: Vec<Purpose>,
}

impl Said {
    /// What was said for these looks: no reason holds for longer than a day.
    pub(super) async fn around(permit: &Permit<'_>, views: &[View]) -> Result<Self, StoreError> {
        let Some(first) = views.iter().map(|view| view.at).min() else { return Ok(Self::default()) };
        let since = first - TimeDelta::days(1);
        let hours = glass::hours_of(permit, since).await?;
        Ok(Self { hours, purposes: purposes::of_learner(permit, since).await? })
    }

    fn hour(&self, view: &View) -> Option<&Hour> {
        let within = |hour: &&Hour| hour.at <= view.at && view.at < hour.ends() && hour.person == view.person;
        self.hours.iter().find(within).filter(|_| view.because == "break_glass")
    }

    /// The reason of whoever broke the glass, in their words.
    pub(super) fn urgent(&self, words: Words, view: &View) -> String {
        match self.hour(view) {
            Some(hour) => words.text_with("looked-glass-said", &[("reason", hour.reason.as_str().into())]),
            None => words.text("looked-break-glass"),
        }
    }

    /// What the officer said that they needed the plan for.
    pub(super) fn officers(&self, words: Words, view: &View) -> String {
        let within = |one: &&Purpose| one.at <= view.at && view.at < one.ends && one.person == view.person;
        // To see who looked, or to review, no purpose is asked; one may hold all the same.
        match self.purposes.iter().find(within).filter(|_| opens(&view.act)) {
            Some(one) => words.text_with("looked-officer-said", &[("words", one.words.as_str().into())]),
            None => words.text("looked-officer"),
        }
    }

    /// What became of an urgent reason; `None` for a look that had none.
    pub(super) fn checked(&self, visit: &Visit, view: &View) -> Option<String> {
        let hour = self.hour(view)?;
        let Some(review) = &hour.review else { return Some(visit.words.text("looked-glass-open")) };
        let on = visit.words.date(review.at.with_timezone(&visit.zone()).date_naive());
        let on = [("on", on.into())];
        Some(match review.verdict {
            Verdict::Approved => visit.words.text_with("looked-glass-approved", &on),
            Verdict::Questioned => visit.words.text_with("looked-glass-questioned", &on),
        })
    }
}

fn opens(act: &str) -> bool {
    let act = serde_json::from_value(serde_json::Value::String(act.to_owned()));
    act.is_ok_and(ilp::access::Act::opens_a_plan)
}
