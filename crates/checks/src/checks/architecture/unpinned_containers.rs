//! ARC-17: container recipes that give another image tomorrow, or that run as root.

use crate::Rule;
use crate::support::{
    days, file_scope, file_unit, files_of, is_aside, is_source_code, lines_evidence, measured, percent, signals_of,
};
use quarterdeck_base::{Evidence, Fingerprint, Message};
use quarterdeck_facts::{BaseImage, Container, Facts, FileFacts, FileKind, SignalRole};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Precision, Severity, Status, Text, ThresholdMeta,
};

/// Parts of base image names whose default user is not root.
const ROOTLESS: &[&str] =
    &["nonroot", "rootless", "unprivileged", "bitnami", "jenkins/", "chainguard", "ubi-micro-user"];

/// Images whose server starts as root and gives its rights away by itself.
const DROPPING: &[&str] = &["httpd", "mariadb", "mysql", "nginx", "postgres", "redis"];

static META: CheckMeta = CheckMeta {
    id: "ARC-17",
    name: "unpinned-containers",
    dimension: Dimension::Architecture,
    status: Status::Stable,
    since: "0.1.0",
    finds: "Container recipes that ship: a base image without tag and digest or with the tag `latest`, and a last \
            stage \
            without `USER` or with the user root. Each of the two is half a fault, a server that starts as root and gives \
            its rights away a quarter; the score falls with the share of faults.",
    matters: "An image that is built from something else each week cannot be reproduced after an incident, and a \
              process \
              that runs as root gives an intruder the whole container.",
    evidence: "The line of the base image; the line of the user or of the last stage.",
    effort: "A quarter of a day to one day for each recipe.",
    texts: &[
        Text { key: "title", english: "Container images that drift or run as root" },
        Text {
            key: "found",
            english: "A stage of { $path } starts from { $image }, which names no fixed version, and the last one says \
                      no user other than root.",
        },
        Text {
            key: "found-version",
            english: "A stage of { $path } starts from { $image }, which names no fixed version.",
        },
        Text {
            key: "found-root",
            english: "{ $path } says no user other than root for its last stage; whoever deploys it may still set one.",
        },
        Text {
            key: "found-starts",
            english: "{ $path } starts as root, as its last stage names no other user; the server in it then gives its \
                      rights away by itself.",
        },
        Text {
            key: "found-version-starts",
            english: "A stage of { $path } starts from { $image }, which names no fixed version; and the last one starts \
                      as root, though the server in it gives its rights away by itself.",
        },
        Text {
            key: "works",
            english: "Container recipes ({ $count }) name the versions they start from and do not run as root.",
        },
        Text {
            key: "consequence",
            english: "The same recipe gives another image next week, and whoever breaks into the process is root \
                      inside it.",
        },
        Text { key: "consequence-version", english: "The same recipe gives another image next week." },
        Text { key: "consequence-root", english: "Whoever breaks into the process is root inside it." },
        Text {
            key: "consequence-starts",
            english: "What runs before the server gives its rights away, and what is run in the container by hand, runs \
                      as root.",
        },
        Text {
            key: "consequence-version-starts",
            english: "The same recipe gives another image next week, and what runs before the server gives its rights \
                      away runs as root.",
        },
        Text {
            key: "remedy",
            english: "Name a version, or better a digest that the update bot moves forward, and end the recipe with a \
                      USER that is not root.",
        },
        Text {
            key: "remedy-version",
            english: "Name a version, or better a digest that the update bot moves forward.",
        },
        Text { key: "remedy-root", english: "End the recipe with a USER that is not root." },
        Text {
            key: "remedy-starts",
            english: "Take the variant of the image that starts without root, where there is one, and name its user.",
        },
        Text {
            key: "remedy-version-starts",
            english: "Name a version, or better a digest that the update bot moves forward; take the variant of the image \
                      that starts without root, where there is one.",
        },
    ],
    thresholds: &[ThresholdMeta {
        key: "recipe_faults_percent",
        green: 0.0,
        red: 100.0,
        source: "proposal, after OpenSSF Scorecard: Pinned-Dependencies",
    }],
    exceptions: &[
        "A recipe that takes in nothing but settings and what lies beside it (opencart's `docker/php`) runs the code of whoever starts \
         it, from a folder of his: it does not ship. What lies beside it is the product where that folder holds source code.",
        "Recipes for development, tests, examples and documentation (dev containers, `Dockerfile.dev`) do not ship: \
         left out by path.",
        "A stage that the shipped one only copies from (`FROM composer:latest AS composer` of kimai): low, whatever \
         stands beside it.",
        "A server that starts as root and gives its rights away (`php:*-apache`, `php:*-fpm`, httpd, nginx, postgres, \
         mysql, mariadb, redis), or a recipe or entry point with gosu, su-exec, setpriv or APACHE_RUN_USER (kimai): low, \
         and told as a start as root.",
        "Images of distroless carry their versions in their names (`nodejs24-debian13`, juice-shop): these are versions.",
        "Images computed from a build argument without default are unknown, not unpinned.",
        "Base images whose own user is not root (distroless nonroot, unprivileged nginx) need no USER.",
        "Windows images have no root user.",
        "A project that starts from its own, always current base image (prometheus and its busybox) has decided so: \
         the \
         severity is low.",
        "The orchestrator may set the user (Kubernetes `runAsNonRoot`): a missing USER alone is of medium confidence.",
    ],
    precision: Some(Precision { read: 16, correct: 10, repositories: 7 }),
    sources: &[
        "OpenSSF Scorecard: Pinned-Dependencies",
        "Docker: Building best practices (USER, pin base image versions)",
        "Mercari production readiness checklist",
    ],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    let shipped: Vec<&Container> = facts.containers.iter().filter(|container| ships(facts, container)).collect();
    if shipped.is_empty() {
        return Assessment::not_applicable("there is no container recipe that ships");
    }
    let mut faults = 0.0;
    let mut findings = Vec::new();
    for container in &shipped {
        let loose = loose_base(container);
        let root = root(facts, container);
        faults += f64::from(u8::from(loose.is_some())) * 0.5 + root.fault();
        findings.extend(finding(facts, container, loose, root));
    }
    let value = percent(faults / shipped.len() as f64);
    let figures = vec![measured("recipe_faults_percent", value, "%")];
    if findings.is_empty() {
        return Assessment::ok(Message::new("works").count("count", shipped.len() as u64), figures);
    }
    Assessment::found(policy.threshold(&META, "recipe_faults_percent").score(value), figures, findings)
}

