#include "tests/base/given.h"

#include <criterion/criterion.h>
#include <string.h>

static void put(struct buf *zip, size_t at, uint64_t value, size_t n)
{
    for (size_t i = 0; i < n; i++)
        zip->ptr[at + i] = (char)(value >> (8 * i));
}

/* A stored member with sizes in zip64 form (APPNOTE.TXT 6.3.9, 4.5.3). */
static struct buf zip64(uint64_t size, const char *text)
{
    static const char local[] = "PK\3\4\x2D\0\0\0\0\0\0\0\0\0";
    static const char central[] = "PK\1\2\x2D\0\x2D\0\0\0\0\0\0\0\0\0";
    struct buf zip = given_zeros(30 + 5 + 20);
    size_t len = strlen(text);
    uint32_t crc = 0xFFFFFFFF;

    for (size_t i = 0; i < len; i++) {
        crc ^= (unsigned char)text[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
    }
    crc = ~crc;
    memcpy(zip.ptr, local, sizeof(local) - 1);
    put(&zip, 14, crc, 4);
    put(&zip, 18, 0xFFFFFFFFFFFFFFFF, 8);
    put(&zip, 26, 5 | 20 << 16, 4);
    memcpy(zip.ptr + 30, "a.csv\1\0\x10", 8);
    put(&zip, 39, size, 8);
    put(&zip, 47, len, 8);
    buf_add_text(&zip, text);
    size_t at = zip.len;
    struct buf rest = given_zeros(46 + 5 + 20 + 22);
    buf_add(&zip, rest.ptr, rest.len);
    buf_release(&rest);
    memcpy(zip.ptr + at, central, sizeof(central) - 1);
    put(&zip, at + 16, crc, 4);
    put(&zip, at + 20, 0xFFFFFFFFFFFFFFFF, 8);
    put(&zip, at + 28, 5 | 20 << 16, 4);
    memcpy(zip.ptr + at + 46, "a.csv\1\0\x10", 8);
    put(&zip, at + 55, size, 8);
    put(&zip, at + 63, len, 8);
    memcpy(zip.ptr + at + 71, "PK\5\6", 4);
    put(&zip, at + 79, 1 | 1 << 16, 4);
    put(&zip, at + 83, 71, 4);
    put(&zip, at + 87, at, 4);
    return zip;
}

Test(in, zip64_is_read)
{
    struct buf zip = zip64(4, "1,2\n");
    struct buf text = given_rows(given_file(buf_str(&zip)), 0, 0);

    cr_expect_str_eq(text.ptr, "1|2\n");
    buf_release(&text);
    buf_release(&zip);
}

Test(in, a_member_of_10_gb_is_refused)
{
    struct buf zip = zip64((uint64_t)10 << 30, "1,2\n");
    struct buf text = given_listed(given_file(buf_str(&zip)));

    cr_expect(strstr(text.ptr, "larger than 2 GiB"), "%s", text.ptr);
    buf_release(&text);
    buf_release(&zip);
}
