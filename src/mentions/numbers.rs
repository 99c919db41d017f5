//! Reads counts in all notations that exports use, and detects the decimal separator of a column.
//!
//! `1.234` by itself may be 1234 or 1.2: [`DecimalDetector`] looks at the other cells of the column. Without a proof it is 1234, because these columns
//! hold counts. Rates (`3.5%`), negative numbers and words are not counts.

/// Reads a count: `270729`, `407.137`, `1,972,048`, `1 972 048`, `1'972`, `424.0`, `1.2k`, `1.2E+06`. `decimal` is the decimal separator of the
/// column, if one is proved.
///
/// # Examples
///
/// ```
/// use socialmap::mentions::numbers::number;
/// assert_eq!(number("407.137", None), Some(407_137));
/// assert_eq!(number("407.137", Some('.')), Some(407));
/// assert_eq!(number("3.5%", None), None);
/// ```
pub fn number(text: &str, decimal: Option<char>) -> Option<u64> {
    let stated = text.trim();
    // A fast path: nearly all are digits and nothing else.
    if stated.bytes().all(|byte| byte.is_ascii_digit()) {
        return stated.parse().ok();
    }
    if let Some(number) = scientific(stated) {
        return rounded(number);
    }
    let (text, factor) = scaled(stated);
    if let Some(mark) = text.chars().find(|c| is_spacing(*c)) {
        let joined = || stated.split(is_spacing).collect::<String>();
        return is_spaced(text, mark).then(|| number(&joined(), decimal))?;
    }
    let (whole, fraction) = match split(text)? {
        Split::Whole => (text, ""),
        Split::Decimal(mark) => text.rsplit_once(mark)?,
        Split::Open(mark) if decimal == Some(mark) || factor > 1.0 => text.rsplit_once(mark)?,
        Split::Thousands | Split::Open(_) => return text.replace(['.', ','], "").parse().ok(),
    };
    let whole = whole.replace(['.', ','], "");
    if fraction.is_empty() && factor < 2.0 {
        return whole.parse().ok();
    }
    rounded(format!("{whole}.{fraction}").parse::<f64>().ok()? * factor)
}

/// A number as spreadsheets write large ones: `1.2E+06`, `1,2E+06`.
fn scientific(text: &str) -> Option<f64> {
    let (digits, exponent) = text.split_once(['E', 'e'])?;
    let is_exponent = exponent.strip_prefix('+').unwrap_or(exponent).parse::<u8>().is_ok();
    let is_number = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',');
    let is_count = is_exponent && digits.starts_with(|c: char| c.is_ascii_digit());
    (is_count && digits.bytes().all(is_number))
        .then(|| format!("{}e{exponent}", digits.replace(',', ".")).parse().ok())?
}

/// The number without its suffix `k`, `M` or `B`, and the factor of the suffix.
fn scaled(text: &str) -> (&str, f64) {
    let factor = match text.as_bytes().last() {
        Some(b'k' | b'K') => 1e3,
        Some(b'm' | b'M') => 1e6,
        Some(b'b' | b'B') => 1e9,
        _ => return (text, 1.0),
    };
    (text[..text.len() - 1].trim_end(), factor)
}

fn is_spacing(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\'' | '’')
}

/// Whether this is the only thousands separator; a decimal separator may follow.
fn is_spaced(text: &str, mark: char) -> bool {
    let (whole, decimals) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let is_digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = whole.split(mark);
    let starts = groups.next().is_some_and(|g| matches!(g.len(), 1..=3) && is_digits(g));
    starts && groups.all(|group| group.len() == 3 && is_digits(group)) && is_digits(decimals)
}

/// What the separators of a single number show.
#[derive(Debug, PartialEq, Eq)]
enum Split {
    /// No separator.
    Whole,
    /// All separate thousands.
    Thousands,
    /// The last one, this, is the decimal separator.
    Decimal(char),
    /// One separator followed by three digits: may be either.
    Open(char),
}

