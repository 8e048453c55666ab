/*
 * The list in step with the filters: rows are hidden and marked where they
 * stand, sections that are empty are hidden, and around a searched place each
 * section stands in the order of distance, rows without a point at the end in
 * a section of their own.
 */
globalThis.Zaitaku ??= {};

(() => {
    "use strict";

    const UNPLACED_ID = "unplaced";
    const home = []; /* list in which each row stands by itself */
    let consultShown = false; /* a person asked for every consultation row */
    let sortedBy; /* the distances by which the rows stand */

    function prepare() {
        for (let row = 0; row < Zaitaku.data.count(); row++) {
            home[row] = Zaitaku.data.item(row).parentElement;
        }
        prepareUnplaced();
        prepareConsult();
    }

    function prepareUnplaced() {
        const { byId, element, said } = Zaitaku.dom;
        const heading = element(
            "h3",
            {},
            said("span", { "data-t": "list.unplaced" }, "list.unplaced"),
            " ",
            element("span", { class: "n", "data-t": "count.places" })
        );
        byId("list").append(
            element(
                "section",
                { class: "layer", id: UNPLACED_ID, hidden: "" },
                heading,
                element("ul", { class: "facilities" })
            )
        );
    }

    /* Where to ask stays in sight when a filter leaves nothing of it. */
    function prepareConsult() {
        const { byId, element, said } = Zaitaku.dom;
        const rows = byId("consult")?.querySelector(".facilities");
        if (!rows) {
            return;
        }
        const button = said(
            "button",
            { type: "button", "data-t": "consult.show" },
            "consult.show"
        );
        button.addEventListener("click", () => {
            consultShown = true;
            Zaitaku.page.refresh();
            const first = rows.querySelector(".facility");
            first.tabIndex = -1;
            first.focus();
        });
        rows.after(
            element(
                "div",
                { id: "consult-filtered", hidden: "" },
                said("p", { "data-t": "consult.filtered" }, "consult.filtered"),
                button
            )
        );
    }

    /* A line that comes and goes behind the name. */
    function setLine(item, name, message) {
        const found = item.querySelector(`:scope > .${name}`);
        if (!message) {
            found?.remove();
            return;
        }
        const target = found ?? Zaitaku.dom.element("p", { class: name });
        Zaitaku.dom.say(target, ...message);
        if (!found) {
            item.querySelector(".name").after(target);
        }
    }

    function doubtMessage(row, found, filter) {
        if (found.doubtHours.has(row)) {
            return [filter.openNow ? "list.openUnknown" : "list.dayUnknown"];
        }
        return found.doubtFiled.has(row) ? ["list.filedUnknown"] : null;
    }

    function distanceMessage(metres) {
        if (metres === undefined) {
            return null;
        }
        if (metres === null) {
            return ["near.noDistance"];
        }
        const { number } = Zaitaku.messages;
        const rounded = Math.round(metres / 10) * 10;
        return rounded < 1000
            ? ["near.distanceM", { m: number(rounded) }]
            : ["near.distance", { km: number(metres / 1000, 1) }];
    }

    function showMarks(row, found, view) {
        const item = Zaitaku.data.item(row);
        setLine(item, "distance", distanceMessage(view.distanceM?.[row]));
        setLine(item, "doubt", doubtMessage(row, found, view.filter));
    }

    function isConsult(row) {
        return home[row].closest("#consult") !== null;
    }

    /* The list that a row belongs into now. */
    function listOf(row, view) {
        const unplaced =
            view.distanceM && view.distanceM[row] === null && !isConsult(row);
        return unplaced
            ? document.querySelector(`#${UNPLACED_ID} ul`)
            : home[row];
    }

    /* By distance around a place; as published (layer, kana) else. */
    function order(rows, distanceM) {
        if (!distanceM) {
            return rows.slice();
        }
        return rows
            .slice()
            .sort(
                (a, b) =>
                    (distanceM[a] ?? Infinity) - (distanceM[b] ?? Infinity) ||
                    a - b
            );
    }

    function sort(view) {
        if (sortedBy === view.distanceM) {
            return;
        }
        const all = Array.from(home.keys());
        const lists = new Map();
        for (const row of order(all, view.distanceM)) {
            const list = listOf(row, view);
            if (!lists.has(list)) {
                lists.set(list, []);
            }
            lists.get(list).push(Zaitaku.data.item(row));
        }
        for (const [list, items] of lists) {
            list.append(...items);
        }
        sortedBy = view.distanceM;
    }

    function showSections() {
        const { byId } = Zaitaku.dom;
        for (const section of document.querySelectorAll("#list > .layer")) {
            const shown = section.querySelectorAll(".facility:not([hidden])");
            section.hidden = shown.length === 0;
            showCount(section.querySelector("h3 .n"), shown.length);
        }
        const filtered = byId("consult-filtered");
        if (filtered) {
            filtered.hidden =
                document.querySelector("#consult .facility:not([hidden])") !==
                null;
        }
    }

    function showCount(target, n) {
        if (target && target.dataset.vN !== String(n)) {
            target.dataset.vN = n;
            Zaitaku.translate.element(target);
        }
    }

    function show(found, view) {
        const shown = new Set(found.shown);
        sort(view);
        for (let row = 0; row < home.length; row++) {
            const visible =
                shown.has(row) || (consultShown && isConsult(row));
            const item = Zaitaku.data.item(row);
            if (item.hidden === visible) {
                item.hidden = !visible;
            }
            if (visible) {
                showMarks(row, found, view);
            }
        }
        showSections();
        const line = Zaitaku.dom.byId("order");
        line.dataset.t = view.distanceM ? "order.distance" : "order.kana";
        Zaitaku.translate.element(line);
        showConditions(view);
    }

    /* In words, also for who reads the printed list. */
    function showConditions(view) {
        const { byId, element, say } = Zaitaku.dom;
        const words = Zaitaku.fax.conditionWords(view);
        const line =
            byId("conditions") ?? element("p", { id: "conditions" });
        byId("order").before(line);
        line.hidden = words.length === 0;
        say(line, "filter.conditions", {
            text: words.join(Zaitaku.messages.text("filter.join"))
        });
    }

    /* The rows shown, in the order in which they stand. */
    function inOrder(found, view) {
        const layers = Zaitaku.data.all().layer;
        const place = (row) =>
            view.distanceM && view.distanceM[row] === null
                ? Infinity
                : layers[row];
        return order(found.shown, view.distanceM).sort(
            (a, b) => place(a) - place(b) || 0 /* Infinity - Infinity */
        );
    }

    Zaitaku.list = {
        prepare, show, inOrder, distanceMessage,
        forgetConsult: () => {
            consultShown = false;
        }
    };
})();
