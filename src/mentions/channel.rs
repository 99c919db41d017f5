//! Finds the channel of a mention: first among the channels that the brief declares, then in the built-in table.
//!
//! The built-in table is `channels.yaml`. A host matches its subdomains too, at label boundaries only: `notx.com` is not X.

use std::borrow::Cow;
use std::collections::BTreeMap;

use memchr::{memchr, memchr3, memrchr};

use super::folded::lower;
use super::hashed::Map;
use super::identity::hash;
use crate::brief::{Brief, Category};

/// A channel, as an index into the run's [`Channels`]. Indices are in the order of the table, not of the report.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct ChannelIx(u16);

impl ChannelIx {
    /// Lower bound of ranges.
    pub const FIRST: Self = Self(0);
    /// Upper bound of ranges.
    pub const LAST: Self = Self(u16::MAX);
}

/// One channel of the run's table.
#[derive(Debug, Clone)]
pub struct Channel {
    /// Id, as in the brief or the built-in table.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Its kind.
    pub category: Category,
    /// Index into the brief's channels, if declared there.
    pub declared: Option<usize>,
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct BuiltInChannel {
    id: String,
    name: String,
    category: Category,
    words: Vec<String>,
    hosts: Vec<String>,
    #[serde(default)]
    pages: Vec<String>,
    /// Beginnings of the names of client programs for this channel; some exports state the program in a column `source`.
    #[serde(default)]
    clients: Vec<String>,
}

/// All channels of a run, and the rules by which a row is assigned to one of them.
#[derive(Debug)]
pub struct Channels {
    table: Vec<Channel>,
    rules: Vec<Rule>,
    words: BTreeMap<String, ChannelIx>,
    hosts: BTreeMap<String, ChannelIx>,
    pages: BTreeMap<String, ChannelIx>,
    clients: Vec<(String, ChannelIx)>,
    by_id: BTreeMap<String, ChannelIx>,
}

#[derive(Debug)]
struct Rule {
    channel: ChannelIx,
    sources: Vec<String>,
    hosts: Vec<String>,
}

/// The fields of a row that identify its channel.
#[derive(Debug, Clone, Copy, Default)]
pub struct ChannelFields<'a> {
    /// The export's names for the channel, best column first.
    pub sources: &'a [&'a str],
    /// Address of the mention.
    pub url: Option<&'a str>,
    /// The format's constant: id of a channel of the built-in table.
    pub constant: Option<&'a str>,
}

impl Channels {
    /// Joins the brief's channels with the built-in table. A declared channel whose id the table knows takes its name and
    /// category from there unless the brief states them.
    ///
    /// # Panics
    ///
    /// If the embedded table is not valid YAML; a test covers it.
    pub fn new(brief: &Brief) -> Self {
        let known: Vec<BuiltInChannel> = serde_yaml::from_str(include_str!("channels.yaml"))
            .expect("the embedded table is valid YAML");
        let mut channels = Self {
            table: Vec::new(),
            rules: Vec::new(),
            words: BTreeMap::new(),
            hosts: BTreeMap::new(),
            pages: BTreeMap::new(),
            clients: Vec::new(),
            by_id: BTreeMap::new(),
        };
        for (index, declared) in brief.channels.iter().enumerate() {
            let built_in = known.iter().find(|known| known.id == declared.id);
            let name =
                declared.name.clone().or_else(|| built_in.map(|built_in| built_in.name.clone()));
            let category = declared.category.or(built_in.map(|built_in| built_in.category));
            let channel = channels.push(Channel {
                id: declared.id.clone(),
                name: name.unwrap_or_else(|| declared.id.clone()),
                category: category.unwrap_or(Category::Other),
                declared: Some(index),
            });
            channels.rules.push(Rule {
                channel,
                sources: declared.match_source.clone(),
                hosts: declared.match_host.clone(),
            });
        }
        for known in known {
            let channel = match channels.by_id.get(&known.id) {
                Some(&declared) => declared,
                None => channels.push(Channel {
                    id: known.id,
                    name: known.name,
                    category: known.category,
                    declared: None,
                }),
            };
            channels.words.extend(known.words.into_iter().map(|word| (word, channel)));
            channels.hosts.extend(known.hosts.into_iter().map(|host| (host, channel)));
            channels.clients.extend(known.clients.into_iter().map(|name| (name, channel)));
            channels.pages.extend(known.pages.into_iter().map(|page| (page, channel)));
        }
        channels
    }

