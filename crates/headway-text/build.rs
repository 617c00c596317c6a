//! Compiles the words again when a locale's folder gets a new file, which the macro alone would not notice.

fn main() {
    println!("cargo:rerun-if-changed=locales");
}
