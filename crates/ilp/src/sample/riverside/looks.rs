//! Who of Riverside has looked at which plan this autumn, and who tried: so that the pages that tell of it have something to tell.

use super::people::{ABERNATHY, BELL, DESHMUKH, HADDAD, JUNE, MATEO, MAYA, RIVERA, SOLBERG, THEO};
use crate::PersonId;
use crate::access::Act;
use crate::sample::rows::Look;

pub(super) fn looks() -> Vec<Look> {
    let look = |by, learner, act, at: &str| Look {
        by,
        learner,
        act,
        at: at.parse().expect("a moment"),
        purpose: None,
    };
    let plan = |by: PersonId, learner: PersonId, at: &str| look(by, learner, Act::SeePlan, at);
    let for_a_family = Look {
        purpose: Some("Her mother asked whether the school has a copy of the plan on paper."),
        ..plan(ABERNATHY, MAYA, "2026-11-10T17:20:00Z")
    };
    vec![
        plan(RIVERA, MAYA, "2026-09-18T16:40:00Z"),
        plan(BELL, MAYA, "2026-10-06T16:02:00Z"),
        for_a_family,
        plan(SOLBERG, MATEO, "2026-11-12T18:21:00Z"),
        plan(HADDAD, JUNE, "2026-11-13T19:30:00Z"),
        plan(RIVERA, MAYA, "2026-11-16T17:01:00Z"),
        look(RIVERA, MAYA, Act::SeeHistory, "2026-11-16T17:03:00Z"),
        // Neither is let in: the one has nothing to do with her, the other leads her school and sees names and reasons.
        plan(HADDAD, MAYA, "2026-11-17T18:45:00Z"),
        plan(DESHMUKH, MAYA, "2026-11-18T15:10:00Z"),
        plan(RIVERA, MAYA, "2026-11-18T16:14:00Z"),
        plan(SOLBERG, THEO, "2026-11-19T18:52:00Z"),
        plan(BELL, MAYA, "2026-11-20T21:05:00Z"),
    ]
}
