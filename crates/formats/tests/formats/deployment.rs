//! Recipes of deployment, owners and licences.

use crate::Sample;

pub(crate) const SAMPLES: &[Sample] = &[
    Sample {
        path: "docker-compose.yml",
        text: r#"services:
  web:
    image: "acme/shop:${TAG:-1.2}"
    privileged: true
    network_mode: host
    pid: host
    volumes:
      - /var/run/docker.sock:/var/run/docker.sock:ro
      - ./data:/data
  db:
    image: postgres:9.6
    environment:
      POSTGRES_PASSWORD: Postgres
      OTHER_PASSWORD: ${SECRET}
  cache:
    image: ${CACHE}
    environment:
      - REDIS_PASSWORD=changeme
      - REDIS_HOST=root
  search:
    environment:
      - xpack.security.enabled=false
      - ADMIN_PASSWORD=${ADMIN_PASSWORD:-Admin123}
      - OTHER_PASSWORD=${ADMIN_PASSWORD}
  trusting:
    environment:
      POSTGRES_HOST_AUTH_METHOD: trust
"#,
        expected: &[
            "3: Image web acme/shop:1.2",
            "4: Privileged web privileged",
            "5: HostNetwork web host",
            "6: HostProcesses web host",
            "8: ContainerSocket web /var/run/docker.sock:/var/run/docker.sock:ro",
            "11: Image db postgres:9.6",
            "13: WellKnownPassword db POSTGRES_PASSWORD",
            "18: WellKnownPassword cache REDIS_PASSWORD",
            "22: WellKnownPassword search xpack.security.enabled",
            "23: WellKnownPassword search ADMIN_PASSWORD",
            "27: WellKnownPassword trusting POSTGRES_HOST_AUTH_METHOD",
        ],
    },
    Sample {
        path: "k8s/web.yaml",
        text: r#"apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      hostNetwork: true
      hostPID: true
      volumes:
        - name: engine
          hostPath:
            path: /var/run/docker.sock
      containers:
        - name: shop
          image: acme/shop:1
          securityContext:
            privileged: true
---
apiVersion: v1
kind: Service
metadata:
  name: web
"#,
        expected: &[
            "8: HostNetwork web hostNetwork",
            "9: HostProcesses web hostPID",
            "13: ContainerSocket web /var/run/docker.sock",
            "16: Image web acme/shop:1",
            "18: Privileged web privileged",
        ],
    },
    Sample { path: "deploy/chart/web.yaml", text: "apiVersion: v1\nname: {{ .Values.name }}\n", expected: &[] },
    Sample {
        path: "infra/main.tf",
        text: r#"# The shop.
resource "aws_security_group" "web" {
  name = "web"
  ingress {
    from_port   = 443
    to_port     = 443
    cidr_blocks = ["0.0.0.0/0"]
  }
  ingress {
    from_port = 22
    to_port   = 22
    cidr_blocks = [
      "0.0.0.0/0",
    ]
  }
  ingress {
    from_port   = 5432
    to_port     = 5432
    cidr_blocks = ["10.0.0.0/8"]
  }
  egress {
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "azurerm_network_security_group" "shop" {
  security_rule {
    direction              = "Inbound"
    access                 = "Allow"
    destination_port_range = "3389-3389"
    source_address_prefix  = "*"
  }
}

resource "aws_db_instance" "db" {
  publicly_accessible = true
}

resource "aws_s3_bucket" "files" {
  acl = "public-read-write"
}

resource "aws_cloudwatch_metric_alarm" "cpu" {
  threshold = 80
}
"#,
        expected: &[
            "12: OpenPort aws_security_group.web 22",
            "33: OpenPort azurerm_network_security_group.shop 3389",
            "38: PublicDatabase aws_db_instance.db publicly_accessible",
            "42: PublicStore aws_s3_bucket.files public-read-write",
            "45: Alert aws_cloudwatch_metric_alarm.cpu ",
        ],
    },
    Sample {
        path: ".github/CODEOWNERS",
        text: "# Owners\n*  @acme/team\n/docs/ ann@example.org @bob # both\n/free/\n[Section]\n",
        expected: &["2: * owners 1", "3: /docs/ owners 2", "4: /free/ owners 0"],
    },
    Sample {
        path: "LICENSE",
        text: "GNU LESSER GENERAL PUBLIC LICENSE\nVersion 3\n\nThis version of the GNU Lesser General Public License\nincorporates the terms of the GNU General Public License\n",
        expected: &["licence LGPL"],
    },
    Sample {
        path: "LICENSE.md",
        text: "The MIT License\n\nPermission is hereby granted, free of charge, to any person obtaining\na copy of this software\n",
        expected: &["licence MIT"],
    },
    Sample { path: "COPYING", text: "All rights reserved.\n", expected: &["licence "] },
];
