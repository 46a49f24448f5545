//! Where a package says that it is at home. Apart from the readers of manifests because it tells whose the package is, not
//! what it needs.

use crate::json;

/// Addresses that a package file in JSON (npm, Composer, Bower) names as its home or its repository.
pub fn package_homes(bytes: &[u8]) -> Vec<String> {
    let Ok(tree) = json::parse(&String::from_utf8_lossy(bytes)) else { return Vec::new() };
    let repository = tree.get("repository").map(|node| node.get("url").unwrap_or(node).text());
    let named = [Some(tree.text_of("homepage")), repository];
    named.into_iter().flatten().filter(|address| address.contains("://")).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::package_homes;

    #[test]
    fn a_package_names_its_home() {
        for (text, homes) in [
            ("{\"homepage\": \"https://daux.io/\"}", vec!["https://daux.io/"]),
            ("{\"repository\": {\"url\": \"git+https://github.com/a/b\"}}", vec!["git+https://github.com/a/b"]),
            ("{\"repository\": \"https://github.com/a/b\"}", vec!["https://github.com/a/b"]),
            ("{\"repository\": \"a/b\", \"homepage\": 3}", vec![]),
            ("{\"homepage\": ", vec![]),
            ("[]", vec![]),
        ] {
            assert_eq!(package_homes(text.as_bytes()), homes, "{text}");
        }
    }
}
