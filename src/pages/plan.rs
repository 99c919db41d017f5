//! The words of the brief that no export can measure, for the sections that they belong to: purpose and tactics by the objectives, rules by the
//! answers, what else is sent out by the changes, what was heard elsewhere by the voices, and suggestions by the actions. Each is folded, and absent where the brief says nothing.

use crate::brief::plan::{
    AssumptionState, Benchmark, FEWEST_REVIEWS, Phase, Review, Suggestion, Tactic,
};
use crate::brief::{Brief, DeclaredChannel, Kind, Stage};
use crate::pages::section::{Block, Folded, Items, List, SectionInput, Style};
use crate::pages::words::{Words, clauses, list, say};
use crate::units::{Date, ToSpan};

/// Years after which a figure of others is old.
const OLD_YEARS: i64 = 3;

/// A label and what the brief says.
type Fact = (String, String);

/// Purpose, phase, tactics, reviews, assumptions and figures of others.
pub(in crate::pages) fn by_objectives(input: &SectionInput<'_>) -> Option<Block> {
    let (words, brief) = (input.words, input.brief);
    let plan = &brief.plan;
    let mut facts = Vec::new();
    facts.extend(listed(words, "plan-purpose", &plan.purpose));
    facts.extend(plan.budget_owner.as_ref().map(|owner| fact(words, "plan-budget", owner.clone())));
    let wave = plan.wave.as_ref().filter(|wave| was_known(input, wave.started));
    facts.extend(wave.map(|wave| {
        let n = words.count(wave.n.into());
        let text = match wave.started {
            Some(day) => say!(words, "plan-wave-since", number = n, date = words.date(day)),
            None => say!(words, "plan-wave-number", number = n),
        };
        fact(words, "plan-wave", text)
    }));
    let previous = plan.wave.as_ref().and_then(|wave| wave.previous.as_ref());
    facts.extend(previous.filter(|former| was_known(input, former.started)).map(|former| {
        let found = former.found.clone();
        let text = match former.started {
            Some(day) => say!(words, "plan-wave-former", date = words.date(day), found = found),
            None => found,
        };
        fact(words, "plan-wave-before", text)
    }));
    facts.extend(plan.phase.map(|phase| {
        let phase = match phase {
            Phase::Listen => "plan-phase-listen",
            Phase::Plan => "plan-phase-plan",
            Phase::Engage => "plan-phase-engage",
        };
        fact(words, "plan-phase", words.text(phase))
    }));
    facts
        .extend(plan.tactics.iter().map(|it| fact(words, "plan-tactic", tactic(words, brief, it))));
    facts.extend(orphans(words, brief));
    let reviews = reviews(words, brief, input.report.period.to);
    facts.extend(reviews.clone().map(|text| fact(words, "plan-reviews", text)));
    facts.extend(plan.assumptions.iter().map(|assumption| {
        let state = words.text(match assumption.state {
            AssumptionState::Untested => "plan-untested",
            AssumptionState::Holds => "plan-holds",
            AssumptionState::Partly => "plan-partly",
            AssumptionState::Failed => "plan-failed",
        });
        let test = assumption.test.as_ref().map(|test| say!(words, "plan-test", test = test));
        let parts = [Some(assumption.text.clone()), test, Some(state), assumption.result.clone()];
        fact(words, "plan-assumption", clauses(words, parts.into_iter().flatten().collect()))
    }));
    let last = input.report.period.to.checked_sub(OLD_YEARS.years()).unwrap_or(Date::MIN);
    let benchmarks = plan.benchmarks.iter().filter(|it| was_known(input, Some(it.date)));
    let (old, recent): (Vec<&Benchmark>, Vec<&Benchmark>) =
        benchmarks.partition(|benchmark| benchmark.date < last);
    facts.extend(recent.iter().map(|it| fact(words, "plan-benchmark", benchmark(words, it))));
    let old = old.iter().map(|it| {
        let benchmark = benchmark(words, it);
        Block::paragraph(Style::Deck, say!(words, "plan-benchmark-old", benchmark = benchmark))
    });
    let has_reviews_alone = facts.len() == 1 && reviews.is_some();
    let summary = if has_reviews_alone { "plan-by-reviews" } else { "plan-by-objectives" };
    folded(words, summary, facts, old.collect())
}

