//! Project files of .NET and the file of central package versions.

use crate::declare::{Answer, asked, manifest, runtime, scope};
use crate::registry::Spec;
use crate::text::{is_plain_version, substitute};
use crate::xml::{self, Element};
use crate::{Declared, DeclaredDependency, DeclaredManifest, DeclaredRuntime};
use quarterdeck_facts::{DependencyScope, Ecosystem};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Project file.
pub(crate) const SPEC: Spec = Spec {
    id: "dotnet-project",
    file_names: "*.csproj, *.fsproj, *.vbproj",
    reads: "Package references with their lines, root namespace, what an application targets; versions set centrally stay empty.",
    answers_to: |place| place.ends(&[".csproj", ".fsproj", ".vbproj"]),
    lossy: true,
    read: read_project,
};

/// Central versions.
pub(crate) const CENTRAL: Spec = Spec {
    id: "dotnet-central-versions",
    file_names: "Directory.Packages.props",
    reads: "Central package versions and global package references with their lines.",
    answers_to: |place| {
        place.ends(&["directory.packages.props"]) && place.file.len() == "directory.packages.props".len()
    },
    lossy: true,
    read: read_central,
};

fn read_project(text: &str) -> Answer {
    let root = project(text)?;
    let properties = properties(&root);
    let property = |name: &str| properties.get(&name.to_ascii_lowercase()).map_or("", |value| value.as_ref());
    let named = ["PackageId", "AssemblyName"].map(property).into_iter().find(|name| !name.is_empty());
    let resolve = |text: &str| resolve(text, &properties);
    let library = !property("PackageId").is_empty()
        || ["IsPackable", "GeneratePackageOnBuild"].iter().any(|name| property(name).eq_ignore_ascii_case("true"));
    let mut manifest = DeclaredManifest {
        name: resolve(named.unwrap_or_default()),
        library: library && !property("IsPackable").eq_ignore_ascii_case("false"),
        ..manifest(Ecosystem::NuGet)
    };
    if is_application(&root, &property) {
        manifest.runtimes.extend(targets(&root, &properties));
    }
    let namespace = resolve(property("RootNamespace"));
    if !namespace.is_empty() {
        manifest.roots.push((namespace, String::new()));
    }
    let references = items(&root, &["PackageReference"]);
    // Every test project of .NET needs this package: nothing of such a project runs in the system.
    let tests =
        references.iter().any(|element| element.attribute("Include").eq_ignore_ascii_case("Microsoft.NET.Test.Sdk"));
    for element in references {
        let private = element.attribute_or_child("PrivateAssets").eq_ignore_ascii_case("all");
        manifest.dependencies.extend(reference(element, scope(private || tests), &properties));
    }
    Ok(Declared::Manifest(manifest))
}

/// What a library targets is the least that it needs; what an application targets is what it runs on.
fn is_application<'a>(root: &Element, property: &impl Fn(&str) -> &'a str) -> bool {
    let output = property("OutputType");
    let sdk = root.attribute("Sdk");
    ["Exe", "WinExe"].iter().any(|kind| output.eq_ignore_ascii_case(kind))
        || ["Web", "Worker", "BlazorWebAssembly"].iter().any(|kind| sdk == format!("Microsoft.NET.Sdk.{kind}"))
}

/// Runtimes that the targets name: `net6.0`, `netcoreapp3.1`. What is for .NET Framework runs on the newest one that is
/// installed, so that its target says nothing.
fn targets(root: &Element, properties: &BTreeMap<String, Cow<'_, str>>) -> Vec<DeclaredRuntime> {
    let written = root.all("PropertyGroup").flat_map(|group| group.children.iter());
    let written = written.filter(|property| matches!(property.name.as_str(), "TargetFramework" | "TargetFrameworks"));
    let mut out = Vec::new();
    for property in written {
        for target in resolve(&property.text, properties).split(';') {
            let version = target.trim().strip_prefix("netcoreapp").or_else(|| target.trim().strip_prefix("net"));
            let version = version.map(|version| version.split('-').next().unwrap_or_default());
            let version = version.filter(|version| version.contains('.') && is_plain_version(version));
            out.extend(version.map(|version| runtime("dotnet", version, property.line)));
        }
    }
    out
}

fn read_central(text: &str) -> Answer {
    let root = project(text)?;
    let properties = properties(&root);
    let mut manifest = DeclaredManifest { component: false, ..manifest(Ecosystem::NuGet) };
    for element in items(&root, &["PackageVersion", "GlobalPackageReference", "PackageReference"]) {
        let scope = match element.name.as_str() {
            "GlobalPackageReference" => DependencyScope::Development,
            _ => DependencyScope::Unknown,
        };
        manifest.dependencies.extend(reference(element, scope, &properties));
    }
    Ok(Declared::Manifest(manifest))
}

fn project(text: &str) -> Result<Element, String> {
    let root = xml::parse(text)?;
    if root.name == "Project" { Ok(root) } else { Err("the root element is not `Project`".to_owned()) }
}

/// Items of some names in all item groups, also those inside `Choose` and `When`, in file order.
fn items<'a>(root: &'a Element, names: &[&str]) -> Vec<&'a Element> {
    let (mut out, mut stack) = (Vec::new(), vec![root]);
    while let Some(element) = stack.pop() {
        if names.contains(&element.name.as_str()) {
            out.push(element);
        } else if matches!(element.name.as_str(), "Project" | "ItemGroup" | "Choose" | "When" | "Otherwise") {
            stack.extend(element.children.iter().rev());
        }
    }
    out
}

fn properties(root: &Element) -> BTreeMap<String, Cow<'_, str>> {
    let groups = root.all("PropertyGroup").flat_map(|group| group.children.iter());
    groups.map(|property| (property.name.to_ascii_lowercase(), Cow::Borrowed(property.text.as_str()))).collect()
}

fn resolve(text: &str, properties: &BTreeMap<String, Cow<'_, str>>) -> String {
    substitute(text, "$(", ')', |name| properties.get(&name.to_ascii_lowercase()).cloned())
}

/// One item; several names may stand in one, separated by `;`.
fn reference(
    element: &Element,
    scope: DependencyScope,
    properties: &BTreeMap<String, Cow<'_, str>>,
) -> Vec<DeclaredDependency> {
    let include = element.attribute("Include");
    let names = if include.is_empty() { element.attribute("Update") } else { include };
    let override_version = element.attribute_or_child("VersionOverride");
    let written = if override_version.is_empty() { element.attribute_or_child("Version") } else { override_version };
    let requirement = resolve(written, properties);
    let names = resolve(names, properties);
    let names = names.split(';').map(str::trim).filter(|name| !name.is_empty());
    names.map(|name| asked(name, requirement.as_str(), exact(&requirement), scope, element.line)).collect()
}

/// NuGet takes the lowest version that fits: a bare version of a direct reference is the one that is used.
pub(crate) fn exact(requirement: &str) -> &str {
    let single = requirement.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(requirement);
    if is_plain_version(single) { single } else { "" }
}
