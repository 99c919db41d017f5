//! The decision box of page one: the date of the next review, what each option takes in hours, people and money. Nothing
//! is recommended here; the analyst can replace the question by a note, and recommend.

use super::FrontNote;
use crate::brief::Brief;
use crate::insights::change::Base;
use crate::insights::findings::{Answer, answer};
use crate::insights::{Binding, OptionFigures, OptionId, Report, StanceGroup};
use crate::pages::words::{Words, list, say};

/// The box.
pub(in crate::pages) struct Decision {
    pub(in crate::pages) label: String,
    /// The question, where no note replaces it.
    pub(in crate::pages) question: String,
    /// The analyst's question and recommendation.
    pub(in crate::pages) notes: Vec<FrontNote>,
    pub(in crate::pages) choices: Vec<Choice>,
    /// How to read it.
    pub(in crate::pages) how: Vec<String>,
}

/// One option in words.
pub(in crate::pages) struct Choice {
    pub(in crate::pages) name: String,
    pub(in crate::pages) scope: String,
    pub(in crate::pages) hours: String,
    pub(in crate::pages) people: String,
    /// Full-time equivalents, in brackets behind the people.
    pub(in crate::pages) full_time: String,
    pub(in crate::pages) cost: String,
}

/// The box of a report; `None` if there is no work to decide about.
pub(super) fn decision(
    words: &Words,
    brief: &Brief,
    report: &Report,
    notes: Vec<FrontNote>,
) -> Option<Decision> {
    let options = report.options.as_ref()?;
    if answer(report) != Answer::Team || options.iter().all(|option| option.hours.base <= 0.0) {
        return None;
    }
    let review = brief.timing.reviews.iter().find(|review| review.date > report.period.to);
    // Where the brief listens to no channel, two options are the same.
    let (partial, mut distinct): (Vec<&OptionFigures>, Vec<_>) =
        options.iter().partition(|option| option.id == OptionId::Problems);
    distinct.dedup_by(|next, first| next.channels == first.channels);
    if distinct.last().is_some_and(|last| last.channels == distinct[0].channels) {
        distinct.truncate(distinct.len().saturating_sub(1).max(1));
    }
    distinct.extend(partial);
    Some(Decision {
        label: match review {
            Some(review) => say!(words, "decision-review", day = words.date(review.date)),
            None => words.text("decision"),
        },
        question: words.text("decision-question"),
        notes,
        choices: distinct.iter().map(|option| choice(words, brief, report, option)).collect(),
        how: how(words, brief, report, report.decided()?),
    })
}

fn choice(words: &Words, brief: &Brief, report: &Report, option: &OptionFigures) -> Choice {
    let listened: Vec<String> = report
        .stance_groups
        .iter()
        .filter(|group| group.group == StanceGroup::Listen)
        .flat_map(|group| &group.channels)
        .map(|&index| report.channels[index].name.clone())
        .collect();
    let n = option.channels.len() as u64;
    let (name, scope) = match option.id {
        // Then it is the same as everything.
        OptionId::Brief if listened.is_empty() => {
            ("option-everything", say!(words, "option-all", n = n))
        }
        OptionId::Brief if listened.len() > 3 => {
            ("option-brief", say!(words, "option-some", n = n))
        }
        OptionId::Brief => {
            ("option-brief", say!(words, "option-listen", channels = list(words, &listened)))
        }
        OptionId::Declared => ("option-declared", say!(words, "option-some", n = n)),
        OptionId::Everything => ("option-everything", say!(words, "option-all", n = n)),
        OptionId::Problems => {
            let channels = say!(words, "option-channels", n = n);
            ("option-problems", say!(words, "option-requests", channels = channels))
        }
    };
    let scope = match brief.staffing.response_share {
        share if share < 1.0 => {
            let share = words.percent(share, 1);
            say!(words, "option-share", channels = scope, share = share)
        }
        _ => scope,
    };
    let people = option.people;
    // Then the people do not follow from the hours.
    let scope = match people.map(|people| people.binding) {
        Some(Binding::Coverage) => say!(words, "option-cover", channels = scope),
        Some(Binding::Workload) | None => scope,
    };
    let cost = people.map_or(option.work_cost_per_week, |people| people.team_cost_per_week);
    Choice {
        name: words.text(name),
        scope,
        hours: words.quantity(option.hours.base),
        people: people.map_or_else(|| words.text("map-none"), |it| words.count(it.headcount)),
        full_time: people
            .map(|people| say!(words, "in-brackets", text = words.full_time(people.fte)))
            .unwrap_or_default(),
        cost: cost.map_or_else(
            || words.text("map-none"),
            |cost| words.money(cost, &brief.staffing.currency),
        ),
    }
}

/// What the numbers mean, and for which month they are.
fn how(words: &Words, brief: &Brief, report: &Report, decided: &OptionFigures) -> Vec<String> {
    let people = decided.people.map(|people| {
        let productive = words.quantity(report.staffing.productive_hours);
        let text = say!(words, "decision-people", hours = productive);
        match people.team_cost_per_week {
            Some(_) => say!(words, "decision-people-cost", sentence = text),
            None => text,
        }
    });
    let usual = report.change.as_ref().filter(|change| change.base == Base::Weeks).map(|change| {
        let usual = change.calm.map_or(change.per_day.1, |calm| calm.per_day);
        let usual = words.quantity(usual);
        let now = words.maybe(report.mentions_per_day);
        say!(words, "decision-usual", now = now, usual = usual)
    });
    let budget = brief.plan.budget_owner.as_ref();
    let budget = budget.map(|owner| say!(words, "decision-budget", owner = owner));
    [people, budget, usual].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::fixture;

    #[test]
    fn the_box_names_the_next_review_and_prices_each_option_once() {
        let (brief, mut report) = (fixture::brief(), fixture::report());
        let made = |report: &Report| decision(Words::english(), &brief, report, Vec::new());
        let found = made(&report).unwrap();
        assert_eq!(found.label, "To decide at the review on 1 September 2026");
        let [all] = &found.choices[..] else { panic!("one option: nothing is only listened to") };
        assert_eq!((all.hours.as_str(), all.people.as_str()), ("91.0", "4"));
        assert!(found.how[0].contains("23.8"), "{:?}", found.how);
        let options = report.options.as_mut().unwrap();
        options[0].people.as_mut().unwrap().binding = Binding::Coverage;
        let scope = made(&report).unwrap().choices.remove(0).scope;
        assert!(scope.ends_with("; one person in every staffed hour"), "{scope}");
        let options = report.options.as_mut().unwrap();
        options[0].channels.truncate(3);
        options[0].people = None;
        report.stance_groups[0].group = StanceGroup::Listen;
        report.stance_groups[0].channels.truncate(1);
        let found = made(&report).unwrap();
        let listen = &found.choices[0];
        assert_eq!(
            (listen.name.as_str(), listen.scope.as_str(), listen.people.as_str()),
            ("answer as the brief decides", "listen only to X", "–")
        );
        report.options = None;
        assert!(made(&report).is_none());
    }
}
