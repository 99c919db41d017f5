//! Tables with the columns of exports that people publish: each is read rightly, or the columns to set are named.

use serde_json::Value;

use crate::support::{BRIEF, Project, Run};

/// A header, the pattern of its rows, and the columns that are read with the field of each.
type Public<'a> = (&'a str, fn(u32) -> String, &'a [&'a str]);

/// A project with one table of forty rows, made of the pattern of a row.
fn project(header: &str, row: impl Fn(u32) -> String) -> Project {
    let project = Project::empty();
    project.write("brief.yaml", BRIEF);
    let rows: String = (0..40).map(|n| row(n) + "\n").collect();
    project.write("exports/a.csv", format!("{header}\n{rows}"));
    project
}

fn day(n: u32) -> String {
    format!("2028-05-{:02} {:02}:{:02}:07", n % 28 + 1, n % 23, n * 7 % 60)
}

fn words(n: u32) -> String {
    format!(
        "The {} drips since day {n} and nobody cares",
        ["kettle", "lid", "spout"][n as usize % 3]
    )
}

fn check(project: &Project) -> Run {
    project.run(&["check"])
}

/// The columns that are read and the field of each, as `check` names them.
fn columns(project: &Project) -> Vec<String> {
    let run = project.run(&["check", "--json"]);
    let facts: Value = serde_json::from_str(&run.stdout).unwrap();
    let columns = facts["files"][0]["columns"].as_array().unwrap().clone();
    let used = columns.into_iter().filter(|column| column["used_for"] != Value::Array(Vec::new()));
    used.map(|column| {
        format!("{}={}", column["name"].as_str().unwrap(), column["used_for"][0].as_str().unwrap())
    })
    .collect()
}

#[test]
fn columns_of_public_tables_are_read_as_what_they_are() {
    let tables: [Public<'_>; 7] = [
        (
            "companyName,datePublished,ratingValue,reviewBody,reviewHeadline,reviewLanguage,reviewer",
            |n| {
                format!(
                    "Quill,{}Z,{},{},Hm,en,user{n}",
                    day(n).replace(' ', "T"),
                    n % 5 + 1,
                    words(n)
                )
            },
            &[
                "datePublished=published_at",
                "ratingValue=sentiment",
                "reviewBody=text",
                "reviewHeadline=title",
                "reviewLanguage=language",
                "reviewer=author",
            ],
        ),
        (
            "asin,name,reviews.date,reviews.rating,reviews.text,reviews.title,reviews.username",
            |n| format!("B{},Kettle,{},{},{},Hm,user{n}", n % 3, day(n), n % 5 + 1, words(n)),
            &[
                "reviews.date=published_at",
                "reviews.rating=sentiment",
                "reviews.text=text",
                "reviews.title=title",
                "reviews.username=author",
            ],
        ),
        (
            "message_id,date,sender_id,sender_username,message,views",
            |n| format!("{},{},{},user{n},{},5", 9 * n + 4, day(n), 700 + n, words(n)),
            &[
                "message_id=id",
                "date=published_at",
                "sender_id=author",
                "sender_username=author",
                "message=text",
            ],
        ),
        (
            "text,createTimeISO,uniqueId,diggCount",
            |n| format!("{},{},user{},3", words(n), day(n), n % 9),
            &["text=text", "createTimeISO=published_at", "uniqueId=author"],
        ),
        (
            "name,place_id,rating,reviews,review_id,author_title,review_text,review_rating,review_datetime_utc",
            |n| {
                format!(
                    "Shop {0},P{0},{1},{2},r{n}x,user{n},{3},{4},{5}",
                    n % 4,
                    3 + n % 2,
                    80 + n % 4,
                    words(n),
                    n % 5 + 1,
                    day(n)
                )
            },
            &[
                "review_id=id",
                "author_title=author",
                "review_text=text",
                "review_rating=sentiment",
                "review_datetime_utc=published_at",
            ],
        ),
        (
            "Timestamp (ET),Message ID,Network,Message",
            |n| format!("{},m{n}x,Facebook,{}", day(n), words(n)),
            &["Timestamp (ET)=published_at", "Message ID=id", "Network=source", "Message=text"],
        ),
        (
            "微博id,用户昵称,微博正文,发布时间",
            |n| format!("M{n}x,用户{n},这个茶壶漏水了，很糟糕，我再也不买了{n},{}", day(n)),
            &["微博id=id", "用户昵称=author", "微博正文=text", "发布时间=published_at"],
        ),
    ];
    for (header, row, wanted) in tables {
        let project = project(header, row);
        assert_eq!(columns(&project), wanted, "{header}: {}", check(&project).stdout);
        let read = check(&project).stdout;
        assert!(read.contains("40 read, 40 used"), "{header}: {read}");
    }
}

#[test]
fn a_header_without_known_names_gets_a_hint_that_names_the_columns() {
    let project = project("quando;quem;fala", |n| format!("{};user{n};{}", day(n), words(n)));
    let run = check(&project);
    assert_eq!(run.code, 1);
    let hint = "add `- {files: exports/a.csv, columns: {published_at: quando, text: fala}}` to the list `exports` in the brief";
    assert!(run.stdout.contains(hint), "{}", run.stdout);
    project.write("brief.yaml", format!("{BRIEF}exports: [{{files: exports/a.csv, columns: {{published_at: quando, text: fala}}}}]\n"));
    let read = check(&project).stdout;
    assert!(read.contains("40 read, 40 used"), "{read}");
}

#[test]
fn authors_that_are_not_named_are_not_one_author() {
    let names = ["[deleted]", "A Google user", "Anonymous", "\"1,79E+18\""];
    for name in names {
        let project = project("created_at,author,text", |n| {
            format!("2028-05-02T10:00:00Z,{name},{}", ["Nice tea", "Bad tea"][n as usize % 2])
        });
        let read = check(&project).stdout;
        assert!(read.contains("40 read, 40 used"), "{name}: {read}");
    }
    let rounded =
        project("created_at,author_id,text", |n| format!("{},1.79E+18,{}", day(n), words(n)));
    let read = check(&rounded).stdout;
    assert!(read.contains("a spreadsheet has rounded the ids of authors in `author_id`"), "{read}");
}

#[test]
fn words_that_are_not_read_beside_the_text_are_named() {
    let project =
        project("created_at,text,pros", |n| format!("{},{},{}", day(n), words(n), words(n + 7)));
    let read = check(&project).stdout;
    assert!(
        read.contains(
            "`pros` is not read, though it seems to contain the text of the mentions too"
        ),
        "{read}"
    );
    let empty =
        self::project("created_at,bio,link", |n| format!("{},,https://a.example/{n}", day(n)));
    assert_eq!(check(&empty).code, 1, "an empty column is not text, and the program does not fail");
}
