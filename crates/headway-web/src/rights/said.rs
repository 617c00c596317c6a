//! What a tie gives, what it comes to today, and what was done, in words.

use chrono::NaiveDate;
use headway_store::rights::{Known, Left, Noted, OfAge, Recorded};
use headway_text::Words;
use ilp::access::{AdultBasis, Because, CaseloadKind, FamilyStanding, RestrictionKind, Rights, Tie, Why};

use crate::shell::Visit;
use crate::system::moment;

/// What a family link can give, from the most to the least, by the code of the form.
pub(super) const RIGHTS: [(&str, Rights); 4] = [
    ("all", Rights::ALL),
    ("take_part", Rights { see: true, take_part: true, sign: false }),
    ("see", Rights { see: true, take_part: false, sign: false }),
    ("nothing", Rights { see: false, take_part: false, sign: false }),
];

/// The code of what a link gives: the nearest that gives no more.
pub(super) fn code(rights: Rights) -> &'static str {
    match rights {
        Rights { see: false, .. } => "nothing",
        Rights { take_part: false, .. } => "see",
        Rights { sign: false, .. } => "take_part",
        Rights { .. } => "all",
    }
}

/// What the rows of this kind give, in words of today.
pub(super) fn gives(visit: &Visit, known: &Known, tie: &Recorded) -> String {
    let words = visit.words;
    match &tie.tie {
        Tie::Family { rights, .. } => words.text(match code(*rights) {
            "all" => "rights-gives-all",
            "take_part" => "rights-gives-take-part",
            "see" => "rights-gives-see",
            _ => "rights-gives-nothing",
        }),
        Tie::Restriction { kind: RestrictionKind::NoRecords, .. } => words.text("rights-order-no-records"),
        Tie::Restriction { kind: RestrictionKind::NoContact, .. } => words.text("rights-order-no-contact"),
        Tie::AdultConsent { basis: AdultBasis::Consent } => words.text("rights-consent-consent"),
        Tie::AdultConsent { basis: AdultBasis::Guardianship } => words.text("rights-consent-guardianship"),
        Tie::AdultConsent { basis: AdultBasis::Dependent } => words.text("rights-consent-dependent"),
        Tie::Supporter { consent } => {
            let adult = known.rights_pass_on.is_some_and(|on| on <= visit.today());
            let sees = adult || consent.is_some();
            words.text(if sees { "rights-supporter-sees" } else { "rights-supporter-without" })
        }
        Tie::Caseload { kind: CaseloadKind::CaseManager } => words.text("rights-caseload-case-manager"),
        Tie::Caseload { kind: CaseloadKind::Counselor } => words.text("rights-caseload-counselor"),
        Tie::Caseload { kind: CaseloadKind::Interventionist } => {
            words.text("rights-caseload-interventionist")
        }
        Tie::BreakGlass { since, .. } => {
            words.text_with("rights-glass-at", &[("when", moment(visit, *since).into())])
        }
        // A class is two stays and no row.
        Tie::ClassTeacher { .. } => String::new(),
    }
}

/// What somebody finds at the plan today.
pub(super) fn today(visit: &Visit, found: Result<Because, Why>) -> String {
    let words = visit.words;
    match found {
        Ok(Because::Family { standing }) => words.text(match standing {
            FamilyStanding::OfMinor => "rights-today-family",
            FamilyStanding::AsGuardian => "rights-today-guardian",
            FamilyStanding::ByConsent => "rights-today-consent",
            FamilyStanding::OfDependent => "rights-today-dependent",
        }),
        Ok(_) => words.text("rights-today-otherwise"),
        Err(Why::Restricted) => words.text("rights-today-order"),
        Err(Why::RightsPassed { on }) => {
            words.text_with("rights-today-passed", &[("on", words.date(on).into())])
        }
        Err(_) => words.text("rights-today-nothing"),
    }
}

