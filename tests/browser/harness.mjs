// Tests that run beside each other, each in a browser context of its own, in
// which every request is written down: nothing but files, data and tiles.
import { readFileSync, mkdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { deflateSync } from 'node:zlib';
import { chromium } from 'playwright-core';

export const TILES = 'https://cyberjapandata.gsi.go.jp/';
export const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic',
    '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync',
    '--force-color-profile=srgb',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'];

const all = [];
export function test(name, run, options = {}) {
    all.push({ name, run, ...options });
}

export function check(holds, said) {
    if (!holds) throw new Error(typeof said === 'function' ? said() : said);
}

export function same(got, wanted, what) {
    const [a, b] = [JSON.stringify(got), JSON.stringify(wanted)];
    check(a === b, () => `${what}: ${a}, not ${b}`);
}

// A picture of one colour, as a tile.
function picture(size, grey) {
    const part = (type, data) => {
        const body = Buffer.concat([Buffer.from(type), data]);
        const out = Buffer.alloc(8 + data.length + 4);
        out.writeUInt32BE(data.length, 0);
        body.copy(out, 4);
        out.writeUInt32BE(crc(body), 8 + data.length);
        return out;
    };
    const head = Buffer.alloc(13);
    head.writeUInt32BE(size, 0);
    head.writeUInt32BE(size, 4);
    head[8] = 8; // grey, 8 bits
    const rows = Buffer.alloc((size + 1) * size, grey);
    for (let y = 0; y < size; y++) rows[y * (size + 1)] = 0;
    return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
        part('IHDR', head), part('IDAT', deflateSync(rows)),
        part('IEND', Buffer.alloc(0))]);
}

function crc(bytes) {
    let c = ~0;
    for (const byte of bytes) {
        c ^= byte;
        for (let k = 0; k < 8; k++) c = (c >>> 1) ^ (c & 1 ? 0xedb88320 : 0);
    }
    return ~c >>> 0;
}
const TILE = picture(256, 0xe8);

