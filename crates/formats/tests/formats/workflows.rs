//! Workflows and actions of GitHub.

use crate::Sample;

pub(crate) const SAMPLES: &[Sample] = &[
    Sample {
        path: ".github/workflows/ci.yml",
        text: r#"name: CI
on: [push, pull_request]
permissions: {}
jobs:
  build:
    runs-on: ubuntu-latest
    permissions:
      contents: read
    container: node:20@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
    services:
      db:
        image: postgres:16
      other:
        image: ${{ matrix.image }}
    steps:
      - uses: actions/checkout@0123456789abcdef0123456789abcdef01234567 # v4
      - uses: ./.github/actions/setup
      - uses: docker://alpine
      - run: |
          npm ci
          npm test
      - name: build
        run: docker build .
  call:
    uses: acme/shared/.github/workflows/release.yml@main
    permissions: write-all
"#,
        expected: &[
            "github-actions [\"pull_request\", \"push\"] read tests builds",
            "5: job build read",
            "24: job call write-all",
            "9: uses docker://node @sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef pinned",
            "12: uses docker://postgres @16",
            "16: uses actions/checkout @0123456789abcdef0123456789abcdef01234567 pinned",
            "17: uses ./.github/actions/setup @ local",
            "18: uses docker://alpine @",
            "25: uses acme/shared/.github/workflows/release.yml @main",
        ],
    },
    Sample {
        path: ".github/workflows/string.yaml",
        text: "on: push\npermissions: read-all\njobs:\n  a:\n    steps:\n      - uses: gradle/gradle-build-action@v2\n        with:\n          arguments: check\n",
        expected: &[
            "github-actions [\"push\"] read tests builds",
            "4: job a",
            "6: uses gradle/gradle-build-action @v2",
        ],
    },
    Sample {
        path: ".github/workflows/sign-in.yaml",
        text: "on: push\npermissions:\n  contents: read\n  id-token: write\njobs:\n  a:\n    permissions:\n      id-token: write\n      packages: write\n    steps:\n      - uses: acme/a@v1\n",
        expected: &["github-actions [\"push\"] signs-in", "6: job a write signs-in", "11: uses acme/a @v1"],
    },
    Sample {
        path: ".github/workflows/scorecard.yml",
        text: "on: push\npermissions:\n  security-events: write\njobs:\n  a:\n    permissions:\n      security-events: write\n      id-token: write\n    steps:\n      - uses: acme/a@v1\n",
        expected: &["github-actions [\"push\"] read", "5: job a signs-in", "10: uses acme/a @v1"],
    },
    Sample {
        path: ".github/workflows/secrets.yml",
        text: "on: push\njobs:\n  a:\n    env:\n      KEY: ${{ secrets.KEY }}\n    steps:\n      - uses: acme/a@v1\n        with:\n          token: ${{ secrets.GITHUB_TOKEN }}\n      - uses: acme/b@v1\n        env:\n          TOKEN: ${{ secrets.RELEASE_TOKEN }}\n  b:\n    uses: acme/c/.github/workflows/d.yml@v1\n    secrets: inherit\n",
        expected: &[
            "github-actions [\"push\"]",
            "3: job a",
            "13: job b",
            // In the environment of its job.
            "7: uses acme/a @v1 gets-secret",
            "10: uses acme/b @v1 gets-secret",
            "14: uses acme/c/.github/workflows/d.yml @v1 gets-secret",
        ],
    },
    Sample {
        path: ".github/workflows/env.yml",
        text: "on: push\nenv:\n  KEY: ${{ secrets.KEY }}\njobs:\n  a:\n    steps:\n      - uses: acme/a@v1\n  b:\n    uses: acme/c/.github/workflows/d.yml@v1\n",
        expected: &[
            "github-actions [\"push\"]",
            "5: job a",
            "8: job b",
            "7: uses acme/a @v1 gets-secret",
            // A called workflow has an environment of its own.
            "9: uses acme/c/.github/workflows/d.yml @v1",
        ],
    },
    Sample {
        path: ".github/workflows/job-env.yml",
        text: "on: push\njobs:\n  a:\n    env:\n      KEY: ${{ secrets.KEY }}\n    steps:\n      - run: ./a\n  b:\n    env:\n      KEY: ${{ secrets.GITHUB_TOKEN }}\n    steps:\n      - uses: acme/b@v1\n",
        expected: &["github-actions [\"push\"]", "3: job a", "8: job b", "12: uses acme/b @v1"],
    },
    Sample {
        path: ".github/workflows/beside.yml",
        // A later step of the same job gets a secret; so does one of another job.
        text: "on: push\njobs:\n  a:\n    steps:\n      - uses: acme/a@v1\n      - run: ./publish\n        env:\n          KEY: ${{ secrets.KEY }}\n  b:\n    steps:\n      - uses: acme/b@v1\n",
        expected: &[
            "github-actions [\"push\"]",
            "3: job a",
            "9: job b",
            "5: uses acme/a @v1 beside-secret",
            "11: uses acme/b @v1",
        ],
    },
    Sample {
        path: ".github/workflows/own-token.yml",
        text: "on: push\njobs:\n  a:\n    steps:\n      - uses: acme/a@v1\n        with:\n          token: ${{ secrets.GITHUB_TOKEN }}\n",
        expected: &["github-actions [\"push\"]", "3: job a", "5: uses acme/a @v1"],
    },
    Sample {
        path: ".github/workflows/names.yml",
        text: "on: push\njobs:\n  openapi:\n    steps:\n      - uses: appleboy/scp-action@v1\n      - name: Run Tests\n        run: ./all\n",
        expected: &["github-actions [\"push\"] may-test", "3: job openapi", "5: uses appleboy/scp-action @v1"],
    },
    Sample {
        path: ".github/workflows/tests.yml",
        text: "on: push\njobs:\n  tests:\n    steps:\n      - name: Install test database\n        run: ./all\n      - uses: appleboy/scp-action@v1\n",
        expected: &["github-actions [\"push\"] deploys", "3: job tests", "7: uses appleboy/scp-action @v1"],
    },
    Sample {
        path: ".github/workflows/target.yml",
        text: r#""on":
  pull_request_target:
    types: [opened]
permissions:
  pull-requests: write
jobs:
  bad:
    runs-on: x
    steps:
      - uses: actions/checkout@v4
        with:
          ref: ${{ github.event.pull_request.head.sha }}
      - run: |
          echo ok
          echo "${{ github.event.pull_request.title }}"
          echo "${{ github.head_ref }}"
      - run: echo "${{ github.event.pull_request.number }}"
      - uses: actions/checkout@v4
        with: { ref: "refs/pull/${{ github.event.number }}/merge" }
      - uses: actions/checkout@v4
      - uses: actions/github-script@v7
        with:
          script: console.log(`${{ github.event.pull_request.body }}`)
      - run: gh pr checkout 1
  labelled:
    if: contains(github.event.pull_request.labels.*.name, 'safe to test')
    steps:
      - uses: actions/checkout@v4
        with:
          ref: ${{ github.event.pull_request.head.sha }}
  members:
    steps:
      - uses: actions/checkout@v4
        if: github.event.pull_request.head.repo.full_name == github.repository
        with:
          ref: ${{ github.head_ref }}
"#,
        expected: &[
            "github-actions [\"pull_request_target\"] write",
            "7: job bad",
            "25: job labelled",
            "31: job members",
            "10: uses actions/checkout @v4",
            "18: uses actions/checkout @v4",
            "20: uses actions/checkout @v4",
            "21: uses actions/github-script @v7",
            "28: uses actions/checkout @v4",
            "33: uses actions/checkout @v4",
            "untrusted [10, 15, 16, 18, 23, 24]",
        ],
    },
    Sample {
        path: ".github/workflows/comment.yml",
        text: "on: issue_comment\njobs:\n  a:\n    steps:\n      - run: echo ${{ github.event.comment.body }}\n      - env:\n          BODY: ${{ github.event.comment.body }}\n        run: echo \"$BODY\"\n",
        expected: &["github-actions [\"issue_comment\"]", "3: job a", "untrusted [5]"],
    },
    Sample {
        path: ".github/workflows/harmless.yml",
        text: "on: pull_request\njobs:\n  a:\n    steps:\n      - uses: actions/checkout@v4\n        with:\n          ref: ${{ github.head_ref }}\n",
        expected: &["github-actions [\"pull_request\"]", "3: job a", "5: uses actions/checkout @v4"],
    },
    Sample {
        path: ".github/workflows/none.yml",
        text: "# nothing\n",
        expected: &["not a valid github-workflow: no `jobs`"],
    },
    Sample {
        path: ".github/actions/setup/action.yml",
        text: "name: Setup\nruns:\n  using: composite\n  steps:\n    - uses: actions/setup-java@v4\n    - run: ./gradlew test\n      shell: bash\n",
        expected: &["github-action [] tests", "5: uses actions/setup-java @v4"],
    },
    Sample {
        path: "action.yaml",
        text: "runs:\n  using: docker\n  image: docker://ghcr.io/a/b:1.2\n",
        expected: &["github-action []", "3: uses docker://ghcr.io/a/b @1.2"],
    },
];
