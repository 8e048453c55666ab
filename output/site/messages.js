/*
 * The words of the page. A message is made of parts: text, ruby and slots.
 * Parts travel as a list of strings, {base, ruby} and {base, lang}, so that
 * ruby and Japanese names are kept until they are shown, and values from the
 * data are never read as marks.
 */
globalThis.Zaitaku ??= {};

(() => {
    "use strict";

    const JAPANESE = "ja";
    /* {漢字|かんじ} or {n} */
    const MARK = /\{([^{}|]+)\|([^{}|]+)\}|\{([a-zA-Z]+)\}/g;

    let catalogues = {};
    let language = JAPANESE;
    const parsed = new Map();

    function parse(message) {
        const parts = [];
        let end = 0;
        for (const mark of message.matchAll(MARK)) {
            if (mark.index > end) {
                parts.push(message.slice(end, mark.index));
            }
            const [whole, base, ruby, slot] = mark;
            parts.push(slot ? { slot } : { base, ruby });
            end = mark.index + whole.length;
        }
        if (end < message.length) {
            parts.push(message.slice(end));
        }
        return parts;
    }

    function parsedOnce(message) {
        if (!parsed.has(message)) {
            parsed.set(message, parse(message));
        }
        return parsed.get(message);
    }

    function has(key) {
        return typeof catalogues[language]?.[key] === "string";
    }

    function messageOf(key) {
        return (
            catalogues[language]?.[key] ?? catalogues[JAPANESE]?.[key] ?? key
        );
    }

    /* A value: text, a number, or parts. */
    function valueParts(value) {
        if (value === undefined || value === null) {
            return [];
        }
        return Array.isArray(value) ? value : [String(value)];
    }

    function parts(key, values = {}) {
        return parsedOnce(messageOf(key)).flatMap((part) =>
            part.slot ? valueParts(values[part.slot]) : [part]
        );
    }

    function plain(list) {
        return list
            .map((part) => (typeof part === "string" ? part : part.base))
            .join("");
    }

    /* Where ruby cannot stand: 曜日（ようび）, in easy Japanese. */
    function spelled(list) {
        const one = (part) =>
            part.ruby ? `${part.base}（${part.ruby}）` : (part.base ?? part);
        return about().easy ? list.map(one).join("") : plain(list);
    }

    /* Text of the data as a part: in other languages it stays Japanese. */
    function fromData(value) {
        return isJapanese() ? value : { base: value, lang: JAPANESE };
    }

    function text(key, values) {
        return plain(parts(key, values));
    }

    function join(lists, separatorKey) {
        return lists.flatMap((list, i) =>
            i === 0 ? list : [...parts(separatorKey), ...list]
        );
    }

    function setCatalogues(read) {
        catalogues = read;
    }

    /* Stays where it is when there is no such catalogue. */
    function setLanguage(id) {
        if (Object.keys(catalogues).includes(id)) {
            language = id;
        }
    }

    function about(id = language) {
        return catalogues[id]?._ ?? { name: id, lang: id, easy: false };
    }

    function isJapanese() {
        return about().lang === JAPANESE;
    }

    /*
     * The name of a layer, kind, function in plain words or field. Residents
     * read the catalogue's plain words; professionals the official names,
     * which the data has in both languages.
     */
    function nameOf(group, item, professional) {
        if (professional && !isJapanese()) {
            return [item.name_en || item.name];
        }
        const key = `${group}.${item.id}`;
        return !professional && has(key) ? parts(key) : [item.name];
    }

    function date(isoDay) {
        const time = Date.parse(`${isoDay}T00:00:00Z`);
        if (Number.isNaN(time)) {
            return isoDay;
        }
        return new Intl.DateTimeFormat(about().lang, {
            dateStyle: "long",
            timeZone: "UTC"
        }).format(time);
    }

    const formats = new Map(); /* making one takes longer than using it */

    function number(value, digits = 0) {
        const key = `${about().lang} ${digits}`;
        if (!formats.has(key)) {
            const format = new Intl.NumberFormat(about().lang, {
                minimumFractionDigits: digits,
                maximumFractionDigits: digits
            });
            formats.set(key, format);
        }
        return formats.get(key).format(value);
    }

    Zaitaku.messages = {
        parse, parts, plain, spelled, fromData, text, join, has,
        setCatalogues, setLanguage, about, isJapanese, nameOf, date, number,
        languages: () => Object.keys(catalogues),
        language: () => language
    };
})();
