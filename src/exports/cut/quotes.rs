//! Checks the quotes of a record over several lines, to distinguish a text with line breaks from a quote that was never closed.

/// Whether the quotes of a record are as the rules want them: a cell that begins with a quote ends with one, before a delimiter or the end.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub(super) enum Quotes {
    /// At the start of a cell.
    #[default]
    Start,
    /// In a cell without quotes.
    Bare,
    /// In a quoted cell.
    Open,
    /// Behind a quote in a quoted cell.
    Closing,
    /// Text behind the closing quote.
    Broken,
}

impl Quotes {
    /// Looks at the next bytes of the record.
    pub(super) fn pass(&mut self, mut text: &[u8], delimiter: u8) {
        while let [byte, rest @ ..] = text {
            text = rest;
            *self = match (*self, *byte) {
                (Self::Broken, _) => return,
                (Self::Start | Self::Closing, b'"') => {
                    // Nearly all of a cell is passed over at once.
                    text =
                        &text[text.iter().position(|byte| *byte == b'"').unwrap_or(text.len())..];
                    Self::Open
                }
                (Self::Open, b'"') => Self::Closing,
                (Self::Open, _) => Self::Open,
                (_, byte) if byte == delimiter || byte == b'\r' || byte == b'\n' => Self::Start,
                (Self::Closing, _) => Self::Broken,
                _ => Self::Bare,
            };
        }
    }
}
