// The map: markers with names, worked by keyboard, credited, still.
import { check, same, test, TILES } from '../harness.mjs';
import { geodesicM } from '../geodesic.mjs';
import { data, focused, onMap, ready, search, settled, spread, tabTo }
    from '../site.mjs';

const named = (page) => page.evaluate(() => [...document.querySelectorAll(
    '#map .leaflet-marker-pane .pin, #map .leaflet-marker-pane .cluster')]
    .map((icon) => {
        const at = icon.matches('button') ? icon
            : icon.querySelector('button') ?? icon;
        return { role: at.getAttribute('role') ?? at.tagName.toLowerCase(),
            name: at.getAttribute('aria-label') ?? at.textContent.trim(),
            tab: at.tabIndex, cluster: icon.matches('.cluster') };
    }));

export function map({ town }) {
    const resident = `${town}/resident/25299/index.html`;
    const professional = `${town}/professional/25299/index.html`;

    test('every marker has a role and a name of its own', async (visit) => {
        const page = await visit.open(resident);
        await ready(page);
        const rows = new Map((await page.evaluate(() =>
            [...document.querySelectorAll('li.facility .name')].map((at) => {
                const bare = at.cloneNode(true);
                bare.querySelectorAll('rt, rp').forEach((rt) => rt.remove());
                return bare.textContent.trim();
            }))).map((name) => [name, true]));
        const icons = await named(page);
        check(icons.length > 5, `${icons.length} markers`);
        for (const { role, name, tab, cluster } of icons) {
            same(role, 'button', name);
            check(tab >= 0, `${name} cannot have the focus`);
            if (cluster) check(/\d+ ?件/.test(name), `a cluster: ${name}`);
            else check(rows.has(name.replace(/（.*/, '')),
                `a marker without its facility: ${name}`);
        }
        same(new Set(icons.filter(({ cluster }) => !cluster)
            .map(({ name }) => name)).size,
        icons.filter(({ cluster }) => !cluster).length, 'names');
        const symbols = await page.locator('#map .pin svg').count();
        same(symbols, icons.filter(({ cluster }) => !cluster).length,
            'symbols on pins');
    });

    test('a place known roughly looks and says so', async (visit) => {
        for (const file of [resident, professional]) {
            const page = await visit.open(file);
            await ready(page);
            const rough = await page.evaluate(() => {
                const { data, facts, approx } = window.Zaitaku;
                const rows = [...Array(data.count()).keys()]
                    .filter((row) => facts.point(row) && approx.isRough(row));
                return rows.map((row) => [row, data.value(row, 'name')]);
            });
            check(rough.length > 0, 'no rough place');
            const [row, name] = rough[0];
            await search(page, name);
            const pin = page.locator(`#map .pin[aria-label^="${name}（"]`);
            check(/約/.test(await pin.getAttribute('aria-label')), name);
            same(await pin.locator('circle.rough').count(), 1, 'its ring');
            const item = page.locator(`li.facility[data-i="${row}"]`);
            await item.locator('summary').click();
            // Its details are made when they open, a moment later.
            await item.getByText(/位置は目安：/).first().waitFor();
            await item.getByRole('button', { name: '地図で見る' }).click();
            await settled(page);
            check(/位置は目安：/.test(await page.locator('#map .popup')
                .innerText()), 'the popup');
            // Not looked at more closely than it is known.
            const [zoom, fits] = await page.evaluate((at) => {
                const map = window.Zaitaku.map.leaflet();
                const { lon, lat } = window.Zaitaku.facts.point(at);
                const m = window.Zaitaku.approx.errorM(at) ?? 0;
                return [map.getZoom(), map.getBounds().contains(
                    window.L.latLng(lat, lon).toBounds(2 * m))];
            }, row);
            check(file === resident ? zoom <= 14 : fits, `zoom ${zoom}`);
            same(await page.locator('#map .ring.error').count(),
                file === professional ? 1 : 0, 'the circle of its error');
            await page.keyboard.press('Escape');
            same(await page.locator('#map .ring.error').count(), 0, 'after');
        }
    });

    test('the map goes to what a filter leaves, and back', async (visit) => {
        const page = await visit.open(resident);
        await ready(page);
        const look = () => page.evaluate(() => {
            const map = window.Zaitaku.map.leaflet();
            const { data, facts } = window.Zaitaku;
            const inside = [...Array(data.count()).keys()].filter((row) =>
                !data.item(row).hidden && facts.point(row) &&
                !data.item(row).closest('#consult'))
                .every((row) => map.getBounds().contains(facts.point(row)));
            return { zoom: map.getZoom(), inside };
        });
        const whole = await look();
        await search(page, '湊町');
        const part = await look();
        check(part.zoom > whole.zoom && part.inside, JSON.stringify(part));
        await search(page, '');
        same((await look()).zoom, whole.zoom, 'all of it again');
    });

    test('Enter opens the popup of a marker, Escape goes back', async (visit) => {
        const page = await visit.open(resident);
        await ready(page);
        await search(page, '帆柱調剤薬局');
        await page.locator('#tiles').focus();
        await tabTo(page, '#map .pin, #map .pin *', { most: 20 });
        const before = await focused(page);
        check((before.label ?? before.text).includes('帆柱調剤薬局'),
            JSON.stringify(before));
        for (const key of ['Enter', 'Space']) {
            await page.keyboard.press(key);
            const popup = page.locator('.leaflet-popup');
            await popup.waitFor();
            check((await popup.innerText()).includes('帆柱調剤薬局'),
                'the popup names another');
            check((await popup.locator('a[href^="tel:"]').count()) === 1,
                'no telephone link in the popup');
            await settled(page);
            await page.keyboard.press('Escape');
            await popup.waitFor({ state: 'detached' });
            same(await focused(page), before, `${key}, Escape: the focus`);
        }
        // From the popup to the list.
        await page.keyboard.press('Enter');
        await page.locator('.leaflet-popup').waitFor();
        const link = page.locator('.leaflet-popup a[href^="#facility-"], ' +
            '.leaflet-popup button').first();
        await link.focus();
        await page.keyboard.press('Enter');
        await settled(page);
        same((await focused(page)).facility !== null, true,
            'the popup leads to the list');
    });

    test('a cluster opens by keyboard, and the focus stays', async (visit) => {
        const page = await visit.open(resident);
        await ready(page);
        for (let depth = 0; depth < 12; depth++) {
            const cluster = page.locator('#map .cluster').first();
            if (await cluster.count() === 0) break;
            await cluster.focus();
            check(/cluster/.test(await page.evaluate(
                () => document.activeElement.className +
                    document.activeElement.parentElement.className)),
            'a cluster takes no focus');
            await page.keyboard.press('Enter');
            await settled(page, 250);
            const at = await focused(page);
            check(at.tag !== 'BODY', `depth ${depth}: the focus is lost`);
            if (await page.locator('#map .leaflet-marker-pane .pin').count())
                break;
        }
        check(await page.locator('#map .pin').count() > 0, 'no pin came out');
    });

    test('facilities of one place come apart by keyboard', async (visit) => {
        const page = await visit.open(resident);
        await ready(page);
        await search(page, 'よりそい');
        same((await onMap(page)).n, 2, 'facilities on the map');
        await spread(page);
        const pins = page.locator('#map .leaflet-marker-pane .pin');
        same(await pins.count(), 2, 'pins side by side');
        const boxes = await Promise.all((await pins.all())
            .map((pin) => pin.boundingBox()));
        check(Math.hypot(boxes[0].x - boxes[1].x, boxes[0].y - boxes[1].y) > 20,
            `one covers the other: ${JSON.stringify(boxes)}`);
        await visit.shot(page, 'resident-spot', { screen: true });
        const found = [];
        await page.locator('#tiles').focus();
        for (let i = 0; i < 2; i++) {
            await tabTo(page, '#map .pin, #map .pin *', { most: 20 });
            await page.keyboard.press('Enter');
            await page.locator('.leaflet-popup').waitFor();
            found.push(await page.locator('.leaflet-popup').innerText());
            await page.keyboard.press('Escape');
            await page.locator('.leaflet-popup').waitFor({ state: 'detached' });
            await settled(page);
        }
        check(found.some((text) => text.includes('よりそい薬局')) &&
            found.some((text) => text.includes('よりそい在宅クリニック')),
        found.join(' | '));
    });

    test('tiles are credited, on paper too; none means none', async (visit) => {
        for (const file of [resident, professional]) {
            const page = await visit.open(file);
            await ready(page);
            await page.selectOption('#tiles', 'pale');
            await page.waitForFunction((from) => [...document
                .querySelectorAll('#map img.leaflet-tile')]
                .some((img) => img.src.startsWith(from) && img.complete), TILES);
            const credit = page.getByText('地理院タイル').locator('visible=true');
            check(await credit.count() > 0, 'no credit');
            // On paper: tiles with their credit, or the outline instead.
            await page.emulateMedia({ media: 'print' });
            const printed = await page.locator(
                '#map img.leaflet-tile:visible').count();
            check(printed === 0 || await credit.count() > 0,
                'no credit in print');
            check(printed > 0 || await page.locator('#outline').isVisible(),
                'no map in print');
            await page.emulateMedia({ media: 'screen' });
            await page.selectOption('#tiles', 'none');
            await settled(page);
            const n = visit.tiles;
            await page.locator('#map').focus();
            for (const key of ['+', 'ArrowLeft', '-', 'ArrowDown'])
                await page.keyboard.press(key);
            await settled(page, 300);
            same(visit.tiles, n, 'tiles asked for though there are none');
            same(await page.locator('#map img.leaflet-tile').count(), 0,
                'tiles shown');
            check(await page.locator('#map path').count() > 0, 'no outline');
            await page.selectOption('#tiles', 'std');
            await page.waitForFunction(() => document.querySelector(
                '#map img.leaflet-tile[src*="/std/"]'));
            const urls = await page.locator('#map img.leaflet-tile')
                .evaluateAll((all) => all.map(({ src }) => src));
            for (const url of urls)
                check(/^https:\/\/cyberjapandata\.gsi\.go\.jp\/xyz\/(pale|std)\/\d+\/\d+\/\d+\.png$/
                    .test(url), url);
        }
    });

    test('without tiles the map is there, and says so', async (visit) => {
        const page = await visit.open(resident, { tiles: 'abort' });
        await ready(page);
        await page.locator('#map-note:visible').waitFor();
        check(/読み込めません/.test(await page.innerText('#map-note')),
            await page.innerText('#map-note'));
        check(await page.locator('#map path').count() > 0, 'no outline');
        check((await onMap(page)).n > 30, 'no pins');
        await visit.shot(page, 'resident-no-tiles', { screen: true });
    });

    test('nothing moves for those who asked for it', async (visit) => {
        const page = await visit.open(resident, { reducedMotion: 'reduce' });
        await ready(page);
        // Where the map lies just after a key, and once all is over.
        const still = async (what) => {
            const [now, animated, later] = await page.evaluate(async () => {
                const lies = () => [...document.querySelectorAll(
                    '#map .leaflet-map-pane, #map .leaflet-proxy, ' +
                    '#map .leaflet-marker-icon')]
                    .map((at) => at.style.transform).join();
                const first = lies();
                const running = document.getAnimations().filter((one) =>
                    one.effect?.getTiming().duration > 1).length;
                await new Promise((done) => setTimeout(done, 400));
                return [first, running, lies()];
            });
            same(animated, 0, `${what}: animations`);
            check(now === later, `${what}: the map still moves`);
        };
        await page.locator('#map').focus();
        for (const key of ['ArrowRight', '+', 'ArrowDown', '-']) {
            await page.keyboard.press(key);
            await still(key);
        }
        await page.locator('#map .cluster, #map .pin').first().focus();
        await page.keyboard.press('Enter');
        await still('Enter');
        same(await page.evaluate(() => getComputedStyle(
            document.documentElement).scrollBehavior), 'auto', 'scrolling');
    });

    test('the ring is 16 km away on the ellipsoid; residents see none',
        async (visit) => {
            const rings = async (file) => {
                const page = await visit.open(file);
                await ready(page);
                await page.evaluate(() => {
                    window.__rings = [];
                    const add = window.L.Map.prototype.addLayer;
                    window.L.Map.prototype.addLayer = function (layer) {
                        if (layer.getLatLngs && /ring/.test(
                            layer.options.className ?? ''))
                            window.__rings.push(layer);
                        return add.call(this, layer);
                    };
                });
                await page.fill('#near-address', '湊町一丁目');
                await page.press('#near-address', 'Enter');
                await settled(page);
                await visit.shot(page, file.includes('/resident/') ? 'resident-ring'
                    : 'professional-ring', { screen: true });
                return [await page.locator('#map path.ring').count(),
                    await page.evaluate(() => window.__rings.map((ring) =>
                        ring.getLatLngs().flat(3).map(
                            ({ lng, lat }) => [lng, lat])))];
            };
            same((await rings(resident))[0], 0, 'rings for residents');
            const [n, [points]] = await rings(professional);
            check(n === 1 && points?.length >= 90, `${n} rings, ${points}`);
            // The town's point, from the registry of samples/.
            const middle = points.reduce(([x, y], [lon, lat]) =>
                [x + lon / points.length, y + lat / points.length], [0, 0]);
            check(Math.hypot(middle[0] - 136.025, middle[1] - 35.0656) < 0.002,
                `the ring is around ${middle}`);
            const given = await townPoint(visit, professional);
            for (const [lon, lat] of points) {
                const m = geodesicM(given[0], given[1], lon, lat);
                check(Math.abs(m - 16000) < 10, `${m} m at ${lon}, ${lat}`);
            }
            // A straight side runs at most 10 m inside the circle.
            points.forEach(([lon, lat], i) => {
                const [lon2, lat2] = points[(i + 1) % points.length];
                const m = geodesicM(...given, (lon + lon2) / 2,
                    (lat + lat2) / 2);
                check(m > 15990, `between the corners only ${m} m`);
            });
        });
}

async function townPoint(visit, file) {
    const page = await visit.open(file);
    await ready(page);
    const { towns } = await data(page);
    const at = towns.name.findIndex((name) => /^湊町(一|１|1)丁目$/.test(name));
    check(at >= 0, 'the town is not in the page');
    return [towns.lon[at], towns.lat[at]];
}
