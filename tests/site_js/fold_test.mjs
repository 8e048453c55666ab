import assert from "node:assert/strict";
import test from "node:test";
import { copy, load } from "./load.mjs";

const { fold, foldWords, hiragana } = load();

test("kana, width and case make no difference", () => {
    for (const text of ["みなとくりにっく", "ミナト・クリニック",
        "ﾐﾅﾄｸﾘﾆｯｸ", "ミナト　クリニツク"]) {
        assert.equal(fold(text), "みなとくりにつく");
    }
    assert.equal(fold("Ｍｉｎａｔｏ Clinic"), "minatoclinic");
    assert.equal(fold("港クリニック"), "港くりにつく");
});

test("long vowels, voiced half width and small kana make no difference", () => {
    assert.equal(fold("センター"), fold("せんた"));
    assert.equal(fold("ﾊﾟｰﾄﾅｰ"), fold("ぱーとなー"));
    assert.equal(fold("茅ヶ崎"), fold("茅ケ崎"));
});

test("kanji that names write for one another make no difference", () => {
    assert.equal(fold("髙﨑齋藤邊"), fold("高崎斎藤辺"));
    assert.equal(fold("葛\u{E0100}城"), fold("葛城"));
});

test("different names stay different", () => {
    assert.notEqual(fold("湊"), fold("港"));
    assert.notEqual(fold("かき"), fold("かぎ"));
});

test("words are parted by spaces and commas of any width", () => {
    assert.deepEqual(copy(foldWords("　訪問 看護、ミナト ")),
        ["訪問", "看護", "みなと"]);
    assert.deepEqual(copy(foldWords(" ・ー ")), []);
});

test("readings are shown in hiragana", () => {
    assert.equal(hiragana("ミナトクリニック"), "みなとくりにっく");
    assert.equal(hiragana("ヴィラ・センター"), "ゔぃら・せんたー");
});

test("accents of letters may be left out, those of kana may not", () => {
    assert.equal(fold("Điều dưỡng"), fold("dieu duong"));
    assert.equal(fold("Reabilitação"), "reabilitacao");
    assert.notEqual(fold("がま"), fold("かま"));
});
