//! The words that decide: what makes a mention relevant, whose it is, and what its topic, department and kind are.

use crate::brief::{Brief, Group};
use crate::pages::section::{Block, Folded, Items, List};
use crate::pages::sections::topics::kinds;
use crate::pages::words::{Words, clauses, list, say};

/// The words that make a mention relevant.
pub(super) fn relevance(words: &Words, brief: &Brief) -> String {
    let Some(keywords) = &brief.keywords else { return words.text("fact-relevant-all") };
    match (group(words, &keywords.brand), group(words, &keywords.products)) {
        (None, None) => words.text("fact-relevant-all"),
        (Some(client), None) => say!(words, "fact-relevant-client", client = client),
        (None, Some(products)) => say!(words, "fact-relevant-products", products = products),
        (Some(client), Some(products)) => {
            say!(words, "fact-relevant-both", client = client, products = products)
        }
    }
}

/// `one of “a”, “b” and none of “c”`; `None` of an empty group.
fn group(words: &Words, group: &Group) -> Option<String> {
    let parts = [
        quoted(words, &group.any).map(|list| say!(words, "fact-relevant-any", words = list)),
        quoted(words, &group.all).map(|list| say!(words, "fact-relevant-every", words = list)),
        quoted(words, &group.none).map(|list| say!(words, "fact-relevant-none", words = list)),
    ];
    parts
        .into_iter()
        .flatten()
        .reduce(|start, last| say!(words, "list-last", start = start, last = last))
}

/// The words of the brief by what they decide, folded; `None` if it states none.
pub(super) fn deciding(words: &Words, brief: &Brief) -> Option<Block> {
    let lists = [
        ("rules-accounts", accounts(words, brief)),
        ("rules-competitors", competitors(words, brief)),
        ("rules-excluded", excluded(words, brief)),
        ("rules-topics", topics(words, brief)),
        ("rules-departments", departments(words, brief)),
        ("rules-kinds", added_kinds(words, brief)),
    ];
    let blocks: Vec<Block> = lists
        .into_iter()
        .filter(|(_, facts)| !facts.is_empty())
        .map(|(title, facts)| {
            Block::List(List { title: Some(words.text(title)), items: Items::Facts(facts) })
        })
        .collect();
    let summary = words.text("rules");
    (!blocks.is_empty()).then_some(Block::Folded(Folded { is_printed: false, summary, blocks }))
}

/// A name with what is decided by it.
type Facts = Vec<(String, String)>;

/// `“a”, “b”`; `None` of no word.
fn quoted(words: &Words, texts: &[String]) -> Option<String> {
    texts
        .iter()
        .map(|text| say!(words, "fact-relevant-word", word = text))
        .reduce(|start, next| say!(words, "list-next", start = start, next = next))
}

/// The client's own accounts and those of the competitors: the brief does not say whose of them each is.
fn accounts(words: &Words, brief: &Brief) -> Facts {
    let own = quoted(words, &brief.own_handles);
    let others = brief.keywords.as_ref().map(|keywords| &keywords.competitor_handles);
    let others = others.and_then(|handles| quoted(words, handles));
    let own = own.map(|handles| (words.text("rules-own"), handles));
    let others = others.map(|handles| (words.text("rules-others"), handles));
    own.into_iter().chain(others).collect()
}

fn competitors(words: &Words, brief: &Brief) -> Facts {
    let named = brief.keywords.iter().flat_map(|keywords| &keywords.competitors);
    named.filter_map(|(name, group)| Some((name.clone(), self::group(words, group)?))).collect()
}

/// Words and hosts; of accounts and ids, which lead to people, only how many.
fn excluded(words: &Words, brief: &Brief) -> Facts {
    let exclude = &brief.exclude;
    let count = |label: &str, texts: &[String]| {
        let n = texts.len() as u64;
        (n > 0).then(|| (words.text(label), words.count(n)))
    };
    let quoted = |label: &str, texts: &[String]| {
        quoted(words, texts).map(|texts| (words.text(label), texts))
    };
    let facts = [
        quoted("rules-words", &exclude.words),
        quoted("rules-hosts", &exclude.hosts),
        count("rules-authors", &exclude.authors),
        count("rules-ids", &exclude.ids),
    ];
    facts.into_iter().flatten().collect()
}

