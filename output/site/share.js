/* Links, the list as text for a FAX, the list as CSV, the printer. */
globalThis.Zaitaku ??= {};

(() => {
    "use strict";

    const DOWNLOAD_MS = 60000; /* the browser reads the file after the click */

    function listStatus() {
        return Zaitaku.dom.byId("tool-result");
    }

    /* Where the clipboard is refused (file://, no permission), the text is
     * shown below the status, selected. */
    function offerText(text, status) {
        const { byId, element, said } = Zaitaku.dom;
        byId("copied-text")?.remove();
        const area = element("textarea", {
            class: "fallback",
            rows: "8",
            readonly: "",
            "aria-label": status.textContent
        });
        const close = said("button", { type: "button" }, "map.close");
        const box = element("div", { id: "copied-text" }, area, close);
        area.value = text;
        close.addEventListener("click", () => {
            box.remove();
            status.replaceChildren();
        });
        status.after(box);
        area.focus();
        area.select();
    }

    async function copy(text, status, key, values) {
        try {
            await navigator.clipboard.writeText(text);
            Zaitaku.dom.say(status, key, values);
        } catch {
            Zaitaku.dom.say(status, "list.notCopied");
            offerText(text, status);
        }
    }

    /* ---- links ---- */

    function pageAddress(query) {
        return Zaitaku.link.address(query, Zaitaku.data.all().page_url);
    }

    function facility(row, status) {
        const id = Zaitaku.data.value(row, "id");
        const hash = Zaitaku.link.facilityHash(id);
        copy(pageAddress("") + hash, status, "list.copied");
    }

    function conditions() {
        const view = Zaitaku.page.view();
        const withPlace = Zaitaku.dom.byId("share-place")?.checked;
        const query = Zaitaku.link.write(view, withPlace ? view.near : null);
        copy(pageAddress(query), listStatus(), "list.copied");
    }

    /* The place goes into a link only when a person says so. */
    function preparePlaceChoice() {
        const { byId, element, said } = Zaitaku.dom;
        const box = element("input", { type: "checkbox", id: "share-place" });
        const label = said(
            "label",
            { for: "share-place", "data-t": "share.place" },
            "share.place"
        );
        const line = element("span", { class: "check" }, box, " ", label);
        line.id = "share-place-line";
        line.hidden = true;
        byId("link-button").after(line);
    }

    function showPlaceChoice(near) {
        Zaitaku.dom.byId("share-place-line").hidden = !near;
        if (!near) {
            Zaitaku.dom.byId("share-place").checked = false;
        }
    }

    /* ---- the list ---- */

    function copyList() {
        const shown = Zaitaku.page.shown();
        const n = Zaitaku.messages.number(shown.rows.length);
        copy(Zaitaku.fax.text(shown), listStatus(), "copy.done", { n });
    }

    function saveCsv() {
        const shown = Zaitaku.page.shown();
        const { code, created, edition } = Zaitaku.data.all();
        const blob = new Blob([Zaitaku.csv.text(shown)], {
            type: "text/csv;charset=utf-8"
        });
        const url = URL.createObjectURL(blob);
        const link = Zaitaku.dom.element("a", {
            href: url,
            download: `zaitaku-${code}-${edition}-${created}.csv`
        });
        link.click();
        setTimeout(() => URL.revokeObjectURL(url), DOWNLOAD_MS);
        const n = Zaitaku.messages.number(shown.rows.length);
        Zaitaku.dom.say(listStatus(), "csv.done", { n });
    }

    function prepare() {
        const { byId } = Zaitaku.dom;
        const actions = {
            "print-button": () => window.print(),
            "copy-list": copyList,
            "csv-button": saveCsv,
            "link-button": conditions
        };
        for (const [id, action] of Object.entries(actions)) {
            const button = byId(id);
            if (button) {
                button.hidden = false;
                button.addEventListener("click", action);
            }
        }
        window.addEventListener("beforeprint", Zaitaku.rows.dressForPrint);
        preparePlaceChoice();
        byId("tools").hidden = false;
    }

    Zaitaku.share = { prepare, facility, showPlaceChoice };
})();
