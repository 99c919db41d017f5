//! Tests of reading a whole brief: defaults, a full example, all problems at once, hostile bytes, files.
//!
//! What belongs to one section of the brief is tested beside the code that judges it.

use proptest::prelude::*;

use super::*;
use crate::brief::{
    Category, DateOrder, Estimating, Exclude, Fit, Groundswell, Kind, Length, Metric, Minutes,
    Mode, PeriodRule, Privacy, Quoting, Stage, ToneScale, ToneValue,
};
use crate::units::Date;

const MINIMAL: &str = "\
client: Harbour Coffee
why: Where do they talk?
timing: {timezone: Europe/Amsterdam}
audience: [{id: commuters, name: Weekday commuters}]
objectives: [{id: tone, statement: Less anger., metric: net_sentiment}]
channels: [{id: reddit}]
";

/// Every key of the brief once.
const FULL: &str = include_str!("full.yaml");

fn message(text: &str) -> String {
    parse("brief.yaml", text).expect_err("is refused").to_string()
}

/// The message for the minimal brief with a line more.
fn with(line: &str) -> String {
    message(&format!("{MINIMAL}{line}\n"))
}

#[test]
fn an_absent_key_has_its_default() {
    let brief = parse("brief.yaml", MINIMAL).expect("is complete");
    let staffing = &brief.staffing;
    assert_eq!(staffing.minutes, Minutes { low: 15.0, base: 20.0, high: 30.0 });
    let shares = [staffing.response_share, staffing.shrinkage, staffing.occupancy];
    assert_eq!(shares.map(|it| it.to_string()), ["1", "0.3", "0.85"]);
    assert_eq!((staffing.week_hours.to_string().as_str(), staffing.min_people), ("40", 1));
    assert_eq!((staffing.currency.as_str(), staffing.response_target_minutes), ("EUR", None));
    assert_eq!((brief.language.as_str(), brief.privacy), ("en", Privacy::Masked));
    assert_eq!(brief.tone_estimate, Estimating::None);
    assert!(brief.quotes == Quoting::None && !brief.channels[0].is_private);
    assert_eq!(
        (brief.timing.period, brief.timing.lead_minutes),
        (PeriodRule::Every(Length::Month), 10)
    );
    assert!(brief.keywords.is_none() && brief.exports.is_empty() && brief.departments.is_empty());
    let channel = &brief.channels[0];
    assert_eq!((channel.stance, &channel.match_source), (None, &vec!["reddit".into()]));
    assert_eq!((&channel.name, channel.category, channel.minutes), (&None, None, None));
    let named: Vec<&str> = brief.defaults.iter().copied().collect();
    assert_eq!(
        named,
        [
            "keywords",
            "language",
            "opportunity.cut",
            "opportunity.small_network",
            "opportunity.weights",
            "own_content.max_self_share",
            "own_content.min_reply_share",
            "privacy.authors",
            "privacy.quotes",
            "rules.engage",
            "staffing.internal.currency",
            "staffing.min_people",
            "staffing.minutes",
            "staffing.occupancy",
            "staffing.response_share",
            "staffing.shrinkage",
            "staffing.week_hours",
            "timing.lead_minutes",
            "timing.period",
            "tone.estimate",
        ]
    );
}

