//! Reads the analyst's notes (`notes/**.md`), Markdown texts that the reports show, by period and section.
//!
//! `notes/2026-05.md` is shown at the top of that report, `notes/2026-05/when.md` in one of its sections, `notes/when.md` in that section of every
//! report. A file with another name is refused, because no report would show it. The caller passes the names of the sections; whether a
//! period has a report is not checked.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::prose::{Html, markdown, opening};
use super::wording::{did_you_mean, quoted};
use super::{grammar, guard};
use crate::error::{Error, Problem, Result};

/// Levels by which the headings of a note are shifted: the page has `h1`, a section `h2`.
const HEADING_SHIFT: u8 = 2;

/// Characters of a note that page one of a report has room for.
const MOST_ON_PAGE_ONE: usize = 380;

/// A note of the analyst.
#[derive(Debug)]
pub struct AnalystNote {
    /// All of it.
    pub whole: Html,
    /// Its beginning, for page one; `None` if all of it fits there.
    pub opening: Option<Html>,
}

/// The notes of a project.
#[derive(Debug, Default)]
pub struct Notes {
    /// By period and section; `None`: every period, or the top of the report.
    notes: BTreeMap<(Option<String>, Option<String>), AnalystNote>,
}

impl Notes {
    /// The notes for a section of a period's report (`None`: for its head), those of every period first.
    ///
    /// `period` is the report's folder: `2026-05`, `2026-Q2`, `2026`, `2026-05-01_2026-05-31`.
    pub fn get(&self, period: &str, section: Option<&str>) -> Vec<&AnalystNote> {
        let section = section.map(str::to_owned);
        let of =
            |period: Option<&str>| self.notes.get(&(period.map(str::to_owned), section.clone()));
        [of(None), of(Some(period))].into_iter().flatten().collect()
    }
}

/// Reads all notes of a project; `sections` are the names of the places that a report has for them. A project without a folder `notes`
/// has none.
///
/// # Errors
///
/// [`Error::Inputs`] with every file whose name is not that of a note or whose bytes are not text; [`Error::Io`] if one cannot be read.
pub fn read_notes(root: &Path, sections: &[&str]) -> Result<Notes> {
    let folder = root.join("notes");
    if !folder.exists() {
        return Ok(Notes::default());
    }
    let root = root.canonicalize().map_err(Error::io(root, "find the project"))?;
    let mut reading = Reading { root, sections, notes: Notes::default(), problems: Vec::new() };
    for name in names(&folder)? {
        let path = folder.join(&name);
        if path.is_dir() {
            for inner in names(&path)? {
                reading.take(&path.join(&inner), &format!("{name}/{inner}"))?;
            }
        } else {
            reading.take(&path, &name)?;
        }
    }
    if reading.problems.is_empty() {
        Ok(reading.notes)
    } else {
        Err(Error::Inputs(reading.problems))
    }
}

struct Reading<'a> {
    /// The project's folder, links followed.
    root: PathBuf,
    sections: &'a [&'a str],
    notes: Notes,
    problems: Vec<Problem>,
}

impl Reading<'_> {
    fn take(&mut self, path: &Path, name: &str) -> Result<()> {
        let file = format!("notes/{name}");
        let Some(place) = place(name, self.sections).filter(|_| path.is_file()) else {
            self.problems.push(misnamed(file, name, self.sections));
            return Ok(());
        };
        let fail = || Error::io(path, "read the note");
        if !path.canonicalize().map_err(fail())?.starts_with(&self.root) {
            let what = "this link leads out of the project";
            self.problems.push(Problem::of(file, what).hint("copy the note into the project"));
            return Ok(());
        }
        if let Err(problem) = guard::size(&file, path.metadata().map_err(fail())?.len()) {
            self.problems.push(problem);
            return Ok(());
        }
        let bytes = fs::read(path).map_err(fail())?;
        match guard::utf8(&file, &bytes) {
            Ok(text) => {
                let text = text.trim_start_matches('\u{feff}');
                if !text.trim().is_empty() {
                    let whole = markdown(text, HEADING_SHIFT);
                    let opening = opening(text, HEADING_SHIFT, MOST_ON_PAGE_ONE);
                    self.notes.notes.insert(place, AnalystNote { whole, opening });
                }
            }
            Err(problem) => self.problems.push(problem),
        }
        Ok(())
    }
}

/// The period and section of a file name below `notes/`.
fn place(name: &str, sections: &[&str]) -> Option<(Option<String>, Option<String>)> {
    let name = name.strip_suffix(".md")?;
    let section = |word: &str| sections.contains(&word).then(|| word.to_owned());
    match name.split_once('/') {
        Some((period, word)) => {
            is_period(period).then_some((Some(period.to_owned()), Some(section(word)?)))
        }
        None if is_period(name) => Some((Some(name.to_owned()), None)),
        None => Some((None, Some(section(name)?))),
    }
}

/// Whether a word names a report's folder.
fn is_period(word: &str) -> bool {
    if let Some((from, to)) = word.split_once('_') {
        return matches!((grammar::date(from), grammar::date(to)), (Some(from), Some(to)) if from <= to);
    }
    let (year, part) = word.split_once('-').map_or((word, None), |(year, part)| (year, Some(part)));
    let is_month = |part| grammar::date(&format!("{year}-{part}-01")).is_some();
    grammar::date(&format!("{year}-01-01")).is_some()
        && part.is_none_or(|part| matches!(part, "Q1" | "Q2" | "Q3" | "Q4") || is_month(part))
}

