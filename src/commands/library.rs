//! A project for programs that use the library: open it, get the figures of a period, build the site.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};

use super::build::{self, BuildArgs};
use super::counts::ProjectCounts;
use super::project;
use super::reported::Reported;
use super::ui::Ui;
use crate::brief::Length;
use crate::error::{Problem, Result};
use crate::insights::{Period, Report};

/// A folder with a brief and exports.
///
/// Opening it checks the brief and decides how each export is to be read. Rows are read when the first figure is asked for, and counted as
/// `socialmap build` counts them. See the [crate's example](crate).
pub struct Project {
    path: PathBuf,
    opened: project::OpenedProject,
    ui: Ui,
    counted: OnceCell<ProjectCounts>,
}

impl Project {
    /// Opens a folder that holds `brief.yaml`, or the path of a brief. Notes about the project are not shown.
    ///
    /// # Errors
    ///
    /// The brief or an export is wrong, or a file cannot be read.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        Self::open_with(path, Ui::default())
    }

    /// Opens a project and sends its notes to this interface: what a user should know before trusting a figure.
    ///
    /// # Errors
    ///
    /// Those of [`open`](Self::open).
    pub fn open_with(path: impl AsRef<Path>, ui: Ui) -> Result<Self> {
        let path = path.as_ref().to_path_buf();
        let mut project = project::OpenedProject::open(&path, &ui)?;
        project.context.drop_details();
        Ok(Self { path, opened: project, ui, counted: OnceCell::new() })
    }

    /// The figures of a period: `2026-05`, `2026-Q2`, `2026` or `2026-05-01..2026-05-31`. Writes nothing.
    ///
    /// # Errors
    ///
    /// The period cannot be understood, an export cannot be read, no row of any export can be read, or the history of the project does not fit
    /// its exports.
    pub fn report(&self, period: &str) -> Result<Report> {
        let period = Period::parse(period).map_err(|what| Problem::of("period", what))?;
        Ok(self.counts()?.report(&self.opened, &period))
    }

    /// Writes the site, as `socialmap build PROJECT -o OUTPUT` does: it also keeps the counts of each month in the project's `history/`, what it
    /// read in `.cache/`, and rows that cannot be read in `rejected.csv`.
    ///
    /// # Errors
    ///
    /// The inputs are wrong, or something cannot be read or written; a former site is unchanged then.
    pub fn build(&self, output: impl AsRef<Path>) -> Result<()> {
        let output = Some(output.as_ref().to_path_buf());
        let args = BuildArgs { project: self.path.clone(), output, ..BuildArgs::default() };
        build::run(&args, &self.ui)
    }

    fn counts(&self) -> Result<&ProjectCounts> {
        if let Some(counts) = self.counted.get() {
            return Ok(counts);
        }
        let (project, reported) = (&self.opened, Reported::Every(Length::Month));
        let why = "`socialmap check` says why";
        let counts = ProjectCounts::audited(project, &reported, None, &self.ui, why, |_| Ok(()))?;
        Ok(self.counted.get_or_init(|| counts))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::{Arc, Mutex};

    use super::*;

    const BRIEF: &str = "client: Acme Tea\nwhy: Who answers?\ntiming: {timezone: UTC}\n\
        audience: [{id: drinkers, name: Tea drinkers}]\n\
        objectives: [{id: tone, statement: Less anger., metric: net_sentiment}]\nchannels: [{id: x}]\n";

    const EXPORT: &str = "created_at,author,text,sentiment,url\n\
        2028-05-01T08:15:00Z,ada,Good tea,positive,https://x.com/ada/status/1\n\
        2028-06-01T08:15:00Z,bob,Cold tea,negative,https://x.com/bob/status/2\n";

    fn folder(export: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("exports")).unwrap();
        fs::write(folder.path().join("brief.yaml"), BRIEF).unwrap();
        fs::write(folder.path().join("exports/tea.csv"), export).unwrap();
        folder
    }

    #[test]
    fn a_report_is_that_of_its_period_and_writes_nothing() {
        let folder = folder(EXPORT);
        let project = Project::open(folder.path()).unwrap();
        let mentions = |period| project.report(period).unwrap().mentions;
        assert_eq!([mentions("2028-05"), mentions("2028-06"), mentions("2028-Q2")], [1, 1, 2]);
        let mut names: Vec<_> =
            fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, ["brief.yaml", "exports"]);
    }

    #[test]
    fn days_that_no_export_covers_are_left_out_as_in_a_build() {
        let folder = folder(EXPORT);
        let row = |day: u32, n: u32| {
            format!(
                "2028-05-{day:02}T0{n}:15:00Z,a{n},Tea {day}{n},positive,https://x.com/a/status/{day}{n}\n"
            )
        };
        let busy: String = (1..=10).flat_map(|day| (0..5).map(move |n| row(day, n))).collect();
        let header = EXPORT.lines().next().unwrap();
        fs::write(folder.path().join("exports/tea.csv"), format!("{header}\n{busy}")).unwrap();
        let posts: Vec<String> =
            (1..=31).map(|day| format!("2028-05-{day:02} 09:00,bob,Tea,p{day},reddit\n")).collect();
        let posts = format!("published,user,text,id,source\n{}", posts.concat());
        fs::write(folder.path().join("exports/posts.csv"), posts).unwrap();
        let report = Project::open(folder.path()).unwrap().report("2028-05").unwrap();
        let days = |id| report.channels.iter().find(|it| it.id == id).unwrap().observed_days;
        assert_eq!((days("x"), days("reddit")), (10, 31));
    }

    #[test]
    fn a_month_without_its_export_is_taken_from_the_history_with_a_note() {
        let folder = folder(EXPORT);
        Project::open(folder.path()).unwrap().build(folder.path().join("site")).unwrap();
        let later = "created_at,author,text,sentiment,url\n2028-06-01T08:15:00Z,bob,Cold tea,negative,https://x.com/bob/status/2\n";
        fs::write(folder.path().join("exports/tea.csv"), later).unwrap();
        let printed = Arc::new(Mutex::new(String::new()));
        let lines = Arc::clone(&printed);
        let print = Box::new(move |text: &str| lines.lock().unwrap().push_str(text));
        let project = Project::open_with(folder.path(), Ui { print, ..Ui::default() }).unwrap();
        assert_eq!(project.report("2028-05").unwrap().mentions, 1);
        assert!(
            printed.lock().unwrap().contains("note: 2028-05 is taken from history/2028-05.jsonl")
        );
    }

    #[test]
    fn what_cannot_be_reported_is_an_error_with_its_place() {
        let error = |export: &str, period| {
            let folder = folder(export);
            let project = Project::open(folder.path()).unwrap();
            project.report(period).unwrap_err().to_string()
        };
        assert!(error(EXPORT, "May").starts_with("period: `May` is not a period"));
        let unreadable = EXPORT.replace("2028-0", "someday ");
        let open =
            Project::open(folder(&unreadable).path()).and_then(|project| project.report("2028-05"));
        assert!(open.unwrap_err().to_string().starts_with("exports/tea.csv: "));
    }
}