#[test]
fn every_key_is_read() {
    let brief = parse("brief.yaml", FULL).expect("the example is right");
    assert_eq!(brief.prepared_by.as_deref(), Some("Lighthouse Research"));
    assert_eq!(brief.look.accent.as_deref(), Some("#0b5cad"));
    assert_eq!(brief.look.confidentiality.as_deref(), Some("For Harbour Coffee only"));
    let segment = &brief.audience[0];
    assert_eq!(segment.networks, ["instagram", "reddit"]);
    assert_eq!(segment.contact_preference, ["direct message", "phone"]);
    let evidence = segment.evidence.as_ref().expect("is given");
    assert_eq!((evidence.is_primary, evidence.n), (true, Some(240)));
    let objective = &brief.objectives[0];
    assert_eq!(objective.groundswell, Some(Groundswell::Support));
    assert_eq!((objective.metric, objective.channel), (Metric::NetSentiment, Some(0)));
    assert_eq!((objective.baseline, objective.target), (Some(-5.0), Some(10.0)));
    let reddit = &brief.channels[0];
    assert_eq!(brief.tone_estimate, Estimating::Wordlist);
    assert!(brief.quotes == Quoting::Short && reddit.is_private);
    assert_eq!((reddit.category, reddit.department), (Some(Category::Crowdsourced), Some(0)));
    assert_eq!(
        (reddit.minutes, reddit.match_host.as_slice()),
        (Some(25.0), &["reddit.com".into()][..])
    );
    let fit = Fit { audience: 5, brand: 3, capability: 4 };
    assert_eq!((reddit.mode, reddit.fit), (Some(Mode::Visit), Some(fit)));
    assert_eq!(brief.channels[1].match_source, ["review", "google play"]);
    assert_eq!(brief.own_handles, ["@harbourcoffee", "Harbour Coffee Support"]);
    assert_eq!(brief.timing.staffed[0].days.len(), 5);
    assert_eq!((brief.timing.free_times[0].audience, brief.timing.reviews.len()), (0, 2));
    assert_eq!(brief.timing.events[0].label, "Price change");
    let review = &brief.timing.reviews[0];
    let (changed, why) = (review.changed.as_deref(), review.why.as_deref());
    assert_eq!((changed, why), (Some("a target"), Some("nobody answers")));
    assert_eq!(brief.timing.reviews[1].changed, None);
    assert!(reddit.is_paid && !brief.channels[1].is_paid);
    let methods = [&objective.tool, &objective.method_quant, &objective.method_qual];
    let methods = methods.map(|method| method.as_deref());
    assert_eq!(methods, [Some("the listening tool"), None, Some("twenty posts read")]);
    let goal = brief.plan.sentiment_goal.as_ref().expect("is given");
    assert_eq!((goal.horizon_months, goal.policy.as_deref()), (18, Some("answer complaints")));
    let routing = brief.plan.routing.as_ref().expect("is given");
    assert_eq!((&*routing.owner, routing.backup.as_deref()), ("J. Care", Some("B. Shop")));
    let advocate = &brief.advocates[0];
    assert_eq!((&*advocate.handle, advocate.channel), ("@ada", 0));
    assert_eq!((advocate.since, advocate.state.id()), (Date::new(2026, 5, 4).ok(), "invited"));
    let keywords = brief.keywords.as_ref().expect("are given");
    assert_eq!(
        (keywords.brand.any.len(), &*keywords.brand.none),
        (3, &["harbour tour".into()][..])
    );
    assert_eq!(keywords.competitors[0].0, "Globex Coffee");
    assert_eq!(brief.departments[0].kinds, [Kind::Problem]);
    assert_eq!(brief.staffing.response_target_minutes, Some(240));
    assert_eq!(
        (brief.staffing.internal_hourly, brief.staffing.external_hourly),
        (Some(32.0), Some(75.0))
    );
    let opportunity = &brief.opportunity;
    assert_eq!(
        (opportunity.weights.problem, opportunity.cut, opportunity.small_network),
        (4, 6, 400)
    );
    let content = &brief.own_content;
    assert_eq!((content.max_self_share, content.min_reply_share), (0.4, 0.6));
    let gap = &brief.coverage_gaps[0];
    assert_eq!((gap.channel, Some(gap.to)), (0, Date::new(2026, 4, 5).ok()));
    let rule = &brief.exports[0];
    assert_eq!((rule.date_order, rule.channel, rule.line), (Some(DateOrder::Dmy), Some(1), 81));
    assert_eq!(rule.timezone.as_ref().expect("is given").0, "UTC");
    assert_eq!(
        rule.columns,
        [
            ("published_at".into(), vec!["Datum".into(), "Tijd".into()]),
            ("text".into(), vec!["Bericht".into()])
        ]
    );
    let panel = &brief.exports[1];
    assert_eq!((panel.encoding, panel.sheets.len()), (Some("windows-1251"), 2));
    let values = panel.values.sentiment.iter().map(|(value, tone)| (value.as_str(), *tone));
    let expected = [("0", ToneValue::Unscored), ("lob", ToneValue::Positive)];
    assert_eq!(values.collect::<Vec<_>>(), expected);
    assert_eq!(panel.values.channel.get("forum"), Some(&0));
    assert_eq!(panel.values.status.get("parked"), Some(&Stage::Offline));
    let scale = ToneScale { negative_below: -0.5, positive_above: 0.5 };
    assert_eq!(panel.tone_scale, Some(scale));
    let Exclude { authors, hosts, ids, words } = &brief.exclude;
    let excluded = [authors, hosts, ids, words].map(|list| list.join(" "));
    assert_eq!(excluded, ["@couponbot", "spam.example", "17", "giveaway"]);
    assert!(brief.defaults.is_empty(), "{:?}", brief.defaults);
}

