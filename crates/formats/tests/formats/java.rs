//! Maven and Gradle.

use crate::Sample;

pub(crate) const SAMPLES: &[Sample] = &[
    Sample {
        path: "pom.xml",
        text: r#"<?xml version="1.0" encoding="ISO-8859-1"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <parent>
    <groupId>org.acme</groupId><artifactId>parent</artifactId><version>3.1.0</version>
  </parent>
  <artifactId>app</artifactId>
  <properties><jackson.version>2.15.2</jackson.version><loop>${loop}</loop></properties>
  <modules><module>core</module><module>web/pom.xml</module></modules>
  <dependencyManagement><dependencies>
    <dependency>
      <groupId>org.x</groupId><artifactId>managed</artifactId><version>1.1</version>
    </dependency>
    <dependency>
      <groupId>org.x</groupId><artifactId>bom</artifactId><version>[7,8)</version><scope>import</scope>
    </dependency>
  </dependencies></dependencyManagement>
  <dependencies>
    <dependency>
      <groupId>com.fasterxml</groupId><artifactId>jackson</artifactId><version>${jackson.version}</version>
      <exclusions><exclusion><groupId>no</groupId><artifactId>no</artifactId></exclusion></exclusions>
    </dependency>
    <dependency><groupId>${project.groupId}</groupId><artifactId>own</artifactId><version>${project.version}</version></dependency>
    <dependency><groupId>junit</groupId><artifactId>junit</artifactId><version>${loop}</version><scope>test</scope></dependency>
    <dependency><groupId>org.x</groupId><artifactId>managed</artifactId></dependency>
  </dependencies>
</project>"#,
        expected: &[
            "Maven manifest component \"org.acme:app\"",
            "root \"\" in \"core\"",
            "root \"\" in \"web\"",
            "3: org.acme:parent [3.1.0] [3.1.0] ? direct",
            "13: org.x:bom [[7,8)] [] ? direct",
            "18: com.fasterxml:jackson [2.15.2] [2.15.2] run direct",
            "22: org.acme:own [3.1.0] [3.1.0] run direct",
            "23: junit:junit [${loop}] [] dev direct",
            "24: org.x:managed [] [1.1] run direct",
        ],
    },
    Sample {
        path: "build.gradle",
        text: r#"plugins {
    id 'java-library'
    id 'org.springframework.boot' version '3.2.0'
}
dependencies {
    // implementation 'no:no:1'
    implementation 'org.apache.commons:commons-lang3:3.12.0'
    api group: 'com.google.guava', name: 'guava', version: '32.0.0-jre'
    testImplementation('org.junit.jupiter:junit-jupiter:5.+') { transitive = false }
    implementation project(':core')
    implementation platform('org.x:bom:1.0')
    runtimeOnly libs.postgres
    implementation "org.y:z:$yVersion"
    annotationProcessor 'org.mapstruct:mapstruct-processor'
}
"#,
        expected: &[
            "Maven manifest library component \"\"",
            "3: org.springframework.boot:org.springframework.boot.gradle.plugin [3.2.0] [3.2.0] dev direct",
            "7: org.apache.commons:commons-lang3 [3.12.0] [3.12.0] run direct",
            "8: com.google.guava:guava [32.0.0-jre] [32.0.0-jre] run direct",
            "9: org.junit.jupiter:junit-jupiter [5.+] [] dev direct",
            "11: org.x:bom [1.0] [1.0] run direct",
            "13: org.y:z [$yVersion] [] run direct",
            "14: org.mapstruct:mapstruct-processor [] [] dev direct",
        ],
    },
    Sample {
        path: "app/build.gradle.kts",
        text: "plugins {\n  id(\"com.x\") version \"1.2\"\n  `maven-publish`\n}\n/* implementation(\"a:b:1\")\n*/\ndependencies {\n  implementation(\"io.ktor:ktor-core:2.3.0\")\n  kapt(\"a.b:c:1.0\")\n  testRuntimeOnly(group = \"g\", name = \"n\", version = \"3\")\n}\n",
        expected: &[
            "Maven manifest library component \"\"",
            "2: com.x:com.x.gradle.plugin [1.2] [1.2] dev direct",
            "8: io.ktor:ktor-core [2.3.0] [2.3.0] run direct",
            "9: a.b:c [1.0] [1.0] dev direct",
            "10: g:n [3] [3] dev direct",
        ],
    },
    Sample {
        path: "gradle/libs.versions.toml",
        text: r#"[versions]
groovy = "3.0.5"
rich = { strictly = "[3.8, 4.0[", prefer = "3.9" }
[libraries]
groovy-core = { module = "org.codehaus.groovy:groovy", version.ref = "groovy" }
commons = { group = "org.apache.commons", name = "commons-lang3", version.ref = "rich" }
short = "com.x:y:1.4"
[plugins]
versions = { id = "com.github.ben-manes.versions", version = "0.45.0" }
"#,
        expected: &[
            "Maven manifest \"\"",
            "5: org.codehaus.groovy:groovy [3.0.5] [3.0.5] ? direct",
            "6: org.apache.commons:commons-lang3 [[3.8, 4.0[] [] ? direct",
            "7: com.x:y [1.4] [1.4] ? direct",
            "9: com.github.ben-manes.versions:com.github.ben-manes.versions.gradle.plugin [0.45.0] [0.45.0] dev direct",
        ],
    },
    Sample {
        path: "gradle.lockfile",
        text: "# This is a Gradle generated file\ncom.x:a:1.0=compileClasspath,runtimeClasspath\norg.y:t:2.0=testCompileClasspath,testRuntimeClasspath\nempty=annotationProcessor\n",
        expected: &["Maven lock \"\"", "2: com.x:a [] [1.0] run ?", "3: org.y:t [] [2.0] dev ?"],
    },
    Sample {
        path: "settings.gradle.kts",
        text: "rootProject.name = \"shop\"\ninclude(\":core\", \"web:api\")\ninclude(\n  \"a\",\n  \"b\"\n)\nincludeBuild(\"no\")\n",
        expected: &[
            "Maven manifest \"shop\"",
            "root \"\" in \"core\"",
            "root \"\" in \"web/api\"",
            "root \"\" in \"a\"",
            "root \"\" in \"b\"",
        ],
    },
];
