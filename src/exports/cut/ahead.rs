//! Looking ahead: what the rows at the head of a file are like, and whether records begin at a place.

use std::io::{self, Read};

use super::{RecordReader, SAMPLE, cells};
use crate::exports::kinds::Kinds;
use crate::exports::mend::Shape;

impl<R: Read> RecordReader<R> {
    /// Whether the next records are as they should be, so many of them or all that there are.
    pub(in crate::exports) fn splits_cleanly(&mut self, records: usize) -> io::Result<bool> {
        for record in 0..records {
            self.pass_blanks(Some(0))?;
            let Some(cut) = self.cut()? else { return Ok(record > 0) };
            if !self.is_good(&cut) {
                return Ok(false);
            }
            self.start = cut.end;
        }
        Ok(true)
    }

    /// From here on records have the cells of this header: what differs is mended. Looks ahead to learn what the columns are made of.
    pub(in crate::exports) fn expect(&mut self, header: &[String]) -> io::Result<()> {
        let width = header.len();
        self.know_header(header);
        let shape = |kinds| Shape { delimiter: self.delimiter, width, shortest: width, kinds };
        self.shape = Some(shape(Kinds::default()));
        let (first, line, joined) = (self.start, self.line, self.joined);
        let mut sample: Vec<Vec<Vec<u8>>> = Vec::new();
        loop {
            self.pass_blanks(Some(first))?;
            if self.start - first >= SAMPLE {
                break;
            }
            let Some(cut) = self.cut()? else { break };
            if cut.has_valid_quotes {
                let cells = cells(&self.cells, &self.ends[..cut.width]).map(<[u8]>::to_vec);
                sample.push(cells.collect());
            }
            self.start = cut.end;
        }
        (self.start, self.line, self.joined) = (first, line, joined);
        self.reset();
        self.shape = Some(Shape::learnt(self.delimiter, &self.header, &sample));
        Ok(())
    }
}
