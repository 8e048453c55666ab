/*
 * The town of a typed address, among the towns of the municipality and its
 * neighbours. Prefecture and municipality may be left out; 丁目 may be
 * written 一丁目, 1丁目 or 1-; ヶ and ケ, 大字 and 字 do not matter. An address
 * of elsewhere has no town here, also where one of the same name is.
 */
globalThis.Zaitaku ??= {};

(() => {
    "use strict";

    const MOST_CANDIDATES = 12;

    /* By the first two digits of municipality codes, from 01. */
    const PREFECTURES = (
        "北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 " +
        "埼玉県 千葉県 東京都 神奈川県 新潟県 富山県 石川県 福井県 山梨県 " +
        "長野県 岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 大阪府 兵庫県 奈良県 " +
        "和歌山県 鳥取県 島根県 岡山県 広島県 山口県 徳島県 香川県 愛媛県 " +
        "高知県 福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県"
    ).split(" ");

    /* ---- one way of writing ---- */

    const DIGITS = "〇一二三四五六七八九";
    const UNITS = { 十: 10, 百: 100, 千: 1000 };
    const KANJI = `[${DIGITS}十百千]+`;
    const ANY = `[\\d${DIGITS}十百千]`;
    const DASH = "‐-―−－";
    const JOINED = new RegExp(`(${ANY})[${DASH}ー](?=${ANY})`, "gu");
    const COUNTED = new RegExp(`${KANJI}(?=丁目|条|番|線|号|区|-)`, "gu");
    const BRANCH = new RegExp(`-(${KANJI})`, "gu");
    const OF_LOT = new RegExp(`(${KANJI})の(?=${ANY})`, "gu");
    const MARK = "/"; /* where 大字 or 字 stood: a name ends before it */

    /* 二十三 -> 23, 一〇 -> 10 */
    function kanjiNumber(text) {
        if (!/[十百千]/.test(text)) {
            return Number(Array.from(text, (d) => DIGITS.indexOf(d)).join(""));
        }
        let sum = 0;
        let digit = 0;
        for (const letter of text) {
            const unit = UNITS[letter];
            sum += unit ? (digit || 1) * unit : 0;
            digit = unit ? 0 : DIGITS.indexOf(letter);
        }
        return sum + digit;
    }

    /* 字 of 大字 and 小字, but not of 十文字. */
    function foldMarked(text) {
        const folded = text
            .normalize("NFKC")
            .replace(/\p{Script=Han}+/gu, Zaitaku.fold) /* 龍 is 竜 */
            .replace(/[\s,、。/〒]/gu, "")
            .replace(/^\d{3}-?\d{4}(?=\p{Script=Han})/u, "") /* postal code */
            .replace(/[ノ之](?=[\p{Script=Han}\d])/gu, "の")
            .replace(JOINED, "$1-")
            .replace(new RegExp(`[${DASH}](?=\\d)`, "gu"), "-")
            .replace(new RegExp(`(\\d)[${DASH}ー]`, "gu"), "$1-")
            .replace(COUNTED, (n) => String(kanjiNumber(n)))
            .replace(BRANCH, (all, n) => `-${kanjiNumber(n)}`)
            .replace(OF_LOT, (all, n) => `${kanjiNumber(n)}の`)
            .replace(/大字|小字|([文十八]?)字/gu, (all, kept) =>
                kept ? all : MARK
            )
            .replace(/[ヶがガカヵ](?=\p{Script=Han})/gu, "ケ")
            .replace(/[ツッっ](?=\p{Script=Han})/gu, "つ");
        return Zaitaku.hiragana(folded);
    }

    function fold(text) {
        return foldMarked(text).replaceAll(MARK, "");
    }

    /* {text, marks}: before which of its letters a name ends. */
    function foldTyped(typed) {
        const marks = new Set();
        let text = "";
        for (const part of foldMarked(typed).split(MARK)) {
            text += part;
            marks.add(text.length);
        }
        marks.delete(text.length);
        return { text, marks };
    }

    /* ---- towns and municipalities ---- */

    /* {base: "湊町", chome: 1}; chome null where there is none. */
    function splitChome(folded) {
        const at = /^(.*?\D)(\d+)丁目$/u.exec(folded);
        return at
            ? { base: at[1], chome: Number(at[2]) }
            : { base: folded, chome: null };
    }

    /* Ways in which people write a municipality: with its county or without,
     * and its city or ward alone. */
    function makePlace(name, prefectures) {
        const full = fold(name);
        const inCounty = full.replace(/^.{1,4}郡(?=.+[町村]$)/u, "");
        const [, city, ward] = /^(.+?市)(.+区)$/u.exec(full) ?? [];
        return { full, inCounty, city, ward, prefectures };
    }

    function makeIndex(towns) {
        return {
            places: towns.places.map((name, place) =>
                makePlace(name, towns.prefectures?.[place] ?? [])
            ),
            towns: towns.name.map((name, i) => {
                const folded = fold(name);
                const place = towns.place[i];
                return { at: i, folded, place, ...splitChome(folded) };
            })
        };
    }

    /* Names of the prefectures in which a place of this name lies, of each
     * place of `data.towns`; none where the data does not tell. */
    function prefecturesOf(data) {
        const prefecture = ({ code }) =>
            PREFECTURES[Number(code.slice(0, 2)) - 1];
        const isOwn = (name) => data.place === prefecture(data) + name;
        return data.towns.places.map((name) => [
            ...(isOwn(name) ? [prefecture(data)] : []),
            ...(data.ground?.neighbours ?? [])
                .filter((neighbour) => neighbour.name === name)
                .map(prefecture)
        ]);
    }

    /* ---- reading ---- */

    /* What stands before the town when it lies in this place, or "". */
    function beginning(place, text, prefecture) {
        const { full, inCounty, city, ward, prefectures } = place;
        const isWard = (rest) => /^\D{1,4}?区/u.test(rest);
        if (
            prefecture &&
            prefectures.length > 0 &&
            !prefectures.includes(prefecture)
        ) {
            return "";
        }
        /* 北区 alone is a ward of here, 東京都北区 is not. */
        const forms = [full, inCounty, prefecture ? null : ward];
        if (city && text.startsWith(city) && !isWard(text.slice(city.length))) {
            forms.push(city);
        }
        const county = /^.{1,5}?郡(?=.+[町村])/u.exec(text)?.[0];
        if (county && /[町村]$/u.test(inCounty)) {
            forms.push(county + inCounty);
        }
        return forms
            .filter((form) => form && text.startsWith(form))
            .reduce((a, b) => (b.length > a.length ? b : a), "");
    }

    /* The places of here that the text begins with, the longest names of
     * them: {length, places}; null when it begins with none. */
    function findPlaces(index, text, prefecture) {
        const lengths = index.places.map(
            (place) => beginning(place, text, prefecture).length
        );
        const length = Math.max(0, ...lengths);
        const places = new Set(
            lengths.flatMap((one, place) => (one === length ? [place] : []))
        );
        return length > 0 ? { length, places } : null;
    }

    /* A number of a block or house, not that of 北1条 or 1番町. */
    const NUMBERED =
        /^(?:$|-|番(?!町)|第\d|\d+(?![\d条線区町村]|号線|番町|の\D))/u;
    const CHOME = /^(\d+)(?:丁目|番町|-|の|$)/u;
    const SURELY_CHOME = /^\d+(?:丁目|(?:-\d+){2})/u;
    const STREET = /[通筋路角]|[上下]が?る|[東西南北]入/u;

    /* Refused: the town's name, with a number that it does not have. */
    const GRADE = { refused: 1, offered: 2, town: 3, chome: 4 };

    /* How well `rest` begins with the town; 0: not at all. */
    function grade(town, { text, marks }, inPlace) {
        const { base, chome } = town;
        if (!text.startsWith(base)) {
            return 0;
        }
        const after = text.slice(base.length);
        const ends = NUMBERED.test(after) || marks.has(base.length);
        if (chome !== null) {
            return chomeGrade(chome, after, ends);
        }
        if (ends) {
            const isDoubtful = !inPlace && SURELY_CHOME.test(after);
            return isDoubtful ? GRADE.offered : GRADE.town;
        }
        /* 三ツ割鉢ノ皮 is a part of 三ツ割, 丸太町通 is none of 丸太町. */
        const isPart = inPlace && base.length > 1 && !STREET.test(after);
        return isPart ? GRADE.town : 0;
    }

    function chomeGrade(chome, after, ends) {
        const number = CHOME.exec(after);
        if (number && Number(number[1]) === chome) {
            return GRADE.chome;
        }
        /* 湊町 without a number, or 湊町9-1: every 丁目 of it is offered. */
        return ends && !SURELY_CHOME.test(after)
            ? GRADE.offered
            : GRADE.refused;
    }

    /* The best by `judge`, a number a town: {at, points}. */
    function best(towns, judge) {
        let points = 0;
        let at = [];
        for (const town of towns) {
            const own = judge(town);
            if (own > points) {
                points = own;
                at = [];
            }
            if (own > 0 && own === points) {
                at.push(town.at);
            }
        }
        return { at, points };
    }

    /* A town behind street names, as in Kyoto: 河原町通四条下る稲荷町318. */
    function streetPoints(town, { text }) {
        const from = text.lastIndexOf(town.base);
        const end = from + town.base.length;
        return town.base.length > 1 &&
            STREET.test(text.slice(0, Math.max(from, 0))) &&
            NUMBERED.test(text.slice(end))
            ? end * 100 + town.base.length
            : 0;
    }

    const NOTHING = { at: [], isSure: false };

    /* {at, isSure} of the towns that may be meant; the longest name counts,
     * then how well it fits. */
    function match(towns, rest, inPlace) {
        if (!/\D/.test(rest.text)) {
            return NOTHING;
        }
        const named = best(towns, (town) => {
            const points = grade(town, rest, inPlace);
            return points && town.base.length * 10 + points;
        });
        if (named.points % 10 >= GRADE.town) {
            return { at: named.at, isSure: named.at.length === 1 };
        }
        const begun = best(towns, ({ folded }) =>
            folded.startsWith(rest.text) ? 1 : 0
        );
        const street = best(inPlace ? towns : [], (town) =>
            streetPoints(town, rest)
        );
        const offered = named.points % 10 === GRADE.offered ? named.at : [];
        const found = [offered, begun.at, street.at].find((at) => at.length);
        return { at: found ?? [], isSure: false };
    }

    function behind({ text, marks }, length) {
        return {
            text: text.slice(length),
            marks: new Set([...marks].map((mark) => mark - length))
        };
    }

    function search(index, typed) {
        const prefecture = PREFECTURES.find((name) =>
            typed.text.startsWith(name)
        );
        const inside = behind(typed, prefecture?.length ?? 0);
        const found = findPlaces(index, inside.text, prefecture);
        if (found) {
            const rest = behind(inside, found.length);
            const towns = index.towns.filter(({ place }) =>
                found.places.has(place)
            );
            const matched = match(towns, rest, true);
            if (matched.at.length > 0) {
                return matched;
            }
        }
        if (prefecture) {
            return NOTHING; /* a municipality of elsewhere follows */
        }
        /* 大野町 may be a town, too, when it is no municipality's. */
        const { at, isSure } = match(index.towns, typed, false);
        return { at, isSure: isSure && !found };
    }

    /*
     * {kind, at}: "one" with its index in towns; "several" to be offered;
     * "none". `more`: there are further ones than those in `at`.
     */
    function find(towns, text) {
        const typed = foldTyped(text);
        if (!towns || typed.text === "") {
            return { kind: "none", at: [], more: false };
        }
        towns.index ??= makeIndex(towns);
        const { at, isSure } = search(towns.index, typed);
        if (isSure) {
            return { kind: "one", at, more: false };
        }
        return {
            kind: at.length > 0 ? "several" : "none",
            at: at.slice(0, MOST_CANDIDATES),
            more: at.length > MOST_CANDIDATES
        };
    }

    Zaitaku.address = { fold, find, prefecturesOf };
})();
