import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./load.mjs";

const { calendar } = load();

function holidaysOf(year) {
    const days = [];
    for (let ms = Date.UTC(year, 0, 1); ; ms += 86400000) {
        const date = new Date(ms);
        if (date.getUTCFullYear() !== year) {
            return days;
        }
        const day = { year, month: date.getUTCMonth() + 1,
            day: date.getUTCDate() };
        if (calendar.isHoliday(day)) {
            days.push(`${day.month}/${day.day}`);
        }
    }
}

/* 内閣府「国民の祝日について」: the published days of these years. */
const PUBLISHED = {
    2022: "1/1 1/10 2/11 2/23 3/21 4/29 5/3 5/4 5/5 7/18 8/11 9/19 9/23 " +
        "10/10 11/3 11/23",
    2023: "1/1 1/2 1/9 2/11 2/23 3/21 4/29 5/3 5/4 5/5 7/17 8/11 9/18 9/23 " +
        "10/9 11/3 11/23",
    2024: "1/1 1/8 2/11 2/12 2/23 3/20 4/29 5/3 5/4 5/5 5/6 7/15 8/11 8/12 " +
        "9/16 9/22 9/23 10/14 11/3 11/4 11/23",
    2025: "1/1 1/13 2/11 2/23 2/24 3/20 4/29 5/3 5/4 5/5 5/6 7/21 8/11 9/15 " +
        "9/23 10/13 11/3 11/23 11/24",
    2026: "1/1 1/12 2/11 2/23 3/20 4/29 5/3 5/4 5/5 5/6 7/20 8/11 9/21 9/22 " +
        "9/23 10/12 11/3 11/23"
};

test("the holidays are those that the Cabinet Office published", () => {
    for (const [year, days] of Object.entries(PUBLISHED)) {
        assert.equal(holidaysOf(Number(year)).join(" "), days, year);
    }
});

test("a day between two holidays is one, as in September 2032", () => {
    assert.ok(holidaysOf(2032).includes("9/21"));
    assert.ok(!holidaysOf(2031).includes("9/22"));
});

test("now is Japan's now, whatever the device's time zone is", () => {
    /* 2026-05-05 20:30 UTC: the 6th in Japan, in place of Sunday the 3rd. */
    const time = calendar.japanTime(new Date("2026-05-05T20:30:00Z"));
    assert.equal(time.minute, 5 * 60 + 30);
    assert.equal(time.today.day, 6);
    assert.equal(time.today.weekday, 2);
    assert.equal(time.today.holiday, true);
    assert.equal(time.yesterday.day, 5);
});

test("the seasons in which houses close are known", () => {
    assert.ok(calendar.isUsuallyClosedSeason({ month: 12, day: 29 }));
    assert.ok(calendar.isUsuallyClosedSeason({ month: 1, day: 3 }));
    assert.ok(calendar.isUsuallyClosedSeason({ month: 8, day: 15 }));
    assert.ok(!calendar.isUsuallyClosedSeason({ month: 1, day: 4 }));
});
