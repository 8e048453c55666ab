import assert from "node:assert/strict";
import test from "node:test";
import { catalogue, load } from "./load.mjs";

const Zaitaku = load();
const ROWS = [
    { name: "みなと医院", phone: "0748-12-3456",
        hours_text: "月 9:00～12:00" },
    { name: "はま薬局", phone: "0748-12-3457", address: "古浜3　はまﾋﾞﾙ1F",
        building: "はまビル 1F" },
    { name: "灯台荘", address: "灯台前1", building: "岬館" }
];
const FIELDS = ["name", "address", "building", "phone", "hours_text"].map((name) => ({
    name, heading: name, type: "text"
}));
const NOTES = {
    "page-title": "滋賀県みなと市の地図", order: "並び順：種類ごとに五十音順",
    processed: "加工しました。", disclaimer: "電話してください。"
};

Zaitaku.messages.setCatalogues({ ja: catalogue("ja") });
Zaitaku.dom = {
    ...Zaitaku.dom, byId: (id) => id, textOf: (id) => NOTES[id]
};
Zaitaku.approx = { ...Zaitaku.approx, isRough: () => false };
Zaitaku.data = {
    ...Zaitaku.data,
    all: () => ({
        edition: "professional", created: "2026-01-05", sources: [],
        layers: [{ id: "medical", name: "病院・診療所" }], layer: [0, 0, 0],
        functions: [{ id: "visit", name: "訪問診療" }], fields: FIELDS
    }),
    count: () => ROWS.length,
    value: (row, field) => ROWS[row][field] ?? null,
    values: (row, field) => (ROWS[row][field] ? [ROWS[row][field]] : []),
    isProfessional: () => true
};

function view(filter, more = {}) {
    return {
        filter: { ...Zaitaku.filter.noFilter(), ...filter }, ...more
    };
}

function found(more = {}) {
    return {
        shown: [0, 1, 2], doubtHours: new Set(), doubtFiled: new Set(),
        hoursOut: 0, filedOut: 0, noPin: 0, ...more
    };
}

function lines(rows, foundNow, viewNow) {
    return Zaitaku.fax
        .text({ rows, found: foundNow, view: viewNow })
        .split("\n")
        .map((line) => line.trim());
}

test("the conditions, and how much of the list is not known, are told", () => {
    const text = lines([1, 2],
        found({
            shown: [1, 2], doubtHours: new Set([1, 2]), hoursOut: 4,
            filedOut: 5, noPin: 1
        }),
        view({ day: "Su" }));
    for (const line of ["条件：日曜日", "2件", "このうち2件は時間が不明です。",
        "ほかに4件は、時間が不明のため表示していません。",
        "ほかに5件は、届出の有無が不明のため表示していません。",
        "このうち1件は位置が不明のため、地図に出ていません。"]) {
        assert.ok(text.includes(line), line);
    }
});

test("each facility is marked with all that is not known of it", () => {
    const text = lines([0, 1],
        found({ doubtHours: new Set([1]), doubtFiled: new Set([1]) }),
        view({ day: "Su", functions: { visit: "withUnknown" } }));
    const own = text.indexOf("番号 1  みなと医院");
    const other = text.indexOf("番号 2  はま薬局");
    assert.ok(own > 0 && other > own);
    const doubts = ["この曜日に開いているかは不明です", "届出の有無が不明です"];
    for (const doubt of doubts) {
        assert.ok(!text.slice(own, other).includes(doubt), doubt);
        assert.ok(text.slice(other).includes(doubt), doubt);
    }
});

test("what is not published is told where a reader looks for it", () => {
    const text = lines([0, 1, 2], found(), view({}));
    assert.equal(text.filter((line) => /公表されていません/.test(line)).join(),
        "時間は公表されていません。電話で聞いてください。," +
        "電話番号は公表されていません。," +
        "時間は公表されていません。相談窓口か市区町村の役所に聞いてください。");
});

test("the number is that of the printed map, in any order", () => {
    const text = lines([2, 0], found(), view({}));
    assert.deepEqual(text.filter((line) => line.startsWith("番号")),
        ["番号 3  灯台荘", "番号 1  みなと医院"]);
});

test("distances are told, the searched place is not", () => {
    const near = { kind: "town", label: "みなと市湊町一丁目", lon: 1, lat: 1 };
    const text = lines([0, 2], found({ shown: [0, 2] }),
        view({ radiusKm: 5 }, { near, distanceM: [1234, 5, null] }));
    assert.ok(text.includes("条件：5km以内"));
    assert.ok(text.some((line) => line.includes("「探した場所」から直線距離")));
    assert.ok(text.includes("直線距離 約1.2km"));
    assert.ok(text.includes("距離は不明（位置が分かりません）"));
    assert.ok(!text.join().includes("湊町一丁目"));
});

test("a building is told once", () => {
    const text = lines([1, 2], found(), view({}));
    assert.deepEqual(text.filter((line) => /^(address|building)/.test(line)),
        ["address: 古浜3　はまﾋﾞﾙ1F", "address: 灯台前1", "building: 岬館"]);
});
