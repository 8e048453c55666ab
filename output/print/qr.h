/* QR codes (ISO/IEC 18004). qr.c is the only file that knows libqrencode. */
#ifndef OUTPUT_PRINT_QR_H
#define OUTPUT_PRINT_QR_H

#include "base/err.h"
#include "base/str.h"

struct qr {
    unsigned width; /* modules a side, without the quiet zone (4) */
    const unsigned char
        *black; /* [width * width], rows from the top; 1: black */
};

/* Error correction M. In the arena. Errors: ERR_USAGE: the text is too long
 * for a code. */
bool qr_make(const char *text, struct qr *qr, struct arena *arena,
             struct err *err);

#endif
