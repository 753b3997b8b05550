"""A page with one planted word for each place that can hold a name, and a way to look for them."""

from __future__ import annotations

import base64
import html
import io
import re
from urllib.parse import unquote, unquote_to_bytes

from PIL import Image, PngImagePlugin


def _png(text: str) -> str:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", text)
    buffer = io.BytesIO()
    Image.new("RGB", (60, 40), "navy").save(buffer, "PNG", pnginfo=info)
    return base64.b64encode(buffer.getvalue()).decode()


_SVG_DATA = "data:image/svg+xml," + "<svg xmlns='http://www.w3.org/2000/svg'><text>Zqsvgdata</text></svg>"

STAYS = {
    "plain": "<p>a Zqplain b</p>",
    "split": "<p>a Z<b>q<i>sp</i></b>lit b</p>",
    "entity": "<p>&#90;&#x71;entity</p>",
    "shy": "<p>Zq&shy;shy</p>",
    "wbr": "<p>Zq<wbr>wbr</p>",
    "zwj": "<p>Zq&zwj;&#8203;zwj</p>",
    "interrupted": "<p>Z<!-- no -->qinter<?no?>rupted</p>",
    "unclosed": "<p>Z<font color=red>qunclosed",
    "heading": "<h2>Zqheading</h2>",
    "cell": '<table summary="Zqsummary"><caption>Zqcaption</caption><tr><th abbr="Zqabbr">Zqcell</table>',
    "definition": "<dl><dt>Zqterm<dd>Zqdefinition</dl>",
    "details": "<details><summary>Zqdetails</summary>Zqinside</details>",
    "alt": '<img src="x.png" alt="Zqalt" title="Zqtitle" srcset="Zqsrcset.png 2x" longdesc="Zqlongdesc.html">',
    "aria": '<p aria-label="Zqlabel" aria-description="Zqdescription" aria-roledescription="Zqrole">x</p>',
    "hidden": "<p hidden>Zqhidden</p>",
    "displayed": '<div style="display:/**/ none"><p>Zqnone</p></div>',
    "invisible": '<span style="VISIBILITY : hidden">Zqinvisible</span>',
    "shadow": '<x-card><template shadowrootmode="open"><p>Zqshadow</p></template></x-card>',
    "noscript": "<noscript><p>Zqnoscript</p><img src='Zqpixel.gif'></noscript>",
    "srcdoc": """<iframe srcdoc="<p>Zqsrcdoc</p><script>Zqinner</script>
                 <iframe srcdoc='<p>Zqnested</p>'></iframe>"></iframe>""",
    "svg": '<svg viewBox="0 0 9 9"><title>Zqsvgtitle</title><desc>Zqsvgdesc</desc>'
    '<text x="1">Zq<tspan>svg</tspan></text>'
    "<metadata>Zqsvgmeta</metadata><foreignObject><p>Zqforeign</p></foreignObject>"
    '<g inkscape:label="Zqlayer" id="Zqgroup"><path d="M0 0h1z"/></g><use href="#Zqgroup"/>'
    '<image href="Zqsvgimage.png"/><style>.Zqsvgstyle{}</style></svg>',
    "mail": '<p><a href="mailto:Zqmail@x.example?subject=Zqsubject">write</a></p>',
    "percent": '<p><a href="https://board.gov.uk/%5Aqpercent">link</a></p>',
    "twice": '<p><a href="https://board.gov.uk/%255Aqtwice?to=Zqquery">link</a></p>',
    "form": '<form action="/Zqaction" name="Zqform"><label for="Zqid">Zqlabeltext</label>'
    '<input id="Zqid" name="Zqname" value="Zqvalue" placeholder="Zqplaceholder" pattern="Zqpattern">'
    '<input type="hidden" value="Zqhiddenfield"><input type="password" value="Zqpassword">'
    '<textarea>Zqarea</textarea><select><optgroup label="Zqoptgroup"><option value="Zqoptvalue">Zqoption</select>'
    '<button formaction="Zqformaction">Zqbutton</button><datalist><option value="Zqsuggestion"></datalist></form>',
    "fallback": '<object data="Zqobject.pdf"><param name="Zqparam" value="Zqparamvalue"><p>Zqfallback</p></object>',
    "video": '<video poster="Zqposter.jpg"><source src="Zqvideo.mp4"><track label="Zqtrack">Zqnovideo</video>',
    "canvas": "<canvas>Zqcanvas</canvas>",
    "maths": "<math><mtext>Zqmtext</mtext><semantics><mi> x</mi>"
    "<annotation>Zqannotation</annotation></semantics></math>",
    "ruby": "<ruby>Zq<rt>Zqreading</rt>ruby</ruby>",
    "custom": '<zq-custom zq-attribute="Zqcustomvalue">Zqcustomtext</zq-custom>',
    "word": "<o:p>Zqoffice</o:p> <zq:tag>Zqforeigntag</zq:tag>",
    "pre": "<pre>a\n  Zqpre</pre><xmp>Zqxmp <b></xmp>",
    "quoted": '<blockquote cite="Zqcite.html">Zqquote</blockquote><time datetime="Zqtime">Zqtimetext</time>',
    "title": "",
}
"""Markup whose words stay in the copy until a plan replaces them."""

