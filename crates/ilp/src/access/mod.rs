//! Who may see, do or propose what, and why.
