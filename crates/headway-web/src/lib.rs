//! HTTP and HTML. A page is a folder: handler, view, HTML and test.

mod serve;

pub use serve::{Limits, Peer, serve};
