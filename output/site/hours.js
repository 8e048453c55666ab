/*
 * Opening hours as src/norm/hours.h writes them (opening_hours of
 * OpenStreetMap), and the days of 利用可能曜日. What is not understood is
 * unknown, never closed.
 *
 * A week is {day: [8 of {state, intervals}], off: [7 of weeks]}: days from
 * Monday, 7 is a public holiday; state "open", "closed" or "unknown";
 * intervals in minutes, past 1440 over midnight, none when only the day is
 * known; off[d]: weeks of the month (1 to 5) in which the weekday is closed;
 * openDaysOnly: the source names the open days and says nothing of others.
 */
globalThis.Zaitaku ??= {};

(() => {
    "use strict";

    const DAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "PH"];
    const WEEKDAYS = 7;
    const HOLIDAY = 7;
    const DAY_MIN = 1440;
    const UNKNOWN = Object.freeze({ state: "unknown", intervals: [] });

    function emptyWeek() {
        return {
            day: Array.from({ length: 8 }, () => UNKNOWN),
            off: Array.from({ length: WEEKDAYS }, () => [])
        };
    }

    /* "Mo-We,PH" -> [0, 1, 2, 7]; null when it is something else. */
    function readDays(text) {
        const days = [];
        for (const part of text.split(",")) {
            const [first, last = first, more] = part.split("-");
            const from = DAYS.indexOf(first);
            const to = DAYS.indexOf(last);
            if (from < 0 || to < from || more !== undefined) {
                return null;
            }
            for (let day = from; day <= to; day++) {
                days.push(day);
            }
        }
        return days;
    }

    /* "17:00-08:30" -> [1020, 1950] */
    function readInterval(text) {
        const at = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(text);
        if (!at) {
            return null;
        }
        const [, h1, m1, h2, m2] = at.map(Number);
        const start = h1 * 60 + m1;
        const end = h2 * 60 + m2;
        return [start, end > start ? end : end + DAY_MIN];
    }

    function readState(text) {
        if (text === "off") {
            return { state: "closed", intervals: [] };
        }
        if (text === "unknown") {
            return UNKNOWN;
        }
        const intervals = text.split(",").map(readInterval);
        return intervals.includes(null) ? null : { state: "open", intervals };
    }

    /* "Th[2],Sa[2,4] off": true when it was read. */
    function readOffWeeks(rule, week) {
        const form = /^((?:[A-Z][a-z]\[[1-5](?:,[1-5])*\],?)+) off$/.exec(rule);
        if (!form) {
            return false;
        }
        for (const [, name, weeks] of form[1].matchAll(/(\w\w)\[([\d,]+)\]/g)) {
            const day = DAYS.indexOf(name);
            if (day < 0 || day === HOLIDAY) {
                return false;
            }
            week.off[day] = weeks.split(",").map(Number);
        }
        return true;
    }

    function readRule(rule, week) {
        const space = rule.indexOf(" ");
        const days = readDays(rule.slice(0, space));
        const state = readState(rule.slice(space + 1));
        if (space < 0 || !days || !state) {
            return false;
        }
        for (const day of days) {
            week.day[day] = state;
        }
        return true;
    }

    /* null when it is not opening hours as we write them. */
    function readOsm(text) {
        const week = emptyWeek();
        const understood = text
            .split("; ")
            .every((rule) =>
                rule.includes("[")
                    ? readOffWeeks(rule, week)
                    : readRule(rule, week)
            );
        return understood ? week : null;
    }

    const DAY_WORDS = new Map([
        ["平日", [0, 1, 2, 3, 4]], ["毎日", [0, 1, 2, 3, 4, 5, 6, 7]],
        ["月", [0]], ["火", [1]], ["水", [2]], ["木", [3]], ["金", [4]],
        ["土", [5]], ["日", [6]], ["祝", [7]]
    ]);
    const DAY_WORD = /平日|毎日|[月火水木金土日祝]/g;

    const ONE_DAY = "(?:平日|毎日|[月火水木金土日祝])(?:曜日?|日)?";
    const DAYS_THEN_TIMES = new RegExp(`^((?:${ONE_DAY}[,、・ ]*)+)(.*)$`);

    /* 「平日,土曜日」, 「月火水木金 09:00～18:00」: a list of the days that one
     * can come, so the others are closed; whether holidays count is only told
     * by a list that knows 平日. null when other words stand there. */
    function readAvailableDays(text, others) {
        const form = DAYS_THEN_TIMES.exec(text.normalize("NFKC").trim());
        if (!form) {
            return null;
        }
        const times = form[2].trim() === "" ? [] : readTimes(form[2]);
        if (!times) {
            return null;
        }
        const words = form[1].replace(/([月火水木金土日])曜日?/g, "$1")
            .replace(/祝日/g, "祝")
            .match(DAY_WORD);
        return weekOfWords(words, times, others);
    }

    function weekOfWords(words, intervals, others) {
        const week = { ...emptyWeek(), openDaysOnly: true };
        const whole = words.includes("平日") || words.includes("祝");
        for (let day = 0; day < (whole ? 8 : WEEKDAYS); day++) {
            week.day[day] = { state: others, intervals: [] };
        }
        for (const day of words.flatMap((word) => DAY_WORDS.get(word))) {
            week.day[day] = { state: "open", intervals };
        }
        return week;
    }

    /* " 9:00~17:30" after NFKC; null when it is something else. */
    function readTimes(text) {
        const at = text
            .replace(/[~〜–-]/g, "-")
            .replace(/\b(\d):/g, "0$1:")
            .replace(/\s/g, "");
        const interval = readInterval(at);
        return interval ? [interval] : null;
    }

    /* Of a facility; null when nothing is published. `isNoted`: remarks about
     * the days are published too, so that others may be served. */
    function read(openingHours, availableDays, isNoted = false) {
        const others = isNoted ? "unknown" : "closed";
        return (
            (openingHours && readOsm(openingHours)) ||
            (availableDays && readAvailableDays(availableDays, others)) ||
            null
        );
    }

    /* "open", "closed", "unknown": on some day of the kind `day`. */
    function onDay(week, day) {
        if (!week) {
            return "unknown";
        }
        const everyWeekOff = day < WEEKDAYS && week.off[day].length === 5;
        return everyWeekOff ? "closed" : week.day[day].state;
    }

    /* The hours of one date of the calendar. A week of the month that is off
     * goes last in opening_hours and so holds on holidays too. */
    function onDate(week, date) {
        const nth = Math.ceil(date.day / 7);
        if (week.off[date.weekday].includes(nth)) {
            return { state: "closed", intervals: [] };
        }
        return week.day[date.holiday ? HOLIDAY : date.weekday];
    }

    function covers(hours, minute) {
        return hours.intervals.some(
            ([start, end]) => start <= minute && minute < end
        );
    }

    /* "open", "closed" or "unknown" at a time of Zaitaku.calendar. */
    function atTime(week, time) {
        if (!week) {
            return "unknown";
        }
        const today = onDate(week, time.today);
        const night = onDate(week, time.yesterday);
        if (
            covers(today, time.minute) ||
            covers(night, time.minute + DAY_MIN)
        ) {
            return "open";
        }
        const onlyDayIsKnown =
            today.state === "open" && today.intervals.length === 0;
        return today.state === "unknown" || onlyDayIsKnown
            ? "unknown"
            : "closed";
    }

    Zaitaku.hours = { DAYS, HOLIDAY, read, readOsm, onDay, atTime };
})();
