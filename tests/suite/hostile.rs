//! Hostile text in exports and briefs stays text in HTML, SVG, CSV and JSON.
//!
//! Each test also asserts that the output is there and contains the text: without that, an empty site would pass.

use crate::support::{BRIEF, Project};

const HOSTILE: [&str; 8] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "=HYPERLINK(\"http://evil.example\")",
    "+1+cmd|' /C calc'!A0",
    "\u{202e}gnp.exe",
    "nul\u{0}and\u{b}bell\u{7}",
    "]]>--></style></title><!--{{ 7 * 7 }}{% raw %}",
];

/// An export with every column of the generic format; every cell but the time is hostile. The last row has a text of over a megabyte.
fn export() -> String {
    let header = "id,created_at,source,url,thread_id,author,title,text,language,country,sentiment,brand,kind,department,reach,engagement,followers,is_repost,is_own\n";
    let row = |(n, text): (usize, &&str)| {
        let cell = format!("\"{}\"", text.replace('"', "\"\""));
        let cells = vec![cell.clone(); 17].join(",");
        format!("{cell},2028-05-{:02}T10:00:00Z,{cells}\n", n + 1)
    };
    let rows: String = HOSTILE.iter().enumerate().map(row).collect();
    let huge = format!(
        "huge,2028-05-20T10:00:00Z,x,,,ada,,\"{}\",,,,,,,,,,,\n",
        "<b>\u{1f600}".repeat(150_000)
    );
    format!("{header}{rows}{huge}")
}

fn project() -> Project {
    let project = Project::empty();
    let name = "</title><script>alert(1)</script> & \\\"Söhne\\\" \u{202e}";
    let brief = BRIEF
        .replace("Acme Tea", &format!("\"{name}\""))
        .replace("{id: x}", &format!("{{id: x, name: \"{name}\", culture: \"<script>alert(1)</script> [a](javascript:alert(1))\"}}"))
        .replace("timezone: Europe/Amsterdam", &format!("timezone: Europe/Amsterdam, events: [{{date: 2028-05-03, label: \"{name}\"}}]"));
    project.write("brief.yaml", brief);
    project.write("exports/<script>alert(1)<i>.csv", export());
    project
}

fn is(name: &str, kind: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|extension| extension == kind)
}

#[test]
fn pages_and_charts_hold_no_markup_of_others() {
    let project = project();
    project.build(&[]);
    let site = project.site();
    let page = String::from_utf8(site["2028-05/index.html"].clone()).unwrap();
    assert!(page.contains("&#60;script&#62;alert(1)"), "the name of the client is not on the page");
    for kind in ["html", "svg"] {
        assert!(site.keys().filter(|name| is(name, kind)).count() >= 2, "too few files: .{kind}");
    }
    for (name, bytes) in site {
        if !is(&name, "html") && !is(&name, "svg") {
            continue;
        }
        let text = String::from_utf8(bytes).unwrap();
        let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
        let document = roxmltree::Document::parse_with_options(&text, options)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let elements = document.descendants().filter(roxmltree::Node::is_element).count();
        assert!(elements > 10, "{name}: only {elements} elements");
        for node in document.descendants().filter(roxmltree::Node::is_element) {
            let tag = node.tag_name().name();
            assert!(
                !["script", "img", "iframe", "object", "embed", "i", "b"].contains(&tag),
                "{name}: <{tag}>"
            );
            for attribute in node.attributes() {
                assert!(!attribute.name().starts_with("on"), "{name}: {}", attribute.name());
                assert!(
                    !attribute.value().trim().to_lowercase().starts_with("javascript:"),
                    "{name}: {}",
                    attribute.value()
                );
            }
        }
        assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{name}: a control character");
    }
}

#[test]
fn no_cell_starts_a_formula_and_json_is_exact() {
    let project = project();
    project.build(&[]);
    let mut tables: Vec<String> = project
        .site()
        .into_iter()
        .filter(|(name, _)| is(name, "csv"))
        .map(|(_, bytes)| String::from_utf8(bytes).unwrap())
        .collect();
    let run = project.run(&["mentions"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(tables.len() >= 8, "only {} tables in the site", tables.len());
    assert!(run.stdout.contains("HYPERLINK"), "the formula is not among the mentions");
    tables.push(run.stdout);
    for table in tables {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(table.as_bytes());
        assert!(reader.headers().unwrap().len() > 1, "{table}");
        for cell in reader
            .records()
            .flat_map(|record| record.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
        {
            let is_number = cell.parse::<f64>().is_ok();
            assert!(
                is_number
                    || !cell.trim_start_matches(' ').starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{cell:?}"
            );
        }
    }
    let run = project.run(&["mentions", "--format", "ndjson"]);
    let texts: Vec<serde_json::Value> =
        run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(texts.len(), HOSTILE.len() + 1);
    for (row, text) in texts.iter().zip(HOSTILE) {
        assert_eq!(row["text"], text);
    }
}

#[test]
fn a_failing_build_leaves_the_existing_site_unchanged() {
    let project = Project::small();
    project.build(&[]);
    let before = project.site();
    for (file, bytes) in [
        ("brief.yaml", &b"client: [\n"[..]),
        ("exports/z.csv", b"<!doctype html>"),
        ("notes/nowhere.md", b"lost"),
    ] {
        let former = std::fs::read(project.path(file)).ok();
        project.write(file, bytes);
        assert_eq!(project.run(&["build"]).code, 1, "{file}");
        assert_eq!(project.site(), before, "{file}");
        match former {
            Some(bytes) => project.write(file, bytes),
            None => std::fs::remove_file(project.path(file)).unwrap(),
        }
    }
    project.build(&[]);
    assert_eq!(project.site(), before);
}

#[test]
fn a_closed_stdout_is_no_error() {
    use std::io::Read;
    use std::process::{Command, Stdio};
    let project = Project::small();
    let rows = "1,2028-05-01T08:15:00Z,ada,tea,,\n".repeat(20_000);
    project.write("exports/many.csv", format!("id,created_at,author,text,sentiment,url\n{rows}"));
    let mut child = Command::new(env!("CARGO_BIN_EXE_socialmap"))
        .arg("mentions")
        .arg(project.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut start = [0; 100];
    child.stdout.take().unwrap().read_exact(&mut start).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
