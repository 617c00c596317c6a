//! What the people of Riverside talk about beside the plans: conversations, and the talks that staff have noted.

use chrono::{DateTime, Utc};

use super::people::{BELL, GRACE, MATEO, MAYA, RIVERA, ROSARIO, SOLBERG, THEO};
use crate::plan::{Body, Change, Text};
use crate::sample::rows::{LearnerPlan, Message, NotedTalk, Talk};
use crate::sample::say::{day, en, es};
use crate::{ConversationId, ItemId, PersonId};

/// The conversation about Maya's goal.
pub const CIRCLE: ConversationId = ConversationId::numbered(1);

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("a moment")
}

fn said(by: PersonId, moment: &str, text: Text) -> Message {
    Message { by, at: at(moment), text }
}

/// The goal of this plan that begins with these words.
fn goal(plans: &[LearnerPlan], learner: PersonId, begins: &str) -> Option<ItemId> {
    let plan = plans.iter().find(|plan| plan.learner == learner)?;
    plan.log.iter().find_map(|entry| match &entry.change {
        Change::ItemWritten { item, replaces: None, says: Body::Goal(goal) } => {
            goal.statement.as_str().is_some_and(|words| words.starts_with(begins)).then_some(*item)
        }
        _ => None,
    })
}

pub(super) fn talks(plans: &[LearnerPlan]) -> Vec<Talk> {
    let circle = Talk {
        id: CIRCLE,
        learner: MAYA,
        item: goal(plans, MAYA, "Talk about our robot"),
        subject: "Where to practice the talk".to_owned(),
        messages: vec![
            said(
                RIVERA,
                "2026-11-16T17:05:00Z",
                en(
                    "The library is free on Thursdays after lunch. Would you like to practice there, with nobody but me at the back?",
                ),
            ),
            said(
                MAYA,
                "2026-11-16T22:40:00Z",
                en("Yes but can Ava come too? If she sits at the front I look at her and not at the chairs."),
            ),
            said(
                GRACE,
                "2026-11-17T03:12:00Z",
                en("She has been telling the whole talk to her little cousins. They asked for it twice."),
            ),
            said(
                RIVERA,
                "2026-11-18T16:20:00Z",
                en(
                    "Of course Ava can come. Thursday it is. Bring the part about the gripper, that is the one people ask about.",
                ),
            ),
        ],
        is_closed: false,
    };
    let thursdays = Talk {
        id: ConversationId::numbered(2),
        learner: MAYA,
        item: None,
        subject: "Late bus on club days".to_owned(),
        messages: vec![
            said(
                GRACE,
                "2026-10-06T01:30:00Z",
                en("On club days I cannot pick Maya up before six. Is there a bus?"),
            ),
            said(
                BELL,
                "2026-10-06T16:10:00Z",
                en(
                    "There is: the late bus leaves at 4:45 from the gym door and stops at Alder Street. She only has to show her card.",
                ),
            ),
            said(GRACE, "2026-10-06T16:55:00Z", en("That is two minutes from our door. Thank you!")),
        ],
        is_closed: true,
    };
    vec![circle, thursdays, meeting(), calls()]
}

fn meeting() -> Talk {
    Talk {
        id: ConversationId::numbered(3),
        learner: MATEO,
        item: None,
        subject: "La próxima reunión".to_owned(),
        messages: vec![
            said(
                ROSARIO,
                "2026-11-12T02:15:00Z",
                es("¿La reunión puede ser por la tarde? Por la mañana trabajo, y quiero estar con él."),
            ),
            said(
                SOLBERG,
                "2026-11-12T18:30:00Z",
                en(
                    "Yes. February 8 at 5 in the evening, with an interpreter. I will send the invitation in January.",
                ),
            ),
            said(MATEO, "2026-11-13T00:05:00Z", es("Yo puedo traducir, pero prefiero escuchar.")),
            said(
                SOLBERG,
                "2026-11-13T17:45:00Z",
                en("Then you listen, and the interpreter translates. It is your meeting."),
            ),
        ],
        is_closed: false,
    }
}

fn calls() -> Talk {
    Talk {
        id: ConversationId::numbered(4),
        learner: THEO,
        item: None,
        subject: "A quiet place at lunch".to_owned(),
        messages: vec![said(
            SOLBERG,
            "2026-11-19T19:00:00Z",
            en(
                "Theo, the art room is open at lunch now. You may go there on any day, you do not have to ask first.",
            ),
        )],
        is_closed: false,
    }
}

pub(super) fn noted_talks() -> Vec<NotedTalk> {
    let noted = |learner, by, with, somebody: &str, way, on, at: &str, words: &str| NotedTalk {
        learner,
        by,
        with,
        somebody: somebody.to_owned(),
        way,
        held_on: on,
        at: self::at(at),
        text: en(words),
    };
    vec![
        noted(
            MAYA,
            BELL,
            Some(GRACE),
            "",
            "phone",
            day(2026, 10, 21),
            "2026-10-21T23:20:00Z",
            "Called about the high school visit in January. Both will come. Grace asked for the list of courses before the visit, I send it on Friday.",
        ),
        noted(
            MAYA,
            RIVERA,
            Some(MAYA),
            "",
            "talk",
            day(2026, 11, 12),
            "2026-11-12T22:00:00Z",
            "After the small circle: Maya said that the questions were easier than the talk. She wants to try the class next door before the whole class.",
        ),
        noted(
            MAYA,
            RIVERA,
            None,
            "Mr. Osei, who runs the robotics club",
            "talk",
            day(2026, 11, 17),
            "2026-11-17T23:30:00Z",
            "Asked whether the club could be the first audience. He likes the idea and keeps December 3 free.",
        ),
        noted(
            MATEO,
            SOLBERG,
            Some(ROSARIO),
            "",
            "phone",
            day(2026, 11, 11),
            "2026-11-11T20:15:00Z",
            "With an interpreter. Talked about the day of the meeting and what to bring. Rosario prefers calls in the late afternoon.",
        ),
    ]
}
