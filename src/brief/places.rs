//! A second parse of the brief that keeps the line and column of every key and value.
//!
//! The result is a tree of [`YamlNode`]s with the same shape as the value that serde reads. Refused is what a brief does not need and what could make
//! the two results differ or grow without bound: duplicate keys, anchors and aliases, tags, keys that are not scalars, a second
//! document, nesting deeper than [`DEEPEST`]. All such problems are reported together; broken syntax ends the parse.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScanError, Span};

use crate::error::Problem;

/// The deepest nesting of lists and maps: twice what a brief needs, and far below what the stack allows.
const DEEPEST: usize = 16;

/// Line and column, both from 1.
pub(crate) type Position = (u64, u64);

/// A node of the brief with its position.
#[derive(Debug, Default)]
pub(super) struct YamlNode {
    /// The position of its key if it is an entry of a map, else of its first character.
    pub(super) position: Position,
    /// Its key, if it is an entry of a map.
    pub(super) key: String,
    /// A scalar as written, without its quotes.
    pub(super) text: String,
    /// The entries of a list or map, in order.
    pub(super) children: Vec<YamlNode>,
}

/// Why there is no tree.
pub(super) enum Refusal {
    /// The syntax is broken, and the rest of the text unread.
    Syntax(Problem),
    /// The brief uses features of YAML that are not allowed.
    Uses(Vec<Problem>),
}

/// Parses the one document in `text`.
///
/// # Errors
///
/// Every construct that is not allowed, or only the first syntax error.
pub(super) fn places(file: &str, text: &str) -> Result<YamlNode, Refusal> {
    let mut reading =
        Reading { file, events: Parser::new_from_str(text), problems: Vec::new(), depth: 0 };
    match reading.document() {
        Ok(Some(root)) if reading.problems.is_empty() => Ok(root),
        Ok(Some(_)) | Err(ParseEnd::Reported) => Err(Refusal::Uses(reading.problems)),
        Err(ParseEnd::Syntax(problem)) => Err(Refusal::Syntax(problem)),
        Ok(None) => Err(Refusal::Uses(vec![Problem::of(file, "the brief is empty").expected(
            "at least `client`, `why`, `timing`, `audience`, `objectives`, `channels`",
        )])),
    }
}

/// The parse cannot go on.
enum ParseEnd {
    Syntax(Problem),
    /// The last of the problems is the reason.
    Reported,
}

struct Reading<'a> {
    file: &'a str,
    events: Parser<'a, saphyr_parser::StrInput<'a>>,
    problems: Vec<Problem>,
    depth: usize,
}

impl<'a> Reading<'a> {
    fn document(&mut self) -> Result<Option<YamlNode>, ParseEnd> {
        let mut root = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => return Ok(root),
                Event::DocumentStart(_) if root.is_some() => {
                    return self.stop(
                        self.at(position(span), "a second document begins here")
                            .expected("one brief in one file, without `---` in it"),
                    );
                }
                Event::StreamStart | Event::DocumentStart(_) | Event::DocumentEnd => {}
                event => root = Some(self.node(event, span)?),
            }
        }
    }

    fn node(&mut self, event: Event<'a>, span: Span) -> Result<YamlNode, ParseEnd> {
        let mut place = YamlNode { position: position(span), ..YamlNode::default() };
        let (anchor, tag) = match &event {
            Event::Alias(anchor) => (*anchor, false),
            Event::Scalar(_, _, anchor, tag)
            | Event::SequenceStart(anchor, tag)
            | Event::MappingStart(anchor, tag) => (*anchor, tag.is_some()),
            _ => (0, false),
        };
        if anchor > 0 {
            self.refuse(
                place.position,
                "an anchor or alias",
                "quote a text that begins with `&` or `*`",
            );
        }
        if tag {
            self.refuse(place.position, "a tag", "quote a text that begins with `!`");
        }
        match event {
            Event::Scalar(text, ..) => place.text = text.into_owned(),
            Event::SequenceStart(..) => {
                self.deeper(place.position)?;
                while let (event, span) = self.next()?
                    && event != Event::SequenceEnd
                {
                    place.children.push(self.node(event, span)?);
                }
                self.depth -= 1;
            }
            Event::MappingStart(..) => {
                self.deeper(place.position)?;
                self.entries(&mut place)?;
                self.depth -= 1;
            }
            _ => {}
        }
        Ok(place)
    }

    fn entries(&mut self, place: &mut YamlNode) -> Result<(), ParseEnd> {
        let mut first_line = BTreeMap::new();
        while let (event, span) = self.next()?
            && event != Event::MappingEnd
        {
            let is_word = matches!(event, Event::Scalar(..));
            let key = self.node(event, span)?;
            let mut twice = None;
            if !is_word {
                let problem = self.at(key.position, "a list or map cannot be a key");
                self.problems.push(problem.hint("quote a text that begins with `{` or `[`"));
            } else if key.text == "<<" {
                self.refuse(key.position, "a merge key", "write the keys out");
            } else if let Some(line) = first_line.insert(key.text.clone(), key.position.0) {
                twice = Some(line);
            }
            let (event, span) = self.next()?;
            if let Some(line) = twice {
                self.given_twice(&key, line, &event);
            }
            place.children.push(YamlNode {
                position: key.position,
                key: key.text,
                ..self.node(event, span)?
            });
        }
        Ok(())
    }

    fn given_twice(&mut self, key: &YamlNode, line: u64, value: &Event<'_>) {
        let name = key.text.escape_debug();
        let hint = match value {
            Event::SequenceStart(..) => {
                format!("put the entries of both into one list under one `{name}`")
            }
            Event::MappingStart(..) => format!("put the keys of both under one `{name}`"),
            _ => "keep one of them".to_owned(),
        };
        let problem = self.at(key.position, format!("the key `{name}` is given twice"));
        self.problems.push(problem.detail(format!("first in line {line}")).hint(hint));
    }

    fn deeper(&mut self, position: Position) -> Result<(), ParseEnd> {
        self.depth += 1;
        if self.depth <= DEEPEST {
            return Ok(());
        }
        self.stop(self.at(position, format!("lists and maps are nested more than {DEEPEST} deep")))
    }

    fn next(&mut self) -> Result<(Event<'a>, Span), ParseEnd> {
        match self.events.next_event() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => Err(ParseEnd::Syntax(syntax(self.file, &error))),
            // After the end of the stream; `document` does not ask again.
            None => Err(ParseEnd::Reported),
        }
    }

    fn refuse(&mut self, position: Position, what: &str, hint: &str) {
        let problem = self.at(position, format!("{what} is not allowed here"));
        self.problems.push(problem.hint(hint));
    }

    fn stop<T>(&mut self, problem: Problem) -> Result<T, ParseEnd> {
        self.problems.push(problem);
        Err(ParseEnd::Reported)
    }

    fn at(&self, (line, column): Position, what: impl Into<String>) -> Problem {
        Problem::at(self.file, line, column, what)
    }
}

