//! How the system is built and shipped: what files declare, with their positions, and which lock file pins what.

use crate::owners;
use crate::read::FileRead;
use bstr::ByteSlice;
use quarterdeck_base::RepoPath;
use quarterdeck_facts::{
    Container, Dependency, DeploymentSetting, Ecosystem, FileIx, LicenceText, Manifest, OwnerRule, Pipeline, Runtime,
};
use quarterdeck_formats::{Declared, DeclaredDependency, DeclaredManifest, DeclaredRuntime, DeclaredSetting};
use std::collections::BTreeMap;

/// Everything that files of all repositories declare.
#[derive(Default)]
pub(crate) struct Delivery {
    pub(crate) manifests: Vec<Manifest>,
    pub(crate) dependencies: Vec<Dependency>,
    pub(crate) pipelines: Vec<Pipeline>,
    pub(crate) containers: Vec<Container>,
    pub(crate) runtimes: Vec<Runtime>,
    pub(crate) settings: Vec<DeploymentSetting>,
    pub(crate) owner_rules: Vec<OwnerRule>,
    pub(crate) licences: Vec<LicenceText>,
}

impl Delivery {
    /// Adds one repository; `first` is the position of its first file.
    pub(crate) fn add(&mut self, files: &[FileRead], first: usize) {
        let locks = locks(files, first);
        let aliases = Aliases::of(files.iter().filter_map(|file| match &file.declared {
            Some(Ok(Declared::Manifest(declared))) => Some((&file.entry.path, declared)),
            _ => None,
        }));
        for (offset, file) in files.iter().enumerate() {
            let index = FileIx::new(first + offset);
            match &file.declared {
                Some(Ok(Declared::Manifest(declared))) => {
                    self.manifest(index, &file.entry.path, declared, (&locks, &aliases));
                }
                Some(Ok(Declared::Pipeline(declared))) => self.pipelines.push(Pipeline {
                    file: index,
                    system: declared.system,
                    triggers: declared.triggers.clone(),
                    permissions: declared.permissions,
                    jobs: declared.jobs.clone(),
                    uses: declared.uses.clone(),
                    runs_tests: declared.runs_tests,
                    builds: declared.builds,
                    deploys: declared.deploys,
                    analyses: declared.analyses,
                    lists_parts: declared.lists_parts,
                    may_test: declared.may_test,
                    untrusted_checkout_lines: declared.untrusted_checkout_lines.clone(),
                    read: !declared.elsewhere,
                }),
                Some(Ok(Declared::Container(declared))) => self.containers.push(Container {
                    file: index,
                    bases: declared.bases.clone(),
                    user: declared.user.clone(),
                    user_line: declared.user_line,
                    last_stage_line: declared.last_stage_line,
                    last_base: declared.last_base,
                    taken: declared.taken.clone(),
                }),
                Some(Ok(Declared::Runtimes(declared))) => self.runtimes(index, declared),
                Some(Ok(Declared::Settings(declared))) => self.settings(index, declared),
                Some(Ok(Declared::Owners(declared))) => {
                    self.owner_rules.append(&mut owners::rules(index, declared, files));
                }
                Some(Ok(Declared::Licence(family))) => {
                    self.licences.push(LicenceText { file: index, family: family.clone() });
                }
                // Compared with the code once that is known.
                Some(Ok(Declared::Diagram(_)) | Err(_)) | None => {}
            }
        }
    }

    fn settings(&mut self, file: FileIx, declared: &[DeclaredSetting]) {
        self.settings.extend(declared.iter().map(|setting| DeploymentSetting {
            file,
            kind: setting.kind,
            subject: setting.subject.clone(),
            value: setting.value.clone(),
            line: setting.line,
        }));
    }

    fn runtimes(&mut self, file: FileIx, declared: &[DeclaredRuntime]) {
        self.runtimes.extend(declared.iter().map(|runtime| Runtime {
            file,
            product: runtime.product.clone(),
            version: runtime.version.clone(),
            line: runtime.line,
        }));
    }

    fn manifest(
        &mut self,
        file: FileIx,
        path: &RepoPath,
        declared: &DeclaredManifest,
        (locks, aliases): (&Locks, &Aliases<'_>),
    ) {
        self.manifests.push(Manifest {
            file,
            ecosystem: declared.ecosystem,
            lock: declared.lock,
            name: declared.name.clone(),
            library: declared.library,
            licence: declared.licence.clone(),
            dependencies: declared.dependencies.len() as u32,
            locked_by: if declared.lock { None } else { locks.nearest(declared.ecosystem, path) },
        });
        self.runtimes(file, &declared.runtimes);
        let mut dependencies: Vec<Dependency> = declared
            .dependencies
            .iter()
            .map(|dependency| Dependency {
                manifest: file,
                ecosystem: declared.ecosystem,
                name: aliases.package(declared.ecosystem, path, dependency).to_owned(),
                requirement: dependency.requirement.clone(),
                version: dependency.version.clone(),
                scope: dependency.scope,
                direct: dependency.direct,
                line: dependency.line,
                licence: dependency.licence.clone(),
                needs: dependency.needs.clone(),
            })
            .collect();
        dependencies.sort_by(|a, b| (&a.name, &a.version, a.line).cmp(&(&b.name, &b.version, b.line)));
        self.dependencies.append(&mut dependencies);
    }
}

/// Packages by the folder of a workspace's manifest and the name that its members give them.
struct Aliases<'a>(BTreeMap<(Ecosystem, &'a [u8], &'a str), &'a str>);

