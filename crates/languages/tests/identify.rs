//! Which language a file is in, as a table: path, head of its content, language.

use quarterdeck_base::RepoPath;
use quarterdeck_languages::{all, by_name, identify};

#[test]
fn files_are_told_by_name_extension_content_and_interpreter() {
    for (path, head, expected) in [
        ("a/b.rs", "", "Rust"),
        ("A.JAVA", "", "Java"),
        ("Dockerfile", "", "Dockerfile"),
        ("deploy/Dockerfile.dev", "", "Dockerfile"),
        ("Makefile", "", "Makefile"),
        ("CMakeLists.txt", "", "CMake"),
        ("notes.txt", "", "Plain Text"),
        ("LICENSE", "", "Plain Text"),
        ("view.blade.php", "", "Blade"),
        ("index.php", "", "PHP"),
        ("tsconfig.json", "", "JSON with Comments"),
        ("package.json", "", "JSON"),
        (".gitignore", "", "Ignore List"),
        ("go.mod", "", "Go Module"),
        ("a.h", "int f(void);", "C"),
        ("a.h", "namespace a {}", "C++"),
        ("a.h", "  class A {\npublic:\n", "C++"),
        ("a.h", "#import <Foundation/Foundation.h>", "Objective-C"),
        ("a.m", "@implementation A", "Objective-C"),
        ("a.m", "% fits\nx = 1;", "MATLAB"),
        ("a.m", "\nfunction y = f(x)\n", "MATLAB"),
        ("a.pl", "use strict;", "Perl"),
        ("a.pl", ":- module(a, []).", "Prolog"),
        ("a.inc", "<?php echo 1;", "PHP"),
        ("a.inc", "SRC_URI = \"x\"", "Bitbake"),
        ("a.inc", "something", ""),
        ("app.ts", "import a from 'a';", "TypeScript"),
        ("de.ts", "<?xml version=\"1.0\"?>\n<!DOCTYPE TS>\n<TS version=\"2.1\">", "Qt Linguist"),
        ("A.cls", "public class A {}", "Apex"),
        ("A.cls", "VERSION 1.0 CLASS\nBEGIN", "VB6/VBA"),
        ("a.cls", "\\NeedsTeXFormat{LaTeX2e}", "TeX"),
        ("a.v", "module m(input a);", "Verilog"),
        ("a.v", "Require Import List.", "Coq"),
        ("a.v", "fn main() {}", "V"),
        ("a.tpl", "{* c *}{$x}", "Smarty"),
        ("a.tpl", "{{ include \"a\" . }}", "Go Template"),
        ("a.sql", "SELECT 1", "SQL"),
        ("a.pkb", "", "PL/SQL"),
        ("a.prg", "PROCEDURE a\nRETURN", "xBase (Clipper, dBASE, Harbour)"),
        ("a.prg", "LPARAMETERS tcName", "Visual FoxPro"),
        ("a.p", "DEFINE VARIABLE a AS INTEGER NO-UNDO.", "OpenEdge ABL"),
        ("a.p", ":- module(a, []).", "Prolog"),
        ("A.cls", "USING Progress.Lang.*.\nCLASS A:", "OpenEdge ABL"),
        ("a.clp", "PGM\nENDPGM", "IBM i Control Language"),
        ("a.clp", "(defrule a)", ""),
        ("a.nsp", "", "Natural"),
        ("w_main.srw", "", "PowerBuilder"),
        ("run", "#!/usr/bin/env -S python3.11 -u\n", "Python"),
        ("run", "#!/bin/bash -e\n", "BASH"),
        ("run", "#!/usr/bin/env node", "JavaScript"),
        ("run", "#! /bin/sh", "Shell"),
        ("run", "no shebang", ""),
        (".hidden", "", ""),
        ("", "", ""),
        ("a.", "#!", ""),
    ] {
        let found = identify(&RepoPath::from(path), head.as_bytes());
        assert_eq!(found.map_or("", |language| language.name), expected, "{path:?} {head:?}");
    }
}

#[test]
fn hostile_names_and_heads_do_no_harm() {
    let path = RepoPath::new(&b"\xff\xfe/\xc3.\xff"[..]);
    assert_eq!(identify(&path, b"#!\xff\xfe\n"), None);
    assert_eq!(identify(&RepoPath::from("x"), b"#!/usr/bin/env"), None);
}

#[test]
fn names_are_found_in_any_case() {
    for (name, id) in [("C#", "csharp"), ("typescript", "typescript"), ("go", "go"), ("visual basic", "visual-basic")] {
        assert_eq!(by_name(name).map(|language| language.id), Some(id));
    }
    assert_eq!(by_name("no such language"), None);
    for language in all() {
        assert_eq!(by_name(language.name), Some(language), "{}", language.id);
    }
}
