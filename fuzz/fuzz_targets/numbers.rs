//! Fuzz target: passes arbitrary bytes to the properties in `tests/suite/found/numbers.rs`.

#![no_main]

#[path = "../../tests/suite/found/numbers.rs"]
mod promises;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| promises::holds(bytes));
