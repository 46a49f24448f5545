//! Terraform read line by line for literals: blocks with their attributes, and the few of them that open something to
//! everybody. Apart from the list of formats, because it is a small reader of its own.

use crate::DeclaredSetting;
use crate::text::numbered;
use quarterdeck_facts::SettingKind;

/// Ports of administration and of databases.
const PORTS: [u32; 12] = [22, 1433, 1521, 2375, 3306, 3389, 5432, 5984, 6379, 9200, 11211, 27017];
/// Resources that alert somebody.
const ALERTS: [&str; 7] = [
    "aws_cloudwatch_metric_alarm",
    "azurerm_monitor_metric_alert",
    "azurerm_monitor_scheduled_query_rules_alert",
    "datadog_monitor",
    "google_monitoring_alert_policy",
    "grafana_rule_group",
    "newrelic_nrql_alert_condition",
];
/// Deepest nesting of blocks that is followed.
const DEPTH: usize = 32;
/// Most attributes of one block that are kept.
const ATTRIBUTES: usize = 1_000;

/// A block with the attributes that stand directly in it.
#[derive(Default)]
struct Block {
    /// `resource "aws_security_group" "web"` or `ingress`.
    kind: String,
    /// `aws_security_group`, empty for inner blocks.
    resource: String,
    name: String,
    line: u32,
    attributes: Vec<(String, String, u32)>,
}

impl Block {
    fn opened(header: &str, line: u32) -> Self {
        let mut words = header.split_whitespace().map(|word| word.trim_matches('"'));
        let kind = words.next().unwrap_or_default().to_owned();
        let resource = words.next().unwrap_or_default().to_owned();
        let name = words.next().unwrap_or_default().to_owned();
        Self { kind, resource, name, line, attributes: Vec::new() }
    }

    fn get(&self, key: &str) -> &str {
        self.attributes.iter().find(|(name, ..)| name == key).map_or("", |(_, value, _)| value.as_str())
    }

    fn number(&self, key: &str) -> Option<u32> {
        self.get(key).trim_matches('"').parse().ok()
    }

    fn line_of(&self, key: &str) -> u32 {
        self.attributes.iter().find(|(name, ..)| name == key).map_or(self.line, |(.., line)| *line)
    }
}

/// Settings that open something.
pub(crate) fn read(text: &str) -> Vec<DeclaredSetting> {
    let mut out = Vec::new();
    let mut stack: Vec<Block> = Vec::new();
    let (mut heredoc, mut in_comment, mut in_list): (Option<String>, bool, bool) = (None, false, false);
    for (number, line) in numbered(text) {
        if let Some(end) = &heredoc {
            if line.trim() == end {
                heredoc = None;
            }
            continue;
        }
        let line = line.trim();
        if in_comment || line.starts_with("/*") {
            in_comment = !line.contains("*/");
            continue;
        }
        let line = if line.starts_with('#') || line.starts_with("//") { "" } else { line };
        let line = line.split(" #").next().unwrap_or_default().trim_end();
        heredoc = heredoc_of(line);
        // A list over several lines belongs to the attribute that opened it.
        if in_list {
            if let Some((_, value, _)) = stack.last_mut().and_then(|block| block.attributes.last_mut())
                && value.len() < 10_000
            {
                value.push_str(line);
            }
            in_list = !line.contains(']');
            continue;
        }
        // `}`, `})`, `},` and `}, {` all end what is open.
        if line.starts_with('}') {
            if let Some(block) = stack.pop() {
                judge(&block, stack.first(), &mut out);
            }
            if line.ends_with('{') {
                stack.push(Block::default());
            }
        } else if let Some(header) = line.strip_suffix('{') {
            if stack.len() >= DEPTH {
                return out;
            }
            stack.push(Block::opened(header.trim_end().trim_end_matches('=').trim_end(), number));
        } else if let Some((key, value)) = line.split_once('=') {
            let value = value.trim();
            if let Some(block) = stack.last_mut().filter(|block| block.attributes.len() < ATTRIBUTES) {
                block.attributes.push((key.trim().trim_matches('"').to_owned(), value.to_owned(), number));
                in_list = value.starts_with('[') && !value.contains(']');
            }
        }
    }
    out
}

fn heredoc_of(line: &str) -> Option<String> {
    let (_, word) = line.split_once("<<")?;
    let word = word.trim_start_matches(['-', '~']).trim();
    (!word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')).then(|| word.to_owned())
}

fn judge(block: &Block, outer: Option<&Block>, out: &mut Vec<DeclaredSetting>) {
    let resource = outer.unwrap_or(block);
    if resource.kind != "resource" {
        return;
    }
    let subject = format!("{}.{}", resource.resource, resource.name);
    let mut add = |kind, value: String, key: &str| {
        out.push(DeclaredSetting { kind, subject: subject.clone(), value, line: block.line_of(key) });
    };
    let everybody = |key: &str| ["\"0.0.0.0/0\"", "\"::/0\""].iter().any(|range| block.get(key).contains(range));
    if ALERTS.contains(&resource.resource.as_str()) && outer.is_none() {
        add(SettingKind::Alert, String::new(), "");
    }
    match (resource.resource.as_str(), block.kind.as_str()) {
        ("aws_security_group", "ingress") | ("aws_security_group_rule", "resource") => {
            let ingress = block.kind == "ingress" || block.get("type").contains("ingress");
            let range = block.number("from_port").zip(block.number("to_port"));
            for key in ["cidr_blocks", "ipv6_cidr_blocks"] {
                if let Some(port) = range.and_then(open_port).filter(|_| ingress && everybody(key)) {
                    add(SettingKind::OpenPort, port, key);
                }
            }
        }
        ("aws_vpc_security_group_ingress_rule", "resource") => {
            let range = block.number("from_port").zip(block.number("to_port"));
            if let Some(port) = range.and_then(open_port).filter(|_| everybody("cidr_ipv4")) {
                add(SettingKind::OpenPort, port, "cidr_ipv4");
            }
        }
        ("azurerm_network_security_rule", "resource") | ("azurerm_network_security_group", "security_rule") => {
            let source = block.get("source_address_prefix").trim_matches('"');
            let open = matches!(source, "*" | "0.0.0.0/0" | "Internet" | "internet");
            let inbound = block.get("direction").contains("Inbound") && block.get("access").contains("Allow");
            let written = block.get("destination_port_range").trim_matches('"');
            let (from, to) = written.split_once('-').unwrap_or((written, written));
            let range = from.trim().parse().ok().zip(to.trim().parse().ok());
            if let Some(port) = range.and_then(open_port).filter(|_| open && inbound) {
                add(SettingKind::OpenPort, port, "source_address_prefix");
            }
        }
        ("aws_s3_bucket" | "aws_s3_bucket_acl", "resource") if block.get("acl").contains("public-read-write") => {
            add(SettingKind::PublicStore, "public-read-write".to_owned(), "acl");
        }
        ("aws_db_instance" | "aws_rds_cluster_instance", "resource") if block.get("publicly_accessible") == "true" => {
            add(SettingKind::PublicDatabase, "publicly_accessible".to_owned(), "publicly_accessible");
        }
        _ => {}
    }
}

/// The first port of the list that lies in a range.
fn open_port((from, to): (u32, u32)) -> Option<String> {
    PORTS.iter().find(|port| (from..=to).contains(port)).map(u32::to_string)
}
