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

    /* What is not known of that which was asked for, a sentence each. */
    function doubts(row, found, { openNow }) {
        const { text } = Zaitaku.messages;
        const hours = openNow ? "list.openUnknown" : "list.dayUnknown";
        return [
            found.doubtHours.has(row) && text(hours),
            found.doubtFiled.has(row) && text("list.filedUnknown")
        ].filter(Boolean);
    }

    /* What a reader would look for in vain. */
    function notPublished(row) {
        const { text } = Zaitaku.messages;
        const isUnknown = (...fields) =>
            fields.every((field) => Zaitaku.data.value(row, field) === null);
        const noPhone = isUnknown("phone");
        const ask = noPhone ? "list.noHoursAsk" : "list.noHours";
        return [
            noPhone && text("list.noPhone"),
            isUnknown("hours_text", "available_days") && text(ask)
        ].filter(Boolean);
    }

    /* Many addresses end with the building already. */
    function isTold(row, field) {
        const plain = (text) => text.normalize("NFKC").replace(/\s/g, "");
        const [building] = Zaitaku.data.values(row, field);
        const [address] = Zaitaku.data.values(row, "address");
        return (
            field === "building" &&
            Boolean(address) &&
            plain(address).endsWith(plain(building))
        );
    }

    /* The number is that on the printed map. */
    function faxBlock(row, found, view) {
        const { data, names, messages } = Zaitaku;
        const number = `${messages.text("list.number")} ${row + 1}`;
        const lines = [
            `${number}  ${data.value(row, "name") ?? ""}`,
            `   ${messages.plain(names.layerOf(row))}`
        ];
        const metres = view.distanceM?.[row];
        const distance = Zaitaku.approx.distanceMessage(row, metres);
        if (distance) {
            lines.push(`   ${messages.text(...distance)}`);
        }
        for (const doubt of doubts(row, found, view.filter)) {
            lines.push(`   ${doubt}`);
        }
        for (const field of data.all().fields) {
            const values = data.values(row, field.name);
            if (
                FAX_FIELDS.includes(field.name) &&
                values.length > 0 &&
                !isTold(row, field.name)
            ) {
                const heading = messages.plain(names.field(field));
                lines.push(...fieldLines(heading, values));
            }
        }
        lines.push(...notPublished(row).map((one) => `   ${one}`));
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

    /* Whose place was searched around is nothing to send with the list. */
    function orderText(view) {
        const { text } = Zaitaku.messages;
        return view.near
            ? text("near.result", { place: text("near.point") })
            : noteText("order");
    }

    function faxText({ rows, found, view }) {
        const { text, date, number } = Zaitaku.messages;
        const data = Zaitaku.data.all();
        const { created, maker, contact, sources } = data;
        const words = conditionWords(view).join(text("filter.join"));
        const title = noteText("page-title");
        const edition = text(`edition.${data.edition}`);
        const head = [
            title.includes(edition) ? title : `${title} ${edition}`,
            text("created", { date: date(created) }),
            maker && text("about.maker", { name: maker }),
            contact && text("about.contact", { text: contact }),
            words && text("filter.conditions", { text: words }),
            orderText(view),
            text("count.places", { n: number(rows.length) }),
            ...Zaitaku.count
                .sentences(found, view)
                .slice(1) /* what is not known of them */
                .map(([key, values]) => text(key, values))
        ];
        const blocks = rows.map((row) => faxBlock(row, found, view));
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

    Zaitaku.fax = { text: faxText, conditionWords, doubts };
})();
