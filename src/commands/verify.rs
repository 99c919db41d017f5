//! The command `verify`: checks that a build of the inputs gives the site on disk, byte for byte.

use std::path::{Path, PathBuf};

use super::assemble::assemble;
use super::project::OpenedProject;
use super::ui::Ui;
use crate::error::{Error, Problem, Result};
use crate::pages::provenance::Options;
use crate::pages::{Words, files};
use crate::site;

/// The arguments of `verify`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifyArgs {
    /// A folder that holds `brief.yaml`, or the path of a brief.
    pub project: PathBuf,
    /// The folder of the site; `None`: `site` inside the project folder.
    pub output: Option<PathBuf>,
}

/// Rebuilds in memory with the options that `provenance.json` records, and compares.
///
/// # Errors
///
/// The inputs are wrong, something cannot be read, or the site differs.
pub fn run(args: &VerifyArgs, ui: &Ui) -> Result<()> {
    let mut project = OpenedProject::open(&args.project, ui)?;
    project.context.drop_details();
    let output = args.output.clone().unwrap_or_else(|| project.loaded.root.join("site"));
    let options = recorded(&output)?;
    let made = assemble(
        &project,
        &options,
        Words::english_pages(),
        None,
        ui,
        "`socialmap check` says why",
        |_| Ok(()),
    )?;
    site::compare(&made.site, &output)?;
    let files = files(Words::english(), made.site.files.len() as u64);
    ui.say(&format!("{files} in {} are what these inputs give, byte for byte", output.display()));
    Ok(())
}

/// The options that the site was built with.
fn recorded(output: &Path) -> Result<Options> {
    #[derive(serde::Deserialize)]
    struct Recorded {
        options: Options,
    }
    let path = output.join(site::PROVENANCE);
    let bytes =
        std::fs::read(&path).map_err(Error::io(&path, "read what the site was made from"))?;
    let recorded: Recorded = serde_json::from_slice(&bytes).map_err(|error| {
        Problem::of(path.display().to_string(), format!("not the record of a build: {error}"))
            .hint("build the site again")
    })?;
    Ok(recorded.options)
}
