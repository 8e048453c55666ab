#include "output/print/qr.h"

#include <qrencode.h>
#include <string.h>

bool qr_make(const char *text, struct qr *qr, struct arena *arena,
             struct err *err)
{
    size_t len = strlen(text);
    QRcode *code;

    /* Bytes as they are: an address may hold lower case and UTF-8. */
    code = len <= INT16_MAX
               ? QRcode_encodeData((int)len, (const unsigned char *)text, 0,
                                   QR_ECLEVEL_M)
               : NULL;
    if (!code)
        return err_set(err, ERR_USAGE,
                       _("an address of %zu bytes is too long for a QR code; "
                         "give a shorter one"),
                       len);
    size_t n = (size_t)code->width * (size_t)code->width;
    unsigned char *black = arena_alloc(arena, n);
    for (size_t i = 0; i < n; i++)
        black[i] = code->data[i] & 1;
    *qr = (struct qr){(unsigned)code->width, black};
    QRcode_free(code);
    return true;
}
