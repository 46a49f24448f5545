//! Figures for 200,000 entries of 557 bytes: `cargo run --release -p quarterdeck-cache --example bench [folder]`.

use quarterdeck_cache::{Key, Store};
use std::path::PathBuf;
use std::time::Instant;

const ENTRIES: u64 = 200_000;
const VALUE_BYTES: usize = 557;

#[allow(clippy::print_stdout, reason = "a command that prints figures")]
fn main() {
    let parent = std::env::args().nth(1).map_or_else(std::env::temp_dir, PathBuf::from);
    let root = tempfile::tempdir_in(parent).expect("the folder given can be written");
    let keys: Vec<Key> = (0..ENTRIES).map(|number| Key::new(&[&number.to_le_bytes()])).collect();
    let mut values = vec![0; ENTRIES as usize * VALUE_BYTES];
    blake3::Hasher::new().finalize_xof().fill(&mut values);
    let timed = |what: &str, work: &mut dyn FnMut() -> u64| {
        let start = Instant::now();
        let count = work();
        println!("{what:<28} {count:>9} entries {:>8} ms", start.elapsed().as_millis());
    };
    timed("write", &mut || {
        let store = Store::open(root.path(), "bench");
        let writer = store.writer();
        for (key, value) in keys.iter().zip(values.chunks(VALUE_BYTES)) {
            writer.put(*key, value);
        }
        writer.finish();
        store.info().entries
    });
    timed("open", &mut || Store::open(root.path(), "bench").info().entries);
    let store = Store::open(root.path(), "bench");
    timed("read all, get_many", &mut || store.get_many(&keys).iter().flatten().count() as u64);
    timed("read all, visit_many", &mut || {
        let mut count = 0;
        store.visit_many(&keys, |_, _| count += 1);
        count
    });
    timed("read all, get", &mut || keys.iter().filter_map(|key| store.get(key)).count() as u64);
    timed("write again, nothing new", &mut || {
        let writer = store.writer();
        for (key, value) in keys.iter().zip(values.chunks(VALUE_BYTES)) {
            writer.put(*key, value);
        }
        writer.finish();
        store.info().entries
    });
    println!("{:?} {:?}", store.info(), store.notes());
}
