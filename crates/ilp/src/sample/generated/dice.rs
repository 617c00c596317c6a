//! Dice that fall the same way for the same seed everywhere.

/// A splitmix64 generator.
///
/// # Source
/// Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014, figure 17.
#[derive(Debug, Clone)]
pub(super) struct Dice(u64);

impl Dice {
    /// Dice of their own for the `nth` learner of a seed, so that no learner depends on those before.
    pub(super) const fn nth(seed: u64, nth: u64) -> Self {
        let mut dice = Self(seed ^ nth.wrapping_mul(0xD1B5_4A32_D192_ED03));
        dice.roll();
        dice
    }

    const fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Evenly one of `0..sides`; `sides` is at least 1.
    pub(super) fn below(&mut self, sides: usize) -> usize {
        let product = u128::from(self.roll()) * sides as u128;
        usize::try_from(product >> 64).expect("below the sides, which are a usize")
    }

    /// Evenly one of `from..=to`.
    pub(super) fn between(&mut self, from: usize, to: usize) -> usize {
        from + self.below(to + 1 - from)
    }

    /// True this often in a hundred.
    pub(super) fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    pub(super) fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// One of several, each as likely as its weight.
    pub(super) fn weighted<T: Copy>(&mut self, of: &[(T, usize)]) -> T {
        let mut left = self.below(of.iter().map(|(_, weight)| weight).sum());
        for (one, weight) in of {
            if left < *weight {
                return *one;
            }
            left -= weight;
        }
        of[0].0
    }
}

#[cfg(test)]
mod tests {
    use super::Dice;

    #[test]
    fn the_dice_fall_as_the_paper_says() {
        let mut dice = Dice(1_234_567);
        assert_eq!(
            [dice.roll(), dice.roll(), dice.roll()],
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
        );
    }

    #[test]
    fn weights_are_kept() {
        let mut dice = Dice::nth(1, 1);
        let rare = (0..10_000).filter(|_| dice.weighted(&[(true, 1), (false, 9)])).count();
        assert!((900..1_100).contains(&rare), "{rare}");
    }
}
