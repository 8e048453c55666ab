/* What a pin tells. The focus goes into it, and back to the pin (or to the
 * button that asked for it) when it is closed. */
globalThis.Zaitaku ??= {};

(() => {
    "use strict";

    let popup = null;
    let giveBack = null; /* what gets the focus when it closes */

    function lines(row) {
        const { element, show, markJapanese } = Zaitaku.dom;
        const { value } = Zaitaku.data;
        const name = element("p", { class: "popup-name" });
        const layer = element("p", { class: "popup-layer" });
        const address = value(row, "address");
        const made = [name, layer];
        name.append(value(row, "name") ?? "");
        markJapanese(name);
        show(layer, Zaitaku.names.layerOf(row));
        const letters = Zaitaku.names.inLetters(row);
        if (letters) {
            const { text, lang } = letters;
            made.push(element("p", { class: "name-en", lang }, text));
        }
        if (address) {
            const line = element("p", { class: "address" }, address);
            markJapanese(line);
            made.push(line);
        }
        const phone = Zaitaku.data.item(row).querySelector(".phone");
        if (phone) {
            made.push(phone.cloneNode(true));
        }
        const rough = Zaitaku.approx.line(row);
        return rough ? [...made, rough] : made;
    }

    function contents(row) {
        const { element, said } = Zaitaku.dom;
        const id = Zaitaku.data.value(row, "id");
        const href = Zaitaku.link.facilityHash(id);
        const toList = said("a", { href }, "map.toList");
        const close = said("button", { type: "button" }, "map.close");
        const name = Zaitaku.data.value(row, "name") ?? "";
        close.addEventListener("click", shut);
        toList.addEventListener("click", (event) => {
            event.preventDefault();
            forget();
            Zaitaku.page.goToFacility(id);
        });
        return element(
            "div",
            {
                class: "popup",
                role: "dialog",
                "aria-label": Zaitaku.messages.text("map.popup", { name })
            },
            ...lines(row),
            element("p", { class: "buttons" }, toList, " ", close)
        );
    }

    function shut() {
        popup?.remove();
    }

    /* Where it may be, while its popup is open; residents have words only. */
    function showError({ row }, map) {
        const metres = Zaitaku.approx.errorM(row);
        const around = Zaitaku.facts.point(row);
        if (Zaitaku.approx.isRough(row) && metres) {
            const circle = Zaitaku.ground.circle(around, metres, "error");
            circle.addTo(map);
            popup.on("remove", () => circle.remove());
        }
    }

    function returnFocus(hadFocus) {
        const target = giveBack;
        giveBack = null;
        if (!hadFocus || !target) {
            return;
        }
        const element = target();
        (element?.isConnected
            ? element
            : Zaitaku.map.container()
        ).focus({ preventScroll: true });
    }

    /* `opener`: the element that asked for it; else the pin itself. */
    function open(marker, opener) {
        shut();
        const map = Zaitaku.map.leaflet();
        popup = L.popup({
            closeButton: false,
            autoPanPadding: [16, 16],
            maxWidth: 280,
            offset: [0, -8]
        })
            .setLatLng(marker.getLatLng())
            .setContent(contents(marker.row));
        giveBack = () => opener ?? marker.getElement();
        popup.on("remove", () => returnFocus(true));
        /* The map may still follow the focus: it would stop the other move. */
        map.stop();
        popup.openOn(map);
        showError(marker, map);
        popup.getElement().querySelector("a, button")?.focus({
            preventScroll: true
        });
    }

    /* Without a word to the focus: the pins are drawn anew. */
    function forget() {
        giveBack = null;
        shut();
    }

    Zaitaku.popup = { open, shut, forget, isOpen: () => popup?.isOpen() };
})();
