//! One page of a list: its stretches, one after the other, from where it goes on.

use super::list::{From, Wanted};
use super::question::{Match, Place, Question, Stretch, Towards};
use crate::StoreError;

pub(super) struct Page {
    pub(super) rows: Vec<Match>,
    pub(super) has_before: bool,
    pub(super) has_after: bool,
}

pub(super) async fn page(question: &Question<'_>, wanted: &Wanted) -> Result<Page, StoreError> {
    let stretches = question.stretches(wanted).await?;
    let count_max = wanted.count_max as usize;
    // One more than the page holds tells whether there are others.
    let some = count_max + 1;
    let place = match wanted.from {
        From::Start => None,
        From::After(learner) | From::Before(learner) => question.place_of(learner).await?,
    };
    let stretch_of = |place: &Place| stretches.iter().position(|stretch| stretch.holds(place));
    let standing = place.as_ref().and_then(|place| Some((&place.one, stretch_of(place)?)));
    let (mut rows, towards) = match (wanted.from, standing) {
        (From::Before(_), Some((one, stretch))) => {
            let before = stretches[..=stretch].iter().rev();
            (some_of(question, before, (Towards::Start, Some(one)), some).await?, Towards::Start)
        }
        (From::After(_), Some((one, stretch))) => {
            let after = stretches[stretch..].iter();
            (some_of(question, after, (Towards::End, Some(one)), some).await?, Towards::End)
        }
        _ => (some_of(question, stretches.iter(), (Towards::End, None), some).await?, Towards::End),
    };
    let has_more = count_max < rows.len();
    rows.truncate(count_max);
    Ok(match towards {
        Towards::End => Page { rows, has_before: standing.is_some(), has_after: has_more },
        Towards::Start => {
            rows.reverse();
            Page { rows, has_before: has_more, has_after: true }
        }
    })
}

/// The first of these stretches, as many as are wanted; in the first of them from after somebody.
async fn some_of(
    question: &Question<'_>,
    stretches: impl Iterator<Item = &Stretch>,
    (towards, mut from): (Towards, Option<&Match>),
    count_max: usize,
) -> Result<Vec<Match>, StoreError> {
    let mut found = Vec::new();
    for stretch in stretches {
        let missing = count_max - found.len();
        if missing == 0 {
            break;
        }
        found.extend(question.some_of(stretch, (towards, from.take()), missing).await?);
    }
    Ok(found)
}
