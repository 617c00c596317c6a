//! What every rule says about itself, and the one door through which any rule can be asked.