// Runs before the page: violations of its policy, and what data may not do.
function watch() {
    window.__violations = [];
    document.addEventListener('securitypolicyviolation', (event) =>
        window.__violations.push(
            `${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
    window.__printed = 0;
    window.print = () => { window.__printed++; };
}

export class Visit {
    constructor(runner, name) {
        this.runner = runner;
        this.name = name;
        this.contexts = [];
        this.faults = [];
        this.tiles = 0;
    }

    // A page as a double click opens it. `where` is a file, or an address on
    // loopback. Options: hash, tiles ('fake', 'abort'), offline, clock (ISO
    // time), allow (addresses it may ask), before (runs before its script),
    // and those of a browser context.
    async open(where, options = {}) {
        const { hash = '', tiles = 'fake', offline = false, clock = null,
            allow = [], before = null, ...more } = options;
        const context = await this.runner.browser.newContext({
            viewport: { width: 1200, height: 900 }, locale: 'ja-JP',
            timezoneId: 'Asia/Tokyo', reducedMotion: 'reduce',
            acceptDownloads: true, ...more });
        this.contexts.push(context);
        context.setDefaultTimeout(20000);
        await context.addInitScript(watch);
        if (before) await context.addInitScript(before);
        await context.route(/^(?!file:|data:|blob:)/, (route) => {
            const url = route.request().url();
            if (url.startsWith(TILES) && tiles === 'fake')
                return route.fulfill(
                    { contentType: 'image/png', body: TILE });
            if (allow.some((prefix) => url.startsWith(prefix)))
                return route.continue();
            return route.abort();
        });
        context.on('request', (request) => {
            const url = request.url();
            if (url.startsWith(TILES)) this.tiles++;
            else if (!/^(file|data|blob):/.test(url) &&
                !allow.some((prefix) => url.startsWith(prefix)))
                this.faults.push(`asks the network for ${url}`);
        });
        const page = await context.newPage();
        page.on('pageerror', (error) =>
            this.faults.push(`script error: ${error.stack ?? error}`));
        page.on('console', (message) => {
            const lost = message.location().url.startsWith(TILES);
            if (['error', 'warning'].includes(message.type()) && !lost)
                this.faults.push(`console: ${message.text()}`);
        });
        page.on('dialog', (dialog) => {
            this.faults.push(`a dialog opened: ${dialog.message()}`);
            dialog.dismiss();
        });
        if (clock) await page.clock.setFixedTime(new Date(clock));
        const url = /^[a-z]+:\/\//.test(where)
            ? where : pathToFileURL(where).href;
        await page.goto(url + hash, { waitUntil: 'load' });
        if (offline) await context.setOffline(true);
        return page;
    }

    async end() {
        for (const context of this.contexts) {
            for (const page of context.pages()) {
                const said = await page.evaluate(
                    () => window.__violations ?? []).catch(() => []);
                for (const text of said)
                    this.faults.push(`against the policy: ${text}`);
            }
            await context.close();
        }
        check(this.faults.length === 0, () =>
            [...new Set(this.faults)].slice(0, 5).join('\n      '));
    }

    // The top of the page, or what of it is on the screen.
    async shot(page, name, { screen = false } = {}) {
        if (!this.runner.shots) return;
        mkdirSync(this.runner.shots, { recursive: true });
        const { width } = page.viewportSize();
        const tall = await page.evaluate(
            () => document.documentElement.scrollHeight);
        await page.screenshot({
            path: `${this.runner.shots}/${name.replace(/ /g, '-')}.png`,
            timeout: 30000, ...(screen ? {} : { fullPage: true,
                clip: { x: 0, y: 0, width, height: Math.min(tall, 2400) } }) });
    }
}

// The message, and where in checks/ it was said.
function told(error) {
    const lines = `${error.stack ?? error}`
        .replace(/\n(Browser logs|Call log):[^]*?(?=\n\s+at |$)/g, '')
        .split('\n');
    const at = lines.find((line) => /checks\/\w+\.mjs:\d+/.test(line));
    return lines.filter((line) => !/^\s+at .*(node:internal|\/tests\/browser\/|node_modules)/
        .test(line)).concat(at ? [at] : []).join('\n');
}

export async function runAll({ executable, shots, only, jobs, most }) {
    const browser = await chromium.launch(
        { executablePath: executable, headless: true, args: FLAGS });
    const runner = { browser, shots };
    const chosen = all.filter(({ name }) => !only || only.test(name));
    const queue = chosen.filter(({ alone }) => !alone);
    const failed = [];
    let done = 0;
    const one = async ({ name, run }) => {
        const visit = new Visit(runner, name);
        const began = performance.now();
        let fault = null;
        let timer;
        const late = new Promise((_, reject) => {
            timer = setTimeout(() => reject(
                new Error(`not done after ${most} s`)), most * 1000);
        });
        try {
            await Promise.race([run(visit), late]);
        } catch (error) {
            fault = error;
        }
        clearTimeout(timer);
        try {
            await visit.end();
        } catch (error) {
            fault = fault ? new Error(
                `${fault.stack}\n    also: ${error.message}`) : error;
        }
        const seconds = ((performance.now() - began) / 1000).toFixed(1);
        if (fault) failed.push(name);
        else done++;
        console.log(`${fault ? 'FAILED' : 'ok'}  ${name}  (${seconds} s)` +
            (fault ? `\n    ${told(fault)}` : ''));
    };
    let gone = false;
    browser.on('disconnected', () => { gone = true; });
    const worker = async () => {
        while (queue.length > 0 && !gone) await one(queue.shift());
    };
    await Promise.all(Array.from({ length: jobs }, worker));
    // What takes the time is not disturbed by others.
    for (const item of chosen.filter(({ alone }) => alone))
        if (!gone) await one(item);
    if (gone) failed.push('the browser went away before the end');
    await browser.close();
    console.log(`${done} passed, ${failed.length} failed` +
        failed.map((name) => `\n  ${name}`).join(''));
    return failed.length === 0 && done > 0;
}

export const readText = (path) => readFileSync(path, 'utf8');
