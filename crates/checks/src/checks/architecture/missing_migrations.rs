//! ARC-12: a database whose schema is not changed by versioned scripts.

use crate::Rule;
use crate::support::{
    absence, days, dependencies_of, is_aside, limit, lines_evidence, manifests_of, measured, percent, repository_scope,
    share, signals_of, source_lines_of,
};
use quarterdeck_base::{Evidence, Fingerprint, Message};
use quarterdeck_facts::{Dependency, DependencyScope, Ecosystem, Facts, FileKind, RepositoryFacts, SignalRole};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Severity, Status, Text, ThresholdMeta,
};

const LOOKED_FOR: &str = "versioned scripts of Flyway, Liquibase, Alembic, Django, Rails, EF Core, Doctrine, Laravel, \
                          Knex, Sequelize, TypeORM, Prisma, Drizzle, goose, Diesel and alike, numbered SQL files in a \
                          folder of migrations or upgrades, such a tool among the dependencies, or code named migrate";

/// Packages that speak to a relational database on a server; `*` at the end stands for any ending.
#[rustfmt::skip]
const CLIENTS: &[(Ecosystem, &[&str])] = &[
    (Ecosystem::PyPi, &[
        "sqlalchemy", "flask-sqlalchemy", "sqlmodel", "psycopg", "psycopg2", "psycopg2-binary", "psycopg-binary", "asyncpg",
        "mysqlclient", "pymysql", "aiomysql", "mysql-connector-python", "peewee", "tortoise-orm", "oracledb", "cx-oracle",
        "pyodbc", "pymssql",
    ]),
    (Ecosystem::Npm, &[
        "pg", "mysql", "mysql2", "mariadb", "mssql", "tedious", "oracledb", "sequelize", "typeorm", "knex", "objection",
        "@prisma/client", "drizzle-orm", "@mikro-orm/*", "kysely",
    ]),
    (Ecosystem::Packagist, &[
        "doctrine/orm", "doctrine/dbal", "doctrine/doctrine-bundle", "laravel/framework", "illuminate/database",
        "propel/propel", "cakephp/cakephp", "yiisoft/yii2", "ext-mysqli", "ext-pdo_mysql", "ext-pgsql", "ext-pdo_pgsql",
    ]),
    (Ecosystem::Maven, &[
        "org.postgresql:postgresql", "mysql:mysql-connector-java", "com.mysql:mysql-connector-j",
        "org.mariadb.jdbc:mariadb-java-client", "com.microsoft.sqlserver:mssql-jdbc", "com.oracle.database.jdbc:*",
        "org.hibernate:hibernate-core", "org.hibernate.orm:hibernate-core", "org.jooq:jooq", "org.mybatis:mybatis",
        "org.springframework.boot:spring-boot-starter-data-jpa", "org.springframework.boot:spring-boot-starter-jdbc",
    ]),
    (Ecosystem::NuGet, &[
        "microsoft.entityframeworkcore*", "entityframework", "npgsql*", "mysql.data", "mysqlconnector", "dapper",
        "microsoft.data.sqlclient", "system.data.sqlclient", "nhibernate", "pomelo.entityframeworkcore.mysql",
    ]),
    (Ecosystem::Go, &[
        "github.com/lib/pq", "github.com/jackc/pgx*", "github.com/go-sql-driver/mysql", "gorm.io/gorm", "entgo.io/ent",
        "github.com/jmoiron/sqlx", "github.com/microsoft/go-mssqldb", "github.com/uptrace/bun",
    ]),
    (Ecosystem::Cargo, &["sqlx", "diesel", "sea-orm", "tokio-postgres", "postgres", "mysql", "mysql_async"]),
    (Ecosystem::RubyGems, &["pg", "mysql2", "activerecord", "rails", "sequel", "tiny_tds"]),
];

