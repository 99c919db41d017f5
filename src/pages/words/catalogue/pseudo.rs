//! A pseudo-locale for tests: the English messages with every letter accented and in brackets. A word on a page without accents did not come
//! from the catalogue.

use fluent_syntax::ast::{Entry, Expression, Pattern, PatternElement};
use fluent_syntax::{parser, serializer};

use super::{ENGLISH, Words};

/// The English catalogue in this language.
pub(crate) fn words() -> Words {
    let mut resource = parser::parse(ENGLISH.to_owned()).unwrap();
    for entry in &mut resource.body {
        if let Entry::Message(message) = entry {
            let attributes = message.attributes.iter_mut().map(|attribute| &mut attribute.value);
            for pattern in message.value.iter_mut().chain(attributes) {
                accent(pattern);
                bracket(pattern);
            }
        }
    }
    Words::read("en-XA", &serializer::serialize(&resource)).unwrap()
}

fn accent(pattern: &mut Pattern<String>) {
    for element in &mut pattern.elements {
        match element {
            PatternElement::TextElement { value } => *value = value.chars().map(accented).collect(),
            PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
                for variant in variants {
                    accent(&mut variant.value);
                }
            }
            PatternElement::Placeable { .. } => {}
        }
    }
}

/// Marks of numbers keep their length, as they have no letters.
fn bracket(pattern: &mut Pattern<String>) {
    let is_wordless = |element: &PatternElement<String>| matches!(element, PatternElement::TextElement { value } if !value.chars().any(char::is_alphabetic));
    if !pattern.elements.iter().all(is_wordless) {
        let mark = |value: &str| PatternElement::TextElement { value: value.to_owned() };
        pattern.elements.insert(0, mark("⟦"));
        pattern.elements.push(mark("⟧"));
    }
}

fn accented(letter: char) -> char {
    const SMALL: &str = "áƀçđéƒğħíĵķłɱñóþʠřšŧúṽŵẋýž";
    const LARGE: &str = "ÁƁÇĐÉƑĞĦÍĴĶŁṂÑÓÞɊŘŠŦÚṼŴẊÝŽ";
    let of = |letters: &str, first| {
        letters.chars().nth((u32::from(letter) - u32::from(first)) as usize).unwrap()
    };
    match letter {
        'a'..='z' => of(SMALL, 'a'),
        'A'..='Z' => of(LARGE, 'A'),
        other => other,
    }
}
