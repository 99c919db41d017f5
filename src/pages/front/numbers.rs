//! The strip of numbers on page one: what each is, what it was, its last six periods as columns. What was not measured is left out.

use crate::brief::{Brief, Metric};
use crate::charts::cells;
use crate::insights::findings::{Answer, answer};
use crate::insights::{Estimate, NoRange, Report};
use crate::pages::markup::Markup;
use crate::pages::words::{Words, say};

/// Conversations under which no share is printed.
const FEWEST_FOR_SHARES: u64 = 10;

/// Periods drawn as columns.
const PERIODS: usize = 6;

/// A number with what it is based on.
pub(in crate::pages) struct KeyNumber {
    pub(in crate::pages) name: String,
    pub(in crate::pages) value: String,
    /// Behind the value, in small type; empty where the name says it.
    pub(in crate::pages) unit: String,
    /// The last six periods; `None` if there is nothing to compare.
    pub(in crate::pages) columns: Option<Markup>,
    /// Range or base, what it was, the goal.
    pub(in crate::pages) base: String,
}

/// What a number measures, from a report.
type Measure = fn(&Report) -> Option<f64>;

/// The numbers of a report; `reports` are all of the site, in any order.
pub(super) fn numbers(
    words: &Words,
    brief: &Brief,
    reports: &[Report],
    report: &Report,
) -> Vec<KeyNumber> {
    let strip = Strip { words, brief, former: former(reports, report), report };
    [strip.mentions(), strip.tone(), strip.answered(), strip.hours(), strip.people()]
        .into_iter()
        .flatten()
        .collect()
}

/// The period and the five before it, oldest first; `None` where there is no report.
fn former<'a>(reports: &'a [Report], report: &'a Report) -> [Option<&'a Report>; PERIODS] {
    let mut former = [None; PERIODS];
    let mut period = Some(report.period.clone());
    for place in former.iter_mut().rev() {
        *place = period.as_ref().and_then(|period| reports.iter().find(|it| it.period == *period));
        period = period.and_then(|period| period.previous());
    }
    former[PERIODS - 1] = Some(report);
    former
}

fn mentions_per_day(report: &Report) -> Option<f64> {
    report.mentions_per_day
}

fn net(report: &Report) -> Option<f64> {
    report.tone.interval.and(report.tone.net)
}

/// The net sentiment as people see it.
fn corrected_net(report: &Report) -> Option<f64> {
    report.corrected_tone().map(|tone| tone.net.value)
}

fn in_time(report: &Report) -> Option<f64> {
    report.answers.as_ref()?.all.in_time.as_ref()?.share
}

/// Hours to plan with: on a few days, or where nothing is to be answered, there are none.
fn hours(report: &Report) -> Option<f64> {
    let hours = report.decided()?.hours.base;
    (answer(report) == Answer::Team && hours > 0.0).then_some(hours)
}

fn full_time(report: &Report) -> Option<f64> {
    Some(report.decided()?.people?.fte)
}

struct Strip<'a> {
    words: &'a Words,
    brief: &'a Brief,
    former: [Option<&'a Report>; PERIODS],
    report: &'a Report,
}

