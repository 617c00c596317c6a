//! The program: clock, environment, signals, commands and jobs.

fn main() {}
