/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Public holidays that hold in a whole country, as its law has had them since 2000. */
#include "fore-config.h"

#include <glib/gi18n-lib.h>

#include "fore-country-private.h"

enum { MONDAY, TUESDAY, WEDNESDAY, THURSDAY };

#define DATE(m, d)         .kind = FORE_RULE_DATE, .month = (m), .number = (d)
#define WEEKDAY(m, n, w)   .kind = FORE_RULE_WEEKDAY, .month = (m), .number = (n), .weekday = (w)
#define UP_TO(m, d, w)     .kind = FORE_RULE_UNTIL, .month = (m), .number = (d), .weekday = (w)
#define EASTER(days)       .kind = FORE_RULE_EASTER, .number = (days)
#define CHINESE(day, days) .kind = FORE_RULE_CHINESE, .festival = (day), .number = (days)
#define EQUINOX(m)         .kind = FORE_RULE_EQUINOX, .month = (m)
#define SINCE(year)        .first_year = (year)
#define TO(year)           .last_year = (year)
#define YEARS(one, other)  .first_year = (one), .last_year = (other)
#define IN(year)           YEARS (year, year)

static const ForeHolidayRule austria[] = {
  { "Neujahr", DATE (1, 1) },
  { "Heilige Drei Könige", DATE (1, 6) },
  { "Ostermontag", EASTER (1) },
  { "Staatsfeiertag", DATE (5, 1) },
  { "Christi Himmelfahrt", EASTER (39) },
  { "Pfingstmontag", EASTER (50) },
  { "Fronleichnam", EASTER (60) },
  { "Mariä Himmelfahrt", DATE (8, 15) },
  { "Nationalfeiertag", DATE (10, 26) },
  { "Allerheiligen", DATE (11, 1) },
  { "Mariä Empfängnis", DATE (12, 8) },
  { "Christtag", DATE (12, 25) },
  { "Stefanitag", DATE (12, 26) },
};

static const ForeHolidayRule brazil[] = {
  { "Confraternização Universal", DATE (1, 1) },
  { "Sexta-feira Santa", EASTER (-2) },
  { "Tiradentes", DATE (4, 21) },
  { "Dia do Trabalhador", DATE (5, 1) },
  { "Independência do Brasil", DATE (9, 7) },
  { "Nossa Senhora Aparecida", DATE (10, 12) },
  { "Finados", DATE (11, 2) },
  { "Proclamação da República", DATE (11, 15) },
  { "Dia da Consciência Negra", DATE (11, 20), SINCE (2024) },
  { "Natal", DATE (12, 25) },
};

/* The general holidays of the Canada Labour Code. */
static const ForeHolidayRule canada[] = {
  { "New Year’s Day", DATE (1, 1) },
  { "Good Friday", EASTER (-2) },
  { "Victoria Day", UP_TO (5, 24, MONDAY) },
  { "Canada Day", DATE (7, 1) },
  { "Labour Day", WEEKDAY (9, 1, MONDAY) },
  { "National Day for Truth and Reconciliation", DATE (9, 30), SINCE (2021) },
  { "Thanksgiving Day", WEEKDAY (10, 2, MONDAY) },
  { "Remembrance Day", DATE (11, 11) },
  { "Christmas Day", DATE (12, 25) },
  { "Boxing Day", DATE (12, 26) },
};

/* Those that every canton has. */
static const ForeHolidayRule switzerland[] = {
  { "Neujahr", DATE (1, 1) },
  { "Auffahrt", EASTER (39) },
  { "Bundesfeier", DATE (8, 1) },
  { "Weihnachten", DATE (12, 25) },
};

