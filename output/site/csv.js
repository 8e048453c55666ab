/* The facilities shown as CSV, with every field of the edition: UTF-8 with BOM
 * and CRLF, so that Excel opens it, and no cell that Excel would run. */
globalThis.Zaitaku ??= {};

(() => {
    "use strict";

    const BOM = "\uFEFF";
    /* What a spreadsheet takes for a formula: output/sheet.c. */
    const FORMULA = /^[=+\-@\t\r＝＋－＠]/u;
    const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/;

    function cell(value, isNumber) {
        if (value === null || value === undefined) {
            return '""';
        }
        let text = Array.isArray(value) ? value.join("\n") : String(value);
        if (!(isNumber && PLAIN_NUMBER.test(text)) && FORMULA.test(text)) {
            text = `'${text}`;
        }
        return `"${text.replace(/"/g, '""')}"`;
    }

    /* Columns of the CSV: every field of the edition, the distance, and what
     * is not known of that which was asked for. */
    function text({ rows, found, view }) {
        const { data, names, messages } = Zaitaku;
        const { fields } = data.all();
        const heading = fields.map((field) =>
            cell(messages.plain(names.field(field)))
        );
        const measured = view.distanceM;
        if (measured) {
            heading.push(cell(messages.text("csv.distance")));
        }
        const isDoubt = found.doubtHours.size + found.doubtFiled.size > 0;
        if (isDoubt) {
            heading.push(cell(messages.text("csv.doubt")));
        }
        const lines = rows.map((row) => {
            const cells = fields.map(({ name, type }) =>
                cell(
                    data.value(row, name),
                    type === "real" || type === "integer"
                )
            );
            if (measured) {
                const metres = measured[row];
                const isKnown =
                    metres !== null && !Zaitaku.facts.isUnsure(row, metres);
                cells.push(cell(isKnown ? Math.round(metres) : null, true));
            }
            if (isDoubt) {
                const doubts = Zaitaku.fax.doubts(row, found, view.filter);
                cells.push(cell(doubts.length > 0 ? doubts : null));
            }
            return cells.join(",");
        });
        return `${BOM}${[heading.join(","), ...lines].join("\r\n")}\r\n`;
    }

    Zaitaku.csv = { cell, text };
})();
