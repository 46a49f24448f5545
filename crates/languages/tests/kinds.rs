//! What files are for, as a table: path, kind, rule.

use quarterdeck_base::RepoPath;
use quarterdeck_facts::FileKind;
use quarterdeck_facts::FileKind::{
    Binary, Configuration, Data, Documentation, Generated, Minified, Pointer, Source, Test, Vendored,
};
use quarterdeck_languages::{Content, Marks, TextFacts, identify, kind, read_text};

#[test]
fn libraries_of_others_below_the_root() {
    for (path, rule) in [
        ("upload/storage/vendor/symfony/yaml/Parser.php", "vendored:asset-vendor-folder"),
        ("web/static/js/libs/ace.js", "vendored:web-library-folder"),
        ("web/static/js/library/order.js", "source:code"),
        ("src/Web/wwwroot/admin/kendo/js/a.js", "vendored:library-folder"),
        ("src/Web/wwwroot/admin/kendo/2021.3.914/a.js", "vendored:version-folder"),
        ("src/Web/wwwroot/admin/order/a.js", "source:code"),
        ("src/components/kendo/grid.js", "source:code"),
        ("web/charts/3.6.1/charts.js", "vendored:version-folder"),
        ("web/charts/3.6/charts.js", "source:code"),
        ("lib/simpletest/test/all_tests.php", "vendored:php-library-folder"),
        ("src/Artichow/Adapter.php", "source:code"),
        ("install/upgrade/1.2.3/step.js", "source:code"),
        ("app/1.2.3/step.php", "source:code"),
        ("theme/js/admin/vendor/query-builder.js", "vendored:script-vendor-folder"),
        ("app/vendor/list.js", "source:code"),
    ] {
        let path = RepoPath::from(path);
        let verdict = kind(&path, identify(&path, b""), &TextFacts::default(), &Marks::default(), false);
        assert_eq!(verdict.rule, rule, "{path}");
    }
}

#[test]
fn a_file_as_large_as_the_library_that_it_is_named_after() {
    for (bytes, rule) in [(99_000, "source:code"), (600_000, "vendored:large-library-file")] {
        let (path, text) = (RepoPath::from("web/three.js"), TextFacts { bytes, code: 30_000, ..TextFacts::default() });
        assert_eq!(kind(&path, identify(&path, b""), &text, &Marks::default(), false).rule, rule, "{bytes}");
    }
}

