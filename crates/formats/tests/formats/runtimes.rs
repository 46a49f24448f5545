//! Files that hold a runtime to one line of releases.

use crate::Sample;

pub(crate) const SAMPLES: &[Sample] = &[
    Sample { path: ".nvmrc", text: "# of the team\nv14.17.0\n", expected: &["2: runs on nodejs v14.17.0"] },
    Sample { path: "web/.node-version", text: "lts/fermium\n", expected: &["1: runs on nodejs lts/fermium"] },
    Sample { path: ".python-version", text: "3.8.1\n2.7.18\n", expected: &["1: runs on python 3.8.1"] },
    Sample { path: ".ruby-version", text: "ruby-2.7.1\n", expected: &["1: runs on ruby 2.7.1"] },
    Sample {
        path: ".tool-versions",
        text: "nodejs 14.17.0 # old\njava temurin-11.0.1\npostgres 9.6\n",
        expected: &["1: runs on nodejs 14.17.0", "3: runs on postgresql 9.6"],
    },
    Sample { path: ".sdkmanrc", text: "# team\njava=21.0.4-tem\n", expected: &["2: runs on eclipse-temurin 21.0.4"] },
    Sample { path: "a/.sdkmanrc", text: "java=25.0.4-librca\n", expected: &["1: runs on java 25.0.4"] },
    Sample { path: "runtime.txt", text: "python-3.9.18\n", expected: &["1: runs on python 3.9.18"] },
    Sample {
        path: "global.json",
        text: "{\n  // of the team\n  \"sdk\": {\n    \"version\": \"6.0.100\"\n  }\n}\n",
        expected: &["4: runs on dotnet 6.0.100"],
    },
    Sample {
        path: "x/global.json",
        text: "{\"sdk\": {\"version\": \"6.0.100\", \"rollForward\": \"latestMajor\"}}",
        expected: &[],
    },
    Sample {
        path: "package.json",
        text: "{\n\"engines\": {\"node\": \"14.x\"}\n}\n",
        expected: &["npm manifest \"\"", "2: runs on nodejs 14"],
    },
    Sample { path: "a/package.json", text: "{\"engines\": {\"node\": \">=14\"}}", expected: &["npm manifest \"\""] },
    Sample {
        path: "Pipfile",
        text: "[packages]\n[requires]\npython_version = \"3.7\"\n",
        expected: &["PyPI manifest component \"\"", "3: runs on python 3.7"],
    },
    Sample {
        path: "pyproject.toml",
        text: "[project]\nname = \"shop\"\nrequires-python = \"==3.8.*\"\n",
        expected: &["PyPI manifest component \"shop\"", "3: runs on python 3.8"],
    },
    Sample {
        path: "b/pyproject.toml",
        text: "[project]\nname = \"shop\"\nrequires-python = \"~=3.8\"\n",
        expected: &["PyPI manifest component \"shop\""],
    },
    Sample {
        path: "Gemfile",
        text: "ruby \"2.7.1\"\n",
        expected: &["RubyGems manifest component \"\"", "1: runs on ruby 2.7.1"],
    },
    Sample {
        path: "Web.csproj",
        text: "<Project Sdk=\"Microsoft.NET.Sdk.Web\">\n<PropertyGroup>\n<TargetFramework>net5.0</TargetFramework>\n</PropertyGroup>\n</Project>",
        expected: &["NuGet manifest component \"\"", "3: runs on dotnet 5.0"],
    },
    Sample {
        path: "Lib.csproj",
        text: "<Project Sdk=\"Microsoft.NET.Sdk\">\n<PropertyGroup>\n<TargetFramework>net5.0</TargetFramework>\n</PropertyGroup>\n</Project>",
        expected: &["NuGet manifest component \"\""],
    },
];
