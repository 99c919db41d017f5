//! A brief made by hand, for the tests of this room.

use std::collections::BTreeSet;

use crate::brief::{
    Brief, DeclaredChannel, Exclude, Length, Look, Minutes, PeriodRule, Privacy, Shift, Staffing,
    Stance, Timing,
};
use crate::units::{TimeZone, WEEK};

/// Declares these channels; the staffing figures are those of docs/method.md, Staffing, the zone is UTC, staffed Monday to Friday from 09:00
/// to 17:30.
pub(crate) fn brief(channels: &[&str]) -> Brief {
    Brief {
        client: "Harbour Coffee".to_owned(),
        prepared_by: None,
        why: "Who talks about us?".to_owned(),
        language: "en".to_owned(),
        look: Look::default(),
        privacy: Privacy::default(),
        audience: Vec::new(),
        objectives: Vec::new(),
        channels: channels.iter().map(|id| declared(id)).collect(),
        own_handles: Vec::new(),
        timing: Timing {
            zone_name: "UTC".to_owned(),
            zone: TimeZone::UTC,
            period: PeriodRule::Every(Length::Month),
            staffed: vec![Shift {
                days: WEEK[..5].to_vec(),
                from: "09:00".parse().unwrap(),
                to: Some("17:30".parse().unwrap()),
            }],
            free_times: Vec::new(),
            lead_minutes: 10,
            events: Vec::new(),
            reviews: Vec::new(),
        },
        keywords: None,
        exclude: Exclude::default(),
        departments: Vec::new(),
        staffing: Staffing {
            minutes: Minutes { low: 15.0, base: 20.0, high: 30.0 },
            response_share: 1.0,
            week_hours: 40.0,
            shrinkage: 0.30,
            occupancy: 0.85,
            min_people: 1,
            internal_hourly: Some(32.0),
            external_hourly: Some(75.0),
            currency: "EUR".to_owned(),
            response_target_minutes: None,
        },
        coverage_gaps: Vec::new(),
        coverage_silent: Vec::new(),
        exports: Vec::new(),
        defaults: BTreeSet::new(),
    }
}

fn declared(id: &str) -> DeclaredChannel {
    DeclaredChannel {
        id: id.to_owned(),
        name: None,
        category: None,
        match_source: vec![id.to_owned()],
        match_host: Vec::new(),
        minutes: None,
        stance: Some(Stance::Answer),
        department: None,
        culture: None,
    }
}
