//! Fuzz target: passes arbitrary bytes to the properties in `tests/suite/found/brief.rs`.

#![no_main]

#[path = "../../tests/suite/found/brief.rs"]
mod promises;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| promises::holds(bytes));
