//! Thin wiring of the rooms, one file a command.
