//! Outputs, whole or not at all: everything is rendered first, written beside its place, then renamed.

use crate::Error;
use quarterdeck_backtest::Backtest;
use quarterdeck_facts::Facts;
use quarterdeck_report::backtest::Level as BacktestLevel;
use quarterdeck_report::facts_csv::{Format, Level};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Files and folders that are being written, so that an interrupt can take them away.
static HALF_WRITTEN: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Removes what is half-written. For the interrupt handler, which ends the program next: from here on nothing is written.
pub fn forget_half_written() {
    if let Ok(mut paths) = HALF_WRITTEN.lock() {
        remove(&mut paths);
        // Never unlocked: a thread that is about to make the next file waits until the program has ended.
        std::mem::forget(paths);
    }
}

fn remove(paths: &mut Vec<PathBuf>) {
    for path in paths.drain(..) {
        let _ = std::fs::remove_file(&path).or_else(|_| std::fs::remove_dir_all(&path));
    }
}

/// Does some work that fills a path which means nothing until it is done: an interrupt takes the path away.
pub(crate) fn while_incoming<T>(path: PathBuf, work: impl FnOnce() -> T) -> T {
    half_written().push(path.clone());
    let result = work();
    half_written().retain(|known| *known != path);
    result
}

/// The facts of one level as bytes.
pub fn facts_bytes(facts: &Facts, level: Level, format: Format, names: bool) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    quarterdeck_report::facts_csv::facts(level, format, facts, names, &mut bytes).map_err(Error::internal)?;
    Ok(bytes)
}

/// The rows of back-tests as bytes.
pub fn backtest_bytes(done: &[Backtest], level: BacktestLevel, format: Format) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    quarterdeck_report::backtest::rows(done, level, format, &mut bytes).map_err(Error::internal)?;
    Ok(bytes)
}

/// Back-tests as tables for a terminal.
pub fn backtest_table(done: &[Backtest]) -> String {
    quarterdeck_report::backtest::tables(done)
}

/// Writes files beside their places, then renames them all. When one cannot be written, none is replaced.
pub fn write_whole<N: AsRef<str>>(folder: &Path, files: &[(N, Vec<u8>)]) -> Result<(), Error> {
    let failed = |path: &Path, error: &std::io::Error| {
        Error::output(format!(
            "{} could not be written: {error}. Nothing was replaced; name another folder with --out.",
            path.display()
        ))
    };
    let is_new = !folder.exists();
    let undo = || {
        remove(&mut half_written());
        if is_new {
            let _ = std::fs::remove_dir(folder);
        }
    };
    std::fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
    let mut aside = Vec::new();
    for (name, bytes) in files {
        let name = name.as_ref();
        let target = folder.join(name);
        // A rename cannot replace a folder; found out before the first file is replaced.
        let result = if target.is_dir() && !target.is_symlink() {
            Err(ErrorKind::IsADirectory.into())
        } else {
            write_aside(folder, name, bytes)
        };
        match result {
            Ok(path) => aside.push((path, target)),
            Err(error) => {
                undo();
                return Err(failed(&target, &error));
            }
        }
    }
    // Held over all renames: an interrupt comes before the first or after the last.
    let mut paths = half_written();
    for (from, to) in &aside {
        if let Err(error) = std::fs::rename(from, to) {
            drop(paths);
            undo();
            return Err(failed(to, &error));
        }
    }
    paths.clear();
    Ok(())
}

/// What is said of a file that is not replaced.
pub(crate) fn exists_already(file: &Path) -> String {
    format!("{} exists already and is not replaced; name another file, or move that one away.", file.display())
}

/// Writes a file that is not there yet: beside its place, then under its name, which must still be free.
pub(crate) fn write_new(file: &Path, bytes: &[u8]) -> Result<(), Error> {
    let failed = |error: &std::io::Error| match error.kind() {
        ErrorKind::AlreadyExists => Error::output(exists_already(file)),
        _ => Error::output(format!("{} could not be written: {error}. Nothing was left behind.", file.display())),
    };
    let name = file.file_name().and_then(|name| name.to_str());
    let name = name.ok_or_else(|| Error::usage(format!("{}: name a file", file.display())))?;
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let written = write_aside(folder, name, bytes).and_then(|aside| {
        // Held: an interrupt comes before the file has its name, and takes it away, or after.
        let _paths = half_written();
        // A link, because a rename would replace; where the disk knows no links, as near to it as can be had.
        match std::fs::hard_link(&aside, file) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists && std::fs::symlink_metadata(file).is_err() => {
                std::fs::rename(&aside, file)
            }
            linked => linked,
        }
    });
    remove(&mut half_written());
    written.map_err(|error| failed(&error))
}

fn half_written() -> MutexGuard<'static, Vec<PathBuf>> {
    HALF_WRITTEN.lock().unwrap_or_else(PoisonError::into_inner)
}

fn write_aside(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<PathBuf> {
    let path = folder.join(format!(".{name}.{}.tmp", std::process::id()));
    let mut paths = half_written();
    paths.push(path.clone());
    let mut file = std::fs::File::create(&path)?;
    // An interrupt finds the file in the list from the moment it exists.
    drop(paths);
    file.write_all(bytes)?;
    file.sync_all()?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::{write_new, write_whole};

    #[test]
    fn nothing_is_replaced_when_one_file_cannot_be_written() {
        let folder = tempfile::tempdir().unwrap();
        write_whole(folder.path(), &[("a", b"old".to_vec())]).unwrap();
        let error = write_whole(folder.path(), &[("a", b"new".to_vec()), ("no/such/folder", Vec::new())]).unwrap_err();
        assert_eq!(error.kind.exit_code(), 4);
        assert_eq!(std::fs::read(folder.path().join("a")).unwrap(), b"old");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_new_file_is_never_written_over_another() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("brief.toml");
        write_new(&file, b"first").unwrap();
        let error = write_new(&file, b"second").unwrap_err();
        assert_eq!((error.kind.exit_code(), error.to_string().contains("exists already")), (4, true));
        assert_eq!(write_new(&folder.path().join("no/such"), b"").unwrap_err().kind.exit_code(), 4);
        assert_eq!(std::fs::read(&file).unwrap(), b"first");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
