//! Counts with their shares as a bar chart, only the longest ones, and the rest as one bar.

use super::words::{Words, say};
use crate::charts::{Bar, Bars};

/// Further rows share one bar; the table of the figure lists them all.
const MOST_BARS: usize = 12;

/// Mentions in all under which there are no shares.
const FEWEST_FOR_SHARES: u64 = 10;

/// One row of the chart.
pub(super) struct NamedCount {
    /// Its name.
    pub(super) label: String,
    /// Mentions; `None`: not measured.
    pub(super) count: Option<u64>,
    /// Drawn in the secondary colour.
    pub(super) is_muted: bool,
}

/// The chart of these rows, which together have `total` mentions; `others` names a number of further rows.
pub(super) fn counted_bars(
    words: &Words,
    rows: &[NamedCount],
    total: u64,
    others: fn(&Words, u64) -> String,
) -> Bars {
    let shown = if rows.len() > MOST_BARS { MOST_BARS - 1 } else { rows.len() };
    let (shown, rest) = rows.split_at(shown);
    let mut bars: Vec<Bar> = shown.iter().map(|row| bar(words, row, total)).collect();
    if !rest.is_empty() {
        let label = others(words, rest.len() as u64);
        let mentions = rest.iter().filter_map(|row| row.count).sum();
        bars.push(bar(words, &NamedCount { label, count: Some(mentions), is_muted: true }, total));
    }
    Bars { rows: bars }
}

/// `507 · 25.0%`; so few in all allow no shares, and none has none.
pub(super) fn count_and_share(words: &Words, n: u64, total: u64) -> String {
    let count = words.count(n);
    if n == 0 || total < FEWEST_FOR_SHARES {
        return count;
    }
    let share = words.percent(n as f64 / total as f64, total);
    say!(words, "bar-share", count = count, share = share)
}

fn bar(words: &Words, row: &NamedCount, total: u64) -> Bar {
    let (value_label, said) = match row.count {
        None => (words.not_measured(), words.not_measured()),
        Some(n) => (count_and_share(words, n, total), say!(words, "mentions", n = n)),
    };
    Bar {
        label: row.label.clone(),
        value: row.count.unwrap_or_default() as f64,
        value_label,
        tooltip: say!(words, "bar-tooltip", name = &row.label, value = said),
        is_muted: row.is_muted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(count: Option<u64>) -> NamedCount {
        NamedCount { label: "X".into(), count, is_muted: false }
    }

    #[test]
    fn a_bar_shows_its_count_and_share() {
        let shown = |row: &NamedCount, total| {
            let bar = bar(Words::english(), row, total);
            (bar.value_label, bar.tooltip)
        };
        let texts = |label: &str, tooltip: &str| (label.to_owned(), tooltip.to_owned());
        assert_eq!(shown(&row(Some(780)), 2028), texts("780 · 38.5%", "X: 780 mentions"));
        assert_eq!(shown(&row(Some(1)), 3), texts("1", "X: 1 mention"));
        assert_eq!(shown(&row(Some(0)), 2028), texts("0", "X: 0 mentions"));
        assert_eq!(shown(&row(None), 2028), texts("not measured", "X: not measured"));
    }

    fn others(words: &Words, n: u64) -> String {
        say!(words, "other-languages", n = n)
    }

    #[test]
    fn the_rest_shares_one_bar() {
        let rows = |n: u64| (0..n).map(|_| row(Some(2))).collect::<Vec<_>>();
        assert_eq!(counted_bars(Words::english(), &rows(12), 24, others).rows.len(), 12);
        let bars = counted_bars(Words::english(), &rows(14), 28, others).rows;
        assert_eq!((bars.len(), bars[11].label.as_str()), (12, "3 other languages"));
        assert_eq!(bars[11].value_label, "6 · 21%");
    }
}
