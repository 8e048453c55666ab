/* Starts the page: reads the data, puts the parts together, follows links.
 * When the data cannot be read, the page stays as it is without scripts. */
globalThis.Zaitaku ??= {};

(() => {
    "use strict";

    const LINK_WAIT_MS = 300;
    const CLOCK_MS = 60000;

    const view = {
        filter: null,
        near: null, /* {lon, lat, kind, label, radiusM} */
        distanceM: undefined, /* of each row from there */
        big: false,
        ruby: false,
        language: "ja"
    };
    let linkTimer = 0;
    let found = null;

    /* After whatever has changed: everything that shows rows. */
    function refresh() {
        const { data, filter, facts, calendar } = Zaitaku;
        found = filter.select(
            data.count(),
            view.near ? view.filter : { ...view.filter, radiusKm: null },
            facts,
            calendar.japanTime(new Date()),
            view.distanceM
        );
        Zaitaku.list.show(found, view);
        Zaitaku.count.tell(found, view);
        Zaitaku.rows.dressAll(found.shown);
        Zaitaku.share.showPlaceChoice(view.near);
        Zaitaku.map.showRows(found.shown);
        keepLink();
    }

    /* The place searched around stays out of the address bar; a facility
     * stays in it until something else is looked for. Later, since browsers
     * lay the page out for it, and count how often it is done. */
    function keepLink(facility = null) {
        clearTimeout(linkTimer);
        linkTimer = setTimeout(
            () =>
                Zaitaku.link.show(Zaitaku.link.write(view, null), facility),
            LINK_WAIT_MS
        );
    }

    function setLanguage(language) {
        Zaitaku.messages.setLanguage(language);
        view.language = Zaitaku.messages.language();
        Zaitaku.facts.forgetWords();
        Zaitaku.controls.showFunctions();
        Zaitaku.controls.showSwitches();
        Zaitaku.translate.page();
        Zaitaku.near.retell();
        refresh();
    }

    function offers() {
        const { layers, functions } = Zaitaku.data.all();
        const radii = Zaitaku.dom.byId("near-radius").options;
        return {
            layers: layers.map(({ id }) => id),
            functions: (functions ?? []).map(({ id }) => id),
            languages: Zaitaku.messages.languages(),
            radiiKm: Array.from(radii, ({ value }) => Number(value)).filter(
                (km) => km > 0
            )
        };
    }

    /* A facility that is linked to is shown, whatever the filters say. */
    function goToFacility(id) {
        const row = Zaitaku.data.rowOfId(id);
        if (row < 0) {
            return;
        }
        if (!found.shown.includes(row)) {
            Zaitaku.controls.reset();
            Zaitaku.dom.say(Zaitaku.dom.byId("page-status"), "count.link");
        }
        Zaitaku.rows.dress(row);
        const item = Zaitaku.data.item(row);
        item.querySelector(".more").open = true;
        item.tabIndex = -1;
        Zaitaku.dom.focusAndShow(item);
        keepLink(id);
    }

    /* Of a link that is opened in the page that is open. */
    function followHash() {
        if (location.hash.startsWith("#?")) {
            followLink();
            return;
        }
        const { facility } = Zaitaku.link.split(location);
        if (facility !== null) {
            goToFacility(facility);
        }
    }

    function followLink() {
        const { search, facility } = Zaitaku.link.split(location);
        const { filter, near, language, big, ruby } = Zaitaku.link.read(
            search,
            offers()
        );
        Object.assign(view, { filter, big, ruby });
        setLanguage(language);
        Zaitaku.controls.writeForm();
        if (near) {
            Zaitaku.near.set({ ...near, kind: "shared" });
        }
        if (facility !== null) {
            goToFacility(facility);
        }
    }

    /* What is open now changes while the page is looked at. */
    function followClock() {
        if (view.filter.openNow) {
            refresh();
        }
    }

    function prepare() {
        const { controls, list, near, share } = Zaitaku;
        view.filter = Zaitaku.filter.noFilter();
        list.prepare();
        controls.prepareSwitches();
        controls.prepareForm();
        near.prepare();
        share.prepare();
    }

    /* What does nothing is not offered; the list is there all the same. */
    function giveUp(error) {
        const { byId } = Zaitaku.dom;
        for (const id of ["filters", "near", "switches", "tools"]) {
            byId(id).hidden = true;
        }
        byId("data-error").hidden = false;
        console.error(error);
    }

    async function start() {
        const { byId, whenIdle } = Zaitaku.dom;
        try {
            const catalogues = await Zaitaku.data.readJson("messages");
            Zaitaku.messages.setCatalogues(catalogues);
            await Zaitaku.data.read();
        } catch {
            /* Its words are in the page: the catalogues may be missing. */
            byId("data-error").hidden = false;
            return;
        }
        try {
            prepare();
            followLink();
        } catch (error) {
            giveUp(error);
            return;
        }
        window.addEventListener("hashchange", followHash);
        setInterval(followClock, CLOCK_MS);
        whenIdle(Zaitaku.map.make);
    }

    Zaitaku.page = {
        refresh, keepLink, setLanguage, goToFacility,
        view: () => view,
        /* Rows as they stand in the list. */
        shown: () => ({ rows: Zaitaku.list.inOrder(found, view), found, view })
    };

    /* Not where the tests of the functions load it. */
    if (globalThis.document) {
        start();
    }
})();
