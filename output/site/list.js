/*
 * The list in step with the filters: rows are hidden and marked where they
 * stand, sections that are empty are hidden. Around a searched place each
 * section stands in the order of distance, rough places behind the others and
 * rows without a point at the end in a section of their own; where hours are
 * asked for, rows whose hours are not known stand in a part of their own.
 */
globalThis.Zaitaku ??= {};

(() => {
    "use strict";

    const UNPLACED_ID = "unplaced";
    const home = []; /* list in which each row stands by itself */
    let consultShown = false; /* a person asked for every consultation row */
    let desks = []; /* rows that stay whatever is chosen */
    let sortedBy = ""; /* distances and doubts by which the rows stand */
    let pins = null; /* of the drawn outline, by row */
    const MOST_NUMBERED = 40; /* pins; more would cover each other */

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

    /* Of a section: the list of those whose hours are not known. */
    function doubtList(row) {
        const { element, said } = Zaitaku.dom;
        const section = home[row].closest(".layer");
        const found = section.querySelector(".in-doubt ul");
        if (found) {
            return found;
        }
        const id = `${section.id}-in-doubt`;
        const title = said(
            "p",
            { class: "part", id, "data-t": "list.hoursPart" },
            "list.hoursPart"
        );
        const list = element("ul", {
            class: "facilities", "aria-labelledby": id
        });
        home[row].after(element("div", { class: "in-doubt" }, title, list));
        return list;
    }

    /* Where to ask stays in sight when a search leaves nothing of it; other
     * filters leave all of it. */
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
        rows.before(
            said(
                "p",
                { id: "consult-all", hidden: "", "data-t": "consult.all" },
                "consult.all"
            )
        );
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

    function showMarks(row, found, view) {
        const item = Zaitaku.data.item(row);
        const metres = view.distanceM?.[row];
        const distance = Zaitaku.approx.distanceMessage(row, metres);
        setLine(item, "distance", distance);
        setLine(item, "doubt", doubtMessage(row, found, view.filter));
    }

    function isConsult(row) {
        return home[row].closest("#consult") !== null;
    }

    /* The list that a row belongs into now. */
    function listOf(row, found, view) {
        if (isConsult(row)) {
            return home[row];
        }
        if (isUnplaced(row, view)) {
            return document.querySelector(`#${UNPLACED_ID} ul`);
        }
        return found.doubtHours.has(row) ? doubtList(row) : home[row];
    }

    function isUnplaced(row, view) {
        return view.distanceM !== undefined && view.distanceM[row] === null;
    }

    /* By distance around a place, first what is known exactly; as published
     * (layer, kana) else. */
    function order(rows, { distanceM }) {
        if (!distanceM) {
            return rows.slice();
        }
        const { isRough } = Zaitaku.approx;
        const rough = rows.map((row) => [row, Number(isRough(row))]);
        return rough
            .sort(
                ([a, roughA], [b, roughB]) =>
                    roughA - roughB ||
                    (distanceM[a] ?? Infinity) - (distanceM[b] ?? Infinity) ||
                    a - b
            )
            .map(([row]) => row);
    }

    /* A list whose rows stand as they shall is left alone. */
    function sort(found, view) {
        const by = [[...found.doubtHours], view.distanceM ?? []].join(";");
        if (sortedBy === by) {
            return;
        }
        const all = Array.from(home.keys());
        const lists = new Map();
        for (const row of order(all, view)) {
            const list = listOf(row, found, view);
            if (!lists.has(list)) {
                lists.set(list, []);
            }
            lists.get(list).push(Zaitaku.data.item(row));
        }
        for (const [list, items] of lists) {
            if (items.some((item, i) => list.children[i] !== item)) {
                list.append(...items);
            }
        }
        sortedBy = by;
    }

    function countShown(within) {
        return within.querySelectorAll(".facility:not([hidden])").length;
    }

    function showSections(view) {
        for (const section of document.querySelectorAll("#list > .layer")) {
            const n = countShown(section);
            section.hidden = n === 0;
            showCount(section.querySelector("h3 .n"), n);
        }
        for (const part of document.querySelectorAll("#list .in-doubt")) {
            const n = countShown(part);
            part.hidden = n === 0;
            showCount(part.querySelector(".part"), n);
        }
        showDesks(view);
    }

    function isFiltered({ filter, distanceM }) {
        const { layers, day, openNow, functions, radiusKm } = filter;
        return (
            layers.length > 0 ||
            day !== "" ||
            openNow ||
            Object.keys(functions).length > 0 ||
            (distanceM !== undefined && radiusKm !== null)
        );
    }

    function showDesks(view) {
        const { byId } = Zaitaku.dom;
        const filtered = byId("consult-filtered");
        if (filtered) {
            filtered.hidden =
                document.querySelector("#consult .facility:not([hidden])") !==
                null;
            byId("consult-all").hidden =
                !isFiltered(view) || !filtered.hidden;
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
        desks = found.desks;
        const always = new Set(desks);
        sort(found, view);
        for (let row = 0; row < home.length; row++) {
            const visible =
                shown.has(row) ||
                always.has(row) ||
                (consultShown && isConsult(row));
            const item = Zaitaku.data.item(row);
            if (item.hidden === visible) {
                item.hidden = !visible;
            }
            if (visible) {
                showMarks(row, found, view);
            }
        }
        showSections(view);
        /* What a heading says of other sections is true of all rows only. */
        Zaitaku.dom
            .byId("list")
            .classList.toggle("filtered", shown.size < home.length);
        showPins(shown);
        const line = Zaitaku.dom.byId("order");
        line.dataset.t = view.distanceM ? "order.distance" : "order.kana";
        Zaitaku.translate.element(line);
        showConditions(view);
    }

    /* Paper shows the drawn outline: with the pins of what is listed, and
     * their numbers in the list, where some are left out. */
    function showPins(shown) {
        pins ??= [...document.querySelectorAll("#outline .pin[data-i]")];
        const left = pins.filter((pin) => shown.has(Number(pin.dataset.i)));
        const isPart = left.length < pins.length;
        for (const pin of pins) {
            pin.classList.toggle("off", !shown.has(Number(pin.dataset.i)));
        }
        document
            .querySelectorAll("#outline .pin-number")
            .forEach((number) => number.remove());
        if (isPart && left.length <= MOST_NUMBERED) {
            left.forEach(addNumber);
        }
        showOutline(left.length, shown.size);
    }

    /* A long page has the pins of few rows: an outline without those that are
     * listed says nothing on the paper. */
    function showOutline(nPins, nRows) {
        const { style, classList } = Zaitaku.dom.byId("outline-figure");
        const isPart = nRows < home.length;
        if (isPart && nPins === 0 && classList.contains("replaced")) {
            style.setProperty("display", "none", "important");
        } else {
            style.removeProperty("display");
        }
    }

    function addNumber(pin) {
        const at = (name) => Number(pin.getAttribute(name));
        const number = Zaitaku.dom.vector(
            "text",
            {
                class: "pin-number", x: at("x") + at("width") + 4,
                y: at("y") + at("height") / 2, "dominant-baseline": "central"
            },
            String(Number(pin.dataset.i) + 1)
        );
        /* Names of places stand in the middle of their points. */
        Object.assign(number.style, {
            textAnchor: "start", fontSize: "20px", fontWeight: "700"
        });
        pin.ownerSVGElement.append(number);
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
            isUnplaced(row, view) ? layers.length : layers[row];
        const doubt = (row) =>
            Number(found.doubtHours.has(row) && !isUnplaced(row, view));
        return order(found.shown, view).sort(
            (a, b) => place(a) - place(b) || doubt(a) - doubt(b)
        );
    }

    Zaitaku.list = {
        prepare, show, inOrder, doubtMessage,
        desks: () => desks,
        forgetConsult: () => {
            consultShown = false;
        }
    };
})();
