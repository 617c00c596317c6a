//! A long list, page by page.

use serde::Deserialize;

/// What an address asks for of a long list: how many rows come before the page.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Further {
    skip: Option<usize>,
}

impl Further {
    /// The rows of the page, `rows_max` at most, and how many to skip for the next one where there is one.
    pub(crate) fn page<T>(&self, all: Vec<T>, rows_max: usize) -> (Vec<T>, Option<usize>) {
        let skip = self.skip.unwrap_or(0);
        let next = Some(skip.saturating_add(rows_max)).filter(|next| *next < all.len());
        (all.into_iter().skip(skip).take(rows_max).collect(), next)
    }
}

#[cfg(test)]
mod tests {
    use super::Further;

    #[test]
    fn a_long_list_comes_page_by_page() {
        let check = |skip, expected: (&[u32], Option<usize>)| {
            let (rows, next) = Further { skip }.page(vec![1, 2, 3, 4, 5], 2);
            assert_eq!((rows.as_slice(), next), expected, "{skip:?}");
        };
        check(None, (&[1, 2], Some(2)));
        check(Some(2), (&[3, 4], Some(4)));
        check(Some(3), (&[4, 5], None));
        check(Some(5), (&[], None));
        check(Some(usize::MAX), (&[], None));
    }
}
