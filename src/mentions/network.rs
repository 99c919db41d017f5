//! Reads the creation time that is encoded in the ids of posts on X, `TikTok`, Discord, Mastodon, Instagram and Bluesky.
//!
//! Such ids can prove that a column holds the times of the posts, its time zone, and the network. One id proves nothing, because any long number
//! can be decoded this way; the proof is that nearly all rows agree.

use super::zone::status_time;

/// The fewest rows that must agree.
const FEWEST: usize = 5;
/// The largest difference of an agreeing row, in milliseconds; the times may be rounded to the minute.
const TOLERANCE: i64 = 90_000;

/// How the ids of a network encode their time.
#[derive(Debug, Clone, Copy)]
pub(super) struct IdClock {
    /// Id of the channel.
    pub(super) channel: &'static str,
    /// Name of the network.
    pub(super) name: &'static str,
    /// The time of an id in milliseconds since 1970.
    pub(super) made: fn(&str) -> Option<i64>,
}

/// All known networks, X first.
pub(super) const CLOCKS: [IdClock; 6] = [
    IdClock { channel: "x", name: "X", made: status_time },
    IdClock { channel: "tiktok", name: "TikTok", made: |id| Some(long(id)? / (1 << 32) * 1000) },
    IdClock {
        channel: "discord",
        name: "Discord",
        made: |id| Some(long(id)? / (1 << 22) + 1_420_070_400_000),
    },
    IdClock { channel: "mastodon", name: "Mastodon", made: |id| Some(long(id)? / (1 << 16)) },
    IdClock {
        channel: "instagram",
        name: "Instagram",
        made: |id| Some(long(id)? / (1 << 23) + 1_314_220_021_721),
    },
    IdClock { channel: "bluesky", name: "Bluesky", made: bluesky },
];

/// An id of 17 to 19 digits.
fn long(id: &str) -> Option<i64> {
    ((17..=19).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| id.parse().ok())?
}

/// A record key of 13 characters at the end of an address: 53 bits of microseconds, then a clock identifier of 10 bits.
fn bluesky(id: &str) -> Option<i64> {
    const DIGITS: &[u8] = b"234567abcdefghijklmnopqrstuvwxyz";
    let key = id.rsplit('/').next()?;
    if key.len() != 13 {
        return None;
    }
    let value = key.bytes().try_fold(0_u64, |value, byte| {
        let digit = DIGITS.iter().position(|digit| *digit == byte)?;
        value.checked_mul(32)?.checked_add(digit as u64)
    })?;
    i64::try_from((value >> 10) / 1000).ok()
}

/// The network whose ids agree with the times (milliseconds since 1970) of nine rows in ten, with the rows that agree and those that have both.
/// `slack` is added to the tolerance where the time zone is not known.
pub(super) fn prove(
    ids: &[Option<String>],
    times: &[Option<i64>],
    slack: i64,
) -> Option<(IdClock, usize, usize)> {
    CLOCKS.into_iter().find_map(|clock| {
        let both = ids.iter().zip(times).filter_map(|(id, time)| {
            let id = id.as_deref()?;
            Some(((clock.made)(id)? - (*time)?).abs() <= TOLERANCE + slack)
        });
        let (agree, of) =
            both.fold((0, 0), |(agree, of), agrees| (agree + usize::from(agrees), of + 1));
        (agree >= FEWEST && agree * 10 >= of * 9).then_some((clock, agree, of))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(channel: &str, id: &str) -> Option<i64> {
        let clock = CLOCKS.iter().find(|clock| clock.channel == channel).unwrap();
        (clock.made)(id)
    }

    #[test]
    fn ids_hold_their_time() {
        // 2028-05-01T10:00:00Z is 1840788000 s.
        let seconds = 1_840_788_000_i64;
        assert_eq!(made("tiktok", &(seconds << 32).to_string()), Some(seconds * 1000));
        let discord = (seconds * 1000 - 1_420_070_400_000) << 22;
        assert_eq!(made("discord", &discord.to_string()), Some(seconds * 1000));
        let mastodon = (seconds * 1000) << 16;
        assert_eq!(made("mastodon", &mastodon.to_string()), Some(seconds * 1000));
        // The key of 0 microseconds is thirteen twos; a three in the eleventh place is 1024 units of 1024: 1 microsecond.
        assert_eq!(made("bluesky", "at://did:plc:a/app.bsky.feed.post/2222222222222"), Some(0));
        for id in ["12", "abc", "", "99999999999999999999"] {
            assert_eq!(made("tiktok", id), None, "{id}");
        }
    }

    #[test]
    fn nine_rows_in_ten_prove_a_network() {
        let ids: Vec<_> =
            (0..10_i64).map(|i| Some(((1_840_788_000 + i * 600) << 32).to_string())).collect();
        let times = |shift: i64| {
            (0..10_i64).map(|i| Some((1_840_788_000 + i * 600) * 1000 + shift)).collect::<Vec<_>>()
        };
        let channel = |times: &[Option<i64>], slack| {
            prove(&ids, times, slack).map(|(clock, ..)| clock.channel)
        };
        assert_eq!(channel(&times(0), 0), Some("tiktok"));
        assert_eq!(channel(&times(3_600_000), 0), None);
        assert_eq!(channel(&times(3_600_000), 3_600_000), Some("tiktok"));
        assert_eq!(channel(&times(0)[..4], 0), None, "four rows prove nothing");
    }
}
