//! The plan: what it is made of, how it changes, and whose each piece is.
