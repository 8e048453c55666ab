"""Names and addresses written otherwise, for diff_edits.py."""
import re

from diff_snapshot import nfkc

# Written for one another; spaces, width and dashes besides.
VARIANTS = (("高", "髙"), ("浜", "濱"), ("沢", "澤"), ("島", "嶋"), ("辺", "邊"),
            ("斎", "齋"), ("広", "廣"), ("崎", "﨑"), ("桜", "櫻"), ("滝", "瀧"))
WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")

FORM = re.compile(r"^(医療法人(社団|財団)?|株式会社|有限会社|合同会社)[ 　]*")


def other_form(name):
    """With a legal form, or without the one it has."""
    bare = FORM.sub("", name)
    return bare if bare != name and len(bare) > 4 else "医療法人社団　" + name


def noisy_name(name, rng):
    for character, variant in VARIANTS:
        name = name.replace(character, variant)
    name = re.sub(r"[　 ]", "", name)
    at = rng.randrange(1, len(name))
    return (name[:at] + "　" + name[at:]).translate(WIDE)


def noisy_address(address):
    found = re.search(r"(\d+)丁目(\d+)番地?の?(\d+)号?(?![\d\-‐－ー−の号])",
                      nfkc(address))
    if found:
        address = nfkc(address)
        return (address[:found.start()] + "－".join(found.groups()).translate(
            WIDE) + "　" + address[found.end():])
    wide = address.translate(WIDE)
    return wide if wide != address else nfkc(address)
