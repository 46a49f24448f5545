//! Imports of hand-made trees resolve to the expected edges, and cycles to the expected cuts.

mod csharp;
mod cycles;
mod go;
mod java;
mod javascript;
mod php;
mod python;
mod ruby;
mod tree;
mod whole;
