#include "fetch/bar.h"

#include "base/err.h"
#include "base/say.h"

#include <stdio.h>

#define BAR_COLUMNS 10

void bar_bytes(uint64_t n, char text[BAR_TEXT])
{
    static const char *const unit[] = {"kB", "MB", "GB", "TB"};
    double value = (double)n / 1000;
    size_t i = 0;

    if (n < 1000) {
        snprintf(text, BAR_TEXT, "%u B", (unsigned)n);
        return;
    }
    for (; value >= 999.95 && i < 3; i++)
        value /= 1000;
    snprintf(text, BAR_TEXT, "%.1f %s", value, unit[i]);
}

void bar_line(const struct bar *bar, struct buf *line)
{
    char bytes[BAR_TEXT], all[BAR_TEXT], rate[BAR_TEXT];
    double part =
        bar->n ? ((double)bar->n_over + bar->under_way) / (double)bar->n : 1;

    buf_add_char(line, '[');
    for (int i = 0; i < BAR_COLUMNS; i++)
        buf_add_char(line, i < part * BAR_COLUMNS - 0.001 ? '#' : '.');
    bar_bytes(bar->n_bytes, bytes);
    bar_bytes(bar->n_bytes + bar->n_to_come, all);
    bar_bytes((uint64_t)bar->rate, rate);
    /* The rate goes before what a narrow terminal has no room for. */
    buf_addf(line, "] %zu/%zu  %s/s  %s / %s", bar->n_over, bar->n, rate, bytes,
             all);
    if (bar->label)
        buf_addf(line, "  %s", bar->label);
}

bool bar_is_due(const struct bar *bar, uint64_t now_ms)
{
    return !bar->quiet && now_ms >= bar->drawn_ms + BAR_EVERY_MS &&
           say_is_watched();
}

void bar_draw(struct bar *bar, uint64_t now_ms)
{
    struct buf line = {0};
    double seconds = (double)(now_ms - bar->drawn_ms) / 1000;

    if (bar->drawn_ms > 0 && seconds > 0) {
        double now = (double)(bar->n_bytes - bar->drawn_bytes) / seconds;
        double weight = seconds < 2 && bar->rate > 0 ? seconds / 2 : 1;
        bar->rate += (now - bar->rate) * weight;
    }
    bar->drawn_ms = now_ms;
    bar->drawn_bytes = bar->n_bytes;
    bar_line(bar, &line);
    say_progress(line.ptr);
    buf_release(&line);
}

void bar_clear(void)
{
    say_progress(NULL);
}

void bar_file(const struct bar *bar, const char *label, uint64_t n_received,
              uint64_t n_resumed, uint64_t ms)
{
    char bytes[BAR_TEXT], rate[BAR_TEXT], before[BAR_TEXT];

    if (bar->quiet || say_is_watched())
        return;
    bar_bytes(n_received, bytes);
    bar_bytes(n_received * 1000 / (ms ? ms : 1), rate);
    bar_bytes(n_resumed, before);
    if (n_resumed > 0)
        say(_("%s: received %s (%s/s), %s was here already"), label, bytes,
            rate, before);
    else
        say(_("%s: received %s (%s/s)"), label, bytes, rate);
}
