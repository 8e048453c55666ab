// What axe cannot see: focus, keyboard traps, zoom, spacing, sizes.
import { check, same, test } from '../harness.mjs';
import { focused, ready, search, setLanguage, settled } from '../site.mjs';

// What the focus changes about an element, seen by somebody who looks.
const look = () => {
    const at = document.activeElement;
    if (!at || at === document.body) return null;
    const box = at.getBoundingClientRect();
    const read = (node) => {
        const s = getComputedStyle(node);
        return [s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0
            ? `${s.outlineWidth} ${s.outlineStyle} ${s.outlineColor}` : '',
        s.boxShadow, s.borderColor, s.backgroundColor].join('/');
    };
    const nth = [...document.querySelectorAll('*')].indexOf(at);
    const id = at.id || `${nth}|${at.tagName}|${at.getAttribute('href') ?? ''}|` +
        `${at.getAttribute('aria-label') ?? at.textContent.trim().slice(0, 40)}` +
        `|${at.closest('li.facility')?.id ?? ''}`;
    const before = read(at);
    at.blur();
    const after = read(at);
    at.focus({ preventScroll: true, focusVisible: true });
    // Something may lie over it, but not over all of it (WCAG 2.4.11).
    let free = 0;
    for (const fx of [0.1, 0.5, 0.9])
        for (const fy of [0.1, 0.5, 0.9]) {
            const top = document.elementFromPoint(
                box.left + box.width * fx, box.top + box.height * fy);
            free += Boolean(top && (at.contains(top) || top.contains(at)));
        }
    return { free, id, changed: before !== after, w: box.width, h: box.height,
        x: box.x, y: box.y, text: at.textContent.trim().slice(0, 30) };
};

