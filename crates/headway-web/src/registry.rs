//! Every address that Headway answers, with the act that it is: one table.
//!
//! A route exists only here. The authorization test and `tidy` read [`all`], so that no page is forgotten.

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::extract::{MatchedPath, Request};
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::from_fn;
use axum::routing::{MethodFilter, MethodRouter, on};

use ilp::access::Act;

use crate::account::{self, look, password, sessions};
use crate::app::App;
use crate::form::{kept, typing};
use crate::plan::{
    self, agree, contacts, conversations, counter, differ, entry, goal, guided, history, purpose, stage,
    step, suggest, suggestion, undertaking, who_looked,
};
use crate::{
    assets, audit, glass, health, help, home, language, people, rights, shell, sign_in, students, system,
};

/// Who may come through a route's door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everybody, without a look at who they are: no store, no cookie.
    Plain,
    /// Everybody, signed in or not.
    Public,
    /// Whoever is signed in; what it shows is their own.
    SignedIn,
    /// Whoever is signed in and may do this act about the learner of the address: the handler asks for the permit in the
    /// transaction in which it reads or writes.
    About(Act),
    /// Whoever is signed in and may do this act over the whole district: the handler asks in the same way.
    Over(Act),
}

/// One row of the table.
pub struct Route {
    /// The address, with `{names}` for its parts.
    pub path: &'static str,
    /// GET answers HEAD too.
    pub method: Method,
    /// Who may come through.
    pub access: Access,
    pub(crate) handler: MethodRouter<Arc<App>, Infallible>,
}

/// All routes there are.
#[must_use]
pub fn all() -> Vec<Route> {
    let mut routes = vec![
        get("/", Access::SignedIn, home::show),
        get("/sign-in", Access::Public, sign_in::show),
        post("/sign-in", Access::Public, sign_in::enter),
        post("/sign-out", Access::Public, sign_in::leave),
        get("/welcome", Access::Public, sign_in::welcome::show),
        get("/welcome/{language}", Access::Public, sign_in::welcome::show_in),
        post("/welcome", Access::Public, sign_in::welcome::enter),
        post("/language", Access::Public, language::choose),
        post("/drafts/discard", Access::SignedIn, kept::discard),
        post(typing::PATH, Access::SignedIn, typing::keep),
        get("/help", Access::Public, help::show),
        get("/health", Access::Plain, health::show),
        get("/assets/{name}", Access::Plain, assets::show),
        get("/students", Access::SignedIn, students::show),
    ];
    routes.extend(of_an_account());
    routes.extend(of_a_plan());
    routes.extend(of_entries());
    routes.extend(of_staff());
    routes.extend(of_the_office());
    routes.extend(of_safety());
    routes.extend(of_rights());
    // Nothing in it is anybody's; a release has no such page.
    #[cfg(debug_assertions)]
    routes.push(get("/design", Access::Public, crate::design::show));
    routes
}

/// The routes of those who run the system and keep its records.
fn of_the_office() -> Vec<Route> {
    use Access::Over;
    use Act::{ManageAccounts, RunSystem, SeeAudit};
    use people::{letter, letters, offices, person, trust};
    vec![
        get("/people", Over(ManageAccounts), people::show),
        get("/people/letters", Over(ManageAccounts), letters::show),
        get("/people/letters/{of}/{group}", Over(ManageAccounts), letters::one::show),
        post("/people/letters/{of}/{group}", Over(ManageAccounts), letters::one::make),
        get("/people/{person}", Over(ManageAccounts), person::show),
        post("/people/{person}/account", Over(ManageAccounts), person::account),
        post("/people/{person}/office", Over(ManageAccounts), offices::give),
        get("/people/{person}/office/{office}/end", Over(ManageAccounts), trust::ending::show),
        post("/people/{person}/office/{office}/end", Over(ManageAccounts), offices::end),
        get("/people/{person}/trust/{office}", Over(ManageAccounts), trust::blank),
        post("/people/{person}/trust/{office}", Over(ManageAccounts), trust::ask),
        get("/people/{person}/asked/{ask}", Over(ManageAccounts), trust::asked::show),
        post("/people/{person}/asked/{ask}", Over(ManageAccounts), trust::asked::answer_it),
        post("/people/{person}/invitation", Over(ManageAccounts), letter::make),
        post("/people/{person}/invitation/recall", Over(ManageAccounts), letter::recall),
        get("/system", Over(RunSystem), system::show),
        get("/audit", Over(SeeAudit), audit::show),
        get("/audit/export", Over(SeeAudit), audit::export::show),
        post("/audit/export", Over(SeeAudit), audit::export::ask),
        get("/audit/export/student", Over(SeeAudit), audit::export::student::choose),
        post("/audit/export/student", Over(SeeAudit), audit::export::student::find),
        get("/audit/export/student/{learner}", Over(SeeAudit), audit::export::student::show),
        post("/audit/export/student/{learner}", Over(SeeAudit), audit::export::student::ask),
        get("/audit/export/{export}", Over(SeeAudit), audit::export::made::show),
        get("/audit/export/{export}/file", Over(SeeAudit), audit::export::send),
    ]
}

