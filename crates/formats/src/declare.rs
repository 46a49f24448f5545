//! Builders that every reader uses, so that one place knows how a dependency, an image and a use are written.

use crate::{Declared, DeclaredDependency, DeclaredManifest, DeclaredPipeline, DeclaredRuntime, text};
use quarterdeck_facts::{ActionUse, DependencyScope, Ecosystem, Permissions, PipelineSystem};

/// What a reader answers: what the file declares, or why it does not follow its format.
pub(crate) type Answer = Result<Declared, String>;

/// An empty manifest.
pub(crate) fn manifest(ecosystem: Ecosystem) -> DeclaredManifest {
    DeclaredManifest {
        ecosystem,
        lock: false,
        name: String::new(),
        licence: String::new(),
        library: false,
        component: true,
        roots: Vec::new(),
        dependencies: Vec::new(),
        runtimes: Vec::new(),
        tool_folders: Vec::new(),
    }
}

/// An empty lock file.
pub(crate) fn lock(ecosystem: Ecosystem) -> DeclaredManifest {
    DeclaredManifest { lock: true, component: false, ..manifest(ecosystem) }
}

/// An empty pipeline.
pub(crate) fn pipeline(system: PipelineSystem) -> DeclaredPipeline {
    DeclaredPipeline {
        system,
        triggers: Vec::new(),
        permissions: Permissions::Undeclared,
        jobs: Vec::new(),
        uses: Vec::new(),
        runs_tests: false,
        builds: false,
        deploys: false,
        analyses: false,
        lists_parts: false,
        may_test: false,
        elsewhere: false,
        untrusted_checkout_lines: Vec::new(),
    }
}

/// A dependency of a manifest.
pub(crate) fn asked(
    name: impl Into<String>,
    requirement: impl Into<String>,
    version: impl Into<String>,
    scope: DependencyScope,
    line: u32,
) -> DeclaredDependency {
    DeclaredDependency {
        name: name.into(),
        alias: String::new(),
        requirement: requirement.into(),
        version: version.into(),
        scope,
        direct: Some(true),
        line,
        licence: String::new(),
        needs: Vec::new(),
    }
}

/// A dependency of a lock file.
pub(crate) fn locked(
    name: impl Into<String>,
    version: impl Into<String>,
    scope: DependencyScope,
    direct: Option<bool>,
    line: u32,
) -> DeclaredDependency {
    DeclaredDependency {
        name: name.into(),
        alias: String::new(),
        requirement: String::new(),
        version: version.into(),
        scope,
        direct,
        line,
        licence: String::new(),
        needs: Vec::new(),
    }
}

/// A runtime.
pub(crate) fn runtime(product: &str, version: impl Into<String>, line: u32) -> DeclaredRuntime {
    DeclaredRuntime { product: product.to_owned(), version: version.into(), line }
}

/// The version that a requirement of one line of releases names: `14.x`, `^14.2`, `~3.8`, `==3.8.*`; `None` for bounds
/// and alternatives.
pub(crate) fn one_line(requirement: &str) -> Option<&str> {
    let version = requirement.trim().trim_start_matches(['^', '~', '=']).trim();
    let version = version.trim_end_matches(".x").trim_end_matches(".*");
    text::is_plain_version(version).then_some(version)
}

/// Development or runtime.
pub(crate) fn scope(development: bool) -> DependencyScope {
    if development { DependencyScope::Development } else { DependencyScope::Runtime }
}

/// What `uses:` names: an action, a reusable workflow or an image.
pub(crate) fn action_use(text: &str, line: u32) -> ActionUse {
    let text = text.trim();
    if let Some(image) = text.strip_prefix("docker://") {
        return image_use(image, line);
    }
    let (name, reference) = text.split_once('@').unwrap_or((text, ""));
    ActionUse {
        name: name.to_owned(),
        reference: reference.to_owned(),
        pinned: is_commit(reference),
        local: name.starts_with("./") || name.starts_with("../"),
        gets_secret: false,
        secret_in_job: false,
        line,
    }
}

/// An image that a job runs in: the reference is its digest or, without one, its tag.
pub(crate) fn image_use(text: &str, line: u32) -> ActionUse {
    let image = split_image(text.trim());
    let pinned = is_digest(&image.digest);
    let reference = if image.digest.is_empty() { image.tag } else { image.digest };
    ActionUse {
        name: format!("docker://{}", image.name),
        reference,
        pinned,
        local: false,
        gets_secret: false,
        secret_in_job: false,
        line,
    }
}

/// The parts of an image's name.
pub(crate) struct Image {
    pub(crate) name: String,
    pub(crate) tag: String,
    pub(crate) digest: String,
}

/// Splits `registry:5000/name:tag@digest`; a colon before the last `/` belongs to the registry's port.
pub(crate) fn split_image(text: &str) -> Image {
    let (rest, digest) = text.split_once('@').unwrap_or((text, ""));
    let last = rest.rfind('/').map_or(0, |at| at + 1);
    let (name, tag) = match rest[last..].find(':') {
        Some(at) => (&rest[..last + at], &rest[last + at + 1..]),
        None => (rest, ""),
    };
    Image { name: name.to_owned(), tag: tag.to_owned(), digest: digest.to_owned() }
}

/// True for a full commit id: 40 or 64 hexadecimal digits.
fn is_commit(text: &str) -> bool {
    matches!(text.len(), 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// True for a full digest of an image.
fn is_digest(text: &str) -> bool {
    text.strip_prefix("sha256:").is_some_and(|hex| hex.len() == 64 && is_commit(hex))
}

#[cfg(test)]
mod tests {
    use super::action_use;

    #[test]
    fn a_use_is_pinned_by_a_full_hash_only() {
        let (commit, digest) = ("a".repeat(40), format!("sha256:{}", "b".repeat(64)));
        for (text, name, reference, pinned, local) in [
            ("actions/checkout@v4".to_owned(), "actions/checkout", "v4", false, false),
            (format!("a/b/c@{commit}"), "a/b/c", commit.as_str(), true, false),
            ("a/b@abc1234".to_owned(), "a/b", "abc1234", false, false),
            ("./.github/actions/x".to_owned(), "./.github/actions/x", "", false, true),
            ("docker://alpine:3.20".to_owned(), "docker://alpine", "3.20", false, false),
            (format!("docker://h:5000/x:1@{digest}"), "docker://h:5000/x", digest.as_str(), true, false),
        ] {
            let used = action_use(&text, 3);
            assert_eq!(
                (used.name.as_str(), used.reference.as_str(), used.pinned, used.local),
                (name, reference, pinned, local)
            );
        }
    }
}
