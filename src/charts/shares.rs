//! Shares as horizontal bars, each with its former value, what became of it, and the tone of what it is a share of.
//!
//! The input is rows of values with their texts; the output is a bar from zero with a tick at the former value, a verdict in words, and a dot of tone with its
//! range on one axis with a line at zero. In narrow drawings the label is above its bar, and verdict and tone are below it. A share that is negative
//! or not finite counts as zero; a tone that is not finite is not drawn.

use super::document::document;
use super::palette::Role;
use super::plane::{Plane, Side, length};
use super::svg::{Fill, Paint};
use super::text::Face;
use super::{Frame, Share, ShareTone, Shares, Svg, Width};

const LABEL: Face = Face::regular(13.0);
const VALUE: Face = Face::bold(12.0);
const SMALL: Face = Face::regular(12.0);

/// Height of a line of text.
const LINE: f64 = 16.0;
/// Between a mark and its text.
const GAP: f64 = 8.0;
/// Half the height of a bar, and half that of the tick, which stands out of it.
const BAR: f64 = 6.0;
const TICK: f64 = 9.0;

/// Draws shares.
///
/// # Examples
///
/// ```
/// use socialmap::charts::{Frame, Share, ShareTone, Shares, Width, shares};
/// let frame = Frame {
///     id: "topics".into(),
///     title: "The club: a third of the mentions".into(),
///     description: "Share of the mentions by topic".into(),
/// };
/// let club = Share {
///     label: "The club".into(),
///     value: 0.32,
///     was: Some(0.03),
///     value_label: "384 · 32.4%".into(),
///     verdict: "rose".into(),
///     tone: Some(ShareTone { low: 38.0, net: 49.0, high: 58.0 }),
///     tone_label: "+49".into(),
///     tone_note: "n = 384".into(),
///     is_muted: false,
///     tooltip: "The club: 384 mentions".into(),
/// };
/// let chart = Shares { rows: vec![club], legend: ["before".into(), "tone".into()] };
/// assert!(shares(&frame, &chart, Width::Narrow).as_str().contains(">rose</text>"));
/// ```
pub fn shares(frame: &Frame, chart: &Shares, width: Width) -> Svg {
    let layout = Layout::of(chart, width);
    document(frame, width, layout.height, |page| {
        let sheet = Plane::page(page);
        for (row, place) in chart.rows.iter().zip(&layout.places) {
            layout.draw(&sheet, row, place);
        }
        layout.draw_legend(&sheet, &chart.legend);
    })
}

/// Positions of all rows, in units of the drawing.
struct Layout {
    is_wide: bool,
    /// From and to of the bars, and the share at the end.
    bars: (f64, f64),
    most: f64,
    /// Room of the text at the end of a bar.
    value_room: f64,
    /// Left end and width of the verdicts.
    verdict: (f64, f64),
    /// From and to of the axis of tone, and the values there.
    tone: (f64, f64),
    scale: (f64, f64),
    places: Vec<Place>,
    legend: f64,
    height: f64,
}

/// Position of one row.
struct Place {
    label: Vec<String>,
    /// Middle of the first line of the label, of the bar, and of the tone.
    label_at: f64,
    bar: f64,
    below: f64,
    bottom: f64,
}

impl Layout {
    fn of(chart: &Shares, width: Width) -> Self {
        let (is_wide, room) = (width == Width::Wide, width.units());
        let label_room = if is_wide { 150.0 } else { room };
        let labels = chart.rows.iter().map(|row| row.label.as_str());
        let (labels, widest) = LABEL.column(labels, label_room);
        let values = VALUE.widest(chart.rows.iter().map(|row| row.value_label.as_str()));
        let value_room = values.min(if is_wide { 110.0 } else { room * 0.4 }).ceil();
        let (left, verdict, tone) = if is_wide {
            (widest.ceil() + GAP + 4.0, (400.0, 100.0), (506.0, 596.0))
        } else {
            (0.5, (0.0, 116.0), (122.0, 212.0))
        };
        let end = if is_wide { verdict.0 - GAP } else { room };
        let mut top = 0.0;
        let mut places = Vec::new();
        for label in labels {
            let lines = label.len() as f64;
            let place = if is_wide {
                let height = (lines.max(2.0) * LINE + 8.0).max(2.0 * TICK);
                let middle = top + height / 2.0;
                Place {
                    label_at: middle - LINE * (lines - 1.0) / 2.0,
                    label,
                    bar: middle,
                    below: middle,
                    bottom: top + height,
                }
            } else {
                let bar = top + LINE * lines + TICK + 5.0;
                let below = bar + TICK + LINE + 2.0;
                let bottom = below + LINE + 6.0;
                Place { label_at: top + LINE * 0.75, label, bar, below, bottom }
            };
            top = place.bottom;
            places.push(place);
        }
        let shares = chart.rows.iter().flat_map(|row| [row.value, row.was.unwrap_or_default()]);
        let tones = || chart.rows.iter().filter_map(|row| drawable(row.tone.as_ref()));
        let low = tones().map(|tone| tone.low).fold(0.0, f64::min);
        let high = tones().map(|tone| tone.high).fold(0.0, f64::max);
        Self {
            is_wide,
            // A tick at the right end is a unit wider.
            bars: (left, end - value_room - GAP - 1.0),
            most: shares.map(length).fold(0.0, f64::max),
            value_room,
            verdict,
            tone,
            scale: (low, high),
            legend: top + 8.0 + LINE / 2.0,
            height: top + 12.0 + if is_wide { LINE } else { 2.0 * LINE },
            places,
        }
    }

