/* A week of Zaitaku.hours in the words of the language shown; the Japanese
 * is that of src/norm/hours_text.c. */
globalThis.Zaitaku ??= {};

(() => {
    "use strict";

    const DAY_MIN = 1440;
    const SHORTEST_RANGE = 3; /* days: 月～水, but 月・火 */

    function sameHours(a, b) {
        return (
            a.state === b.state && String(a.intervals) === String(b.intervals)
        );
    }

    /* Days of equal hours together, in the order of their first day. */
    function groupsOf(week) {
        const groups = [];
        week.day.forEach((hours, day) => {
            const group = groups.find((one) => sameHours(one.hours, hours));
            if (group) {
                group.days.push(day);
            } else {
                groups.push({ hours, days: [day] });
            }
        });
        return groups;
    }

    /* [0, 1, 2, 4] -> [[0, 2], [4, 4]]; a holiday continues no week. */
    function rangesOf(days, holiday) {
        const ranges = [];
        for (const day of days) {
            const last = ranges[ranges.length - 1];
            if (last && last[1] === day - 1 && day !== holiday) {
                last[1] = day;
            } else {
                ranges.push([day, day]);
            }
        }
        return ranges;
    }

    function formatDays(days) {
        const { DAYS, HOLIDAY } = Zaitaku.hours;
        const { parts, join } = Zaitaku.messages;
        const name = (day) => parts(`short.${DAYS[day]}`);
        const pieces = rangesOf(days, HOLIDAY).flatMap(([from, to]) => {
            if (to - from + 1 >= SHORTEST_RANGE) {
                return [[...name(from), ...parts("hours.to"), ...name(to)]];
            }
            return to > from ? [name(from), name(to)] : [name(from)];
        });
        return join(pieces, "hours.days");
    }

    function clock(minute) {
        const at = minute % DAY_MIN || (minute === DAY_MIN ? DAY_MIN : 0);
        return `${Math.floor(at / 60)}:${String(at % 60).padStart(2, "0")}`;
    }

    function formatInterval([start, end]) {
        const { parts } = Zaitaku.messages;
        if (start === 0 && end === DAY_MIN) {
            return parts("hours.allDay");
        }
        const until =
            end > DAY_MIN
                ? parts("hours.nextDay", { time: clock(end) })
                : [clock(end)];
        return [clock(start), ...parts("hours.to"), ...until];
    }

    function formatHours(hours) {
        const { parts, join } = Zaitaku.messages;
        if (hours.state !== "open") {
            return parts(`hours.${hours.state}`);
        }
        return join(hours.intervals.map(formatInterval), "hours.comma");
    }

    function formatOff(off) {
        const { parts, join } = Zaitaku.messages;
        const pieces = off.flatMap((weeks, day) => {
            const name = parts(`day.${Zaitaku.hours.DAYS[day]}`);
            return weeks.map((n) => parts("hours.nth", { n, day: name }));
        });
        return [...join(pieces, "hours.comma"), " ", ...parts("hours.closed")];
    }

    /* Parts of Zaitaku.messages. */
    function format(week) {
        const { join } = Zaitaku.messages;
        const told = groupsOf(week).filter(
            ({ hours }) => !week.openDaysOnly || hours.state === "open"
        );
        const groups = told.map(({ hours, days }) => {
            const text = formatHours(hours);
            return text.length > 0
                ? [...formatDays(days), " ", ...text]
                : formatDays(days);
        });
        if (week.off.some((weeks) => weeks.length > 0)) {
            groups.push(formatOff(week.off));
        }
        return join(groups, "hours.groups");
    }

    Zaitaku.hoursText = { format };
})();
