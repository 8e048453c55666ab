// Texts of the data are shown as texts: nothing of them runs, becomes an
// element, or leads anywhere but to http(s) and tel.
import { check, same, test } from '../harness.mjs';
import { NAMES, MAKER, CONTACT, NEIGHBOUR } from '../made/hostile.mjs';
import { data, focused, onMap, ready, search, seen, setLanguage, settled }
    from '../site.mjs';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

// What the program itself may change of a name: controls, line ends, space.
const bare = (text) => text.normalize('NFKC')
    .replace(/[\p{C}\p{Z}\s]/gu, '').slice(0, 60);

export const innocent = (page) => page.evaluate(() => {
    const out = [];
    if (window.__hit !== undefined) out.push(`ran: ${window.__hit}`);
    const strange = document.querySelectorAll('img:not(.leaflet-tile), ' +
        'iframe, object, embed, base, b[onclick], svg[onload], form[action], ' +
        'meta[http-equiv="refresh"], link[rel="stylesheet"], template, ' +
        '[onerror], [onclick], [onload], [onmouseover], [srcdoc]');
    for (const at of strange) out.push(at.outerHTML.slice(0, 100));
    for (const at of document.querySelectorAll('a[href], area[href]'))
        if (!/^(https?:|tel:[+\d-]+$|file:|#)/.test(at.href) ||
            (at.protocol === 'file:' &&
                !/^(#.*|[a-z0-9./-]+\.(html.*|pdf|xlsx|csv|km[lz]|geojson))?$/.test(
                    at.getAttribute('href'))) ||
            at.username || at.password)
            out.push(`${at.getAttribute('href')} is a link`);
    for (const at of document.querySelectorAll('a[href^="http"]'))
        if (!at.relList.contains('noopener'))
            out.push(`${at.href} has no noopener`);
    if (document.querySelectorAll('script').length > 4)
        out.push('scripts were added');
    if (document.compatMode !== 'CSS1Compat') out.push('quirks mode');
    return out;
});

export function hostility({ town, hostile }) {
    for (const edition of ['resident', 'professional'])
        test(`${edition}: hostile texts stay texts`, async (visit) => {
            const page = await visit.open(
                `${hostile}/${edition}/25299/index.html`);
            await ready(page);
            same(await innocent(page), [], 'at first');
            const rows = await seen(page);
            const shown = rows.map(({ name }) => bare(name));
            for (const name of NAMES)
                check(bare(name) === '' || shown.some((text) =>
                    text.startsWith(bare(name).slice(0, 25))),
                () => `not shown as it is: ${JSON.stringify(name)}`);
            same(rows.length, NAMES.length, 'facilities');
            for (const item of await page.locator(
                'details.more > summary:visible').all()) await item.click();
            same(await innocent(page), [], 'all opened');
            for (const text of [...NAMES.slice(0, 20), '"><b>', '\\', '&lt;']) {
                await search(page, text);
                same(await innocent(page), [], `searching ${text}`);
            }
            await page.click('#reset');
            await settled(page);
            for (let i = 0; i < 8; i++) {
                const pins = page.locator('#map .pin');
                if (await pins.count() <= i) break;
                await pins.nth(i).focus();
                await page.keyboard.press('Enter');
                await settled(page, 60);
                same(await innocent(page), [], 'a popup');
                await page.keyboard.press('Escape');
            }
            for (const typed of [...NAMES.slice(0, 8), NEIGHBOUR]) {
                await page.fill('#near-address', typed);
                await page.press('#near-address', 'Enter');
                await settled(page, 60);
                same(await innocent(page), [], `near ${typed}`);
            }
            await setLanguage(page, 'en');
            same(await innocent(page), [], 'in English');
            const text = await page.evaluate(() => document.body.innerText);
            for (const part of [MAKER, CONTACT])
                check(text.replace(/\s/g, '').includes(
                    part.replace(/[\s\u2028]/g, '')), `not shown: ${part}`);
            await visit.shot(page, `hostile-${edition}`);
            // A long name wraps; it never widens the page.
            await page.setViewportSize({ width: 320, height: 640 });
            check(await page.evaluate(() => document.documentElement
                .scrollWidth <= document.documentElement.clientWidth),
            'a long name widens the page');
            same((await onMap(page)).odd, [], 'markers');
        });

    test('hostile ids and links lead to their facility', async (visit) => {
        const file = `${hostile}/resident/25299/index.html`;
        const first = await visit.open(file);
        await ready(first);
        const rows = await seen(first);
        const given = await data(first);
        same(given.lon.length, rows.length, 'rows of the data');
        const odd = rows.filter(({ id }) => !/^[\w-]+$/.test(id));
        for (const { id } of [...odd, rows[3], rows.at(-1)].slice(0, 4)) {
            const page = await visit.open(file,
                { hash: `#facility-${encodeURIComponent(id)}` });
            await ready(page);
            same((await focused(page)).facility, `facility-${id}`, 'focus');
        }
    });

    test('the policy of the page is strict', async () => {
        for (const out of [town, hostile])
            for (const file of ['resident/25299/index.html', 'resident/index.html',
                'professional/25299/index.html', 'resident/25/index.html',
                'resident/25299/accessibility.html']) {
                const html = readFileSync(`${out}/${file}`, 'utf8');
                const policy = html.match(/<meta http-equiv="Content-Security-Policy" content="([^"]*)"/)?.[1].replaceAll('&#39;', "'");
                check(policy, `${file} has no policy`);
                const rules = Object.fromEntries(policy.split(';').map(
                    (part) => part.trim().split(/\s+/)).map(
                    ([name, ...values]) => [name, values]));
                same(rules['default-src'], ["'none'"], 'default-src');
                same(rules['base-uri'], ["'none'"], 'base-uri');
                same(rules['form-action'], ["'none'"], 'form-action');
                for (const name of ['script-src', 'style-src'])
                    for (const value of rules[name] ?? [])
                        check(/^'(sha256-[\w+/=]{44}|none)'$/.test(value),
                            `${file}: ${name} ${value}`);
                for (const value of rules['img-src'] ?? [])
                    check(['data:', "'none'",
                        'https://cyberjapandata.gsi.go.jp'].includes(value),
                    `${file}: img-src ${value}`);
                check(Object.keys(rules).every((name) => ['default-src',
                    'base-uri', 'form-action', 'script-src', 'style-src',
                    'img-src'].includes(name)), policy);
                for (const [, name, more, text] of html.matchAll(
                    /<(script|style)((?:\s[^>]*)?)>([^]*?)<\/\1>/g)) {
                    if (/type="(application\/json|text\/plain)"/.test(more))
                        continue;
                    const hash = createHash('sha256').update(text)
                        .digest('base64');
                    check(rules[`${name}-src`].includes(`'sha256-${hash}'`),
                        `${file}: a ${name} that the policy does not name`);
                }
                check(/<meta name="referrer" content="no-referrer">/
                    .test(html), `${file} tells others where it is read`);
                const head = html.indexOf('Content-Security-Policy');
                check(head < 1024 && head < html.indexOf('<style') &&
                    !/<script/.test(html.slice(0, head)),
                `${file}: something stands before the policy`);
                check(!/<[^>]+\son[a-z]+\s*=/i.test(html.replace(
                    /<(script|style)[^]*?<\/\1>/g, '')) || out === hostile,
                `${file}: a handler in the markup`);
                check(!/<[^>]+\sstyle\s*=/i.test(html.replace(
                    /<(script|style)[^]*?<\/\1>/g, '')) || out === hostile,
                `${file}: a style in the markup`);
                check(!/\beval\s*\(|new Function\s*\(/.test(html),
                    `${file}: eval`);
            }
    });
}