    fn draw(&self, sheet: &Plane, row: &Share, place: &Place) {
        let role = if row.is_muted { Role::Quiet } else { Role::Text };
        for (line, text) in place.label.iter().enumerate() {
            let y = place.label_at + LINE * line as f64;
            sheet.text((0.0, y), Side::Left, text, LABEL, role);
        }
        let end = self.draw_bar(sheet, row, place.bar);
        let value = VALUE.cut(&row.value_label, self.value_room);
        sheet.text((end + GAP, place.bar), Side::Left, &value, VALUE, role);
        let verdict = SMALL.cut(&row.verdict, self.verdict.1);
        sheet.text((self.verdict.0, place.below), Side::Left, &verdict, SMALL, role);
        self.draw_tone(sheet, row, place.below);
        sheet.rule(&[(0.0, place.bottom), (sheet.width(), place.bottom)], Role::Grid, 1.0);
    }

    /// Draws the bar and its tick, and returns where the outer of the two ends.
    fn draw_bar(&self, sheet: &Plane, row: &Share, y: f64) -> f64 {
        let (left, right) = self.bars;
        let at = |share: f64| {
            let part = if self.most > 0.0 { length(share) / self.most } else { 0.0 };
            left + part * (right - left)
        };
        let mut end = left;
        if length(row.value) > 0.0 {
            // A value above zero stays visible: its bar is at least as thick as the baseline.
            end = at(row.value).max(left + 1.0);
            let paint = if row.is_muted {
                let outline = Some((Role::Edge, 1.0));
                Paint { fill: Fill::Solid(Role::Pale), outline, radius: 0.0 }
            } else {
                Paint::solid(Role::Mark)
            };
            sheet.mark([(left, y - BAR), (end, y + BAR)], paint, &row.tooltip);
        }
        sheet.rule(&[(left, y - TICK), (left, y + TICK)], Role::Axis, 1.0);
        if let Some(was) = row.was.filter(|was| was.is_finite()) {
            draw_tick(sheet, (at(was), y));
            end = end.max(at(was) + 1.0);
        }
        end
    }

    /// Draws the dot with its range and its texts; without a dot only the texts.
    fn draw_tone(&self, sheet: &Plane, row: &Share, y: f64) {
        let (left, right) = self.tone;
        let tone = drawable(row.tone.as_ref());
        let text_at = if tone.is_some() { right + GAP } else { left };
        if let Some(tone) = tone {
            let span = self.scale.1 - self.scale.0;
            let at = |value: f64| {
                let part = if span > 0.0 { (value - self.scale.0) / span } else { 0.5 };
                left + 4.0 + part.clamp(0.0, 1.0) * (right - left - 8.0)
            };
            let zero = at(0.0);
            sheet.rule(&[(zero, y - TICK), (zero, y + TICK)], Role::Axis, 1.0);
            let role = role_of(tone);
            sheet.rule(&[(at(tone.low), y), (at(tone.high), y)], role, 2.0);
            sheet.dot((at(tone.net), y), 4.0, role);
        }
        let room = sheet.width() - text_at;
        let both = !row.tone_label.is_empty() && !row.tone_note.is_empty();
        let apart = if both { LINE / 2.0 } else { 0.0 };
        let label = VALUE.cut(&row.tone_label, room);
        sheet.text((text_at, y - apart), Side::Left, &label, VALUE, Role::Text);
        let note = SMALL.cut(&row.tone_note, room);
        sheet.text((text_at, y + apart), Side::Left, &note, SMALL, Role::Quiet);
    }