/// The routes about the reader's own account.
fn of_an_account() -> Vec<Route> {
    use Access::SignedIn;
    vec![
        get("/account", SignedIn, account::show),
        post("/account/look", SignedIn, look::choose),
        post("/account/sessions/end", SignedIn, sessions::end),
        get("/account/password", SignedIn, password::show),
        post("/account/password", SignedIn, password::change),
    ]
}

/// The routes about one learner's plan.
fn of_a_plan() -> Vec<Route> {
    use Access::About;
    use Act::{AnswerProposal, ChangeOwn, Disagree, Propose, SeeHistory, SeePlan, SeeWhoLooked};
    vec![
        get("/plan/{learner}", About(SeePlan), plan::show),
        get("/plan/{learner}/history", About(SeeHistory), history::show),
        get("/plan/{learner}/history/compare", About(SeeHistory), history::compare::show),
        get("/plan/{learner}/who-looked", About(SeeWhoLooked), who_looked::show),
        get("/plan/{learner}/goal/new", About(ChangeOwn), goal::blank),
        post("/plan/{learner}/goal/new", About(ChangeOwn), goal::add),
        get("/plan/{learner}/goal/{item}/edit", About(ChangeOwn), goal::edit),
        post("/plan/{learner}/goal/{item}/edit", About(ChangeOwn), goal::save),
        get("/plan/{learner}/goal/suggest", About(Propose), suggest::blank),
        post("/plan/{learner}/goal/suggest", About(Propose), suggest::put_new),
        get("/plan/{learner}/goal/{item}/suggest", About(Propose), suggest::show),
        post("/plan/{learner}/goal/{item}/suggest", About(Propose), suggest::put_other),
        post("/plan/{learner}/goal/{item}/stage", About(ChangeOwn), stage::goal),
        get("/plan/{learner}/goal/{item}/stop", About(ChangeOwn), goal::stop::show),
        post("/plan/{learner}/goal/{item}/stop", About(ChangeOwn), goal::stop::save),
        get("/plan/{learner}/step/suggest", About(Propose), step::suggest::blank),
        post("/plan/{learner}/step/suggest", About(Propose), step::suggest::put),
        get("/plan/{learner}/step/new", About(ChangeOwn), step::blank),
        post("/plan/{learner}/step/new", About(ChangeOwn), step::add),
        get("/plan/{learner}/step/{item}/edit", About(ChangeOwn), step::edit),
        post("/plan/{learner}/step/{item}/edit", About(ChangeOwn), step::save),
        post("/plan/{learner}/step/{item}/stage", About(ChangeOwn), stage::step),
        get("/plan/{learner}/suggestion/{suggestion}", About(SeePlan), suggestion::show),
        post("/plan/{learner}/suggestion/{suggestion}", About(AnswerProposal), suggestion::answer),
        get("/plan/{learner}/suggestion/{suggestion}/counter", About(SeePlan), counter::show),
        post("/plan/{learner}/suggestion/{suggestion}/counter", About(AnswerProposal), counter::put),
        get("/plan/{learner}/differ/{item}", About(Disagree), differ::show),
        post("/plan/{learner}/differ/{item}", About(Disagree), differ::save),
        post("/plan/{learner}/dissent/{dissent}/take-back", About(Disagree), differ::take_back),
        get("/plan/{learner}/agree/{item}", About(Disagree), agree::show),
        post("/plan/{learner}/agree/{item}", About(Disagree), agree::save),
    ]
}