fn split(text: &str) -> Option<Split> {
    let is_mark = |c: char| c == '.' || c == ',';
    if !text.starts_with(|c: char| c.is_ascii_digit())
        || !text.chars().all(|c| c.is_ascii_digit() || is_mark(c))
    {
        return None;
    }
    let Some(last) = text.chars().rev().find(|c| is_mark(*c)) else { return Some(Split::Whole) };
    let groups: Vec<&str> = text.split(is_mark).collect();
    let in_threes = groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3);
    let is_one_kind = text.chars().filter(|c| is_mark(*c)).all(|c| c == last);
    Some(match (in_threes, groups.len()) {
        (true, 2) if groups[0] != "0" => Split::Open(last),
        (true, 3..) if is_one_kind => Split::Thousands,
        (false, 3..) if is_one_kind => return None,
        _ => Split::Decimal(last),
    })
}

fn rounded(value: f64) -> Option<u64> {
    // Beyond 2^53 a float no longer represents every whole number.
    format!("{:.0}", value.round()).parse().ok().filter(|whole| *whole <= 1 << 53)
}

/// Reads a column of numbers until its decimal separator is certain.
#[derive(Debug, Clone, Default)]
pub struct DecimalDetector {
    has_open: bool,
    decimal: Option<char>,
    thousands: Option<char>,
}

impl DecimalDetector {
    /// Adds a cell.
    pub fn observe(&mut self, text: &str) {
        let (text, _) = scaled(text.trim());
        match split(text) {
            Some(Split::Open(_)) => self.has_open = true,
            Some(Split::Decimal(mark)) => self.decimal = Some(mark),
            Some(Split::Thousands) => self.thousands = text.chars().find(|c| !c.is_ascii_digit()),
            Some(Split::Whole) | None => {}
        }
    }

    /// Whether the separator is known, or no cell depends on it.
    pub fn is_settled(&self) -> bool {
        !self.has_open || self.decimal.is_some() || self.thousands.is_some()
    }

    /// The decimal separator, if the column proves one and does not also use it between thousands.
    pub fn decimal(&self) -> Option<char> {
        self.decimal.filter(|mark| self.thousands != Some(*mark))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_every_dress_seen() {
        for (text, expected) in [
            ("270729", Some(270_729)),
            ("407.137", Some(407_137)),
            ("1,972,048", Some(1_972_048)),
            ("1 972 048", Some(1_972_048)),
            ("1\u{202f}972,6", Some(1973)),
            ("1'972", Some(1972)),
            ("100,378.35", Some(100_378)),
            ("100.378,65", Some(100_379)),
            ("424.0", Some(424)),
            ("0.123", Some(0)),
            ("1234.567", Some(1235)),
            ("1,4", Some(1)),
            ("1 234k", Some(1_234_000)),
            ("1.2k", Some(1200)),
            ("1.234 K", Some(1234)),
            ("3m", Some(3_000_000)),
            ("2B", Some(2_000_000_000)),
            ("0", Some(0)),
            ("3.5%", None),
            ("-", None),
            ("N/A", None),
            ("", None),
            ("-3", None),
            (".", None),
            ("1.2.3", None),
            ("12 34", None),
            ("1'972 100,378.35", None),
            ("1 972'100", None),
            ("1 972 100,378.35", None),
            ("1 100,378 222", None),
            ("1.234 567", None),
            ("1234 567", None),
            ("1 972 100,378", Some(1_972_100)),
            ("k", None),
            ("99999999999999999999999", None),
        ] {
            assert_eq!(number(text, None), expected, "{text}");
        }
    }

    #[test]
    fn the_other_cells_of_a_column_tell_what_its_mark_is_for() {
        let decimal = |cells: &[&str]| {
            let mut marks = DecimalDetector::default();
            for cell in cells {
                marks.observe(cell);
            }
            (marks.is_settled(), marks.decimal())
        };
        assert_eq!(decimal(&["407.137", "270729"]), (false, None));
        assert_eq!(decimal(&["1.234", "424.0"]), (true, Some('.')));
        assert_eq!(decimal(&["1,234", "424.05", "1,234.5"]), (true, Some('.')));
        assert_eq!(decimal(&["1.234", "1.234.567"]), (true, None));
        assert_eq!(decimal(&["12", "N/A"]), (true, None));
        assert_eq!(number("1.234", Some('.')), Some(1));
        assert_eq!(number("1,234", Some('.')), Some(1234));
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[0-9.,kMB '%-]{0,12}|\\PC{0,8}") {
            let _ = (number(&text, Some('.')), number(&text, None));
            DecimalDetector::default().observe(&text);
        }
    }
}
