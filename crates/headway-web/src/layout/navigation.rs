//! The ways that a reader has, by what they are here: a student, family, staff, an administrator, a privacy officer.
//!
//! One person can be several of these, and then has the ways of all. A way leads to a page that there is: what the registry
//! does not have is left out.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use axum::http::Method;
use headway_text::Words;
use ilp::PersonId;

use crate::registry;
use crate::shell::Reader;

/// One way, with words under its picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Way {
    pub(crate) href: String,
    pub(crate) label: String,
    /// The `d` of the picture's path, in a square of 24.
    pub(crate) picture: &'static str,
    /// What `aria-current` says: `page` on the page itself, `true` on one that belongs to it.
    pub(crate) current: Option<&'static str>,
}

const DAY: &str = "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4";
const PLAN: &str = "M6 3h9l4 4v14H6zM15 3v4h4M9.5 12h6M9.5 16h6";
const TALK: &str = "M4 5h16v11h-9l-4.5 4v-4H4zM8 9.5h8M8 12.5h5";
const EYE: &str = "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z";
const HOUSE: &str = "M3.5 11.5 12 4l8.5 7.5M6 9.5V20h12V9.5M10 20v-6h4v6";
const GROUP: &str = "M9 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM3 20c0-4 2.5-6 6-6s6 2 6 6M15.5 5.3a3 3 0 0 1 0 5.4M17.5 14.5c2.2.8 3.5 2.6 3.5 5.5";
const CARD: &str = "M3 6h18v13H3zM8.5 10a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6zM5.8 16.5c.4-1.3 1.4-2 2.7-2s2.3.7 2.7 2M14 11h4.5M14 14.5h4.5";
const LIST: &str =
    "M4 6.5l1.3 1.3L7.5 5.5M4 12.5l1.3 1.3 2.2-2.3M4 18.5l1.3 1.3 2.2-2.3M11 7h9M11 13h9M11 19h9";
const MACHINE: &str = "M4 4.5h16v6H4zM4 13.5h16v6H4zM7.5 7.5h.1M7.5 16.5h.1M11 7.5h5.5M11 16.5h5.5";
const SCALES: &str = "M12 3.5v16M8 19.5h8M4.5 7h15M7 7l-3 7a3 3 0 0 0 6 0zM17 7l-3 7a3 3 0 0 0 6 0z";
const SHIELD: &str = "M12 3l7.5 2.5V12c0 4.5-3 7.5-7.5 9-4.5-1.5-7.5-4.5-7.5-9V5.5zM8.5 12l2.5 2.5 4.5-5";

/// The pages that there are, as the registry writes them.
static PAGES: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let pages = registry::all().into_iter().filter(|route| route.method == Method::GET);
    pages.map(|route| route.path).collect()
});

/// The ways of `reader`, who reads the page at `path`; where it is about a plan that is theirs by their work, `about` says
/// whose.
pub(crate) fn ways(
    words: Words,
    reader: &Reader,
    about: Option<&(PersonId, String)>,
    path: &str,
) -> Vec<Way> {
    let (hats, reader) = (&reader.hats, reader.person);
    let mut list = List(Vec::new());
    if hats.learns {
        list.add("/", None, words.text("navigation-today"), DAY);
        list.add("/plan/{learner}", Some(reader), words.text("navigation-plan"), PLAN);
        list.add("/plan/{learner}/conversations", Some(reader), words.text("navigation-talk"), TALK);
        list.add("/plan/{learner}/who-looked", Some(reader), words.text("navigation-looked"), EYE);
    } else if !hats.children.is_empty() {
        list.add("/", None, words.text("navigation-today"), HOUSE);
    } else if hats.works {
        list.add("/", None, words.text("navigation-today"), DAY);
    }
    for child in &hats.children {
        let label = words.text_with("navigation-child", &[("name", child.called.as_str().into())]);
        list.add("/plan/{learner}", Some(child.id), label, PLAN);
        // With several children, the messages of the one whose plan this is: all of them would fill the screen of a phone.
        let is_here = path.strip_prefix("/plan/").is_some_and(|rest| rest.starts_with(&child.id.to_string()));
        if !hats.learns && (is_here || hats.children.len() == 1) {
            list.add("/plan/{learner}/conversations", Some(child.id), words.text("navigation-talk"), TALK);
        }
    }
    if hats.works {
        list.add("/students", None, words.text("navigation-students"), GROUP);
    }
    let is_child = |learner: PersonId| hats.children.iter().any(|child| child.id == learner);
    if let Some((learner, name)) = about.filter(|(learner, _)| !is_child(*learner)) {
        let label = words.text_with("navigation-child", &[("name", name.into())]);
        // An officer first says what for; who has said it, or needs not, goes on from there.
        let is_asked = hats.guards && !path.starts_with("/plan/");
        let page = if is_asked { "/plan/{learner}/purpose" } else { "/plan/{learner}" };
        list.add(page, Some(*learner), label, PLAN);
    }
    if hats.runs_all {
        list.add("/people", None, words.text("navigation-people"), CARD);
    }
    if hats.guards_all {
        list.add("/rights", None, words.text("rights-navigation"), SCALES);
        list.add("/glass/reviews", None, words.text("navigation-reviews"), SHIELD);
    }
    if hats.runs_all || hats.guards_all {
        list.add("/audit", None, words.text("navigation-audit"), LIST);
    }
    if hats.runs_all {
        list.add("/system", None, words.text("navigation-system"), MACHINE);
    }
    mark(&mut list.0, path);
    list.0
}

struct List(Vec<Way>);

impl List {
    fn add(&mut self, page: &str, about: Option<PersonId>, label: String, picture: &'static str) {
        if !PAGES.contains(page) {
            return;
        }
        let href = about.map_or_else(|| page.to_owned(), |who| page.replace("{learner}", &who.to_string()));
        self.0.push(Way { href, label, picture, current: None });
    }
}

/// Marks where the reader is: the way to this page, else the one below which it lies. A plan that is not to be seen lies
/// below the students.
fn mark(ways: &mut [Way], path: &str) {
    let path = path.split('?').next().unwrap_or_default();
    if let Some(here) = ways.iter_mut().find(|way| way.href == path) {
        here.current = Some("page");
        return;
    }
    let lies_below = |way: &&mut Way| {
        path.strip_prefix(&way.href).is_some_and(|rest| rest.starts_with('/'))
            || (way.href == "/students" && path.starts_with("/plan/"))
    };
    if let Some(above) = ways.iter_mut().filter(lies_below).max_by_key(|way| way.href.len()) {
        above.current = Some("true");
    }
}
