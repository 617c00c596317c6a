//! A short way to write down a table, so that a migration reads like a list of what is kept.
//!
//! Every constraint has a name: an error of either engine then says the same. Both engines get the same text.

use sea_orm_migration::prelude::*;

/// One table in the making.
pub(super) struct NewTable {
    name: &'static str,
    create: TableCreateStatement,
    indexes: Vec<IndexCreateStatement>,
}

/// Begins a table.
pub(super) fn table(name: &'static str) -> NewTable {
    NewTable { name, create: Table::create().table(name).take(), indexes: Vec::new() }
}

impl NewTable {
    fn column(mut self, mut column: ColumnDef) -> Self {
        self.create.col(column.not_null());
        self
    }

    fn column_or_null(mut self, mut column: ColumnDef) -> Self {
        self.create.col(column.null());
        self
    }

    /// Columns of ids.
    pub(super) fn ids(self, names: &[&'static str]) -> Self {
        names.iter().fold(self, |table, name| table.column(ColumnDef::new(*name).uuid().take()))
    }

    /// Columns of ids that may be empty.
    pub(super) fn ids_or_null(self, names: &[&'static str]) -> Self {
        names.iter().fold(self, |table, name| table.column_or_null(ColumnDef::new(*name).uuid().take()))
    }

    /// Columns of text, of any length: lengths are checked before, since SQLite would not.
    pub(super) fn texts(self, names: &[&'static str]) -> Self {
        names.iter().fold(self, |table, name| table.column(ColumnDef::new(*name).text().take()))
    }

    /// Columns of text that may be empty.
    pub(super) fn texts_or_null(self, names: &[&'static str]) -> Self {
        names.iter().fold(self, |table, name| table.column_or_null(ColumnDef::new(*name).text().take()))
    }

    /// Columns of days.
    pub(super) fn days(self, names: &[&'static str]) -> Self {
        names.iter().fold(self, |table, name| table.column(ColumnDef::new(*name).date().take()))
    }

    /// Columns of days that may be empty.
    pub(super) fn days_or_null(self, names: &[&'static str]) -> Self {
        names.iter().fold(self, |table, name| table.column_or_null(ColumnDef::new(*name).date().take()))
    }

    /// Columns of moments, in UTC and to the microsecond.
    pub(super) fn moments(self, names: &[&'static str]) -> Self {
        names
            .iter()
            .fold(self, |table, name| table.column(ColumnDef::new(*name).timestamp_with_time_zone().take()))
    }

    /// Columns of moments that may be empty.
    pub(super) fn moments_or_null(self, names: &[&'static str]) -> Self {
        names.iter().fold(self, |table, name| {
            table.column_or_null(ColumnDef::new(*name).timestamp_with_time_zone().take())
        })
    }

    /// Columns of whole numbers of 64 bits.
    pub(super) fn numbers(self, names: &[&'static str]) -> Self {
        names.iter().fold(self, |table, name| table.column(ColumnDef::new(*name).big_integer().take()))
    }

    /// Columns of whole numbers that may be empty.
    pub(super) fn numbers_or_null(self, names: &[&'static str]) -> Self {
        names
            .iter()
            .fold(self, |table, name| table.column_or_null(ColumnDef::new(*name).big_integer().take()))
    }

    /// Columns of yes or no.
    pub(super) fn flags(self, names: &[&'static str]) -> Self {
        names.iter().fold(self, |table, name| table.column(ColumnDef::new(*name).boolean().take()))
    }

    /// Columns of bytes: digests.
    pub(super) fn bytes(self, names: &[&'static str]) -> Self {
        names.iter().fold(self, |table, name| table.column(ColumnDef::new(*name).blob().take()))
    }

    /// What tells one row from another.
    pub(super) fn key(mut self, columns: &[&'static str]) -> Self {
        let mut index = Index::create().name(format!("{}_key", self.name)).take();
        for column in columns {
            index.col(*column);
        }
        self.create.primary_key(&mut index);
        self
    }

    /// No two rows have the same of these.
    pub(super) fn unique(self, name: &'static str, columns: &[&'static str]) -> Self {
        let mut index = Index::create();
        self.indexed(index.unique(), name, columns)
    }

    /// What rows are looked up by.
    pub(super) fn index(self, name: &'static str, columns: &[&'static str]) -> Self {
        self.indexed(&mut Index::create(), name, columns)
    }

    fn indexed(mut self, index: &mut IndexCreateStatement, name: &str, columns: &[&'static str]) -> Self {
        index.name(name).table(self.name);
        for column in columns {
            index.col(*column);
        }
        self.indexes.push(index.take());
        self
    }

    /// These columns name a row of another table, by its key `to`, which must be there.
    pub(super) fn refers(
        mut self,
        name: &'static str,
        columns: &[&'static str],
        to: (&'static str, &[&'static str]),
    ) -> Self {
        let mut key = ForeignKey::create();
        key.name(name).from_tbl(self.name).to_tbl(to.0);
        for column in columns {
            key.from_col(*column);
        }
        for column in to.1 {
            key.to_col(*column);
        }
        self.create.foreign_key(&mut key);
        self
    }

    /// Makes the table and its indexes.
    pub(super) async fn make(self, manager: &SchemaManager<'_>) -> Result<(), DbErr> {
        manager.create_table(self.create).await?;
        for index in self.indexes {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}
