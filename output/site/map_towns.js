/* Names of towns on the map, looked at closely, where no base map tells them;
 * as many as do not cover each other. */
globalThis.Zaitaku ??= {};

(() => {
    "use strict";

    const LEAST_ZOOM = 14;
    const MOST = 40;
    const LETTER_PX = 15;
    const LINE_PX = 28;
    let names = null; /* layer of those shown */

    /* {x, y} in the window and the width of a name. */
    function covers(a, b) {
        return (
            Math.abs(a.x - b.x) < (a.width + b.width) / 2 &&
            Math.abs(a.y - b.y) < LINE_PX
        );
    }

    function fitting(map) {
        const { towns } = Zaitaku.data.all();
        const bounds = map.getBounds();
        const boxes = [];
        const markers = [];
        for (let i = 0; i < towns.name.length && markers.length < MOST; i++) {
            const at = [towns.lat[i], towns.lon[i]];
            if (!bounds.contains(at)) {
                continue;
            }
            const { x, y } = map.latLngToContainerPoint(at);
            const box = { x, y, width: towns.name[i].length * LETTER_PX };
            if (!boxes.some((other) => covers(box, other))) {
                boxes.push(box);
                markers.push(Zaitaku.ground.placeName(towns.name[i], at));
            }
        }
        return markers;
    }

    function draw(map) {
        const hasTiles = !Zaitaku.dom.byId("tiles-credit").hidden;
        names?.remove();
        names = null;
        if (
            Zaitaku.data.all().towns &&
            !hasTiles &&
            map.getZoom() >= LEAST_ZOOM
        ) {
            names = L.layerGroup(fitting(map)).addTo(map);
        }
    }

    function prepare(map) {
        map.on("moveend", () => draw(map));
        draw(map);
    }

    Zaitaku.towns = { prepare, draw };
})();
