//! What the brief asks of each objective beside its figure.

use super::measure;
use crate::brief::Brief;
use crate::insights::Report;
use crate::pages::front::is_short;
use crate::pages::section::Linked;
use crate::pages::sections::STATED_BY;
use crate::pages::words::objectives::{reason, value};
use crate::pages::words::{self, Words, say};

/// Each objective with what the chart does not show: date, role, owner, a target that moved, what would bring a figure that is missing.
pub(super) fn asked(words: &Words, brief: &Brief, report: &Report) -> Vec<Linked> {
    let objectives = brief.objectives.iter().zip(&report.objectives);
    let asked = objectives.map(|(asked, figures)| {
        let measure = measure(words, report, figures);
        let details = [
            Some(say!(words, "objective-measured", measure = measure)),
            figures.reason.map(|why| say!(words, "objectives-why", why = reason(words, why))),
            figures.moved.map(|moved| {
                let [was, is] = [moved.was, moved.is].map(|at| value(words, figures, at));
                let date = words.date(moved.from);
                say!(words, "objectives-target-moved", was = was, is = is, date = date)
            }),
            figures.is_goal_behind_start().then(|| words.text("objectives-behind")),
            asked.due.map(|due| say!(words, "objective-due", date = words.date(due))),
            asked
                .groundswell
                .map(|kind| say!(words, "objective-kind", kind = words::groundswell(words, kind))),
            (asked.frequency.as_ref())
                .map(|frequency| say!(words, "objective-reviewed", frequency = frequency)),
            asked.tool.as_ref().map(|tool| say!(words, "objective-tool", tool = tool)),
            asked.method_quant.as_ref().map(|how| say!(words, "objective-quantitative", how = how)),
            asked.method_qual.as_ref().map(|how| say!(words, "objective-qualitative", how = how)),
            asked.owner.as_ref().map(|owner| say!(words, "objective-owner", owner = owner)),
        ];
        let details = words::clauses(words, details.into_iter().flatten().collect());
        // Only a figure that was measured surely has a section.
        let is_shown = figures.now.is_some() && !is_short(report);
        Linked {
            name: asked.statement.clone(),
            statement: say!(words, "clause-end", clauses = details),
            link: is_shown.then(|| {
                let section = (STATED_BY.metric)(asked.metric);
                let question = words.text(&format!("{section}-question"));
                (section, say!(words, "objective-shown", section = question))
            }),
        }
    });
    asked.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::Moved;
    use crate::insights::{NotMeasurable, ObjectiveVerdict};
    use crate::pages::fixture;
    use crate::pages::sections::objectives::{role_lines, score};

    #[test]
    fn an_objective_says_how_it_is_measured_and_where_its_figure_stands() {
        let (mut brief, report) = (fixture::brief(), fixture::report());
        let objective = &mut brief.objectives[0];
        objective.tool = Some("the listening tool".into());
        objective.method_quant = Some("labels by month".into());
        objective.method_qual = Some("twenty posts read".into());
        let found = &asked(Words::english(), &brief, &report)[0];
        let expected = "reviewed monthly; tool: the listening tool; quantitative method: labels by month; qualitative method: \
                        twenty posts read; owner: Customer care.";
        assert!(found.statement.ends_with(expected), "{}", found.statement);
        let link = found.link.as_ref().map(|(section, text)| (*section, text.as_str()));
        assert_eq!(link, Some(("changes", "Shown under: What changed")));
    }

    #[test]
    fn what_is_missing_says_what_would_bring_it_and_a_new_target_is_said() {
        let (brief, mut report) = (fixture::brief(), fixture::report());
        let tone = &mut report.objectives[0];
        (tone.now, tone.interval, tone.n) = (None, None, None);
        (tone.verdict, tone.reason) =
            (ObjectiveVerdict::NotMeasurable, Some(NotMeasurable::Labels));
        tone.moved = Some(Moved { was: 15.0, is: 10.0, from: fixture::day(2026, 7, 1) });
        let missing = &asked(Words::english(), &brief, &report)[0];
        assert!(missing.link.is_none());
        assert_eq!(
            missing.statement,
            "Measured by net sentiment on Reddit; not measurable: no mention has a tone; a column for `sentiment` in the exports would bring \
             it; the target moved from +15 to +10 on 1 July 2026; due 31 December 2026; role: support; reviewed monthly; owner: Customer care."
        );
        assert!(score(Words::english(), &report, &report.objectives[0]).is_none());
        let roles = role_lines(Words::english(), &brief, &report);
        assert_eq!(roles[3], "support: addressed by an objective, not measured");
        assert_eq!(roles[0], "listen: no objective");
    }
}
