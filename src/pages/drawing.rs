//! A chart laid out for two widths, and the round ticks of its axis.

use super::markup::Markup;
use crate::charts::{Frame, Svg, Width};

/// A chart laid out for two widths; the style sheet shows the one that fits.
#[derive(Debug, Clone)]
pub(super) struct Drawing {
    /// Desktop and print.
    pub(super) wide: Markup,
    /// Phones.
    pub(super) narrow: Markup,
    /// The wide one as a file of its own.
    pub(super) file: String,
}

impl Drawing {
    /// Draws a chart in both widths, with different ids inside.
    pub(super) fn new(
        id: &str,
        title: &str,
        description: &str,
        draw: impl Fn(&Frame, Width) -> Svg,
    ) -> Self {
        let frame = |width: &str| Frame {
            id: format!("{id}-{width}"),
            title: title.to_owned(),
            description: description.to_owned(),
        };
        let wide = draw(&frame("wide"), Width::Wide);
        Self {
            wide: Markup::from(&wide),
            narrow: Markup::from(&draw(&frame("narrow"), Width::Narrow)),
            file: wide.standalone(),
        }
    }
}

/// At most seven round ticks that contain `low` to `high`, in steps of 1, 2 or 5 times a power of ten.
pub(super) fn ticks(low: f64, high: f64) -> Vec<f64> {
    let high = high.max(low + 1e-3);
    let reach = high - low;
    let mut power = 1e-4;
    let step = 'found: loop {
        for step in [power, 2.0 * power, 5.0 * power] {
            if reach / step <= 6.0 {
                break 'found step;
            }
        }
        power *= 10.0;
    };
    let first = (low / step).floor();
    (0_u8..8)
        .map(|n| (first + f64::from(n)) * step)
        .take_while(|tick| *tick < high + step * 0.999)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(ours: &[f64], expected: &[f64]) -> bool {
        ours.len() == expected.len() && ours.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-9)
    }

    #[test]
    fn ticks_are_round_and_contain_the_range() {
        assert!(near(&ticks(0.0, 19.5), &[0.0, 5.0, 10.0, 15.0, 20.0]));
        assert!(near(&ticks(0.0, 20.0), &[0.0, 5.0, 10.0, 15.0, 20.0]));
        assert!(near(&ticks(-31.0, 12.0), &[-40.0, -30.0, -20.0, -10.0, 0.0, 10.0, 20.0]));
        assert!(near(&ticks(0.0, 0.04), &[0.0, 0.01, 0.02, 0.03, 0.04]));
        let nothing = ticks(0.0, 0.0);
        assert!(nothing.len() >= 2 && nothing.iter().all(|tick| tick.is_finite()));
    }
}
