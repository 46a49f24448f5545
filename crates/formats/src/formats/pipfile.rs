//! `Pipfile` of Python.

use crate::declare::{Answer, asked, manifest, one_line, runtime, scope};
use crate::python::exact;
use crate::registry::Spec;
use crate::{Declared, toml_text};
use quarterdeck_facts::Ecosystem;

pub(crate) const SPEC: Spec = Spec {
    id: "pipfile",
    file_names: "Pipfile",
    reads: "Dependencies by group with their lines, the version of Python.",
    answers_to: |place| place.is("Pipfile"),
    lossy: false,
    read,
};

fn read(text: &str) -> Answer {
    let tree = toml_text::parse(text)?;
    let mut manifest = manifest(Ecosystem::PyPi);
    const OTHER_TABLES: [&str; 4] = ["source", "requires", "scripts", "pipenv"];
    for (group, table) in tree.entries().iter().filter(|(group, _)| !OTHER_TABLES.contains(&group.as_str())) {
        for (name, node) in table.entries() {
            let requirement = if node.is_map() { node.text_of("version") } else { node.text() };
            let development = scope(group != "packages");
            manifest.dependencies.push(asked(name, requirement, exact(requirement), development, node.line));
        }
    }
    for node in ["python_full_version", "python_version"].into_iter().filter_map(|key| tree.at(&["requires", key])) {
        manifest.runtimes.extend(one_line(node.text()).map(|version| runtime("python", version, node.line)));
    }
    Ok(Declared::Manifest(manifest))
}
