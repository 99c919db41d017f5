//! Mergeable cubes of integer counts, each for one question. They contain no ratio, no float, and of texts
//! only the spelling of single words ([`terms`]) and, if the brief asks for quotes, short excerpts ([`quotes`]).
//!
//! `merge` is exact, associative and commutative, with `default()` as identity, so exports may be read in any split;
//! `tests/suite/merge_laws.rs` tests these laws. Every readable row is counted by its local day, also
//! those outside the reported periods: they feed trends.

pub mod activity;
pub mod answers;
pub mod arrivals;
pub mod audits;
pub mod authors;
pub mod cells;
pub mod complaints;
pub mod contents;
pub mod conversations;
pub mod count;
pub mod countries;
pub mod coverage;
pub mod files;
pub mod followers;
mod gathered;
pub mod handle_times;
pub mod history;
pub mod languages;
pub mod moments;
pub mod names;
pub mod openings;
pub mod own_posts;
pub mod quotes;
pub mod stages;
pub mod tags;
pub mod terms;
pub mod volume;

#[cfg(test)]
pub(crate) mod sample;

pub use activity::Activity;
pub use answers::Answers;
pub use audits::Audits;
pub use authors::{Authors, Spread};
pub use cells::Cells;
pub use complaints::Complaints;
pub use contents::Contents;
pub use conversations::Conversations;
pub use countries::Countries;
pub use coverage::{Coverage, Filled};
pub use files::Files;
pub use followers::Followers;
pub use handle_times::{HandleSums, HandleTimes};
pub use history::History;
pub use languages::{LanguageCounts, Languages};
pub use names::AccountNames;
pub use openings::Openings;
pub use own_posts::OwnPosts;
pub use quotes::QuoteCandidates;
pub use stages::{StageCounts, Stages};
pub use tags::Tags;
pub use terms::Terms;
pub use volume::{DayCounts, Sum, Volume};

use crate::mentions::deduplicator::Decision;
use crate::mentions::opening::Opening;
use crate::mentions::quotes::Excerpt;
use crate::mentions::reader::Reading;
use crate::mentions::terms::TermWords;
use crate::mentions::{Mention, RowStatus};

/// Everything that is kept of the mentions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rollup {
    /// Rows by day and channel.
    pub volume: Volume,
    /// Used mentions by day and hour.
    pub activity: Activity,
    /// Threads with a used mention.
    pub conversations: Conversations,
    /// Who wrote used mentions.
    pub authors: Authors,
    /// The names of all accounts, as keys.
    pub names: AccountNames,
    /// How many followers they have.
    pub followers: Followers,
    /// Negative ones among them, and whether the client answered.
    pub complaints: Complaints,
    /// In which languages used mentions were written.
    pub languages: Languages,
    /// The words of used mentions.
    pub terms: Terms,
    /// What of used mentions may be quoted; empty unless the brief asks for quotes.
    pub quotes: QuoteCandidates,
    /// Used mentions that may be worth an answer.
    pub openings: Openings,
    /// In which countries they were written.
    pub countries: Countries,
    /// How long the client's team worked on them.
    pub handle_times: HandleTimes,
    /// How far it is with them.
    pub stages: Stages,
    /// The client's answers.
    pub answers: Answers,
    /// What the client itself wrote.
    pub own_posts: OwnPosts,
    /// Which brands were named.
    pub voice: Tags,
    /// Which topics used mentions have.
    pub topics: Tags,
    /// Kinds and departments of used mentions.
    pub contents: Contents,
    /// Rows by format, and how many have a tone, an author and a language.
    pub coverage: Coverage,
    /// Which days each export spans.
    pub files: Files,
    /// What people said of some used mentions, by period; empty unless the project has sheets of audits.
    pub audits: Audits,
    /// Months that are taken from their files; the cubes contain their days.
    pub history: History,
}

/// What a readable row says, as far as it is counted.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// The mention.
    pub mention: &'a Mention,
    /// The keys of the names of its account.
    pub names: &'a [u64],
    /// Its words that can be terms.
    pub terms: &'a TermWords,
    /// What of it may be quoted.
    pub excerpt: Option<&'a Excerpt>,
    /// The opening that it may be, with the hash of its identity.
    pub opening: Option<(Opening, u64)>,
    /// The key of the text that the client wrote.
    pub own_text: Option<u64>,
}

