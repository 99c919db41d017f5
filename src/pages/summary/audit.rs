//! The tone audit and the estimate of tone by word list in `summary.json`.

use serde::Serialize;

use super::finite;
use crate::insights::{Agreement, AuditedShare, Estimate, NotShown, ToneAudit, ToneEstimate};

/// `corrected` is in points, everything else a ratio or a coefficient.
#[derive(Serialize)]
pub(super) struct AuditFigures {
    /// Hand labels that `corrected` is based on.
    n: u64,
    /// The mentions that it is about.
    mentions: Option<u64>,
    #[serde(flatten)]
    seen: Seen,
    alpha: Option<f64>,
    alpha_n: Option<u64>,
    relevant: Option<CheckedShare>,
    kinds: Option<CheckedShare>,
}

/// What people see, and how often they agree.
#[derive(Serialize)]
struct Seen {
    corrected: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    agreement: Option<f64>,
    agreement_low: Option<f64>,
    agreement_high: Option<f64>,
    kappa: Option<f64>,
}

impl Seen {
    fn of(net: Option<Estimate>, agreement: Option<Agreement>) -> Self {
        let [corrected, low, high] = bounds(net);
        let [share, share_low, share_high] = bounds(agreement.map(|it| it.share));
        Self {
            corrected,
            low,
            high,
            agreement: share,
            agreement_low: share_low,
            agreement_high: share_high,
            kappa: agreement.and_then(|it| it.kappa).map(|kappa| finite(kappa.value)),
        }
    }
}

/// A value and its range.
fn bounds(estimate: Option<Estimate>) -> [Option<f64>; 3] {
    let bounds = estimate.map(|it| [it.value, it.low, it.high].map(|it| Some(finite(it))));
    bounds.unwrap_or_default()
}

#[derive(Serialize)]
struct CheckedShare {
    n: u64,
    share: f64,
    low: f64,
    high: f64,
}

impl From<AuditedShare> for CheckedShare {
    fn from(AuditedShare { rows, share }: AuditedShare) -> Self {
        let [share, low, high] = [share.value, share.low, share.high].map(finite);
        Self { n: rows, share, low, high }
    }
}

pub(super) fn audit(audit: &ToneAudit) -> AuditFigures {
    let tone = audit.corrected();
    AuditFigures {
        n: tone.map_or(audit.rows, |tone| tone.rows),
        mentions: tone.map(|tone| tone.mentions),
        seen: Seen::of(tone.map(|tone| tone.net), audit.agreement),
        alpha: audit.alpha.map(|alpha| finite(alpha.value)),
        alpha_n: audit.alpha.map(|alpha| alpha.rows),
        relevant: audit.relevant.map(CheckedShare::from),
        kinds: audit.kinds.map(CheckedShare::from),
    }
}

/// `word_list`, `corrected`, `low` and `high` are in points, the agreement is a ratio; all of them `None` if the estimate is not shown.
#[derive(Serialize)]
pub(super) struct EstimateFigures {
    without_label: u64,
    /// Those that are estimated.
    mentions: u64,
    word_list: Option<f64>,
    /// Hand labels of estimated mentions.
    n: u64,
    #[serde(flatten)]
    seen: Seen,
    not_shown: Option<&'static str>,
}

pub(super) fn estimate(estimate: &ToneEstimate) -> EstimateFigures {
    let seen = estimate.seen.ok();
    EstimateFigures {
        without_label: estimate.counts.total(),
        mentions: estimate.mentions(),
        word_list: seen.and_then(|_| estimate.net()).map(finite),
        n: match estimate.seen {
            Ok((tone, _)) => tone.rows,
            Err(NotShown::FewRows(rows)) => rows,
            Err(_) => 0,
        },
        seen: Seen::of(seen.map(|it| it.0.net), seen.map(|it| it.1)),
        not_shown: estimate.seen.err().map(NotShown::id),
    }
}