/// How the client takes part, what an answer is checked against, and when a conversation goes on elsewhere.
pub(in crate::pages) fn by_answers(input: &SectionInput<'_>) -> Option<Block> {
    let (words, plan) = (input.words, &input.brief.plan);
    let mut facts = Vec::new();
    if input.brief.is_default("rules.engage") {
        let rules = ["plan-rule-person", "plan-rule-talk", "plan-rule-help", "plan-rule-shape"];
        let rules = rules.map(|rule| words.text(rule));
        facts.extend(listed(words, "plan-engage-default", &rules));
    }
    facts.extend(listed(words, "plan-engage", &plan.engage));
    facts.extend(listed(words, "plan-reply", &plan.reply));
    facts.extend(listed(words, "plan-offline-when", &plan.offline_when));
    let contact = plan.offline_contact.clone();
    let has_rule = !plan.offline_when.is_empty() || contact.is_some();
    facts.extend(contact.map(|contact| fact(words, "plan-offline-contact", contact)));
    facts.extend(has_rule.then(|| fact(words, "plan-offline-measured", offline(input))));
    folded(words, "plan-by-answers", facts, Vec::new())
}

/// How many conversations the team took offline, where an export states it.
fn offline(input: &SectionInput<'_>) -> String {
    let words = input.words;
    input.report.stages.as_ref().map_or_else(
        || words.text("plan-offline-not-measured"),
        |stages| {
            let all = say!(words, "conversations", n = stages.all.conversations);
            let count = words.count(stages.of(Stage::Offline));
            say!(words, "plan-offline-count", count = count, conversations = all)
        },
    )
}

/// Over which time the tone is judged, and by which policy; `None`: the brief does not say.
pub(in crate::pages) fn tone_goal(words: &Words, brief: &Brief) -> Option<String> {
    let goal = brief.plan.sentiment_goal.as_ref()?;
    let horizon = say!(words, "plan-tone-goal", n = u64::from(goal.horizon_months));
    Some(match &goal.policy {
        Some(policy) => {
            let policy = policy.trim_end_matches('.');
            say!(words, "plan-tone-policy", sentence = horizon, policy = policy)
        }
        None => horizon,
    })
}

/// `N. Visser, and in their absence B. de Wit`: who passes conversations on.
pub(in crate::pages) fn routing(words: &Words, brief: &Brief) -> Option<String> {
    let routing = brief.plan.routing.as_ref()?;
    Some(match &routing.backup {
        Some(backup) => {
            say!(words, "plan-routing-backup", owner = &routing.owner, backup = backup)
        }
        None => routing.owner.clone(),
    })
}

/// What the website is to reach, and what is sent out by other ways.
pub(in crate::pages) fn by_changes(input: &SectionInput<'_>) -> Option<Block> {
    let (words, plan) = (input.words, &input.brief.plan);
    let mut facts = Vec::new();
    facts.extend(listed(words, "plan-website", &plan.website_objectives));
    let outbound = plan.outbound.iter().filter(|sent| was_known(input, sent.date));
    facts.extend(outbound.map(|sent| {
        let tool = sent.tool.as_ref().map(|tool| say!(words, "plan-tool", tool = tool));
        let date = sent.date.map(|day| words.date(day));
        let parts = [Some(sent.kind.clone()), tool, date];
        fact(words, "plan-outbound", clauses(words, parts.into_iter().flatten().collect()))
    }));
    folded(words, "plan-by-changes", facts, Vec::new())
}

/// What was heard outside the exports.
pub(in crate::pages) fn by_voices(input: &SectionInput<'_>) -> Option<Block> {
    let (words, plan) = (input.words, &input.brief.plan);
    let heard = plan.offline_feedback.iter().filter(|heard| was_known(input, heard.date));
    let heard = heard.map(|heard| {
        let n = heard.n.map(|n| words.sample(n));
        let date = heard.date.map(|day| words.date(day));
        let parts = [Some(heard.note.clone()), Some(heard.source.clone()), date, n];
        fact(words, "plan-heard", clauses(words, parts.into_iter().flatten().collect()))
    });
    folded(words, "plan-by-voices", heard.collect(), Vec::new())
}

