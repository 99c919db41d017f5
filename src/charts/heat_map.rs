//! A heat map of weekdays by hours.
//!
//! The input is rows of cells with their shades; the output is the grid, the sums of its columns above it and of its rows beside it, and a scale strip
//! below. Cells look different when they are measured (a shade), measured and zero (a dot), measured but too few (hatching) and not measured (an empty
//! outline). The strip is the only key: "darker means more" would be wrong in dark mode, where the palette is reversed.

use super::document::document;
use super::palette::Role;
use super::plane::{Plane, Side, length};
use super::scale_strip::{Look, OUTLINE, Strip};
use super::svg::{Fill, Paint};
use super::text::thin;
use super::{Cell, Frame, HeatMap, MarginBar, Shade, Svg, Width};

/// Draws a heat map.
///
/// A cell with a `text` is one that the headline names: the text is written inside, or replaced by a dot where it does not fit. Rows may have unequal
/// lengths; missing cells are left empty.
///
/// # Examples
///
/// ```
/// use socialmap::charts::{Cell, Frame, HeatMap, Shade, Width, heat_map};
/// let frame = Frame {
///     id: "when".into(),
///     title: "Evenings are busiest".into(),
///     description: "Mentions by weekday and hour".into(),
/// };
/// let cell = |step| Cell { shade: Shade::Step(step), tooltip: format!("step {step}"), text: None };
/// let chart = HeatMap {
///     rows: vec![("Mon".into(), vec![cell(0), cell(4)])],
///     columns: vec![(0, "00:00".into()), (1, "12:00".into())],
///     scale: ("Fewer".into(), "More".into()),
///     hatched: None,
///     above: Vec::new(),
///     beside: Vec::new(),
///     outlines: Vec::new(),
///     outlined: None,
/// };
/// assert!(heat_map(&frame, &chart, Width::Wide).as_str().contains("<title>step 4</title>"));
/// ```
pub fn heat_map(frame: &Frame, chart: &HeatMap, width: Width) -> Svg {
    let look = Look::of(width);
    let columns = chart.rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let room = width.units();
    let labels: Vec<_> =
        chart.rows.iter().map(|(label, _)| look.label.cut(label, room * 0.25)).collect();
    let widest = look.label.widest(labels.iter().map(String::as_str));
    let left = if widest > 0.0 { widest.ceil() + 8.0 } else { 0.0 };
    let top = if chart.above.is_empty() { 0.0 } else { look.margin.0 + MARGIN_GAP };
    let texts: Vec<_> =
        chart.beside.iter().map(|bar| look.label.cut(&bar.text, room * 0.15)).collect();
    let text_room = look.label.widest(texts.iter().map(String::as_str)) + 4.0;
    let right =
        if chart.beside.is_empty() { room } else { room - look.margin.1 - text_room - MARGIN_GAP };
    let bottom = top + look.cell * chart.rows.len() as f64;
    let strip = Strip::of(chart, &look, left, room, bottom + look.label.size + 26.0);
    document(frame, width, strip.bottom, |page| {
        let sheet = Plane::page(page);
        let grid = Plane::new(
            page,
            (0.0..columns as f64, left..right),
            (0.0..chart.rows.len() as f64, top..bottom),
        );
        let mut placed = Vec::new();
        for (y, ((_, cells), label)) in chart.rows.iter().zip(&labels).enumerate() {
            let middle = grid.at((0.0, y as f64 + 0.5)).1;
            sheet.text((0.0, middle), Side::Left, label, look.label, Role::Quiet);
            for (x, cell) in cells.iter().enumerate() {
                let (x0, y0) = grid.at((x as f64, y as f64));
                let (x1, y1) = grid.at((x as f64 + 1.0, y as f64 + 1.0));
                placed.push((cell, [(x0, y0), (x1 - look.gap, y1 - look.gap)]));
            }
        }
        // Cells are drawn by shade, because the sheet writes the paint of successive cells once.
        placed.sort_by_key(|(cell, _)| cell.shade);
        for (cell, corners) in &placed {
            sheet.mark(*corners, look.paint(cell.shade), &cell.tooltip);
        }
        for (cell, corners) in &placed {
            draw_inside(&sheet, &look, cell, *corners);
        }
        for outline in &chart.outlines {
            let (rows, columns) = (outline.rows, outline.columns);
            let (x0, y0) = grid.at((columns.0, rows.0 as f64));
            let (x1, y1) = grid.at((columns.1, rows.1 as f64));
            let half = look.gap / 2.0;
            sheet.frame([(x0 - half, y0 - half), (x1 - half, y1 - half)], Role::Text, OUTLINE);
        }
        let (most, foot) = (longest(&chart.above), top - MARGIN_GAP);
        let across =
            Plane::new(page, (0.0..chart.above.len() as f64, left..right), (0.0..foot, 0.0..foot));
        for (x, bar) in chart.above.iter().enumerate() {
            let (from, to) = (across.at((x as f64, 0.0)).0, across.at((x as f64 + 1.0, 0.0)).0);
            let height = look.margin.0 * length(bar.value) / most;
            let corners = [(from, foot - height), (to - look.gap, foot)];
            sheet.mark(corners, paint(bar), &bar.tooltip);
        }
        let most = longest(&chart.beside);
        for ((y, bar), text) in chart.beside.iter().enumerate().zip(&texts) {
            let (middle, from) = (grid.at((0.0, y as f64 + 0.5)).1, right + MARGIN_GAP);
            let to = from + look.margin.1 * length(bar.value) / most;
            let half = look.cell / 4.0;
            sheet.mark([(from, middle - half), (to, middle + half)], paint(bar), &bar.tooltip);
            sheet.text((to + 4.0, middle), Side::Left, text, look.label, Role::Quiet);
        }
        let spans: Vec<_> = chart
            .columns
            .iter()
            .filter(|(column, _)| *column < columns)
            .map(|(column, text)| {
                let text = look.label.cut(text, room - left);
                let span = look.label.width(&text);
                let from = grid.at((*column as f64, 0.0)).0.min(room - span);
                ((from, from + span), text)
            })
            .collect();
        let ends: Vec<_> = spans.iter().map(|(span, _)| *span).collect();
        for ((from, _), text) in spans.iter().step_by(thin(&ends, look.apart)) {
            let y = bottom + 5.0 + look.label.size * 0.5;
            sheet.text((*from, y), Side::Left, text, look.label, Role::Quiet);
        }
        strip.draw(&sheet, &look);
    })
}

