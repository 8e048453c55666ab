#include "tests/geo/given.h"

#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <ftw.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static char folder[] = "/tmp/zaitaku-geo-XXXXXX";
static char texts[16][4096];
static size_t n_texts;

void given_folder(void)
{
    cr_assert_not_null(mkdtemp(folder));
}

static int remove_one(const char *path, const struct stat *status, int type,
                      struct FTW *walk)
{
    (void)status, (void)type, (void)walk;
    return remove(path);
}

void given_folder_gone(void)
{
    nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static char *next_text(void)
{
    return texts[n_texts++ % 16];
}

const char *given_path(const char *name)
{
    char *path = next_text();

    snprintf(path, sizeof(texts[0]), "%s/%s", folder, name);
    return path;
}

const char *given_bytes(const char *name, struct str bytes)
{
    const char *path = given_path(name);
    FILE *out = fopen(path, "wb");

    cr_assert_not_null(out);
    cr_assert_eq(fwrite(bytes.ptr, 1, bytes.len, out), bytes.len);
    cr_assert_eq(fclose(out), 0);
    return path;
}

const char *given_geojson(const char *name, const char *features)
{
    struct buf text = {0};

    buf_addf(&text, "{\"type\":\"FeatureCollection\",\"features\":[%s]}",
             features);
    const char *path = given_bytes(name, buf_str(&text));
    buf_release(&text);
    return path;
}

const char *given_feature(const char *properties, const char *polygons)
{
    char *text = next_text();
    int len = snprintf(text, sizeof(texts[0]),
                       "{\"type\":\"Feature\",\"properties\":{%s},"
                       "\"geometry\":{\"type\":\"MultiPolygon\","
                       "\"coordinates\":[%s]}}",
                       properties, polygons);

    cr_assert_lt(len, (int)sizeof(texts[0]));
    return text;
}

const char *given_square(double west, double south, double side)
{
    char *text = next_text();
    double east = west + side, north = south + side;

    snprintf(text, sizeof(texts[0]),
             "[[[%.8g,%.8g],[%.8g,%.8g],[%.8g,%.8g],[%.8g,%.8g],[%.8g,%.8g]]]",
             west, south, east, south, east, north, west, north, west, south);
    return text;
}

static void add_big(struct buf *out, uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        buf_add_char(out, (char)(value >> shift & 0xFF));
}

static void add_little(struct buf *out, uint32_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        buf_add_char(out, (char)(value >> 8 * i & 0xFF));
}

/* Bytes of a double as the machine has them: little-endian here. */
static void add_doubles(struct buf *out, const double *value, size_t n)
{
    buf_add(out, value, n * sizeof(*value));
}

/* ESRI Shapefile Technical Description, July 1998. */
static void add_shp_header(struct buf *out, uint32_t words, const double box[4])
{
    static const double no_z_m[4] = {0};

    add_big(out, 9994);
    for (int i = 0; i < 5; i++)
        add_big(out, 0);
    add_big(out, words);
    add_little(out, 1000, 4);
    add_little(out, 5, 4);
    add_doubles(out, box, 4);
    add_doubles(out, no_z_m, 4);
}

static void write_table(const char *name, struct str n03_004,
                        const char *n03_007)
{
    static const char *const column[] = {"N03_004", "N03_007"};
    struct buf dbf = {0};
    char file[64];

    add_little(&dbf, 0x03, 1);
    add_little(&dbf, 0x010119, 3); /* 2025-01-01 */
    add_little(&dbf, 1, 4);
    add_little(&dbf, 32 + 2 * 32 + 1, 2);
    add_little(&dbf, 1 + 2 * 40, 2);
    while (dbf.len < 32)
        buf_add_char(&dbf, '\0');
    for (int i = 0; i < 2; i++) {
        size_t end = dbf.len + 32;
        buf_add_text(&dbf, column[i]);
        add_little(&dbf, 0, 4); /* names are 11 bytes */
        buf_add_char(&dbf, 'C');
        add_little(&dbf, 0, 4);
        add_little(&dbf, 40, 1);
        while (dbf.len < end)
            buf_add_char(&dbf, '\0');
    }
    buf_add_char(&dbf, '\r');
    buf_add_char(&dbf, ' ');
    buf_add_str(&dbf, n03_004);
    for (size_t i = n03_004.len; i < 40; i++)
        buf_add_char(&dbf, ' ');
    buf_addf(&dbf, "%-40s\x1A", n03_007);
    snprintf(file, sizeof(file), "%s.dbf", name);
    given_bytes(file, buf_str(&dbf));
    buf_release(&dbf);
}

const char *given_shapefile(const char *name, double west, double south,
                            struct str n03_004, const char *n03_007)
{
    double east = west + 1, north = south + 1;
    double box[4] = {west, south, east, north};
    /* Clockwise, as outer rings are in this format. */
    double ring[10] = {west,  south, west,  north, east,
                       north, east,  south, west,  south};
    uint32_t content = (4 + 32 + 4 + 4 + 4 + sizeof(ring)) / 2;
    struct buf shp = {0}, shx = {0};
    char file[64];

    add_shp_header(&shp, 50 + 4 + content, box);
    add_big(&shp, 1);
    add_big(&shp, content);
    add_little(&shp, 5, 4);
    add_doubles(&shp, box, 4);
    add_little(&shp, 1, 4);
    add_little(&shp, 5, 4);
    add_little(&shp, 0, 4);
    add_doubles(&shp, ring, 10);
    add_shp_header(&shx, 50 + 4, box);
    add_big(&shx, 50);
    add_big(&shx, content);
    write_table(name, n03_004, n03_007);
    snprintf(file, sizeof(file), "%s.shx", name);
    given_bytes(file, buf_str(&shx));
    snprintf(file, sizeof(file), "%s.shp", name);
    const char *path = given_bytes(file, buf_str(&shp));
    buf_release(&shp);
    buf_release(&shx);
    return path;
}

int given_port(int *port)
{
    struct sockaddr_in at = {.sin_family = AF_INET};
    socklen_t size = sizeof(at);
    int listener = socket(AF_INET, SOCK_STREAM, 0);

    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    cr_assert_eq(bind(listener, (struct sockaddr *)&at, sizeof(at)), 0);
    cr_assert_eq(listen(listener, 4), 0);
    cr_assert_eq(getsockname(listener, (struct sockaddr *)&at, &size), 0);
    *port = ntohs(at.sin_port);
    return listener;
}

bool given_port_was_called(int socket)
{
    struct pollfd wait = {.fd = socket, .events = POLLIN};

    return poll(&wait, 1, 50) > 0;
}