fn ships(facts: &Facts, container: &Container) -> bool {
    let file = facts.file(container.file);
    !matches!(file.kind, FileKind::Vendored | FileKind::Test | FileKind::Generated)
        && !is_aside(&file.path)
        && takes_product(facts, container)
}

/// Endings of what sets a server up.
const SETTINGS: [&str; 12] = ["cfg", "cnf", "conf", "crt", "env", "ini", "list", "pem", "sh", "toml", "txt", "yml"];

/// True when it takes in more than settings and what lies beside it: else the code comes from a folder of whoever runs it.
fn takes_product(facts: &Facts, container: &Container) -> bool {
    let path = &facts.file(container.file).path;
    let folder = path.parent();
    let own = facts.repository_of(container.file).name.to_ascii_lowercase();
    // A service that is built from the top of the repository takes in its own folder.
    let holds_code = || {
        let is_code =
            |file: &FileFacts| is_source_code(file) && !matches!(file.language, "Shell" | "BASH" | "Dockerfile");
        files_of(facts, facts.file(container.file).repository.at())
            .iter()
            .any(|file| file.path.is_in(folder) && is_code(file))
    };
    let is_product = |taken: &String| {
        if taken.contains("://") || taken.starts_with("git@") {
            // A module of the server is no product; the repository itself is, and what cannot be told may be.
            return taken.contains('$') || taken.to_ascii_lowercase().contains(&own);
        }
        let taken = taken.trim_start_matches("./");
        let below = taken.as_bytes().strip_prefix(&**folder).filter(|_| !folder.is_empty());
        let is_beside = below.is_some_and(|rest| rest.is_empty() || rest.starts_with(b"/")) && !holds_code();
        let ending = taken.rsplit('/').next().and_then(|name| Some(name.rsplit_once('.')?.1));
        !is_beside && !ending.is_some_and(|ending| SETTINGS.contains(&ending))
    };
    container.taken.iter().any(is_product)
}

