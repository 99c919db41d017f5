//! Numbers → text: the only place where a number becomes words or digits (dates: [`dates`]).
//!
//! Thousands separators, a true minus sign, two or three significant digits, ranges with "to". What is not finite is printed as
//! [`NOT_MEASURED`]; there is no negative zero. It refuses percentages of fewer than ten (method 3.7): the counts stand alone.

pub mod dates;

/// What stands where nothing was measured; never 0.
pub const NOT_MEASURED: &str = "not measured";

/// The space at which no line breaks.
pub const NO_BREAK: char = '\u{a0}';

/// A count with thousands separators.
///
/// # Examples
///
/// ```
/// assert_eq!(socialmap::pages::format::count(1_234_567), "1,234,567");
/// ```
pub fn count(n: u64) -> String {
    grouped(&n.to_string())
}

/// A count with its noun in the right number; the plural takes an `s`.
///
/// # Examples
///
/// ```
/// use socialmap::pages::format::counted;
/// assert_eq!(counted(0, "mention"), "0 mentions");
/// assert_eq!(counted(1, "mention"), "1 mention");
/// assert_eq!(counted(2, "mention"), "2 mentions");
/// ```
pub fn counted(n: u64, noun: &str) -> String {
    match n {
        1 => format!("1 {noun}"),
        _ => format!("{} {noun}s", count(n)),
    }
}

/// A measured quantity: no decimals from 100 on, one from 1 on, two significant digits below.
///
/// # Examples
///
/// ```
/// use socialmap::pages::format::quantity;
/// assert_eq!(quantity(3.8235), "3.8");
/// assert_eq!(quantity(0.0456), "0.046");
/// assert_eq!(quantity(-1234.5), "−1,235");
/// assert_eq!(quantity(f64::NAN), "not measured");
/// ```
pub fn quantity(value: f64) -> String {
    let size = value.abs();
    let decimals = match size {
        _ if size >= 99.95 => 0,
        _ if size >= 0.995 => 1,
        _ if size >= 0.0995 => 2,
        _ if size >= 0.0005 => 3,
        _ => 0,
    };
    fixed(value, decimals)
}

/// A quantity, or "not measured".
pub fn maybe(value: Option<f64>) -> String {
    value.map_or_else(|| NOT_MEASURED.to_owned(), quantity)
}

/// A figure of the brief as written there, at most two decimals: `20`, `37.5`, `0.85`.
pub fn assumed(value: f64) -> String {
    let text = fixed(value, 2);
    match text.split_once('.') {
        Some(_) => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        None => text,
    }
}

