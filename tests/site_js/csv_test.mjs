import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./load.mjs";

const Zaitaku = load();
const { csv } = Zaitaku;

test("what a spreadsheet would run becomes text", () => {
    for (const text of ["=1+1", "+81-77", "-5", "@a", "\tx", "\rx", "＝１",
        "＋１", "－１", "＠a"]) {
        assert.equal(csv.cell(text, false), `"'${text}"`);
    }
});

test("numbers of number fields stay numbers", () => {
    assert.equal(csv.cell(-5.5, true), '"-5.5"');
    assert.equal(csv.cell("-5+cmd", true), "\"'-5+cmd\"");
});

test("quotes are doubled, lists are lines, unknown is empty", () => {
    assert.equal(csv.cell('a "b"', false), '"a ""b"""');
    assert.equal(csv.cell(["一", "二"], false), '"一\n二"');
    assert.equal(csv.cell(null, false), '""');
    assert.equal(csv.cell(0, true), '"0"');
});

test("rows end in CRLF behind a BOM and have every field", () => {
    const cells = [["k-1", "名"], ["k-2", null]];
    Zaitaku.data = {
        ...Zaitaku.data,
        all: () => ({ fields: [
            { name: "id", heading: "施設ID", type: "text" },
            { name: "name", heading: "名称", type: "text" }
        ] }),
        value: (row, field) => cells[row][field === "id" ? 0 : 1],
        isProfessional: () => true
    };
    Zaitaku.messages.setCatalogues({
        ja: { _: { lang: "ja" }, "csv.distance": "直線距離（m）",
            "csv.doubt": "不明な点", "list.dayUnknown": "曜日は不明" }
    });
    const SURE = { doubtHours: new Set(), doubtFiled: new Set() };
    assert.equal(csv.text({ rows: [1, 0], found: SURE, view: {} }),
        "\uFEFF\"施設ID\",\"名称\"\r\n\"k-2\",\"\"\r\n\"k-1\",\"名\"\r\n");
    assert.equal(csv.text({
        rows: [0], found: SURE, view: { distanceM: [12.6, null] }
    }),
    "\uFEFF\"施設ID\",\"名称\",\"直線距離（m）\"\r\n" +
        "\"k-1\",\"名\",\"13\"\r\n");
    /* What is not known of that which was asked for. */
    const found = { doubtHours: new Set([1]), doubtFiled: new Set() };
    const view = { filter: { openNow: false } };
    assert.equal(csv.text({ rows: [0, 1], found, view }),
        "\uFEFF\"施設ID\",\"名称\",\"不明な点\"\r\n" +
        "\"k-1\",\"名\",\"\"\r\n\"k-2\",\"\",\"曜日は不明\"\r\n");
});
