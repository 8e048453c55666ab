import assert from "node:assert/strict";
import test from "node:test";
import { copy, load } from "./load.mjs";

const { filter, link } = load();

const OFFERS = {
    layers: ["consult", "nursing-24h"],
    functions: ["sterile"],
    languages: ["ja", "en"],
    radiiKm: [1, 2, 5]
};

function view(wanted = {}, others = {}) {
    return {
        filter: { ...filter.noFilter(), ...wanted },
        language: "ja", big: false, ruby: false, ...others
    };
}

test("a fresh page adds nothing to its address", () => {
    assert.equal(link.write(view(), null), "");
});

test("what is written is read back", () => {
    const wanted = {
        query: "訪問 看護&=#", layers: ["consult", "nursing-24h"], day: "Sa",
        openNow: true, unknownHours: false,
        functions: { sterile: "withUnknown" }, radiusKm: 5
    };
    const near = { lon: 136.02, lat: 35.07 };
    const text = link.write(
        view(wanted, { language: "en", big: true, ruby: true }), near);
    const read = copy(link.read(`?${text}`, OFFERS));
    assert.deepEqual(read, {
        filter: wanted, near, language: "en", big: true, ruby: true
    });
});

test("the place searched around is written only when it is given", () => {
    assert.doesNotMatch(link.write(view({ radiusKm: 5 }), null), /near|radius/);
});

test("what the page does not offer is not taken from a link", () => {
    const read = link.read("?layer=x,consult&day=Xx&radius=7&lang=xx" +
        "&filed=y,sterile&near=1,2,3&open=yes", OFFERS);
    assert.deepEqual(copy(read.filter), {
        ...copy(filter.noFilter()), layers: ["consult"],
        functions: { sterile: "filed" }
    });
    assert.equal(read.near, null);
    assert.equal(read.language, "ja");
});

test("near must be a point of the globe", () => {
    for (const near of ["", "a,b", "200,10", "10,91", "1", "1,Infinity"]) {
        assert.equal(link.read(`?near=${near}`, OFFERS).near, null, near);
    }
});

test("the part behind # is a facility or, for files, the filters", () => {
    const split = (search, hash) => copy(link.split({ search, hash }));
    assert.deepEqual(split("?q=a", "#facility-n-1"),
        { search: "?q=a", facility: "n-1" });
    assert.deepEqual(split("", "#?q=a"), { search: "?q=a", facility: null });
    assert.deepEqual(split("", "#list"), { search: "", facility: null });
    assert.deepEqual(split("", "#facility-%E0%A4%A"),
        { search: "", facility: "%E0%A4%A" });
});
