//! Container recipes.

use crate::Sample;

pub(crate) const SAMPLES: &[Sample] = &[
    Sample {
        path: "Dockerfile",
        text: r#"# syntax=docker/dockerfile:1
ARG VERSION=20
ARG REGISTRY
FROM --platform=$BUILDPLATFORM node:${VERSION}-alpine AS build
RUN echo a \
    # a comment inside
    && FROM=x echo b
RUN <<EOF
FROM nothing:1
USER nobody
EOF
from scratch as empty
FROM ${REGISTRY}/base:1.0 AS base
ARG APP_USER=app
USER ${APP_USER}
FROM build
FROM localhost:5000/team/x
FROM alpine:3@sha256:abc
FROM base AS final
COPY --from=build /a /b
"#,
        expected: &[
            "4: node tag=20-alpine digest=",
            "13: ${REGISTRY}/base tag=1.0 digest= computed",
            "17: localhost:5000/team/x tag= digest=",
            "18: alpine tag=3 digest=sha256:abc",
            "user \"app\" at 15, last stage at 19 on ${REGISTRY}/base",
        ],
    },
    Sample {
        path: "shop/Dockerfile",
        text: "FROM php:8\nCOPY --chown=app ./src/ conf/php.ini /app/\nADD [\"a.conf\", \"/etc/\"]\nCOPY --from=other /x /y\nCOPY <<EOF /etc/motd\nhello\nEOF\nRUN git clone https://example.org/shop\n",
        expected: &[
            "1: php tag=8 digest=",
            "user \"\" at 0, last stage at 1 on php",
            "takes ./src/ conf/php.ini a.conf https://example.org/shop",
        ],
    },
    Sample {
        path: "win.Dockerfile",
        text: "# escape=`\nFROM mcr.microsoft.com/windows `\n  AS x\nRUN dir c:\\\nUSER ContainerUser\n",
        expected: &[
            "2: mcr.microsoft.com/windows tag= digest=",
            "user \"ContainerUser\" at 5, last stage at 2 on mcr.microsoft.com/windows",
        ],
    },
    Sample {
        path: "Dockerfile.dev",
        text: "FROM ${BASE:-ubuntu:22.04}\nUSER root\nUSER 1000:1000\n",
        expected: &["1: ubuntu tag=22.04 digest=", "user \"1000:1000\" at 3, last stage at 1 on ubuntu"],
    },
    Sample {
        path: "Containerfile",
        text: "FROM fedora:40\nUSER app\nFROM fedora:40\n",
        expected: &[
            "1: fedora tag=40 digest=",
            "3: fedora tag=40 digest=",
            "user \"\" at 0, last stage at 3 on fedora",
        ],
    },
    Sample {
        path: "x/Dockerfile",
        text: "FROM a\nRUN cat <<-\"END\" > /x\n\tUSER no\n\tEND\nRUN x=$((1<<2)) && cat <<< y\nUSER yes\n",
        expected: &["1: a tag= digest=", "user \"yes\" at 6, last stage at 1 on a"],
    },
    Sample {
        path: "z/Dockerfile",
        text: "FROM go:1 AS build\nFROM scratch\nCOPY --from=build /a /a\n",
        expected: &["1: go tag=1 digest=", "user \"\" at 0, last stage at 2 on nothing"],
    },
    Sample { path: "y/Dockerfile", text: "RUN x\n", expected: &["not a valid dockerfile: no `FROM`"] },
];