/// How many ideas the exports have, and the suggestions with the answer that the brief records.
pub(in crate::pages) fn by_actions(input: &SectionInput<'_>) -> Option<Block> {
    let (words, plan) = (input.words, &input.brief.plan);
    let suggestions = plan.suggestions.iter().filter(|it| was_known(input, it.date));
    let suggestions: Vec<&Suggestion> = suggestions.collect();
    let kinds = input.report.kinds.as_ref();
    let ideas = kinds.map(|kinds| kinds.all[Kind::Idea]).filter(|ideas| *ideas > 0);
    let ideas = ideas.map(|ideas| {
        let mentions = say!(words, "mentions", n = ideas);
        let text = if suggestions.is_empty() {
            say!(words, "plan-ideas-unrecorded", mentions = mentions)
        } else {
            mentions
        };
        fact(words, "plan-ideas", text)
    });
    let suggested = suggestions.into_iter().map(|suggestion| {
        let from = suggestion.from.as_ref().map(|from| say!(words, "plan-from", who = from));
        let decision = match &suggestion.decision {
            Some(decision) => say!(words, "plan-decided", decision = decision),
            None => words.text("plan-undecided"),
        };
        let date = suggestion.date.map(|day| words.date(day));
        let parts =
            [Some(suggestion.text.clone()), from, Some(decision), suggestion.why.clone(), date];
        fact(words, "plan-suggestion", clauses(words, parts.into_iter().flatten().collect()))
    });
    let routing = routing(words, input.brief).map(|who| fact(words, "plan-routing", who));
    let facts = routing.into_iter().chain(ideas).chain(suggested).collect();
    folded(words, "plan-by-actions", facts, Vec::new())
}

/// Whether an entry of the brief is from the period of the report or before; one without a day always stands.
fn was_known(input: &SectionInput<'_>, date: Option<Date>) -> bool {
    date.is_none_or(|date| date <= input.report.period.to)
}

/// The facts, then the further blocks; nothing without any.
fn folded(words: &Words, summary: &str, facts: Vec<Fact>, more: Vec<Block>) -> Option<Block> {
    if facts.is_empty() && more.is_empty() {
        return None;
    }
    let mut blocks = vec![Block::List(List { title: None, items: Items::Facts(facts) })];
    blocks.extend(more);
    Some(Block::Folded(Folded { is_printed: false, summary: words.text(summary), blocks }))
}

fn fact(words: &Words, label: &str, text: String) -> Fact {
    (words.text(label), text)
}

fn listed(words: &Words, label: &str, texts: &[String]) -> Option<Fact> {
    (!texts.is_empty()).then(|| fact(words, label, clauses(words, texts.to_vec())))
}

/// `Answer reviews; for: The app is praised more often; on Google Play; Weekday commuters`.
fn tactic(words: &Words, brief: &Brief, tactic: &Tactic) -> String {
    let objective = tactic.objective.map(|index| {
        let statement = brief.objectives[index].statement.trim_end_matches('.');
        say!(words, "plan-for", statement = statement)
    });
    let channel = tactic
        .channel
        .map(|index| say!(words, "plan-on", channel = channel_name(&brief.channels[index])));
    let audience = tactic.audience.map(|index| brief.audience[index].name.clone());
    let parts = [Some(tactic.text.clone()), objective, channel, audience];
    clauses(words, parts.into_iter().flatten().collect())
}

fn channel_name(channel: &DeclaredChannel) -> &str {
    channel.name.as_deref().unwrap_or(&channel.id)
}

/// Tactics without an objective, and objectives without a tactic, if the brief has tactics.
fn orphans(words: &Words, brief: &Brief) -> Vec<Fact> {
    let tactics = &brief.plan.tactics;
    if tactics.is_empty() {
        return Vec::new();
    }
    let aimless = tactics.iter().filter(|tactic| tactic.objective.is_none());
    let aimless: Vec<String> = aimless.map(|tactic| tactic.text.clone()).collect();
    let unserved = brief.plan.unserved(brief.objectives.len()).into_iter();
    let unserved: Vec<String> = unserved
        .map(|index| brief.objectives[index].statement.trim_end_matches('.').to_owned())
        .collect();
    let aimless = listed(words, "plan-no-objective", &aimless);
    aimless.into_iter().chain(listed(words, "plan-no-tactic", &unserved)).collect()
}

