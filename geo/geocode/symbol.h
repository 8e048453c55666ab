/*
 * The alphabet in which addresses are compared: 16-bit symbols. Characters
 * that writers use for one another (full and half width, old and new kanji,
 * ヶケが, ノの之, any dash) are one symbol; a number is one symbol that carries
 * its value, however it was written.
 */
#ifndef GEO_GEOCODE_SYMBOL_H
#define GEO_GEOCODE_SYMBOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint16_t symbol;

/* The private-use area is free for what is no single character: published
 * private-use characters (gaiji) are unreadable anyway. */
enum {
    SYM_NONE = 0,        /* left out: variation selectors, controls */
    SYM_NUMBER = 0xE000, /* + value */
    SYM_CHOME = 0xF800,  /* 丁目 (also 丁) after a number */
    SYM_BAR,             /* any dash, and the long vowel sign */
    SYM_OTHER,           /* a character outside the table */
    SYM_UNREADABLE,      /* ● 〓 ? U+FFFD, gaiji */
    SYM_OPEN,            /* any opening bracket */
    SYM_CLOSE,
    SYM_SPACE,
    SYM_POSTAL, /* 〒 */
    SYM_COMMA,  /* 、 , ・ and other separators */
    SYM_VOICED, /* a voicing mark of its own */
    SYM_HALF_VOICED,
};

/* The largest number that is a symbol; larger ones occur in no name. */
#define SYM_NUMBER_MAX 6143

/* The symbols that the rules speak of, as the table folds them. Kana are
 * katakana in full size. */
enum {
    SYM_NO = 0x30CE,   /* ノ */
    SYM_KE = 0x30B1,   /* ケ */
    SYM_RI = 0x30EA,   /* リ */
    SYM_RU = 0x30EB,   /* ル */
    SYM_KARA = 0x30AB, /* カ */
    SYM_TOWN = 0x753A, /* 町 */
    SYM_VILLAGE = 0x6751,
    SYM_WARD = 0x533A,   /* 区 */
    SYM_COUNTY = 0x90E1, /* 郡 */
    SYM_BIG = 0x5927,    /* 大 */
    SYM_SMALL = 0x5C0F,  /* 小 */
    SYM_AZA = 0x5B57,    /* 字 */
    SYM_CHO = 0x4E01,    /* 丁 */
    SYM_ME = 0x76EE,     /* 目 */
    SYM_BAN = 0x756A,    /* 番 */
    SYM_CHI = 0x5730,    /* 地 */
    SYM_GO = 0x53F7,     /* 号 */
    SYM_JO = 0x6761,     /* 条 */
    SYM_SEN = 0x7DDA,    /* 線 */
    SYM_WARI = 0x5272,   /* 割 */
    SYM_DORI = 0x901A,   /* 通 */
    SYM_UP = 0x4E0A,     /* 上 */
    SYM_DOWN = 0x4E0B,   /* 下 */
    SYM_IN = 0x5165,     /* 入 */
    SYM_EAST = 0x6771,
    SYM_WEST = 0x897F,
    SYM_SOUTH = 0x5357,
    SYM_NORTH = 0x5317,
    SYM_ROOM = 0x5BA4,    /* 室 */
    SYM_RIDGE = 0x68DF,   /* 棟 */
    SYM_FLOOR = 0x968E,   /* 階 */
    SYM_KAN = 0x9928,     /* 館 */
    SYM_NOTHING = 0x7121, /* 無 */
    SYM_OUTSIDE = 0x5916, /* 外 */
    SYM_OTHERS = 0x4ED6,  /* 他 */
    SYM_AHEAD = 0x5148,   /* 先 */
    SYM_WITHIN = 0x5185,  /* 内 */
    SYM_NEAR = 0x4ED8,    /* 付 */
    SYM_MIDDLE = 0x4E2D,  /* 中 */
    SYM_DAI = 0x7B2C,     /* 第 */
    SYM_BU = 0x90E8,      /* 部 */
    SYM_NI = 0x30CB,      /* ニ */
    SYM_HA = 0x30CF,      /* ハ */
    SYM_ONE = 0x4E00,
    SYM_TWO = 0x4E8C,
    SYM_EIGHT = 0x516B,
};

static inline bool symbol_is_digit(symbol s)
{
    return s >= '0' && s <= '9';
}

/* 0-9 of 〇 to 九, 10, 100, 1000 of 十 百 千; -1 for all others. */
static inline int symbol_kanji_value(symbol s)
{
    switch (s) {
    case 0x3007: /* 〇 */
    case 0x96F6: /* 零 */
        return 0;
    case 0x4E00:
        return 1;
    case 0x4E8C:
        return 2;
    case 0x4E09:
        return 3;
    case 0x56DB:
        return 4;
    case 0x4E94:
        return 5;
    case 0x516D:
        return 6;
    case 0x4E03:
        return 7;
    case 0x516B:
        return 8;
    case 0x4E5D:
        return 9;
    case 0x5341:
        return 10;
    case 0x767E:
        return 100;
    case 0x5343:
        return 1000;
    default:
        return -1;
    }
}

#endif