    fn push(&mut self, channel: Channel) -> ChannelIx {
        let index =
            u16::try_from(self.table.len()).expect("a brief of 1 MiB declares fewer channels");
        self.by_id.insert(channel.id.clone(), ChannelIx(index));
        self.table.push(channel);
        ChannelIx(index)
    }

    /// The channel at an index of this table.
    pub fn get(&self, index: ChannelIx) -> &Channel {
        &self.table[usize::from(index.0)]
    }

    /// Whether the table has the channel.
    pub fn has(&self, index: ChannelIx) -> bool {
        usize::from(index.0) < self.table.len()
    }

    /// The channel that the brief declares at this index.
    pub fn declared(&self, index: usize) -> ChannelIx {
        self.by_id_of(&self.table[index].id)
    }

    /// All channels with their index, in the order of the table.
    pub fn iter(&self) -> impl Iterator<Item = (ChannelIx, &Channel)> {
        self.table.iter().map(|channel| (self.by_id_of(&channel.id), channel))
    }

    fn by_id_of(&self, id: &str) -> ChannelIx {
        self.by_id[id]
    }

    /// Finds the channel of a row, in the order of docs/method.md, Channels.
    pub fn find(&self, fields: &ChannelFields<'_>) -> ChannelIx {
        let sources: Vec<String> = fields.sources.iter().map(|source| fold(source)).collect();
        let constant = fields.constant.and_then(|id| self.by_id.get(id).copied());
        // An export of one network has no channel column; its constant is used instead.
        let own_words: Vec<String> = match constant {
            Some(channel) if sources.is_empty() => {
                let channel = self.get(channel);
                vec![fold(&channel.id), fold(&channel.name)]
            }
            _ => sources.clone(),
        };
        let host = fields.url.and_then(host);
        for rule in &self.rules {
            let by_source = rule.sources.iter().any(|source| own_words.contains(source));
            let by_host = || {
                host.as_ref()
                    .is_some_and(|host| rule.hosts.iter().any(|domain| within(host, domain)))
            };
            if by_source || by_host() {
                return rule.channel;
            }
        }
        sources
            .iter()
            .find_map(|source| self.words.get(source).copied())
            .or_else(|| host.as_deref().and_then(|host| self.by_host(host)))
            .or(constant)
            .or_else(|| sources.iter().find_map(|source| self.by_client(source)))
            .or_else(|| sources.iter().find_map(|source| self.pages.get(source).copied()))
            .unwrap_or_else(|| self.by_id_of("other"))
    }

    /// Finds the channel that a person means by a word: its id or name, a word that exports have for it, or its host.
    pub fn named(&self, word: &str) -> Option<ChannelIx> {
        let word = fold(word);
        let is_called =
            |channel: &&Channel| fold(&channel.id) == word || fold(&channel.name) == word;
        let by_rule = || {
            let rule = |rule: &&Rule| rule.sources.contains(&word) || rule.hosts.contains(&word);
            self.rules.iter().find(rule).map(|rule| rule.channel)
        };
        (self.table.iter().find(is_called).map(|channel| self.by_id_of(&channel.id)))
            .or_else(by_rule)
            .or_else(|| self.words.get(&word).or_else(|| self.pages.get(&word)).copied())
            .or_else(|| self.by_host(word.strip_prefix("www.").unwrap_or(&word)))
    }

    /// Whether a word for a source is the name of a program for the channel of this id.
    pub(super) fn is_client(&self, source: &str, id: &str) -> bool {
        let channel = self.by_client(&fold(source));
        channel.is_some_and(|channel| self.get(channel).id == id)
    }

    fn by_client(&self, source: &str) -> Option<ChannelIx> {
        self.clients.iter().find(|(name, _)| source.starts_with(name)).map(|(_, channel)| *channel)
    }

    fn by_host(&self, host: &str) -> Option<ChannelIx> {
        let mut rest = host;
        loop {
            if let Some(&channel) = self.hosts.get(rest) {
                return Some(channel);
            }
            rest = rest.split_once('.')?.1;
        }
    }
}

/// The channels found for earlier rows of an export, because most rows have the same fields as an earlier one.
///
/// The key is everything that differs between rows and that [`Channels::find`] reads: the cells and the host of the address.
#[derive(Debug, Default)]
pub(super) struct ChannelMemo {
    /// Channels by the hash of their key.
    found: Map<ChannelIx>,
    asked: Vec<u8>,
}

impl ChannelMemo {
    /// Most entries kept: hostile input may have a new host in every row.
    const MOST: usize = 4096;

