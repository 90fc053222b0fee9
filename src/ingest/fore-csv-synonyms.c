/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fore-csv-synonyms.h"

#include <string.h>

/* What shops call the fields in their exports, folded: letters and digits, in small letters. A field's own name
 * goes before these; they are taken only where one column alone can be meant. */
static const char *const synonyms[FORE_N_FIELDS][40] = {
  [FORE_FIELD_DATE] = { "datum",         "day",
                        "tag",           "datetime",
                        "orderdate",     "purchasedate",
                        "invoicedate",   "salesdate",
                        "saledate",      "transactiondate",
                        "createdat",     "rechnungsdatum",
                        "belegdatum",    "bestelldatum",
                        "buchungsdatum", "buchdat",
                        "verkaufsdatum", "auftragsdatum",
                        "kalendertag",   "fecha",
                        "data",          "dato",
                        "日期",          "التاريخ" },
  [FORE_FIELD_PRODUCT] = { "product",     "sku",           "item",           "itemid",
                           "productcode", "productno",     "productnumber",  "itemcode",
                           "itemnumber",  "lineitemsku",   "stockcode",      "article",
                           "articleid",   "articlenumber", "artikel",        "artikelnummer",
                           "artikelnr",   "material",      "materialnummer", "produkt",
                           "produktid",   "produktnummer", "producto",       "produit",
                           "产品",        "商品",          "المنتج" },
  [FORE_FIELD_CATEGORY] = { "categoryname", "productcategory", "producttype", "kategorie",
                            "produktkategorie", "warengruppe", "artikelgruppe", "department",
                            "productgroup", "categoria", "categoría", "catégorie", "categorie",
                            "类别", "الفئة" },
  [FORE_FIELD_SALES] = { "amount",     "revenue",     "turnover",
                         "netsales",   "grosssales",  "salesamount",
                         "totalsales", "salesvalue",  "itemprice",
                         "umsatz",     "nettoumsatz", "bruttoumsatz",
                         "betrag",     "nettobetrag", "nettowert",
                         "erlös",      "ventas",      "importe",
                         "ventes",     "montant",     "chiffredaffaires",
                         "omzet",      "fatturato",   "销售额",
                         "金额",       "المبيعات" },
};

/* What may follow a name of sales, as in "Umsatz (EUR)". */
static const char *const currencies[] = { "eur",   "euro",   "usd",   "gbp",   "chf",
                                          "ineur", "ineuro", "inusd", "ingbp", "inchf" };

static gboolean
is_in_currency (const char *folded, const char *name)
{
  gsize length = strlen (name);

  if (strncmp (folded, name, length) != 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (currencies); i++)
    if (g_str_equal (folded + length, currencies[i]))
      return TRUE;

  return FALSE;
}

/**
 * fore_csv_is_synonym:
 * @folded: a name of a header: its letters and digits, in small letters
 * @field: a field
 *
 * Returns: whether shops call @field so
 */
gboolean
fore_csv_is_synonym (const char *folded, ForeField field)
{
  for (gsize i = 0; i < G_N_ELEMENTS (synonyms[field]) && synonyms[field][i] != NULL; i++)
    if (g_str_equal (folded, synonyms[field][i]) ||
        (field == FORE_FIELD_SALES && is_in_currency (folded, synonyms[field][i])))
      return TRUE;

  return field == FORE_FIELD_SALES && is_in_currency (folded, fore_field_name (field));
}
