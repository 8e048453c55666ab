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
        const { messages, names, data } = Zaitaku;
        return messages.text("map.pin", {
            name: data.value(row, "name") ?? "",
            layer: names.layerOf(row)
        });
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
                picture: () => Zaitaku.dom.sign(id)
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
        made.on("clusterclick", ({ layer }) => followCluster(map, layer));
        return made.addTo(map);
    }

    /* Who opened a cluster by the keyboard goes on with what was in it. */
    function followCluster(map, cluster) {
        if (document.activeElement !== cluster.getElement()) {
            return;
        }
        const [first] = cluster.getAllChildMarkers();
        const wait = Zaitaku.map.isStill() ? 0 : ANIMATION_MS;
        setTimeout(() => {
            const visible = group.getVisibleParent(first);
            const icon = (visible ?? first).getElement();
            (icon ?? map.getContainer()).focus({ preventScroll: true });
        }, wait);
    }

    /* Shows these rows and no others. */
    function show(map, rows) {
        const mine = ++round;
        if (!Icon) {
            makeIconClass();
        }
        group?.remove();
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

    /* Calls done(marker) once the pin of a row can be seen. */
    function reveal(row, done) {
        const pin = marker(row);
        if (pin && group?.hasLayer(pin)) {
            group.zoomToShowLayer(pin, () => done(pin));
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
