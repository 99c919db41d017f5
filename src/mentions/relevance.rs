//! Finds the keyword groups of the brief that a text matches, all in one pass.
//!
//! Text and keywords are [folded](super::folded) alike. A keyword is a whole word unless it ends in `*` or is written in a script without
//! spaces; `#tag` and `@handle` are whole tags and handles. The result is only the set of brands that the text names.

use super::brands::Brands;
use super::folded::{fold, has_no_spaces};
use super::matcher::{Conditions, Matcher, pattern};
use crate::brief::{Group, Keywords};
use crate::note::Note;

/// The relevance of a mention by the keywords of the brief.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Relevance {
    /// It names the brand or a product, or the brief has keywords for neither.
    Relevant,
    /// It names only competitors.
    Competitor,
    /// It names none of them.
    Unrelated,
    /// Excluded by `exclude` of the brief.
    Excluded(ExcludedBy),
}

/// The first list of `exclude` that a row matches.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[expect(missing_docs, reason = "the names are the keys of the brief")]
pub enum ExcludedBy {
    Author,
    Host,
    Id,
    Word,
}

impl Relevance {
    /// The relevance of a text that names these brands.
    pub fn of(brands: Brands) -> Self {
        match (brands.has_own(), brands.is_empty()) {
            (true, _) => Self::Relevant,
            (false, false) => Self::Competitor,
            (false, true) => Self::Unrelated,
        }
    }
}

/// The brief's keywords, compiled for searching.
#[derive(Debug)]
pub struct Search {
    /// Without a group there is nothing to search for, and every mention is relevant.
    matcher: Matcher,
    /// The brand of each group.
    brands: Vec<Brands>,
}

impl Search {
    /// Prepares the keywords of a brief; without any for brand or products every mention is relevant.
    pub fn new(keywords: Option<&Keywords>) -> Self {
        let groups = keywords.map(branded).unwrap_or_default();
        Self {
            matcher: Matcher::new(groups.iter().map(|(_, group)| Conditions::from(*group))),
            brands: groups.into_iter().map(|(brand, _)| brand).collect(),
        }
    }

    /// The brands that a text names.
    pub fn brands(&self, text: &str) -> Brands {
        self.brands_in(fold(text).as_bytes())
    }

    /// The brands that a text names, [folded](super::folded::push) and [spaced](super::folded::space).
    pub fn brands_in(&self, text: &[u8]) -> Brands {
        if self.matcher.is_empty() {
            return Brands::OWN;
        }
        let matching = self.matcher.matching(text);
        let named = self.brands.iter().enumerate().filter(|(at, _)| matching >> at & 1 == 1);
        named.fold(Brands::NONE, |brands, (_, brand)| brands.union(*brand))
    }
}

/// The groups that have keywords, with their brands.
fn branded(keywords: &Keywords) -> Vec<(Brands, &Group)> {
    let own = [(Brands::OWN, &keywords.brand), (Brands::OWN, &keywords.products)];
    let competitors = keywords.competitors.iter().zip(1..);
    let competitors = competitors.map(|((_, group), place)| (Brands::at(place), group));
    let groups = own.into_iter().chain(competitors);
    groups.filter(|(_, group)| group.has_words()).collect()
}

/// Notes on keywords that are so short that they match by chance: three letters or fewer (one character in a script without spaces), in a
/// group without `all`. Tags and handles are exempt.
pub fn short_words(keywords: &Keywords) -> Vec<Note> {
    let own = [
        ("`keywords.brand`".to_owned(), &keywords.brand),
        ("`keywords.products`".to_owned(), &keywords.products),
    ];
    let competitors = keywords.competitors.iter();
    let competitors =
        competitors.map(|(name, group)| (format!("`keywords.competitors` {name}"), group));
    let groups = own.into_iter().chain(competitors).filter(|(_, group)| group.all.is_empty());
    groups
        .flat_map(|(key, group)| group.any.iter().map(move |word| (key.clone(), word)))
        .filter(|(_, word)| is_short(&pattern(word).0))
        .map(|(key, word)| Note::ShortKeyword { key, word: word.clone() })
        .collect()
}

