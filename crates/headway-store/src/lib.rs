//! What is kept, in SQLite or PostgreSQL; the only crate that talks to a database.
