/* 「くわしく」: what is known of one facility, made when it is opened. */
globalThis.Zaitaku ??= {};

(() => {
    "use strict";

    /* What residents are told besides the row itself, in this order. */
    const RESIDENT_FIELDS = [
        "service_names", "home_services", "hours_text", "available_days",
        "service_area", "postal_code", "building", "position_note",
        "medical_code", "office_number", "navii_id", "functions_as_of",
        "source", "as_of"
    ];
    /* Shown as words of other fields, or in a form of their own. */
    const NOT_LISTED = [
        "id", "name", "kind", "services", "layer", "layers", "functions",
        "functions_not_filed", "functions_unknown", "opening_hours",
        "kind_name", "layer_name", "home_services"
    ];
    /* Values that are words of the program. */
    const CODED = {
        match_level: "level",
        coordinate_level: "level",
        position_check: "check",
        filing_list: "filing"
    };

    const BEDDED = ["hospital", "clinic", "dental"];
    /* Of these, no value is the usual thing. */
    const ONLY_WHEN_TOLD = [
        "position_doubt", "address_doubts", "related", "name_short",
        "name_en", "error_m", "as_of",
        "position_note", "position_check", "position_gap_m", "published_lon",
        "published_lat", "geocoded_lon", "geocoded_lat", "geocoded_error_m",
        "address_matched", "address_confidence", "building"
    ];

    function make(row) {
        const { element } = Zaitaku.dom;
        const more = element("details", { class: "more" }, element("summary"));
        more.addEventListener("toggle", () => fill(more, row));
        return more;
    }

    function relabel(more, name) {
        const summary = more.firstElementChild;
        Zaitaku.dom.say(summary, "list.more");
        summary.setAttribute(
            "aria-label",
            Zaitaku.messages.text("list.moreOf", { name })
        );
        if (more.open) {
            fill(more, Number(more.parentElement.dataset.i));
        }
    }

    function fill(more, row) {
        for (const old of more.querySelectorAll(":scope > :not(summary)")) {
            old.remove();
        }
        if (!more.open) {
            return;
        }
        const list = Zaitaku.dom.element("dl");
        const empty = [];
        for (const field of fieldsShown()) {
            const values = valuesOf(row, field);
            if (values.length > 0) {
                addEntry(list, Zaitaku.names.field(field), values);
            } else if (mayHave(row, field.name)) {
                empty.push(Zaitaku.names.field(field));
            }
        }
        addFits(list, row);
        const rough = Zaitaku.approx.line(row);
        more.append(list, stateNow(row), ...(rough ? [rough] : []));
        if (Zaitaku.data.isProfessional()) {
            addFunctions(list, row);
            more.append(emptyFields(empty));
        }
        more.append(buttons(row));
    }

    function fieldsShown() {
        const { fields } = Zaitaku.data.all();
        if (Zaitaku.data.isProfessional()) {
            return fields.filter(({ name }) => !NOT_LISTED.includes(name));
        }
        return RESIDENT_FIELDS.flatMap(
            (name) => fields.find((field) => field.name === name) ?? []
        );
    }

    const MEDICAL = ["hospital", "clinic", "dental", "pharmacy"];
    const OF_MEDICAL = [
        "departments", "department_hours", "reception_hours", "medical_code",
        "navii_id", "closed_days_note"
    ];
    const OF_CARE = [
        "office_number", "inclusive_service", "care_standard",
        "welfare_standard", "capacity", "available_days",
        "available_days_note"
    ];

    /* Whether a value could be missed: a nursing station has no beds, and
     * nobody asks why a place is on the map that is on it. */
    function mayHave(row, field) {
        const services = Zaitaku.data.values(row, "services");
        const isMedical = services.some((one) => MEDICAL.includes(one));
        if (field === "available_days" && Zaitaku.facts.week(row)) {
            return false;
        }
        if (field.startsWith("beds_")) {
            return services.some((one) => BEDDED.includes(one));
        }
        if (OF_MEDICAL.includes(field)) {
            return isMedical;
        }
        if (OF_CARE.includes(field)) {
            return services.some((one) => !MEDICAL.includes(one));
        }
        return !ONLY_WHEN_TOLD.includes(field);
    }

    /* Values as {parts, japanese}. */
    function valuesOf(row, { name, type }) {
        const { value, values } = Zaitaku.data;
        const own = OWN_FORM[name]?.(row);
        if (own) {
            return own.map((parts) => ({ parts, japanese: false }));
        }
        if (type === "real" || type === "integer") {
            const number = value(row, name);
            return number === null
                ? []
                : [{ parts: [String(number)], japanese: false }];
        }
        return values(row, name).map((text) => ({
            parts: codedParts(name, text),
            japanese: !(name in CODED)
        }));
    }

    function codedParts(name, text) {
        const key = `${CODED[name]}.${text}`;
        return Zaitaku.messages.has(key)
            ? Zaitaku.messages.parts(key)
            : [String(text)];
    }

    /* Fields that the language changes; undefined: as published. */
    const OWN_FORM = {
        service_names: (row) => {
            const names = Zaitaku.names.services(row);
            return names.length > 0 ? names : undefined;
        },
        home_services: (row) => {
            const names = Zaitaku.names.homeServices(row);
            return names.length > 0
                ? [...names, Zaitaku.messages.parts("before.call")]
                : undefined;
        },
        hours_text: (row) => {
            const week = Zaitaku.facts.week(row);
            const japanese = Zaitaku.messages.language() === "ja";
            if (!week && !Zaitaku.data.value(row, "hours_text")) {
                const phone = Zaitaku.data.value(row, "phone");
                const key = phone ? "list.noHours" : "list.noHoursAsk";
                return [Zaitaku.messages.parts(key)];
            }
            return week && (week.openDaysOnly || !japanese)
                ? [Zaitaku.hoursText.format(week)]
                : undefined;
        },
        /* Days without hours are in the hours that are put into words. */
        available_days: (row) =>
            Zaitaku.facts.week(row)?.openDaysOnly ? [] : undefined,
        /* Of a rough place the line beside the map's button says it. */
        position_note: (row) => {
            const note = Zaitaku.approx.note(row);
            return note && !Zaitaku.approx.isRough(row) ? [note] : [];
        },
        source: (row) =>
            Zaitaku.data
                .values(row, "source")
                .map((title) => sourceLine(row, title)),
        as_of: (row) => dateOf(row, "as_of"),
        functions_as_of: (row) => dateOf(row, "functions_as_of")
    };

    /* A day is written as the language writes it; other text stays. */
    function dateOf(row, field) {
        const day = Zaitaku.data.value(row, field);
        return day && /^\d{4}-\d\d-\d\d$/.test(day)
            ? [[Zaitaku.messages.date(day)]]
            : undefined;
    }

    /* A listing of several editions: that which the row came from, or none
     * is named. */
    function editionOf(row, title) {
        const editions = Zaitaku.data
            .all()
            .sources.filter((one) => one.title === title);
        const day = Zaitaku.data.value(row, "as_of");
        return editions.length > 1
            ? (editions.find((one) => one.as_of === day) ?? {
                  publisher: editions[0].publisher, isOneOfSeveral: true
              })
            : editions[0];
    }

    function sourceLine(row, title) {
        const { parts, date, fromData } = Zaitaku.messages;
        const source = editionOf(row, title);
        if (!source) {
            return [fromData(title)];
        }
        const day = source.as_of
            ? parts("asOf", { date: date(source.as_of) })
            : parts("asOf.unknown");
        const { publisher } = source;
        return [
            fromData(title),
            "（",
            ...(publisher ? [fromData(publisher), " "] : []),
            ...(source.isOneOfSeveral ? [] : day),
            "）"
        ];
    }

    function addEntry(list, heading, values) {
        const { element, show, markJapanese } = Zaitaku.dom;
        const term = element("dt");
        show(term, heading);
        list.append(term);
        for (const { parts, japanese } of values) {
            const value = element("dd");
            show(value, parts);
            if (japanese) {
                markJapanese(value);
            }
            list.append(value);
        }
    }

    function stateNow(row) {
        const key = {
            open: "list.openNow",
            closed: "list.closedNow",
            unknown: "list.openUnknown"
        };
        const time = Zaitaku.calendar.japanTime(new Date());
        const state = Zaitaku.hours.atTime(Zaitaku.facts.week(row), time);
        return Zaitaku.dom.said("p", { class: "hint" }, key[state]);
    }

    /* The layers that it fits into besides the one where it stands. */
    function addFits(list, row) {
        const { fits, layer } = Zaitaku.data.all();
        const others = fits[row].filter((at) => at !== layer[row]);
        if (others.length > 0) {
            addEntry(
                list,
                Zaitaku.messages.parts("list.also"),
                others.map((at) => ({ parts: Zaitaku.names.layer(at) }))
            );
        }
    }

    /* Filed, not filed, unknown: each by its names, with the lists' date. */
    function addFunctions(list, row) {
        const { messages, names, facts } = Zaitaku;
        const applying = Zaitaku.data
            .all()
            .functions.filter((one) => facts.applies(row, one));
        for (const state of ["filed", "notFiled", "unknown"]) {
            const those = applying
                .filter(({ id }) => facts.functionState(row, id) === state)
                .map(names.function);
            if (those.length > 0) {
                const parts = messages.join(those, "filter.join");
                addEntry(list, functionHeading(state), [{ parts }]);
            }
        }
    }

    function functionHeading(state) {
        const { parts } = Zaitaku.messages;
        return [
            ...parts("function.title"),
            " ",
            ...parts(`function.${state}`)
        ];
    }

    function emptyFields(names) {
        const { said, element } = Zaitaku.dom;
        const text = Zaitaku.messages.join(names, "filter.join");
        return names.length > 0
            ? said("p", { class: "hint" }, "list.notPublished", { text })
            : element("p", { hidden: "" });
    }

    function buttons(row) {
        const { element, said } = Zaitaku.dom;
        const status = element("span", { role: "status" });
        const link = said("button", { type: "button" }, "list.link");
        link.addEventListener("click", () =>
            Zaitaku.share.facility(row, status)
        );
        return element("div", { class: "buttons" }, mapPart(row), link, status);
    }

    function mapPart(row) {
        const { said } = Zaitaku.dom;
        if (!Zaitaku.facts.point(row)) {
            return said("p", { class: "hint" }, "map.noPin");
        }
        const map = said("button", { type: "button" }, "map.show");
        map.addEventListener("click", () => Zaitaku.map.showRow(row, map));
        return map;
    }

    Zaitaku.details = { make, relabel };
})();
