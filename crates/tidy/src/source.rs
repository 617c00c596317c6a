//! Rust source as tokens, so that words in strings and comments are never taken for code.

use std::iter::once;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use crate::tree::{Breach, Tree};

/// Files that cannot be read as Rust; the other checks pass over them.
pub(crate) fn breaches(tree: &Tree) -> Vec<Breach> {
    tree.below("", ".rs")
        .filter(|(_, text)| text.parse::<TokenStream>().is_err())
        .map(|(path, _)| Breach::new(path, 1, "is not Rust that can be read; make it compile"))
        .collect()
}

/// The tokens of a file, empty where it is not Rust.
pub(crate) fn tokens(text: &str) -> Vec<TokenTree> {
    text.parse::<TokenStream>().map(Vec::from_iter).unwrap_or_default()
}

/// Every sequence of tokens in a file: the file itself, then the inside of each group, however deep.
pub(crate) fn sequences(text: &str) -> Vec<Vec<TokenTree>> {
    nested(tokens(text))
}

/// The same without what stands under `#[cfg(test)]`.
pub(crate) fn sequences_without_tests(text: &str) -> Vec<Vec<TokenTree>> {
    let top = tokens(text);
    let mut kept: Vec<TokenTree> = Vec::new();
    let mut at = 0;
    while at < top.len() {
        if attribute(&top[at..]).is_some_and(|inside| spaceless(&inside.stream()) == "cfg(test)") {
            let ends = |token: &TokenTree| punct(token, ';') || group(token, Delimiter::Brace).is_some();
            at += 2 + top[at + 2..].iter().position(ends).map_or(top.len(), |end| end + 1);
        } else {
            kept.push(top[at].clone());
            at += 1;
        }
    }
    nested(kept)
}

fn nested(top: Vec<TokenTree>) -> Vec<Vec<TokenTree>> {
    let inner: Vec<Vec<TokenTree>> = top
        .iter()
        .filter_map(|token| if let TokenTree::Group(group) = token { Some(group.stream()) } else { None })
        .flat_map(|stream| nested(stream.into_iter().collect()))
        .collect();
    once(top).chain(inner).collect()
}

/// The inside of an attribute (`#[…]` or `#![…]`) that begins here.
pub(crate) fn attribute(here: &[TokenTree]) -> Option<&Group> {
    if !here.first().is_some_and(|token| punct(token, '#')) {
        return None;
    }
    let bang = here.get(1).is_some_and(|token| punct(token, '!'));
    group(here.get(if bang { 2 } else { 1 })?, Delimiter::Bracket)
}

/// Tokens as text with no spaces, for comparing short ones.
pub(crate) fn spaceless(stream: &TokenStream) -> String {
    stream.to_string().split_whitespace().collect()
}

pub(crate) fn ident(token: &TokenTree) -> Option<String> {
    if let TokenTree::Ident(ident) = token { Some(ident.to_string()) } else { None }
}

pub(crate) fn is_ident(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}

pub(crate) fn punct(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}

pub(crate) fn group(token: &TokenTree, delimiter: Delimiter) -> Option<&Group> {
    match token {
        TokenTree::Group(group) if group.delimiter() == delimiter => Some(group),
        _ => None,
    }
}

/// The text of a plain string literal, without its quotes.
pub(crate) fn string(token: &TokenTree) -> Option<String> {
    let TokenTree::Literal(literal) = token else { return None };
    let text = literal.to_string();
    text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).map(str::to_owned)
}

/// The 1-based line on which a token begins.
pub(crate) fn line(token: &TokenTree) -> usize {
    token.span().start().line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::tests::check;

    #[test]
    fn source_that_cannot_be_read_is_a_breach() {
        check(breaches, &[("a.rs", "fn a() {}")], &[]);
        check(breaches, &[("a.rs", "fn a() {")], &["a.rs:1: is not Rust that can be read; make it compile"]);
    }

    #[test]
    fn what_stands_under_a_test_configuration_can_be_left_out() {
        let words = |text: &str| -> Vec<String> {
            sequences_without_tests(text)
                .concat()
                .iter()
                .filter_map(ident)
                .filter(|word| word != "mod")
                .collect()
        };
        assert_eq!(
            words("mod a { one } #[cfg(test)] mod tests { two } mod b { three }"),
            ["a", "b", "one", "three"]
        );
        assert_eq!(words("#[cfg(test)] mod tests; one"), ["one"]);
    }
}
