//! Files on disk → rows of cells.
