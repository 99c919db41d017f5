//! Reads the stage of handling of a mention (docs/method.md, Handling), and decides by its values whether a column named `status` holds stages: others of this
//! name hold the state of a download, of a review or of an account.

use super::columns::Columns;
use super::sample::Sample;
use crate::brief::{ExportValues, Stage};
use crate::exports::ExportTable;
use crate::exports::format::Field;
use crate::note::Note;

/// The words of tools, folded by [`stated`]. Brandwatch: open, pending, closed (developers.brandwatch.com, Editing Mentions). Zendesk: new, open, pending, hold,
/// solved, closed (developer.zendesk.com, Custom Ticket Statuses). Freshdesk: open, pending, resolved, closed (developers.freshdesk.com, Tickets). Front: open, waiting,
/// resolved (dev.frontapp.com, Ticket Status). Gladly: open, closed (help.gladly.com, Conversation Export). Intercom: submitted, in progress, waiting on customer,
/// resolved (developers.intercom.com, Ticket State). The others, and those of other languages, are assumed.
const WORDS: [(Stage, &[&str]); 5] = [
    (
        Stage::Open,
        &[
            "open",
            "opened",
            "reopened",
            "new",
            "unanswered",
            "unresolved",
            "pending",
            "hold",
            "on hold",
            "waiting",
            "waiting on customer",
            "submitted",
            "in progress",
            "assigned",
            "unassigned",
            "snoozed",
            "offen",
            "neu",
            "in bearbeitung",
            "wartend",
            "unbeantwortet",
            "nieuw",
            "in behandeling",
            "onbeantwoord",
            "ouvert",
            "ouverte",
            "nouveau",
            "nouvelle",
            "en attente",
            "en cours",
            "sans réponse",
            "abierto",
            "abierta",
            "nuevo",
            "nueva",
            "pendiente",
            "en curso",
            "sin respuesta",
            "aberto",
            "aberta",
            "novo",
            "nova",
            "pendente",
            "em andamento",
            "sem resposta",
        ],
    ),
    (
        Stage::Answered,
        &[
            "answered",
            "replied",
            "responded",
            "beantwortet",
            "beantwoord",
            "répondu",
            "répondue",
            "respondido",
            "respondida",
            "contestado",
            "contestada",
        ],
    ),
    (
        Stage::Offline,
        &[
            "offline",
            "taken offline",
            "moved offline",
            "moved to private",
            "private message",
            "direct message",
            "moved to dm",
            "hors ligne",
            "message privé",
            "privatnachricht",
            "privébericht",
            "mensaje privado",
            "mensagem privada",
        ],
    ),
    (
        Stage::Closed,
        &[
            "closed",
            "resolved",
            "solved",
            "done",
            "completed",
            "geschlossen",
            "erledigt",
            "gelöst",
            "abgeschlossen",
            "gesloten",
            "opgelost",
            "afgerond",
            "fermé",
            "fermée",
            "clos",
            "close",
            "résolu",
            "résolue",
            "terminé",
            "terminée",
            "cerrado",
            "cerrada",
            "resuelto",
            "resuelta",
            "fechado",
            "fechada",
            "resolvido",
            "resolvida",
            "concluído",
            "concluída",
        ],
    ),
    (
        Stage::Hidden,
        &[
            "hidden",
            "ausgeblendet",
            "verborgen",
            "masqué",
            "masquée",
            "oculto",
            "oculta",
            "ocultado",
            "ocultada",
        ],
    ),
];

/// The stage that a word of an export means; `None`: it is not a known one.
pub(super) fn stated(word: &str) -> Option<Stage> {
    let word = word.trim().to_lowercase().replace(['_', '-'], " ");
    WORDS.into_iter().find(|(_, words)| words.contains(&word.as_str())).map(|(stage, _)| stage)
}

/// Drops columns named like a stage of which more than one filled cell in ten is no known word, and notes that.
pub(super) fn settle_stages(
    sample: &Sample,
    table: &ExportTable,
    columns: &mut Columns,
    values: &ExportValues,
    notes: &mut Vec<Note>,
) {
    let is_known = |value: &&String| values.stage(value).or_else(|| stated(value)).is_some();
    columns.retain(Field::Status, |places| {
        let cells = sample.values(Field::Status, places);
        let filled = cells.iter().flatten().count();
        let known = cells.iter().flatten().filter(is_known).count();
        let is_read = known * 10 >= filled * 9;
        if !is_read {
            notes.push(Note::StatusNotRead { column: table.name_of(places) });
        }
        is_read
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_tools_are_stages_and_others_are_not() {
        for (word, stage) in [
            (" On-Hold ", Stage::Open),
            ("in_progress", Stage::Open),
            ("REPLIED", Stage::Answered),
            ("Taken offline", Stage::Offline),
            ("Solved", Stage::Closed),
            ("Gelöst", Stage::Closed),
            ("Ausgeblendet", Stage::Hidden),
        ] {
            assert_eq!(stated(word), Some(stage), "{word}");
        }
        for word in ["", "ok", "200", "published", "private", "owned", "active", "open it"] {
            assert_eq!(stated(word), None, "{word}");
        }
    }

    #[test]
    fn a_word_has_one_stage() {
        let mut words: Vec<&str> = WORDS.iter().flat_map(|(_, words)| *words).copied().collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all);
        assert!(
            words.iter().all(|word| !word.contains(['_', '-']) && word.to_lowercase() == *word)
        );
    }
}
