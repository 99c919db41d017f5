//! What people said of a sample of the mentions of a period, beside what the exports say of the same mentions.
//!
//! The project's sheets decide which mentions these are, so a project without sheets keeps nothing.

use std::collections::BTreeMap;

use crate::brief::Kind;
use crate::mentions::audit_sheet::AuditRow;
use crate::mentions::channel::ChannelIx;
use crate::mentions::drawing::DrawId;
use crate::mentions::tone::Tone;

/// The audits by the id of their period.
pub type Audits = BTreeMap<String, Audit>;

/// The audit of a period.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Audit {
    /// The sheet, relative to the project.
    pub file: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// The used mentions of the sheet of which people said something.
    pub mentions: BTreeMap<DrawId, AuditedMention>,
    /// Used mentions that people passed over: of the same label and channel and drawn before one that they judged.
    pub skipped: u64,
}

/// A used mention that people judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditedMention {
    /// What people say.
    pub said: AuditRow,
    /// The label of its export.
    pub tone: Tone,
    /// Its tone by the word list, if it has no label and the brief asks for it.
    pub estimate: Option<Tone>,
    /// Its channel.
    pub channel: ChannelIx,
    /// Its kind.
    pub kind: Kind,
}
