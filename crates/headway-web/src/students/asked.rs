//! What an address of the list asks for, and the address that asks for it.

use headway_store::visible::{From, Offers, Order, State, Wanted};
use headway_text::Words;
use ilp::PersonId;
use serde::Deserialize;

use super::{Filter, grade_words};
use crate::about::id;
use crate::error::PageError;

/// More than any name or code has.
const CHARS_MAX: usize = 100;

/// What an address asks for. A form sends what was left empty too, so that empty means all.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Asked {
    words: Option<String>,
    class: Option<String>,
    caseload: Option<String>,
    grade: Option<String>,
    program: Option<String>,
    state: Option<String>,
    order: Option<String>,
    after: Option<PersonId>,
    before: Option<PersonId>,
}

/// One of several that can be chosen.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) is_chosen: bool,
}

fn given(text: Option<&String>) -> Option<String> {
    text.map(|text| text.trim().chars().take(CHARS_MAX).collect()).filter(|text: &String| !text.is_empty())
}

impl Asked {
    /// What a saved view asks for.
    pub(super) fn of(query: &str) -> Self {
        let mut asked = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()).into_owned() {
            match name.as_str() {
                "class" => asked.class = Some(value),
                "caseload" => asked.caseload = Some(value),
                "grade" => asked.grade = Some(value),
                "program" => asked.program = Some(value),
                "state" => asked.state = Some(value),
                "order" => asked.order = Some(value),
                _ => {}
            }
        }
        asked
    }

    /// As the store is asked. What is no code of ours is not there.
    pub(super) fn wanted(&self, count_max: u32) -> Result<Wanted, PageError> {
        let state = match given(self.state.as_ref()).as_deref() {
            None => None,
            Some("empty") => Some(State::Empty),
            Some("written") => Some(State::Written),
            Some("waiting") => Some(State::Waiting),
            Some("quiet") => Some(State::Quiet),
            Some(_) => return Err(PageError::NotFound),
        };
        let order = match given(self.order.as_ref()).as_deref() {
            None | Some("name") => Order::Name,
            Some("grade") => Order::Grade,
            Some("change") => Order::LastChange,
            Some(_) => return Err(PageError::NotFound),
        };
        let from = match (self.after, self.before) {
            (Some(after), _) => From::After(after),
            (None, Some(before)) => From::Before(before),
            (None, None) => From::Start,
        };
        Ok(Wanted {
            words: self.words(),
            class: given(self.class.as_ref()).as_deref().map(id).transpose()?,
            caseload: self.is_of_caseload(),
            grade: given(self.grade.as_ref()),
            program: given(self.program.as_ref()),
            state,
            order,
            from,
            count_max,
        })
    }

    pub(super) fn words(&self) -> String {
        given(self.words.as_ref()).unwrap_or_default()
    }

    pub(super) fn is_of_caseload(&self) -> bool {
        given(self.caseload.as_ref()).is_some()
    }

    /// Whether some of those whom the reader may see are left out.
    pub(super) fn is_filtered(&self) -> bool {
        let all = [&self.words, &self.class, &self.caseload, &self.grade, &self.program, &self.state];
        all.into_iter().any(|one| given(one.as_ref()).is_some())
    }

    /// Whether something besides a name is chosen: what is folded away opens then.
    pub(super) fn is_chosen(&self) -> bool {
        !self.query().is_empty()
    }

    /// The filters and the order, as an address has them: without a name that was looked for, which is nobody's to keep.
    pub(super) fn query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let all = [
            ("class", &self.class),
            ("caseload", &self.caseload),
            ("grade", &self.grade),
            ("program", &self.program),
            ("state", &self.state),
            ("order", &self.order),
        ];
        for (name, value) in all {
            if let Some(value) = given(value.as_ref()) {
                query.append_pair(name, &value);
            }
        }
        query.finish()
    }

    /// The address of another page of the same list. Whoever it goes on from is named by their id alone.
    pub(super) fn address(&self, from: From) -> String {
        let mut query = form_urlencoded::Serializer::new(self.query());
        if !self.words().is_empty() {
            query.append_pair("words", &self.words());
        }
        match from {
            From::Start => &mut query,
            From::After(learner) => query.append_pair("after", &learner.to_string()),
            From::Before(learner) => query.append_pair("before", &learner.to_string()),
        };
        format!("/students?{}", query.finish())
    }

    /// The filters that make sense for this reader, with what is chosen: one that would leave out nobody is not offered, unless it
    /// is what was asked for.
    pub(super) fn filters(&self, words: Words, offers: &Offers) -> Vec<Filter> {
        let mut filters = Vec::new();
        let mut add = |name, label: String, chosen: &Option<String>, all: Vec<(String, String)>| {
            let chosen = given(chosen.as_ref()).unwrap_or_default();
            let choice =
                |(value, label): (String, String)| Choice { is_chosen: value == chosen, value, label };
            filters.push(Filter { name, label, choices: all.into_iter().map(choice).collect() });
        };
        let all = || vec![(String::new(), words.text("students-filter-all"))];
        let sees_others = offers.caseload || 1 < offers.classes.len();
        if !offers.classes.is_empty() && (sees_others || given(self.class.as_ref()).is_some()) {
            let classes = offers.classes.iter().map(|(class, name)| (class.to_string(), name.clone()));
            let classes = all().into_iter().chain(classes).collect();
            add("class", words.text("students-filter-class"), &self.class, classes);
        }
        let chosen = given(self.grade.as_ref());
        let is_there = |grade: &String| offers.grades.contains(grade);
        if 1 < offers.grades.len() || chosen.is_some() {
            let gone = chosen.filter(|grade| !is_there(grade));
            let grades = offers.grades.iter().cloned().chain(gone);
            let grades = grades.map(|grade| (grade.clone(), grade_words(words, &grade)));
            let grades = all().into_iter().chain(grades).collect();
            add("grade", words.text("students-filter-grade"), &self.grade, grades);
        }
        if !offers.programs.is_empty() {
            let programs = offers.programs.iter().map(|kind| (kind.clone(), program_words(words, kind)));
            let programs = all().into_iter().chain(programs).collect();
            add("program", words.text("students-filter-program"), &self.program, programs);
        }
        if offers.caseload || !offers.classes.is_empty() {
            let states = [
                (String::new(), words.text("students-filter-all")),
                ("empty".to_owned(), words.text("students-state-empty")),
                ("written".to_owned(), words.text("students-state-written")),
                ("waiting".to_owned(), words.text("students-state-waiting")),
                ("quiet".to_owned(), words.text("students-state-quiet")),
            ];
            add("state", words.text("students-filter-state"), &self.state, states.into());
        }
        let orders = [
            (String::new(), words.text("students-order-name")),
            ("grade".to_owned(), words.text("students-order-grade")),
            ("change".to_owned(), words.text("students-order-change")),
        ];
        add("order", words.text("students-filter-order"), &self.order, orders.into());
        filters
    }
}

