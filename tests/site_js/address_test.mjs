import assert from "node:assert/strict";
import test from "node:test";
import { copy, load } from "./load.mjs";

const { address } = load();

function towns(rows) {
    const places = [...new Set(rows.map(([place]) => place))];
    return {
        places,
        place: rows.map(([place]) => places.indexOf(place)),
        name: rows.map(([, name]) => name)
    };
}

const TOWNS = towns([
    ["みなと市", "湊町一丁目"], ["みなと市", "湊町二丁目"],
    ["みなと市", "湊町十二丁目"], ["みなと市", "大字古浜"],
    ["みなと市", "灯台前"], ["みなと市", "灯台前新田"],
    ["みなと市", "自由ケ丘"], ["みなと市", "十文字町"],
    ["みずうみ町", "水辺"], ["みずうみ町", "大字古浜"],
    ["北海市中央区", "北一条西二丁目"], ["北海市東区", "北一条東二丁目"]
]);

function found(text) {
    const { kind, at } = address.find(TOWNS, text);
    const names = at.map((i) => TOWNS.places[TOWNS.place[i]] + TOWNS.name[i]);
    return [kind, ...names].join(" ");
}

test("a full address finds its town", () => {
    assert.equal(found("滋賀県みなと市湊町1丁目2番3号"),
        "one みなと市湊町一丁目");
    assert.equal(found("滋賀県湖央郡みずうみ町水辺5番地"),
        "one みずうみ町水辺");
});

test("prefecture and municipality may be left out", () => {
    assert.equal(found("みなと市湊町二丁目"), "one みなと市湊町二丁目");
    assert.equal(found("湊町２－１５"), "one みなと市湊町二丁目");
    assert.equal(found("水辺"), "one みずうみ町水辺");
});

test("numbers of 丁目 are read in kanji, digits and short forms", () => {
    for (const text of ["湊町一丁目", "湊町1丁目", "湊町１丁目５", "湊町1-5",
        "湊町 1－5－2", "湊町1の5", "湊町1"]) {
        assert.equal(found(text), "one みなと市湊町一丁目", text);
    }
    assert.equal(found("湊町12-1"), "one みなと市湊町十二丁目");
    assert.equal(found("北海市中央区北1条西2丁目"),
        "one 北海市中央区北一条西二丁目");
    assert.equal(found("北海市北1条東2丁目3"), "one 北海市東区北一条東二丁目");
});

test("the longest name wins", () => {
    assert.equal(found("灯台前新田10"), "one みなと市灯台前新田");
    assert.equal(found("灯台前10"), "one みなと市灯台前");
});

test("大字, 字 and ヶ do not matter", () => {
    assert.equal(found("みなと市古浜200番地"), "one みなと市大字古浜");
    assert.equal(found("みなと市大字古浜字浦200"), "one みなと市大字古浜");
    assert.equal(found("自由ヶ丘3"), "one みなと市自由ケ丘");
    assert.equal(found("自由が丘3"), "one みなと市自由ケ丘");
    assert.equal(found("十文字町1"), "one みなと市十文字町");
});

test("several towns are offered, never chosen from", () => {
    assert.equal(found("古浜1-2"),
        "several みなと市大字古浜 みずうみ町大字古浜");
    assert.equal(found("湊町"),
        "several みなと市湊町一丁目 みなと市湊町二丁目 みなと市湊町十二丁目");
    assert.equal(found("湊町9-1"),
        "several みなと市湊町一丁目 みなと市湊町二丁目 みなと市湊町十二丁目");
});

test("a name begun, and a town behind street names, are offered", () => {
    assert.equal(found("灯台"), "several みなと市灯台前 みなと市灯台前新田");
    assert.equal(found("みなと市港通上ル灯台前新田"),
        "several みなと市灯台前新田");
});

test("what is no town is none", () => {
    for (const text of ["", "　", "東京都千代田区霞が関1-2-2", "みなと市"]) {
        assert.equal(found(text), "none", text);
    }
    assert.equal(address.find(null, "湊町").kind, "none");
});

test("an address of elsewhere, and a longer name, are none", () => {
    for (const text of ["東京都港区湊町1-2-3", "大阪市浪速区湊町1丁目",
        "神戸市中央区古浜12", "東京都湊町1-1", "甲賀市灯台前2-2",
        "古浜田1-2", "北湊町一丁目", "湊町区1-2"]) {
        assert.equal(found(text), "none", text);
    }
});

test("many candidates are cut, and that is told", () => {
    const many = towns(Array.from({ length: 30 }, (unused, i) =>
        ["みなと市", `港${"あいうえお"[i % 5]}${i}町`]));
    const result = copy(address.find(many, "港"));
    assert.equal(result.at.length, 12);
    assert.equal(result.more, true);
});
