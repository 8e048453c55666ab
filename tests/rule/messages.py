"""Judge output/site/messages/*.json: `messages.py output/site src/model`.

ja.json has the words of the pages. What facilities are called stands in the
program's tables (*.def, kind.c), and every other catalogue has that too. A
condition that the Japanese states ("may", "phone to ask") must be kept: no
language promises more.
"""
import collections
import json
import pathlib
import re
import sys

SITE, MODEL = (pathlib.Path(path) for path in sys.argv[1:3])

# Words of the professional edition, which is in Japanese and English, and of
# the start pages. A resident page that held the former would name values of
# non-public fields.
FEW = ("points.", "level.", "check.", "filing.", "function.", "copy.", "csv.",
       "start.title", "start.prefecture", "start.municipality", "start.back",
       "start.none", "start.unplaced", "start.place", "start.count",
       "start.selfCheck", "edition.professional", "edition.note", "near.ring")
LANGUAGES_OF_FEW = ("ja", "en")
MAY_BE_BLANK = {"count.space"}
FILES = (".html", ".js", ".csv", ".xlsx", ".kmz", ".geojson")
SEPARATORS = {"filter.join", "hours.to", "hours.comma", "hours.days",
              "hours.groups", "count.space"}
# Keys that the pages make of a prefix and a word of the data.
MADE = ("_", "edition.", "day.", "short.", "group.", "points.", "level.",
        "check.", "filing.", "function.", "hours.", "near.me", "near.shared")

RUBY = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")
PLACE = re.compile(r"\{([a-zA-Z]+)\}")
HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff々〆"
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")
POLITE = re.compile(r"(です|ます|ません|でした|ました|ください)(か)?$")
LONGEST = 50  # characters of a sentence of やさしい日本語

# What the Japanese says, and how each language says it.
SAME = ("ja-easy", "en", "zh-Hans", "ko", "vi", "pt")
CONDITIONS = {
    "電話し|電話で": ("電話", "phone", "电话|拨打", "전화", r"\bgọi\b",
                "telefon|ligue"),
    "ことがあ": ("ことがあ", r"\bmay\b", "可能", "기도 하|기도 합|수 있|곳이 있", "có thể",
             r"\bpod(e|em)\b"),
    "指示": ("指示", "doctor's order", "医生的指示", "의사의 지시",
           "chỉ định của bác sĩ", "indicação médica"),
    "契約": ("契約", "contract", "签约", "계약", "hợp đồng", "contrato"),
    "登録": ("登録", "registered", "登记", "등록", "đăng ký", "registrad"),
    "申し?込": ("申し込", "apply|sign up", "申请", "신청", "đăng ký",
             "pedir|inscrição"),
    "家でみてもらっている": ("家でみている", "its home-care patients", "接受其诊疗",
                   "진료를 받고 있는", "đang được khám", "seus pacientes"),
    "直線距離": ("直線距離", "straight", "直线", "직선", "đường thẳng",
             "linha reta"),
    "約束ではありません": ("約束ではありません", "not a promise", "并不保证",
                  "약속이 아닙니다", "không phải là lời hứa",
                  "não é promessa"),
    "不明": ("わから|わかり", "unknown", "不明", "알 수 없|불명", "không rõ",
           "desconhecid|não se sabe"),
    "119": ("119",) * 6,
    "16km": ("16",) * 6,
    "24時間": ("24",) * 6,
}
# Nobody is praised: a municipality's list is information.
PRAISE = {
    "ja": "おすすめ|お勧め|推奨|推薦|一番|最も|人気|最高|最適|優良|優れ|評判|ランキング",
    "en": r"recommend|\bbest\b|\btop\b|\brank|excellent|popular|trusted",
    "zh": "推荐|最好|最佳|优秀|热门|排名|口碑",
    "ko": "추천|최고|최적|우수|인기|순위|평판",
    "vi": "tốt nhất|khuyên dùng|đề xuất|xếp hạng|uy tín|nổi tiếng",
    "pt": r"recomend|melhor|ranking|excelente|popular|destaque|renomad",
}

faults = []


