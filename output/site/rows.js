/*
 * The row of one facility in the list: what the page holds already is put
 * into the language shown, what it lacks is added. Done for the first rows at
 * once and for the others when the browser is idle; in a long list when a row
 * comes near the window, since browsers take long to hide rows full of parts.
 */
globalThis.Zaitaku ??= {};

(() => {
    "use strict";

    const AT_ONCE = 30;
    const LONG_LIST = 1000;
    const NEAR_WINDOW = "1200px 0px";
    const MOST_FILINGS = 6; /* in the row; all of them are in its details */
    const dressedIn = []; /* language, and filings asked for, of each row */
    const near = new Set(); /* rows near the window, in a long list */
    let observer = null;
    let stopEarlier = () => {};

    /* The line of this class, made behind the lines named before it. */
    function line(item, name, behind) {
        const found = item.querySelector(`:scope > .${name}`);
        if (found) {
            return found;
        }
        const made = Zaitaku.dom.element("p", { class: name });
        const before = [...behind, "name"]
            .map((one) => item.querySelector(`:scope > .${one}`))
            .find((one) => one !== null);
        before.after(made);
        return made;
    }

    function dressName(item, row) {
        const { element, markJapanese } = Zaitaku.dom;
        const name = item.querySelector(".name");
        const kana = Zaitaku.data.value(row, "name_kana");
        const ruby = name.querySelector("rt");
        markJapanese(name);
        if (ruby) {
            ruby.textContent = Zaitaku.hiragana(ruby.textContent);
        } else if (kana && kana !== name.textContent) {
            const reading = element("rt", {}, Zaitaku.hiragana(kana));
            const parts = [...name.childNodes, reading];
            name.replaceChildren(element("ruby", {}, ...parts));
        }
        dressEnglishName(item, row);
    }

    /* Or its reading in letters, where no English name is published. */
    function dressEnglishName(item, row) {
        const found = item.querySelector(":scope > .name-en");
        const { text, lang } = Zaitaku.names.inLetters(row) ?? {};
        if (!text) {
            found?.remove();
            return;
        }
        const target = found ?? line(item, "name-en", ["name"]);
        target.textContent = text;
        target.lang = lang;
    }

    /* What it has filed, for professionals: the first, and how many more;
     * the first are those that are looked for. */
    function dressFilings(item, row) {
        const { all, isProfessional, values } = Zaitaku.data;
        const found = item.querySelector(":scope > .filings");
        const filed = isProfessional() ? values(row, "functions") : [];
        if (filed.length === 0) {
            found?.remove();
            return;
        }
        const wanted = Zaitaku.page.view().filter.functions;
        const sorted = [
            ...filed.filter((id) => wanted[id]),
            ...filed.filter((id) => !wanted[id])
        ];
        const { messages, names } = Zaitaku;
        const shown = sorted
            .slice(0, MOST_FILINGS)
            .flatMap((id) => all().functions.find((one) => one.id === id) ?? [])
            .map(names.function);
        const left = filed.length - shown.length;
        if (left > 0) {
            shown.push(messages.parts("function.more", { n: left }));
        }
        Zaitaku.dom.say(
            found ?? line(item, "filings", ["kind", "no"]),
            "function.card",
            { text: messages.join(shown, "filter.join") }
        );
    }

    function dressKind(item, row) {
        const kind = item.querySelector(":scope > .kind");
        const names = Zaitaku.names.services(row);
        if (kind && names.length > 0) {
            Zaitaku.dom.show(
                kind,
                Zaitaku.messages.join(names, "filter.join")
            );
        }
    }

    function dressPhone(item) {
        const none = item.querySelector(":scope > .no-phone");
        if (none) {
            Zaitaku.dom.say(none, "list.noPhone");
        }
    }

    const BEFORE_HOURS = ["fax", "building", "address", "no-phone", "phone"];

    /* A short page has none of it. */
    function dressHours(item, row) {
        const published = Zaitaku.data.value(row, "hours_text");
        const days = Zaitaku.data.value(row, "available_days");
        if (!published && !days) {
            Zaitaku.dom.say(line(item, "no-hours", BEFORE_HOURS), "unknown");
            return;
        }
        const target = line(item, published ? "hours" : "days", BEFORE_HOURS);
        const week = Zaitaku.facts.week(row);
        const japanese = Zaitaku.messages.language() === "ja";
        /* Days alone are published in many forms; hours are in ours. */
        if (!week || (japanese && !week.openDaysOnly)) {
            target.textContent = published ?? days;
            Zaitaku.dom.markJapanese(target);
        } else {
            Zaitaku.dom.show(target, Zaitaku.hoursText.format(week));
            target.removeAttribute("lang");
        }
    }

    function dressWeb(item, row, name) {
        const { dom, messages } = Zaitaku;
        const url = Zaitaku.data.value(row, "url");
        let link = item.querySelector(".web a");
        if (!link && url && dom.isWebLink(url)) {
            link = dom.element("a", {
                href: url,
                rel: "noopener noreferrer",
                "data-t": "list.web"
            });
            line(item, "web", ["hours", "days", "no-hours"]).append(link);
        }
        if (link) {
            dom.say(link, "list.web");
            const label = messages.text("list.webOf", { name });
            link.setAttribute("aria-label", label);
        }
    }

    function dressMore(item, row, name) {
        let more = item.querySelector(":scope > .more");
        if (!more) {
            more = Zaitaku.details.make(row);
            item.append(more);
        }
        Zaitaku.details.relabel(more, name);
    }

    function dress(row) {
        const { functions } = Zaitaku.page.view().filter;
        const language =
            Zaitaku.messages.language() + Object.keys(functions).join();
        if (dressedIn[row] === language) {
            return;
        }
        const item = Zaitaku.data.item(row);
        const name = Zaitaku.data.value(row, "name") ?? "";
        for (const plain of item.querySelectorAll(
            ":scope > .address, :scope > .building, :scope > .area"
        )) {
            Zaitaku.dom.markJapanese(plain);
        }
        dressName(item, row);
        dressKind(item, row);
        dressFilings(item, row);
        dressPhone(item);
        dressHours(item, row);
        dressWeb(item, row, name);
        dressMore(item, row, name);
        dressedIn[row] = language;
    }

    function watch() {
        observer = new IntersectionObserver(
            (entries) => {
                for (const { target, isIntersecting } of entries) {
                    const row = Number(target.dataset.i);
                    if (isIntersecting) {
                        near.add(row);
                        dress(row);
                    } else {
                        near.delete(row);
                    }
                }
            },
            { rootMargin: NEAR_WINDOW }
        );
        for (let row = 0; row < Zaitaku.data.count(); row++) {
            observer.observe(Zaitaku.data.item(row));
        }
    }

    /* `rows`: those shown, which come first. */
    function dressAll(rows) {
        const count = Zaitaku.data.count();
        stopEarlier();
        rows.slice(0, AT_ONCE).forEach(dress);
        if (count > LONG_LIST) {
            near.forEach(dress);
            if (!observer) {
                watch();
            }
        } else {
            const all = Array.from({ length: count }, (unused, row) => row);
            stopEarlier = Zaitaku.dom.inSlices([...rows, ...all], dress);
        }
    }

    /* Paper shows every row at once. */
    function dressForPrint() {
        Zaitaku.page.shown().rows.forEach(dress);
        Zaitaku.list.desks().forEach(dress);
    }

    Zaitaku.rows = { dress, dressAll, dressForPrint };
})();