fn position(span: Span) -> Position {
    // Columns of the scanner count from 0.
    (span.start.line() as u64, span.start.col() as u64 + 1)
}

fn syntax(file: &str, error: &ScanError) -> Problem {
    let place = error.marker();
    Problem::at(file, place.line() as u64, place.col() as u64 + 1, error.info())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusals(text: &str) -> Vec<String> {
        let Err(Refusal::Uses(problems)) = places("b.yaml", text) else { panic!("is not refused") };
        problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn keeps_the_place_of_keys_and_items() {
        let root = places("b.yaml", "a: 1\nb:\n  - {c: x}\n  - 'y'\n").ok().expect("is fine");
        assert_eq!(root.children[0].position, (1, 1));
        let b = &root.children[1];
        assert_eq!((b.key.as_str(), b.position), ("b", (2, 1)));
        assert_eq!(b.children[0].children[0].position, (3, 6));
        assert_eq!((b.children[1].text.as_str(), b.children[1].position), ("y", (4, 5)));
    }

    #[test]
    fn names_the_second_of_two_equal_keys_and_how_to_join_them() {
        for (second, hint) in [
            ("3", "keep one of them"),
            ("[3]", "put the entries of both into one list under one `a`"),
            ("\n- 3", "put the entries of both into one list under one `a`"),
            ("{c: 3}", "put the keys of both under one `a`"),
        ] {
            let said = "b.yaml:3:1: the key `a` is given twice\n  first in line 1\nhint: ";
            assert_eq!(refusals(&format!("a: 1\nb: 2\na: {second}\n")), [format!("{said}{hint}")]);
        }
    }

    #[test]
    fn refuses_what_a_brief_has_no_use_for_all_at_once() {
        let found = refusals("a: &x [1]\nb: *x\nc: !t 1\n<<: {d: 1}\n{}: 1\n");
        let spots: Vec<&str> =
            found.iter().map(|it| it.split(": ").next().unwrap_or_default()).collect();
        assert_eq!(spots, ["b.yaml:1:4", "b.yaml:2:4", "b.yaml:3:4", "b.yaml:4:1", "b.yaml:5:1"]);
    }

    #[test]
    fn stops_at_a_second_document_and_at_the_depths() {
        assert!(refusals("a: 1\n---\nb: 1\n")[0].starts_with("b.yaml:2:1: a second document"));
        let deep = format!("a: {}", "[".repeat(40));
        assert_eq!(refusals(&deep), ["b.yaml:1:19: lists and maps are nested more than 16 deep"]);
    }

    #[test]
    fn an_empty_file_is_said_to_be_empty() {
        assert!(refusals("# only a comment\n")[0].starts_with("b.yaml: the brief is empty"));
    }
}
