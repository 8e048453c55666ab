/*
 * Facilities whose place is known roughly only: the middle of a district
 * stands for them. Professionals have the error in metres; residents a note,
 * which is shown and not measured with.
 */
globalThis.Zaitaku ??= {};

(() => {
    "use strict";

    const ROUGH_M = 100; /* no distance below an error of this or more */
    const UNSURE_M = 2000; /* the same, where the error is not told */
    const LEAST_SHOWN_M = 10;
    /* value_position_note() in model/fields.c of a lot: at most 100 m off. */
    const EXACT_NOTE = "住所から求めた位置です";

    /* Metres, or null: it is not told. */
    function errorM(row) {
        return Zaitaku.data.isProfessional()
            ? Zaitaku.data.value(row, "error_m")
            : null;
    }

    function isRough(row) {
        if (Zaitaku.data.isProfessional()) {
            return errorM(row) >= ROUGH_M; /* null is not */
        }
        const note = Zaitaku.data.value(row, "position_note");
        return note !== null && note !== EXACT_NOTE;
    }

    /* Nothing can be said of a distance that is below the error. */
    function isUnsure(row, metres) {
        return isRough(row) && metres < (errorM(row) ?? UNSURE_M);
    }

    /* The note in the language shown, as parts; null when there is none. */
    function note(row) {
        const { parts, language, number } = Zaitaku.messages;
        const published = Zaitaku.data.value(row, "position_note");
        if (!published) {
            return isRough(row)
                ? parts("position.about", { m: number(errorM(row)) })
                : null;
        }
        if (language() === "ja") {
            return [published];
        }
        const metres = /約(\d+)m以内/.exec(published);
        const kilometres = /約([\d.]+)km以内/.exec(published);
        if (metres) {
            return parts("position.about", { m: metres[1] });
        }
        return kilometres
            ? parts("position.district", { km: kilometres[1] })
            : parts("position.address");
    }

    /* 「位置は目安：…」; null for other places. */
    function line(row) {
        return isRough(row)
            ? Zaitaku.dom.said("p", { class: "rough" }, "position.rough", {
                  text: note(row)
              })
            : null;
    }

    function inWords(metres, step, keyM, keyKm) {
        const { number } = Zaitaku.messages;
        const rounded = Math.round(metres / step) * step;
        return rounded < 1000
            ? [keyM, { m: number(Math.max(rounded, LEAST_SHOWN_M)) }]
            : [keyKm, { km: number(metres / 1000, 1) }];
    }

    /* [key, values] for `metres` as in view.distanceM; null: none asked. */
    function distanceMessage(row, metres) {
        if (metres === undefined) {
            return null;
        }
        if (metres === null) {
            return ["near.noDistance"];
        }
        if (isUnsure(row, metres)) {
            return ["near.rough"];
        }
        return isRough(row)
            ? inWords(metres, 100, "near.roughM", "near.roughKm")
            : inWords(metres, 10, "near.distanceM", "near.distance");
    }

    Zaitaku.approx = { errorM, isRough, isUnsure, note, line, distanceMessage };
})();
