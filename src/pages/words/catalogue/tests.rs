//! The catalogue as a whole: every message can be rendered, none is unused, none is missing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};
use fluent_syntax::parser;

use super::{ENGLISH, Value, Words, chooses_plural, pseudo};

/// The variables of a message, and the words between which each chooses.
#[derive(Debug, Default)]
struct Variables(BTreeMap<String, BTreeSet<String>>);

impl Variables {
    fn of(pattern: &Pattern<String>) -> Self {
        let mut found = Self::default();
        found.add(pattern);
        found
    }

    fn add(&mut self, pattern: &Pattern<String>) {
        for element in &pattern.elements {
            let PatternElement::Placeable { expression } = element else { continue };
            match expression {
                Expression::Inline(InlineExpression::StringLiteral { .. }) => {}
                Expression::Inline(InlineExpression::VariableReference { id }) => {
                    assert!(
                        !chooses_plural(&id.name),
                        "{}: a number is shown by NUMBER()",
                        id.name
                    );
                    self.0.entry(id.name.clone()).or_default();
                }
                Expression::Inline(InlineExpression::FunctionReference { id, arguments }) => {
                    let [InlineExpression::VariableReference { id: number }] =
                        arguments.positional.as_slice()
                    else {
                        panic!("{}: one variable", id.name)
                    };
                    assert!(id.name == "NUMBER" && arguments.named.is_empty(), "{}", id.name);
                    assert!(chooses_plural(&number.name), "{}: a text", number.name);
                    self.0.entry(number.name.clone()).or_default();
                }
                Expression::Select {
                    selector: InlineExpression::VariableReference { id },
                    variants,
                } => {
                    for variant in variants {
                        let VariantKey::Identifier { name } = &variant.key else {
                            panic!("{}: a number as a variant", id.name)
                        };
                        let is_plural =
                            ["zero", "one", "two", "few", "many", "other"].contains(&name.as_str());
                        assert_eq!(is_plural, chooses_plural(&id.name), "{}: {name}", id.name);
                        self.0.entry(id.name.clone()).or_default().insert(name.clone());
                        self.add(&variant.value);
                    }
                }
                other => panic!("the catalogue has no use for {other:?}"),
            }
        }
    }
}

/// Id → variables, attributes as `id.attribute`.
fn messages() -> Vec<(String, Variables)> {
    let resource = parser::parse(ENGLISH.to_owned()).unwrap();
    let mut messages = Vec::new();
    for entry in resource.body {
        match entry {
            Entry::Message(message) => {
                let id = message.id.name;
                messages.push((id.clone(), Variables::of(&message.value.unwrap())));
                for attribute in message.attributes {
                    let id = format!("{id}.{}", attribute.id.name);
                    messages.push((id, Variables::of(&attribute.value)));
                }
            }
            Entry::Term(_) | Entry::Junk { .. } => panic!("the catalogue has no use for {entry:?}"),
            _ => {}
        }
    }
    messages
}

#[test]
fn every_message_can_be_rendered() {
    let numbers = [0.0, 1.0, 2.0, 12_345.0, 0.5, -1.0];
    let texts = ["0", "1", "12,345", "not measured", "−5"];
    let pseudo = pseudo::words();
    for (id, Variables(variables)) in messages() {
        let choices = variables.values().map(BTreeSet::len).max().unwrap_or(0).max(numbers.len());
        for turn in 0..choices {
            let values: Vec<(&'static str, Value<'_>)> = variables
                .iter()
                .map(|(name, choices)| {
                    let value = match choices.iter().nth(turn % choices.len().max(1)) {
                        _ if chooses_plural(name) => Value::from(numbers[turn % numbers.len()]),
                        Some(choice) => Value::from(choice),
                        None => Value::from(texts[turn % texts.len()]),
                    };
                    (&*name.clone().leak(), value)
                })
                .collect();
            for words in [Words::english(), &pseudo] {
                let text = words.say(&id, &values);
                assert!(!text.contains(['{', '}']) && text != format!("[{id}]"), "{id}: {text}");
                assert!(!text.contains("12345") && text.trim() == text, "{id}: {text:?}");
            }
        }
    }
}

