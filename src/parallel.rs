//! Runs independent work on several threads and returns the results in the order of the input.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Applies `work` to every item, on at most `jobs` threads. The result does not depend on their number.
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
pub fn map<T: Sync, R: Send>(jobs: usize, items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let worker = || {
        let taken = std::iter::from_fn(|| Some(next.fetch_add(1, Ordering::Relaxed)));
        let taken = taken.map_while(|index| Some((index, work(items.get(index)?))));
        taken.collect::<Vec<_>>()
    };
    let mut done: Vec<(usize, R)> = thread::scope(|scope| {
        let others: Vec<_> = (1..jobs.min(items.len())).map(|_| scope.spawn(worker)).collect();
        let own = worker();
        let others = others.into_iter().flat_map(|other| other.join().expect("the work panics"));
        own.into_iter().chain(others).collect()
    });
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}