impl<'a> Aliases<'a> {
    fn of(manifests: impl Iterator<Item = (&'a RepoPath, &'a DeclaredManifest)>) -> Self {
        let renamed = manifests.flat_map(|(path, declared)| {
            let other = declared.dependencies.iter().filter(|one| !one.alias.is_empty() && one.alias != one.name);
            let folder: &[u8] = path.parent();
            other.map(move |one| ((declared.ecosystem, folder, one.alias.as_str()), one.name.as_str()))
        });
        Self(renamed.collect())
    }

    /// The package that a dependency is; what a member takes over from its workspace has the package's name there.
    fn package<'b>(&self, ecosystem: Ecosystem, path: &RepoPath, dependency: &'b DeclaredDependency) -> &'b str
    where
        'a: 'b,
    {
        if dependency.alias != dependency.name {
            return &dependency.name;
        }
        let known = folders_above(path).find_map(|folder| self.0.get(&(ecosystem, folder, dependency.alias.as_str())));
        known.copied().unwrap_or(&dependency.name)
    }
}

/// The folder of a file and those above it, nearest first; the last one is the root.
fn folders_above(path: &RepoPath) -> impl Iterator<Item = &[u8]> {
    let nearest: &[u8] = path.parent();
    std::iter::successors(Some(nearest), |folder| {
        (!folder.is_empty()).then(|| folder.rfind_byte(b'/').map_or(&b""[..], |at| &folder[..at]))
    })
}

/// Lock files by (ecosystem, folder).
struct Locks(BTreeMap<(Ecosystem, Vec<u8>), FileIx>);

fn locks(files: &[FileRead], first: usize) -> Locks {
    let mut found = BTreeMap::new();
    for (offset, file) in files.iter().enumerate() {
        if let Some(Ok(Declared::Manifest(declared))) = &file.declared
            && declared.lock
        {
            found.entry((declared.ecosystem, file.entry.path.parent().to_vec())).or_insert(FileIx::new(first + offset));
        }
    }
    Locks(found)
}

impl Locks {
    /// The lock file in the manifest's folder or in the nearest one above it (a workspace root).
    fn nearest(&self, ecosystem: Ecosystem, path: &RepoPath) -> Option<FileIx> {
        folders_above(path).find_map(|folder| self.0.get(&(ecosystem, folder.to_vec())).copied())
    }
}

#[cfg(test)]
mod tests {
    use super::Aliases;
    use quarterdeck_base::RepoPath;
    use quarterdeck_formats::{Declared, DeclaredManifest, format_of, read};

    fn manifest(text: &str) -> DeclaredManifest {
        let format = format_of(&RepoPath::from("Cargo.toml")).unwrap();
        let Ok(Declared::Manifest(declared)) = read(format, text.as_bytes()) else { panic!("no manifest") };
        declared
    }

    #[test]
    fn what_a_member_takes_over_has_the_name_of_the_package() {
        let root =
            manifest("[workspace.dependencies]\ndiff = { package = \"real-diff\", version = \"1\" }\nserde = \"1\"\n");
        for (path, entry, expected) in [
            ("crates/a/Cargo.toml", "diff.workspace = true", "real-diff"),
            ("crates/a/Cargo.toml", "diff = { workspace = true, optional = true }", "real-diff"),
            ("crates/a/Cargo.toml", "serde.workspace = true", "serde"),
            ("crates/a/Cargo.toml", "diff = \"2\"", "diff"),
            ("crates/a/Cargo.toml", "diff = { package = \"other\", version = \"1\" }", "other"),
            // Beside the workspace, not in it.
            ("Cargo.toml", "diff.workspace = true", "diff"),
        ] {
            let member = manifest(&format!("[package]\nname = \"a\"\n[dependencies]\n{entry}\n"));
            let (above, path) = (RepoPath::from("crates/Cargo.toml"), RepoPath::from(path));
            let aliases = Aliases::of([(&above, &root), (&path, &member)].into_iter());
            let name = aliases.package(member.ecosystem, &path, &member.dependencies[0]);
            assert_eq!(name, expected, "{path} {entry}");
        }
    }
}
