//! Diagrams: samples of each format, and drawings that want to break the readers.

use crate::Sample;
use quarterdeck_base::RepoPath;
use quarterdeck_formats::{format_of, read};
use zlib_rs::{DeflateConfig, compress_bound, compress_slice};

pub(crate) const SAMPLES: &[Sample] = &[
    Sample {
        path: "docs/system.drawio",
        text: r#"<mxfile host="x">
 <diagram id="p1" name="Overview &amp; more">
  <mxGraphModel><root>
   <mxCell id="0"/><mxCell id="1" parent="0"/>
   <mxCell id="web" value="&lt;b&gt;Web shop&lt;/b&gt;&lt;br&gt;[Container: PHP]" style="rounded=1;" vertex="1" parent="1"/>
   <object label="Stock" id="stock"><mxCell style="rounded=1;" vertex="1" parent="1"/></object>
   <UserObject label="%c4Name%" c4Name="Mail" id="mail"><mxCell style="html=1;" vertex="1" parent="1"/></UserObject>
   <mxCell id="ann" value="Customer" style="shape=umlActor;" vertex="1" parent="1"/>
   <mxCell id="t" value="Overview" style="text;html=1;" vertex="1" parent="1"/>
   <mxCell id="e1" edge="1" parent="1" source="web" target="stock"/>
   <mxCell id="e2" edge="1" parent="1" source="ann" target="web"/>
   <mxCell id="e3" edge="1" parent="1" source="web" target="nowhere"/>
  </root></mxGraphModel>
 </diagram>
</mxfile>
"#,
        expected: &[
            "drawio",
            "2: page Overview & more",
            "5: Web shop",
            "6: Stock",
            "7: Mail",
            "8: Customer (outside)",
            "Web shop > Stock",
            "Customer > Web shop",
        ],
    },
    Sample {
        path: "docs/packed.drawio",
        text: r#"<mxfile><diagram name="Packed">rVJLDoMgED3N7FGSHkD72bSrngBloqYgBAdjb18pJrU1ti66gMzvvXkMAzzXw8kJW1+MRAX8ADx3xlC09JCjUpCyRgLfQ5qy8UB6XMkmzyyzwmFLWwAiAnqhPMbItTYWAmontAWexXuMUBOQobqju5qqnfGtxEA2te7REQ6rapKvaoqlGjLl7Q/MGAEoK/zBwDrjXYlv4yHhKqS5xrU+avEC32G3GFvQcRZF+O+sJq02zw/n3UfjtSmj87FIDw==</diagram></mxfile>"#,
        expected: &["drawio", "1: page Packed", "1: Shop & till", "1: Stock", "Shop & till > Stock"],
    },
    Sample {
        path: "docs/picture.drawio.svg",
        text: r#"<svg xmlns="http://www.w3.org/2000/svg" content="&lt;mxfile&gt;&lt;diagram name=&quot;A&quot;&gt;&lt;mxGraphModel&gt;&lt;root&gt;&lt;mxCell id=&quot;a&quot; value=&quot;Shop&quot; vertex=&quot;1&quot;/&gt;&lt;/root&gt;&lt;/mxGraphModel&gt;&lt;/diagram&gt;&lt;/mxfile&gt;"><g/></svg>"#,
        expected: &["drawio", "1: page A", "1: Shop"],
    },
    Sample {
        path: "docs/flow.mmd",
        text: r#"---
title: x
---
%% a remark
flowchart LR
  subgraph core [The core]
    web["Web (shop)"] --> stock[(Stock)]
  end
  web -- asks --> mail-out & bill(Bills):::hot
  a-.->b==>c{{C}}; c-->|no|a
  stock <--> web
  style web fill:#fff
  d@{ shape: cyl, label: "Data" }
"#,
        expected: &[
            "mermaid",
            "1: page ",
            "6: The core",
            "7: Web (shop)",
            "7: Stock",
            "9: mail-out",
            "9: Bills",
            "10: a",
            "10: b",
            "10: C",
            "13: Data",
            "Web (shop) > Stock",
            "Web (shop) > mail-out",
            "Web (shop) > Bills",
            "Stock > Web (shop)",
            "a > b",
            "b > C",
            "C > a",
        ],
    },
    Sample {
        path: "docs/context.mermaid",
        text: r#"C4Container
  Person(ann, "Ann")
  System_Boundary(b, "Shop") {
    Container(web, "Web, shop", "PHP")
    ContainerDb(db, "Stock")
  }
  System_Ext(pay, "Pay")
  Rel(ann, web, "uses")
  BiRel(web, db, "x")
"#,
        expected: &[
            "mermaid",
            "1: page ",
            "2: Ann (outside)",
            "3: Shop",
            "4: Web, shop",
            "5: Stock",
            "7: Pay (outside)",
            "Ann > Web, shop",
            "Web, shop > Stock",
        ],
    },
    Sample {
        path: "docs/cloud.mmd",
        text: r#"architecture-beta
  group public(cloud)[Public]
  service web(server)[Web shop] in public
  service db(database)[Stock]
  web:R --> L:db
"#,
        expected: &["mermaid", "1: page ", "2: Public", "3: Web shop", "4: Stock", "Web shop > Stock"],
    },
    Sample {
        path: "docs/talk.mmd",
        text: r#"sequenceDiagram
  A->>B: hello
"#,
        expected: &["mermaid"],
    },
    Sample {
        path: "ARCHITECTURE.md",
        text: r#"# Shop

```sh
# not a heading
make
```

## Parts

```mermaid
graph TD
  web --> stock
```

````md
```mermaid
graph TD
  shown --> only
```
````

~~~plantuml
@startuml
[Mail] --> [Bill]
@enduml
~~~
"#,
        expected: &[
            "plantuml",
            "11: page Parts",
            "12: web",
            "12: stock",
            "web > stock",
            "23: page Parts",
            "24: Mail",
            "24: Bill",
            "Mail > Bill",
        ],
    },
    Sample {
        path: "docs/parts.puml",
        text: r#"@startuml
' a remark
package "The core" as core {
  component [Web shop] as web
  database Stock
}
queue events as "Event bus"
web -down-> Stock : reads
web --> events
[Mail] <.. web
actor Ann
Ann --> web
@enduml
"#,
        expected: &[
            "plantuml",
            "1: page ",
            "3: The core",
            "4: Web shop",
            "5: Stock",
            "7: Event bus",
            "10: Mail",
            "Web shop > Stock",
            "Web shop > Event bus",
            "Web shop > Mail",
        ],
    },
    Sample {
        path: "docs/talk.puml",
        text: r#"@startuml
participant A
A -> B : hello
@enduml
"#,
        expected: &["plantuml"],
    },
    Sample {
        path: "docs/workspace.dsl",
        text: r#"workspace "Shop" {
  !identifiers hierarchical
  model {
    ann = person "Ann"
    shop = softwareSystem "Shop" {
      web = container "Web shop" "Sells" "PHP" {
        -> stock "asks"
      }
      stock = container "Stock"
    }
    ann -> shop.web "buys"
  }
  views {
    container shop { include * }
  }
}
"#,
        expected: &[
            "structurizr",
            "1: page ",
            "4: Ann (outside)",
            "5: Shop",
            "6: Web shop",
            "9: Stock",
            "Ann > Web shop",
            "Web shop > Stock",
        ],
    },
    Sample {
        path: "jobs/build.dsl",
        text: r#"job('build') {
  steps { shell('make') }
}
"#,
        expected: &["structurizr"],
    },
];