#[test]
fn all_problems_come_at_once_in_the_order_of_the_file() {
    let text = "\
client: ''
audience: [{id: commuters, name: Commuters}, {id: commuters}]
objectives:
  - {id: tone, statement: Less anger., metric: net_sentimnt, channel: redit}
chanels: []
channels:
  - id: reddit
    minutes: half
staffing:
  shrinkage: 30
timing:
  timezone: Europe/Amsterdm
  period: {from: 2026-05-31, to: 2026-05-01}
look: {accent: #0b5cad
}
";
    let expected = "\
brief.yaml: `why` is missing
  expected the question that the report answers

error: brief.yaml:1:1: `client` is empty
  expected a text

error: brief.yaml:2:46: `audience[].name` is missing
  expected a name for people

error: brief.yaml:2:47: the audience `commuters` is declared twice
  first in line 2

error: brief.yaml:4:40: `objectives[].metric` is `net_sentimnt`
  expected one of: `mentions`, `conversations`, `share_of_voice`, `net_sentiment`, `positive_share`, `negative_share`, \
`problem_share`, `question_share`, `advocates`, `returning_authors`, `response_time_median`, `answered_in_time`, `reach`, `engagement`
hint: did you mean `net_sentiment`?

error: brief.yaml:4:62: `objectives[].channel` is `redit`
  expected a declared channel, one of: `reddit`
hint: did you mean `reddit`?

error: brief.yaml:5:1: unknown key `chanels`
  expected one of: `client`, `prepared_by`, `why`, `language`, `look`, `privacy`, `tone`, `audience`, `objectives`, `channels`, `own`, \
`timing`, `keywords`, `exclude`, `departments`, `topics`, `kinds`, `staffing`, `coverage`, `exports`, `opportunity`, `own_content`, `purpose`, `budget_owner`, `wave`, `phase`, `rules`, `tactics`, `integration`, `outbound`, `benchmarks`, `offline_feedback`, `suggestions`, `feedback`, `assumptions`, `sentiment_goal`, `routing`, `advocates`
hint: did you mean `channels`?

error: brief.yaml:8:5: `channels[].minutes` is `half`
  expected a number, without quotes

error: brief.yaml:10:3: `staffing.shrinkage` is `30`, outside 0 to 1
  shrinkage is the share of paid time not available for contacts, as a fraction below 1
hint: write `0.3` for 30 percent

error: brief.yaml:12:3: `timing.timezone` is `Europe/Amsterdm`, which is not a known time zone
  expected a name of the IANA database, as in `Europe/Amsterdam` or `UTC`
hint: did you mean `Europe/Amsterdam`?

error: brief.yaml:13:30: `timing.period.to` is `2026-05-01`
  expected `2026-05-31` or later, the day of `from`

error: brief.yaml:14:8: `look.accent` has no value
hint: write one, or leave the key out; a text that begins with `#` needs quotes";
    assert_eq!(message(text), expected);
}

#[test]
fn what_could_not_be_read_is_not_missed_too() {
    let message = message(
        &MINIMAL
            .replace("[{id: reddit}]", "reddit")
            .replace("metric: net_sentiment", "metric: [net_sentiment], channel: reddit"),
    );
    assert_eq!(message.matches("brief.yaml:").count(), 2, "{message}");
}

