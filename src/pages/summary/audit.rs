//! The tone audit and the estimate of tone by word list in `summary.json`.

use serde::Serialize;

use super::finite;
use crate::insights::{AuditedShare, NotShown, ToneAudit, ToneEstimate};

/// `corrected` is in points, everything else a ratio or a coefficient.
#[derive(Serialize)]
pub(super) struct AuditFigures {
    /// Hand labels that `corrected` is based on.
    n: u64,
    /// The mentions that it is about.
    mentions: Option<u64>,
    corrected: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    agreement: Option<f64>,
    agreement_low: Option<f64>,
    agreement_high: Option<f64>,
    kappa: Option<f64>,
    alpha: Option<f64>,
    alpha_n: Option<u64>,
    relevant: Option<CheckedShare>,
    kinds: Option<CheckedShare>,
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
    let agreement = audit.agreement;
    AuditFigures {
        n: tone.map_or(audit.rows, |tone| tone.rows),
        mentions: tone.map(|tone| tone.mentions),
        corrected: tone.map(|tone| finite(tone.net.value)),
        low: tone.map(|tone| finite(tone.net.low)),
        high: tone.map(|tone| finite(tone.net.high)),
        agreement: agreement.map(|it| finite(it.share.value)),
        agreement_low: agreement.map(|it| finite(it.share.low)),
        agreement_high: agreement.map(|it| finite(it.share.high)),
        kappa: agreement.and_then(|it| it.kappa).map(|kappa| finite(kappa.value)),
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
    corrected: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    agreement: Option<f64>,
    agreement_low: Option<f64>,
    agreement_high: Option<f64>,
    kappa: Option<f64>,
    not_shown: Option<&'static str>,
}

pub(super) fn estimate(estimate: &ToneEstimate) -> EstimateFigures {
    let seen = estimate.seen.ok();
    let net = seen.map(|(tone, _)| tone.net);
    let agreement = seen.map(|(_, agreement)| agreement);
    EstimateFigures {
        without_label: estimate.counts.total(),
        mentions: estimate.mentions(),
        word_list: seen.and_then(|_| estimate.net()).map(finite),
        n: match estimate.seen {
            Ok((tone, _)) => tone.rows,
            Err(NotShown::FewRows(rows)) => rows,
            Err(_) => 0,
        },
        corrected: net.map(|net| finite(net.value)),
        low: net.map(|net| finite(net.low)),
        high: net.map(|net| finite(net.high)),
        agreement: agreement.map(|it| finite(it.share.value)),
        agreement_low: agreement.map(|it| finite(it.share.low)),
        agreement_high: agreement.map(|it| finite(it.share.high)),
        kappa: agreement.and_then(|it| it.kappa).map(|kappa| finite(kappa.value)),
        not_shown: estimate.seen.err().map(NotShown::id),
    }
}