GOES = {
    "image": f'<img src="data:image/png;base64,{_png("Zqexif")}" width=60 height=40>',
    "svgdata": f'<img src="{_SVG_DATA}" width=60 height=40>',
    "linked": '<img src="page_files/Zqphoto.png" data-src="Zqlazy.png">',
    "data": '<p data-name="Zqdata" data-Zqkey="x">x</p>',
    "id": '<p id="Zqanchor" class="Zqclass used">x</p><a name="Zqnamed" href="#Zqanchor">x</a>'
    '<a href="#%5Aqnamed">y</a>',
    "script": '<script>var a = "Zqscript"; /* Zqjscomment */ b = "\\u005aqescaped"</script>',
    "module": '<script type="module" src="Zqmodule.js"></script>',
    "json": '<script type="application/ld+json">{"author": {"name": "Zqjson"}}</script>',
    "handler": '<p onclick="call(\'Zqhandler\')" onZqevent="x">x</p>',
    "javascript": '<a href="java&#10;script:Zqjavascript()">x</a><a href="data:text/html,Zqdatalink">y</a>',
    "file": '<a href="page_files/Zqreport.pdf" download="Zqdownload" ping="Zqping">report</a>',
    "comment": "<!-- Zqcomment --><!--[if mso]><p>Zqconditional</p><![endif]--><![if !x]>x<![endif]>",
    "bogus": "<p>x<!Zqbogus><![CDATA[Zqcdata]]><?Zqinstruction?></p>",
    "template": "<template><p>Zqtemplate</p></template>",
    "embed": '<embed src="Zqembed.swf"><iframe src="https://x.example/Zqiframe" name="Zqframe"></iframe>',
    "frame": "<noframes>Zqnoframes</noframes><noembed>Zqnoembed</noembed>",
    "applet": '<applet code="Zqapplet" archive="Zqarchive.jar"></applet>',
    "style": '<p style="color:red;background:url(Zqstyleurl.png);--a:Zqvariable;font-family:Zqfont">x</p>',
    "micro": '<p itemscope itemtype="https://schema.org/Zqtype" itemprop="Zqprop" content="Zqcontent">x</p>',
    "rdfa": '<p typeof="Zqtypeof" property="Zqproperty" resource="Zqresource">x</p>',
    "map": '<map name="Zqmap"><area alt="Zqarea2" href="Zqareahref.html"></map><img usemap="#Zqmap" src="y.png">',
    "abuse": '<p lang="Zqlang" role="Zqrole2" dir="Zqdir" is="Zqis" slot="Zqslot" accesskey="Zqkey2">x</p>',
    "legacy": '<table background="Zqbackground.png" border=1><tr><td>x</table>'
    '<font face="Zqface" color="Zqcolor">x</font>',
    "edits": '<ins cite="Zqinscite" datetime="Zqinstime">x</ins>',
}
"""Markup whose words are not in the copy, whatever the plan."""

HEAD = f"""<title>Zqpagetitle</title>
<meta name="author" content="Zqauthor"><meta name="description" content="Zqmetadescription">
<meta property="og:title" content="Zqog"><meta http-equiv="refresh" content="1; url=Zqrefresh.html">
<base href="https://x.example/Zqbase/"><link rel="canonical" href="https://x.example/Zqcanonical" title="Zqlinktitle">
<link rel="stylesheet" href="Zqsheet.css"><noscript><link rel="stylesheet" href="Zqheadnoscript.css"></noscript>
<style>/* Zqcsscomment */ @import "Zqimport.css"; @font-face {{font-family: Zqfontface; src: url(Zqfontfile.woff)}}
.used {{color: red}} .Zqselector {{color: red}} p::before {{content: "Zqcsscontent"}}
.used {{content: "\\5a qcssescape"}}
a[title="Zqattribute"] {{color: red}} .used {{background: url(data:image/png;base64,{_png("Zqcssimage")})}}
#Zqid {{color: blue}} @media Zqmedia {{ p {{color: red}} }} @keyframes Zqframes {{ from {{color: red}} }}</style>"""

PAGE = (
    '<!DOCTYPE html SYSTEM "Zqdoctype">\n<!-- saved from url=(0042)https://x.example/Zqsavedfrom -->\n'
    f'<html lang="en-GB" manifest="Zqmanifest"><head>{HEAD}</head><body background="Zqbody.png" onload="Zqload()">'
    + "\n".join(f"<div>{markup}</div>" for markup in (*GOES.values(), *STAYS.values()))
    + "</body></html>\n<!-- Zqafter -->"
).encode()


def planted_words(text: str) -> set[str]:
    """Every planted word in a text, invisible characters and soft hyphens within it passed over."""
    visible = re.sub("[\u00ad\u200b-\u200f\u2060]", "", text)
    return set(re.findall(r"(?i)zq\w{2,}", visible))


def everything_in(data: bytes) -> str:
    """A page as it lies, decoded in every way, without tags, and everything in its ``data:`` addresses."""
    raw = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
    lying = re.sub(r"base64,[^\"')\s]*", "", raw)
    views = [lying, html.unescape(html.unescape(lying)), unquote(unquote(html.unescape(lying)))]
    views += [re.sub(r"<(/?(?:b|i|font|wbr|tspan|!--|[?])\b)?[^>]*>", lambda m: "" if m[1] else " ", v) for v in views]
    views += [re.sub(r"<[^>]*>", "", lying)]
    views += [re.sub(r"\\u00([0-9a-f]{2})|\\([0-9a-f]{2}) ?", lambda m: chr(int(m[1] or m[2], 16)), lying)]
    for match in re.finditer(r"data:([\w/+.-]*)(;base64)?,([^\"')\s]*)", html.unescape(raw)):
        content = base64.b64decode(match[3]) if match[2] else unquote_to_bytes(match[3])
        views.append(re.sub(r"[^\x20-\x7e]+", " ", content.decode("latin-1")))
    return "\n".join(views)