static META: CheckMeta = CheckMeta {
    id: "ARC-12",
    name: "missing-migrations",
    dimension: Dimension::Architecture,
    status: Status::Preview,
    since: "0.1.0",
    finds: "Repositories of at least 500 source lines with a manifest of an application that names a client or mapper \
            of a relational database as a dependency, in which nothing shows that the schema is changed by versioned \
            scripts or by code of one's own.",
    matters: "A schema that is changed by hand exists only in production: nobody can build the database again, test a \
              change on a copy, or go back.",
    evidence: "The line of the dependency, and what was looked for.",
    effort: "Two to ten days for each repository: to write the schema of today as the first script, and to run the \
             scripts in each environment.",
    texts: &[
        Text { key: "title", english: "A database without versioned changes" },
        Text {
            key: "found",
            english: "Repository { $repository } uses a database ({ $client }), and nothing in it shows how the schema \
                      is changed.",
        },
        Text { key: "works", english: "Changes of the database schema are versioned with the code." },
        Text {
            key: "consequence",
            english: "After a loss of data or with a new environment the schema is rebuilt from memory, and a release \
                      that needs a change of the schema is a gamble.",
        },
        Text {
            key: "remedy",
            english: "Take the migration tool of your framework. Store the schema of today as the first script and \
                      change the schema only by new ones, run by the pipeline.",
        },
    ],
    thresholds: &[
        ThresholdMeta {
            key: "versioned_repositories_percent",
            green: 100.0,
            red: 0.0,
            source: "DORA capability: database change management (all changes as scripts under version control)",
        },
        ThresholdMeta { key: "source_lines", green: 500.0, red: 500.0, source: "proposal: less is a script" },
    ],
    exceptions: &[
        "A schema that is created by one file of SQL (spring-petclinic) counts: the file is versioned with the code.",
        "Databases without a schema (MongoDB, Redis) and files of SQLite are not asked.",
        "Libraries, frameworks, tests, samples and dependencies for development only are not asked.",
        "A system that reads the database of another one has no schema of its own: waive it.",
        "Migrations in another repository: give all repositories of the system to one audit, and waive what remains.",
        "Whether all changes go through the scripts cannot be seen: a green answer says that scripts exist.",
    ],
    precision: None,
    sources: &["DORA capability: database change management", "Ambler, Sadalage: Refactoring Databases, 2006"],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    let least = limit(policy, &META, "source_lines");
    let with_database: Vec<(usize, &RepositoryFacts, &Dependency)> = facts
        .repositories
        .iter()
        .enumerate()
        .filter(|(at, _)| source_lines_of(facts, *at) as f64 >= least)
        .filter_map(|(at, repository)| Some((at, repository, client(facts, at)?)))
        .collect();
    if with_database.is_empty() {
        return Assessment::not_applicable("no application names a client of a relational database");
    }
    // A system of several repositories may keep the scripts in one of them.
    let anywhere =
        (0..facts.repositories.len()).any(|at| signals_of(facts, at, SignalRole::Migration).next().is_some());
    let findings: Vec<Finding> = with_database
        .iter()
        .filter(|_| !anywhere)
        .map(|(_, repository, dependency)| finding(facts, repository, dependency))
        .collect();
    let versioned = (with_database.len() - findings.len()) as u64;
    let value = percent(share(versioned, with_database.len() as u64));
    let figures = vec![measured("versioned_repositories_percent", value, "%")];
    if findings.is_empty() {
        return Assessment::ok(Message::new("works"), figures);
    }
    Assessment::found(policy.threshold(&META, "versioned_repositories_percent").score(value), figures, findings)
}

/// The first client of a database that an application of the repository needs when it runs.
fn client(facts: &Facts, repository: usize) -> Option<&Dependency> {
    let asked = manifests_of(facts, repository).iter().filter(|manifest| {
        let file = facts.file(manifest.file);
        let own = !matches!(file.kind, FileKind::Vendored | FileKind::Test | FileKind::Documentation);
        !manifest.lock && !manifest.library && own && !is_aside(&file.path)
    });
    asked.flat_map(|manifest| dependencies_of(facts, manifest.file)).find(|dependency| is_client(dependency))
}

fn is_client(dependency: &Dependency) -> bool {
    let name = dependency.name.to_ascii_lowercase();
    let fits = |wanted: &str| match wanted.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => name == wanted,
    };
    dependency.scope != DependencyScope::Development
        && dependency.direct != Some(false)
        && CLIENTS
            .iter()
            .any(|(ecosystem, names)| *ecosystem == dependency.ecosystem && names.iter().any(|one| fits(one)))
}

fn finding(facts: &Facts, repository: &RepositoryFacts, dependency: &Dependency) -> Finding {
    let evidence: Vec<Evidence> = vec![
        lines_evidence(facts, dependency.manifest, dependency.line, dependency.line),
        absence(repository, LOOKED_FOR),
    ];
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[repository.name.as_bytes()]),
        scope: repository_scope(repository),
        severity: Severity::Medium,
        confidence: Confidence::Medium,
        message: Message::new("found")
            .name("repository", repository.name.as_str())
            .name("client", dependency.name.as_str()),
        evidence,
        effort: days(2.0, 10.0, 10.0),
        remediation_unit: format!("migrations:{}", repository.name),
        rank: 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::code::{add_dependency, add_signal};
    use crate::testing::{add_file, empty_facts, said};
    use quarterdeck_facts::{DependencyScope, Ecosystem, Facts, SignalRole};
    use quarterdeck_findings::Policy;

    fn system(manifest: &str, ecosystem: Ecosystem, name: &str) -> Facts {
        let mut facts = empty_facts();
        add_file(&mut facts, "app/main", |file| file.code = 500);
        add_dependency(&mut facts, manifest, ecosystem, name);
        facts
    }

    #[test]
    fn applications_with_a_database_need_versioned_changes() {
        let mut versioned = system("package.json", Ecosystem::Npm, "pg");
        add_signal(&mut versioned, "db/001.sql", SignalRole::Migration);
        let mut library = system("package.json", Ecosystem::Npm, "pg");
        library.manifests[0].library = true;
        let mut development = system("package.json", Ecosystem::Npm, "pg");
        development.dependencies[0].scope = DependencyScope::Development;
        let mut small = system("package.json", Ecosystem::Npm, "pg");
        small.files[0].code = 400;
        small.files[0].path = quarterdeck_base::RepoPath::from("app/main");
        for (facts, expected) in [
            (system("package.json", Ecosystem::Npm, "pg"), "found 1"),
            (system("src/App.csproj", Ecosystem::NuGet, "Npgsql.EntityFrameworkCore.PostgreSQL"), "found 1"),
            (system("go.mod", Ecosystem::Go, "github.com/jackc/pgx/v5"), "found 1"),
            (system("package.json", Ecosystem::Npm, "pg-format"), "not-applicable"),
            (system("package.json", Ecosystem::Npm, "mongodb"), "not-applicable"),
            (system("examples/package.json", Ecosystem::Npm, "pg"), "not-applicable"),
            (versioned, "ok"),
            (library, "not-applicable"),
            (development, "not-applicable"),
            (small, "not-applicable"),
        ] {
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected);
        }
    }
}
