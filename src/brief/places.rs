//! Where everything stands: a second reading of the brief that keeps the line and column of every key and value.
//!
//! In: YAML text. Out: a tree of [`Place`]s, shaped like the value that serde reads. It refuses what a brief has no use for and what
//! would make the two readings differ or explode: keys given twice, anchors and aliases, tags, keys that are no words, a second
//! document, nesting deeper than [`DEEPEST`]. All of it at once, except that broken syntax ends the reading.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScanError, Span};

use crate::error::Problem;

/// Nesting depth of lists and maps at most: twice what a brief needs, far below the limit of the stack.
const DEEPEST: usize = 16;

/// Line and column, both from 1.
pub(crate) type Spot = (u64, u64);

/// A node of the brief and where it stands.
#[derive(Debug, Default)]
pub(super) struct Place {
    /// Of its key if it is an entry of a map, else of its first character.
    pub(super) spot: Spot,
    /// Its key, if it is an entry of a map.
    pub(super) key: String,
    /// A scalar as written, without its quotes.
    pub(super) text: String,
    /// What a list or map holds, in order.
    pub(super) inside: Vec<Place>,
}

/// Why there are no places.
pub(super) enum Refusal {
    /// The syntax is broken, and the rest of the text unread.
    Syntax(Problem),
    /// The brief uses what it may not.
    Uses(Vec<Problem>),
}

/// Reads the places of the one document in `text`.
///
/// # Errors
///
/// Every construct that a brief may not use, or the first error of syntax alone.
pub(super) fn places(file: &str, text: &str) -> Result<Place, Refusal> {
    let mut reading =
        Reading { file, events: Parser::new_from_str(text), problems: Vec::new(), depth: 0 };
    match reading.document() {
        Ok(Some(root)) if reading.problems.is_empty() => Ok(root),
        Ok(Some(_)) | Err(Stop::Told) => Err(Refusal::Uses(reading.problems)),
        Err(Stop::Syntax(problem)) => Err(Refusal::Syntax(problem)),
        Ok(None) => Err(Refusal::Uses(vec![Problem::of(file, "the brief is empty").expected(
            "at least `client`, `why`, `timing`, `audience`, `objectives`, `channels`",
        )])),
    }
}

/// The reading cannot go on.
enum Stop {
    Syntax(Problem),
    /// The last problem says why.
    Told,
}

struct Reading<'a> {
    file: &'a str,
    events: Parser<'a, saphyr_parser::StrInput<'a>>,
    problems: Vec<Problem>,
    depth: usize,
}

impl<'a> Reading<'a> {
    fn document(&mut self) -> Result<Option<Place>, Stop> {
        let mut root = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => return Ok(root),
                Event::DocumentStart(_) if root.is_some() => {
                    return self.stop(
                        self.at(spot(span), "a second document begins here")
                            .expected("one brief in one file, without `---` in it"),
                    );
                }
                Event::StreamStart | Event::DocumentStart(_) | Event::DocumentEnd => {}
                event => root = Some(self.node(event, span)?),
            }
        }
    }

    fn node(&mut self, event: Event<'a>, span: Span) -> Result<Place, Stop> {
        let mut place = Place { spot: spot(span), ..Place::default() };
        let (anchor, tag) = match &event {
            Event::Alias(anchor) => (*anchor, false),
            Event::Scalar(_, _, anchor, tag)
            | Event::SequenceStart(anchor, tag)
            | Event::MappingStart(anchor, tag) => (*anchor, tag.is_some()),
            _ => (0, false),
        };
        if anchor > 0 {
            self.refuse(
                place.spot,
                "an anchor or alias",
                "quote a text that begins with `&` or `*`",
            );
        }
        if tag {
            self.refuse(place.spot, "a tag", "quote a text that begins with `!`");
        }
        match event {
            Event::Scalar(text, ..) => place.text = text.into_owned(),
            Event::SequenceStart(..) => {
                self.deeper(place.spot)?;
                while let (event, span) = self.next()?
                    && event != Event::SequenceEnd
                {
                    place.inside.push(self.node(event, span)?);
                }
                self.depth -= 1;
            }
            Event::MappingStart(..) => {
                self.deeper(place.spot)?;
                self.entries(&mut place)?;
                self.depth -= 1;
            }
            _ => {}
        }
        Ok(place)
    }

    fn entries(&mut self, place: &mut Place) -> Result<(), Stop> {
        let mut first_line = BTreeMap::new();
        while let (event, span) = self.next()?
            && event != Event::MappingEnd
        {
            let is_word = matches!(event, Event::Scalar(..));
            let key = self.node(event, span)?;
            let mut twice = None;
            if !is_word {
                let problem = self.at(key.spot, "a list or map cannot be a key");
                self.problems.push(problem.hint("quote a text that begins with `{` or `[`"));
            } else if key.text == "<<" {
                self.refuse(key.spot, "a merge key", "write the keys out");
            } else if let Some(line) = first_line.insert(key.text.clone(), key.spot.0) {
                twice = Some(line);
            }
            let (event, span) = self.next()?;
            if let Some(line) = twice {
                self.given_twice(&key, line, &event);
            }
            place.inside.push(Place { spot: key.spot, key: key.text, ..self.node(event, span)? });
        }
        Ok(())
    }

    fn given_twice(&mut self, key: &Place, line: u64, value: &Event<'_>) {
        let name = key.text.escape_debug();
        let hint = match value {
            Event::SequenceStart(..) => {
                format!("put the entries of both into one list under one `{name}`")
            }
            Event::MappingStart(..) => format!("put the keys of both under one `{name}`"),
            _ => "keep one of them".to_owned(),
        };
        let problem = self.at(key.spot, format!("the key `{name}` is given twice"));
        self.problems.push(problem.detail(format!("first in line {line}")).hint(hint));
    }

    fn deeper(&mut self, spot: Spot) -> Result<(), Stop> {
        self.depth += 1;
        if self.depth <= DEEPEST {
            return Ok(());
        }
        self.stop(self.at(spot, format!("lists and maps are nested more than {DEEPEST} deep")))
    }

    fn next(&mut self) -> Result<(Event<'a>, Span), Stop> {
        match self.events.next_event() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => Err(Stop::Syntax(syntax(self.file, &error))),
            // After the end of the stream; `document` does not ask again.
            None => Err(Stop::Told),
        }
    }

    fn refuse(&mut self, spot: Spot, what: &str, hint: &str) {
        let problem = self.at(spot, format!("{what} has no place here"));
        self.problems.push(problem.hint(hint));
    }

    fn stop<T>(&mut self, problem: Problem) -> Result<T, Stop> {
        self.problems.push(problem);
        Err(Stop::Told)
    }

    fn at(&self, (line, column): Spot, what: impl Into<String>) -> Problem {
        Problem::at(self.file, line, column, what)
    }
}

fn spot(span: Span) -> Spot {
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
        assert_eq!(root.inside[0].spot, (1, 1));
        let b = &root.inside[1];
        assert_eq!((b.key.as_str(), b.spot), ("b", (2, 1)));
        assert_eq!(b.inside[0].inside[0].spot, (3, 6));
        assert_eq!((b.inside[1].text.as_str(), b.inside[1].spot), ("y", (4, 5)));
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
