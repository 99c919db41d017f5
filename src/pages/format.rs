//! Formats numbers: the only place where a number becomes digits (dates: [`dates`]). Marks and words come from the catalogue.
//!
//! Thousands separators, a true minus sign, two or three significant digits, ranges with "to". What is not finite is printed as
//! "not measured"; there is no negative zero. Percentages of fewer than ten are refused: only the counts are shown.

pub mod dates;

use super::words::{Words, say};

/// The space at which no line breaks.
pub const NO_BREAK: char = '\u{a0}';

/// The marks inside a number of one language.
#[derive(Debug, Clone, Default)]
pub(super) struct Marks {
    /// Between groups of three digits.
    pub(super) group: String,
    /// Before the decimals.
    pub(super) decimal: String,
    /// Before a negative number.
    pub(super) minus: String,
    /// Before a positive number of points.
    pub(super) plus: String,
}

impl Marks {
    /// A finite number. It is rounded half away from zero, as readers do; the standard formatter rounds ties of the binary value to
    /// even.
    pub(super) fn fixed(&self, value: f64, decimals: usize) -> String {
        let scale = [1.0, 10.0, 100.0, 1000.0][decimals.min(3)];
        let rounded = (value * scale).round() / scale;
        let digits = self.grouped(&format!("{:.decimals$}", rounded.abs()));
        if rounded < 0.0 { format!("{}{digits}", self.minus) } else { digits }
    }

    fn grouped(&self, digits: &str) -> String {
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let mut text = String::new();
        for (place, digit) in whole.chars().enumerate() {
            if place > 0 && (whole.len() - place) % 3 == 0 {
                text.push_str(&self.group);
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text.push_str(&self.decimal);
        }
        text + fraction
    }

    /// Without zeros at the end of the decimals.
    fn trimmed(&self, text: String) -> String {
        match text.split_once(&self.decimal) {
            Some((whole, decimals)) => match decimals.trim_end_matches('0') {
                "" => whole.to_owned(),
                decimals => format!("{whole}{}{decimals}", self.decimal),
            },
            None => text,
        }
    }
}

impl Words {
    /// Shown where nothing was measured; never 0.
    pub fn not_measured(&self) -> String {
        self.text("not-measured")
    }

    /// A count with thousands separators.
    ///
    /// # Examples
    ///
    /// ```
    /// # let words = socialmap::pages::Words::english();
    /// assert_eq!(words.count(1_234_567), "1,234,567");
    /// ```
    pub fn count(&self, n: u64) -> String {
        self.marks.grouped(&n.to_string())
    }

    /// A measured quantity: no decimals from 100 on, one from 1 on, two significant digits below.
    ///
    /// # Examples
    ///
    /// ```
    /// # let words = socialmap::pages::Words::english();
    /// assert_eq!(words.quantity(3.8235), "3.8");
    /// assert_eq!(words.quantity(0.0456), "0.046");
    /// assert_eq!(words.quantity(-1234.5), "−1,235");
    /// assert_eq!(words.quantity(f64::NAN), "not measured");
    /// ```
    pub fn quantity(&self, value: f64) -> String {
        self.fixed(value, decimals(value))
    }

    /// People with as many decimals as show why the whole number above them is taken: 2.006 takes three people and is not `2.0`. What lies less than a
    /// thousandth above a whole number is shown as a thousandth above it.
    pub fn full_time(&self, people: f64) -> String {
        let whole = people.floor();
        let is_above = |decimals: &usize| {
            let scale = [1.0, 10.0, 100.0, 1000.0][*decimals];
            (people * scale).round() / scale > whole
        };
        if people < 1.0 || people - whole <= ROUNDING {
            return self.quantity(people);
        }
        match (decimals(people)..=3).find(is_above) {
            Some(decimals) => self.fixed(people, decimals),
            None => self.fixed(whole + 0.001, 3),
        }
    }

    /// A quantity, or "not measured".
    pub fn maybe(&self, value: Option<f64>) -> String {
        value.map_or_else(|| self.not_measured(), |value| self.quantity(value))
    }

    /// A figure of the brief as written there, at most two decimals: `20`, `37.5`, `0.85`.
    pub fn assumed(&self, value: f64) -> String {
        self.marks.trimmed(self.fixed(value, 2))
    }

    /// Minutes of a conversation: one decimal where there is one.
    pub fn minutes(&self, value: f64) -> String {
        self.marks.trimmed(self.fixed(value, 1))
    }

    /// The base of a figure, kept on one line: `n = 1,976`.
    pub fn sample(&self, n: u64) -> String {
        say!(self, "sample", n = n)
    }

    /// Two figures as a range, kept on one line.
    ///
    /// # Examples
    ///
    /// ```
    /// # let words = socialmap::pages::Words::english();
    /// assert_eq!(words.between("−9", "−2"), "−9\u{a0}to\u{a0}−2");
    /// ```
    pub fn between(&self, low: &str, high: &str) -> String {
        say!(self, "range", low = low, high = high)
    }

