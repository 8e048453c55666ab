/* What the filters ask about a facility: its texts folded for the search, its
 * week, what it has filed, its point. Each is made when first asked for. */
globalThis.Zaitaku ??= {};

(() => {
    "use strict";

    const DESKS = "consult";
    const weeks = new Map(); /* by the text published, many share one */
    const weekOfRow = [];
    const folded = new Map();
    let searched = []; /* of each row, in the language shown */
    const codes = [];

    function foldOnce(text) {
        if (!folded.has(text)) {
            folded.set(text, Zaitaku.fold(text));
        }
        return folded.get(text);
    }

    function week(row) {
        if (weekOfRow[row] === undefined) {
            const { value } = Zaitaku.data;
            const hours = value(row, "opening_hours");
            const days = value(row, "available_days");
            const isNoted = value(row, "available_days_note") !== null;
            const key = `${hours}\n${days}\n${isNoted}`;
            if (!weeks.has(key)) {
                weeks.set(key, Zaitaku.hours.read(hours, days, isNoted));
            }
            weekOfRow[row] = weeks.get(key);
        }
        return weekOfRow[row];
    }

    const SEARCHED_FIELDS = [
        "name", "name_kana", "name_short", "name_en", "building",
        "service_area", "departments", "function_names", "corporation_name",
        "medical_code", "office_number", "navii_id"
    ];

    /* Names of services and layers, in the language shown and in Japanese.
     * Professionals look for filings by their names, which are searched too,
     * and not by what residents are told of them. */
    function serviceWords(row) {
        const { isProfessional, values } = Zaitaku.data;
        const forResidents = isProfessional()
            ? []
            : Zaitaku.names.homeServices(row);
        const names = [
            ...Zaitaku.names.services(row),
            ...Zaitaku.names.fits(row),
            ...forResidents
        ].map(Zaitaku.messages.plain);
        return [
            ...names,
            ...values(row, "service_names"),
            ...(isProfessional() ? [] : values(row, "home_services")),
            ...values(row, "kind_name")
        ];
    }

    /* Ways in which an address may begin, the longest first. */
    function placeNames(row) {
        const { value } = Zaitaku.data;
        const prefecture = foldOnce(value(row, "prefecture") ?? "");
        const municipality = foldOnce(value(row, "municipality") ?? "");
        return [prefecture + municipality, municipality, prefecture].filter(
            (name) => name !== ""
        );
    }

    /* Every address has the municipality's name: みなと shall not find all of
     * みなと市. */
    function addressInside(row, places) {
        const address = Zaitaku.fold(Zaitaku.data.value(row, "address") ?? "");
        const place = places.find((name) => address.startsWith(name)) ?? "";
        return address.slice(place.length);
    }

    /* Lines, so that no word is found across two values. */
    function searchText(row, places) {
        const own = SEARCHED_FIELDS.flatMap((field) =>
            Zaitaku.data.values(row, field)
        ).map((text) => Zaitaku.fold(String(text)));
        return [
            ...own,
            addressInside(row, places),
            ...serviceWords(row).map(foldOnce)
        ].join("\n");
    }

    function digits(row, field) {
        return Zaitaku.data
            .values(row, field)
            .map((text) => String(text).normalize("NFKC").replace(/\D/g, ""))
            .join("\n");
    }

    /* The reading of the name in letters; few people search by it. */
    function lettersOf(row) {
        const kana = Zaitaku.data.value(row, "name_kana");
        let letters = null;
        return () => {
            letters ??= kana ? Zaitaku.roman.searched(kana).join("\n") : "";
            return letters;
        };
    }

    /* {text, letters, places, digits} for Zaitaku.filter. */
    function searchable(row) {
        if (searched[row] === undefined) {
            const places = placeNames(row);
            searched[row] = {
                places,
                text: searchText(row, places),
                letters: lettersOf(row),
                digits: `${digits(row, "phone")}\n${digits(row, "fax")}`
            };
        }
        return searched[row];
    }

    /* The fee tables (点数表) of a facility: model/facility.c says how. */
    const TABLE_OF_SERVICE = { hospital: 1, clinic: 1, dental: 3, pharmacy: 4 };
    const TABLES = [1, 3, 4, 6];

    function feeTables(row) {
        codes[row] ??= new Set([
            ...Zaitaku.data
                .values(row, "services")
                .map((service) => TABLE_OF_SERVICE[service]),
            ...["medical_code", "office_number"].flatMap((field) =>
                Zaitaku.data
                    .values(row, field)
                    .map((code) => (code.length === 10 ? Number(code[2]) : 0))
                    .filter((digit) => TABLES.includes(digit))
            )
        ]);
        return codes[row];
    }

    function applies(row, wanted) {
        const tables = feeTables(row);
        return !wanted.points || wanted.points.some((at) => tables.has(at));
    }

    /* "filed", "notFiled" or "unknown". A function of another fee table
     * cannot be filed. */
    function functionState(row, id) {
        const { all, values } = Zaitaku.data;
        if (values(row, "functions").includes(id)) {
            return "filed";
        }
        const wanted = all().functions.find((one) => one.id === id);
        const not = values(row, "functions_not_filed");
        if (not.includes(id) || not.includes("all") || !applies(row, wanted)) {
            return "notFiled";
        }
        return "unknown";
    }

    let possible = null;

    /* Ids of what some facility has filed, or may have filed. */
    function possibleFunctions() {
        if (possible) {
            return possible;
        }
        const { all, count, values } = Zaitaku.data;
        const asked = new Set(); /* rows alike are asked once */
        possible = new Set();
        for (let row = 0; row < count(); row++) {
            const filings = [
                [...feeTables(row)],
                values(row, "functions"),
                values(row, "functions_not_filed")
            ].join(";");
            if (!asked.has(filings)) {
                asked.add(filings);
                all()
                    .functions.filter(
                        ({ id }) => functionState(row, id) !== "notFiled"
                    )
                    .forEach(({ id }) => possible.add(id));
            }
        }
        return possible;
    }

    /* {lon, lat}, or null without a pin. */
    function point(row) {
        const { lon, lat } = Zaitaku.data.all();
        return typeof lon[row] === "number" && typeof lat[row] === "number"
            ? { lon: lon[row], lat: lat[row] }
            : null;
    }

    function fits(row) {
        const { layers, fits: all } = Zaitaku.data.all();
        return all[row].map((at) => layers[at].id);
    }

    /* Residents find these above the list. */
    function isDesk(row) {
        const { layers, layer } = Zaitaku.data.all();
        return (
            !Zaitaku.data.isProfessional() && layers[layer[row]].id === DESKS
        );
    }

    function isUnsure(row, metres) {
        return Zaitaku.approx.isUnsure(row, metres);
    }

    function forgetWords() {
        searched = [];
    }

    Zaitaku.facts = {
        week, searchable, functionState, possibleFunctions, applies, point,
        fits, isDesk, isUnsure, forgetWords
    };
})();
