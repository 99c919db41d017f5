//! The staffed hours as outlines on the heat map: neighbouring days with the same hours share one.

use crate::brief::Shift;
use crate::charts::Outline;
use crate::units::{WEEK, join_spans};

/// The outlines of the shifts; `band_hours` is the width of a column of the map.
pub(super) fn of(shifts: &[Shift], band_hours: u8) -> Vec<Outline> {
    let mut outlines: Vec<Outline> = Vec::new();
    for (row, day) in WEEK.iter().enumerate() {
        let of_day = shifts.iter().filter(|shift| shift.days.contains(day));
        for (from, to) in join_spans(of_day.map(Shift::minutes).collect()) {
            let columns = [from, to].map(|minute| f64::from(minute) / 60.0 / f64::from(band_hours));
            let columns = (columns[0], columns[1]);
            let above =
                |outline: &&mut Outline| outline.rows.1 == row && outline.columns == columns;
            match outlines.iter_mut().find(above) {
                Some(outline) => outline.rows.1 = row + 1,
                None => outlines.push(Outline { rows: (row, row + 1), columns }),
            }
        }
    }
    outlines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shift(days: &[usize], from: &str, to: Option<&str>) -> Shift {
        Shift {
            days: days.iter().map(|day| WEEK[*day]).collect(),
            from: from.parse().unwrap(),
            to: to.map(|to| to.parse().unwrap()),
        }
    }

    fn found(shifts: &[Shift], band_hours: u8) -> Vec<((usize, usize), (f64, f64))> {
        of(shifts, band_hours).into_iter().map(|outline| (outline.rows, outline.columns)).collect()
    }

    #[test]
    fn days_with_the_same_hours_share_an_outline() {
        let week = shift(&[0, 1, 2, 3, 4], "09:00", Some("17:30"));
        assert_eq!(found(std::slice::from_ref(&week), 1), [((0, 5), (9.0, 17.5))]);
        assert_eq!(found(std::slice::from_ref(&week), 3)[0].1, (3.0, 17.5 / 3.0));
        let saturday = shift(&[5], "10:00", Some("16:00"));
        assert_eq!(found(&[week, saturday], 1).len(), 2);
        assert_eq!(found(&[], 1), []);
    }

    #[test]
    fn a_shift_over_midnight_ends_on_the_next_day() {
        let night = [shift(&[4], "22:00", None), shift(&[5], "00:00", Some("06:00"))];
        assert_eq!(found(&night, 1), [((4, 5), (22.0, 24.0)), ((5, 6), (0.0, 6.0))]);
    }

    #[test]
    fn shifts_that_overlap_are_one_span() {
        let day = [shift(&[0], "12:00", Some("18:00")), shift(&[0], "09:00", Some("12:30"))];
        assert_eq!(found(&day, 1), [((0, 1), (9.0, 18.0))]);
    }
}
