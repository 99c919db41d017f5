//! The same inputs give the same bytes, in another file order, zone, locale or number of threads.

use crate::support::{Project, differences};

/// A project of several files, created in this order.
fn project(order: &[usize]) -> Project {
    let project = Project::empty();
    let row = |i: usize| {
        let (day, hour) = (i % 28 + 1, i % 24);
        let tone = ["positive", "neutral", "negative"][i % 3];
        format!(
            "{i},2028-05-{day:02}T{hour:02}:15:00Z,a{},Tea {i},{tone},https://x.com/a/status/{i}\n",
            i % 9
        )
    };
    let rows = |from: usize| (from..from + 700).map(row).collect::<Vec<_>>().concat();
    let header = "id,created_at,author,text,sentiment,url\n";
    let files: Vec<(String, String)> = (0..4)
        .map(|n| (format!("exports/{n}/tea.csv"), format!("{header}{}", rows(n * 600))))
        .collect();
    for &index in order {
        project.write(&files[index].0, &files[index].1);
    }
    project.write("brief.yaml", crate::support::BRIEF);
    project
}

#[test]
fn order_of_creation_zone_language_and_threads_change_nothing() {
    let first = project(&[0, 1, 2, 3]);
    first.build(&["--jobs", "1"]);
    let second = project(&[3, 1, 0, 2]);
    let environment =
        [("TZ", "Pacific/Kiritimati"), ("LANG", "tr_TR.UTF-8"), ("LC_ALL", "tr_TR.UTF-8")];
    let run = second.run_in(&["build", "--jobs", "4"], &environment);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(differences(&first.site(), &second.site()), Vec::<String>::new());
    assert!(first.site().len() > 10);
}

#[test]
fn a_second_build_writes_the_same_bytes() {
    let project = project(&[0, 1, 2, 3]);
    project.build(&[]);
    let before = project.site();
    // Otherwise the second build finds that nothing has changed, and writes nothing.
    std::fs::remove_dir_all(project.path(".cache")).unwrap();
    let again = project.build(&[]);
    assert!(again.stderr.contains("wrote"), "{}", again.stderr);
    assert_eq!(differences(&before, &project.site()), Vec::<String>::new());
}

#[test]
fn overlapping_files_count_once_whichever_is_read_first() {
    // 4 files of 700 ids, each overlapping the next by 100: 4 · 600 + 100 distinct.
    let project = project(&[0, 1, 2, 3]);
    project.build(&[]);
    let summary = String::from_utf8(project.site()["2028-05/summary.json"].clone()).unwrap();
    assert!(summary.contains("\"duplicate\": 300"), "{summary}");
    assert!(summary.contains("\"used\": 2500"), "{summary}");
}