fn is_loose(base: &BaseImage) -> bool {
    !base.computed
        && base.digest.is_empty()
        && (base.tag.is_empty() || base.tag == "latest")
        && !is_named_by_version(base)
}

/// Images of distroless carry the version in their names, and no tag names another: `gcr.io/distroless/nodejs24-debian13`.
fn is_named_by_version(base: &BaseImage) -> bool {
    let name = base.name.rsplit_once("distroless/").map_or("", |(_, name)| name);
    let (program, system) = name.split_once('-').unwrap_or((name, ""));
    let has_digit = |part: &str| part.bytes().any(|byte| byte.is_ascii_digit());
    has_digit(system) && (has_digit(program) || matches!(program, "base" | "cc" | "static"))
}

/// The base image without a version, of the stage that ships before one that is only copied from.
fn loose_base(container: &Container) -> Option<&BaseImage> {
    let shipped = container.last_base.and_then(|at| container.bases.get(at));
    shipped.filter(|base| is_loose(base)).or_else(|| container.bases.iter().rev().find(|base| is_loose(base)))
}

/// An image below a stage that the last one only copies from.
fn is_helper(container: &Container, base: &BaseImage) -> bool {
    container.last_base.and_then(|at| container.bases.get(at)).is_some_and(|last| last.line != base.line)
}

/// With which rights the process runs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Root {
    Never,
    /// The server gives its rights away once it has started.
    AtStart,
    Always,
}

impl Root {
    fn fault(self) -> f64 {
        match self {
            Self::Never => 0.0,
            Self::AtStart => 0.25,
            Self::Always => 0.5,
        }
    }
}

fn root(facts: &Facts, container: &Container) -> Root {
    let user = container.user.split(':').next().unwrap_or_default();
    if !user.is_empty() && !matches!(user, "root" | "0") {
        return Root::Never;
    }
    let base = container.last_base.and_then(|at| container.bases.get(at));
    if user.is_empty() {
        let last = base.map(|base| format!("{}:{}", base.name, base.tag)).unwrap_or_default();
        let windows = last.contains("windows") || last.contains("nanoserver");
        let computed = base.is_some_and(|base| base.computed);
        if windows || computed || ROOTLESS.iter().any(|part| last.contains(part)) {
            return Root::Never;
        }
    }
    let dropping = base.is_some_and(gives_rights_away) || has_dropping_entry(facts, container);
    if dropping { Root::AtStart } else { Root::Always }
}

fn gives_rights_away(base: &BaseImage) -> bool {
    let name = base.name.rsplit('/').next().unwrap_or_default();
    DROPPING.contains(&name) || (name == "php" && base.tag.split('-').any(|part| matches!(part, "apache" | "fpm")))
}

/// The recipe itself, or an entry point in its folder or below, names what a process gives its rights away with.
fn has_dropping_entry(facts: &Facts, container: &Container) -> bool {
    let recipe = facts.file(container.file);
    let lies_below = |file| {
        let rest = facts.file(file).path.as_bytes().strip_prefix(&**recipe.path.parent());
        rest.is_some_and(|rest| recipe.path.parent().is_empty() || rest.starts_with(b"/"))
    };
    let is_recipe = |file| facts.containers.iter().any(|other| other.file == file);
    signals_of(facts, recipe.repository.at(), SignalRole::DropsRights)
        .any(|signal| signal.file == container.file || (!is_recipe(signal.file) && lies_below(signal.file)))
}

