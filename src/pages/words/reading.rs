//! How exports were read, in words: what decided a zone or an order of day and month, the scale of the tone, the outcomes of rows, why a row is
//! rejected or a file skipped, which months are taken from the history. The report and the commands use the same words.

use crate::brief::DateOrder;
use crate::mentions::RowStatus;
use crate::mentions::ledger::{Input, Outcome};
use crate::mentions::rejection::RejectReason;
use crate::mentions::tone::ScaleKind;
use crate::note::{HistoryNote, OrderSource, SkipReason, ZoneSource};
use crate::pages::words::{Words, say};
use crate::tally::Tally;

/// What decided a time zone.
pub fn zone_source(words: &Words, source: &ZoneSource) -> String {
    match source {
        ZoneSource::Offsets => words.text("zone-by-offsets"),
        ZoneSource::Brief => words.text("zone-by-brief"),
        ZoneSource::ColumnName { column } => say!(words, "zone-by-column", column = column),
        ZoneSource::Abbreviation { text } => say!(words, "zone-by-abbreviation", text = text),
        ZoneSource::Abbreviations { rows } => {
            let each = rows.iter().map(|(text, rows)| {
                say!(words, "zone-abbreviation-rows", text = text, rows = words.count(*rows))
            });
            let join =
                |start: String, next: String| say!(words, "list-next", start = start, next = next);
            let list = each.reduce(join).unwrap_or_default();
            say!(words, "zone-by-abbreviations", list = list)
        }
        ZoneSource::Ids { network, rows, of } => say!(
            words,
            "zone-by-ids",
            network = network,
            rows = words.count(*rows),
            of = words.count(*of)
        ),
        ZoneSource::Epochs { column, rows, of } => say!(
            words,
            "zone-by-epochs",
            column = column,
            rows = words.count(*rows),
            of = words.count(*of)
        ),
        ZoneSource::Column { column } => say!(words, "zone-by-column-value", column = column),
        ZoneSource::Preamble => words.text("zone-by-preamble"),
        ZoneSource::PreambleTimes => words.text("zone-by-preamble-times"),
        ZoneSource::Format { is_believed: false } => words.text("zone-by-format"),
        ZoneSource::Format { is_believed: true } => words.text("zone-by-format-believed"),
        ZoneSource::Default => words.text("zone-by-default"),
    }
}

/// The zone of an export; its times may each state their own.
pub fn zone_name(words: &Words, input: &Input) -> String {
    input.timezone.clone().unwrap_or_else(|| words.text("zone-in-value"))
}

/// What decided the order of day and month.
pub fn order_source(words: &Words, source: &OrderSource) -> String {
    match source {
        OrderSource::Brief => words.text("order-by-brief"),
        OrderSource::Row { line } => say!(words, "order-by-row", line = line.to_string()),
    }
}

/// The order of day and month.
pub fn order_name(words: &Words, order: DateOrder) -> String {
    words.text(match order {
        DateOrder::Dmy => "order-day-first",
        DateOrder::Mdy => "order-month-first",
        DateOrder::Ymd => "order-year-first",
        DateOrder::Ydm => "order-year-day",
    })
}

/// The scale of a tone column.
pub fn scale_name(words: &Words, scale: ScaleKind) -> String {
    words.text(match scale {
        ScaleKind::Words => "scale-words",
        ScaleKind::Stars => "scale-stars",
        ScaleKind::Judged => "scale-judged",
        ScaleKind::Signed => "scale-signed",
        ScaleKind::Bounds => "scale-bounds",
        ScaleKind::Recommended => "scale-recommended",
        ScaleKind::StarsOrNone => "scale-stars-or-none",
        ScaleKind::Signs => "scale-signs",
    })
}

/// Why a file is skipped.
pub fn skip_reason(words: &Words, reason: SkipReason) -> String {
    words.text(match reason {
        SkipReason::Hidden => "skip-hidden",
        SkipReason::LockFile => "skip-lock-file",
        SkipReason::SystemFile => "skip-system-file",
        SkipReason::LinkLoop => "skip-link-loop",
        SkipReason::Special => "skip-special",
    })
}

