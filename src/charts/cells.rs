//! Small drawings for the cells of a table: a bar, a line of weeks, a dot with its range, the hours of a day, a few columns.
//!
//! They hold no text: the page writes the numbers beside them, and screen readers skip the drawings. Positions across are in percent
//! and heights in pixels, so that one drawing fits a cell of any width. Colours are the classes of the charts.

use std::fmt::Write as _;

use super::Svg;

/// Height of a line and of a dot with its range.
const LINE: f64 = 18.0;
/// Height of the hours of a day.
const HOURS: f64 = 22.0;
/// Height of the columns.
const COLUMNS: f64 = 26.0;

/// Returns a bar from 0; `share` is its part of the widest bar, 0 to 1.
pub fn bar(share: f64, is_muted: bool) -> Svg {
    let class = if is_muted { "soft" } else { "mark" };
    let width = Percent(100.0 * share.clamp(0.0, 1.0));
    cell(9.0, &format!("<rect class=\"f-{class}\" width=\"{width}\" height=\"9\"/>"))
}

/// Returns a line through these values, oldest first, on its own scale from 0, with a dot at the last one. The line is grey before
/// `current` and broken where a value is missing. `None` if there is no value.
pub fn line(values: &[Option<u64>], current: usize) -> Option<Svg> {
    let most = values.iter().flatten().max()?;
    let (last, top) = (values.len().saturating_sub(1).max(1) as f64, (*most).max(1) as f64);
    let point = |place: usize, value: u64| {
        (100.0 * place as f64 / last, LINE - 2.0 - (LINE - 4.0) * value as f64 / top)
    };
    let (mut former, mut now) = (String::new(), String::new());
    let mut lonely = String::new();
    for (place, value) in values.iter().enumerate() {
        let Some(value) = *value else { continue };
        let (x, y) = point(place, value);
        let before = place.checked_sub(1).and_then(|place| Some((place, values[place]?)));
        let after = values.get(place + 1).copied().flatten();
        if let Some((place, value)) = before {
            let path = if place + 1 < current { &mut former } else { &mut now };
            let (x0, y0) = point(place, value);
            let _ = write!(path, "M{} {}L{} {}", Short(x0), Short(y0), Short(x), Short(y));
        } else if after.is_none() {
            let (x, y) = (Percent(0.96 * x), Short(y));
            let _ = write!(lonely, "<circle class=\"f-base\" cx=\"{x}\" cy=\"{y}\" r=\"1.5\"/>");
        }
    }
    let path = |class: &str, path: &str| match path {
        "" => String::new(),
        path => format!("<path class=\"s-{class}\" d=\"{path}\"/>"),
    };
    let bottom = Short(LINE - 2.0);
    let mut drawing = format!(
        "<svg class=\"strokes\" viewBox=\"0 0 100 18\" width=\"96%\" height=\"18\" preserveAspectRatio=\"none\">\
         <path class=\"s-grid\" d=\"M0 {bottom}H100\"/>{}{}</svg>{lonely}",
        path("base", &former),
        path("mark", &now)
    );
    if let Some(value) = values.last().copied().flatten() {
        let (_, y) = point(values.len() - 1, value);
        let y = Short(y);
        let _ = write!(drawing, "<circle class=\"f-mark\" cx=\"96%\" cy=\"{y}\" r=\"2.5\"/>");
    }
    Some(cell(LINE, &drawing))
}

/// Returns a dot with its range on an axis from `scale.0` to `scale.1`, which contains 0, with a line at 0. The dot is grey where the range holds 0.
pub fn range(scale: (f64, f64), (low, value, high): (f64, f64, f64)) -> Svg {
    let x = |value: f64| Percent(4.0 + 92.0 * (value - scale.0) / (scale.1 - scale.0));
    let class = match () {
        () if low > 0.0 => "positive",
        () if high < 0.0 => "negative",
        () => "base",
    };
    let middle = LINE / 2.0;
    cell(
        LINE,
        &format!(
            "<line class=\"s-axis\" x1=\"{zero}\" x2=\"{zero}\" y1=\"0\" y2=\"18\"/>\
             <line class=\"s-{class}\" x1=\"{}\" x2=\"{}\" y1=\"{middle}\" y2=\"{middle}\"/>\
             <circle class=\"f-{class}\" cx=\"{}\" cy=\"{middle}\" r=\"4\"/>",
            x(low),
            x(high),
            x(value),
            zero = x(0.0),
        ),
    )
}

