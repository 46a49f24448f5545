//! Secrets are found, and no file that is written holds one: neither in an excerpt, nor in a table, nor in a message.

use crate::support::{FILES, Machine, with};
use quarterdeck_testkit::{Recipe, TestRepository};

/// Values in the shape of real ones, cut so that this file holds none; made up, checksum included.
fn planted() -> [String; 6] {
    [
        ["Zk3", "xQ9vB1nLr7TtYwU2sPdHgJ5mCfKe8AoVi4XqR"].concat(),
        ["ghp_", "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17"].concat(),
        ["glpat-", "Qx7T2mZp9LkVn4RdYw8H"].concat(),
        ["hV7kq2", "XzLmR4"].concat(),
        ["MIIEpAIBAAKCAQEA13kVq9ZtPw5LrB8s2fYHn7cJx1GdTmQaKpEo4W", "uRiNvLzSy6Xb0hCgU"].concat(),
        ["xoxb-", "781236542736-2364535789652-GkwFDQoHqzXDVsC6GzqYUypD"].concat(),
    ]
}

fn leaky() -> Recipe {
    let [aws, github, gitlab, password, key, slack] = planted();
    let pem = format!("-----BEGIN RSA PRIVATE {}-----\n{key}\n{key}\n-----END RSA PRIVATE {0}-----\n", "KEY");
    let package = format!(
        "{{\"name\": \"shop\", \"dependencies\": {{\"pdf\": \"git+https://bot:{github}@github.com/acme/pdf.git#v1\"}}}}\n"
    );
    Recipe::new()
        .commit(&format!("fix: use {github} for the mirror"), |commit| {
            commit
                .write("src/pay.py", format!("def pay():\n    aws_secret_access_key = '{aws}'\n    return 1\n"))
                .write("package.json", package)
                .write("config/prod.yml", format!("token: {gitlab}\nurl: postgres://shop:{password}@db.kramerij.eu/x\n"))
                .write("deploy/shop.key", pem)
                .write("tests/chat.py", format!("TOKEN = '{slack}'\n"))
                .write("compose.yml", format!("services:\n  web:\n    image: acme/shop:{gitlab}\n    privileged: true\n    environment:\n      DB_PASSWORD: {password}\n"))
        })
}

#[test]
fn secrets_are_found_and_never_written() {
    let (machine, repository) = (Machine::new(), leaky().build());
    let audit = machine.audit(repository.path(), &[]);
    let check = audit["checks"].as_array().unwrap().iter().find(|check| check["id"] == "SEC-01").unwrap();
    assert_eq!(check["outcome"], "found");
    let found = audit["findings"].as_array().unwrap().iter().filter(|finding| finding["check"] == "SEC-01").count();
    assert!(found >= 6, "{found} findings");
    is_nowhere(&machine, &repository, &[]);
}

/// No file that is written holds a part of what was planted, and the cache does not.
fn is_nowhere(machine: &Machine, repository: &TestRepository, options: &[&str]) {
    let files = machine.files(repository.path(), options);
    let terminal = machine.run(&with(repository.path(), "audit", options)).done().stdout.clone();
    let mut more: Vec<(&str, Vec<u8>)> = vec![("terminal", terminal)];
    for level in ["commit", "secret"] {
        let level_option = format!("--level={level}");
        let options: Vec<&str> = options.iter().copied().filter(|option| *option == "--deep").collect();
        let options = [&[level_option.as_str()][..], options.as_slice()].concat();
        more.push((level, machine.run(&with(repository.path(), "facts", &options)).done().stdout.clone()));
    }
    let written = FILES.into_iter().zip(&files).chain(more.iter().map(|(name, bytes)| (*name, bytes)));
    for (name, bytes) in written {
        let text = String::from_utf8_lossy(bytes);
        for secret in planted() {
            // Four characters may be seen; the rest may not, not even in part.
            let part = &secret[secret.len() / 2 - 3..secret.len() / 2 + 4];
            assert!(!text.contains(part), "{name} holds a part of {}…", &secret[..4]);
        }
    }
    let cached = machine.cache();
    let kept =
        machine.shell(&format!("cat $(find '{}' -type f)", cached.display()), repository.path()).done().stdout.clone();
    for secret in planted() {
        let part = &secret.as_bytes()[secret.len() / 2 - 3..secret.len() / 2 + 4];
        let holds = kept.windows(part.len()).any(|window| window == part);
        assert!(!holds, "the cache holds a part of {}…", &secret[..4]);
    }
}

#[test]
fn secrets_of_the_past_are_found_and_never_written() {
    let machine = Machine::new();
    let all = ["src/pay.py", "package.json", "config/prod.yml", "deploy/shop.key", "tests/chat.py", "compose.yml"];
    let repository = leaky()
        .commit("all out", |commit| {
            for path in all {
                commit.remove(path);
            }
            commit.write("main.py", "print(1)\n")
        })
        .build();
    let policy = repository.path().join("audit.toml");
    std::fs::write(&policy, "enable = [\"SEC-02\"]\n").unwrap();
    let config = format!("--config={}", policy.display());
    let options = ["--deep", config.as_str()];
    for run in ["cold", "warm"] {
        let audit = machine.audit(repository.path(), &options);
        let check = audit["checks"].as_array().unwrap().iter().find(|check| check["id"] == "SEC-02").unwrap();
        assert_eq!(check["outcome"], "found", "{run}");
        let found: Vec<_> =
            audit["findings"].as_array().unwrap().iter().filter(|finding| finding["check"] == "SEC-02").collect();
        assert!(found.len() >= 5, "{run}: {} findings", found.len());
        let named = found.iter().filter(|finding| finding["evidence"].as_array().unwrap().len() == 2).count();
        assert!(named >= 4, "{run}: the commit that brought it and the one that took it away");
        is_nowhere(&machine, &repository, &options);
    }
    let audit = machine.audit(repository.path(), &[config.as_str()]);
    let check = audit["checks"].as_array().unwrap().iter().find(|check| check["id"] == "SEC-02").unwrap();
    assert_eq!(check["outcome"], "could-not-assess", "nobody looked");
}
