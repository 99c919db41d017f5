//! A source file without its comments and unit tests, and the modules of this crate that it imports.
//!
//! It scans text instead of parsing Rust: it recognises paths, groups of `use`, and unit tests at the end of a file or in
//! `tests.rs`.

/// A source file, reduced to what the rules check.
pub(super) struct Source {
    /// From the root of the package, `/` between folders.
    pub(super) path: String,
    /// Without comments and unit tests; line numbers are those of the file.
    pub(super) code: String,
    pub(super) has_header: bool,
}

impl Source {
    pub(super) fn new(path: &str, text: &str) -> Self {
        let lines: Vec<&str> = text.lines().collect();
        let tests = lines.windows(2).position(|pair| {
            pair[0].starts_with("#[cfg(")
                && pair[0].contains("test")
                && pair[1].starts_with("mod ")
                && pair[1].ends_with('{')
        });
        let end = if path.ends_with("/tests.rs") { 0 } else { tests.unwrap_or(lines.len()) };
        let code: Vec<&str> = lines[..end].iter().map(|line| uncommented(line)).collect();
        Self { path: path.into(), code: code.join("\n"), has_header: text.starts_with("//!") }
    }

    /// `src/mentions/time.rs` → `mentions`, `src/error.rs` → `error`.
    pub(super) fn module(&self) -> &str {
        let inside = self.path.trim_start_matches("src/");
        inside.split('/').next().unwrap_or(inside).trim_end_matches(".rs")
    }

    /// As many `super::` as lead from this file to the root of the crate.
    fn path_to_root(&self) -> String {
        let inside = self.path.trim_start_matches("src/").trim_end_matches("/mod.rs");
        "super::".repeat(inside.split('/').count())
    }

    fn line(&self, at: usize) -> usize {
        self.code[..at].matches('\n').count() + 1
    }

    pub(super) fn finding(&self, at: usize, what: &str) -> String {
        format!("{}:{}: {what}", self.path, self.line(at))
    }

    /// Offsets where `path` starts and is not the end of a longer word or path.
    pub(super) fn starts_of<'a>(&'a self, path: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.code.match_indices(path).map(|(at, _)| at).filter(|at| {
            !self.code[..*at]
                .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ':' | '.' | '$'))
        })
    }

    /// The modules of this crate that it imports, with their offsets.
    pub(super) fn used(&self) -> Vec<(usize, String)> {
        let roots = ["crate::".to_owned(), "socialmap::".to_owned(), self.path_to_root()];
        roots
            .iter()
            .flat_map(|root| self.starts_of(root).map(|at| at + root.len()))
            .flat_map(|at| {
                first_names(&self.code[at..]).into_iter().map(move |(skip, name)| (at + skip, name))
            })
            .collect()
    }
}

fn uncommented(line: &str) -> &str {
    if line.trim_start().starts_with("//") { "" } else { line.split(" // ").next().unwrap_or(line) }
}

/// The name after `crate::`, or the outermost names of the group after it.
fn first_names(rest: &str) -> Vec<(usize, String)> {
    let name_at = |at: usize| {
        let name: String =
            rest[at..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        (at, name)
    };
    if !rest.starts_with('{') {
        return vec![name_at(0)];
    }
    let (mut depth, mut names, mut fresh) = (0, Vec::new(), false);
    for (at, c) in rest.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
        if depth == 1 && matches!(c, '{' | ',') {
            fresh = true;
        } else if fresh && !c.is_whitespace() {
            fresh = false;
            names.push(name_at(at));
        }
    }
    names
}
