//! Length of files and functions. What does not fit a screen or two is two things.

use proc_macro2::{Delimiter, TokenTree};

use crate::source::{group, ident, is_ident, line, punct, sequences};
use crate::tree::{Breach, Tree};

const FUNCTION_LINES_MAX: usize = 70;

/// Most lines by the ending of a file's name. The one stylesheet of a site is longer than any one module.
const FILE_LINES_MAX: [(&str, usize); 7] =
    [(".rs", 400), (".html", 250), (".css", 900), (".js", 400), (".mjs", 400), (".sql", 400), (".bash", 400)];

pub(crate) fn breaches(tree: &Tree) -> Vec<Breach> {
    let files = tree.iter().filter_map(|(path, text)| long_file(path, text));
    let functions = tree.below("", ".rs").flat_map(|(path, text)| long_functions(path, text));
    files.chain(functions).collect()
}

fn long_file(path: &str, text: &str) -> Option<Breach> {
    let (_, most) = FILE_LINES_MAX.iter().find(|(ending, _)| path.ends_with(ending))?;
    let lines = text.lines().count();
    (*most < lines).then(|| {
        Breach::new(
            path,
            most + 1,
            format!("the file has {lines} lines, at most {most}; split it by what its parts are for"),
        )
    })
}

fn long_functions(path: &str, text: &str) -> Vec<Breach> {
    let mut found: Vec<Breach> = sequences(text)
        .iter()
        .flat_map(|tokens| functions(tokens))
        .filter_map(|function| {
            let Function { line, name, lines } = function;
            (FUNCTION_LINES_MAX < lines).then(|| {
                let what = format!(
                    "`{name}` has {lines} lines, at most {FUNCTION_LINES_MAX}; split it, and name the parts"
                );
                Breach::new(path, line, what)
            })
        })
        .collect();
    found.sort();
    found
}

struct Function {
    line: usize,
    name: String,
    /// Those between the braces of the body, blank ones and comments too.
    lines: usize,
}

/// The functions with a body that stand directly in one sequence of tokens.
fn functions(tokens: &[TokenTree]) -> Vec<Function> {
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| is_ident(token, "fn")) {
        // `fn(…)` without a name is a type.
        let Some(name) = tokens.get(at + 1).and_then(ident) else { continue };
        let mut rest = tokens[at..].iter().take_while(|token| !punct(token, ';'));
        let Some(body) = rest.find_map(|token| group(token, Delimiter::Brace)) else { continue };
        let lines = (body.span_close().start().line - body.span_open().start().line).saturating_sub(1);
        found.push(Function { line: line(token), name, lines });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::breaches;
    use crate::tree::tests::check;

    fn function_of(lines: usize) -> String {
        format!(
            "struct S;\nimpl S {{\n    fn long(&self) -> [u8; 3] {{\n{}    }}\n}}\n",
            "        let _ = \"}\";\n".repeat(lines)
        )
    }

    #[test]
    fn a_function_of_seventy_lines_fits_and_one_more_does_not() {
        check(breaches, &[("a.rs", &function_of(70))], &[]);
        check(
            breaches,
            &[("a.rs", &function_of(71))],
            &["a.rs:3: `long` has 71 lines, at most 70; split it, and name the parts"],
        );
    }

    #[test]
    fn a_long_test_counts_and_a_type_or_a_declaration_does_not() {
        let test = format!(
            "#[cfg(test)]\nmod tests {{\n    #[test]\n    fn it() {{\n{}    }}\n}}\n",
            "\n".repeat(80)
        );
        check(
            breaches,
            &[("a.rs", &test)],
            &["a.rs:4: `it` has 80 lines, at most 70; split it, and name the parts"],
        );
        let declared = format!(
            "type F = fn(u8) -> u8;\ntrait T {{ fn declared(&self); }}\nstruct S {{\n{}}}\n",
            "\n".repeat(80)
        );
        check(breaches, &[("a.rs", &declared)], &[]);
    }

    #[test]
    fn a_file_is_as_long_as_its_kind_may_be() {
        check(
            breaches,
            &[("a.rs", &"\n".repeat(400)), ("a.css", &"\n".repeat(401)), ("a.md", &"\n".repeat(5000))],
            &[],
        );
        check(
            breaches,
            &[("a.rs", &"\n".repeat(401)), ("b/page.html", &"\n".repeat(300))],
            &[
                "a.rs:401: the file has 401 lines, at most 400; split it by what its parts are for",
                "b/page.html:251: the file has 300 lines, at most 250; split it by what its parts are for",
            ],
        );
    }
}