    /// Draws the two symbols with their names, side by side or below each other.
    fn draw_legend(&self, sheet: &Plane, [was, tone]: &[String; 2]) {
        let y = self.legend;
        draw_tick(sheet, (8.0, y));
        let half = if self.is_wide { sheet.width() / 2.0 } else { sheet.width() };
        let name = SMALL.cut(was, half - 32.0);
        sheet.text((20.0, y), Side::Left, &name, SMALL, Role::Quiet);
        let (x, y) = if self.is_wide { (half, y) } else { (0.0, y + LINE) };
        sheet.rule(&[(x, y), (x + 16.0, y)], Role::Base, 2.0);
        sheet.dot((x + 8.0, y), 4.0, Role::Base);
        let name = SMALL.cut(tone, half - 24.0);
        sheet.text((x + 24.0, y), Side::Left, &name, SMALL, Role::Quiet);
    }
}

/// The tone, if all its numbers can be drawn.
fn drawable(tone: Option<&ShareTone>) -> Option<&ShareTone> {
    tone.filter(|tone| [tone.low, tone.net, tone.high].iter().all(|value| value.is_finite()))
}

/// The colour of a tone: grey where its range holds 0.
fn role_of(tone: &ShareTone) -> Role {
    match () {
        () if tone.low > 0.0 => Role::Positive,
        () if tone.high < 0.0 => Role::Negative,
        () => Role::Base,
    }
}

fn draw_tick(sheet: &Plane, (x, y): (f64, f64)) {
    let corners = [(x - 1.0, y - TICK), (x + 1.0, y + TICK)];
    sheet.mark(corners, Paint::solid(Role::Text), "");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::inspect::{self, Drawing};

    fn share(label: &str, value: f64, was: Option<f64>) -> Share {
        Share {
            label: label.into(),
            value,
            was,
            value_label: "384 · 32.4%".into(),
            verdict: "probably rose".into(),
            tone: Some(ShareTone { low: 10.0, net: 20.0, high: 30.0 }),
            tone_label: "+20".into(),
            tone_note: "n = 384".into(),
            is_muted: false,
            tooltip: format!("{label}: {value}"),
        }
    }

    fn drawn(rows: Vec<Share>, width: Width) -> Drawing {
        let legend = ["share before".into(), "net sentiment with its 95% range".into()];
        let chart = Shares { rows, legend };
        inspect::checked(|frame| shares(frame, &chart, width))
    }

    #[test]
    fn bar_and_tick_lie_on_one_scale_and_the_text_is_behind_both() {
        for width in [Width::Wide, Width::Narrow] {
            let rows = vec![share("Club", 0.1, Some(0.4)), share("App", 0.2, None)];
            let drawing = drawn(rows, width);
            let (bars, ticks) = (drawing.rects("f-mark"), drawing.rects("f-text"));
            assert_eq!((bars.len(), ticks.len()), (2, 2), "the legend has a tick too");
            assert!((bars[1].width - 2.0 * bars[0].width).abs() < 0.2);
            let reach = ticks[0].x + 1.0 - bars[0].x;
            assert!((reach - 4.0 * bars[0].width).abs() < 0.6, "{reach} {:?}", bars[0]);
            assert!(drawing.text("384 · 32.4%").left > ticks[0].x + 2.0);
        }
    }

    #[test]
    fn a_tone_without_range_is_its_texts_and_a_range_with_zero_is_grey() {
        let none = Share {
            tone: None,
            tone_label: String::new(),
            tone_note: "no range: 4 labels".into(),
            ..share("Club", 0.1, None)
        };
        let over = ShareTone { low: -5.0, net: 2.0, high: 9.0 };
        let grey = Share { tone: Some(over), ..share("App", 0.1, None) };
        for width in [Width::Wide, Width::Narrow] {
            let drawing = drawn(vec![none.clone(), grey.clone()], width);
            assert_eq!(drawing.circles.len(), 2, "one of the row, one of the legend");
            drawing.text("no range: 4 labels");
            let colours = drawing.paths.iter().filter(|(class, _)| class.contains("positive"));
            assert_eq!(colours.count(), 0);
        }
    }

    #[test]
    fn any_input_gives_a_chart() {
        for width in [Width::Wide, Width::Narrow] {
            for odd in [f64::NAN, f64::INFINITY, -3.0, 0.0, 1e12, 1e-12, f64::MAX] {
                let tone = Some(ShareTone { low: odd, net: odd, high: odd });
                drawn(vec![Share { tone, ..share("One", odd, Some(odd)) }], width);
            }
            for text in inspect::HOSTILE {
                let text = || text.to_owned();
                let row = Share {
                    value_label: text(),
                    verdict: text(),
                    tone_label: text(),
                    tone_note: text(),
                    ..share(&text(), 1.0, Some(0.9))
                };
                let chart = Shares { rows: vec![row], legend: [text(), text()] };
                inspect::checked(|frame| shares(frame, &chart, width));
            }
            drawn((0..40).map(|_| share("A topic of many", 3.0, Some(2.9))).collect(), width);
            drawn(Vec::new(), width);
        }
    }
}
