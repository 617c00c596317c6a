//! The words: locales and typed messages over them.
