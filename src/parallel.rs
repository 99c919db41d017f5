//! Things that do not depend on each other → what becomes of each, in their order, on several threads.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Does the work for every thing, on at most so many threads. Any number gives the same.
///
/// # Panics
///
/// If the work does.
///
/// # Examples
///
/// ```
/// assert_eq!(socialmap::parallel::map(3, &[1, 2, 3, 4], |n| n * n), [1, 4, 9, 16]);
/// ```
pub fn map<T: Sync, R: Send>(jobs: usize, things: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let some = || {
        let taken = std::iter::from_fn(|| Some(next.fetch_add(1, Ordering::Relaxed)));
        let taken = taken.map_while(|index| Some((index, work(things.get(index)?))));
        taken.collect::<Vec<_>>()
    };
    let mut done: Vec<(usize, R)> = thread::scope(|scope| {
        let others: Vec<_> = (1..jobs.min(things.len())).map(|_| scope.spawn(some)).collect();
        let own = some();
        let others = others.into_iter().flat_map(|other| other.join().expect("the work panics"));
        own.into_iter().chain(others).collect()
    });
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}
