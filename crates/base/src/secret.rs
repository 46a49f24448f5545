//! What a secret opens: the word that rules, facts and findings share.

use serde::Deserialize;

/// What a secret opens, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SecretClass {
    /// A key of a cloud account: machines, data and bills.
    CloudKey,
    /// The private half of a key pair.
    PrivateKey,
    /// A token of one service.
    Token,
    /// A password in an address or a connection string.
    Password,
    /// What sessions and cookies of an application are signed with.
    SigningKey,
    /// A key that its provider lets its owner restrict to some uses, and that is often meant to be seen.
    RestrictedKey,
    /// Something called password, secret or key, without a known shape.
    #[default]
    Generic,
}

impl SecretClass {
    /// The stable id used in outputs.
    pub fn id(self) -> &'static str {
        match self {
            Self::CloudKey => "cloud-key",
            Self::PrivateKey => "private-key",
            Self::Token => "token",
            Self::Password => "password",
            Self::SigningKey => "signing-key",
            Self::RestrictedKey => "restricted-key",
            Self::Generic => "generic",
        }
    }

    /// True when a person may have chosen the value, so that a hash of it could be guessed.
    pub fn is_guessable(self) -> bool {
        matches!(self, Self::Password | Self::Generic)
    }
}
