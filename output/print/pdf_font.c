#include "output/print/pdf_reading.h"

#include <stdlib.h>

#define MAX_FONTS 512

/* Bytes a code: two where the codes are the glyphs' numbers, one in fonts of
 * 256 glyphs; 0: other ways are not known here. */
static unsigned code_len(struct pdf_file *file, pdf_object font)
{
    pdf_object subtype = pdf_get(file, font, "Subtype");
    pdf_object encoding = pdf_get(file, font, "Encoding");
    unsigned len = 1;

    if (pdf_is_name(file, subtype, "Type0"))
        len = pdf_is_name(file, encoding, "Identity-H") ||
                      pdf_is_name(file, encoding, "Identity-V")
                  ? 2
                  : 0;
    pdf_drop(file, encoding);
    pdf_drop(file, subtype);
    return len;
}

static void read_font(struct pdf_reading *reading, pdf_object object,
                      struct pdf_font *font)
{
    pdf_object stream = pdf_get(reading->file, object, "ToUnicode");
    struct buf bytes = {0};

    font->number = pdf_number(reading->file, object);
    font->code_len = code_len(reading->file, object);
    font->told = font->code_len &&
                 pdf_kind(reading->file, stream) == PDF_STREAM &&
                 pdf_stream(reading->file, stream, true, &bytes) &&
                 pdf_cmap_read(buf_str(&bytes), &font->cmap);
    buf_release(&bytes);
    pdf_drop(reading->file, stream);
}

const struct pdf_font *pdf_font_find(struct pdf_reading *reading,
                                     pdf_object object)
{
    uint32_t number = pdf_number(reading->file, object);

    for (size_t i = 0; number && i < reading->n_font; i++)
        if (reading->font[i]->number == number)
            return reading->font[i];
    if (reading->n_font == MAX_FONTS) {
        pdf_refuse(reading, N_("it has too many fonts"));
        return NULL;
    }
    struct pdf_font *font = mem_alloc(sizeof(*font));
    *font = (struct pdf_font){0};
    read_font(reading, object, font);
    reading->font = mem_room(reading->font, reading->n_font, &reading->cap_font,
                             sizeof(struct pdf_font *));
    reading->font[reading->n_font++] = font;
    return font;
}

void pdf_fonts_release(struct pdf_reading *reading)
{
    for (size_t i = 0; i < reading->n_font; i++) {
        pdf_cmap_release(&reading->font[i]->cmap);
        free(reading->font[i]);
    }
    free(reading->font);
}
