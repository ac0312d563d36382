//! What open enums of texts and of numbers have in common.

/// The index of the first of so many values that fits. Not generic over them, for all enums to share it.
pub fn known(count: usize, fits: &dyn Fn(usize) -> bool) -> Option<usize> {
    (0..count).find(|index| fits(*index))
}

/// `Eq`, `Ord` and `Hash` by what a value is on the wire. By hand and not derived: a crate has
/// thousands of enums, and each of these bodies is one call for the compiler instead of a match over
/// the variants.
#[doc(hidden)]
#[macro_export]
macro_rules! __compare_by {
    ($name:ty, $by:ident) => {
        impl ::std::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.$by() == other.$by()
            }
        }

        impl ::std::cmp::Eq for $name {}

        impl ::std::cmp::PartialOrd for $name {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> ::std::option::Option<::std::cmp::Ordering> {
                ::std::option::Option::Some(self.cmp(other))
            }
        }

        impl ::std::cmp::Ord for $name {
            #[inline]
            fn cmp(&self, other: &Self) -> ::std::cmp::Ordering {
                self.$by().cmp(&other.$by())
            }
        }

        impl ::std::hash::Hash for $name {
            #[inline]
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                self.$by().hash(state);
            }
        }
    };
}
