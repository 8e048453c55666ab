/* Small windows: the boxes with the controls are folded at first, that the
 * list is near. On others they stay open. */
globalThis.Zaitaku ??= {};

(() => {
    "use strict";

    const NARROW = "(max-width: 43.75em)";
    const BOXES = ["filter-box", "near-box"];

    /* Links to what lies in a folded box, and the way there by the menu. */
    function prepare() {
        const jump = document.getElementById("jump-filters");
        jump.hidden = false;
        jump.addEventListener("click", () => {
            document.getElementById("filter-box").open = true;
        });
        if (matchMedia(NARROW).matches) {
            for (const id of BOXES) {
                document.getElementById(id).open = false;
            }
        }
    }

    /* Not where the tests of the functions load it. */
    if (globalThis.document) {
        prepare();
    }
})();
