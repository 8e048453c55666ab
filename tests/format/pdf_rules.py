"""What makes a PDF readable for everybody, as far as it stands in its
objects (ISO 14289-1, PDF/UA-1; the clauses are named), read by qpdf."""
import base64
import json
import re
import subprocess

PAINT = set("S s f F f* B B* b b* Tj TJ ' \" sh Do".split())
INLINE = {"Span", "Link", "Ruby", "RB", "RT", "RP"}
CHILDREN = {"Table": {"TR", "Caption"}, "TR": {"TH", "TD"},
            "L": {"LI", "Caption"}, "LI": {"Lbl", "LBody"}}
PARENTS = {"TR": {"Table"}, "TH": {"TR"}, "TD": {"TR"}, "LI": {"L"},
           "Lbl": {"LI"}, "LBody": {"LI"}, "RB": {"Ruby"}, "RT": {"Ruby"}}


class Structure:
    def __init__(self, path):
        said = subprocess.run(
            ["qpdf", "--json=2", "--json-key=qpdf", "--json-stream-data=inline",
             "--decode-level=generalized", path], capture_output=True,
            check=True)
        self.objects = json.loads(said.stdout)["qpdf"][1]
        self.root = self.value(self.get("trailer", "/Root"))
        self.pages = list(self.walk_pages(self.value(self.root["/Pages"])))
        self.elements = []
        self.found = []

    # ---- objects ----

    def value(self, thing):
        while isinstance(thing, str) and re.fullmatch(r"\d+ \d+ R", thing):
            thing = self.objects["obj:" + thing]
            thing = thing.get("value", thing.get("stream"))
        return thing

    def get(self, name, key):
        return self.objects[name]["value"][key]

    def text(self, thing):
        thing = self.value(thing)
        return thing[2:] if isinstance(thing, str) and thing[:2] == "u:" else ""

    def stream(self, thing):
        return base64.b64decode(self.value(thing)["data"])

    def walk_pages(self, node):
        for kid in node.get("/Kids", []):
            below = self.value(kid)
            if below["/Type"] == "/Page":
                yield kid, below
            else:
                yield from self.walk_pages(below)

    def texts(self):
        """Every text string of the file."""
        found = []

        def walk(thing):
            if isinstance(thing, dict):
                for key, below in thing.items():
                    walk(below)
                    found.append(key)
            elif isinstance(thing, list):
                for below in thing:
                    walk(below)
            elif isinstance(thing, str):
                found.append(thing[2:])

        for thing in self.objects.values():
            walk({k: v for k, v in thing.items() if k != "stream"})
            if "stream" in thing:
                walk(thing["stream"]["dict"])
        return re.sub(r"\s+", "", "\n".join(found))

    def destinations(self):
        """(page from 1, x, y from the top) of each name."""
        names = {}
        pages = {name: (i, page["/MediaBox"][3])
                 for i, (name, page) in enumerate(self.pages, 1)}

        def walk(node):
            node = self.value(node)
            pairs = node.get("/Names", [])
            for name, place in zip(pairs[::2], pairs[1::2]):
                page, _, x, y, _ = self.value(place)
                number, height = pages[page]
                names[self.text(name)] = number, x, height - y
            for kid in node.get("/Kids", []):
                walk(kid)

        if "/Names" in self.root:
            walk(self.value(self.root["/Names"])["/Dests"])
        return names

    def links(self):
        """(page from 1, name of the destination, box from the top left) of
        each link within the document."""
        for number, (_, page) in enumerate(self.pages, 1):
            height = page["/MediaBox"][3]
            for annotation in self.value(page.get("/Annots", [])):
                annotation = self.value(annotation)
                name = self.text(annotation.get("/Dest", ""))
                if name:
                    x0, y0, x1, y1 = annotation["/Rect"]
                    yield number, name, (x0, height - y1, x1, height - y0)

    # ---- rules ----

    def fault(self, clause, words):
        self.found.append(f"PDF/UA {clause}: {words}")

    def faults(self):
        self.document()
        self.tree()
        self.tables()
        self.headings()
        for number, (name, page) in enumerate(self.pages, 1):
            self.page(number, page)
        self.fonts()
        return sorted(set(self.found))[:20]

    def document(self):
        root = self.root
        if self.text(root.get("/Lang", "")) != "ja":
            self.fault("7.2", "the language is not told")
        if not self.value(root.get("/MarkInfo", {})).get("/Marked"):
            self.fault("7.1", "it is not marked as tagged")
        if not self.value(root.get("/ViewerPreferences",
                                   {})).get("/DisplayDocTitle"):
            self.fault("7.1", "the window does not show the title")
        xmp = self.stream(root["/Metadata"]).decode("utf-8")
        title = self.text(self.value(self.get("trailer", "/Info"))["/Title"])
        plain = xmp.replace("&lt;", "<").replace("&gt;", ">")
        if f'<rdf:li xml:lang="x-default">{title}<' not in plain:
            self.fault("7.1", "the metadata has another title")
        if "<dc:language>" not in xmp or "xmp:CreateDate" not in xmp:
            self.fault("7.2", "the metadata lacks language or date")
        outlines = self.value(root.get("/Outlines", {}))
        if not outlines.get("/First"):
            self.fault("7.17", "there are no bookmarks")

    def kids(self, element):
        k = self.value(element.get("/K", []))
        return k if isinstance(k, list) else [k]

    def tree(self):
        root = self.value(self.root["/StructTreeRoot"])
        top = [self.value(k)["/S"] for k in self.kids(root)]
        if top != ["/Document"]:
            self.fault("7.1", f"the structure begins with {top}")
        if "/ParentTree" not in root:
            self.fault("7.1", "there is no parent tree")
        self.walk(root, None)

    def walk(self, element, parent):
        name = element.get("/S", "")[1:]
        if name:
            self.elements.append((name, element))
            if name == "Figure" and not self.text(element.get("/Alt", "")):
                self.fault("7.3", "a figure has no text")
            if parent in CHILDREN and name not in CHILDREN[parent]:
                self.fault("7.2", f"{name} in {parent}")
            if name in PARENTS and parent not in PARENTS[name]:
                self.fault("7.2", f"{name} in {parent}")
            if name in INLINE and parent in ("Document", "Sect"):
                self.fault("7.2", f"{name} in {parent}")
        for kid in self.kids(element):
            kid = self.value(kid)
            if isinstance(kid, dict) and "/S" in kid:
                self.walk(kid, name)

    def tables(self):
        for name, element in self.elements:
            if name == "TH":
                scope = self.value(element.get("/A", {})).get("/Scope")
                if scope not in ("/Row", "/Column"):
                    self.fault("7.5", "a heading of a table has no scope")
            if name == "Table":
                widths = {len(self.kids(self.value(row)))
                          for row in self.kids(element)
                          if self.value(row).get("/S") == "/TR"}
                if len(widths) != 1:
                    self.fault("7.5", f"a table has rows of {widths} cells")

    def headings(self):
        last = 0
        levels = [int(n[1]) for n, _ in self.elements
                  if re.fullmatch("H[1-6]", n)]
        if not levels or levels[0] != 1:
            self.fault("7.4", "the first heading is not of level 1")
        for level in levels:
            if level > last + 1:
                self.fault("7.4", f"a heading of level {level} after {last}")
            last = level

    def page(self, number, page):
        if page.get("/Tabs") != "/S":
            self.fault("7.18.3", f"page {number} has no order of tab stops")
        if "/StructParents" not in page:
            self.fault("7.1", f"page {number} is not in the structure")
        for annotation in self.value(page.get("/Annots", [])):
            annotation = self.value(annotation)
            if not self.text(annotation.get("/Contents", "")):
                self.fault("7.18.5", f"a link of page {number} has no text")
            if "/StructParent" not in annotation:
                self.fault("7.18.5", f"a link of page {number} has no element")
        unmarked = unmarked_paints(self.stream(page["/Contents"]))
        if unmarked:
            self.fault("7.1", f"page {number}: {unmarked} outside of marks")

    def fonts(self):
        for thing in self.objects.values():
            font = thing.get("value")
            if not isinstance(font, dict) or font.get("/Type") != "/Font":
                continue
            kind = font["/Subtype"]
            if kind == "/CIDFontType2" and "/CIDToGIDMap" not in font:
                self.fault("7.21.3.2", "a font has no CIDToGIDMap")
            if not kind.startswith("/CIDFont") and "/ToUnicode" not in font:
                self.fault("7.21.7", "a font does not tell its characters")


def unmarked_paints(content):
    """The first painting operator outside of marked content."""
    token = re.compile(
        rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)|<<|>>|<[0-9a-fA-F\s]*>"
        rb"|[\[\]]|/[^\s\[\]()<>/%]*|[^\s\[\]()<>/%]+", re.S)
    depth = 0
    for word in token.findall(content):
        word = word.decode("latin-1")
        if word in ("BDC", "BMC"):
            depth += 1
        elif word == "EMC":
            depth -= 1
        elif word in PAINT and depth == 0:
            return f"'{word}'"
    return "EMC without BMC" if depth else None
