import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { catalogue, copy, load, scripts } from "./load.mjs";

const { messages } = load();
const site = path.join(import.meta.dirname, "../../output/site");
const languages = fs.readdirSync(path.join(site, "messages"))
    .filter((file) => file.endsWith(".json"))
    .map((file) => path.basename(file, ".json"));

test("a message is text, ruby and slots", () => {
    assert.deepEqual(copy(messages.parse("{電話|でんわ}は {n} です")), [
        { base: "電話", ruby: "でんわ" }, "は ", { slot: "n" }, " です"
    ]);
});

test("a value is never read as a message", () => {
    messages.setCatalogues({ ja: { _: {}, a: "「{text}」{n}" } });
    assert.equal(messages.text("a", { text: "{n}{x|y}", n: 3 }),
        "「{n}{x|y}」3");
});

test("ruby is dropped where only text can stand", () => {
    messages.setCatalogues({ ja: { _: {}, a: "{電話|でんわ}する" } });
    assert.equal(messages.text("a"), "電話する");
});

test("a language without the key falls back to Japanese", () => {
    messages.setCatalogues({
        ja: { _: { lang: "ja" }, a: "あ" }, en: { _: { lang: "en" } }
    });
    messages.setLanguage("en");
    assert.equal(messages.text("a"), "あ");
    messages.setLanguage("constructor");
    assert.equal(messages.language(), "en");
    messages.setLanguage("ja");
});

test("names are the catalogue's for residents, official for professionals",
    () => {
        messages.setCatalogues({
            ja: { _: { lang: "ja" } },
            en: { _: { lang: "en" }, "layer.x": "plain" }
        });
        const layer = { id: "x", name: "名", name_en: "official" };
        assert.deepEqual(copy(messages.nameOf("layer", layer, false)), ["名"]);
        messages.setLanguage("en");
        assert.deepEqual(
            copy(messages.nameOf("layer", layer, false)), ["plain"]);
        assert.deepEqual(
            copy(messages.nameOf("layer", layer, true)), ["official"]);
    });

/* Keys that stand in the scripts as a whole: "near.none". */
function keysInScripts() {
    const found = new Set();
    const japanese = catalogue("ja");
    const groups = new Set(Object.keys(japanese).map((k) => k.split(".")[0]));
    for (const script of scripts) {
        const text = fs.readFileSync(path.join(site, script), "utf8");
        for (const [, key] of text.matchAll(/"([a-z]+(?:\.[a-zA-Z0-9]+)+)"/g)) {
            if (groups.has(key.split(".")[0]) && !key.endsWith(".js")) {
                found.add(key);
            }
        }
    }
    return found;
}

test("every key that the scripts name is in the Japanese catalogue", () => {
    const japanese = catalogue("ja");
    const missing = [...keysInScripts()].filter((key) => !(key in japanese));
    assert.ok(keysInScripts().size > 50);
    assert.deepEqual(missing, []);
});

test("what is translated keeps its slots", () => {
    const slots = (text) =>
        [...text.matchAll(/\{([a-zA-Z]+)\}/g)].map(([, name]) => name).sort();
    const japanese = catalogue("ja");
    assert.ok(languages.includes("en") && languages.length > 3);
    for (const language of languages) {
        for (const [key, text] of Object.entries(catalogue(language))) {
            if (key !== "_" && key in japanese) {
                assert.deepEqual(
                    slots(text), slots(japanese[key]), `${language} ${key}`);
            }
        }
    }
});
