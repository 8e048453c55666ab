#include "output/print/pdf_own.h"

static void add_element(struct buf *out, const char *open, const char *text,
                        const char *close)
{
    if (!text)
        return;
    buf_add_text(out, open);
    buf_add_xml(out, str_of(text));
    buf_add_text(out, close);
}

void pdf_add_xmp(struct buf *out, const struct pdf_about *about)
{
    buf_add_text(
        out,
        "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
        "<rdf:Description rdf:about=\"\"\n"
        " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
        " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
        " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n"
        "<dc:format>application/pdf</dc:format>\n");
    add_element(out, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">",
                about->title, "</rdf:li></rdf:Alt></dc:title>\n");
    add_element(out, "<dc:language><rdf:Bag><rdf:li>", about->language,
                "</rdf:li></rdf:Bag></dc:language>\n");
    add_element(out, "<dc:creator><rdf:Seq><rdf:li>", about->author,
                "</rdf:li></rdf:Seq></dc:creator>\n");
    add_element(out, "<xmp:CreateDate>", about->created, "</xmp:CreateDate>\n");
    add_element(out, "<xmp:CreatorTool>", PDF_PRODUCER, "</xmp:CreatorTool>\n");
    add_element(out, "<pdf:Producer>", PDF_PRODUCER, "</pdf:Producer>\n");
    buf_add_text(out, "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n"
                      "<?xpacket end=\"r\"?>\n");
}
