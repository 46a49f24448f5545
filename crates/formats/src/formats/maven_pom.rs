//! `pom.xml` of Maven. Parents in other files are not looked at: what they set stays empty.

use crate::declare::{Answer, asked, manifest};
use crate::registry::Spec;
use crate::text::{folder, is_plain_version, substitute};
use crate::xml::{self, Element};
use crate::{Declared, DeclaredDependency, DeclaredManifest};
use quarterdeck_facts::{DependencyScope, Ecosystem};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) const SPEC: Spec = Spec {
    id: "maven-pom",
    file_names: "pom.xml",
    reads: "Coordinates, parent, dependencies, managed and imported versions, modules; properties of the same file are \
            resolved, those of a parent are not.",
    answers_to: |place| place.is("pom.xml"),
    lossy: true,
    read,
};

fn read(text: &str) -> Answer {
    let root = xml::parse(text)?;
    if root.name != "project" {
        return Err("the root element is not `project`".to_owned());
    }
    let pom = Pom { properties: properties(&root), root: &root };
    let packaging = root.text_of("packaging");
    let (group, artifact) = (pom.own("groupId"), pom.resolve(root.text_of("artifactId")));
    let published = root.child("distributionManagement").is_some();
    let mut manifest = DeclaredManifest {
        name: format!("{group}:{artifact}"),
        library: published && !matches!(packaging, "pom" | "war" | "ear"),
        component: packaging != "pom",
        ..manifest(Ecosystem::Maven)
    };
    let holders =
        || std::iter::once(&root).chain(root.child("profiles").into_iter().flat_map(|list| list.all("profile")));
    for module in holders().filter_map(|holder| holder.child("modules")).flat_map(|list| list.children.iter()) {
        let path = folder(module.text.strip_suffix("/pom.xml").unwrap_or(&module.text));
        manifest.roots.push((String::new(), path));
    }
    if let Some(parent) = root.child("parent") {
        manifest.dependencies.push(pom.dependency(parent, DependencyScope::Unknown));
    }
    let managed = holders().filter_map(|holder| holder.child("dependencyManagement"));
    let managed: Vec<DeclaredDependency> = managed
        .filter_map(|holder| holder.child("dependencies"))
        .flat_map(|list| list.all("dependency"))
        .map(|element| pom.dependency(element, DependencyScope::Unknown))
        .collect();
    let versions: BTreeMap<&str, &str> = managed.iter().map(|d| (d.name.as_str(), d.version.as_str())).collect();
    let used = holders().filter_map(|holder| holder.child("dependencies")).flat_map(|list| list.all("dependency"));
    for element in used {
        let mut dependency = pom.dependency(element, scope(element.text_of("scope")));
        if dependency.requirement.is_empty() {
            dependency.version = versions.get(dependency.name.as_str()).copied().unwrap_or_default().to_owned();
        }
        manifest.dependencies.push(dependency);
    }
    let names: BTreeSet<String> = manifest.dependencies.iter().map(|dependency| dependency.name.clone()).collect();
    manifest.dependencies.extend(managed.iter().filter(|dependency| !names.contains(&dependency.name)).cloned());
    manifest.dependencies.sort_by_key(|dependency| dependency.line);
    Ok(Declared::Manifest(manifest))
}

fn scope(written: &str) -> DependencyScope {
    if written == "test" { DependencyScope::Development } else { DependencyScope::Runtime }
}

fn properties(root: &Element) -> BTreeMap<&str, &str> {
    let list = root.child("properties").map_or(&[][..], |list| &list.children);
    list.iter().map(|property| (property.name.as_str(), property.text.as_str())).collect()
}

struct Pom<'a> {
    properties: BTreeMap<&'a str, &'a str>,
    root: &'a Element,
}

impl<'a> Pom<'a> {
    /// A coordinate of the project itself, which it may inherit from its parent's coordinates.
    fn own(&self, name: &str) -> &'a str {
        let own = self.root.text_of(name);
        if own.is_empty() { self.root.child("parent").map_or("", |parent| parent.text_of(name)) } else { own }
    }

    fn resolve(&self, text: &str) -> String {
        substitute(text, "${", '}', |name| {
            let known = match name {
                "project.version" | "pom.version" | "version" => self.own("version"),
                "project.groupId" | "pom.groupId" | "groupId" => self.own("groupId"),
                "project.parent.version" | "parent.version" => {
                    self.root.child("parent").map_or("", |parent| parent.text_of("version"))
                }
                "project.parent.groupId" => self.root.child("parent").map_or("", |parent| parent.text_of("groupId")),
                _ => self.properties.get(name).copied().unwrap_or_default(),
            };
            (!known.is_empty()).then_some(Cow::Borrowed(known))
        })
    }

    fn dependency(&self, element: &Element, scope: DependencyScope) -> DeclaredDependency {
        let name =
            format!("{}:{}", self.resolve(element.text_of("groupId")), self.resolve(element.text_of("artifactId")));
        let requirement = self.resolve(element.text_of("version"));
        let single = requirement.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(&requirement);
        let version = if is_plain_version(single) { single.to_owned() } else { String::new() };
        asked(name, requirement, version, scope, element.line)
    }
}
