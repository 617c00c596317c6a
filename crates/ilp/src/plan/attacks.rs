//! What somebody would try who wants a plan to say something else than its owners do. Each was possible once.

use super::sample::*;
use super::*;
use crate::ProposalId;

fn school(hand: &Hand) -> Owner {
    Owner::School(hand.speaker().expect("a person"))
}

fn suggested(by: Hand, of: Owner, changes: Vec<Change>) -> Proposal {
    let (id, reason) = (ProposalId::numbered(1), text("I think so"));
    Proposal { id, by, at: at(50), of, asks: of, reason, changes, counters: None, answers: Vec::new() }
}

fn plan(log: &[Entry]) -> Plan {
    replay(learner(), log).expect("the log before the attack is sound")
}

fn ids(count: u128) -> Vec<ChangeId> {
    (600..600 + count).map(ChangeId::numbered).collect()
}

/// The log is sound, and this entry after it is refused.
fn refused(log: &[Entry], hand: Hand, change: Change, expected: &Refused) {
    assert_eq!(apply(&plan(log), &entry(99, hand, change)).map(|_| ()).as_ref(), Err(expected));
}

const ITEM: ItemId = ItemId::numbered(1);

fn supported() -> Entry {
    entry(1, teacher(), write(1, None, support("Extra time")))
}

fn agreed(stance: Stance) -> Change {
    Change::AgreementGiven { item: ITEM, revision: 1, stance, words: Some(text("A quiet room")) }
}

fn moved(replaces: u32) -> Change {
    Change::ItemMoved { item: ITEM, replaces, to: Stage::UnderWay, on: at(0).date_naive(), words: None }
}

#[test]
fn nobody_accepts_their_own_suggestion() {
    let colleagues = plan(&[supported()]);
    let proposal =
        suggested(counselor(), school(&teacher()), vec![write(1, Some(1), support("No extra time"))]);
    assert_eq!(check_proposal(&colleagues, &proposal), Ok(()));
    let own = accept(&colleagues, &proposal, (&counselor(), at(60)), &ids(1), &[]);
    assert_eq!(own.map(|_| ()), Err(Refused::NotYourDecision));
    assert!(accept(&colleagues, &proposal, (&teacher(), at(60)), &ids(1), &[]).is_ok());
}

#[test]
fn nobody_types_somebody_elses_yes_to_their_own_suggestion() {
    let plan = plan(&[entry(1, student(), write(1, None, goal("Mine")))]);
    let proposal = suggested(teacher(), Owner::Student, vec![write(1, Some(1), goal("The adult's"))]);
    let typed = accept(&plan, &proposal, (&recorded(Said::Talk), at(60)), &ids(1), &[]);
    assert_eq!(typed.map(|_| ()), Err(Refused::NotYourDecision));
}

#[test]
fn a_suggestion_changes_nothing_of_somebody_who_is_not_asked() {
    let plan = plan(&[supported(), entry(2, counselor(), write(2, None, support("A mentor")))]);
    let both = vec![write(1, Some(1), support("Other")), write(2, Some(1), support("Another"))];
    let refused = check_proposal(&plan, &suggested(mother(), school(&teacher()), both));
    assert_eq!(refused, Err(Refused::NotYours { owner: school(&counselor()) }));
}

#[test]
fn what_was_typed_for_the_student_stays_provisional_through_a_counter_proposal() {
    let plan = plan(&[entry(1, student(), write(1, None, goal("Mine")))]);
    let first = suggested(counselor(), Owner::Student, vec![write(1, Some(1), goal("The adult's"))]);
    let counter = Proposal {
        id: ProposalId::numbered(2),
        asks: school(&counselor()),
        counters: Some(first.id),
        ..suggested(recorded(Said::Talk), Owner::Student, vec![write(1, Some(1), goal("As typed"))])
    };
    assert_eq!(check_counter(&plan, &first, &counter), Ok(()));
    let yes = accept(&plan, &counter, (&counselor(), at(60)), &ids(1), &[]);
    let (after, _) = yes.expect("both have agreed");
    assert!(after.items[&ITEM].provisional.is_some());
    let same_id = Proposal { id: first.id, ..counter };
    assert_eq!(check_counter(&plan, &first, &same_id), Err(Refused::NotYourDecision));
}

