//! How a person likes their pages: the reading face, the size of the letters, the contrast. It is kept with the account.

use crate::entity::account::{Column, Entity};
use crate::{StoreError, Tx};
use ilp::{PersonId, TenantId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// What somebody chose. Where nothing was chosen, pages look as they are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// The letters in which pages are read.
    pub face: Face,
    /// How big they are.
    pub size: Size,
    /// How far ink and paper stand apart.
    pub contrast: Contrast,
}

/// The letters in which pages are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Face {
    /// Without serifs, as pages are made; what students and families wrote has serifs.
    #[default]
    Sans,
    /// With serifs everywhere.
    Serif,
    /// Wide letters that are easy to tell apart, with more room between them.
    Apart,
}

/// How big the letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Size {
    /// As the browser is set.
    #[default]
    Normal,
    /// A size bigger.
    Large,
    /// Two sizes bigger.
    VeryLarge,
}

/// How far ink and paper stand apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Contrast {
    /// As the device is set.
    #[default]
    Device,
    /// As far as can be.
    More,
}

/// The word for one choice of several, as it is kept; the first choice, which stands for no choice, is kept as nothing.
macro_rules! kept_as {
    ($kind:ident: $($choice:ident = $word:literal),+) => {
        impl $kind {
            /// All choices, in the order in which they are offered.
            pub const ALL: [Self; [$($word),+].len()] = [$(Self::$choice),+];

            /// The word under which the choice is kept and sent.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$choice => $word),+ }
            }

            /// The choice of a word; `None` for any other.
            #[must_use]
            pub fn of(word: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|choice| choice.word() == word)
            }
        }
    };
}

kept_as!(Face: Sans = "sans", Serif = "serif", Apart = "apart");
kept_as!(Size: Normal = "normal", Large = "large", VeryLarge = "very_large");
kept_as!(Contrast: Device = "device", More = "more");

impl Look {
    /// The look of an account's columns; what cannot be read counts as nothing chosen.
    pub(crate) fn kept(face: Option<&str>, size: Option<&str>, contrast: Option<&str>) -> Self {
        Self {
            face: face.and_then(Face::of).unwrap_or_default(),
            size: size.and_then(Size::of).unwrap_or_default(),
            contrast: contrast.and_then(Contrast::of).unwrap_or_default(),
        }
    }
}

/// Keeps what a person chose. `false` when the person has no account.
pub async fn choose(tx: &Tx, (tenant, person): (TenantId, PersonId), look: Look) -> Result<bool, StoreError> {
    let chosen = |word: &'static str, is_default: bool| Expr::value((!is_default).then_some(word));
    let changed = Entity::update_many()
        .col_expr(Column::Face, chosen(look.face.word(), look.face == Face::default()))
        .col_expr(Column::Size, chosen(look.size.word(), look.size == Size::default()))
        .col_expr(Column::Contrast, chosen(look.contrast.word(), look.contrast == Contrast::default()))
        .filter(Column::Tenant.eq(tenant.0))
        .filter(Column::Person.eq(person.0))
        .exec(tx.db())
        .await?;
    Ok(changed.rows_affected == 1)
}
