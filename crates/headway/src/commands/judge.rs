//! `headway judge`: every rule, from the command line. Facts in, verdict out, as JSON.

use std::io::Read as _;

use clap::Args;
use ilp::rule::{self, Rule};
use serde_json::{Value, json};

use super::{Failure, print};

/// Asks one of Headway's rules about a case.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("what").required(true).multiple(true)))]
pub(crate) struct Judge {
    /// Lists every rule: its id, its version and what it judges.
    #[arg(long, group = "what", conflicts_with = "rule")]
    list: bool,
    /// Prints facts that the rule can judge, as a start for your own.
    #[arg(long, requires = "rule", conflicts_with_all = ["help_fields", "facts"])]
    example: bool,
    /// Explains every field of the rule's input.
    #[arg(long, requires = "rule", conflicts_with = "facts")]
    help_fields: bool,
    /// The rule's id, such as access/decide.
    #[arg(group = "what", value_name = "RULE_ID")]
    rule: Option<String>,
    /// A file with the facts as JSON, or - for standard input.
    #[arg(value_name = "FILE")]
    facts: Option<String>,
}

impl Judge {
    /// Prints what was asked for.
    pub(crate) fn run(self) -> Result<(), Failure> {
        let Some(id) = &self.rule else {
            return print(&(list() + "\n"));
        };
        let rule = rule::find(id).ok_or_else(|| rule::Refused::UnknownRule { id: id.clone() })?;
        if self.example {
            return print_json(&json!({ "facts": (rule.example)() }));
        }
        if self.help_fields {
            return print(&(fields(rule) + "\n"));
        }
        let Some(file) = self.facts else {
            return Err(Failure::new(format!(
                "name a file with the facts, or - for standard input; `headway judge {id} --example` prints some"
            )));
        };
        print_json(&rule::judge(id, &read(&file)?)?)
    }
}

fn list() -> String {
    let lines = rule::all()
        .iter()
        .map(|rule| format!("{}  (version {})\n    {}", rule.id, rule.version, rule.summary));
    lines.collect::<Vec<_>>().join("\n")
}

fn fields(rule: &Rule) -> String {
    let field = |field: &rule::Field| format!("{}\n    {}", field.pointer, field.meaning);
    rule.fields.iter().map(field).collect::<Vec<_>>().join("\n")
}

fn read(file: &str) -> Result<Value, Failure> {
    let mut text = String::new();
    let what = if file == "-" { "standard input" } else { file };
    let done = if file == "-" {
        std::io::stdin().read_to_string(&mut text).map(|_| ())
    } else {
        std::fs::read_to_string(file).map(|read| text = read)
    };
    done.map_err(|error| Failure::new(format!("{what} cannot be read: {error}")))?;
    serde_json::from_str(&text).map_err(|error| Failure::new(format!("{what} is not JSON: {error}")))
}

fn print_json(value: &Value) -> Result<(), Failure> {
    print(&(serde_json::to_string_pretty(value)? + "\n"))
}