def fault(name, key, words):
    faults.append(f"{SITE}/messages/{name}.json: {key}: {words}")


def rows(file, pattern, least):
    found = re.findall(pattern, (MODEL / file).read_text("utf-8"), re.M)
    if len(found) < least:
        sys.exit(f"{MODEL / file}: only {len(found)} rows are understood")
    return found


def vocabulary():
    """Key -> Japanese text, and the ids of functions."""
    text, may = r'"([^"]*)"', r'(?:NULL|"([^"]*)")'
    words = {}
    for ident, _, _, plain in rows(
            "layers.def", rf"^LAYER\(\w+, {text}, {text}, {text}, {text}", 15):
        words[f"layer.{ident}"] = plain
    for ident, _, name, plain in rows(
            "kind.c", rf"^    \{{{text}, {may}, {text}, {may},", 40):
        words[f"kind.{ident}"] = plain or name
    functions = rows("functions.def",
                     rf"^FUNCTION\(\w+, {text}, {text}, {text}, {may}", 45)
    for _, _, _, plain in functions:
        if plain:
            words[f"home.{plain}"] = plain
    for name, heading, _, audience in rows(
            "fields.def", rf"^FIELD\((\w+), {text}, {text}, \w+, (\w+)", 70):
        if audience == "FOR_ALL":
            words[f"field.{name}"] = heading
    return words, {row[0] for row in functions}


def read(path):
    name = path.stem

    def once(pairs):
        for key, n in collections.Counter(k for k, _ in pairs).items():
            if n > 1:
                fault(name, key, "stands twice")
        return dict(pairs)

    raw = path.read_text("utf-8")
    catalogue = json.loads(raw, object_pairs_hook=once)
    if raw != json.dumps(catalogue, ensure_ascii=False, indent=2) + "\n":
        fault(name, "(file)", "is not written with an indent of 2, UTF-8 as "
              "it is, one line end at the end")
    return catalogue


def judge_about(name, about):
    if set(about) != {"name", "lang", "easy"}:
        fault(name, "_", "has name, lang and easy, nothing else")
    elif not (isinstance(about["easy"], bool) and about["name"].strip()):
        fault(name, "_", "name is a text, easy is true or false")
    elif not LANGUAGE.fullmatch(about["lang"]):
        fault(name, "_", f"'{about['lang']}' is no language tag (BCP 47)")
    elif name not in (about["lang"], about["lang"] + "-easy"):
        fault(name, "_", f"the file is not named after '{about['lang']}'")
    elif about["easy"] != name.endswith("-easy"):
        fault(name, "_", "easy is true in *-easy.json and nowhere else")


def judge_keys(name, keys, wanted):
    for key in wanted:
        if key not in keys:
            fault(name, key, "is missing")
    for key in keys:
        if key not in wanted:
            fault(name, key, "is in no other catalogue and no table")
    both = [key for key in keys if key in wanted]
    if both != [key for key in wanted if key in keys]:
        at = next(key for key, other in zip(
            both, (k for k in wanted if k in keys)) if key != other)
        fault(name, at, "stands at another place than in ja.json")


def judge_text(name, key, text, japanese, easy):
    if not isinstance(text, str):
        return fault(name, key, "is no text")
    if not text and key not in MAY_BE_BLANK:
        return fault(name, key, "is empty")
    if key not in SEPARATORS and text != text.strip():
        fault(name, key, "begins or ends with a space")
    if re.search(r"[\x00-\x1f\x7f<>&\ufffd]", text):
        fault(name, key, "holds a mark of HTML or a control character")
    if sorted(set(PLACE.findall(text))) != sorted(set(PLACE.findall(japanese))):
        fault(name, key, "has other places for values than the Japanese")
    bare = PLACE.sub("", RUBY.sub("", text))
    if re.search(r"[{}|]", bare):
        fault(name, key, "has a bracket that is neither ruby nor a place")
    if easy:
        return judge_easy(name, key, text)
    if RUBY.search(text):
        fault(name, key, "has ruby; only *-easy.json has")