/// Minutes of a conversation: one decimal where there is one.
pub fn minutes(value: f64) -> String {
    let text = fixed(value, 1);
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// The base of a figure, kept on one line: `n = 1,976`.
pub fn sample(n: u64) -> String {
    format!("n{NO_BREAK}={NO_BREAK}{}", count(n))
}

/// Two figures as a range, kept on one line.
///
/// # Examples
///
/// ```
/// assert_eq!(socialmap::pages::format::between("−9", "−2"), "−9\u{a0}to\u{a0}−2");
/// ```
pub fn between(low: &str, high: &str) -> String {
    format!("{low}{NO_BREAK}to{NO_BREAK}{high}")
}

/// Two quantities as a range, kept on one line.
///
/// # Examples
///
/// ```
/// assert_eq!(socialmap::pages::format::range(9.75, 19.5), "9.8\u{a0}to\u{a0}19.5");
/// ```
pub fn range(low: f64, high: f64) -> String {
    between(&quantity(low), &quantity(high))
}

/// A figure with its unit, kept on one line.
///
/// # Examples
///
/// ```
/// assert_eq!(socialmap::pages::format::with_unit("13.0", "hours"), "13.0\u{a0}hours");
/// ```
pub fn with_unit(figure: &str, unit: &str) -> String {
    format!("{figure}{NO_BREAK}{unit}")
}

/// Points of net sentiment, always with a sign except at zero: `+30`, `−5`, `0`.
pub fn points(value: f64) -> String {
    match fixed(value, 0) {
        text if value > 0.0 && value.is_finite() && text != "0" => format!("+{text}"),
        text => text,
    }
}

/// Points, or "not measured".
pub fn maybe_points(value: Option<f64>) -> String {
    value.map_or_else(|| NOT_MEASURED.to_owned(), points)
}

/// A share (0 to 1) of a base of `n`: one decimal from 100 on, none below; under 30 with "small base"; `None` under 10, where
/// the counts stand alone.
///
/// # Examples
///
/// ```
/// use socialmap::pages::format::share;
/// assert_eq!(share(0.38461, 1092).as_deref(), Some("38.5%"));
/// assert_eq!(share(0.38461, 52).as_deref(), Some("38%"));
/// assert_eq!(share(0.38461, 13).as_deref(), Some("38% (small base)"));
/// assert_eq!(share(0.5, 8), None);
/// ```
pub fn share(ratio: f64, n: u64) -> Option<String> {
    (n >= 10 && ratio.is_finite()).then(|| {
        let note = if n < 30 { " (small base)" } else { "" };
        format!("{}{note}", percent(ratio, n))
    })
}

/// A ratio as percent without the rules for small bases: assumptions, interval ends. Digits as for a base of `n`.
pub fn percent(ratio: f64, n: u64) -> String {
    let decimals = usize::from(n >= 100);
    let text = fixed(100.0 * ratio, decimals);
    let step = if decimals == 0 { 1.0 } else { 0.1 };
    match ratio {
        _ if !ratio.is_finite() => text,
        _ if ratio <= 0.0 => "0%".to_owned(),
        _ if 100.0 * ratio < step / 2.0 => format!("under {}%", assumed(step)),
        _ if ratio < 1.0 && 100.0 * ratio >= 100.0 - step / 2.0 => {
            format!("over {}%", assumed(100.0 - step))
        }
        _ if ratio >= 1.0 => "100%".to_owned(),
        _ => format!("{text}%"),
    }
}

/// A span of time in the largest unit of which it holds two: seconds at least, days at most. It is kept on one line.
///
/// # Examples
///
/// ```
/// use socialmap::pages::format::duration;
/// assert_eq!(duration(90), "90\u{a0}seconds");
/// assert_eq!(duration(9_000), "2.5\u{a0}hours");
/// assert_eq!(duration(3_600), "60\u{a0}minutes");
/// assert_eq!(duration(1_814_400), "21\u{a0}days");
/// ```
pub fn duration(seconds: u64) -> String {
    let (unit, name) = match seconds {
        0..120 => (1, "second"),
        120..7_200 => (60, "minute"),
        7_200..172_800 => (3_600, "hour"),
        _ => (86_400, "day"),
    };
    match seconds / unit {
        1 if seconds == unit => with_unit("1", name),
        whole if seconds.is_multiple_of(unit) => with_unit(&count(whole), &format!("{name}s")),
        _ => with_unit(&quantity(seconds as f64 / unit as f64), &format!("{name}s")),
    }
}

/// Money with its currency code, kept on one line; whole units from 100 on.
///
/// # Examples
///
/// ```
/// use socialmap::pages::format::money;
/// assert_eq!(money(4894.12, "EUR"), "EUR\u{a0}4,894");
/// assert_eq!(money(53.782, "EUR"), "EUR\u{a0}53.78");
/// ```
pub fn money(amount: f64, currency: &str) -> String {
    if !amount.is_finite() {
        return NOT_MEASURED.to_owned();
    }
    let decimals = if amount.abs() >= 100.0 { 0 } else { 2 };
    with_unit(currency, &fixed(amount, decimals))
}

/// A file size in bytes, kB or MB (thousands, not 1024).
pub fn bytes(n: u64) -> String {
    match n {
        0..1_000 => counted(n, "byte"),
        1_000..1_000_000 => format!("{} kB", quantity(n as f64 / 1e3)),
        _ => format!("{} MB", quantity(n as f64 / 1e6)),
    }
}

/// A figure of a CSV cell, as exact as it is; empty if it is not finite.
pub fn cell(value: f64) -> String {
    match value {
        _ if !value.is_finite() => String::new(),
        _ if value.abs() > 0.0 => value.to_string(),
        _ => "0".to_owned(),
    }
}

/// A figure of a CSV cell; empty if it was not measured.
pub fn maybe_cell(value: Option<f64>) -> String {
    value.map_or_else(String::new, cell)
}

/// Rounds half away from zero, as readers do; the standard formatter rounds ties of the binary value to even.
fn fixed(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return NOT_MEASURED.to_owned();
    }
    let scale = [1.0, 10.0, 100.0, 1000.0][decimals.min(3)];
    let rounded = (value * scale).round() / scale;
    let digits = grouped(&format!("{:.decimals$}", rounded.abs()));
    if rounded < 0.0 { format!("−{digits}") } else { digits }
}

fn grouped(digits: &str) -> String {
    let (whole, fraction) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let mut text = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text + fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantity_keeps_two_or_three_significant_digits() {
        for (value, text) in [
            (13.0, "13.0"),
            (9.75, "9.8"),
            (16.25, "16.3"),
            (3.8235, "3.8"),
            (0.456, "0.46"),
            (0.046, "0.046"),
            (99.96, "100"),
            (4894.12, "4,894"),
            (0.0, "0"),
            (-0.0, "0"),
            (-0.0001, "0"),
        ] {
            assert_eq!(quantity(value), text, "{value}");
        }
    }

    #[test]
    fn no_number_is_ever_nan_inf_or_negative_zero() {
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            for text in [quantity(value), points(value), assumed(value), money(value, "EUR")] {
                assert_eq!(text, NOT_MEASURED);
            }
            assert_eq!(cell(value), "");
            assert_eq!(share(value, 100), None);
        }
        for text in [quantity(-0.0), points(-0.0), points(-0.4), assumed(-0.0), cell(-0.0)] {
            assert_eq!(text, "0");
        }
    }

    #[test]
    fn points_carry_a_true_sign() {
        assert_eq!([points(30.0), points(-5.4), points(0.4)], ["+30", "−5", "0"]);
    }

    #[test]
    fn shares_follow_the_rules_for_small_bases() {
        assert_eq!(share(0.5, 9), None);
        assert_eq!(share(0.5, 10).as_deref(), Some("50% (small base)"));
        assert_eq!(share(0.5, 29).as_deref(), Some("50% (small base)"));
        assert_eq!(share(0.5, 30).as_deref(), Some("50%"));
        assert_eq!(share(0.0004, 5000).as_deref(), Some("under 0.1%"));
        assert_eq!(share(0.9999, 50_000).as_deref(), Some("over 99.9%"));
        assert_eq!(share(1.0, 50_000).as_deref(), Some("100%"));
        assert_eq!(share(0.0, 50).as_deref(), Some("0%"));
    }

    #[test]
    fn assumptions_stand_as_written() {
        assert_eq!([assumed(20.0), assumed(37.5), assumed(0.85)], ["20", "37.5", "0.85"]);
        assert_eq!(assumed(1000.0), "1,000");
    }

    #[test]
    fn sizes_have_a_unit() {
        assert_eq!([bytes(1), bytes(999), bytes(1_500)], ["1 byte", "999 bytes", "1.5 kB"]);
    }
}
