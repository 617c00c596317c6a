//! HTTP and HTML. A page is a folder: handler, view, HTML and test.
