//! Checks of a file before it is parsed (size, UTF-8, brackets), and messages for errors of the YAML parsers.
//!
//! A message has the position and, for frequent mistakes (a tab, a colon in a text, a reserved character), a hint. The limits are far above the
//! size of any real brief.

use serde_yaml::Value;

use super::wording::shown;
use crate::error::Problem;

/// Most bytes of a brief; real ones have at most a hundredth of it.
const LARGEST: u64 = 1 << 20;

/// Most brackets that a line may open, because the time of the YAML reader is quadratic in their number.
const MOST_BRACKETS: usize = 1000;

/// Refuses a brief over [`LARGEST`] bytes.
pub(crate) fn size(file: &str, bytes: u64) -> Result<(), Problem> {
    if bytes <= LARGEST {
        return Ok(());
    }
    Err(Problem::of(file, format!("this file has {bytes} bytes"))
        .expected(format!("at most {LARGEST}, a text of some pages")))
}

/// The text of a brief.
pub(super) fn utf8<'a>(file: &str, bytes: &'a [u8]) -> Result<&'a str, Problem> {
    std::str::from_utf8(bytes).map_err(|error| {
        let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        let line = before.matches('\n').count() as u64 + 1;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() as u64 + 1;
        Problem::at(file, line, column, "this is not UTF-8")
            .hint("save the brief as UTF-8 in your editor")
    })
}

/// Refuses a line that opens more than [`MOST_BRACKETS`] brackets.
pub(super) fn brackets(file: &str, text: &str) -> Result<(), Problem> {
    let opened = |line: &str| line.bytes().filter(|byte| matches!(byte, b'[' | b'{')).count();
    match (1..).zip(text.lines()).find(|(_, line)| opened(line) > MOST_BRACKETS) {
        Some((line, _)) => Err(Problem::at(
            file,
            line,
            0,
            format!("more than {MOST_BRACKETS} brackets open in this line"),
        )),
        None => Ok(()),
    }
}

/// Replaces the scanner's message for broken syntax by that of the YAML reader, which is clearer and gives the position of a tab. The reader gets
/// only the lines that the scanner accepted and the next one, so that deep nesting cannot exhaust it.
pub(super) fn prefer_yaml_reader(problem: Problem, text: &str) -> Problem {
    if let Some(comment) = comment_in_brackets(&problem, text) {
        return comment;
    }
    let lines = problem.at.and_then(|(line, _)| usize::try_from(line).ok()).unwrap_or_default();
    let end: usize = text.split_inclusive('\n').take(lines + 1).map(str::len).sum();
    match serde_yaml::from_str::<Value>(&text[..end]) {
        Err(error) if error.location().is_some() => syntax(&problem.file, text, &error),
        _ => problem,
    }
}

/// Finds a `#` within brackets that comments out the closing bracket, a frequent cause of broken syntax in a later line.
fn comment_in_brackets(problem: &Problem, text: &str) -> Option<Problem> {
    let (last, _) = problem.at?;
    let mut depth = 0_u32;
    for (number, line) in (1..=last).zip(text.lines()) {
        let (mut quote, mut before) = (None, ' ');
        for (at, sign) in line.char_indices() {
            let begins = " [{,:".contains(before);
            before = sign;
            if let Some(open) = quote {
                quote = (open != sign).then_some(open);
                continue;
            }
            match sign {
                '\'' | '"' if begins => quote = Some(sign),
                '[' | '{' if depth > 0 || begins => depth += 1,
                ']' | '}' => depth = depth.saturating_sub(1),
                '#' if depth > 0 && begins => {
                    let hidden = &line[at..];
                    let Some(end) = hidden.find([',', ']', '}']) else { break };
                    let value = shown(hidden[..end].trim_end());
                    let what = format!(
                        "the `#` of {value} begins a comment, so the rest of the line is not read"
                    );
                    let column = line[..at].chars().count() as u64 + 1;
                    return Some(
                        Problem::at(&problem.file, number, column, what)
                            .hint("put a text that begins with `#` in quotes"),
                    );
                }
                '#' if begins => break,
                _ => {}
            }
        }
    }
    None
}

