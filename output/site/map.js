/*
 * The map, an addition to the list: Leaflet in the place of the drawn
 * outline. Tiles of 国土地理院 may lie below it; all works without them.
 */
globalThis.Zaitaku ??= {};

(() => {
    "use strict";

    const TILE_URL =
        "https://cyberjapandata.gsi.go.jp/xyz/{id}/{z}/{x}/{y}.png";
    const TILE_ZOOM = { least: 5, most: 18 };
    const JAPAN = [[24, 123], [46, 146]];
    const PAN_PX = 120;
    const RESULT_ZOOM = 15;
    const AROUND = {
        paddingTopLeft: [24, 24],
        paddingBottomRight: [24, 36] /* the scale */
    };

    let map = null;
    let whole = null; /* bounds of all that the map is of */
    let tiles = null;
    let rowsShown = []; /* also what was asked before the map was made */
    let drawn = ""; /* rows and language of the pins there are */

    function isStill() {
        return matchMedia("(prefers-reduced-motion: reduce)").matches;
    }

    /* ---- tiles ---- */

    function note(key) {
        const line = Zaitaku.dom.byId("map-note");
        line.hidden = false;
        line.dataset.t = key;
        Zaitaku.translate.element(line);
    }

    function setTiles(id) {
        tiles?.remove();
        tiles = null;
        Zaitaku.dom.byId("tiles-credit").hidden = true;
        Zaitaku.dom.byId("map-note").hidden = true;
        Zaitaku.towns.draw(map);
        if (id === "none") {
            return;
        }
        note("map.tilesHint");
        tiles = L.tileLayer(TILE_URL, {
            id,
            minZoom: TILE_ZOOM.least,
            maxZoom: TILE_ZOOM.most,
            className: "tiles"
        });
        tiles.once("tileload", () => {
            Zaitaku.dom.byId("tiles-credit").hidden = false;
            Zaitaku.towns.draw(map);
        });
        tiles.once("tileerror", () => note("map.offline"));
        /* An empty alt says it already; with both, HTML is not valid. */
        tiles.on("tileloadstart", ({ tile }) => tile.removeAttribute("role"));
        tiles.addTo(map);
    }

    /* ---- buttons ---- */

    function button(key, sign, action) {
        const made = Zaitaku.dom.element(
            "button",
            { type: "button", class: "map-button", "data-t-label": key },
            sign
        );
        made.addEventListener("click", action);
        return made;
    }

    function wholeSign() {
        return Zaitaku.dom.element("span", { "aria-hidden": "true" }, "⤢");
    }

    function addButtons() {
        const box = Zaitaku.dom.element(
            "div",
            { class: "map-buttons" },
            button("map.zoomIn", "＋", () => map.zoomIn()),
            button("map.zoomOut", "－", () => map.zoomOut()),
            button("map.whole", wholeSign(), showWhole)
        );
        map.getContainer().before(box);
    }

    /* ---- keys ---- */

    const PAN = {
        ArrowLeft: [-PAN_PX, 0],
        ArrowRight: [PAN_PX, 0],
        ArrowUp: [0, -PAN_PX],
        ArrowDown: [0, PAN_PX]
    };

    /* Leaflet listens to Enter only, and only on the map itself. */
    function onKey(event) {
        const icon = event.target.closest(".leaflet-marker-icon[role=button]");
        if (event.key === "Escape" && Zaitaku.popup.isOpen()) {
            Zaitaku.popup.shut();
        } else if (icon && (event.key === "Enter" || event.key === " ")) {
            icon.click();
        } else if (icon && PAN[event.key]) {
            map.panBy(PAN[event.key], { animate: !isStill() });
        } else {
            return;
        }
        event.preventDefault();
        event.stopPropagation();
    }

    function onFocus({ target }) {
        if (target.matches(".leaflet-marker-icon")) {
            Zaitaku.pins.follow(map, target);
        }
    }

    /* ---- the map ---- */

    function pointBounds() {
        const points = [];
        for (let row = 0; row < Zaitaku.data.count(); row++) {
            const point = Zaitaku.facts.point(row);
            if (point) {
                points.push([point.lat, point.lon]);
            }
        }
        return points.length > 0
            ? L.latLngBounds(points).pad(0.1)
            : L.latLngBounds(JAPAN);
    }

    function showWhole() {
        map.fitBounds(whole, { animate: !isStill(), ...AROUND });
    }

    function makeMap(container) {
        const still = isStill();
        return stilled(L.map(container, {
            attributionControl: false,
            zoomControl: false,
            fadeAnimation: !still,
            zoomAnimation: !still,
            markerZoomAnimation: !still,
            inertia: !still,
            minZoom: TILE_ZOOM.least,
            maxZoom: TILE_ZOOM.most,
            keyboardPanDelta: PAN_PX,
            /* A page is scrolled by the wheel more often than a map zoomed. */
            scrollWheelZoom: false
        }));
    }

    /* Leaflet slides the map by keys and for popups, whatever its options. */
    function stilled(made) {
        made.panBy = (offset, options) =>
            L.Map.prototype.panBy.call(
                made,
                offset,
                isStill() ? { ...options, animate: false } : options
            );
        return made;
    }

    function prepareContainer() {
        const container = Zaitaku.dom.byId("map");
        container.setAttribute("role", "region");
        container.dataset.tLabel = "map.label";
        container.dataset.vPlace = Zaitaku.data.all().place;
        const hint = Zaitaku.dom.said(
            "p",
            { id: "map-hint", class: "hint", "data-t": "map.hint" },
            "map.hint"
        );
        hint.hidden = matchMedia("(hover: none)").matches; /* no keys */
        container.before(hint);
        container.setAttribute("aria-describedby", hint.id);
        container.hidden = false;
        Zaitaku.dom.byId("outline-figure").classList.add("replaced");
        return container;
    }

    function prepareTiles() {
        const choice = Zaitaku.dom.byId("tiles");
        choice.addEventListener("change", () => setTiles(choice.value));
        Zaitaku.dom.byId("tiles-field").hidden = false;
        setTiles(choice.value);
    }

    /* What the broken ring means, where there is one. */
    function tellRough() {
        const { byId, said } = Zaitaku.dom;
        const rows = Array.from({ length: Zaitaku.data.count() }, (_, i) => i);
        const isOne = (row) =>
            Zaitaku.facts.point(row) && Zaitaku.approx.isRough(row);
        if (!byId("legend-rough") && rows.some(isOne)) {
            const words = { id: "legend-rough", "data-t": "legend.rough" };
            byId("legend").append(said("p", words, "legend.rough"));
        }
    }

    /* Where it cannot be made, the drawn outline stays. */
    function make() {
        try {
            makeAll();
        } catch (error) {
            map = null;
            Zaitaku.dom.byId("map").hidden = true;
            Zaitaku.dom.byId("tiles-field").hidden = true;
            Zaitaku.dom.byId("outline-figure").classList.remove("replaced");
            console.error(error);
        }
    }

    function makeAll() {
        const container = prepareContainer();
        map = makeMap(container);
        addButtons();
        L.control.scale({ imperial: false }).addTo(map);
        map.setView([36, 138], TILE_ZOOM.least); /* before anything is added */
        whole = Zaitaku.ground.add(map) ?? pointBounds();
        map.fitBounds(whole, { animate: false, ...AROUND });
        container.addEventListener("keydown", onKey, true);
        container.addEventListener("focusin", onFocus);
        new ResizeObserver(() => map.invalidateSize()).observe(container);
        prepareTiles();
        Zaitaku.towns.prepare(map);
        Zaitaku.dom.byId("legend-cluster").hidden = false;
        tellRough();
        Zaitaku.translate.within(Zaitaku.dom.byId("map-section"));
        if (rowsShown.length < Zaitaku.data.count()) {
            fitRows(rowsShown);
        }
        showRows(rowsShown);
        showNear();
    }

    /* What the filters leave; all of the place when they leave all. Around a
     * searched place the map stays there. */
    function fitRows(rows) {
        const points = rows.flatMap((row) => Zaitaku.facts.point(row) ?? []);
        const isPart = rows.length < Zaitaku.data.count();
        if (Zaitaku.page.view().near) {
            return;
        }
        if (isPart && points.length > 0) {
            map.fitBounds(
                points.map(({ lon, lat }) => [lat, lon]),
                { animate: !isStill(), maxZoom: RESULT_ZOOM, ...AROUND }
            );
        } else if (!isPart) {
            showWhole();
        }
    }

    function showRows(rows) {
        const isOther = String(rows) !== String(rowsShown);
        rowsShown = rows;
        const what = `${Zaitaku.messages.language()} ${rows}`;
        if (map && what !== drawn) {
            drawn = what;
            Zaitaku.popup.forget();
            Zaitaku.pins.show(map, rows, () => isOther && fitRows(rows));
        }
    }

    /* From the list: its pin, with the popup. */
    function showRow(row, opener) {
        if (map) {
            map.getContainer().scrollIntoView({ block: "center" });
            Zaitaku.pins.reveal(map, row, (pin) =>
                Zaitaku.popup.open(pin, opener)
            );
        }
    }

    /* The place searched around, or no longer any. */
    function showNear() {
        const bounds =
            map && Zaitaku.ground.showNear(map, Zaitaku.page.view());
        if (bounds) {
            map.fitBounds(bounds, { animate: !isStill(), ...AROUND });
        }
    }

    Zaitaku.map = {
        make, showRows, showRow, showNear, isStill,
        leaflet: () => map,
        container: () => map.getContainer()
    };
})();
