//! The integration tests, in one binary so that cargo links once; each module tests one property of the program.

#![expect(clippy::unwrap_used, reason = "a panic says where a test stopped")]

mod architecture;
mod audit;
#[cfg(unix)]
mod changing;
mod check;
mod chunks;
mod cli;
mod column_proof;
mod competing_columns;
mod decisions;
mod determinism;
mod encodings;
mod errors;
mod estimate;
mod exclude;
mod formats;
mod found;
mod handling;
mod history;
mod hostile;
mod identity;
mod kinds;
mod merge_laws;
mod misleading;
mod misleading_columns;
mod openings;
mod parts;
mod people;
mod periods;
#[cfg(unix)]
mod pipes;
mod pollution;
mod privacy;
mod public_tables;
mod quotes;
mod readme;
mod real;
mod reports;
mod rows;
mod said;
mod sample;
mod site;
mod staffing;
mod status;
mod strict;
mod support;
mod vocabulary;
