//! PHP, Go, Rust and Ruby.

use crate::Sample;

pub(crate) const SAMPLES: &[Sample] = &[
    Sample {
        path: "composer.json",
        text: r#"{
  "name": "acme/shop", "type": "project",
  "require": {
    "php": ">=8.1", "ext-json": "*",
    "symfony/console": "^6.0",
    "monolog/monolog": "2.9.1"
  },
  "require-dev": { "phpunit/phpunit": "~9.5" },
  "autoload": {
    "psr-4": { "Acme\\": "src/", "Lib\\": ["lib/", "./"] },
    "psr-0": { "Old_Name_": "legacy/", "Ns\\Sub": "" }
  }
}"#,
        expected: &[
            "Packagist manifest component \"acme/shop\"",
            "root \"Acme\\\\\" in \"src\"",
            "root \"Lib\\\\\" in \"lib\"",
            "root \"Lib\\\\\" in \"\"",
            "root \"Old_Name_\" in \"legacy/Old/Name\"",
            "root \"Ns\\\\Sub\" in \"Ns/Sub\"",
            "5: symfony/console [^6.0] [] run direct",
            "6: monolog/monolog [2.9.1] [2.9.1] run direct",
            "8: phpunit/phpunit [~9.5] [] dev direct",
        ],
    },
    Sample {
        path: "composer.lock",
        text: "{\n \"packages\": [\n  {\"name\": \"a/b\",\n   \"version\": \"v1.2.3\", \"require\": {\"name\": \"x\"}}],\n \"packages-dev\": [{\"name\": \"c/d\", \"version\": \"2.0.0\"}]\n}",
        expected: &["Packagist lock \"\"", "3: a/b [] [v1.2.3] run ? needs [\"name\"]", "5: c/d [] [2.0.0] dev ?"],
    },
    Sample {
        path: "go.mod",
        text: r#"module example.com/my/thing // comment

go 1.22

require example.com/other/thing v1.0.2
require (
	example.com/new/thing/v2 v2.3.4
	example.com/old v1.2.3 // indirect
	"example.com/local" v0.0.0
)
exclude example.com/old v1.2.2
replace example.com/local => ../local
replace (
	example.com/other/thing v1.0.2 => example.com/fork v1.4.5
	example.com/old => example.com/old v1.2.9
)
retract [v1.9.0, v1.9.5]
"#,
        expected: &[
            "Go manifest component \"example.com/my/thing\"",
            "5: example.com/other/thing [v1.0.2] [] run direct",
            "7: example.com/new/thing/v2 [v2.3.4] [v2.3.4] run direct",
            "8: example.com/old [v1.2.3] [v1.2.9] run indirect",
            "9: example.com/local [v0.0.0] [] run direct",
            "14: example.com/fork [v1.4.5] [v1.4.5] run direct",
        ],
    },
    Sample {
        path: "go.sum",
        text: "example.com/a v1.0.0 h1:x=\nexample.com/a v1.0.0/go.mod h1:y=\nexample.com/b v0.9.0/go.mod h1:z=\n",
        expected: &["Go lock \"\"", "1: example.com/a [] [v1.0.0] ? ?"],
    },
    Sample {
        path: "Cargo.toml",
        text: r#"[package]
name = "tool"
version = "0.1.0"
license = "MIT"
description = "x"
[workspace]
members = ["crates/*", "xtask"]
[workspace.dependencies]
shared = "1"
[dependencies]
serde = { version = "1.0", features = ["derive"] }
exact = "=1.2.3"
renamed = { package = "real", version = "2" }
own = { path = "../own" }
ws.workspace = true
[dev-dependencies]
tempfile = "3"
[target.'cfg(unix)'.build-dependencies]
cc = "1"
"#,
        expected: &[
            "crates.io manifest library component \"tool\"",
            "root \"\" in \"crates/*\"",
            "root \"\" in \"xtask\"",
            "9: shared [1] [] ? direct",
            "11: serde [1.0] [] run direct",
            "12: exact [=1.2.3] [1.2.3] run direct",
            "13: real [2] [] run direct as renamed",
            "14: own [] [] run direct",
            "15: ws [] [] run direct as ws",
            "17: tempfile [3] [] dev direct",
            "19: cc [1] [] dev direct",
        ],
    },
    Sample {
        path: "Cargo.lock",
        text: "version = 4\n[[package]]\nname = \"own\"\nversion = \"0.1.0\"\ndependencies = [\"a\", \"b 2.0.0\"]\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nsource = \"registry+x\"\ndependencies = [\"b 1.0.0\"]\n[[package]]\nname = \"b\"\nversion = \"1.0.0\"\nsource = \"registry+x\"\n[[package]]\nname = \"b\"\nversion = \"2.0.0\"\nsource = \"registry+x\"\n",
        expected: &[
            "crates.io lock \"\"",
            "7: a [] [1.0.0] ? direct",
            "12: b [] [1.0.0] ? indirect",
            "16: b [] [2.0.0] ? direct",
        ],
    },
    Sample {
        path: "Gemfile",
        text: "source 'https://rubygems.org'\nruby '3.2.0'\ngem 'rails', '~> 7.0', '>= 7.0.4'\ngem \"puma\", \"5.6.5\"\ngem 'x', git: 'https://example.org/x.git'\ngroup :development, :test do\n  gem 'rspec-rails'\nend\ngem 'debug', group: :development\n# gem 'no'\ngem 'pg'\n",
        expected: &[
            "RubyGems manifest component \"\"",
            "3: rails [~> 7.0, >= 7.0.4] [] run direct",
            "4: puma [5.6.5] [5.6.5] run direct",
            "5: x [] [] run direct",
            "7: rspec-rails [] [] dev direct",
            "9: debug [] [] dev direct",
            "11: pg [] [] run direct",
            "2: runs on ruby 3.2.0",
        ],
    },
    Sample {
        path: "Gemfile.lock",
        text: "PATH\n  remote: .\n  specs:\n    own (0.1.0)\n\nGEM\n  remote: https://rubygems.org/\n  specs:\n    nokogiri (1.15.0-x86_64-linux)\n      racc (~> 1.4)\n    racc (1.7.0)\n\nPLATFORMS\n  ruby\n\nDEPENDENCIES\n  nokogiri (~> 1.15)\n  own!\n\nBUNDLED WITH\n   2.4.0\n",
        expected: &["RubyGems lock \"\"", "9: nokogiri [] [1.15.0] ? direct", "11: racc [] [1.7.0] ? indirect"],
    },
    Sample {
        path: "own.gemspec",
        text: "Gem::Specification.new do |spec|\n  spec.name = \"own\"\n  spec.version = Own::VERSION\nend\n",
        expected: &["RubyGems manifest library component \"own\""],
    },
];
