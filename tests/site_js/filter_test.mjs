import assert from "node:assert/strict";
import test from "node:test";
import { copy, load } from "./load.mjs";

const { calendar, filter, fold, hours } = load();

/* 2026-09-07, a Monday, 10:00 */
const MONDAY = calendar.japanTime(new Date("2026-09-07T10:00:00+09:00"));

const ROWS = [
    { text: "港クリニック ミナトクリニック", phone: "0770000101",
        layers: ["home-visit", "medical"], osm: "Mo-Fr 09:00-12:00",
        filed: { a: "filed" }, point: {} },
    { text: "湊薬局 ミナトヤッキョク 桟橋通1", phone: "0770000202",
        layers: ["pharmacy"], osm: "Mo-Su,PH off",
        filed: { a: "notFiled" }, point: {} },
    { text: "灯台訪問看護 トウダイホウモンカンゴ", phone: "0770000303",
        layers: ["nursing"], osm: null, filed: {}, point: null, rough: true }
];

const facts = {
    searchable: (row) => ({
        text: ROWS[row].text.split(" ").map(fold).join("\n"),
        places: ["滋賀県みなと市", "みなと市", "滋賀県"],
        letters: () => ["minatokurinikku", "", ""][row],
        digits: ROWS[row].phone
    }),
    fits: (row) => ROWS[row].layers,
    week: (row) => ROWS[row].osm && hours.readOsm(ROWS[row].osm),
    functionState: (row, id) => ROWS[row].filed[id] ?? "unknown",
    point: (row) => ROWS[row].point,
    isDesk: (row) => ROWS[row].layers.includes("pharmacy"),
    isUnsure: (row, metres) => ROWS[row].rough === true && metres < 2000
};

function select(wanted, distanceM) {
    const full = { ...filter.noFilter(), ...wanted };
    return filter.select(ROWS.length, full, facts, MONDAY, distanceM);
}

function shown(wanted, distanceM) {
    return copy(select(wanted, distanceM).shown);
}

test("without a filter everything is shown", () => {
    assert.deepEqual(shown({}), [0, 1, 2]);
    assert.equal(select({}).noPin, 1);
});

test("kana, kanji and half width find a name", () => {
    for (const query of ["みなとくりにっく", "港クリニック", "ﾐﾅﾄｸﾘﾆｯｸ"]) {
        assert.deepEqual(shown({ query }), [0], query);
    }
    assert.deepEqual(shown({ query: "ミナト" }), [0, 1]);
});

test("letters find the reading of a name", () => {
    assert.deepEqual(shown({ query: "Minato" }), [0]);
    assert.deepEqual(shown({ query: "minatosa" }), []);
});

test("every word must be found", () => {
    assert.deepEqual(shown({ query: "みなと 薬局" }), [1]);
    assert.deepEqual(shown({ query: "みなと　看護" }), []);
});

test("no word is found across two values", () => {
    assert.deepEqual(shown({ query: "くりにっくみなと" }), []);
});

test("an address is found with and without its municipality", () => {
    for (const query of ["桟橋通", "みなと市桟橋通1", "滋賀県みなと市桟橋通",
        "滋賀県 桟橋通"]) {
        assert.deepEqual(shown({ query }), [1], query);
    }
});

test("digits find a telephone number, a few digits do not", () => {
    assert.deepEqual(shown({ query: "077-000-0202" }), [1]);
    assert.deepEqual(shown({ query: "0303" }), [2]);
    assert.deepEqual(shown({ query: "077" }), []);
});

test("a facility is found by every layer that it fits into", () => {
    assert.deepEqual(shown({ layers: ["medical"] }), [0]);
    assert.deepEqual(shown({ layers: ["nursing", "pharmacy"] }), [1, 2]);
});

test("unknown hours are shown, marked and counted", () => {
    const found = select({ openNow: true });
    assert.deepEqual(copy(found.shown), [0, 2]);
    assert.deepEqual([...found.doubtHours], [2]);
    assert.deepEqual(shown({ day: "Sa" }), [0, 2]);
});

test("unknown hours that are hidden are counted", () => {
    const found = select({ day: "Mo", unknownHours: false });
    assert.deepEqual(copy(found.shown), [0]);
    assert.equal(found.hoursOut, 1);
    assert.equal(select({ unknownHours: false }).hoursOut, 0);
});

test("an unknown filing is left out only with a count", () => {
    const found = select({ functions: { a: "filed" } });
    assert.deepEqual(copy(found.shown), [0]);
    assert.equal(found.filedOut, 1);
});

test("an unknown filing is shown and marked when asked for", () => {
    const found = select({ functions: { a: "withUnknown" } });
    assert.deepEqual(copy(found.shown), [0, 2]);
    assert.deepEqual([...found.doubtFiled], [2]);
    assert.equal(found.filedOut, 0);
});

test("a radius keeps what has no point", () => {
    const distanceM = [1999, 2001, null];
    assert.deepEqual(shown({ radiusKm: 2 }, distanceM), [0, 2]);
    assert.equal(select({ radiusKm: 2 }, distanceM).noPin, 1);
    assert.deepEqual(shown({ radiusKm: 2 }), [0, 1, 2]);
});

test("what may be within the radius is not left out", () => {
    const radiusKm = 1;
    assert.deepEqual(shown({ radiusKm }, [1500, 1500, 1500]), [2]);
    assert.deepEqual(shown({ radiusKm }, [1500, 1500, 2500]), []);
});

test("where to ask stays, unless words are searched", () => {
    const desks = (wanted) => copy(select(wanted).desks);
    assert.deepEqual(desks({ layers: ["nursing"], openNow: true }), [1]);
    assert.deepEqual(desks({ query: "みなと" }), [1]);
    assert.deepEqual(desks({ query: "クリニック" }), []);
});

test("the number of the printed map finds its row", () => {
    for (const query of ["2", "No.2", "No. 2", "№2", "番号 2", "２番"]) {
        assert.ok(shown({ query }).includes(1), query);
    }
    assert.deepEqual(shown({ query: "No.2" }), [1]);
    assert.deepEqual(shown({ query: "番号4" }), []);
});