impl<'a> From<&'a Reading> for Said<'a> {
    fn from(reading: &'a Reading) -> Self {
        let excerpt = reading.excerpt.as_deref();
        let opening = reading.opening.map(|opening| (opening, reading.keys.hash()));
        let (mention, names, terms) = (&reading.mention, &reading.names, &reading.terms);
        Self { mention, names, terms, excerpt, opening, own_text: reading.own_text }
    }
}

impl Rollup {
    /// Adds one readable row of an export of this format (its id) to every cube that it belongs to.
    pub fn count(
        &mut self,
        format: &str,
        Said { mention, names, terms, excerpt, opening, own_text }: Said<'_>,
        decision: Decision,
    ) {
        let status = decision.status;
        self.volume.add(mention, status);
        self.names.add(names);
        self.coverage.add(format, mention);
        self.conversations.link(mention);
        self.answers.see(mention);
        self.own_posts.add(mention, status, own_text);
        if status == RowStatus::Used {
            self.activity.add(mention);
            self.conversations.add(mention);
            self.authors.add(mention);
            self.followers.add(mention);
            self.complaints.add(mention);
            self.languages.add(mention);
            self.topics.add_topics(mention);
            self.contents.add(mention);
            self.terms.add(mention, terms);
            if let Some(excerpt) = excerpt {
                self.quotes.add(mention, excerpt);
            }
            if let Some((opening, key)) = opening {
                self.openings.add(mention, opening, key);
            }
            self.countries.add(mention);
            self.handle_times.add(mention);
            self.stages.add(mention);
            self.answers.add_used(mention);
        }
        match status {
            RowStatus::Used | RowStatus::NotRelevant => {
                self.voice.add_brands(mention);
            }
            RowStatus::Own => self.answers.add_own(mention),
            // Only a relevant row repeats a used one.
            RowStatus::Duplicate if mention.brands.has_own() => self.answers.add_reply(mention),
            RowStatus::Duplicate | RowStatus::Repost => {}
        }
    }

    /// Adds another part's counts. Audits are added later, once every row was seen.
    pub fn merge(&mut self, other: &Self) {
        self.volume.merge(&other.volume);
        self.activity.merge(&other.activity);
        self.conversations.merge(&other.conversations);
        self.authors.merge(&other.authors);
        self.names.merge(&other.names);
        self.followers.merge(&other.followers);
        self.complaints.merge(&other.complaints);
        self.languages.merge(&other.languages);
        self.terms.merge(&other.terms);
        self.quotes.merge(&other.quotes);
        self.openings.merge(&other.openings);
        self.countries.merge(&other.countries);
        self.handle_times.merge(&other.handle_times);
        self.stages.merge(&other.stages);
        self.answers.merge(&other.answers);
        self.own_posts.merge(&other.own_posts);
        self.voice.merge(&other.voice);
        self.topics.merge(&other.topics);
        self.contents.merge(&other.contents);
        self.coverage.merge(&other.coverage);
        self.files.merge(&other.files);
        self.history.merge(&other.history);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::Thread;
    use sample::{day, mention};

    #[test]
    fn only_used_rows_reach_the_figures_but_every_row_keeps_its_links() {
        let (from, to) = (day("2026-05-01"), day("2026-05-31"));
        let mut rollup = Rollup::default();
        let own = Mention { thread: Thread::Known(1), ..mention("2026-05-02T10:00") };
        rollup.add(&own, RowStatus::Own);
        assert_eq!(rollup.activity.between(from, to).count(), 0);
        assert!(rollup.conversations.between(from, to).is_empty());
        assert!(rollup.conversations.has_threads(from, to));
        assert_eq!(rollup.authors.between(from, to), None);
        rollup.add(&Mention { account: Some(1), ..own }, RowStatus::Used);
        assert_eq!(rollup.activity.between(from, to).count(), 1);
        assert_eq!(rollup.conversations.between(from, to).values().sum::<u64>(), 1);
        assert_eq!(rollup.authors.between(from, to), Some(1));
    }
}
