//! The colours of all charts, by role: class name, value in the light theme, value in the dark theme.
//!
//! The light value is written into the SVG as a presentation attribute, so a chart copied out of the page keeps its
//! colours. `charts.css` defines both values as variables, which override the attribute; a test keeps that file equal to
//! this table. Red is never set against green. Tests compute the contrast: text has at least 4.5:1 (WCAG 1.4.3), marks at least 3:1 or an
//! outline that has it (1.4.11).

use plotters::style::RGBColor;

/// What a colour is used for. The number is its row in [`TABLE`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Labels and emphasised marks.
    Text,
    /// Axis labels and notes.
    Quiet,
    /// Hairlines behind the data.
    Grid,
    /// The zero line, event lines, the outline of what was not measured.
    Axis,
    /// The background, and rings around dots.
    Paper,
    /// The data.
    Mark,
    /// Intervals and muted bars; always with [`Role::Edge`] around it.
    Pale,
    /// Outline of [`Role::Pale`].
    Edge,
    /// The interval of a total; always with [`Role::Mark`] around it.
    Firm,
    /// Bars of bases, paler than the data.
    Base,
    /// A second series beside [`Role::Mark`].
    Soft,
    /// More praise than complaint.
    Positive,
    /// More complaint than praise.
    Negative,
    /// Behind the hours in which the client is there; the page states them in words too.
    Staffed,
    /// Sequential palette, least.
    Step0,
    /// Sequential palette.
    Step1,
    /// Sequential palette.
    Step2,
    /// Sequential palette.
    Step3,
    /// Sequential palette, most.
    Step4,
    /// Outline of [`Role::Step0`].
    Rim0,
    /// Outline of [`Role::Step1`].
    Rim1,
    /// Outline of [`Role::Step2`].
    Rim2,
    /// Text on steps 0 and 1.
    OnLow,
    /// Text on step 2.
    OnMid,
    /// Text on steps 3 and 4.
    OnHigh,
}

/// Role, name, on white, on #111. The names become classes and CSS variables.
const TABLE: [(Role, &str, &str, &str); 25] = [
    (Role::Text, "text", "#1A1A1A", "#EDEDED"),
    (Role::Quiet, "quiet", "#595959", "#B0B0B0"),
    (Role::Grid, "grid", "#E6E6E6", "#2E2E2E"),
    (Role::Axis, "axis", "#767676", "#767676"),
    (Role::Paper, "paper", "#FFFFFF", "#121314"),
    (Role::Mark, "mark", "#2A6496", "#6AA7D8"),
    (Role::Pale, "pale", "#DCEBF5", "#16314A"),
    (Role::Edge, "edge", "#4393C3", "#2F75B5"),
    (Role::Firm, "firm", "#92C5DE", "#1F4E79"),
    (Role::Base, "base", "#93918C", "#717276"),
    (Role::Soft, "soft", "#6894BE", "#4D7AA3"),
    (Role::Positive, "positive", "#0072B2", "#4B9BDC"),
    (Role::Negative, "negative", "#D55E00", "#E8833A"),
    (Role::Staffed, "staffed", "#F0EAD9", "#4A4430"),
    (Role::Step0, "step0", "#F0F3F6", "#1A1F25"),
    (Role::Step1, "step1", "#CBDCEA", "#1F3A53"),
    (Role::Step2, "step2", "#8FB7D7", "#2C6493"),
    (Role::Step3, "step3", "#2F75AB", "#67A5D7"),
    (Role::Step4, "step4", "#0B497C", "#CBE4FA"),
    (Role::Rim0, "rim0", "#868F97", "#626B74"),
    (Role::Rim1, "rim1", "#7F93A6", "#5C7B98"),
    (Role::Rim2, "rim2", "#5C8FB8", "#4D86BA"),
    (Role::OnLow, "on-low", "#111111", "#FFFFFF"),
    (Role::OnMid, "on-mid", "#111111", "#FFFFFF"),
    (Role::OnHigh, "on-high", "#FFFFFF", "#111111"),
];

impl Role {
    /// Step of the sequential palette; steps above the last are the last.
    pub(super) fn step(step: u8) -> Self {
        [Self::Step0, Self::Step1, Self::Step2, Self::Step3, Self::Step4][usize::from(step.min(4))]
    }