/// Returns only the axis of [`range`], for a row without a value.
pub fn axis(scale: (f64, f64)) -> Svg {
    let zero = Percent(4.0 - 92.0 * scale.0 / (scale.1 - scale.0));
    let line = format!("<line class=\"s-axis\" x1=\"{zero}\" x2=\"{zero}\" y1=\"0\" y2=\"18\"/>");
    cell(LINE, &line)
}

/// Returns a column for each hour of a day on their own scale from 0, over the staffed part of each hour in minutes.
pub fn hours(counts: &[u64; 24], staffed: Option<&[u32; 24]>) -> Svg {
    let most = counts.iter().max().copied().unwrap_or_default().max(1) as f64;
    let width = 100.0 / 24.0;
    let mut drawing = String::new();
    for (from, to) in staffed.map(spans).unwrap_or_default() {
        let (x, width) = (Percent(width * from), Percent(width * (to - from)));
        let _ = write!(
            drawing,
            "<rect class=\"f-staffed\" x=\"{x}\" width=\"{width}\" height=\"{HOURS}\"/>"
        );
    }
    drawing.push_str("<g class=\"f-mark\">");
    for (hour, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let height = (HOURS - 2.0) * count as f64 / most;
        let _ = write!(
            drawing,
            "<rect x=\"{}\" width=\"3.4%\" y=\"{}\" height=\"{}\"/>",
            Percent(width * hour as f64 + 0.4),
            Short(HOURS - height),
            Short(height)
        );
    }
    let _ = write!(
        drawing,
        "</g><line class=\"s-grid\" x1=\"0\" x2=\"100%\" y1=\"{HOURS}\" y2=\"{HOURS}\"/>"
    );
    cell(HOURS, &drawing)
}

/// The staffed spans in hours. An hour that is staffed in part is staffed at its start where the hour before is, else at its end.
fn spans(staffed: &[u32; 24]) -> Vec<(f64, f64)> {
    let mut spans: Vec<(f64, f64)> = Vec::new();
    for (hour, minutes) in staffed.iter().enumerate().filter(|(_, minutes)| **minutes > 0) {
        let (start, part) = (hour as f64, f64::from(*minutes) / 60.0);
        match spans.last_mut() {
            Some((_, end)) if *end >= start => *end = start + part,
            _ => spans.push((start + 1.0 - part, start + 1.0)),
        }
    }
    spans
}

/// Returns a column for each value on one scale that contains 0, the last in the colour of the data; nothing is drawn where a value is missing.
pub fn columns(values: &[Option<f64>]) -> Option<Svg> {
    let known = || values.iter().flatten().copied();
    let (low, high) = (known().fold(0.0, f64::min), known().fold(0.0, f64::max));
    let reach = if high > low { high - low } else { 1.0 };
    known().next()?;
    let y = |value: f64| (COLUMNS - 1.0) * (high - value) / reach;
    let step = 100.0 / values.len() as f64;
    let mut drawing = String::new();
    for (place, value) in values.iter().enumerate() {
        let Some(value) = *value else { continue };
        let class = if place + 1 == values.len() { "mark" } else { "base" };
        let (top, bottom) = (y(value.max(0.0)), y(value.min(0.0)));
        let _ = write!(
            drawing,
            "<rect class=\"f-{class}\" x=\"{}\" width=\"{}\" y=\"{}\" height=\"{}\"/>",
            Percent(step * place as f64),
            Percent(step * 0.76),
            Short(top),
            Short(bottom - top)
        );
    }
    let zero = Short(y(0.0));
    let _ = write!(
        drawing,
        "<line class=\"s-axis\" x1=\"0\" x2=\"100%\" y1=\"{zero}\" y2=\"{zero}\"/>"
    );
    Some(cell(COLUMNS, &drawing))
}

fn cell(height: f64, drawing: &str) -> Svg {
    Svg(format!(
        "<svg class=\"cell\" width=\"100%\" height=\"{height}\" aria-hidden=\"true\">{drawing}</svg>"
    ))
}