/// Why a row is rejected.
pub fn reject_reason(words: &Words, reason: &RejectReason) -> String {
    match reason {
        RejectReason::Width { cells, header } => {
            say!(words, "reject-width", cells = cells.to_string(), header = header.to_string())
        }
        RejectReason::NoTime { column } => say!(words, "reject-no-time", column = column),
        RejectReason::Unreadable { value, column } => {
            say!(words, "reject-unreadable", value = value, column = column)
        }
        RejectReason::OrderOpen { value, column } => {
            say!(words, "reject-order-open", value = value, column = column)
        }
        RejectReason::OtherOrder { value, column, order, row } => {
            let source = row.map_or(OrderSource::Brief, |line| OrderSource::Row { line });
            say!(
                words,
                "reject-other-order",
                value = value,
                column = column,
                order = order_name(words, *order),
                source = order_source(words, &source)
            )
        }
        RejectReason::Serial { value, column } => {
            say!(words, "reject-serial", value = value, column = column)
        }
        RejectReason::UnknownZone { zone, column } => {
            say!(words, "reject-unknown-zone", zone = zone, column = column)
        }
        RejectReason::NoDate { value, column } => {
            say!(words, "reject-no-date", value = value, column = column)
        }
        RejectReason::Rounded { value, column } => {
            say!(words, "reject-rounded-time", value = value, column = column)
        }
        RejectReason::NoYear { value, column } => {
            say!(words, "reject-no-year", value = value, column = column)
        }
        RejectReason::NoDay { value, column } => {
            say!(words, "reject-no-day", value = value, column = column)
        }
        RejectReason::Total { text } => say!(words, "reject-total", text = text),
        RejectReason::Ago { value, column } => {
            say!(words, "reject-ago", value = value, column = column)
        }
    }
}

/// The number of rows.
pub fn rows(words: &Words, n: u64) -> String {
    say!(words, "rows", n = n)
}

/// The number of files.
pub fn files(words: &Words, n: u64) -> String {
    say!(words, "files-counted", n = n)
}

/// The number of reports.
pub fn reports(words: &Words, n: u64) -> String {
    say!(words, "reports-counted", n = n)
}

/// The outcomes that rows have, the used ones first: `12 used`, `3 duplicate`.
pub fn outcomes(words: &Words, rows: &Tally<Outcome>) -> Vec<String> {
    let order = [
        (Outcome::Within(RowStatus::Used), "outcome-used"),
        (Outcome::Within(RowStatus::Duplicate), "outcome-duplicate"),
        (Outcome::Within(RowStatus::Own), "outcome-own"),
        (Outcome::Within(RowStatus::Repost), "outcome-repost"),
        (Outcome::Within(RowStatus::NotRelevant), "outcome-not-relevant"),
        (Outcome::OutsidePeriod, "outcome-outside-period"),
        (Outcome::Rejected, "outcome-rejected"),
    ];
    let with_rows = order.into_iter().filter(|(outcome, _)| rows[*outcome] > 0);
    let named = |(outcome, id): (Outcome, &str)| {
        words.say(id, &[("rows", words.count(rows[outcome]).into())])
    };
    with_rows.map(named).collect()
}

/// A remark about the history.
pub fn history_note(words: &Words, note: &HistoryNote) -> String {
    match note {
        HistoryNote::NotAMonth { file } => say!(words, "history-not-a-month", file = file),
        HistoryNote::FromHistory { month, file } => {
            say!(words, "history-from-file", month = month, file = file)
        }
        HistoryNote::OneTarget { month, file } => {
            say!(words, "history-one-target", month = month, file = file)
        }
        HistoryNote::NotNeeded { month, error } => {
            say!(words, "history-not-needed", month = month, error = error)
        }
    }
}
