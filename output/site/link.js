/*
 * The filters as part of an address, and back. The place searched around is
 * in no address unless a person asks for such a link.
 */
globalThis.Zaitaku ??= {};

(() => {
    "use strict";

    const LONGEST_QUERY = 200;

    /* The settings of `view` that are not as on a fresh page. */
    function write(view, near) {
        const { filter } = view;
        const query = new URLSearchParams();
        const set = (name, text) => text && query.set(name, text);
        set("q", filter.query);
        set("layer", filter.layers.join(","));
        set("day", filter.day);
        set("open", filter.openNow && "1");
        set("hours", !filter.unknownHours && "known");
        set(
            "filed",
            Object.entries(filter.functions)
                .map(([id, wanted]) => (wanted === "filed" ? id : `${id}*`))
                .join(",")
        );
        if (near) {
            set("near", `${near.lon.toFixed(5)},${near.lat.toFixed(5)}`);
            set("radius", filter.radiusKm && String(filter.radiusKm));
        }
        set("lang", view.language !== "ja" && view.language);
        set("big", view.big && "1");
        set("ruby", view.ruby && "1");
        return query.toString().replace(/%2C/g, ",");
    }

    function words(query, name) {
        return (query.get(name) ?? "").split(",").filter((word) => word !== "");
    }

    function readNear(query) {
        const at = words(query, "near").map(Number);
        const known =
            at.length === 2 &&
            at.every(Number.isFinite) &&
            Math.abs(at[0]) <= 180 &&
            Math.abs(at[1]) <= 90;
        return known ? { lon: at[0], lat: at[1] } : null;
    }

    function readFunctions(query, known) {
        const wanted = {};
        for (const word of words(query, "filed")) {
            const id = word.replace(/\*$/, "");
            if (known.includes(id)) {
                wanted[id] = word === id ? "filed" : "withUnknown";
            }
        }
        return wanted;
    }

    /*
     * Anybody may have written the link: only what the page offers
     * (`offers`: ids of layers, functions, languages; radii) is taken.
     */
    function read(search, offers) {
        const query = new URLSearchParams(search);
        const day = query.get("day");
        const radiusKm = Number(query.get("radius"));
        const language = query.get("lang");
        return {
            filter: {
                query: (query.get("q") ?? "").slice(0, LONGEST_QUERY),
                layers: words(query, "layer").filter((id) =>
                    offers.layers.includes(id)
                ),
                day: Zaitaku.hours.DAYS.includes(day) ? day : "",
                openNow: query.get("open") === "1",
                unknownHours: query.get("hours") !== "known",
                functions: readFunctions(query, offers.functions),
                radiusKm: offers.radiiKm.includes(radiusKm) ? radiusKm : null
            },
            near: readNear(query),
            language: offers.languages.includes(language) ? language : "ja",
            big: query.get("big") === "1",
            ruby: query.get("ruby") === "1"
        };
    }

    /* Of a location: the search part, or "#?…" where pages opened from a file
     * may not change their search part; and the facility linked to. */
    function split({ search, hash }) {
        const [, facility] = /^#facility-(.+)$/.exec(hash) ?? [];
        return {
            search: hash.startsWith("#?") ? hash.slice(1) : search,
            facility: facility === undefined ? null : decoded(facility)
        };
    }

    function decoded(text) {
        try {
            return decodeURIComponent(text);
        } catch {
            return text;
        }
    }

    /* Puts the settings, and a facility, into the address bar. */
    function show(query, facility) {
        const hash = facility === null ? "" : facilityHash(facility);
        const search = query === "" ? "" : `?${query}`;
        if (search === location.search && hash === location.hash) {
            return;
        }
        try {
            history.replaceState(null, "", location.pathname + search + hash);
        } catch {
            showInHash(query === "" ? hash || "#" : `#?${query}`);
        }
    }

    function showInHash(hash) {
        try {
            history.replaceState(null, "", hash);
        } catch {
            /* The page works without; only the link is not kept. */
        }
    }

    function facilityHash(id) {
        return `#facility-${encodeURIComponent(id)}`;
    }

    /* The address of the page with these settings, to be passed on. */
    function address(query, pageUrl) {
        const base = pageUrl ?? location.href.replace(/[?#].*$/, "");
        if (query === "") {
            return base;
        }
        return base.startsWith("file:")
            ? `${base}#?${query}`
            : `${base}?${query}`;
    }

    Zaitaku.link = { write, read, split, show, address, facilityHash };
})();
