/*
 * Public holidays of Japan from 2022 on: 国民の祝日に関する法律 (昭和23年法律
 * 第178号) with its amendments up to 平成30年法律第57号. A day is
 * {year, month, day}, month 1 to 12; everything is in Japan's time.
 */
globalThis.Zaitaku ??= {};

(() => {
    "use strict";

    const DAY_MS = 86400000;
    const JAPAN_AHEAD_MS = 9 * 3600000;
    const SUNDAY = 0;
    const MONDAY = 1;

    /* [month, day] */
    const FIXED = [
        [1, 1], [2, 11], [2, 23], [4, 29], [5, 3], [5, 4], [5, 5], [8, 11],
        [11, 3], [11, 23]
    ];
    /* [month, which Monday] */
    const MONDAYS = [[1, 2], [7, 3], [9, 3], [10, 2]];

    function dayNumber(year, month, day) {
        return Date.UTC(year, month - 1, day) / DAY_MS;
    }

    function weekday(number) {
        return (((number + 4) % 7) + 7) % 7; /* 1970-01-01: a Thursday */
    }

    /*
     * The law leaves 春分日 and 秋分日 to the calendar that the National
     * Astronomical Observatory publishes each February. These approximations
     * (新こよみ便利帳, 海上保安庁水路部) agree with it from 1980 on and are
     * given up to 2150.
     */
    function equinox(year, until2099, from2100) {
        const passed = year - 1980;
        return Math.floor(
            (year < 2100 ? until2099 : from2100) +
                0.242194 * passed -
                Math.floor(passed / 4)
        );
    }

    function nthMonday(year, month, nth) {
        const first = dayNumber(year, month, 1);
        return first + ((MONDAY - weekday(first) + 7) % 7) + 7 * (nth - 1);
    }

    /* 国民の祝日 of 第二条, as day numbers. */
    function namedHolidays(year) {
        return new Set([
            ...FIXED.map(([month, day]) => dayNumber(year, month, day)),
            ...MONDAYS.map(([month, nth]) => nthMonday(year, month, nth)),
            dayNumber(year, 3, equinox(year, 20.8431, 21.851)),
            dayNumber(year, 9, equinox(year, 23.2488, 24.2488))
        ]);
    }

    const known = new Map();

    /* 第三条: a holiday on a Sunday moves to the next day that is none (2);
     * a day between two holidays is one (3). */
    function holidaysOf(year) {
        if (known.has(year)) {
            return known.get(year);
        }
        const named = namedHolidays(year);
        const all = new Set(named);
        for (const day of named) {
            if (weekday(day) === SUNDAY) {
                let next = day + 1;
                while (named.has(next)) {
                    next++;
                }
                all.add(next);
            }
            if (named.has(day + 2)) {
                all.add(day + 1);
            }
        }
        known.set(year, all);
        return all;
    }

    function isHoliday({ year, month, day }) {
        return holidaysOf(year).has(dayNumber(year, month, day));
    }

    /* When houses close without publishing it: 年末年始 and お盆. */
    function isUsuallyClosedSeason({ month, day }) {
        return (
            (month === 12 && day >= 29) ||
            (month === 1 && day <= 3) ||
            (month === 8 && day >= 13 && day <= 16)
        );
    }

    /* weekday: 0 Monday to 6 Sunday, as in opening hours. */
    function describe(number) {
        const date = new Date(number * DAY_MS);
        const day = {
            year: date.getUTCFullYear(),
            month: date.getUTCMonth() + 1,
            day: date.getUTCDate(),
            weekday: (weekday(number) + 6) % 7
        };
        day.holiday = isHoliday(day);
        return day;
    }

    /* Now in Japan, wherever the device thinks it is. */
    function japanTime(date) {
        const ms = date.getTime() + JAPAN_AHEAD_MS;
        const number = Math.floor(ms / DAY_MS);
        return {
            today: describe(number),
            yesterday: describe(number - 1),
            minute: Math.floor((ms - number * DAY_MS) / 60000)
        };
    }

    Zaitaku.calendar = { isHoliday, isUsuallyClosedSeason, japanTime };
})();
