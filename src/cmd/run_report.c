#include "cmd/run_report.h"

#include "base/err.h"
#include "base/say.h"

#include <sys/resource.h>
#include <time.h>

/* Set when the program is loaded, before main(). */
static struct timespec started;

__attribute__((constructor)) static void note_start(void)
{
    clock_gettime(CLOCK_MONOTONIC, &started);
}

void run_report(void)
{
    struct rusage usage;
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    getrusage(RUSAGE_SELF, &usage);
    double seconds = (double)(now.tv_sec - started.tv_sec) +
                     (double)(now.tv_nsec - started.tv_nsec) / 1e9;
    say(_("%.1f s, at most %.0f MB of memory"), seconds,
        (double)usage.ru_maxrss / 1000);
}
