//! The program from outside: its commands, and what it does with whole files on both engines.

mod chaos;
