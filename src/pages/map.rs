//! The social map itself: every channel with its volume, rhythm, tone, work and stance in one table.

use super::format::{self, count, counted, maybe, points};
use super::table::Table;
use super::words;
use super::working::measured;
use crate::insights::{ChannelFigures, Report, ToneFigures};
use crate::pages::format::dates;

/// The table, declared but silent channels included, undeclared ones marked.
pub(super) fn table(report: &Report) -> Table {
    let caption = format!(
        "Where people talk, how often, in what tone, and what it takes: {}, {}",
        dates::period(&report.period),
        counted(report.mentions, "mention")
    );
    let columns = [
        "Channel",
        "Kind",
        "#Mentions",
        "#Share",
        "#Conver\u{ad}sations a day",
        "#Net sentiment (n)",
        "#Minutes each",
        "#Hours a day",
        "Stance",
    ];
    let mut table = Table::new(caption, &columns)
        .with(report.channels.iter().map(|channel| row(channel, report)));
    let staffing = &report.staffing;
    table.total = vec![
        "All channels".into(),
        String::new(),
        if report.is_measured() { count(report.mentions) } else { format::NOT_MEASURED.into() },
        share(1.0, report.mentions),
        measured(report, staffing.conversations_per_day),
        net(&report.tone),
        format::minutes(staffing.minutes),
        measured(report, staffing.hours_per_day),
        String::new(),
    ];
    table
}

fn row(channel: &ChannelFigures, report: &Report) -> Vec<String> {
    let mark = match (channel.is_declared, channel.mentions) {
        (false, _) => "; not in the brief",
        (true, 0) if channel.is_measured() => "; silent",
        (true, 0) => "; not covered",
        _ => "",
    };
    vec![
        channel.name.clone(),
        format!("{}{mark}", words::category(channel.category)),
        seen(channel, count(channel.mentions)),
        seen(channel, share(channel.share, report.mentions)),
        maybe(channel.conversations_per_day),
        seen(channel, net(&channel.tone)),
        format::minutes(channel.minutes),
        maybe(channel.hours_per_day),
        words::stance(channel.stance).into(),
    ]
}

/// What was counted on a channel; not measured where no day of it was covered.
pub(super) fn seen(channel: &ChannelFigures, text: String) -> String {
    if channel.is_measured() { text } else { format::NOT_MEASURED.to_owned() }
}

/// A share, or why there is none.
pub(super) fn share(ratio: f64, n: u64) -> String {
    match n {
        0 => "no base".into(),
        _ => format::share(ratio, n).unwrap_or_else(|| "too few".into()),
    }
}

/// Net sentiment with its base; the base alone where it is too small.
pub(super) fn net(tone: &ToneFigures) -> String {
    let n = tone.counts.labelled();
    match tone.net {
        None if tone.counts.total() == 0 => "no mentions".into(),
        None => format::NOT_MEASURED.into(),
        Some(_) if n < 10 => format!("too few ({})", format::sample(n)),
        Some(net) => format!("{} ({})", points(net), format::sample(n)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;
    use crate::rollup::Tones;

    #[test]
    fn every_channel_has_a_row_and_its_mark() {
        let table = table(&fixture::report());
        assert_eq!(table.rows.len(), 6);
        assert_eq!(table.rows[0][..5], ["X", "Micromedia", "780", "38.5%", "15.0"]);
        assert_eq!(table.rows[4][1], "Video; not in the brief");
        assert_eq!(table.rows[5][..2], ["Home Barista Forum", "Service community; silent"]);
        assert_eq!(table.rows[5][5], "no mentions");
        assert_eq!(table.total[4], "39.0");
        assert_eq!(table.total[7], "13.0");
        assert!(table.rows.iter().all(|row| row.len() == table.columns.len()));
        let mut gap = fixture::report();
        gap.channels[5].observed_days = 0;
        let row = &super::table(&gap).rows[5];
        assert_eq!(row[1], "Service community; not covered");
        assert_eq!([&row[2], &row[3], &row[5]], ["not measured"; 3]);
    }

    #[test]
    fn a_small_base_gives_no_score() {
        let counts = Tones { positive: 4, neutral: 1, negative: 2, unscored: 3 };
        let small = ToneFigures { counts, net: Some(28.6), interval: None };
        assert_eq!(net(&small), "too few (n\u{a0}=\u{a0}7)");
        let unlabelled = ToneFigures {
            counts: Tones { unscored: 3, ..Tones::default() },
            net: None,
            interval: None,
        };
        assert_eq!(net(&unlabelled), "not measured");
        assert_eq!([share(0.5, 0), share(0.5, 9)], ["no base", "too few"]);
    }
}
