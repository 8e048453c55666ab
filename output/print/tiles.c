#include "output/print/tiles.h"

#include <dirent.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Text on the tiles is made for screens of 96 dots an inch; at 150 it can
 * still be read and the lines are not coarse. */
#define DOTS_PER_INCH 150
#define TILE 256 /* pixels a side at its zoom, whatever the file has */
#define TILE_MAX 512
#define TILE_BYTES_MAX (1 << 20)
#define ZOOM_MAX 18
#define PIXEL_MAX 6000 /* of the whole picture, a side */
#define PALE 0.62      /* how much of a tile's colour is printed */

/* The tiles that a map needs at one zoom. */
struct mosaic {
    int zoom;
    long x0, y0, x1, y1; /* first, and one past the last */
};

static double clamp(double value, double least, double most)
{
    return fmin(fmax(value, least), most);
}

static struct mosaic needed(const struct ground *ground, int zoom)
{
    double n = exp2(zoom), last = n - 1;
    double east = ground->west + ground->frame.width / ground->scale;
    double south = ground->north + ground->frame.height / ground->scale;

    return (struct mosaic){zoom, (long)clamp(floor(ground->west * n), 0, last),
                           (long)clamp(floor(ground->north * n), 0, last),
                           (long)clamp(floor(east * n), 0, last) + 1,
                           (long)clamp(floor(south * n), 0, last) + 1};
}

static bool fits_in_memory(const struct mosaic *m)
{
    return (m->x1 - m->x0) * TILE <= PIXEL_MAX &&
           (m->y1 - m->y0) * TILE <= PIXEL_MAX;
}

static bool tile_path(char *path, size_t size, const char *folder, int zoom,
                      long x, long y)
{
    int len = snprintf(path, size, "%s/%d/%ld/%ld.png", folder, zoom, x, y);

    return len > 0 && (size_t)len < size;
}

static bool any_tile(const struct mosaic *m, const char *folder)
{
    char path[4096];

    for (long x = m->x0; x < m->x1; x++)
        for (long y = m->y0; y < m->y1; y++)
            if (tile_path(path, sizeof(path), folder, m->zoom, x, y) &&
                access(path, R_OK) == 0)
                return true;
    return false;
}

/* The zoom nearest to the one wished for, coarser before finer, at which
 * there is a tile. */
static bool choose(const struct ground *ground, const char *folder,
                   struct mosaic *mosaic)
{
    /* Pixels a turn at zoom 0 are TILE; points a turn are `scale`. */
    double wish = log2(ground->scale * DOTS_PER_INCH / 72 / TILE);
    int ideal = (int)lround(clamp(wish, 0, ZOOM_MAX));

    for (int step = 0; step <= ZOOM_MAX; step++)
        for (int side = -1; side <= (step ? 1 : -1); side += 2) {
            int zoom = ideal + side * step;
            if (zoom < 0 || zoom > ZOOM_MAX)
                continue;
            *mosaic = needed(ground, zoom);
            if (fits_in_memory(mosaic) && any_tile(mosaic, folder))
                return true;
        }
    return false;
}

/* A regular file of a sane size, or nothing. */
static bool read_tile(const char *path, struct buf *bytes)
{
    struct stat info;
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    char chunk[1 << 14];
    ssize_t n = -1;

    buf_clear(bytes);
    if (fd < 0)
        return false;
    if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode) &&
        info.st_size <= TILE_BYTES_MAX)
        while ((n = read(fd, chunk, sizeof(chunk))) > 0 &&
               bytes->len <= TILE_BYTES_MAX)
            buf_add(bytes, chunk, (size_t)n);
    close(fd);
    return n == 0;
}

static uint32_t pale(uint32_t pixel)
{
    uint32_t result = 0;

    for (int shift = 0; shift < 24; shift += 8) {
        double value = (double)(pixel >> shift & 255);
        result |= (uint32_t)lround(255 - (255 - value) * PALE) << shift;
    }
    return result;
}

/* Set a tile at its place; one of another size is sampled. */
static void place_tile(struct picture *whole, const struct picture *tile,
                       size_t left, size_t top)
{
    for (size_t y = 0; y < TILE; y++) {
        const uint32_t *from =
            tile->pixel + y * tile->height / TILE * tile->width;
        uint32_t *to = whole->pixel + (top + y) * whole->width + left;
        for (size_t x = 0; x < TILE; x++)
            to[x] = pale(from[x * tile->width / TILE]);
    }
}

static bool fill(struct picture *whole, const struct mosaic *m,
                 const char *folder)
{
    char path[4096];
    struct buf bytes = {0};
    bool any = false;

    for (long x = m->x0; x < m->x1; x++)
        for (long y = m->y0; y < m->y1; y++) {
            struct picture tile;
            if (!tile_path(path, sizeof(path), folder, m->zoom, x, y) ||
                !read_tile(path, &bytes) ||
                !picture_read_png(buf_str(&bytes), TILE_MAX, &tile))
                continue;
            place_tile(whole, &tile, (size_t)(x - m->x0) * TILE,
                       (size_t)(y - m->y0) * TILE);
            free(tile.pixel);
            any = true;
        }
    buf_release(&bytes);
    return any;
}

bool tiles_check(const char *folder, struct err *err)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;
    bool any = false;

    while (dir && !any && (entry = readdir(dir)))
        any = str_digits(str_of(entry->d_name));
    if (dir)
        closedir(dir);
    if (!any)
        return err_set(err, ERR_USAGE,
                       _("'%s' is no folder of map tiles: no folder in it is "
                         "named by a zoom, as in '14/14379/6462.png'; name "
                         "the folder above those"),
                       folder);
    return true;
}

bool tiles_draw(struct canvas *canvas, const struct ground *ground,
                const char *folder)
{
    struct mosaic m;

    if (!choose(ground, folder, &m))
        return false;
    struct picture whole = {.width = (unsigned)(m.x1 - m.x0) * TILE,
                            .height = (unsigned)(m.y1 - m.y0) * TILE};
    size_t n = (size_t)whole.width * whole.height;
    whole.pixel = mem_alloc(n * sizeof(*whole.pixel));
    for (size_t i = 0; i < n; i++)
        whole.pixel[i] = 0xFFFFFF;
    bool any = fill(&whole, &m, folder);
    if (any) {
        const struct box *frame = &ground->frame;
        double side = ground->scale / exp2(m.zoom);
        canvas_clip(canvas, frame->x, frame->y, frame->width, frame->height);
        canvas_picture(
            canvas, &whole,
            frame->x + (double)m.x0 * side - ground->west * ground->scale,
            frame->y + (double)m.y0 * side - ground->north * ground->scale,
            (double)(m.x1 - m.x0) * side, (double)(m.y1 - m.y0) * side);
        canvas_unclip(canvas);
    }
    free(whole.pixel);
    return any;
}
