//! Names of months and weekdays, whole or abbreviated, in the languages of the tools, and the words that join a date and a time.
//!
//! A word matches a name that begins with it, so that `févr.`, `sept` and `Dez` need no list of their own. An ambiguous word (`jui`) matches
//! no month.

/// For each month its names, separated by blanks.
const MONTHS: [&str; 12] = [
    "january januar jänner janvier enero janeiro januari gennaio stycznia styczeń января \
     январь ocak ιανουαρίου tammikuuta ledna január січня ianuarie gener يناير בינואר มกราคม \
     जनवरी",
    "february februar février fevrier febrero fevereiro febbraio lutego luty февраля февраль \
     şubat φεβρουαρίου helmikuuta února február лютого februarie febrer فبراير בפברואר \
     กุมภาพันธ์ फ़रवरी",
    "march märz maerz mrz mars marzo março maart mrt marca marzec марта март mart marts \
     maret μαρτίου maaliskuuta března március березня martie مارس במרץ มีนาคม मार्च",
    "april avril abril aprile kwietnia kwiecień апреля апрель nisan απριλίου huhtikuuta \
     dubna április квітня aprilie أبريل באפריל เมษายน अप्रैल",
    "may mai mayo maio mei maggio maja мая май mayıs μαΐου μαΐ toukokuuta května május \
     травня maig مايو במאי พฤษภาคม मई",
    "june juni juin junio junho giugno czerwca czerwiec июня июнь haziran ιουνίου kesäkuuta \
     června június червня iunie juny يونيو ביוני มิถุนายน जून",
    "july juli juillet julio julho luglio lipca lipiec июля июль temmuz ιουλίου heinäkuuta \
     července július липня iulie juliol يوليو ביולי กรกฎาคม जुलाई",
    "august août aout agosto augustus augusti sierpnia sierpień августа август ağustos \
     agustus αυγούστου elokuuta srpna augusztus серпня agost أغسطس באוגוסט สิงหาคม अगस्त",
    "september septembre septiembre setiembre setembro settembre września wrzesień сентября \
     сентябрь eylül σεπτεμβρίου syyskuuta září szeptember вересня septembrie setembre سبتمبر \
     בספטמבר กันยายน सितंबर",
    "october oktober octobre octubre outubro ottobre października październik октября \
     октябрь ekim οκτωβρίου lokakuuta října október жовтня octombrie أكتوبر באוקטובר ตุลาคม \
     अक्टूबर",
    "november novembre noviembre novembro listopada listopad ноября ноябрь kasım nopember \
     νοεμβρίου marraskuuta listopadu листопада noiembrie نوفمبر בנובמבר พฤศจิกายน नवंबर",
    "december dezember décembre decembre diciembre dezembro dicembre grudnia grudzień \
     декабря декабрь aralık desember δεκεμβρίου joulukuuta prosince грудня decembrie \
     desembre ديسمبر בדצמבר ธันวาคม दिसंबर",
];

/// The names of weekdays, separated by blanks.
const WEEKDAYS: &str = "monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch \
    donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche \
    lunes martes miércoles jueves viernes sábado domingo segunda terça quarta quinta sexta \
    feira sabado lunedì martedì mercoledì giovedì venerdì sabato domenica maandag dinsdag \
    woensdag donderdag vrijdag zaterdag zondag måndag tisdag onsdag torsdag fredag lördag \
    söndag poniedziałek wtorek środa czwartek piątek sobota niedziela понедельник вторник \
    среда четверг пятница суббота воскресенье pazartesi salı çarşamba perşembe cuma \
    cumartesi pazar senin selasa rabu kamis jumat sabtu minggu";

/// Weekdays in Chinese, Japanese and Korean: `(月)`.
const SIGNS: [char; 14] =
    ['月', '火', '水', '木', '金', '土', '日', '월', '화', '수', '목', '금', '토', '일'];

const JOINING: [&str; 30] = [
    "at", "on", "of", "the", "um", "uhr", "den", "à", "le", "h", "a", "las", "la", "el", "de",
    "del", "às", "as", "alle", "ore", "om", "uur", "kl", "г", "года", "в", "dnia", "pukul", "saat",
    "klo",
];

/// The month, from 1, whose name begins with a word of at least three letters, or is this word of no Latin letters; a final dot and the Catalan
/// `d’` are ignored.
pub(super) fn month(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.');
    let word = word.strip_prefix("d\u{2019}").or(word.strip_prefix("d'")).unwrap_or(word);
    if word.chars().count() < 3 {
        let is_whole = |names: &str| !word.is_ascii() && names.split(' ').any(|name| name == word);
        return (1..).zip(MONTHS).find(|(_, names)| is_whole(names)).map(|(month, _)| month);
    }
    let mut fitting =
        (1..).zip(MONTHS).filter(|(_, names)| names.split(' ').any(|name| begins(name, word)));
    let (month, _) = fitting.next()?;
    fitting.next().is_none().then_some(month)
}

/// Whether the name of a weekday begins with a word of at least two letters.
pub(super) fn is_weekday(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    let is_sign = word.chars().count() == 1 && word.starts_with(SIGNS);
    is_sign || word.chars().count() >= 2 && WEEKDAYS.split(' ').any(|name| begins(name, word))
}

/// Whether a word only joins date and time.
pub(super) fn is_joining(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    JOINING.iter().any(|name| name.len() == word.len() && begins(name, word))
}

/// Whether a word may follow a time as its unit: `15:03 Uhr`, `14:05 г.`
pub(super) fn is_unit(word: &str) -> bool {
    let word = word.trim_end_matches('.').to_lowercase();
    ["uhr", "uur", "h", "г", "года"].contains(&word.as_str())
}

/// Whether a joining word also means the morning: `8:45 a`, and `de.` in Hungarian.
pub(super) fn may_be_morning(word: &str) -> bool {
    let word = word.trim_end_matches('.').to_lowercase();
    ["a", "as", "de"].contains(&word.as_str())
}

/// `mar` and `mart` are March, or Tuesday in French, Spanish and Italian, which the other words of the date decide.
pub(super) fn may_be_tuesday(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    ["mar", "mart"].iter().any(|name| word.eq_ignore_ascii_case(name))
}

fn begins(name: &str, word: &str) -> bool {
    let mut letters = name.chars();
    word.chars().flat_map(char::to_lowercase).all(|letter| letters.next() == Some(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beginning_of_a_name_is_enough() {
        for (word, expected) in [
            ("Feb", Some(2)),
            ("févr.", Some(2)),
            ("MÄR", Some(3)),
            ("mei", Some(5)),
            ("mag", Some(5)),
            ("sept.", Some(9)),
            ("Out", Some(10)),
            ("ott", Some(10)),
            ("dic.", Some(12)),
            ("jui", None),
            ("ma", None),
            ("Marketing", None),
            ("", None),
        ] {
            assert_eq!(month(word), expected, "{word}");
        }
        assert!(is_weekday("Di") && is_weekday("sáb.") && is_weekday("VEN") && !is_weekday("EST"));
        assert!(is_joining("Uhr") && is_joining("À") && !is_joining("hr"));
    }
}