/// Whose the rights are, and from when on.
pub(super) fn age(visit: &Visit, known: &Known) -> Vec<String> {
    let words = visit.words;
    let name = ("name", known.name.as_str().into());
    let on = |day| ("on", words.date(day).into());
    let mut lines = vec![match known.birth_date {
        Some(born) => words.text_with("rights-born", &[on(born)]),
        None => words.text("rights-born-unknown"),
    }];
    if let Some(day) = known.emancipated_from {
        lines.push(words.text_with("rights-emancipated", &[on(day)]));
    }
    if let Some(day) = known.eligible_from {
        lines.push(words.text_with("rights-eligible", &[on(day)]));
    }
    lines.push(match known.rights_pass_on {
        Some(day) if day <= visit.today() => words.text_with("rights-passed", &[name, on(day)]),
        Some(day) => words.text_with("rights-pass", &[name, on(day)]),
        None => words.text_with("rights-pass-unknown", &[name]),
    });
    lines
}

/// What to know of consents where there is none: while the rights are the family's, nothing.
pub(super) fn consents_none(visit: &Visit, known: &Known) -> Option<&'static str> {
    known.rights_pass_on.is_some_and(|on| on <= visit.today()).then_some("rights-consents-none")
}

/// What an act of an officer is called.
pub(crate) fn did(words: Words, act: &str) -> String {
    words.text(match act {
        "rights/link" => "rights-did-link",
        "rights/change" => "rights-did-change",
        "rights/order" => "rights-did-order",
        "rights/consent" => "rights-did-consent",
        "rights/of-age" => "rights-did-of-age",
        "rights/lift" => "rights-did-lift",
        _ => "rights-did-end",
    })
}

/// What the audit tells of it beside its name: which order, and why.
pub(crate) fn noted(words: Words, detail: &str) -> Option<String> {
    let noted: Noted = serde_json::from_str(detail).ok()?;
    let what = match noted.what.as_str() {
        "no_records" => Some(words.text("rights-order-no-records")),
        "no_contact" => Some(words.text("rights-order-no-contact")),
        _ => None,
    };
    let reason = Some(noted.reason).filter(|reason| !reason.is_empty());
    let days = noted.days.map(|days| changed(words, days)).unwrap_or_default();
    let said: Vec<String> = what.into_iter().chain(days).chain(reason).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// Which days of coming of age were written in the place of which.
pub(super) fn changed(words: Words, [before, after]: [OfAge; 2]) -> Vec<String> {
    let day = |day: Option<NaiveDate>| match day {
        Some(day) => words.date(day),
        None => words.text("rights-days-none"),
    };
    let line = |key: &str, before: Option<NaiveDate>, after: Option<NaiveDate>| {
        let said = [("before", day(before).into()), ("after", day(after).into())];
        (before != after).then(|| words.text_with(key, &said))
    };
    let lines = [
        line("rights-days-emancipated", before.emancipated_from, after.emancipated_from),
        line("rights-days-eligible", before.eligible_from, after.eligible_from),
    ];
    lines.into_iter().flatten().collect()
}

/// Why nothing was changed.
pub(super) fn left(words: Words, left: Left) -> String {
    let on = |key: &str, day| words.text_with(key, &[("on", words.date(day).into())]);
    match left {
        Left::Own => words.text("rights-left-own"),
        Left::TheLearner => words.text("rights-left-the-student"),
        Left::NotThere => words.text("rights-left-not-there"),
        Left::Over => words.text("rights-left-over"),
        Left::Already => words.text("rights-left-already"),
        Left::Twice => words.text("rights-left-twice"),
        Left::Changed(_) => words.text("rights-left-changed"),
        Left::NotFamily => words.text("rights-left-not-family"),
        Left::NotOfAge(Some(day)) => on("rights-left-not-of-age", day),
        Left::NotOfAge(None) => words.text("rights-left-age-unknown"),
        Left::NotBefore(day) => on("rights-left-not-before", day),
        Left::NotOurs => words.text("rights-left-not-ours"),
    }
}
