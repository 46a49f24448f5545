//! Many parts to few boxes: parts are drawn together by the folders above them until a page can be read.

/// One part: a component, or a folder with the files directly in it.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// Segments of its path.
    pub(super) path: Vec<String>,
    /// Code lines.
    pub(super) code: u64,
}

/// What one box stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cluster {
    /// One part.
    Single(usize),
    /// Parts below a folder, sorted.
    Group {
        /// Segments of the folder.
        prefix: Vec<String>,
        /// Positions of the parts.
        items: Vec<usize>,
    },
    /// Parts of a folder that are too many and too small for boxes of their own, sorted.
    Rest {
        /// Segments of the folder.
        prefix: Vec<String>,
        /// Positions of the parts.
        items: Vec<usize>,
    },
}

impl Cluster {
    /// Positions of the parts in it.
    pub(super) fn items(&self) -> &[usize] {
        match self {
            Self::Single(item) => std::slice::from_ref(item),
            Self::Group { items, .. } | Self::Rest { items, .. } => items,
        }
    }
}

/// A box that holds this share of the code is opened even when not all of what is in it fits.
const DOMINANT_SHARE: f64 = 0.3;
/// Fewest boxes for what is in such a box.
const DOMINANT_ROOM: usize = 6;

/// What happens to a folder whose parts do not fit on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Full {
    /// It stays one box: it has a page of its own.
    Closed,
    /// The largest parts get boxes, the others are a rest.
    Largest,
}

/// At most `most` boxes for the parts `chosen`. The largest box is opened first, as long as it holds at least
/// `least_share` of the code and what is in it fits.
pub(super) fn cluster(items: &[Item], chosen: &[usize], most: usize, least_share: f64, full: Full) -> Vec<Cluster> {
    let code = |cluster: &Cluster| cluster.items().iter().map(|&item| items[item].code).sum::<u64>();
    let all: u64 = chosen.iter().map(|&item| items[item].code).sum();
    let (mut clusters, mut closed) = (first(items, chosen, most), Vec::new());
    loop {
        let open = clusters.iter().enumerate().filter(|(_, cluster)| matches!(cluster, Cluster::Group { .. }));
        let Some(at) = open.max_by_key(|(at, cluster)| (code(cluster), std::cmp::Reverse(*at))).map(|(at, _)| at)
        else {
            break;
        };
        let group = clusters.swap_remove(at);
        let parts = split(items, group.items());
        let is_large = code(&group) as f64 >= least_share * all as f64;
        let room = most.saturating_sub(clusters.len() + closed.len());
        let is_dominant = full == Full::Largest && code(&group) as f64 >= DOMINANT_SHARE * all as f64;
        if is_large && parts.len() <= room {
            clusters.extend(parts);
        } else if is_dominant && room >= DOMINANT_ROOM {
            clusters.extend(first(items, group.items(), room));
        } else {
            closed.push(group);
        }
    }
    clusters.append(&mut closed);
    clusters.sort_by(|a, b| a.items().cmp(b.items()));
    clusters
}

/// The folders that the parts lie in; when they are too many, the largest and a rest.
fn first(items: &[Item], chosen: &[usize], most: usize) -> Vec<Cluster> {
    let mut parts = split(items, chosen);
    if parts.len() > most {
        let code = |cluster: &Cluster| cluster.items().iter().map(|&item| items[item].code).sum::<u64>();
        parts.sort_by(|a, b| code(b).cmp(&code(a)).then_with(|| a.items().cmp(b.items())));
        let mut rest: Vec<usize> =
            parts.split_off(most.saturating_sub(1)).iter().flat_map(|part| part.items().to_vec()).collect();
        rest.sort_unstable();
        parts.push(Cluster::Rest { prefix: common(items, chosen), items: rest });
    }
    parts
}

/// The segments that all of them begin with.
pub(super) fn common(items: &[Item], chosen: &[usize]) -> Vec<String> {
    let mut prefix: Option<&[String]> = None;
    for &item in chosen {
        let path = &items[item].path;
        prefix = Some(match prefix {
            None => path,
            Some(known) => &known[..known.iter().zip(path).take_while(|(a, b)| a == b).count()],
        });
    }
    prefix.unwrap_or_default().to_vec()
}

/// What lies directly below the folder that all of them share.
fn split(items: &[Item], chosen: &[usize]) -> Vec<Cluster> {
    let depth = common(items, chosen).len();
    let mut parts: std::collections::BTreeMap<&[String], Vec<usize>> = std::collections::BTreeMap::new();
    for &item in chosen {
        let path = &items[item].path;
        parts.entry(&path[..path.len().min(depth + 1)]).or_default().push(item);
    }
    let cluster = |(prefix, items): (&[String], Vec<usize>)| match items.as_slice() {
        [single] => Cluster::Single(*single),
        _ => Cluster::Group { prefix: prefix.to_vec(), items },
    };
    parts.into_iter().map(cluster).collect()
}

#[cfg(test)]
mod tests {
    use super::{Cluster, Full, Item, cluster};

    fn said(paths: &[(&str, u64)], most: usize, least_share: f64) -> Vec<String> {
        let items: Vec<Item> = paths
            .iter()
            .map(|(path, code)| Item { path: path.split('/').map(str::to_owned).collect(), code: *code })
            .collect();
        let chosen: Vec<usize> = (0..items.len()).collect();
        let word = |found: Cluster| match found {
            Cluster::Single(item) => paths[item].0.to_owned(),
            Cluster::Group { prefix, items } => format!("{}:{}", prefix.join("/"), items.len()),
            Cluster::Rest { prefix, items } => format!("rest {}:{}", prefix.join("/"), items.len()),
        };
        cluster(&items, &chosen, most, least_share, Full::Largest).into_iter().map(word).collect()
    }

    #[test]
    fn the_largest_folder_is_opened_first() {
        let paths = [("app/a", 90), ("app/b", 80), ("lib/x/c", 5), ("lib/x/d", 5), ("tool", 1)];
        for (most, least, expected) in [
            (9, 0.0, vec!["app/a", "app/b", "lib/x/c", "lib/x/d", "tool"]),
            (4, 0.0, vec!["app/a", "app/b", "lib:2", "tool"]),
            (9, 0.5, vec!["app/a", "app/b", "lib:2", "tool"]),
            (3, 0.0, vec!["app:2", "lib:2", "tool"]),
            (2, 0.0, vec!["app:2", "rest :3"]),
        ] {
            assert_eq!(said(&paths, most, least), expected, "{most} {least}");
        }
    }

    #[test]
    fn a_folder_that_is_nearly_everything_is_opened_to_its_largest_parts() {
        let names: Vec<String> = (0..20).map(|at| format!("app/p{at:02}")).collect();
        let mut paths: Vec<(&str, u64)> = names.iter().map(String::as_str).zip(1..).collect();
        paths.push(("tool", 1));
        let expected = ["rest app:15", "app/p15", "app/p16", "app/p17", "app/p18", "app/p19", "tool"];
        assert_eq!(said(&paths, 7, 0.0), expected);
        assert_eq!(said(&paths, 6, 0.0), ["app:20", "tool"]);
    }

    #[test]
    fn a_part_can_stand_above_another() {
        assert_eq!(said(&[("a", 5), ("a/b", 5), ("a/b/c", 1)], 9, 0.0), ["a", "a/b", "a/b/c"]);
        assert_eq!(said(&[("src/main/x", 1)], 9, 0.0), ["src/main/x"]);
        assert_eq!(said(&[], 9, 0.0), Vec::<String>::new());
    }
}
