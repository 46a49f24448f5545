//! Names, lines, sizes and hashes of functions, and the rules for tests.

use quarterdeck_source::{CodeFacts, parse};

fn facts(language: &str, source: &str) -> CodeFacts {
    parse(language, source.as_bytes()).expect("within all bounds")
}

/// `name start-end code/parameters/cyclomatic` of each function.
fn lines(facts: &CodeFacts) -> Vec<String> {
    let line = |f: &quarterdeck_source::Function| {
        format!("{} {}-{} {}/{}/{}", f.name, f.start_line, f.end_line, f.code, f.parameters, f.cyclomatic)
    };
    facts.functions.iter().map(line).collect()
}

#[test]
fn names_lines_code_parameters_cyclomatic() {
    for (language, source, expected) in [
        (
            "Java",
            "class A {\n  @Override\n  public void f(int a,\n      int b) {\n    // no code\n\n    g(\"\"\"\n      x\n      \"\"\");\n  }\n  \
             class B { B() {} abstract void no(); }\n  enum E { P { void h() { if (a && b) {} } } }\n}",
            vec!["A::f 3-10 6/2/1", "A::B::B 11-11 1/0/1", "A::E::P::h 12-12 1/0/3"],
        ),
        (
            "C#",
            "namespace N { class A {\n  int P { get { return 1; } set; }\n  int Q => x ? 1 : 2;\n  void F(int a, params int[] b) { \
             foreach (var c in b) { } }\n  interface I { void No(); }\n} }",
            vec!["A::P.get 2-2 1/0/1", "A::Q.get 3-3 1/0/2", "A::F 4-4 1/2/2"],
        ),
        (
            "PHP",
            "<?php\nfunction f($a, ...$b) { $c = function ($d) { if ($d) {} }; }\n$g = function () {};\nclass A { \
             abstract function no(); function h() { return match($x) { 1 => 2, default => 3 }; } }",
            vec!["f 2-2 1/2/2", "$c 2-2 1/1/2", "$g 3-3 1/0/1", "A::h 4-4 1/0/2"],
        ),
        (
            "Python",
            "class A:\n    @property\n    def f(self, a, *, b=1):\n        \"\"\"Two\n        lines.\"\"\"\n        # none\n\n        \
             return [x for x in a if x]\n\n\nasync def g(*args, **kwargs):\n    def h(): pass\n",
            vec!["A::f 3-8 4/2/3", "g 11-12 2/2/1", "h 12-12 1/0/1"],
        ),
        (
            "JavaScript",
            "const f = (a, b = 1) => a ?? b;\nshop.open = function () {};\nclass A { get x() { return 1; } y = z => z; }\n\
             const o = { k() {}, l: () => 1 };\ncall(function () {});\nfunction* gen() {}\n",
            vec![
                "f 1-1 1/2/3",
                "shop.open 2-2 1/0/1",
                "A::x 3-3 1/0/1",
                "A::y 3-3 1/1/1",
                "k 4-4 1/0/1",
                "l 4-4 1/0/1",
                "(anonymous) 5-5 1/0/1",
                "gen 6-6 1/0/1",
            ],
        ),
        (
            "JSX",
            "const A = ({ b }) => <p onClick={() => b}>{b && <i/>}</p>;",
            vec!["A 1-1 1/1/2", "(anonymous) 1-1 1/0/1"],
        ),
        (
            "TSX",
            "function f<T>(this: A, b?: T): JSX.Element { return <p>{b}</p>; }\nabstract class A { abstract no(): void; \
             private g(a: number): void {} }\ndeclare function no(): void;\n",
            vec!["f 1-1 1/1/1", "A::g 2-2 1/1/1"],
        ),
        (
            "Go",
            "package a\nfunc f(a, b int, c string) {}\nfunc (s *Stack[T]) Push(v T) { go func(int) {}(1) }\nvar h = func() {}\n",
            vec!["f 2-2 1/3/1", "Stack::Push 3-3 1/1/1", "(anonymous) 3-3 1/1/1", "h 4-4 1/0/1"],
        ),
    ] {
        assert_eq!(lines(&facts(language, source)), expected, "{language}");
    }
}

