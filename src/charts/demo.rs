//! Writes a page with every chart in both widths, for inspection by eye: `cargo test charts::demo -- --ignored --nocapture`.

use std::fmt::Write as _;

use super::{
    Bar, Bars, CSS, Cell, Frame, HeatMap, Level, MarginBar, Outline, Range, Ranges, Shade, Svg,
    Trend, TrendPoint, Width, bars, heat_map, ranges, trend,
};

fn frame(id: &str) -> Frame {
    Frame { id: id.into(), title: format!("Demo of {id}"), description: "Invented data".into() }
}

fn channels() -> Bars {
    let rows = [
        ("Reddit", 412.0),
        ("Instagram", 287.0),
        ("Google reviews", 163.0),
        ("X", 96.0),
        ("Coffee Lovers of the Harbour District (Facebook group)", 41.0),
        ("YouTube", 9.0),
        ("Local news and blogs", 0.0),
    ];
    let bar = |(label, value): (&str, f64)| Bar {
        label: label.into(),
        value,
        value_label: format!("{value} · {:.0} %", value / 10.08),
        is_muted: label == "X",
        tooltip: format!("{label}: {value} mentions"),
    };
    Bars { rows: rows.map(bar).into() }
}

/// Office hours, and stronger evenings on weekdays.
fn week(columns: usize) -> HeatMap {
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let cell = |day: usize, column: usize| {
        let hour = column * 24 / columns + 24 / columns / 2;
        let wobble = (day * 7 + hour * 5) % 3;
        let step = match (day, hour) {
            (_, 0..=5) => 0,
            (0..=4, 18..=21) => 3 + usize::from(wobble > 0),
            (0..=4, 8..=17) => 1 + wobble,
            (5..=6, 9..=20) => 1 + wobble / 2,
            _ => wobble / 2,
        };
        let shade = match (day, hour) {
            (_, 2..=4) => Shade::Zero,
            (6, 5..=7) | (5, 0..=1) => Shade::Hatched,
            (2, 12..=13) => Shade::Absent,
            _ => Shade::Step(u8::try_from(step).unwrap()),
        };
        let is_peak = day == 3 && hour == 20 || columns == 8 && day == 3 && column == 6;
        let shade = if is_peak { Shade::Step(4) } else { shade };
        let text = is_peak.then(|| "3.4".to_owned());
        Cell { shade, tooltip: format!("{} {hour}:00", days[day]), text }
    };
    HeatMap {
        rows: (0..7)
            .map(|day| (days[day].into(), (0..columns).map(|c| cell(day, c)).collect()))
            .collect(),
        columns: (0..columns).map(|c| (c, format!("{:02}:00", c * 24 / columns))).collect(),
        scale: ("Fewer than usual".into(), "3.4 times the average".into()),
        hatched: Some("fewer than 5 mentions".into()),
        above: (0..columns).map(|column| margin(column * 24 / columns)).collect(),
        beside: (0..7).map(|day| margin(18 - day)).collect(),
        outlines: vec![Outline {
            rows: (0, 5),
            columns: (9.0 * columns as f64 / 24.0, 17.5 * columns as f64 / 24.0),
        }],
        outlined: Some("staffed hours".into()),
    }
}

fn margin(value: usize) -> MarginBar {
    MarginBar {
        value: value as f64,
        text: value.to_string(),
        tooltip: value.to_string(),
        is_strong: value > 16,
    }
}

