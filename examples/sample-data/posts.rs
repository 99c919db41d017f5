//! A generated post, independent of the tool that will export it: network, tone, author and thread.

use jiff::Timestamp;

/// The network of a post. `News` and `Blog` are found by Brandwatch, `Wire` is the press in Meltwater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Network {
    X,
    Instagram,
    YouTube,
    News,
    Blog,
    Wire,
    Facebook,
    Play,
    Reddit,
}

/// The tone of a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    Positive,
    Neutral,
    Negative,
}

impl Tone {
    /// The word that the tools write.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Positive => "positive",
            Self::Neutral => "neutral",
            Self::Negative => "negative",
        }
    }

    /// The character that marks its sections in the word lists.
    pub(crate) fn sign(self) -> char {
        match self {
            Self::Positive => '+',
            Self::Neutral => '=',
            Self::Negative => '-',
        }
    }
}

/// The post that another answers or reposts.
#[derive(Debug, Clone)]
pub(crate) struct Root {
    pub(crate) id: String,
    pub(crate) author: String,
    pub(crate) at: Timestamp,
}

/// The position of a post in its thread.
#[derive(Debug, Clone)]
pub(crate) enum Role {
    Post,
    Reply(Root),
    Share(Root),
}

/// One post, comment, review or article, before a tool writes it down.
#[derive(Debug, Clone)]
pub(crate) struct Post {
    pub(crate) network: Network,
    pub(crate) at: Timestamp,
    pub(crate) language: &'static str,
    pub(crate) tone: Tone,
    pub(crate) title: String,
    pub(crate) text: String,
    /// Handle, or the line of `common.txt` that describes the outlet, page or video.
    pub(crate) author: String,
    /// Line of `common.txt` about the place: outlet, page, video, subreddit.
    pub(crate) place: &'static str,
    pub(crate) followers: u64,
    pub(crate) id: String,
    /// Whether it is only about the competitor.
    pub(crate) is_rival: bool,
    pub(crate) role: Role,
    pub(crate) likes: u64,
}
