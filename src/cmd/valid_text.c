#include "cmd/valid_text.h"

#include "base/in_encoding.h"

#include <string.h>

bool valid_text(struct str s)
{
    return encoding_is_utf8(s) && (s.len == 0 || !memchr(s.ptr, '\0', s.len));
}

void valid_text_add(struct buf *out, struct str s)
{
    uint32_t code;
    size_t n;

    if (valid_text(s)) {
        buf_add_str(out, s);
        return;
    }
    for (size_t at = 0; at < s.len; at += n ? n : 1) {
        n = str_char(s, at, &code);
        buf_add_str(out, n && code ? str_cut(s, at, n) : STR("\xEF\xBF\xBD"));
    }
}
