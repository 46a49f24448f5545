//! CI systems other than GitHub's.

use crate::Sample;

pub(crate) const SAMPLES: &[Sample] = &[
    Sample {
        path: ".gitlab-ci.yml",
        text: r#"image: ruby:3.2
include:
  - local: /ci/x.yml
  - project: group/templates
    ref: v1.0
    file: /a.yml
  - component: gitlab.com/c/lint@1.2
  - template: Auto-DevOps.gitlab-ci.yml
stages: [test]
.base:
  before_script: [bundle install]
test:
  extends: .base
  image:
    name: $CI_REGISTRY_IMAGE
  script:
    - !reference [.base, before_script]
    - bundle exec rspec
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
deploy:
  script: docker build -t x .
"#,
        expected: &[
            "gitlab-ci [\"merge_request_event\"] tests builds deploys analyses",
            "12: job test",
            "21: job deploy",
            "4: uses group/templates @v1.0",
            "7: uses gitlab.com/c/lint @1.2",
            "1: uses docker://ruby @3.2",
        ],
    },
    Sample {
        path: "Jenkinsfile",
        text: "@Library('shared@v2') _\npipeline {\n  agent { docker { image 'maven:3.9' } }\n  triggers { cron('H 4 * * *') }\n  stages {\n    stage('Build') {\n      steps { sh 'mvn -B package' }\n    }\n    // stage('No')\n    stage(\"Deploy\") { steps { echo 'x' } }\n  }\n}\n",
        expected: &[
            "jenkins [\"schedule\"] tests builds elsewhere",
            "6: job Build",
            "10: job Deploy",
            "1: uses shared @v2",
            "3: uses docker://maven @3.9",
        ],
    },
    Sample {
        path: "core/Jenkinsfile",
        text: "properties(commonJobProps())\nbuildModule(params)\n",
        expected: &["jenkins [] elsewhere"],
    },
    Sample {
        path: "web/Jenkinsfile",
        text: "library 'shared'\nnode {\n  sh 'npm test'\n}\n",
        expected: &["jenkins [] tests elsewhere"],
    },
    Sample {
        path: "app/Jenkinsfile",
        text: "def notify(text) {\n  echo(text)\n}\n// buildModule(params)\nnode {\n  checkout(scm)\n  stage('Build') {\n    sh(\n      'make'\n    )\n  }\n  notify('x')\n}\n",
        expected: &["jenkins [] builds", "7: job Build"],
    },
    Sample {
        path: "Jenkinsfile",
        text: "properties(commonModuleJobProps())\nbuildBroadleafModule(params)\n",
        expected: &["jenkins [] elsewhere"],
    },
    Sample {
        path: "Jenkinsfile",
        text: "node {\n  checkout scm\n  sh 'make lint'\n  notifyTeam(1)\n}\ndef notifyTeam(x) { echo 'x' }\n",
        expected: &["jenkins []"],
    },
    Sample { path: ".travis.yml", text: "language: php\nscript: ./build/push_output.sh\n", expected: &["travis []"] },
    Sample {
        path: ".travis.yml",
        text: "language: php\nscript: make lint\ndeploy:\n  provider: releases\n  on:\n    tags: true\n",
        expected: &["travis [] deploys"],
    },
    Sample {
        path: ".travis.yml",
        text: "language: php\nscript: make lint\ndeploy:\n  - provider: pages\n",
        expected: &["travis []"],
    },
    Sample {
        path: ".circleci/config.yml",
        text: "version: 2.1\norbs:\n  node: circleci/node@5.1\njobs:\n  test:\n    docker:\n      - image: cimg/node:20.1\n    steps:\n      - checkout\n      - run: npm ci\n      - run:\n          name: x\n          command: npm run test:unit\n  vm:\n    machine:\n      image: ubuntu-2204:current\n    steps: [checkout]\n",
        expected: &[
            "circleci [] tests",
            "5: job test",
            "14: job vm",
            "3: uses circleci/node @5.1",
            "7: uses docker://cimg/node @20.1",
        ],
    },
    Sample {
        path: "azure-pipelines.yml",
        text: "trigger: [main]\npr: none\nresources:\n  containers:\n    - container: c\n      image: ubuntu:22.04\njobs:\n  - job: A\n    steps:\n      - script: npm run build\n      - task: DotNetCoreCLI@2\n        inputs:\n          command: test\n      - template: x.yml@templates\n",
        expected: &[
            "azure-pipelines [\"push\"] tests builds",
            "8: job A",
            "6: uses docker://ubuntu @22.04",
            "14: uses x.yml @templates",
        ],
    },
    Sample {
        path: "sub/azure-pipelines-pr.yml",
        text: "steps:\n- bash: pytest\n",
        expected: &["azure-pipelines [] tests", "1: job steps"],
    },
    Sample {
        path: ".travis.yml",
        text: "language: python\njobs:\n  include:\n    - stage: lint\n      script: flake8\n    - name: unit\n      script:\n        - tox -e py\n",
        expected: &["travis [] tests", "4: job lint", "6: job unit"],
    },
    Sample { path: "js/.travis.yml", text: "language: node_js\nnode_js: [18]\n", expected: &["travis [] tests"] },
    Sample {
        path: "bitbucket-pipelines.yml",
        text: "image: node:20\npipelines:\n  default:\n    - step:\n        name: Test\n        script:\n          - yarn test\n          - pipe: atlassian/slack-notify:2.0\n  pull-requests:\n    '**':\n      - step:\n          script: [yarn build]\n",
        expected: &[
            "bitbucket [\"pull_request\", \"push\"] tests builds",
            "5: job Test",
            "12: job step 2",
            "1: uses docker://node @20",
            "8: uses docker://atlassian/slack-notify @2.0",
        ],
    },
    Sample {
        path: "appveyor.yml",
        text: "build_script:\n  - cmd: msbuild x.sln\ntest_script:\n  - ps: dotnet test\n",
        expected: &["other [] tests builds"],
    },
    Sample {
        path: "buildspec.yml",
        text: "version: 0.2\nphases:\n  install:\n    commands:\n      - npm ci\nartifacts:\n  files:\n    - '**/*'\n",
        expected: &["other [] builds"],
    },
];
