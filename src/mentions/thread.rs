//! Finds the conversation of a row: by a thread id, by the id of the post if the format's replies name their root, or by the parent post.

use super::Thread;
use super::address::status_id;
use super::identity::{bare_id, is_rounded, key};
use super::survey::Plan;
use crate::exports::format::{Field, ThreadRoot};

/// The conversation of a post, from its columns for thread and parent, its trusted id and its address; and the id of the thread or parent as
/// written.
pub(super) fn read<'r>(
    plan: &Plan,
    [thread, parent]: [Option<&'r str>; 2],
    channel: &str,
    id: Option<&'r str>,
    url: Option<&'r str>,
) -> (Thread, Option<&'r str>) {
    let in_channel = |id: &str| key(&["post", channel, id]);
    // Row numbers identify a post only within its file.
    let post = |id: &str| {
        if plan.ids.are_row_numbers {
            key(&["post", channel, id, &plan.export.name])
        } else {
            in_channel(id)
        }
    };
    if let Some(thread) = thread.filter(|_| plan.has_trusted_threads).and_then(post_name) {
        return (Thread::Known(in_channel(thread)), Some(thread));
    }
    let root = match plan.format.thread_root {
        Some(ThreadRoot::Id) => id,
        Some(ThreadRoot::StatusId) => url.and_then(status_id),
        None => None,
    };
    if let Some(root) = root {
        return (Thread::Known(in_channel(root)), Some(root));
    }
    if plan.columns.has(Field::Parent) {
        let parent = parent.and_then(post_name);
        if !plan.has_trusted_ids {
            // Rounded ids would join unrelated posts.
            return (Thread::Itself, parent);
        }
        let this = id.and_then(post_name);
        return (Thread::Reply { post: this.map(post), parent: parent.map(post) }, parent.or(this));
    }
    (Thread::Itself, None)
}

/// The bare id of a post: without `.0` after digits and without Reddit's prefix `t3_`; `None` for fillers and rounded ids.
fn post_name(text: &str) -> Option<&str> {
    let name = bare_id(text)?;
    let name = name.strip_prefix("t3_").or_else(|| name.strip_prefix("t1_")).unwrap_or(name);
    (!name.is_empty() && !is_rounded(name)).then_some(name)
}
