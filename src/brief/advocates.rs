//! The people who speak for the client, as the brief lists them: asked or not yet, and since when.

use crate::units::Date;

/// An account that speaks for the client.
#[derive(Debug, Clone)]
pub struct Advocate {
    /// Its handle, as written.
    pub handle: String,
    /// Index into the brief's channels.
    pub channel: usize,
    /// Since when the state holds.
    pub since: Option<Date>,
    /// How far the client is with it.
    pub state: AdvocateState,
}

/// How far the client is with an advocate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AdvocateState {
    /// Found, and not looked at yet. The default.
    #[default]
    Candidate,
    /// Somebody has read what it writes, and it speaks for the client.
    Confirmed,
    /// Asked to take part.
    Invited,
    /// Does not want to.
    Declined,
}

impl AdvocateState {
    /// All, in their order.
    pub const ALL: [Self; 4] = [Self::Candidate, Self::Confirmed, Self::Invited, Self::Declined];

    /// The word of the brief.
    pub fn id(self) -> &'static str {
        match self {
            Self::Candidate => "candidate",
            Self::Confirmed => "confirmed",
            Self::Invited => "invited",
            Self::Declined => "declined",
        }
    }
}