#[test]
fn paths_tell_the_kind() {
    for (path, expected, rule) in [
        ("src/main.rs", Source, "source:code"),
        ("include/utils.php", Source, "source:code"),
        ("lib/Api/Service.php", Source, "source:code"),
        ("packages/ui/src/a.ts", Source, "source:code"),
        ("templates/a.twig", Source, "source:markup"),
        ("web/site.scss", Source, "source:markup"),
        ("db/schema.sql", Source, "source:markup"),
        ("a/node_modules/b/c.js", Vendored, "vendored:package-folder"),
        ("vendor/org/package/src/A.php", Vendored, "vendored:vendor-folder"),
        ("vendor/autoload.php", Vendored, "vendored:vendor-index"),
        ("vendor/Controller.php", Source, "source:code"),
        ("src/app/vendor/vendor.service.ts", Source, "source:code"),
        ("src/Vendor/Entity/Vendor.php", Source, "source:code"),
        ("public/vendor/x/a.js", Vendored, "vendored:asset-vendor-folder"),
        ("third_party/zlib/a.c", Vendored, "vendored:third-party"),
        ("app/assets/js/jquery-1.9.js", Vendored, "vendored:library-file"),
        ("app/assets/vendor/jquery.js", Vendored, "vendored:asset-vendor-folder"),
        ("src/moment.service.ts", Source, "source:code"),
        ("include/javascript/tiny_mce/a.js", Vendored, "vendored:library-folder"),
        ("modules/Calendar/fullcalendar/a.js", Vendored, "vendored:library-folder"),
        ("themes/css/bootstrap/a.scss", Vendored, "vendored:library-asset-folder"),
        ("src/components/fullcalendar/index.js", Source, "source:code"),
        ("lib/PDF/TCPDF/Engine.php", Source, "source:code"),
        ("include/nusoap/nusoap.php", Vendored, "vendored:php-library-file"),
        ("gradlew", Vendored, "vendored:library-name"),
        ("web/app.min.js", Minified, "minified:name"),
        ("package-lock.json", Generated, "generated:lock-file"),
        ("Cargo.lock", Generated, "generated:lock-file"),
        ("api/a.pb.go", Generated, "generated:protobuf"),
        ("api/a_pb2.py", Generated, "generated:protobuf"),
        ("Forms/Main.Designer.cs", Generated, "generated:dotnet-designer"),
        ("Migrations/DbModelSnapshot.cs", Generated, "generated:dotnet-designer"),
        ("app/migrations/0001_initial.py", Generated, "generated:django-migration"),
        ("app/migrations/__init__.py", Source, "source:code"),
        ("a/b.generated.ts", Generated, "generated:name"),
        ("tests/fixtures/a.json", Data, "data:fixture"),
        ("testdata/a.go", Test, "test:folder"),
        ("src/test/java/A.java", Test, "test:folder"),
        ("src/intTest/java/A.java", Test, "test:source-set"),
        ("src/test/resources/a.xml", Data, "data:test-resource"),
        ("src/main/java/org/x/test/A.java", Source, "source:code"),
        ("src/main/java/org/x/samples/A.java", Source, "source:code"),
        ("A.Tests/B.cs", Test, "test:project"),
        ("pkg/a_test.go", Test, "test:name"),
        ("src/ATest.java", Test, "test:name"),
        ("src/latest.java", Source, "source:code"),
        ("src/a.spec.ts", Test, "test:name"),
        ("app/test_a.py", Test, "test:python-name"),
        ("conftest.py", Test, "test:python-name"),
        ("contest.py", Source, "source:code"),
        ("examples/a/main.go", Documentation, "documentation:example"),
        ("docs/conf.py", Documentation, "documentation:example"),
        ("docs/a.md", Documentation, "documentation:prose"),
        ("README.rst", Documentation, "documentation:prose"),
        ("docs/a.json", Documentation, "documentation:folder"),
        ("tsconfig.json", Configuration, "configuration:name"),
        ("webpack.config.js", Configuration, "configuration:rc-file"),
        ("vite.config.ts", Configuration, "configuration:config-name"),
        (".github/workflows/a.yml", Configuration, "configuration:tool-folder"),
        ("values.yaml", Configuration, "configuration:language"),
        ("Dockerfile", Configuration, "configuration:language"),
        ("a.json", Data, "data:language"),
        ("unknown.xyz", Data, "data:other"),
    ] {
        assert_kind(path, expected, rule);
    }
}

#[test]
fn each_language_names_its_tests_and_its_generated_files() {
    for (path, expected, rule) in [
        ("app/a_spec.rb", Test, "test:name"),
        ("spec/models/a_spec.rb", Test, "test:folder"),
        ("features/step_definitions/cart_steps.rb", Test, "test:name"),
        ("engine/test_order.rb", Test, "test:script-name"),
        ("lib/testing.rb", Source, "source:code"),
        ("vendor/gems/a-1.0/lib/a.rb", Vendored, "vendored:vendor-folder"),
        ("lib/a_services_pb.rb", Generated, "generated:protobuf"),
        ("ShopTests/Helper.swift", Test, "test:swift-target"),
        ("Sources/Shop/CartSpec.swift", Test, "test:name"),
        ("Sources/Shop/Latests/A.swift", Source, "source:code"),
        ("Pods/Alamofire/Source/A.swift", Vendored, "vendored:web-library-folder"),
        ("lib/model.g.dart", Generated, "generated:name"),
        ("lib/model.mocks.dart", Generated, "generated:name"),
        ("lib/api.pbenum.dart", Generated, "generated:protobuf"),
        ("integration_test/app.dart", Test, "test:dart-folder"),
        ("lib/cart_test.dart", Test, "test:name"),
        ("apps/shop/test/cart_test.exs", Test, "test:folder"),
        ("lib/cart_spec.lua", Test, "test:name"),
        ("scripts/test-deploy.sh", Test, "test:script-name"),
        ("scripts/cart_test.sh", Test, "test:name"),
        ("scripts/cart.bats", Test, "test:name"),
        ("scripts/deploy.sh", Source, "source:code"),
    ] {
        assert_kind(path, expected, rule);
    }
}

