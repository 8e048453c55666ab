/* How many facilities are shown, and what is not known of them: told after
 * the typing stops, so that it is read out once. */
globalThis.Zaitaku ??= {};

(() => {
    "use strict";

    const WAIT_MS = 200;
    let latest = [];
    let said = "";
    let timer = 0;

    /* [key, values] of each sentence. */
    function sentences(found, view) {
        const { number } = Zaitaku.messages;
        const total = Zaitaku.data.count();
        const list = [firstSentence(found.shown.length, total)];
        const add = (key, n) => n > 0 && list.push([key, { n: number(n) }]);
        add("count.hoursIn", found.doubtHours.size);
        add("count.hoursOut", found.hoursOut);
        add("count.filedIn", found.doubtFiled.size);
        add("count.filedOut", found.filedOut);
        add(view.distanceM ? "near.noPin" : "count.noPin", found.noPin);
        if (view.filter.openNow && isSeason()) {
            list.push(["count.season", {}]);
        }
        return list;
    }

    function firstSentence(n, total) {
        const { number } = Zaitaku.messages;
        if (total === 0) {
            return ["list.empty", {}];
        }
        if (n === 0) {
            return ["count.none", {}];
        }
        return n === total
            ? ["count.all", { n: number(n) }]
            : ["count.some", { n: number(n), total: number(total) }];
    }

    function isSeason() {
        const { japanTime, isUsuallyClosedSeason } = Zaitaku.calendar;
        return isUsuallyClosedSeason(japanTime(new Date()).today);
    }

    function say() {
        const { parts } = Zaitaku.messages;
        const space = parts("count.space");
        const text = latest.flatMap(([key, values], i) => [
            ...(i === 0 ? [] : space),
            ...parts(key, values)
        ]);
        const line = Zaitaku.dom.byId("count");
        /* Said again, it would be read out again. */
        if (said !== Zaitaku.messages.plain(text)) {
            said = Zaitaku.messages.plain(text);
            Zaitaku.dom.show(line, text);
        }
    }

    function tell(found, view) {
        latest = sentences(found, view);
        clearTimeout(timer);
        timer = setTimeout(say, WAIT_MS);
    }

    Zaitaku.count = { sentences, tell };
})();
