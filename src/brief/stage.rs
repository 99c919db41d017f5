//! Stages of handling: how far the client's team is with a conversation, as the tool in which it works states it.
//!
//! Exports state them as words (`status`), and the brief may say what further words mean (`exports[].values.status`).

/// The stage of a conversation.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Waits for the team or for the writer.
    Open,
    /// Answered where it was written.
    Answered,
    /// Goes on where the public does not read it: by direct message, mail or phone.
    Offline,
    /// Done.
    Closed,
    /// The client has hidden it.
    Hidden,
}

impl Stage {
    /// All, in the order of the report.
    pub const ALL: [Self; 5] =
        [Self::Open, Self::Answered, Self::Offline, Self::Closed, Self::Hidden];

    /// Its id in the brief and in data.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Answered => "answered",
            Self::Offline => "offline",
            Self::Closed => "closed",
            Self::Hidden => "hidden",
        }
    }
}
