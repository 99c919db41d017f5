//! Property of reading times: the order of day and month changes a value only if the survey can detect that it does.
//!
//! The input is a text, each line a value of a column. Used by the fuzz target `fuzz/fuzz_targets/time.rs` and by the replay of its finds.

use socialmap::brief::DateOrder;
use socialmap::mentions::time::{Moment, epoch, open_order, parse, serial};
use socialmap::mentions::zone::{abbreviation, from_header, from_preamble, status_time};

/// Panics if the property does not hold.
pub(crate) fn holds(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for value in &lines {
        is_read(value);
    }
    let _ = from_preamble(&lines);
}

fn is_read(value: &str) {
    let plain = parse(value, None);
    let orders = [DateOrder::Dmy, DateOrder::Mdy].map(|order| parse(value, Some(order)));
    if plain.is_some() {
        assert_eq!(orders, [plain; 2], "{value:?} needs no order");
    }
    if orders != [plain; 2] {
        assert!(open_order(value).is_some(), "{value:?} needs an order that nobody asks for");
    }
    if let Some(instant) = epoch(value) {
        assert_eq!(plain.map(|stamp| stamp.moment), Some(Moment::Instant(instant)), "{value:?}");
    }
    if let Some(stamp) = serial(value) {
        let Moment::Wall(wall, None) = stamp.moment else { panic!("{value:?}: {stamp:?}") };
        assert!((1954..2120).contains(&wall.year()), "{value:?}: {wall}");
    }
    if let Some(stamp) = plain {
        assert_eq!(parse(&format!(" {value} "), None), plain, "{value:?}");
        let is_day = matches!(stamp.moment, Moment::Day(_));
        assert_eq!(is_day, !stamp.precision.has_hour(), "{value:?}: {stamp:?}");
    }
    for zone in [abbreviation(value), from_header(value)].into_iter().flatten() {
        assert!(!zone.name.is_empty(), "{value:?}");
    }
    if let Some(made) = status_time(value) {
        assert!(made >= 1_288_834_974_657, "{value:?}: {made}");
    }
}
