#include "norm/code.h"

#include <string.h>

static int digit(char c)
{
    return c - '0';
}

/* Prefectures are 01 to 47 (JIS X 0401). */
static bool is_prefecture(const char *two)
{
    if (!str_digits((struct str){two, 2}))
        return false;
    int number = digit(two[0]) * 10 + digit(two[1]);
    return number >= 1 && number <= 47;
}

/* JIS X 0402: behind the prefecture 000 itself, 1xx wards and cities with
 * wards, 2xx cities, 3xx and above towns and villages by district. */
static bool is_municipality(const char *five)
{
    return is_prefecture(five) && (memcmp(five + 2, "000", 3) == 0 ||
                                   (five[2] >= '1' && five[2] <= '7'));
}

/* 全国地方公共団体コード: weights 6 to 2, the last digit of 11 - (sum mod 11).
 */
static char municipality_check(const char *five)
{
    int sum = 0;

    for (int i = 0; i < 5; i++)
        sum += digit(five[i]) * (6 - i);
    return (char)('0' + (11 - sum % 11) % 10);
}

static bool take_municipality(const char *five, char code5[6])
{
    if (!is_municipality(five))
        return false;
    memcpy(code5, five, 5);
    code5[5] = '\0';
    return true;
}

static bool take_municipality6(const char *six, char code5[6])
{
    return municipality_check(six) == six[5] && take_municipality(six, code5);
}

bool code_municipality(struct str s, char code5[6])
{
    char padded[7] = "0";

    if (!str_digits(s) || s.len < 4 || s.len > 6)
        return false;
    if (s.len == 6)
        return take_municipality6(s.ptr, code5);
    if (s.len == 5 && take_municipality(s.ptr, code5))
        return true;
    memcpy(padded + 1, s.ptr, s.len);
    return s.len == 4 ? take_municipality(padded, code5)
                      : take_municipality6(padded, code5);
}

void code_municipality6(const char code5[6], char code6[7])
{
    memcpy(code6, code5, 5);
    code6[5] = municipality_check(code5);
    code6[6] = '\0';
}

/* Weights 1, 2, 1 ... from the check digit to the left; digits of each
 * product are added. */
static bool is_modulus10(struct str s)
{
    int sum = 0;

    for (size_t i = 0; i < s.len; i++) {
        int product = digit(s.ptr[s.len - 1 - i]) * (i % 2 == 0 ? 1 : 2);
        sum += product / 10 + product % 10;
    }
    return sum % 10 == 0;
}

/* See code_facility_ok(). */
static bool facility_check_ok(struct str s)
{
    struct str number = str_cut(s, 3, 7);
    char kind = s.ptr[2];
    bool by_number = memcmp(s.ptr, "11", 2) >= 0 &&
                     memcmp(s.ptr, "14", 2) <= 0 && kind >= '1' && kind <= '6';

    if (by_number && kind <= '4')
        return is_modulus10(number);
    return is_modulus10(s) || (by_number && is_modulus10(number));
}

bool code_facility_ok(struct str s)
{
    bool letter = false;

    if (s.len != 10 || !is_prefecture(s.ptr))
        return false;
    for (size_t i = 0; i < s.len; i++) {
        bool is_digit = s.ptr[i] >= '0' && s.ptr[i] <= '9';
        if (!is_digit && !(s.ptr[i] >= 'A' && s.ptr[i] <= 'Z'))
            return false;
        letter |= !is_digit;
    }
    return letter || facility_check_ok(s);
}

bool code_corporation_ok(struct str s)
{
    int sum = 0;

    if (s.len != 13 || !str_digits(s))
        return false;
    /* 法人番号の指定等に関する省令 第2条: P1 is the last digit, Q is 1 for odd
     * and 2 for even places. */
    for (size_t n = 1; n <= 12; n++)
        sum += digit(s.ptr[13 - n]) * (n % 2 == 1 ? 1 : 2);
    return digit(s.ptr[0]) == 9 - sum % 9;
}
