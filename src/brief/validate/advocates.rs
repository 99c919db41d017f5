//! Validates `advocates`.

use std::collections::BTreeMap;

use super::audience::DAY;
use super::{Check, Ids, List, Position, given, items, shown};
use crate::brief::raw::RawAdvocate;
use crate::brief::{Advocate, grammar};

impl Check<'_> {
    pub(super) fn advocates(&mut self, list: List<RawAdvocate>, channels: &Ids) -> Vec<Advocate> {
        let mut known: BTreeMap<(usize, String), Position> = BTreeMap::new();
        let advocates = items(list).into_iter().filter_map(|(raw, at)| {
            let handle = "the handle of an account, as in `\"@ada\"`";
            let handle = self.required(raw.handle, "advocates.list[].handle", Some(at), handle);
            let key = "advocates.list[].channel";
            let channel = self.required_reference(raw.channel, key, at, channels);
            let since = self.word(raw.since, "advocates.list[].since", grammar::date, DAY);
            let state = given(raw.status).map(|(state, _)| state).unwrap_or_default();
            let channel = channel?;
            let id = (channel, handle.trim().trim_start_matches('@').to_lowercase());
            match known.get(&id) {
                Some(first) => {
                    let what = format!("the advocate {} is declared twice", shown(&handle));
                    let detail = format!("first in line {}", first.0);
                    self.problems.push(self.at(at, what).detail(detail));
                }
                None => {
                    known.insert(id, at);
                }
            }
            Some(Advocate { handle, channel, since, state })
        });
        advocates.collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::brief::AdvocateState;
    use crate::brief::read::parse;
    use crate::brief::validate::tests::assert_refused;

    #[test]
    fn an_advocate_has_a_handle_on_a_declared_channel() {
        assert_refused(&[
            ("advocates: {list: [{channel: reddit}]}", "`advocates.list[].handle` is missing"),
            ("advocates: {list: [{handle: ada}]}", "`advocates.list[].channel` is missing"),
            ("advocates: {list: [{handle: ada, channel: x}]}", "of: `reddit`"),
            ("advocates: {list: [{handle: ada, channel: reddit, since: May}]}", "is `May`"),
            (
                "advocates: {list: [{handle: ada, channel: reddit}, {handle: '@Ada', channel: reddit}]}",
                "the advocate `@Ada` is declared twice",
            ),
            (
                "advocates: {list: [{handle: ada, channel: reddit, status: asked}]}",
                "one of: `candidate`, `confirmed`, `invited`, `declined`",
            ),
        ]);
    }

    #[test]
    fn an_advocate_without_a_state_is_a_candidate() {
        let text = "{client: A, why: W, timing: {timezone: UTC}, audience: [{id: a, name: A}], \
                    objectives: [{id: o, statement: S, metric: mentions}], channels: [{id: x}], \
                    advocates: {list: [{handle: '@ada', channel: x}, {handle: bo, channel: x, status: invited}]}}";
        let brief = parse("brief.yaml", text).unwrap();
        let states: Vec<AdvocateState> = brief.advocates.iter().map(|it| it.state).collect();
        assert_eq!(states, [AdvocateState::Candidate, AdvocateState::Invited]);
    }
}
