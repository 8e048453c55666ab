/*
 * 「近くを探す」: a point, by the town of an address or from the device, and
 * the straight-line distance of every facility from it. Nothing of it is
 * stored or leaves the page.
 */
globalThis.Zaitaku ??= {};

(() => {
    "use strict";

    const DEVICE_WAIT_MS = 15000;
    const FAR_M = 30000; /* no facility within: the map is of elsewhere */
    let tell = () => {}; /* says the result again in another language */

    /* Metres of each row, null without a point; undefined without a place. */
    function distances(near) {
        if (!near) {
            return undefined;
        }
        return Array.from({ length: Zaitaku.data.count() }, (unused, row) => {
            const point = Zaitaku.facts.point(row);
            return point
                ? Zaitaku.geodesic.distanceM(
                      near.lon,
                      near.lat,
                      point.lon,
                      point.lat
                  )
                : null;
        });
    }

    function say(sentences) {
        tell = () => {
            const { dom, messages } = Zaitaku;
            const parts = sentences().flatMap(([key, values], i) => [
                ...(i === 0 ? [] : messages.parts("count.space")),
                ...messages.parts(key, values)
            ]);
            dom.show(dom.byId("near-result"), parts);
        };
        tell();
    }

    function offer(candidates) {
        const { dom } = Zaitaku;
        const list = dom.byId("near-candidates");
        list.replaceChildren(
            ...candidates.map(({ label, choose }) => {
                const button = dom.element("button", { type: "button" }, label);
                dom.markJapanese(button);
                button.addEventListener("click", choose);
                return dom.element("li", {}, button);
            })
        );
        list.hidden = candidates.length === 0;
    }

    function placeName(near) {
        const { parts } = Zaitaku.messages;
        return near.label
            ? [Zaitaku.messages.fromData(near.label)]
            : parts(`near.${near.kind}`);
    }

    function exactness(near) {
        const m = Zaitaku.messages.number(Math.ceil(near.radiusM ?? 0));
        if (near.kind === "town") {
            const place = placeName(near);
            return near.radiusM
                ? [["near.town", { place, m }]]
                : [["near.townOnly", { place }]];
        }
        return near.kind === "me" ? [["near.accuracy", { m }]] : [];
    }

    function isElsewhere(distanceM) {
        const known = distanceM.filter((metres) => metres !== null);
        return known.length > 0 && Math.min(...known) > FAR_M;
    }

    function countRough(distanceM) {
        return distanceM.filter(
            (metres, row) => metres !== null && Zaitaku.approx.isRough(row)
        ).length;
    }

    /* near: {lon, lat, kind, label, radiusM}; kind "town", "me", "shared". */
    function set(near) {
        const { messages } = Zaitaku;
        const view = Zaitaku.page.view();
        view.near = near;
        view.distanceM = distances(near);
        Zaitaku.dom.byId("near-clear").hidden = !near;
        offer([]);
        if (near) {
            const elsewhere = isElsewhere(view.distanceM);
            const n = countRough(view.distanceM);
            say(() => [
                ["near.result", { place: placeName(near) }],
                ...exactness(near),
                ...(n > 0
                    ? [["near.roughLast", { n: messages.number(n) }]]
                    : []),
                ...(elsewhere ? [["near.outside", {}]] : []),
                ...(Zaitaku.data.isProfessional()
                    ? [["near.ringHint", {}]]
                    : [])
            ]);
        } else {
            say(() => []);
        }
        Zaitaku.page.refresh();
        Zaitaku.map.showNear();
    }

    function townOf(at) {
        const { towns } = Zaitaku.data.all();
        return {
            kind: "town",
            label: towns.places[towns.place[at]] + towns.name[at],
            lon: towns.lon[at],
            lat: towns.lat[at],
            radiusM: towns.radius_m[at]
        };
    }

    function searchAddress() {
        const input = Zaitaku.dom.byId("near-address");
        const { towns } = Zaitaku.data.all();
        const text = input.value.trim();
        offer([]);
        if (!towns) {
            say(() => [["near.noTowns", {}]]);
        } else if (text === "") {
            say(() => [["near.empty", {}]]);
            input.focus();
        } else {
            showMatches(text, Zaitaku.address.find(towns, text));
        }
    }

    function showMatches(text, found) {
        if (found.kind === "one") {
            set(townOf(found.at[0]));
        } else if (found.kind === "none") {
            say(() => [["near.none", { text }]]);
        } else {
            offer(found.at.map(townOf).map((town) => ({
                label: town.label,
                choose: () => {
                    set(town);
                    Zaitaku.dom.byId("near-clear").focus();
                }
            })));
            const n = found.at.length;
            say(() => [
                ["near.choose", { n }],
                ...(found.more ? [["near.more", {}]] : [])
            ]);
        }
    }

    /* By GeolocationPositionError.code. */
    const DEVICE_ERRORS = {
        1: "near.denied",
        2: "near.unavailable",
        3: "near.timeout"
    };

    function searchDevice() {
        offer([]);
        if (!navigator.geolocation) {
            say(() => [["near.unavailable", {}]]);
            return;
        }
        say(() => [["near.waiting", {}]]);
        navigator.geolocation.getCurrentPosition(
            ({ coords }) =>
                set({
                    kind: "me",
                    lon: coords.longitude,
                    lat: coords.latitude,
                    radiusM: coords.accuracy
                }),
            ({ code }) => say(() => [[DEVICE_ERRORS[code], {}]]),
            { enableHighAccuracy: true, timeout: DEVICE_WAIT_MS, maximumAge: 0 }
        );
    }

    function clear() {
        const input = Zaitaku.dom.byId("near-address");
        input.value = "";
        set(null);
        input.focus();
    }

    function prepare() {
        const { byId } = Zaitaku.dom;
        byId("near").addEventListener("submit", (event) => {
            event.preventDefault();
            searchAddress();
        });
        byId("near-here").addEventListener("click", searchDevice);
        byId("near-clear").addEventListener("click", clear);
        byId("near-radius").addEventListener("change", ({ target }) => {
            const { filter } = Zaitaku.page.view();
            filter.radiusKm = target.value === "" ? null : Number(target.value);
            Zaitaku.page.refresh();
            Zaitaku.map.showNear();
            if (!Zaitaku.page.view().near) {
                const asked = filter.radiusKm !== null;
                say(() => (asked ? [["near.empty", {}]] : []));
            }
        });
        byId("near").hidden = false;
    }

    Zaitaku.near = { prepare, set, retell: () => tell() };
})();
