//! Where: mentions by channel.

use super::{Drawing, Figure, drawing, observed};
use crate::brief::{Brief, Stance};
use crate::charts::{self, Bar, Bars};
use crate::insights::interval::wilson;
use crate::insights::{ChannelFigures, Report};
use crate::pages::format::{NOT_MEASURED, between, count, counted, maybe, percent};
use crate::pages::map::{seen, share};
use crate::pages::table::Table;
use crate::pages::words;

/// Bars beyond these are one bar, "other channels"; the table has them all.
const MOST_BARS: usize = 12;

pub(super) fn figure(brief: &Brief, report: &Report) -> Figure {
    let headline = words::place(report);
    let subtitle = format!(
        "Mentions by channel, with their share of all {}; {}",
        counted(report.mentions, "mention"),
        observed(brief, report)
    );
    Figure {
        id: "where",
        number: 1,
        question: "Where",
        drawing: (report.mentions > 0 && report.channels.len() > 1)
            .then(|| draw(report, &headline, &subtitle)),
        absent: match report.mentions {
            0 => "There is nothing to draw.",
            _ => "There is one channel, and nothing to compare it with.",
        },
        headline,
        subtitle,
        source: "Used mentions of all exports after duplicates, own posts, reposts and what is not relevant were taken out. \
                 Ranges: Wilson, 95%."
            .to_owned(),
        table: table(report),
        csv: "channels.csv",
    }
}

fn draw(report: &Report, headline: &str, subtitle: &str) -> Drawing {
    let (shown, rest) = match report.channels.len() {
        0..=MOST_BARS => (report.channels.as_slice(), [].as_slice()),
        _ => report.channels.split_at(MOST_BARS - 1),
    };
    let mut rows: Vec<Bar> = shown
        .iter()
        .map(|channel| {
            let bar =
                bar(channel.name.clone(), channel.mentions, report.mentions, is_aside(channel));
            if channel.is_measured() { bar } else { not_measured(bar) }
        })
        .collect();
    if !rest.is_empty() {
        let mentions = rest.iter().map(|channel| channel.mentions).sum();
        let name = format!("{} other channels", count(rest.len() as u64));
        rows.push(bar(name, mentions, report.mentions, true));
    }
    let bars = Bars { rows };
    drawing("where", headline, subtitle, |frame, width| charts::bars(frame, &bars, width))
}

fn is_aside(channel: &ChannelFigures) -> bool {
    channel.mentions == 0 || channel.stance == Stance::Avoid
}

fn bar(label: String, mentions: u64, total: u64, is_muted: bool) -> Bar {
    let ratio = mentions as f64 / total.max(1) as f64;
    let value_label = match mentions {
        0 => "0".to_owned(),
        _ if total < 10 => count(mentions),
        _ => format!("{} · {}", count(mentions), percent(ratio, total)),
    };
    Bar {
        value: mentions as f64,
        tooltip: format!("{label}: {}", counted(mentions, "mention")),
        label,
        value_label,
        is_muted,
    }
}

fn not_measured(bar: Bar) -> Bar {
    let tooltip = format!("{}: {NOT_MEASURED}", bar.label);
    Bar { value_label: NOT_MEASURED.to_owned(), tooltip, ..bar }
}

fn table(report: &Report) -> Table {
    let columns = [
        "Channel",
        "#Mentions",
        "#Share",
        "#95% range of the share",
        "#Conversations",
        "#Conversations a day",
    ];
    let rows = report.channels.iter().map(|channel| {
        let total = report.mentions;
        let interval = match wilson(channel.mentions, total) {
            Some((low, high)) if total >= 10 => {
                between(&percent(low, total), &percent(high, total))
            }
            _ => "too few".to_owned(),
        };
        vec![
            channel.name.clone(),
            seen(channel, count(channel.mentions)),
            seen(channel, share(channel.share, total)),
            seen(channel, interval),
            seen(channel, channel.conversations.map_or_else(|| NOT_MEASURED.to_owned(), count)),
            maybe(channel.conversations_per_day),
        ]
    });
    Table::new("Mentions and conversations by channel", &columns).with(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn a_bar_carries_value_and_share() {
        let bar = bar("X".into(), 780, 2028, false);
        assert_eq!(bar.value_label, "780 · 38.5%");
        assert_eq!(bar.tooltip, "X: 780 mentions");
        assert_eq!(super::bar("X".into(), 1, 3, false).value_label, "1");
    }

    #[test]
    fn a_channel_that_was_not_covered_has_no_zero() {
        let mut report = fixture::report();
        report.channels[5].observed_days = 0;
        assert_eq!(table(&report).rows[5][1..5], ["not measured"; 4].map(str::to_owned)[..]);
        let bar = not_measured(bar("Forum".into(), 0, 2028, true));
        assert_eq!(
            (bar.value_label.as_str(), bar.tooltip.as_str()),
            ("not measured", "Forum: not measured")
        );
    }

    #[test]
    fn one_channel_is_a_sentence_not_a_lonely_bar() {
        let mut report = fixture::report();
        report.channels.truncate(1);
        let figure = figure(&fixture::brief(), &report);
        assert!(figure.drawing.is_none() && figure.absent.starts_with("There is one channel"));
    }

    #[test]
    fn silence_is_a_sentence_not_a_chart() {
        let figure = figure(&fixture::brief(), &fixture::silent_report());
        assert!(figure.drawing.is_none());
        assert_eq!(figure.headline, "No channel had a mention");
        assert_eq!(figure.table.rows.len(), 6);
    }
}