    /// Two quantities as a range, kept on one line.
    ///
    /// # Examples
    ///
    /// ```
    /// # let words = socialmap::pages::Words::english();
    /// assert_eq!(words.range(9.75, 19.5), "9.8\u{a0}to\u{a0}19.5");
    /// ```
    pub fn range(&self, low: f64, high: f64) -> String {
        self.between(&self.quantity(low), &self.quantity(high))
    }

    /// A figure with its unit, kept on one line.
    ///
    /// # Examples
    ///
    /// ```
    /// # let words = socialmap::pages::Words::english();
    /// assert_eq!(words.with_unit("13.0", "hours"), "13.0\u{a0}hours");
    /// ```
    pub fn with_unit(&self, figure: &str, unit: &str) -> String {
        say!(self, "amount", figure = figure, unit = unit)
    }

    /// A ratio to an average, with two decimals whatever its size: `0.97×`.
    ///
    /// # Examples
    ///
    /// ```
    /// # let words = socialmap::pages::Words::english();
    /// assert_eq!(words.times(1.0), "1.00×");
    /// ```
    pub fn times(&self, value: f64) -> String {
        say!(self, "number-times", number = self.fixed(value, 2))
    }

    /// Points of net sentiment, always with a sign except at zero: `+30`, `−5`, `0`.
    pub fn points(&self, value: f64) -> String {
        match self.fixed(value, 0) {
            text if value > 0.0 && value.is_finite() && text != "0" => {
                format!("{}{text}", self.marks.plus)
            }
            text => text,
        }
    }

    /// Points, or "not measured".
    pub fn maybe_points(&self, value: Option<f64>) -> String {
        value.map_or_else(|| self.not_measured(), |value| self.points(value))
    }

    /// Points with their unit: `−5 points`, `+1 point`.
    pub fn named_points(&self, net: f64) -> String {
        say!(self, "points", n = net.abs().round(), points = self.points(net))
    }

    /// A share (0 to 1) of a base of `n`: one decimal from 100 on, none below; under 30 with "small base"; `None` under 10, where
    /// only the counts are shown.
    ///
    /// # Examples
    ///
    /// ```
    /// # let words = socialmap::pages::Words::english();
    /// assert_eq!(words.share(0.38461, 1092).as_deref(), Some("38.5%"));
    /// assert_eq!(words.share(0.38461, 52).as_deref(), Some("38%"));
    /// assert_eq!(words.share(0.38461, 13).as_deref(), Some("38% (small base)"));
    /// assert_eq!(words.share(0.5, 8), None);
    /// ```
    pub fn share(&self, ratio: f64, n: u64) -> Option<String> {
        (n >= 10 && ratio.is_finite()).then(|| {
            let share = self.percent(ratio, n);
            if n < 30 { say!(self, "share-small-base", share = share) } else { share }
        })
    }

    /// A ratio as percent without the rules for small bases: assumptions, interval ends. Digits as for a base of `n`.
    pub fn percent(&self, ratio: f64, n: u64) -> String {
        let decimals = usize::from(n >= 100);
        let step = if decimals == 0 { 1.0 } else { 0.1 };
        match ratio {
            _ if !ratio.is_finite() => self.not_measured(),
            _ if ratio <= 0.0 => say!(self, "number-percent", number = "0"),
            _ if 100.0 * ratio < step / 2.0 => {
                say!(self, "number-percent-under", number = self.assumed(step))
            }
            _ if ratio < 1.0 && 100.0 * ratio >= 100.0 - step / 2.0 => {
                say!(self, "number-percent-over", number = self.assumed(100.0 - step))
            }
            _ if ratio >= 1.0 => say!(self, "number-percent", number = "100"),
            _ => say!(self, "number-percent", number = self.fixed(100.0 * ratio, decimals)),
        }
    }

    /// The time within which something was promised: minutes under two hours, then hours; without minutes, words for the own time of each channel.
    ///
    /// # Examples
    ///
    /// ```
    /// # let words = socialmap::pages::Words::english();
    /// assert_eq!(words.within(Some(4320)), "72\u{a0}hours");
    /// assert_eq!(words.within(Some(90)), "90\u{a0}minutes");
    /// ```
    pub fn within(&self, minutes: Option<u32>) -> String {
        match minutes {
            None => self.text("time-promised"),
            Some(minutes) if minutes < 120 => self.duration(60 * u64::from(minutes)),
            Some(minutes) => {
                let hours = f64::from(minutes) / 60.0;
                say!(self, "duration-hours", n = hours, figure = self.assumed(hours))
            }
        }
    }