/// The routes by which a plan's own words are written.
fn of_entries() -> Vec<Route> {
    use Access::About;
    use Act::{ChangeOwn, Observe, Propose};
    vec![
        get("/plan/{learner}/guided", About(ChangeOwn), guided::begin),
        get("/plan/{learner}/guided/{page}", About(ChangeOwn), guided::show),
        post("/plan/{learner}/guided/{page}", About(ChangeOwn), guided::answer),
        get("/plan/{learner}/entry/new/{kind}", About(ChangeOwn), entry::blank),
        post("/plan/{learner}/entry/new/{kind}", About(ChangeOwn), entry::add),
        get("/plan/{learner}/entry/{item}/edit", About(ChangeOwn), entry::edit),
        post("/plan/{learner}/entry/{item}/edit", About(ChangeOwn), entry::save),
        post("/plan/{learner}/entry/{item}/stage", About(ChangeOwn), stage::entry),
        post("/plan/{learner}/entry/{item}/confirm", About(ChangeOwn), entry::confirm::confirm),
        get("/plan/{learner}/entry/suggest/{kind}", About(Propose), entry::suggest::blank),
        post("/plan/{learner}/entry/suggest/{kind}", About(Propose), entry::suggest::put_new),
        get("/plan/{learner}/entry/{item}/suggest", About(Propose), entry::suggest::show),
        post("/plan/{learner}/entry/{item}/suggest", About(Propose), entry::suggest::put_other),
        get("/plan/{learner}/observation/new", About(Observe), entry::blank_observation),
        post("/plan/{learner}/observation/new", About(Observe), entry::add_observation),
        get("/plan/{learner}/observation/{item}/edit", About(Observe), entry::edit_observation),
        post("/plan/{learner}/observation/{item}/edit", About(Observe), entry::save_observation),
        post("/plan/{learner}/observation/{item}/stage", About(Observe), stage::observation),
    ]
}

/// The routes of what is said about a plan beside it: conversations and the log of contacts.
fn of_staff() -> Vec<Route> {
    use Access::{About, SignedIn};
    use Act::{ChangeOwn, Converse, LogContact, SeePlan};
    vec![
        get("/plan/{learner}/undertaking/new", About(ChangeOwn), undertaking::blank),
        post("/plan/{learner}/undertaking/new", About(ChangeOwn), undertaking::add),
        get("/plan/{learner}/undertaking/{item}/edit", About(ChangeOwn), undertaking::edit),
        post("/plan/{learner}/undertaking/{item}/edit", About(ChangeOwn), undertaking::save),
        get("/plan/{learner}/undertaking/{item}/end", About(ChangeOwn), undertaking::end::show),
        post("/plan/{learner}/undertaking/{item}/end", About(ChangeOwn), undertaking::end::save),
        post("/students/views", SignedIn, students::views::save),
        post("/students/views/{view}/remove", SignedIn, students::views::remove),
        get("/plan/{learner}/conversations", About(SeePlan), conversations::show),
        get("/plan/{learner}/conversations/new", About(Converse), conversations::new::blank),
        post("/plan/{learner}/conversations/new", About(Converse), conversations::new::open),
        get("/plan/{learner}/conversations/{conversation}", About(SeePlan), conversations::talk::show),
        post("/plan/{learner}/conversations/{conversation}", About(Converse), conversations::talk::say),
        post(
            "/plan/{learner}/conversations/{conversation}/close",
            About(Converse),
            conversations::talk::close,
        ),
        get("/plan/{learner}/contacts", About(SeePlan), contacts::show),
        get("/plan/{learner}/contacts/new", About(LogContact), contacts::new::blank),
        post("/plan/{learner}/contacts/new", About(LogContact), contacts::new::add),
    ]
}

/// Broken glass and its review, and what an officer opens a plan for.
fn of_safety() -> Vec<Route> {
    use Access::{About, Over, SignedIn};
    use Act::{BreakGlass, ReviewBreakGlass, SeePlan};
    vec![
        get("/glass", SignedIn, glass::show),
        post("/glass", SignedIn, glass::ask),
        get("/plan/{learner}/glass", About(BreakGlass), glass::show_known),
        post("/plan/{learner}/glass", About(BreakGlass), glass::ask_known),
        get("/glass/reviews", Over(ReviewBreakGlass), glass::reviews::list),
        get("/glass/reviews/{learner}/{hour}", About(ReviewBreakGlass), glass::reviews::show),
        post("/glass/reviews/{learner}/{hour}", About(ReviewBreakGlass), glass::reviews::save),
        get("/plan/{learner}/purpose", About(SeePlan), purpose::show),
        post("/plan/{learner}/purpose", About(SeePlan), purpose::state),
    ]
}