fn finding(facts: &Facts, container: &Container, loose: Option<&BaseImage>, root: Root) -> Option<Finding> {
    let path = &facts.file(container.file).path;
    let message = match (loose, root) {
        (Some(base), Root::Always) => Message::new("found").path("path", path).name("image", shown(base)),
        (Some(base), Root::Never) => Message::new("found-version").path("path", path).name("image", shown(base)),
        (Some(base), Root::AtStart) => {
            Message::new("found-version-starts").path("path", path).name("image", shown(base))
        }
        (None, Root::Always) => Message::new("found-root").path("path", path),
        (None, Root::AtStart) => Message::new("found-starts").path("path", path),
        (None, Root::Never) => return None,
    };
    let user_line = if container.user_line > 0 { container.user_line } else { container.last_stage_line };
    let lines = loose.map(|base| base.line).into_iter().chain((root != Root::Never).then_some(user_line));
    let mut evidence: Vec<Evidence> = lines.map(|line| lines_evidence(facts, container.file, line, line)).collect();
    evidence.dedup();
    let first_base = container.bases.first().map_or("", |base| base.name.as_str());
    let grave = root == Root::Always && loose.is_some_and(|base| !is_helper(container, base));
    Some(Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[path.file_name(), first_base.as_bytes()]),
        scope: file_scope(facts, container.file),
        severity: if grave { Severity::Medium } else { Severity::Low },
        confidence: if loose.is_some() { Confidence::High } else { Confidence::Medium },
        message,
        evidence,
        effort: days(0.25, 1.0, 1.0),
        remediation_unit: file_unit(facts, container.file),
        rank: f64::from(u8::from(loose.is_some())) + 2.0 * root.fault(),
    })
}