/* What the law names; which working days are moved around them is decided each year anew. */
static const ForeHolidayRule china[] = {
  { "元旦", DATE (1, 1) },
  { "除夕", CHINESE (FORE_CHINESE_NEW_YEAR, -1), YEARS (2008, 2013) },
  { "除夕", CHINESE (FORE_CHINESE_NEW_YEAR, -1), SINCE (2025) },
  { "春节", CHINESE (FORE_CHINESE_NEW_YEAR, 0) },
  { "春节", CHINESE (FORE_CHINESE_NEW_YEAR, 1) },
  { "春节", CHINESE (FORE_CHINESE_NEW_YEAR, 2), TO (2007) },
  { "春节", CHINESE (FORE_CHINESE_NEW_YEAR, 2), SINCE (2014) },
  { "清明节", CHINESE (FORE_CHINESE_QINGMING, 0), SINCE (2008) },
  { "劳动节", DATE (5, 1) },
  { "劳动节", DATE (5, 2), TO (2007) },
  { "劳动节", DATE (5, 3), TO (2007) },
  { "劳动节", DATE (5, 2), SINCE (2025) },
  { "端午节", CHINESE (FORE_CHINESE_DRAGON_BOAT, 0), SINCE (2008) },
  { "中秋节", CHINESE (FORE_CHINESE_MID_AUTUMN, 0), SINCE (2008) },
  { "国庆节", DATE (10, 1) },
  { "国庆节", DATE (10, 2) },
  { "国庆节", DATE (10, 3) },
};

static const ForeHolidayRule germany[] = {
  { "Neujahr", DATE (1, 1) },
  { "Karfreitag", EASTER (-2) },
  { "Ostermontag", EASTER (1) },
  { "Tag der Arbeit", DATE (5, 1) },
  { "Christi Himmelfahrt", EASTER (39) },
  { "Pfingstmontag", EASTER (50) },
  { "Tag der Deutschen Einheit", DATE (10, 3) },
  { "Reformationstag", DATE (10, 31), IN (2017) },
  { "1. Weihnachtstag", DATE (12, 25) },
  { "2. Weihnachtstag", DATE (12, 26) },
};

static const ForeHolidayRule spain[] = {
  { "Año Nuevo", DATE (1, 1) },
  { "Epifanía del Señor", DATE (1, 6) },
  { "Viernes Santo", EASTER (-2) },
  { "Fiesta del Trabajo", DATE (5, 1) },
  { "Asunción de la Virgen", DATE (8, 15) },
  { "Fiesta Nacional de España", DATE (10, 12) },
  { "Todos los Santos", DATE (11, 1) },
  { "Día de la Constitución Española", DATE (12, 6) },
  { "Inmaculada Concepción", DATE (12, 8) },
  { "Navidad", DATE (12, 25) },
};

static const ForeHolidayRule france[] = {
  { "Jour de l’an", DATE (1, 1) },    { "Lundi de Pâques", EASTER (1) },
  { "Fête du Travail", DATE (5, 1) }, { "Fête de la Victoire", DATE (5, 8) },
  { "Ascension", EASTER (39) },       { "Lundi de Pentecôte", EASTER (50) },
  { "Fête nationale", DATE (7, 14) }, { "Assomption", DATE (8, 15) },
  { "Toussaint", DATE (11, 1) },      { "Armistice 1918", DATE (11, 11) },
  { "Noël", DATE (12, 25) },
};

/* England and Wales; some days were moved for a jubilee or an anniversary. */
static const ForeHolidayRule britain[] = {
  { "New Year’s Day", DATE (1, 1) },
  { "Good Friday", EASTER (-2) },
  { "Easter Monday", EASTER (1) },
  { "Early May bank holiday", WEEKDAY (5, 1, MONDAY), TO (2019) },
  { "Early May bank holiday", DATE (5, 8), IN (2020) },
  { "Early May bank holiday", WEEKDAY (5, 1, MONDAY), SINCE (2021) },
  { "Spring bank holiday", WEEKDAY (5, -1, MONDAY), TO (2001) },
  { "Spring bank holiday", DATE (6, 4), IN (2002) },
  { "Spring bank holiday", WEEKDAY (5, -1, MONDAY), YEARS (2003, 2011) },
  { "Spring bank holiday", DATE (6, 4), IN (2012) },
  { "Spring bank holiday", WEEKDAY (5, -1, MONDAY), YEARS (2013, 2021) },
  { "Spring bank holiday", DATE (6, 2), IN (2022) },
  { "Spring bank holiday", WEEKDAY (5, -1, MONDAY), SINCE (2023) },
  { "Summer bank holiday", WEEKDAY (8, -1, MONDAY) },
  { "Christmas Day", DATE (12, 25) },
  { "Boxing Day", DATE (12, 26) },
  { "Golden Jubilee", DATE (6, 3), IN (2002) },
  { "Royal wedding", DATE (4, 29), IN (2011) },
  { "Diamond Jubilee", DATE (6, 5), IN (2012) },
  { "Platinum Jubilee", DATE (6, 3), IN (2022) },
  { "State Funeral of Queen Elizabeth II", DATE (9, 19), IN (2022) },
  { "Coronation of King Charles III", DATE (5, 8), IN (2023) },
};

