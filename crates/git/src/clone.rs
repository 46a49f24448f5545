//! Cloning a URL into a folder with the installed git: the only place that starts it. Nothing of the remote repository
//! is executed: no hooks, no templates, no submodules, no working tree; only https, ssh and file are spoken.

use quarterdeck_base::Fingerprint;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A git URL that may be cloned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteUrl(String);

/// Why a URL was refused or a clone failed.
#[derive(Debug, thiserror::Error)]
pub enum CloneError {
    /// A transport that could run a program, or that is not encrypted.
    #[error("{scheme}:// is not cloned. Use https://, ssh://, user@host:path or file://.")]
    Transport {
        /// The scheme.
        scheme: String,
    },
    /// It looks like an option.
    #[error("a URL or host that starts with '-' is refused.")]
    LooksLikeAnOption,
    /// git is not installed.
    #[error("git was not found: it is needed to clone a URL. Install git, or clone by hand and give the folder.")]
    NoGit,
    /// git said no.
    #[error(
        "cloning failed: {reason}. Try `git clone` by hand (credentials are never asked for here) and give the folder."
    )]
    Failed {
        /// Last line that git printed, with credentials masked.
        reason: String,
    },
    /// The folder could not be written.
    #[error("the clone could not be written: {0}")]
    Io(#[from] std::io::Error),
}

impl RemoteUrl {
    /// Reads an argument as a URL: `None` when it is a path.
    pub fn parse(argument: &str) -> Option<Result<Self, CloneError>> {
        if let Some((scheme, rest)) = argument.split_once("://") {
            let host = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
            return Some(match scheme.to_ascii_lowercase().as_str() {
                _ if host.starts_with('-') || rest.starts_with('-') => Err(CloneError::LooksLikeAnOption),
                "https" | "ssh" | "file" => Ok(Self(argument.to_owned())),
                _ => Err(CloneError::Transport { scheme: scheme.chars().take(40).collect() }),
            });
        }
        // `ext::sh -c ...` and its kind run programs.
        if let Some((scheme, _)) = argument.split_once("::") {
            return Some(Err(CloneError::Transport { scheme: scheme.chars().take(40).collect() }));
        }
        let (host, path) = argument.split_once(':')?;
        let scp_like = host.contains('@') && !host.contains('/') && !path.is_empty() && !Path::new(argument).exists();
        scp_like.then(|| {
            let bare_host = host.rsplit_once('@').map_or(host, |(_, bare)| bare);
            let option = host.starts_with('-') || bare_host.starts_with('-') || path.starts_with('-');
            if option { Err(CloneError::LooksLikeAnOption) } else { Ok(Self(argument.to_owned())) }
        })
    }
}

/// Clones URLs below one folder and keeps them up to date.
pub struct Cloner {
    /// Folder that holds the clones.
    pub folder: PathBuf,
}

impl Cloner {
    /// Where a clone is written before it is whole; whoever is interrupted removes it.
    pub fn incoming(&self) -> PathBuf {
        self.folder.join(format!("incoming-{}", std::process::id()))
    }

    /// Clones, or fetches into the clone of an earlier run. `progress` gets git's own progress lines.
    pub fn bring(&self, url: &RemoteUrl, progress: &mut dyn FnMut(&str)) -> Result<PathBuf, CloneError> {
        std::fs::create_dir_all(&self.folder)?;
        let target = self.folder.join(Fingerprint::new("clone", &[url.0.as_bytes()]).to_string());
        if target.join("HEAD").is_file() {
            let mut fetch = git();
            fetch.arg("--git-dir").arg(&target);
            fetch
                .args(["fetch", "--progress", "--prune", "--no-recurse-submodules", "--force", "--tags", "--"])
                .arg(&url.0);
            fetch.arg("+refs/heads/*:refs/heads/*");
            run(fetch, progress)?;
            follow_head(&target, url)?;
            return Ok(target);
        }
        let aside = self.incoming();
        let _ = std::fs::remove_dir_all(&aside);
        std::fs::create_dir(&aside)?;
        let mut clone = git();
        clone
            .args(["clone", "--bare", "--progress", "--no-hardlinks", "--template=", "--"])
            .arg(&url.0)
            .arg(aside.join("clone"));
        let result = run(clone, progress).and_then(|()| Ok(std::fs::rename(aside.join("clone"), &target)?));
        // Whatever happened, nothing half-written stays; a second process may have won the race, which is as good.
        let _ = std::fs::remove_dir_all(&aside);
        if target.join("HEAD").is_file() { Ok(target) } else { result.map(|()| target) }
    }
}

