/* The form of filters and the switches at the top: what they say goes into
 * the view, and the other way round for links. */
globalThis.Zaitaku ??= {};

(() => {
    "use strict";

    const TYPING_MS = 120;
    let rubyBefore = false; /* as it was without やさしい日本語 */

    function layerBoxes() {
        return [...document.querySelectorAll("#layer-choice [name=layer]")];
    }

    function functionChoices() {
        return [...document.querySelectorAll("#functions select")];
    }

    function readForm() {
        const { byId } = Zaitaku.dom;
        const { filter } = Zaitaku.page.view();
        filter.query = byId("q").value;
        filter.layers = layerBoxes()
            .filter((box) => box.checked)
            .map((box) => box.value);
        filter.day = byId("day").value;
        filter.openNow = byId("open-now").checked;
        filter.unknownHours = byId("unknown-hours").checked;
        filter.functions = Object.fromEntries(
            functionChoices()
                .filter((choice) => choice.value !== "")
                .map((choice) => [choice.name, choice.value])
        );
    }

    function writeForm() {
        const { byId } = Zaitaku.dom;
        const { filter } = Zaitaku.page.view();
        byId("q").value = filter.query;
        for (const box of layerBoxes()) {
            box.checked = filter.layers.includes(box.value);
        }
        byId("day").value = filter.day;
        byId("open-now").checked = filter.openNow;
        byId("unknown-hours").checked = filter.unknownHours;
        byId("near-radius").value = String(filter.radiusKm ?? "");
        for (const choice of functionChoices()) {
            choice.value = filter.functions[choice.name] ?? "";
            if (choice.value !== "") {
                choice.closest("details").open = true;
            }
        }
    }

    function changed() {
        readForm();
        Zaitaku.page.refresh();
    }

    /* Leaves the place searched around, which has its own button. */
    function reset() {
        const view = Zaitaku.page.view();
        const { radiusKm } = view.filter;
        view.filter = { ...Zaitaku.filter.noFilter(), radiusKm };
        writeForm();
        Zaitaku.list.forgetConsult();
        Zaitaku.page.refresh();
    }

    function prepareForm() {
        const { byId, later } = Zaitaku.dom;
        const form = byId("filters");
        byId("q").addEventListener("input", later(TYPING_MS, changed));
        form.addEventListener("change", changed);
        form.addEventListener("submit", (event) => {
            event.preventDefault();
            changed();
        });
        form.addEventListener("reset", (event) => {
            event.preventDefault();
            reset();
        });
        form.hidden = false;
    }

    /* ---- professionals: what is filed ---- */

    function choiceOf(one) {
        const { element, said } = Zaitaku.dom;
        const id = `function-${one.id}`;
        const choice = element(
            "select",
            { id, name: one.id },
            said("option", { value: "" }, "function.any"),
            said("option", { value: "filed" }, "function.filed"),
            said("option", { value: "withUnknown" }, "function.withUnknown")
        );
        const label = element("label", { for: id });
        Zaitaku.dom.show(label, Zaitaku.names.function(one));
        return element("p", { class: "three" }, label, choice);
    }

    /* By fee table, those that the page's facilities may have filed. */
    function functionGroups() {
        const { functions } = Zaitaku.data.all();
        const possible = Zaitaku.facts.possibleFunctions();
        const tables = [...new Set(functions.flatMap(({ points }) => points))];
        return tables
            .sort((a, b) => a - b)
            .map((table) => ({
                table,
                functions: functions.filter(
                    ({ id, points }) => points[0] === table && possible.has(id)
                )
            }))
            .filter((group) => group.functions.length > 0);
    }

    /* In the language shown; what was chosen and opened stays. */
    function showFunctions() {
        const { byId, element, said } = Zaitaku.dom;
        const field = byId("functions");
        if (!field) {
            return;
        }
        const chosen = Zaitaku.page.view().filter.functions;
        const old = [...field.querySelectorAll("details")];
        const open = old.map((group) => group.open);
        old.forEach((group) => group.remove());
        functionGroups().forEach(({ table, functions }, i) => {
            const group = element(
                "details",
                {},
                said("summary", {}, `points.${table}`),
                ...functions.map(choiceOf)
            );
            group.open = open[i] ?? false;
            field.append(group);
        });
        for (const choice of functionChoices()) {
            choice.value = chosen[choice.name] ?? "";
        }
    }

    /* ---- language, ruby, size ---- */

    function languageOptions() {
        const { languages, about } = Zaitaku.messages;
        return languages()
            .filter((id) => !about(id).easy)
            .map((id) => {
                const { name, lang } = about(id);
                return Zaitaku.dom.element("option", { value: id, lang }, name);
            });
    }

    function easyLanguage() {
        const { languages, about } = Zaitaku.messages;
        return languages().find((id) => about(id).easy);
    }

    function press(id, on) {
        Zaitaku.dom.byId(id).setAttribute("aria-pressed", String(on));
    }

    function showSwitches() {
        const { dom, messages } = Zaitaku;
        const view = Zaitaku.page.view();
        const root = document.documentElement.classList;
        dom.byId("language").value = messages.about().easy
            ? "ja"
            : messages.language();
        press("easy-switch", messages.about().easy);
        press("ruby-switch", view.ruby);
        press("big-switch", view.big);
        root.toggle("ruby-on", view.ruby);
        root.toggle("big", view.big);
        dom.byId("language-note").hidden = messages.isJapanese();
    }

    function toggleEasy() {
        const view = Zaitaku.page.view();
        const turnOn = !Zaitaku.messages.about().easy;
        if (turnOn) {
            rubyBefore = view.ruby;
        }
        view.ruby = turnOn || rubyBefore;
        Zaitaku.page.setLanguage(turnOn ? easyLanguage() : "ja");
    }

    function toggle(name) {
        const view = Zaitaku.page.view();
        view[name] = !view[name];
        showSwitches();
        Zaitaku.page.keepLink();
    }

    function prepareSwitches() {
        const { byId } = Zaitaku.dom;
        const choice = byId("language");
        choice.replaceChildren(...languageOptions());
        choice.addEventListener("change", () =>
            Zaitaku.page.setLanguage(choice.value)
        );
        byId("easy-switch").hidden = !easyLanguage();
        byId("easy-switch").addEventListener("click", toggleEasy);
        byId("ruby-switch").addEventListener("click", () => toggle("ruby"));
        byId("big-switch").addEventListener("click", () => toggle("big"));
        byId("switches").hidden = false;
    }

    Zaitaku.controls = {
        prepareForm, showFunctions, prepareSwitches, showSwitches,
        writeForm, reset
    };
})();
