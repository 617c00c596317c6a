//! Every entity says what in its rows is personal.

use proc_macro2::TokenTree;

use crate::source::{attribute, is_ident, line, sequences, spaceless, string};
use crate::tree::{Breach, Tree};

pub(crate) fn breaches(tree: &Tree) -> Vec<Breach> {
    tree.below("crates/", ".rs").flat_map(|(path, text)| of_file(path, text)).collect()
}

fn of_file(path: &str, text: &str) -> Vec<Breach> {
    let mut found = Vec::new();
    for tokens in sequences(text) {
        let mut attributes: Vec<Vec<TokenTree>> = Vec::new();
        for at in 0..tokens.len() {
            if let Some(inside) = attribute(&tokens[at..]) {
                attributes.push(inside.stream().into_iter().collect());
            } else if is_ident(&tokens[at], "struct") {
                if is_entity(&attributes) && !names_personal_data(&attributes) {
                    let what = "the entity does not say what in it is personal; add a line `/// Personal: …` to its documentation, `Personal: nothing.` where nothing is";
                    found.push(Breach::new(path, line(&tokens[at]), what));
                }
                attributes.clear();
            } else if ["enum", "fn", "mod", "impl", "use", "type"]
                .iter()
                .any(|word| is_ident(&tokens[at], word))
            {
                attributes.clear();
            }
        }
    }
    found
}

/// Is it derived as an entity, in either of `SeaORM`'s two ways of saying so?
fn is_entity(attributes: &[Vec<TokenTree>]) -> bool {
    attributes.iter().any(|attribute| {
        let text = spaceless(&attribute.iter().cloned().collect());
        text.contains("DeriveEntityModel")
            || text.starts_with("sea_orm::model")
            || text.starts_with("sea_orm::compact_model")
    })
}

fn names_personal_data(attributes: &[Vec<TokenTree>]) -> bool {
    attributes.iter().any(|attribute| {
        let doc = attribute.first().is_some_and(|word| is_ident(word, "doc"));
        let text = attribute.last().filter(|_| doc).and_then(string);
        text.is_some_and(|text| {
            text.trim_start().strip_prefix("Personal:").is_some_and(|what| !what.trim().is_empty())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::breaches;
    use crate::tree::tests::check;

    const BREACH: &str = "the entity does not say what in it is personal; add a line `/// Personal: …` to its documentation, `Personal: nothing.` where nothing is";

    #[test]
    fn an_entity_says_what_in_it_is_personal() {
        let good = "/// One row is one person.\n///\n/// Personal: the name and the birth date.\n#[derive(Clone, DeriveEntityModel)]\n#[sea_orm(table_name = \"person\")]\npub struct Model { pub name: String }\n";
        check(breaches, &[("crates/headway-store/src/person.rs", good)], &[]);
        let below = "#[sea_orm::model]\n/// Personal: nothing.\npub struct Model {}\n";
        check(breaches, &[("crates/headway-store/src/term.rs", below)], &[]);
    }

    #[test]
    fn an_entity_that_is_silent_or_says_it_in_no_words_is_refused() {
        let silent = "/// Personal: this one is.\npub struct Other;\nmod inner {\n    /// One row is one person.\n    #[derive(DeriveEntityModel)]\n    pub struct Model { pub name: String }\n}\n#[derive(DeriveEntityModel)]\n/// Personal:\nstruct Model;";
        check(
            breaches,
            &[("crates/headway-store/src/person.rs", silent)],
            &[
                &format!("crates/headway-store/src/person.rs:10: {BREACH}"),
                &format!("crates/headway-store/src/person.rs:6: {BREACH}"),
            ],
        );
    }
}
