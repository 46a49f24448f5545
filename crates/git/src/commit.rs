//! The bytes of a commit, read as leniently as git reads them. Apart, because histories of twenty years hold commits
//! that strict readers refuse (unknown headers, dates that are no numbers), and one of them must not cost the history.

use bstr::{BStr, ByteSlice};

/// What is used of a commit.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct RawCommit<'a> {
    pub(crate) tree: Option<gix::ObjectId>,
    pub(crate) parents: Vec<gix::ObjectId>,
    pub(crate) author: RawSignature<'a>,
    pub(crate) committer: RawSignature<'a>,
    pub(crate) message: &'a BStr,
}

/// Who and when; what is not there is empty, and 1970.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct RawSignature<'a> {
    pub(crate) name: &'a BStr,
    pub(crate) email: &'a BStr,
    pub(crate) seconds: i64,
    pub(crate) zone_minutes: Option<i16>,
}

impl<'a> RawCommit<'a> {
    /// Reads a commit; `None` when it names no tree or a parent that is no id.
    pub(crate) fn parse(bytes: &'a [u8]) -> Option<Self> {
        let mut commit = Self::default();
        let mut rest = bytes;
        while !rest.is_empty() {
            let end = rest.find_byte(b'\n').unwrap_or(rest.len());
            let line = &rest[..end];
            rest = rest.get(end + 1..).unwrap_or_default();
            if line.is_empty() {
                commit.message = rest.as_bstr();
                break;
            }
            // Lines of other headers, and their continuations, are passed over.
            let Some((header, value)) = line.split_once_str(" ") else { continue };
            match header {
                b"tree" if commit.tree.is_none() => commit.tree = Some(gix::ObjectId::from_hex(value).ok()?),
                b"parent" => commit.parents.push(gix::ObjectId::from_hex(value).ok()?),
                b"author" if commit.author == RawSignature::default() => commit.author = RawSignature::parse(value),
                b"committer" if commit.committer == RawSignature::default() => {
                    commit.committer = RawSignature::parse(value);
                }
                _ => {}
            }
        }
        commit.tree.is_some().then_some(commit)
    }
}

impl<'a> RawSignature<'a> {
    /// `Name <mail> seconds zone`: the first `<`, the `>` after it, and the date behind the last `>`, as git splits it.
    fn parse(value: &'a [u8]) -> Self {
        let (name, mail) = value.split_once_str("<").unwrap_or((value, b""));
        let email = mail.split_once_str(">").map_or(mail, |(email, _)| email);
        let date = mail.rsplit_once_str(">").map_or(&b""[..], |(_, date)| date);
        let mut fields = date.fields();
        let seconds = fields.next().and_then(|number| number.to_str().ok()?.parse().ok());
        let zone_minutes = fields.next().and_then(zone_minutes);
        Self { name: name.trim().as_bstr(), email: email.trim().as_bstr(), seconds: seconds.unwrap_or(0), zone_minutes }
    }
}

/// `+0130` to 90; `None` for what is no offset of a place on earth.
fn zone_minutes(zone: &[u8]) -> Option<i16> {
    let [sign @ (b'+' | b'-'), digits @ ..] = zone else { return None };
    let digits: i16 = if digits.len() == 4 { digits.to_str().ok()?.parse().ok()? } else { return None };
    let minutes = digits / 100 * 60 + digits % 100;
    (digits >= 0 && digits % 100 < 60 && minutes <= 14 * 60).then_some(if *sign == b'-' { -minutes } else { minutes })
}

#[cfg(test)]
mod tests {
    use super::{RawCommit, RawSignature};

    const TREE: &str = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

    #[test]
    fn signatures_are_split_as_git_splits_them() {
        for (line, name, email, seconds, zone_minutes) in [
            ("Ann Lee <ann@example.org> 1704067200 +0100", "Ann Lee", "ann@example.org", 1_704_067_200, Some(60)),
            ("<ann@example.org> 1 +0000", "", "ann@example.org", 1, Some(0)),
            ("Ann <> -86400 -0330", "Ann", "", -86_400, Some(-210)),
            ("Ann <ann@example.org> soon", "Ann", "ann@example.org", 0, None),
            ("Ann <ann@example.org>", "Ann", "ann@example.org", 0, None),
            ("Ann <ann <a@b> <c@d>> 7 +9900", "Ann", "ann <a@b", 7, None),
            ("Ann <a@b> 7 +-100", "Ann", "a@b", 7, None),
            ("Ann", "Ann", "", 0, None),
            ("Ann <a@b> 18446744073709551615 +0000", "Ann", "a@b", 0, Some(0)),
        ] {
            let expected = RawSignature { name: name.into(), email: email.into(), seconds, zone_minutes };
            assert_eq!(RawSignature::parse(line.as_bytes()), expected, "{line}");
        }
    }

    #[test]
    fn unknown_headers_are_passed_over_and_ids_must_be_ids() {
        let text =
            format!("tree {TREE}\nparent {TREE}\nfoo bar\nauthor A <a@b> 1 +0000\ngpgsig x\n author B\n\nwhy\n\nso");
        let commit = RawCommit::parse(text.as_bytes()).unwrap();
        assert_eq!((commit.parents.len(), commit.author.name, commit.message), (1, "A".into(), "why\n\nso".into()));
        for damaged in ["", "\n", "tree zz\n\n", "author A <a@b> 1 +0000\n\n", "tree 4b825d\nparent x\n\n"] {
            assert_eq!(RawCommit::parse(damaged.as_bytes()), None, "{damaged:?}");
        }
    }
}
