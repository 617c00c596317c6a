//! A form as a page shows it, reads it, and shows it again: filled, with the reason at the field.
//!
//! A page describes its form once, in a function of its own. The same description shows it empty, shows it refused, and
//! shows it with the words that an ended session kept (see [`kept`]).

mod field;
pub(crate) mod kept;
pub(crate) mod once;
mod posted;
pub(crate) mod typing;

use headway_text::Words;
use ilp::PersonId;
use uuid::Uuid;

pub use field::Field;
pub(crate) use field::{Choice, Mark};
pub use once::Outcome;
pub use posted::Posted;

use crate::shell::Visit;

/// So many fields at most say of themselves that they may stay empty.
const OPTIONAL_MAX: usize = 2;

/// A form with its fields and the hidden ones that every form carries.
#[derive(Debug, Clone)]
pub struct Form {
    /// The form's name: the same on every page that shows it, since kept words find their form by it.
    ///
    /// One of several of a kind has what tells it apart in its name: `goal/0190…`.
    pub name: String,
    /// The learner whom it is about, if it is about one.
    pub about: Option<PersonId>,
    /// Where it is sent.
    pub action: String,
    /// The page that shows it, to which the reader comes back.
    pub page: String,
    /// Hidden fields of the page's own, such as the revision that was read.
    pub hidden: Vec<(&'static str, String)>,
    /// Who will read what is typed here, where that has to be said.
    pub note: Option<String>,
    /// A problem of the whole form, such as a name and a password that do not go together.
    pub problem: Option<String>,
    /// Whether it shows words that were kept but never saved.
    pub restored: bool,
    /// Whether what is typed in it is kept while it is typed.
    pub(crate) is_kept: bool,
    /// The key of the kept words with which it began: they go when it is saved.
    pub(crate) draft: Option<Uuid>,
    pub(crate) csrf: String,
    pub(crate) once: String,
    fields: Vec<Field>,
    words: Words,
}

impl Form {
    /// An empty form named `name` that is sent to `action`; it is shown on the page that is being visited.
    #[must_use]
    pub fn new(visit: &Visit, name: impl Into<String>, action: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            about: None,
            action: action.into(),
            page: visit.path.clone(),
            hidden: Vec::new(),
            note: None,
            problem: None,
            restored: false,
            is_kept: false,
            draft: None,
            csrf: visit.csrf(),
            once: visit.app.fresh_id().to_string(),
            fields: Vec::new(),
            words: visit.words,
        }
    }

    /// Adds a field.
    #[must_use]
    pub fn with(mut self, field: Field) -> Self {
        self.fields.push(field);
        if self.marks_needed() {
            for field in self.fields.iter_mut().filter(|field| field.mark == Mark::Optional) {
                field.mark = Mark::Needed;
            }
        }
        self
    }

    /// Whether so many fields may stay empty that this is said once, and only the others are marked.
    pub(crate) fn marks_needed(&self) -> bool {
        OPTIONAL_MAX
            < self.fields.iter().filter(|field| !field.required && field.mark != Mark::Nothing).count()
    }

    /// Asks for a field in other words.
    #[must_use]
    pub fn labelled(mut self, name: &str, label: String) -> Self {
        if let Some(field) = self.fields.iter_mut().find(|field| field.name == name) {
            field.label = label;
        }
        self
    }

    /// Another hint for a field, as somebody else is asked it.
    #[must_use]
    pub fn hinted(mut self, name: &str, hint: String) -> Self {
        if let Some(field) = self.fields.iter_mut().find(|field| field.name == name) {
            field.hint = Some(hint);
        }
        self
    }

    /// Chooses for a field in which nothing is yet.
    pub(crate) fn suggest(&mut self, name: &str, value: &str) {
        if let Some(field) = self.fields.iter_mut().find(|field| field.name == name && field.value.is_empty())
        {
            value.clone_into(&mut field.value);
        }
    }

    /// Empties a field whose choice there is no more.
    pub(crate) fn clear(&mut self, name: &str) {
        for field in self.fields.iter_mut().filter(|field| field.name == name) {
            field.value.clear();
        }
    }

    /// Says about whom it is.
    #[must_use]
    pub fn about(mut self, learner: PersonId) -> Self {
        self.about = Some(learner);
        self
    }

    /// Adds a hidden field.
    #[must_use]
    pub fn with_hidden(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.hidden.push((name, value.into()));
        self
    }

    /// Gives a hidden field another value, where the form has it: a form that is shown again is over the revision of now.
    pub fn set_hidden(&mut self, name: &str, value: &str) {
        for (_, held) in self.hidden.iter_mut().filter(|(held, _)| *held == name) {
            value.clone_into(held);
        }
    }

    /// The form filled with what was sent, and checked: see [`Form::is_sound`].
    ///
    /// It keeps the key of the form that was sent, so that sending it again is still the same form.
    #[must_use]
    pub fn read(mut self, posted: &Posted) -> Self {
        self.fill(posted);
        for field in &mut self.fields {
            field.check(self.words);
        }
        self
    }

    /// The form filled with what was sent, unchecked and under a new key: for words that were kept under `draft`.
    #[must_use]
    pub fn restored_from(mut self, draft: Uuid, posted: &Posted) -> Self {
        let once = self.once.clone();
        self.fill(posted);
        self.once = once;
        self.restored = true;
        self.draft = Some(draft);
        self
    }

    fn fill(&mut self, posted: &Posted) {
        for field in &mut self.fields {
            if let Some(value) = posted.get(field.name) {
                field.value = value.replace("\r\n", "\n");
            }
        }
        for (name, value) in &mut self.hidden {
            if let Some(sent) = posted.get(name) {
                sent.clone_into(value);
            }
        }
        if let Some(once) = posted.once() {
            self.once = once.to_string();
        }
        self.draft = posted.kept_before().or(self.draft);
        self.is_kept |= posted.get("_keep").is_some();
        if let Some(page) = posted.page() {
            self.page = page;
        }
    }

    /// A field's words without the space around them; empty for a name that the form does not have.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.fields.iter().find(|field| field.name == name).map_or("", |field| field.value.trim())
    }

    /// The field of a name, for templates.
    ///
    /// # Panics
    /// When the form has no such field: a fault of the page's template.
    #[must_use]
    pub fn field(&self, name: &str) -> &Field {
        self.fields.iter().find(|field| field.name == name).expect("the template names a field of its form")
    }

    /// Puts a reason at a field; at the whole form where it has no such field.
    pub fn refuse(&mut self, name: &str, why: String) {
        match self.fields.iter_mut().find(|field| field.name == name) {
            Some(field) => field.problem = Some(why),
            None => self.problem = Some(why),
        }
    }

    /// Whether nothing in it was refused.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        !self.has_problems()
    }

    /// As [`Words::text`], for what the form itself says.
    pub(crate) fn text(&self, key: &str) -> String {
        self.words.text(key)
    }

    /// What its element is called: its name, without the signs that an id must not have.
    pub(crate) fn id(&self) -> String {
        format!("form-{}", self.name.replace('/', "-"))
    }

    pub(crate) fn has_problems(&self) -> bool {
        self.problem_count() > 0
    }

    pub(crate) fn problem_count(&self) -> i64 {
        let at_fields = i64::try_from(self.problem_fields().count()).unwrap_or(i64::MAX);
        at_fields + i64::from(self.problem.is_some())
    }

    pub(crate) fn problem_fields(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| field.problem.is_some())
    }
}
