/*
 * Which rows are shown. Pure: it asks `facts` and knows no page. What is not
 * known is never hidden without being counted.
 */
globalThis.Zaitaku ??= {};

(() => {
    "use strict";

    const SHORTEST_PHONE = 4; /* digits; fewer would match at random */

    function noFilter() {
        return {
            query: "",
            layers: [],
            day: "", /* Mo ... PH */
            openNow: false,
            unknownHours: true, /* shown */
            functions: {}, /* id: "filed" or "withUnknown" */
            radiusKm: null
        };
    }

    /* 29, No.29, 番号29, 29番: the number on the printed map. */
    const NUMBER = /^(?:no|番号)?0*(\d+)番?$/;

    function matchesWord(row, searchable, word) {
        const { text, places } = searchable;
        if (text.includes(word) || NUMBER.exec(word)?.[1] === String(row + 1)) {
            return true;
        }
        if (/^[a-z]+$/.test(word) && searchable.letters().includes(word)) {
            return true;
        }
        /* みなと市湊町: the text has the address without みなと市. */
        const place = places.find((name) => word.startsWith(name));
        if (place && text.includes(word.slice(place.length))) {
            return true;
        }
        return (
            word.length >= SHORTEST_PHONE &&
            /^\d+$/.test(word) &&
            searchable.digits.includes(word)
        );
    }

    function matchesWords(row, words, facts) {
        return (
            words.length === 0 ||
            words.every((word) =>
                matchesWord(row, facts.searchable(row), word)
            )
        );
    }

    function matchesLayers(row, layers, facts) {
        return (
            layers.length === 0 ||
            facts.fits(row).some((layer) => layers.includes(layer))
        );
    }

    /* "yes", "no", "unknown" */
    function hoursAnswer(row, filter, facts, time) {
        const { DAYS, onDay, atTime } = Zaitaku.hours;
        const states = [];
        if (filter.day !== "") {
            states.push(onDay(facts.week(row), DAYS.indexOf(filter.day)));
        }
        if (filter.openNow) {
            states.push(atTime(facts.week(row), time));
        }
        if (states.includes("closed")) {
            return "no";
        }
        return states.includes("unknown") ? "unknown" : "yes";
    }

    /* "hidden": unknown, and only those known to be filed are wanted. */
    function filedAnswer(row, filter, facts) {
        let answer = "yes";
        for (const [id, wanted] of Object.entries(filter.functions)) {
            const state = facts.functionState(row, id);
            if (state === "notFiled") {
                return "no";
            }
            if (state === "unknown" && answer !== "hidden") {
                answer = wanted === "filed" ? "hidden" : "unknown";
            }
        }
        return answer;
    }

    /* Who may be near is not left out. */
    function isNear(row, filter, facts, distanceM) {
        const metres = distanceM?.[row];
        return (
            filter.radiusKm === null ||
            metres === undefined ||
            metres === null ||
            facts.isUnsure(row, metres) ||
            metres <= filter.radiusKm * 1000
        );
    }

    /*
     * `distanceM`: of each row, null without a pin; undefined when no place
     * is searched around. Returns the rows shown, in their order, those of
     * them whose hours or filings are not known, and the counts of such rows
     * that were left out.
     */
    function select(count, filter, facts, time, distanceM) {
        const words = Zaitaku.foldWords(filter.query);
        const found = {
            shown: [],
            desks: [], /* where to ask: shown whatever else is chosen */
            doubtHours: new Set(),
            doubtFiled: new Set(),
            hoursOut: 0,
            filedOut: 0,
            noPin: 0
        };
        for (let row = 0; row < count; row++) {
            if (facts.isDesk(row) && matchesWords(row, words, facts)) {
                found.desks.push(row);
            }
            if (
                matchesLayers(row, filter.layers, facts) &&
                isNear(row, filter, facts, distanceM) &&
                matchesWords(row, words, facts)
            ) {
                judge(row, filter, facts, time, found);
            }
        }
        return found;
    }

    function judge(row, filter, facts, time, found) {
        const filed = filedAnswer(row, filter, facts);
        const hours = hoursAnswer(row, filter, facts, time);
        if (filed === "no" || hours === "no") {
            return;
        }
        if (filed === "hidden") {
            found.filedOut++;
            return;
        }
        if (hours === "unknown" && !filter.unknownHours) {
            found.hoursOut++;
            return;
        }
        found.shown.push(row);
        if (hours === "unknown") {
            found.doubtHours.add(row);
        }
        if (filed === "unknown") {
            found.doubtFiled.add(row);
        }
        if (!facts.point(row)) {
            found.noPin++;
        }
    }

    Zaitaku.filter = { noFilter, select };
})();
