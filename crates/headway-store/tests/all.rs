//! The stories of the store, each on both engines.

mod story;
