/*
 * Straight-line distances on the ellipsoid of Japan's coordinates (GRS80),
 * by T. Vincenty, "Direct and inverse solutions of geodesics on the ellipsoid
 * with application of nested equations", Survey Review XXIII (176), 1975.
 */
globalThis.Zaitaku ??= {};

(() => {
    "use strict";

    const EQUATOR_M = 6378137;
    const FLATTENING = 1 / 298.257222101;
    const POLE_M = EQUATOR_M * (1 - FLATTENING);
    const MEAN_M = (2 * EQUATOR_M + POLE_M) / 3;
    const RAD = Math.PI / 180;
    const STEPS = 50;
    const ENOUGH_RAD = 1e-13; /* less than a micrometre */

    function reducedLatitude(latDeg) {
        const u = Math.atan((1 - FLATTENING) * Math.tan(latDeg * RAD));
        return { sin: Math.sin(u), cos: Math.cos(u) };
    }

    /* Vincenty's A and B of u². */
    function series(cosSquaredAlpha) {
        const u =
            (cosSquaredAlpha * (EQUATOR_M ** 2 - POLE_M ** 2)) / POLE_M ** 2;
        return {
            a: 1 + (u / 16384) * (4096 + u * (-768 + u * (320 - 175 * u))),
            b: (u / 1024) * (256 + u * (-128 + u * (74 - 47 * u)))
        };
    }

    /* Vincenty's delta sigma (6). */
    function sigmaChange(b, sinSigma, cosSigma, cosMiddle) {
        const middle = cosMiddle * cosMiddle;
        return (
            b *
            sinSigma *
            (cosMiddle +
                (b / 4) *
                    (cosSigma * (-1 + 2 * middle) -
                        (b / 6) *
                            cosMiddle *
                            (-3 + 4 * sinSigma ** 2) *
                            (-3 + 4 * middle)))
        );
    }

    /* Vincenty's C (10) and the difference of longitudes (11). */
    function longitudeChange(sinAlpha, cosSquaredAlpha, sigma, cosMiddle) {
        const c =
            (FLATTENING / 16) *
            cosSquaredAlpha *
            (4 + FLATTENING * (4 - 3 * cosSquaredAlpha));
        return (
            (1 - c) *
            FLATTENING *
            sinAlpha *
            (sigma +
                c *
                    Math.sin(sigma) *
                    (cosMiddle +
                        c * Math.cos(sigma) * (-1 + 2 * cosMiddle ** 2)))
        );
    }

    /* One step of the inverse problem at the longitude difference lambda. */
    function inverseStep(from, to, lambda) {
        const sinLambda = Math.sin(lambda);
        const cosLambda = Math.cos(lambda);
        const sinSigma = Math.hypot(
            to.cos * sinLambda,
            from.cos * to.sin - from.sin * to.cos * cosLambda
        );
        const cosSigma = from.sin * to.sin + from.cos * to.cos * cosLambda;
        const sinAlpha =
            sinSigma === 0 ? 0 : (from.cos * to.cos * sinLambda) / sinSigma;
        const cosSquaredAlpha = 1 - sinAlpha ** 2;
        /* On the equator both are 0, and so is the term. */
        const cosMiddle =
            cosSquaredAlpha < 1e-15
                ? 0
                : cosSigma - (2 * from.sin * to.sin) / cosSquaredAlpha;
        const sigma = Math.atan2(sinSigma, cosSigma);
        return {
            sinSigma, cosSigma, sinAlpha, cosSquaredAlpha, cosMiddle, sigma
        };
    }

    /* For points near each other's antipode, where Vincenty does not end. */
    function sphereDistanceM(lon1, lat1, lon2, lat2) {
        const h =
            Math.sin(((lat2 - lat1) * RAD) / 2) ** 2 +
            Math.cos(lat1 * RAD) *
                Math.cos(lat2 * RAD) *
                Math.sin(((lon2 - lon1) * RAD) / 2) ** 2;
        return 2 * MEAN_M * Math.asin(Math.min(1, Math.sqrt(h)));
    }

    /* Metres between two points in degrees. */
    function distanceM(lon1, lat1, lon2, lat2) {
        const from = reducedLatitude(lat1);
        const to = reducedLatitude(lat2);
        /* The short way, also across the date line. */
        const apart = (((lon2 - lon1 + 540) % 360) - 180) * RAD;
        let lambda = apart;
        for (let i = 0; i < STEPS; i++) {
            const at = inverseStep(from, to, lambda);
            const before = lambda;
            lambda =
                apart +
                longitudeChange(
                    at.sinAlpha,
                    at.cosSquaredAlpha,
                    at.sigma,
                    at.cosMiddle
                );
            if (Math.abs(lambda - before) > ENOUGH_RAD) {
                continue;
            }
            const { a, b } = series(at.cosSquaredAlpha);
            const change = sigmaChange(
                b,
                at.sinSigma,
                at.cosSigma,
                at.cosMiddle
            );
            return POLE_M * a * (at.sigma - change);
        }
        return sphereDistanceM(lon1, lat1, lon2, lat2);
    }

    /* Where one arrives: {lon, lat} in degrees. `azimuthDeg` from north. */
    function destination(lon, lat, azimuthDeg, metres) {
        const from = reducedLatitude(lat);
        const sinStart = Math.sin(azimuthDeg * RAD);
        const cosStart = Math.cos(azimuthDeg * RAD);
        const sigma1 = Math.atan2(from.sin, from.cos * cosStart);
        const sinAlpha = from.cos * sinStart;
        const cosSquaredAlpha = 1 - sinAlpha ** 2;
        const { a, b } = series(cosSquaredAlpha);
        let sigma = metres / (POLE_M * a);
        let cosMiddle = 0;
        for (let i = 0; i < STEPS; i++) {
            const before = sigma;
            cosMiddle = Math.cos(2 * sigma1 + sigma);
            sigma =
                metres / (POLE_M * a) +
                sigmaChange(b, Math.sin(sigma), Math.cos(sigma), cosMiddle);
            if (Math.abs(sigma - before) < ENOUGH_RAD) {
                break;
            }
        }
        return arrival(lon, from, { sinStart, cosStart, sinAlpha }, {
            sigma,
            cosMiddle,
            cosSquaredAlpha
        });
    }

    function arrival(lon, from, course, way) {
        const sin = Math.sin(way.sigma);
        const cos = Math.cos(way.sigma);
        const across = from.sin * sin - from.cos * cos * course.cosStart;
        const lat = Math.atan2(
            from.sin * cos + from.cos * sin * course.cosStart,
            (1 - FLATTENING) * Math.hypot(course.sinAlpha, across)
        );
        const lambda = Math.atan2(
            sin * course.sinStart,
            from.cos * cos - from.sin * sin * course.cosStart
        );
        const change = longitudeChange(
            course.sinAlpha,
            way.cosSquaredAlpha,
            way.sigma,
            way.cosMiddle
        );
        return { lon: lon + (lambda - change) / RAD, lat: lat / RAD };
    }

    /* All points at one distance, as {lon, lat}. */
    function ring(lon, lat, metres, corners = 180) {
        return Array.from({ length: corners }, (unused, i) =>
            destination(lon, lat, (360 / corners) * i, metres)
        );
    }

    Zaitaku.geodesic = { distanceM, destination, ring };
})();
