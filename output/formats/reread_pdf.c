#include "output/formats/reread_own.h"
#include "output/print/pdf.h"

REREAD(pdf)
{
    struct pdf_text text;

    if (!pdf_read_text(bytes, &text, arena, err))
        return err_in(err, "'%s'", name);
    reread_add(reread, arena, text.text);
    reread_add(reread, arena, text.other);
    /* A facility has one place in its list, or one sheet, and one pin. Sheets
     * have no pins of that kind: their number says nothing. */
    reread->counts_rows = true;
    reread->rows = text.n_facility;
    reread->counts_placed = text.n_pin > 0;
    reread->placed = text.n_pin;
    return true;
}
