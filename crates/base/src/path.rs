//! A path inside a repository: bytes with `/` between segments, not always UTF-8.

use bstr::{BStr, BString, ByteSlice};
use std::fmt;

/// A path inside a repository, from its root, `/` between segments, in the bytes that git stores.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize, serde::Deserialize)]
pub struct RepoPath(BString);

impl RepoPath {
    /// Wraps the bytes of a path as git stores them.
    pub fn new(bytes: impl Into<BString>) -> Self {
        Self(bytes.into())
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_slice()
    }

    /// The bytes, as a byte string.
    pub fn as_bstr(&self) -> &BStr {
        self.0.as_bstr()
    }

    /// The path as text when it is UTF-8; `None` means that outputs must carry the bytes as well.
    pub fn as_utf8(&self) -> Option<&str> {
        self.0.to_str().ok()
    }

    /// The last segment.
    pub fn file_name(&self) -> &BStr {
        self.0.rsplit_str("/").next().unwrap_or_default().as_bstr()
    }

    /// All but the last segment, without the last `/`; empty at the root.
    pub fn parent(&self) -> &BStr {
        self.0.rfind_byte(b'/').map_or(b"".as_bstr(), |at| self.0[..at].as_bstr())
    }

    /// What follows the last dot of the file name, lower-cased; empty when there is none or the name starts with it.
    pub fn extension(&self) -> String {
        let name = self.file_name();
        match name.rfind_byte(b'.') {
            Some(at) if at > 0 => name[at + 1..].to_str_lossy().to_ascii_lowercase(),
            _ => String::new(),
        }
    }

    /// True when this path is `folder` or lies below it; the empty folder holds everything.
    pub fn is_in(&self, folder: &[u8]) -> bool {
        folder.is_empty() || self.0.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest[0] == b'/')
    }
}

impl From<&str> for RepoPath {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl fmt::Display for RepoPath {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.0.as_bstr())
    }
}

impl fmt::Debug for RepoPath {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:?}", self.0.as_bstr())
    }
}

#[cfg(test)]
mod tests {
    use super::RepoPath;

    #[test]
    fn parts_of_a_path() {
        for (path, parent, name, extension) in [
            ("src/a/B.Java", "src/a", "B.Java", "java"),
            ("Makefile", "", "Makefile", ""),
            (".gitignore", "", ".gitignore", ""),
            ("a/b.tar.gz", "a", "b.tar.gz", "gz"),
        ] {
            let path = RepoPath::from(path);
            assert_eq!(path.parent(), parent);
            assert_eq!(path.file_name(), name);
            assert_eq!(path.extension(), extension);
        }
    }

    #[test]
    fn a_folder_does_not_hold_its_namesakes() {
        assert!(RepoPath::from("src/a.rs").is_in(b"src"));
        assert!(!RepoPath::from("src2/a.rs").is_in(b"src"));
        assert!(RepoPath::from("a.rs").is_in(b""));
    }
}
