/* The page in another language: every element that names its message. */
globalThis.Zaitaku ??= {};

(() => {
    "use strict";

    const own = new Map(); /* element: its Japanese from the data */
    let pageTitle = "";

    /* data-v-place="…" -> {place: "…"} */
    function valuesOf(target) {
        const values = {};
        for (const [name, text] of Object.entries(target.dataset)) {
            const slot = /^v([A-Z].*)$/.exec(name)?.[1];
            if (slot) {
                const key = slot[0].toLowerCase() + slot.slice(1);
                values[key] = shownValue(key, text);
            }
        }
        return values;
    }

    /* Names and texts of the data, which are Japanese. */
    const FROM_PAGE = ["place", "name", "text"];

    function shownValue(key, text) {
        if (key === "date") {
            return Zaitaku.messages.date(text);
        }
        if (key === "n") {
            return Zaitaku.messages.number(Number(text));
        }
        return FROM_PAGE.includes(key)
            ? [Zaitaku.messages.fromData(text)]
            : text;
    }

    function layerName(key) {
        const { layers } = Zaitaku.data.all();
        const at = layers.findIndex(({ id }) => `layer.${id}` === key);
        return at < 0 ? null : Zaitaku.names.layer(at);
    }

    /* data-t-own: Japanese comes from the data, as do words that the
     * catalogue does not have. */
    function element(target) {
        const { dom, messages } = Zaitaku;
        const key = target.dataset.t;
        if ("tOwn" in target.dataset) {
            if (!own.has(target)) {
                own.set(target, target.textContent);
            }
            const named = layerName(key);
            if (named) {
                dom.show(target, named);
                return;
            }
            if (messages.language() === "ja" || !messages.has(key)) {
                target.textContent = own.get(target);
                dom.markJapanese(target);
                return;
            }
            target.removeAttribute("lang");
        }
        dom.show(target, messages.parts(key, valuesOf(target)));
    }

    function attributes(target) {
        const { text } = Zaitaku.messages;
        const { tLabel, tPlaceholder } = target.dataset;
        if (tLabel) {
            target.setAttribute("aria-label", text(tLabel, valuesOf(target)));
        }
        if (tPlaceholder) {
            target.setAttribute("placeholder", text(tPlaceholder));
        }
    }

    /* Words before lines of the list are made by CSS, in Japanese; other
     * languages put theirs in. */
    const LINE_FIELDS = {
        phone: "phone",
        fax: "fax",
        address: "address",
        hours: "hours_text",
        days: "available_days",
        area: "service_area",
        postal: "postal_code"
    };

    function lineLabels() {
        for (const field of Zaitaku.data.all().fields) {
            const line = Object.keys(LINE_FIELDS).find(
                (name) => LINE_FIELDS[name] === field.name
            );
            if (!line) {
                continue;
            }
            setLabel(line, Zaitaku.names.field(field));
        }
        setLabel("no", Zaitaku.messages.parts("list.number"));
    }

    /* Such labels cannot hold ruby: readings stand in brackets. */
    function setLabel(line, words) {
        const { spelled, language } = Zaitaku.messages;
        const { style } = document.documentElement;
        if (language() === "ja") {
            style.removeProperty(`--t-${line}`);
        } else {
            const text = JSON.stringify(`${spelled(words)} `);
            style.setProperty(`--t-${line}`, text);
        }
    }

    function title() {
        const { all } = Zaitaku.data;
        const { language, text } = Zaitaku.messages;
        pageTitle ||= document.title;
        document.title =
            language() === "ja"
                ? pageTitle
                : `${text("title", { place: all().place })} – ` +
                  text(`edition.${all().edition}`);
    }

    /* What the data says stays Japanese: publishers, titles, licences. */
    const FROM_DATA = "#sources :is(.source, .attribution, dd:not(:has(span)))";

    function markData() {
        document
            .querySelectorAll(FROM_DATA)
            .forEach(Zaitaku.dom.markJapanese);
    }

    function within(root) {
        /* Links of the list are put into words with their row. */
        const texts = root.querySelectorAll("[data-t]:not(.web a)");
        const others = root.querySelectorAll(
            "[data-t-label], [data-t-placeholder]"
        );
        texts.forEach(element);
        others.forEach(attributes);
    }

    function page() {
        document.documentElement.lang = Zaitaku.messages.about().lang;
        title();
        lineLabels();
        markData();
        within(document);
    }

    Zaitaku.translate = { page, within, element };
})();
