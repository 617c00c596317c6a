//! The fields of what the school does: from an item to a form, and from a form back to an item.

use chrono::NaiveDate;
use headway_store::team::Member;
use ilp::PersonId;
use ilp::plan::{
    self, Body, Dosage, Intervention, Item, Language, Support, TEXT_CHARS_MAX, Text, TextRefused,
};

use crate::form::{Field, Form};
use crate::plan::typed::{date, text_if_any, text_over};
use crate::shell::Visit;

/// The most characters of the name of extra help: the plan keeps it as a code of the catalogue.
const NAME_CHARS_MAX: usize = 60;

/// What kind of undertaking it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A support or accommodation.
    Support,
    /// Extra help with a dose and dates.
    Help,
}

impl Kind {
    pub(super) fn of(code: Option<&str>) -> Option<Self> {
        match code {
            None | Some("" | "support") => Some(Self::Support),
            Some("help") => Some(Self::Help),
            Some(_) => None,
        }
    }

    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::Help => "help",
        }
    }
}

/// Which of the two an item is, if it is one.
pub(super) fn kind_of(item: &Item) -> Option<Kind> {
    match &item.body {
        Body::Support(_) => Some(Kind::Support),
        Body::Intervention(_) => Some(Kind::Help),
        _ => None,
    }
}

/// What was typed; what cannot be an undertaking never gets here.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    language: Language,
    what: String,
    when: String,
    reason: String,
    who: PersonId,
    /// For extra help.
    help: Option<Help>,
}

#[derive(Debug, Clone)]
struct Help {
    dosage: Dosage,
    starts: NaiveDate,
    ends: NaiveDate,
    misses: Option<String>,
}

/// The form with the fields of this kind, filled from the item.
pub(super) fn with(form: Form, visit: &Visit, kind: Kind, old: Option<&Item>) -> Form {
    let words = visit.words;
    let said = |text: &plan::Words| text.as_str().unwrap_or_default().to_owned();
    let (mut what, mut when, mut reason, mut who, mut misses) =
        (String::new(), String::new(), String::new(), String::new(), String::new());
    let mut dose = [String::new(), String::new(), String::new()];
    let mut days = [String::new(), String::new()];
    match old.map(|old| &old.body) {
        Some(Body::Support(one)) => {
            (what, when, reason) = (said(&one.what), said(&one.when), said(&one.reason));
            who = one.ensured_by.to_string();
        }
        Some(Body::Intervention(one)) => {
            (what, reason, who) = (one.catalogue.clone(), said(&one.reason), one.provider.to_string());
            let dosage = one.dosage;
            dose =
                [dosage.minutes.to_string(), dosage.times_a_week.to_string(), dosage.group_size.to_string()];
            days = [one.starts.to_string(), one.ends.to_string()];
            misses = one.misses.as_ref().map(said).unwrap_or_default();
        }
        _ => {}
    }
    let long = |name, label: String| Field::new(name, label).most(TEXT_CHARS_MAX);
    let reason = long("reason", words.text("undertaking-reason"))
        .hint(words.text("undertaking-reason-hint"))
        .filled(reason);
    let who = Field::new("who", words.text("undertaking-who")).filled(who);
    if kind == Kind::Support {
        return form
            .with(
                long("what", words.text("undertaking-what"))
                    .hint(words.text("undertaking-what-hint"))
                    .filled(what),
            )
            .with(long("when", words.text("undertaking-when")).filled(when))
            .with(reason)
            .with(who);
    }
    let [minutes, times, group] = dose;
    let [starts, ends] = days;
    let number = |name, label: String| Field::new(name, label).most(4);
    form.with(
        Field::new("what", words.text("undertaking-name"))
            .hint(words.text("undertaking-name-hint"))
            .most(NAME_CHARS_MAX)
            .filled(what),
    )
    .with(reason)
    .with(who)
    .with(number("minutes", words.text("undertaking-minutes")).filled(minutes))
    .with(number("times", words.text("undertaking-times")).filled(times))
    .with(number("group", words.text("undertaking-group")).filled(group))
    .with(Field::new("starts", words.text("undertaking-starts")).date().filled(starts))
    .with(Field::new("ends", words.text("undertaking-ends")).date().filled(ends))
    .with(long("misses", words.text("undertaking-misses")).optional().filled(misses))
}

