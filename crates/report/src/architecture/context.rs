//! The page of what stands around the system: repositories, what builds and ships them, the systems that they talk to.

use super::components::PAGE;
use super::pages::{Arrow, ArrowKind, Block, BlockKind, Page, arrow, block, counted, page as placed, summed};
use crate::escape::visible;
use quarterdeck_facts::{Facts, FileIx};
use std::collections::{BTreeMap, BTreeSet};

/// Id of the page.
const ID: &str = "qd:page:context";
/// Container recipes with boxes of their own.
const RECIPES: usize = 10;
/// Systems whose pipelines are read.
const PIPELINE_NAMES: &[(&str, &str)] = &[
    ("azure-pipelines", "Azure Pipelines"),
    ("bitbucket", "Bitbucket Pipelines"),
    ("circleci", "CircleCI"),
    ("github-actions", "GitHub Actions"),
    ("gitlab-ci", "GitLab CI"),
    ("jenkins", "Jenkins"),
    ("other", "Another pipeline"),
    ("travis", "Travis CI"),
];

#[derive(Default)]
struct Drawing {
    blocks: Vec<Block>,
    by_id: BTreeMap<String, usize>,
    arrows: Vec<Arrow>,
}

impl Drawing {
    /// The box of an id, made when it is new.
    fn add(&mut self, id: String, title: &str, detail: String, kind: BlockKind) -> usize {
        let blocks = &mut self.blocks;
        *self.by_id.entry(id.clone()).or_insert_with(|| {
            let title = visible(title);
            blocks.push(block(id, &title, &title, detail, kind));
            blocks.len() - 1
        })
    }

    fn arrow(&mut self, from: usize, to: usize, label: String) {
        if !self.arrows.iter().any(|known| (known.from, known.to) == (from, to)) {
            self.arrows.push(arrow(from, to, 0, label, ArrowKind::Use));
        }
    }
}

pub(super) fn page(facts: &Facts) -> Page {
    let mut drawing = Drawing::default();
    let repositories: Vec<usize> =
        (0..facts.repositories.len()).map(|at| repository(facts, at, &mut drawing)).collect();
    between(facts, &repositories, &mut drawing);
    pipelines(facts, &repositories, &mut drawing);
    recipes(facts, &repositories, &mut drawing);
    outside(facts, &repositories, &mut drawing);
    registries(facts, &repositories, &mut drawing);
    let mut page = placed(
        ID.to_owned(),
        "Context",
        format!("{}: what stands around it", facts.system),
        drawing.blocks,
        drawing.arrows,
    );
    page.notes.push(
        "Read from manifests, pipelines and container recipes. A system that the code reaches in another way is not shown."
            .to_owned(),
    );
    page
}

fn repository(facts: &Facts, at: usize, drawing: &mut Drawing) -> usize {
    let name = &facts.repositories[at].name;
    let components = facts.components.iter().filter(|one| one.repository.at() == at && one.files > 0);
    let (count, code) = components.fold((0, 0), |sum, one| (sum.0 + 1, sum.1 + one.code));
    let detail = format!("{}, {}", counted(count, "component", "components"), counted(code, "line", "lines"));
    let own = drawing.add(format!("qd:repository:{}", visible(name)), name, detail, BlockKind::Repository);
    drawing.blocks[own].opens = Some(PAGE.to_owned());
    own
}

fn repository_of(facts: &Facts, file: FileIx) -> usize {
    facts.file(file).repository.at()
}

/// Uses between repositories.
fn between(facts: &Facts, repositories: &[usize], drawing: &mut Drawing) {
    let uses = facts.architecture.pairs.iter().filter(|pair| pair.is_use()).map(|pair| {
        let of = |component: quarterdeck_facts::ComponentIx| facts.components[component.at()].repository.at();
        (of(pair.from), of(pair.to), pair.imports, ArrowKind::Use)
    });
    for ((from, to), (imports, _)) in summed(uses) {
        drawing.arrow(repositories[from], repositories[to], counted(u64::from(imports), "import", "imports"));
    }
}

