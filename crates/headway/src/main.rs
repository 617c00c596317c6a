//! The program: clock, environment, signals, commands and jobs.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use tracing_subscriber::EnvFilter;

mod commands;
mod demo;
mod shell;

/// A page is made of some thousand small pieces of text, and most of its time went into asking for room for them.
#[global_allocator]
static ROOM: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Individual learning plans that belong to the student.
#[derive(Debug, Parser)]
#[command(name = "headway", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Asks one of Headway's rules about a case; needs no database.
    Judge(commands::judge::Judge),
    /// Loads people, schools and classes from another system.
    Import(commands::import::Import),
    /// Sets the password with which a person of the roster signs in.
    Password(commands::password::Password),
    /// Closes an account, or opens it again.
    Account(commands::account::Account),
    /// Gives and ends the offices of those who run the system and keep its records.
    Office(commands::office::Office),
    /// Serves Headway to browsers.
    Serve(commands::serve::Serve),
    /// Makes a fictional district to look at.
    Demo(commands::demo::Demo),
    /// Copies the database to a file.
    Backup(commands::keep::Backup),
    /// Brings a backup back.
    Restore(commands::keep::Restore),
    /// Looks whether the database is whole.
    Check(commands::keep::Check),
}

fn main() -> ExitCode {
    log_to_stderr();
    let Arguments { command } = Arguments::parse();
    let done = match command {
        Command::Judge(judge) => judge.run(),
        Command::Import(import) => import.run(),
        Command::Password(password) => password.run(),
        Command::Account(account) => account.run(),
        Command::Office(office) => office.run(),
        Command::Serve(serve) => serve.run(),
        Command::Demo(demo) => demo.run(),
        Command::Backup(backup) => backup.run(),
        Command::Restore(restore) => restore.run(),
        Command::Check(check) => check.run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("headway: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// What is logged where nobody asks for more or less.
const LOGGED: &str = "warn,headway=info,headway_store=info,headway_web=info";

/// What the operator should know goes to standard error; `HEADWAY_LOG` asks for more, as `HEADWAY_LOG=debug` does.
fn log_to_stderr() {
    let asked = std::env::var("HEADWAY_LOG").ok().filter(|asked| !asked.trim().is_empty());
    let usable = asked.as_deref().map(log_filter);
    if let Some(Err(wrong)) = &usable {
        eprintln!(
            "headway: HEADWAY_LOG is not used, since {wrong}; set it to off, error, warn, info, debug or trace"
        );
    }
    let wanted = usable.and_then(Result::ok).unwrap_or_else(|| EnvFilter::new(LOGGED));
    let in_colour = std::io::IsTerminal::is_terminal(&std::io::stderr());
    tracing_subscriber::fmt()
        .with_env_filter(wanted)
        .with_ansi(in_colour)
        .with_writer(std::io::stderr)
        .init();
}

/// What `HEADWAY_LOG` asks for. A bare word that is no level would pass for a part of the program, and silence all others.
fn log_filter(asked: &str) -> Result<EnvFilter, String> {
    let is_part = |part: &str| part.contains(['=', '[']) || part.starts_with("headway");
    let is_level = |part: &str| part.parse::<tracing_subscriber::filter::LevelFilter>().is_ok();
    let strange = asked.split(',').map(str::trim).find(|part| !is_part(part) && !is_level(part));
    if let Some(strange) = strange {
        return Err(format!("{strange:?} is no level"));
    }
    asked.parse().map_err(|error| format!("{asked:?} cannot be read: {error}"))
}

#[cfg(test)]
mod tests {
    use super::log_filter;

    #[test]
    fn a_level_that_is_none_silences_nothing() {
        let check = |asked: &str, expected: bool| assert_eq!(log_filter(asked).is_ok(), expected, "{asked}");
        check("debug", true);
        check("WARN,headway_web=debug", true);
        check("headway_store", true);
        check("loud", false);
        check("warn,loud", false);
        check("headway=loud", false);
    }
}
