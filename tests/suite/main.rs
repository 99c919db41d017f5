//! The one integration binary: a module per promise, so that cargo links once.

mod architecture;
mod cli;
mod site;
