//! A server for https that shows a certificate which nobody knows. It needs no cryptography: in TLS 1.2 the certificate
//! travels in the open, before anything that would have to be signed or encrypted, and a client that looks goes away there.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

/// Signed by itself for 127.0.0.1, for a hundred years.
const CERTIFICATE: &str = "\
    3082018a30820130a0030201020214450524d8337e578ddd23895d0d8df420be1dd105300a06082a8648ce3d0403023011310f300d0603550403\
    0c066e6f626f64793020170d3236313132373030323735375a180f32313236313130333030323735375a3011310f300d06035504030c066e6f62\
    6f64793059301306072a8648ce3d020106082a8648ce3d0301070342000421d2ed20ddf6584d146ad0d3e8baa50601d8402790994a7478cfce0d\
    f07709ba405c9432153640d5a6bc654c7b6ba9ad13d20c141921e18fc77b570abf23ebeea3643062301d0603551d0e04160414a7f57816c4b4c3\
    86ca8f96dad15ac7120e6aee64301f0603551d23041830168014a7f57816c4b4c386ca8f96dad15ac7120e6aee64300f0603551d130101ff0405\
    30030101ff300f0603551d110408300687047f000001300a06082a8648ce3d0403020348003045022100a14e69457d05b5ba4b2889f22c1f2921\
    698f12aa24ac02cb2c497af11267e9c402206dd6cdf1a8dad520149c59190d7e6dd9495d212dd7a7b89d16ebc051eceb5495";
/// How long one connection may take.
const TIME: Duration = Duration::from_secs(10);

/// The server; gone when dropped.
#[derive(Debug)]
pub struct Stranger {
    address: SocketAddr,
    stopped: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Stranger {
    /// Starts one on this machine.
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("because this machine has a loopback");
        let address = listener.local_addr().expect("because it is bound");
        let stopped = Arc::new(AtomicBool::new(false));
        let shared = Arc::clone(&stopped);
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if shared.load(Ordering::Relaxed) {
                    break;
                }
                // The client is meant to go away.
                show(stream).ok();
            }
        });
        Self { address, stopped, thread: Some(thread) }
    }

    /// Where it listens, as a URL.
    pub fn endpoint(&self) -> String {
        format!("https://{}", self.address)
    }
}

impl Drop for Stranger {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::Relaxed);
        // Wakes the thread that waits for the next connection.
        drop(TcpStream::connect(self.address));
        self.thread.take().map(JoinHandle::join);
    }
}

/// Hears the client's hello, shows the certificate and waits for the client to hang up.
fn show(mut stream: TcpStream) -> std::io::Result<()> {
    stream.set_read_timeout(Some(TIME))?;
    let mut hello = [0; 8192];
    if stream.read(&mut hello)? > 0 {
        stream.write_all(&flight())?;
        while stream.read(&mut hello)? > 0 {}
    }
    Ok(())
}

/// What a server says first: hello, certificate, key exchange, done.
fn flight() -> Vec<u8> {
    let certificate: Vec<u8> = (0..CERTIFICATE.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&CERTIFICATE[at..at + 2], 16).expect("because it is written in hexadecimal"))
        .collect();
    // Version 1.2, a random number, no session, ECDHE with ECDSA and AES-128-GCM, no compression.
    let hello = [&[3, 3][..], &[7; 32], &[0, 0xc0, 0x2b, 0]].concat();
    let list = sized(&certificate);
    // The curve X25519 with a key, and a signature that nobody gets to look at.
    let exchange = [&[3, 0, 0x1d, 32][..], &[9; 32], &[4, 3, 0, 8], &[5; 8]].concat();
    let parts = [(2, hello), (11, sized(&list)), (12, exchange), (14, Vec::new())];
    let messages: Vec<u8> = parts.iter().flat_map(|(kind, body)| [vec![*kind], sized(body)].concat()).collect();
    let length = u16::try_from(messages.len()).expect("because a certificate is small");
    [&[22, 3, 3][..], &length.to_be_bytes(), &messages].concat()
}

/// With its length before it, in three bytes.
fn sized(bytes: &[u8]) -> Vec<u8> {
    let length = u32::try_from(bytes.len()).expect("because a certificate is small").to_be_bytes();
    [&length[1..], bytes].concat()
}
