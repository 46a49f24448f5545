//! Every `[[sample]]` of every language file is counted as the file says.

use quarterdeck_base::RepoPath;
use quarterdeck_languages::{LineClass, all, by_name, line_classes, read_text};
use std::fs;
use std::path::Path;

#[test]
fn samples_are_counted_as_their_language_file_says() {
    let mut wrong = Vec::new();
    let mut sampled = 0;
    for language in all() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("languages").join(format!("{}.toml", language.id));
        let table: toml::Table = fs::read_to_string(&file).unwrap().parse().unwrap();
        let samples = table.get("sample").and_then(toml::Value::as_array).cloned().unwrap_or_default();
        sampled += usize::from(!samples.is_empty());
        for (number, sample) in samples.iter().enumerate() {
            let text = sample["text"].as_str().unwrap();
            let expected = ["code", "comments", "blanks"].map(|key| sample[key].as_integer().unwrap());
            for (form, text) in [("\\n", text.to_owned()), ("\\r\\n", text.replace('\n', "\r\n"))] {
                let facts = read_text(Some(language), text.as_bytes());
                let counted = [facts.code, facts.comments, facts.blanks].map(i64::from);
                if counted != expected {
                    let classes = line_classes(Some(language), text.as_bytes());
                    wrong
                        .push(format!("{} #{number} ({form}): {counted:?} not {expected:?}: {classes:?}", language.id));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "code, comments, blanks:\n{}", wrong.join("\n"));
    assert!(sampled >= 25, "{sampled} languages have samples");
    assert!(all().len() >= 150);
}

#[test]
fn line_classes_agree_with_totals() {
    let rust = by_name("rust").unwrap();
    let text = b"\xef\xbb\xbf// c\n\nlet a; // d";
    assert_eq!(line_classes(Some(rust), text), [LineClass::Comment, LineClass::Blank, LineClass::Code]);
    assert_eq!(RepoPath::from("a").as_bytes(), b"a");
}
