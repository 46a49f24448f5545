//! `.mailmap` of the audited snapshot: the repository's own word on who is who.

use bstr::{BStr, BString};

/// A parsed `.mailmap`.
pub struct Mailmap(gix::mailmap::Snapshot);

impl Mailmap {
    /// Parses the bytes of a `.mailmap`; lines that are not valid are passed over, as git does.
    pub fn parse(bytes: &[u8]) -> Self {
        Self(gix::mailmap::Snapshot::from_bytes(bytes))
    }

    /// The proper name and e-mail of an author.
    pub fn resolve(&self, name: &BStr, email: &BStr) -> (BString, BString) {
        let signature = gix::actor::SignatureRef { name, email, time: "0 +0000" };
        match self.0.try_resolve_ref(signature) {
            Some(resolved) => (resolved.name.unwrap_or(name).into(), resolved.email.unwrap_or(email).into()),
            None => (name.into(), email.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Mailmap;

    #[test]
    fn names_and_emails_are_replaced_as_the_file_says() {
        let mailmap = Mailmap::parse(b"Ann Lee <ann@new.example> <ann@old.example>\nnot a line\n");
        let (name, email) = mailmap.resolve("ann".into(), "ann@old.example".into());
        assert_eq!((name.to_string().as_str(), email.to_string().as_str()), ("Ann Lee", "ann@new.example"));
        let (name, _) = mailmap.resolve("bob".into(), "bob@example.org".into());
        assert_eq!(name, "bob");
    }
}