/// The reviews, those up to a day with what they changed, with a warning if the first year has too few; `None` if the brief states neither a
/// review nor a wave.
fn reviews(words: &Words, brief: &Brief, until: Date) -> Option<String> {
    let (reviews, counted) = (&brief.timing.reviews, brief.reviews_of_first_year()?);
    let reviews: Vec<String> = reviews.iter().map(|it| review(words, it, until)).collect();
    let is_empty = reviews.is_empty();
    let reviews = list(words, &reviews);
    Some(match (is_empty, counted < FEWEST_REVIEWS) {
        (true, _) => words.text("plan-no-review"),
        (false, true) => say!(words, "plan-few-reviews", dates = reviews),
        (false, false) => reviews,
    })
}

/// `1 July 2026 (changed: the target of answers; why: nobody is there on Sundays)`; one to come is its day alone.
fn review(words: &Words, review: &Review, until: Date) -> String {
    let date = words.date(review.date);
    if review.date > until {
        return date;
    }
    let changed = match &review.changed {
        Some(changed) => say!(words, "plan-review-changed", changed = changed),
        None => words.text("plan-review-unstated"),
    };
    let why = review.why.as_ref().map(|why| say!(words, "plan-review-why", why = why));
    let result = clauses(words, [Some(changed), why].into_iter().flatten().collect());
    say!(words, "with-range", value = date, range = result)
}