impl Strip<'_> {
    fn mentions(&self) -> Option<KeyNumber> {
        let words = self.words;
        let rate = mentions_per_day(self.report)?;
        let mentions = say!(words, "mentions", n = self.report.mentions);
        let was = self.report.recent.was.map(|was| words.quantity(was.mentions_per_day));
        let base = self.base(Some(mentions), was, None);
        Some(self.number("strip-mentions", words.quantity(rate), base, mentions_per_day))
    }

    fn tone(&self) -> Option<KeyNumber> {
        let words = self.words;
        let between = |low, high| words.between(&words.points(low), &words.points(high));
        if self.report.tone.no_range() == Some(NoRange::FewAccounts) {
            return None;
        }
        let audited = self.report.corrected_tone();
        // What people see is never set beside what labels say of another period.
        let measure: Measure = if audited.is_some() { corrected_net } else { net };
        let range = if let Some(Estimate { low, high, .. }) = audited.map(|it| it.net) {
            let range = between(low, high);
            let labels = self.report.tone.net;
            match labels {
                Some(labels) => {
                    let labels = words.points(labels);
                    say!(words, "strip-audited", range = range, labels = labels)
                }
                None => say!(words, "strip-audited-alone", range = range),
            }
        } else {
            let (low, high) = self.report.tone.interval?;
            say!(words, "strip-range", range = between(low, high))
        };
        let value = measure(self.report)?;
        let was = self.before(measure).map(|net| words.points(net));
        let goal = self
            .goal(Metric::NetSentiment)
            .map(|goal| say!(words, "strip-goal", value = words.points(goal)));
        let base = self.base(Some(range), was, goal);
        let number = self.number("name-net-sentiment", words.points(value), base, measure);
        Some(KeyNumber { unit: words.text("unit-points"), ..number })
    }

    fn answered(&self) -> Option<KeyNumber> {
        let words = self.words;
        let answers = self.report.answers.as_ref()?.all.in_time.as_ref()?;
        if answers.base < FEWEST_FOR_SHARES {
            return None;
        }
        let percent = |share: f64| words.percent(share, answers.base.min(99));
        let was = self.before(in_time).map(percent);
        let goal = self.goal(Metric::AnsweredInTime).map(percent);
        let goal = goal.map(|goal| say!(words, "strip-goal", value = goal));
        let sample = words.sample(answers.base);
        let base = self.base(Some(sample), was, goal);
        let name = say!(words, "strip-answered", time = words.within(answers.target_minutes));
        let value = percent(answers.share?);
        Some(KeyNumber { name, ..self.number("strip-mentions", value, base, in_time) })
    }

    fn hours(&self) -> Option<KeyNumber> {
        let words = self.words;
        hours(self.report)?;
        let hours = self.report.decided()?.hours;
        let range = (hours.low < hours.high)
            .then(|| say!(words, "strip-cases", range = words.range(hours.low, hours.high)));
        let was = self.before(self::hours).map(|hours| words.quantity(hours));
        let base = self.base(range, was, None);
        Some(self.number("strip-hours", words.quantity(hours.base), base, self::hours))
    }

    fn people(&self) -> Option<KeyNumber> {
        let words = self.words;
        let people = self.report.decided()?.people?;
        let full_time = say!(words, "strip-full-time", figure = words.full_time(people.fte));
        let cost = people.team_cost_per_week.map(|cost| {
            let money = words.money(cost, &self.brief.staffing.currency);
            say!(words, "strip-cost", money = money)
        });
        let base = self.base(Some(full_time), None, cost);
        let value = words.count(people.headcount);
        let number = self.number("strip-people", value, base, self::full_time);
        Some(number)
    }

    fn number(&self, name: &str, value: String, base: String, measure: Measure) -> KeyNumber {
        let values = self.former.map(|report| report.and_then(measure));
        let columns = (values.iter().flatten().count() > 1).then(|| cells::columns(&values));
        let columns = columns.flatten().as_ref().map(Markup::from);
        KeyNumber { name: self.words.text(name), value, unit: String::new(), columns, base }
    }

    /// The value of the period before.
    fn before(&self, measure: Measure) -> Option<f64> {
        self.former[PERIODS - 2].and_then(measure)
    }

    /// A value of the period before, with its short name.
    fn was(&self, value: String) -> String {
        let words = self.words;
        let name = self.report.period.previous().and_then(|period| words.short_period(&period));
        match name {
            Some(name) => say!(words, "strip-was", period = name, value = value),
            None => say!(words, "map-was", value = value),
        }
    }

    /// What an objective on all channels aims at.
    fn goal(&self, metric: Metric) -> Option<f64> {
        let mut objectives = self.brief.objectives.iter().zip(&self.report.objectives);
        objectives
            .find(|(objective, _)| objective.metric == metric && objective.channel.is_none())
            .and_then(|(_, figures)| figures.target)
    }

    fn base(&self, first: Option<String>, was: Option<String>, last: Option<String>) -> String {
        let words = self.words;
        let was = was.map(|was| self.was(was));
        crate::pages::words::clauses(words, [first, was, last].into_iter().flatten().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn each_number_has_what_it_was_and_its_last_periods() {
        let (now, before) = (fixture::report(), fixture::former_report());
        let reports = vec![now.clone(), before];
        let numbers = numbers(Words::english(), &fixture::brief(), &reports, &now);
        let found: Vec<(&str, &str, &str)> = numbers
            .iter()
            .map(|it| (it.name.as_str(), it.value.as_str(), it.base.as_str()))
            .collect();
        assert_eq!(found[0], ("Mentions a day", "72.4", "2,028 mentions; Apr 65.2"));
        assert_eq!((found[1].0, found[1].1), ("Net sentiment", "−5"));
        assert!(found[1].2.ends_with("; Apr +4"), "{}", found[1].2);
        assert_eq!(found[2].0, "Answered within 4\u{a0}hours");
        assert_eq!((found[3].0, found[3].1), ("Hours a week to answer", "91.0"));
        assert_eq!((found[4].0, found[4].1), ("People needed", "4"));
        assert!(numbers.iter().all(|number| number.columns.is_some()));
    }

    #[test]
    fn the_tone_that_people_see_comes_first() {
        let mut report = fixture::report();
        report.tone_audit = Some(fixture::audit());
        let reports = vec![report.clone(), fixture::former_report()];
        let numbers = numbers(Words::english(), &fixture::brief(), &reports, &report);
        assert_eq!(numbers[1].value, "−47");
        assert_eq!(
            numbers[1].base,
            "as people see it, −61\u{a0}to\u{a0}−34; by the exports’ labels −5"
        );
    }

    #[test]
    fn what_is_not_measured_leaves_the_strip_and_one_period_has_no_columns() {
        let mut report = fixture::silent_report();
        report.options = None;
        let reports = [report.clone()];
        let numbers = numbers(Words::english(), &fixture::brief(), &reports, &report);
        assert_eq!(numbers.len(), 1);
        assert!(numbers[0].columns.is_none());
        assert_eq!(numbers[0].value, "0");
    }
}
