//! Copies a pipe to an unnamed temporary file, so that it can be read several times. The file is removed when the process ends.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// The bytes of a pipe; every clone reads for itself.
#[derive(Debug, Clone)]
pub struct Spool {
    file: Arc<Mutex<File>>,
    at: u64,
}

impl Spool {
    /// Reads a pipe until its last writer closes it, and says how many bytes came.
    ///
    /// # Errors
    ///
    /// The pipe cannot be read, or the folder for temporary files has no room for it.
    pub(super) fn of(pipe: &Path) -> io::Result<(Self, u64)> {
        let mut file = tempfile::tempfile()?;
        let bytes = io::copy(&mut File::open(pipe)?, &mut file)?;
        Ok((Self { file: Arc::new(Mutex::new(file)), at: 0 }, bytes))
    }

    /// The bytes from this place on.
    pub(super) fn from(&self, at: u64) -> Self {
        Self { file: Arc::clone(&self.file), at }
    }
}

impl Read for Spool {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        // All readers share one place in the file.
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.at))?;
        let count = file.read(room)?;
        self.at += count as u64;
        Ok(count)
    }
}
