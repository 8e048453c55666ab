/*
 * The town of a typed address, among the towns of the municipality and its
 * neighbours. Prefecture and municipality may be left out; 丁目 may be
 * written 一丁目, 1丁目 or 1-; ヶ and ケ, 大字 and 字 do not matter.
 */
globalThis.Zaitaku ??= {};

(() => {
    "use strict";

    const MOST_CANDIDATES = 12;
    const DIGITS = "〇一二三四五六七八九";
    const COUNTED = "[〇一二三四五六七八九十百]+(?=丁目|条|番町|線|号|区)";

    /* 二十三 -> 23, 一〇 -> 10 */
    function kanjiNumber(text) {
        if (!/[十百]/.test(text)) {
            return Number(Array.from(text, (d) => DIGITS.indexOf(d)).join(""));
        }
        let sum = 0;
        let digit = 0;
        for (const letter of text) {
            const unit = { 十: 10, 百: 100 }[letter];
            sum += unit ? (digit || 1) * unit : 0;
            digit = unit ? 0 : DIGITS.indexOf(letter);
        }
        return sum + digit;
    }

    /* 字 of 大字 and 小字, but not of 十文字. */
    function fold(text) {
        return text
            .normalize("NFKC")
            .replace(/[\s,、]/gu, "")
            .replace(/[‐-―−ーｰ－](?=\d)|(?<=\d)[‐-―−ーｰ－]/gu, "-")
            .replace(/大字|小字|(?<![文十八])字/gu, "")
            .replace(/[ヶがガカヵ](?=\p{Script=Han})/gu, "ケ")
            .replace(/[ノ之](?=\p{Script=Han})/gu, "の")
            .replace(/[ツッっ](?=\p{Script=Han})/gu, "つ")
            .replace(new RegExp(COUNTED, "gu"), (n) => String(kanjiNumber(n)));
    }

    /* {base: "湊町", chome: 1}; chome null where there is none. */
    function splitChome(folded) {
        const at = /^(.+?)(\d+)丁目$/u.exec(folded);
        return at
            ? { base: at[1], chome: Number(at[2]) }
            : { base: folded, chome: null };
    }

    /* Ways in which people write a municipality: with its county or city, or
     * the ward alone. */
    function placeForms(place) {
        const folded = fold(place);
        const inCounty = folded.replace(/^.{1,4}郡(?=.+[町村]$)/u, "");
        const ward = folded.replace(/^.+市(?=.+区$)/u, "");
        return [...new Set([folded, inCounty, ward])];
    }

    function makeIndex(towns) {
        return {
            places: towns.places.map(placeForms),
            towns: towns.name.map((name, i) => ({
                at: i,
                folded: fold(name),
                ...splitChome(fold(name)),
                place: towns.place[i]
            }))
        };
    }

    const PREFECTURE = /^(?:北海道|東京都|京都府|大阪府|.{2,3}県)/u;

    /* What may stand before the town: each way of reading it, as the rest and
     * the places that it may lie in (null: any). */
    function readings(typed, index) {
        const starts = [typed, typed.replace(PREFECTURE, "")];
        starts.push(...starts.map((text) => text.replace(/^.{1,4}?郡/u, "")));
        const found = new Map(
            starts.map((rest) => [rest, { rest, places: null }])
        );
        for (const start of starts) {
            index.places.forEach((forms, place) => {
                const form = forms.find((name) => start.startsWith(name));
                if (form) {
                    const rest = start.slice(form.length);
                    found.set(`${place}|${rest}`, { rest, places: [place] });
                }
            });
            /* 札幌市 of 札幌市中央区, with the ward left out. */
            const city = /^.+?市/u.exec(start)?.[0];
            const wards = index.places.flatMap((forms, place) =>
                city && forms[0].startsWith(city) ? [place] : []
            );
            if (wards.length > 0) {
                const rest = start.slice(city.length);
                found.set(`${city}|${rest}`, { rest, places: wards });
            }
        }
        return [...found.values()].filter(({ rest }) => rest !== "");
    }

    /* 0: no match; the more, the better. */
    function score(town, rest) {
        if (!rest.startsWith(town.base)) {
            return 0;
        }
        const after = rest.slice(town.base.length);
        const number = /^(\d+)(?:丁目|番町|-|の|$)/u.exec(after);
        const length = town.base.length * 4;
        if (town.chome === null) {
            return length + 1;
        }
        if (number && Number(number[1]) === town.chome) {
            return length + 3;
        }
        /* 湊町 without a number: every 丁目 of it is offered. */
        return number ? 0 : length + 1;
    }

    function matchesBy(index, typed, judge) {
        let best = 0;
        let found = new Set();
        for (const { rest, places } of readings(typed, index)) {
            for (const town of index.towns) {
                if (places && !places.includes(town.place)) {
                    continue;
                }
                const points = judge(town, rest);
                if (points > best) {
                    best = points;
                    found = new Set();
                }
                if (points > 0 && points === best) {
                    found.add(town.at);
                }
            }
        }
        return [...found];
    }

    /* A name begun, or a town behind street names as in Kyoto. */
    function looseScore(town, rest) {
        if (town.folded.startsWith(rest)) {
            return 1000;
        }
        return town.base.length > 1 && rest.includes(town.base)
            ? town.base.length
            : 0;
    }

    /*
     * {kind, at}: "one" with its index in towns; "several" to be offered;
     * "none". `more`: there are further ones than those in `at`.
     */
    function find(towns, text) {
        const typed = fold(text);
        if (!towns || typed === "") {
            return { kind: "none", at: [], more: false };
        }
        towns.index ??= makeIndex(towns);
        let at = matchesBy(towns.index, typed, score);
        if (at.length === 1) {
            return { kind: "one", at, more: false };
        }
        if (at.length === 0) {
            at = matchesBy(towns.index, typed, looseScore);
        }
        return {
            kind: at.length > 0 ? "several" : "none",
            at: at.slice(0, MOST_CANDIDATES),
            more: at.length > MOST_CANDIDATES
        };
    }

    Zaitaku.address = { fold, find };
})();
