/*
 * Text made comparable, so that みなとくりにっく, ミナトクリニック and
 * ﾐﾅﾄ･ｸﾘﾆｯｸ are one text: NFKC, small letters, hiragana; long vowels, spaces
 * and punctuation dropped.
 */
globalThis.Zaitaku ??= {};

(() => {
    "use strict";

    const KATAKANA_TO_HIRAGANA = 0x3041 - 0x30a1;

    /* Written for one another in names; ケ is often a small か. */
    const SAME_KANA = new Map(
        Array.from("ぁあぃいぅうぇえぉおっつゃやゅゆょよゎわゕかゖけぢじづず")
            .map((kana, i, all) => [kana, all[i + 1]])
            .filter((pair, i) => i % 2 === 0)
    );

    /* The commonest of src/norm/name_variants.def, the usual form first. */
    const VARIANTS = [
        "斎齋齊斉", "高髙", "崎﨑碕嵜", "辺邊邉", "浜濱濵", "沢澤", "広廣",
        "国國", "学學", "真眞", "恵惠", "徳德", "瀬瀨", "曽曾", "槙槇",
        "篭籠", "竜龍", "島嶋嶌", "桧檜", "桜櫻", "条條", "滝瀧", "与與",
        "寿壽", "薮藪籔", "渕淵渊", "館舘", "富冨", "栄榮", "円圓", "応應",
        "会會", "岳嶽", "楽樂", "亀龜", "県縣", "済濟", "蔵藏", "渋澁",
        "荘莊庄", "浄淨", "穂穗", "静靜", "台臺", "灯燈", "稲稻", "仏佛",
        "宝寶", "万萬", "弥彌", "薬藥", "頼賴", "峰峯", "隣鄰", "杉椙"
    ];
    const USUAL_KANJI = new Map(
        VARIANTS.flatMap((row) => {
            const [usual, ...others] = Array.from(row);
            return others.map((other) => [other, usual]);
        })
    );

    function kanaOf(letter) {
        const code = letter.codePointAt(0);
        const katakana = code >= 0x30a1 && code <= 0x30f6;
        const kana = katakana
            ? String.fromCodePoint(code + KATAKANA_TO_HIRAGANA)
            : letter;
        return SAME_KANA.get(kana) || kana;
    }

    /* Accents that people leave out: Điều dưỡng is typed dieu duong. Not
     * those of kana, which are other sounds. */
    const ACCENTED = /[\u00c0-\u024f\u1e00-\u1eff]/g;

    function withoutAccent(letter) {
        return letter === "đ" ? "d" : letter.normalize("NFD")[0];
    }

    /* Variation selectors part shapes of one kanji: they are marks (M). */
    const DROPPED = /[\p{P}\p{Z}\p{C}\p{M}ー~〜]/gu;
    const KANA = /[\u3041-\u3096\u30a1-\u30f6]/g;
    const KANJI = new RegExp(`[${[...USUAL_KANJI.keys()].join("")}]`, "gu");

    function fold(text) {
        return text
            .normalize("NFKC")
            .toLowerCase()
            .replace(DROPPED, "")
            .replace(ACCENTED, withoutAccent)
            .replace(KANA, kanaOf)
            .replace(KANJI, (kanji) => USUAL_KANJI.get(kanji));
    }

    /* "No. 29" is one word. */
    const NUMBER_WORD = /(no\.?|№|番号)[\s:：]*(\d)/gi;

    /* What is typed into a search field: every word must be found. */
    function foldWords(query) {
        return query
            .replace(NUMBER_WORD, "$1$2")
            .split(/[\s、，,]+/u)
            .map(fold)
            .filter((word) => word !== "");
    }

    function hiragana(text) {
        return text
            .normalize("NFKC")
            .replace(/[\u30a1-\u30f6]/g, (letter) =>
                String.fromCharCode(letter.charCodeAt(0) + KATAKANA_TO_HIRAGANA)
            );
    }

    Zaitaku.fold = fold;
    Zaitaku.foldWords = foldWords;
    Zaitaku.hiragana = hiragana;
})();
