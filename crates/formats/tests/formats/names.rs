//! Which paths name which format.

use quarterdeck_base::RepoPath;
use quarterdeck_formats::{Format, format_of};

#[test]
fn paths_name_formats() {
    for (path, id) in [
        ("a/b/package.json", "package-json"),
        ("Package.json", ""),
        ("gradle/libs.versions.toml", "gradle-catalog"),
        ("x/build.gradle.kts", "gradle-build"),
        ("src/App.CSPROJ", "dotnet-project"),
        ("requirements.txt", "pip-requirements"),
        ("docs/requirements.txt", "pip-requirements-development"),
        ("requirements/dev.txt", "pip-requirements-development"),
        ("test-requirements.txt", "pip-requirements-development"),
        ("requirements/prod.txt", "pip-requirements-other"),
        ("requirements/constraints.txt", "pip-constraints"),
        ("requirements.md", "markdown"),
        (".github/workflows/a.yml", "github-workflow"),
        (".github/workflows/deep/a.yml", ""),
        (".github/dependabot.yml", ""),
        ("tsconfig.base.json", "tsconfig-json"),
        ("docker/Dockerfile.prod", "dockerfile"),
        ("web.dockerfile", "dockerfile"),
        ("Dockerfile.dockerignore", ""),
        ("Dockerfile.md", "markdown"),
        ("languages/dockerfile.toml", ""),
        ("docker-compose.yml", "compose"),
        ("compose.dev.yaml", "compose"),
        ("composer.yml", ""),
        ("deploy/web.yaml", "kubernetes"),
        ("src/web.yaml", ""),
        ("infra/main.tf", "terraform"),
        (".github/CODEOWNERS", "code-owners"),
        ("LICENSE.md", "licence-text"),
        ("docs/LICENSE.md", "markdown"),
        ("compose.yaml", "compose"),
        ("ci/.gitlab-ci.yml", "gitlab-ci"),
        ("azure-pipelines-release.yaml", "azure-pipelines"),
        (".woodpecker/test.yml", "other-pipeline"),
        (".drone.yml", "other-pipeline"),
        ("README.md", "markdown"),
        ("docs/a.drawio.svg", "drawio"),
        ("docs/a.svg", ""),
        ("docs/c4/workspace.dsl", "structurizr"),
        ("", ""),
    ] {
        assert_eq!(format_of(&RepoPath::from(path)).map_or("", Format::id), id, "{path}");
    }
    assert_eq!(format_of(&RepoPath::new(b"\xff/package.json".as_slice())).map(Format::id), Some("package-json"));
    assert_eq!(format_of(&RepoPath::new(b"package.json\xff".as_slice())), None);
}

#[test]
fn every_format_describes_itself_and_the_list_is_sorted() {
    let ids: Vec<&str> = Format::all().iter().map(|format| format.id()).collect();
    assert!(ids.is_sorted_by(|a, b| a < b), "{ids:?}");
    for format in Format::all() {
        assert!(format.reads().ends_with('.') && !format.file_names().is_empty(), "{}", format.id());
    }
}

#[test]
fn every_format_has_a_sample() {
    for format in Format::all() {
        let known = crate::all_samples().any(|sample| format_of(&RepoPath::from(sample.path)) == Some(*format));
        assert!(known, "{}", format.id());
    }
}