fn assert_kind(path: &str, expected: FileKind, rule: &str) {
    let path = RepoPath::from(path);
    let verdict = kind(&path, identify(&path, b""), &TextFacts::default(), &Marks::default(), false);
    assert_eq!((verdict.kind, verdict.rule, verdict.claimed), (expected, rule, false), "{path}");
}

#[test]
fn projects_of_tests_and_bundles_are_told_by_name() {
    for (path, expected, rule) in [
        ("smoke-test/flyway/src/main/java/smoke/Snake.java", Test, "test:project-folder"),
        ("test-support/core/src/main/java/a/Output.java", Test, "test:project-folder"),
        ("core/boot-test/src/main/java/boot/test/Context.java", Source, "source:code"),
        ("core/a/src/dockerTest/java/a/A.java", Test, "test:source-set"),
        ("public/build/app.a0dd61fe.js", Generated, "generated:hashed-name"),
        ("public/build/app-rtl.e9592443.js", Generated, "generated:hashed-name"),
        ("web/report.20240131.js", Source, "source:code"),
        ("web/app.facade.js", Source, "source:code"),
        ("web/a0dd61fe.js", Source, "source:code"),
    ] {
        assert_kind(path, expected, rule);
    }
}

#[test]
fn content_tells_the_kind() {
    let long = "a();".repeat(1_000);
    // 50 tokens in a line of 150 bytes: too short for the rule of long lines.
    let packed = format!("{}\n", "ab=c(d);".repeat(8)).repeat(30);
    for (path, text, expected, rule) in [
        ("a.js", long.as_str(), Minified, "minified:long-lines"),
        ("a.js", "a();\n", Source, "source:code"),
        ("a.js", packed.as_str(), Minified, "minified:packed-lines"),
        ("a.html", "<style>.mj-outlook-group-fix { width: 100% }</style>\n", Generated, "generated:marker"),
        ("a.php", "<?php\n$labels = array('a' => 1, 'b' => array(2, 3));\n", Data, "data:only-assigns"),
        (
            "a.php",
            "<?php\nif (!defined('x')) { die('no'); }\nglobal $x;\nreturn ['a' => -1];\n",
            Data,
            "data:only-assigns",
        ),
        ("a.php", "<?php if (!defined('x')) { die('no'); }\n$x['a'] = ['b' => true];\n", Data, "data:only-assigns"),
        ("a.php", "<?php\n$x = array('a' => translate('b'));\n", Source, "source:code"),
        ("a.php", "<?php\n$x = 1;\nclass A {}\n", Source, "source:code"),
        ("a.php", "<?php\n$x = 1;\nif ($x) { $y = 2; }\nif ($y) { $x = 2; }\n", Source, "source:code"),
        (
            "config/app.php",
            "<?php\nuse A\\B;\nreturn ['a' => env('A', 'x'), 'b' => B::class];\n",
            Data,
            "data:only-assigns",
        ),
        ("a.php", "<?php\nreturn ['a' => function () { return f(); }];\n", Source, "source:code"),
        ("a.php", "<?php\nreturn array_map($f, [1]);\n", Source, "source:code"),
        ("a.js", "module.exports = { a: [1, 2], b: require('./b') }\n", Data, "data:only-assigns"),
        ("a.ts", "// labels\nexport default [{ a: 'x' }]\n", Data, "data:only-assigns"),
        ("a.js", "export default { data() { return { a: 1 } } }\n", Source, "source:code"),
        ("a.js", "export default { a: x => x + 1 }\n", Source, "source:code"),
        ("a.js", "const a = 1\nmodule.exports = { a }\n", Source, "source:code"),
        ("a.py", "# rates\nRATES = {'a': [1, 2], 'b': (3, 4)}\n", Data, "data:only-assigns"),
        ("a.py", "RATES = {'a': Decimal('1')}\n", Source, "source:code"),
        ("a.py", "from b import c\nRATES = [c]\n", Source, "source:code"),
        ("a.py", "VERSION = '1'\n", Source, "source:code"),
        ("app/migrations/0002_fill.py", "o = [migrations.RunPython(fill)]\n", Data, "data:django-data-migration"),
        ("app/migrations/0002_fill.py", "# RunPython\no = [AddField()]\n", Generated, "generated:django-migration"),
        (
            "prompb/decoder.go",
            "func (m *A) Unmarshal(d []byte) { iNdEx := 0 }\n",
            Generated,
            "generated:protobuf-decoder",
        ),
        ("prompb/decoder.go", "// iNdEx\nfunc (m *A) Unmarshal(d []byte) {}\n", Source, "source:code"),
        ("a.go", "// Code generated by x. DO NOT EDIT.\n", Generated, "generated:marker"),
        ("promql/promqltest/test.go", "import \"testing\"\nfunc Run(t testing.TB) {}\n", Test, "test:go-support"),
        ("util/teststorage/storage.go", "func New(t testing.TB) {}\n", Test, "test:go-support"),
        ("util/teststorage/storage.go", "func New() {}\n", Source, "source:code"),
        ("promql/engine.go", "func New(t testing.TB) {}\n", Source, "source:code"),
        ("a.bin", "\0", Binary, "binary:content"),
        ("a.psd", "version https://git-lfs.github.com/spec/v1\n", Pointer, "pointer:git-lfs"),
    ] {
        let path = RepoPath::from(path);
        let language = identify(&path, text.as_bytes());
        let verdict = kind(&path, language, &read_text(language, text.as_bytes()), &Marks::default(), false);
        assert_eq!((verdict.kind, verdict.rule), (expected, rule), "{path}");
    }
}

