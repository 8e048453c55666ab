/*
 * The reading of a name in letters (Hepburn, without marks for long vowels),
 * for who reads no kana; and both ways in which long vowels are typed.
 */
globalThis.Zaitaku ??= {};

(() => {
    "use strict";

    const ROWS = {
        "": "あいうえお", k: "かきくけこ", g: "がぎぐげご", s: "さしすせそ",
        z: "ざじずぜぞ", t: "たちつてと", d: "だぢづでど", n: "なにぬねの",
        h: "はひふへほ", b: "ばびぶべぼ", p: "ぱぴぷぺぽ", m: "まみむめも",
        r: "らりるれろ"
    };
    const OTHERS = {
        し: "shi", じ: "ji", ち: "chi", つ: "tsu", ぢ: "ji", づ: "zu",
        ふ: "fu", や: "ya", ゆ: "yu", よ: "yo", わ: "wa", ゐ: "i", ゑ: "e",
        を: "o", ん: "n", ゔ: "vu", ゕ: "ka", ゖ: "ke", ゎ: "wa"
    };
    const SMALL = { ゃ: "ya", ゅ: "yu", ょ: "yo" };
    const SMALL_VOWELS = { ぁ: "a", ぃ: "i", ぅ: "u", ぇ: "e", ぉ: "o" };

    const letters = new Map();
    for (const [consonant, row] of Object.entries(ROWS)) {
        [...row].forEach((kana, i) =>
            letters.set(kana, consonant + "aiueo"[i])
        );
    }
    Object.entries(OTHERS).forEach(([kana, text]) => letters.set(kana, text));

    /* きゃ kya, しゃ sha, ティ ti, ファ fa */
    function pair(kana, next) {
        const first = letters.get(kana);
        if (SMALL[next]) {
            return /(sh|ch|j)i$/.test(first)
                ? first.slice(0, -1) + SMALL[next].slice(1)
                : first.replace(/[aiueo]$/, "") + SMALL[next];
        }
        const own = first.replace(/[aiueo]$/, "");
        return (own === "" ? "w" : own) + SMALL_VOWELS[next];
    }

    /* One sound at the place `at` of the kana: [letters, how many kana]. */
    function sound(kana, at) {
        const [one, next] = [kana[at], kana[at + 1]];
        if (letters.has(one) && (SMALL[next] || SMALL_VOWELS[next])) {
            return [pair(one, next), 2];
        }
        return [letters.get(one) ?? SMALL[one] ?? SMALL_VOWELS[one], 1];
    }

    /* っち tchi, っか kka */
    function doubled(text) {
        const [first] = text;
        return first === "c" ? `t${text}` : first + text;
    }

    /* Kana spelled out, what is no kana as it is. */
    function spell(text) {
        const kana = [...Zaitaku.hiragana(text)];
        let out = "";
        let isDouble = false;
        for (let at = 0; at < kana.length;) {
            const [letters_, used] = sound(kana, at);
            if (kana[at] === "っ") {
                isDouble = true;
            } else if (kana[at] === "ー") {
                out += /[aiueo]$/.exec(out)?.[0] ?? "";
            } else {
                const piece = letters_ ?? kana[at];
                const twice = isDouble && /^[^aiueon\W]/.test(piece);
                out += twice ? doubled(piece) : piece;
                isDouble = false;
            }
            at += used;
        }
        return out;
    }

    /* とうきょう is typed toukyou and tokyo: one of them. */
    function short(spelled) {
        return spelled
            .replace(/o[uo]/g, "o")
            .replace(/uu/g, "u")
            .replace(/aa/g, "a")
            .replace(/ee/g, "e")
            .replace(/ii/g, "i");
    }

    /* Words that most names are made of: readings have no spaces. */
    const WORDS = new RegExp(
        "(いりょうほうじん|ふくしほうじん|かぶしきがいしゃ|" +
            "ゆうげんがいしゃ|ちいきほうかつ|しえんせんたー|きょたく|かいご|" +
            "しえん|じぎょうしょ|ほうもん|かんご|すてーしょん|くりにっく|" +
            "びょういん|やっきょく|せんたー|けあぷらん|けあせんたー|" +
            "でいさーびす|しんりょうしょ|へるぱー|さーびす)",
        "g"
    );

    /* To be read: "Minato Kurinikku". No long vowels but those of ii. */
    function reading(text) {
        return spell(Zaitaku.hiragana(text).replace(WORDS, " $1 "))
            .replace(/o[uo]/g, "o")
            .replace(/uu/g, "u")
            .replace(/[・･]/g, " ")
            .replace(/\s+/g, " ")
            .trim()
            .replace(/(^| )([a-z])/g, (all, space, letter) =>
                space + letter.toUpperCase()
            );
    }

    /* For the search, folded as what is typed. */
    function searched(text) {
        const full = Zaitaku.fold(spell(text));
        return [full, short(full)];
    }

    Zaitaku.roman = { reading, searched, spell };
})();