fn shown(base: &BaseImage) -> String {
    if base.tag.is_empty() { base.name.clone() } else { format!("{}:{}", base.name, base.tag) }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{add_file, empty_facts, said};
    use quarterdeck_facts::{BaseImage, Container, Facts, Signal, SignalRole};
    use quarterdeck_findings::{Policy, Severity};

    fn system(path: &str, name: &str, tag: &str, user: &str) -> Facts {
        let mut facts = empty_facts();
        let file = add_file(&mut facts, path, |file| file.language = "Dockerfile");
        let base = BaseImage {
            name: name.to_owned(),
            tag: tag.trim_start_matches('$').to_owned(),
            digest: String::new(),
            computed: tag.starts_with('$'),
            line: 1,
        };
        let user_line = if user.is_empty() { 0 } else { 9 };
        facts.containers.push(Container {
            file,
            bases: vec![base],
            user: user.to_owned(),
            user_line,
            last_stage_line: 1,
            last_base: Some(0),
            taken: vec![".".to_owned()],
        });
        facts
    }

    #[test]
    fn a_recipe_that_takes_in_settings_only_does_not_ship() {
        let mut service = system("services/cart/Dockerfile", "php", "8", "");
        service.containers[0].taken = vec!["services/cart/".to_owned()];
        add_file(&mut service, "services/cart/start.sh", |file| file.language = "Shell");
        assert_eq!(said(&CHECK.assess(&service, &Policy::default())), "not-applicable");
        add_file(&mut service, "services/cart/src/cart.php", |file| file.language = "PHP");
        assert_eq!(said(&CHECK.assess(&service, &Policy::default())), "found 1", "built from the top");
        for (path, taken, expected) in [
            ("docker/php/Dockerfile", &[][..], "not-applicable"),
            (
                "docker/php/Dockerfile",
                &["docker/php/entrypoint", "./docker/php/services/", "shop/php.ini"],
                "not-applicable",
            ),
            ("docker/php/Dockerfile", &["docker/php/entrypoint", "docker/phpx/"], "found 1"),
            ("docker/php/Dockerfile", &["shop/"], "found 1"),
            ("Dockerfile", &["app.conf"], "not-applicable"),
            ("Dockerfile", &["./"], "found 1"),
            ("Dockerfile", &["build/shop"], "found 1"),
            ("Dockerfile", &["https://example.org/nginx-brotli"], "not-applicable"),
            ("Dockerfile", &["https://example.org/acme/Shop.git"], "found 1"),
            ("Dockerfile", &["https://example.org/${NAME}"], "found 1"),
        ] {
            let mut facts = system(path, "php", "8", "");
            facts.containers[0].taken = taken.iter().map(|taken| (*taken).to_owned()).collect();
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected, "{path} {taken:?}");
        }
    }

    #[test]
    fn recipes_that_ship_name_a_version_and_a_user() {
        for (path, name, tag, user, expected) in [
            ("Dockerfile", "python", "3.12", "app", "ok"),
            ("Dockerfile", "python", "", "app", "found 1"),
            ("Dockerfile", "python", "latest", "app", "found 1"),
            ("Dockerfile", "python", "3.12", "", "found 1"),
            ("Dockerfile", "python", "3.12", "root", "found 1"),
            ("Dockerfile", "python", "3.12", "0:0", "found 1"),
            ("Dockerfile", "python", "3.12", "1000:0", "ok"),
            ("Dockerfile", "gcr.io/distroless/static", "nonroot", "", "ok"),
            ("Dockerfile", "gcr.io/distroless/nodejs24-debian13", "", "app", "ok"),
            ("Dockerfile", "gcr.io/distroless/static-debian12", "latest", "app", "ok"),
            ("Dockerfile", "gcr.io/distroless/java-debian12", "", "app", "found 1"),
            ("Dockerfile", "gcr.io/distroless/nodejs24", "", "app", "found 1"),
            ("Dockerfile", "mcr.microsoft.com/windows/servercore", "ltsc2022", "", "ok"),
            ("Dockerfile", "python", "$VERSION", "app", "ok"),
            (".devcontainer/Dockerfile", "python", "", "", "not-applicable"),
            ("Dockerfile.dev", "python", "", "", "not-applicable"),
        ] {
            let assessment = CHECK.assess(&system(path, name, tag, user), &Policy::default());
            assert_eq!(said(&assessment), expected, "{path} {name} {tag} {user}");
        }
        assert_eq!(said(&CHECK.assess(&empty_facts(), &Policy::default())), "not-applicable");
    }

    #[test]
    fn a_loose_helper_stage_never_raises_the_severity() {
        for (last_stage_line, last_base) in [(5, 1), (9, 1)] {
            let mut facts = system("Dockerfile", "composer", "latest", "root");
            let base = BaseImage {
                name: "python".to_owned(),
                tag: "3.12".to_owned(),
                line: 5,
                ..facts.containers[0].bases[0].clone()
            };
            facts.containers[0].bases.push(base);
            (facts.containers[0].last_stage_line, facts.containers[0].last_base) = (last_stage_line, Some(last_base));
            let assessment = CHECK.assess(&facts, &Policy::default());
            assert_eq!(assessment.findings[0].severity, Severity::Low, "last stage at {last_stage_line}");
            assert_eq!(assessment.findings[0].message.key, "found");
        }
    }

    #[test]
    fn what_is_told_is_what_was_found() {
        for (name, tag, user, entry, key, severity) in [
            ("python", "", "app", "", "found-version", Severity::Low),
            ("python", "3.12", "", "", "found-root", Severity::Low),
            ("python", "", "", "", "found", Severity::Medium),
            ("php", "8.3-apache", "", "", "found-starts", Severity::Low),
            ("php", "8.3-fpm-alpine", "root", "", "found-starts", Severity::Low),
            ("php", "8.3-cli", "", "", "found-root", Severity::Low),
            ("docker.io/library/nginx", "latest", "", "", "found-version-starts", Severity::Low),
            ("acme/nginx-proxy", "1.2", "", "", "found-root", Severity::Low),
            ("python", "", "", "Dockerfile", "found-version-starts", Severity::Low),
            ("python", "", "", "docker/entrypoint.sh", "found-version-starts", Severity::Low),
        ] {
            let mut facts = system("Dockerfile", name, tag, user);
            if !entry.is_empty() {
                let known = (entry == "Dockerfile").then_some(facts.containers[0].file);
                let file = known.unwrap_or_else(|| add_file(&mut facts, entry, |_| {}));
                facts.signals.push(Signal { role: SignalRole::DropsRights, what: "gosu", file, line: 3 });
            }
            let assessment = CHECK.assess(&facts, &Policy::default());
            let finding = &assessment.findings[0];
            assert_eq!((finding.message.key, finding.severity), (key, severity), "{name}:{tag} {user} {entry}");
        }
    }

    #[test]
    fn each_of_the_two_faults_is_half_of_the_score() {
        for (tag, user, score, severity) in [
            ("latest", "app", 0.5, Severity::Low),
            ("3.12", "", 0.5, Severity::Low),
            ("latest", "", 0.0, Severity::Medium),
        ] {
            let assessment = CHECK.assess(&system("Dockerfile", "python", tag, user), &Policy::default());
            assert_eq!((assessment.score, assessment.findings[0].severity), (score, severity));
        }
    }
}
