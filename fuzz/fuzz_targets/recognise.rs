//! Any bytes, held against what must hold of them; the words are in `tests/suite/found/recognise.rs`.

#![no_main]

#[path = "../../tests/suite/found/recognise.rs"]
mod promises;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| promises::holds(bytes));