#[test]
fn manifests_are_configuration_unless_they_are_fixtures_or_copies() {
    for (path, expected) in [
        ("a/package.json", Configuration),
        ("tests/fixtures/package.json", Data),
        ("node_modules/a/package.json", Vendored),
    ] {
        let path = RepoPath::from(path);
        let verdict = kind(&path, identify(&path, b""), &TextFacts::default(), &Marks::default(), true);
        assert_eq!(verdict.kind, expected, "{path}");
    }
}

#[test]
fn claims_of_gitattributes_follow_git() {
    let root = b"# c\n*.gen linguist-generated\n/lib/** linguist-vendored=true\nsrc/*.js linguist-generated -diff\n\
        \"a b/*\" linguist-documentation\n*.txt text\nlib/own.js -linguist-vendored\ndeps/ linguist-vendored\n";
    let deeper = b"keep.gen -linguist-generated\n";
    let marks = Marks::parse(&[(RepoPath::from("sub"), deeper.to_vec()), (RepoPath::from(""), root.to_vec())]);
    for (path, expected, claimed) in [
        ("x/y.gen", Generated, true),
        ("sub/y.gen", Generated, true),
        ("sub/keep.gen", Data, false),
        ("sub/deep/keep.gen", Data, false),
        ("lib/a/b.js", Vendored, true),
        ("lib/own.js", Source, false),
        ("x/lib/a.js", Source, false),
        ("src/a.js", Generated, true),
        ("src/a/b.js", Source, false),
        ("a b/c.js", Documentation, true),
        ("deps/a/b.c", Vendored, true),
    ] {
        let path = RepoPath::from(path);
        let facts = TextFacts { content: Content::Text, ..TextFacts::default() };
        let verdict = kind(&path, identify(&path, b""), &facts, &marks, false);
        assert_eq!((verdict.kind, verdict.claimed), (expected, claimed), "{path}");
    }
}

#[test]
fn all_files_of_a_language_are_not_vendored_by_a_word() {
    let marks =
        Marks::parse(&[(RepoPath::from(""), b"*.js linguist-vendored\n*.min.css linguist-vendored\n".to_vec())]);
    for (path, rule) in [("web/cart.js", "source:code"), ("web/a.min.css", "vendored:gitattributes")] {
        let path = RepoPath::from(path);
        assert_eq!(kind(&path, identify(&path, b""), &TextFacts::default(), &marks, false).rule, rule, "{path}");
    }
}

#[test]
fn broken_gitattributes_are_skipped() {
    let bytes = b"\xff\xfe [ linguist-generated\n[a linguist-vendored\n\" linguist-vendored\n\n   \nx".to_vec();
    let verdict = kind(
        &RepoPath::from("a.c"),
        identify(&RepoPath::from("a.c"), b""),
        &TextFacts::default(),
        &Marks::parse(&[(RepoPath::from(""), bytes)]),
        false,
    );
    assert_eq!(verdict.kind, Source);
}
