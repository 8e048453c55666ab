import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./load.mjs";

const { geodesic } = load();

/* From `geod -I +ellps=GRS80` of PROJ (Karney's method): lon, lat, lon, lat,
 * metres. */
const KNOWN = [
    [136.02, 35.07, 136.03, 35.08, 1436.190471],
    [136.02, 35.07, 136.02, 35.214, 15975.817525],
    [135.9, 35.0, 136.08, 35.05, 17338.159225],
    [139.767, 35.681, 139.7671, 35.6811, 14.319717],
    [141.35, 43.06, 141.15, 43.1, 16882.356549],
    [127.68, 26.21, 127.7, 26.0, 23351.670429],
    [129.0, 33.0, 145.0, 44.0, 1848441.710468],
    [139.691722, 35.689501, 135.520083, 34.686316, 395875.870037]
];

test("distances are those of PROJ within a tenth of a millimetre", () => {
    for (const [lon1, lat1, lon2, lat2, metres] of KNOWN) {
        const found = geodesic.distanceM(lon1, lat1, lon2, lat2);
        assert.ok(Math.abs(found - metres) < 1e-4 * Math.max(1, metres / 1e6),
            `${lon1},${lat1} ${lon2},${lat2}: ${found} for ${metres}`);
    }
});

test("a point is at no distance from itself", () => {
    assert.equal(geodesic.distanceM(135.9, 35.1, 135.9, 35.1), 0);
});

test("the other side of the globe is found too", () => {
    const metres = geodesic.distanceM(0, 0, 179.7, 0.3);
    assert.ok(metres > 19.8e6 && metres < 20.1e6, String(metres));
});

test("every corner of a ring is at its distance", () => {
    for (const { lon, lat } of geodesic.ring(136.02, 35.07, 16000)) {
        const metres = geodesic.distanceM(136.02, 35.07, lon, lat);
        assert.ok(Math.abs(metres - 16000) < 0.001, String(metres));
    }
});
