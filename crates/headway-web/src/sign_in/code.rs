//! The code of an invitation, as it stands on a letter.

use sha2::{Digest, Sha256};

use crate::app::Entropy;

/// No sign looks like another, on paper or when it is read out; without vowels they spell no word.
const SIGNS: &[u8; 22] = b"CDFGHJKMNPQRTVWXY34679";

/// 22 to the 16th is more than 2 to the 71st.
const LENGTH: usize = 16;

/// A code: sixteen signs, shown in groups of four.
pub(crate) struct Code(String);

impl Code {
    /// One that nobody can guess.
    pub(crate) fn fresh(entropy: &dyn Entropy) -> Self {
        let mut signs = String::with_capacity(LENGTH);
        while signs.len() < LENGTH {
            let mut random = [0; LENGTH];
            entropy.fill(&mut random);
            // What is beyond the last whole row of signs would make the first ones likelier.
            let fair = random.into_iter().filter(|byte| usize::from(*byte) < 256 / SIGNS.len() * SIGNS.len());
            let fair = fair.map(|byte| char::from(SIGNS[usize::from(byte) % SIGNS.len()]));
            signs.extend(fair.take(LENGTH - signs.len()));
        }
        Self(signs)
    }

    /// The code that somebody typed, whatever stands between its signs; `None` where it can be none.
    pub(crate) fn typed(text: &str) -> Option<Self> {
        let signs: String = text.chars().filter(char::is_ascii_alphanumeric).take(LENGTH + 1).collect();
        let signs = signs.to_ascii_uppercase();
        let is_one = signs.len() == LENGTH && signs.bytes().all(|sign| SIGNS.contains(&sign));
        is_one.then_some(Self(signs))
    }

    /// As it stands on the letter.
    pub(crate) fn written(&self) -> String {
        let groups: Vec<&str> = (0..LENGTH).step_by(4).map(|at| &self.0[at..at + 4]).collect();
        groups.join("-")
    }

    /// All that is kept of it.
    pub(crate) fn digest(&self) -> [u8; 32] {
        Sha256::new().chain_update(b"headway invitation\0").chain_update(&self.0).finalize().into()
    }

    /// Tries are counted under its beginning, so that one class at one address can make its accounts together.
    pub(crate) fn beginning(&self) -> &str {
        &self.0[..4]
    }
}

#[cfg(test)]
mod tests {
    use super::Code;
    use crate::app::Entropy;

    /// Every byte there is, one after the other.
    struct Rising(std::sync::atomic::AtomicU8);

    impl Entropy for Rising {
        fn fill(&self, bytes: &mut [u8]) {
            for byte in bytes {
                *byte = self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            }
        }
    }

    #[test]
    fn a_code_is_read_as_it_was_written_however_it_is_typed() {
        let entropy = Rising(250.into());
        let code = Code::fresh(&entropy);
        assert_eq!(code.written(), "CDFG-HJKM-NPQR-TVWX", "bytes beyond the last row are not used");
        let check = |text: &str, is_it: bool| {
            let typed = Code::typed(text).map(|typed| typed.digest() == code.digest());
            assert_eq!(typed.unwrap_or(false), is_it, "{text}");
        };
        check("CDFG-HJKM-NPQR-TVWX", true);
        check(" cdfg hjkm nPQRtvwx. ", true);
        check("CDFG-HJKM-NPQR-TVW", false);
        check("CDFG-HJKM-NPQR-TVWXY", false);
        check("CDFG-HJKM-NPQR-TVWY", false);
        check("", false);
    }
}