#[test]
fn a_hash_survives_moves_and_layout_and_sees_names_and_text() {
    let hash = |source: &str| facts("Python", source).functions.last().map(|function| function.content_hash);
    let one = hash("def f(a):\n    return a + 'x\\ny'\n");
    assert_eq!(one, hash("class A:\n    b = 1\n\n    def f( a ):\n        # why\n        return a  +  'x\\ny'\n"));
    assert_ne!(one, hash("def g(a):\n    return a + 'x\\ny'\n"), "another name");
    assert_ne!(one, hash("def f(a):\n    return a + 'x\\nz'\n"), "text that no node of its own covers");
    assert_ne!(hash("def f():\n    ab, c\n"), hash("def f():\n    a, bc\n"));
}

#[test]
fn test_cases_and_those_switched_off() {
    for (language, source, expected) in [
        (
            "Java",
            "class A { @Test void a() {} @ParameterizedTest @org.junit.jupiter.api.Disabled void b() {} void c() {} }\n\
             @Ignore class B { @Test void d() {} }\nclass C { @Test void e() {} }",
            (4, 2),
        ),
        (
            "C#",
            "class A { [Fact] void A1() {} [Theory(Skip = \"why\")] void B() {} [TestMethod, Ignore] void C() {} void D() {} \
             [NUnit.Framework.TestAttribute] void E() {} }",
            (4, 2),
        ),
        (
            "PHP",
            "<?php class ATest extends TestCase { function testA() {} #[Test] function b() {} /** @test */ function c() {} \
             function help() {} } class B { function testB() {} }",
            (3, 0),
        ),
        (
            "Python",
            "def test_a(): pass\n@pytest.mark.skip(reason='b')\ndef test_b(): pass\ndef testing(): pass\nclass TestA:\n    \
             def test_c(self): pass\n    def helper(self): pass\n@unittest.skip('d')\nclass BTest(TestCase):\n    def test_d(self): pass\n\
             class Other:\n    def test_e(self): pass\n",
            (4, 2),
        ),
        (
            "TypeScript",
            "describe('a', () => { it('b', () => {}); it.skip('c', () => {}); test.todo('d'); test.each([1])('e', () => {}); });\n\
             describe.skip('f', () => { it('g', () => {}); }); xit('h', () => {}); pattern.test('i'); test('j');",
            (6, 4),
        ),
        (
            "Go",
            "package a\nfunc TestA(t *testing.T) { t.Skip(\"why\") }\nfunc TestB(t *testing.T) { if x { t.Skip() } }\n\
             func Testify(t *testing.T) {}\nfunc TestMain(m *testing.M) {}\n",
            (2, 1),
        ),
    ] {
        let facts = facts(language, source);
        assert_eq!((facts.test_cases, facts.tests_skipped), expected, "{language}");
    }
}

#[test]
fn broken_code_keeps_its_other_functions() {
    let facts = facts("Java", "class A { void f() { if (a) {} } void g( { int ; } void h() { if (b) {} } }");
    assert!(facts.errors > 0);
    assert!(facts.functions.iter().any(|function| function.name == "A::f" && function.cyclomatic == 2));
}

fn assert_functions(language: &str, source: &str, expected: &[&str]) {
    assert_eq!(lines(&facts(language, source)), expected, "{language}");
}

fn assert_tests(language: &str, source: &str, expected: (u32, u32)) {
    let facts = facts(language, source);
    assert_eq!((facts.test_cases, facts.tests_skipped), expected, "{language}");
}

