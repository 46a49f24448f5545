//! Imports of hand-made trees resolve to the expected edges, and cycles to the expected cuts.

mod c;
mod csharp;
mod cycles;
mod dart;
mod elixir;
mod go;
mod java;
mod javascript;
mod lua;
mod php;
mod python;
mod ruby;
mod rust;
mod shell;
mod swift;
mod tree;
mod whole;