    /// A span of time in the largest unit of which it holds two: seconds at least, days at most. It is kept on one line.
    ///
    /// # Examples
    ///
    /// ```
    /// # let words = socialmap::pages::Words::english();
    /// assert_eq!(words.duration(90), "90\u{a0}seconds");
    /// assert_eq!(words.duration(9_000), "2.5\u{a0}hours");
    /// assert_eq!(words.duration(3_600), "60\u{a0}minutes");
    /// assert_eq!(words.duration(1_814_400), "21\u{a0}days");
    /// ```
    pub fn duration(&self, seconds: u64) -> String {
        let unit = match seconds {
            0..120 => 1,
            120..7_200 => 60,
            7_200..172_800 => 3_600,
            _ => 86_400,
        };
        let n = seconds as f64 / unit as f64;
        let is_whole = seconds.is_multiple_of(unit);
        let figure = if is_whole { self.count(seconds / unit) } else { self.quantity(n) };
        match unit {
            1 => say!(self, "duration-seconds", n = n, figure = figure),
            60 => say!(self, "duration-minutes", n = n, figure = figure),
            3_600 => say!(self, "duration-hours", n = n, figure = figure),
            _ => say!(self, "duration-days", n = n, figure = figure),
        }
    }

    /// Money with its currency code, kept on one line; whole units from 100 on.
    ///
    /// # Examples
    ///
    /// ```
    /// # let words = socialmap::pages::Words::english();
    /// assert_eq!(words.money(4894.12, "EUR"), "EUR\u{a0}4,894");
    /// assert_eq!(words.money(53.782, "EUR"), "EUR\u{a0}53.78");
    /// ```
    pub fn money(&self, amount: f64, currency: &str) -> String {
        if !amount.is_finite() {
            return self.not_measured();
        }
        let decimals = match amount.abs() {
            100.0.. => 0,
            // Rates of an hour may be parts of the smallest coin.
            small if small > 0.0 && small < 0.1 => 4,
            _ => 2,
        };
        say!(self, "money", currency = currency, amount = self.fixed(amount, decimals))
    }

    /// A file size in bytes, kB or MB (thousands, not 1024).
    pub fn bytes(&self, n: u64) -> String {
        match n {
            0..1_000 => say!(self, "bytes", n = n),
            1_000..1_000_000 => say!(self, "kilobytes", size = self.quantity(n as f64 / 1e3)),
            _ => say!(self, "megabytes", size = self.quantity(n as f64 / 1e6)),
        }
    }

    fn fixed(&self, value: f64, decimals: usize) -> String {
        if value.is_finite() { self.marks.fixed(value, decimals) } else { self.not_measured() }
    }
}

/// What rounding of floats may add to a whole number of people.
const ROUNDING: f64 = 1e-9;

/// Decimals of a measured quantity.
fn decimals(value: f64) -> usize {
    let size = value.abs();
    match size {
        _ if size >= 99.95 => 0,
        _ if size >= 0.995 => 1,
        _ if size >= 0.0995 => 2,
        _ if size >= 0.0005 => 3,
        _ => 0,
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

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> &'static Words {
        Words::english()
    }

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
            assert_eq!(words().quantity(value), text, "{value}");
        }
    }

    #[test]
    fn full_time_people_show_on_which_side_of_a_whole_number_they_are() {
        let shown =
            [2.006, 2.0, 2.4, 2.97, 1.0004, 0.48, 47.43, 120.2].map(|it| words().full_time(it));
        assert_eq!(shown, ["2.01", "2.0", "2.4", "3.0", "1.001", "0.48", "47.4", "120.2"]);
    }

    #[test]
    fn no_number_is_ever_nan_inf_or_negative_zero() {
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            for text in [
                words().quantity(value),
                words().points(value),
                words().assumed(value),
                words().money(value, "EUR"),
            ] {
                assert_eq!(text, "not measured");
            }
            assert_eq!(cell(value), "");
            assert_eq!(words().share(value, 100), None);
        }
        for text in [
            words().quantity(-0.0),
            words().points(-0.0),
            words().points(-0.4),
            words().assumed(-0.0),
            cell(-0.0),
        ] {
            assert_eq!(text, "0");
        }
    }

    #[test]
    fn points_carry_a_true_sign() {
        assert_eq!(
            [words().points(30.0), words().points(-5.4), words().points(0.4)],
            ["+30", "−5", "0"]
        );
    }

    #[test]
    fn shares_follow_the_rules_for_small_bases() {
        assert_eq!(words().share(0.5, 9), None);
        assert_eq!(words().share(0.5, 10).as_deref(), Some("50% (small base)"));
        assert_eq!(words().share(0.5, 29).as_deref(), Some("50% (small base)"));
        assert_eq!(words().share(0.5, 30).as_deref(), Some("50%"));
        assert_eq!(words().share(0.0004, 5000).as_deref(), Some("under 0.1%"));
        assert_eq!(words().share(0.9999, 50_000).as_deref(), Some("over 99.9%"));
        assert_eq!(words().share(1.0, 50_000).as_deref(), Some("100%"));
        assert_eq!(words().share(0.0, 50).as_deref(), Some("0%"));
    }

    #[test]
    fn assumptions_stand_as_written() {
        assert_eq!(
            [words().assumed(20.0), words().assumed(37.5), words().assumed(0.85)],
            ["20", "37.5", "0.85"]
        );
        assert_eq!(words().assumed(1000.0), "1,000");
    }

    #[test]
    fn sizes_have_a_unit() {
        assert_eq!(
            [words().bytes(1), words().bytes(999), words().bytes(1_500)],
            ["1 byte", "999 bytes", "1.5 kB"]
        );
    }
}