#[test]
fn a_suggestion_comes_without_answers_and_changes_an_item_once() {
    let plan = plan(&[entry(1, student(), write(1, None, goal("Mine")))]);
    let twice = suggested(teacher(), Owner::Student, vec![write(1, Some(1), goal("Other")), moved(2)]);
    assert_eq!(check_proposal(&plan, &twice), Err(Refused::AlreadyThere));
    let answer = Answered { by: student(), at: at(1), answer: Answer::NotNow { why: None } };
    let one = suggested(teacher(), Owner::Student, vec![write(1, Some(1), goal("Other"))]);
    let answered = Proposal { answers: vec![answer], ..one };
    assert_eq!(check_proposal(&plan, &answered), Err(Refused::AlreadyThere));
}

#[test]
#[should_panic(expected = "one fresh id for every change")]
fn a_suggestion_is_never_taken_in_part() {
    let plan = plan(&[entry(1, student(), write(1, None, goal("Mine")))]);
    let proposal = suggested(teacher(), Owner::Student, vec![write(1, Some(1), goal("Other"))]);
    let _ = accept(&plan, &proposal, (&student(), at(60)), &[], &[]);
}

#[test]
fn only_the_student_puts_off_what_the_student_is_asked() {
    let plan = plan(&[entry(1, student(), write(1, None, goal("Mine")))]);
    let proposal = suggested(teacher(), Owner::Student, vec![write(1, Some(1), goal("Other"))]);
    let later = Answer::NotNow { why: None };
    let as_student = Hand { party: Party::Student, ..counselor() };
    assert_eq!(check_answer(&plan, &proposal, &as_student, &later), Err(Refused::NotTheStudent));
    let together = Hand::recording(PersonId::numbered(5), Party::School, learner(), Said::Together);
    assert_eq!(check_answer(&plan, &proposal, &together, &later), Err(Refused::NotASupporter));
    assert_eq!(check_answer(&plan, &proposal, &student(), &later), Ok(()));
}

#[test]
fn what_the_school_typed_is_no_yes_of_the_student_and_takes_no_view_back() {
    let typed = [supported(), entry(2, recorded(Said::Talk), agreed(Stance::Agreed))];
    assert_eq!(plan(&typed).items[&ITEM].agreement(), Some(Stance::NotYet));
    let own = [supported(), entry(2, student(), agreed(Stance::Agreed))];
    assert_eq!(plan(&own).items[&ITEM].agreement(), Some(Stance::Agreed));

    let dissent = DissentId::numbered(1);
    let about = About::Item(ITEM);
    let seen =
        entry(2, student(), Change::SeenDifferently { dissent, about, words: text("It singles me out") });
    let back = Change::DissentWithdrawn { dissent };
    refused(&[supported(), seen], recorded(Said::Talk), back, &Refused::NotYourDecision);
}

#[test]
fn who_asked_for_what_the_school_does_agrees_to_it_until_the_school_changes_it() {
    let Change::ItemWritten { says, .. } = supported().change else { panic!("a support is written") };
    let of = school(&counselor());
    let ask = suggested(student(), of, vec![write(1, None, says.clone())]);
    let yes = |ask: &Proposal| accept(&plan(&[]), ask, (&counselor(), at(60)), &ids(1), &[]);
    let (_, taken) = yes(&ask).expect("a sound yes");
    assert_eq!(plan(&taken).items[&ITEM].agreement(), Some(Stance::Agreed));
    assert_eq!(plan(&taken).items[&ITEM].agreed_by(), vec![student()]);

    let with = |more: Entry| plan(&[taken.clone(), vec![more]].concat());
    let not_yet = with(entry(2, student(), agreed(Stance::NotYet)));
    assert_eq!(not_yet.items[&ITEM].agreement(), Some(Stance::NotYet), "what they say counts before that");
    let rewritten = with(entry(2, counselor(), write(1, Some(1), says)));
    assert_eq!(
        rewritten.items[&ITEM].agreement(),
        Some(Stance::NotYet),
        "a later revision was not asked for"
    );

    let typed = suggested(recorded(Said::Talk), of, ask.changes.clone());
    let (_, taken) = yes(&typed).expect("a sound yes");
    assert_eq!(plan(&taken).items[&ITEM].agreement(), Some(Stance::NotYet), "the school typed it itself");
}

#[test]
fn a_hand_over_passes_an_undertaking_whole_and_no_words() {
    let doer = school(&teacher());
    let to = |person: &Hand| Change::ItemHandedOver {
        item: ITEM,
        replaces: 1,
        to: person.speaker().expect("a person"),
    };
    let log =
        [entry(1, teacher(), write(1, None, step(doer, "Call home"))), entry(2, teacher(), to(&counselor()))];
    let item = plan(&log).items[&ITEM].clone();
    let Body::Step(step) = item.body else { unreachable!("it is a step") };
    assert_eq!((item.owner, step.doer), (school(&counselor()), school(&counselor())));
    refused(&[supported()], teacher(), to(&student()), &Refused::AnotherThing);
    let noted = [entry(1, teacher(), write(1, None, note("She led the group")))];
    refused(&noted, counselor(), to(&counselor()), &Refused::AnotherThing);
}