fn misnamed(file: String, name: &str, sections: &[&str]) -> Problem {
    let word = name.rsplit('/').next().unwrap_or_default();
    let hint = did_you_mean(word.strip_suffix(".md").unwrap_or(word), sections.iter().copied());
    let problem = Problem::of(file, "no report has a place for a note of this name")
        .expected("`<period>.md`, `<period>/<section>.md` or `<section>.md`")
        .detail("periods are `2026-05`, `2026-Q2`, `2026`, `2026-05-01_2026-05-31`")
        .detail(format!("sections are {}", quoted(sections.iter().copied())));
    Problem { hint, ..problem }
}

/// The names in a folder, sorted, without those of files that systems and editors create.
fn names(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(Error::io(folder, "read the notes"))? {
        let name = entry.map_err(Error::io(folder, "read the notes"))?.file_name();
        let name = name.to_string_lossy().into_owned();
        let is_litter =
            name.starts_with(['.', '~']) || name == "Thumbs.db" || name == "desktop.ini";
        if !is_litter {
            names.push(name);
        }
    }
    names.sort_unstable();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECTIONS: [&str; 6] = ["answer", "where", "when", "tone", "staffing", "method"];

    fn project(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let root = tempfile::tempdir().expect("there is room");
        for (name, bytes) in files {
            let path = root.path().join("notes").join(name);
            fs::create_dir_all(path.parent().expect("is below")).expect("is made");
            fs::write(path, bytes).expect("is written");
        }
        root
    }

    #[cfg(unix)]
    #[test]
    fn a_link_out_of_the_project_is_refused() {
        use std::os::unix::fs::symlink;
        let outside = project(&[("tone.md", b"secret"), ("2026-05/when.md", b"secret")]);
        let root = project(&[("when.md", b"Always")]);
        let notes = root.path().join("notes");
        symlink(outside.path().join("notes/tone.md"), notes.join("tone.md")).unwrap();
        symlink(outside.path().join("notes/2026-05"), notes.join("2026-05")).unwrap();
        symlink("when.md", notes.join("where.md")).unwrap();
        let error = read_notes(root.path(), &SECTIONS).unwrap_err().to_string();
        for name in ["2026-05/when.md", "tone.md"] {
            assert!(error.contains(&format!("notes/{name}: this link leads out")), "{error}");
        }
        assert_eq!(error.matches("leads out").count(), 2, "{error}");
    }

    #[test]
    fn a_note_finds_its_place() {
        let root = project(&[
            ("2026-05.md", b"Head"),
            ("2026-05/tone.md", b"\xef\xbb\xbfMay"),
            ("tone.md", b"Always"),
            ("2026-05/when.md", b" \n"),
            (".draft", b"x"),
        ]);
        let notes = read_notes(root.path(), &SECTIONS).expect("all are right");
        let get = |period, section| -> Vec<&str> {
            notes.get(period, section).into_iter().map(|note| note.whole.as_str()).collect()
        };
        assert_eq!(get("2026-05", None), ["<p>Head</p>\n"]);
        assert_eq!(get("2026-05", Some("tone")), ["<p>Always</p>\n", "<p>May</p>\n"]);
        assert_eq!(get("2026-06", Some("tone")), ["<p>Always</p>\n"]);
        assert!(get("2026-06", None).is_empty() && get("2026-05", Some("when")).is_empty());
    }

    #[test]
    fn names_that_no_report_prints_are_refused_together() {
        let root = project(&[
            ("2026-13.md", b"x"),
            ("2026-05/tones.md", b"x"),
            ("2026-05/more/tone.md", b"x"),
            ("chart.png", b"x"),
            ("tone.md", b"caf\xe9"),
        ]);
        let message = read_notes(root.path(), &SECTIONS).expect_err("are refused").to_string();
        let places: Vec<&str> = message
            .lines()
            .map(|line| line.trim_start_matches("error: "))
            .filter_map(|line| line.split(": ").next().filter(|it| it.starts_with("notes/")))
            .collect();
        assert_eq!(
            places,
            [
                "notes/2026-05/more",
                "notes/2026-05/tones.md",
                "notes/2026-13.md",
                "notes/chart.png",
                "notes/tone.md:1:4"
            ]
        );
        assert!(message.contains("hint: did you mean `tone`?"), "{message}");
        assert!(
            message
                .contains("sections are `answer`, `where`, `when`, `tone`, `staffing`, `method`")
        );
    }

    #[test]
    fn periods_are_those_of_the_command_line() {
        for right in ["2026", "2026-05", "2026-Q2", "2026-05-01_2026-05-31"] {
            assert!(is_period(right), "{right}");
        }
        for wrong in ["", "26", "2026-5", "2026-Q5", "2026-05-01", "2026-05-31_2026-05-01", "may"] {
            assert!(!is_period(wrong), "{wrong}");
        }
    }

    #[test]
    fn no_folder_means_no_notes() {
        let root = tempfile::tempdir().expect("there is room");
        assert!(read_notes(root.path(), &SECTIONS).expect("is fine").notes.is_empty());
    }
}
