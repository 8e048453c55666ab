/* Small things of the page that many files use. Text of the data becomes text
 * nodes, never markup. */
globalThis.Zaitaku ??= {};

(() => {
    "use strict";

    const SVG = "http://www.w3.org/2000/svg";
    const CHUNK_MS = 12; /* leaves the browser time for the next frame */
    const MOST_WAIT_MS = 300;

    function byId(id) {
        return document.getElementById(id);
    }

    /* element("p", {class: "x"}, "text", child ...) */
    function element(name, attributes = {}, ...children) {
        const made = document.createElement(name);
        for (const [key, value] of Object.entries(attributes)) {
            made.setAttribute(key, value);
        }
        made.append(...children);
        return made;
    }

    /* The same of an SVG. */
    function vector(name, attributes, ...children) {
        const made = document.createElementNS(SVG, name);
        for (const [key, value] of Object.entries(attributes)) {
            made.setAttribute(key, value);
        }
        made.append(...children);
        return made;
    }

    /* Shows parts of Zaitaku.messages, ruby as ruby where it may stand. */
    function show(target, list) {
        if (target.localName === "option") {
            target.textContent = Zaitaku.messages.spelled(list);
            return;
        }
        const nodes = list.map((part) => {
            if (typeof part === "string") {
                return part;
            }
            return part.ruby
                ? element("ruby", {}, part.base, element("rt", {}, part.ruby))
                : element("span", { lang: part.lang }, part.base);
        });
        target.replaceChildren(...nodes);
    }

    function say(target, key, values) {
        show(target, Zaitaku.messages.parts(key, values));
    }

    /* A new element that says a message. */
    function said(name, attributes, key, values) {
        const made = element(name, attributes);
        say(made, key, values);
        return made;
    }

    /* The text of an element, without its ruby. */
    function textOf(target) {
        if (!target.querySelector("rt")) {
            return target.textContent.trim();
        }
        const copy = target.cloneNode(true);
        for (const reading of copy.querySelectorAll("rt, rp")) {
            reading.remove();
        }
        return copy.textContent.trim();
    }

    /* The symbol of a layer, which the page holds once. */
    function sign(layerId) {
        return vector(
            "svg",
            { class: "sign", "aria-hidden": "true", focusable: "false" },
            vector("use", { href: `#sign-${layerId}` })
        );
    }

    /* Data is Japanese also where the page is not. */
    function markJapanese(target) {
        if (Zaitaku.messages.isJapanese()) {
            target.removeAttribute("lang");
        } else {
            target.setAttribute("lang", "ja");
        }
    }

    /* What may become a link: http(s), no user's name in it. */
    function isWebLink(text) {
        if (!/^https?:\/\//i.test(text)) {
            return false;
        }
        try {
            const url = new URL(text);
            return url.username === "" && url.password === "";
        } catch {
            return false;
        }
    }

    function whenIdle(work) {
        if ("requestIdleCallback" in globalThis) {
            requestIdleCallback(work, { timeout: MOST_WAIT_MS });
        } else {
            setTimeout(work, 1);
        }
    }

    /* Calls work(item) for each, in slices between which the page answers.
     * Returns a function that stops it. */
    function inSlices(items, work, done = () => {}) {
        let at = 0;
        let stopped = false;
        const slice = () => {
            const end = performance.now() + CHUNK_MS;
            while (!stopped && at < items.length && performance.now() < end) {
                work(items[at++]);
            }
            if (stopped) {
                return;
            }
            if (at < items.length) {
                whenIdle(slice);
            } else {
                done();
            }
        };
        slice();
        return () => {
            stopped = true;
        };
    }

    /* The last call within `ms` counts. */
    function later(ms, work) {
        let timer = 0;
        return () => {
            clearTimeout(timer);
            timer = setTimeout(work, ms);
        };
    }

    function focusAndShow(target) {
        target.scrollIntoView({ block: "center" });
        target.focus({ preventScroll: true });
    }

    Zaitaku.dom = {
        byId, element, vector, show, say, said, textOf, sign,
        markJapanese, isWebLink, whenIdle, inSlices, later, focusAndShow
    };
})();
