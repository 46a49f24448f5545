//! What can go wrong, by who can put it right.

use std::fmt;

/// Who can put it right; each kind has its exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// The command line or the configuration is wrong.
    Usage,
    /// The input cannot be read.
    Input,
    /// The output cannot be written.
    Output,
    /// We are wrong.
    Internal,
}

impl ErrorKind {
    /// The exit code of the command line.
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Usage => 2,
            Self::Input => 3,
            Self::Output => 4,
            Self::Internal => 70,
        }
    }
}

/// One sentence for the person who meets it: what, where, what to do.
#[derive(Debug)]
pub struct Error {
    /// Who can put it right.
    pub kind: ErrorKind,
    message: String,
}

impl Error {
    pub(crate) fn usage(message: impl fmt::Display) -> Self {
        Self { kind: ErrorKind::Usage, message: message.to_string() }
    }

    pub(crate) fn input(message: impl fmt::Display) -> Self {
        Self { kind: ErrorKind::Input, message: message.to_string() }
    }

    pub(crate) fn output(message: impl fmt::Display) -> Self {
        Self { kind: ErrorKind::Output, message: message.to_string() }
    }

    /// Standard output took no more: a full disk, say.
    pub fn printing(error: &std::io::Error) -> Self {
        Self::output(format!("standard output could not be written: {error}."))
    }

    pub(crate) fn internal(message: impl fmt::Display) -> Self {
        Self { kind: ErrorKind::Internal, message: message.to_string() }
    }
}

/// The command line is wrong in a way that only a surface can see.
pub fn usage_error(message: impl fmt::Display) -> Error {
    Error::usage(message)
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
