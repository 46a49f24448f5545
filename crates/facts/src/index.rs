//! Positions in the lists of [`crate::Facts`], one type per list so that they cannot be mixed up.

macro_rules! index {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name(u32);

        impl $name {
            /// From a position in the list; lists are bounded far below `u32::MAX`.
            pub fn new(position: usize) -> Self {
                Self(u32::try_from(position).unwrap_or(u32::MAX))
            }

            /// The position in the list.
            pub fn at(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

index! {
    /// Position in `Facts::repositories`.
    RepositoryIx;
    /// Position in `Facts::files`.
    FileIx;
    /// Position in `Facts::people`.
    PersonIx;
    /// Position in `Facts::components`.
    ComponentIx;
}
