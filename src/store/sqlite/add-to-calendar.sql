INSERT INTO calendar (key, sales, days_0, days_1, days_2, days_3, days_4, days_5, days_6, days_7)
SELECT a, b, c, d, e, f, g, h, i, j FROM source WHERE true
ON CONFLICT DO UPDATE
   -- A bit changes by exclusive or, which SQL has no sign for.
   SET sales = sales + excluded.sales,
       days_0 = (days_0 | excluded.days_0) - (days_0 & excluded.days_0),
       days_1 = (days_1 | excluded.days_1) - (days_1 & excluded.days_1),
       days_2 = (days_2 | excluded.days_2) - (days_2 & excluded.days_2),
       days_3 = (days_3 | excluded.days_3) - (days_3 & excluded.days_3),
       days_4 = (days_4 | excluded.days_4) - (days_4 & excluded.days_4),
       days_5 = (days_5 | excluded.days_5) - (days_5 & excluded.days_5),
       days_6 = (days_6 | excluded.days_6) - (days_6 & excluded.days_6),
       days_7 = (days_7 | excluded.days_7) - (days_7 & excluded.days_7)
