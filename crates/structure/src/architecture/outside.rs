//! Systems outside the code, told by dependencies that exist to talk to exactly one of them. A dependency that speaks to
//! several (an ORM, an HTTP client) says nothing here.

use quarterdeck_facts::{Declaration, DependencyScope, Ecosystem, Facts, OutsideSystem};
use std::collections::BTreeMap;

/// One system: name, kind, and the packages that speak to it. A name that ends with `*` stands for all that begin so.
struct Known {
    name: &'static str,
    kind: &'static str,
    packages: &'static [(Ecosystem, &'static str)],
}

use Ecosystem::{Cargo, Go, Maven, Npm, NuGet, Packagist, PyPi, RubyGems};

#[rustfmt::skip]
const KNOWN: &[Known] = &[
    Known { name: "Amazon Web Services", kind: "cloud", packages: &[
        (PyPi, "boto3"), (Npm, "aws-sdk"), (Npm, "@aws-sdk/*"), (Packagist, "aws/aws-sdk-php"), (Maven, "software.amazon.awssdk:*"),
        (NuGet, "AWSSDK.*"), (Go, "github.com/aws/aws-sdk-go*"), (Cargo, "aws-sdk-*"), (RubyGems, "aws-sdk-*"),
    ] },
    Known { name: "Apache Kafka", kind: "queue", packages: &[
        (Maven, "org.apache.kafka:kafka-clients"), (Npm, "kafkajs"), (PyPi, "confluent-kafka"), (PyPi, "kafka-python"), (NuGet, "Confluent.Kafka"),
        (Go, "github.com/segmentio/kafka-go"), (Go, "github.com/IBM/sarama"), (Cargo, "rdkafka"), (RubyGems, "ruby-kafka"),
    ] },
    Known { name: "Elasticsearch", kind: "search", packages: &[
        (PyPi, "elasticsearch"), (Npm, "@elastic/elasticsearch"), (Packagist, "elasticsearch/elasticsearch"), (Maven, "co.elastic.clients:*"),
        (NuGet, "Elastic.Clients.Elasticsearch"), (Go, "github.com/elastic/go-elasticsearch*"), (Cargo, "elasticsearch"), (RubyGems, "elasticsearch"),
    ] },
    Known { name: "Google Cloud", kind: "cloud", packages: &[
        (PyPi, "google-cloud-*"), (Npm, "@google-cloud/*"), (Packagist, "google/cloud-*"), (Maven, "com.google.cloud:*"), (NuGet, "Google.Cloud.*"),
        (Go, "cloud.google.com/go*"), (RubyGems, "google-cloud-*"),
    ] },
    Known { name: "Memcached", kind: "cache", packages: &[
        (PyPi, "pymemcache"), (PyPi, "pylibmc"), (Npm, "memcached"), (Npm, "memjs"), (RubyGems, "dalli"), (Go, "github.com/bradfitz/gomemcache"),
    ] },
    Known { name: "Microsoft Azure", kind: "cloud", packages: &[
        (PyPi, "azure-*"), (Npm, "@azure/*"), (Maven, "com.azure:*"), (NuGet, "Azure.*"), (Go, "github.com/Azure/azure-sdk-for-go*"),
    ] },
    Known { name: "MongoDB", kind: "database", packages: &[
        (Npm, "mongodb"), (Npm, "mongoose"), (PyPi, "pymongo"), (PyPi, "motor"), (Packagist, "mongodb/mongodb"), (Maven, "org.mongodb:*"),
        (NuGet, "MongoDB.Driver"), (Go, "go.mongodb.org/mongo-driver*"), (Cargo, "mongodb"), (RubyGems, "mongoid"),
    ] },
    Known { name: "MySQL or MariaDB", kind: "database", packages: &[
        (Npm, "mysql"), (Npm, "mysql2"), (PyPi, "mysqlclient"), (PyPi, "pymysql"), (Packagist, "ext-mysqli"), (Packagist, "ext-pdo_mysql"),
        (Maven, "com.mysql:mysql-connector-j"), (Maven, "mysql:mysql-connector-java"), (Maven, "org.mariadb.jdbc:*"), (NuGet, "MySqlConnector"),
        (NuGet, "MySql.Data"), (Go, "github.com/go-sql-driver/mysql"), (RubyGems, "mysql2"),
    ] },
    Known { name: "PayPal", kind: "service", packages: &[(Npm, "@paypal/*"), (Packagist, "paypal/*"), (PyPi, "paypalrestsdk")] },
    Known { name: "PostgreSQL", kind: "database", packages: &[
        (Npm, "pg"), (PyPi, "psycopg"), (PyPi, "psycopg2"), (PyPi, "psycopg2-binary"), (PyPi, "asyncpg"), (Packagist, "ext-pgsql"),
        (Packagist, "ext-pdo_pgsql"), (Maven, "org.postgresql:postgresql"), (NuGet, "Npgsql*"), (Go, "github.com/lib/pq"), (Go, "github.com/jackc/pgx*"),
        (Cargo, "tokio-postgres"), (RubyGems, "pg"),
    ] },
    Known { name: "RabbitMQ", kind: "queue", packages: &[
        (Npm, "amqplib"), (PyPi, "pika"), (Packagist, "php-amqplib/php-amqplib"), (Maven, "com.rabbitmq:amqp-client"), (NuGet, "RabbitMQ.Client"),
        (Go, "github.com/rabbitmq/amqp091-go"), (Go, "github.com/streadway/amqp"), (Cargo, "lapin"), (RubyGems, "bunny"),
    ] },
    Known { name: "Redis", kind: "cache", packages: &[
        (Npm, "redis"), (Npm, "ioredis"), (PyPi, "redis"), (PyPi, "django-redis"), (Packagist, "predis/predis"), (Packagist, "ext-redis"),
        (Maven, "redis.clients:jedis"), (Maven, "io.lettuce:lettuce-core"), (NuGet, "StackExchange.Redis"), (Go, "github.com/redis/go-redis*"),
        (Go, "github.com/go-redis/redis*"), (Cargo, "redis"), (RubyGems, "redis"),
    ] },
    Known { name: "SendGrid", kind: "service", packages: &[
        (Npm, "@sendgrid/*"), (PyPi, "sendgrid"), (Packagist, "sendgrid/sendgrid"), (Maven, "com.sendgrid:*"), (NuGet, "SendGrid"), (RubyGems, "sendgrid-ruby"),
    ] },
    Known { name: "Sentry", kind: "service", packages: &[
        (Npm, "@sentry/*"), (PyPi, "sentry-sdk"), (Packagist, "sentry/*"), (Maven, "io.sentry:*"), (NuGet, "Sentry*"), (Go, "github.com/getsentry/sentry-go"),
        (Cargo, "sentry"), (RubyGems, "sentry-*"),
    ] },
    Known { name: "SQL Server", kind: "database", packages: &[
        (Npm, "mssql"), (Npm, "tedious"), (PyPi, "pymssql"), (NuGet, "Microsoft.Data.SqlClient"), (NuGet, "Microsoft.EntityFrameworkCore.SqlServer"),
        (Maven, "com.microsoft.sqlserver:mssql-jdbc"), (Go, "github.com/microsoft/go-mssqldb"), (Cargo, "tiberius"),
    ] },
    Known { name: "SQLite", kind: "database", packages: &[
        (Npm, "sqlite3"), (Npm, "better-sqlite3"), (NuGet, "Microsoft.Data.Sqlite*"), (NuGet, "Microsoft.EntityFrameworkCore.Sqlite"),
        (Maven, "org.xerial:sqlite-jdbc"), (Go, "github.com/mattn/go-sqlite3"), (Go, "modernc.org/sqlite"), (Cargo, "rusqlite"), (RubyGems, "sqlite3"),
    ] },
    Known { name: "Stripe", kind: "service", packages: &[
        (Npm, "stripe"), (Npm, "@stripe/*"), (PyPi, "stripe"), (Packagist, "stripe/stripe-php"), (Maven, "com.stripe:stripe-java"), (NuGet, "Stripe.net"),
        (Go, "github.com/stripe/stripe-go*"), (RubyGems, "stripe"),
    ] },
    Known { name: "Twilio", kind: "service", packages: &[
        (Npm, "twilio"), (PyPi, "twilio"), (Packagist, "twilio/sdk"), (Maven, "com.twilio.sdk:*"), (NuGet, "Twilio"), (RubyGems, "twilio-ruby"),
    ] },
];

