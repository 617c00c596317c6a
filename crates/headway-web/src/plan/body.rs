//! What an item says, as rows of a card: the same for the plan, for a suggestion, and for two texts side by side.

use chrono::{DateTime, Utc};
use headway_text::Words;
use ilp::plan::{Aspect, Body, Hand, Item, LifeArea, Measure, Owner, Reach, Seen, Text};

use super::entry::subject::seen;
use super::voice::{Line, Speech};

/// A labelled line under the main one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) label: String,
    pub(crate) line: Line,
    /// More of the same kind, such as the other topics of a meeting.
    pub(crate) more: Vec<Line>,
}

impl Row {
    pub(crate) fn lines(&mut self) -> impl Iterator<Item = &mut Line> {
        std::iter::once(&mut self.line).chain(&mut self.more)
    }
}

/// What an item says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Says {
    /// What kind of thing it is, where the section does not say so already.
    pub(crate) over: Option<String>,
    pub(crate) lead: Line,
    pub(crate) rows: Vec<Row>,
}

impl Says {
    fn row(&mut self, label: String, line: Line) {
        self.rows.push(Row { label, line, more: Vec::new() });
    }

    /// Several lines under one label; none of them, no label.
    fn list(&mut self, label: String, lines: Vec<Line>) {
        let mut lines = lines.into_iter();
        if let Some(line) = lines.next() {
            self.rows.push(Row { label, line, more: lines.collect() });
        }
    }

    /// Every line, the main one first.
    pub(crate) fn lines(&mut self) -> impl Iterator<Item = &mut Line> {
        std::iter::once(&mut self.lead).chain(self.rows.iter_mut().flat_map(Row::lines))
    }

    fn fact(&mut self, label: String, fact: String) {
        self.row(label, Line::fact(fact));
    }

    /// Drops the author where it is the same as the main text's: one name a card is enough.
    fn quiet(mut self) -> Self {
        let lead = self.lead.by.clone();
        for line in self.rows.iter_mut().flat_map(Row::lines).filter(|line| line.by == lead) {
            line.by = None;
        }
        self
    }
}

/// A text that is not in a plan yet, in the voice of whoever suggests it. What stays as it was in `old` keeps its voice.
pub(crate) fn suggested(
    speech: &Speech,
    body: Body<Text>,
    old: Option<&Item>,
    (by, at): (&Hand, DateTime<Utc>),
) -> Says {
    let old = old.map(Item::words).unwrap_or_default();
    says(
        speech,
        body.map(&mut |text| match old.iter().find(|words| words.text == text) {
            Some(words) => speech.line(words),
            None => speech.said(&text, by, at),
        }),
    )
}

/// The rows of a body.
pub(crate) fn says(speech: &Speech, body: Body<Line>) -> Says {
    let words = speech.words;
    let mut says = Says::default();
    match body {
        Body::ProfileEntry(one) => {
            says.lead = one.words;
            one.evidence.into_iter().for_each(|seen| evidence(&mut says, words, seen));
        }
        Body::Observation(one) => {
            says.over = Some(seen(words, one.aspect));
            says.lead = one.words;
            one.evidence.into_iter().for_each(|seen| evidence(&mut says, words, seen));
        }
        Body::Aspiration(one) => {
            says.over = Some(area(words, one.area));
            says.lead = one.words;
            if !one.sure {
                says.fact(words.text("plan-sure"), words.text("plan-not-sure"));
            }
        }
        Body::Goal(goal) => goal_rows(&mut says, words, goal),
        Body::Step(step) => {
            says.lead = step.what;
            if let Owner::Family(person) | Owner::School(person) = step.doer {
                says.fact(words.text("plan-who-does"), speech.called(person));
            }
            if let Some(due) = step.due {
                says.fact(words.text("plan-due"), words.date(due));
            }
        }
        Body::Intervention(one) => {
            says.over = Some(words.text("plan-kind-intervention"));
            // Its name says what it is, as on every other page; the reason alone would not.
            says.lead = Line { by: one.reason.by.clone(), ..Line::fact(help(&one.catalogue)) };
            let dose = [
                ("minutes", i64::from(one.dosage.minutes).into()),
                ("times", i64::from(one.dosage.times_a_week).into()),
                ("group", i64::from(one.dosage.group_size).into()),
            ];
            says.fact(words.text("plan-help-by"), speech.called(one.provider));
            says.fact(words.text("plan-dose"), words.text_with("plan-dose-is", &dose));
            says.fact(words.text("plan-days"), between(words, one.starts, one.ends));
            says.row(words.text("plan-why"), one.reason);
            if let Some(misses) = one.misses {
                says.row(words.text("plan-misses"), misses);
            }
        }
        Body::Support(one) => {
            says.over = Some(words.text("plan-kind-support"));
            says.lead = one.what;
            says.row(words.text("plan-when"), one.when);
            says.row(words.text("plan-why"), one.reason);
            says.fact(words.text("plan-ensured-by"), speech.called(one.ensured_by));
        }
        other => return on_the_way(speech, other).quiet(),
    }
    says.quiet()
}

