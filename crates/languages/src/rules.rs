//! Rules for kinds of files as constants, made from `data/kinds.toml` by the build script.

use quarterdeck_facts::FileKind;

use crate::Class;

/// One rule: all conditions that are given must hold; a list holds when any of its entries does.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) id: &'static str,
    pub(crate) kind: FileKind,
    /// `binary` or `lfs-pointer`.
    pub(crate) content: &'static str,
    /// `vendored`, `generated` or `documentation` in `.gitattributes`.
    pub(crate) claim: &'static str,
    /// The file says of itself that a program wrote it.
    pub(crate) says_generated: bool,
    /// The file assigns values and does nothing else.
    pub(crate) only_assigns: bool,
    /// A part of the name after the first is a hash of the content.
    pub(crate) hashed_name: bool,
    /// Tokens for each line of code are above this; 0 for no condition.
    pub(crate) tokens_per_code_line_above: u64,
    /// Words of its code, in this case.
    pub(crate) words: &'static [&'static str],
    /// The caller reads it as a manifest or a pipeline.
    pub(crate) manifest_or_pipeline: bool,
    /// Average bytes of a line are above this; 0 for no condition.
    pub(crate) average_line_bytes_above: u64,
    /// Size in bytes is above this; 0 for no condition.
    pub(crate) bytes_above: u64,
    pub(crate) classes: &'static [Class],
    pub(crate) not_classes: &'static [Class],
    /// Names of languages.
    pub(crate) languages: &'static [&'static str],
    /// File names, any case.
    pub(crate) names: &'static [&'static str],
    pub(crate) name_starts: &'static [&'static str],
    pub(crate) name_ends: &'static [&'static str],
    /// Last extensions, any case.
    pub(crate) extensions: &'static [&'static str],
    /// Folders anywhere in the path, any case.
    pub(crate) folders: &'static [&'static str],
    /// The first folder, in this case.
    pub(crate) root_folders: &'static [&'static str],
    /// Ends of folders anywhere in the path, in this case.
    pub(crate) folder_ends: &'static [&'static str],
    /// A folder of the first name that holds one that ends with the second.
    pub(crate) folder_pairs: &'static [[&'static str; 2]],
    /// Parts of `/` + path, in this case.
    pub(crate) path_has: &'static [&'static str],
    /// At least so many folders above the file; 0 for no condition.
    pub(crate) folders_at_least: usize,
    /// None of these folders is in the path, any case.
    pub(crate) not_folders: &'static [&'static str],
    /// With one of these in `/` + path, `not_folders` are no condition.
    pub(crate) but_in: &'static [&'static str],
    /// A folder is named by a bare version of three parts: `2021.3.914`.
    pub(crate) version_folder: bool,
    /// None of these is in `/` + path, in this case.
    pub(crate) not_path_has: &'static [&'static str],
}

include!(concat!(env!("OUT_DIR"), "/kinds.rs"));
