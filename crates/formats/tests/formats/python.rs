//! Python.

use crate::Sample;

pub(crate) const SAMPLES: &[Sample] = &[
    Sample {
        path: "requirements.txt",
        text: r#"# comment
-r base.txt
--index-url https://example.org/simple
Django==4.2.1
requests[security]>=2.8.1,==2.8.* ; python_version < "2.7"  # why
flask==2.0.1 \
    --hash=sha256:aaaa
-e git+https://example.org/x.git#egg=x
urllib3 @ https://example.org/urllib3.zip
./local
"#,
        expected: &[
            "PyPI manifest component \"\"",
            "4: Django [==4.2.1] [4.2.1] run direct",
            "5: requests [>=2.8.1,==2.8.*] [] run direct",
            "6: flask [==2.0.1] [2.0.1] run direct",
            "8: x [] [] run direct",
            "9: urllib3 [@ https://example.org/urllib3.zip] [] run direct",
        ],
    },
    Sample {
        path: "requirements-dev.txt",
        text: "pytest\n",
        expected: &["PyPI manifest \"\"", "1: pytest [] [] dev direct"],
    },
    Sample {
        path: "requirements/base.txt",
        text: "a===1.0\n",
        expected: &["PyPI manifest \"\"", "1: a [===1.0] [1.0] ? direct"],
    },
    Sample { path: "constraints.txt", text: "a<2\n", expected: &["PyPI manifest \"\"", "1: a [<2] [] ? direct"] },
    Sample {
        path: "pyproject.toml",
        text: r#"[build-system]
requires = ["setuptools"]
[project]
name = "spam"
classifiers = ["Programming Language :: Python"]
dependencies = [
  "httpx",
  "gidgethub[httpx]>4.0.0",
]
[project.optional-dependencies]
gui = ["PyQt5==5.15.0"]
test = ["pytest"]
[dependency-groups]
dev = ["ruff", {include-group = "test"}]
[tool.setuptools.packages.find]
where = ["src"]
"#,
        expected: &[
            "PyPI manifest library component \"spam\"",
            "root \"\" in \"src\"",
            "7: httpx [] [] run direct",
            "8: gidgethub [>4.0.0] [] run direct",
            "11: PyQt5 [==5.15.0] [5.15.0] run direct",
            "12: pytest [] [] dev direct",
            "14: ruff [] [] dev direct",
        ],
    },
    Sample {
        path: "p/pyproject.toml",
        text: r#"[tool.poetry]
name = "poem"
packages = [{ include = "poem", from = "lib" }]
[tool.poetry.dependencies]
python = "^3.10"
requests = "^2.13.0"
exact = "1.2.3"
many = [{ version = "1.0", python = "<3.8" }, { version = "2.0" }]
git = { git = "https://example.org/g.git" }
[tool.poetry.group.dev.dependencies]
pytest = { version = "7.0.0", optional = true }
"#,
        expected: &[
            "PyPI manifest component \"poem\"",
            "root \"\" in \"lib\"",
            "6: requests [^2.13.0] [] run direct",
            "7: exact [1.2.3] [1.2.3] run direct",
            "8: many [1.0] [1.0] run direct",
            "9: git [] [] run direct",
            "11: pytest [7.0.0] [7.0.0] dev direct",
        ],
    },
    Sample {
        path: "tools/pyproject.toml",
        text: "[tool.black]\nline-length = 100\n",
        expected: &["PyPI manifest \"\""],
    },
    Sample {
        path: "setup.cfg",
        text: "[metadata]\nname = my_package\nclassifiers =\n    Framework :: Django\n\n[options]\ninstall_requires =\n    requests\n    importlib-metadata; python_version<\"3.10\"\n[options.extras_require]\ntests =\n    pytest\n[options.packages.find]\nwhere = src\n[flake8]\nmax-line-length = 100\n",
        expected: &[
            "PyPI manifest library component \"my_package\"",
            "root \"\" in \"src\"",
            "8: requests [] [] run direct",
            "9: importlib-metadata [] [] run direct",
            "12: pytest [] [] dev direct",
        ],
    },
    Sample {
        path: "Pipfile",
        text: "[[source]]\nurl = 'https://pypi.org/simple'\n[packages]\nrequests = '*'\nflask = {version = '==2.0.0', extras = ['x']}\n[dev-packages]\npytest = '>=7'\n[requires]\npython_version = '3.11'\n",
        expected: &[
            "PyPI manifest component \"\"",
            "4: requests [*] [] run direct",
            "5: flask [==2.0.0] [2.0.0] run direct",
            "7: pytest [>=7] [] dev direct",
            "9: runs on python 3.11",
        ],
    },
    Sample {
        path: "Pipfile.lock",
        text: "{\n \"_meta\": {\"hash\": {\"sha256\": \"x\"}},\n \"default\": {\n  \"flask\": {\"version\": \"==2.0.0\"}},\n \"develop\": {\n  \"pytest\": {\"version\": \"==7.1.0\"}}\n}",
        expected: &["PyPI lock \"\"", "4: flask [] [2.0.0] run ?", "6: pytest [] [7.1.0] dev ?"],
    },
    Sample {
        path: "poetry.lock",
        text: "[[package]]\nname = \"a\"\nversion = \"1.0\"\ngroups = [\"main\", \"dev\"]\n[[package]]\nname = \"b\"\nversion = \"2.0\"\ncategory = \"dev\"\n[[package]]\nname = \"c\"\nversion = \"3.0\"\n[metadata]\nlock-version = \"2.1\"\n",
        expected: &["PyPI lock \"\"", "2: a [] [1.0] run ?", "6: b [] [2.0] dev ?", "10: c [] [3.0] ? ?"],
    },
    Sample {
        path: "uv.lock",
        text: r#"version = 1
requires-python = ">=3.12"

[[package]]
name = "app"
version = "0.1.0"
source = { editable = "." }
dependencies = [{ name = "a" }]

[package.dev-dependencies]
dev = [{ name = "d" }]

[[package]]
name = "a"
version = "1.0"
source = { registry = "https://pypi.org/simple" }
dependencies = [{ name = "b" }]

[[package]]
name = "b"
version = "2.0"
source = { registry = "https://pypi.org/simple" }

[[package]]
name = "d"
version = "3.0"
source = { registry = "https://pypi.org/simple" }
dependencies = [{ name = "b" }, { name = "e" }]

[[package]]
name = "e"
version = "4.0"
source = { registry = "https://pypi.org/simple" }
"#,
        expected: &[
            "PyPI lock \"app\"",
            "14: a [] [1.0] run direct",
            "20: b [] [2.0] run indirect",
            "25: d [] [3.0] dev direct",
            "31: e [] [4.0] dev indirect",
        ],
    },
    Sample {
        path: "pdm.lock",
        text: "[metadata]\ngroups = [\"default\", \"test\"]\n[[package]]\nname = \"a\"\nversion = \"1.0\"\ngroups = [\"default\"]\n[[package]]\nname = \"t\"\nversion = \"2.0\"\ngroups = [\"test\"]\n",
        expected: &["PyPI lock \"\"", "4: a [] [1.0] run ?", "8: t [] [2.0] dev ?"],
    },
];
