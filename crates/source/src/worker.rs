//! The parser in a process of its own. Apart because a grammar is C code: when it hangs or dies, only the child does.

use crate::admit::admit;
use crate::{CodeFacts, Parser, Refused, parse, supports};
use quarterdeck_base::bound;
use std::io::{self, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

/// Largest frame that is read: a file at its bound, and room for what was found in it.
const FRAME_BYTES: u64 = 64 * 1024 * 1024;

/// One file to parse as a frame: the length of the language's name in one byte, the name, the bytes. By hand, because a
/// general form takes bytes one by one.
fn request(language: &str, bytes: &[u8]) -> Vec<u8> {
    let name = language.as_bytes();
    let length = u8::try_from(name.len()).unwrap_or(0);
    [&[length], &name[..usize::from(length)], bytes].concat()
}

/// The language and the bytes of a request; `None` when it is none.
fn asked(frame: &[u8]) -> Option<(&str, &[u8])> {
    let (length, rest) = frame.split_first()?;
    let (name, bytes) = rest.split_at_checked(usize::from(*length))?;
    Some((std::str::from_utf8(name).ok()?, bytes))
}

/// Answers requests until the input ends: the whole life of a parser process. Lowers its own memory bound first.
///
/// # Errors
/// When the pipe breaks or a frame cannot be read.
pub fn serve(mut input: impl Read, mut output: impl Write) -> io::Result<()> {
    limit_memory();
    while let Some(frame) = read_frame(&mut input)? {
        let (language, bytes) = asked(&frame).ok_or_else(|| io::Error::other("a frame that is no request"))?;
        write_frame(&mut output, &postcard::to_stdvec(&parse(language, bytes)).map_err(io::Error::other)?)?;
    }
    Ok(())
}

/// Best effort: a platform without this bound still has the watchdog.
fn limit_memory() {
    #[cfg(unix)]
    {
        let bytes = bound::PARSER_MEMORY_BYTES;
        let hard = rlimit::Resource::AS.get().map_or(bytes, |(_, hard)| hard.min(bytes));
        let _ = rlimit::Resource::AS.set(hard.min(bytes), hard);
    }
}

/// One frame: its length as four bytes, least first, then a request or an answer in postcard. `None` at the end of the input.
fn read_frame(input: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 4];
    match input.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let length = u64::from(u32::from_le_bytes(length));
    if length > FRAME_BYTES {
        return Err(io::Error::other("frame beyond its bound"));
    }
    let mut frame = Vec::new();
    input.take(length).read_to_end(&mut frame)?;
    if (frame.len() as u64) < length { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(Some(frame)) }
}

fn write_frame(output: &mut impl Write, frame: &[u8]) -> io::Result<()> {
    let length = u32::try_from(frame.len()).map_err(io::Error::other)?;
    output.write_all(&length.to_le_bytes())?;
    output.write_all(frame)?;
    output.flush()
}

/// A parser process: started at once, started again after it was stopped or died.
#[derive(Debug)]
pub struct ParserProcess {
    command: Command,
    running: Option<Running>,
    watchdog: Duration,
}

/// A child and the thread that talks to it, so that neither writing nor reading can block the caller.
#[derive(Debug)]
struct Running {
    child: Child,
    requests: Sender<Vec<u8>>,
    answers: Receiver<io::Result<Vec<u8>>>,
}

impl ParserProcess {
    /// Starts `command`, which must call [`serve`] on its standard input and output. It gets an empty environment.
    ///
    /// # Errors
    /// When the command cannot be started.
    pub fn spawn(command: Command) -> io::Result<Self> {
        Self::spawn_with(command, Duration::from_millis(bound::PARSER_WATCHDOG_MS))
    }

    fn spawn_with(mut command: Command, watchdog: Duration) -> io::Result<Self> {
        command.env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let running = Some(Running::start(&mut command)?);
        Ok(Self { command, running, watchdog })
    }