    /// Returns the outline of a step that has less than 3:1 on white.
    pub(super) fn rim(step: u8) -> Option<Self> {
        [Self::Rim0, Self::Rim1, Self::Rim2].get(usize::from(step)).copied()
    }

    /// Returns the text colour that is readable on a step in both themes.
    pub(super) fn on_step(step: u8) -> Self {
        match step {
            0 | 1 => Self::OnLow,
            2 => Self::OnMid,
            _ => Self::OnHigh,
        }
    }

    /// Name in classes and variables.
    pub(super) fn name(self) -> &'static str {
        TABLE[self as usize].1
    }

    /// Value on white, `#RRGGBB`.
    pub(super) fn light(self) -> &'static str {
        TABLE[self as usize].2
    }

    /// Returns the colour that encodes this role: plotters passes only colours on.
    pub(super) fn carrier(self) -> RGBColor {
        RGBColor(1, 2, self as u8)
    }

    /// Decodes a role. Any other colour is a default of plotters, which means text.
    pub(super) fn carried(rgb: (u8, u8, u8)) -> Self {
        TABLE.get(usize::from(rgb.2)).map_or(Self::Text, |row| row.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(clippy::disallowed_methods, reason = "a test prints nothing")]
    fn luminance(hex: &str) -> f64 {
        let channel = |at: usize| {
            let c = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
        a.max(b) / a.min(b)
    }

    fn at_least(least: f64, role: Role, on: Role) {
        let ((_, name, light, dark), below) = (TABLE[role as usize], TABLE[on as usize]);
        for (theme, hex, under) in [("light", light, below.2), ("dark", dark, below.3)] {
            let found = contrast(hex, under);
            assert!(found >= least, "{name} on {} in {theme}: {found:.2}", below.1);
        }
    }

    #[test]
    fn the_contrast_formula_gives_the_published_values() {
        // docs/method.md, Presentation
        assert!((contrast("#0072B2", "#FFFFFF") - 5.19).abs() < 0.005);
        assert!((contrast("#767676", "#111111") - 4.16).abs() < 0.005);
    }

    #[test]
    fn text_has_four_and_a_half_to_one() {
        for role in [Role::Text, Role::Quiet, Role::Mark] {
            at_least(4.5, role, Role::Paper);
        }
        for step in 0..5 {
            at_least(4.5, Role::on_step(step), Role::step(step));
        }
    }

    #[test]
    fn marks_or_their_outlines_have_three_to_one() {
        for role in [
            Role::Axis,
            Role::Mark,
            Role::Edge,
            Role::Base,
            Role::Soft,
            Role::Positive,
            Role::Negative,
        ] {
            at_least(3.0, role, Role::Paper);
        }
        for step in 0..5 {
            at_least(3.0, Role::rim(step).unwrap_or(Role::step(step)), Role::Paper);
        }
        // Columns over the staffed hours
        at_least(3.0, Role::Mark, Role::Staffed);
        // The base of a range, on its interval
        at_least(3.0, Role::Mark, Role::Pale);
        at_least(4.5, Role::Text, Role::Firm);
    }

    #[test]
    fn roles_survive_plotters() {
        for (row, (role, ..)) in TABLE.iter().enumerate() {
            assert_eq!(*role as usize, row);
            let RGBColor(r, g, b) = role.carrier();
            assert_eq!(Role::carried((r, g, b)), *role);
        }
    }

    #[test]
    fn the_style_sheet_is_this_table() {
        use std::fmt::Write as _;
        let (mut light, mut dark, mut rules) = (String::new(), String::new(), String::new());
        for (_, name, on_white, on_black) in TABLE {
            let _ = writeln!(light, "  --chart-{name}: {on_white};");
            let _ = writeln!(dark, "    --chart-{name}: {on_black};");
            let _ = writeln!(rules, ".f-{name} {{ fill: var(--chart-{name}); }}");
            let _ = writeln!(rules, ".s-{name} {{ stroke: var(--chart-{name}); }}");
        }
        for block in [light, dark, rules] {
            assert!(crate::charts::CSS.contains(&block), "charts.css should hold:\n{block}");
        }
    }
}
