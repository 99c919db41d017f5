//! Answers → typed view models → HTML, JSON and CSV. The only place where a number becomes text.