/// Between the grid and the texts at its edges.
const MARGIN_GAP: f64 = 6.0;

/// The longest bar; never 0, so that lengths can be divided by it.
fn longest(bars: &[MarginBar]) -> f64 {
    bars.iter().map(|bar| length(bar.value)).fold(f64::MIN_POSITIVE, f64::max)
}

fn paint(bar: &MarginBar) -> Paint {
    let role = if bar.is_strong { Role::Mark } else { Role::Base };
    Paint { fill: Fill::Solid(role), outline: None, radius: 0.0 }
}

/// Draws the content of a cell: its text, or a dot.
fn draw_inside(sheet: &Plane, look: &Look, cell: &Cell, corners: [(f64, f64); 2]) {
    let [(x0, y0), (x1, y1)] = corners;
    let middle = (f64::midpoint(x0, x1), f64::midpoint(y0, y1));
    match (cell.shade, &cell.text) {
        (Shade::Zero, _) => sheet.dot(middle, 1.0, Role::Axis),
        (Shade::Step(step), Some(text)) => {
            let role = Role::on_step(step);
            if look.inside.width(text) + 2.0 <= x1 - x0 {
                sheet.text(middle, Side::Middle, text, look.inside, role);
            } else {
                sheet.dot(middle, 3.0, role);
            }
        }
        // Text on hatching would not be readable, and a cell that was not measured has none.
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::Outline;
    use crate::charts::inspect::{self, Drawing};

    fn cell(shade: Shade) -> Cell {
        Cell { shade, tooltip: format!("{shade:?}"), text: None }
    }

    fn week(columns: usize) -> HeatMap {
        let steps = [0, 1, 2, 3, 4];
        HeatMap {
            rows: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
                .map(|day| {
                    let cells = steps.iter().cycle().map(|step| cell(Shade::Step(*step)));
                    (day.to_owned(), cells.take(columns).collect())
                })
                .into(),
            columns: (0..columns).map(|i| (i, format!("{:02}:00", i * 24 / columns))).collect(),
            scale: ("Fewer".into(), "More (peak 3.2 a day)".into()),
            hatched: Some("fewer than 5 mentions".into()),
            above: Vec::new(),
            beside: Vec::new(),
            outlines: Vec::new(),
            outlined: None,
        }
    }

    fn bar(value: f64, text: &str) -> MarginBar {
        MarginBar { value, text: text.into(), tooltip: text.into(), is_strong: value > 2.0 }
    }

    fn drawn(chart: &HeatMap, width: Width) -> Drawing {
        inspect::checked(|frame| heat_map(frame, chart, width))
    }

    #[test]
    fn cells_stand_in_a_regular_grid_with_gaps() {
        for (width, gap) in [(Width::Wide, 2.0), (Width::Narrow, 1.0)] {
            for columns in [24, 8] {
                let drawing = drawn(&week(columns), width);
                let rects = drawing.rects("f-step4");
                // Columns 4, 9, … of every row, and one swatch
                assert_eq!(rects.len(), 7 * (columns / 5) + 1);
                let mut all = drawing.rects("");
                // By rows: an outline moves an edge by less than half a unit.
                all.sort_by(|a, b| a.y.round().total_cmp(&b.y.round()).then(a.x.total_cmp(&b.x)));
                let (first, second) = (&all[3], &all[4]);
                assert!((second.x - (first.x + first.width) - gap).abs() < 0.11, "{columns}");
                let below = &all[columns + 3];
                assert!((below.y - (first.y + first.height) - gap).abs() < 0.11);
            }
        }
    }

    #[test]
    fn the_states_look_different() {
        let mut chart = week(24);
        chart.rows[0].1[0] = cell(Shade::Hatched);
        chart.rows[0].1[1] = cell(Shade::Zero);
        chart.rows[0].1[2] = cell(Shade::Absent);
        let drawing = drawn(&chart, Width::Wide);
        let filled = |fill: &str| drawing.fills.iter().filter(|&found| found == fill).count();
        assert_eq!(filled("url(#chart-hatch)"), 2); // the cell and the swatch
        assert_eq!(filled("none"), 2); // nothing there, and not measured
        assert_eq!(drawing.circles.len(), 1);
        assert_eq!(drawing.rects("s-base").len(), 1); // not measured
    }

    #[test]
    fn sums_stand_at_the_edges_and_outlines_around_their_cells() {
        for width in [Width::Wide, Width::Narrow] {
            let mut chart = week(24);
            chart.above = (0..24).map(|hour| bar(f64::from(hour % 4), "")).collect();
            chart.beside = (0..7).map(|day| bar(f64::from(day), "day")).collect();
            chart.outlines = vec![Outline { rows: (0, 5), columns: (9.0, 17.5) }];
            chart.outlined = Some("staffed hours".into());
            let drawing = drawn(&chart, width);
            assert_eq!(drawing.texts.iter().filter(|text| text.text == "day").count(), 7);
            assert!(drawing.texts.iter().any(|text| text.text == "staffed hours"));
            // Of the columns those of 3, of the bars those above 2.
            let strong = drawing.rects("f-mark");
            assert_eq!(strong.len(), 6 + 4);
            let grid_top =
                drawing.rects("f-step4").iter().map(|rect| rect.y).fold(f64::MAX, f64::min);
            assert!(strong.iter().filter(|rect| rect.y + rect.height < grid_top).count() == 6);
            let longest = strong.iter().map(|rect| rect.width).fold(0.0, f64::max);
            let days: Vec<_> = strong.iter().filter(|rect| rect.y > grid_top).collect();
            assert!((days[0].width / longest - 0.5).abs() < 0.02, "3 of 6");
        }
    }

    #[test]
    fn the_peak_is_named_or_dotted() {
        let mut chart = week(24);
        chart.rows[4].1[19].text = Some("3.2".into());
        let peak = |width| {
            let drawing = drawn(&chart, width);
            (drawing.texts.iter().any(|text| text.text == "3.2"), drawing.circles.len())
        };
        assert_eq!(peak(Width::Wide), (true, 0));
        assert_eq!(peak(Width::Narrow), (false, 1));
    }

    #[test]
    fn hours_are_thinned_evenly() {
        let hours = |width| -> Vec<String> {
            let texts = drawn(&week(24), width).texts;
            texts.into_iter().map(|t| t.text).filter(|t| t.ends_with(":00")).collect()
        };
        assert_eq!(hours(Width::Wide)[..3], ["00:00", "03:00", "06:00"]);
        assert_eq!(hours(Width::Narrow)[..3], ["00:00", "04:00", "08:00"]);
    }

    #[test]
    fn any_input_gives_a_chart() {
        for width in [Width::Wide, Width::Narrow] {
            let empty = HeatMap {
                rows: Vec::new(),
                columns: vec![(3, "03:00".into())],
                scale: (String::new(), String::new()),
                hatched: None,
                above: vec![bar(f64::NAN, "")],
                beside: vec![bar(-1.0, "")],
                outlines: vec![Outline { rows: (0, 9), columns: (0.0, 30.0) }],
                outlined: None,
            };
            drawn(&empty, width);
            for text in inspect::HOSTILE {
                let mut chart = week(8);
                chart.rows[0].0 = text.to_owned();
                chart.rows[1].1.truncate(3);
                chart.rows[2].1[0] =
                    Cell { shade: Shade::Step(250), tooltip: text.into(), text: Some(text.into()) };
                chart.columns[2].1 = text.into();
                chart.scale = (text.into(), text.into());
                chart.hatched = Some(text.into());
                chart.outlined = Some(text.into());
                chart.beside = vec![bar(1.0, text); 7];
                drawn(&chart, width);
            }
        }
    }
}
