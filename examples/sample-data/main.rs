//! Writes the exports of the sample project: `cargo run --example sample-data -- [DIR]`, by default into `sample-data`.
//!
//! Every word, person and number in them is invented. The same program gives the same bytes.

use std::io::{self, Write};
use std::path::PathBuf;

#[path = "generate.rs"]
mod generate;

fn main() -> io::Result<()> {
    let project = PathBuf::from(std::env::args_os().nth(1).unwrap_or_else(|| "sample-data".into()));
    let mut out = io::stdout().lock();
    for (name, bytes) in generate::generate() {
        let path = project.join(&name);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(&path, &bytes)?;
        writeln!(out, "{} ({} bytes)", path.display(), bytes.len())?;
    }
    Ok(())
}
