//! What people, broken phones and attackers send that does not fit: each has a defined answer, what was typed is
//! kept, and the server goes on for others.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod forms;
mod late;
mod newcomers;
mod senders;

use anyhow::Result;
use whole_program::Server;

/// A good need, changed by the test.
fn need<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut form = vec![
        ("recipient", "东湖社区医院"),
        ("place", "武汉"),
        ("item-0", "protective_suit"),
        ("quantity-0", "300"),
        ("how-0", "exact"),
        ("contact", "夜班台"),
        ("remark", "尽快，谢谢"),
        ("name", "赵敏"),
    ];
    for (name, value) in changes {
        form.retain(|(known, _)| known != name);
        form.push((name, value));
    }
    form
}

async fn alive(server: &Server) -> Result<()> {
    let page = server.client()?.get("/").await?;
    anyhow::ensure!(page.status == 200, "the first page answers {}", page.status);
    Ok(())
}
