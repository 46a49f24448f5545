//! A bucket that speaks the S3 protocol as a shared store. The only module that knows a network.
//!
//! Credentials come from the environment as other S3 clients read them and are never printed: faults are told in words
//! of our own, because what a server answers may quote the request.

use crate::folder::{FORMAT_FOLDER, namespace_name};
use crate::remote::{Object, Objects, Remote, too_large};
use object_store::aws::{AmazonS3, AmazonS3Builder, AmazonS3ConfigKey};
use object_store::list::{PaginatedListOptions, PaginatedListStore};
use object_store::path::Path;
use object_store::{ClientConfigKey, Error, ObjectStore, ObjectStoreExt, PutMode, PutOptions, PutPayload, RetryConfig};
use std::fmt;
use std::fs::File;
use std::io::{self, ErrorKind, Write as _};
use std::time::{Duration, Instant};
use tokio::runtime::{Builder, Runtime};

/// Time for a connection, for the next bytes of an answer, and for one try of a request with its whole answer.
const CONNECT_TIME: &str = "5 seconds";
const READ_TIME: &str = "10 seconds";
const REQUEST_TIME: &str = "300 seconds";
/// How often a request is made again, and until when: a store that takes connections and says nothing costs two waits.
const RETRIES: usize = 2;
const RETRY_TIME: Duration = Duration::from_secs(10);
/// Time for one listing with all its pages, and for one object there or back, whatever trickles in and is tried again.
const LISTING_TIME: Duration = Duration::from_secs(60);
const OBJECT_TIME: Duration = Duration::from_secs(300);
/// Ways to say who asks; without one of them the client would look for the metadata service of a cloud machine.
const CREDENTIALS: [&str; 5] = [
    "AWS_ACCESS_KEY_ID",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_SKIP_SIGNATURE",
];

/// One namespace of a bucket.
pub struct S3Remote {
    store: AmazonS3,
    /// None only while it is dropped.
    runtime: Option<Runtime>,
    bucket: String,
    /// Of every object, with the slash at its end.
    prefix: String,
}

impl fmt::Debug for S3Remote {
    /// Nothing of how it is reached.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("S3Remote").field("bucket", &self.bucket).field("prefix", &self.prefix).finish_non_exhaustive()
    }
}

impl S3Remote {
    /// A namespace below a prefix of a bucket. Nothing is asked yet.
    pub fn new(bucket: &str, prefix: &str, namespace: &str) -> io::Result<Self> {
        if !CREDENTIALS.iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty())) {
            let what = "it has no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";
            return Err(io::Error::new(ErrorKind::PermissionDenied, what));
        }
        let client = AmazonS3ConfigKey::Client;
        let retry = RetryConfig { max_retries: RETRIES, retry_timeout: RETRY_TIME, ..RetryConfig::default() };
        let store = AmazonS3Builder::from_env()
            .with_bucket_name(bucket)
            .with_config(client(ClientConfigKey::ConnectTimeout), CONNECT_TIME)
            .with_config(client(ClientConfigKey::ReadTimeout), READ_TIME)
            .with_config(client(ClientConfigKey::Timeout), REQUEST_TIME)
            .with_retry(retry)
            // One at a time is all that is asked, and every store that speaks the protocol can do that.
            .with_disable_bulk_delete(true)
            .build()
            .map_err(|error| fault(&error))?;
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let parts = [prefix.trim_matches('/'), &namespace_name(namespace), FORMAT_FOLDER];
        let prefix = parts.iter().filter(|part| !part.is_empty()).map(|part| format!("{part}/")).collect();
        Ok(Self { store, runtime: Some(runtime), bucket: bucket.to_owned(), prefix })
    }

    fn wait<T>(&self, time: Duration, work: impl Future<Output = object_store::Result<T>>) -> io::Result<T> {
        let runtime = self.runtime.as_ref().expect("because it is taken by drop only");
        let late = || io::Error::new(ErrorKind::TimedOut, "it took too long to answer");
        let answer = runtime.block_on(async { tokio::time::timeout(time, work).await });
        answer.map_err(|_| late())?.map_err(|error| fault(&error))
    }

    fn path(&self, name: &str) -> Path {
        Path::from(format!("{}{name}", self.prefix))
    }
}

