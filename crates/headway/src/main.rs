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

/// What the operator should know goes to standard error; `HEADWAY_LOG` asks for more, as `HEADWAY_LOG=debug` does.
fn log_to_stderr() {
    let ours = "warn,headway=info,headway_store=info,headway_web=info";
    let wanted = EnvFilter::try_from_env("HEADWAY_LOG").unwrap_or_else(|_| EnvFilter::new(ours));
    let in_colour = std::io::IsTerminal::is_terminal(&std::io::stderr());
    tracing_subscriber::fmt()
        .with_env_filter(wanted)
        .with_ansi(in_colour)
        .with_writer(std::io::stderr)
        .init();
}