#[test]
fn an_edit_does_not_take_the_words_of_an_agreement_for_its_own() {
    let edit = entry(3, teacher(), write(1, Some(1), support("A quiet room")));
    let after = plan(&[supported(), entry(2, mother(), agreed(Stance::NotYet)), edit]);
    assert_eq!(after.items[&ITEM].body_words()[0].by, teacher());
}

#[test]
fn a_typist_does_not_confirm_their_own_typing_after_a_colleagues_move() {
    let other = Hand::recording(PersonId::numbered(5), Party::School, learner(), Said::Talk);
    let log = [entry(1, recorded(Said::Talk), write(1, None, goal("As typed"))), entry(2, other, moved(1))];
    let confirm = Change::ItemConfirmed { item: ITEM, revision: 2, how: Some(Said::Talk) };
    refused(&log, recorded(Said::Talk), confirm.clone(), &Refused::NothingToConfirm);
    assert!(apply(&plan(&log), &entry(99, student(), confirm)).is_ok());
    let own = [entry(1, student(), write(1, None, goal("Mine"))), entry(2, recorded(Said::Talk), moved(1))];
    assert!(plan(&own).items[&ITEM].provisional.is_some());
}

#[test]
fn declining_is_the_students_or_the_familys_own_word() {
    let opening = OpeningId::numbered(1);
    let declined = || Change::Closed { opening, because: ClosedBecause::Declined, words: None };
    let log = [entry(1, teacher(), opened(1))];
    refused(&log, teacher(), declined(), &Refused::NotYourDecision);
    refused(&log, recorded(Said::Talk), declined(), &Refused::SignedForAnother);
    assert!(apply(&plan(&log), &entry(99, mother(), declined())).is_ok());
}

#[test]
fn a_policy_takes_no_text_away_and_hides_nothing() {
    let policy = Hand { author: Author::Policy(crate::RunId::numbered(1)), ..teacher() };
    let log = [entry(1, mother(), write(1, None, note("We read together")))];
    let places = places_of(&log, &text("We read together"));
    let redacted = Change::Redacted { places, letters: Vec::new(), rule: "threat".into() };
    refused(&log, policy, redacted, &Refused::NotAPerson);
    let delayed = Change::VisibilityDelayed { item: ITEM, until: at(0).date_naive(), reason: text("Safety") };
    refused(&log, policy, delayed, &Refused::NotAPerson);
}

#[test]
fn two_people_sign_what_both_have_read_and_nobody_signs_what_changed_since() {
    let signed =
        || Change::Signed { opening: OpeningId::numbered(1), plan_version: 1, pack_version: "1".into() };
    let both = [entry(1, teacher(), opened(1)), entry(2, student(), signed()), entry(3, mother(), signed())];
    assert_eq!(plan(&both).openings[&OpeningId::numbered(1)].signatures.len(), 2);
    let changed = [
        entry(1, teacher(), opened(1)),
        entry(2, student(), signed()),
        entry(3, student(), write(1, None, goal("Mine"))),
    ];
    refused(&changed, mother(), signed(), &Refused::StalePlan { now: 3 });
}

#[test]
fn an_item_is_not_linked_to_itself_and_not_without_end() {
    let linked = |items: Vec<ItemId>| {
        let Body::Goal(goal) = goal("Mine") else { unreachable!("a goal is a goal") };
        Body::Goal(Goal { links: Links { items, ..Links::default() }, ..goal })
    };
    let log = [entry(1, student(), write(1, None, goal("Mine")))];
    refused(&log, student(), write(1, Some(1), linked(vec![ITEM])), &Refused::NoSuchItem { item: ITEM });
    refused(&log, student(), write(2, None, linked(vec![ITEM; 101])), &Refused::TooMuch);
}

#[test]
fn the_same_word_in_two_languages_is_two_texts_for_a_redaction() {
    let say = |language: &str| {
        let language = Language::new(language).expect("a tag");
        Body::Note(Note { words: Text::new(language, "No").expect("short") })
    };
    let log =
        [entry(1, mother(), write(1, None, say("en"))), entry(2, mother(), write(1, Some(1), say("es")))];
    let places = places_of(&log, &Text::new(Language::english(), "No").expect("short"));
    assert_eq!(places, [Place { change: ChangeId::numbered(1), nth: 0 }]);
}