#[test]
fn ruby() {
    assert_functions(
        "Ruby",
        "module Shop\n  class Order::Line < Base\n    def total(a, b = 1, *c, d:, **e, &f)\n      # none\n\n      \
         text = <<~TEXT\n        x #{a if b}\n      TEXT\n      @t ||= a&.sum { |x| x ? 1 : 2 }\n    end\n\n    \
         def self.all = find(1) || 2\n    class << self\n      def none; end\n    end\n  end\nend\n\
         scope = -> { a if b }\nClass.new do\n  private def valid?(a)\n    a rescue nil\n  ensure\n    x\n  end\nend\n",
        &[
            "Shop::Order::Line::total 3-10 6/6/4",
            "Shop::Order::Line::self.all 12-12 1/0/2",
            "Shop::Order::Line::none 14-14 1/0/1",
            "valid? 20-24 5/1/3",
        ],
    );
    assert_tests(
        "Ruby",
        "RSpec.describe Order do\n  it 'a' do\n    it.total\n  end\n  it { is_expected.to eq 1 }\n  xit 'b' do\n  end\n  \
         it 'waits to be written'\n  it 'c', :skip do\n  end\n  it 'd', skip: 'why' do\n  end\n  \
         it 'e', skip: false do\n  end\nend\nxdescribe 'f' do\n  specify('g') { x }\nend\n\
         list.each { it + 1 }\ncart.it('no') { 1 }\n",
        (8, 5),
    );
    assert_tests(
        "Ruby",
        "class OrderTest < ActiveSupport::TestCase\n  test 'a' do\n  end\n  def test_b\n    skip 'why'\n  end\n  \
         def test_c\n    skip if x\n  end\n  def helper; end\nend\nclass Other\n  def test_d; end\nend\ntest(1) { 2 }\n",
        (3, 1),
    );
}

#[test]
fn shell() {
    assert_functions(
        "BASH",
        "f() {\n  # none\n  cat <<EOF\n  if\nEOF\n  [ -n \"$1\" ] && case $1 in a) x ;; *) y ;; esac || exit 1\n}\n\
         function g { if [[ $a && $b ]]; then h; fi; }\nif x; then y; fi\n",
        &["f 1-7 6/0/4", "g 8-8 1/0/3"],
    );
    assert_tests("BASH", "@test \"a\" {\n  run x\n}\ntest_b() { x; }\ntest_() { x; }\nhelper() { x; }\n", (2, 0));
}

#[test]
fn lua() {
    assert_functions(
        "Lua",
        "local M = {}\nfunction M.f(self, a, ...)\n  -- none\n\n  return a and 1 or 2\nend\nfunction M:g(b)\n  \
         repeat x() until b\nend\nlocal h = function() end\nM.k = function(c) if c then end end\n\
         local t = { l = function() end }\ncall(function() end)\n",
        &[
            "M.f 2-6 3/3/3",
            "M:g 7-9 3/1/2",
            "h 10-10 1/0/1",
            "M.k 11-11 1/1/2",
            "l 12-12 1/0/1",
            "(anonymous) 13-13 1/0/1",
        ],
    );
    assert_tests(
        "Lua",
        "describe('a', function() it('b', function() end) pending('c') end)\nfunction TestD:testE() end\n\
         function TestD:helper() end\nfunction testF() end\nit('no')\n",
        (4, 1),
    );
}

#[test]
fn swift() {
    assert_functions(
        "Swift",
        "struct A: B {\n  @Mark\n  func f(_ a: Int?, by b: Int = 1) -> Int {\n    // none\n\n    guard let c = a, c > 1 else { return a ?? 0 }\n    \
         return c > b ? 1 : 2\n  }\n  var p: Int { get { 1 } set { q = newValue } }\n  var r: Int { x && y ? 1 : 2 }\n  \
         var s = 1 { didSet { t() } }\n  init?(a: Int) { switch a { case 1: b() ; default: c() } }\n  subscript(i: Int) -> Int { i }\n}\n\
         extension A.C { static func == (a: A, b: A) -> Bool { true } }\nprotocol P { func no() }\nlet g = { 1 }\n",
        &[
            "A::f 3-8 4/2/3",
            "A::p.get 9-9 1/0/1",
            "A::p.set 9-9 1/0/1",
            "A::r.get 10-10 1/0/3",
            "A::s.didSet 11-11 1/0/1",
            "A::init 12-12 1/1/2",
            "A::subscript.get 13-13 1/0/1",
            "A.C::== 15-15 1/2/1",
        ],
    );
    assert_tests(
        "Swift",
        "class A: XCTestCase {\n  func testB() {}\n  func testC() { throw XCTSkip(\"why\") }\n  func helper() {}\n  \
         func testD(x: Int) {}\n}\nstruct E {\n  @Test func f() {}\n  @Test(.disabled(\"why\")) func g() {}\n  \
         func testH() {}\n}\n\
         describe(\"i\") { it(\"j\") { x() }; xit(\"k\") { x() } }\n",
        (6, 3),
    );
}