impl Drop for S3Remote {
    fn drop(&mut self) {
        // A look-up of a name that hangs in the system's resolver is not waited for.
        self.runtime.take().into_iter().for_each(Runtime::shutdown_background);
    }
}

impl Remote for S3Remote {
    fn identity(&self) -> String {
        let endpoint = std::env::var("AWS_ENDPOINT_URL").or_else(|_| std::env::var("AWS_ENDPOINT")).unwrap_or_default();
        format!("s3:{endpoint} {} {}", self.bucket, self.prefix)
    }

    fn list(&self, most: usize) -> io::Result<Objects> {
        let mut found = Objects::default();
        let mut token = None;
        let begin = Instant::now();
        loop {
            let options = PaginatedListOptions {
                delimiter: Some("/".into()),
                page_token: token.take(),
                ..PaginatedListOptions::default()
            };
            let page = self.wait(
                LISTING_TIME.saturating_sub(begin.elapsed()),
                self.store.list_paginated(Some(&self.prefix), options),
            )?;
            for object in page.result.objects {
                let name = object.location.as_ref().strip_prefix(&self.prefix).unwrap_or_default().to_owned();
                found.take(Object { modified: object.last_modified.into(), name, bytes: object.size }, most);
            }
            token = page.page_token;
            // A store that never ends its list is left after so many pages' worth of objects that are none of ours.
            if found.cut || token.is_none() || found.foreign > most as u64 {
                found.cut |= token.is_some();
                found.objects.sort();
                return Ok(found);
            }
        }
    }

    fn get(&self, name: &str, most_bytes: u64, into: &mut File) -> io::Result<()> {
        let path = self.path(name);
        let bytes = self.wait(OBJECT_TIME, async {
            let answer = self.store.get(&path).await?;
            if answer.meta.size > most_bytes { Ok(None) } else { answer.bytes().await.map(Some) }
        })?;
        into.write_all(&bytes.ok_or_else(too_large)?)
    }

    fn put_new(&self, name: &str, bytes: Vec<u8>) -> io::Result<bool> {
        let path = self.path(name);
        let put = async {
            let payload = PutPayload::from(bytes);
            let options = PutOptions::from(PutMode::Create);
            match self.store.put_opts(&path, payload.clone(), options).await {
                Ok(_) => Ok(true),
                Err(Error::AlreadyExists { .. } | Error::Precondition { .. }) => Ok(false),
                // A store without conditional writes: the name is a hash of what is written, so writing twice does no harm.
                Err(Error::NotImplemented { .. } | Error::NotSupported { .. }) => {
                    self.store.put(&path, payload).await.map(|_| true)
                }
                Err(error) => Err(error),
            }
        };
        self.wait(OBJECT_TIME, put)
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        let path = self.path(name);
        match self.wait(OBJECT_TIME, self.store.delete(&path)) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            other => other,
        }
    }
}

/// In words of our own.
fn fault(error: &Error) -> io::Error {
    let refused = (ErrorKind::PermissionDenied, "it refused the credentials, or what they ask");
    let missing = (ErrorKind::NotFound, "no such bucket or object");
    let (kind, what) = match error {
        Error::NotFound { .. } => missing,
        Error::PermissionDenied { .. } | Error::Unauthenticated { .. } => refused,
        Error::InvalidPath { .. } => (ErrorKind::InvalidInput, "it holds a name that is no path"),
        // A listing keeps its status in words only.
        other => match other.to_string().split_once(" status code: ").and_then(|(_, text)| text.get(..3)) {
            Some("401" | "403") => refused,
            Some("404") => missing,
            _ if is_about_certificates(error) => {
                (ErrorKind::Other, "its certificate is not one that this machine trusts")
            }
            _ => (ErrorKind::Other, "it could not be reached, or what it answered was not understood"),
        },
    };
    io::Error::new(kind, what)
}

/// The client hands faults of the encryption on as text alone, at the bottom of a chain.
fn is_about_certificates(error: &Error) -> bool {
    let chain = std::iter::successors(Some(error as &dyn std::error::Error), |cause| cause.source());
    chain.into_iter().any(|cause| cause.to_string().contains("invalid peer certificate"))
}