fn pipelines(facts: &Facts, repositories: &[usize], drawing: &mut Drawing) {
    let mut counts: BTreeMap<(&str, usize), u64> = BTreeMap::new();
    for pipeline in &facts.pipelines {
        if PIPELINE_NAMES.iter().any(|(id, _)| *id == pipeline.system.id()) {
            *counts.entry((pipeline.system.id(), repository_of(facts, pipeline.file))).or_insert(0) += 1;
        }
    }
    for ((id, repository), count) in counts {
        let Some((_, name)) = PIPELINE_NAMES.iter().find(|(known, _)| *known == id) else { continue };
        let from = drawing.add(format!("qd:delivery:{id}"), name, "pipeline".to_owned(), BlockKind::Delivery);
        drawing.arrow(from, repositories[repository], counted(count, "file", "files"));
    }
}

fn recipes(facts: &Facts, repositories: &[usize], drawing: &mut Drawing) {
    for container in facts.containers.iter().take(RECIPES) {
        let path = &facts.file(container.file).path;
        let bases: BTreeSet<&str> =
            container.bases.iter().filter(|base| !base.computed).map(|base| base.name.as_str()).collect();
        let from = bases.iter().next().map_or_else(String::new, |base| format!("from {}", visible(base)));
        let repository = repository_of(facts, container.file);
        let id = format!("qd:recipe:{}", super::components::key(facts, repository, path));
        let own = drawing.add(id, &path.to_string(), from, BlockKind::Delivery);
        drawing.arrow(own, repositories[repository], "image of".to_owned());
    }
    if let Some(more) = facts.containers.len().checked_sub(RECIPES).filter(|more| *more > 0) {
        let title = counted(more as u64, "more container recipe", "more container recipes");
        let own = drawing.add("qd:recipe:more".to_owned(), &title, String::new(), BlockKind::Delivery);
        let users: BTreeSet<usize> =
            facts.containers[RECIPES..].iter().map(|container| repository_of(facts, container.file)).collect();
        users.into_iter().for_each(|repository| drawing.arrow(own, repositories[repository], "images of".to_owned()));
    }
}

fn outside(facts: &Facts, repositories: &[usize], drawing: &mut Drawing) {
    for system in &facts.architecture.outside {
        let to =
            drawing.add(format!("qd:outside:{}", system.name), system.name, system.kind.to_owned(), BlockKind::Outside);
        let users: BTreeSet<usize> =
            system.components.iter().map(|component| facts.components[component.at()].repository.at()).collect();
        for repository in users {
            drawing.arrow(repositories[repository], to, visible(&system.dependency).into_owned());
        }
    }
}

/// Where packages come from, with how many the manifests name.
fn registries(facts: &Facts, repositories: &[usize], drawing: &mut Drawing) {
    let own: BTreeSet<(&str, &str)> =
        facts.manifests.iter().filter(|one| !one.lock).map(|one| (one.ecosystem.id(), one.name.as_str())).collect();
    let mut names: BTreeMap<(&str, usize), BTreeSet<&str>> = BTreeMap::new();
    for dependency in facts.dependencies.iter().filter(|one| one.direct == Some(true)) {
        if !own.contains(&(dependency.ecosystem.id(), dependency.name.as_str())) {
            let key = (dependency.ecosystem.id(), repository_of(facts, dependency.manifest));
            names.entry(key).or_default().insert(&dependency.name);
        }
    }
    for ((ecosystem, repository), names) in names {
        let title = format!("Packages of {ecosystem}");
        let to = drawing.add(format!("qd:registry:{ecosystem}"), &title, "registry".to_owned(), BlockKind::Outside);
        drawing.arrow(repositories[repository], to, counted(names.len() as u64, "package", "packages"));
    }
}