    /// Returns the channel of a row with these cells and this address; calls `find` if no earlier row had the same ones.
    pub(super) fn channel<'c>(
        &mut self,
        sources: impl Iterator<Item = Cow<'c, str>>,
        url: Option<&str>,
        find: impl FnOnce() -> ChannelIx,
    ) -> ChannelIx {
        self.asked.clear();
        for cell in sources {
            self.asked.extend_from_slice(&cell.len().to_le_bytes());
            self.asked.extend_from_slice(cell.as_bytes());
        }
        // As written, with user, port and case: they do not change the channel, and folding them would cost time.
        let authority = url.and_then(authority);
        self.asked.push(u8::from(authority.is_some()));
        self.asked.extend_from_slice(authority.unwrap_or_default().as_bytes());
        let asked = hash(&[&self.asked]);
        if let Some(&channel) = self.found.get(&asked) {
            return channel;
        }
        let channel = find();
        if self.found.len() < Self::MOST {
            self.found.insert(asked, channel);
        }
        channel
    }
}

/// Folds an export's word for a channel: trimmed, lower case.
pub fn fold(word: &str) -> String {
    word.trim().to_lowercase()
}

/// The part of an http(s) address after its scheme.
pub(super) fn without_scheme(url: &str) -> Option<&str> {
    let url = url.trim();
    ["https://", "http://"].into_iter().find_map(|scheme| {
        let (start, rest) = url.split_at_checked(scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then_some(rest)
    })
}

/// The first part of an http(s) address: user, host and port.
fn authority(url: &str) -> Option<&str> {
    let rest = without_scheme(url)?;
    let end = memchr3(b'/', b'?', b'#', rest.as_bytes());
    Some(&rest[..end.unwrap_or(rest.len())])
}

/// The host of an http(s) address, lower case, without user, port and `www.`.
pub fn host(url: &str) -> Option<Cow<'_, str>> {
    // The AT protocol's own address of a post on Bluesky.
    if url.starts_with("at://") && url.contains("/app.bsky.") {
        return Some(Cow::Borrowed("bsky.app"));
    }
    let authority = authority(url)?;
    let host = memrchr(b'@', authority.as_bytes()).map_or(authority, |at| &authority[at + 1..]);
    let host = &host[..memchr(b':', host.as_bytes()).unwrap_or(host.len())];
    let bare = |host: &str| -> std::ops::Range<usize> {
        let start = if host.starts_with("www.") { 4 } else { 0 };
        start..start + host[start..].trim_end_matches('.').len()
    };
    let host = match lower(host) {
        Cow::Borrowed(host) => Cow::Borrowed(&host[bare(host)]),
        Cow::Owned(host) => Cow::Owned(host[bare(&host)].to_owned()),
    };
    (!host.is_empty()).then_some(host)
}

/// Whether a host is this domain or a part of it.
pub(super) fn within(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// The names of a channel in a cell: the whole cell, then the items of a comma-separated list, each without the format's prefixes.
pub(super) fn source_words<'c>(
    cell: &'c str,
    prefixes: &[String],
) -> impl Iterator<Item = &'c str> {
    let parts = cell.contains(',').then(|| cell.split(',')).into_iter().flatten();
    std::iter::once(cell).chain(parts).map(|word| {
        let word = word.trim();
        prefixes.iter().find_map(|prefix| word.strip_prefix(prefix.as_str())).unwrap_or(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_channel_is_named_by_id_name_word_or_host() {
        let channels = Channels::new(&crate::insights::sample::brief(&["x", "forum"]));
        let named = |word| channels.named(word).map(|channel| channels.get(channel).id.as_str());
        for word in ["x", "X", " Twitter ", "twitter.com", "www.x.com"] {
            assert_eq!(named(word), Some("x"), "{word}");
        }
        assert_eq!((named("forum"), named("Google Play")), (Some("forum"), Some("googleplay")));
        assert_eq!((named("blog"), named("old.reddit.com")), (Some("blogs"), Some("reddit")));
        assert_eq!((named("the bakery next door"), named("")), (None, None));
    }

    #[test]
    fn a_list_of_words_for_the_channel_is_taken_whole_and_in_parts() {
        let prefixes = ["SOCIALMEDIA_".to_owned()];
        let words = |cell| source_words(cell, &prefixes).collect::<Vec<_>>();
        let list = "SOCIALMEDIA,SOCIALMEDIA_TWITTER";
        assert_eq!(words(list), [list, "SOCIALMEDIA", "TWITTER"]);
        assert_eq!(words("SOCIALMEDIA_REDDIT"), ["REDDIT"]);
        assert_eq!(words("Kyiv Post, The"), ["Kyiv Post, The", "Kyiv Post", "The"]);
    }
}
