/* How the limit of an audit is called. */
#include "audit/audit.h"
#include "base/buf.h"

#include <math.h>
#include <stdlib.h>

/* At most three decimals, '.' as point whatever the locale. */
static void add_number(struct buf *out, double number)
{
    long long thousandths = llround(number * 1000);
    int decimals = 3;

    while (decimals > 0 && thousandths % 10 == 0) {
        thousandths /= 10;
        decimals--;
    }
    long long unit = decimals == 0   ? 1
                     : decimals == 1 ? 10
                     : decimals == 2 ? 100
                                     : 1000;
    buf_addf(out, "%lld", thousandths / unit);
    if (decimals > 0)
        buf_addf(out, ".%0*lld", decimals, thousandths % unit);
}

const char *audit_limit_words(const struct audit_order *order,
                              struct arena *arena)
{
    struct buf out = {0};

    if (!order->by_minutes) {
        bool far = order->limit >= 1000;
        buf_add_text(&out, "直線");
        add_number(&out, far ? order->limit / 1000 : order->limit);
        buf_add_text(&out, far ? "km" : "m");
    } else {
        buf_add_text(&out, "移動時間");
        add_number(&out, order->limit);
        buf_add_text(&out, "分");
        if (order->travel) {
            buf_add_text(&out, "（経路の表による）");
        } else {
            buf_add_text(&out, "（直線×");
            add_number(&out, order->detour);
            buf_add_text(&out, "、時速");
            add_number(&out, order->speed_km_h);
            buf_add_text(&out, "kmと仮定）");
        }
    }
    const char *words = str_keep(arena, buf_str(&out));
    buf_release(&out);
    return words;
}