export function wcag({ town }) {
    const pages = [['resident', `${town}/resident/25299/index.html`],
        ['professional', `${town}/professional/25299/index.html`],
        ['accessibility', `${town}/resident/25299/accessibility.html`],
        ['start', `${town}/resident/index.html`],
        ['prefecture', `${town}/resident/25/index.html`]];

    for (const [name, file, viewport = { width: 1200, height: 900 }] of [
        ...pages, ['narrow resident', pages[0][1],
            { width: 360, height: 640 }]])
        test(`${name}: Tab goes through all and comes back, always seen`,
            async (visit) => {
                const page = await visit.open(file, { viewport });
                if (/resident|professional/.test(name)) await ready(page);
                const wanted = await page.evaluate(() =>
                    [...document.querySelectorAll('a[href], button, input, ' +
                        'select, summary, textarea, [tabindex="0"]')]
                        .filter((at) => at.checkVisibility(
                            { visibilityProperty: true }) && !at.disabled &&
                            at.tabIndex >= 0).length);
                let stops = 0, first = null;
                const unseen = [], small = [], covered = [];
                for (let i = 0; i < wanted * 2 + 50; i++) {
                    await page.keyboard.press('Tab');
                    const at = await page.evaluate(look);
                    if (at === null || at.id === first) {
                        if (stops > 1) break;
                        continue;
                    }
                    first ??= at.id;
                    stops++;
                    if (!at.changed) unseen.push(at.id);
                    if (at.free === 0) covered.push(at.id);
                    if (at.w < 1 || at.h < 1 || at.y + at.h < 0 ||
                        at.y > viewport.height || at.x + at.w < 0 ||
                        at.x > viewport.width) small.push(at.id);
                }
                same(unseen.slice(0, 5), [], 'focus that nobody sees');
                same(small.slice(0, 5), [], 'focus off the screen');
                same(covered.slice(0, 5), [], 'focus behind something else');
                check(stops >= wanted * 0.9 && stops <= wanted * 1.1 + 5,
                    `${stops} stops, ${wanted} can have the focus`);
                // And backwards out of the map again.
                if (!await page.locator('#map').count()) return;
                await page.locator('#legend').focus();
                for (let i = 0; i < 150; i++) {
                    await page.keyboard.press('Shift+Tab');
                    if (await page.evaluate(() =>
                        document.activeElement.id === 'tiles')) return;
                }
                throw new Error('Shift+Tab does not leave the map');
            });

    for (const [name, file] of pages)
        test(`${name}: 400 % zoom, no scrolling in two directions`,
            async (visit) => {
                const page = await visit.open(file,
                    { viewport: { width: 320, height: 256 } });
                if (/resident|professional/.test(name)) {
                    await ready(page);
                    await page.locator('#list details.more > summary:visible')
                        .first().click();
                }
                for (const language of ['ja', 'ja-easy', 'en', 'vi', 'pt']) {
                    const there = language === 'ja-easy'
                        ? page.locator('#easy-switch:visible')
                        : page.locator(`#language option[value="${language}"]`);
                    if (await there.count()) await setLanguage(page, language);
                    else if (language !== 'ja') continue;
                    await narrow(page, `${name}, ${language}`);
                }
                await visit.shot(page, `${name}-320x256`);
                if (/resident|professional/.test(name)) {
                    await page.click('#big-switch');
                    await narrow(page, 'big text');
                }
            });

    for (const [name, file] of pages.slice(0, 3))
        test(`${name}: wider spacing cuts nothing off`, async (visit) => {
            const page = await visit.open(file, { bypassCSP: true });
            if (name !== 'accessibility') {
                await ready(page);
                for (const item of (await page.locator(
                    '#list details.more > summary:visible').all()).slice(0, 5))
                    await item.click();
            }
            await page.addStyleTag({ content: `* {
                content-visibility: visible !important;
                line-height: 1.5 !important; letter-spacing: .12em !important;
                word-spacing: .16em !important; }
                p { margin-bottom: 2em !important; }` });
            await settledAnyway(page);
            same(await page.evaluate(() => [...document.querySelectorAll(
                'body *')].filter((at) => {
                if (!at.checkVisibility() || at.closest('#map, svg, select'))
                    return false;
                const style = getComputedStyle(at);
                const cuts = (what) => ['hidden', 'clip'].includes(what);
                if (at.closest('.visually-hidden') || at.clientWidth <= 1)
                    return false;
                return (cuts(style.overflowX) &&
                    at.scrollWidth > at.clientWidth + 1) ||
                    (cuts(style.overflowY) &&
                        at.scrollHeight > at.clientHeight + 1);
            }).map((at) => at.outerHTML.slice(0, 80))), [], 'cut off');
            same(await page.evaluate(overlapping), [], 'one over the other');
        });

    test('every target is at least 24 by 24 pixels', async (visit) => {
        for (const [name, file] of pages.slice(0, 2)) {
            const page = await visit.open(file);
            await ready(page);
            await page.locator('#list details.more > summary:visible')
                .first().click();
            const small = await page.evaluate(() => [...document
                .querySelectorAll('button, input, select, summary, ' +
                    '.phone a, .web a, #map [role="button"]')]
                .filter((at) => at.checkVisibility(
                    { visibilityProperty: true })).map((at) => {
                    const own = at.getBoundingClientRect();
                    const label = at.matches('[type=checkbox], [type=radio]')
                        ? at.closest('label') ?? at.labels?.[0] : null;
                    const more = label?.getBoundingClientRect();
                    return [at.outerHTML.slice(0, 90),
                        Math.max(own.width, more?.width ?? 0),
                        Math.max(own.height, more?.height ?? 0)];
                }).filter(([, w, h]) => w < 23.9 || h < 23.9));
            same(small.slice(0, 4), [], `${name}: small`);
        }
    });

    test('headings are in order, and every language is marked',
        async (visit) => {
            for (const [name, file] of pages) {
                const page = await visit.open(file);
                const levels = await page.evaluate(() =>
                    [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
                        .filter((at) => at.checkVisibility())
                        .map((at) => Number(at.tagName[1])));
                same(levels.filter((level) => level === 1).length, 1,
                    `${name}: h1`);
                levels.forEach((level, i) => check(
                    i === 0 ? level === 1 : level <= levels[i - 1] + 1,
                    `${name}: h${levels[i - 1]} is followed by h${level}`));
                check(/^ja|^en/.test(await page.evaluate(
                    () => document.documentElement.lang)), `${name}: lang`);
            }
            // Japanese in a page of another language is marked as Japanese.
            for (const [, file] of pages.slice(0, 2)) {
                const page = await visit.open(file);
                await ready(page);
                await setLanguage(page, 'en');
                await page.locator('#list details.more > summary:visible')
                    .first().click();
                same(await page.evaluate(() => {
                    const out = [];
                    const walk = document.createTreeWalker(document.body,
                        NodeFilter.SHOW_TEXT);
                    for (let node; (node = walk.nextNode());) {
                        const at = node.parentElement;
                        // A name in brackets within an English sentence is
                        // part of it.
                        const n = (form) =>
                            (node.textContent.match(form) ?? []).length;
                        if (n(/[ぁ-んァ-ヶ一-龠]/g) > n(/[a-z]/gi) &&
                            !at.closest('script, style, noscript, option') &&
                            at.checkVisibility() &&
                            at.closest('[lang]').lang !== 'ja')
                            out.push(node.textContent.trim().slice(0, 40));
                    }
                    return out.slice(0, 6);
                }), [], 'Japanese that is not marked as Japanese');
            }
        });

    test('ruby is a switch, and hidden it is not read', async (visit) => {
        const page = await visit.open(pages[0][1]);
        await ready(page);
        await setLanguage(page, 'ja-easy');
        const shown = () => page.evaluate(() => [...document
            .querySelectorAll('rt')].filter((at) => at.checkVisibility() &&
            at.getClientRects().length > 0).length);
        const on = await page.getAttribute('#ruby-switch', 'aria-pressed');
        const before = await shown();
        await page.click('#ruby-switch');
        await settled(page);
        const after = await shown();
        check(await page.getAttribute('#ruby-switch', 'aria-pressed') !== on,
            'the switch does not tell its state');
        check(Math.min(before, after) === 0 && Math.max(before, after) > 30,
            `${before} readings, then ${after}`);
        // やさしい日本語 brings readings along, and takes them away again.
        const other = await visit.open(pages[0][1]);
        await ready(other);
        const pressed = () => other.getAttribute('#ruby-switch',
            'aria-pressed');
        const start = await pressed();
        await other.click('#easy-switch');
        await settled(other);
        same(await pressed(), 'true', 'readings in やさしい日本語');
        await other.click('#easy-switch');
        await settled(other);
        same(await pressed(), start, 'readings afterwards');
    });

    test('big text is bigger, and stays when the page is opened again',
        async (visit) => {
            const page = await visit.open(pages[0][1]);
            await ready(page);
            const size = (at) => at.evaluate(() => parseFloat(getComputedStyle(
                document.querySelector('#list .address')).fontSize));
            const before = await size(page);
            await page.click('#big-switch');
            await settled(page);
            const after = await size(page);
            check(after >= before * 1.2, `${before} px, then ${after} px`);
            await page.reload();
            await ready(page);
            same(await size(page), after, 'after opening it again');
        });

    test('results come into sight for those who do not see them',
        async (visit) => {
            const page = await visit.open(pages[0][1]);
            await ready(page);
            for (const id of ['count', 'near-result', 'tool-result'])
                same(await page.evaluate((at) => [document.getElementById(at)
                    .getAttribute('role'), document.getElementById(at)
                    .checkVisibility() || at !== 'count'], id),
                ['status', true], id);
            await page.focus('#q');
            await search(page, 'みなと');
            same((await focused(page)).id, 'q', 'typing moves the focus');
        });
}

// Texts that stand on each other: lines of one list item or form row.
function overlapping() {
    const boxes = [...document.querySelectorAll('li.facility > *, form p, ' +
        'form legend, #sources *, #about > *, header p, h1, h2, h3')]
        .filter((at) => at.checkVisibility() && at.textContent.trim() &&
            !at.closest('.visually-hidden, .skip'))
        .map((at) => ({ at, box: at.getBoundingClientRect() }))
        .filter(({ box }) => box.height > 2);
    const out = [];
    boxes.forEach(({ at, box }, i) => {
        for (const other of boxes.slice(i + 1, i + 30)) {
            if (at.contains(other.at) || other.at.contains(at)) continue;
            const w = Math.min(box.right, other.box.right) -
                Math.max(box.left, other.box.left);
            const h = Math.min(box.bottom, other.box.bottom) -
                Math.max(box.top, other.box.top);
            if (w > 3 && h > 3)
                out.push(`${at.outerHTML.slice(0, 60)} and ` +
                    other.at.outerHTML.slice(0, 60));
        }
    });
    return out.slice(0, 4);
}

const settledAnyway = (page) => page.evaluate(() => new Promise((done) =>
    requestAnimationFrame(() => requestAnimationFrame(done))));

async function narrow(page, what) {
    const wide = await page.evaluate(() => {
        const most = document.documentElement.clientWidth;
        return {
            page: document.documentElement.scrollWidth - most,
            out: [...document.querySelectorAll('body *')].filter((at) =>
                at.checkVisibility() && !at.closest('#map, svg') &&
                !at.closest('.skip, .visually-hidden') &&
                at.getBoundingClientRect().right > most + 1)
                .map((at) => at.outerHTML.slice(0, 90)).slice(0, 4),
        };
    });
    check(wide.page <= 0, () =>
        `${what}: ${wide.page} px too wide: ${wide.out.join(' ')}`);
    same(wide.out, [], `${what}: cut off on the right`);
    check(await page.evaluate(() => document.documentElement.clientWidth) > 250,
        'no zoom');
}