static const ForeHolidayRule italy[] = {
  { "Capodanno", DATE (1, 1) },
  { "Epifania", DATE (1, 6) },
  { "Pasqua", EASTER (0) },
  { "Lunedì dell’Angelo", EASTER (1) },
  { "Anniversario della Liberazione", DATE (4, 25) },
  { "Festa del Lavoro", DATE (5, 1) },
  { "Festa della Repubblica", DATE (6, 2), SINCE (2001) },
  { "Assunzione di Maria", DATE (8, 15) },
  { "San Francesco d’Assisi", DATE (10, 4), SINCE (2026) },
  { "Ognissanti", DATE (11, 1) },
  { "150º anniversario dell’Unità d’Italia", DATE (3, 17), IN (2011) },
  { "Immacolata Concezione", DATE (12, 8) },
  { "Natale", DATE (12, 25) },
  { "Santo Stefano", DATE (12, 26) },
};

static const ForeHolidayRule japan[] = {
  { "元日", DATE (1, 1) },
  { "成人の日", WEEKDAY (1, 2, MONDAY) },
  { "建国記念の日", DATE (2, 11) },
  { "天皇誕生日", DATE (2, 23), SINCE (2020) },
  { "春分の日", EQUINOX (3) },
  { "みどりの日", DATE (4, 29), TO (2006) },
  { "昭和の日", DATE (4, 29), SINCE (2007) },
  { "憲法記念日", DATE (5, 3) },
  { "みどりの日", DATE (5, 4), SINCE (2007) },
  { "こどもの日", DATE (5, 5) },
  { "天皇の即位の日", DATE (5, 1), IN (2019) },
  { "海の日", DATE (7, 20), TO (2002) },
  { "海の日", WEEKDAY (7, 3, MONDAY), YEARS (2003, 2019) },
  { "海の日", DATE (7, 23), IN (2020) },
  { "海の日", DATE (7, 22), IN (2021) },
  { "海の日", WEEKDAY (7, 3, MONDAY), SINCE (2022) },
  { "山の日", DATE (8, 11), YEARS (2016, 2019) },
  { "山の日", DATE (8, 10), IN (2020) },
  { "山の日", DATE (8, 8), IN (2021) },
  { "山の日", DATE (8, 11), SINCE (2022) },
  { "敬老の日", DATE (9, 15), TO (2002) },
  { "敬老の日", WEEKDAY (9, 3, MONDAY), SINCE (2003) },
  { "秋分の日", EQUINOX (9) },
  { "体育の日", WEEKDAY (10, 2, MONDAY), TO (2019) },
  { "スポーツの日", DATE (7, 24), IN (2020) },
  { "スポーツの日", DATE (7, 23), IN (2021) },
  { "スポーツの日", WEEKDAY (10, 2, MONDAY), SINCE (2022) },
  { "即位礼正殿の儀の行われる日", DATE (10, 22), IN (2019) },
  { "文化の日", DATE (11, 3) },
  { "勤労感謝の日", DATE (11, 23) },
  { "天皇誕生日", DATE (12, 23), TO (2018) },
};

