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
            vec!["f 2-2 1/2/2", "$g 3-3 1/0/1", "A::h 4-4 1/0/2"],
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