#[test]
fn dart() {
    assert_functions(
        "Dart",
        "class A extends B {\n  A(this.x, {required int y, String z = 'a'}) : super(x) {\n    // none\n\n    if (x > 1) {}\n  }\n  \
         A.named() { x(); }\n  int get t => x ?? 1;\n  set t(int v) => y = v;\n  bool operator ==(Object o) => o is A && o.x == x;\n  \
         void no();\n  @override\n  void f(int a, [int? b]) { switch (a) { case 1: g(); break; default: h(); } }\n}\n\
         extension E on String { int l() => [1].map((e) => e > 0 ? 1 : 2).length; }\nvoid main() { int g() { return 1; } }\n\
         var f = () => 1;\n",
        &[
            "A::A 2-6 3/3/2",
            "A::A.named 7-7 1/0/1",
            "A::t.get 8-8 1/0/2",
            "A::t.set 9-9 1/1/1",
            "A::== 10-10 1/1/2",
            "A::f 13-13 1/2/2",
            "E::l 15-15 1/0/2",
            "main 16-16 1/0/1",
            "g 16-16 1/0/1",
        ],
    );
    assert_tests(
        "Dart",
        "void main() { test('a', () {}); testWidgets('b', (t) async {}, skip: true); \
         group('c', () { test('d', () {}); }, skip: 'why'); test('e', () {}, skip: false); x.test('no', () {}); }\n",
        (4, 2),
    );
}

#[test]
fn elixir() {
    assert_functions(
        "Elixir",
        "defmodule Shop.Order do\n  @doc \"\"\"\n  text\n  \"\"\"\n  def f(a, b \\\\ 1) when a > 1 and b do\n    # none\n\n    \
         case a do\n      {:ok, v} when v > 1 -> v\n      _ -> b || 2\n    end\n  end\n  def h(0), do: 1\n  def h(n), do: n\n  \
         defp g, do: with({:ok, x} <- f(1), do: x)\n  def head(a \\\\ 1)\n  defmodule Line do\n    \
         defmacro m(a), do: Enum.map(a, fn x -> x end)\n  end\nend\n",
        &[
            "Shop.Order::f/2 5-12 6/2/4",
            "Shop.Order::h/1 13-13 1/1/1",
            "Shop.Order::h/1 14-14 1/1/1",
            "Shop.Order::g/0 15-15 1/0/2",
            "Shop.Order::Line::m/1 18-18 1/1/1",
        ],
    );
    assert_tests(
        "Elixir",
        "defmodule A do\n  test \"a\" do\n    x()\n  end\n  @tag :skip\n  test \"b\", %{c: c} do\n    c\n  end\n  \
         test \"waits to be written\"\n  @tag :slow\n  test \"d\" do\n    x()\n  end\n  test(e)\nend\n",
        (4, 2),
    );
}

