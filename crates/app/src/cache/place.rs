//! `--cache-url`: which place it names, and opening it. A URL is never printed: people put passwords into them.

use crate::Error;
use quarterdeck_cache::{FolderRemote, Remote};
use std::io;
use std::path::PathBuf;

/// A place that machines share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// A folder that several machines see.
    Folder(PathBuf),
    /// A bucket that speaks the S3 protocol.
    Bucket { bucket: String, prefix: String },
}

impl Place {
    /// Reads `s3://bucket/prefix` or `file:///path`.
    pub(crate) fn parse(url: &str) -> Result<Self, Error> {
        let refuse = |what: &str| Err(Error::usage(format!("--cache-url: {what}")));
        if let Some(path) = url.strip_prefix("file://") {
            let path = PathBuf::from(path);
            return if path.is_absolute() {
                Ok(Self::Folder(path))
            } else {
                refuse("write a folder with three slashes, as file:///srv/quarterdeck")
            };
        }
        let Some(rest) = url.strip_prefix("s3://") else {
            return refuse("s3://bucket/prefix or file:///path is wanted");
        };
        let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        let is_bucket = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(&byte);
        if !(3..=63).contains(&bucket.len()) || !bucket.bytes().all(is_bucket) {
            let what = "the bucket of s3://bucket/prefix has 3 to 63 lower-case letters, digits, - and dots; credentials and \
                        the endpoint come from the environment (AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL)";
            return refuse(what);
        }
        let is_part = |part: &str| {
            let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
            !part.is_empty() && part != "." && part != ".." && part.bytes().all(is_plain)
        };
        let prefix = prefix.trim_end_matches('/');
        if !prefix.is_empty() && !prefix.split('/').all(is_part) {
            return refuse(
                "the prefix of s3://bucket/prefix takes letters, digits, dots, - and _ between single slashes",
            );
        }
        if !cfg!(feature = "shared-cache") {
            return refuse(
                "this program was built without a network client. Build it with `cargo build --release --features \
                 shared-cache`, or name a folder that the machines share: file:///path",
            );
        }
        Ok(Self::Bucket { bucket: bucket.to_owned(), prefix: prefix.to_owned() })
    }

    /// One namespace of it. Nothing is asked yet.
    pub(crate) fn open(&self, namespace: &str) -> io::Result<Box<dyn Remote>> {
        match self {
            Self::Folder(path) => Ok(Box::new(FolderRemote::new(path, namespace))),
            #[cfg(feature = "shared-cache")]
            Self::Bucket { bucket, prefix } => {
                Ok(Box::new(quarterdeck_cache::S3Remote::new(bucket, prefix, namespace)?))
            }
            #[cfg(not(feature = "shared-cache"))]
            Self::Bucket { bucket: _, prefix: _ } => Err(io::ErrorKind::Unsupported.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn urls_are_read_or_refused_without_being_told() {
        let bucket = |bucket: &str, prefix: &str| Place::Bucket { bucket: bucket.into(), prefix: prefix.into() };
        let with_network = [
            ("s3://acme-cache", bucket("acme-cache", "")),
            ("s3://acme-cache/", bucket("acme-cache", "")),
            ("s3://acme.cache/audits/2026/", bucket("acme.cache", "audits/2026")),
        ];
        for (url, place) in with_network {
            match Place::parse(url) {
                Ok(read) => assert!(cfg!(feature = "shared-cache") && read == place, "{url}"),
                Err(error) => {
                    assert!(
                        !cfg!(feature = "shared-cache") && error.to_string().contains("--features"),
                        "{url}: {error}"
                    );
                }
            }
        }
        assert_eq!(Place::parse("file:///srv/a b").unwrap(), Place::Folder("/srv/a b".into()));
        for url in [
            "",
            "/srv/secret",
            "http://secret",
            "file://secret/x",
            "file:secret",
            "S3://secret",
            "s3://",
            "s3://ab",
            "s3://key:secret@bucket/x",
            "s3://secret/../x",
            "s3://secret//x",
            "s3://secret/a?b=c",
            "s3://Secret",
        ] {
            let error = Place::parse(url).unwrap_err().to_string();
            assert!(error.starts_with("--cache-url: ") && !error.to_lowercase().contains("secret"), "{url}: {error}");
        }
    }
}
