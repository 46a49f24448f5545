//! Recipes of deployment: Compose, Kubernetes and Terraform. Only settings that are looked for are read: images, and
//! what opens a machine or a store to others. No secret is kept: of a password only its variable.

use crate::Declared;
use crate::declare::Answer;
use crate::node::Node;
use crate::registry::{Place, Spec};
use crate::{DeclaredSetting, text, yaml};
use quarterdeck_facts::SettingKind;
use std::borrow::Cow;

/// Compose.
pub(crate) const COMPOSE: Spec = Spec {
    id: "compose",
    file_names: "docker-compose.yml, docker-compose.*.yml, compose.yml, compose.*.yml",
    reads: "Images, and services that are privileged, share the host's network, processes or container socket, or carry \
            a well-known password.",
    answers_to: |place| {
        let name = place.file.to_ascii_lowercase();
        let known = ["docker-compose", "compose"].iter().find_map(|start| name.strip_prefix(start));
        place.is_yaml() && known.is_some_and(|rest| rest.starts_with(['.', '-', '_']))
    },
    lossy: false,
    read: read_compose,
};

/// Kubernetes.
pub(crate) const KUBERNETES: Spec = Spec {
    id: "kubernetes",
    file_names: "YAML files below k8s, kubernetes, kube, manifests, deploy or deployment",
    reads: "Images, and pods that are privileged or share the host's network, processes or container socket; templates \
            of Helm are not read.",
    answers_to: |place| place.is_yaml() && is_kubernetes(place),
    lossy: true,
    read: read_kubernetes,
};

/// Terraform.
pub(crate) const TERRAFORM: Spec = Spec {
    id: "terraform",
    file_names: "*.tf",
    reads: "Firewall rules that open a port of administration or of a database to everybody, public stores and \
            databases, written as literals; nothing is evaluated.",
    answers_to: |place| place.ends(&[".tf"]),
    lossy: true,
    read: |text| Ok(Declared::Settings(crate::terraform::read(text))),
};

/// Most documents of one file of Kubernetes.
const DOCUMENTS: usize = 500;

/// Passwords that everybody tries first.
const WELL_KNOWN: [&str; 22] = [
    "123456",
    "12345678",
    "admin",
    "admin123",
    "changeit",
    "changeme",
    "change_me",
    "default",
    "dev",
    "example",
    "guest",
    "mysql",
    "pass",
    "passw0rd",
    "password",
    "password123",
    "postgres",
    "root",
    "secret",
    "test",
    "toor",
    "user",
];

/// Variables of common servers, with the value that lets everybody in without a password.
const OPEN_TO_ALL: [(&str, &str); 9] = [
    ("XPACK.SECURITY.ENABLED", "false"),
    ("POSTGRES_HOST_AUTH_METHOD", "trust"),
    ("MYSQL_ALLOW_EMPTY_PASSWORD", "yes"),
    ("MYSQL_ALLOW_EMPTY_PASSWORD", "true"),
    ("MYSQL_ALLOW_EMPTY_PASSWORD", "1"),
    ("MARIADB_ALLOW_EMPTY_ROOT_PASSWORD", "yes"),
    ("MARIADB_ALLOW_EMPTY_ROOT_PASSWORD", "true"),
    ("MARIADB_ALLOW_EMPTY_ROOT_PASSWORD", "1"),
    ("ALLOW_EMPTY_PASSWORD", "yes"),
];

fn is_kubernetes(place: &Place<'_>) -> bool {
    let folders = ["k8s", "kubernetes", "kube", "manifests", "deploy", "deployment", "deployments"];
    place.folder.split('/').any(|folder| folders.contains(&folder.to_ascii_lowercase().as_str()))
}

fn setting(kind: SettingKind, subject: &str, value: &str, line: u32) -> DeclaredSetting {
    DeclaredSetting { kind, subject: subject.to_owned(), value: value.to_owned(), line }
}

