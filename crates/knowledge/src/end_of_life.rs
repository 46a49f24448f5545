//! When support of runtimes, base images, servers and frameworks ends: `data/end_of_life.toml`, with a lookup that
//! judges only versions that are exact enough.

use quarterdeck_base::Timestamp;
use serde::Deserialize;
use std::sync::LazyLock;

/// What a product is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ProductKind {
    /// Runs the system: a language, an operating system, a server.
    Runtime,
    /// The system is built on it.
    Framework,
}

/// A product with its lines of releases.
#[derive(Debug, Deserialize)]
pub struct Product {
    /// Stable id: `nodejs`.
    pub id: String,
    /// Name for readers.
    pub title: String,
    /// What it is.
    pub kind: ProductKind,
    /// Where the dates come from.
    pub source: String,
    #[serde(default)]
    images: Vec<String>,
    #[serde(default)]
    tag_words: Vec<String>,
    #[serde(default)]
    packages: Vec<String>,
    #[serde(default)]
    names: Vec<(String, String)>,
    cycles: Vec<(String, String)>,
}

/// A line of releases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cycle<'a> {
    /// Its name: `14`, `3.8`.
    pub name: &'a str,
    /// The day on which support ends; `None` when no end is announced.
    pub ends: Option<Timestamp>,
}

#[derive(Debug, Deserialize)]
struct DataSet {
    date: String,
    products: Vec<Product>,
}

static DATA: LazyLock<DataSet> = LazyLock::new(|| {
    toml::from_str(include_str!("../data/end_of_life.toml")).expect("because a test reads the committed data")
});

/// Day on which the dates were collected, `YYYY-MM-DD`.
pub fn end_of_life_date() -> &'static str {
    &DATA.date
}

/// The product with this id.
pub fn product(id: &str) -> Option<&'static Product> {
    DATA.products.iter().find(|product| product.id == id)
}

/// The product that a container image holds: `node`, `docker.io/library/node`, `mcr.microsoft.com/dotnet/sdk`.
pub fn product_of_image(name: &str) -> Option<&'static Product> {
    let name = ["docker.io/", "index.docker.io/", "registry.hub.docker.com/", "public.ecr.aws/docker/"]
        .iter()
        .find_map(|registry| name.strip_prefix(registry))
        .unwrap_or(name);
    let name = name.strip_prefix("library/").unwrap_or(name);
    DATA.products.iter().find(|product| product.images.iter().any(|image| image == name))
}

/// The product after which somebody named an image of his own, as far as its name and tag tell: `acme/php-base:7.2-fpm-alpine`
/// begins with the product's name, and its tag with a version and a word that only tags of that product carry.
pub fn product_named_by_image(name: &str, tag: &str) -> Option<&'static Product> {
    let (_, last) = name.rsplit_once('/')?;
    let carries = |word: &String| tag.split('-').skip(1).any(|part| part == word);
    let begins =
        |image: &String| last.strip_prefix(image.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
    DATA.products.iter().find(|product| product.tag_words.iter().any(carries) && product.images.iter().any(begins))
}

/// The product that a package of an ecosystem is the core of. `group:*` of the data stands for any artifact.
pub fn product_of_package(ecosystem: &str, name: &str) -> Option<&'static Product> {
    let fits = |entry: &String| {
        let Some((_, package)) = entry.split_once(':').filter(|(known, _)| *known == ecosystem) else {
            return false;
        };
        match package.strip_suffix('*') {
            Some(start) => name.starts_with(start),
            None => name.eq_ignore_ascii_case(package),
        }
    };
    DATA.products.iter().find(|product| product.packages.iter().any(fits))
}

impl Product {
    /// The line of releases that a version belongs to; `None` when the version is not exact enough or not known.
    ///
    /// `3.8.1`, `v3.8`, `3.8-slim` and code names (`buster`) are exact; `3` is not when lines have two numbers.
    pub fn cycle(&self, version: &str) -> Option<Cycle<'_>> {
        let version = version.trim().to_ascii_lowercase();
        let word = version.split(['-', '_', '@']).next().unwrap_or_default();
        let named = |(name, _): &&(String, String)| *name == version || *name == word;
        let version = self.names.iter().find(named).map_or(word, |(_, cycle)| cycle.as_str());
        let version = version.strip_prefix('v').unwrap_or(version);
        let end = version.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(version.len());
        let wanted: Vec<&str> = version[..end].split('.').collect();
        let fits = |cycle: &str| {
            let parts = cycle.split('.');
            parts.clone().count() <= wanted.len() && parts.zip(&wanted).all(|(part, wanted)| part == *wanted)
        };
        let found = self.cycles.iter().filter(|(name, _)| fits(name)).max_by_key(|(name, _)| name.split('.').count());
        found.map(|(name, ends)| Cycle { name, ends: Timestamp::parse(ends) })
    }
}

#[cfg(test)]
mod tests {
    use super::{DATA, end_of_life_date, product, product_named_by_image, product_of_image, product_of_package};
    use quarterdeck_base::Timestamp;
    use std::collections::BTreeSet;

