//! Every rule from the command line, with no database.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn judge(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_headway"))
        .arg("judge")
        .args(arguments)
        .env_remove("HEADWAY_DATABASE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program is built");
    let mut stdin = child.stdin.take().expect("a pipe");
    // A call that asks for no facts has ended before it reads them.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    child.wait_with_output().expect("it ends")
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone()).expect("text")
}

fn refused(arguments: &[&str], input: &str, expected: &str) {
    let output = judge(arguments, input);
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && complaint.contains(expected), "{complaint}");
    assert!(output.stdout.is_empty(), "{output:?}");
}

#[test]
fn every_rule_is_listed_answers_its_own_example_and_explains_its_fields() {
    let list = said(&judge(&["--list"], ""));
    for rule in ilp::rule::all() {
        assert!(list.contains(rule.id), "{list}");
        let example = said(&judge(&[rule.id, "--example"], ""));
        let answer: Value = serde_json::from_str(&said(&judge(&[rule.id, "-"], &example))).expect("JSON");
        assert_eq!(answer["rule"], rule.id);
        assert_eq!(answer["version"], rule.version);
        assert_eq!(answer["source"], rule.source);
        assert!(answer["verdict"].is_object(), "{answer}");
        let fields = said(&judge(&[rule.id, "--help-fields"], ""));
        assert!(!rule.fields.is_empty() && rule.fields.iter().all(|field| fields.contains(field.pointer)));
    }
}

#[test]
fn facts_come_from_a_file_too() {
    let example = said(&judge(&["access/decide", "--example"], ""));
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    std::fs::write(file.path(), &example).expect("it can be written");
    let path = file.path().to_string_lossy();
    assert_eq!(said(&judge(&["access/decide", &path], "")), said(&judge(&["access/decide", "-"], &example)));
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    refused(&["access/decide", "-"], "{\"facts\": {}}", "at /facts: missing field `actor`");
    refused(&["access/decide", "-"], "{\"facts\": ", "standard input is not JSON");
    refused(&["access/decide", "no-such-file.json"], "", "no-such-file.json cannot be read");
    refused(&["access/decides", "--example"], "", "there is no rule access/decides");
    refused(&["access/decide"], "", "name a file with the facts");
    refused(&[], "", "RULE_ID");
}