    fn ask(&mut self, request: Vec<u8>) -> Result<Vec<u8>, Refused> {
        if self.running.is_none() {
            self.running = Some(Running::start(&mut self.command).map_err(|_| Refused::Crashed)?);
        }
        let Some(running) = &self.running else { return Err(Refused::Crashed) };
        running.requests.send(request).map_err(|_| Refused::Crashed)?;
        match running.answers.recv_timeout(self.watchdog) {
            Ok(Ok(frame)) => Ok(frame),
            Err(RecvTimeoutError::Timeout) => Err(Refused::Stopped),
            Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => Err(Refused::Crashed),
        }
    }
}

impl Parser for ParserProcess {
    fn parse(&mut self, language: &str, bytes: &[u8]) -> Result<CodeFacts, Refused> {
        if !supports(language) {
            return Err(Refused::Unsupported);
        }
        admit(bytes)?;
        let answer = self.ask(request(language, bytes));
        let facts = answer
            .and_then(|frame| postcard::from_bytes::<Result<CodeFacts, Refused>>(&frame).map_err(|_| Refused::Crashed));
        match facts {
            Ok(answer) => answer,
            Err(refused) => {
                // Whatever state the child is in, the next file gets a fresh one.
                self.running = None;
                Err(refused)
            }
        }
    }
}

impl Running {
    fn start(command: &mut Command) -> io::Result<Self> {
        let mut child = command.spawn()?;
        let (Some(mut input), Some(mut output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::Error::other("no pipe to the parser process"));
        };
        let (requests, asking) = channel::<Vec<u8>>();
        let (answer, answers) = channel();
        thread::spawn(move || {
            for request in asking {
                let frame = write_frame(&mut input, &request)
                    .and_then(|()| read_frame(&mut output)?.ok_or_else(|| io::ErrorKind::UnexpectedEof.into()));
                let failed = frame.is_err();
                if answer.send(frame).is_err() || failed {
                    return;
                }
            }
        });
        Ok(Self { child, requests, answers })
    }
}

impl Drop for Running {
    /// Kills the child: it keeps nothing that would need saving.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::{FRAME_BYTES, ParserProcess, request, serve, write_frame};
    use crate::{CodeFacts, Parser, Refused};
    use std::process::Command;
    use std::time::Duration;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_request_is_answered_and_the_end_of_the_input_is_the_end() {
        let mut input = Vec::new();
        for language in ["Go", "Klingon"] {
            write_frame(&mut input, &request(language, b"package a\nfunc f() {}\n")).expect("memory");
        }
        let mut output = Vec::new();
        serve(input.as_slice(), &mut output).expect("two good frames");
        let (first, rest) =
            output[4..].split_at(u32::from_le_bytes([output[0], output[1], output[2], output[3]]) as usize);
        let facts: Result<CodeFacts, Refused> = postcard::from_bytes(first).expect("postcard");
        assert_eq!(facts.map(|facts| facts.functions.len()), Ok(1));
        let refused: Result<CodeFacts, Refused> = postcard::from_bytes(&rest[4..]).expect("postcard");
        assert_eq!(refused, Err(Refused::Unsupported));
    }

    #[test]
    fn a_frame_that_claims_too_much_is_no_allocation() {
        let claim = (u32::try_from(FRAME_BYTES).expect("small") + 1).to_le_bytes();
        assert!(serve(claim.as_slice(), Vec::new()).is_err());
        assert!(serve([9_u8, 0, 0, 0, 1].as_slice(), Vec::new()).is_err());
    }

    #[test]
    fn a_child_that_hangs_is_stopped_and_one_that_dies_has_crashed_each_time_anew() {
        for (script, expected) in [
            ("while :; do :; done", Refused::Stopped),
            ("exit 3", Refused::Crashed),
            ("printf garbage", Refused::Crashed),
        ] {
            let mut parser = ParserProcess::spawn_with(shell(script), Duration::from_millis(300)).expect("a shell");
            for _ in 0..2 {
                assert_eq!(parser.parse("Go", b"package a"), Err(expected), "{script}");
            }
        }
    }

    #[test]
    fn bounds_are_met_before_the_child_is_asked() {
        let mut parser = ParserProcess::spawn_with(shell("exit 3"), Duration::from_millis(300)).expect("a shell");
        assert_eq!(parser.parse("COBOL", b""), Err(Refused::Unsupported));
        assert_eq!(parser.parse("Go", &[b'('; 500]), Err(Refused::TooDeep));
    }
}
