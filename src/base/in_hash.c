#include "base/in.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/base16.h>
#include <nettle/sha2.h>
#include <string.h>
#include <unistd.h>

static void finish(struct sha256_ctx *sha256, char hex[65])
{
    uint8_t digest[SHA256_DIGEST_SIZE];

    sha256_digest(sha256, sizeof(digest), digest);
    base16_encode_update(hex, sizeof(digest), digest);
    hex[64] = '\0';
}

bool in_sha256(const char *path, char hex[65], struct err *err)
{
    struct sha256_ctx sha256;
    uint8_t bytes[64 * 1024];
    ssize_t n = -1;

    sha256_init(&sha256);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    while (fd >= 0 && (n = read(fd, bytes, sizeof(bytes))) != 0) {
        if (n < 0 && errno != EINTR)
            break;
        if (n > 0)
            sha256_update(&sha256, (size_t)n, bytes);
    }
    if (n < 0)
        err_set(err, ERR_STORAGE, _("cannot read '%s': %s"), path,
                strerror(errno));
    if (fd >= 0)
        close(fd);
    finish(&sha256, hex);
    return n == 0;
}

void sha256_of(const void *bytes, size_t len, char hex[65])
{
    struct sha256_ctx sha256;

    sha256_init(&sha256);
    sha256_update(&sha256, len, bytes);
    finish(&sha256, hex);
}
