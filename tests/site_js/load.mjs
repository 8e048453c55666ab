/* Zaitaku's scripts without a page: the functions that need none. */
import fs from "node:fs";
import path from "node:path";
import vm from "node:vm";

const site = path.join(import.meta.dirname, "../../output/site");

/* In the order of cmake/site.cmake: by name, main.js last. */
export const scripts = fs
    .readdirSync(site)
    .filter((name) => name.endsWith(".js") && name !== "main.js")
    .sort()
    .concat("main.js");

export function catalogue(id) {
    const file = path.join(site, "messages", `${id}.json`);
    return JSON.parse(fs.readFileSync(file, "utf8"));
}

/* `more`: further globals, such as a document. They come last: main.js would
 * start the page. */
export function load(more = {}) {
    const context = vm.createContext({ URLSearchParams, URL, Intl });
    for (const script of scripts) {
        const file = path.join(site, script);
        vm.runInContext(fs.readFileSync(file, "utf8"), context, {
            filename: file
        });
    }
    Object.assign(context, more);
    return context.Zaitaku;
}

/* Objects of the other context have other prototypes. */
export function copy(value) {
    return JSON.parse(JSON.stringify(value));
}
