#include "geo/ogr_path.h"

#include "base/buf.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char *ogr_path_open(const char *path, struct err *err)
{
    char *absolute = realpath(path, NULL);
    struct stat status;
    char start[4] = {0};
    FILE *in = NULL;

    if (absolute && stat(absolute, &status) == 0) {
        if (!S_ISREG(status.st_mode) || strncmp(absolute, "/vsi", 4) == 0) {
            err_set(err, ERR_PLACE, _("'%s' is not a regular file"), path);
            goto failed;
        }
        in = fopen(absolute, "rb");
    }
    if (!in) {
        err_set(err, ERR_PLACE, _("cannot open '%s': %s"), path,
                strerror(errno));
        goto failed;
    }
    size_t got = fread(start, 1, sizeof(start), in);
    fclose(in);
    if (got < sizeof(start) || memcmp(start, "PK\003\004", 4) != 0)
        return absolute;
    err_set(err, ERR_PLACE,
            _("'%s' is a zip file; unzip it and name the .shp, .geojson or "
              ".gpkg file in it"),
            path);
failed:
    free(absolute);
    return NULL;
}

bool ogr_path_is_silent(const char *path)
{
    struct str stem = str_of(path);
    bool silent = str_ends(stem, STR(".shp")) || str_ends(stem, STR(".SHP")) ||
                  str_ends(stem, STR(".dbf")) || str_ends(stem, STR(".DBF"));
    struct buf beside = {0};

    stem.len -= silent ? 4 : 0;
    for (int upper = 0; silent && upper < 2; upper++) {
        buf_clear(&beside);
        buf_add_str(&beside, stem);
        buf_add_text(&beside, upper ? ".CPG" : ".cpg");
        silent = access(beside.ptr, F_OK) != 0;
    }
    buf_release(&beside);
    return silent;
}
