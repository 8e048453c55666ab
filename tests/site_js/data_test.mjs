import assert from "node:assert/strict";
import test from "node:test";
import { copy, load } from "./load.mjs";

/* As a browser reads <p class=address>…⏎</li>: nothing closes the paragraph,
 * so that the end of the line is in it. */
function part(textContent, href) {
    return {
        textContent, getAttribute: () => href, querySelector: () => null
    };
}

function item(i, id, parts) {
    return {
        id: `facility-${id}`,
        dataset: { i: String(i) },
        querySelector: (selector) => parts[selector] ?? null
    };
}

const FULL = item(1, "f-2", {
    ".name": part("\nみなと医院\n"),
    ".address": part("滋賀県みなと市湊町1-2\n"),
    ".phone": part("0748-12-3456\n"),
    ".phone a": part("0748-12-3456"),
    ".hours": part("月 9:00～12:00\n"),
    ".web": part("ホームページ\n"),
    ".web a": part("ホームページ", "https://minato.test/")
});
const SHORT = item(0, "f-1", {
    ".name": part("はま薬局"),
    ".address": part("滋賀県みなと市古浜3\n\n"),
    ".phone": part("内線 5\n"),
    ".web": part("minato.test（準備中）\n")
});
const BARE = item(2, "f-3", { ".name": part("灯台荘") });

function page(data) {
    return load({
        document: {
            getElementById: (id) =>
                id === "data" ? part(JSON.stringify(data)) : null,
            querySelectorAll: () => [FULL, SHORT, BARE]
        }
    }).data;
}

const DATA = { version: 1, columns: {}, lon: [1, 2, null], towns: null };

test("the list is read without the ends of its lines", async () => {
    const data = page(DATA);
    await data.read();
    const rows = [0, 1, 2].map((row) =>
        ["id", "name", "address", "phone", "hours_text", "url"].map((field) =>
            data.value(row, field)
        )
    );
    assert.deepEqual(copy(rows), [
        ["f-1", "はま薬局", "滋賀県みなと市古浜3", "内線 5", null,
            "minato.test（準備中）"],
        ["f-2", "みなと医院", "滋賀県みなと市湊町1-2", "0748-12-3456",
            "月 9:00～12:00", "https://minato.test/"],
        ["f-3", "灯台荘", null, null, null, null]
    ]);
});

test("columns of the data go before what stands in the list", async () => {
    const data = page({
        ...DATA,
        columns: { address: ["甲", null, "丙"],
            phone: { values: ["1", "2"], index: [1, -1, 0] } }
    });
    await data.read();
    assert.deepEqual(
        copy([0, 1, 2].map((row) => data.value(row, "address"))),
        ["甲", null, "丙"]);
    assert.deepEqual(
        copy([0, 1, 2].map((row) => data.value(row, "phone"))),
        ["2", null, "1"]);
});

test("the towns learn in which prefecture their places are", async () => {
    const data = page({
        ...DATA, code: "25299", place: "滋賀県みなと市",
        ground: { neighbours: [{ code: "26299", name: "となり町" }] },
        towns: { places: ["みなと市", "となり町"], place: [], name: [] }
    });
    const { towns } = await data.read();
    assert.deepEqual(copy(towns.prefectures), [["滋賀県"], ["京都府"]]);
});

test("a page of another version, or of other rows, is refused", async () => {
    await assert.rejects(page({ ...DATA, version: 2 }).read(), /version 2/);
    await assert.rejects(page({ ...DATA, lon: [1] }).read(), /differ/);
});
