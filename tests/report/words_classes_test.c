/* Classes of a choropleth. */
#include "output/report/words.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct arena arena;

static unsigned state = 20260415;

static double chance(void)
{
    state = state * 1664525U + 1013904223U;
    return (state >> 8) / 16777216.0;
}

static void count(const struct report_classes *classes, const double *value,
                  size_t n, size_t in[REPORT_CLASSES])
{
    memset(in, 0, REPORT_CLASSES * sizeof(*in));
    for (size_t i = 0; i < n; i++) {
        int class = report_class(classes, value[i]);
        if (isnan(value[i])) {
            cr_assert_eq(class, -1);
            continue;
        }
        cr_assert(class >= 0 && (size_t) class < classes->n);
        cr_assert(value[i] >= classes->edge[class]);
        cr_assert((size_t) class + 1 == classes->n
                      ? value[i] <= classes->edge[classes->n]
                      : value[i] < classes->edge[class + 1]);
        in[class]++;
    }
}

/* Values of many sizes and with many equal ones: every value has its class, no
 * class is empty, and edges rise. */
Test(words, every_value_has_a_class_and_every_class_a_value)
{
    double value[200];
    size_t in[REPORT_CLASSES];

    for (int trial = 0; trial < 5000; trial++) {
        size_t n = (size_t)(chance() * 200), known = 0;
        double scale = pow(10, floor(chance() * 12) - 6);
        double steps = trial % 3 ? 1e6 : 1 + floor(chance() * 9);
        for (size_t i = 0; i < n; i++) {
            value[i] = trial % 7 == 0 && chance() < 0.2
                           ? NAN
                           : floor(chance() * steps) / steps * scale;
            known += !isnan(value[i]);
        }
        struct report_classes classes = report_classify(value, n);
        cr_assert_eq(classes.n == 0, known == 0);
        count(&classes, value, n, in);
        for (size_t c = 0; c < classes.n; c++) {
            cr_assert(in[c] > 0, "trial %d: class %zu is empty", trial, c);
            cr_assert(classes.edge[c] < classes.edge[c + 1] || known == 1 ||
                      classes.n == 1);
        }
    }
}

Test(words, classes_of_distinct_values_are_nearly_equal)
{
    double value[1000];
    size_t in[REPORT_CLASSES];

    for (size_t n = 5; n <= 1000; n = n * 3 / 2 + 1) {
        for (size_t i = 0; i < n; i++)
            value[i] = ((double)i + chance() / 2) * 0.37;
        struct report_classes classes = report_classify(value, n);
        cr_assert_eq(classes.n, REPORT_CLASSES);
        count(&classes, value, n, in);
        for (size_t c = 0; c < classes.n; c++) {
            double of = (double)n / REPORT_CLASSES;
            cr_expect(fabs((double)in[c] - of) <= of * 0.45 + 1,
                      "%zu of %zu in class %zu", in[c], n, c);
        }
    }
}

/* What is printed beside a class is its edge, not something near it. */
Test(words, breaks_are_printed_exactly)
{
    double value[50];
    int long_ones = 0;

    for (int trial = 0; trial < 1000; trial++) {
        size_t n = 6 + (size_t)(chance() * 40);
        for (size_t i = 0; i < n; i++)
            value[i] = chance() * 40;
        struct report_classes classes = report_classify(value, n);
        for (size_t c = 0; c <= classes.n; c++)
            cr_assert_eq(
                strtod(report_number(classes.edge[c], classes.decimals, &arena),
                       NULL),
                classes.edge[c]);
        long_ones += classes.decimals > 1;
    }
    cr_expect(long_ones < 150, "%d of 1000 have long breaks", long_ones);
}

Test(words, equal_values_are_one_class)
{
    double same[] = {2.5, 2.5, 2.5}, zero[] = {0, 0, 0, 0, 0, 0, 7};
    struct report_classes classes = report_classify(same, 3);

    cr_expect_eq(classes.n, 1);
    cr_expect_eq(classes.edge[0], 2.5);
    cr_expect_eq(classes.decimals, 1);
    classes = report_classify(zero, 7);
    cr_expect_eq(classes.n, 2);
    cr_expect_eq(report_class(&classes, 0), 0);
    cr_expect_eq(report_class(&classes, 7), 1);
}

/* Relative luminance, WCAG 2.2. */
static double luminance(unsigned colour)
{
    static const double weight[3] = {0.2126, 0.7152, 0.0722};
    double sum = 0;

    for (int i = 0; i < 3; i++) {
        double part = (colour >> (16 - 8 * i) & 0xFF) / 255.0;
        sum += weight[i] * (part <= 0.04045 ? part / 12.92
                                            : pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
}

Test(words, fills_differ_in_a_grey_copy)
{
    for (int c = 0; c + 1 < REPORT_CLASSES; c++) {
        double light = cbrt(luminance(report_colours[c])),
               dark = cbrt(luminance(report_colours[c + 1]));
        cr_expect(116 * (light - dark) >= 12, "classes %d and %d: %.1f", c,
                  c + 1, 116 * (light - dark));
    }
}

Test(words, shares_have_the_same_classes_on_every_map)
{
    static const struct {
        double part;
        const char *words;
    } row[] = {{0, "0%以上50%未満"},     {499, "0%以上50%未満"},
               {500, "50%以上80%未満"},  {949, "80%以上95%未満"},
               {999, "95%以上100%未満"}, {1000, "100%"}};

    for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
        int class = report_class(&report_share_classes,
                                 report_per_cent(row[i].part, 1000));
        cr_assert(class >= 0);
        cr_expect_str_eq(report_class_words(&report_share_classes,
                                            (size_t) class, "%", &arena),
                         row[i].words);
    }
}

/* 0 has a class of its own on a map of access: nobody is within reach. */
Test(words, a_class_above_0_does_not_begin_at_0)
{
    double above[] = {0.4, 1, 2, 3, 4, 5, 6, 7, 8, 9},
           with[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    struct report_classes classes = report_classify(above, 10);

    cr_expect(
        strstr(report_class_words(&classes, 0, "", &arena), "0より大きく"),
        "%s", report_class_words(&classes, 0, "", &arena));
    classes = report_classify(with, 10);
    cr_expect(strstr(report_class_words(&classes, 0, "件", &arena), "0件以上"));
}
