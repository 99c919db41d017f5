//! How fast the client answers and what it wrote itself, for `summary.json`.

use serde::Serialize;

use super::finite;
use crate::brief::{Brief, Stage};
use crate::insights::{AnswerFigures, OwnPostFigures, PartOf, RuleVerdict, StageFigures};
use crate::pages::table::Record;

#[derive(Serialize)]
pub(super) struct Response<'a> {
    conversations: u64,
    answered: u64,
    median_minutes: Option<f64>,
    p90_minutes: Option<f64>,
    target_minutes: Option<u32>,
    in_time: Option<u64>,
    in_time_base: Option<u64>,
    in_time_share: Option<f64>,
    in_time_low: Option<f64>,
    in_time_high: Option<f64>,
    oldest_open_minutes: Option<f64>,
    channels: Vec<Record<'a>>,
}

pub(super) fn response<'a>(answers: &AnswerFigures, channels: Vec<Record<'a>>) -> Response<'a> {
    let answers = &answers.all;
    let minutes = |seconds: Option<u64>| seconds.map(|seconds| seconds as f64 / 60.0);
    let in_time = answers.in_time.as_ref();
    let range = in_time.and_then(|found| found.interval);
    Response {
        conversations: answers.conversations,
        answered: answers.answered,
        median_minutes: minutes(answers.median_seconds),
        p90_minutes: minutes(answers.p90_seconds),
        target_minutes: in_time.and_then(|found| found.target_minutes),
        in_time: in_time.map(|found| found.count),
        in_time_base: in_time.map(|found| found.base),
        in_time_share: in_time.and_then(|found| found.share).map(finite),
        in_time_low: range.map(|range| finite(range.0)),
        in_time_high: range.map(|range| finite(range.1)),
        oldest_open_minutes: minutes(answers.oldest_open_seconds),
        channels,
    }
}

#[derive(Serialize)]
pub(super) struct OwnPosts {
    posts: Option<u64>,
    reposts: Option<u64>,
    replies: Option<Ruled>,
    about_us: Option<Ruled>,
    repeated: Option<Repeated>,
}

#[derive(Serialize)]
struct Part {
    count: u64,
    base: u64,
    share: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
}

#[derive(Serialize)]
struct Ruled {
    #[serde(flatten)]
    part: Part,
    rule: f64,
    rule_from: &'static str,
    verdict: Option<&'static str>,
}

#[derive(Serialize)]
struct Repeated {
    #[serde(flatten)]
    part: Part,
    texts: u64,
}

impl From<PartOf> for Part {
    fn from(part: PartOf) -> Self {
        let (low, high) = part.interval().unzip();
        Self {
            count: part.count,
            base: part.base,
            share: part.share().map(finite),
            low: low.map(finite),
            high: high.map(finite),
        }
    }
}

pub(super) fn own_posts(brief: &Brief, figures: &OwnPostFigures) -> OwnPosts {
    let ruled = |part: PartOf, rule, key, verdict: Option<RuleVerdict>| Ruled {
        part: part.into(),
        rule,
        rule_from: if brief.is_default(key) { "default" } else { "brief" },
        verdict: verdict.map(RuleVerdict::id),
    };
    let (all, content) = (&figures.all, &brief.own_content);
    let (replies, about_us) = (figures.replies_verdict, figures.about_us_verdict);
    OwnPosts {
        posts: all.posts,
        reposts: all.reposts.map(|part| part.count),
        replies: all
            .replies
            .map(|it| ruled(it, content.min_reply_share, "own_content.min_reply_share", replies)),
        about_us: all
            .about_us
            .map(|it| ruled(it, content.max_self_share, "own_content.max_self_share", about_us)),
        repeated: all
            .repeated
            .map(|it| Repeated { part: it.into(), texts: figures.repeated_texts }),
    }
}

#[derive(Serialize)]
pub(super) struct Stages {
    conversations: u64,
    open: u64,
    answered: u64,
    offline: u64,
    closed: u64,
    hidden: u64,
    /// Of those taken offline.
    followed_up: Option<Counted>,
}

#[derive(Serialize)]
struct Counted {
    count: u64,
    base: u64,
}

pub(super) fn stages(figures: &StageFigures) -> Stages {
    Stages {
        conversations: figures.all.conversations,
        open: figures.of(Stage::Open),
        answered: figures.of(Stage::Answered),
        offline: figures.of(Stage::Offline),
        closed: figures.of(Stage::Closed),
        hidden: figures.of(Stage::Hidden),
        followed_up: figures
            .answered_in_public
            .map(|PartOf { count, base }| Counted { count, base }),
    }
}
