//! Property of recognising exports: any bytes in `exports/` are a table that is read to its end, or are refused with a reason.
//!
//! The input is the bytes of a file. Used by the fuzz target `fuzz/fuzz_targets/recognise.rs` and by the replay of its finds.

use std::sync::LazyLock;

use socialmap::exports::formats::Formats;
use socialmap::exports::recognise::{HEAD, recognise};
use socialmap::exports::records::Records;
use socialmap::exports::{Export, Stated, StringRecord, header};

static FORMATS: LazyLock<Formats> = LazyLock::new(Formats::built_in);

/// Panics if the property does not hold.
pub(crate) fn holds(bytes: &[u8]) {
    let head = &bytes[..bytes.len().min(HEAD)];
    if let Err(refusal) = recognise(head) {
        assert!(!refusal.is.is_empty() && !refusal.hint.is_empty());
    }
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), bytes).unwrap();
    let export = Export {
        name: "exports/a".to_owned(),
        path: file.path().to_path_buf(),
        bytes: bytes.len() as u64,
        ..Export::default()
    };
    match header::survey(&export, &Stated::default(), &FORMATS) {
        Err(error) => {
            let said = error.to_string();
            let is_readable =
                !said.is_empty() && said.chars().all(|c| c == '\n' || !c.is_control());
            assert!(is_readable, "{said:?}");
        }
        Ok(table) => {
            assert!(table.columns.len() > 1 && table.skip > 0 && table.header_line > 0);
            let Ok(mut records) = Records::open(&export, &table) else { return };
            let mut record = StringRecord::new();
            let mut before = table.header_line;
            // A gzip file may turn out damaged while it is read: an error, not an end.
            while let Ok(line) = records.read(&mut record) {
                let Some(line) = line else { return };
                assert!(before <= line && table.next_table.is_none_or(|next| line < next));
                before = line;
            }
        }
    }
}
