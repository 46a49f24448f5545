//! A small server that speaks as much of the S3 protocol as a cache asks for: list (version 2, with pages), get, put where
//! nothing is, delete. One thread, one request for each connection, everything bounded; signatures are not looked at.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// Longest head of a request, and longest body.
const HEAD_BYTES: usize = 64 * 1024;
const BODY_BYTES: usize = 64 * 1024 * 1024;
/// Objects on one page of a listing: few, so that tests turn pages.
const PAGE: usize = 3;
/// How long one connection may take.
const TIME: Duration = Duration::from_secs(10);

/// How the server behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behaviour {
    /// As it should.
    Well,
    /// Refuses everybody, and quotes the request as the real ones do.
    Refuses,
    /// Answers with what is no XML and no object.
    Garbage,
    /// Hands out two thirds of each object.
    Truncates,
}

#[derive(Debug)]
struct State {
    objects: BTreeMap<String, Vec<u8>>,
    requests: Vec<String>,
    behaviour: Behaviour,
    stopped: bool,
}

/// A bucket at an address of this machine; gone when dropped.
#[derive(Debug)]
pub struct Bucket {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
    thread: Option<JoinHandle<()>>,
}

impl Bucket {
    /// Starts an empty one.
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("because this machine has a loopback");
        let address = listener.local_addr().expect("because it is bound");
        let state =
            State { objects: BTreeMap::new(), requests: Vec::new(), behaviour: Behaviour::Well, stopped: false };
        let state = Arc::new(Mutex::new(state));
        let shared = Arc::clone(&state);
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if lock(&shared).stopped {
                    break;
                }
                // A client that goes away in the middle is its own concern.
                serve(stream, &shared).ok();
            }
        });
        Self { address, state, thread: Some(thread) }
    }

    /// Where it listens, as a URL.
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Changes how it behaves from now on.
    pub fn behave(&self, behaviour: Behaviour) {
        lock(&self.state).behaviour = behaviour;
    }

    /// What it holds: keys with the bucket before them.
    pub fn objects(&self) -> BTreeMap<String, Vec<u8>> {
        lock(&self.state).objects.clone()
    }

    /// Puts something there behind everybody's back.
    pub fn plant(&self, key: &str, bytes: &[u8]) {
        lock(&self.state).objects.insert(key.to_owned(), bytes.to_vec());
    }

    /// How many requests of a method there were.
    pub fn requests(&self, method: &str) -> usize {
        lock(&self.state).requests.iter().filter(|request| *request == method).count()
    }
}

impl Drop for Bucket {
    fn drop(&mut self) {
        lock(&self.state).stopped = true;
        // Wakes the thread that waits for the next connection.
        drop(TcpStream::connect(self.address));
        self.thread.take().map(JoinHandle::join);
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Request {
    method: String,
    path: String,
    query: String,
    only_new: bool,
    body: Vec<u8>,
}

fn serve(mut stream: TcpStream, state: &Mutex<State>) -> io::Result<()> {
    stream.set_read_timeout(Some(TIME))?;
    stream.set_write_timeout(Some(TIME))?;
    let request = read(&mut stream)?;
    let (status, body) = {
        let mut state = lock(state);
        state.requests.push(request.method.clone());
        answer(&mut state, &request)
    };
    let date = "Thu, 26 Nov 2026 12:00:00 GMT";
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Length: {}\r\nLast-Modified: {date}\r\nETag: \"0\"\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(&body)
}

fn read(stream: &mut TcpStream) -> io::Result<Request> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 8192];
    let head_end = loop {
        if let Some(at) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break at;
        }
        let got = stream.read(&mut buffer)?;
        if got == 0 || bytes.len() > HEAD_BYTES {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        bytes.extend_from_slice(&buffer[..got]);
    };
    let head = String::from_utf8_lossy(&bytes[..head_end]).into_owned();
    let header = |name: &str| {
        let found = head.lines().filter_map(|line| line.split_once(':'));
        found.filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim().to_owned()).next()
    };
    let length: usize = header("content-length").and_then(|text| text.parse().ok()).unwrap_or(0);
    if length > BODY_BYTES {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let mut body = bytes[head_end + 4..].to_vec();
    while body.len() < length {
        let got = stream.read(&mut buffer)?;
        if got == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        body.extend_from_slice(&buffer[..got]);
    }
    let mut words = head.split_whitespace();
    let method = words.next().unwrap_or_default().to_owned();
    let target = words.next().unwrap_or_default();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let only_new = header("if-none-match").as_deref() == Some("*");
    Ok(Request { method, path: path.trim_start_matches('/').to_owned(), query: query.to_owned(), only_new, body })
}

