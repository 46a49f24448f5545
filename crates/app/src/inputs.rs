//! From arguments to opened repositories with names and commits.

use crate::Error;
use crate::output::while_incoming;
use quarterdeck_base::{Timestamp, bound};
use quarterdeck_facts::AsOfSource;
use quarterdeck_git::{Cloner, Oid, RemoteUrl, Repository};
use quarterdeck_knowledge::{BELIEVED_DAYS_AHEAD, knowledge_date};
use quarterdeck_survey::Input;
use std::collections::BTreeMap;
use std::path::Path;

/// What to audit.
#[derive(Debug, Clone, Default)]
pub struct Target {
    /// Paths and git URLs; several form one system.
    pub repositories: Vec<String>,
    /// Name of the system; else taken from a network `origin`.
    pub name: Option<String>,
    /// Revision or date instead of HEAD.
    pub at: Option<String>,
    /// Day against which ages are measured, `YYYY-MM-DD`.
    pub as_of: Option<String>,
}

/// Something worth telling the person at the terminal while it happens.
pub type Notice<'a> = &'a (dyn Fn(&str) + Sync);

/// Opened repositories with everything the survey asks for.
pub(crate) struct Opened {
    pub(crate) system: String,
    pub(crate) inputs: Vec<Input>,
    pub(crate) as_of: (Timestamp, AsOfSource),
    pub(crate) believed_until: Timestamp,
}

/// Opens every repository of a target.
pub(crate) fn open(target: &Target, cache_root: Option<&Path>, notice: Notice<'_>) -> Result<Opened, Error> {
    if target.repositories.is_empty() {
        return Err(Error::usage("name at least one repository: a path or a git URL"));
    }
    if target.repositories.len() as u64 > bound::REPOSITORIES {
        return Err(Error::usage(format!("one audit takes at most {} repositories", bound::REPOSITORIES)));
    }
    let mut names: BTreeMap<String, u32> = BTreeMap::new();
    let mut inputs = Vec::new();
    for argument in &target.repositories {
        let repository = open_one(argument, cache_root, notice)?;
        let name = unique(repository.origin_name().unwrap_or_else(|| "repository".to_owned()), &mut names);
        let commit = repository.commit_at(&name, target.at.as_deref()).map_err(Error::input)?;
        inputs.push(Input { name, repository, commit });
    }
    let system = match (&target.name, inputs.as_slice()) {
        (Some(name), _) => name.clone(),
        (None, [only]) => only.name.clone(),
        (None, several) => format!("{} and {} more", several[0].name, several.len() - 1),
    };
    if let ([only], Some(name)) = (inputs.as_mut_slice(), &target.name) {
        only.name.clone_from(name);
    }
    let believed_until = knowledge_date().days_before(-BELIEVED_DAYS_AHEAD);
    let as_of = as_of(target, &inputs, believed_until)?;
    Ok(Opened { system, inputs, as_of, believed_until })
}

fn open_one(argument: &str, cache_root: Option<&Path>, notice: Notice<'_>) -> Result<Repository, Error> {
    let path = match RemoteUrl::parse(argument) {
        None => Path::new(argument).to_path_buf(),
        Some(url) => {
            let url = url.map_err(|error| Error::usage(format!("{argument}: {error}")))?;
            let root = cache_root
                .ok_or_else(|| Error::input("a URL needs a cache folder for its clone: set XDG_CACHE_HOME or HOME"))?;
            let cloner = Cloner { folder: root.join("clones") };
            while_incoming(cloner.incoming(), || cloner.bring(&url, &mut |line| notice(line))).map_err(Error::input)?
        }
    };
    Repository::open(&path).map_err(Error::input)
}

fn unique(name: String, names: &mut BTreeMap<String, u32>) -> String {
    let times = names.entry(name.clone()).and_modify(|times| *times += 1).or_insert(1);
    if *times == 1 { name } else { format!("{name}-{times}") }
}

/// `as_of`: given; else with `--at` the commit's date; else the newer of HEAD and the bundled knowledge. A committer
/// date far beyond the knowledge is not believed.
fn as_of(target: &Target, inputs: &[Input], believed_until: Timestamp) -> Result<(Timestamp, AsOfSource), Error> {
    if let Some(text) = &target.as_of {
        let day = Timestamp::parse(text)
            .ok_or_else(|| Error::usage(format!("--as-of {text:?} is not a date; write it as 2026-06-30")))?;
        return Ok((day, AsOfSource::Given));
    }
    let mut newest: Option<Timestamp> = None;
    for input in inputs {
        let at = committed_at(input, input.commit)?;
        if at <= believed_until {
            newest = newest.max(Some(at));
        }
    }
    let knowledge = (knowledge_date(), AsOfSource::Knowledge);
    Ok(match newest {
        Some(at) if target.at.is_some() || at > knowledge.0 => (at, AsOfSource::Commit),
        _ => knowledge,
    })
}

fn committed_at(input: &Input, commit: Oid) -> Result<Timestamp, Error> {
    input.repository.committed_at(&input.name, commit).map_err(Error::input)
}