/// `85% expect an answer; Cone, September 2008; adults, n = 1,092`.
fn benchmark(words: &Words, benchmark: &Benchmark) -> String {
    let n = benchmark.n.map(|n| words.sample(n));
    let parts = [
        Some(benchmark.text.clone()),
        Some(benchmark.source.clone()),
        Some(words.date(benchmark.date)),
        benchmark.population.clone(),
        n,
    ];
    clauses(words, parts.into_iter().flatten().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::ResearchPlan;
    use crate::brief::plan::{
        Assumption, FormerWave, OfflineFeedback, Outbound, Routing, SentimentGoal, Wave,
    };
    use crate::pages::fixture::{self, day};

    type Section = fn(&SectionInput<'_>) -> Option<Block>;

    /// The facts of a section, each as one line, then the grey sentences.
    fn found(section: Section, plan: ResearchPlan) -> Vec<String> {
        let mut brief = Brief { plan, ..fixture::brief() };
        brief.timing.reviews.clear();
        let Some(Block::Folded(folded)) = fixture::with_input(&brief, &fixture::report(), section)
        else {
            return Vec::new();
        };
        assert!(!folded.is_printed);
        let lines = folded.blocks.into_iter().flat_map(|block| match block {
            Block::List(List { items: Items::Facts(facts), .. }) => {
                facts.into_iter().map(|(label, text)| format!("{label}: {text}")).collect()
            }
            Block::Paragraph(paragraph) => vec![paragraph.text],
            _ => panic!("facts and sentences"),
        });
        lines.collect()
    }

    #[test]
    fn what_comes_after_the_period_is_in_no_report_of_it() {
        let benchmark = |date| Benchmark {
            text: "Half expect an answer".into(),
            n: None,
            population: None,
            source: "Acme".into(),
            date,
        };
        let to = fixture::report().period.to;
        let later = to.tomorrow().unwrap();
        let with = |started| {
            let wave = Some(Wave { n: 2, started: Some(started), previous: None });
            let benchmarks = vec![benchmark(started)];
            found(by_objectives, ResearchPlan { wave, benchmarks, ..ResearchPlan::default() })
        };
        assert_eq!(with(to).iter().filter(|line| line.contains("Half expect")).count(), 1);
        assert!(with(to).iter().any(|line| line.contains("Wave")), "{:?}", with(to));
        let after = with(later);
        let is_there = |word| after.iter().any(|line| line.contains(word));
        assert!(!is_there("Half expect") && !is_there("Wave"), "{after:?}");
    }

    #[test]
    fn a_plan_that_says_nothing_is_absent() {
        for section in [by_objectives, by_answers, by_changes, by_voices, by_actions] {
            assert_eq!(found(section, ResearchPlan::default()), [""; 0]);
        }
    }

    #[test]
    fn tactics_without_an_objective_and_objectives_without_a_tactic_are_named() {
        let tactic = |text: &str, objective| Tactic {
            text: text.into(),
            objective,
            channel: Some(2),
            audience: Some(0),
        };
        let plan = |tactics| ResearchPlan { tactics, ..ResearchPlan::default() };
        assert_eq!(
            found(by_objectives, plan(vec![tactic("Answer first", Some(0))])),
            [
                "Tactic: Answer first; for: Complaints about the app stop souring the brand; on Reddit; Weekday commuters"
            ]
        );
        let orphans = found(by_objectives, plan(vec![tactic("Post pictures", None)]));
        assert_eq!(orphans[1], "Tactics without an objective: Post pictures");
        assert_eq!(
            orphans[2],
            "Objectives without a tactic: Complaints about the app stop souring the brand"
        );
    }

    #[test]
    fn too_few_reviews_in_the_first_year_are_a_warning() {
        let found = |started, reviews: &[Date]| {
            let mut brief = fixture::brief();
            let review = |date: &Date| Review { date: *date, changed: None, why: None };
            brief.timing.reviews = reviews.iter().map(review).collect();
            brief.plan.wave = Some(Wave { n: 2, started, previous: None });
            reviews_of(&brief)
        };
        let (first, second) = (day(2026, 9, 1), day(2027, 3, 1));
        assert_eq!(
            found(Some(day(2026, 5, 1)), &[first, second]),
            "1 September 2026 and 1 March 2027"
        );
        assert_eq!(
            found(Some(day(2026, 5, 1)), &[first, first]),
            "1 September 2026 and 1 September 2026: fewer than two in the first year",
            "two on one day are one"
        );
        assert_eq!(
            found(Some(day(2026, 1, 1)), &[first, second]),
            "1 September 2026 and 1 March 2027: fewer than two in the first year"
        );
        assert_eq!(found(None, &[]), "none is planned: the first year should have two");
    }

    fn reviews_of(brief: &Brief) -> String {
        reviews(Words::english(), brief, day(2026, 5, 31)).unwrap()
    }

    #[test]
    fn a_review_that_was_held_says_what_it_changed() {
        let mut brief = fixture::brief();
        let review = |date, changed: Option<&str>, why: Option<&str>| Review {
            date,
            changed: changed.map(str::to_owned),
            why: why.map(str::to_owned),
        };
        brief.timing.reviews = vec![
            review(day(2026, 3, 1), Some("no more prizes"), Some("they brought nobody back")),
            review(day(2026, 5, 31), None, None),
            review(day(2026, 9, 1), Some("not yet known"), None),
        ];
        assert_eq!(
            reviews_of(&brief),
            "1 March 2026 (changed: no more prizes; why: they brought nobody back), 31 May 2026 (what it changed is not stated) and \
             1 September 2026"
        );
    }

    #[test]
    fn the_tone_is_judged_over_its_horizon() {
        let mut brief = fixture::brief();
        assert_eq!(tone_goal(Words::english(), &brief), None);
        let policy = Some("Answer complaints first.".to_owned());
        brief.plan.sentiment_goal = Some(SentimentGoal { horizon_months: 18, policy });
        assert_eq!(
            tone_goal(Words::english(), &brief).unwrap(),
            "The tone is judged over 18 months, not over one period. Policy: Answer complaints first."
        );
    }

    #[test]
    fn without_rules_of_the_brief_four_are_defaults() {
        let mut brief = fixture::brief();
        brief.defaults.insert("rules.engage");
        let said = fixture::with_input(&brief, &fixture::report(), by_answers);
        let Some(Block::Folded(folded)) = said else { panic!("four rules") };
        let [Block::List(List { items: Items::Facts(facts), .. })] = &folded.blocks[..] else {
            panic!("one list")
        };
        assert_eq!(facts[0].0, "How we take part (defaults: the brief states no rules)");
        assert_eq!(facts[0].1.split("; ").count(), 4);
    }

    #[test]
    fn the_wave_before_says_when_it_was_and_what_it_found() {
        let wave = |started| {
            let previous = Some(FormerWave { found: "Long waits".into(), started });
            let wave = Some(Wave { n: 2, started: None, previous });
            found(by_objectives, ResearchPlan { wave, ..ResearchPlan::default() })
        };
        assert_eq!(wave(Some(day(2025, 6, 2)))[1], "The wave before: from 2 June 2025: Long waits");
        assert_eq!(wave(None)[1], "The wave before: Long waits");
    }

    #[test]
    fn old_figures_of_others_are_context() {
        let benchmark = |date| Benchmark {
            text: "85% expect an answer".into(),
            n: Some(1092),
            population: Some("adults".into()),
            source: "Cone".into(),
            date,
        };
        let benchmarks = vec![benchmark(day(2008, 9, 1)), benchmark(day(2025, 9, 1))];
        let found = found(by_objectives, ResearchPlan { benchmarks, ..ResearchPlan::default() });
        assert_eq!(
            found[0],
            "Figure of others: 85% expect an answer; Cone; 1 September 2025; adults; n\u{a0}=\u{a0}1,092"
        );
        assert!(found[1].starts_with("Older than three years, so context only: 85% expect"));
    }

    #[test]
    fn rules_outbound_feedback_and_suggestions_have_their_places() {
        let plan = || ResearchPlan {
            engage: vec!["Talk like a person".into(), "Be <b>helpful</b>".into()],
            reply: vec!["By name".into()],
            offline_when: vec!["an order number".into()],
            offline_contact: Some("care@example.com".into()),
            outbound: vec![Outbound {
                kind: "newsletter".into(),
                tool: Some("Mailer".into()),
                date: Some(day(2026, 5, 4)),
            }],
            offline_feedback: vec![OfflineFeedback {
                source: "counter".into(),
                note: "The app logs out".into(),
                n: Some(12),
                date: None,
            }],
            suggestions: vec![Suggestion {
                text: "Open earlier".into(),
                from: Some("a regular".into()),
                decision: None,
                why: None,
                date: None,
            }],
            ..ResearchPlan::default()
        };
        let routing = Some(Routing { owner: "Ada".into(), backup: Some("Bo".into()) });
        assert_eq!(
            found(by_actions, ResearchPlan { routing, ..ResearchPlan::default() }),
            ["Passes on what is said: Ada, and in their absence Bo"]
        );
        let rules = found(by_answers, plan());
        assert_eq!(rules[0], "How we take part: Talk like a person; Be <b>helpful</b>");
        assert_eq!(rules.len(), 5);
        assert_eq!(
            rules[4],
            "Taken offline, as measured: not measured, no export states a status of handling"
        );
        assert_eq!(found(by_changes, plan()), ["Sent out: newsletter; by Mailer; 4 May 2026"]);
        assert_eq!(
            found(by_voices, plan()),
            ["Heard offline: The app logs out; counter; n\u{a0}=\u{a0}12"]
        );
        assert_eq!(
            found(by_actions, plan()),
            ["Suggestion: Open earlier; by a regular; not decided yet"]
        );
    }

    #[test]
    fn what_is_dated_after_the_period_is_in_no_report_of_it() {
        let (last, next) = (day(2026, 5, 31), day(2026, 6, 1));
        let outbound = [Some(last), Some(next), None].map(|date| Outbound {
            kind: "newsletter".into(),
            tool: None,
            date,
        });
        let heard = |date| OfflineFeedback {
            source: "counter".into(),
            note: "The app logs out".into(),
            n: None,
            date: Some(date),
        };
        let suggestion = Suggestion {
            text: "Open earlier".into(),
            from: None,
            decision: None,
            why: None,
            date: Some(next),
        };
        let plan = || ResearchPlan {
            outbound: outbound.to_vec(),
            offline_feedback: vec![heard(last), heard(next)],
            suggestions: vec![suggestion.clone()],
            ..ResearchPlan::default()
        };
        assert_eq!(
            found(by_changes, plan()),
            ["Sent out: newsletter; 31 May 2026", "Sent out: newsletter"]
        );
        assert_eq!(
            found(by_voices, plan()),
            ["Heard offline: The app logs out; counter; 31 May 2026"]
        );
        assert_eq!(found(by_actions, plan()), Vec::<String>::new());
    }

    #[test]
    fn an_assumption_has_its_state() {
        let assumption = Assumption {
            text: "Reviews are read in the evening".into(),
            test: Some("post at eight".into()),
            state: AssumptionState::Partly,
            result: Some("weekends only".into()),
        };
        let plan = ResearchPlan {
            assumptions: vec![assumption],
            purpose: vec!["service".into()],
            phase: Some(Phase::Engage),
            ..ResearchPlan::default()
        };
        assert_eq!(
            found(by_objectives, plan),
            [
                "Purpose: service",
                "Phase: taking part",
                "Assumption: Reviews are read in the evening; test: post at eight; holds in part; weekends only"
            ]
        );
    }
}
