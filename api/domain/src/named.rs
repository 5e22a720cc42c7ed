//! Closed sets that are written by their names.

/// Reads and writes a closed set by its names.
macro_rules! named {
    ($kind:ty) => {
        impl std::fmt::Display for $kind {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }

        impl std::str::FromStr for $kind {
            type Err = ();

            fn from_str(name: &str) -> Result<Self, ()> {
                Self::ALL.into_iter().find(|each| each.name() == name).ok_or(())
            }
        }
    };
}

pub(crate) use named;
