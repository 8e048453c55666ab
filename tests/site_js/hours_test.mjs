import assert from "node:assert/strict";
import test from "node:test";
import { catalogue, load } from "./load.mjs";

const Zaitaku = load();
const { calendar, hours, hoursText, messages } = Zaitaku;
messages.setCatalogues({ ja: catalogue("ja"), en: catalogue("en") });

/* Japan's time "2026-09-05 10:00" */
function at(text) {
    return calendar.japanTime(new Date(`${text.replace(" ", "T")}:00+09:00`));
}

function stateAt(osm, time) {
    return hours.atTime(hours.readOsm(osm), at(time));
}

const WEEK = "Mo-We,Fr 09:00-12:00,14:00-18:00; Th,Sa unknown; Su,PH off; " +
    "We[2,4] off";

test("an hour within an interval is open, its end is not", () => {
    assert.equal(stateAt(WEEK, "2026-09-07 09:00"), "open");
    assert.equal(stateAt(WEEK, "2026-09-07 11:59"), "open");
    assert.equal(stateAt(WEEK, "2026-09-07 12:00"), "closed");
    assert.equal(stateAt(WEEK, "2026-09-07 14:00"), "open");
});

test("unknown days are neither open nor closed", () => {
    assert.equal(stateAt(WEEK, "2026-09-05 10:00"), "unknown");
    assert.equal(hours.onDay(hours.readOsm(WEEK), 3), "unknown");
    assert.equal(hours.atTime(null, at("2026-09-05 10:00")), "unknown");
});

test("a public holiday has its own hours", () => {
    /* Monday the 21st of September 2026 is 敬老の日. */
    assert.equal(stateAt(WEEK, "2026-09-21 10:00"), "closed");
    assert.equal(stateAt("Mo-Fr 09:00-12:00; PH 10:00-11:00",
        "2026-09-21 10:30"), "open");
    assert.equal(stateAt("Mo-Fr 09:00-12:00", "2026-09-21 10:30"), "unknown");
});

test("weeks of the month that are off are closed", () => {
    assert.equal(stateAt(WEEK, "2026-09-02 10:00"), "open");
    assert.equal(stateAt(WEEK, "2026-09-09 10:00"), "closed");
    assert.equal(hours.onDay(hours.readOsm(WEEK), 2), "open");
    assert.equal(hours.onDay(
        hours.readOsm("Mo-Su,PH 09:00-12:00; We[1,2,3,4,5] off"), 2), "closed");
});

test("a night goes on after midnight, also into a closed day", () => {
    const night = "Mo-Fr 17:00-08:30; Sa-Su,PH off";
    assert.equal(stateAt(night, "2026-09-04 23:00"), "open");
    assert.equal(stateAt(night, "2026-09-05 08:29"), "open");
    assert.equal(stateAt(night, "2026-09-05 08:30"), "closed");
    assert.equal(stateAt(night, "2026-09-07 03:00"), "closed");
});

test("the whole day is open all day", () => {
    assert.equal(stateAt("Mo-Su,PH 00:00-24:00", "2026-09-06 23:59"), "open");
});

test("what is not understood is not guessed", () => {
    for (const text of ["Mo-Fr 9-12", "Jan-Mar Mo 09:00-12:00", "open",
        "Mo-Fr 09:00-12:00 \"by appointment\"", "We-Mo 09:00-10:00", ""]) {
        assert.equal(hours.readOsm(text), null, text);
    }
});

test("days without hours tell the days only", () => {
    const week = hours.read(null, "平日,土曜日");
    assert.equal(hours.onDay(week, 0), "open");
    assert.equal(hours.onDay(week, 5), "open");
    assert.equal(hours.onDay(week, 6), "closed");
    assert.equal(hours.onDay(week, 7), "closed");
    assert.equal(hours.atTime(week, at("2026-09-07 10:00")), "unknown");
    assert.equal(hours.atTime(week, at("2026-09-06 10:00")), "closed");
});

test("days as single letters say nothing of holidays", () => {
    const week = hours.read(null, "月火水木金 09:00～18:00");
    assert.equal(hours.atTime(week, at("2026-09-07 10:00")), "open");
    assert.equal(hours.onDay(week, 5), "closed");
    assert.equal(hours.onDay(week, 7), "unknown");
    assert.equal(hours.read(null, "要相談"), null);
});

function written(osm) {
    return messages.plain(hoursText.format(hours.readOsm(osm)));
}

test("Japanese hours read as the list writes them", () => {
    messages.setLanguage("ja");
    assert.equal(written(
        "Mo-We,Fr 09:00-12:00,14:00-18:00; Th,Sa unknown; Su,PH off; " +
        "Sa[2,4] off"),
    "月～水・金 9:00～12:00、14:00～18:00／木・土 不明／日・祝 休み／" +
        "第2土曜日、第4土曜日 休み");
    assert.equal(written("Mo-Su,PH 09:00-08:30"),
        "月～日・祝 9:00～翌8:30");
    assert.equal(written("Mo-Fr 00:00-24:00; Sa-Su,PH off"),
        "月～金 24時間／土・日・祝 休み");
});

test("days without hours are written without days that are not named", () => {
    messages.setLanguage("ja");
    const text = (days) =>
        messages.plain(hoursText.format(hours.read(null, days)));
    assert.equal(text("平日,土曜日"), "月～土");
    assert.equal(text("月水金 9:00～17:30"), "月・水・金 9:00～17:30");
});

test("hours are written in other languages without Japanese", () => {
    messages.setLanguage("en");
    const text = written("Mo-Fr 17:00-08:30; Sa unknown; Su,PH off; Tu[1] off");
    assert.doesNotMatch(text, /[\u3040-\u30ff\u4e00-\u9fff]/);
    assert.match(text, /17:00.*8:30/);
});
