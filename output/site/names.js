/* The names of what a facility is and does, as parts of Zaitaku.messages in
 * the language shown. */
globalThis.Zaitaku ??= {};

(() => {
    "use strict";

    function nameOf(group, item) {
        return Zaitaku.messages.nameOf(
            group,
            item,
            Zaitaku.data.isProfessional()
        );
    }

    function layer(at) {
        return nameOf("layer", Zaitaku.data.all().layers[at]);
    }

    function layerOf(row) {
        return layer(Zaitaku.data.all().layer[row]);
    }

    function fits(row) {
        return Zaitaku.data.all().fits[row].map(layer);
    }

    function services(row) {
        const { all, values } = Zaitaku.data;
        const known = all().services ?? [];
        return values(row, "services").flatMap((id) => {
            const service = known.find((one) => one.id === id);
            return service ? [nameOf("kind", service)] : [];
        });
    }

    /* Their Japanese words are their ids: the ids of functions are for
     * professionals. */
    function homeServices(row) {
        return Zaitaku.data
            .values(row, "home_services")
            .map((text) => nameOf("home", { id: text, name: text }));
    }

    function field(one) {
        return nameOf("field", {
            id: one.name,
            name: one.heading,
            name_en: one.heading_en
        });
    }

    function function_(one) {
        return nameOf("function", one);
    }

    /* The English name, for readers of another language; null if unknown. */
    function english(row) {
        return Zaitaku.messages.isJapanese()
            ? null
            : Zaitaku.data.value(row, "name_en");
    }

    /* What readers of another language can read: {text, lang}, or null. */
    function inLetters(row) {
        const kana = Zaitaku.data.value(row, "name_kana");
        if (Zaitaku.messages.isJapanese()) {
            return null;
        }
        if (english(row)) {
            return { text: english(row), lang: "en" };
        }
        return kana
            ? { text: Zaitaku.roman.reading(kana), lang: "ja-Latn" }
            : null;
    }

    Zaitaku.names = {
        layer, layerOf, fits, services, homeServices, field, inLetters,
        function: function_
    };
})();
