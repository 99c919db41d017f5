//! Arguments → command → print the error → exit code. The only reader of arguments, environment and terminal.

fn main() {}
