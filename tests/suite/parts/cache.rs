//! `.cache/` never changes the site, whatever state it is in.

use std::time::Duration;

use super::sample;
use crate::support::{BRIEF, EXPORT, Project, Run, differences, tree};

/// Builds the project and a copy of it without `.cache/`, and asserts equal outputs and messages, apart from the cache and the duration.
fn same_as_without(project: &Project) -> Run {
    let fresh = Project::empty();
    for (name, bytes) in tree(&project.path("")) {
        if !name.starts_with(".cache") && !name.starts_with("site/") {
            fresh.write(&name, bytes);
        }
    }
    let without = fresh.run(&["build", "-v", "--force"]);
    let run = project.run(&["build", "-v", "--force"]);
    assert_eq!((run.code, without.code), (0, 0), "{}", run.stderr);
    let outputs = |project: &Project| {
        let mut files = tree(&project.path(""));
        files.retain(|name, _| !name.starts_with(".cache"));
        files
    };
    assert_eq!(differences(&outputs(project), &outputs(&fresh)), Vec::<String>::new());
    let said = |run: &Run| {
        let lines = run.stderr.lines().filter(|line| {
            line.starts_with("read ") || line.starts_with("note: ") && !line.contains(".cache")
        });
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(said(&run), said(&without));
    run
}

/// Number of exports that were not read again.
fn spared(run: &Run) -> usize {
    run.stderr.matches("unchanged; its rows come out of `.cache/`").count()
}

/// The messages about the cache.
fn notes(run: &Run) -> Vec<&str> {
    run.stderr
        .lines()
        .filter(|line| line.starts_with("note: ") && line.contains(".cache"))
        .collect()
}

fn row(id: u32, day: &str, url: &str) -> String {
    format!("{id},{day}T08:15:00Z,ada,Good tea {id},positive,https://x.com/{url}\n")
}

/// A project of three months; the second repeats a mention of the first.
fn months() -> Project {
    let project = Project::small();
    let header = EXPORT.lines().next().unwrap();
    let repeated = EXPORT.lines().nth(3).unwrap();
    for (month, rows) in [
        ("2028-06", format!("{}{repeated}\n", row(6, "2028-06-02", "a/status/6"))),
        ("2028-07", row(7, "2028-07-02", "a/status/7")),
    ] {
        project.write(&format!("exports/{month}.csv"), format!("{header}\n{rows}"));
    }
    project
}

/// A logo that shows something.
const LOGO: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect width=\"8\" height=\"8\"/></svg>";

/// The part of `exports/tea.csv`.
fn part_of_tea(project: &Project) -> String {
    let parts = tree(&project.path(".cache"));
    let is_tea = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains("exports/tea.csv");
    let parts = parts.into_iter().filter(|(name, _)| name.contains(".part"));
    parts.into_iter().find(|(_, bytes)| is_tea(bytes)).unwrap().0
}

#[test]
fn the_sample_project_is_the_same_out_of_the_cache() {
    let project = sample();
    assert_eq!(spared(&same_as_without(&project)), 0);
    let exports = tree(&project.path("exports")).len() - 1;
    assert_eq!(spared(&same_as_without(&project)), exports);
    std::fs::remove_dir_all(project.path(".cache")).unwrap();
    assert_eq!(spared(&same_as_without(&project)), 0);
}

#[test]
fn where_nothing_has_changed_nothing_is_made_and_any_change_shows() {
    const KEPT: &str = "kept    ";
    let project = sample();
    project.write("logo.svg", LOGO);
    let brief = std::fs::read_to_string(project.path("brief.yaml")).unwrap();
    project.write("brief.yaml", brief.replacen("\nlook:", "\nlook:\n  logo: logo.svg", 1));
    project.write(
        "formats/shop.yaml",
        "id: shop\nname: Shop\nsignature: [a, b, c]\ncolumns: {text: [c]}\n",
    );
    let is_kept = || {
        let run = same_as_without(&project);
        let reports = run.stderr.lines().find(|line| line.starts_with(KEPT));
        if let Some(line) = reports {
            assert!(
                line.ends_with("reports: nothing has changed since they were written"),
                "{line}"
            );
        }
        reports.is_some()
    };
    assert!(!is_kept());
    assert!(is_kept());
    assert_eq!(project.run(&["build", "--strict"]).code, 3);
    for (file, more) in [
        ("site/index.html", "edited"),
        ("site/provenance.json", "\n"),
        ("rejected.csv", "exports/a.csv,2,no time,x\n"),
        ("logo.svg", "\n"),
        ("brief.yaml", "# prose\n"),
        ("notes/tone.md", "\nAnother word.\n"),
        ("formats/shop.yaml", "sources: [the shop]\n"),
        ("exports/.another", ""),
        (".cache/built.json", "{"),
    ] {
        let text = std::fs::read_to_string(project.path(file)).unwrap_or_default();
        project.write(file, text + more);
        assert!(!is_kept(), "{file}");
        assert!(is_kept(), "{file}");
    }
    std::fs::remove_file(project.path("rejected.csv")).unwrap();
    assert!(!is_kept(), "the list is gone");
    std::fs::remove_file(project.path("site/assets/style.css")).unwrap();
    assert!(!is_kept(), "a page is gone");
    let run = project.build(&["--period", "2026-05", "--force"]);
    assert!(!run.stderr.contains(KEPT), "another period");
    let list = project.path("lost.csv").display().to_string();
    let run = project.build(&["--period", "2026-05", "--rejected", &list]);
    assert!(!run.stderr.contains(KEPT), "another list");
}

/// The note on a month without exports is repeated by every build.
#[test]
fn months_of_the_history_are_kept_too() {
    let project = months();
    project.write("exports/2028-08.csv", format!("{EXPORT}{}", row(8, "2028-08-02", "a/status/8")));
    same_as_without(&project);
    std::fs::remove_file(project.path("exports/2028-06.csv")).unwrap();
    let note = "note: 2028-06 is taken from history/2028-06.jsonl: no export has a row of it";
    // The first build counts May again: a duplicate of it was in the removed file.
    for is_kept in [false, false, true] {
        let run = same_as_without(&project);
        assert!(run.stderr.contains(note), "{}", run.stderr);
        assert_eq!(run.stderr.contains("nothing has changed"), is_kept, "{}", run.stderr);
    }
    project.write("history/2028-06.jsonl", "");
    let run = project.run(&["build"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
}

#[test]
fn only_what_has_changed_is_read_again() {
    let project = months();
    same_as_without(&project);
    let header = EXPORT.lines().next().unwrap();
    let added = format!("{header}\n{}\n", EXPORT.lines().nth(3).unwrap());
    project.write("exports/2028-08.csv", &added);
    assert_eq!(spared(&same_as_without(&project)), 3, "a month was added");
    project.write("exports/tea.csv", EXPORT.replace("Good tea", "Evil tea"));
    assert_eq!(spared(&same_as_without(&project)), 3, "a word of the same length was changed");
    std::fs::rename(project.path("exports/tea.csv"), project.path("exports/a.csv")).unwrap();
    assert_eq!(spared(&same_as_without(&project)), 3, "an export was renamed");
    std::fs::remove_file(project.path("exports/2028-08.csv")).unwrap();
    assert_eq!(spared(&same_as_without(&project)), 3, "an export is gone");
    let parts = tree(&project.path(".cache")).into_keys().filter(|name| name.contains(".part"));
    assert_eq!(parts.count(), 3, "with what was read of it");
}

#[test]
fn of_the_brief_only_what_reading_depends_on_voids_the_cache() {
    let project = months();
    same_as_without(&project);
    let own = "id: shop\nname: Shop\nsignature: [a, b, c]\ncolumns: {text: [c]}\n";
    for (is_spared, brief) in [
        (true, BRIEF.replace("Acme Tea", "Tea & Sons")),
        (true, format!("{BRIEF}staffing: {{week_hours: 36}}\n")),
        (true, BRIEF.replace("[{id: x}]", "[{id: x, minutes: 9, stance: avoid}]")),
        (true, format!("{BRIEF}exports: [{{files: exports/none.csv, timezone: UTC}}]\n")),
        (false, BRIEF.replace("Amsterdam", "Lisbon")),
        (false, BRIEF.replace("[{id: x}]", "[{id: x}, {id: y}]")),
        (false, BRIEF.replace("[{id: x}]", "[{id: x, category: news}]")),
        (false, BRIEF.replace("[{id: x}]", "[{id: x, match: {source: [x, y]}}]")),
        (false, format!("{BRIEF}own: {{handles: [ada]}}\n")),
        (false, format!("{BRIEF}keywords: {{brand: {{any: [cold]}}}}\n")),
    ] {
        project.write("brief.yaml", BRIEF);
        same_as_without(&project);
        project.write("brief.yaml", &brief);
        assert_eq!(spared(&same_as_without(&project)), if is_spared { 3 } else { 0 }, "{brief}");
    }
    let rule = "exports: [{files: exports/tea.csv, timezone: UTC}]\n";
    project.write("brief.yaml", BRIEF);
    same_as_without(&project);
    project.write("brief.yaml", format!("{BRIEF}{rule}"));
    assert_eq!(spared(&same_as_without(&project)), 2, "the rule of one export");
    project.write("formats/shop.yaml", own);
    assert_eq!(spared(&same_as_without(&project)), 0, "a format");
}

#[test]
fn whatever_becomes_of_a_part_it_is_read_again_and_said() {
    let project = Project::small();
    same_as_without(&project);
    let name = part_of_tea(&project);
    let part = project.path(&format!(".cache/{name}"));
    let whole = std::fs::read(&part).unwrap();
    let damaged =
        format!("note: .cache/{name}: damaged or cut short; exports/tea.csv is read again");
    let older = format!("note: .cache/{name}: of another schema; exports/tea.csv is read again");
    let step = whole.len() / 40 + 1;
    for at in (0..whole.len()).step_by(step) {
        let mut flipped = whole.clone();
        flipped[at] ^= 0x10;
        for bytes in [&flipped[..], &whole[..at]] {
            std::fs::write(&part, bytes).unwrap();
            let run = project.build(&["-v"]);
            assert_eq!((spared(&run), notes(&run)), (0, vec![damaged.as_str()]), "byte {at}");
            assert_eq!(std::fs::read(&part).unwrap(), whole, "byte {at}");
        }
    }
    std::fs::write(&part, b"socialmap part 0\n").unwrap();
    assert_eq!(notes(&same_as_without(&project)), [older]);
    std::fs::remove_file(&part).unwrap();
    assert_eq!(notes(&same_as_without(&project)), Vec::<&str>::new());
    assert_eq!(spared(&same_as_without(&project)), 1);
    project.write(".cache/hashes.json", "{");
    let words = "note: .cache/hashes.json: damaged; the exports are hashed again";
    assert_eq!(notes(&same_as_without(&project)), [words]);
    project.write(".cache/99999999.new", "what a build left that was killed");
    same_as_without(&project);
    assert!(!project.path(".cache/99999999.new").exists());
}

/// Root may write everywhere, so a file takes the place of the folder.
#[test]
fn a_project_in_which_nothing_can_be_kept_is_built_all_the_same() {
    let project = Project::small();
    project.write(".cache", "");
    let run = same_as_without(&project);
    let words = "note: [ROOT]/.cache: cannot keep what is read for the next build: File exists (os error 17)";
    assert_eq!(notes(&run), [words]);
}

#[test]
fn the_folder_keeps_itself_out_of_repositories_and_words_out_of_itself() {
    let project = Project::small();
    project.build(&[]);
    let files = tree(&project.path(".cache"));
    assert_eq!(files[".gitignore"], b"*\n");
    for (name, bytes) in files {
        for word in ["Good", "cyd", "x.com"] {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            assert!(!text.contains(word), "{name}: {word}");
        }
    }
}

/// Recent times prove nothing; old ones save the hashing, and reveal a time that was set back.
#[test]
fn a_change_shows_though_size_and_time_are_the_same() {
    let project = Project::small();
    let path = project.path("exports/tea.csv");
    project.build(&[]);
    let hashes = || std::fs::read_to_string(project.path(".cache/hashes.json")).unwrap_or_default();
    assert_eq!(hashes(), "", "too young");
    std::thread::sleep(Duration::from_millis(4100));
    project.build(&[]);
    assert!(hashes().contains("exports/tea.csv"));
    let modified = std::fs::metadata(&path).unwrap().modified().unwrap();
    project.write("exports/tea.csv", EXPORT.replace("Good tea", "Evil tea"));
    std::fs::File::options().write(true).open(&path).unwrap().set_modified(modified).unwrap();
    if cfg!(unix) {
        assert_eq!(spared(&same_as_without(&project)), 0);
    }
}