/// The problem for an error of the YAML reader.
pub(super) fn syntax(file: &str, text: &str, error: &serde_yaml::Error) -> Problem {
    let said = error.to_string();
    // The rest of the message repeats the position and says what the reader was doing.
    let what = said.split(" at line ").next().unwrap_or_default();
    // The text before it is a path of keys.
    let number =
        what.split_once("invalid type: integer `").and_then(|(_, rest)| rest.split_once('`'));
    let what = match number {
        Some((number, _)) => format!("the number {number} is too large to be meant"),
        None => format!("this is not YAML: {what}"),
    };
    let Some(place) = error.location() else {
        return Problem::of(file, what);
    };
    if number.is_some() {
        return Problem::at(file, place.line() as u64, place.column() as u64, what)
            .hint("quote it if it is a text");
    }
    let problem = Problem::at(file, place.line() as u64, place.column() as u64, what);
    let line = text.lines().nth(place.line().saturating_sub(1)).unwrap_or_default();
    let hint = match line.chars().nth(place.column().saturating_sub(1)) {
        Some('\t') => "indent with blanks: YAML takes no tab there",
        Some(':') => "quote a text that has a colon, and begin the keys of a map in one column",
        Some('@' | '`' | '%' | '*' | '&' | '!' | '|' | '>') => {
            "quote a text that begins with a sign of punctuation"
        }
        _ => return problem,
    };
    problem.hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        let error = serde_yaml::from_str::<Value>(text).expect_err("is broken");
        syntax("b.yaml", text, &error).to_string()
    }

    #[test]
    fn usual_mistakes_are_reported_with_their_place() {
        assert_eq!(
            said("client: a\nlook:\n\tlogo: x\n"),
            "b.yaml:3:1: this is not YAML: found character that cannot start any token\n\
             hint: indent with blanks: YAML takes no tab there"
        );
        assert_eq!(
            said("client: a\nwhy: Q3: the map\n"),
            "b.yaml:2:8: this is not YAML: mapping values are not allowed in this context\n\
             hint: quote a text that has a colon, and begin the keys of a map in one column"
        );
        assert_eq!(
            said("staffing: {week\thours: 99999999999999999999}\n"),
            "b.yaml:1:24: the number 99999999999999999999 is too large to be meant\n\
             hint: quote it if it is a text"
        );
        assert_eq!(
            said("own: {handles: [@a]}\n"),
            "b.yaml:1:17: this is not YAML: found character that cannot start any token\n\
             hint: quote a text that begins with a sign of punctuation"
        );
    }

    #[test]
    fn a_comment_that_hides_a_bracket_is_reported_where_it_begins() {
        for (text, place) in [
            ("client: a\nown: {handles: [#tea, b]}\nwhy: c\n", "2:17: the `#` of `#tea`"),
            ("client: a\nlook: {accent: #0b5cad}\nwhy: c\n", "2:16: the `#` of `#0b5cad`"),
            ("a: [\"x # y\", 'it''s', #b]\nc: d\n", "1:23: the `#` of `#b`"),
        ] {
            let problem = super::super::read::parse("b.yaml", text).unwrap_err().to_string();
            let begin = format!("b.yaml:{place} begins a comment");
            assert!(problem.starts_with(&begin), "{problem}");
            assert!(
                problem.ends_with("hint: put a text that begins with `#` in quotes"),
                "{problem}"
            );
        }
        for other in ["a: [b # a comment\n  c: [\n", "a: 'b #c]'\nd: [\n", "a: b#c]\nd: [\n"] {
            let problem = super::super::read::parse("b.yaml", other).unwrap_err().to_string();
            assert!(!problem.contains("begins a comment"), "{problem}");
        }
    }

    #[test]
    fn limits_name_themselves() {
        assert!(size("b.yaml", LARGEST).is_ok() && size("b.yaml", LARGEST + 1).is_err());
        let line = |n| format!("a:\n{}\n", "[".repeat(n));
        assert!(brackets("b.yaml", &line(1000)).is_ok());
        let problem = brackets("b.yaml", &line(1001)).expect_err("too many").to_string();
        assert_eq!(problem, "b.yaml:2: more than 1000 brackets open in this line");
    }

    #[test]
    fn a_byte_that_is_no_utf8_has_a_place() {
        let problem = utf8("b.yaml", b"a: 1\nb: caf\xe9\n").expect_err("Latin-1").to_string();
        assert_eq!(
            problem,
            "b.yaml:2:7: this is not UTF-8\nhint: save the brief as UTF-8 in your editor"
        );
    }
}