/// A position or width across, at most one decimal.
struct Percent(f64);

impl std::fmt::Display for Percent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}%", Short(self.0))
    }
}

/// A number with at most one decimal.
struct Short(f64);

impl std::fmt::Display for Short {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", (self.0 * 10.0).round() / 10.0 + 0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The attribute of every element of this name, in order.
    fn all(svg: &Svg, element: &str, attribute: &str) -> Vec<String> {
        let document = roxmltree::Document::parse(svg.as_str()).unwrap();
        let elements = document.descendants().filter(|node| node.has_tag_name(element));
        elements.filter_map(|node| node.attribute(attribute).map(str::to_owned)).collect()
    }

    #[test]
    fn bars_start_at_nothing_and_never_leave_the_cell() {
        let widths =
            [-1.0, 0.0, 0.284, 1.0, 7.0].map(|share| all(&bar(share, false), "rect", "width"));
        assert_eq!(widths.concat(), ["0%", "0%", "28.4%", "100%", "100%"]);
    }

    #[test]
    fn a_line_starts_at_zero_breaks_at_a_gap_and_ends_in_a_dot() {
        let weeks = [Some(4), None, Some(8), Some(0), Some(8), Some(4)];
        let svg = line(&weeks, 4).unwrap();
        assert_eq!(all(&svg, "path", "d"), ["M0 16H100", "M40 2L60 16", "M60 16L80 2M80 2L100 9"]);
        assert_eq!(all(&svg, "circle", "cx"), ["0%", "96%"]);
        assert_eq!(all(&svg, "circle", "cy"), ["9", "9"]);
        assert_eq!(all(&line(&[None, Some(0)], 1).unwrap(), "circle", "cy"), ["16", "16"]);
        assert_eq!(line(&[None; 13], 9), None);
        assert_eq!(all(&line(&[Some(1), None], 1).unwrap(), "circle", "cx"), ["0%"]);
    }

    #[test]
    fn a_dot_is_grey_where_its_range_holds_zero() {
        let class = |low, high| {
            all(&range((-50.0, 50.0), (low, 0.5 * (low + high), high)), "circle", "class")
        };
        assert_eq!(class(1.0, 9.0), ["f-positive"]);
        assert_eq!(class(-9.0, -1.0), ["f-negative"]);
        assert_eq!(class(-1.0, 9.0), ["f-base"]);
        let svg = range((-50.0, 50.0), (-50.0, 0.0, 50.0));
        assert_eq!(all(&svg, "line", "x1"), ["50%", "4%"]);
        assert_eq!(all(&svg, "line", "x2"), ["50%", "96%"]);
        assert_eq!(all(&axis((-50.0, 50.0)), "line", "x1"), ["50%"]);
    }

    #[test]
    fn hours_stand_over_what_is_staffed() {
        let mut staffed = [0; 24];
        staffed[9..17].fill(60);
        (staffed[8], staffed[17]) = (30, 15);
        assert_eq!(spans(&staffed), [(8.5, 17.25)]);
        let mut counts = [0; 24];
        (counts[0], counts[23]) = (2, 4);
        let svg = hours(&counts, Some(&staffed));
        assert_eq!(all(&svg, "rect", "x"), ["35.4%", "0.4%", "96.2%"]);
        assert_eq!(all(&svg, "rect", "height"), ["22", "10", "20"]);
        assert_eq!(all(&hours(&[0; 24], None), "rect", "x"), Vec::<String>::new());
    }

    #[test]
    fn columns_go_both_ways_from_zero_and_skip_what_is_missing() {
        let svg = columns(&[Some(-10.0), None, Some(40.0)]).unwrap();
        assert_eq!(all(&svg, "rect", "y"), ["20", "0"]);
        assert_eq!(all(&svg, "rect", "height"), ["5", "20"]);
        assert_eq!(all(&svg, "rect", "class"), ["f-base", "f-mark"]);
        assert_eq!(columns(&[None; 6]), None);
        assert_eq!(all(&columns(&[Some(0.0); 2]).unwrap(), "rect", "height"), ["0", "0"]);
    }
}