/// Courses, experiences, reviews and notes.
fn on_the_way(speech: &Speech, body: Body<Line>) -> Says {
    let words = speech.words;
    let mut says = Says::default();
    match body {
        Body::CourseChoice(one) => {
            says.over = Some(words.text("plan-kind-course"));
            says.lead = one.course;
            if let Some(year) = one.school_year {
                let years = format!("{}–{:02}", year.saturating_sub(1), year % 100);
                says.fact(words.text("plan-school-year"), years);
            }
            if let Some(why) = one.why {
                says.row(words.text("plan-why"), why);
            }
        }
        Body::Experience(one) => {
            says.over = Some(words.text("plan-kind-experience"));
            says.lead = one.what;
            match (one.from, one.until) {
                (Some(from), Some(until)) => says.fact(words.text("plan-days"), between(words, from, until)),
                (Some(from), None) => says.fact(words.text("plan-since"), words.date(from)),
                (None, _) => {}
            }
            if let Some(learned) = one.learned {
                says.row(words.text("plan-learned"), learned);
            }
        }
        Body::Review(one) => {
            says.lead = Line::fact(words.date(one.on));
            says.list(words.text("plan-agenda"), one.agenda);
            let names: Vec<String> = one.people.into_iter().map(|person| speech.called(person)).collect();
            says.fact(words.text("plan-people"), names.join(", "));
            if let Some(outcome) = one.outcome {
                says.row(words.text("plan-outcome"), outcome);
            }
            if let Some(next) = one.next {
                says.fact(words.text("plan-next-review"), words.date(next));
            }
        }
        Body::Note(one) => says.lead = one.words,
        _ => {}
    }
    says
}

/// What extra help is called, from its code in the catalogue: `small-group-reading` is "Small group reading".
pub(crate) fn help(code: &str) -> String {
    let called = code.replace('-', " ");
    let mut letters = called.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn goal_rows(says: &mut Says, words: Words, goal: ilp::plan::Goal<Line>) {
    says.over = Some(match goal.reach {
        Reach::LongTerm => words.text("plan-reach-long"),
        Reach::ShortTerm => words.text("plan-reach-short"),
    });
    says.lead = goal.statement;
    if let Some(why) = goal.why {
        says.row(words.text("plan-why-it-matters"), why);
    }
    if let Some(measure) = goal.measure {
        says.row(words.text("plan-measure"), measured(words, measure));
    }
    if let Some(by) = goal.by {
        says.fact(words.text("plan-by-when"), words.date(by));
    }
    if !goal.links.standards.is_empty() {
        says.fact(words.text("plan-standards"), goal.links.standards.join(", "));
    }
    if let Some(number) = goal.links.iep_goal {
        says.fact(words.text("plan-iep-goal"), number);
    }
}

/// A measure as one sentence, in the voice of whoever named its unit.
fn measured(words: Words, measure: Measure<Line>) -> Line {
    match measure {
        Measure::Number { unit, baseline, target } => {
            let aim = [("target", target.as_str().into()), ("unit", unit.text.as_str().into())];
            let mut text = words.text_with("plan-measure-number", &aim);
            if let Some(now) = baseline {
                text = with_baseline(words, &text, now.as_str());
            }
            Line { text, ..unit }
        }
        Measure::Count { unit, baseline, target, per_days } => {
            let aim = [
                ("target", i64::from(target).into()),
                ("unit", unit.text.as_str().into()),
                ("days", i64::from(per_days).into()),
            ];
            let mut text = words.text_with("plan-measure-count", &aim);
            if let Some(now) = baseline {
                text = with_baseline(words, &text, &now.to_string());
            }
            Line { text, ..unit }
        }
        Measure::Levels { levels, target, .. } => {
            let first = levels.first().cloned().unwrap_or_default();
            let aim = levels.get(usize::from(target)).map(|level| level.text.clone()).unwrap_or_default();
            let all: Vec<String> = levels.into_iter().map(|level| level.text).collect();
            let gaps = [("levels", all.join(" → ").into()), ("target", aim.into())];
            Line { text: words.text_with("plan-measure-levels", &gaps), ..first }
        }
        Measure::Done { what } => what,
    }
}

fn with_baseline(words: Words, aim: &str, now: &str) -> String {
    words.text_with("plan-measure-from", &[("aim", aim.into()), ("now", now.into())])
}

fn evidence(says: &mut Says, words: Words, seen: ilp::plan::Evidence<Line>) {
    let label = match seen.seen {
        Seen::Assessment => words.text("plan-seen-assessment"),
        Seen::Class => words.text("plan-seen-class"),
        Seen::Activity => words.text("plan-seen-activity"),
        Seen::Observation => words.text("plan-seen-observation"),
    };
    says.row(label, seen.what);
}

fn between(words: Words, from: chrono::NaiveDate, until: chrono::NaiveDate) -> String {
    if from == until {
        return words.date(from);
    }
    words.text_with("plan-between", &[("from", words.date(from).into()), ("until", words.date(until).into())])
}

pub(crate) fn aspect(words: Words, aspect: Aspect) -> String {
    match aspect {
        Aspect::Strength => words.text("plan-aspect-strength"),
        Aspect::Interest => words.text("plan-aspect-interest"),
        Aspect::Need => words.text("plan-aspect-need"),
        Aspect::Value => words.text("plan-aspect-value"),
        Aspect::HowILearn => words.text("plan-aspect-learn"),
        Aspect::InMyWay => words.text("plan-aspect-way"),
        Aspect::AccessNeed => words.text("plan-aspect-access"),
        Aspect::Language => words.text("plan-aspect-language"),
    }
}

pub(crate) fn area(words: Words, area: LifeArea) -> String {
    match area {
        LifeArea::Education => words.text("plan-area-education"),
        LifeArea::Employment => words.text("plan-area-employment"),
        LifeArea::IndependentLiving => words.text("plan-area-living"),
    }
}
