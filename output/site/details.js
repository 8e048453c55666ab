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
            } else {
                empty.push(Zaitaku.names.field(field));
            }
        }
        addFits(list, row);
        more.append(list, stateNow(row));
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
                return [Zaitaku.messages.parts("list.noHours")];
            }
            return week && !japanese
                ? [Zaitaku.hoursText.format(week)]
                : undefined;
        },
        /* Days without hours are in the hours that are put into words. */
        available_days: (row) =>
            Zaitaku.facts.week(row)?.openDaysOnly &&
            Zaitaku.messages.language() !== "ja"
                ? []
                : undefined,
        position_note: (row) => positionNote(row),
        source: (row) =>
            Zaitaku.data
                .values(row, "source")
                .map((title) => [sourceLine(title)]),
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

    /* The three forms of value_position_note() in model/fields.c. */
    function positionNote(row) {
        const note = Zaitaku.data.value(row, "position_note");
        if (!note || Zaitaku.messages.language() === "ja") {
            return undefined;
        }
        const metres = /約(\d+)m以内/.exec(note);
        const kilometres = /約([\d.]+)km以内/.exec(note);
        const { parts } = Zaitaku.messages;
        if (metres) {
            return [parts("position.about", { m: metres[1] })];
        }
        return kilometres
            ? [parts("position.district", { km: kilometres[1] })]
            : [parts("position.address")];
    }

    function sourceLine(title) {
        const source = Zaitaku.data
            .all()
            .sources.find((one) => one.title === title);
        const { text, date } = Zaitaku.messages;
        if (!source) {
            return title;
        }
        const day = source.as_of
            ? text("asOf", { date: date(source.as_of) })
            : text("asOf.unknown");
        const about = [source.publisher, day].filter(Boolean).join(" ");
        return `${title}（${about}）`;
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
