// Length of the geodesic on GRS 80 by Vincenty's inverse formula (Survey
// Review XXIII, 176, 1975): to 0.1 mm at the distances of a map, and not the
// formula of the page.
const A = 6378137, F = 1 / 298.257222101, B = A * (1 - F);
const RAD = Math.PI / 180;

export function geodesicM(lon1, lat1, lon2, lat2) {
    const L = (lon2 - lon1) * RAD;
    const u1 = Math.atan((1 - F) * Math.tan(lat1 * RAD));
    const u2 = Math.atan((1 - F) * Math.tan(lat2 * RAD));
    const [s1, c1, s2, c2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2),
        Math.cos(u2)];
    let lambda = L;
    for (let i = 0; i < 100; i++) {
        const sl = Math.sin(lambda), cl = Math.cos(lambda);
        const sin = Math.hypot(c2 * sl, c1 * s2 - s1 * c2 * cl);
        if (sin === 0) return 0;
        const cos = s1 * s2 + c1 * c2 * cl;
        const sigma = Math.atan2(sin, cos);
        const sinA = c1 * c2 * sl / sin;
        const cosA2 = 1 - sinA * sinA;
        const cosM = cosA2 === 0 ? 0 : cos - 2 * s1 * s2 / cosA2;
        const C = F / 16 * cosA2 * (4 + F * (4 - 3 * cosA2));
        const before = lambda;
        lambda = L + (1 - C) * F * sinA * (sigma + C * sin *
            (cosM + C * cos * (2 * cosM * cosM - 1)));
        if (Math.abs(lambda - before) > 1e-13) continue;
        const w = cosA2 * (A * A - B * B) / (B * B);
        const P = 1 + w / 16384 * (4096 + w * (w * (320 - 175 * w) - 768));
        const Q = w / 1024 * (256 + w * (w * (74 - 47 * w) - 128));
        const delta = Q * sin * (cosM + Q / 4 *
            (cos * (2 * cosM * cosM - 1) - Q / 6 * cosM *
             (4 * sin * sin - 3) * (4 * cosM * cosM - 3)));
        return B * P * (sigma - delta);
    }
    throw new Error('no convergence');
}
