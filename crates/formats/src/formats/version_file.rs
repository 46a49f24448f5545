//! Files that name the version of a runtime for developers and build machines: one version each, or one a line.

use crate::declare::{Answer, runtime};
use crate::registry::Spec;
use crate::text::numbered;
use crate::{Declared, DeclaredRuntime, json};

/// Files that hold the version of one runtime.
const FILES: [(&str, &str); 4] =
    [(".nvmrc", "nodejs"), (".node-version", "nodejs"), (".python-version", "python"), (".ruby-version", "ruby")];

/// Names that tools give to runtimes, with ours.
const NAMES: [(&str, &str); 12] = [
    ("nodejs", "nodejs"),
    ("node", "nodejs"),
    ("python", "python"),
    ("ruby", "ruby"),
    ("php", "php"),
    ("golang", "go"),
    ("go", "go"),
    ("dotnet", "dotnet"),
    ("dotnet-core", "dotnet"),
    ("postgres", "postgresql"),
    ("mysql", "mysql"),
    ("redis", "redis"),
];

macro_rules! one_runtime {
    ($name:ident, $id:literal, $file:expr) => {
        /// One file of one runtime.
        pub(crate) const $name: Spec = Spec {
            id: $id,
            file_names: FILES[$file].0,
            reads: "The first version.",
            answers_to: |place| place.is(FILES[$file].0),
            lossy: true,
            read: |text| Ok(Declared::Runtimes(single(text, FILES[$file].1))),
        };
    };
}

one_runtime!(NVMRC, "nvmrc", 0);
one_runtime!(NODE, "node-version", 1);
one_runtime!(PYTHON, "python-version", 2);
one_runtime!(RUBY, "ruby-version", 3);

/// `.tool-versions` of asdf and mise.
pub(crate) const TOOLS: Spec = Spec {
    id: "tool-versions",
    file_names: ".tool-versions",
    reads: "The first version of each known runtime.",
    answers_to: |place| place.is(".tool-versions"),
    lossy: true,
    read: read_tools,
};

/// `.sdkmanrc` of SDKMAN.
pub(crate) const SDKMAN: Spec = Spec {
    id: "sdkmanrc",
    file_names: ".sdkmanrc",
    reads: "The version of Java, with its maker when it is Temurin or Corretto.",
    answers_to: |place| place.is(".sdkmanrc"),
    lossy: true,
    read: |text| Ok(Declared::Runtimes(numbered(text).filter_map(|(number, line)| sdkman(line, number)).collect())),
};

/// `runtime.txt` of hosts in the manner of Heroku.
pub(crate) const RUNTIME: Spec = Spec {
    id: "runtime-txt",
    file_names: "runtime.txt",
    reads: "The version of Python.",
    answers_to: |place| place.is("runtime.txt"),
    lossy: true,
    read: |text| Ok(Declared::Runtimes(read_runtime(text))),
};

/// `global.json` of .NET.
pub(crate) const DOTNET: Spec = Spec {
    id: "dotnet-global",
    file_names: "global.json",
    reads: "The version of the SDK, unless a newer major may take its place.",
    answers_to: |place| place.is("global.json"),
    lossy: false,
    read: read_dotnet,
};

fn single(text: &str, product: &str) -> Vec<DeclaredRuntime> {
    let mut lines = numbered(text).map(|(number, line)| (number, line.split('#').next().unwrap_or_default().trim()));
    let first = lines.find(|(_, line)| !line.is_empty());
    let version = |line: &str| line.trim_start_matches("ruby-").to_owned();
    first.into_iter().map(|(number, line)| runtime(product, version(line), number)).collect()
}

fn read_tools(text: &str) -> Answer {
    let found = numbered(text).filter_map(|(number, line)| {
        let mut words = line.split('#').next()?.split_whitespace();
        let (name, version) = (words.next()?, words.next()?);
        let (_, product) = NAMES.iter().find(|(known, _)| *known == name)?;
        Some(runtime(product, version, number))
    });
    Ok(Declared::Runtimes(found.collect()))
}

/// `java=21.0.4-tem`.
fn sdkman(line: &str, number: u32) -> Option<DeclaredRuntime> {
    let (version, maker) = line.trim().strip_prefix("java=")?.rsplit_once('-')?;
    let product = match maker {
        "tem" => "eclipse-temurin",
        "amzn" => "amazon-corretto",
        _ => "java",
    };
    Some(runtime(product, version, number))
}

fn read_runtime(text: &str) -> Vec<DeclaredRuntime> {
    let found = numbered(text).find_map(|(number, line)| Some((number, line.trim().strip_prefix("python-")?)));
    found.into_iter().map(|(number, version)| runtime("python", version, number)).collect()
}

fn read_dotnet(text: &str) -> Answer {
    let tree = json::parse_relaxed(text)?;
    let Some(sdk) = tree.get("sdk") else { return Ok(Declared::Runtimes(Vec::new())) };
    let moves_on = ["major", "latestmajor"].contains(&sdk.text_of("rollForward").to_ascii_lowercase().as_str());
    let version = sdk.get("version").filter(|node| !moves_on && !node.text().is_empty());
    Ok(Declared::Runtimes(version.into_iter().map(|node| runtime("dotnet", node.text(), node.line)).collect()))
}