fn answer(state: &mut State, request: &Request) -> (&'static str, Vec<u8>) {
    match state.behaviour {
        Behaviour::Refuses => {
            let quoted = "<Error><Code>SignatureDoesNotMatch</Code><AWSAccessKeyId>SECRETKEY</AWSAccessKeyId></Error>";
            return ("403 Forbidden", quoted.into());
        }
        Behaviour::Garbage => return ("200 OK", b"<<< \x00\xff this is nothing".to_vec()),
        Behaviour::Well | Behaviour::Truncates => {}
    }
    match request.method.as_str() {
        "GET" if request.query.contains("list-type=2") => ("200 OK", list(state, request).into_bytes()),
        "GET" => match state.objects.get(&request.path) {
            Some(bytes) if state.behaviour == Behaviour::Truncates => ("200 OK", bytes[..bytes.len() * 2 / 3].to_vec()),
            Some(bytes) => ("200 OK", bytes.clone()),
            None => ("404 Not Found", b"<Error><Code>NoSuchKey</Code></Error>".to_vec()),
        },
        "PUT" if request.only_new && state.objects.contains_key(&request.path) => {
            ("412 Precondition Failed", b"<Error><Code>PreconditionFailed</Code></Error>".to_vec())
        }
        "PUT" => {
            state.objects.insert(request.path.clone(), request.body.clone());
            ("200 OK", Vec::new())
        }
        "DELETE" => {
            state.objects.remove(&request.path);
            ("204 No Content", Vec::new())
        }
        _ => ("501 Not Implemented", Vec::new()),
    }
}

/// One page of what starts with the prefix; the token is the key after which to go on.
fn list(state: &State, request: &Request) -> String {
    let argument = |name: &str| {
        let found = request.query.split('&').filter_map(|pair| pair.split_once('='));
        found.filter(|(key, _)| *key == name).map(|(_, value)| value.replace("%2F", "/")).next().unwrap_or_default()
    };
    let bucket = request.path.trim_end_matches('/');
    let (prefix, after) = (argument("prefix"), argument("continuation-token"));
    let keys = state.objects.iter().filter_map(|(key, bytes)| {
        let key = key.strip_prefix(bucket)?.strip_prefix('/')?;
        (key.starts_with(&prefix) && key > after.as_str()).then_some((key, bytes.len()))
    });
    let keys: Vec<(&str, usize)> = keys.collect();
    let mut xml = "<?xml version=\"1.0\"?><ListBucketResult>".to_owned();
    for (key, size) in keys.iter().take(PAGE) {
        let date = "2026-11-26T12:00:00.000Z";
        let _ = write!(
            xml,
            "<Contents><Key>{key}</Key><LastModified>{date}</LastModified><ETag>\"0\"</ETag><Size>{size}</Size></Contents>"
        );
    }
    let is_cut = keys.len() > PAGE;
    let _ = write!(xml, "<IsTruncated>{is_cut}</IsTruncated>");
    if is_cut {
        let _ = write!(xml, "<NextContinuationToken>{}</NextContinuationToken>", keys[PAGE - 1].0);
    }
    xml + "</ListBucketResult>"
}
