//! Estimates text widths without a font, and cuts, wraps, thins out and spreads labels by them.
//!
//! The widths are those of `DejaVu Sans`, one of the widest system fonts (11 to 15 % wider than Helvetica), so a label that
//! fits here fits with every other font and in print.

use std::ops::Range;

/// Advances of the printable ASCII characters, in thousandths of the size.
const ADVANCES: [u16; 95] = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636,
    636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632,
    575, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685,
    611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579,
    278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
];

/// Size and weight of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Face {
    /// Font size in units of the drawing.
    pub(super) size: f64,
    /// Semibold.
    pub(super) is_bold: bool,
}

impl Face {
    /// Regular weight.
    pub(super) const fn regular(size: f64) -> Self {
        Self { size, is_bold: false }
    }

    /// Semibold.
    pub(super) const fn bold(size: f64) -> Self {
        Self { size, is_bold: true }
    }

    /// Width of a text in units of the drawing.
    pub(super) fn width(self, text: &str) -> f64 {
        let thousandths: u32 = text.chars().map(|c| u32::from(advance(c))).sum();
        // Bold text is 1.13 times as wide.
        f64::from(thousandths) / 1000.0 * self.size * if self.is_bold { 1.13 } else { 1.0 }
    }

    /// Returns the text, or as much of its beginning as fits, with an ellipsis.
    pub(super) fn cut(self, text: &str, room: f64) -> String {
        if self.width(text) <= room {
            return text.to_owned();
        }
        let mut kept = String::new();
        for c in text.chars() {
            kept.push(c);
            if self.width(&kept) + self.width("…") > room {
                kept.pop();
                break;
            }
        }
        kept.truncate(kept.trim_end().len());
        kept + "…"
    }

    /// Breaks a text at spaces into at most `most` lines; the rest is cut.
    pub(super) fn wrap(self, text: &str, room: f64, most: usize) -> Vec<String> {
        let mut lines = vec![String::new()];
        for word in text.split_whitespace() {
            let is_last_line = lines.len() >= most;
            if let Some(line) = lines.last_mut() {
                let joined =
                    if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
                if line.is_empty() || is_last_line || self.width(&joined) <= room {
                    *line = joined;
                } else {
                    lines.push(word.to_owned());
                }
            }
        }
        lines.iter().map(|line| self.cut(line, room)).collect()
    }

    /// Wraps the labels of all rows into at most two lines, and returns them with the width of the widest.
    pub(super) fn column<'a>(
        self,
        labels: impl Iterator<Item = &'a str>,
        room: f64,
    ) -> (Vec<Vec<String>>, f64) {
        let wrapped: Vec<_> = labels.map(|label| self.wrap(label, room, 2)).collect();
        let widest = self.widest(wrapped.iter().flatten().map(String::as_str));
        (wrapped, widest)
    }

    /// Returns the width of the widest text; 0 without texts.
    pub(super) fn widest<'a>(self, texts: impl Iterator<Item = &'a str>) -> f64 {
        texts.map(|text| self.width(text)).fold(0.0, f64::max)
    }
}

fn advance(c: char) -> u16 {
    match c {
        ' '..='~' => ADVANCES[usize::from(u8::try_from(c).unwrap_or(b' ') - b' ')],
        // White space is written as a space, other control characters are dropped.
        '\t' | '\n' | '\r' => ADVANCES[0],
        c if c.is_control() => 0,
        // Combining marks, joiners, direction marks, variation selectors
        '\u{300}'..='\u{36F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{2066}'..='\u{2069}'
        | '\u{FE00}'..='\u{FE0F}' => 0,
        '·' | '’' | '\u{A0}' | '\u{202F}' => 318,
        '–' => 500,
        '−' | '×' | '→' => 838,
        // Dashes, symbols; Chinese, Japanese, Korean
        '…'
        | '—'
        | '\u{2600}'..='\u{27BF}'
        | '\u{1100}'..='\u{115F}'
        | '\u{2E80}'..='\u{A4CF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FF00}'..='\u{FF60}' => 1000,
        // Emoji
        '\u{1F000}'.. => 1300,
        _ => 720,
    }
}

/// Returns the smallest step at which labels no longer touch: every label, every second, every third …
///
/// `spans` are their left and right ends, in order; only steps that suit hours are tried.
pub(super) fn thin(spans: &[(f64, f64)], gap: f64) -> usize {
    let is_free = |step: &usize| {
        let kept: Vec<_> = spans.iter().step_by(*step).collect();
        kept.windows(2).all(|pair| pair[0].1 + gap <= pair[1].0)
    };
    [1, 2, 3, 4, 6, 8, 12, 24].into_iter().find(is_free).unwrap_or(spans.len().max(1))
}

/// Moves sorted centres as little as needed so that they lie `gap` apart and inside `room`.
pub(super) fn spread(wanted: &[f64], gap: f64, room: &Range<f64>) -> Vec<f64> {
    let mut least = room.start;
    let mut placed: Vec<f64> = Vec::new();
    for want in wanted {
        placed.push(want.max(least));
        least = placed.last().map_or(least, |last| last + gap);
    }
    let mut most = room.end;
    for at in placed.iter_mut().rev() {
        *at = at.min(most);
        most = *at - gap;
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: Face = Face::regular(10.0);

    #[test]
    fn widths_are_those_of_the_table() {
        // A 684 + b 635 + space 318 = 1637 thousandths
        assert!((BODY.width("Ab ") - 16.37).abs() < 1e-9);
        assert!((Face::bold(10.0).width("Ab ") - 18.4981).abs() < 1e-9);
        assert!((BODY.width("\u{0}e\u{301}") - 6.15).abs() < 1e-9);
        assert!(BODY.width("é") > BODY.width("e"));
    }

    #[test]
    fn cuts_by_width_and_not_by_bytes() {
        assert_eq!(BODY.cut("Reddit", 100.0), "Reddit");
        // R 695 + e 615 + d 635 + … 1000 = 29.45
        assert_eq!(BODY.cut("Reddit", 30.0), "Red…");
        assert_eq!(BODY.cut("Red room", 33.0), "Red…");
        assert_eq!(BODY.cut("日本語日本語", 31.0), "日本…");
        assert_eq!(BODY.cut("anything", 0.0), "…");
    }

    #[test]
    fn wraps_at_spaces_and_cuts_the_rest() {
        assert_eq!(BODY.wrap("one two three", 45.0, 2), ["one two", "three"]);
        assert_eq!(BODY.wrap("one two three four", 45.0, 2), ["one two", "three f…"]);
        assert_eq!(BODY.wrap("", 45.0, 2), [""]);
        let endless = "x".repeat(300);
        let lines = BODY.wrap(&endless, 45.0, 2);
        assert!(lines.len() == 1 && BODY.width(&lines[0]) <= 45.0);
    }

    #[test]
    fn thins_to_the_first_step_that_fits() {
        let spans: Vec<_> =
            (0..24).map(|i| (f64::from(i) * 10.0, f64::from(i) * 10.0 + 25.0)).collect();
        assert_eq!(thin(&spans, 2.0), 3);
        assert_eq!(thin(&spans, 30.0), 6);
        assert_eq!(thin(&[], 2.0), 1);
    }

    #[test]
    fn spreads_within_the_room() {
        assert_eq!(spread(&[10.0, 12.0, 99.0], 20.0, &(0.0..100.0)), [10.0, 30.0, 99.0]);
        assert_eq!(spread(&[95.0, 96.0], 20.0, &(0.0..100.0)), [80.0, 100.0]);
    }
}
