//! `packages.config` of older .NET projects.

use crate::declare::{Answer, asked, manifest, scope};
use crate::registry::Spec;
use crate::{Declared, DeclaredManifest, xml};
use quarterdeck_facts::Ecosystem;

pub(crate) const SPEC: Spec = Spec {
    id: "dotnet-config",
    file_names: "packages.config",
    reads: "Packages with exact versions and lines.",
    answers_to: |place| place.file.eq_ignore_ascii_case("packages.config"),
    lossy: true,
    read,
};

fn read(text: &str) -> Answer {
    let root = xml::parse(text)?;
    if root.name != "packages" {
        return Err("the root element is not `packages`".to_owned());
    }
    let dependencies = root.all("package").map(|element| {
        let version = element.attribute("version");
        let development = element.attribute("developmentDependency").eq_ignore_ascii_case("true");
        asked(element.attribute("id"), version, version, scope(development), element.line)
    });
    // The project file beside it makes the component.
    let manifest =
        DeclaredManifest { component: false, dependencies: dependencies.collect(), ..manifest(Ecosystem::NuGet) };
    Ok(Declared::Manifest(manifest))
}
