//! Imports, namespaces, declarations and references of each language, written as one line each.

use quarterdeck_source::{CodeFacts, Import, parse};

fn import(import: &Import) -> String {
    let mut text = format!("{} {:?} {}", import.line, import.kind, import.target);
    if !import.names.is_empty() {
        text += &format!(" [{}]", import.names.join(" "));
    }
    if !import.alias.is_empty() {
        text += &format!(" as {}", import.alias);
    }
    text += if import.type_only { " types" } else { "" };
    text += if import.deferred { " deferred" } else { "" };
    text += if import.called { " called" } else { "" };
    text
}

fn facts(language: &str, source: &str) -> CodeFacts {
    let facts = parse(language, source.as_bytes()).expect("within all bounds");
    assert_eq!(facts.errors, 0, "{language}: the case must be valid code");
    facts
}

fn check(language: &str, source: &str, namespace: &str, imports: &[&str], declares: &str, references: &str) {
    let facts = facts(language, source);
    assert_eq!(facts.imports.iter().map(import).collect::<Vec<_>>(), imports, "{language} imports");
    assert_eq!(facts.namespace, namespace, "{language} namespace");
    assert_eq!(facts.declares.join(" "), declares, "{language} declarations");
    // `~` after a name of which every use loads nothing.
    let mark = |name: &String| if facts.idle.contains(name) { "~" } else { "" };
    let found: Vec<String> =
        facts.references.iter().map(|(name, line)| format!("{name}{}:{line}", mark(name))).collect();
    assert_eq!(found.join(" "), references, "{language} references");
}

#[test]
fn java() {
    check(
        "Java",
        "package com.shop;
import com.shop.order.Order;
import com.shop.util.*;
import static com.shop.Money.round;
import static com.shop.Tax.*;
@Service
class Till<T extends Basket> implements Desk {
    private com.shop.pay.Card card = new Visa(Config.LIMIT);
    T last;
    List<? super Item> items() throws Empty { return Lists.of(Item::new, com.shop.Vat.rate(), card.Total); }
    class Inner {}
}
record Coin(long cents) {}
",
        "com.shop",
        &[
            "2 Symbol com.shop.order.Order",
            "3 Namespace com.shop.util",
            "4 Symbol com.shop.Money [round]",
            "5 Symbol com.shop.Tax [*]",
        ],
        "Coin Till",
        "Basket:7 Config~:8 Desk:7 Empty:10 Item:10 List:10 Lists:10 Service:6 Visa:8 com.shop.Vat:10 com.shop.pay.Card:8",
    );
}

#[test]
fn csharp() {
    check(
        "C#",
        "global using System.Linq;
using Shop.Orders;
using static Shop.Money;
using Cash = Shop.Pay.Cash;
namespace Shop.Tills;
[Serializable, ShopAttribute(1)]
public record Till(Drawer Drawer) : Desk<Coin>, IOpen where T : Basket
{
    private readonly Lib.Key? _key;
    public IReadOnlyList<Item> Items(Order[] orders, int count, T rest)
    {
        var x = new Box<Lid>();
        if (x is Crate c) { throw new Full(); }
        try { Console.WriteLine(Colour.Red); } catch (Broken) { }
        return (Pile)x ?? typeof(Heap);
    }
    class Inner { }
}
public delegate void Rang(Bell bell);
enum Size { Small }
"
        .replace("record Till(Drawer", "record Till<T>(Drawer")
        .as_str(),
        "Shop.Tills",
        &[
            "1 Namespace System.Linq",
            "2 Namespace Shop.Orders",
            "3 Symbol Shop.Money",
            "4 Symbol Shop.Pay.Cash as Cash",
        ],
        "Rang Size Till",
        "Basket:7 Bell:19 Box:12 Broken:14 Coin:7 Colour:14 Console:14 Crate:13 Desk:7 Drawer:7 Full:13 Heap:15 \
         IOpen:7 IReadOnlyList:10 Item:10 Lib.Key:9 Lid:12 Order:10 Pile:15 Serializable:6 ShopAttribute:6",
    );
    let block = facts("C#", "namespace A { namespace B { class C { } } }\nnamespace D { struct E { } }\n");
    assert_eq!((block.namespace.as_str(), block.declares.join(" ").as_str()), ("A", "C E"));
}

