//! The rows and columns that scripts rely on, cell by cell.

use super::{Cell, Format, Level, facts, findings};
use crate::{Texts, testing};

fn written(level: Level, format: Format, names: bool) -> String {
    let mut out = Vec::new();
    facts(level, format, &testing::facts(), names, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn the_columns_are_a_promise() {
    let promised = [
        (
            Level::File,
            "repository,path,language,kind,code,comments,blanks,functions,cyclomatic_sum,cyclomatic_max,cognitive_sum,\
             cognitive_max,duplicated_lines,revisions,revisions_path,revisions_12m,fixes,authors,author_emails,\
             main_author_share,first_seen,last_changed,hotspot_score,effort_score,kind_rule,kind_claimed,component,\
             bytes,blob,parse,admitted_debt,test_cases,tests_skipped,path_bytes",
        ),
        (
            Level::Function,
            "repository,path,name,start_line,end_line,code,parameters,nesting,cyclomatic,cognitive,changed_12m",
        ),
        (
            Level::Commit,
            "repository,id,authored_at,committed_at,author,bot,merge,fix,revert,feature,bulk,files,mainline,subject,\
             repeated",
        ),
        (Level::Component, "repository,name,path,reason,files,code"),
        (Level::Dependency, "repository,manifest,ecosystem,name,requirement,version,scope,direct,line"),
        (
            Level::ComponentPair,
            "from,to,imports,loading_imports,importing_files,imported_files,declared,hidden_pairs,in_cycle,cut,\
             example_from,example_to,example_line",
        ),
        (Level::Pair, "repository,first,second,shared,first_revisions,second_revisions,degree,imported"),
        (Level::Contribution, "repository,path,person,revisions,revisions_24m,created,last_changed,person_last_commit"),
        (Level::LineOwner, "repository,path,person,bot,lines"),
        (
            Level::Secret,
            "repository,path,rule,provider,class,masked,came,came_commit,left,left_commit,days_live,in_head,fingerprint",
        ),
    ];
    for (level, columns) in promised {
        assert_eq!(written(level, Format::Csv, false).lines().next(), Some(columns));
    }
}

#[test]
fn csv_and_json_hold_the_same_cells() {
    for level in Level::ALL {
        let csv = written(level, Format::Csv, false);
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let records: Vec<_> = reader.records().map(Result::unwrap).collect();
        let rows: Vec<serde_json::Map<String, serde_json::Value>> =
            serde_json::from_str(&written(level, Format::Json, false)).unwrap();
        assert_eq!(records.len(), rows.len(), "{}", level.id());
        for (record, row) in records.iter().zip(&rows) {
            assert_eq!(record.len(), row.len());
            for (column, cell) in level.columns().iter().zip(record) {
                let value = match &row[*column] {
                    serde_json::Value::Null => String::new(),
                    serde_json::Value::String(text) => text.clone(),
                    other => other.to_string().trim_end_matches(".0").to_owned(),
                };
                assert_eq!(value, cell, "{} {column}", level.id());
            }
        }
    }
}

#[test]
fn a_row_reads_as_the_facts_say() {
    let csv = written(Level::File, Format::Csv, false);
    let start = "shop,src/Order/OrderService.php,PHP,source,1842,204,263,92,307,30,368,46,61,101,100,48,24,2,3,0.7123,\
                 2019-05-04T10:11:12Z,2026-02-01T00:00:00Z,97.3,1.2523,extension,false,src/Order,57102,";
    assert!(csv.lines().any(|line| line.starts_with(start)), "{csv}");
    let unknown = csv.lines().last().unwrap();
    assert!(unknown.contains(",0,,,,,,,,,,,,extension,"), "unknown is empty: {unknown}");
    assert!(unknown.ends_with(",7765622f636166e92e6a73"), "bytes of a path that is not UTF-8: {unknown}");
}

#[test]
fn people_are_pseudonyms_unless_named() {
    assert!(written(Level::Commit, Format::Csv, false).contains(",Person 1,"));
    assert!(!written(Level::Commit, Format::Csv, false).contains("Ada"));
    assert!(written(Level::Commit, Format::Csv, true).contains("Ada"));
}

#[test]
fn cells_are_the_plain_data() {
    assert!(written(Level::Commit, Format::Csv, false).contains(r#""=HYPERLINK(""http://x"") fix, again""#));
}

#[test]
fn no_rows_still_have_columns() {
    let mut out = Vec::new();
    facts(Level::Pair, Format::Json, &testing::empty_facts(), false, &mut out).unwrap();
    assert_eq!(out, b"[\n]\n");
}

#[test]
fn a_table_holds_no_formula() {
    for (text, cell) in [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("＝1", "'＝1"),
        ("a=1", "a=1"),
        ("", ""),
    ] {
        assert_eq!(Cell::text(text).table(), cell);
        assert_eq!(Cell::text(text).csv(), text, "facts stay as they are");
    }
    let plain = written(Level::Commit, Format::Csv, false);
    assert!(plain.contains("\"=HYPERLINK"), "{plain}");
    assert!(written(Level::Commit, Format::Table, false).contains("\"'=HYPERLINK"));
}

#[test]
fn findings_are_a_table() {
    let (facts, judgement) = (testing::facts(), testing::judgement());
    let texts = Texts::english(judgement.checks.iter().map(|check| check.meta));
    let mut out = Vec::new();
    findings(&facts, &judgement, &testing::meta(), &texts, &mut out).unwrap();
    let mut reader = csv::Reader::from_reader(out.as_slice());
    assert_eq!(reader.headers().unwrap().iter().next(), Some("check"));
    let records: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(records.len(), judgement.ranked().len());
    let first: Vec<&str> = records[0].iter().take(10).collect();
    assert_eq!(
        first,
        [
            "DEB-02",
            "complex-functions",
            "debt",
            "critical",
            "high",
            "shop",
            "src/Order/OrderService.php",
            "118",
            "121",
            "src/Order/OrderService.php:118 OrderService::total",
        ]
    );
}

#[test]
fn lines_of_history_are_told_when_they_were_read() {
    let mut deep = testing::facts();
    deep.deep = true;
    deep.files[0].line_history =
        Some(quarterdeck_facts::LineHistory { added: 9, deleted: 4, added_12m: 3, deleted_12m: 2, unowned: 1 });
    deep.commits[0].lines = Some((7, 5));
    let person = deep.commits[0].author;
    deep.line_owners = vec![quarterdeck_facts::LineOwner { file: quarterdeck_facts::FileIx::new(0), person, lines: 5 }];
    deep.history_secrets = Some(vec![quarterdeck_facts::HistorySecret {
        path: quarterdeck_base::RepoPath::from("a.yml"),
        rule: "gitlab-token",
        masked: "glpa…(26)".to_owned(),
        days_live: 9,
        ..Default::default()
    }]);
    let rows = |level: Level| {
        let mut out = Vec::new();
        facts(level, Format::Csv, &deep, false, &mut out).unwrap();
        String::from_utf8(out).unwrap().lines().map(str::to_owned).collect::<Vec<_>>()
    };
    for (level, columns, first, others) in [
        (Level::File, "lines_added,lines_deleted,lines_added_12m,lines_deleted_12m,lines_unowned", "9,4,3,2,1", ",,,,"),
        (Level::Commit, "lines_added,lines_deleted", "7,5", ","),
    ] {
        let rows = rows(level);
        assert!(rows[0].ends_with(&format!(",{columns}")), "{}", rows[0]);
        assert!(rows[1].ends_with(&format!(",{first}")), "{}", rows[1]);
        assert!(rows[2].ends_with(&format!(",{others}")), "unknown is empty: {}", rows[2]);
        let plain = written(level, Format::Csv, false);
        assert!(rows.iter().zip(plain.lines()).all(|(deep, plain)| deep.starts_with(plain)), "nothing else changes");
    }
    let secrets = rows(Level::Secret);
    assert!(secrets[1].contains(",a.yml,gitlab-token,,generic,glpa…(26),"), "{secrets:?}");
    assert!(secrets[1].ends_with(",,,9,false,"), "one that stands has not left: {secrets:?}");
    assert!(rows(Level::LineOwner)[1].ends_with(",false,5"), "{:?}", rows(Level::LineOwner));
}
