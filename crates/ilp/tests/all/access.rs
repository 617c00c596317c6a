//! What holds of `access::decide` for all facts there can be.
