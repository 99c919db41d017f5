//! Generates a project of any size for benchmarks: `big-project DIR ROWS [MONTHS] [plain]`.
//!
//! `DIR/brief.yaml` and one export for each month (`DIR/exports/2023-01.csv`, …), each with `ROWS` rows of 13 columns, about 320 bytes a row.
//! `plain` leaves out near copies of articles: other tools do not detect them, so results could not be compared.
//! The same arguments give the same bytes, and a longer series starts with the months of a shorter one.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

#[path = "generate.rs"]
mod generate;

use generate::Rows;

const BRIEF: &str = include_str!("brief.yaml");

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (dir, rows, months, is_plain) = match arguments[..] {
        [dir, rows] => (dir, rows, "1", false),
        [dir, rows, "plain"] => (dir, rows, "1", true),
        [dir, rows, months] => (dir, rows, months, false),
        [dir, rows, months, "plain"] => (dir, rows, months, true),
        _ => return Err(io::Error::other("usage: big-project DIR ROWS [MONTHS] [plain]")),
    };
    let rows = Rows::new(rows.parse().map_err(io::Error::other)?, is_plain);
    let exports = Path::new(dir).join("exports");
    std::fs::create_dir_all(&exports)?;
    std::fs::write(Path::new(dir).join("brief.yaml"), BRIEF)?;
    for month in 0..months.parse().map_err(io::Error::other)? {
        let name = format!("{}.csv", generate::month(month).strftime("%Y-%m"));
        let mut file = BufWriter::with_capacity(1 << 20, File::create(exports.join(name))?);
        rows.write_month(month, &mut file)?;
        file.flush()?;
    }
    Ok(())
}
