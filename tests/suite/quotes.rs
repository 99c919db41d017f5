//! Quotes: what `privacy.quotes: short` puts into the page, and that nothing of it is anywhere else or without it.

use crate::support::{BRIEF, Project, differences};

const HEAD: &str = "id,created_at,author,text,language,sentiment,source,url\n";

/// A text of an account of its own.
fn row(n: usize, text: &str, tone: &str, source: &str) -> String {
    format!("{n},2028-05-{n:02}T08:15:00Z,person{n},\"{text}\",en,{tone},{source},\n")
}

fn exports() -> [String; 2] {
    let said = [
        ("The kettle leaks, call 0611223344 or ask @person9 today", "negative", "x"),
        ("My kettle leaks <script>alert(1)</script> every morning", "negative", "x"),
        ("A kettle that leaks is no joy, see https://a.example/p?q", "neutral", "x"),
        ("The kettle leaks no more, well done all of you", "positive", "x"),
        ("Your kettle leaks and smells, write to me@a.example now", "negative", "x"),
        ("This kettle leaks less than the old one did, person6", "positive", "x"),
        ("Among friends: the kettle leaks since the secret tea party", "negative", "club"),
        ("Among members: the kettle leaks at the secret tea party", "positive", "club"),
    ];
    let rows = said.iter().enumerate().map(|(at, (text, tone, on))| row(at + 1, text, tone, on));
    // Under 30 mentions a report has no section for it.
    let others = (9..=28).chain(9..=28).zip(100..);
    let others = others.map(|(day, n)| {
        format!("{n},2028-05-{day:02}T09:15:00Z,guest{n},Tea in the garden,en,neutral,x,\n")
    });
    let rows: Vec<String> = rows.chain(others).collect();
    [[HEAD, &rows[..3].concat()].concat(), [HEAD, &rows[3..].concat()].concat()]
}

fn project(quotes: &str) -> Project {
    let project = Project::empty();
    let brief = format!(
        "{}privacy: {{quotes: {quotes}}}\ntopics: [{{id: kettles, any: [kettle]}}]\n",
        BRIEF.replace("channels: [", "channels: [{id: club, private: true}, ")
    );
    project.write("brief.yaml", brief);
    for (name, export) in ["a", "b"].into_iter().zip(exports()) {
        project.write(&format!("exports/{name}.csv"), export);
    }
    project
}

/// The excerpts of a page.
fn quoted(page: &str) -> Vec<&str> {
    let quotes = page.split("<q ").skip(1);
    quotes.map(|quote| quote.split_once("</q>").unwrap().0).collect()
}

#[test]
fn a_topic_has_three_short_excerpts_in_the_page_and_nowhere_else() {
    let project = project("short");
    project.build(&["--period", "2028-05", "-q"]);
    let files = project.files();
    let page = String::from_utf8_lossy(&files["site/2028-05/index.html"]);
    let quotes = quoted(&page);
    assert_eq!(quotes.len(), 3, "{quotes:?}");
    for quote in &quotes {
        assert!(quote.starts_with("lang=\"en\" dir=\"ltr\">") && quote.contains("leaks"));
        let text = quote.split_once('>').unwrap().1;
        let is_cut = !text.contains(['@', '<']) && !text.contains("example");
        assert!(is_cut && !text.contains("0611") && !text.contains("p?q"), "{text}");
        assert!(!text.contains("person") && !text.contains("secret"), "{text}");
    }
    assert!(page.contains(", labelled negative)") && page.contains(", labelled positive)"));
    for (name, bytes) in &files {
        let is_made = name.starts_with("site/") || name.starts_with("history/");
        let text = String::from_utf8_lossy(bytes);
        if is_made && name != "site/2028-05/index.html" {
            assert!(!text.contains("kettle leaks"), "{name}");
        }
        assert!(!is_made || !text.contains("secret tea"), "{name}");
    }
}

#[test]
fn no_name_of_an_author_is_in_a_page_however_it_is_written() {
    const HEAD: &str = "id,created_at,author,Full Name,text,language,sentiment,source,url\n";
    let named = [
        ("karelv", "Karel Vos", "the kettle leaks at Karels table again"),
        ("jana_dook", "", "the kettle leaks says Jana again"),
        ("PimSlager", "", "the kettle leaks says Pim/Bo again"),
        ("Gro\u{df}mann", "", "the kettle leaks at GROSSMANN again"),
        ("zelda", "Li Wu", "the kettle leaks says Li Wu again"),
        ("nobody7", "", "the kettle leaks as Tove Marl wrote again"),
        ("Tove Marl", "", "the kettle leaks and smells again"),
    ];
    let crowd = (10..40).map(|n| {
        let at = format!("2028-05-{:02}T08:15:00Z", n % 28 + 1);
        format!("{n},{at},guest{n},,the kettle leaks every morning {n},en,neutral,x,\n")
    });
    let rows = named.iter().zip(50..).map(|((author, name, text), n)| {
        format!("{n},2028-05-03T08:15:00Z,{author},{name},{text},en,negative,x,\n")
    });
    let project = project("short");
    project.write(
        "exports/a.csv",
        [HEAD.to_owned()].into_iter().chain(crowd).chain(rows).collect::<String>(),
    );
    project.write("exports/b.csv", exports()[1].clone());
    project.build(&["--period", "2028-05", "-q"]);
    let files = project.files();
    let page = String::from_utf8_lossy(&files["site/2028-05/index.html"]);
    assert!(quoted(&page).iter().any(|quote| quote.contains("kettle leaks and smells")));
    for (name, bytes) in files.iter().filter(|(name, _)| name.starts_with("site/")) {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        for author in ["karel", "jana", "pim/bo", "grossmann", "li wu", "tove"] {
            assert!(!text.contains(author), "{name}: {author}");
        }
    }
}

#[test]
fn without_the_key_nothing_is_quoted() {
    let project = project("none");
    project.build(&["--period", "2028-05", "-q"]);
    for (name, bytes) in project.files() {
        if name.starts_with("site/") || name.starts_with(".cache/") {
            assert!(!String::from_utf8_lossy(&bytes).contains("The kettle leaks"), "{name}");
        }
    }
}

#[test]
fn parts_in_any_order_give_the_same_quotes() {
    let project = project("short");
    project.build(&["--period", "2028-05", "-q"]);
    let built = project.site();
    let parts = ["b", "a"].map(|name| {
        let (part, export) = (format!("{name}.part"), format!("exports/{name}.csv"));
        let part = project.path(&part).display().to_string();
        assert_eq!(project.run(&["extract", &export, "-o", &part, "-q"]).code, 0);
        part
    });
    let merge = ["merge", &parts[0], &parts[1], "--period", "2028-05", "-q"];
    let run = project.run(&merge);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(differences(&project.site(), &built), Vec::<String>::new());
    let brief = std::fs::read_to_string(project.path("brief.yaml")).unwrap();
    project.write("brief.yaml", brief.replace("quotes: short", "quotes: none"));
    let refused = project.run(&merge);
    assert_eq!(refused.code, 1, "these parts were read with another brief");
}
