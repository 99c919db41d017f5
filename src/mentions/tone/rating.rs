//! Reads the number of a rating, also as shops write it: `4/5`, `★★★★`, `4.0 out of 5 stars`.

/// Whether a cell is a rating with words around its number: `4.0 out of 5 stars`.
pub(in crate::mentions) fn is_written_rating(text: &str) -> bool {
    number(text).is_some() && text.trim().parse::<f64>().is_err()
}

/// Words after the number of stars, in the languages of the shops.
const STARS: [&str; 17] = [
    "/5",
    "%",
    "stars",
    "star",
    "star(s)",
    "★",
    "bubbles",
    "sterne",
    "stern",
    "étoiles",
    "étoile",
    "estrellas",
    "estrella",
    "estrelas",
    "stelle",
    "点",
    "星",
];

/// A number, also as `4/5`, `4 stars`, `★★★★`, `4.0 out of 5 stars`, `FOUR`.
pub(super) fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let text =
        ["Rated ", "5つ星のうち"].iter().find_map(|start| text.strip_prefix(start)).unwrap_or(text);
    let named = ["one", "two", "three", "four", "five"];
    if let Some(at) = (1..).zip(named).find(|(_, name)| text.eq_ignore_ascii_case(name)) {
        return Some(f64::from(at.0));
    }
    if !text.is_empty() && text.trim_matches('★').trim_matches('☆').is_empty() {
        return u8::try_from(text.chars().filter(|c| *c == '★').count()).ok().map(f64::from);
    }
    // `4.0 out of 5 stars`, `4,0 von 5 Sternen`, `4 sur 5`.
    let of_five = text.split_once(' ').filter(|(_, rest)| {
        let mut words = rest.split(' ').skip_while(|word| !word.starts_with('5'));
        words.next().is_some_and(|five| matches!(five, "5" | "5,0" | "5.0"))
            && ["out of ", "of ", "von ", "из ", "sur ", "de ", "su ", "van ", "av ", "z ", "/ "]
                .iter()
                .any(|of| rest.starts_with(of))
    });
    let text = of_five.map_or(text, |(number, _)| number);
    let text = text.to_lowercase();
    let bare = STARS.iter().find_map(|end| text.strip_suffix(end));
    let bare = bare.unwrap_or(&text).trim().replace(',', ".").replace('\u{2212}', "-");
    bare.parse().ok().filter(|value: &f64| value.is_finite())
}