#[test]
fn php() {
    check(
        "PHP",
        r#"<?php
namespace Shop\Tills;
use Shop\Orders\Order;
use Shop\Pay\{Card, Cash as Money};
use function Shop\round;
require_once __DIR__ . '/lib/a.php';
include('b.php');
require dirname(__DIR__) . "/c.php";
require $path . '/d.php';
#[Entity]
final class Till extends Desk implements \Countable, Ring\Bell
{
    use Counts;
    public function open(?Key $key, int $n, A|B $both): static
    {
        require 'late.php';
        try { new Box(self::SIZE, Sizes::BIG, Lid::class); } catch (Broken $e) { }
        return Factory::make($key instanceof Crate, parent::x(), $n);
    }
}
interface Rings {}
trait Counts {}
enum Size: string { case Small = 's'; }
function helper() {}
"#,
        "Shop\\Tills",
        &[
            "3 Symbol Shop\\Orders\\Order",
            "4 Symbol Shop\\Pay\\Card",
            "4 Symbol Shop\\Pay\\Cash as Money",
            "5 Symbol Shop\\round",
            "6 Path ./lib/a.php",
            "7 Path b.php",
            "8 Path ../c.php",
            "9 Computed ",
            "16 Path late.php deferred",
        ],
        "Counts Rings Size Till",
        "A~:14 B~:14 Box:17 Broken~:17 Counts:13 Crate~:18 Desk:11 Entity:10 Factory:18 Key~:14 Lid~:17 Ring\\Bell:11 \
         Sizes:17 \\Countable:11",
    );
}

#[test]
fn python() {
    check(
        "Python",
        r#"from __future__ import annotations
import os, a.b as c
from . import sibling
from ..shop.orders import (Order, Line as L)
from tills import *
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from cash import Money
else:
    import other
def late():
    import heavy
    importlib.import_module("plug.in")
    importlib.import_module(name)
@final
class Till:
    def inner(self): pass
try:
    import fast
except ImportError:
    fast = None
"#,
        "",
        &[
            "1 Module __future__ [annotations]",
            "2 Module os",
            "2 Module a.b",
            "3 Module . [sibling]",
            "4 Module ..shop.orders [Order Line]",
            "5 Module tills [*]",
            "6 Module typing [TYPE_CHECKING]",
            "8 Module cash [Money] types",
            "10 Module other",
            "12 Module heavy deferred",
            "13 Module plug.in deferred",
            "14 Computed  deferred",
            "19 Module fast",
        ],
        "Till late",
        "",
    );
}

#[test]
fn javascript() {
    check(
        "JavaScript",
        r#"import a, { b } from "./a.js";
import "./side.css";
export { c } from '../c';
export * from "pkg/d";
const e = require("e"), f = require(name);
async function late() { await import("./g.js"); require('./h'); import(name); import(`./i`); }
export class Till {}
export default function () {}
"#,
        "",
        &[
            "1 Path ./a.js [default b] called",
            "2 Path ./side.css",
            "3 Path ../c [c]",
            "4 Path pkg/d",
            "5 Path e",
            "5 Computed ",
            "6 Path ./g.js deferred",
            "6 Path ./h deferred",
            "6 Computed  deferred",
            "6 Path ./i deferred",
        ],
        "Till late",
        "",
    );
}

#[test]
fn a_use_that_loads_gives_way_to_none_that_does_not() {
    for (language, source, references) in [
        ("PHP", "<?php\nfunction f(A $a) { $a instanceof B; }\nnew A();\n", "A:3 B~:2"),
        ("PHP", "<?php\nnew A();\nfunction f(A $a) {}\n", "A:2"),
        (
            "Java",
            "class T {\n int a = A.MAX + B.MAX;\n int b = B.of(1);\n int c = C.INSTANCE.get();\n}\n",
            "A~:2 B:3 C:4",
        ),
        (
            "Java",
            "class T {\n int a = A.MAX;\n A b;\n int c = x.y.D.MIN_SIZE;\n int d = E.Inner.MAX;\n}\n",
            "A:3 E:5 x.y.D~:4",
        ),
    ] {
        let namespace = "";
        let declares = if language == "Java" { "T" } else { "" };
        check(language, source, namespace, &[], declares, references);
    }
}