fn read_compose(text: &str) -> Answer {
    let tree = yaml::parse(text)?;
    let mut out = Vec::new();
    for (name, service) in tree.entries_of("services") {
        if let Some(image) = service.get("image") {
            let written = with_defaults(image.text());
            if !written.is_empty() && !written.contains('$') {
                out.push(setting(SettingKind::Image, name, &written, image.line));
            }
        }
        flag(service, "privileged", SettingKind::Privileged, name, &mut out);
        for (key, kind) in [("network_mode", SettingKind::HostNetwork), ("pid", SettingKind::HostProcesses)] {
            if let Some(node) = service.get(key).filter(|node| node.text() == "host") {
                out.push(setting(kind, name, "host", node.line));
            }
        }
        for volume in service.items_of("volumes") {
            let source = volume.get("source").unwrap_or(volume);
            if is_socket(source.text()) {
                out.push(setting(SettingKind::ContainerSocket, name, source.text(), source.line));
            }
        }
        passwords(name, service, &mut out);
    }
    Ok(Declared::Settings(out))
}

/// `${NAME:-default}` to its default; other references stay.
fn with_defaults(text: &str) -> String {
    text::substitute(text, "${", '}', |name| {
        let (_, default) = name.split_once(":-").or_else(|| name.split_once('-'))?;
        Some(Cow::Owned(default.to_owned()))
    })
}

fn flag(holder: &Node, key: &str, kind: SettingKind, subject: &str, out: &mut Vec<DeclaredSetting>) {
    if let Some(node) = holder.get(key).filter(|node| node.is_true()) {
        out.push(setting(kind, subject, key, node.line));
    }
}

fn is_socket(text: &str) -> bool {
    let source = text.split(':').next().unwrap_or_default();
    ["/var/run/docker.sock", "/run/docker.sock", "/run/containerd/containerd.sock"].contains(&source)
}

/// `environment` as a map or as a list of `NAME=value`.
fn passwords(name: &str, service: &Node, out: &mut Vec<DeclaredSetting>) {
    let Some(environment) = service.get("environment") else { return };
    let listed = environment.items().iter().filter_map(|item| {
        let (key, value) = item.text().split_once('=')?;
        Some((key, value, item.line))
    });
    let mapped = environment.entries().iter().map(|(key, node)| (key.as_str(), node.text(), node.line));
    for (key, value, line) in mapped.chain(listed) {
        let upper = key.to_ascii_uppercase();
        let written = with_defaults(value.trim_matches(['"', '\'']));
        let value = written.trim_matches(['"', '\'']).to_ascii_lowercase();
        let is_password = upper.ends_with("PASSWORD") || upper.ends_with("_PASS") || upper.ends_with("_PASSWD");
        if (is_password && WELL_KNOWN.contains(&value.as_str()))
            || OPEN_TO_ALL.contains(&(upper.as_str(), value.as_str()))
        {
            out.push(setting(SettingKind::WellKnownPassword, name, key, line));
        }
    }
}

fn read_kubernetes(text: &str) -> Answer {
    // Templates are no YAML before they are filled in.
    if text.contains("{{") || !text.contains("apiVersion") {
        return Ok(Declared::Settings(Vec::new()));
    }
    let mut out = Vec::new();
    for document in yaml::parse_all(text, DOCUMENTS)? {
        if document.get("apiVersion").is_none() || document.get("kind").is_none() {
            continue;
        }
        let name = document.at(&["metadata", "name"]).map_or("", Node::text);
        for path in [&["spec", "template", "spec"][..], &["spec", "jobTemplate", "spec", "template", "spec"], &["spec"]]
        {
            if let Some(pod) = document.at(path).filter(|pod| pod.get("containers").is_some()) {
                pod_settings(name, pod, &mut out);
            }
        }
    }
    Ok(Declared::Settings(out))
}

fn pod_settings(name: &str, pod: &Node, out: &mut Vec<DeclaredSetting>) {
    flag(pod, "hostNetwork", SettingKind::HostNetwork, name, out);
    flag(pod, "hostPID", SettingKind::HostProcesses, name, out);
    for volume in pod.items_of("volumes") {
        if let Some(path) = volume.at(&["hostPath", "path"]).filter(|path| is_socket(path.text())) {
            out.push(setting(SettingKind::ContainerSocket, name, path.text(), path.line));
        }
    }
    for container in pod.items_of("containers").iter().chain(pod.items_of("initContainers")) {
        if let Some(image) = container.get("image").filter(|image| !image.text().contains('$')) {
            out.push(setting(SettingKind::Image, name, image.text(), image.line));
        }
        if let Some(context) = container.get("securityContext") {
            flag(context, "privileged", SettingKind::Privileged, name, out);
        }
    }
}
