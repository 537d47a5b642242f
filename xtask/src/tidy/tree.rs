//! The files of the project, as git knows them.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::source::Source;

/// Every text file that git tracks.
pub struct Tree {
    /// Sorted by path.
    pub files: Vec<File>,
}

/// One text file.
pub struct File {
    /// From the root of the project, with `/`.
    pub path: String,
    /// The whole text.
    pub text: String,
    /// What the text says as Rust, for `.rs` files.
    pub rust: Option<Source>,
}

impl Tree {
    /// The tracked files of the project that this program was built in.
    ///
    /// # Errors
    /// When git does not answer. Files that are not UTF-8 (pictures) are left out, and so are
    /// files deleted but still tracked.
    pub fn tracked() -> Result<Self> {
        let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
        let output = Command::new("git")
            .args(["ls-files", "-z"])
            .current_dir(root)
            .output()
            .context("git could not be started")?;
        ensure!(output.status.success(), "git ls-files failed");
        let names = String::from_utf8(output.stdout)?;
        let files = names
            .split('\0')
            .filter(|name| !name.is_empty())
            .filter_map(|name| {
                let bytes = std::fs::read(root.join(name)).ok()?;
                Some(File::new(name, String::from_utf8(bytes).ok()?))
            });
        Ok(Self {
            files: files.collect(),
        })
    }

    /// A tree made up by a test.
    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Self {
        Self {
            files: files
                .iter()
                .map(|(path, text)| File::new(path, (*text).to_owned()))
                .collect(),
        }
    }

    /// The file at a path.
    pub fn get(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// The Rust files under any of the folders, with what they say.
    pub fn rust<'a>(&'a self, folders: &'a [&str]) -> impl Iterator<Item = (&'a File, &'a Source)> {
        self.files
            .iter()
            .filter(move |file| folders.iter().any(|folder| file.path.starts_with(folder)))
            .filter_map(|file| Some((file, file.rust.as_ref()?)))
    }
}

impl File {
    fn new(path: &str, text: String) -> Self {
        let rust = path.ends_with(".rs").then(|| Source::read(path, &text));
        Self {
            path: path.to_owned(),
            text,
            rust,
        }
    }
}