/// Lets HEAD of a clone follow the remote's: the default branch may have another name by now.
fn follow_head(clone: &Path, url: &RemoteUrl) -> Result<(), CloneError> {
    let mut ask = git();
    ask.args(["ls-remote", "--symref", "--"]).arg(&url.0).arg("HEAD").stdout(Stdio::piped()).stderr(Stdio::null());
    let answer = ask.output()?.stdout;
    let answer = String::from_utf8_lossy(&answer);
    let mut lines = answer.lines().filter_map(|line| line.split_once('\t')).filter(|(_, name)| *name == "HEAD");
    let mut set = git();
    set.arg("--git-dir").arg(clone);
    match lines.next() {
        Some((symbolic, _)) if symbolic.starts_with("ref: refs/heads/") => {
            set.args(["symbolic-ref", "HEAD", symbolic.trim_start_matches("ref: ")]);
        }
        // A remote whose HEAD is a commit: there when a branch or tag holds it.
        Some((id, _)) => {
            set.args(["update-ref", "--no-deref", "HEAD", id]);
        }
        None => return Ok(()),
    }
    run(set, &mut |_| {})
}

/// git with every door closed that a remote or a configuration could use to run something.
fn git() -> Command {
    let mut command = Command::new("git");
    for setting in [
        "core.hooksPath=/dev/null",
        "core.fsmonitor=false",
        "protocol.allow=never",
        "protocol.https.allow=always",
        "protocol.ssh.allow=always",
        "protocol.file.allow=always",
        "submodule.recurse=false",
        "gc.auto=0",
        "maintenance.auto=false",
    ] {
        command.args(["-c", setting]);
    }
    command.env("GIT_TERMINAL_PROMPT", "0").env("LC_ALL", "C").env_remove("GIT_DIR").env_remove("GIT_WORK_TREE");
    command.env("GIT_SSH_COMMAND", "ssh -oBatchMode=yes");
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

fn run(mut command: Command, progress: &mut dyn FnMut(&str)) -> Result<(), CloneError> {
    let mut child = command.spawn().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => CloneError::NoGit,
        _ => CloneError::Io(error),
    })?;
    let mut last = String::new();
    if let Some(stderr) = child.stderr.take() {
        let mut line = Vec::new();
        for byte in BufReader::new(stderr).bytes() {
            let byte = byte?;
            // git ends progress lines with a carriage return.
            if byte == b'\n' || byte == b'\r' {
                let text = mask(&String::from_utf8_lossy(&line));
                if !text.trim().is_empty() {
                    progress(text.trim());
                    last = text.trim().to_owned();
                }
                line.clear();
            } else if line.len() < 2_000 {
                line.push(byte);
            }
        }
    }
    if child.wait()?.success() { Ok(()) } else { Err(CloneError::Failed { reason: last }) }
}

/// Hides `user:password@` in what git prints.
fn mask(line: &str) -> String {
    let Some((before, rest)) = line.split_once("://") else { return line.to_owned() };
    let end = rest.find(['/', ' ', '\'']).unwrap_or(rest.len());
    match rest[..end].rfind('@') {
        Some(at) => format!("{before}://***{}", &rest[at..]),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{RemoteUrl, mask};

    #[test]
    fn urls_are_told_from_paths_and_dangerous_transports_are_refused() {
        for (argument, answer) in [
            ("https://example.org/a.git", Some(true)),
            ("ssh://git@example.org/a", Some(true)),
            ("file:///srv/a", Some(true)),
            ("git@example.org:a/b.git", Some(true)),
            ("ext::sh -c touch% /tmp/x", Some(false)),
            ("ssh://-oProxyCommand=x/a", Some(false)),
            ("ssh://git@-oProxyCommand=x/a", Some(false)),
            ("git@-oProxyCommand=x:a", Some(false)),
            ("http://example.org/a", Some(false)),
            ("git://example.org/a", Some(false)),
            ("./a", None),
            ("/srv/a:b", None),
            ("a", None),
        ] {
            assert_eq!(RemoteUrl::parse(argument).map(|url| url.is_ok()), answer, "{argument}");
        }
    }

    #[test]
    fn credentials_are_masked() {
        assert_eq!(
            mask("fatal: 'https://ann:secret@example.org/a' not found"),
            "fatal: 'https://***@example.org/a' not found"
        );
    }
}
