//! Every input that a fuzzer broke something with, and hostile ones by hand, through the very functions that it runs.
//!
//! `tests/found/<target>/` holds them, a file each, named by what is in it. A new find is put there with its mending.

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
    assert!(count >= 5, "only {count} inputs for {target}: the promises would hold for nothing");
}

#[test]
fn what_was_found_is_recognised_or_refused() {
    replay("recognise", recognise::holds);
}

#[test]
fn what_was_found_is_cut_and_mended() {
    replay("records", records::holds);
}

#[test]
fn what_was_found_is_no_other_time() {
    replay("time", time::holds);
}

#[test]
fn what_was_found_is_no_other_number() {
    replay("numbers", numbers::holds);
}

#[test]
fn what_was_found_is_judged_as_a_brief() {
    replay("brief", brief::holds);
}