/// Base64 of so many letters, deflated.
fn deflated(letters: usize) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut buffer = vec![0; compress_bound(letters)];
    let config = DeflateConfig { window_bits: -15, ..DeflateConfig::default() };
    let (packed, _) = compress_slice(&mut buffer, &vec![b'a'; letters], config);
    let mut text = String::new();
    for three in packed.chunks(3) {
        let bits = three.iter().fold(0_u32, |bits, byte| (bits << 8) | u32::from(*byte)) << (8 * (3 - three.len()));
        for digit in 0..=three.len() {
            text.push(char::from(DIGITS[(bits >> (18 - 6 * digit)) as usize % 64]));
        }
    }
    text
}

#[test]
fn a_drawing_that_inflates_without_end_is_refused() {
    let format = format_of(&RepoPath::from("a.drawio")).unwrap();
    let page = |text: &str| format!("<diagram>{text}</diagram>");
    let bomb = deflated(10 * 1024 * 1024);
    assert!(bomb.len() < 100_000, "small on disk");
    for (text, part) in [
        (page(&bomb), "beyond the bound"),
        (page(&bomb[..400]), "not deflated"),
        (page("///////"), "not deflated"),
        (page("***"), "not base64"),
        ("<!-- nothing -->".to_owned(), ""),
    ] {
        let answer = read(format, format!("<mxfile>{text}</mxfile>").as_bytes());
        match answer {
            Ok(_) => assert!(part.is_empty(), "{part} was read"),
            Err(error) => assert!(error.reason.contains(part) && !part.is_empty(), "{error}"),
        }
    }
    for (text, part) in [
        ("<html/>", "not `mxfile`"),
        ("<svg/>", "no element"),
        ("<!DOCTYPE a [<!ENTITY x \"y\">]><mxfile><diagram>&x;&x;</diagram></mxfile>", "not base64"),
    ] {
        let error = read(format, text.as_bytes()).unwrap_err();
        assert!(error.reason.contains(part), "{error}");
    }
}
