//! What waits for somebody today: what is theirs to do, what others did meanwhile, and when people meet next.
//!
//! None of this decides who may do what; it finds, in a plan that its reader may see, what concerns them.

mod meeting;
mod news;
#[cfg(test)]
mod sample;
mod to_do;

pub use meeting::next_meeting;
pub use news::{News, news};
pub use to_do::{What, When, Yours, to_do};