#[test]
fn a_number_may_be_a_name() {
    let brief = parse("brief.yaml", &MINIMAL.replace("Harbour Coffee", "2026")).expect("is a text");
    assert_eq!(brief.client, "2026");
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_first_key() {
    assert!(parse("brief.yaml", &format!("\u{feff}{MINIMAL}")).is_ok());
    assert!(parse("brief.yaml", &MINIMAL.replace('\n', "\r\n")).is_ok());
}

#[test]
fn hostile_yaml_is_refused_at_once() {
    let laughs: Vec<String> =
        (1..40).map(|n| format!("a{n}: &a{n} [*a{0}, *a{0}, *a{0}]\n", n - 1)).collect();
    let laughs = format!("a0: &a0 [x]\n{}", laughs.concat());
    assert!(message(&laughs).contains("an anchor or alias is not allowed here"));
    assert!(message(&"[".repeat(100_000)).contains("more than 1000 brackets"));
    assert!(message(&format!("{}\n", "[".repeat(999)).repeat(1000)).contains("recursion limit"));
    assert!(message(&"- ".repeat(100_000)).contains("nested more than 16 deep"));
    assert!(message(&"? ".repeat(20_000)).contains("brief.yaml:1:"));
    assert!(message(&format!("{MINIMAL}---\n{MINIMAL}")).contains("a second document"));
    assert!(message("").contains("the brief is empty"));
    let expected = "\
brief.yaml:1:1: the brief is `just a text`\n  expected a map: lines of `key: value`";
    assert_eq!(message("just a text"), expected);
    assert!(message(&"a".repeat(2 << 20)).contains("2097152 bytes"));
}

#[test]
fn broken_syntax_comes_alone_with_its_place() {
    assert_eq!(
        message("client: ''\nlook:\n\tlogo: x\n"),
        "brief.yaml:3:1: this is not YAML: found character that cannot start any token\n\
         hint: indent with blanks: YAML takes no tab there"
    );
    assert!(with("own: {handles: [a}").starts_with("brief.yaml:7:18: this is not YAML: "));
}

#[test]
fn a_project_is_a_folder_or_a_brief() {
    let folder = tempfile::tempdir().expect("there is room");
    let error = read(folder.path()).expect_err("nothing there").to_string();
    assert!(error.contains(": no `brief.yaml` here\nhint: "), "{error}");
    let file = folder.path().join("brief.yaml");
    let error = read(&file).expect_err("nothing there").to_string();
    assert!(error.contains("no such folder or file"), "{error}");

    std::fs::write(&file, format!("{MINIMAL}look: {{logo: logo.png}}\n")).expect("is written");
    let error = read(folder.path()).expect_err("no logo").to_string();
    assert!(
        error.starts_with("brief.yaml:7:8: `look.logo` names `logo.png`, which cannot be read")
    );
    std::fs::write(folder.path().join("logo.png"), "GIF89a\x01\0\x01\0\0\0").expect("is written");
    let error = read(folder.path()).expect_err("no PNG").to_string();
    assert!(error.contains("which is no PNG by its bytes"), "{error}");
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x14\0\0\0\x0a\x08\x06\0\0\0";
    std::fs::write(folder.path().join("logo.png"), png).expect("is written");

    let loaded = read(folder.path()).expect("is right");
    assert_eq!((loaded.root.as_path(), &loaded.file), (folder.path(), &file));
    assert_eq!(loaded.bytes, std::fs::read(&file).expect("is there"));
    assert_eq!(read(&file).expect("is right").root, folder.path());
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(text) = guard::utf8("b.yaml", &bytes) {
            let _ = parse("b.yaml", text);
        }
    }

    /// Bytes seldom get past the syntax; a right brief with a part overwritten does.
    #[test]
    fn no_damage_makes_it_panic(at in 0..FULL.len(), length in 0_usize..40, put in "[-:{}\\[\\]#&*!|>'\" \na0é,]{0,6}") {
        prop_assume!(FULL.is_char_boundary(at));
        let end = (at..FULL.len().min(at + length)).rev().find(|end| FULL.is_char_boundary(*end)).unwrap_or(at);
        let _ = parse("b.yaml", &format!("{}{put}{}", &FULL[..at], &FULL[end..]));
    }
}