/* Power passes on each six years. */
static const ForeHolidayRule mexico[] = {
  { "Año Nuevo", DATE (1, 1) },
  { "Día de la Constitución", DATE (2, 5), TO (2005) },
  { "Día de la Constitución", WEEKDAY (2, 1, MONDAY), SINCE (2006) },
  { "Natalicio de Benito Juárez", DATE (3, 21), TO (2006) },
  { "Natalicio de Benito Juárez", WEEKDAY (3, 3, MONDAY), SINCE (2007) },
  { "Día del Trabajo", DATE (5, 1) },
  { "Día de la Independencia", DATE (9, 16) },
  { "Día de la Revolución", DATE (11, 20), TO (2005) },
  { "Día de la Revolución", WEEKDAY (11, 3, MONDAY), SINCE (2006) },
  { "Transmisión del Poder Ejecutivo Federal", DATE (12, 1), IN (2000) },
  { "Transmisión del Poder Ejecutivo Federal", DATE (12, 1), IN (2006) },
  { "Transmisión del Poder Ejecutivo Federal", DATE (12, 1), IN (2012) },
  { "Transmisión del Poder Ejecutivo Federal", DATE (12, 1), IN (2018) },
  { "Transmisión del Poder Ejecutivo Federal", DATE (10, 1), IN (2024) },
  { "Transmisión del Poder Ejecutivo Federal", DATE (10, 1), IN (2030) },
  { "Transmisión del Poder Ejecutivo Federal", DATE (10, 1), IN (2036) },
  { "Navidad", DATE (12, 25) },
};

/* The federal holidays. */
static const ForeHolidayRule united_states[] = {
  { "New Year’s Day", DATE (1, 1) },
  { "Martin Luther King Jr. Day", WEEKDAY (1, 3, MONDAY) },
  { "Washington’s Birthday", WEEKDAY (2, 3, MONDAY) },
  { "Memorial Day", WEEKDAY (5, -1, MONDAY) },
  { "Juneteenth", DATE (6, 19), SINCE (2021) },
  { "Independence Day", DATE (7, 4) },
  { "Labor Day", WEEKDAY (9, 1, MONDAY) },
  { "Columbus Day", WEEKDAY (10, 2, MONDAY) },
  { "Veterans Day", DATE (11, 11) },
  { "Thanksgiving Day", WEEKDAY (11, 4, THURSDAY) },
  { "Christmas Day", DATE (12, 25) },
};

#define RULES(rules) G_N_ELEMENTS (rules), rules

const ForeCountry fore_countries[] = {
  { "AT", NC_ ("country", "Austria"), RULES (austria), FORE_SUBSTITUTE_NONE, NULL, NULL },
  { "BR", NC_ ("country", "Brazil"), RULES (brazil), FORE_SUBSTITUTE_NONE, NULL, NULL },
  { "CA", NC_ ("country", "Canada"), RULES (canada), FORE_SUBSTITUTE_NONE, NULL, NULL },
  { "CH", NC_ ("country", "Switzerland"), RULES (switzerland), FORE_SUBSTITUTE_NONE, NULL, NULL },
  { "CN", NC_ ("country", "China"), RULES (china), FORE_SUBSTITUTE_NONE, NULL, NULL },
  { "DE", NC_ ("country", "Germany"), RULES (germany), FORE_SUBSTITUTE_NONE, NULL, NULL },
  { "ES", NC_ ("country", "Spain"), RULES (spain), FORE_SUBSTITUTE_NONE, NULL, NULL },
  { "FR", NC_ ("country", "France"), RULES (france), FORE_SUBSTITUTE_NONE, NULL, NULL },
  { "GB", NC_ ("country", "England and Wales"), RULES (britain), FORE_SUBSTITUTE_NEXT_WORKDAY,
    "%s (substitute day)", NULL },
  { "IT", NC_ ("country", "Italy"), RULES (italy), FORE_SUBSTITUTE_NONE, NULL, NULL },
  { "JP", NC_ ("country", "Japan"), RULES (japan), FORE_SUBSTITUTE_AFTER_SUNDAY, "振替休日",
    "国民の休日" },
  { "MX", NC_ ("country", "Mexico"), RULES (mexico), FORE_SUBSTITUTE_NONE, NULL, NULL },
  { "US", NC_ ("country", "United States"), RULES (united_states), FORE_SUBSTITUTE_NEAREST,
    "%s (observed)", NULL },
};

const guint fore_n_countries = G_N_ELEMENTS (fore_countries);
