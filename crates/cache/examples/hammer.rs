//! Writes and checks entries whose values follow from their keys, for tests of crashes and of full disks:
//! `hammer write <root> <from> <to> <flush bytes> <max bytes>` and `hammer check <root> <to>`.

use quarterdeck_cache::{Key, Options, Store};
use std::path::Path;

/// The key of an entry.
pub(crate) fn key(number: u64) -> Key {
    Key::new(&[b"hammer", &number.to_le_bytes()])
}

/// The only right value of an entry: 0 to 1,999 bytes that follow from its number.
pub(crate) fn value(number: u64) -> Vec<u8> {
    let mut bytes = vec![0; (number * 7919 % 2000) as usize];
    blake3::Hasher::new().update(&number.to_le_bytes()).finalize_xof().fill(&mut bytes);
    bytes
}

/// Writes the entries of a range, each tenth of them through a writer of its own.
pub(crate) fn write(root: &Path, from: u64, to: u64, options: Options) -> Store {
    let store = Store::open_with(root, "hammer", options);
    let step = (to - from).div_ceil(10).max(1);
    for start in (from..to).step_by(step as usize) {
        let writer = store.writer();
        for number in start..(start + step).min(to) {
            writer.put(key(number), &value(number));
        }
        writer.finish();
    }
    store
}

/// How many entries up to `to` are there; panics on a wrong value.
pub(crate) fn check(store: &Store, to: u64) -> u64 {
    let keys: Vec<Key> = (0..to).map(key).collect();
    let values = store.get_many(&keys);
    let mut hits = 0;
    for (number, found) in values.iter().enumerate() {
        if let Some(found) = found {
            assert!(*found == value(number as u64), "wrong value of {number}");
            hits += 1;
        }
        let alone = store.get(&keys[number]);
        assert!(alone.is_none_or(|alone| alone == value(number as u64)), "wrong value of {number}");
    }
    hits
}

#[allow(clippy::print_stdout, dead_code, reason = "a command; the tests use its functions")]
fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize| arguments.get(at).and_then(|text| text.parse().ok()).unwrap_or(0);
    let root = Path::new(arguments.get(1).map_or("", String::as_str));
    let store = match arguments.first().map(String::as_str) {
        Some("write") => {
            let options = Options { flush_bytes: number(4) as usize, max_bytes: number(5) };
            write(root, number(2), number(3), options)
        }
        Some("check") => {
            let store = Store::open(root, "hammer");
            println!("{} entries are right", check(&store, number(2)));
            store
        }
        _ => {
            println!("hammer write <root> <from> <to> <flush bytes> <max bytes> | hammer check <root> <to>");
            return;
        }
    };
    println!("{:?}\n{:?}", store.info(), store.notes());
}