/// A program as the field calls it; one that we do not know, by its code.
fn program_words(words: Words, kind: &str) -> String {
    match kind {
        "iep" => words.text("program-iep"),
        "504" => words.text("program-504"),
        "el" => words.text("program-el"),
        "title_1" => words.text("program-title-1"),
        "gifted" => words.text("program-gifted"),
        "cte" => words.text("program-cte"),
        code => code.replace('_', " "),
    }
}

#[cfg(test)]
mod tests {
    use headway_store::visible::From;
    use ilp::PersonId;

    use super::Asked;

    #[test]
    fn a_saved_view_asks_for_what_was_looked_at_and_for_no_name() {
        let asked =
            Asked { words: Some("maya".to_owned()), ..Asked::of("grade=08&state=quiet&after=x&order=") };
        assert_eq!(asked.query(), "grade=08&state=quiet");
        let after = asked.address(From::After(PersonId::numbered(1)));
        assert_eq!(
            after,
            "/students?grade=08&state=quiet&words=maya&after=00000000-0000-0000-0000-000000000001"
        );
    }

    #[test]
    fn what_is_no_filter_of_ours_is_not_there() {
        let check = |query: &str, expected: bool| {
            assert_eq!(Asked::of(query).wanted(50).is_ok(), expected, "{query}");
        };
        check("", true);
        check("state=&order=&class=", true);
        check("state=quiet&order=change", true);
        check("state=loud", false);
        check("order=age", false);
        check("class=English", false);
    }
}
