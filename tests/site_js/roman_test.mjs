import assert from "node:assert/strict";
import test from "node:test";
import { copy, load } from "./load.mjs";

const { fold, roman } = load();

test("kana are spelled as signs in Japan spell them", () => {
    const names = {
        ミナトクリニック: "Minato Kurinikku",
        ミナトホウモンカンゴステーション: "Minato Homon Kango Suteeshon",
        "ミナト　ホウモン": "Minato Homon",
        トウキョウ: "Tokyo",
        シュッチョウ: "Shutcho",
        ジュンテンドウ: "Juntendo",
        ティーエス: "Tiiesu",
        フジ・ファミリー: "Fuji Famirii",
        ニイガタ: "Niigata",
        "ケア２４": "Kea24",
        ッ: ""
    };
    for (const [kana, reading] of Object.entries(names)) {
        assert.equal(roman.reading(kana), reading, kana);
    }
});

test("letters are found with long vowels and without", () => {
    const [full, short] = copy(roman.searched("トウキョウチュウオウ"));
    assert.equal(full, fold("toukyou chuuou"));
    assert.equal(short, fold("Tokyo Chuo"));
});

test("every kana has a spelling", () => {
    for (let code = 0x3041; code <= 0x3096; code++) {
        const kana = String.fromCodePoint(code);
        const spelled = roman.spell(kana);
        assert.match(spelled, /^[a-z]*$/, kana);
        assert.ok(spelled !== "" || kana === "っ", kana);
    }
});
