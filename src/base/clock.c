#include "base/clock.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>

#define LAST_SECOND 253402300799LL /* of the year 9999 */

bool clock_now(char iso[CLOCK_TEXT], struct err *err)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    time_t now = time(NULL);
    struct tm tm;

    if (epoch && *epoch) {
        char *end;
        errno = 0;
        long long seconds = strtoll(epoch, &end, 10);
        if (errno || *end || seconds < 0 || seconds > LAST_SECOND)
            return err_set(err, ERR_USAGE,
                           _("SOURCE_DATE_EPOCH '%s' is not a number of "
                             "seconds since 1970"),
                           epoch);
        now = (time_t)seconds;
    }
    gmtime_r(&now, &tm);
    return strftime(iso, CLOCK_TEXT, "%Y-%m-%dT%H:%M:%SZ", &tm) ==
               CLOCK_TEXT - 1 ||
           err_set(err, ERR_INTERNAL, _("the clock has no date"));
}
