//! Reads what programs write into one cell as an object: `{'username': 'ada', 'id': 7}`, `User(username='ada')`, `[{'type': 'retweeted', …}]`.

use std::borrow::Cow;

use super::identity::bare_id;

/// Names of the name of an account, best first.
const NAMES: [&str; 6] =
    ["username", "screen_name", "handle", "name", "displayname", "display_name"];

/// The name of an author, out of an object if the cell is one.
pub(super) fn name(author: Cow<'_, str>) -> Cow<'_, str> {
    // Names may begin so too; those have no field.
    let is_object = author.starts_with('{') || author.starts_with("User(");
    let name = if is_object { NAMES.iter().find_map(|name| field(&author, name)) } else { None };
    name.map(str::to_owned).map_or(author, Cow::Owned)
}

/// Whether a cell names the post that a row passes on: by its id, or in the list of the posts that it refers to.
pub(super) fn passes_on(post: &str) -> bool {
    let is_of_kinds = post.starts_with(['[', '{']) && field(post, "type").is_some();
    let is_passed_on = !is_of_kinds || post.contains("retweeted") || post.contains("reposted");
    is_passed_on && bare_id(post).is_some()
}

/// The id of the post that a row answers: the cell, or in a list of references the one that it says is answered.
pub(super) fn answered(cell: &str) -> Option<&str> {
    if !cell.starts_with('[') {
        return Some(cell);
    }
    field(cell.split('}').find(|reference| reference.contains("replied_to"))?, "id")
}

/// The text of a field of an object.
pub(super) fn field<'o>(object: &'o str, name: &str) -> Option<&'o str> {
    let is_start = |at: &usize| {
        let before = object[..*at].chars().next_back();
        before.is_none_or(|c| matches!(c, '\'' | '"' | '{' | '(' | ' ' | ','))
    };
    let places = object.match_indices(name).map(|(at, _)| at).filter(is_start);
    let mut values = places.filter_map(|at| {
        let rest = object[at + name.len()..].trim_start_matches(['\'', '"']);
        let rest = rest.trim_start().strip_prefix([':', '='])?.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
        rest[1..].split(quote).next().filter(|value| !value.is_empty())
    });
    values.next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_stands_in_the_object() {
        for (cell, expected) in [
            ("{'id': 7, 'username': 'ada', 'displayname': 'Ada L.'}", "ada"),
            (r#"{"screen_name":"ada","name":"Ada"}"#, "ada"),
            ("User(username='ada', id=7, displayname='Ada')", "ada"),
            ("{ada}", "{ada}"),
            ("Ada", "Ada"),
        ] {
            assert_eq!(name(Cow::Borrowed(cell)), expected);
        }
    }

    #[test]
    fn a_list_of_references_says_what_is_passed_on() {
        assert!(passes_on("[{'type': 'retweeted', 'id': '90210777'}]") && passes_on("90210777"));
        assert!(passes_on("[{'id': 3, 'owner_id': -5}]"), "a history of copies");
        let answer = "[{'type': 'quoted', 'id': '5'}, {'type': 'replied_to', 'id': '78'}]";
        assert_eq!((answered(answer), answered("78")), (Some("78"), Some("78")));
        assert_eq!(answered("[{'type': 'retweeted', 'id': '5'}]"), None);
        for no in ["[{'type': 'replied_to', 'id': '90210777'}]", "[]", "0", "nan"] {
            assert!(!passes_on(no), "{no}");
        }
    }
}
