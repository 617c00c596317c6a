//! The program: clock, environment, signals, commands and jobs.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod commands;
mod shell;

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
}

fn main() -> ExitCode {
    let Arguments { command } = Arguments::parse();
    let done = match command {
        Command::Judge(judge) => judge.run(),
        Command::Import(import) => import.run(),
        Command::Password(password) => password.run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("headway: {failure}");
            ExitCode::FAILURE
        }
    }
}
