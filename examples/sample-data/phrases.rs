//! Joins and edits sentences: punctuation, capitals, typing errors; and tests whether a text names the client.

/// Whether the brief's keywords find the brand or its products.
pub(crate) fn names_us(text: &str) -> bool {
    let text = text.to_lowercase();
    [
        "harbour coffee",
        "@harbourcoffee",
        "#harbourcoffee",
        "cold brew club",
        "harbour app",
        "harbour card",
    ]
    .iter()
    .any(|name| text.contains(name))
}

/// Upper case at the start, a full stop at the end.
pub(crate) fn sentence(text: &str) -> String {
    let mut letters = text.trim().chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let text = first + letters.as_str();
    if text.ends_with(char::is_alphanumeric) { text + "." } else { text }
}

pub(crate) fn join(text: &str, more: &str) -> String {
    let text = text.trim();
    let stop = if text.ends_with(char::is_alphanumeric) { "." } else { "" };
    format!("{text}{stop} {more}")
}

/// Continues in lower case after an opener such as `Honestly,`, except before names, `I` and German nouns.
pub(crate) fn after(opener: &str, text: &str, language: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().unwrap_or_default();
    let goes_on = opener.ends_with([',', ':']) && language != "de" && !text.starts_with("Harbour");
    if goes_on && letters.as_str().starts_with(|second: char| second.is_lowercase()) {
        first.to_lowercase().to_string() + letters.as_str()
    } else {
        text.to_owned()
    }
}

/// Swaps the second and third letter of the first long word after the given one.
pub(crate) fn swap_letters(text: &str, from: u64) -> String {
    let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    let from = usize::try_from(from).expect("a small number");
    let plain =
        |word: &String| word.len() > 4 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    if let Some(word) = words.iter_mut().skip(from).find(|word| plain(word)) {
        let (head, tail) = word.split_at(3);
        let mut head: Vec<char> = head.chars().collect();
        head.swap(1, 2);
        *word = head.into_iter().collect::<String>() + tail;
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_joined_by_one_stop() {
        assert_eq!(join("so good", "Thanks!"), "so good. Thanks!");
        assert_eq!(join("so good!", "Thanks!"), "so good! Thanks!");
        assert_eq!(sentence("ok"), "Ok.");
    }

    #[test]
    fn an_opener_goes_on_in_lower_case() {
        assert_eq!(after("Honestly,", "Best mocha", "en"), "best mocha");
        assert_eq!(after("Honestly,", "I like it", "en"), "I like it");
        assert_eq!(after("Well.", "Best mocha", "en"), "Best mocha");
    }

    #[test]
    fn a_typo_leaves_handles_alone() {
        assert_eq!(swap_letters("@harbourcoffee please answer", 0), "@harbourcoffee pelase answer");
    }
}
