//! Staffed hours in words.

use super::{Words, list, say};
use crate::brief::Shift;
use crate::units::{WEEK, Weekday};

/// `Mon–Fri 09:00 to 17:30 and Sat 10:00 to 16:00`.
pub(in crate::pages) fn shifts(words: &Words, shifts: &[Shift]) -> String {
    let shifts: Vec<String> = shifts
        .iter()
        .map(|shift| {
            let from = words.time(shift.from);
            let to = shift.to.map_or_else(|| words.hour(24), |to| words.time(to));
            let hours = words.between(&from, &to);
            say!(words, "shift", days = days(words, &shift.days), hours = hours)
        })
        .collect();
    list(words, &shifts)
}

/// `Mon–Fri`, `Mon, Wed and Sat`.
pub(in crate::pages) fn days(words: &Words, days: &[Weekday]) -> String {
    let short = |day: &Weekday| words.weekday_short(*day);
    let is_run = WEEK.windows(days.len()).any(|run| run == days);
    match days {
        [first, _, .., last] if is_run => {
            say!(words, "days-run", first = short(first), last = short(last))
        }
        _ => list(words, &days.iter().map(short).collect::<Vec<_>>()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn staffed_hours_read_as_a_span_of_days() {
        let brief = fixture::brief();
        assert_eq!(
            shifts(Words::english(), &brief.timing.staffed),
            "Mon–Fri 09:00\u{a0}to\u{a0}17:30"
        );
        assert_eq!(days(Words::english(), &[WEEK[0], WEEK[5]]), "Mon and Sat");
        assert_eq!(days(Words::english(), &WEEK[1..2]), "Tue");
    }
}
