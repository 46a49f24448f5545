//! `quarterdeck architecture`: drawings on standard output, in a file, and merged into one that people edited.

use crate::support::{Machine, built_shop, with};

#[test]
fn a_drawing_is_merged_in_place_and_a_wrong_one_is_left_alone() {
    let (machine, repository) = (Machine::new(), built_shop());
    let run = |more: &[&str]| machine.run(&with(repository.path(), "architecture", more));
    let printed = run(&[]).done().text();
    assert!(printed.contains("<mxfile") && printed.contains("id=\"qd:page:components\""));
    assert!(run(&["--format=mermaid"]).done().text().contains("flowchart TB"));
    assert!(run(&["--format=json"]).json()["pages"].as_array().unwrap().len() > 1);
    // Somebody renames a page and moves everything.
    let file = machine.path("drawn.drawio");
    let edited = printed.replace("name=\"Components\"", "name=\"Our parts\"").replace(" x=\"40\"", " x=\"4000\"");
    assert_ne!(edited, printed);
    std::fs::write(&file, &edited).unwrap();
    let path = file.to_str().unwrap();
    assert_eq!(run(&["--merge", path]).done().text(), edited);
    assert_eq!(run(&["--merge", path, "--out", path]).done().text(), "");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), edited);
    for (text, part) in [("<mxfile><diagram", "cannot be merged"), ("", "cannot be merged")] {
        std::fs::write(&file, text).unwrap();
        run(&["--merge", path, "--out", path]).refused(3, part);
        assert_eq!(std::fs::read_to_string(&file).unwrap(), text, "nothing is half written");
    }
    run(&["--merge", "no-such-file"]).refused(3, "no-such-file");
    run(&["--format=mermaid", "--merge", path]).refused(2, "--format drawio");
    run(&["--out", "no/such/../"]).refused(2, "name a file");
    run(&["--out", "/dev/null/x"]).refused(4, "could not be written");
}
