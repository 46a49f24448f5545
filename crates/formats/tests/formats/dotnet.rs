//! .NET.

use crate::Sample;

pub(crate) const SAMPLES: &[Sample] = &[
    Sample {
        path: "src/App.csproj",
        text: r#"<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <RootNamespace>Acme.App</RootNamespace>
    <EfVersion>8.0.1</EfVersion>
    <IsPackable>true</IsPackable>
    <PackageId>Acme</PackageId>
  </PropertyGroup>
  <ItemGroup Condition="'$(X)' == ''">
    <PackageReference Include="Newtonsoft.Json" Version="13.0.3" />
    <PackageReference Include="Microsoft.EntityFrameworkCore" version="$(EfVersion)" />
    <PackageReference Include="Serilog">
      <Version>[2.0,3.0)</Version>
    </PackageReference>
    <PackageReference Include="StyleCop" Version="1.1.118" PrivateAssets="All" />
    <PackageReference Include="Central" />
    <ProjectReference Include="../Core/Core.csproj" />
  </ItemGroup>
</Project>"#,
        expected: &[
            "NuGet manifest library component \"Acme\"",
            "root \"Acme.App\" in \"\"",
            "9: Newtonsoft.Json [13.0.3] [13.0.3] run direct",
            "10: Microsoft.EntityFrameworkCore [8.0.1] [8.0.1] run direct",
            "11: Serilog [[2.0,3.0)] [] run direct",
            "14: StyleCop [1.1.118] [1.1.118] dev direct",
            "15: Central [] [] run direct",
        ],
    },
    Sample {
        path: "tests/App.Tests.fsproj",
        text: "<Project><ItemGroup>\n<PackageReference Include=\"Microsoft.NET.Test.Sdk\" Version=\"17.8.0\"/>\n<PackageReference Include=\"xunit\" Version=\"2.6.*\"/>\n</ItemGroup></Project>",
        expected: &[
            "NuGet manifest component \"\"",
            "2: Microsoft.NET.Test.Sdk [17.8.0] [17.8.0] dev direct",
            "3: xunit [2.6.*] [] dev direct",
        ],
    },
    Sample {
        path: "Directory.Packages.props",
        text: "<Project>\n<ItemGroup>\n<PackageVersion Include=\"A\" Version=\"1.0.0\" />\n<GlobalPackageReference Include=\"B\" Version=\"2.0.0\" />\n</ItemGroup></Project>",
        expected: &["NuGet manifest \"\"", "3: A [1.0.0] [1.0.0] ? direct", "4: B [2.0.0] [2.0.0] dev direct"],
    },
    Sample {
        path: "packages.config",
        text: "<packages>\n<package id=\"jQuery\" version=\"3.1.1\" targetFramework=\"net46\" />\n<package id=\"T\" version=\"1.0\" developmentDependency=\"true\" />\n</packages>",
        expected: &["NuGet manifest \"\"", "2: jQuery [3.1.1] [3.1.1] run direct", "3: T [1.0] [1.0] dev direct"],
    },
    Sample {
        path: "packages.lock.json",
        text: "{\"version\": 1, \"dependencies\": {\n\"net8.0\": {\n\"A\": {\"type\": \"Direct\", \"resolved\": \"1.0.0\"},\n\"B\": {\"type\": \"Transitive\", \"resolved\": \"2.0.0\"},\n\"own\": {\"type\": \"Project\"}},\n\"net9.0\": {\"A\": {\"type\": \"Transitive\", \"resolved\": \"1.0.0\"}, \"B\": {\"type\": \"Direct\", \"resolved\": \"2.0.0\"}}}}",
        expected: &["NuGet lock \"\"", "3: A [] [1.0.0] ? direct", "4: B [] [2.0.0] ? direct"],
    },
];
