//! A sample system for tests and for `examples/sample.rs`: small, complete, and hostile where repositories are.

mod judged;
mod measured;

pub use judged::{CHECKS, empty_judgement, judgement};
pub use measured::{empty_facts, facts, large_facts};

use crate::AuditMeta;
use quarterdeck_base::RepoPath;

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
