//! Writing the operations of one batch with few statements.

use std::fmt::Write as _;

use sqlx::AnyConnection;
use sqlx::{AssertSqlSafe, query_with};

use crate::StoreError;
use crate::row::{Op, Param, arguments};

/// Rows per INSERT, largest first. Only these four sizes occur, so the statement cache of the
/// connection holds every form; 100 rows keep the widest table far below the engines' limits on
/// placeholders (32,766 in SQLite, 65,535 in PostgreSQL).
const ROWS_PER_INSERT: [usize; 4] = [100, 25, 5, 1];

/// Inserts that wait for their table's turn.
type Waiting = Vec<(&'static str, Vec<Vec<Param>>)>;

/// Runs `ops` in order, except that plain inserts are gathered by table up to the next other
/// statement. That changes nothing: no insert reads another row.
pub(crate) async fn write_all(
    connection: &mut AnyConnection,
    ops: impl Iterator<Item = Op>,
) -> Result<(), StoreError> {
    let mut waiting = Waiting::new();
    for op in ops {
        match op {
            Op::Insert { into, values } => match waiting.iter_mut().find(|(t, _)| *t == into) {
                Some((_, rows)) => rows.push(values),
                None => waiting.push((into, vec![values])),
            },
            Op::Statement { sql, values } => {
                flush(connection, &mut waiting).await?;
                query_with(sql, arguments(values)?)
                    .execute(&mut *connection)
                    .await?;
            }
        }
    }
    flush(connection, &mut waiting).await
}

async fn flush(connection: &mut AnyConnection, waiting: &mut Waiting) -> Result<(), StoreError> {
    for (into, rows) in waiting.drain(..) {
        let mut left = rows.len();
        let mut rows = rows.into_iter();
        while left > 0 {
            let take = rows_per_insert(left);
            insert(connection, into, rows.by_ref().take(take).collect()).await?;
            left = left.saturating_sub(take);
        }
    }
    Ok(())
}

fn rows_per_insert(left: usize) -> usize {
    ROWS_PER_INSERT
        .into_iter()
        .find(|size| *size <= left)
        .unwrap_or(1)
}

async fn insert(
    connection: &mut AnyConnection,
    into: &str,
    rows: Vec<Vec<Param>>,
) -> Result<(), StoreError> {
    let width = rows.first().map_or(0, Vec::len);
    let sql = insert_sql(into, width, rows.len());
    let arguments = arguments(rows.into_iter().flatten())?;
    query_with(AssertSqlSafe(sql), arguments)
        .execute(&mut *connection)
        .await?;
    Ok(())
}

/// `INSERT INTO noun (a, b) VALUES ($1,$2),($3,$4)`
fn insert_sql(into: &str, width: usize, rows: usize) -> String {
    let mut sql = format!("INSERT INTO {into} VALUES ");
    for number in 0..width.saturating_mul(rows) {
        let first = number.checked_rem(width) == Some(0);
        let open = match (number, first) {
            (0, _) => "(",
            (_, true) => "),(",
            (_, false) => ",",
        };
        // Writing to a String cannot fail.
        let _ = write!(sql, "{open}${}", number.saturating_add(1));
    }
    sql.push(')');
    sql
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_numbered_through_all_rows() {
        assert_eq!(
            insert_sql("noun (a, b)", 2, 2),
            "INSERT INTO noun (a, b) VALUES ($1,$2),($3,$4)"
        );
        assert_eq!(
            insert_sql("noun (a)", 1, 1),
            "INSERT INTO noun (a) VALUES ($1)"
        );
    }

    #[test]
    fn a_batch_of_256_takes_six_statements() {
        let mut left = 256;
        let mut statements = 0;
        while left > 0 {
            left -= rows_per_insert(left);
            statements += 1;
        }
        assert_eq!(statements, 6);
    }
}