fn tone() -> Trend {
    let labels = [
        "2 Mar", "9 Mar", "16 Mar", "23 Mar", "30 Mar", "6 Apr", "13 Apr", "20 Apr", "27 Apr",
        "4 May", "11 May", "18 May", "25 May",
    ];
    let values = [
        Some(12.0),
        Some(9.0),
        Some(14.0),
        None,
        Some(11.0),
        None,
        Some(10.0),
        Some(6.0),
        Some(-22.0),
        Some(-31.0),
        Some(-9.0),
        Some(4.0),
        Some(8.0),
    ];
    let bases = [140, 152, 149, 3, 131, 0, 160, 155, 390, 512, 260, 171, 158];
    let point = |i: usize| TrendPoint {
        label: labels[i].into(),
        value: values[i].map(|v: f64| {
            let half = 90.0 / f64::from(bases[i]).sqrt();
            (v - half, v, v + half)
        }),
        is_now: i > 8,
        base: u64::try_from(bases[i]).unwrap(),
        base_text: bases[i].to_string(),
        tooltip: format!("Week of {}", labels[i]),
    };
    let level = |weeks, value, text: &str| Level { weeks, value, text: text.into() };
    let ticks = [-40.0, -20.0, 0.0, 20.0];
    Trend {
        points: (0..13).map(point).collect(),
        range: (-45.0, 30.0),
        ticks: ticks.map(|t| (t, format!("{t}").replace('-', "−"))).into(),
        zero: Some(0.0),
        end_label: String::new(),
        levels: vec![level((-0.5, 8.5), 6.0, "+6 before"), level((8.5, 12.5), -5.0, "−5 now")],
        base_label: "Mentions a day, by week".into(),
        base_ticks: [0.0, 40.0].map(|t| (7.0 * t, format!("{t}"))).into(),
        base_levels: vec![
            level((-0.5, 8.5), 182.0, "26.0 a day"),
            level((8.5, 12.5), 275.0, "39.3 a day now"),
        ],
        events: vec![
            (1.4, "New loyalty app".into()),
            (7.6, "Price change".into()),
            (8.2, "Payment outage".into()),
        ],
    }
}

fn hours() -> Ranges {
    let row = |(label, base): (&str, f64)| Range {
        label: label.into(),
        low: base * 0.75,
        base,
        high: base * 1.5,
        texts: (format!("{:.1}", base * 0.75), format!("{base:.1}"), format!("{:.1}", base * 1.5)),
        is_total: label == "All channels",
        tooltip: format!("{label}: {base:.1} hours a day"),
    };
    let rows = [
        ("Reddit", 5.1),
        ("Instagram", 3.2),
        ("Google reviews", 1.9),
        ("X", 1.2),
        ("Facebook group of the Harbour District", 0.9),
        ("YouTube", 0.5),
        ("Local news and blogs", 0.2),
        ("All channels", 13.0),
    ];
    Ranges {
        rows: rows.map(row).into(),
        ticks: [0, 5, 10, 15, 20].map(|t| (f64::from(t), t.to_string())).into(),
        unit: "hours a day".into(),
    }
}

fn totals_only() -> Ranges {
    let mut chart = hours();
    chart.rows.drain(..5);
    for row in &mut chart.rows {
        (row.low, row.base, row.high) =
            (9.0 + row.low / 2.0, 12.0 + row.base / 2.0, 13.0 + row.high / 2.0);
    }
    chart
}

#[test]
#[ignore = "writes a page to be looked at"]
fn write_a_page() {
    let charts: [(&str, &dyn Fn(Width) -> Svg); 6] = [
        ("Reddit and Instagram hold seven of ten mentions", &|w| {
            bars(&frame("where"), &channels(), w)
        }),
        ("Customers write on weekday evenings", &|w| heat_map(&frame("when"), &week(24), w)),
        ("Three-hour bands", &|w| heat_map(&frame("bands"), &week(8), w)),
        ("Tone fell after the price change and has recovered", &|w| {
            trend(&frame("tone"), &tone(), w)
        }),
        ("Answering takes 13 hours a day", &|w| ranges(&frame("hours"), &hours(), w)),
        ("Ranges with room", &|w| ranges(&frame("room"), &totals_only(), w)),
    ];
    let mut body = String::new();
    for (title, draw) in charts {
        let (wide, narrow) = (draw(Width::Wide), draw(Width::Narrow));
        let _ = write!(
            body,
            "<h3>{title}</h3>\n<p>Invented data, 13 weeks</p>\n{}\n{}\n",
            wide.as_str(),
            narrow.as_str()
        );
    }
    let page = |css: &str| {
        format!(
            "<!doctype html><meta charset=utf-8><meta name=viewport content=width=device-width><style>{css}\n\
             body {{ font-family: system-ui, sans-serif; max-width: 760px; margin: 24px auto; padding: 0 16px; \
             background: var(--chart-paper); color: var(--chart-text) }} h3 {{ margin: 40px 0 0; font-size: 18px }} \
             p {{ margin: 4px 0 16px; font-size: 13px; color: var(--chart-quiet) }}</style>{body}"
        )
    };
    let folder = std::env::temp_dir().join("socialmap-charts");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("light.html"), page(CSS)).unwrap();
    let dark = CSS.replace("screen and (prefers-color-scheme: dark)", "screen");
    std::fs::write(folder.join("dark.html"), page(&dark)).unwrap();
    println!("{}", folder.display());
}
