/*
 * The facilities on the map: a button for each, which shows its symbol and has
 * its name, and a button with a number where they lie close together.
 */
globalThis.Zaitaku ??= {};

(() => {
    "use strict";

    const PIN_PX = 34;
    const CLUSTER_PX = 44;
    const CLUSTER_RADIUS_PX = 56;
    const SLICE = 250;
    const ANIMATION_MS = 450;

    const markers = []; /* by row */
    let group = null;
    let round = 0; /* of adding markers; an earlier one stops */
    let Icon = null;

    /* Leaflet's own icon takes markup as text. */
    function makeIconClass() {
        Icon = L.DivIcon.extend({
            createIcon() {
                const icon = L.DivIcon.prototype.createIcon.call(this);
                icon.setAttribute("role", "button");
                icon.setAttribute("aria-label", this.options.name());
                icon.append(this.options.picture());
                return icon;
            }
        });
    }

    function pinName(row) {
        const { messages, names, data, approx } = Zaitaku;
        return messages.text(approx.isRough(row) ? "map.pinRough" : "map.pin", {
            name: data.value(row, "name") ?? "",
            layer: names.layerOf(row)
        });
    }

    /* A rough place has a broken ring around its symbol. */
    function picture(row, layerId) {
        const { sign, vector } = Zaitaku.dom;
        const made = sign(layerId);
        const ring = (attributes) =>
            vector("circle", {
                cx: "50%", cy: "50%", r: "46%", fill: "none", ...attributes
            });
        if (Zaitaku.approx.isRough(row)) {
            made.append(
                ring({ stroke: "#fff", "stroke-width": 4 }),
                ring({
                    class: "rough", stroke: "#222", "stroke-width": 2,
                    "stroke-dasharray": "4 3"
                })
            );
        }
        return made;
    }

    function marker(row) {
        if (markers[row] === undefined) {
            const point = Zaitaku.facts.point(row);
            markers[row] = point && newMarker(row, point);
        }
        return markers[row];
    }

    function newMarker(row, { lon, lat }) {
        const { layers, layer } = Zaitaku.data.all();
        const { id } = layers[layer[row]];
        const made = L.marker([lat, lon], {
            icon: new Icon({
                className: "pin",
                html: "",
                iconSize: [PIN_PX, PIN_PX],
                name: () => pinName(row),
                picture: () => picture(row, id)
            })
        });
        made.row = row;
        return made;
    }

    function isOneSpot(cluster) {
        const box = cluster.getBounds();
        return box.getSouthWest().equals(box.getNorthEast());
    }

    /* The number that is seen stands in the name as a word of its own, so
     * that it can be spoken to a computer (WCAG 2.5.3). */
    function clusterName(cluster, number) {
        const key = isOneSpot(cluster) ? "map.spot" : "map.cluster";
        return Zaitaku.messages
            .text(key, { n: ` ${number} ` })
            .replace(/ +/g, " ")
            .trim();
    }

    function clusterIcon(cluster) {
        const number = Zaitaku.messages.number(cluster.getChildCount());
        return new Icon({
            className: "cluster",
            html: "",
            iconSize: [CLUSTER_PX, CLUSTER_PX],
            name: () => clusterName(cluster, number),
            picture: () => Zaitaku.dom.element("span", {}, number)
        });
    }

    function newGroup(map) {
        const made = L.markerClusterGroup({
            animate: !Zaitaku.map.isStill(),
            maxClusterRadius: CLUSTER_RADIUS_PX,
            showCoverageOnHover: false,
            spiderLegPolylineOptions: { className: "leg", interactive: false },
            iconCreateFunction: clusterIcon
        });
        made.on("click", ({ layer }) => Zaitaku.popup.open(layer));
        /* Before the group opens the cluster, and after it. */
        let hadFocus = false;
        made.on("clusterclick", ({ layer }) => {
            hadFocus = document.activeElement === layer.getElement();
        });
        made.addTo(map);
        made.on("clusterclick", ({ layer }) => {
            if (hadFocus) {
                followCluster(map, layer);
            }
        });
        return made;
    }

    /* Who opened a cluster by the keyboard goes on with what was in it. */
    function followCluster(map, cluster) {
        const [first] = cluster.getAllChildMarkers();
        const goOn = () => {
            const visible = group.getVisibleParent(first);
            const icon = (visible ?? first).getElement();
            (icon ?? map.getContainer()).focus({ preventScroll: true });
        };
        if (Zaitaku.map.isStill()) {
            goOn();
        } else {
            setTimeout(goOn, ANIMATION_MS);
        }
    }

    /* Shows these rows and no others. `look`: moves the map, while no pin is
     * on it that would have to follow. */
    function show(map, rows, look = () => {}) {
        const mine = ++round;
        if (!Icon) {
            makeIconClass();
        }
        group?.remove();
        look();
        group = newGroup(map);
        const all = rows.map(marker).filter((one) => one);
        const slice = (from) => {
            if (mine !== round || from >= all.length) {
                return;
            }
            group.addLayers(all.slice(from, from + SLICE));
            Zaitaku.dom.whenIdle(() => slice(from + SLICE));
        };
        slice(0);
    }

    const CLOSE_ZOOM = 16;
    const ROUGH_ZOOM = 14; /* where the error is not told in metres */

    /* All around where it may be; the place is not looked at more closely
     * than it is known. */
    function showRough(map, row, pin) {
        const metres = Zaitaku.approx.errorM(row);
        const box = metres && pin.getLatLng().toBounds(3 * metres);
        const fitting = box
            ? Math.min(map.getBoundsZoom(box), CLOSE_ZOOM)
            : ROUGH_ZOOM;
        map.setView(pin.getLatLng(), fitting, { animate: false });
    }

    /* Calls done(marker) once the place of a row can be seen: with the pin
     * by itself, where it is exact and the filters show it. */
    function reveal(map, row, done) {
        const pin = marker(row);
        if (!pin) {
            return;
        }
        if (Zaitaku.approx.isRough(row)) {
            showRough(map, row, pin);
            done(pin);
            return;
        }
        const zoom = Math.max(map.getZoom(), CLOSE_ZOOM);
        map.setView(pin.getLatLng(), zoom, { animate: false });
        if (group?.hasLayer(pin)) {
            group.zoomToShowLayer(pin, () => done(pin));
        } else {
            done(pin);
        }
    }

    /* A pin that is reached by Tab beside the visible part comes into it. */
    function follow(map, icon) {
        const at = L.DomUtil.getPosition(icon);
        if (at) {
            map.panInside(map.layerPointToLatLng(at), {
                padding: [PIN_PX, PIN_PX],
                animate: !Zaitaku.map.isStill()
            });
        }
    }

    Zaitaku.pins = { show, reveal, follow };
})();
