//! The one integration binary: each module holds one promise of the program.

mod merge_laws;