#[test]
fn imports_of_vue_are_erased_unless_the_template_names_them() {
    let source = "<template><user-card :a=\"b\"/></template>\n<script setup lang=\"ts\">\nimport User from './Home.vue'\nimport UserCard from './UserCard.vue'\nconst props = defineProps<{ user: User }>()\n</script>\n";
    let imports = ["3 Path ./Home.vue [default] types", "4 Path ./UserCard.vue [default] called"];
    check("Vue", source, "", &imports, "", "");
}

#[test]
fn typescript() {
    for language in ["TypeScript", "TSX"] {
        check(
            language,
            r#"import type { A } from "./a";
import { type B, type C } from "./b";
import { type D, e } from "./d";
import F, { type G } from "./f";
export type { H } from "./h";
import i = require("./i");
import { J, k as K } from "./j";
import type L from "./l";
import { m } from "./m";
import * as N from "./n";
import "./o";
export interface Till { open(a: J, b: K, c: N.Deep): void }
type Size = "s";
export enum Colour { Red }
e(F, { m });
"#,
            "",
            &[
                "1 Path ./a [A] types",
                "2 Path ./b [B C] types",
                "3 Path ./d [D e]",
                "4 Path ./f [default G]",
                "5 Path ./h [H] types",
                "6 Path ./i",
                // Names in type positions only are erased by the compiler, marked or not.
                "7 Path ./j [J k] types",
                "8 Path ./l [default] types",
                "9 Path ./m [m]",
                "10 Path ./n [*]",
                "11 Path ./o",
            ],
            "Colour Size Till",
            "",
        );
        // A type that shares its name with a value is not erased as a whole.
        let both = "export type A = 1;\nexport interface B {}\nexport const A = 1;\nexport class C {}\nenum D { E }\n";
        assert_eq!(facts(language, both).erased, ["B"], "{language}");
    }
}

#[test]
fn go() {
    check(
        "Go",
        r#"package tills

import "fmt"
import (
	cash "shop/money"
	. "shop/dot"
	_ "shop/side"
	"gopkg.in/yaml.v3"
	"shop/orders/v2"
)

const Limit, other = 1, 2

var total int

type Till struct{ order orders.Order }
type Alias = cash.Coin

func Open(k *cash.Key) error {
	var local int
	type inner struct{}
	fmt.Println(yaml.Marshal, k.Name, local, fmt.lower)
	return cash.Fail(nil)
}

func (t *Till) Close() {}
"#,
        "tills",
        &[
            "3 Module fmt",
            "5 Module shop/money as cash",
            "6 Module shop/dot as .",
            "7 Module shop/side as _",
            "8 Module gopkg.in/yaml.v3",
            "9 Module shop/orders/v2",
        ],
        "Alias Limit Open Till other total",
        "cash.Coin:17 cash.Fail:23 cash.Key:19 fmt.Println:22 orders.Order:16 yaml.Marshal:22",
    );
}

#[test]
fn ruby() {
    check(
        "Ruby",
        r##"require 'json'
require_relative 'order/line'
require File.expand_path('../config/boot', __FILE__)
require "#{__dir__}/local"
require "x/#{name}"
require File.join(File.dirname(__FILE__), 'beside')
autoload :Till, 'shop/till'
module Shop
  LIMIT = Config::LIMIT
  Coin = Struct.new(:cents)
  class Order < Base
    include Sums::Money
    has_many :gift_cards, through: :x
    def total(line = nil)
      require 'deep'
      ::Kernel::Float(line) + Line::MAX + Coin + Coin + other::Thing
    rescue Pay::Refused
      LIMIT
    end
  end
  class Pay::Card; x = T; end
end
"##,
        "",
        &[
            "1 Path json",
            "2 Path ./order/line",
            "3 Path ./config/boot",
            "4 Path ./local",
            "5 Computed ",
            "6 Path ./beside",
            "7 Path shop/till deferred",
            "15 Path deep deferred",
        ],
        "Shop Shop::Coin Shop::Order Shop::Pay::Card",
        " File:3  Kernel:16 Shop Base:11 Shop Config:9 Shop Struct:10 Shop/Shop::Order ?GiftCard:13 Shop/Shop::Order Coin:16 Shop/Shop::Order Line:16 \
         Shop/Shop::Order Pay::Refused:17 Shop/Shop::Order Sums::Money:12 Shop/Shop::Pay::Card T:21",
    );
}

