/* What the map shows below the facilities: the municipality, its neighbours
 * with their names, the place searched around and its rings. */
globalThis.Zaitaku ??= {};

(() => {
    "use strict";

    const UNITS_PER_DEG = 1e4;
    const VISIT_M = 16000; /* 往診・訪問診療, fee table C000 and C001 */
    const LEAST_LABEL_DEG = 0.01;
    const TARGET_PX = 64;
    const NEAREST_SHOWN = 10;
    const LEAST_VIEW_M = 2000;
    let place = null; /* layer of the place searched around */

    /* Flat [x0, y0, dx, dy, ...] in 1e-4 degrees -> [[lat, lon], ...] */
    function ringOf(flat) {
        const points = [];
        let x = 0;
        let y = 0;
        for (let i = 0; i + 1 < flat.length; i += 2) {
            x += flat[i];
            y += flat[i + 1];
            points.push([y / UNITS_PER_DEG, x / UNITS_PER_DEG]);
        }
        return points;
    }

    function polygon(rings, className) {
        /* Of one place all rings together, by the even-odd rule. */
        return L.polygon(rings, {
            className,
            fillRule: "evenodd",
            interactive: false,
            pane: "ground"
        });
    }

    function largest(rings) {
        const size = (ring) => {
            const box = L.latLngBounds(ring);
            return (
                (box.getEast() - box.getWest()) *
                (box.getNorth() - box.getSouth())
            );
        };
        return rings.reduce((a, b) => (size(b) > size(a) ? b : a));
    }

    function label(name, ring) {
        const box = L.latLngBounds(ring);
        if (box.getEast() - box.getWest() < LEAST_LABEL_DEG) {
            return null;
        }
        return placeName(name, middle(ring));
    }

    function placeName(name, at) {
        const text = Zaitaku.dom.element(
            "span",
            { class: "place-name", lang: "ja" },
            name
        );
        return L.marker(at, {
            icon: L.divIcon({ className: "place", html: text, iconSize: null }),
            interactive: false,
            keyboard: false,
            pane: "ground"
        });
    }

    /* The centre of area of a ring. */
    function middle(ring) {
        let area = 0;
        let lat = 0;
        let lon = 0;
        ring.forEach(([y1, x1], i) => {
            const [y2, x2] = ring[(i + 1) % ring.length];
            const cross = (x1 - ring[0][1]) * (y2 - ring[0][0]) -
                (x2 - ring[0][1]) * (y1 - ring[0][0]);
            area += cross;
            lat += (y1 + y2 + ring[0][0]) * cross;
            lon += (x1 + x2 + ring[0][1]) * cross;
        });
        return area === 0 ? ring[0] : [lat / (3 * area), lon / (3 * area)];
    }

    /* The bounds of the municipality, or null. */
    function add(map) {
        const { ground } = Zaitaku.data.all();
        const pane = map.createPane("ground");
        pane.setAttribute("aria-hidden", "true");
        pane.classList.add("ground");
        if (!ground) {
            return null;
        }
        for (const { name, rings } of ground.neighbours) {
            const shapes = rings.map(ringOf).filter((ring) => ring.length > 2);
            if (shapes.length > 0) {
                polygon(shapes, "neighbour").addTo(map);
                label(name, largest(shapes))?.addTo(map);
            }
        }
        const own = ground.own.map(ringOf).filter((ring) => ring.length > 2);
        return own.length > 0
            ? polygon(own, "own").addTo(map).getBounds()
            : null;
    }

    /* What the dashed ring means, in the legend while it is drawn. */
    function tellRing(isDrawn) {
        const { byId, element, said } = Zaitaku.dom;
        if (!byId("legend-ring") && isDrawn) {
            const line = element("span", { "aria-hidden": "true" }, "┅┅ ");
            const text = said("span", { "data-t": "near.ring" }, "near.ring");
            byId("legend").append(
                element("p", { id: "legend-ring" }, line, text)
            );
        }
        byId("legend-ring")?.toggleAttribute("hidden", !isDrawn);
    }

    function circle(near, metres, className) {
        const points = Zaitaku.geodesic
            .ring(near.lon, near.lat, metres)
            .map(({ lon, lat }) => [lat, lon]);
        return L.polygon(points, {
            className: `ring ${className}`,
            fill: false,
            interactive: false
        });
    }

    function pointMarker(near) {
        const key = near.kind === "me" ? "near.me" : "near.point";
        return L.marker([near.lat, near.lon], {
            icon: L.divIcon({
                className: "here-icon",
                html: target(near.label ?? Zaitaku.messages.text(key)),
                iconSize: [TARGET_PX, TARGET_PX]
            }),
            interactive: false,
            keyboard: false,
            zIndexOffset: -1000 /* below the pins, which are smaller */
        });
    }

    /* A ring around whatever stands at the place. */
    function target(name) {
        const { vector } = Zaitaku.dom;
        const circle = (colour, width) =>
            vector("circle", {
                cx: 32, cy: 32, r: 26, fill: "none",
                stroke: colour, "stroke-width": width
            });
        const cross = vector("path", {
            d: "M32 0V12M32 52V64M0 32H12M52 32H64",
            stroke: "#b0005a", "stroke-width": 4
        });
        return vector(
            "svg",
            {
                viewBox: "0 0 64 64", width: TARGET_PX, height: TARGET_PX,
                role: "img", "aria-label": name
            },
            circle("#fff", 9), circle("#b0005a", 4), cross
        );
    }

    /* Around the place and what is nearest to it. */
    function nearBounds(near, distanceM) {
        const { point } = Zaitaku.facts;
        const nearest = Array.from(distanceM.keys())
            .filter((row) => distanceM[row] !== null)
            .sort((a, b) => distanceM[a] - distanceM[b])
            .slice(0, NEAREST_SHOWN)
            .map(point);
        const bounds = L.latLng(near.lat, near.lon).toBounds(LEAST_VIEW_M);
        nearest.forEach(({ lon, lat }) => bounds.extend([lat, lon]));
        return bounds;
    }

    /* `near` null: takes it away. Returns the bounds to look at. */
    function showNear(map, { near, distanceM, filter: { radiusKm } }) {
        const isRing =
            near !== null &&
            Zaitaku.data.isProfessional() &&
            radiusKm !== VISIT_M / 1000;
        place?.remove();
        place = null;
        tellRing(isRing);
        if (!near) {
            return null;
        }
        const shapes = [pointMarker(near)];
        if (radiusKm) {
            shapes.push(circle(near, radiusKm * 1000, "radius"));
        }
        if (isRing) {
            shapes.push(circle(near, VISIT_M, "visit"));
        }
        place = L.featureGroup(shapes).addTo(map);
        return radiusKm
            ? shapes[1].getBounds()
            : nearBounds(near, distanceM);
    }

    Zaitaku.ground = { add, showNear, ringOf, circle, placeName };
})();
