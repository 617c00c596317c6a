//! The program from outside: its commands, what it does with whole files on both engines, and what it bears.

mod chaos;
mod engines;
mod importing;
mod judging;
mod keeping;
