//! What makes a mention worth an answer: points for each reason, and the points from which on it is listed.

/// The rule by which mentions are ranked. The default is that of docs/method.md, Openings.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Opportunity {
    /// Points for each reason.
    pub weights: Weights,
    /// Mentions with fewer points are not listed.
    pub cut: u32,
    /// The most followers that a small network has.
    pub small_network: u64,
}

/// Points for each reason, and the points that age takes off.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Weights {
    /// Something does not work.
    pub problem: u32,
    /// Asks for information, help or advice.
    pub question: u32,
    /// Practical knowledge for others.
    pub tip: u32,
    /// A suggestion.
    pub idea: u32,
    /// What the writer lived through.
    pub experience: u32,
    /// Nobody of the client has answered.
    pub unanswered: u32,
    /// It names an account of the client with `@`.
    pub addressed: u32,
    /// Its tone label is negative.
    pub negative: u32,
    /// Its author is known to have few followers.
    pub small_network: u32,
    /// Taken off for each seven days of age.
    pub week: u32,
}

impl Default for Opportunity {
    fn default() -> Self {
        let weights = Weights {
            problem: 3,
            question: 3,
            tip: 2,
            idea: 2,
            experience: 1,
            unanswered: 2,
            addressed: 2,
            negative: 1,
            small_network: 1,
            week: 1,
        };
        Self { weights, cut: 5, small_network: 500 }
    }
}
