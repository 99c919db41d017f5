//! Replays inputs that a fuzzer found to fail, and hostile inputs made by hand, through the functions that the fuzz targets run.
//!
//! They are in `tests/found/<target>/`, one file each, named by its content. A new find is added together with its fix.

mod brief;
mod numbers;
mod recognise;
mod records;
mod time;

use std::path::Path;

fn replay(target: &str, holds: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/found").join(target);
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let result = std::panic::catch_unwind(|| holds(&bytes));
        assert!(result.is_ok(), "{}: the panic above", path.display());
        count += 1;
    }
    assert!(
        count >= 5,
        "only {count} inputs for {target}: the properties would be tested on nothing"
    );
}

#[test]
fn inputs_are_recognised_or_refused() {
    replay("recognise", recognise::holds);
}

#[test]
fn records_are_cut_and_mended() {
    replay("records", records::holds);
}

#[test]
fn times_are_read_consistently() {
    replay("time", time::holds);
}

#[test]
fn numbers_are_read_consistently() {
    replay("numbers", numbers::holds);
}

#[test]
fn briefs_are_read_or_refused() {
    replay("brief", brief::holds);
}
