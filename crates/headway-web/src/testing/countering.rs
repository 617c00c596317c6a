//! "Rather like this": a suggestion answered with another version, which goes back as a letter.

use axum::http::StatusCode;

use super::School;
use super::walk::{goal, plan, send, suggestion_of};

#[tokio::test]
async fn a_student_answers_with_her_own_version_and_the_teacher_says_yes() {
    for school in School::riverside_on_each_engine().await {
        let mut rivera = school.signed_in("ms.rivera").await;
        let item = goal("Get my ratio problems right at least 8 times out of 10");
        let suggest = format!("{}/goal/{item}/suggest", plan());
        let page = rivera.get(&suggest).await;
        let words = [
            ("statement", "Get ten ratio problems of ten right"),
            ("unit", "right out of 10"),
            ("target", "10"),
            ("reason", "You explain ratios to others already."),
        ];
        let sent = send(&mut rivera, &page, &suggest, &words).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);

        let mut maya = school.signed_in("maya").await;
        let letter = suggestion_of(&mut maya, "You explain ratios to others already.").await;
        let action = format!("{letter}/counter");
        assert!(maya.get(&letter).await.body.contains(&format!("href=\"{action}\"")));
        let page = maya.get(&action).await;
        assert!(page.body.contains("Get ten ratio problems of ten right</textarea>"), "{}", page.body);
        let own = [
            ("statement", "Get nine ratio problems of ten right"),
            ("unit", "right out of 10"),
            ("target", "9"),
        ];
        let silent = send(&mut maya, &page, &action, &own).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY, "an answer has a reason");
        let mut own = own.to_vec();
        own.push(("reason", "Ten would make me afraid of every mistake."));
        let sent = send(&mut maya, &page, &action, &own).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        assert!(maya.get(&letter).await.body.contains("Answered with another version"));
        assert!(
            maya.get(&plan()).await.body.contains("at least 8 times out of 10</p>"),
            "nothing has changed yet"
        );
        assert_eq!(maya.get(&action).await.status, StatusCode::NOT_FOUND, "it is answered once");

        let back = suggestion_of(&mut rivera, "Ten would make me afraid").await;
        let page = rivera.get(&back).await;
        let yes = send(&mut rivera, &page, &back, &[("answer", "accept")]).await;
        assert_eq!(yes.status, StatusCode::SEE_OTHER, "{}", yes.body);
        let shown = maya.get(&plan()).await;
        assert!(
            shown.body.contains("voice-student\">Get nine ratio problems of ten right"),
            "it is in her voice"
        );
    }
}