    #[test]
    fn the_data_is_whole() {
        assert!(Timestamp::parse(end_of_life_date()).is_some());
        assert!(end_of_life_date() <= crate::KNOWLEDGE_DATE);
        let ids: BTreeSet<&str> = DATA.products.iter().map(|product| product.id.as_str()).collect();
        assert_eq!(ids.len(), DATA.products.len());
        for product in &DATA.products {
            assert!(product.source.starts_with("https://"), "{}", product.id);
            assert!(!product.images.is_empty() || !product.packages.is_empty(), "{}", product.id);
            for (name, ends) in &product.cycles {
                assert!(name.split('.').all(|part| part.bytes().all(|byte| byte.is_ascii_digit())), "{name}");
                assert!(ends.is_empty() || Timestamp::parse(ends).is_some(), "{}: {name} {ends}", product.id);
            }
            for (_, cycle) in &product.names {
                assert!(product.cycles.iter().any(|(name, _)| name == cycle), "{}: {cycle}", product.id);
            }
        }
    }

    #[test]
    fn only_exact_versions_belong_to_a_line() {
        for (id, version, cycle) in [
            ("nodejs", "14.17.0-alpine", Some("14")),
            ("nodejs", "lts/fermium", Some("14")),
            ("nodejs", "lts", None),
            ("nodejs", "v14", Some("14")),
            ("python", "3.8-slim-buster", Some("3.8")),
            ("python", "3", None),
            ("python", "3.80", None),
            ("php", "7.4-fpm", Some("7.4")),
            ("debian", "buster-slim", Some("10")),
            ("debian", "10.4", Some("10")),
            ("debian", "stable", None),
            ("ubuntu", "18.04", Some("18.04")),
            ("ubuntu", "bionic-20200112", Some("18.04")),
            ("postgresql", "9.6.1", Some("9.6")),
            ("postgresql", "12", Some("12")),
            ("dotnet", "5.0", Some("5")),
            ("dotnet", "3.1", Some("3.1")),
            ("vue", "2.6.14", Some("2")),
            ("hibernate-orm", "6.2.1.Final", None),
            ("nodejs", "", None),
            ("nodejs", "latest", None),
        ] {
            assert_eq!(product(id).unwrap().cycle(version).map(|cycle| cycle.name), cycle, "{id} {version}");
        }
    }

    /// Dates as the projects themselves announced them.
    #[test]
    fn known_ends_of_support() {
        for (id, version, ends) in [
            ("nodejs", "14", "2023-04-30"),       // github.com/nodejs/release
            ("python", "3.8", "2024-10-07"),      // peps.python.org/pep-0569
            ("php", "7.4", "2022-11-28"),         // php.net/eol.php
            ("centos", "7", "2024-06-30"),        // centos.org
            ("ubuntu", "18.04", "2023-05-31"),    // ubuntu.com/about/release-cycle
            ("dotnet", "6.0", "2024-11-12"),      // dotnet.microsoft.com
            ("angularjs", "1.8.2", "2021-12-31"), // docs.angularjs.org
            ("vue", "2.7.1", "2023-12-31"),       // v2.vuejs.org/eol
            // Each line by itself: the last release of 5.4 is older than that of 5.6.
            ("hibernate-orm", "5.4.33.Final", "2022-01-10"), // github.com/hibernate/hibernate-orm/releases/tag/5.4.33
        ] {
            let found = product(id).unwrap().cycle(version).unwrap().ends.map(Timestamp::date);
            assert_eq!(found.as_deref(), Some(ends), "{id} {version}");
        }
    }

    #[test]
    fn images_and_packages_name_products() {
        for (image, id) in [
            ("node", Some("nodejs")),
            ("docker.io/library/python", Some("python")),
            ("mcr.microsoft.com/dotnet/sdk", Some("dotnet")),
            ("acme/node", None),
        ] {
            assert_eq!(product_of_image(image).map(|product| product.id.as_str()), id, "{image}");
        }
        for (image, tag, id) in [
            ("opencats/php-base", "7.2-fpm-alpine", Some("php")),
            ("registry.acme.example/shop/php", "7.2-apache", Some("php")),
            ("acme/php-base", "7.2", None),
            ("acme/php-base", "7.2-alpine", None),
            ("acme/phpmyadmin", "5.2-fpm", None),
            ("acme/shop", "7.2-fpm", None),
            ("php-base", "7.2-fpm", None),
        ] {
            assert_eq!(product_named_by_image(image, tag).map(|product| product.id.as_str()), id, "{image}:{tag}");
        }
        for (ecosystem, package, id) in [
            ("PyPI", "Django", Some("django")),
            ("Maven", "org.springframework.boot:spring-boot-starter-web", Some("spring-boot")),
            ("npm", "django", None),
        ] {
            assert_eq!(product_of_package(ecosystem, package).map(|product| product.id.as_str()), id, "{package}");
        }
    }
}