#[test]
fn shell() {
    check(
        "Shell",
        ". ./lib/common.sh
source \"$DIR/lib/x.sh\"
f() { . \"$(dirname \"$0\")/late.sh\"; }
source \"$FILE\"
. /etc/profile
",
        "",
        &[
            "1 Path ./lib/common.sh",
            "2 Path ?/lib/x.sh",
            "3 Path ./late.sh deferred",
            "4 Computed ",
            "5 Path /etc/profile",
        ],
        "",
        "",
    );
}

#[test]
fn lua() {
    check(
        "Lua",
        "local a = require \"shop.order\"
local b = require('shop/till')
local ok, c = pcall(require, \"cjson\")
local function f() return require(\"shop.\" .. a) end
dofile(\"x.lua\")
",
        "",
        &["1 Module shop.order", "2 Module shop/till", "3 Module cjson", "4 Computed  deferred", "5 Path x.lua"],
        "",
        "",
    );
}

#[test]
fn swift() {
    check(
        "Swift",
        "import Foundation
@testable import Shop
final class Till<T: Basket>: Desk {
    let card: Card? = Visa(limit: Config.limit)
    func pay(_ order: Shop.Order, rest: T) -> [Item] { return Lists.of(order) }
}
extension Coin: Codable {}
protocol Open {}
typealias Cents = Int
",
        "",
        &["1 Module Foundation", "2 Module Shop"],
        "Cents Open Till",
        "Basket:3 Card:4 Codable:7 Coin:7 Config:4 Desk:3 Int:9 Item:5 Lists:5 Shop:5 Visa:4",
    );
}

#[test]
fn dart() {
    check(
        "Dart",
        "import 'dart:io';
import 'package:shop/order.dart' as order show Order;
import '../b.dart' deferred as b;
export 'src/c.dart';
part 'm.g.dart';
class Till {}
mixin Open {}
",
        "",
        &[
            "1 Path dart:io",
            "2 Path package:shop/order.dart",
            "3 Path ../b.dart deferred",
            "4 Path src/c.dart",
            "5 Path m.g.dart",
        ],
        "Open Till",
        "",
    );
}

#[test]
fn elixir() {
    check(
        "Elixir",
        "defmodule Shop.Till do
  use Ecto.Schema
  import Ecto.Query, only: [from: 2]
  alias Shop.{Line, Cart}
  alias Shop.User, as: Buyer
  defmodule Drawer do
    def open(%Buyer{}), do: Line.total(Shop.Coin.all())
  end
end
",
        "",
        &[
            "2 Module Ecto.Schema",
            "3 Module Ecto.Query",
            "4 Module Shop.Line as Line",
            "4 Module Shop.Cart as Cart",
            "5 Module Shop.User as Buyer",
        ],
        "Shop.Till Shop.Till.Drawer",
        "Buyer:7 Line:7 Shop.Coin:7",
    );
}

#[test]
fn rust() {
    check(
        "Rust",
        r#"extern crate serde as s;
use std::{fmt, io::{self, Read as R}, path::*};
use crate::orders::Order;
pub(crate) use super::till::{Key, Lock};
mod desk;
#[path = "odd/name.rs"]
mod other;
mod inner {
    mod deep;
    use super::Till;
    use super::super::above::A;
    use self::deep::B;
    fn late() { use crate::late::C; self::deep::run(); }
}
pub struct Till { key: crate::keys::Key<u8>, list: Vec<std::sync::Arc<u8>> }
fn open() -> io::Result<()> { desk::ring(); Till::new(); Ok(()) }
macro_rules! ring { () => { crate::hidden::x() } }
const LIMIT: u32 = 1;
"#,
        "",
        &[
            "1 Symbol serde as s",
            "2 Symbol std::fmt",
            "2 Symbol std::io",
            "2 Symbol std::io::Read as R",
            "2 Namespace std::path",
            "3 Symbol crate::orders::Order",
            "4 Symbol super::till::Key",
            "4 Symbol super::till::Lock",
            "5 Path desk",
            "7 Path ./odd/name.rs",
            "9 Path inner/deep",
            "10 Symbol self::Till",
            "11 Symbol super::above::A",
            "12 Symbol self::inner::deep::B",
            "13 Symbol crate::late::C deferred",
        ],
        "LIMIT Till desk inner open other ring",
        "crate::keys::Key:15 desk::ring:16 io::Result:16 self::inner::deep::run:13 std::sync::Arc:15",
    );
}

#[test]
fn rust_tests_within_a_file_import_nothing() {
    check(
        "Rust",
        r#"use crate::orders::Order;
#[cfg(test)]
mod tests {
    use shop_test::Till;
    #[test]
    fn rings() { shop_test::ring(); }
}
#[test]
fn opens() { use crate::helpers::open; }
pub fn close() { crate::till::close(); }
"#,
        "",
        &["1 Symbol crate::orders::Order"],
        "close opens tests",
        "crate::till::close:10",
    );
}

#[test]
fn c_and_cpp() {
    for language in ["C", "C++"] {
        check(
            language,
            "#include <stdio.h>\n#  include \"a/b.h\" // why\n#include <shop/till.hpp>\n#include MACRO\n#ifdef A\n\
             #include \"../c.h\"\n#endif\nvoid f() {\n#include \"table.inc\"\n}\n",
            "",
            &[
                "1 Module stdio.h",
                "2 Path a/b.h",
                "3 Module shop/till.hpp",
                "4 Computed ",
                "6 Path ../c.h",
                "9 Path table.inc",
            ],
            "",
            "",
        );
    }
}

#[test]
fn kotlin() {
    check(
        "Kotlin",
        "@file:JvmName(\"x\")
package com.shop
import com.shop.order.Order
import com.shop.util.*
import com.shop.pay.Card as Plastic
class Till<T : Basket>(val drawer: Drawer) : Desk(Config.LIMIT), Open {
    val card: com.shop.pay.Cash? = Visa()
    fun items(): List<Item> = order.map(::helper).filterIsInstance<Coin>()
}
fun helper() = 1
val limit = 2
typealias Cents = Long
object Bank
",
        "com.shop",
        &["3 Symbol com.shop.order.Order", "4 Namespace com.shop.util", "5 Symbol com.shop.pay.Card as Plastic"],
        "Bank Cents Till helper limit",
        "Basket:6 Coin:8 Config:6 Desk:6 Drawer:6 Item:8 JvmName:1 List:8 Long:12 Open:6 Visa:7 com.shop.pay.Cash:7 \
         helper:8",
    );
}

#[test]
fn scala() {
    check(
        "Scala",
        "package com.shop
package tills
import a.b.C
import a.b.{D, E => F, G => _, _}
import x.y._, x.z.Z
class Till(drawer: Drawer) extends Desk with Open[Coin] {
  import inner.Late
  val card = Visa(Config.LIMIT)
  def items(): List[Item] = new Stack(Rates.base)
}
object Bank
trait Rings
",
        "com.shop.tills",
        &[
            "3 Symbol a.b.C",
            "4 Symbol a.b.D",
            "4 Symbol a.b.E as F",
            "4 Namespace a.b",
            "5 Namespace x.y",
            "5 Symbol x.z.Z",
            "7 Symbol inner.Late",
        ],
        "Bank Rings Till",
        "Coin:6 Config:8 Desk:6 Drawer:6 Item:9 List:9 Open:6 Rates:9 Stack:9 Visa:8",
    );
}

#[test]
fn vue() {
    check(
        "Vue",
        "<template><Foo/></template>\n<script setup lang=\"ts\">\nimport Foo from './Foo.vue';\nimport type { T } from './t';\n</script>\n",
        "",
        // Foo is used by the template, which is not read.
        &["3 Path ./Foo.vue [default] called", "4 Path ./t [T] types"],
        "",
        "",
    );
}

#[test]
fn names_that_are_used_in_functions_only_are_not_needed_while_a_file_loads() {
    for (rest, called) in [
        ("class B { f(c) { return c instanceof A; } }", true),
        ("const f = () => new A();", true),
        ("class B extends A {}", false),
        ("const b = new A();", false),
        ("class B { static c = A.c; f() { return A; } }", false),
        ("f(A);", false),
        ("export { A };", false),
        ("const b = { A };", false),
    ] {
        for language in ["JavaScript", "TypeScript"] {
            let facts = facts(language, &format!("import {{ X as A }} from './a';\n{rest}\n"));
            assert_eq!(facts.imports[0].called, called, "{language} {rest}");
        }
    }
    assert!(!facts("JavaScript", "import './a';\nfunction f() {}\n").imports[0].called);
    assert!(!facts("JavaScript", "export { A } from './a';\n").imports[0].called);
}