fn is_short(pattern: &str) -> bool {
    let most = if pattern.contains(has_no_spaces) { 1 } else { 3 };
    let letters = pattern.chars().count();
    (1..=most).contains(&letters) && pattern.chars().all(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::folded::is_boundary;

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    fn judge(any: &[&str], none: &[&str], text: &str) -> bool {
        let keywords = Keywords {
            brand: Group { any: words(any), none: words(none), ..Group::default() },
            ..Keywords::default()
        };
        Search::new(Some(&keywords)).brands(text) == Brands::OWN
    }

    /// The table in docs/method.md, Keywords.
    #[test]
    fn the_table_of_the_method() {
        for (keyword, text, expected) in [
            ("acme", "ACME's app", true),
            ("acme", "so #acme", true),
            ("acme", "@acme hi", true),
            ("acme", "acmeville", false),
            ("acme", "pacme", false),
            ("cafe", "caf\u{e9}", false),
            ("\u{7121}\u{5370}", "\u{7121}\u{5370}\u{826f}\u{54c1}\u{304c}\u{597d}\u{304d}", true),
            ("data loss", "data-loss", true),
            ("data loss", "Data \n loss!", true),
            ("@acme", "@acme_help", false),
            ("@acme", "mail@acme.example", false),
            ("@acme", "hi @acme.", true),
            ("#acme", "#ACME!", true),
            ("#acme", "#acmes", false),
            ("brew*", "brewing", true),
            ("\u{ff21}cme", "acme", true),
            ("stra\u{df}e", "STRASSE 5", true),
            ("STRASSE", "hauptstra\u{df}e", false),
            ("acme", "acme.example", true),
            ("acme", "acme\u{304c}\u{597d}\u{304d}", true),
            ("app 5", "app 5.3", false),
            ("@acme", "\u{597d}\u{304d}@acme", true),
            ("@acme", "@acme's", true),
            ("#acme", "c#acme", false),
            ("C++", "c++!", true),
            ("-", "a - b", false),
            ("\u{1f44d}", "ok\u{1f44d}", true),
        ] {
            assert_eq!(judge(&[keyword], &[], text), expected, "{keyword} in {text}");
        }
    }

    #[test]
    fn a_word_that_may_not_occur_rules_the_group_out() {
        assert!(judge(&["harbour"], &["harbour tour"], "Harbour coffee"));
        assert!(!judge(&["harbour"], &["harbour tour"], "a Harbour tour with coffee from Harbour"));
    }

    #[test]
    fn all_words_must_be_there_where_asked() {
        let brand = Group { all: words(&["cold", "brew"]), ..Group::default() };
        let search = Search::new(Some(&Keywords { brand, ..Keywords::default() }));
        assert_eq!(search.brands("brew it cold, brew it"), Brands::OWN);
        assert_eq!(search.brands("brew brew"), Brands::NONE);
        assert_eq!(search.brands("brew \n cold"), Brands::OWN);
    }

    proptest::proptest! {
        /// However keywords overlap, each is found wherever it occurs by itself.
        #[test]
        fn all_groups_together_find_what_each_finds_alone(
            keywords in proptest::collection::vec("a|b|ab|a b|a b a|b a|@a|#ab?", 1..8),
            text in "(a|b|ab| | |#|@|\\.){0,12}",
        ) {
            let named = |keyword: &String| (keyword.clone(), group(keyword));
            let competitors: Vec<_> = keywords.iter().map(named).collect();
            let search = Search::new(Some(&Keywords { competitors, ..Keywords::default() }));
            let text = fold(&text);
            let stands = |keyword: &str, at: usize| {
                text[at..].starts_with(keyword)
                    && is_boundary(&text, at)
                    && is_boundary(&text, at + keyword.len())
            };
            let alone = keywords.iter().zip(1..).map(|(keyword, place)| {
                let is_named = (0..text.len()).any(|at| stands(keyword, at));
                if is_named { Brands::at(place) } else { Brands::NONE }
            });
            proptest::prop_assert_eq!(search.brands(&text), alone.fold(Brands::NONE, Brands::union));
        }
    }

    fn group(word: &str) -> Group {
        Group { any: words(&[word]), ..Group::default() }
    }

    fn rivals() -> Keywords {
        Keywords {
            brand: group("acme"),
            products: group("acme one"),
            competitors: vec![
                ("Globex".to_owned(), group("globex")),
                ("Initech".to_owned(), group("initech")),
            ],
            competitor_handles: Vec::new(),
        }
    }

    #[test]
    fn a_post_has_the_tag_of_every_brand_it_names() {
        let search = Search::new(Some(&rivals()));
        let judge = |text| (search.brands(text), Relevance::of(search.brands(text)));
        assert_eq!(judge("Globex"), (Brands::at(1), Relevance::Competitor));
        assert_eq!(
            judge("Initech or Acme One"),
            (Brands::OWN.union(Brands::at(2)), Relevance::Relevant)
        );
        assert_eq!(judge("neither"), (Brands::NONE, Relevance::Unrelated));
        assert_eq!(Search::new(None).brands("neither"), Brands::OWN);
    }

    #[test]
    fn short_keywords_are_noted_unless_a_second_word_is_required() {
        let mut keywords = rivals();
        keywords.brand.any = words(&["app", "#up", "acme", "\u{7121}\u{5370}", "\u{7121}", "up*"]);
        keywords.competitors[0].1.any = words(&["ibm"]);
        let notes = short_words(&keywords);
        assert_eq!(notes.len(), 4, "{notes:?}");
        assert_eq!(
            notes[0],
            Note::ShortKeyword { key: "`keywords.brand`".into(), word: "app".into() }
        );
        assert_eq!(
            notes[3],
            Note::ShortKeyword { key: "`keywords.competitors` Globex".into(), word: "ibm".into() }
        );
        keywords.brand.all = words(&["coffee"]);
        assert_eq!(short_words(&keywords).len(), 1);
    }
}