#[test]
fn test_code_within_a_file_is_marked() {
    let source = "fn a() {}\n#[cfg(test)]\nmod tests { fn b() {} #[test] fn c() {} }\nfn d() {}\n#[cfg(all(test, unix))] fn e() {}\n\
                  #[cfg(any(test, unix))] fn f() {}\n#[cfg(not(test))] fn g() {}\n#[test] // why\nfn h() { fn i() {} }\nfn j() {}\n\
                  mod late { #![cfg(test)] fn k() {} }\nfn l() {}\n";
    let CodeFacts { functions, test_lines, .. } = facts("Rust", source);
    assert_eq!(test_lines, [(2, 3), (5, 5), (8, 9), (11, 11)]);
    let within = "#[test]\nfn a() {\n}\nmod b {\n  #[test]\n  fn c() {}\n  #![cfg(test)]\n}\n";
    assert_eq!(facts("Rust", within).test_lines, [(1, 3), (4, 8)], "what stands around covers it");
    let marked: Vec<&str> = functions.iter().filter(|it| it.in_test).map(|it| it.name.as_str()).collect();
    assert_eq!(marked, ["b", "c", "e", "h", "i", "k"]);
    let whole = facts("Rust", "#![cfg(test)]\nfn a() {}\n").functions;
    assert!(whole[0].in_test);
}

#[test]
fn c_and_cpp() {
    assert_functions(
        "C",
        "#define X(a) a && b\nstatic const char *f(int a, void (*g)(int),\n  ...)\n{\n  // none\n#if A && B\n  return a ? g : 0;\n\
             #endif\n}\nint none(void) { for (;;) {} }\nint old(a, b) int a; char b; { return a; }\nint declared(int a);\n\
             int (*h(int a))(char) { switch (a) { case 1: case 2: do {} while (a && 1); default: ; } }\n",
        &["f 2-9 7/3/2", "none 10-10 1/0/2", "old 11-11 1/2/1", "h 13-13 1/1/5"],
    );
    assert_functions(
        "C++",
        "namespace n { template <class T> class A : B { A() : a(1) {} ~A() = default; virtual int no() = 0;\n\
             bool operator==(const A &o) const { return a == o.a and b; }\noperator bool() const { return a; } }; }\n\
             template <class T> void n::A<T>::f(T &&a, int b = 2) noexcept { auto l = [](int x) { return x ? 1 : 2; }; }\n\
             A &A::operator<<(int a) { for (auto x : y) {} return *this; }\nn::A<int>::A(int a) try : a(a) { } catch (...) { }\n\
             n::A<int>::~A() { list_for_each(a, b) { if (a) {} } }\nTEST(Suite, Case) { if (a) {} }\n",
        &[
            "A::A 1-1 1/0/1",
            "A::operator== 2-2 1/1/2",
            "A::operator bool 3-3 1/0/1",
            "n::A::f 4-4 1/2/2",
            "A::operator<< 5-5 1/1/2",
            "n::A::A 6-6 1/1/2",
            "n::A::~A 7-7 1/0/2",
            "Suite::Case 8-8 1/0/2",
        ],
    );
    assert_tests(
        "C++",
        "TEST(A, b) {}\nTEST_F(A, DISABLED_c) { if (a) {} }\nTEST_CASE(\"d\", \"[e]\") { }\nBOOST_AUTO_TEST_CASE(f) {}\n\
             void TEST_like(int a) {}\nvoid g() { TEST_CASE(\"h\"); }",
        (4, 1),
    );
}

#[test]
fn rust() {
    assert_functions(
        "Rust",
        "/// Doc\n#[inline]\npub async fn f<T: ?Sized>(a: u32, (b, c): P,\n    d: &T) -> R\nwhere T: A {\n    // none\n    \
             let x = |e| if e { 1 } else { 2 };\n    g(a)?;\n}\nimpl<T> fmt::Display for shop::Till<T> { fn fmt(&self, f: F) {} \
             }\ntrait Ring { fn no(); fn yes(&self) { match x { 1 => 1, 2 if y => 2, _ => 3 } } }\n\
             mod m { fn h() { loop { let Some(a) = b else { break }; } } }\n\
             fn k() { assert!(a && b || c, \"?\"); select! { x = y => if x { z()? }, } run!(|| &&x); }",
        &["f 3-9 6/3/3", "Till::fmt 10-10 1/1/1", "Ring::yes 11-11 1/0/4", "h 12-12 1/0/2", "k 13-13 1/0/5"],
    );
    assert_tests(
        "Rust",
        "#[cfg(test)] mod tests { #[test] fn a() {} #[tokio::test(flavor = \"x\")] async fn b() {}\n\
             /// Why\n#[test]\n#[ignore = \"slow\"]\n#[should_panic] fn c() {} fn help() {} }\n#[inline] fn test() {} \
             #[test] const X: u8 = 1; fn d() {}",
        (3, 1),
    );
}

