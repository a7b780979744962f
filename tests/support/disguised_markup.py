"""Markup that tries to load something, in disguise, and texts that only look so."""

from __future__ import annotations

SAFE = [
    '<a href="https://example.org/">a link that a person may follow</a>',
    '<img src="data:image/png;base64,//8=">',
    '<img src="../assets/x.png" srcset="a.png 1x, b.png 2x">',
    '<script type="application/json">{"a": "https://example.org/"}</script>',
    '<svg><use href="#part"/></svg>',
    '<p style="background: url(data:image/png;base64,AA)">x</p>',
]


UNSAFE = [
    '<script src="https://example.org/x.js"></script>',
    '<script src="//example.org/x.js"></script>',
    r'<script src="\\example.org/x.js"></script>',
    '<link rel="stylesheet" href="ht\ntps://example.org/x.css">',
    '<link rel="preload stylesheet" href="https://example.org/x.css">',
    '<img src="x.png" srcset="a.png 1x, https://example.org/b.png 2x">',
    '<img src="x" onerror="alert(1)">',
    '<a href=" java\tscript:alert(1)">x</a>',
    '<iframe srcdoc="<p>x</p>"></iframe>',
    '<form action="https://example.org/"></form>',
    '<button formaction="//example.org/">x</button>',
    '<base href="https://example.org/">',
    '<meta http-equiv="refresh" content="0; url=https://example.org/">',
    "<p style=\"background: url('https://example.org/x.png')\">x</p>",
    '<style>@import "https://example.org/x.css";</style>',
    '<svg><image xlink:href="https://example.org/x.png"/></svg>',
    '<object data="https://example.org/x"></object>',
    '<p>&#106a</p><form action="https://example.org/"></form>',
]


# What looks harmless tag by tag, and is something else to a browser.
DISGUISED = {
    "svg ends where HTML begins": "<svg><style><img src=//example.org/x></style></svg>",
    "math ends where HTML begins": "<math><style><img src=x onerror=a()></style></math>",
    "image is img": "<image src=//example.org/x.png>",
    "in a template": "<template><template><img src=//example.org/x></template></template>",
    "noscript with scripts": "<noscript><p title='</noscript><img src=//example.org/x>'></noscript>",
    "noscript without scripts": "<noscript><img src=//example.org/x></noscript>",
    "no space between attributes": "<img src='x'onerror='a()'>",
    "a slash for a space": "<img/src='x'/onerror='a()'>",
    "a comment that ends at once": "<!--><img src=//example.org/x><!-- -->",
    "a comment that ends with --!>": "<!-- --!><img src=//example.org/x><!-- -->",
    "no CDATA in HTML": "<![CDATA[><img src=//example.org/x>]]>",
    "a reference without its semicolon": "<a href='&#106avascript:a()'>x</a>",
    "a named reference in a scheme": "<a href='java&Tab;script&colon;a()'>x</a>",
    "an image of a filter": '<svg><filter><feImage href="https://example.org/x"/></filter></svg>',
    "a preloaded image": '<link rel=preload as=image imagesrcset="//example.org/x.png 1x">',
    "an instruction": "<?php><img src=//example.org/x>",
}


# What looks harmful tag by tag, and is text to a browser.
ONLY_TEXT = (
    "<textarea><img src=//example.org/x onerror=a()></textarea>",
    "<svg><title><![CDATA[<img src=//example.org/x>]]></title></svg>",
    "<!-- <script src=//example.org/x></script> -->",
    "<style>a::after{content:'<script src=//example.org/x></script>'}</style>",
    "<xmp><form action=//example.org/></form></xmp>",
)


# Pieces of pages, in order and out of order: what parsers agree on, and what they may not.
PIECES = [
    *SAFE,
    *UNSAFE,
    *("<", ">", "/", "=", '"', "'", "&#x22;", "-->", "<!--", "<!-->", "<!-- a -->", "<!-- a -- b -->", "\n"),
    *("<script>", "<SCRIPT type=module>", "</script>", "</script >", "</scrip", "<style>", "</style>", "a"),
    *("<p", "</p", "<p>", "<br/>", "<script/>", "<a href=x/>", " onclick=x", " style=a:b", " a='b'", " a =b"),
    *(
        " href='java&#115;cript:x'",
        " href='&#106avascript:x'",
        " data-on",
        " SRC=//x",
        "<img",
        "<!doctype",
        "é",
    ),
    *("<?php", "<![CDATA[", "]]>", "<textarea>", "<title>", "<svg>", "\x0b", "\xa0", "\x00"),
]