def judge_easy(name, key, text):
    for base, reading in RUBY.findall(text):
        if not re.fullmatch(f"[{HAN}]+", base):
            fault(name, key, f"ruby stands over kanji only, not '{base}'")
        if not re.fullmatch("[ぁ-ゖー]+", reading):
            fault(name, key, f"ruby is hiragana, not '{reading}'")
    naked = re.findall(f"[{HAN}]", RUBY.sub("", text))
    if naked:
        fault(name, key, f"no ruby on '{''.join(naked)}'")
    plain = RUBY.sub(r"\1", text)
    for sentence in re.sub("（[^（）]*）", "", plain).split("。")[:-1]:
        if not POLITE.search(sentence.rstrip("」 ")):
            fault(name, key, f"is not です・ます: '{sentence}'")
        if len(sentence.replace(" ", "")) > LONGEST:
            fault(name, key, f"a sentence is long: '{sentence}'")
    if re.search("[ぁ-ん]{14}", re.sub(r"\{[^{}]*\}", "、", text)):
        fault(name, key, "phrases are parted by spaces (分かち書き)")


def judge_meaning(name, language, key, text, japanese, functions):
    plain = RUBY.sub(r"\1", text)
    praise = PRAISE.get(language.split("-")[0])
    if praise and re.search(praise, plain, re.I):
        fault(name, key, "praises or ranks")
    own = plain.replace(" ", "") if name == "ja-easy" else plain
    for condition, words in CONDITIONS.items():
        if name in SAME and re.search(condition, japanese) and not re.search(
                words[SAME.index(name)], own, re.I):
            fault(name, key, f"lacks what the Japanese says: {condition}")
    for word in re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", plain):
        if word in functions:
            fault(name, key, f"'{word}' is the id of a function: these are "
                  "for professionals")


def judge_use(japanese):
    """Every key that a page names exists, and none is there for nothing."""
    sources = "\n".join(path.read_text("utf-8") for path in SITE.iterdir()
                        if path.suffix in (".c", ".html", ".js"))
    prefixes = "|".join(sorted({key.split(".")[0] for key in japanese}))
    key = rf"(?:{prefixes})\.[a-zA-Z0-9]+"
    names = set(re.findall(rf'"({key})"|\{{\{{t:({key})\}}\}}', sources))
    names = {one or other for one, other in names}
    names = {name for name in names if not name.endswith(FILES)}
    for key in sorted(names - set(japanese)):
        fault("ja", key, "is missing, a page asks for it")
    for key in japanese:
        if key not in sources and not key.startswith(MADE):
            fault("ja", key, "is asked for by no page")


def judge_few():
    """What few languages have, the pages of residents leave out."""
    page = (SITE / "message.c").read_text("utf-8")
    for start in FEW:
        if f'"{start}"' not in page:
            fault("ja", start + "*", "is left out of no page of residents: "
                  f"see {SITE}/message.c")


def main():
    words, functions = vocabulary()
    catalogues = {path.stem: read(path)
                  for path in sorted((SITE / "messages").glob("*.json"))}
    japanese = catalogues["ja"]
    texts = 0
    for name, catalogue in catalogues.items():
        about = catalogue.get("_", {})
        judge_about(name, about)
        wanted = {key: text for key, text in japanese.items()
                  if name in LANGUAGES_OF_FEW
                  or not key.startswith(FEW)}
        if name != "ja":
            wanted |= words
        judge_keys(name, list(catalogue), list(wanted))
        for key, text in catalogue.items():
            if key == "_" or key not in wanted:
                continue
            texts += 1
            judge_text(name, key, text, wanted[key], about.get("easy"))
            if isinstance(text, str):
                judge_meaning(name, about.get("lang", ""), key, text,
                              wanted[key], functions)
    judge_use(japanese)
    judge_few()
    for name in set(catalogues) - {"ja", *SAME}:
        print(f"note: CONDITIONS has no words of '{name}': not compared")
    print(f"{len(catalogues)} languages, {texts} texts, {len(words)} of them "
          "names from the program's tables", *faults, sep="\n  ")
    sys.exit(bool(faults))


main()
