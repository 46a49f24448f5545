//! A sample system for tests and for `examples/sample.rs`: small, complete, and hostile where repositories are.

mod judged;
mod measured;

pub use judged::{CHECKS, empty_judgement, judgement};
pub use measured::{empty_facts, facts, large_facts};

use crate::AuditMeta;
use quarterdeck_base::{Fingerprint, RepoPath};
use quarterdeck_findings::Comparison;

/// A file name that would run a script, close a tag, or turn the line around if a writer forgot to escape.
pub const HOSTILE: &str = "src/<script>alert('x')</script>\"&\u{202e}cod.exe\u{1b}[2J.js";

/// Run data with one excerpt.
pub fn meta() -> AuditMeta {
    let mut meta = AuditMeta { version: "0.1.0".to_owned(), ..AuditMeta::default() };
    let lines = [
        "    public function total(Order $order): Money",
        "    {",
        "        foreach ($order->lines as $line) {",
        "            if ($line->discount && $line->until > $this->now) { // </script><b>\u{202e}",
        "                $sum += $line->price * (1 - $line->discount);",
        "            } elseif ($line->free) {",
        "                continue;",
        "            }",
    ];
    let key = ("shop".to_owned(), RepoPath::from("src/Order/OrderService.php"));
    meta.excerpts.insert(key, vec![(116, lines.join("\n"))]);
    meta
}

/// Run data of an audit that was compared: the worst finding is new, and one that is not listed.
pub fn compared_meta() -> AuditMeta {
    let judgement = judgement();
    let worst = judgement.ranked()[0].1;
    let unlisted = ("DEB-02", Fingerprint::new("DEB-02", &[b"unlisted"]));
    let comparison = Comparison {
        since: "main".to_owned(),
        commits: vec![("shop".to_owned(), "a1b2c3d4e5f60718293a4b5c6d7e8f9011223344".to_owned())],
        new: [(worst.check, worst.fingerprint), unlisted].into(),
        worst: Some(worst.severity),
        gone: 3,
        unassessed_before: vec!["SEC-03"],
    };
    AuditMeta { comparison: Some(comparison), ..meta() }
}
