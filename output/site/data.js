/*
 * What the page says, as data: {columns, layers, sources ...}, from the JSON
 * in the page, and what stands in the list only, from the list. Read before
 * anything on the page is changed.
 */
globalThis.Zaitaku ??= {};

(() => {
    "use strict";

    const VERSION = 1;
    /* Fields that may stand in the list alone. */
    const IN_LIST = ["id", "name", "address", "phone", "hours_text", "url"];
    const ID_PREFIX = "facility-";

    let data = null;
    let items = []; /* li of each row */
    const inList = {};

    function bytesOfBase64(text) {
        const binary = atob(text.replace(/\s/g, ""));
        return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
    }

    function inflate(bytes) {
        const stream = new Blob([bytes])
            .stream()
            .pipeThrough(new DecompressionStream("deflate"));
        return new Response(stream).json();
    }

    /* #data or #data-deflated, #messages or #messages-deflated. */
    async function readJson(id) {
        const plain = document.getElementById(id);
        if (plain) {
            return JSON.parse(plain.textContent);
        }
        const packed = document.getElementById(`${id}-deflated`);
        return inflate(bytesOfBase64(packed.textContent));
    }

    function linkText(item, name) {
        return item.querySelector(`.${name} a`)?.textContent;
    }

    /* A paragraph that nothing closes has the line's end in it. */
    function lineText(item, name) {
        return item.querySelector(`.${name}`)?.textContent.trim();
    }

    const READ = {
        id: (item) => item.id.slice(ID_PREFIX.length),
        name: (item) => Zaitaku.dom.textOf(item.querySelector(".name")),
        address: (item) => lineText(item, "address"),
        phone: (item) => linkText(item, "phone") ?? lineText(item, "phone"),
        hours_text: (item) => lineText(item, "hours"),
        url: (item) =>
            item.querySelector(".web a")?.getAttribute("href") ??
            lineText(item, "web")
    };

    function readList() {
        const found = document.querySelectorAll("li.facility");
        items = new Array(found.length);
        for (const item of found) {
            items[Number(item.dataset.i)] = item;
        }
        for (const field of IN_LIST) {
            if (!data.columns[field]) {
                inList[field] = items.map((item) => READ[field](item));
            }
        }
    }

    /* Throws when the page is not what this script was made for. */
    async function read() {
        const found = await readJson("data");
        if (found.version !== VERSION) {
            throw new Error(`data of version ${found.version}`);
        }
        data = found;
        if (data.towns) {
            data.towns.prefectures = Zaitaku.address.prefecturesOf(data);
        }
        readList();
        if (items.length !== data.lon.length || items.includes(undefined)) {
            throw new Error("list and data differ");
        }
        return data;
    }

    function cell(column, row) {
        if (Array.isArray(column)) {
            return column[row];
        }
        const at = column.index[row];
        return Array.isArray(at)
            ? at.map((one) => column.values[one])
            : column.values[at];
    }

    /* Text, a number, or a list of texts; null when it is not known. */
    function value(row, field) {
        const column = data.columns[field] ?? inList[field];
        const found = column ? cell(column, row) : null;
        return found === undefined || found === "" ? null : found;
    }

    /* The same, always as a list. */
    function values(row, field) {
        const found = value(row, field);
        if (found === null) {
            return [];
        }
        return Array.isArray(found) ? found : [found];
    }

    function rowOfId(id) {
        return items.findIndex((item) => item.id === ID_PREFIX + id);
    }

    Zaitaku.data = {
        read, readJson, value, values, rowOfId,
        all: () => data,
        count: () => items.length,
        item: (row) => items[row],
        isProfessional: () => data.edition === "professional"
    };
})();
