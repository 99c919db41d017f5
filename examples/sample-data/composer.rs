//! Composes texts from a subject, a tone and a network, in the style of the network.
//!
//! A tweet is one or two sentences with tags, a caption ends in hashtags, a review is blunt, a Reddit post tells a story, an
//! article has a headline and a lead. A text is repeated only if thirty attempts give no new one.

use std::collections::BTreeSet;

use super::phrases::{after, join, names_us, sentence, swap_letters};
use super::posts::{Network, Tone};
use super::rng::Rng;
use super::words::{Lexicon, Memory, Voice};

/// Composes texts and remembers them.
#[derive(Debug)]
pub(crate) struct Composer {
    pub(crate) lexicon: Lexicon,
    seen: BTreeSet<String>,
}

impl Composer {
    /// Creates a composer that has written nothing.
    pub(crate) fn new() -> Self {
        Self { lexicon: Lexicon::new(), seen: BTreeSet::new() }
    }

    /// Calls `write` until the text is new.
    pub(crate) fn anew<T>(
        &mut self,
        mut write: impl FnMut(&Lexicon) -> (T, String),
    ) -> (T, String) {
        let mut written = write(&self.lexicon);
        for _ in 0..30 {
            if self.seen.insert(written.1.clone()) {
                break;
            }
            written = write(&self.lexicon);
        }
        written
    }

    /// Title (empty where the network has none) and text.
    pub(crate) fn compose(
        &mut self,
        network: Network,
        topic: &str,
        tone: Tone,
        voice: &Voice<'_>,
        rng: &mut Rng,
    ) -> (String, String) {
        self.anew(|lexicon| {
            let mut draft =
                Draft { lexicon, topic, tone, voice: *voice, memory: Memory::default(), rng };
            match network {
                Network::X => (String::new(), draft.tweet()),
                Network::Instagram => (String::new(), draft.caption()),
                Network::YouTube => (String::new(), draft.comment("youtube opener")),
                Network::Facebook => (String::new(), draft.page_post()),
                Network::Play => (String::new(), draft.review()),
                Network::Reddit => draft.story(),
                Network::Blog => draft.blog(),
                Network::News | Network::Wire => draft.article(),
            }
        })
    }

    /// A comment below a Reddit post.
    pub(crate) fn answer(
        &mut self,
        topic: &str,
        tone: Tone,
        voice: &Voice<'_>,
        rng: &mut Rng,
    ) -> String {
        self.anew(|lexicon| {
            let mut draft =
                Draft { lexicon, topic, tone, voice: *voice, memory: Memory::default(), rng };
            ((), draft.comment("comment opener"))
        })
        .1
    }
}

/// One attempt at a text.
struct Draft<'a> {
    lexicon: &'a Lexicon,
    topic: &'a str,
    tone: Tone,
    voice: Voice<'a>,
    memory: Memory,
    rng: &'a mut Rng,
}