/// What was typed, or `None` with the reasons at the fields of `form`.
pub(super) fn read(form: &mut Form, visit: &Visit, kind: Kind, staff: &[Member]) -> Option<Draft> {
    let words = visit.words;
    for name in ["what", "when", "reason", "misses"] {
        text_if_any(form, name, visit);
    }
    let who: Option<PersonId> = form.value("who").parse().ok();
    let who = who.filter(|who| staff.iter().any(|member| member.person == *who));
    if who.is_none() {
        form.refuse("who", words.text("undertaking-choose-who"));
    }
    let help = if kind == Kind::Help { help(form, visit) } else { None };
    if !form.is_sound() || (kind == Kind::Help && help.is_none()) {
        return None;
    }
    Some(Draft {
        language: visit.language(),
        what: form.value("what").to_owned(),
        when: form.value("when").to_owned(),
        reason: form.value("reason").to_owned(),
        who: who?,
        help,
    })
}

fn help(form: &mut Form, visit: &Visit) -> Option<Help> {
    let words = visit.words;
    let mut number = |name: &str, most: u16| {
        let found = form.value(name).parse::<u16>().ok().filter(|number| (1..=most).contains(number));
        if found.is_none() {
            let most = [("most", i64::from(most).into())];
            form.refuse(name, words.text_with("undertaking-number", &most));
        }
        found
    };
    let (minutes, times, group) = (number("minutes", 480), number("times", 25), number("group", 60));
    let (starts, ends) = (date(form, "starts", words), date(form, "ends", words));
    if starts.zip(ends).is_some_and(|(starts, ends)| ends < starts) {
        form.refuse("ends", words.text("undertaking-ends-before"));
    }
    let misses = form.value("misses");
    let misses = (!misses.is_empty()).then(|| misses.to_owned());
    let dosage = Dosage {
        minutes: minutes?,
        times_a_week: u8::try_from(times?).ok()?,
        group_size: u8::try_from(group?).ok()?,
    };
    Some(Help { dosage, starts: starts?, ends: ends?, misses })
}

impl Draft {
    /// The undertaking that supersedes `old`; texts that did not change stay the texts that they were.
    pub(super) fn body(&self, old: Option<&Item>) -> Result<Body<Text>, TextRefused> {
        let write = |value: &str, old: Option<&plan::Words>| text_over(&self.language, value, old);
        let Some(help) = &self.help else {
            let old = match old.map(|old| &old.body) {
                Some(Body::Support(one)) => Some(one),
                _ => None,
            };
            return Ok(Body::Support(Support {
                what: write(&self.what, old.map(|old| &old.what))?,
                when: write(&self.when, old.map(|old| &old.when))?,
                reason: write(&self.reason, old.map(|old| &old.reason))?,
                ensured_by: self.who,
            }));
        };
        let old = match old.map(|old| &old.body) {
            Some(Body::Intervention(one)) => Some(one),
            _ => None,
        };
        let misses = help.misses.as_ref();
        Ok(Body::Intervention(Intervention {
            catalogue: self.what.clone(),
            reason: write(&self.reason, old.map(|old| &old.reason))?,
            provider: self.who,
            dosage: help.dosage,
            starts: help.starts,
            ends: help.ends,
            serves: old.map(|old| old.serves.clone()).unwrap_or_default(),
            misses: misses
                .map(|misses| write(misses, old.and_then(|old| old.misses.as_ref())))
                .transpose()?,
        }))
    }
}
