//! How the system is built and shipped: what files declare, with their positions, and which lock file pins what.

use crate::owners;
use crate::read::FileRead;
use bstr::ByteSlice;
use quarterdeck_base::RepoPath;
use quarterdeck_facts::{
    Container, Dependency, DeploymentSetting, Ecosystem, FileIx, LicenceText, Manifest, OwnerRule, Pipeline, Runtime,
};
use quarterdeck_formats::{Declared, DeclaredManifest, DeclaredRuntime, DeclaredSetting};
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
        for (offset, file) in files.iter().enumerate() {
            let index = FileIx::new(first + offset);
            match &file.declared {
                Some(Ok(Declared::Manifest(declared))) => self.manifest(index, &file.entry.path, declared, &locks),
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
                    has_secrets: declared.has_secrets,
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

    fn manifest(&mut self, file: FileIx, path: &RepoPath, declared: &DeclaredManifest, locks: &Locks) {
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
                name: dependency.name.clone(),
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
        let mut folder: &[u8] = path.parent();
        loop {
            if let Some(file) = self.0.get(&(ecosystem, folder.to_vec())) {
                return Some(*file);
            }
            if folder.is_empty() {
                return None;
            }
            folder = folder.rfind_byte(b'/').map_or(b"", |at| &folder[..at]);
        }
    }
}
