//! Bringing a database to the schema that this program knows.

use sqlx::AnyConnection;
use sqlx::{AssertSqlSafe, Connection as _, Row as _, query, query_with, raw_sql};

use crate::StoreError;
use crate::engine::{BYTES_TYPE, KEY_TYPE};
use crate::row::{arguments, params};

/// The numbered steps; a step is never edited after a release, only followed by another.
const STEPS: [(i64, &str); 10] = [
    (1, include_str!("migrations/0001_journal.sql")),
    (2, include_str!("migrations/0002_vault.sql")),
    (3, include_str!("migrations/0003_changes.sql")),
    (4, include_str!("migrations/0004_vouched_roles.sql")),
    (5, include_str!("migrations/0005_jielong.sql")),
    (6, include_str!("migrations/0006_unnamed.sql")),
    (7, include_str!("migrations/0007_tips.sql")),
    (8, include_str!("migrations/0008_testimonies.sql")),
    (9, include_str!("migrations/0009_followed.sql")),
    (10, include_str!("migrations/0010_case_drafts.sql")),
];

/// The schema this program writes.
const KNOWN: i64 = 10;

/// Applies every step that the database lacks, each in a transaction of its own.
pub(crate) async fn up(connection: &mut AnyConnection) -> Result<(), StoreError> {
    raw_sql("CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL)")
        .execute(&mut *connection)
        .await?;
    let found = version(connection).await?;
    if found > KNOWN {
        return Err(StoreError::SchemaNewer {
            found,
            known: KNOWN,
        });
    }
    for (number, text) in STEPS.into_iter().filter(|(number, _)| *number > found) {
        step(connection, number, text).await?;
    }
    Ok(())
}

/// Refuses a database whose schema is not the one this program knows.
pub(crate) async fn check(connection: &mut AnyConnection) -> Result<(), StoreError> {
    let found = version(connection).await?;
    match found {
        KNOWN => Ok(()),
        found if found > KNOWN => Err(StoreError::SchemaNewer {
            found,
            known: KNOWN,
        }),
        found => Err(StoreError::SchemaOlder {
            found,
            known: KNOWN,
        }),
    }
}

async fn version(connection: &mut AnyConnection) -> Result<i64, StoreError> {
    let row = query("SELECT COALESCE(MAX(version), 0) FROM schema_version")
        .fetch_one(connection)
        .await?;
    Ok(row.try_get(0)?)
}

async fn step(connection: &mut AnyConnection, number: i64, text: &str) -> Result<(), StoreError> {
    let mut transaction = connection.begin().await?;
    raw_sql(AssertSqlSafe(in_dialect(text)))
        .execute(&mut *transaction)
        .await?;
    query_with(
        "INSERT INTO schema_version (version) VALUES ($1)",
        arguments(params![number])?,
    )
    .execute(&mut *transaction)
    .await?;
    transaction.commit().await?;
    Ok(())
}

/// The only two places where the engines' type names differ.
fn in_dialect(text: &str) -> String {
    text.replace("{KEY}", KEY_TYPE)
        .replace("{BYTES}", BYTES_TYPE)
}