#[test]
fn numbers_choose_the_plural_and_texts_do_not() {
    let words = Words::english();
    let mentions = |n: u64| super::say!(words, "mentions", n = n);
    assert_eq!(
        [0, 1, 2, 1_234_567].map(mentions),
        ["0 mentions", "1 mention", "2 mentions", "1,234,567 mentions"]
    );
}

#[test]
#[should_panic(expected = "mentions: `n` is Text")]
fn a_string_of_digits_chooses_no_plural() {
    super::say!(Words::english(), "mentions", n = "1");
}

#[test]
#[should_panic(expected = "message `there-is-none`")]
fn an_id_that_is_missing_panics() {
    Words::english().text("there-is-none");
}

#[test]
#[should_panic(expected = "message `mentions`: [ResolverError(Reference(Variable")]
fn a_variable_that_is_missing_panics() {
    Words::english().text("mentions");
}

#[test]
fn an_id_that_stands_twice_is_refused() {
    let doubled = format!("{ENGLISH}\nmentions = twice\n");
    let error = Words::read("en", &doubled).err().unwrap();
    assert!(error.contains("Overriding") && error.contains("mentions"), "{error}");
    let broken = Words::read("en", &format!("{ENGLISH}\nbroken = {{ $n\n")).err().unwrap();
    assert!(broken.contains("Expected"), "{broken}");
}

/// The program's own text: sources of pages and commands without the tests at their foot, and templates.
fn code() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = files(&root.join("templates"), ".html");
    for module in ["src/pages", "src/commands"] {
        paths.extend(files(&root.join(module), ".rs"));
    }
    paths.retain(|path| !path.components().any(|part| part.as_os_str() == "catalogue"));
    let text = |path| fs::read_to_string(path).unwrap();
    let own = |text: String| text.split("#[cfg(test)]\nmod").next().unwrap().to_owned();
    paths.into_iter().map(text).map(own).collect()
}

#[test]
fn every_message_is_used_and_every_id_exists() {
    let ids: BTreeSet<String> = messages().into_iter().map(|(id, _)| id).collect();
    let code = code();
    let quoted: BTreeSet<&str> = code.iter().flat_map(|text| text.split('"')).collect();
    let unused: Vec<&String> =
        ids.iter().filter(|id| !id.contains('.') && !quoted.contains(id.as_str())).collect();
    assert!(unused.is_empty(), "no code asks for {unused:?}");
    let missing: Vec<&str> =
        code.iter().flat_map(|text| asked(text)).filter(|id| !ids.contains(*id)).collect();
    assert!(missing.is_empty(), "the catalogue lacks {missing:?}");
}

/// Every id that occurs in a call: `say!(words, "id"`, `.text("id"` and the literals of `.text(match …)` or `.text(if …)`.
fn asked(code: &str) -> Vec<&str> {
    let after =
        |call: &'static str| code.match_indices(call).map(|(at, call)| &code[at + call.len()..]);
    let mut asked: Vec<&str> = Vec::new();
    for text in after("say!(") {
        asked.extend(text.split('"').nth(1));
    }
    for text in after(".text(").map(str::trim_start) {
        if text.starts_with('"') {
            asked.extend(text.split('"').nth(1));
        } else if text.starts_with("match") || text.starts_with("if") {
            asked.extend(enclosed(text).split('"').skip(1).step_by(2));
        }
    }
    asked
}

/// The text up to the bracket that closes what was opened before it.
fn enclosed(text: &str) -> &str {
    let mut depth = 1;
    for (at, letter) in text.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &text[..at];
        }
    }
    text
}

/// Files under `folder` whose name ends so.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
    found
}
