//! Every blob against `git cat-file`, in every shape of store, and in packs whose bytes were changed.

use super::applied;
use crate::{ObjectProblem, Oid, Repository};
use quarterdeck_testkit::{Recipe, TestRepository};
use std::collections::BTreeMap;
use std::sync::Mutex;

/// Versions of two files that share most of their lines, and one file that stands alone.
fn versions() -> Recipe {
    Recipe::new().commits(120, |number, c| {
        let lines =
            |word: &str| (0..200).map(|line| format!("{word} {line} {}\n", (line + number) / 40)).collect::<String>();
        c.write("a.txt", lines("first"));
        if number % 3 == 0 {
            c.write("b/c.txt", lines("second")).write(format!("once/{number}"), format!("{number}"));
        }
    })
}

/// What git says of every blob.
fn blobs(repository: &TestRepository) -> BTreeMap<Oid, Vec<u8>> {
    let all = repository.git(&[
        "cat-file",
        "--batch-all-objects",
        "--batch-check=%(objectname) %(objecttype)",
        "--unordered",
    ]);
    let ids = all.lines().filter_map(|line| line.strip_suffix(" blob"));
    ids.map(|id| (Oid::from_hex(id).unwrap(), repository.git_bytes(&["cat-file", "blob", id]))).collect()
}

type Read = BTreeMap<Oid, Result<Vec<u8>, ObjectProblem>>;

fn read(repository: &TestRepository, wanted: &[Oid]) -> Read {
    read_within(quarterdeck_base::bound::DELTA_BYTES, repository, wanted)
}

fn read_within(most_bytes: u64, repository: &TestRepository, wanted: &[Oid]) -> Read {
    let read = Mutex::new(Vec::new());
    Repository::open(repository.path()).unwrap().each_blob_within(most_bytes, wanted, &|at, content| {
        read.lock().unwrap().push((wanted[at], content.map(<[u8]>::to_vec)));
    });
    let read = read.into_inner().unwrap();
    assert_eq!(read.len(), wanted.len(), "each blob is shown once");
    read.into_iter().collect()
}

#[test]
fn every_blob_is_what_git_says() {
    let sha256 = versions().sha256().build().packed();
    let table = [
        ("loose and packed", versions().build()),
        ("packed", versions().build().packed()),
        ("borrowed", versions().build().packed().alternates()),
        ("bare", versions().build().bare()),
        ("SHA-256", sha256),
    ];
    for (what, repository) in &table {
        let told = blobs(repository);
        let wanted: Vec<Oid> = told.keys().copied().collect();
        assert!(wanted.len() > 150, "{what}");
        let told: Read = told.into_iter().map(|(id, content)| (id, Ok(content))).collect();
        assert!(read(repository, &wanted) == told, "{what}");
        // A part of them: bases that nobody asked for are not shown.
        let some: Vec<Oid> = wanted.iter().step_by(7).copied().collect();
        assert!(read(repository, &some).iter().all(|(id, content)| told[id] == *content), "{what}: some");
        // No base, one, and some may be held: the rest is read one by one, and each is shown once.
        for most_bytes in [0, 5_000, 20_000] {
            assert!(read_within(most_bytes, repository, &wanted) == told, "{what}: {most_bytes} bytes of bases");
        }
    }
}

#[test]
fn what_cannot_be_read_says_why() {
    let recipe =
        || Recipe::new().commit("one", |c| c.write("a", "a\n").write("b", "b\n").write("c", vec![b'x'; 9 << 20]));
    let a = recipe().build().id("HEAD:a");
    for (what, repository, problem) in [
        ("missing", recipe().build().without_object("HEAD:a"), ObjectProblem::Missing),
        ("damaged", recipe().build().corrupt_object("HEAD:a"), ObjectProblem::Corrupt),
        ("a lie", recipe().build().disguised_object("HEAD:a", "HEAD:b"), ObjectProblem::Corrupt),
    ] {
        let wanted = [Oid::from_hex(&a).unwrap(), Oid::from_hex(&repository.id("HEAD:b")).unwrap()];
        let read = read(&repository, &wanted);
        assert_eq!(read[&wanted[0]], Err(problem), "{what}");
        assert_eq!(read[&wanted[1]], Ok(b"b\n".to_vec()), "{what}: the rest goes on");
    }
    let packed = recipe().build().packed();
    let wanted = [Oid::from_hex(&packed.id("HEAD:c")).unwrap(), Oid::from_hex(&packed.id("HEAD^{tree}")).unwrap()];
    let read = read(&packed, &wanted);
    assert_eq!(read[&wanted[0]], Err(ObjectProblem::TooLarge { bytes: 9 << 20 }));
    assert_eq!(read[&wanted[1]], Err(ObjectProblem::Corrupt), "a tree is no blob");
}

#[test]
fn a_changed_pack_never_passes_for_another_content() {
    let repository = versions().build().packed();
    let told = blobs(&repository);
    let wanted: Vec<Oid> = told.keys().copied().collect();
    let folder = repository.git_folder().join("objects/pack");
    let pack = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let pack = pack.into_iter().find(|path| path.extension().is_some_and(|extension| extension == "pack")).unwrap();
    let whole = std::fs::read(&pack).unwrap();
    std::fs::remove_file(&pack).unwrap();
    let mut lost = 0;
    for at in (12..whole.len() - 20).step_by(whole.len() / 60) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x41;
        std::fs::write(&pack, &bytes).unwrap();
        for (id, content) in read(&repository, &wanted) {
            match content {
                Ok(content) => assert!(content == told[&id], "{id} with byte {at} changed"),
                Err(_) => lost += 1,
            }
        }
        std::fs::remove_file(&pack).unwrap();
    }
    assert!(lost > 0, "some bytes matter");
}

#[test]
fn a_delta_makes_what_it_says_or_nothing() {
    let base = b"0123456789";
    // Sizes before and after, then the instructions.
    type Row<'a> = (&'a str, &'a [u8], Option<&'a [u8]>);
    let table: [Row<'_>; 12] = [
        ("copy all", &[10, 10, 0x90, 10], Some(base)),
        ("copy from the middle", &[10, 3, 0x91, 4, 3], Some(b"456")),
        ("write and copy", &[10, 4, 2, b'a', b'b', 0x91, 8, 2], Some(b"ab89")),
        ("nothing", &[10, 0], Some(b"")),
        ("another base", &[9, 10, 0x90, 10], None),
        ("less than promised", &[10, 11, 0x90, 10], None),
        ("more than promised", &[10, 9, 0x90, 10], None),
        ("beyond the base", &[10, 10, 0x91, 1, 10], None),
        ("a copy without length is long", &[10, 10, 0x80], None),
        ("cut in a copy", &[10, 10, 0x91, 1], None),
        ("cut in a text", &[10, 3, 3, b'a'], None),
        ("an instruction that says nothing", &[10, 0, 0], None),
    ];
    for (what, delta, made) in table {
        assert_eq!(applied(base, delta).as_deref(), made, "{what}");
    }
    assert_eq!(
        applied(base, &[10, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 0x90]),
        None,
        "a huge size"
    );
    assert_eq!(applied(base, &[]), None);
}
