//! Repository recipes for tests: say what a repository should look like, get one that the real `git` made, the same
//! bytes on every machine. Tests only: whatever goes wrong here panics with git's own words.
//!
//! ```
//! use quarterdeck_testkit::Recipe;
//!
//! let repo = Recipe::new()
//!     .commit("first", |c| c.at("2024-01-02T03:04:05Z").author("Ann", "ann@example.org").write("src/a.rs", "fn a() {}\n"))
//!     .commit("move", |c| c.rename("src/a.rs", "src/b.rs"))
//!     .tag("v1")
//!     .build();
//! assert_eq!(repo.git(&["log", "--format=%s"]), "move\nfirst");
//! ```

mod bucket;
mod command;
mod commit;
mod damage;
mod recipe;
mod repository;
mod stranger;

pub use bucket::{Behaviour, Bucket};
pub use commit::CommitRecipe;
pub use recipe::Recipe;
pub use repository::TestRepository;
pub use stranger::Stranger;
