//! What a roster says: organisations, terms, courses, classes, people and how they belong together.