/// The routes by which the privacy officer keeps family links, consents and court orders.
fn of_rights() -> Vec<Route> {
    use Access::{About, Over};
    use Act::ManageRights;
    use rights::{consent, district, ending, find, link, of_age, order};
    vec![
        get("/rights", Over(ManageRights), district::show),
        get("/rights/{learner}", About(ManageRights), rights::show),
        get("/rights/{learner}/find", About(ManageRights), find::show),
        get("/rights/{learner}/link/new", About(ManageRights), link::blank),
        post("/rights/{learner}/link/new", About(ManageRights), link::add),
        get("/rights/{learner}/order/new", About(ManageRights), order::blank),
        post("/rights/{learner}/order/new", About(ManageRights), order::add),
        get("/rights/{learner}/consent/new", About(ManageRights), consent::blank),
        post("/rights/{learner}/consent/new", About(ManageRights), consent::add),
        get("/rights/{learner}/of-age", About(ManageRights), of_age::show),
        post("/rights/{learner}/of-age", About(ManageRights), of_age::set),
        get("/rights/{learner}/tie/{tie}/change", About(ManageRights), link::edit),
        post("/rights/{learner}/tie/{tie}/change", About(ManageRights), link::change),
        get("/rights/{learner}/tie/{tie}/end", About(ManageRights), ending::show),
        post("/rights/{learner}/tie/{tie}/end", About(ManageRights), ending::end),
    ]
}

/// The addresses to which the forms of our pages are sent: what comes to another is no draft of ours.
#[derive(Debug, Clone)]
pub(crate) struct Forms(Arc<[&'static str]>);

impl Forms {
    pub(crate) fn of(routes: &[Route]) -> Self {
        let takes_words = |route: &&Route| {
            route.method == Method::POST
                && matches!(route.access, Access::SignedIn | Access::About(_) | Access::Over(_))
        };
        Self(routes.iter().filter(takes_words).map(|route| route.path).collect())
    }

    /// Whether this path is that of one of them.
    pub(crate) fn know(&self, path: &str) -> bool {
        let path = path.split('?').next().unwrap_or_default();
        let fits =
            |(known, asked): (&str, &str)| known == asked || (known.starts_with('{') && !asked.is_empty());
        let is = |known: &&&str| {
            let (known, asked) = (known.split('/'), path.split('/'));
            known.clone().count() == asked.clone().count() && known.zip(asked).all(fits)
        };
        self.0.iter().any(|known| is(&known))
    }

    /// Whether this request goes to one of them.
    pub(crate) fn take(request: &Request) -> bool {
        let (asked, known) = (request.extensions().get::<MatchedPath>(), request.extensions().get::<Self>());
        asked.zip(known).is_some_and(|(asked, known)| known.0.contains(&asked.as_str()))
    }
}

/// The routes that need no visit, and those that do, each in a router for the shell to surround.
pub(crate) fn mount(routes: Vec<Route>) -> (Router<Arc<App>>, Router<Arc<App>>) {
    let (plain, visited): (Vec<_>, Vec<_>) =
        routes.into_iter().partition(|route| route.access == Access::Plain);
    let all = |routes: Vec<Route>| {
        routes.into_iter().fold(Router::new(), |router, route| router.route(route.path, route.handler))
    };
    (all(plain), all(visited))
}

pub(crate) fn get<H, T>(path: &'static str, access: Access, handler: H) -> Route
where
    H: Handler<T, Arc<App>>,
    T: 'static,
{
    Route { path, method: Method::GET, access, handler: guarded(MethodFilter::GET, access, handler) }
}

pub(crate) fn post<H, T>(path: &'static str, access: Access, handler: H) -> Route
where
    H: Handler<T, Arc<App>>,
    T: 'static,
{
    Route { path, method: Method::POST, access, handler: guarded(MethodFilter::POST, access, handler) }
}

fn guarded<H, T>(filter: MethodFilter, access: Access, handler: H) -> MethodRouter<Arc<App>, Infallible>
where
    H: Handler<T, Arc<App>>,
    T: 'static,
{
    let open = on(filter, handler);
    match access {
        Access::Plain | Access::Public => open,
        Access::SignedIn | Access::About(_) | Access::Over(_) => open.layer(from_fn(shell::signed_in_only)),
    }
}

impl std::fmt::Debug for Route {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {:?}", self.method, self.path, self.access)
    }
}