/// Outside systems that manifests (not lock files) name for running, by name.
pub(super) fn outside(facts: &Facts) -> Vec<OutsideSystem> {
    let mut found: BTreeMap<&'static str, OutsideSystem> = BTreeMap::new();
    let dependencies = facts
        .dependencies
        .iter()
        .filter(|dependency| dependency.direct == Some(true) && dependency.scope != DependencyScope::Development);
    for dependency in dependencies {
        let speaks = |known: &&Known| {
            known
                .packages
                .iter()
                .any(|(ecosystem, package)| *ecosystem == dependency.ecosystem && matches(package, &dependency.name))
        };
        let Some(known) = KNOWN.iter().find(speaks) else { continue };
        let Some(component) = facts.files.get(dependency.manifest.at()).map(|file| file.component) else { continue };
        let system = found.entry(known.name).or_insert_with(|| OutsideSystem {
            name: known.name,
            kind: known.kind,
            components: Vec::new(),
            dependency: dependency.name.clone(),
            declared: Declaration { manifest: dependency.manifest, line: dependency.line },
        });
        system.components.push(component);
    }
    for system in found.values_mut() {
        system.components.sort_unstable();
        system.components.dedup();
    }
    found.into_values().collect()
}

fn matches(package: &str, name: &str) -> bool {
    match package.strip_suffix('*') {
        Some(start) => name.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)),
        None => name.eq_ignore_ascii_case(package),
    }
}

#[cfg(test)]
mod tests {
    use super::{KNOWN, matches};

    #[test]
    fn the_table_is_sorted_and_names_no_package_twice() {
        let names: Vec<String> = KNOWN.iter().map(|known| known.name.to_ascii_lowercase()).collect();
        assert!(names.is_sorted(), "{names:?}");
        let mut all: Vec<_> = KNOWN.iter().flat_map(|known| known.packages).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn a_star_stands_for_all_that_begin_so() {
        for (package, name, expected) in [
            ("redis", "redis", true),
            ("redis", "redis-mock", false),
            ("@sentry/*", "@sentry/node", true),
            ("Npgsql*", "npgsql", true),
            ("azure-*", "azur", false),
        ] {
            assert_eq!(matches(package, name), expected, "{package} {name}");
        }
    }
}
