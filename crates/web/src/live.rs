//! Live fragments: rendered once for each room and language, sent to every reader.

use app::App;

/// The live rooms.
pub struct Live {}

impl Live {
    /// Starts to listen for news.
    pub fn start(app: &App) -> Live {
        let _ = app;
        Live {}
    }
}
