//! The list of openings with links: what the report lists, with the words, names and addresses that the site never has.

use std::collections::BTreeMap;

use super::PrivateList;
use crate::brief::Brief;
use crate::insights::{Opening, Report};
use crate::mentions::RowStatus;
use crate::mentions::channel::Channels;
use crate::pages::{Words, opening_action, opening_reasons};
use crate::rollup::count::CountedRow;

const COLUMNS: [&str; 20] = [
    "rank",
    "points",
    "channel",
    "url",
    "local_time",
    "author",
    "followers",
    "text",
    "kind",
    "topics",
    "reasons",
    "action",
    "department",
    "owner",
    "reply_by",
    "is_overdue",
    "age_days",
    "published_at",
    "file",
    "line",
];

/// The openings of a period, and the rows found of them.
pub(super) struct OpeningRows<'a> {
    report: &'a Report,
    /// Its openings by the hash of their identity, with their ranks.
    wanted: BTreeMap<u64, (usize, &'a Opening)>,
    /// By rank.
    found: BTreeMap<usize, Vec<String>>,
}

impl<'a> OpeningRows<'a> {
    /// Nothing is found yet; `None`: openings were not measured.
    pub(super) fn of(report: &'a Report) -> Option<Self> {
        let openings = (1..).zip(&report.openings.as_ref()?.openings);
        let wanted = openings.map(|(rank, opening)| (opening.key, (rank, opening))).collect();
        Some(Self { report, wanted, found: BTreeMap::new() })
    }

    /// Keeps a row if it is an opening.
    pub(super) fn see(&mut self, row: &CountedRow<'_>, brief: &Brief, channels: &Channels) {
        let Ok((reading, decision)) = row.outcome else { return };
        let mention = &reading.mention;
        if decision.status != RowStatus::Used || reading.opening.is_none() {
            return;
        }
        let Some(&(rank, opening)) = self.wanted.get(&reading.keys.hash()) else { return };
        if !self.report.period.contains(mention.local.date()) || self.found.contains_key(&rank) {
            return;
        }
        let words = Words::english();
        let details = reading.words.as_deref().cloned().unwrap_or_default();
        let department = opening.department.map(|at| &brief.departments[at]);
        let topics: Vec<&str> =
            opening.topics.indices().map(|at| brief.topics[usize::from(at)].id.as_str()).collect();
        let reply_by = opening.reply_by.map(|at| brief.timing.zone.to_datetime(at).to_string());
        let cells = [
            rank.to_string(),
            opening.points.to_string(),
            channels.get(mention.channel).id.clone(),
            details.url.unwrap_or_default(),
            mention.local.to_string(),
            details.author.unwrap_or_default(),
            details.followers.map(|n| n.to_string()).unwrap_or_default(),
            details.text,
            opening.kind.id().to_owned(),
            topics.join(" "),
            opening_reasons(words, opening),
            opening_action(words, opening.kind),
            department.map(|it| it.name.clone()).unwrap_or_default(),
            department.and_then(|it| it.owner.clone()).unwrap_or_default(),
            reply_by.unwrap_or_default(),
            opening.is_overdue.map(|it| it.to_string()).unwrap_or_default(),
            opening.age_days.to_string(),
            mention.published_at.to_string(),
            row.source.name().to_owned(),
            row.row.line.to_string(),
        ];
        self.found.insert(rank, cells.into());
    }

    /// The list, best first.
    pub(super) fn list(self) -> PrivateList {
        let rows = self.found.into_values().collect();
        let period = self.report.period.id.clone();
        PrivateList { period, name: "openings.csv", columns: &COLUMNS, rows }
    }
}
