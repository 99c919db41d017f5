//! Openings: the private list of a build, what it holds, and what it never replaces.

use crate::support::{BRIEF, Project};

/// A problem that names the client, a question with an answer, a question, and praise; the client answers on X.
const EXPORT: &str = "\
id,created_at,author,followers,text,sentiment,url,in_reply_to_id
1,2028-05-20T08:15:00Z,ada,12,\"@acmetea my kettle does not work, please help\",negative,https://x.com/ada/status/1,
2,2028-05-20T09:15:00Z,bob,900,\"Does anybody know where to buy Acme tea?\",neutral,https://x.com/bob/status/2,
3,2028-05-20T10:15:00Z,acmetea,9000,Hello bob we have a list of shops,neutral,https://x.com/acmetea/status/3,2
4,2028-05-21T09:15:00Z,cyd,,\"Does anybody know how long it keeps?\",neutral,https://x.com/cyd/status/4,
5,2028-05-21T10:15:00Z,dan,,Good tea,positive,https://x.com/dan/status/5,
";

fn project() -> Project {
    let project = Project::empty();
    let more = "own: {handles: ['@acmetea']}\nstaffing: {response_target: 4h}\n\
        departments: [{id: care, name: Care, owner: A. Help, kinds: [problem]}]\n";
    project.write("brief.yaml", format!("{BRIEF}{more}"));
    project.write("exports/tea.csv", EXPORT);
    project
}

fn list(project: &Project) -> Vec<String> {
    let text = std::fs::read_to_string(project.path("private/2028-05/openings.csv")).unwrap();
    text.lines().map(str::to_owned).collect()
}

#[test]
fn the_private_list_has_links_and_reasons_and_the_site_is_the_same() {
    let project = project();
    project.build(&[]);
    let site = project.site();
    assert!(!project.path("private").exists());
    let run = project.build(&["--private"]);
    assert!(run.stderr.contains("wrote   [ROOT]/private for you alone\n"), "{}", run.stderr);
    assert_eq!(project.site(), site);
    assert_eq!(project.run(&["verify", "-q"]).code, 0);
    let list = list(&project);
    assert!(list[0].starts_with("rank,points,channel,url,local_time,author,followers,text,kind,"));
    assert_eq!(list.len(), 3, "{list:?}");
    let first = "1,9,x,https://x.com/ada/status/1,2028-05-20T10:15:00,ada,12,";
    assert!(list[1].starts_with(first), "{}", list[1]);
    let rest = "problem +3; unanswered +2; names us +2; negative +1; small network +1,Offer help or a practical solution,Care,A. Help,2028-05-20T14:15:00,true,1,";
    assert!(list[1].contains(rest), "{}", list[1]);
    assert!(list[2].starts_with("2,5,x,https://x.com/cyd/status/4,"), "{}", list[2]);
    assert_eq!(std::fs::read_to_string(project.path("private/.gitignore")).unwrap(), "*\n");
}

#[test]
fn a_list_is_replaced_whole_and_files_of_others_are_never_touched() {
    let project = project();
    project.build(&["--private"]);
    project.write("private/2028-05/notes.txt", "mine");
    let before = list(&project);
    project.write("exports/tea.csv", EXPORT.replace("cyd", "eve"));
    project.build(&["--private"]);
    let after = list(&project);
    assert!(after[2].contains(",eve,") && before[2].contains(",cyd,"));
    assert!(!after.iter().any(|line| line.contains("cyd")));
    assert_eq!(std::fs::read_to_string(project.path("private/2028-05/notes.txt")).unwrap(), "mine");
    project.write("private/2028-05/openings.csv", "id,text\n1,mine\n");
    let site = project.site();
    let run = project.run(&["build", "--private", "-q"]);
    let said = "error: [ROOT]/private/2028-05/openings.csv: not a list that a build wrote; left unchanged\nhint: move it away, or build without `--private`\n";
    assert_eq!((run.code, run.stderr.as_str()), (1, said));
    assert_eq!(project.site(), site);
    assert_eq!(list(&project), ["id,text", "1,mine"]);
}

#[test]
fn a_brief_that_shows_nobody_allows_no_private_list() {
    let project = project();
    let brief = std::fs::read_to_string(project.path("brief.yaml")).unwrap();
    project.write("brief.yaml", format!("{brief}privacy: {{authors: none}}\n"));
    let run = project.run(&["build", "--private", "-q"]);
    let said = "error: brief.yaml: `privacy.authors` is `none`, so no file with people's words is written\nhint: set `privacy.authors: masked`, or build without `--private`\n";
    assert_eq!((run.code, run.stderr.as_str()), (1, said));
    assert!(!project.path("private").exists() && !project.path("site").exists());
}

#[test]
fn the_site_and_the_private_folder_are_never_one_in_the_other() {
    let project = project();
    let folder = project.path("private/site");
    let run = project.run(&["build", "-q", "-o", folder.to_str().unwrap()]);
    let said = "error: [ROOT]/private/site: this folder is for private files, and a site is for everybody\nhint: choose another folder with `-o`\n";
    assert_eq!((run.code, run.stderr.as_str()), (1, said));
    #[cfg(unix)]
    {
        project.build(&[]);
        std::fs::create_dir(project.path("private")).unwrap();
        std::os::unix::fs::symlink(project.path("site"), project.path("private/2028-05")).unwrap();
        let run = project.run(&["build", "--private", "-q"]);
        let said = "error: [ROOT]/private/2028-05/openings.csv: this list leads to people and never goes into the site\nhint: choose another folder for the site with `-o`\n";
        assert_eq!((run.code, run.stderr.as_str()), (1, said));
    }
}
