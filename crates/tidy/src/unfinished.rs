//! Work that was left half done: macros that stand for it, and tests that are switched off.

use proc_macro2::TokenTree;

use crate::source::{attribute, ident, line, punct, sequences};
use crate::tree::{Breach, Tree};

const MACROS: [&str; 3] = ["todo", "unimplemented", "dbg"];

pub(crate) fn breaches(tree: &Tree) -> Vec<Breach> {
    tree.below("", ".rs").flat_map(|(path, text)| of_file(path, text)).collect()
}

fn of_file(path: &str, text: &str) -> Vec<Breach> {
    let mut found: Vec<Breach> = sequences(text)
        .iter()
        .flat_map(|tokens| (0..tokens.len()).filter_map(|at| unfinished(path, &tokens[at..])))
        .collect();
    found.sort();
    found
}

fn unfinished(path: &str, here: &[TokenTree]) -> Option<Breach> {
    if let Some(inside) = attribute(here) {
        let ignored = inside
            .stream()
            .into_iter()
            .next()
            .and_then(|token| ident(&token))
            .is_some_and(|word| word == "ignore");
        let what = "a test is switched off with `#[ignore]`; make it run, or take it out and file an issue";
        return ignored.then(|| Breach::new(path, line(&here[0]), what));
    }
    let [word, bang, ..] = here else { return None };
    let name = ident(word).filter(|name| MACROS.contains(&name.as_str()))?;
    punct(bang, '!')
        .then(|| Breach::new(path, line(word), format!("`{name}!` is left in; finish it or take it out")))
}

#[cfg(test)]
mod tests {
    use super::breaches;
    use crate::tree::tests::check;

    #[test]
    fn what_is_left_half_done_is_found_in_code_and_not_in_words() {
        let text = "/// Never use todo!() here.\nfn a() {\n    todo!();\n    let s = \"dbg!(x)\";\n}\n#[test]\n#[ignore = \"slow\"]\nfn b() { dbg!(1) }\n";
        check(
            breaches,
            &[("a.rs", text)],
            &[
                "a.rs:3: `todo!` is left in; finish it or take it out",
                "a.rs:7: a test is switched off with `#[ignore]`; make it run, or take it out and file an issue",
                "a.rs:8: `dbg!` is left in; finish it or take it out",
            ],
        );
    }
}
