/* The facilities shown as plain text, a block each: for a FAX or a mail. */
globalThis.Zaitaku ??= {};

(() => {
    "use strict";

    /* What the filters ask for, in words; the address typed is not told. */
    function conditionWords(view) {
        const { text, plain } = Zaitaku.messages;
        const { filter } = view;
        const { layers, functions } = Zaitaku.data.all();
        const words = [];
        words.push(filter.query.trim());
        words.push(
            ...filter.layers.map((id) =>
                plain(
                    Zaitaku.names.layer(layers.findIndex((l) => l.id === id))
                )
            )
        );
        words.push(filter.day && text(`day.${filter.day}`));
        words.push(filter.openNow && text("filter.open"));
        for (const [id, wanted] of Object.entries(filter.functions)) {
            const one = functions.find((f) => f.id === id);
            const name = plain(Zaitaku.names.function(one));
            words.push(`${name} ${text(`function.${wanted}`)}`);
        }
        if (view.near && filter.radiusKm) {
            words.push(text("near.within", { km: filter.radiusKm }));
        }
        return words.filter((word) => word);
    }

    const FAX_FIELDS = [
        "phone", "fax", "address", "building", "hours_text", "available_days",
        "service_area", "function_names", "functions_as_of", "as_of"
    ];

    function faxBlock(row, number, view) {
        const { data, names, messages } = Zaitaku;
        const lines = [
            `${number}. ${data.value(row, "name") ?? ""}`,
            `   ${messages.plain(names.layerOf(row))}`
        ];
        const metres = view.distanceM?.[row];
        const distance = Zaitaku.list.distanceMessage(metres);
        if (distance) {
            lines.push(`   ${messages.text(...distance)}`);
        }
        for (const field of data.all().fields) {
            const values = data.values(row, field.name);
            if (FAX_FIELDS.includes(field.name) && values.length > 0) {
                const heading = messages.plain(names.field(field));
                lines.push(...fieldLines(heading, values));
            }
        }
        return lines.join("\n");
    }

    /* Several values stand below each other: paper is narrow. */
    function fieldLines(heading, values) {
        return values.length === 1
            ? [`   ${heading}: ${values[0]}`]
            : [`   ${heading}:`, ...values.map((value) => `     - ${value}`)];
    }

    function sourceLine(source) {
        const { text, date } = Zaitaku.messages;
        const day = source.as_of
            ? text("asOf", { date: date(source.as_of) })
            : text("asOf.unknown");
        return [source.publisher, source.title, day, source.licence]
            .filter(Boolean)
            .join(" ");
    }

    function noteText(id) {
        return Zaitaku.dom.textOf(Zaitaku.dom.byId(id));
    }

    function faxText(rows, view) {
        const { text, date, number } = Zaitaku.messages;
        const { created, maker, contact, sources, edition } =
            Zaitaku.data.all();
        const words = conditionWords(view).join(text("filter.join"));
        const head = [
            `${noteText("page-title")} ${text(`edition.${edition}`)}`,
            text("created", { date: date(created) }),
            maker && text("about.maker", { name: maker }),
            contact && text("about.contact", { text: contact }),
            words && text("filter.conditions", { text: words }),
            noteText("order"),
            text("count.places", { n: number(rows.length) })
        ];
        const blocks = rows.map((row, i) => faxBlock(row, i + 1, view));
        const foot = [
            text("sources.title"),
            ...sources.map(sourceLine),
            noteText("processed"),
            noteText("disclaimer")
        ];
        return [head.filter(Boolean).join("\n"), ...blocks, foot.join("\n")]
            .join("\n\n")
            .concat("\n");
    }

    Zaitaku.fax = { text: faxText, conditionWords };
})();