#[test]
fn kotlin() {
    assert_functions(
        "Kotlin",
        "class A(val a: Int) {\n  constructor(x: Int, y: Int) : this(x) { if (x > 1) y }\n  @Inject\n  fun <T> f(a: Int, b: T? = null,\n    vararg c: String): Int =\n    when (a) { 1 -> 2; 3, 4 -> 5; else -> b ?: 6 }\n\
               val p: Int\n    get() = if (a > 1) 1 else 2\n  companion object { fun make() {} }\n\
         abstract fun no()\n}\nfun String.ext(l: (Int) -> Int) { l { it -> if (it) 1 else 2 } }\n",
        &[
            "A::constructor 2-2 1/2/2",
            "A::f 4-6 3/3/4",
            "A::p.get 8-8 1/0/2",
            "A::Companion::make 9-9 1/0/1",
            "ext 12-12 1/1/2",
        ],
    );
    assert_functions(
        "Kotlin",
        "enum class E {\n  P {\n    override fun h() { x && y }\n  }\n}\nval o = object : B {\n  override fun `a b`() {\n    fun inner() {}\n  \
         }\n}\n",
        &["E::P::h 3-3 1/0/2", "(anonymous)::a b 7-9 3/0/1", "(anonymous)::inner 8-8 1/0/1"],
    );
    assert_tests(
        "Kotlin",
        "class A {\n  @Test fun a() {}\n  @ParameterizedTest\n  @org.junit.jupiter.api.Disabled(\"x\")\n  fun b() {}\n  fun c() {}\n}\n\
         @Ignore\nclass B {\n  @Test\n  fun d() {}\n}\n",
        (3, 2),
    );
}

#[test]
fn scala() {
    assert_functions(
        "Scala",
        "package a\nclass A(b: Int) {\n  @tailrec\n  def f[T](a: Int, b: T)(implicit c: C): Int =\n    a match { case 1 if c => 2; case 3 => 4; case _ => 5 }\n\
         def no(): Int\n  def g = { xs.map { case (a, b) => a }; for (x <- xs if x && y || z) yield x }\n\
         def h() = try f() catch { case e: A => 1; case e: B => 2 }\n}\nobject O { def +(o: O): O = new T { def in() = if (a) 1 else 2 } }\n\
         trait R { val l = (x: Int) => if (x) 1 else 2 }\n",
        &["A::f 4-5 2/3/4", "A::g 7-7 1/0/5", "A::h 8-8 1/0/3", "O::+ 10-10 1/1/1", "O::(anonymous)::in 10-10 1/0/2"],
    );
    assert_tests(
        "Scala",
        "class A { test(\"a\") { x }\nignore(\"b\") { y }\n\"c\" should \"d\" in { z }\n\"e\" ignore { z }\nit(\"f\") { z }\n\
         @Test def g(): Unit = {}\nval in = a in b }\n@Ignore class B { @Test def h() = {} }\n",
        (7, 3),
    );
}

#[test]
fn vue() {
    assert_functions(
        "Vue",
        "<template>\n<p @click=\"f\">{{ a < b ? 1 : 2 }}</p>\n</template>\n<script setup lang=\"ts\">\nfunction f(a: number) {\n  \
         return a ? 1 : 2;\n}\n</script>\n<style>p { color: red }</style>\n<script lang=\"ts\">\nexport default { methods: { g() {} } };\n</script>\n",
        &["f 5-7 3/1/2", "g 11-11 1/0/1"],
    );
}
