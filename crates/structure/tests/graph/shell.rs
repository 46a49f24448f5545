//! Sourced shell scripts.

use crate::tree::assert_graph;

#[test]
fn scripts_are_found_beside_the_script_above_it_or_by_what_is_written_out() {
    assert_graph(
        &[
            "bin/run.sh: path ./near.sh; path lib/common.sh; path ?/tools/x.sh; path ./gone.sh; path /etc/profile; computed; path ?/dup.sh",
            "bin/near.sh",
            "lib/common.sh",
            "other/tools/x.sh",
            "a/dup.sh",
            "b/dup.sh",
        ],
        &[],
        &["bin/run.sh -> bin/near.sh :1", "bin/run.sh -> lib/common.sh :2", "bin/run.sh -> other/tools/x.sh :3"],
        (3, 1, 3),
    );
}