impl Draft<'_> {
    fn say(&mut self, section: &str) -> Option<String> {
        self.lexicon.say(section, &self.voice, &mut self.memory, self.rng)
    }

    fn toned(&mut self, section: &str) -> Option<String> {
        self.say(&format!("{section} {}", self.tone.sign()))
    }

    fn maybe(&mut self, permille: u64, section: &str) -> Option<String> {
        if self.rng.chance(permille) { self.say(section) } else { None }
    }

    /// The main sentence. Languages with few templates use general ones.
    fn core(&mut self) -> String {
        self.more().expect("every language can praise, ask and complain")
    }

    /// Another sentence on the subject, if one is left.
    fn more(&mut self) -> Option<String> {
        let topic = self.topic;
        let said = if topic == "noise" { self.say("noise") } else { self.toned(topic) };
        said.or_else(|| self.toned("any")).or_else(|| self.toned("taste"))
    }

    fn cores(&mut self, count: u64) -> String {
        let mut text = sentence(&self.core());
        for _ in 1..count {
            if let Some(more) = self.more() {
                text = join(&text, &sentence(&more));
            }
        }
        text
    }

    fn is_about_us(&self) -> bool {
        !matches!(self.topic, "noise" | "rival")
    }

    fn emoji(&mut self) -> String {
        let section = format!("emoji {}", self.tone.sign());
        let emoji = self.lexicon.common(&section);
        (0..self.rng.between(1, 2)).map(|_| self.rng.pick(emoji)).collect()
    }

    fn tweet(&mut self) -> String {
        let mut text = self.core();
        if let Some(opener) = self.maybe(200, "opener") {
            text = format!("{opener} {}", after(&opener, &text, self.voice.language));
        }
        let tail = format!("tail {}", self.tone.sign());
        if self.is_about_us()
            && let Some(tail) = self.maybe(330, &tail)
        {
            text = join(&text, &tail);
        }
        text = self.with_typo(text);
        if self.rng.chance(280) {
            text = format!("{text} {}", self.emoji());
        }
        if self.topic == "club" && self.rng.chance(600) {
            text.push_str(" #coldbrewclub");
        }
        if self.rng.chance(130) {
            text = format!("{text} {}", self.rng.pick(self.lexicon.common("tag x")));
        }
        if self.is_about_us() && !names_us(&text) {
            text.push_str(self.rng.pick(&[" @harbourcoffee", " #harbourcoffee"]));
        }
        text
    }

    /// Adds a typing error: lower case, a line break, two swapped letters, or an ampersand escaped by a tool.
    fn with_typo(&mut self, text: String) -> String {
        match self.rng.below(100) {
            0..12 => text.to_lowercase(),
            12..20 => text.replacen(". ", ".\n", 1),
            20..24 => text.replacen(" and ", " &amp; ", 1),
            24..30 => {
                let typo = swap_letters(&text, self.rng.below(12));
                if names_us(&typo) == names_us(&text) { typo } else { text }
            }
            _ => text,
        }
    }

    fn caption(&mut self) -> String {
        let mut text = self.core();
        if self.rng.chance(350) {
            text = format!("{} {text}", self.emoji());
        }
        let tail = format!("tail {}", self.tone.sign());
        if self.is_about_us()
            && let Some(tail) = self.maybe(350, &tail)
        {
            text = join(&text, &tail);
        }
        text = format!(
            "{text} {}{}",
            self.emoji(),
            if self.rng.chance(250) { "\n.\n" } else { "\n\n" }
        );
        let mut tags: Vec<&str> = Vec::new();
        if self.topic == "club" {
            tags.push("#coldbrewclub");
        }
        if self.is_about_us() && (!names_us(&text) || self.rng.chance(450)) {
            tags.push("#harbourcoffee");
        }
        for _ in 0..self.rng.between(1, 4) {
            let tag = self.rng.pick(self.lexicon.common("tag instagram"));
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        text + &tags.join(" ")
    }

    fn comment(&mut self, opener: &str) -> String {
        let count = self.rng.between(1, 2);
        let mut text = if self.is_about_us() { self.cores(count) } else { sentence(&self.core()) };
        if let Some(opener) = self.maybe(300, opener) {
            text = format!("{opener} {}", after(&opener, &text, self.voice.language));
        }
        self.naming(text, 930)
    }

    /// Adds a sentence that names the brand if the text does not, with this probability per thousand.
    fn naming(&mut self, text: String, permille: u64) -> String {
        if !self.is_about_us() || names_us(&text) || !self.rng.chance(permille) {
            return text;
        }
        let named = self.toned("named").or_else(|| self.say("named ="));
        named.map_or(text.clone(), |named| join(&text, &named))
    }

    fn page_post(&mut self) -> String {
        let count = self.rng.between(1, 2);
        let body = if self.is_about_us() { self.cores(count) } else { sentence(&self.core()) };
        let mut text = self.naming(body, 1000);
        if let Some(lead) = self.maybe(450, "facebook lead") {
            text = format!("{lead}\n\n{text}");
        }
        if let Some(ask) = self.maybe(400, "facebook ask") {
            text = format!("{text}\n\n{ask}");
        }
        if self.rng.chance(400) {
            text = format!("{text} {}", self.emoji());
        }
        text
    }

    fn review(&mut self) -> String {
        let mut text =
            self.toned("review").map(|text| sentence(&text)).expect("all languages review");
        if self.rng.chance(450) && self.lexicon.has(self.voice.language, "tail +") {
            let more = self.toned("tail").expect("has tails of all tones");
            text = join(&text, &more);
        }
        // Beyond the app itself people speak of the shops.
        self.voice.register = "plain";
        if self.rng.chance(350) {
            text = join(&text, &sentence(&self.core()));
        }
        if self.rng.chance(180) {
            text = format!("{text} {}", self.emoji());
        }
        self.naming(text, 940)
    }

    fn story(&mut self) -> (String, String) {
        let title = self.toned("reddit title").expect("Reddit posts are in English");
        let story = self.say("reddit story").expect("Reddit posts are in English");
        let count = self.rng.between(2, 3);
        let mut text = format!("{story}\n\n{}", self.cores(count));
        if self.rng.chance(500)
            && let Some(more) = self.more()
        {
            text = format!("{text}\n\n{}", sentence(&more));
        }
        if let Some(close) = self.maybe(700, "reddit close") {
            text = format!("{text}\n\n{close}");
        }
        (title, text)
    }

    fn blog(&mut self) -> (String, String) {
        let count = self.rng.between(3, 4);
        let cores = self.cores(count);
        let text = self.naming(cores, 1000);
        let title = text.split(['.', '!', '?', '\n']).next().unwrap_or_default().to_owned();
        (title, text)
    }

    fn article(&mut self) -> (String, String) {
        let special = format!("news {} title", self.topic);
        let title = self
            .toned(&special)
            .or_else(|| self.toned("news title"))
            .expect("every paper has headlines of all tones");
        let section = if self.topic == "outage" { "news outage lead" } else { "news lead" };
        let mut sentences: Vec<String> = self.say("news hit").into_iter().collect();
        for section in [section, "news lead", "news lead", "news lead"] {
            sentences.extend(self.say(section));
        }
        let city = self.say("dateline").expect("every paper has datelines");
        (title, format!("{} - {}", city.to_uppercase(), sentences.join(" ")))
    }
}
