/*
 * The fonts of print: a few Japanese families by name, and nothing else of the
 * machine's configuration, so that its rules cannot change what is printed.
 */
#include "output/print/canvas_own.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <pthread.h>
#include <string.h>

/* In order of preference. The first is made for easy reading (universal
 * design), with a bold face; the last has rare characters of names. */
static const char *const family[] = {"BIZ UDPGothic", "IPAexGothic",
                                     "Noto Sans CJK JP"};
#define FAMILY_COUNT (sizeof(family) / sizeof(*family))

/* Made once, then only read; all threads share it. */
static struct {
    FcConfig *config;
    FcCharSet *characters;
    char families[128]; /* those that are installed, separated by ',' */
} fonts;

static pthread_once_t fonts_once = PTHREAD_ONCE_INIT;

/* Take over the files of one family of the machine's. */
static bool add_family(FcConfig *machine, const char *name)
{
    FcPattern *pattern = FcPatternBuild(NULL, FC_FAMILY, FcTypeString, name,
                                        FC_VARIABLE, FcTypeBool, FcFalse, NULL);
    FcObjectSet *objects = FcObjectSetBuild(FC_FILE, FC_CHARSET, NULL);
    FcFontSet *found = FcFontList(machine, pattern, objects);
    bool any = false;

    for (int i = 0; found && i < found->nfont; i++) {
        FcChar8 *file;
        FcCharSet *characters;
        if (FcPatternGetString(found->fonts[i], FC_FILE, 0, &file) ==
                FcResultMatch &&
            FcPatternGetCharSet(found->fonts[i], FC_CHARSET, 0, &characters) ==
                FcResultMatch &&
            FcConfigAppFontAddFile(fonts.config, file)) {
            FcCharSetMerge(fonts.characters, characters, NULL);
            any = true;
        }
    }
    if (found)
        FcFontSetDestroy(found);
    FcObjectSetDestroy(objects);
    FcPatternDestroy(pattern);
    return any;
}

static void find_fonts(void)
{
    FcConfig *machine = FcInitLoadConfigAndFonts();

    fonts.config = FcConfigCreate();
    fonts.characters = FcCharSetCreate();
    for (size_t i = 0; machine && i < FAMILY_COUNT; i++)
        if (add_family(machine, family[i])) {
            if (fonts.families[0])
                strcat(fonts.families, ",");
            strcat(fonts.families, family[i]);
        }
    if (machine)
        FcConfigDestroy(machine);
}

#ifdef __has_feature
#define SANITIZED __has_feature(address_sanitizer)
#elif defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#else
#define SANITIZED 0
#endif
#if SANITIZED
/* fontconfig points to its data by offsets, which the leak checker of a
 * sanitizer build does not see: all that Cairo keeps for the next document
 * looks lost. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_options(void);

const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig\n";
}

const char *__lsan_default_options(void)
{
    return "print_suppressions=0";
}
#endif

bool canvas_fonts_have(uint32_t character)
{
    return FcCharSetHasChar(fonts.characters, character);
}

static PangoFontDescription *describe(PangoWeight weight)
{
    PangoFontDescription *font = pango_font_description_new();

    pango_font_description_set_family_static(font, fonts.families);
    pango_font_description_set_weight(font, weight);
    return font;
}

/* Positions as on paper: nothing is fitted to pixels. */
static void set_scalable(PangoContext *context)
{
    cairo_font_options_t *options = cairo_font_options_create();

    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_cairo_context_set_resolution(context, 72);
}

bool canvas_fonts_open(struct canvas *canvas, struct err *err)
{
    pthread_once(&fonts_once, find_fonts);
    if (!fonts.families[0])
        return err_set(err, ERR_STORAGE,
                       _("cannot print: no Japanese font is installed; "
                         "install '%s' (Debian: %s) or '%s' (Debian: %s)"),
                       family[0], "fonts-morisawa-bizud-gothic", family[1],
                       "fonts-ipaexfont-gothic");
    canvas->fonts = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(canvas->fonts),
                                 fonts.config);
    PangoContext *context = pango_font_map_create_context(canvas->fonts);
    set_scalable(context);
    pango_context_set_language(context, pango_language_from_string("ja"));
    canvas->layout = pango_layout_new(context);
    g_object_unref(context);
    pango_layout_set_wrap(canvas->layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_auto_dir(canvas->layout, FALSE);
    canvas->font[0] = describe(PANGO_WEIGHT_NORMAL);
    canvas->font[1] = describe(PANGO_WEIGHT_BOLD);
    return true;
}

void canvas_fonts_close(struct canvas *canvas)
{
    for (int i = 0; i < 2; i++)
        if (canvas->font[i])
            pango_font_description_free(canvas->font[i]);
    if (canvas->layout)
        g_object_unref(canvas->layout);
    if (canvas->fonts)
        g_object_unref(canvas->fonts);
}