fn topics(words: &Words, brief: &Brief) -> Facts {
    let topics = brief.topics.iter();
    topics.filter_map(|it| Some((it.name.clone(), group(words, &it.words)?))).collect()
}

fn departments(words: &Words, brief: &Brief) -> Facts {
    let facts = brief.departments.iter().filter_map(|department| {
        let any = quoted(words, &department.any)
            .map(|list| say!(words, "fact-relevant-any", words = list));
        let kinds: Vec<String> =
            department.kinds.iter().map(|kind| kinds::name(words, *kind)).collect();
        let kinds =
            (!kinds.is_empty()).then(|| say!(words, "rules-of-kind", kinds = list(words, &kinds)));
        let parts: Vec<String> = any.into_iter().chain(kinds).collect();
        (!parts.is_empty()).then(|| (department.name.clone(), clauses(words, parts)))
    });
    facts.collect()
}

fn added_kinds(words: &Words, brief: &Brief) -> Facts {
    let added = brief.kinds.iter();
    added.filter_map(|(kind, it)| Some((kinds::name(words, *kind), group(words, it)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::{Department, Exclude, Keywords, Kind, Topic};
    use crate::pages::fixture;

    #[test]
    fn the_query_is_printed() {
        let mut brief = fixture::brief();
        assert!(relevance(Words::english(), &brief).contains("no keywords"));
        let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        let brand = Group {
            any: words(&["Harbour Coffee", "#harbourcoffee"]),
            none: words(&["harbour tour"]),
            ..Group::default()
        };
        let products = Group { any: words(&["Cold Brew Club"]), ..Group::default() };
        brief.keywords = Some(Keywords { brand, products, ..Keywords::default() });
        assert_eq!(
            relevance(Words::english(), &brief),
            "A row about the client: one of “Harbour Coffee”, “#harbourcoffee” and none of “harbour tour”; or about its products: one \
             of “Cold Brew Club”."
        );
    }

    #[test]
    fn every_word_that_decides_is_printed_but_no_excluded_account() {
        let texts = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
        let any = |list: &[&str]| Group { any: texts(list), ..Group::default() };
        let brief = Brief {
            own_handles: texts(&["@harbourcoffee"]),
            keywords: Some(Keywords {
                competitors: vec![("Globex".into(), any(&["Globex Coffee"]))],
                competitor_handles: texts(&["@globexcoffee"]),
                ..Keywords::default()
            }),
            exclude: Exclude {
                authors: texts(&["@couponbot", "@other"]),
                hosts: texts(&["deals.example"]),
                ids: texts(&["77"]),
                words: texts(&["giveaway", "win a *"]),
            },
            topics: vec![Topic {
                id: "app".into(),
                name: "The app".into(),
                words: any(&["logs me out"]),
                owner: None,
            }],
            departments: vec![Department {
                id: "shops".into(),
                name: "Shops".into(),
                owner: None,
                any: texts(&["toilets"]),
                kinds: vec![Kind::Problem],
            }],
            kinds: vec![(Kind::Idea, any(&["open at half past six"]))],
            ..fixture::brief()
        };
        let Some(Block::Folded(folded)) = deciding(Words::english(), &brief) else {
            panic!("the brief has words")
        };
        let lines: Vec<String> = folded
            .blocks
            .into_iter()
            .flat_map(|block| match block {
                Block::List(List { items: Items::Facts(facts), .. }) => facts,
                _ => Vec::new(),
            })
            .map(|(name, text)| format!("{name}: {text}"))
            .collect();
        assert_eq!(
            lines,
            [
                "Own accounts: “@harbourcoffee”",
                "Accounts of competitors: “@globexcoffee”",
                "Globex: one of “Globex Coffee”",
                "Words: “giveaway”, “win a *”",
                "Hosts: “deals.example”",
                "Accounts: 2",
                "Mentions by id: 1",
                "The app: one of “logs me out”",
                "Shops: one of “toilets”; kind: Problems",
                "Ideas: one of “open at half past six”",
            ]
        );
    }
}
