//! Doubts end a build or a check only where `--strict` is given and no `--allow` names them; what is said of them is the same as text and as JSON.

use serde_json::Value;

use crate::support::{BRIEF, EXPORT, Project};

/// Twenty rows of which one in ten has no readable time.
fn doubtful() -> Project {
    let project = Project::empty();
    project.write("brief.yaml", BRIEF);
    let time =
        |n| if n % 10 == 7 { "soon".to_owned() } else { format!("2028-05-{:02}T10:00:00Z", n + 1) };
    let row = |n| {
        format!("k{n}x,{},user{n},Tea number {n} is fine,https://x.com/a/status/{n}\n", time(n))
    };
    let rows: String = (0..20).map(row).collect();
    project.write("exports/a.csv", format!("id,created_at,author,text,url\n{rows}"));
    project
}

#[test]
fn a_file_with_many_unreadable_rows_is_named_on_page_one_and_fails_strictly() {
    let project = doubtful();
    let run = project.build(&[]);
    let note =
        "exports/a.csv: 2 of 20 rows cannot be read (`check` gives the reasons) [many_rejected]";
    assert!(run.stderr.contains(note), "{}", run.stderr);
    let page = String::from_utf8(project.site()["2028-05/index.html"].clone()).unwrap();
    let sentence = page.find("What 2 of the 20 rows in exports/a.csv say: they cannot be read.");
    let list = page.find("<ul class=\"unknowns\">").unwrap();
    let end = list + page[list..].find("</ul>").unwrap();
    assert!(sentence.is_some_and(|at| (list..end).contains(&at)), "{page}");

    let strict = project.run(&["build", "--strict"]);
    assert_eq!(strict.code, 3, "{}", strict.stderr);
}

#[test]
fn a_doubt_that_is_allowed_passes_and_no_other() {
    let project = Project::small();
    project.write("tea.csv", EXPORT);
    project.build(&[]);
    for command in ["build", "check"] {
        let run = project.run(&[command, "--strict"]);
        assert_eq!(run.code, 3, "{command}: {}", run.stderr);
        assert!(run.stderr.contains("`--allow misplaced_file` accepts it"), "{}", run.stderr);
        let other = project.run(&[command, "--strict", "--allow", "half_unused"]);
        assert_eq!(other.code, 3, "{command}: {}", other.stderr);
        let allowed = project.run(&[command, "--strict", "--allow", "misplaced_file"]);
        assert_eq!(allowed.code, 0, "{command}: {}", allowed.stderr);
    }
    let unknown = project.run(&["build", "--allow", "misplaced"]);
    assert_eq!(unknown.code, 2, "{}", unknown.stderr);
    assert!(unknown.stderr.contains("no doubt has this code"), "{}", unknown.stderr);
}

#[test]
fn json_tells_what_was_read_written_and_warned_of() {
    let project = doubtful();
    let json = |args: &[&str]| {
        let run = project.run(args);
        (serde_json::from_str::<Value>(&run.stdout).unwrap(), run.code)
    };
    let (built, code) = json(&["build", "--json"]);
    assert_eq!(code, 0);
    assert_eq!(built["read"]["files"][0], "exports/a.csv");
    assert_eq!(built["read"]["rows"]["rejected"], 2);
    assert_eq!(built["errors"], Value::Array(Vec::new()));
    let codes = |value: &Value| {
        let warned = value["warned"].as_array().unwrap().iter();
        warned.map(|it| it["code"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert!(codes(&built).contains(&"many_rejected".to_owned()), "{built}");
    let (checked, _) = json(&["check", "--json"]);
    assert_eq!(codes(&checked), codes(&built));

    project.write("exports/b.csv", "no table at all\n");
    let (failed, code) = json(&["build", "--json"]);
    assert_eq!(code, 1);
    assert_eq!((&failed["read"], &failed["written"]), (&Value::Null, &Value::Null));
    assert_eq!(failed["errors"][0]["file"], "exports/b.csv");
}

#[test]
fn no_file_of_the_site_repeats_a_cell() {
    let project = Project::empty();
    project.write("brief.yaml", BRIEF);
    let row = |day| format!("{day}/05/2028 10:00,Zanzibar Chat,Tea is fine {day},ada{day},quux");
    let rows: Vec<String> = (13..29).map(row).collect();
    project.write(
        "exports/a.csv",
        format!(
            "Report for Miss Xanadu\n\nDate,Network,Text,Author,Sentiment\n{}\n",
            rows.join("\n")
        ),
    );
    let run = project.build(&[]);
    assert!(run.stderr.contains("Zanzibar Chat"), "the analyst is told: {}", run.stderr);
    for (name, bytes) in project.site() {
        let text = String::from_utf8_lossy(&bytes);
        for cell in ["Xanadu", "Zanzibar", "quux", "13/05/2028"] {
            assert!(!text.contains(cell), "{name} has `{cell}`");
        }
    }
    let checked = project.run(&["check"]).stdout;
    assert!(checked.contains("new tones `quux` (16)"), "{checked}");
    assert!(checked.contains("Report for Miss Xanadu"), "{checked}");
}

#[cfg(unix)]
#[test]
fn a_project_that_cannot_be_written_is_built_elsewhere() {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt;

    let project = doubtful();
    let root = project.path("");
    set_permissions(&root, Permissions::from_mode(0o555)).unwrap();
    // The superuser writes everywhere.
    let is_writable = std::fs::write(project.path("probe"), "").is_ok();
    let run = project.run(&["build"]);
    set_permissions(&root, Permissions::from_mode(0o755)).unwrap();
    if !is_writable {
        assert_eq!(run.code, 1, "{}", run.stderr);
        assert!(
            run.stderr.contains("`-o`") || run.stderr.contains("`--rejected`"),
            "{}",
            run.stderr
        );
    }
}
